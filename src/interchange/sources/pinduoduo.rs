//! 拼多多: says nothing of the buyer; regions are masked.

use super::Export;
use domain::{
    Kind,
    import::{LinePart::*, Target::*},
    keys,
};

pub const EXPORTS: &[Export] = &[Export {
    system: "pinduoduo",
    name: "orders",
    kind: Kind::Order,
    currency: "CNY",
    marks: "订单号, 商品总价(元), 用户实付金额(元), 商家实收金额(元), 拼单成功时间, 多多支付立减金额(元), 样式ID",
    others: "订单成交时间, 商品, 订单状态, 邮费(元), 店铺优惠折扣(元), 平台优惠折扣(元), 商品数量(件), 支付时间, 发货时间, 确认收货时间, 商品id, 商品规格, \
             商家编码-规格维度, 商家编码-SKU维度, 商家编码-商品维度, 商家备注, 售后状态, 快递单号, 快递公司, 省, 市, 区",
    columns: &[
        (SourceId, "订单号"),
        (Field(keys::TOTAL), "用户实付金额(元)"),
        (Field(keys::ORDERED_ON), "拼单成功时间"),
        (LinePart(Product), "商品"),
        (LinePart(Sku), "商家编码-规格维度|商家编码-SKU维度"),
    ],
    words: &[(
        keys::STATUS,
        &[
            ("paid", "待发货|已成团，待发货|未发货"),
            ("shipped", "已发货，待签收|已发货，待收货"),
            ("completed", "已收货|已签收"),
            ("refunded", "已发货，退款成功|未发货，退款成功|已收货，退款成功"),
            ("cancelled", "已取消，退款成功|未成团"),
        ],
    )],
    ..Export::PLAIN
}];
