//! The bills of 微信支付 and 支付宝. What was spent is no sale.

use super::Export;
use domain::{
    Kind,
    import::{LinePart::*, Target::*},
    keys,
};

/// What moves between accounts of one's own says `/`, 中性交易 or 不计收支.
const SPENT: &[(&str, &str)] = &[("收/支", "!收入"), ("交易类型", "~退款"), ("交易分类", "退款")];

pub const EXPORTS: &[Export] = &[
    Export {
        system: "weixin_pay",
        name: "bill",
        kind: Kind::Order,
        currency: "CNY",
        marks: "交易时间, 交易类型, 交易对方, 收/支, 当前状态, 交易单号, 商户单号",
        others: "商品, 金额(元), 支付方式, 备注, 订单号",
        columns: &[
            (SourceId, "交易单号"),
            (Customer(keys::NAME), "交易对方"),
            (Field(keys::TOTAL), "金额(元)"),
            (LinePart(Product), "商品"),
        ],
        words: &[(
            keys::STATUS,
            &[("paid", "支付成功|已收钱|朋友已收钱|已存入零钱|对方已收钱"), ("refunded", "已全额退款|对方已退还")],
        )],
        left_out: SPENT,
        ..Export::PLAIN
    },
    Export {
        system: "alipay",
        name: "bill",
        kind: Kind::Order,
        currency: "CNY",
        marks: "交易时间, 交易分类, 交易对方, 对方账号, 商品说明, 收/支, 收/付款方式, 交易订单号, 商家订单号",
        others: "金额, 交易状态, 备注",
        columns: &[
            (SourceId, "交易订单号"),
            (Customer(keys::NAME), "交易对方"),
            (Field(keys::STATUS), "交易状态"),
            (LinePart(Product), "商品说明"),
        ],
        left_out: SPENT,
        ..Export::PLAIN
    },
];
