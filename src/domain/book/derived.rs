//! What follows from the records: who is linked to whom, and each customer's order figures.

use super::Book;
use crate::{Currency, Date, EntryId, Id, Key, Kind, Money, Record, Value, contact, keys, order, version};
use rustc_hash::FxHashMap;
use std::{borrow::Cow, cell::RefCell};

#[derive(Default)]
pub(super) struct Derived {
    links: FxHashMap<(Kind, Id), Vec<Id>>,
    figures: RefCell<FxHashMap<Id, OrderFigures>>,
    /// Records whose search text is out of date; cleared by the next search.
    pub stale: RefCell<Vec<(Kind, Id)>>,
    /// What was deleted for ever, and when last.
    deleted: FxHashMap<(Kind, Id), EntryId>,
}

/// A customer's orders in figures. Cancelled orders do not count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrderFigures {
    pub count: u32,
    /// In the currency of the newest order; orders in others are counted, not added up.
    pub sum: Money,
    pub first_on: Option<Date>,
    pub last_on: Option<Date>,
}

/// The fields through which records of a kind point at others.
pub(super) fn link_keys(kind: Kind) -> &'static [Key] {
    match kind {
        Kind::Activity | Kind::Task => &[keys::CONTACT, keys::COMPANY, keys::DEAL],
        Kind::Order | Kind::Deal => &[keys::CONTACT, keys::COMPANY],
        Kind::Contact => &[keys::COMPANY],
        _ => &[],
    }
}

/// The name that search texts of linked records hold.
fn called(party: &Record) -> Cow<'_, str> {
    match party.kind {
        Kind::Contact => contact::name(party),
        Kind::Deal => Cow::Borrowed(party.text(keys::TITLE)),
        _ => Cow::Borrowed(party.text(keys::NAME)),
    }
}

impl Derived {
    pub fn linked(&self, kind: Kind, to: Id) -> &[Id] {
        self.links.get(&(kind, to)).map_or(&[], Vec::as_slice)
    }

    /// The version of the last deletion of a record, which may have been brought back since.
    pub fn deleted(&self, kind: Kind, id: Id) -> Option<EntryId> {
        self.deleted.get(&(kind, id)).copied()
    }

    /// A record came, went or changed.
    pub fn replaced(&mut self, old: Option<&Record>, new: Option<&Record>) {
        let Some(record) = new.or(old) else { return };
        let (kind, id) = (record.kind, record.id);
        for &key in link_keys(kind) {
            let from = old.and_then(|record| record.reference(key));
            let to = new.and_then(|record| record.reference(key));
            if from != to {
                // From the end: taking back an import unlinks newest first.
                if let Some(links) = from.and_then(|from| self.links.get_mut(&(kind, from)))
                    && let Some(at) = links.iter().rposition(|linked| *linked == id)
                {
                    links.remove(at);
                }
                if let Some(to) = to {
                    self.links.entry((kind, to)).or_default().push(id);
                }
            }
            if kind == Kind::Order {
                let mut figures = self.figures.borrow_mut();
                for party in [from, to].into_iter().flatten() {
                    figures.remove(&party);
                }
            }
        }
        if kind == Kind::Deletion {
            let version = version::deletion_version(id);
            for gone in old.into_iter().flat_map(version::deleted) {
                if self.deleted.get(&gone) == Some(&version) {
                    self.deleted.remove(&gone);
                }
            }
            for gone in new.into_iter().flat_map(version::deleted) {
                let newest = self.deleted.entry(gone).or_insert(version);
                *newest = version.max(*newest);
            }
        }
        if kind == Kind::Profile {
            // The currency of those without orders.
            self.figures.borrow_mut().clear();
        }
        self.note_stale(old, new);
    }

    fn note_stale(&self, old: Option<&Record>, new: Option<&Record>) {
        let mut stale = self.stale.borrow_mut();
        match new.or(old) {
            Some(record) if record.kind == Kind::Activity => {
                for record in [old, new].into_iter().flatten() {
                    stale.extend(record.reference(keys::CONTACT).map(|id| (Kind::Contact, id)));
                    stale.extend(record.reference(keys::COMPANY).map(|id| (Kind::Company, id)));
                    stale.extend(record.reference(keys::DEAL).map(|id| (Kind::Deal, id)));
                }
            }
            Some(party) if matches!(party.kind, Kind::Contact | Kind::Company | Kind::Deal) => {
                // What points at it is found by its name.
                for kind in [Kind::Contact, Kind::Order, Kind::Deal, Kind::Activity, Kind::Task] {
                    let linked = self.linked(kind, party.id);
                    if !linked.is_empty() && old.map(called) != new.map(called) {
                        stale.extend(linked.iter().map(|id| (kind, *id)));
                    }
                }
            }
            _ => {}
        }
    }
}

impl Book {
    /// The version of a record's last deletion for ever, also where it was brought back since.
    pub fn deletion(&self, kind: Kind, id: Id) -> Option<EntryId> {
        self.derived.deleted(kind, id)
    }

    pub fn order_figures(&self, party: Id) -> OrderFigures {
        if let Some(figures) = self.derived.figures.borrow().get(&party) {
            return *figures;
        }
        let mut figures = OrderFigures {
            count: 0,
            sum: Money { minor: 0, currency: self.currency() },
            first_on: None,
            last_on: None,
        };
        let counted = || self.linked(Kind::Order, party).filter(|order| order::sold(order));
        let newest = counted().max_by_key(|order| order.date(keys::ORDERED_ON));
        if let Some(money) = newest.and_then(|order| order.money(keys::TOTAL)) {
            figures.sum.currency = money.currency;
        }
        for order in counted() {
            figures.count += 1;
            if let Some(total) = order.money(keys::TOTAL).filter(|total| total.currency == figures.sum.currency) {
                figures.sum.minor += total.minor;
            }
            if let Some(on) = order.date(keys::ORDERED_ON) {
                figures.first_on = Some(figures.first_on.map_or(on, |first| first.min(on)));
                figures.last_on = Some(figures.last_on.map_or(on, |last| last.max(on)));
            }
        }
        self.derived.figures.borrow_mut().insert(party, figures);
        figures
    }

    /// The business's own currency.
    pub fn currency(&self) -> Currency {
        self.get(Kind::Profile, crate::profile::ID)
            .and_then(|profile| Currency::new(profile.text(keys::CURRENCY)))
            .unwrap_or(Currency::USD)
    }

    pub(super) fn derived_value(&self, record: &Record, key: Key) -> Option<Value> {
        match key {
            keys::NAME if record.kind == Kind::Contact => {
                let name = contact::name(record);
                (!name.is_empty()).then(|| Value::Text(name.into_owned()))
            }
            keys::ORDER_COUNT | keys::ORDER_SUM | keys::ORDER_AVERAGE | keys::FIRST_ORDER_ON | keys::LAST_ORDER_ON => {
                let figures = self.order_figures(record.id);
                match key {
                    keys::ORDER_COUNT => Some(Value::Number(f64::from(figures.count))),
                    _ if figures.count == 0 => None,
                    keys::ORDER_SUM => Some(Value::Money(figures.sum)),
                    keys::ORDER_AVERAGE => {
                        let minor = (figures.sum.minor as f64 / f64::from(figures.count)).round() as i64;
                        Some(Value::Money(Money { minor, ..figures.sum }))
                    }
                    keys::FIRST_ORDER_ON => figures.first_on.map(Value::Date),
                    _ => figures.last_on.map(Value::Date),
                }
            }
            keys::DAYS_TO_CLOSE => crate::deal::days_to_close(record).map(|days| Value::Number(f64::from(days))),
            keys::WON => crate::deal::won(record).map(Value::Bool),
            keys::CONTACT_COUNT => Some(Value::Number(self.linked(Kind::Contact, record.id).count() as f64)),
            keys::OPEN_TASKS => {
                let open = self.linked(Kind::Task, record.id).filter(|task| task.get(keys::DONE_AT).is_none()).count();
                Some(Value::Number(open as f64))
            }
            _ => None,
        }
    }
}
