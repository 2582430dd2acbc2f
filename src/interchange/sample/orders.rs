//! The orders of the sample business: how many each buyer makes, when, and of what.

use super::{
    DAYS, Maker, ORDERS,
    buyers::{Buyer, Habit},
};
use domain::{Currency, Date, Kind, Line, Money, Value, keys};

impl Maker<'_> {
    /// Draws how often each buyer orders and when; returns (day, buyer) in the order of days.
    pub fn plan_orders(&mut self, buyers: &mut [Buyer]) -> Vec<(Date, usize)> {
        let weights: Vec<f64> = buyers.iter().map(|buyer| self.appetite(buyer)).collect();
        let counts = share(&weights, ORDERS - buyers.len());
        let today = self.setting.today;
        let mut all = Vec::with_capacity(ORDERS);
        for (at, buyer) in buyers.iter_mut().enumerate() {
            buyer.days.push(buyer.joined);
            for _ in 0..counts[at] {
                let day = self.later_day(buyer, today);
                buyer.days.push(day);
            }
            buyer.days.sort_unstable();
            all.extend(buyer.days.iter().map(|day| (*day, at)));
        }
        all.sort_unstable();
        all
    }

    /// How many more orders than the first one, roughly: few buy very much.
    fn appetite(&mut self, buyer: &Buyer) -> f64 {
        let years = f64::from(self.setting.today.0 - buyer.joined.0) / 365.0;
        let heavy = (0.8 * self.random.normal()).exp();
        match buyer.habit {
            Habit::Regular => (0.6 + years) * 3.0 * heavy,
            Habit::Lapsed => 2.4 * heavy,
            Habit::Seasonal => (0.4 + years) * 1.6 * heavy,
            Habit::Once => 0.0,
        }
    }

    fn later_day(&mut self, buyer: &Buyer, today: Date) -> Date {
        let left = today.0 - buyer.joined.0;
        let day = match buyer.habit {
            Habit::Regular | Habit::Once => buyer.joined.plus_days((self.random.unit() * f64::from(left)) as i32),
            // Gone for most of a year at least.
            Habit::Lapsed => {
                buyer.joined.plus_days((self.random.unit() * f64::from((left - 280).clamp(1, 330))) as i32)
            }
            Habit::Seasonal => self.gift_day(buyer.joined).unwrap_or(buyer.joined),
        };
        Date(day.0.clamp(buyer.joined.0, today.0))
    }

    /// A day of the weeks before the holidays, not before this one.
    pub fn gift_day(&mut self, from: Date) -> Option<Date> {
        let today = self.setting.today;
        let years: Vec<i32> = (from.ymd().0..=today.ymd().0).collect();
        let before = (self.random.unit().powi(2) * 38.0) as i32;
        let days = years
            .into_iter()
            .filter_map(|year| Date::from_ymd(year, 12, 22))
            .map(|holidays| holidays.plus_days(-before));
        let days: Vec<Date> = days.filter(|day| *day >= from && *day <= today).collect();
        if days.is_empty() { None } else { Some(*self.random.pick(&days)) }
    }

    pub fn write_orders(&mut self, buyers: &[Buyer], orders: Vec<(Date, usize)>) {
        for (at, (day, who)) in orders.into_iter().enumerate() {
            self.write_order(1001 + at, day, &buyers[who]);
        }
    }

    fn write_order(&mut self, number: usize, day: Date, buyer: &Buyer) {
        let words = self.words;
        let lines = self.lines(buyer, day);
        let sum: i64 = lines.iter().map(Line::amount_minor).sum();
        let code = if day == buyer.joined && self.random.chance(0.3) {
            Some(0)
        } else {
            self.random.chance(0.08).then(|| 1 + self.random.below(2))
        };
        let minor = code.map_or(sum, |code| sum - sum * [10, 15, 5][code] / 100);
        let age = self.setting.today.0 - day.0;
        let status = match (age, self.random.unit()) {
            (_, draw) if draw < 0.02 => "cancelled",
            (4.., draw) if draw < 0.035 => "refunded",
            (0..=1, _) => "paid",
            (2..=6, _) => "shipped",
            _ => "completed",
        };
        let channel = words.channels[match self.random.unit() {
            draw if draw < 0.7 => 0,
            draw if draw < 0.93 => 1,
            _ => 2,
        }];
        let mut values = vec![
            (keys::NUMBER, Value::text(number.to_string())),
            (keys::ORDERED_ON, Value::Date(day)),
            (keys::CONTACT, Value::Ref(buyer.id)),
            (keys::TOTAL, Value::Money(Money { minor, currency: self.setting.currency })),
            (keys::STATUS, Value::Choice(status.to_owned())),
            (keys::LINES, Value::Lines(lines)),
            (keys::CHANNEL, Value::text(channel)),
        ];
        if let Some(code) = code {
            values.push((keys::DISCOUNT_CODE, Value::text(words.codes[code])));
        }
        if let Some(company) = buyer.company {
            values.push((keys::COMPANY, Value::Ref(company)));
        }
        self.create(Kind::Order, Some(day), values);
    }

    fn lines(&mut self, buyer: &Buyer, day: Date) -> Vec<Line> {
        let words = self.words;
        let (_, month, _) = day.ymd();
        let gifts = buyer.habit == Habit::Seasonal || (month == 12 && self.random.chance(0.4));
        let count = 1 + usize::from(self.random.chance(0.45)) + usize::from(self.random.chance(0.2));
        let mut lines: Vec<Line> = Vec::with_capacity(count);
        while lines.len() < count {
            let category = match self.random.unit() {
                draw if gifts && draw < 0.6 => 3,
                draw if draw < 0.75 => buyer.taste,
                _ => self.random.below(4),
            };
            let fitting: Vec<_> = words.products.iter().filter(|product| product.3 == category).collect();
            let (product, sku, price, _) = **self.random.pick(&fitting);
            if lines.iter().any(|line| line.sku == sku) {
                continue;
            }
            // Log-normal quantities make log-normal amounts.
            let quantity =
                (0.2 + buyer.purse + 0.5 * self.random.normal() + if buyer.company.is_some() { 0.7 } else { 0.0 })
                    .exp()
                    .round()
                    .clamp(1.0, 40.0);
            lines.push(Line {
                product: product.to_owned(),
                sku: sku.to_owned(),
                quantity,
                price_minor: self.price(price),
            });
        }
        lines
    }

    /// A price in the owner's currency, of the same order as the list's.
    fn price(&self, listed: f64) -> i64 {
        self.price_of(listed).minor
    }

    /// What the list's own currency counts against the dollar, roughly.
    pub fn listed_rate(&self) -> f64 {
        if self.setting.lang == super::Lang::Chinese { 7.0 } else { 1.0 }
    }

    pub fn price_of(&self, listed: f64) -> Money {
        let list_rate = self.listed_rate();
        let rate = |currency: Currency| match currency.as_str() {
            "CNY" => 7.0,
            "JPY" => 150.0,
            "KRW" => 1_300.0,
            "INR" => 80.0,
            "VND" => 25_000.0,
            "TWD" => 32.0,
            "HKD" => 8.0,
            _ => 1.0,
        };
        Money::from_major((listed * rate(self.setting.currency) / list_rate).round(), self.setting.currency)
    }
}

/// Whole numbers in the proportion of the weights that add up to `total` (largest remainders).
fn share(weights: &[f64], total: usize) -> Vec<usize> {
    let sum: f64 = weights.iter().sum();
    let exact: Vec<f64> = weights.iter().map(|weight| weight / sum * total as f64).collect();
    let mut counts: Vec<usize> = exact.iter().map(|count| count.floor() as usize).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| (exact[*b] - exact[*b].floor()).total_cmp(&(exact[*a] - exact[*a].floor())).then(a.cmp(b)));
    let missing = total - counts.iter().sum::<usize>();
    order.into_iter().take(missing).for_each(|at| counts[at] += 1);
    counts
}

const _: () = assert!(DAYS > 700, "the habits above need years");
