//! Files that belong together, in every order; files that come again; what each way of taking known rows does.

use super::tests::{Done, import_into};
use crate::sources::tests::fixture;
use domain::{
    Book, Kind, Record, Value,
    deal::{Outcome, outcome},
    import::{OnKnown, RowDone},
    keys,
    merge_records::{self, Keep},
};

pub(super) fn only<'b>(book: &'b Book, kind: Kind, id: &str) -> &'b Record {
    let mut found = book.iter(kind).filter(|record| record.choices(keys::SOURCE_IDS).iter().any(|own| own == id));
    let first = found.next().unwrap_or_else(|| panic!("{id} is missing"));
    assert!(found.next().is_none(), "{id} twice");
    first
}

pub(super) fn read_all(files: &[&str]) -> Book {
    files.iter().fold(Book::new(), |book, file| import_into(book, &fixture(file), |_| {}).book)
}

const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

#[test]
fn hubspot_files_join_in_any_order() {
    let files = ["hubspot/contacts", "hubspot/companies", "hubspot/deals"];
    for order in ORDERS {
        let book = read_all(&order.map(|at| files[at]));
        assert_eq!([Kind::Contact, Kind::Company, Kind::Deal].map(|kind| book.count(kind)), [3, 2, 3], "{order:?}");
        let (ada, bo) = (only(&book, Kind::Contact, "hubspot:501"), only(&book, Kind::Contact, "hubspot:502"));
        let (holm, lind) = (only(&book, Kind::Company, "hubspot:9001"), only(&book, Kind::Company, "hubspot:9002"));
        let (tasting, texts) = (only(&book, Kind::Deal, "hubspot:7001"), only(&book, Kind::Deal, "hubspot:7002"));
        assert_eq!(ada.reference(keys::COMPANY), Some(holm.id), "{order:?}");
        assert_eq!(bo.reference(keys::COMPANY), Some(holm.id), "{order:?}");
        assert_eq!(tasting.reference(keys::CONTACT), Some(ada.id), "{order:?}");
        assert_eq!(tasting.reference(keys::COMPANY), Some(holm.id), "{order:?}");
        assert_eq!(texts.reference(keys::COMPANY), Some(lind.id), "{order:?}");
        assert_eq!(tasting.text(keys::NOTES), "Associated Contact IDs: 501;502");
        assert_eq!(holm.text(keys::DOMAIN), "holm.example");
        let left: usize =
            Kind::ALL.iter().flat_map(|kind| book.iter(*kind)).map(|record| record.choices(keys::AWAITED).len()).sum();
        assert_eq!(left, 0, "{order:?}: nobody waits any more");
        for file in files {
            let again = import_into(read_all(&order.map(|at| files[at])), &fixture(file), |_| {});
            assert_eq!((again.report.created, again.report.related), (0, 0), "{file} after {order:?}");
        }
    }
}

#[test]
fn deals_end_as_their_stage_says() {
    let book = read_all(&["hubspot/deals"]);
    let ends = ["7001", "7002", "7003"].map(|id| outcome(only(&book, Kind::Deal, &format!("hubspot:{id}"))));
    assert_eq!(ends, [Outcome::Open, Outcome::Won, Outcome::Lost]);
    let won = only(&book, Kind::Deal, "hubspot:7002");
    assert_eq!(won.date(keys::CLOSED_ON).map(domain::Date::iso).as_deref(), Some("2025-05-20"));
    assert_eq!(only(&book, Kind::Deal, "hubspot:7001").text(keys::STAGE), "Qualified to buy");
}

#[test]
fn notes_find_whatever_they_are_about() {
    for files in [["zoho/contacts", "zoho/deals", "zoho/notes"], ["zoho/notes", "zoho/deals", "zoho/contacts"]] {
        let book = read_all(&files);
        assert_eq!([Kind::Contact, Kind::Company, Kind::Deal].map(|kind| book.count(kind)), [1, 1, 2], "{files:?}");
        let ada = only(&book, Kind::Contact, "zoho:41");
        let deal = only(&book, Kind::Deal, "zoho:71");
        let (call, quote) = (only(&book, Kind::Activity, "zoho:81"), only(&book, Kind::Activity, "zoho:82"));
        assert_eq!(call.reference(keys::CONTACT), Some(ada.id), "{files:?}");
        assert_eq!(call.text(keys::TEXT), "Call\nWants samples in May");
        assert_eq!(quote.reference(keys::DEAL), Some(deal.id), "{files:?}");
        assert_eq!(book.linked(Kind::Activity, deal.id).count(), 1);
    }
}

#[test]
fn payments_find_their_customer_before_and_after() {
    for files in [["stripe/customers", "stripe/payments"], ["stripe/payments", "stripe/customers"]] {
        let book = read_all(&files);
        assert_eq!((book.count(Kind::Contact), book.count(Kind::Order)), (2, 3), "{files:?}");
        let bo = only(&book, Kind::Contact, "stripe:cus_B2");
        assert_eq!(book.linked(Kind::Order, bo.id).count(), 2, "{files:?}");
        assert_eq!(book.order_figures(bo.id).count, 1, "a failed payment is no sale");
    }
}

#[test]
fn salesforce_ids_of_both_lengths_are_one() {
    let book = read_all(&["salesforce/opportunities", "salesforce/contacts", "salesforce/accounts"]);
    let holm = only(&book, Kind::Company, "salesforce:001AA0000000001");
    assert_eq!(book.linked(Kind::Deal, holm.id).count(), 2);
    assert_eq!(book.linked(Kind::Contact, holm.id).count(), 1);
}

#[test]
fn what_the_owner_said_meanwhile_stays() {
    let mut book = read_all(&["hubspot/deals"]);
    let deal = only(&book, Kind::Deal, "hubspot:7002").id;
    let own = domain::Id(77);
    let label = domain::Label::new(domain::Act::Edited, Kind::Deal, 1, "");
    book.apply(
        domain::Transaction::new(label, domain::Instant(1))
            .create(Kind::Company, own, [(keys::NAME, Value::text("Own choice"))])
            .set(Kind::Deal, deal, keys::COMPANY, Some(Value::Ref(own))),
    );
    let done = import_into(book, &fixture("hubspot/companies"), |_| {});
    let record = done.book.get(Kind::Deal, deal).unwrap();
    assert_eq!(record.reference(keys::COMPANY), Some(own));
    assert_eq!(record.choices(keys::AWAITED), ["contact hubspot:502"]);
    assert_eq!(done.report.joined, 1, "the other deal's company");
}

const CHANGED: &str = "Record ID,First Name,Last Name,Email,Job Title,Lifecycle Stage,Lead Status,Contact owner,City,Create Date\n\
    501,Ada,Holm-Berg,ada@new.example,Founder,Customer,,Solo,Bergen,2025-03-04 10:15\n\
    503,Cem,Ay,cem@ay.example,Buyer,Lead,,Solo,Izmir,2025-03-06 09:00\n\
    504,Eva,Roe,eva@roe.example,,Lead,,Solo,,2025-03-07 09:00\n";

fn changed(way: OnKnown) -> Done {
    import_into(read_all(&["hubspot/contacts"]), CHANGED.as_bytes(), |plan| {
        assert_eq!(plan.source, "hubspot.contacts");
        plan.on_known = way;
    })
}

#[test]
fn known_rows_are_taken_in_four_ways() {
    let counts = |done: &Done| {
        let report = &done.report;
        (report.created, report.updated, report.unchanged, report.skipped)
    };
    let city = |done: &Done, id: &str| match only(&done.book, Kind::Contact, id).get(keys::ADDRESS) {
        Some(Value::Address(address)) => address.city.clone(),
        _ => String::new(),
    };
    let done = changed(OnKnown::Update);
    assert_eq!(counts(&done), (1, 2, 0, 0));
    let ada = only(&done.book, Kind::Contact, "hubspot:501");
    assert_eq!((ada.text(keys::LAST_NAME), ada.text(keys::JOB_TITLE)), ("Holm-Berg", "Founder"));
    assert_eq!(city(&done, "hubspot:501"), "Bergen");
    let of = |key| done.report.changes.iter().find(|(known, _)| *known == key).map_or(0, |(_, count)| *count);
    assert_eq!((of(keys::JOB_TITLE), of(keys::EMAILS), of(keys::LAST_NAME)), (2, 2, 1), "{:?}", done.report.changes);
    let told: Vec<_> = done.report.outcomes.iter().map(|outcome| (outcome.row, outcome.done)).collect();
    assert_eq!(told, [(2, RowDone::Updated), (3, RowDone::Updated), (4, RowDone::Created)]);

    let done = changed(OnKnown::FillBlanks);
    assert_eq!(counts(&done), (1, 1, 1, 0));
    let ada = only(&done.book, Kind::Contact, "hubspot:501");
    assert_eq!((ada.text(keys::LAST_NAME), ada.text(keys::JOB_TITLE)), ("Holm", "Owner"));
    assert_eq!(city(&done, "hubspot:501"), "Oslo");
    assert_eq!(only(&done.book, Kind::Contact, "hubspot:503").text(keys::JOB_TITLE), "Buyer");
    assert_eq!(city(&done, "hubspot:503"), "Izmir");

    assert_eq!(counts(&changed(OnKnown::Skip)), (1, 0, 0, 2));
    assert_eq!(counts(&changed(OnKnown::Create)), (1, 0, 0, 2), "the very same record is never made twice");
}

#[test]
fn a_rehearsal_tells_what_the_import_will_do() {
    let book = read_all(&["hubspot/contacts"]);
    let before = book.count(Kind::Contact);
    let plan = changed(OnKnown::Update).plan;
    let (_, told) = crate::import::whole(&book, CHANGED, plan).unwrap();
    assert_eq!(book.count(Kind::Contact), before);
    assert_eq!((told.created, told.updated), (1, 2));
    assert_eq!(told.outcomes.len(), 3);
}

#[test]
fn a_rehearsal_tells_what_would_change_field_by_field() {
    let book = read_all(&["hubspot/contacts"]);
    let ada = only(&book, Kind::Contact, "hubspot:501").id;
    let mut plan = changed(OnKnown::Update).plan;
    plan.targets[7] = domain::import::Target::Field(keys::COMPANY);
    let mut rows = crate::csv::Rows::new(CHANGED, plan.delimiter);
    let mut import = crate::Import::new(&book, &mut rows, plan).unwrap();
    let mut changes = super::Changes::new(&book, Kind::Contact, 1);
    let mut more = true;
    while more {
        more = import.step(&mut rows, 1);
        changes.look(&import.take_edits());
    }
    let found = changes.found();
    assert_eq!(found.iter().map(|edit| edit.id).collect::<Vec<_>>(), [ada], "no more than asked, and no new one");
    let of = |key| {
        let field = found[0].fields.iter().find(|field| field.key == key).unwrap();
        (field.before.clone(), field.after.clone())
    };
    assert_eq!(of(keys::JOB_TITLE), (Some(Value::text("Owner")), Some(Value::text("Founder"))));
    assert_eq!(of(keys::COMPANY).1, Some(Value::text("Solo")), "a company that is yet to be made has its name");
    assert!(!found[0].fields.iter().any(|field| field.key == keys::SOURCE_IDS || field.before == field.after));
}

#[test]
fn imports_that_change_records_are_taken_back_whole() {
    let shown = |book: &Book| -> Vec<_> {
        let all = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Deletion).flat_map(|kind| book.iter(kind));
        all.map(|record| {
            let values = record.values().iter();
            let values = values.filter(|(key, _)| ![keys::VERSIONS, keys::CHANGED_AT].contains(key)).cloned();
            let mut values: Vec<_> = values.collect();
            values.sort_by_key(|(key, _)| *key);
            (record.kind, record.id, values)
        })
        .collect()
    };
    let mut book = read_all(&["hubspot/deals", "hubspot/contacts"]);
    let before = shown(&book);
    let mut receipts = Vec::new();
    // One that changes records that were there, and one that joins them to what it brings.
    for text in [CHANGED.as_bytes().to_vec(), fixture("hubspot/companies")] {
        let done = import_into(book, &text, |_| {});
        assert!(done.report.created + done.report.updated + done.report.joined > 1, "{:?}", done.report);
        receipts.push(done.receipt);
        book = done.book;
    }
    assert_ne!(shown(&book), before);
    for receipt in receipts.into_iter().rev() {
        let inverse = book.inverse_of_pending(&receipt.unwrap(), domain::Instant(9)).unwrap();
        assert!(inverse.skipped.is_empty(), "{:?}", inverse.skipped);
        book.apply(inverse.transaction);
    }
    assert_eq!(shown(&book), before);
}

#[test]
fn rows_without_ids_are_known_by_their_content() {
    let text = "Name,City\nAnn Berg,Oslo\nAnn Berg,Oslo\nBob Vik,Bergen\n";
    let first = import_into(Book::new(), text.as_bytes(), |_| {});
    assert_eq!(first.report.created, 3, "two of one name in one place may be two");
    let again = import_into(first.book, text.as_bytes(), |_| {});
    assert_eq!((again.report.created, again.report.unchanged, again.book.count(Kind::Contact)), (0, 3, 3));
    let sales = "Date,Amount,Product\n2026-01-02,9,Tea\n2026-01-02,9,Tea\n2026-01-03,4,Cup\n";
    let first = import_into(Book::new(), sales.as_bytes(), |plan| plan.kind = Kind::Order);
    assert_eq!(first.report.created, 3);
    let again = import_into(first.book, sales.as_bytes(), |plan| plan.kind = Kind::Order);
    assert_eq!((again.report.created, again.report.unchanged), (0, 3));
}

#[test]
fn shops_that_number_alike_stay_apart() {
    let woo = String::from_utf8(fixture("woocommerce/orders")).unwrap().replace(",77,", ",#1001,");
    let book = read_all(&["shopify/orders"]);
    let done = import_into(book, woo.as_bytes(), |_| {});
    assert_eq!(done.report.created, 2, "{:?}", done.report);
}

#[test]
fn masked_people_are_nobody() {
    let book = read_all(&["douyin/orders", "pinduoduo/orders"]);
    assert_eq!((book.count(Kind::Contact), book.count(Kind::Order)), (0, 3));
    let kept = only(&book, Kind::Order, "douyin:690001").text(keys::NOTES);
    for part in ["##密文A##", "$$密文B$$", "##密文C##"] {
        assert!(kept.contains(part), "{kept}");
    }
}

#[test]
fn quirks_of_each_shop_come_off() {
    let lines = |book: &Book, id: &str| match only(book, Kind::Order, id).get(keys::LINES) {
        Some(Value::Lines(lines)) => lines.iter().map(|line| (line.product.clone(), line.quantity)).collect(),
        _ => Vec::new(),
    };
    let total = |book: &Book, id: &str| only(book, Kind::Order, id).money(keys::TOTAL).map(|money| money.minor);
    let book = read_all(&["youzan/orders", "jd/orders", "taobao/items", "paypal/activity", "weixin_shop/orders"]);
    let two = |a: (&str, f64), b: (&str, f64)| vec![(a.0.to_owned(), a.1), (b.0.to_owned(), b.1)];
    assert_eq!(lines(&book, "youzan:E20260501"), two(("明前龙井(100克)", 1.0), ("茶杯", 2.0)));
    assert_eq!(lines(&book, "jd:310000000001"), two(("明前龙井", 1.0), ("茶杯", 2.0)));
    for (id, minor) in [
        ("youzan:E20260501", 20_000),
        ("jd:310000000001", 20_000),
        ("taobao:1234567890123456700", 12_000),
        ("paypal:1AB", 123_450),
        ("weixin_shop:3700000000001", 16_000),
    ] {
        assert_eq!(total(&book, id), Some(minor), "{id}");
    }
    assert_eq!(only(&book, Kind::Order, "weixin_shop:3700000000001").text(keys::NUMBER), "3700000000001");
    let on = only(&book, Kind::Order, "paypal:3AB").date(keys::ORDERED_ON).map(domain::Date::iso);
    assert_eq!(on.as_deref(), Some("2025-06-02"), "day first, as the whole column says");
}

/// Merges the second of two people, as the user does it at /duplicates, keeping what the first one says.
fn merged(mut book: Book, first: domain::Id, second: domain::Id) -> Book {
    let keep = [(keys::FIRST_NAME, Keep::First), (keys::LAST_NAME, Keep::First), (keys::EMAILS, Keep::First)];
    book.apply(merge_records::merge(&book, Kind::Contact, first, second, &keep, domain::Instant(2)).unwrap());
    book
}

#[test]
fn a_record_that_was_merged_away_does_not_come_back() {
    let book = read_all(&["hubspot/contacts", "hubspot/deals"]);
    let [ada, bo] = ["hubspot:501", "hubspot:502"].map(|id| only(&book, Kind::Contact, id).id);
    let mut book = merged(book, ada, bo);
    let people = book.count(Kind::Contact);
    let before = book.get(Kind::Contact, ada).unwrap().values().to_vec();
    for file in ["hubspot/contacts", "hubspot/deals"] {
        let done = import_into(book, &fixture(file), |_| {});
        assert_eq!((done.report.created, done.report.updated), (0, 0), "{file}: {:?}", done.report.changes);
        assert_eq!(done.book.count(Kind::Contact), people, "{file}");
        assert_eq!(done.book.get(Kind::Contact, ada).unwrap().values(), before, "{file}");
        book = done.book;
    }

    // Without ids: told by a number and an email that only the record in the trash has.
    let table = "First name,Last name,Email,Phone,Customer ID\n\
        Katharina,Brandstetter,k@example.com,+49 30 5551234,17\nKate,Brandt,kate@example.org,+49 30 7771234,18\n";
    let book = import_into(Book::new(), table.as_bytes(), |_| {}).book;
    let ids: Vec<_> = book.iter(Kind::Contact).map(|person| person.id).collect();
    let book = merged(book, ids[0], ids[1]);
    let done = import_into(book, table.as_bytes(), |_| {});
    assert_eq!((done.report.created, done.report.unchanged), (0, 2), "{:?}", done.report.changes);
    let orders = "Order number,Date,Customer name,Phone,Total\nB1,2026-05-01,Kate Brandt,+49 30 7771234,20\n";
    let done = import_into(done.book, orders.as_bytes(), |_| {});
    assert_eq!(done.book.iter(Kind::Order).next().unwrap().reference(keys::CONTACT), Some(ids[0]));
    assert_eq!(done.book.count(Kind::Contact), 1);
}

#[test]
fn who_was_merged_away_is_not_made_again() {
    let book = read_all(&["hubspot/contacts", "hubspot/companies"]);
    let (ada, bo) = (only(&book, Kind::Contact, "hubspot:501").id, only(&book, Kind::Contact, "hubspot:502").id);
    let (holm, lind) = (only(&book, Kind::Company, "hubspot:9001").id, only(&book, Kind::Company, "hubspot:9002").id);
    let mut book = book;
    // Nothing of the second but what is known of it in the trash.
    let lone =
        [(keys::SOURCE_IDS, domain::merge_records::Keep::First), (keys::EMAILS, domain::merge_records::Keep::First)];
    for (kind, stays, goes) in [(Kind::Contact, ada, bo), (Kind::Company, holm, lind)] {
        let merge = domain::merge_records::merge(&book, kind, stays, goes, &lone, domain::Instant(9)).unwrap();
        book.apply(merge);
    }
    let before = [Kind::Contact, Kind::Company].map(|kind| book.count(kind));
    let name = book.get(Kind::Contact, ada).unwrap().text(keys::FIRST_NAME).to_owned();
    let mut again = book;
    for file in ["hubspot/contacts", "hubspot/companies", "hubspot/contacts"] {
        let done = import_into(again, &fixture(file), |_| {});
        assert_eq!((done.report.created, done.report.related), (0, 0), "{file}: {:?}", done.report.outcomes);
        again = done.book;
    }
    assert_eq!([Kind::Contact, Kind::Company].map(|kind| again.count(kind)), before);
    assert_eq!(
        again.get(Kind::Contact, ada).unwrap().text(keys::FIRST_NAME),
        name,
        "the other's row fills blanks only"
    );
    let deals = import_into(again, &fixture("hubspot/deals"), |_| {});
    let of = |id: &str| only(&deals.book, Kind::Deal, id).reference(keys::COMPANY);
    assert_eq!((of("hubspot:7001"), of("hubspot:7002")), (Some(holm), Some(holm)));
    // Without ids it is known by its email and by its name.
    let text = "First Name,Last Name,Email,Company\nBo,Lind,bo@lind.example,Lind AB\n";
    let done = import_into(deals.book, text.as_bytes(), |_| {});
    assert_eq!([Kind::Contact, Kind::Company].map(|kind| done.book.count(kind)), before, "{:?}", done.report);
    assert_eq!(done.book.get(Kind::Contact, ada).unwrap().text(keys::FIRST_NAME), name);
}

#[test]
fn who_came_back_from_a_merge_is_found_again() {
    let mut book = read_all(&["hubspot/contacts"]);
    let (ada, bo) = (only(&book, Kind::Contact, "hubspot:501").id, only(&book, Kind::Contact, "hubspot:502").id);
    let merge = domain::merge_records::merge(&book, Kind::Contact, ada, bo, &[], domain::Instant(9)).unwrap();
    book.apply(merge);
    let back = domain::merge_records::unmerge(&book, Kind::Contact, bo, domain::Instant(10)).unwrap();
    book.apply(back.transaction);
    let done = import_into(book, &fixture("hubspot/contacts"), |_| {});
    assert_eq!((done.report.created, done.report.updated), (0, 0));
    only(&done.book, Kind::Contact, "hubspot:502");
}
