//! 抖店: ids behind tabs, people encrypted, `-` for nothing; a row, with what it costs, for each 子订单.

use super::Export;
use domain::{
    Kind,
    import::{LinePart::*, Target::*},
    keys,
};

pub const EXPORTS: &[Export] = &[Export {
    system: "douyin",
    name: "orders",
    kind: Kind::Order,
    currency: "CNY",
    marks: "主订单编号, 子订单编号, 选购商品, 商品规格, 订单应付金额, 达人ID, 达人昵称, 订单提交时间",
    others: "商品数量, 商品ID, 商家编码, 商品金额, 运费, 收件人, 收件人手机号, 详细地址, 支付完成时间, 支付方式, 商家备注, 订单完成时间, 订单状态, 售后状态, \
             取消原因, 发货时间, 快递信息, 平台实际承担优惠金额, 商家实际承担优惠金额, 达人实际承担优惠金额, 商家收入金额",
    columns: &[
        (SourceId, "主订单编号"),
        (Field(keys::TOTAL), "订单应付金额"),
        (LinePart(Product), "选购商品"),
        (LinePart(Sku), "商家编码"),
        (Field(keys::CHANNEL), "达人昵称"),
    ],
    returned: &[("售后状态", "退款成功|已全额退款|同意退款，退款成功")],
    row_amounts: "订单应付金额",
    ..Export::PLAIN
}];
