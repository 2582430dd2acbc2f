//! Leads that became contacts, and phones that are partly hidden.

use super::{
    relations::{only, read_all},
    tests::import_into,
};
use crate::sources::tests::fixture;
use domain::{Book, Kind, Record, Value, keys};

#[test]
fn a_lead_that_became_a_contact_is_that_contact() {
    let people = |book: &Book| {
        book.iter(Kind::Contact).map(|person| person.text(keys::LIFECYCLE).to_owned()).collect::<Vec<_>>()
    };
    let leads = read_all(&["salesforce/leads"]);
    assert_eq!(people(&leads), ["qualified", "customer"], "no fresh lead");
    for files in [["salesforce/leads", "salesforce/contacts"], ["salesforce/contacts", "salesforce/leads"]] {
        let book = read_all(&files);
        let ada = only(&book, Kind::Contact, "salesforce:003AA0000000001");
        assert_eq!(book.count(Kind::Contact), 2, "{files:?}");
        assert!(ada.choices(keys::SOURCE_IDS).contains(&"salesforce:00QAA0000000002".to_owned()), "{files:?}");
        assert_eq!(ada.text(keys::LIFECYCLE), "customer");
        let firm = book.get(Kind::Company, ada.reference(keys::COMPANY).unwrap()).unwrap();
        assert_eq!(firm.choices(keys::SOURCE_IDS), ["salesforce:001AA0000000001"], "{files:?}");
        for file in files {
            let again = import_into(read_all(&files), &fixture(file), |_| {});
            assert_eq!(
                (again.report.created, again.report.updated),
                (0, 0),
                "{file} after {files:?}: {:?}",
                again.report.changes
            );
        }
    }
}

#[test]
fn a_masked_phone_is_kept_and_tells_nobody_apart() {
    let phones = |record: &Record| match record.get(keys::PHONES) {
        Some(Value::Labelled(list)) => list.iter().map(|item| item.value.clone()).collect(),
        _ => Vec::new(),
    };
    let text = "Name,Phone\nAnn Berg,138****8000\nBob Vik,138****8000\n";
    let done = import_into(Book::new(), text.as_bytes(), |_| {});
    assert_eq!((done.report.created, done.report.warnings.len()), (2, 0));
    // The whole number takes the place of the masked one, and stays when that comes again.
    for (text, expect) in [("Name,Phone,Email\nAnn Berg,13812348000,a@x.co\n", 0), (text, 0)] {
        let with = "Name,Phone,Email\nAnn Berg,138****8000,a@x.co\n";
        let book = import_into(Book::new(), with.as_bytes(), |_| {}).book;
        let done = import_into(book, text.as_bytes(), |_| {});
        let ann = done.book.iter(Kind::Contact).next().unwrap();
        let shown = if text.contains("Email") { "13812348000" } else { "138****8000" };
        assert_eq!((phones(ann), done.report.warnings.len()), (vec![shown.to_owned()], expect));
    }
    // The same person of two orders, who has nothing but a name and a masked phone.
    let orders = "Order,Date,Total,Customer name,Phone\n1,2026-01-02,9,Cem Ay,139****1111\n2,2026-01-03,9,Cem Ay,139****1111\n3,2026-01-03,9,,139****1111\n";
    let done = import_into(Book::new(), orders.as_bytes(), |_| {});
    assert_eq!((done.book.count(Kind::Order), done.book.count(Kind::Contact)), (3, 1));
    assert_eq!(phones(done.book.iter(Kind::Contact).next().unwrap()), ["139****1111"]);
    let nobody = done.book.iter(Kind::Order).nth(2).unwrap();
    assert_eq!(nobody.text(keys::NOTES), "139****1111");
}

#[test]
fn people_who_are_hidden_are_not_taken_for_one() {
    let rows = "主订单编号,子订单编号,选购商品,商品规格,商品数量,订单应付金额,收件人,收件人手机号,订单提交时间,订单状态,达人ID,达人昵称\n\
        6900,6900,茶,,1,72.00,王**,1********00,2026-05-01 10:00:00,已完成,,\n6910,6910,茶,,1,30.00,王**,138****8000,2026-05-02 10:00:00,已完成,,\n";
    let done = import_into(Book::new(), rows.as_bytes(), |_| {});
    assert_eq!(done.book.count(Kind::Contact), 0);
    let notes: Vec<_> = done.book.iter(Kind::Order).map(|order| order.text(keys::NOTES)).collect();
    assert_eq!(notes, ["收件人手机号: 1********00\n王**", "王**\n138****8000"]);
    // What they are called where they buy tells them apart, but not where that is hidden as well.
    let head = "订单编号,买家会员名,买家应付货款,买家实际支付金额,订单状态,收货人姓名,联系手机,订单创建时间,宝贝标题,宝贝总数量,订单备注,退款金额\n";
    let row = |id: u32, buyer: &str| {
        format!("{id},{buyer},9,9,交易成功,王**,'1380****000,2026-05-01 10:00:00,茶，,1,'null,无退款申请\n")
    };
    let text = format!("{head}{}{}{}", row(1, "wang88"), row(2, "w**8"), row(3, "w**8"));
    let done = import_into(Book::new(), text.as_bytes(), |plan| assert_eq!(plan.source, "taobao.orders"));
    let names: Vec<_> = done.book.iter(Kind::Contact).map(|who| who.choices(keys::SOURCE_IDS).to_vec()).collect();
    assert_eq!(names, [["taobao:wang88"]]);
    let notes: Vec<_> = done.book.iter(Kind::Order).map(|order| order.text(keys::NOTES)).collect();
    assert_eq!(notes, ["", "买家会员名: w**8\n王**\n1380****000", "买家会员名: w**8\n王**\n1380****000"]);
}

#[test]
fn of_several_contacts_of_a_deal_the_first_is_named() {
    let deals = "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Associated Contact,Associated Contact IDs\n\
        9,Tasting,qualifiedtobuy,Sales Pipeline,1200,,,Solo,Ada Holm (ada@holm.example);Bo Lind,501;502\n";
    let done = import_into(Book::new(), deals.as_bytes(), |plan| assert_eq!(plan.source, "hubspot.deals"));
    let ada = only(&done.book, Kind::Contact, "hubspot:501");
    assert_eq!((ada.text(keys::FIRST_NAME), ada.text(keys::LAST_NAME)), ("Ada", "Holm"));
    assert_eq!(ada.first_of(keys::EMAILS), "ada@holm.example");
}

#[test]
fn tags_of_a_buyer_are_the_buyers() {
    let head = "订单号,订单状态,订单创建时间,买家付款时间,全部商品名称,订单实付金额,收货人/提货人,买家姓名,买家手机号,会员等级,客户标签,分销员\n";
    let row = |id: &str, tags: &str| {
        format!("{id},交易完成,2026-05-01 10:00:00,,茶(1件),9,王小明,王小明,13800138000,金卡,{tags},\n")
    };
    let text = format!("{head}{}{}", row("E1", "\"VIP,老客\""), row("E2", "老客"));
    let done = import_into(Book::new(), text.as_bytes(), |plan| assert_eq!(plan.source, "youzan.orders"));
    let people: Vec<_> = done.book.iter(Kind::Contact).map(|person| person.choices(keys::TAGS).to_vec()).collect();
    assert_eq!(people, [["VIP", "老客"]]);
    let again = import_into(done.book, text.as_bytes(), |_| {});
    assert_eq!((again.report.created, again.report.updated, again.report.unchanged), (0, 0, 2));
}
