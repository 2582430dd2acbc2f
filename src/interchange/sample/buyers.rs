//! The people of the sample business: who they are, how they buy, what their records say.

use super::{BUSINESS, BUYERS, COMPANIES, DAYS, GIFTS, Lang, Maker, NEW, VIP, WIN_BACK};
use domain::{Address, Date, Id, Kind, Labelled, Value, keys, text};
use std::collections::HashSet;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Habit {
    Regular,
    Lapsed,
    Seasonal,
    Once,
}

/// A person before being written down: what they do decides what their record says.
pub(crate) struct Buyer {
    pub id: Id,
    pub first: &'static str,
    pub last: &'static str,
    pub habit: Habit,
    pub joined: Date,
    pub born: Date,
    pub source: usize,
    /// The category they like.
    pub taste: usize,
    pub company: Option<Id>,
    /// How freely they spend: the logarithm of a factor.
    pub purse: f64,
    pub days: Vec<Date>,
    pub spent_minor: i64,
}

impl Maker<'_> {
    pub fn tags(&mut self) {
        for (colour, tag) in self.words.tags.iter().enumerate() {
            // Two devices with a sample have each tag once after a merge.
            self.create_as(
                Kind::Tag,
                domain::tag::id(tag),
                None,
                vec![(keys::NAME, Value::text(*tag)), (keys::COLOUR, Value::Number(colour as f64))],
            );
        }
    }

    pub fn companies(&mut self) -> Vec<Id> {
        let words = self.words;
        let mut names = HashSet::new();
        let mut made = Vec::with_capacity(COMPANIES);
        while made.len() < COMPANIES {
            let (head, tail) = (*self.random.pick(words.company_heads), *self.random.pick(words.company_tails));
            let name =
                if self.setting.lang == Lang::Chinese { format!("{head}{tail}") } else { format!("{head} {tail}") };
            if !names.insert(name.clone()) {
                continue;
            }
            let domain = format!("{}.example.com", ascii(&name));
            let size = (2.0 + (1.0 + 0.9 * self.random.normal()).exp() * 4.0).round();
            let address = self.address();
            let values = vec![
                (keys::INDUSTRY, self.text(words.industries)),
                (keys::NAME, Value::text(name)),
                (keys::WEBSITE, Value::text(format!("https://{domain}"))),
                (keys::DOMAIN, Value::text(domain)),
                (keys::SIZE, Value::Number(size)),
                (keys::ADDRESS, Value::Address(address.into())),
            ];
            made.push(self.create(Kind::Company, None, values));
        }
        made
    }

    fn address(&mut self) -> Address {
        let words = self.words;
        let (city, region, postal_code) = *self.random.pick(words.cities);
        let (street, number) = (*self.random.pick(words.streets), 1 + self.random.below(240));
        let street = if self.setting.lang == Lang::Chinese {
            format!("{street}{number}号")
        } else {
            format!("{number} {street}")
        };
        Address {
            street,
            city: city.into(),
            region: region.into(),
            postal_code: postal_code.into(),
            country: words.country.into(),
        }
    }

    pub fn buyers(&mut self, companies: &[Id]) -> Vec<Buyer> {
        let words = self.words;
        let mut names = HashSet::new();
        let mut buyers = Vec::with_capacity(BUYERS);
        while buyers.len() < BUYERS {
            let (first, last) = (*self.random.pick(words.first_names), *self.random.pick(words.last_names));
            if !names.insert((first, last)) {
                continue;
            }
            let habit = match self.random.unit() {
                draw if draw < 0.24 => Habit::Regular,
                draw if draw < 0.46 => Habit::Lapsed,
                draw if draw < 0.66 => Habit::Seasonal,
                _ => Habit::Once,
            };
            // The shop grows: more come later.
            let mut into = self.random.unit().powf(0.7);
            if habit == Habit::Lapsed {
                into *= 0.5;
            }
            let mut joined = self.start().plus_days((into * f64::from(DAYS - 3)) as i32);
            if habit == Habit::Seasonal {
                joined = self.gift_day(joined).unwrap_or(joined);
            }
            let age = (41.0 + 12.0 * self.random.normal()).clamp(19.0, 79.0);
            let born = self.setting.today.plus_days(-((age * 365.25) as i32) - self.random.below(365) as i32);
            let company = (habit != Habit::Once && self.random.chance(0.16)).then(|| *self.random.pick(companies));
            let taste = if habit == Habit::Seasonal && self.random.chance(0.6) { 3 } else { self.random.below(3) };
            let (source, purse) = (self.random.below(words.sources.len()), 0.35 * self.random.normal());
            buyers.push(Buyer {
                id: Id(0),
                first,
                last,
                habit,
                joined,
                born,
                source,
                taste,
                company,
                purse,
                days: Vec::new(),
                spent_minor: 0,
            });
        }
        buyers.sort_by_key(|buyer| buyer.joined);
        for buyer in &mut buyers {
            buyer.id = self.next_id();
        }
        buyers
    }

    pub fn write_buyers(&mut self, buyers: &[Buyer]) {
        let mut spent: Vec<i64> = buyers.iter().map(|buyer| buyer.spent_minor).collect();
        spent.sort_unstable();
        let much = spent[spent.len() * 9 / 10];
        for (at, buyer) in buyers.iter().enumerate() {
            self.write_buyer(buyer, at, much);
        }
    }

    fn write_buyer(&mut self, buyer: &Buyer, at: usize, much: i64) {
        let words = self.words;
        let today = self.setting.today;
        let last_day = buyer.days.last().copied().unwrap_or(buyer.joined);
        let away = today.0 - last_day.0;
        let mut tags = Vec::new();
        for (tag, applies) in [
            (VIP, buyer.spent_minor >= much),
            (GIFTS, buyer.habit == Habit::Seasonal),
            (BUSINESS, buyer.company.is_some()),
            (WIN_BACK, buyer.days.len() > 2 && away > 270),
            (NEW, today.0 - buyer.joined.0 < 45),
        ] {
            if applies {
                tags.push(words.tags[tag].to_owned());
            }
        }
        let email =
            format!("{}.{}{}@{}", ascii(buyer.first), ascii(buyer.last), at + 1, self.random.pick(words.mail_hosts));
        let mut values = vec![
            (keys::FIRST_NAME, Value::text(buyer.first)),
            (keys::LAST_NAME, Value::text(buyer.last)),
            (keys::EMAILS, Value::Labelled(vec![Labelled { label: String::new(), value: email }])),
            (keys::LIFECYCLE, Value::Choice(if away > 400 { "former" } else { "customer" }.to_owned())),
            (keys::SOURCE, Value::text(words.sources[buyer.source])),
            (keys::TAGS, Value::Choices(tags)),
            (self.category, Value::Choice(words.categories[buyer.taste].to_owned())),
        ];
        if self.random.chance(0.75) {
            // Numbers that belong to nobody.
            let value = if self.setting.lang == Lang::Chinese {
                format!("1990000{:04}", at + 1000)
            } else {
                format!("({}) 555-01{:02}", 201 + at % 700, at % 100)
            };
            values.push((keys::PHONES, Value::Labelled(vec![Labelled { label: "mobile".to_owned(), value }])));
        }
        if self.random.chance(0.9) {
            values.push((keys::ADDRESS, Value::Address(self.address().into())));
        }
        if self.random.chance(0.7) {
            values.push((keys::BIRTHDAY, Value::Date(buyer.born)));
        }
        if let Some(company) = buyer.company {
            values.push((keys::COMPANY, Value::Ref(company)));
            values.push((keys::JOB_TITLE, self.text(words.job_titles)));
        }
        if let Some(answer) = self.newsletter_of(buyer, away) {
            values.push((self.newsletter, Value::Bool(answer)));
        }
        self.create_as(Kind::Contact, buyer.id, Some(buyer.joined), values);
    }

    /// Those who buy often and lately, came through Instagram or a swap, or like tea, tend to say yes.
    fn newsletter_of(&mut self, buyer: &Buyer, away: i32) -> Option<bool> {
        let signal = -0.9 + 0.8 * (buyer.days.len() as f64).ln() - 1.6 * (f64::from(away) / 365.0).min(2.0)
            + [0.0, 1.3, 0.2, -0.6, 1.6][buyer.source]
            + [0.7, 0.0, -0.3, -0.2][buyer.taste]
            + 0.5 * buyer.purse
            + if buyer.company.is_some() { -0.8 } else { 0.4 };
        let yes = self.random.chance(1.0 / (1.0 + (-1.4 * signal).exp()));
        self.random.chance(0.7).then_some(yes)
    }
}

/// Letters and digits for addresses; Chinese by its sound.
fn ascii(name: &str) -> String {
    let read = text::pinyin(name).map_or_else(|| text::fold(name), |read| read.full);
    read.chars().filter_map(|c| if c == 'é' { Some('e') } else { c.is_ascii_alphanumeric().then_some(c) }).collect()
}
