//! A list that went out with all of its fields is known again, and nothing in it changes.

use super::*;
use crate::{export::xlsx::xlsx, formats, import};
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

/// Reads a file into the book once more.
#[track_caller]
fn read(book: &Book, file: Vec<u8>) -> (domain::import::Report, Vec<domain::Edit>) {
    let opened = formats::open(file, None).unwrap();
    let found = opened.preview(&PreviewOptions::default()).unwrap();
    let plan = Plan::suggested(&found, "file", Currency::CNY, Instant(2), Date(20_000), 3);
    let (edits, report) = import::whole(book, &opened.part("").unwrap().table.text, plan).unwrap();
    (report, edits)
}

#[test]
fn a_calendar_comes_back() {
    let mut book = book();
    let label = Label::new(domain::Act::Created, Kind::Task, 2, "");
    let task = |title: &str| (keys::TITLE, Value::text(title));
    book.apply(
        Transaction::new(label, Instant(1))
            .create(
                Kind::Task,
                Id(30),
                [
                    task("Call; Ada, soon"),
                    (keys::DUE_ON, Value::Date(Date::from_ymd(2026, 5, 1).unwrap())),
                    (keys::PRIORITY, Value::Choice("high".to_owned())),
                    (keys::CONTACT, Value::Ref(Id(1))),
                    (keys::NOTES, Value::text("two\nlines")),
                ],
            )
            .create(Kind::Task, Id(31), [task("Sent"), (keys::DONE_AT, Value::Instant(Instant(1_777_629_600_000)))]),
    );
    let file = crate::export::ics(&book, &[Id(30), Id(31)], crate::export::ics::Shape::Todos, Instant(5));
    let (report, edits) = read(&book, file.clone());
    assert_eq!((report.created, report.updated, report.unchanged), (0, 0, 2), "{report:?} {edits:?}");
    // Elsewhere they are new; the second time they are known.
    let mut other = super::again::book();
    let (report, edits) = read(&other, file.clone());
    assert_eq!((report.created, report.warnings.len()), (2, 0), "{report:?}");
    other.apply(Transaction {
        edits,
        ..Transaction::new(Label::new(domain::Act::Imported, Kind::Task, 2, ""), Instant(2))
    });
    let call = other.iter(Kind::Task).find(|task| task.text(keys::TITLE) == "Call; Ada, soon").unwrap();
    assert_eq!(call.date(keys::DUE_ON), Date::from_ymd(2026, 5, 1));
    assert_eq!((call.text(keys::PRIORITY), call.reference(keys::CONTACT)), ("high", Some(Id(1))));
    assert_eq!(call.text(keys::NOTES), "two\nlines");
    let sent = other.iter(Kind::Task).find(|task| task.text(keys::TITLE) == "Sent").unwrap();
    assert_eq!(sent.instant(keys::DONE_AT), Some(Instant(1_777_629_600_000)));
    let (report, _) = read(&other, file);
    assert_eq!((report.created, report.unchanged), (0, 2), "{report:?}");
}

#[test]
fn events_of_other_calendars_become_tasks() {
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Oslo\r\nEND:VTIMEZONE\r\n\
        BEGIN:VEVENT\r\nUID:a@x.example\r\nDTSTART;TZID=Europe/Oslo:20260501T100000\r\nSUMMARY:Tast\r\n ing\r\n\
        LOCATION:Ulm\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nBEGIN:VALARM\r\nTRIGGER:-PT10M\r\nACTION:DISPLAY\r\nEND:VALARM\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:b@x.example\r\nDTSTART;VALUE=DATE:20260502\r\nEND:VEVENT\r\n\
        BEGIN:VTODO\r\nUID:c@x.example\r\nSUMMARY:<b>Tax</b>\r\nDUE:20260503T235900Z\r\nSTATUS:COMPLETED\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    let (report, edits) = read(&Book::new(), text.as_bytes().to_vec());
    assert_eq!((report.created, report.rejected.len()), (2, 1), "an event without a title is told: {report:?}");
    let mut book = Book::new();
    book.apply(Transaction {
        edits,
        ..Transaction::new(Label::new(domain::Act::Imported, Kind::Task, 2, ""), Instant(2))
    });
    let all: Vec<_> =
        book.iter(Kind::Task).map(|task| (task.text(keys::TITLE), task.date(keys::DUE_ON).unwrap().iso())).collect();
    assert_eq!(all, [("Tasting", "2026-05-01".to_owned()), ("<b>Tax</b>", "2026-05-03".to_owned())]);
    let first = book.iter(Kind::Task).next().unwrap();
    assert_eq!(first.text(keys::NOTES), "Ulm\nRRULE:FREQ=WEEKLY;COUNT=3\n2026-05-01 10:00 (Europe/Oslo)");
    assert_eq!((report.warnings.len(), report.warnings[0].reason.clone()), (1, Reason::Series));
    assert!(book.iter(Kind::Task).nth(1).unwrap().get(keys::DONE_AT).is_some());
}

#[test]
fn what_is_over_is_done_and_what_is_to_come_is_not() {
    let event = |uid: &str, begin: &str, end: &str| {
        format!("BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{uid}\r\nDTSTART{begin}\r\n{end}END:VEVENT\r\n")
    };
    let file = [
        event("held", ":20260501T100000Z", "DTEND:20260501T113000Z\r\n"),
        event("night", ":20260501T220000", "DTEND:20260502T060000\r\n"),
        event("day", ";VALUE=DATE:20260503", ""),
        event("today", ";VALUE=DATE:20260504", "DTEND;VALUE=DATE:20260505\r\n"),
        event("urn:uuid:00000000-0000-7000-8000-000000000001", ";VALUE=DATE:20260101", ""),
    ];
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", file.concat());
    let day = |day: u8| i64::from(Date::from_ymd(2026, 5, day).unwrap().0) * 86_400_000;
    let opened = formats::open(text.into_bytes(), None).unwrap();
    let found = opened.preview(&PreviewOptions::default()).unwrap();
    // Noon of the fourth.
    let plan = Plan::suggested(&found, "file", Currency::CNY, Instant(day(4) + 43_200_000), Date(20_577), 3);
    let (edits, _) = import::whole(&Book::new(), &opened.part("").unwrap().table.text, plan).unwrap();
    let mut book = Book::new();
    let label = Label::new(domain::Act::Imported, Kind::Task, 5, "");
    book.apply(Transaction { edits, ..Transaction::new(label, Instant(2)) });
    let told: Vec<_> = book
        .iter(Kind::Task)
        .map(|task| (task.instant(keys::DONE_AT).map(|at| at.0), task.text(keys::NOTES).to_owned()))
        .collect();
    let hour = 3_600_000;
    assert_eq!(
        told,
        [
            (Some(day(1) + 11 * hour + hour / 2), "2026-05-01 10:00–11:30 (UTC)".to_owned()),
            (Some(day(2) + 6 * hour), "2026-05-01 22:00 – 2026-05-02 06:00".to_owned()),
            (Some(day(4) - 1_000), String::new()),
            (None, String::new()),
            // A task of our own says itself whether it is done.
            (None, String::new()),
        ]
    );
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
        let (edits, report) = import::whole(&book, text, plan).unwrap();
        assert_eq!((report.created, report.updated, report.unchanged), (0, 0, 2), "{report:?} {edits:?} {text}");
        assert!(edits.is_empty() && report.fields == 0, "{edits:?}");
    }
}
