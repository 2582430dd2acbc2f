//! 京东: a row for each item, the order's amount repeated in all of them.

use super::Export;
use domain::{
    Kind,
    import::{LinePart::*, Target::*},
    keys,
};

pub const EXPORTS: &[Export] = &[Export {
    system: "jd",
    name: "orders",
    kind: Kind::Order,
    currency: "CNY",
    marks: "订单号, 下单帐号, 京东价, 订购数量, 订单金额, 余额支付, 付款确认时间, 货号",
    others: "商品ID, 商品名称, 支付方式, 下单时间, 结算金额, 应付金额, 订单状态, 订单类型, 客户姓名, 客户地址, 联系电话, 订单备注, 发票类型, 发票抬头, 发票内容, \
             商家备注, 商家备注等级（等级1-5为由高到低）, 运费金额, 增值税发票, 订单完成时间, 订单来源, 订单渠道",
    columns: &[
        (SourceId, "订单号"),
        (Related(Some(Kind::Contact)), "下单帐号"),
        (Field(keys::TOTAL), "应付金额"),
        (LinePart(Product), "商品名称"),
        (LinePart(Sku), "商品ID"),
        (LinePart(Price), "京东价"),
    ],
    words: &[(
        keys::STATUS,
        &[
            ("open", "等待付款"),
            ("paid", "等待出库|暂停"),
            ("shipped", "等待确认收货"),
            ("cancelled", "(删除)等待出库|锁定|(删除)等待付款"),
        ],
    )],
    ..Export::PLAIN
}];
