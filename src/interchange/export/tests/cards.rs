//! vCards and calendars, read by calcard.

use super::*;
use crate::export::{
    ics::{Shape, ics},
    vcard,
};
use calcard::{
    Entry, Parser,
    icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty, ICalendarValue},
    vcard::{VCard, VCardProperty, VCardValue},
};
use domain::{Address, Labelled, Record};

const AT: Instant = Instant(1_777_629_600_000);

fn record(kind: Kind, id: u128, values: Vec<(Key, Value)>) -> Record {
    let mut all = vec![(keys::CREATED_AT, Value::Instant(AT))];
    all.extend(values);
    Record::from_values(kind, Id(id), all)
}

fn labelled(items: &[(&str, &str)]) -> Value {
    let item = |(label, value): &(&str, &str)| Labelled { label: (*label).to_owned(), value: (*value).to_owned() };
    Value::Labelled(items.iter().map(item).collect())
}

fn book(notes: &str) -> Book {
    let mut book = Book::new();
    book.load_chunk(Kind::Company, 0, vec![record(Kind::Company, 5, vec![(keys::NAME, Value::text("Berg; Vik, Co"))])]);
    let ada = vec![
        (keys::FIRST_NAME, Value::text("Ada, Augusta")),
        (keys::LAST_NAME, Value::text("Lovelace;King")),
        (keys::COMPANY, Value::Ref(Id(5))),
        (keys::JOB_TITLE, Value::text("Analyst")),
        (keys::EMAILS, labelled(&[("work", "ada@example.com"), ("", "b@example.com")])),
        (keys::PHONES, labelled(&[("mobile", "+44 20 1234"), ("her \"boat\"", "5")])),
        (
            keys::ADDRESS,
            Value::Address(Box::new(Address {
                street: "1 St James's Sq, flat 2".into(),
                city: "London".into(),
                country: "UK".into(),
                ..Default::default()
            })),
        ),
        (keys::BIRTHDAY, Value::Date(Date::from_ymd(1815, 12, 10).unwrap())),
        (keys::WEBSITE, Value::text("https://example.com/?a=1,2;3")),
        (keys::TAGS, Value::Choices(vec!["vip".into(), "a,b".into()])),
        (keys::NOTES, Value::text(notes)),
    ];
    book.load_chunk(Kind::Contact, 0, vec![record(Kind::Contact, 7, ada), record(Kind::Contact, 8, Vec::new())]);
    let task = |id, values| record(Kind::Task, id, values);
    let due = (keys::DUE_ON, Value::Date(Date::from_ymd(2026, 12, 31).unwrap()));
    let tasks = vec![
        task(
            20,
            vec![
                (keys::TITLE, Value::text("Call, then write; today")),
                (keys::NOTES, Value::text(notes)),
                (keys::PRIORITY, Value::Choice("high".into())),
                (keys::CONTACT, Value::Ref(Id(7))),
                due,
            ],
        ),
        task(21, vec![(keys::TITLE, Value::text("Done")), (keys::DONE_AT, Value::Instant(AT))]),
    ];
    book.load_chunk(Kind::Task, 0, tasks);
    book
}

/// Texts of a property's values, in order.
fn texts(card: &VCard, property: VCardProperty) -> Vec<Vec<String>> {
    let entries = card.entries.iter().filter(|entry| entry.name == property);
    let value = |value: &VCardValue| match value {
        VCardValue::Text(text) => vec![text.clone()],
        VCardValue::Component(parts) => parts.clone(),
        other => vec![format!("{other:?}")],
    };
    entries.map(|entry| entry.values.iter().flat_map(value).collect()).collect()
}

fn cards(bytes: &[u8]) -> Vec<VCard> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut parser = Parser::new(text);
    let mut cards = Vec::new();
    loop {
        match parser.entry() {
            Entry::VCard(card) => cards.push(card),
            Entry::Eof => return cards,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn contacts_are_cards() {
    let notes = "line one\nline; two, three \\ four";
    let cards = cards(&vcard(&book(notes), &[Id(7), Id(99), Id(8)]));
    assert_eq!(cards.len(), 2);
    let told = |property| texts(&cards[0], property);
    assert_eq!(told(VCardProperty::Version).len(), 1);
    assert_eq!(told(VCardProperty::Fn), [["Ada, Augusta Lovelace;King"]]);
    assert_eq!(told(VCardProperty::N)[0][..2], ["Lovelace;King", "Ada, Augusta"]);
    assert_eq!(told(VCardProperty::Org), [["Berg; Vik, Co"]]);
    assert_eq!(told(VCardProperty::Email), [["ada@example.com"], ["b@example.com"]]);
    assert_eq!(told(VCardProperty::Tel), [["+44 20 1234"], ["5"]]);
    assert_eq!(told(VCardProperty::Categories), [["vip", "a,b"]]);
    assert_eq!(told(VCardProperty::Note), [[notes]]);
    assert_eq!(told(VCardProperty::Url), [["https://example.com/?a=1,2;3"]]);
    let address = &told(VCardProperty::Adr)[0];
    assert!(
        address.contains(&"1 St James's Sq, flat 2".to_owned()) && address.contains(&"UK".to_owned()),
        "{address:?}"
    );
    let birthday = format!("{:?}", cards[0].entries.iter().find(|entry| entry.name == VCardProperty::Bday).unwrap());
    assert!(birthday.contains("Some(1815)") && birthday.contains("Some(12)") && birthday.contains("Some(10)"));
}

fn component<'c>(calendar: &'c ICalendar, wanted: &ICalendarComponentType, title: &str) -> Vec<(&'c str, String)> {
    let title = ICalendarValue::Text(title.to_owned());
    let found = calendar.components.iter().find(|component| {
        component.component_type == *wanted
            && component
                .entries
                .iter()
                .any(|entry| entry.name == ICalendarProperty::Summary && entry.values.first() == Some(&title))
    });
    let entries = &found.unwrap().entries;
    entries.iter().map(|entry| (entry.name.as_str(), format!("{:?}", entry.values))).collect()
}

#[test]
fn tasks_are_todos_or_events() {
    let book = book("a\nb");
    let read = |shape| {
        let bytes = ics(&book, &[Id(20), Id(21), Id(99)], shape, AT);
        ICalendar::parse(std::str::from_utf8(&bytes).unwrap()).unwrap()
    };
    let todos = read(Shape::Todos);
    let call = component(&todos, &ICalendarComponentType::VTodo, "Call, then write; today");
    let told = |name: &str| &call.iter().find(|(own, _)| *own == name).unwrap_or_else(|| panic!("{name}: {call:?}")).1;
    assert!(told("DESCRIPTION").contains("a\\nb"));
    assert!(told("DUE").contains("2026") && told("DUE").contains("Some(31)") && told("DUE").contains("hour: None"));
    assert!(told("PRIORITY").contains("Integer(1)"));
    assert!(told("STATUS").contains("NeedsAction"));
    assert!(told("CONTACT").contains("Ada, Augusta Lovelace;King"));
    let done = component(&todos, &ICalendarComponentType::VTodo, "Done");
    assert!(done.iter().any(|(name, value)| *name == "STATUS" && value.contains("Completed")));
    // Of two tasks one has no day.
    let events = read(Shape::Events);
    let call = component(&events, &ICalendarComponentType::VEvent, "Call, then write; today");
    let told = |name: &str| &call.iter().find(|(own, _)| *own == name).unwrap().1;
    assert!(told("DTSTART").contains("Some(31)") && told("DTEND").contains("Some(2027)"));
    let count = |kind| events.components.iter().filter(|component| component.component_type == kind).count();
    assert_eq!(count(ICalendarComponentType::VEvent), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn texts_survive_folding(text in "[a-z中é😀,;:\\\\\n\"^ ]{1,300}") {
        // Spaces at the ends are the readers' own matter.
        let text = format!("<{text}>");
        let book = book(&text);
        let bytes = vcard(&book, &[Id(7)]);
        let whole = std::str::from_utf8(&bytes).unwrap();
        prop_assert!(whole.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
        prop_assert_eq!(texts(&cards(&bytes)[0], VCardProperty::Note), [[text.clone()]]);
        let bytes = ics(&book, &[Id(20)], Shape::Todos, AT);
        let calendar = ICalendar::parse(std::str::from_utf8(&bytes).unwrap()).unwrap();
        let call = component(&calendar, &ICalendarComponentType::VTodo, "Call, then write; today");
        let told = &call.iter().find(|(name, _)| *name == "DESCRIPTION").unwrap().1;
        prop_assert_eq!(told, &format!("{:?}", [ICalendarValue::Text(text)]));
    }
}
