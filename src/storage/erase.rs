//! Erasing for good: the journal rewritten without what is erased, in one transaction.

use crate::{
    StorageError, Store,
    database::{JOURNAL, PARTS, head_key, part_key, to_js},
    lock::Lock,
    slices::Slices,
};
use domain::{
    erase::Erasure,
    journal::{self, Head, LARGE, PART_EDITS},
};
use rexie::{KeyRange, TransactionMode};

/// An entry in its new bytes.
struct Rewritten {
    number: u64,
    head: Vec<u8>,
    parts: Vec<Vec<u8>>,
}

impl Store {
    /// Rewrites every entry of the journal that holds something of what is erased, or none of them. Returns how many.
    /// The erasure's own transaction is to be stored first, for its entry is rewritten too. May be done again.
    pub async fn erase(&self, erasure: &Erasure) -> Result<u64, StorageError> {
        let _lock = Lock::acquire(self.name()).await;
        self.still_current().await?;
        let slices = Slices::new();
        let mut rewritten = Vec::new();
        let newest = self.stored_sequence().await?.0;
        let heads = self.heads(1, newest).await?;
        // What was deleted while it was about the person stands in the journal alone.
        let mut deleted = Erasure::default();
        for (number, head) in &heads {
            let entry = head.clone().into_entry(self.edits(*number, head.parts).await?);
            slices.breathe().await;
            erasure.note_deleted(&entry, &mut deleted);
        }
        let erasure = erasure.with(deleted);
        for (number, head) in heads {
            let (parts, chunks) = (head.parts, head.chunks.clone());
            let entry = head.into_entry(self.edits(number, parts).await?);
            slices.breathe().await;
            let Some(kept) = erasure.entry(&entry) else { continue };
            let parts: Vec<Vec<u8>> = kept.edits.chunks(PART_EDITS).map(journal::encode_part).collect();
            let edits = kept.edits.len() as u32;
            let head = Head {
                id: kept.id,
                label: kept.label,
                at: kept.at,
                undoes: kept.undoes,
                edits,
                parts: parts.len() as u32,
                bytes: parts.iter().map(|part| part.len() as u64).sum(),
                // A tab that has not caught up reads these chunks, which no longer hold what is erased.
                chunks: if edits > LARGE { chunks } else { Vec::new() },
            };
            rewritten.push(Rewritten { number, head: journal::encode_head(&head), parts });
        }
        if rewritten.is_empty() {
            return Ok(0);
        }
        let transaction = self.database.transaction(&[JOURNAL, PARTS], TransactionMode::ReadWrite).await?;
        match put(&transaction, &rewritten).await {
            Ok(()) => {
                transaction.commit().await?;
                Ok(rewritten.len() as u64)
            }
            Err(error) => {
                drop(transaction.abort().await);
                Err(error)
            }
        }
    }
}

async fn put(transaction: &rexie::Transaction, rewritten: &[Rewritten]) -> Result<(), StorageError> {
    let (heads, parts) = (transaction.store(JOURNAL)?, transaction.store(PARTS)?);
    for entry in rewritten {
        let (first, last) = (part_key(entry.number, 0), part_key(entry.number, u32::MAX));
        let all = KeyRange::bound(&first.into(), &last.into(), None, None).map_err(rexie::Error::from)?;
        parts.delete(all.into()).await?;
        for (part, bytes) in (0..).zip(&entry.parts) {
            parts.put(&to_js(bytes), Some(&part_key(entry.number, part).into())).await?;
        }
        heads.put(&to_js(&entry.head), Some(&head_key(entry.number).into())).await?;
    }
    Ok(())
}
