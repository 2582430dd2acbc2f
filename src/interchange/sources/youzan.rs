//! 有赞: the one with member levels, tags, coupons and sellers.

use super::Export;
use domain::{
    Kind,
    import::{LinePart::*, Target::*},
    keys,
};

pub const EXPORTS: &[Export] = &[Export {
    system: "youzan",
    name: "orders",
    kind: Kind::Order,
    currency: "CNY",
    marks: "订单号, 买家付款时间, 全部商品名称, 订单实付金额, 收货人/提货人, 会员等级, 客户标签, 分销员",
    others: "订单状态, 订单创建时间, 交易成功时间, 商品种类数, 订单商品总件数, 商品金额合计, 店铺优惠合计, 运费, 收货人手机号/提货人手机号, 收货人省份, 收货人城市, \
             收货人地区, 详细收货地址/提货地址, 买家昵称, 买家姓名, 买家手机号, 买家是否会员, 买家备注, 下单次数, 优惠券码名称",
    columns: &[
        (SourceId, "订单号"),
        (Field(keys::ORDERED_ON), "订单创建时间"),
        (Field(keys::TOTAL), "订单实付金额"),
        (Field(keys::CHANNEL), "分销员"),
        (Customer(keys::NAME), "买家姓名"),
        (Customer(keys::PHONES), "买家手机号"),
        (Customer(keys::TAGS), "客户标签"),
        (LinePart(Product), "全部商品名称"),
    ],
    ..Export::PLAIN
}];
