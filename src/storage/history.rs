//! The journal as History reads it, and how far back it reaches.

use crate::{
    StorageError, Store,
    database::{JOURNAL, PARTS, head_key, part_key},
    lock::Lock,
    slices::Slices,
};
use domain::{Act, Edit, Entry, EntryId, Id, Instant, Kind, journal::Head};
use rexie::{KeyRange, TransactionMode};

pub const KEEP_DAYS: i64 = 90;
pub const KEEP_BYTES: u64 = 200_000_000;
/// Heads read at a time when an entry is looked for.
const PAGE: u64 = 200;

impl Store {
    /// Entries with their numbers, newest first, below `before` if given.
    pub async fn history(&self, before: Option<u64>, limit: u64) -> Result<Vec<(u64, Head)>, StorageError> {
        let newest = before.map_or(self.seen.get(), |before| before.saturating_sub(1));
        if newest == 0 || limit == 0 {
            return Ok(Vec::new());
        }
        let mut heads = self.heads(newest.saturating_sub(limit - 1).max(1), newest).await?;
        heads.reverse();
        Ok(heads)
    }

    /// How many changes of records the entries after this one hold; those of the sample and of models count for nothing,
    /// for they can be made again. What the journal has forgotten is not counted.
    pub async fn changes_since(&self, entry: u64) -> Result<u64, StorageError> {
        let (upto, mut changes) = self.counted.borrow().get(&entry).copied().unwrap_or((entry, 0));
        let newest = self.seen.get();
        if upto < newest {
            let made = |act| matches!(act, Act::SampleAdded | Act::SampleRemoved | Act::Trained | Act::Scored);
            let heads = self.heads(upto + 1, newest).await?;
            changes += heads
                .iter()
                .filter(|(_, head)| !made(head.label.act))
                .map(|(_, head)| u64::from(head.edits))
                .sum::<u64>();
            self.counted.borrow_mut().insert(entry, (newest, changes));
        }
        Ok(changes)
    }

    /// A whole entry.
    pub async fn entry(&self, id: EntryId) -> Result<Entry, StorageError> {
        let mut before = None;
        loop {
            let heads = self.history(before, PAGE).await?;
            let Some((oldest, _)) = heads.last() else { return Err(StorageError::NoSuchEntry) };
            before = Some(*oldest);
            if let Some((number, head)) = heads.into_iter().find(|(_, head)| head.id == id) {
                let edits = self.edits(number, head.parts).await?;
                return Ok(head.into_entry(edits));
            }
        }
    }

    /// What an entry changed on one record, without holding all of a large entry at a time. `number` and `head` are as
    /// [`Store::history`] gives them.
    pub async fn edits_of(&self, number: u64, head: &Head, kind: Kind, id: Id) -> Result<Vec<Edit>, StorageError> {
        let mut found = Vec::new();
        if !head.chunks.is_empty() && !head.chunks.iter().any(|(touched, _)| *touched == kind) {
            return Ok(found);
        }
        let slices = Slices::new();
        for part in 0..head.parts {
            let edits = self.part(number, part).await?;
            found.extend(edits.into_iter().filter(|edit| edit.kind == kind && edit.id == id));
            slices.breathe().await;
        }
        Ok(found)
    }

    /// Forgets what is older than `days` or beyond `bytes`: always the oldest entries, without a gap, so that
    /// a reader can tell what is missing. Returns how many went.
    pub async fn prune(&self, now: Instant, days: i64, bytes: u64) -> Result<u64, StorageError> {
        let _lock = Lock::acquire(self.name()).await;
        let heads = self.heads(1, self.seen.get()).await?;
        let mut beyond = heads.iter().map(|(_, head)| head.bytes).sum::<u64>();
        let stale = heads.iter().take_while(|(_, head)| {
            let goes = beyond > bytes || head.at.0 < now.0 - days * 86_400_000;
            beyond -= head.bytes;
            goes
        });
        let Some((gone, (newest, _))) = (1..).zip(stale).last() else { return Ok(0) };
        let transaction = self.database.transaction(&[JOURNAL, PARTS], TransactionMode::ReadWrite).await?;
        for (store, last) in [(JOURNAL, head_key(*newest)), (PARTS, part_key(*newest, u32::MAX))] {
            let up_to = KeyRange::upper_bound(&last.into(), Some(false)).map_err(rexie::Error::from)?;
            transaction.store(store)?.delete(up_to.into()).await?;
        }
        transaction.commit().await?;
        Ok(gone)
    }
}
