//! The Book in the page: read it, watch it, change it, see it saved.
//!
//! Invariant: every change goes through [`Data::commit`]; nothing else writes. A change shows at once and is
//! stored behind it; [`SaveState`] tells how far that is. Not here: how bytes are stored (`storage`).

mod large;
mod load;
mod save;
pub(crate) mod tidy;

pub use load::Loaded;
pub use save::{SaveState, pause};

use crate::clock;
use domain::{
    Act, Book, Edit, Entry, EntryId, Id, Instant, Key, Kind, Label, Record, Transaction, Value,
    book::{Inverse, Receipt},
    keys,
};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};
use storage::{StorageError, Store};

pub(crate) struct Inner {
    pub book: Rc<RefCell<Book>>,
    pub store: RefCell<Option<Rc<Store>>>,
}

/// The user's data, as a context. Copy it around freely.
#[derive(Clone, Copy)]
pub struct Data {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    revisions: [RwSignal<u64>; Kind::COUNT],
    pub save_state: RwSignal<SaveState>,
    pub loaded: RwSignal<Loaded>,
    /// Why the data could not be opened.
    pub failure: RwSignal<Option<StorageError>, LocalStorage>,
    /// Counts how often everything was taken out as a file.
    pub taken_out: RwSignal<u32>,
    saving: RwSignal<bool>,
    /// A large change is being applied in slices: nothing is stored or taken in meanwhile.
    slicing: RwSignal<bool>,
}

impl Data {
    pub fn new() -> Self {
        Self {
            inner: StoredValue::new_local(Rc::new(Inner { book: Rc::default(), store: RefCell::default() })),
            revisions: std::array::from_fn(|_| RwSignal::new(0)),
            save_state: RwSignal::new(SaveState::Saved),
            loaded: RwSignal::new(Loaded::Nothing),
            failure: RwSignal::new_local(None),
            taken_out: RwSignal::new(0),
            saving: RwSignal::new(false),
            slicing: RwSignal::new(false),
        }
    }

    pub(crate) fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }

    /// Where the data is kept; none before it is open.
    pub fn store(self) -> Option<Rc<Store>> {
        self.inner().store.borrow().clone()
    }

    // ── Reading ──────────────────────────────────────────────────────────

    /// Reads the Book once, without watching it.
    pub fn read<R>(self, read: impl FnOnce(&Book) -> R) -> R {
        let inner = self.inner();
        let book = inner.book.borrow();
        read(&book)
    }

    /// Reads the Book, again whenever a record of these kinds changes. For memos and views.
    pub fn watch<R>(self, kinds: &[Kind], read: impl FnOnce(&Book) -> R) -> R {
        for kind in kinds {
            self.revisions[kind.index()].track();
        }
        self.read(read)
    }

    /// A record, watched.
    pub fn record(self, kind: Kind, id: Id) -> Option<Record> {
        self.watch(&[kind], |book| book.get(kind, id).cloned())
    }

    /// Tells the views which kinds the Book has changed in.
    pub(crate) fn announce(self) {
        let revisions = self.read(|book| Kind::ALL.map(|kind| book.revision(kind)));
        for (signal, revision) in self.revisions.iter().zip(revisions) {
            if signal.get_untracked() != revision {
                signal.set(revision);
            }
        }
    }

    // ── Changing ─────────────────────────────────────────────────────────

    /// Applies a transaction, shows it, and stores it behind. None if it changes nothing.
    pub fn commit(self, transaction: Transaction) -> Option<Receipt> {
        let receipt = self.inner().book.borrow_mut().apply(transaction)?;
        self.announce();
        self.save_soon();
        Some(receipt)
    }

    /// Changes one field, labelled with the record's name.
    pub fn set(self, kind: Kind, id: Id, key: Key, value: Option<Value>) -> Option<Receipt> {
        let name = self.read(|book| name_of(book, kind, id));
        self.commit(Transaction::new(Label::new(Act::Edited, kind, 1, name), clock::now()).set(kind, id, key, value))
    }

    pub fn create(self, kind: Kind, values: Vec<(Key, Value)>, name: &str) -> Id {
        let id = clock::new_id();
        self.commit(Transaction::new(Label::new(Act::Created, kind, 1, name), clock::now()).create(kind, id, values));
        id
    }

    /// Applies a transaction of any size: small ones show at once, large ones must not stop the page.
    pub async fn commit_any(self, transaction: Transaction) -> Option<Receipt> {
        if transaction.edits.len() > large::AT_ONCE {
            self.commit_sliced(transaction).await
        } else {
            self.commit(transaction)
        }
    }

    /// Moves records to the trash.
    pub async fn trash(self, kind: Kind, ids: Vec<Id>) -> Option<Receipt> {
        self.each(Act::Trashed, kind, ids, |edit, at| edit.with(keys::TRASHED_AT, Some(Value::Instant(at)))).await
    }

    /// What deletes records and all their fields. History can still bring them back.
    pub fn purging(self, kind: Kind, ids: &[Id]) -> Transaction {
        let fields: Vec<Vec<Key>> = self.read(|book| {
            ids.iter()
                .map(|id| {
                    book.get(kind, *id)
                        .map_or_else(Vec::new, |record| record.values().iter().map(|(key, _)| *key).collect())
                })
                .collect()
        });
        let mut fields = fields.into_iter();
        self.to_each(Act::Purged, kind, ids, |edit, _| {
            fields.next().unwrap_or_default().into_iter().fold(edit, |edit, key| edit.with(key, None))
        })
    }

    /// One transaction that edits each of these records.
    pub async fn each(
        self,
        act: Act,
        kind: Kind,
        ids: Vec<Id>,
        change: impl FnMut(Edit, Instant) -> Edit,
    ) -> Option<Receipt> {
        self.commit_any(self.to_each(act, kind, &ids, change)).await
    }

    fn to_each(self, act: Act, kind: Kind, ids: &[Id], mut change: impl FnMut(Edit, Instant) -> Edit) -> Transaction {
        let at = clock::now();
        let name = match ids {
            [only] => self.read(|book| name_of(book, kind, *only)),
            _ => String::new(),
        };
        let mut transaction = Transaction::new(Label::new(act, kind, ids.len(), name), at);
        transaction.edits = ids.iter().map(|id| change(Edit::new(kind, *id), at)).collect();
        transaction
    }

    // ── Taking back ──────────────────────────────────────────────────────

    /// Takes back what a receipt stands for, stored or not.
    pub async fn undo(self, receipt: &Receipt) -> Result<Undone, StorageError> {
        let pending = self.read(|book| book.inverse_of_pending(receipt, clock::now()));
        match (pending, receipt.entry()) {
            (Some(inverse), _) => Ok(self.take_back(inverse).await),
            (None, Some(id)) => self.undo_entry(id).await,
            (None, None) => Ok(Undone::Nothing),
        }
    }

    /// Takes back a journal entry.
    pub async fn undo_entry(self, id: EntryId) -> Result<Undone, StorageError> {
        let Some(store) = self.store() else { return Ok(Undone::Nothing) };
        let entry: Entry = store.entry(id).await?;
        let inverse = self.read(|book| book.inverse(&entry, clock::now()));
        Ok(self.take_back(inverse).await)
    }

    pub(crate) async fn take_back(self, inverse: Inverse) -> Undone {
        let skipped = inverse.skipped.len();
        match self.commit_any(inverse.transaction).await {
            Some(receipt) => Undone::Done { receipt, skipped },
            None => Undone::Nothing,
        }
    }
}

impl Default for Data {
    fn default() -> Self {
        Self::new()
    }
}

/// How an undo went.
pub enum Undone {
    /// `skipped` fields were changed since and stay as they are.
    Done {
        receipt: Receipt,
        skipped: usize,
    },
    Nothing,
}

/// What a record is called.
pub fn name_of(book: &Book, kind: Kind, id: Id) -> String {
    let Some(record) = book.get(kind, id) else { return String::new() };
    let text = match kind {
        Kind::Contact => domain::contact::name(record).into_owned(),
        Kind::Order => record.text(keys::NUMBER).to_owned(),
        Kind::Task | Kind::Deal => record.text(keys::TITLE).to_owned(),
        Kind::Activity => record.text(keys::TEXT).to_owned(),
        Kind::Lead => domain::lead::name(record).to_owned(),
        Kind::Field => record.text(keys::LABEL).to_owned(),
        _ => record.text(keys::NAME).to_owned(),
    };
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

/// The data of this page.
pub fn use_data() -> Data {
    expect_context::<Data>()
}
