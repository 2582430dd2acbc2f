//! Every fixture is told as what it is, and strangers as nothing.

use super::*;
use crate::import::tests::import_into;
use domain::Book;

struct Expect {
    file: &'static str,
    source: &'static str,
    created: u64,
    rejected: usize,
}

const fn expect(file: &'static str, source: &'static str, created: u64, rejected: usize) -> Expect {
    Expect { file, source, created, rejected }
}

/// Rejected are rows that the source marks as deleted, spent or empty.
const FIXTURES: &[Expect] = &[
    expect("hubspot/contacts", "hubspot.contacts", 3, 0),
    expect("hubspot/companies", "hubspot.companies", 2, 0),
    expect("hubspot/deals", "hubspot.deals", 3, 0),
    expect("salesforce/contacts", "salesforce.contacts", 1, 1),
    expect("salesforce/leads", "salesforce.leads", 2, 0),
    expect("salesforce/accounts", "salesforce.accounts", 1, 0),
    expect("salesforce/opportunities", "salesforce.opportunities", 2, 0),
    expect("zoho/contacts", "zoho.contacts", 1, 0),
    expect("zoho/leads", "zoho.leads", 1, 0),
    expect("zoho/deals", "zoho.deals", 2, 0),
    expect("zoho/notes", "zoho.notes", 2, 0),
    expect("zoho/bigin-contacts", "zoho.bigin-contacts", 2, 0),
    expect("zoho/bigin-deals", "zoho.bigin-deals", 1, 0),
    expect("google/contacts", "google.contacts", 2, 0),
    expect("google/contacts-old", "google.contacts-old", 2, 0),
    expect("outlook/contacts", "outlook.contacts", 2, 0),
    expect("outlook/contacts-zh", "outlook.contacts", 1, 0),
    expect("linkedin/connections", "linkedin.connections", 2, 1),
    expect("mailchimp/audience", "mailchimp.audience", 1, 0),
    expect("stripe/customers", "stripe.customers", 2, 0),
    expect("stripe/payments", "stripe.payments", 3, 0),
    expect("shopify/customers", "shopify.customers", 1, 0),
    expect("shopify/customers-old", "shopify.customers", 1, 0),
    expect("shopify/orders", "shopify.orders", 2, 0),
    expect("woocommerce/customers", "woocommerce.customers", 1, 0),
    expect("woocommerce/orders", "woocommerce.orders", 2, 0),
    expect("woocommerce/orders-zh", "woocommerce.orders", 1, 0),
    expect("paypal/activity", "paypal.activity", 2, 1),
    expect("taobao/orders", "taobao.orders", 2, 0),
    expect("taobao/items", "taobao.items", 1, 0),
    expect("douyin/orders", "douyin.orders", 2, 0),
    expect("pinduoduo/orders", "pinduoduo.orders", 1, 0),
    expect("jd/orders", "jd.orders", 1, 0),
    expect("weixin_shop/orders", "weixin_shop.orders", 1, 0),
    expect("youzan/orders", "youzan.orders", 1, 0),
    expect("bills/weixin_pay", "weixin_pay.bill", 1, 1),
    expect("bills/alipay", "alipay.bill", 1, 1),
    expect("atomic/contacts", "atomic.contacts", 1, 0),
    expect("twenty/people", "twenty.people", 1, 0),
    expect("twenty/companies", "twenty.companies", 1, 0),
    expect("twenty/opportunities", "twenty.opportunities", 1, 0),
    expect("espocrm/contacts", "espocrm.contacts", 1, 1),
    expect("espocrm/accounts", "espocrm.accounts", 1, 0),
    expect("espocrm/opportunities", "espocrm.opportunities", 1, 0),
];

pub(crate) fn fixture(file: &str) -> Vec<u8> {
    let path = format!("{}/../../tests/fixtures/sources/{file}.csv", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every fixture with its name.
pub(crate) fn fixtures() -> impl Iterator<Item = (String, Vec<u8>)> {
    FIXTURES.iter().map(|expect| (expect.file.to_owned(), fixture(expect.file)))
}

fn headers(file: &str) -> Vec<String> {
    let decoded = crate::csv::decode(fixture(file), None).unwrap();
    let found = crate::preview(&decoded, &Default::default()).unwrap();
    found.columns.into_iter().map(|column| column.header).collect()
}

fn told(headers: &[String]) -> String {
    let names: Vec<&str> = headers.iter().map(String::as_str).collect();
    recognise(&names).map(Source::code).unwrap_or_default()
}

#[test]
fn each_fixture_is_read_as_its_source() {
    let mut wrong = Vec::new();
    for Expect { file, source, created, rejected } in FIXTURES {
        let done = import_into(Book::new(), &fixture(file), |_| {});
        let got = (done.plan.source.as_str(), done.report.created, done.report.rejected.len());
        if got != (*source, *created, *rejected) {
            wrong.push(format!("{file}: {got:?} {:?}", done.report.rejected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// No file's own source is missing, and there is a fixture for every source (those of our own readers have theirs
/// beside them).
#[test]
fn every_source_has_a_fixture() {
    for source in all().filter(|source| !["vcard", "mail", "calendar", "solo"].contains(&source.system())) {
        assert!(FIXTURES.iter().any(|fixture| fixture.source == source.code()), "{}", source.code());
    }
}

#[test]
fn importing_again_makes_nothing_new() {
    for Expect { file, created, .. } in FIXTURES {
        let first = import_into(Book::new(), &fixture(file), |_| {});
        let counts = |book: &Book| Kind::ALL.map(|kind| book.count(kind));
        let before = counts(&first.book);
        let again = import_into(first.book, &fixture(file), |_| {});
        let report = &again.report;
        assert_eq!((report.created, report.updated, report.related), (0, 0, 0), "{file}: {:?}", report.changes);
        assert_eq!(report.unchanged, *created, "{file}");
        assert_eq!(counts(&again.book), before, "{file}");
    }
}

/// With every third column left out, a file is told as what it is or not at all.
#[test]
fn partial_exports_are_never_taken_for_another() {
    let mut told_right = 0;
    for Expect { file, source, .. } in FIXTURES {
        for drop in 0..3 {
            let left: Vec<String> =
                headers(file).into_iter().enumerate().filter(|(at, _)| at % 3 != drop).map(|(_, h)| h).collect();
            let got = told(&left);
            assert!(got.is_empty() || got == *source, "{file} without every third column from {drop}: {got}");
            told_right += usize::from(got == *source);
        }
    }
    // 122 of 132 when this was written.
    assert!(told_right * 10 >= FIXTURES.len() * 3 * 9, "{told_right}");
}

/// Columns of the owner's own beside the documented ones change nothing.
#[test]
fn own_columns_do_not_hide_a_source() {
    for Expect { file, source, .. } in FIXTURES {
        let mut all = headers(file);
        all.extend((0..40).map(|at| format!("My own column {at}")));
        assert_eq!(told(&all), *source, "{file}");
    }
}

/// Lists that people keep and exports of systems that are not in the registry.
#[test]
fn strangers_match_nothing() {
    for headers in [
        "Name,Email,Phone",
        "First Name,Last Name,Email,Phone,Company,Notes",
        "姓名,手机,邮箱,公司,职位,标签,生日,备注",
        "Age,EstimatedSalary,Purchased",
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
        "account,sector,year_established,revenue,employees,office_location,subsidiary_of",
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value",
        "customerID,gender,SeniorCitizen,Partner,Dependents,tenure,PhoneService,Contract,MonthlyCharges,TotalCharges,Churn",
        "订单号,下单时间,金额,商品名称,数量,单价",
        "日期,摘要,收入,支出,余额",
        "Date,Description,Amount,Balance",
        "Date,Time,Name,Amount,Note",
        "id,name,email,created_at,updated_at",
        "Order ID,Order Date,Ship Date,Customer ID,Customer Name,Segment,Product ID,Category,Sales,Quantity,Discount,Profit",
        "Person - Name,Person - Email,Person - Phone,Person - Organization,Person - Label",
        "Deal - Title,Deal - Value,Deal - Stage,Deal - Organization,Deal - Expected close date",
        "Title,Stage,Value,Contact,Close date,Owner",
        "会员卡号,姓名,手机号,积分,余额,开卡门店,最近消费时间",
        "Buyer,Buyer Country,Item ID,Item Title,Sold For,Sale Date,Paid On Date,Tracking Number",
        "Guest,Date,Party size,Table,Phone,Notes,Status",
        "Id,Name,Type,Amount,Status",
        "学号,姓名,班级,语文,数学,英语",
        "Task,Assignee,Due date,Priority,Status",
        "",
    ] {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        assert_eq!(told(&headers), "", "{headers:?}");
    }
}

#[test]
fn the_registry_is_sound() {
    let mut seen = FxHashSet::default();
    for source in all() {
        assert!(seen.insert(source.code()), "{} twice", source.code());
        assert!(by_code(&source.code()).is_some());
        let specs = domain::FieldSpec::built_in(source.kind);
        for (name, target) in &source.targets {
            assert!(!name.is_empty(), "{}: a header without letters", source.code());
            if let Target::Field(key) = target {
                assert!(specs.iter().any(|spec| spec.key == *key), "{}: {key} is no field", source.code());
            }
        }
    }
    let meaning = |code: &str, key, cell| by_code(code).and_then(|source| source.meaning(key, cell));
    assert_eq!(meaning("hubspot.deals", domain::keys::STAGE, "qualifiedtobuy"), Some("Qualified to buy"));
    assert_eq!(meaning("stripe.payments", domain::keys::STATUS, "Failed"), Some("cancelled"));
    let id = |code: &str, cell: &str| by_code(code).map(|source| source.id(cell)).unwrap_or_default();
    assert_eq!(id("zoho.deals", "zcrm_7"), "zoho:7");
    assert_eq!(id("salesforce.contacts", "003AA0000000001AAA"), "salesforce:003AA0000000001");
}
