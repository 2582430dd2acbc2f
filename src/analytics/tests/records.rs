//! From a Book of records to a model.

use crate::{FeatureError, drift::of_models, table, train};
use domain::{
    Act, Book, Currency, Date, Edit, Id, Instant, Key, Kind, Label, Money, Transaction, Value,
    insight::{DriftState, FeatureSpec, Level, Reasons, Table, TrainSpec, Values, as_it_was},
    keys,
};

pub(super) const TODAY: Date = Date(20_000);

/// A number of a table.
pub(super) fn cell(table: &Table, column: usize, row: usize) -> f64 {
    match &table.columns[column].values {
        Values::Numbers(numbers) => numbers[row],
        Values::Levels { .. } => panic!("numbers"),
    }
}

/// 200 contacts; who ordered lately buys. The last ten have no answer, the first two no order.
fn book() -> (Book, Key) {
    let mut book = Book::new();
    let bought = Key::custom(Id(9));
    let mut transaction = Transaction::new(Label::new(Act::Imported, Kind::Contact, 200, ""), Instant(0));
    let mut random = crate::random::Random::new(3);
    for i in 0..200u128 {
        let recency = random.below(300) as i32;
        let buys = random.unit() < crate::sigmoid(4.0 - recency as f64 / 40.0);
        let tags = if i % 4 == 0 { vec!["VIP".to_owned()] } else { Vec::new() };
        let mut values = vec![
            (keys::SOURCE, Value::text(if i % 3 == 0 { "fair" } else { "web" })),
            (keys::TAGS, Value::Choices(tags)),
        ];
        if i < 190 {
            values.push((bought, Value::Bool(buys)));
        }
        transaction = transaction.create(Kind::Contact, Id(1000 + i), values);
        if i >= 2 {
            let order = [
                (keys::CONTACT, Value::Ref(Id(1000 + i))),
                (keys::ORDERED_ON, Value::Date(TODAY.plus_days(-recency))),
                (keys::TOTAL, Value::Money(Money { minor: 1250, currency: Currency::CNY })),
            ];
            transaction = transaction.create(Kind::Order, Id(5000 + i), order);
        }
    }
    book.apply(transaction);
    (book, bought)
}

#[test]
fn records_become_a_table_and_a_model() {
    let (book, bought) = book();
    let keys = [keys::LAST_ORDER_ON, keys::ORDER_COUNT, keys::ORDER_SUM, keys::TAGS, keys::SOURCE];
    let spec = TrainSpec::new(Kind::Contact, bought, keys.map(FeatureSpec::new).to_vec());
    let table = table(&book, &spec, TODAY).unwrap();
    assert_eq!(table.ids.len(), 200);
    assert_eq!(table.target.iter().filter(|answer| answer.is_none()).count(), 10);
    let numbers = |column: usize| match &table.columns[column].values {
        Values::Numbers(numbers) => numbers.as_slice(),
        Values::Levels { .. } => panic!("numbers"),
    };
    assert!(numbers(0)[0].is_nan() && (0.0..300.0).contains(&numbers(0)[5]));
    assert_eq!((numbers(1)[0], numbers(2)[0], numbers(2)[5]), (0.0, 0.0, 12.5));
    assert_eq!(table.columns[3].level.as_deref(), Some("VIP"));
    assert_eq!(&numbers(3)[..5], [1.0, 0.0, 0.0, 0.0, 1.0]);
    assert!(matches!(&table.columns[4].values, Values::Levels { levels, .. } if levels.len() == 2));

    let trained = train(&table, &spec, Instant(1), &mut |_| {}, &|| false).unwrap();
    super::assert_finite(&trained);
    assert_ne!(trained.model.verdict.level, Level::No, "{:?}", trained.model.verdict);
    assert_eq!(trained.predictions.len(), 200);
    let recency = trained.model.coefficients.iter().find(|c| c.key == keys::LAST_ORDER_ON).unwrap();
    assert!(recency.per_unit.high < 0.0, "{recency:?}");
    let led_by_recency = trained
        .predictions
        .iter()
        .filter(|prediction| spec.features[prediction.why[0].feature].key == keys::LAST_ORDER_ON);
    assert!(led_by_recency.count() > 100);
}

#[test]
fn a_field_that_says_neither_yes_nor_no_is_refused() {
    let (book, bought) = book();
    let mut spec = TrainSpec::new(Kind::Contact, keys::SOURCE, vec![FeatureSpec::new(bought)]);
    assert_eq!(table(&book, &spec, TODAY), Err(FeatureError::NotYesNo(keys::SOURCE)));
    spec.answer = Some("fair".into());
    assert_eq!(table(&book, &spec, TODAY).unwrap().target.iter().filter(|answer| **answer == Some(true)).count(), 67);
    spec.target = bought;
    assert_eq!(table(&book, &spec, TODAY), Err(FeatureError::AnswerAsFeature(bought)));
}

/// The changes of one moment, stored.
fn stored(book: &mut Book, edits: impl IntoIterator<Item = Edit>) {
    let mut transaction = Transaction::new(Label::new(Act::Edited, Kind::Contact, 1, ""), Instant(0));
    for edit in edits {
        transaction = transaction.edit(edit);
    }
    book.apply(transaction);
    let sealed = book.seal(1).unwrap();
    book.confirm(&sealed);
}

#[test]
fn answers_that_came_since_judge_a_kept_model() {
    let (mut book, bought) = book();
    let spec = TrainSpec::new(Kind::Contact, bought, vec![FeatureSpec::new(keys::LAST_ORDER_ON)]);
    let trained = train(&table(&book, &spec, TODAY).unwrap(), &spec, Instant(0), &mut |_| {}, &|| false).unwrap();
    let model = Id(77);
    let json = |value: serde_json::Result<String>| Some(Value::Json(value.unwrap()));
    let share = trained.model.rows.yes as f64 / 190.0;
    let asked = [(model, spec, share)];
    // Whether the answer was open is told beside the chance; the first forty were.
    let score = |i: u128, chance: f64| {
        let reasons = Reasons { open: i < 40, ..Reasons::default() };
        Edit::new(Kind::Contact, Id(1000 + i))
            .with(Key::score(model), Some(Value::Number(chance)))
            .with(Key::why(model), json(serde_json::to_string(&reasons)))
    };
    stored(&mut book, (0..200).map(|i| score(i, 0.9)));
    assert_eq!(of_models(&book, &asked, TODAY), [], "nothing came since");
    let answer = |i: u128| Edit::new(Kind::Contact, Id(1000 + i)).with(bought, None);
    stored(&mut book, (0..200).map(answer));
    let answer = |i: u128| Edit::new(Kind::Contact, Id(1000 + i)).with(bought, Some(Value::Bool(false)));
    stored(&mut book, (0..5).map(answer));
    let found = of_models(&book, &asked, TODAY);
    assert_eq!((found[0].0, found[0].1.rows, found[0].1.state), (model, 5, DriftState::TooFew { need: 20 }));
    stored(&mut book, (5..200).map(answer));
    let found = of_models(&book, &asked, TODAY);
    assert_eq!((found[0].1.rows, found[0].1.state), (40, DriftState::Worse), "those that were open, all of them no");
    assert!((found[0].1.brier - 0.81).abs() < 1e-9);
    // Chances written after the answers know them.
    stored(&mut book, (0..200).map(|i| score(i, 0.1)));
    assert_eq!(of_models(&book, &asked, TODAY), []);
}

/// Who ordered on these days before today, each with a choice of their own.
pub(super) fn shop(orders: &[(u128, i32, &str)]) -> Book {
    let mut book = Book::new();
    let mut transaction = Transaction::new(Label::new(Act::Imported, Kind::Contact, 1, ""), Instant(0));
    for id in 1..=6_u128 {
        transaction = transaction.create(Kind::Contact, Id(id), [(keys::SOURCE, Value::text("web"))]);
    }
    for (at, (who, days, status)) in orders.iter().enumerate() {
        let values = [
            (keys::CONTACT, Value::Ref(Id(*who))),
            (keys::ORDERED_ON, Value::Date(TODAY.plus_days(-days))),
            (keys::STATUS, Value::text(*status)),
            (keys::TOTAL, Value::Money(Money { minor: 1000, currency: Currency::CNY })),
        ];
        transaction = transaction.create(Kind::Order, Id(100 + at as u128), values);
    }
    book.apply(transaction);
    book
}

#[test]
fn who_orders_again_is_learned_from_before_a_cut_off() {
    let orders = [
        // Before and since; before only; since only; before and since, but cancelled; before, on its last day.
        (1, 200, ""),
        (1, 100, ""),
        (1, 10, ""),
        (2, 120, ""),
        (3, 5, ""),
        (4, 300, ""),
        (4, 20, "cancelled"),
        (4, 15, "refunded"),
        (5, 90, ""),
        (5, 89, ""),
        // Not yet.
        (2, -3, ""),
    ];
    let book = shop(&orders);
    let features = [keys::ORDER_COUNT, keys::LAST_ORDER_ON].map(FeatureSpec::new).to_vec();
    let spec = TrainSpec::new(Kind::Contact, keys::ORDERS_AGAIN, features);
    let table = table(&book, &spec, TODAY).unwrap();
    let rows: Vec<_> = (0..table.ids.len())
        .map(|row| {
            let numbers = |column| cell(&table, column, row);
            let id = table.ids[row];
            let id = if table.target[row].is_some() { as_it_was(id) } else { id };
            (id.0, table.target[row], numbers(0), numbers(1))
        })
        .collect();
    let mut rows = rows;
    rows.sort_by_key(|row| (row.1.is_none(), row.0));
    // Days since the last order are counted from the cut-off for customers as they were.
    let expected = [
        (1, Some(true), 2.0, 10.0),
        (2, Some(false), 1.0, 30.0),
        (4, Some(false), 1.0, 210.0),
        (5, Some(true), 1.0, 0.0),
        (1, None, 3.0, 10.0),
        (2, None, 1.0, 120.0),
        (3, None, 1.0, 5.0),
        (4, None, 1.0, 300.0),
        (5, None, 2.0, 89.0),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn who_leaves_is_who_does_not_order_again() {
    let book = shop(&[(1, 200, ""), (1, 10, ""), (2, 120, ""), (3, 5, "")]);
    let asked = |target| {
        let spec = TrainSpec::new(Kind::Contact, target, vec![FeatureSpec::new(keys::ORDER_COUNT)]);
        table(&book, &spec, TODAY).unwrap()
    };
    let (again, leaves) = (asked(keys::ORDERS_AGAIN), asked(keys::LEAVES));
    assert_eq!(again.ids, leaves.ids);
    let mirrored: Vec<_> = again.target.iter().map(|answer| answer.map(|yes| !yes)).collect();
    assert_eq!(leaves.target, mirrored);
    assert_eq!(leaves.target.iter().flatten().count(), 2);
}

#[test]
fn leads_become_customers_or_have_not_in_ninety_days() {
    let mut book = shop(&[(1, 10, "")]);
    let entered = |days: i32| (keys::CREATED_AT, Value::Instant(Instant(i64::from(TODAY.0 - days) * 86_400_000)));
    let stage = |word: &str| (keys::LIFECYCLE, Value::Choice(word.to_owned()));
    let mut transaction = Transaction::new(Label::new(Act::Imported, Kind::Contact, 1, ""), Instant(0));
    for (id, days, word) in [(11, 300, "customer"), (12, 90, "lead"), (13, 89, "qualified"), (14, 10, "customer")] {
        transaction = transaction.create(Kind::Contact, Id(id), [entered(days), stage(word)]);
    }
    book.apply(transaction);
    let spec = TrainSpec::new(Kind::Contact, keys::CONVERTS, vec![FeatureSpec::new(keys::SOURCE)]);
    let found = table(&book, &spec, TODAY).unwrap();
    let of = |id: u128| found.ids.iter().position(|own| *own == Id(id)).map(|row| found.target[row]);
    // The first one ordered; the last two were entered lately.
    assert_eq!([of(1), of(11), of(12), of(14)], [true, true, false, true].map(|yes| Some(Some(yes))));
    assert_eq!(of(13), Some(None));
}

#[test]
fn orders_within_ninety_days_judge_who_was_to_order_again() {
    let day = |days: i32| Instant(i64::from(TODAY.0 - days) * 86_400_000);
    let model = Id(77);
    let judged = |target: Key, scored: i32, today: Date| {
        // One and two order within ninety days of the score, three later, four has cancelled.
        let mut book = shop(&[(1, 60, ""), (2, 10, ""), (3, 9, ""), (4, 50, "cancelled"), (5, 200, "")]);
        let mut transaction = Transaction::new(Label::new(Act::Scored, Kind::Contact, 5, ""), day(scored));
        for id in 1..=5_u128 {
            let reasons = serde_json::to_string(&Reasons { open: true, ..Reasons::default() }).unwrap();
            let edit = Edit::new(Kind::Contact, Id(id)).with(Key::score(model), Some(Value::Number(0.8)));
            transaction = transaction.edit(edit.with(Key::why(model), Some(Value::Json(reasons))));
        }
        book.apply(transaction);
        let sealed = book.seal(1).unwrap();
        book.confirm(&sealed);
        let spec = TrainSpec::new(Kind::Contact, target, vec![FeatureSpec::new(keys::ORDER_COUNT)]);
        of_models(&book, &[(model, spec, 0.5)], today).first().map(|(_, drift)| (drift.rows, drift.share.value))
    };
    assert_eq!(judged(keys::ORDERS_AGAIN, 100, TODAY), Some((5, 0.4)));
    assert_eq!(judged(keys::LEAVES, 100, TODAY), Some((5, 0.6)));
    assert_eq!(judged(keys::ORDERS_AGAIN, 89, TODAY), None, "too early to say");
}
