//! The deals of the sample business: offices, hotels and cafés that want tea and gifts by the box. Won, lost and open.

use super::{DEALS, Maker, buyers::Buyer};
use domain::{Date, Kind, Value, keys};

/// The chance that each stage stands for, in the order of `Words::stages`; then won and lost.
const CHANCES: [f64; 4] = [0.1, 0.3, 0.5, 0.8];
const WON: usize = 4;
const LOST: usize = 5;

impl Maker<'_> {
    pub fn deals(&mut self, buyers: &[Buyer]) {
        let business: Vec<&Buyer> = buyers.iter().filter(|buyer| buyer.company.is_some()).collect();
        if business.is_empty() {
            return;
        }
        for at in 0..DEALS {
            // Two of five are open; of the others nearly half were won.
            let open = at % 5 < 2;
            let buyer = *self.random.pick(&business);
            let age = if open { 5 + self.random.below(80) } else { 60 + self.random.below(700) } as i32;
            let begun = self.setting.today.plus_days(-age);
            self.deal(buyer, begun, open);
        }
    }

    fn deal(&mut self, buyer: &Buyer, begun: Date, open: bool) {
        let (words, today) = (self.words, self.setting.today);
        let value = 12.0 * (3.6 + 0.7 * self.random.normal()).exp();
        let value = (value / 10.0).round().max(8.0) * 10.0 * self.listed_rate();
        let stage = match open {
            true => self.random.below(CHANCES.len()),
            false if self.random.chance(0.46) => WON,
            false => LOST,
        };
        let closes = if open {
            today.plus_days(self.random.below(150) as i32 - 10)
        } else {
            begun.plus_days(20 + self.random.below(40) as i32)
        };
        let mut values = vec![
            (keys::TITLE, self.text(words.deals)),
            (keys::CONTACT, Value::Ref(buyer.id)),
            (keys::STAGE, Value::text(words.stages[stage])),
            (keys::VALUE, Value::Money(self.price_of(value))),
            (keys::EXPECTED_CLOSE, Value::Date(closes)),
            (keys::SOURCE, Value::text(words.sources[buyer.source])),
        ];
        if let Some(company) = buyer.company {
            values.push((keys::COMPANY, Value::Ref(company)));
        }
        values.push((
            keys::PROBABILITY,
            Value::Number(match stage {
                WON => 1.0,
                LOST => 0.0,
                open => CHANCES[open],
            }),
        ));
        if !open {
            values.push((keys::CLOSED_ON, Value::Date(closes)));
        }
        if stage == LOST {
            values.push((keys::LOST_REASON, self.text(words.lost_reasons)));
        }
        self.create(Kind::Deal, Some(begun), values);
    }
}
