//! Groups of customers and what comes next, on shops whose answer is known.

use super::overview::Shop;
use crate::{groups, groups::NoGroups, next_steps::open_deals, overview, random::Random};
use domain::{
    Currency, Date, Kind, Line, Money, Value,
    insight::{CustomerGroups, GROUPS_CODE, GroupsRefusal, Habit, KeptGroup},
    keys, model,
};

/// The first of March of 2024.
const DAY: i32 = 19_783;

/// Thirty who order often and little, twenty who came once, in December, for much.
fn shop() -> Shop {
    let (mut shop, mut random) = (Shop::new(), Random::new(3));
    for _ in 0..30 {
        let own = shop.customer();
        let (orders, since) = (9 + random.below(7) as i32, 4 + random.below(12) as i32);
        for time in 0..orders {
            shop.order(own, DAY - 30 * time - since, 14.0 + 12.0 * random.unit(), vec![]);
        }
    }
    (0..20).for_each(|_| once(&mut shop, &mut random));
    shop
}

fn once(shop: &mut Shop, random: &mut Random) {
    let own = shop.customer();
    shop.order(own, DAY - 76 - random.below(14) as i32, 250.0 + 100.0 * random.unit(), vec![]);
}

fn found(shop: &Shop) -> CustomerGroups {
    groups(&shop.book, Date(DAY), &mut |_| {}, &|| false).unwrap()
}

#[test]
fn two_kinds_of_customers_are_told_apart() {
    let found = found(&shop());
    assert_eq!(found.groups.iter().map(|group| group.customers).collect::<Vec<_>>(), [30, 20]);
    let (often, once) = (&found.groups[0], &found.groups[1]);
    assert!(often.orders > 9.0 && once.orders == 1.0 && once.basket > 250.0 && often.recency < 16.0);
    let mark =
        |group: &domain::insight::CustomerGroup, habit| group.marks.iter().find(|mark| mark.0 == habit).unwrap().1;
    assert!(mark(once, Habit::Basket) > 0.5 && mark(once, Habit::Orders) < -0.5 && mark(once, Habit::Season) > 0.5);
    assert!(found.people.len() == 50 && found.people.iter().all(|(_, group)| *group < 2));
    // November to January or December to February: December is among the busiest months.
    assert!(matches!(found.season, 10..=12), "{}", found.season);
}

#[test]
fn a_kept_group_keeps_its_code() {
    let mut shop = shop();
    let first = found(&shop);
    let kept = |code: u32, at: usize| KeptGroup {
        code,
        name: format!("n{code}"),
        centre: first.groups[at].centre.clone(),
        view: None,
    };
    let result = serde_json::to_string(&[kept(7, 1), kept(4, 0)]).unwrap();
    let spec = Value::Json(model::ready_made(GROUPS_CODE));
    shop.add(Kind::Model, vec![(keys::SPEC, spec), (keys::RESULT, Value::Json(result))]);
    let mut random = Random::new(9);
    (0..15).for_each(|_| once(&mut shop, &mut random));
    let codes: Vec<u32> = found(&shop).groups.iter().map(|group| group.code).collect();
    assert!(codes.contains(&7) && codes.contains(&4), "{codes:?}");
    let once = found(&shop).groups.into_iter().find(|group| group.code == 7).unwrap();
    assert!(once.orders < 1.5, "the name follows its group: {once:?}");
}

#[test]
fn few_or_equal_customers_are_not_grouped() {
    let mut few = Shop::new();
    let refused = |shop: &Shop| groups(&shop.book, Date(DAY), &mut |_| {}, &|| false).unwrap_err();
    for _ in 0..12 {
        let own = few.customer();
        few.order(own, DAY - 9, 10.0, vec![]);
    }
    assert_eq!(refused(&few), NoGroups::Refused(GroupsRefusal::TooFew { have: 12, need: 20 }));
    for _ in 0..12 {
        let own = few.customer();
        few.order(own, DAY - 9, 10.0, vec![]);
    }
    assert_eq!(refused(&few), NoGroups::Refused(GroupsRefusal::TooAlike));
}

#[test]
fn offers_name_those_who_lack_the_product() {
    let mut shop = Shop::new();
    let line = |product: &str| Line { product: product.into(), sku: String::new(), quantity: 2.0, price_minor: 500 };
    let lines = |products: &[&str]| (keys::LINES, Value::Lines(products.iter().map(|product| line(product)).collect()));
    for at in 0..30 {
        let own = shop.customer();
        shop.order(own, DAY - 300 - at, 10.0, vec![lines(&["tea"])]);
        if at < 20 {
            shop.order(own, DAY - 100 - at, 10.0, vec![lines(&["cup"])]);
        }
    }
    let found = overview(&shop.book, Date(DAY));
    let pair = &found.next_products.pairs[0];
    assert_eq!((pair.because.as_str(), pair.product.as_str(), pair.people.len()), ("tea", "cup", 10));
    assert_eq!(pair.chance.value, 1.0);
    assert!(found.next_products.judged.is_some());
    assert!(
        found
            .demand
            .iter()
            .all(|one| one.expected.low <= one.expected.value && one.expected.value <= one.expected.high)
    );
}

#[test]
fn open_deals_come_to_what_their_chances_say() {
    let mut shop = Shop::new();
    assert_eq!(open_deals(&shop.book, Currency::USD, Date(DAY)), None);
    let money = |major: f64| (keys::VALUE, Value::Money(Money::from_major(major, Currency::USD)));
    let chance = |chance: f64| (keys::PROBABILITY, Value::Number(chance));
    let closes = |on: i32| (keys::EXPECTED_CLOSE, Value::Date(Date(on)));
    shop.add(Kind::Deal, vec![money(1_000.0), chance(0.5), closes(DAY + 10)]);
    shop.add(Kind::Deal, vec![money(500.0), chance(0.2), closes(DAY + 400)]);
    shop.add(Kind::Deal, vec![money(700.0)]);
    shop.add(Kind::Deal, vec![(keys::VALUE, Value::Money(Money::from_major(9.0, Currency::CNY))), chance(0.5)]);
    let ended = |shop: &mut Shop, share: f64| {
        shop.add(Kind::Deal, vec![money(100.0), chance(share), (keys::CLOSED_ON, Value::Date(Date(DAY - 50)))]);
    };
    let few = open_deals(&shop.book, Currency::USD, Date(DAY)).unwrap();
    assert_eq!((few.total.deals, few.left_out, few.assumed, few.total.mean), (2, 2, 0, 60_000.0));
    assert_eq!((few.soon.deals, few.soon.mean), (1, 50_000.0));
    (0..6).for_each(|_| ended(&mut shop, 1.0));
    (0..6).for_each(|_| ended(&mut shop, 0.0));
    let more = open_deals(&shop.book, Currency::USD, Date(DAY)).unwrap();
    assert_eq!((more.won, more.lost, more.left_out, more.assumed), (6, 6, 1, 1));
    assert_eq!(more.total.mean, 95_000.0);
}
