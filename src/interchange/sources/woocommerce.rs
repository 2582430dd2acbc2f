//! WooCommerce: the reports of customers and orders, whose headers follow the site's language.

use super::Export;
use domain::{
    Kind,
    import::{AddressPart::*, LinePart::*, Target::*},
    keys,
};

pub const EXPORTS: &[Export] = &[
    Export {
        system: "woocommerce",
        name: "customers",
        marks: "Username|用户名, Last Active|上次活动时间, Sign Up|注册, AOV|平均订单金额, Total Spend|总支出, Orders|订单",
        others: "Name|名称|姓名, Email|电子邮件, Country / Region|国家/地区, City|城市, Region|地区, Postal Code|邮政编码, Billing Phone, \
                 Shipping Phone, Role",
        columns: &[
            (FullName, "Name|名称|姓名"),
            (Field(keys::EMAILS), "Email|电子邮件"),
            (AddressPart(Region), "Region|地区"),
            (SourceId, "Username|用户名"),
        ],
        ..Export::PLAIN
    },
    Export {
        system: "woocommerce",
        name: "orders",
        kind: Kind::Order,
        marks: "Order #|订单号, Date|日期, Customer type|客户类型, Product(s)|产品, Items sold|已售商品, Coupon(s)|优惠券, \
                N. Revenue (formatted)|Net Sales|N. Revenue|净收入",
        others: "Status|状态, Customer|客户, Net Sales (formatted), Attribution|归因",
        columns: &[
            (SourceId, "Order #|订单号"),
            (Field(keys::ORDERED_ON), "Date|日期"),
            (Field(keys::TOTAL), "Net Sales|N. Revenue|净收入"),
            (Field(keys::CHANNEL), "Attribution|归因"),
            (Field(keys::DISCOUNT_CODE), "Coupon(s)|优惠券"),
            (Customer(keys::NAME), "Customer|客户"),
            (LinePart(Product), "Product(s)|产品"),
        ],
        ..Export::PLAIN
    },
];
