//! Whether the sample business is believable.

use super::*;
use domain::{
    Act, Book, Label, Record, Transaction,
    deal::{Outcome, outcome},
};

fn book(lang: Lang) -> Book {
    let setting = setting(lang);
    let mut transaction = Transaction::new(Label::new(Act::SampleAdded, Kind::Contact, 0, ""), setting.at);
    transaction.edits = sample(&setting);
    let mut book = Book::new();
    book.apply(transaction);
    book
}

fn setting(lang: Lang) -> Setting {
    let today = Date::from_ymd(2026, 11, 23).unwrap();
    Setting {
        lang,
        seed: 7,
        today,
        at: noon(today),
        currency: if lang == Lang::Chinese { Currency::CNY } else { Currency::USD },
    }
}

#[test]
fn the_sample_shop_is_believable() {
    for lang in [Lang::English, Lang::Chinese] {
        let book = book(lang);
        assert_eq!(
            (book.count(Kind::Contact), book.count(Kind::Order), book.count(Kind::Company)),
            (BUYERS, ORDERS, COMPANIES)
        );
        let ended = |wanted: Outcome| book.iter(Kind::Deal).filter(|deal| outcome(deal) == wanted).count();
        assert_eq!(book.count(Kind::Deal), DEALS);
        assert!(ended(Outcome::Open) == 16 && ended(Outcome::Won) >= 6 && ended(Outcome::Lost) >= 6);
        for kind in Kind::ALL {
            assert!(book.iter(kind).all(|record| record.text(keys::SAMPLE) == "1"), "{kind:?}");
        }
        let mut counts: Vec<usize> =
            book.iter(Kind::Contact).map(|person| book.linked(Kind::Order, person.id).count()).collect();
        counts.sort_unstable();
        assert!(
            counts[0] >= 1 && counts[BUYERS / 2] <= 3 && counts[BUYERS - 1] >= 15,
            "skewed: {:?}",
            (counts[BUYERS / 2], counts[BUYERS - 1])
        );
        let once = counts.iter().filter(|count| **count == 1).count();
        assert!((130..320).contains(&once), "bought once: {once}");

        let days: Vec<Date> = book.iter(Kind::Order).filter_map(|order| order.date(keys::ORDERED_ON)).collect();
        let start = setting(lang).today.plus_days(-DAYS);
        assert!(days.iter().all(|day| *day >= start && *day <= setting(lang).today));
        let in_year = |year: i32| days.iter().filter(|day| (day.0 - start.0) / 365 == year).count();
        assert!(
            in_year(1) > in_year(0) && in_year(2) > in_year(0),
            "growth: {} {} {}",
            in_year(0),
            in_year(1),
            in_year(2)
        );
        // Evenly spread it would be 213.
        let season = days.iter().filter(|day| matches!(day.ymd(), (_, 11, 14..) | (_, 12, ..=22))).count();
        assert!((380..800).contains(&season), "gift season: {season}");
        let mut totals: Vec<i64> =
            book.iter(Kind::Order).filter_map(|order| order.money(keys::TOTAL)).map(|total| total.minor).collect();
        totals.sort_unstable();
        assert!(totals[0] > 0 && totals[ORDERS / 2] * 2 < totals[ORDERS * 95 / 100], "log-normal amounts");
    }
}

#[test]
fn the_newsletter_question_can_be_learned() {
    let book = book(Lang::English);
    let field = domain::Key::custom(domain::custom::definitions(&book, Kind::Contact)[0].id);
    let answered: Vec<(&Record, bool)> = book
        .iter(Kind::Contact)
        .filter_map(|person| match person.get(field) {
            Some(Value::Bool(yes)) => Some((person, *yes)),
            _ => None,
        })
        .collect();
    let yes = answered.iter().filter(|(_, yes)| *yes).count();
    assert!((310..390).contains(&answered.len()), "known: {}", answered.len());
    assert!(yes * 10 > answered.len() * 3 && yes * 10 < answered.len() * 7, "yes: {yes} of {}", answered.len());
    // Recency alone must tell the two apart somewhat: the area under its curve.
    let away = |person: &Record| match book.value(person, keys::LAST_ORDER_ON).as_deref() {
        Some(Value::Date(day)) => day.0,
        _ => 0,
    };
    let (mut right, mut pairs) = (0.0, 0.0);
    for (a, _) in answered.iter().filter(|(_, yes)| *yes) {
        for (b, _) in answered.iter().filter(|(_, yes)| !*yes) {
            pairs += 1.0;
            right += match away(a).cmp(&away(b)) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    let area: f64 = right / pairs;
    assert!((0.65..0.92).contains(&area), "{area}");
}

#[test]
fn the_same_seed_gives_the_same_shop() {
    assert_eq!(sample(&setting(Lang::English)), sample(&setting(Lang::English)));
    let other = Setting { seed: 8, ..setting(Lang::English) };
    assert_ne!(sample(&setting(Lang::English)), sample(&other));
}
