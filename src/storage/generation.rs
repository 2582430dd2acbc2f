//! Which of several databases is the current one: what makes a restore atomic.
//!
//! A restore is written into a database of its own, a new generation, while the old one goes on untouched; it is read
//! back and marked as checked; then one small value, the pointer, is put, and from there on every [`Store::open`] opens
//! the new one. The pointer lies in the `meta` store of the first database, which therefore is never deleted: so it
//! changes in one IndexedDB transaction, unlike local storage it is written in the same way and evicted with the data it
//! speaks of, workers can read it, and whoever never restored pays nothing for it. Wherever the tab dies, the pointer
//! names a whole database; one that lacks its mark (a power cut that kept the pointer and not the data) is passed over
//! for the one before. Tabs read the pointer under the writer's lock before each write, so none writes into what is no
//! longer current. What was there before is kept until a later start that went well, and can be put back till then.
//! Deliberately not here: what is in a backup (`interchange`), and who asks (`app`).

use crate::{
    Channel, StorageError, Store,
    database::{CHUNKS, Database, JOURNAL, META, PARTS},
    lock::Lock,
    slices::within,
    store::FORMAT,
    write::write_whole,
};
use domain::{Book, Instant, Kind, version};
use rexie::{Rexie, TransactionMode};
use serde::{Deserialize, Serialize};

const POINTER: &str = "generation";
const CHECKED: &str = "checked";
/// Deleting waits for other tabs to let go.
const DELETE_MS: u32 = 8_000;
/// What was there before is kept for at least this long, however often the page is opened.
pub const KEPT_MS: i64 = 3_600_000;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Pointer {
    pub current: u64,
    /// The highest number that was ever given: none is used twice.
    newest: u64,
    before: Option<Before>,
    /// What is to be deleted: half a restore, or what was there before.
    litter: Vec<u64>,
}

/// What was there before everything was replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    generation: u64,
    /// Whether a start went well since.
    started: bool,
    /// What it was replaced with.
    pub label: String,
    pub at: Instant,
}

impl Pointer {
    /// Whether there is something to do at a start.
    pub fn unsettled(&self) -> bool {
        self.before.is_some() || !self.litter.is_empty()
    }
}

/// The name of a generation's database.
fn place(name: &str, generation: u64) -> String {
    if generation == 0 { name.to_owned() } else { format!("{name}-{generation}") }
}

impl Database {
    pub async fn pointer(&self) -> Result<Pointer, StorageError> {
        let transaction = self.transaction(&[META], TransactionMode::ReadOnly).await?;
        let found = transaction.store(META)?.get(POINTER.into()).await?.and_then(|value| value.as_string());
        let Some(text) = found else { return Ok(Pointer::default()) };
        serde_json::from_str(&text).map_err(|_| StorageError::Damaged { what: POINTER.to_owned() })
    }

    /// Changes the pointer in one transaction.
    async fn point(&self, change: impl FnOnce(&mut Pointer)) -> Result<Pointer, StorageError> {
        let transaction = self.transaction(&[META], TransactionMode::ReadWrite).await?;
        let meta = transaction.store(META)?;
        let mut pointer = match meta.get(POINTER.into()).await?.and_then(|value| value.as_string()) {
            Some(text) => {
                serde_json::from_str(&text).map_err(|_| StorageError::Damaged { what: POINTER.to_owned() })?
            }
            None => Pointer::default(),
        };
        change(&mut pointer);
        let text = serde_json::to_string(&pointer).map_err(|error| StorageError::Other(error.to_string()))?;
        meta.put(&text.into(), Some(&POINTER.into())).await?;
        transaction.commit().await?;
        Ok(pointer)
    }

    async fn is_checked(&self) -> Result<bool, StorageError> {
        let transaction = self.transaction(&[META], TransactionMode::ReadOnly).await?;
        Ok(transaction.store(META)?.get(CHECKED.into()).await?.is_some_and(|value| value.is_truthy()))
    }

    /// The database that the pointer in this one names, if that is another one, and the pointer.
    pub async fn current(&self) -> Result<(Option<Database>, Pointer), StorageError> {
        let mut pointer = self.pointer().await?;
        // Each turn goes one generation back.
        while pointer.current != 0 {
            let database = Database::open(&place(self.name(), pointer.current)).await?;
            if database.is_checked().await? {
                return Ok((Some(database), pointer));
            }
            let lost = pointer.current;
            let Some(before) = pointer.before else {
                return Err(StorageError::Damaged { what: place(self.name(), lost) });
            };
            pointer = self
                .point(|pointer| {
                    if pointer.current == lost {
                        (pointer.current, pointer.before) = (before.generation, None);
                        pointer.litter.push(lost);
                    }
                })
                .await?;
        }
        Ok((None, pointer))
    }
}

/// One at a time, across tabs.
async fn exclusively(name: &str) -> Lock {
    Lock::acquire(&format!("{name}-generations")).await
}

/// A restore that is under way. Dropped before [`Restoring::switch`] it changes nothing.
pub struct Restoring {
    root: Database,
    pub generation: u64,
    _lock: Lock,
}

impl Restoring {
    pub async fn begin(name: &str) -> Result<Self, StorageError> {
        let lock = exclusively(name).await;
        let root = Database::open(name).await?;
        let pointer = root
            .point(|pointer| {
                pointer.newest = pointer.newest.max(pointer.current) + 1;
                // A restore that does not come to its end is cleared away.
                pointer.litter.push(pointer.newest);
            })
            .await?;
        Ok(Self { root, generation: pointer.newest, _lock: lock })
    }

    /// From now on the new generation is the current one.
    pub async fn switch(self, label: &str, at: Instant) -> Result<(), StorageError> {
        let name = self.root.name().to_owned();
        if !Database::open(&place(&name, self.generation)).await?.is_checked().await? {
            return Err(StorageError::Damaged { what: place(&name, self.generation) });
        }
        let _writer = Lock::acquire(&name).await;
        turn_to(&self.root, self.generation, label, at).await
    }

    /// Throws the half-written generation away.
    pub async fn abandon(self) -> Result<(), StorageError> {
        clear_litter(&self.root).await
    }
}

async fn turn_to(root: &Database, generation: u64, label: &str, at: Instant) -> Result<(), StorageError> {
    root.point(|pointer| {
        pointer.litter.retain(|one| *one != generation);
        // What was kept for putting back until now has its turn no more.
        if let Some(older) = pointer.before.take().filter(|older| older.generation != generation) {
            pointer.litter.push(older.generation);
        }
        let gone = pointer.current;
        pointer.before = Some(Before { generation: gone, started: false, label: label.to_owned(), at });
        pointer.current = generation;
    })
    .await?;
    Channel::to_tell(root.name()).tell();
    Ok(())
}

/// Writes everything into a new generation and returns what is read back from there.
pub async fn stage(name: &str, generation: u64, book: &Book) -> Result<Book, StorageError> {
    let current = Store::open(name).await?;
    let (sequence, clock) = current.stored_sequence().await?;
    let place = place(name, generation);
    // This device stays the one it was, and its clock and numbers go on.
    let clock = Kind::ALL.iter().flat_map(|kind| book.all(*kind)).map(version::newest).fold(clock, u64::max);
    let format = u64::from(domain::chunk::NEWEST);
    let numbers = [("device", current.device), ("sequence", sequence), ("clock", clock), (FORMAT, format)];
    write_whole(&Database::open(&place).await?, book, &numbers).await?;
    let (staged, mut read) = (Store::open(&place).await?, Book::new());
    for kind in Kind::ALL {
        staged.load_kind(kind, |chunk, records| read.load_chunk(kind, chunk, records)).await?;
    }
    Ok(read)
}

/// Marks a generation as read back and found right.
pub async fn mark_checked(name: &str, generation: u64) -> Result<(), StorageError> {
    let database = Database::open(&place(name, generation)).await?;
    let transaction = database.transaction(&[META], TransactionMode::ReadWrite).await?;
    transaction.store(META)?.put(&true.into(), Some(&CHECKED.into())).await?;
    transaction.commit().await?;
    Ok(())
}

/// What was there before everything was replaced, as long as it is kept.
pub async fn before(name: &str) -> Result<Option<Before>, StorageError> {
    Ok(Database::open(name).await?.pointer().await?.before)
}

/// Puts back what was there before. That can be taken back in the same way.
pub async fn put_back(name: &str, at: Instant) -> Result<bool, StorageError> {
    let _lock = exclusively(name).await;
    let root = Database::open(name).await?;
    let Some(before) = root.pointer().await?.before else { return Ok(false) };
    let _writer = Lock::acquire(name).await;
    turn_to(&root, before.generation, "", at).await.map(|()| true)
}

/// Deletes what was there before, for it holds who is to be erased.
pub async fn forget_before(name: &str) -> Result<(), StorageError> {
    let _lock = exclusively(name).await;
    let root = Database::open(name).await?;
    if !root.pointer().await?.unsettled() {
        return Ok(());
    }
    root.point(|pointer| pointer.litter.extend(pointer.before.take().map(|before| before.generation))).await?;
    clear_litter(&root).await
}

/// A start went well: what was there before goes, unless this is the first start since.
pub async fn settle(name: &str, now: Instant) -> Result<(), StorageError> {
    let _lock = exclusively(name).await;
    let root = Database::open(name).await?;
    root.point(|pointer| match &mut pointer.before {
        Some(before) if !before.started => before.started = true,
        Some(before) if (now.0 - before.at.0).abs() >= KEPT_MS => {
            pointer.litter.push(before.generation);
            pointer.before = None;
        }
        _ => {}
    })
    .await?;
    clear_litter(&root).await
}

/// Deletes what the pointer no longer names. What cannot be deleted now is deleted at a later start.
async fn clear_litter(root: &Database) -> Result<(), StorageError> {
    let pointer = root.pointer().await?;
    for generation in pointer.litter {
        let kept = pointer.before.as_ref().is_some_and(|before| before.generation == generation);
        if kept || generation == pointer.current {
            continue;
        }
        if generation == 0 {
            let transaction = root.transaction(&[CHUNKS, JOURNAL, PARTS], TransactionMode::ReadWrite).await?;
            for store in [CHUNKS, JOURNAL, PARTS] {
                transaction.store(store)?.clear().await?;
            }
            transaction.commit().await?;
        } else if !matches!(within(DELETE_MS, Rexie::delete(&place(root.name(), generation))).await, Some(Ok(()))) {
            continue;
        }
        root.point(|pointer| pointer.litter.retain(|one| *one != generation)).await?;
    }
    Ok(())
}
