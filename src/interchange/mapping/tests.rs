use super::*;
use domain::import::{AddressPart, LinePart};

fn columns(headers: &str) -> Vec<(String, Inferred, u64)> {
    headers
        .split(',')
        .map(|header| {
            let name = normal(header);
            let type_ = if hints::email(&name) {
                FieldType::Emails
            } else if hints::date(&name) {
                FieldType::Date
            } else if ["金额", "total", "amount", "quantity", "数量"].iter().any(|word| name.contains(word)) {
                FieldType::Number
            } else {
                FieldType::Text
            };
            (header.to_owned(), Inferred { type_, date_order: None, decimal_comma: false }, 1)
        })
        .collect()
}

#[track_caller]
fn check(headers: &str, kind: Kind, expect: &[(&str, Target)]) {
    let columns = columns(headers);
    assert_eq!(guess_kind(&columns), kind, "{headers}");
    let targets = suggest(kind, &columns, &[], None, &[]);
    for (header, target) in expect {
        let at = columns.iter().position(|(name, ..)| name == header).unwrap();
        assert_eq!(&targets[at], target, "{header}");
    }
    assert!(!targets.contains(&Target::Skip));
}

#[test]
fn real_exports_are_recognised() {
    let field = Target::Field;
    check(
        "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,Lead Status,Lifecycle Stage,City,State/Region,Postal Code,Create Date",
        Kind::Contact,
        &[
            ("First Name", field(keys::FIRST_NAME)),
            ("Company Name", field(keys::COMPANY)),
            ("State/Region", Target::AddressPart(AddressPart::Region)),
            ("Create Date", Target::NewField("Create Date".into(), FieldType::Date)),
        ],
    );
    check(
        "Name,Email,Financial Status,Created at,Total,Currency,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping City,Phone,Id",
        Kind::Order,
        &[
            ("Name", field(keys::NUMBER)),
            ("Email", Target::Customer(keys::EMAILS)),
            ("Lineitem name", Target::LinePart(LinePart::Product)),
            ("Total", field(keys::TOTAL)),
            ("Currency", Target::Currency),
            ("Id", field(keys::EXTERNAL_ID)),
        ],
    );
    check(
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
        Kind::Order,
        &[("Description", Target::LinePart(LinePart::Product)), ("CustomerID", Target::Customer(keys::EXTERNAL_ID))],
    );
    check(
        "订单编号,买家会员名,总金额,买家实际支付金额,订单状态,收货人姓名,收货地址,联系手机,订单创建时间,宝贝标题",
        Kind::Order,
        &[
            ("订单编号", field(keys::NUMBER)),
            ("买家实际支付金额", field(keys::TOTAL)),
            ("总金额", Target::NewField("总金额".into(), FieldType::Number)),
            ("联系手机", Target::Customer(keys::PHONES)),
        ],
    );
    check(
        "姓名,手机,邮箱,公司,职位,标签,生日,备注",
        Kind::Contact,
        &[("姓名", Target::FullName), ("手机", field(keys::PHONES)), ("生日", field(keys::BIRTHDAY))],
    );
    check(
        "account,sector,year_established,revenue,employees,office_location",
        Kind::Company,
        &[("account", field(keys::NAME)), ("sector", field(keys::INDUSTRY))],
    );
    check("Age,EstimatedSalary,Purchased", Kind::Contact, &[("Age", Target::NewField("Age".into(), FieldType::Text))]);
    check(
        "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value",
        Kind::Contact,
        &[("E-mail 1 - Label", Target::LabelOf(keys::EMAILS)), ("Phone 1 - Value", field(keys::PHONES))],
    );
}

#[test]
fn own_fields_and_empty_columns() {
    let id = domain::Id(5);
    let own = [CustomField { kind: Kind::Contact, id, label: "Shoe size".into(), type_: FieldType::Number }];
    let mut columns = columns("Name,shoe size,Nothing");
    columns[2].2 = 0;
    assert_eq!(suggest(Kind::Contact, &columns, &own, None, &[])[1..], [Target::Field(Key::custom(id)), Target::Skip]);
}
