//! The owner's own fields, of every type, in our own tables.

use super::round::{ENGLISH, Tongue, into, out, with_currency};
use super::*;
use domain::{Label, Labelled, Transaction, custom};

/// A definition for each type, as the owner would have made it.
fn defined(mut book: Book) -> Book {
    let label = Label::new(domain::Act::Created, Kind::Field, custom::TYPES.len(), "");
    let mut transaction = Transaction::new(label, Instant(1));
    for (at, type_) in custom::TYPES.iter().enumerate() {
        let mut values = vec![
            (keys::LABEL, Value::text(format!("Own {type_}"))),
            (keys::ON_KIND, Value::text("contact")),
            (keys::TYPE, Value::Choice((*type_).to_owned())),
            (keys::POSITION, Value::Number(at as f64)),
        ];
        if type_.starts_with("choice") {
            values.push((keys::CHOICES, Value::Choices(["Red", "Blue; dark", "1"].map(str::to_owned).to_vec())));
        }
        transaction = transaction.create(Kind::Field, field(at), values);
    }
    book.apply(transaction);
    book
}

fn field(at: usize) -> Id {
    Id::v7(1_700_000_000_000, 500 + at as u128)
}

#[derive(Clone, Debug)]
struct Drawn {
    text: String,
    number: f64,
    minor: i64,
    day: i32,
    pick: usize,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let text = "[a-zA-Z=+'@\"\n,;|\\\\ é中-]{0,10}|-|N/A|007|1e5|2026-05-01|TRUE";
    (text, -1_000_000..1_000_000_i64, -90_000..9_000_000_i64, 10_000..25_000_i32, 0..3_usize).prop_map(
        |(text, number, minor, day, pick)| Drawn {
            text: text.trim().to_owned(),
            number: number as f64 / 64.0,
            minor,
            day,
            pick,
        },
    )
}

fn value(type_: &str, drawn: &Drawn) -> Value {
    let choice = ["Red", "Blue; dark", "1"][drawn.pick].to_owned();
    let currency = [Currency::new("EUR").unwrap(), Currency::USD, Currency::new("JPY").unwrap()][drawn.pick];
    // Labels are for contact cards and archives; a cell holds the addresses alone.
    let labelled = |value: String| Value::Labelled(vec![Labelled { label: String::new(), value }]);
    match type_ {
        "number" => Value::Number(drawn.number),
        "money" => Value::Money(Money { minor: drawn.minor, currency }),
        "date" => Value::Date(Date(drawn.day)),
        "yes_no" => Value::Bool(drawn.pick == 0),
        "choice" => Value::Choice(choice),
        "choices" => {
            Value::Choices(if drawn.pick == 2 { vec!["1".to_owned(), "Red".to_owned()] } else { vec![choice] })
        }
        "email" => labelled(format!("a{}@x.example", drawn.minor)),
        "phone" => labelled(format!("+49 30 {}", drawn.day)),
        "link" => Value::text(format!("https://x.example/{}", drawn.day)),
        _ => Value::text(drawn.text.clone()),
    }
}

fn filled(all: &[Drawn]) -> Book {
    let mut book = defined(with_currency(Book::new()));
    let label = Label::new(domain::Act::Created, Kind::Contact, all.len(), "");
    let mut transaction = Transaction::new(label, Instant(1));
    for (at, drawn) in all.iter().enumerate() {
        let own = custom::TYPES.iter().enumerate().map(|(at, type_)| (Key::custom(field(at)), value(type_, drawn)));
        let built_in = [
            (keys::FIRST_NAME, Value::text(format!("Ann {at}"))),
            (keys::EMAILS, value("email", drawn)),
            (keys::PHONES, value("phone", drawn)),
        ];
        let values = built_in.into_iter().chain(own).filter(|(_, value)| !value.is_blank()).collect::<Vec<_>>();
        transaction = transaction.create(Kind::Contact, Id::v7(1_700_000_000_000, at as u128), values);
    }
    book.apply(transaction);
    book
}

fn told(book: &Book, tongue: &Tongue) -> String {
    String::from_utf8(out(book, Kind::Contact, tongue, false, false)).unwrap()
}

/// What each contact holds in its own fields, as values.
fn held(book: &Book) -> Vec<Vec<(Key, Value)>> {
    let own =
        |record: &Record| record.values().iter().filter(|(key, _)| key.custom_field().is_some()).cloned().collect();
    book.iter(Kind::Contact).map(own).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn own_fields_come_back(all in prop::collection::vec(drawn(), 1..6), sheet in any::<bool>()) {
        let mut book = filled(&all);
        let before = told(&book, &ENGLISH);
        let file = out(&book, Kind::Contact, &ENGLISH, true, sheet);
        let (report, edits) = into(&mut book, file.clone(), &ENGLISH, 5);
        prop_assert_eq!((report.created, report.updated, report.fields, edits), (0, 0, 0, 0), "{:?}", report);
        prop_assert_eq!(told(&book, &ENGLISH), before.clone());
        // Where the same fields are, and no records.
        let mut other = defined(with_currency(Book::new()));
        let (report, _) = into(&mut other, file.clone(), &ENGLISH, 6);
        prop_assert_eq!((report.created as usize, report.fields, report.warnings.len()), (all.len(), 0, 0), "{:?}", report);
        prop_assert_eq!(told(&other, &ENGLISH), before.clone());
        prop_assert_eq!(held(&other), held(&book));
    }
}
