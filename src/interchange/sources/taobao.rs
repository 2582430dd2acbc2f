//! 淘宝 and 天猫: orders, and the items of orders.

use super::Export;
use domain::{
    Kind,
    import::{LinePart::*, Target::*},
    keys,
};

pub const EXPORTS: &[Export] = &[
    Export {
        system: "taobao",
        name: "orders",
        kind: Kind::Order,
        currency: "CNY",
        marks: "订单编号, 买家会员名, 买家应付货款, 买家实际支付金额, 宝贝标题|商品标题, 宝贝总数量, 订单创建时间",
        others: "买家支付宝账号, 买家应付邮费, 买家支付积分, 总金额, 返点积分, 买家实际支付积分, 订单状态, 买家留言, 收货人姓名, 收货地址, 运送方式, 联系电话, \
                 联系手机, 订单付款时间, 宝贝种类, 物流单号, 物流公司, 订单备注, 店铺Id, 店铺名称, 订单关闭原因, 卖家服务费, 买家服务费, 发票抬头, 是否手机订单, \
                 分阶段订单信息, 特权订金订单id, 定金排名, 修改后的sku, 修改后的收货地址, 异常信息, 天猫卡券抵扣, 集分宝抵扣, 是否是O2O交易, 支付单号, 打款商家金额, \
                 退款金额",
        columns: &[
            (SourceId, "订单编号"),
            (Related(Some(Kind::Contact)), "买家会员名"),
            (Field(keys::TOTAL), "买家实际支付金额"),
            (Customer(keys::NAME), "收货人姓名"),
            (LinePart(Product), "宝贝标题|商品标题"),
        ],
        ..Export::PLAIN
    },
    Export {
        system: "taobao",
        name: "items",
        kind: Kind::Order,
        currency: "CNY",
        marks: "子订单编号, 主订单编号, 标题|商品标题, 购买数量, 外部系统编号, 套餐信息, 买家应付货款",
        others: "价格, 商品属性, 备注, 订单状态, 商家编码, 支付单号, 买家实际支付金额, 退款状态, 退款金额, 订单创建时间, 订单付款时间, 宝贝标题",
        columns: &[
            (SourceId, "主订单编号"),
            (Field(keys::TOTAL), "买家实际支付金额"),
            (LinePart(Product), "标题|商品标题"),
            (LinePart(Sku), "商家编码"),
        ],
        row_amounts: "买家实际支付金额|退款金额",
        ..Export::PLAIN
    },
];
