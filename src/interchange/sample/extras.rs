use super::{
    Maker,
    buyers::{Buyer, Habit},
    noon,
};
use domain::{Kind, Value, keys};

const NOTES: usize = 160;
const TASKS: usize = 36;

impl Maker<'_> {
    pub fn notes_and_tasks(&mut self, buyers: &[Buyer]) {
        let words = self.words;
        let today = self.setting.today;
        let loyal: Vec<&Buyer> = buyers.iter().filter(|buyer| buyer.habit != Habit::Once).collect();
        for _ in 0..NOTES {
            let buyer = *self.random.pick(&loyal);
            let day = *self.random.pick(&buyer.days);
            let day = day.plus_days(self.random.below(4) as i32).min(today);
            let type_ = match self.random.below(10) {
                0..=4 => "note",
                5..=6 => "email",
                7..=8 => "call",
                _ => "message",
            };
            let values = vec![
                (keys::TYPE, Value::Choice(type_.to_owned())),
                (keys::TEXT, self.text(words.notes)),
                (keys::HAPPENED_AT, Value::Instant(noon(day).min(self.setting.at))),
                (keys::CONTACT, Value::Ref(buyer.id)),
            ];
            self.create(Kind::Activity, Some(day), values);
        }
        let recent: Vec<&Buyer> = loyal
            .iter()
            .copied()
            .filter(|buyer| buyer.days.last().is_some_and(|last| today.0 - last.0 < 200))
            .collect();
        for at in 0..TASKS {
            let buyer = *self.random.pick(if recent.is_empty() { &loyal } else { &recent });
            let done = at % 3 == 0;
            let due = today.plus_days(if done {
                -3 - self.random.below(60) as i32
            } else {
                self.random.below(24) as i32 - 4
            });
            let mut values = vec![
                (keys::TITLE, self.text(words.tasks)),
                (keys::DUE_ON, Value::Date(due)),
                (keys::PRIORITY, Value::Choice(["low", "normal", "normal", "high"][self.random.below(4)].to_owned())),
                (keys::CONTACT, Value::Ref(buyer.id)),
            ];
            if done {
                values.push((keys::DONE_AT, Value::Instant(noon(due).min(self.setting.at))));
            }
            self.create(Kind::Task, Some(due.plus_days(-14)), values);
        }
    }
}
