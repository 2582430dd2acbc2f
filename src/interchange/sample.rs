//! The sample business: an online shop for tea and the table, 500 buyers and 2,000 orders over the three years
//! before today, and 40 deals with offices and cafés, drawn from a seed.
//!
//! It has the structure real shops have: few regulars buy much, many bought once, some only before the holidays,
//! some have gone; amounts are log-normal and the business grows. The answer to the newsletter question follows
//! from what people do, so that a model finds something, and about a third have not been asked. Every record
//! carries [`keys::SAMPLE`], so that all can leave in one act.

mod buyers;
mod chinese;
mod deals;
mod english;
mod extras;
mod orders;

use crate::random::{Ids, Random};
use buyers::Buyer;
use domain::{Currency, Date, Edit, FieldType, Id, Instant, Key, Kind, Value, custom, keys};

pub const BUYERS: usize = 500;
pub const ORDERS: usize = 2_000;
pub const COMPANIES: usize = 40;
pub const DEALS: usize = 40;
pub const DAYS: i32 = 3 * 365;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    English,
    Chinese,
}

#[derive(Clone, Debug)]
pub struct Setting {
    pub lang: Lang,
    pub seed: u64,
    pub today: Date,
    pub at: Instant,
    pub currency: Currency,
}

/// What the two languages say. Lists are drawn from; the first of a pair is shown, the rest is data.
pub(crate) struct Words {
    pub first_names: &'static [&'static str],
    pub last_names: &'static [&'static str],
    pub company_heads: &'static [&'static str],
    pub company_tails: &'static [&'static str],
    pub industries: &'static [&'static str],
    pub job_titles: &'static [&'static str],
    /// City, region, postal code.
    pub cities: &'static [(&'static str, &'static str, &'static str)],
    pub streets: &'static [&'static str],
    pub country: &'static str,
    /// Name, SKU, price in the language's own currency, category.
    pub products: &'static [(&'static str, &'static str, f64, usize)],
    pub categories: [&'static str; 4],
    pub category: &'static str,
    pub newsletter: &'static str,
    pub sources: [&'static str; 5],
    pub channels: [&'static str; 3],
    pub tags: [&'static str; 5],
    pub notes: &'static [&'static str],
    pub tasks: &'static [&'static str],
    pub codes: [&'static str; 3],
    pub deals: &'static [&'static str],
    /// Of open deals from the first to the last, then won and lost.
    pub stages: [&'static str; 6],
    pub lost_reasons: &'static [&'static str],
    pub mail_hosts: &'static [&'static str],
}

/// Places in `Words::tags`.
pub(crate) const VIP: usize = 0;
pub(crate) const GIFTS: usize = 1;
pub(crate) const BUSINESS: usize = 2;
pub(crate) const WIN_BACK: usize = 3;
pub(crate) const NEW: usize = 4;

/// All records, as edits that create them.
pub fn sample(setting: &Setting) -> Vec<Edit> {
    let words = match setting.lang {
        Lang::English => &english::WORDS,
        Lang::Chinese => &chinese::WORDS,
    };
    let mut maker = Maker {
        words,
        setting,
        random: Random::new(setting.seed),
        ids: Ids::new(setting.at, setting.seed ^ 0x5a5a),
        edits: Vec::with_capacity(3_500),
        newsletter: Key::custom(Id(0)),
        category: Key::custom(Id(0)),
    };
    maker.make();
    maker.edits
}

pub(crate) struct Maker<'s> {
    pub words: &'static Words,
    pub setting: &'s Setting,
    pub random: Random,
    pub edits: Vec<Edit>,
    pub newsletter: Key,
    pub category: Key,
    ids: Ids,
}

impl Maker<'_> {
    fn make(&mut self) {
        let choices = self.words.categories.iter().map(|word| (*word).to_owned()).collect();
        let newsletter = self.create(
            Kind::Field,
            None,
            custom::definition(Kind::Contact, self.words.newsletter, &FieldType::YesNo, 0),
        );
        let category = self.create(
            Kind::Field,
            None,
            custom::definition(Kind::Contact, self.words.category, &FieldType::Choice(choices), 1),
        );
        (self.newsletter, self.category) = (Key::custom(newsletter), Key::custom(category));
        self.tags();
        let companies = self.companies();
        let mut buyers: Vec<Buyer> = self.buyers(&companies);
        let orders = self.plan_orders(&mut buyers);
        self.write_buyers(&buyers);
        self.write_orders(&buyers, orders);
        self.notes_and_tasks(&buyers);
        self.deals(&buyers);
    }

    /// Creates a record, marked as sample, on this day or now.
    pub fn create(&mut self, kind: Kind, on: Option<Date>, values: Vec<(Key, Value)>) -> Id {
        let id = self.ids.make();
        self.create_as(kind, id, on, values);
        id
    }

    pub fn create_as(&mut self, kind: Kind, id: Id, on: Option<Date>, values: Vec<(Key, Value)>) {
        let at = on.map_or(self.setting.at, |on| Instant(noon(on).0.min(self.setting.at.0)));
        let mut edit = Edit::new(kind, id)
            .with(keys::CREATED_AT, Some(Value::Instant(at)))
            .with(keys::SAMPLE, Some(Value::text("1")));
        for (key, value) in values {
            edit = edit.with(key, Some(value));
        }
        self.edits.push(edit);
    }

    pub fn next_id(&mut self) -> Id {
        self.ids.make()
    }

    pub fn text(&mut self, list: &[&str]) -> Value {
        Value::text(*self.random.pick(list))
    }

    pub fn start(&self) -> Date {
        self.setting.today.plus_days(-DAYS)
    }
}

pub(crate) fn noon(on: Date) -> Instant {
    Instant(i64::from(on.0) * 86_400_000 + 43_200_000)
}

#[cfg(test)]
mod tests;
