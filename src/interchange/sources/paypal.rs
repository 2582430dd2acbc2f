//! PayPal: the activity report. Money that went out and mere notes of the ledger are no sales; what goes back to a
//! customer names the payment it is of.

use super::Export;
use domain::{
    Kind,
    import::{AddressPart::*, LinePart::*, Target::*},
    keys,
};

/// Money that was moved, held or given back; some of it stands there as money that came in.
const NO_PAYMENT: &str = "~withdrawal|~conversion|~account hold|~payment hold|~of hold|~deposit|~reversal|~refund|\
                          ~release|~reserve|~authorization|~chargeback|~adjustment|~bank transfer|~transfer from bank|\
                          ~提现|~提款|~兑换|~换汇|~冻结|~暂扣|~退款|~撤销|~授权|~银行转账|~存款|~充值|~退单|~放款|~准备金|~调整";

const GIVES_BACK: &str = "~refund|payment reversal|reversal|chargeback|~退款|付款撤销|退单";

pub const EXPORTS: &[Export] = &[Export {
    system: "paypal",
    name: "activity",
    kind: Kind::Order,
    marks: "Date|日期, TimeZone|Time Zone|时区, Type|Description|类型|说明, Gross|总额, Fee|费用, Net|净额, \
            Transaction ID|交易号, Balance|余额, From Email Address|发件人邮箱地址",
    others: "Time, Name, Status, Currency, To Email Address, Shipping Address, Address Status, Item Title, Item ID, \
             Shipping and Handling Amount, Insurance Amount, Sales Tax, Option 1 Name, Option 1 Value, Option 2 Name, \
             Option 2 Value, Reference Txn ID, Invoice Number, Custom Number, Quantity, Receipt ID, Address Line 1, \
             Address Line 2/District/Neighborhood, Town/City, \
             State/Province/Region/County/Territory/Prefecture/Republic, Zip/Postal Code, Country, Contact Phone Number, \
             Subject, Note, Country Code, Balance Impact, Bank Name, Bank Account, 时间, 名称, 状态, 币种, 收件人邮箱地址, \
             送货地址, 地址状态, 物品名称, 物品号, 运费和手续费金额, 保险金额, 营业税, 参考交易号, 账单号, 自定义号码, 数量, 收据号, \
             地址第1行, 城镇/城市, 邮政编码, 国家/地区, 联系电话号码, 主题, 备注, 余额影响",
    columns: &[
        (SourceId, "Transaction ID|交易号"),
        (Field(keys::ORDERED_ON), "Date|日期"),
        (Field(keys::TOTAL), "Gross|总额"),
        (Field(keys::CHANNEL), "Type|Description|类型|说明"),
        (Customer(keys::NAME), "Name|名称|姓名"),
        (Customer(keys::EMAILS), "From Email Address|发件人邮箱地址"),
        (LinePart(Product), "Item Title|物品名称"),
        (AddressPart(Street), "Address Line 1|地址第1行"),
    ],
    words: &[(
        keys::STATUS,
        &[
            ("completed", "Completed|Partially Refunded|已完成|部分退款"),
            ("open", "Pending|On Hold|Placed|Held|待处理|等待中"),
            ("refunded", "Refunded|Reversed|已退款|已撤销"),
            ("cancelled", "Denied|Canceled|Removed|Expired|Failed|已拒绝|已取消|已过期|失败"),
        ],
    )],
    left_out: &[
        ("Balance Impact", "Memo|Debit"),
        ("余额影响", "备忘录|借记|借方"),
        ("Type", NO_PAYMENT),
        ("Description", NO_PAYMENT),
        ("类型", NO_PAYMENT),
        ("说明", NO_PAYMENT),
    ],
    gives_back: &[("Type", GIVES_BACK), ("Description", GIVES_BACK), ("类型", GIVES_BACK), ("说明", GIVES_BACK)],
    gives_back_of: "Reference Txn ID|参考交易号",
    above_zero: "Gross|总额",
    ..Export::PLAIN
}];
