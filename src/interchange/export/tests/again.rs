//! A list that went out with all of its fields is known again, and nothing in it changes.

use super::*;
use crate::{export::xlsx::xlsx, formats, import::Import};
use domain::{
    Address, Book, Label, Labelled, Transaction,
    import::{Plan, PreviewOptions, custom_fields},
};

fn labelled(items: &[&str]) -> Value {
    Value::Labelled(items.iter().map(|item| Labelled { label: String::new(), value: (*item).to_owned() }).collect())
}

fn book() -> Book {
    let mut book = Book::new();
    let address = Address {
        street: "Ring 5, rear".to_owned(),
        city: "Ulm".to_owned(),
        region: "BW".to_owned(),
        postal_code: "89073".to_owned(),
        country: "Germany".to_owned(),
    };
    let label = Label::new(domain::Act::Created, Kind::Contact, 2, "");
    book.apply(
        Transaction::new(label, Instant(1))
            .create(Kind::Company, Id(5), [(keys::NAME, Value::text("Holm & Co"))])
            .create(
                Kind::Contact,
                Id(1),
                [
                    (keys::FIRST_NAME, Value::text("Ada")),
                    (keys::LAST_NAME, Value::text("Holm")),
                    (keys::EMAILS, labelled(&["ada@holm.example", "=a@b.example"])),
                    (keys::PHONES, labelled(&["+49 30 555 0101"])),
                    (keys::COMPANY, Value::Ref(Id(5))),
                    (keys::ADDRESS, Value::Address(Box::new(address))),
                    (keys::LIFECYCLE, Value::Choice("lead".to_owned())),
                    (keys::TAGS, Value::Choices(vec!["vip".to_owned(), "tea".to_owned()])),
                    (keys::NOTES, Value::text("=cmd|' /C calc'!A0\nsecond line")),
                ],
            )
            .create(
                Kind::Contact,
                Id(2),
                [
                    (keys::FIRST_NAME, Value::text("小明")),
                    (keys::LAST_NAME, Value::text("王")),
                    (keys::PHONES, labelled(&["13800138000"])),
                ],
            ),
    );
    book
}

#[test]
fn all_fields_come_back_unchanged() {
    let book = book();
    let headers: [(Key, &str); 11] = [
        (keys::NAME, "Name"),
        (keys::COMPANY, "Company"),
        (keys::EMAILS, "Emails"),
        (keys::PHONES, "Phones"),
        (keys::LIFECYCLE, "Lifecycle"),
        (keys::FIRST_NAME, "First name"),
        (keys::LAST_NAME, "Last name"),
        (keys::ADDRESS, "Address"),
        (keys::TAGS, "Tags"),
        (keys::NOTES, "Notes"),
        (keys::ORDER_COUNT, "Orders"),
    ];
    let columns: Vec<(Key, String)> = headers.iter().map(|(key, header)| (*key, (*header).to_owned())).collect();
    let choices = BTreeMap::from([("lead".to_owned(), "Lead".to_owned())]);
    let address = ["Street", "City", "Region", "Postal code", "Country"].map(str::to_owned);
    let words = Words { address: &address, ..super::words(&choices) };
    let ids = [Id(1), Id(2)];
    let files = [
        csv(&book, Kind::Contact, &ids, &columns, &words),
        xlsx(&book, Kind::Contact, &ids, &columns, &words, "Contacts", Instant(1)).unwrap().bytes,
    ];
    for file in files {
        let opened = formats::open(file, None).unwrap();
        let computed = vec![(Kind::Contact, "Name".to_owned()), (Kind::Contact, "Orders".to_owned())];
        let options = PreviewOptions { custom: custom_fields(&book), computed, ..Default::default() };
        let found = opened.preview(&options).unwrap();
        let plan = Plan::suggested(&found, "contacts", Currency::CNY, Instant(2), Date(20_000), 3);
        let text = &opened.part("").unwrap().table.text;
        let mut import = Import::new(&book, text, plan).unwrap();
        while import.step(10) {}
        let (edits, report) = (import.take_edits(), import.report());
        assert_eq!((report.created, report.updated, report.unchanged), (0, 0, 2), "{report:?} {edits:?} {text}");
        assert!(edits.is_empty() && report.fields == 0, "{edits:?}");
    }
}
