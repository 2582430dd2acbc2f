//! Who replies: contacts as they were when a message went out to them, with whether one came back, beside contacts as
//! they are.
//!
//! Invariant: what a row of the past knows of messages and orders was before its message, what it answers came after.
//! One message stands for each contact, drawn by the contact's id: long talks count no more than short ones, and the
//! last word of a talk, which nobody answers, no more than the first. Not here: other fields of a contact as they were
//! then; they are as they are today, which the page says.

use crate::{FeatureError, features, random::Random};
use domain::{
    Book, Date, Id, Instant, Kind, Record, Value, activity,
    insight::{REPLY_DAYS, Table, TrainSpec, as_it_was},
    keys, order, sorting,
};
use std::collections::HashMap;

const DAY_MS: i64 = 86_400_000;
const WAIT_MS: i64 = REPLY_DAYS as i64 * DAY_MS;

/// When messages went to and came from a contact, oldest first.
struct Talk {
    sent: Vec<Instant>,
    received: Vec<Instant>,
}

impl Talk {
    fn of(book: &Book, who: Id) -> Self {
        let at = |direction: &str| {
            let told = book.linked(Kind::Activity, who).filter(|one| one.text(keys::DIRECTION) == direction);
            let mut at: Vec<Instant> = told.filter_map(|one| one.instant(keys::HAPPENED_AT)).collect();
            sorting::by(&mut at, |a, b| a.cmp(b));
            at
        };
        Self { sent: at(activity::SENT), received: at(activity::RECEIVED) }
    }

    fn answers(&self, message: Instant) -> bool {
        let from = self.received.partition_point(|at| *at <= message);
        self.received.get(from).is_some_and(|at| at.0 <= message.0 + WAIT_MS)
    }

    /// One of the messages whose time to be answered was over by the beginning of `today`.
    fn drawn(&self, who: Id, today: Date) -> Option<Instant> {
        let over = self.sent.partition_point(|at| at.0 + WAIT_MS <= i64::from(today.0) * DAY_MS);
        (over > 0).then(|| self.sent[Random::new(who.0 as u64).below(over)])
    }

    /// How many went out and came in before, and the days since the last that came in; from the first that went out
    /// where none ever came, which is no missing value: that would tell who never writes by a blank.
    fn before(&self, at: Instant) -> [(domain::Key, Value); 3] {
        let [sent, received] = [&self.sent, &self.received].map(|all| all.partition_point(|one| *one < at));
        let since = received.checked_sub(1).map(|last| self.received[last]);
        let since = since.or(self.sent.first().copied().filter(|first| *first < at)).unwrap_or(at);
        let figures = [
            (keys::SENT_BEFORE, sent as i64),
            (keys::RECEIVED_BEFORE, received as i64),
            (keys::SILENT_BEFORE, (at.0 - since.0) / DAY_MS),
        ];
        figures.map(|(key, figure)| (key, Value::Number(figure as f64)))
    }
}

fn day(at: Instant) -> Date {
    Date(i32::try_from(at.0.div_euclid(DAY_MS)).unwrap_or_default())
}

/// Contacts at a message of theirs, answered, then contacts of today who can be written to, to be answered.
pub(crate) fn table(book: &Book, spec: &TrainSpec, today: Date) -> Result<Table, FeatureError> {
    let (mut past, mut now, mut orders) = (Vec::new(), Vec::new(), Vec::new());
    let mut known: HashMap<Id, (bool, Date)> = HashMap::new();
    let end = Instant(i64::from(today.0 + 1) * DAY_MS);
    for contact in book.iter(Kind::Contact) {
        let talk = Talk::of(book, contact.id);
        let own = |record: &&Record| order::sold(record);
        let own: Vec<&Record> = book.linked(Kind::Order, contact.id).filter(own).collect();
        if let Some(message) = talk.drawn(contact.id, today) {
            let id = as_it_was(contact.id);
            let (on, passed) = (day(message), today.0 - day(message).0);
            known.insert(id, (talk.answers(message), on));
            let moved = |at: Instant| Value::Instant(Instant(at.0 + i64::from(passed) * DAY_MS));
            let entered = contact.instant(keys::CREATED_AT).map(|at| (keys::CREATED_AT, moved(at)));
            past.push(contact.copied(id, talk.before(message).into_iter().chain(entered)));
            for order in &own {
                if let Some(ordered) = order.date(keys::ORDERED_ON).filter(|ordered| *ordered < on) {
                    let moved = Value::Date(ordered.plus_days(passed));
                    let values = [(keys::CONTACT, Value::Ref(id)), (keys::ORDERED_ON, moved)];
                    orders.push(order.copied(as_it_was(order.id), values));
                }
            }
        }
        let reached = !talk.sent.is_empty() || !talk.received.is_empty() || !contact.first_of(keys::EMAILS).is_empty();
        if reached {
            now.push(contact.copied(contact.id, talk.before(end)));
            let made = |order: &&&Record| order.date(keys::ORDERED_ON).is_some_and(|on| on <= today);
            orders.extend(own.iter().filter(made).map(|order| (*order).clone()));
        }
    }
    past.append(&mut now);
    let mut both = Book::new();
    both.load_chunk(Kind::Contact, 0, past);
    both.load_chunk(Kind::Order, 0, orders);
    let mut table = features::features(&both, spec, today)?;
    table.target = table.ids.iter().map(|id| known.get(id).map(|(replied, _)| *replied)).collect();
    table.days = table.ids.iter().map(|id| Some(known.get(id).map_or(today, |(_, on)| *on).0)).collect();
    Ok(table)
}

/// Whether the first message after a day was answered; nothing where there is none, or it is too early to say.
pub(crate) fn since(book: &Book, who: Id, after: Date, today: Date) -> Option<bool> {
    let talk = Talk::of(book, who);
    let first = talk.sent.partition_point(|at| day(*at) <= after);
    let message = *talk.sent.get(first)?;
    (message.0 + WAIT_MS <= i64::from(today.0) * DAY_MS).then(|| talk.answers(message))
}
