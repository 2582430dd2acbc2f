//! Rows that give back what another row, or an earlier file, has brought (PayPal).
//!
//! Invariant: each counts once, whatever file comes again: the order remembers its id and amount. One whose order
//! is nowhere is rejected by name, never dropped.

use super::{Import, contacts::text, writer::kept_line};
use crate::sources::Source;
use ::csv::StringRecord;
use domain::{
    Id, Key, Kind, Money, Value,
    import::{OnKnown, Reason, RowDone},
    keys, sorting,
};
use rustc_hash::FxHashMap;

/// Stored with orders, so it never changes.
const BACK: &str = ".back";

/// By the ids of their orders.
pub(super) type Refunds = FxHashMap<String, Vec<Refund>>;

pub(super) struct Refund {
    row: u64,
    id: String,
    amount: Money,
    /// For the order's notes.
    lines: Vec<String>,
    cells: StringRecord,
}

/// What is left of an order, what it remembers of that, and what is noted.
pub(super) struct Left {
    pub total: Money,
    pub marks: Vec<String>,
    pub notes: Vec<String>,
}

impl Import<'_> {
    /// Takes a row that gives back the order of this id; false where it has no amount that goes out.
    pub(super) fn give_back(&mut self, row: u64, of: &str, cells: &StringRecord) -> bool {
        let (Some(source), Some(total)) = (self.layout.source, self.layout.column_of(keys::TOTAL)) else {
            return false;
        };
        let draft = self.layout.read(&self.plan, &self.headers, row, cells, &mut self.fields, &mut self.report);
        let amount = draft.money(keys::TOTAL).filter(|money| money.minor < 0);
        let called_off = draft.values.contains(&cancelled());
        let Some(amount) = amount.filter(|_| !draft.source_id.is_empty() && !called_off) else {
            return false;
        };
        let of = source.id(of);
        let on = self.layout.column_of(keys::ORDERED_ON).and_then(|column| cells.get(column)).unwrap_or_default();
        let name = format!("{} {}, {on}", text(&draft.values, keys::CHANNEL), draft.source_id);
        let lines = vec![kept_line(&name, cells.get(total).unwrap_or_default()), draft.notes];
        let refund = Refund { row, id: draft.source_id, amount, lines, cells: cells.clone() };
        self.refunds.entry(of).or_default().push(refund);
        true
    }

    /// What is left of an order's total after the rows of this file and of those before that give it back.
    pub(super) fn left_of(&mut self, source_id: &str, found: Option<Id>, total: Money) -> Option<Left> {
        let source = self.layout.source.filter(|_| !source_id.is_empty())?;
        let mut known = self.marked(source, found);
        let mut notes = Vec::new();
        for refund in self.refunds.remove(&source.id(source_id)).unwrap_or_default() {
            if refund.amount.currency != total.currency {
                self.reject(refund.row, None, Reason::GivesBack, &refund.cells);
                continue;
            }
            notes.extend(refund.lines);
            known.insert(refund.id, -refund.amount.minor);
        }
        (!known.is_empty()).then(|| Left {
            total: less(total, known.values().sum()),
            marks: marks(source, known),
            notes,
        })
    }

    /// Those whose orders an earlier file has brought.
    pub(super) fn finish_refunds(&mut self) {
        let Some(source) = self.layout.source else { return };
        let mut all: Vec<_> = std::mem::take(&mut self.refunds).into_iter().collect();
        sorting::by_key(&mut all, |(_, refunds)| refunds.first().map_or(0, |refund| refund.row));
        for (of, refunds) in all {
            let found = self.exactly(Kind::Order, &[of]);
            for refund in refunds {
                self.take_back(source, found, refund);
            }
        }
    }

    fn take_back(&mut self, source: &Source, found: Option<Id>, refund: Refund) {
        let total = found.and_then(|id| self.writer.current(Kind::Order, id)?.money(keys::TOTAL));
        let total = total.filter(|total| total.currency == refund.amount.currency);
        let (Some(id), Some(total)) = (found, total) else {
            return self.reject(refund.row, None, Reason::GivesBack, &refund.cells);
        };
        let mut known = self.marked(source, found);
        if known.contains_key(&refund.id) {
            return self.tell(refund.row, RowDone::Unchanged, id, Vec::new());
        }
        if self.plan.on_known != OnKnown::Update {
            return self.tell(refund.row, RowDone::Skipped, id, Vec::new());
        }
        let left = less(total, -refund.amount.minor);
        known.insert(refund.id, -refund.amount.minor);
        let noted = self.writer.current(Kind::Order, id).map_or("", |order| order.text(keys::NOTES));
        let notes = super::writer::with_lines(noted, &refund.lines);
        let mut values = vec![
            (keys::TOTAL, Value::Money(left)),
            (keys::NOTES, Value::text(notes)),
            (keys::SOURCE_IDS, Value::Choices(marks(source, known))),
        ];
        tell_refunded(&mut values, left);
        let mut changed = self.writer.update(Kind::Order, id, values);
        changed.retain(|key| *key != keys::SOURCE_IDS);
        self.tell(refund.row, RowDone::Updated, id, changed);
    }

    /// Amounts that were given back of a stored order, by the ids of their rows.
    fn marked(&self, source: &Source, order: Option<Id>) -> FxHashMap<String, i64> {
        let order = order.and_then(|id| self.writer.current(Kind::Order, id));
        let marks = order.map_or(&[][..], |order| order.choices(keys::SOURCE_IDS)).iter();
        let read = |mark: &String| {
            let (id, minor) =
                mark.strip_prefix(source.system())?.strip_prefix(BACK)?.strip_prefix(':')?.rsplit_once(':')?;
            Some((id.to_owned(), minor.parse().ok()?))
        };
        marks.filter_map(read).collect()
    }
}

fn marks(source: &Source, known: FxHashMap<String, i64>) -> Vec<String> {
    let mut marks: Vec<_> = known.iter().map(|(id, minor)| format!("{}{BACK}:{id}:{minor}", source.system())).collect();
    sorting::by(&mut marks, String::cmp);
    marks
}

fn less(total: Money, minor: i64) -> Money {
    Money { minor: total.minor.saturating_sub(minor).max(total.minor.min(0)), ..total }
}

fn cancelled() -> (Key, Value) {
    (keys::STATUS, Value::Choice("cancelled".to_owned()))
}

/// An order of which nothing is left was given back, unless it was called off.
pub(super) fn tell_refunded(values: &mut Vec<(Key, Value)>, left: Money) {
    if left.minor == 0 && !values.contains(&cancelled()) {
        values.retain(|(key, _)| *key != keys::STATUS);
        values.push((keys::STATUS, Value::Choice("refunded".to_owned())));
    }
}
