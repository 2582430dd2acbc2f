//! Who replies, from messages that went out and came in.

use super::{
    records::{TODAY, cell, shop},
    *,
};
use crate::{drift::of_models, table, train};
use domain::{
    Act, Book, Edit, Label, Transaction, Value,
    insight::{Level, Reasons, as_it_was},
    keys,
};

/// A message `hours` after the beginning of a day that many days ago.
fn message(who: u128, days: i32, hours: i64, direction: &str) -> [(Key, Value); 3] {
    let at = i64::from(TODAY.0 - days) * 86_400_000 + hours * 3_600_000;
    [
        (keys::CONTACT, Value::Ref(Id(who))),
        (keys::HAPPENED_AT, Value::Instant(Instant(at))),
        (keys::DIRECTION, Value::Choice(direction.to_owned())),
    ]
}

#[test]
fn who_replies_is_learned_from_before_the_message() {
    // An order before the message and one after it.
    let mut book = shop(&[(1, 45, ""), (1, 20, ""), (2, 10, "")]);
    let mut transaction = Transaction::new(Label::new(Act::Noted, Kind::Contact, 1, ""), Instant(0));
    let talks = [
        // Came before, went out, came back after 14 days to the hour.
        message(1, 50, 9, "received"),
        message(1, 40, 9, "sent"),
        message(1, 26, 9, "received"),
        // An hour too late; a note in between says nothing.
        message(2, 40, 9, "sent"),
        message(2, 39, 9, ""),
        message(2, 26, 10, "received"),
        // Too early to say.
        message(3, 13, 9, "sent"),
        // Only ever wrote.
        message(4, 5, 9, "received"),
    ];
    for (at, values) in talks.into_iter().enumerate() {
        transaction = transaction.create(Kind::Activity, Id(500 + at as u128), values);
    }
    book.apply(transaction);
    let features = [keys::SENT_BEFORE, keys::RECEIVED_BEFORE, keys::LAST_ORDER_ON, keys::SILENT_BEFORE]
        .map(FeatureSpec::new)
        .to_vec();
    let spec = TrainSpec::new(Kind::Contact, keys::REPLIES, features);
    let table = table(&book, &spec, TODAY).unwrap();
    let rows: Vec<_> = (0..table.ids.len())
        .map(|row| {
            let numbers = |column| cell(&table, column, row);
            let (id, known) = (table.ids[row], table.target[row]);
            let id = if known.is_some() { as_it_was(id) } else { id };
            // No order: nobody can say how long ago.
            (id.0, known, table.days[row].unwrap() - TODAY.0, numbers(0), numbers(1), numbers(2).max(-1.0), numbers(3))
        })
        .collect();
    let expected = [
        (1, Some(true), -40, 0.0, 1.0, 5.0, 10.0),
        (2, Some(false), -40, 0.0, 0.0, -1.0, 0.0),
        (1, None, 0, 1.0, 2.0, 20.0, 26.0),
        (2, None, 0, 1.0, 1.0, 10.0, 26.0),
        (3, None, 0, 1.0, 0.0, -1.0, 13.0),
        (4, None, 0, 0.0, 1.0, -1.0, 5.0),
    ];
    assert_eq!(rows, expected);
    let trained = train(&table, &spec, Instant(1), &mut |_| {}, &|| false).unwrap();
    assert_eq!(trained.model.verdict.level, Level::No);
    assert!(trained.predictions.is_empty() && !trained.model.verdict.can_apply);
}

/// Forty people who answer what they are asked, as they did before, and forty who never do.
#[test]
fn who_replied_before_is_foreseen_to_reply_and_judged_by_it() {
    let (mut book, mut transaction) =
        (Book::new(), Transaction::new(Label::new(Act::Noted, Kind::Contact, 1, ""), Instant(0)));
    let mut next = 1_000;
    for who in 1..=80_u128 {
        transaction = transaction.create(Kind::Contact, Id(who), [(keys::SOURCE, Value::text("web"))]);
        let answers = who % 2 == 0;
        for days in [120, 90, 60, 2] {
            let came = message(who, days - 1, 9, "received");
            for values in
                [Some(message(who, days, 9, "sent")), (answers && days > 2).then_some(came)].into_iter().flatten()
            {
                next += 1;
                transaction = transaction.create(Kind::Activity, Id(next), values);
            }
        }
    }
    book.apply(transaction);
    let features = [keys::SENT_BEFORE, keys::RECEIVED_BEFORE].map(FeatureSpec::new).to_vec();
    let spec = TrainSpec::new(Kind::Contact, keys::REPLIES, features);
    let found = table(&book, &spec, TODAY).unwrap();
    let drawn: std::collections::BTreeSet<_> = found.days.iter().flatten().collect();
    assert!(drawn.len() == 4, "one of three messages, and today: {drawn:?}");
    let trained = train(&found, &spec, Instant(1), &mut |_| {}, &|| false).unwrap();
    assert_eq!((trained.model.rows.yes, trained.model.rows.no, trained.model.rows.unknown), (40, 40, 80));
    let chance = |who: u128| trained.predictions.iter().find(|one| one.id == Id(who)).unwrap().chance;
    assert!(chance(2) > 0.8 && chance(1) < 0.4, "{} {}", chance(2), chance(1));
    // What came of the chances: written three days ago, the message of the day before yesterday is too young.
    let model = Id(77);
    let json = |value: serde_json::Result<String>| Some(Value::Json(value.unwrap()));
    let scores: Vec<Edit> = (1..=80_u128)
        .map(|who| {
            let reasons = Reasons { open: true, ..Reasons::default() };
            Edit::new(Kind::Contact, Id(who))
                .with(Key::score(model), Some(Value::Number(chance(who))))
                .with(Key::why(model), json(serde_json::to_string(&reasons)))
        })
        .collect();
    let written = i64::from(TODAY.0 - 3) * 86_400_000;
    let mut transaction = Transaction::new(Label::new(Act::Scored, Kind::Contact, 80, ""), Instant(written));
    for edit in scores {
        transaction = transaction.edit(edit);
    }
    book.apply(transaction);
    let sealed = book.seal(1).unwrap();
    book.confirm(&sealed);
    let asked = [(model, spec, 0.5)];
    assert_eq!(of_models(&book, &asked, TODAY), []);
    let later = of_models(&book, &asked, TODAY.plus_days(30));
    // Nobody answered the last one.
    assert_eq!((later[0].1.rows, later[0].1.share.value), (80, 0.0));
}
