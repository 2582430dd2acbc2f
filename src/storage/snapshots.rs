//! Copies of all data in a database of their own, so that whatever happens to the one does not happen to the other.

use crate::{
    Lock, StorageError,
    database::{bytes_of, to_js},
    persist::nearly_full,
    slices::within,
};
use domain::{Instant, snapshot::Snapshot, sorting};
use rexie::{ObjectStore, Rexie, TransactionMode};
use wasm_bindgen::JsValue;

const ABOUT: &str = "about";
const BYTES: &str = "bytes";
const LOCK: &str = "solo-crm-snapshots";
const OPEN_MS: u32 = 8_000;

pub struct Snapshots {
    connection: Rexie,
}

impl Snapshots {
    /// Opens or creates the snapshots that belong to a database.
    pub async fn open(database: &str) -> Result<Self, StorageError> {
        let builder = Rexie::builder(&format!("{database}-snapshots"))
            .version(1)
            .add_object_store(ObjectStore::new(ABOUT))
            .add_object_store(ObjectStore::new(BYTES));
        let connection = within(OPEN_MS, builder.build()).await.ok_or(StorageError::Blocked)??;
        Ok(Self { connection })
    }

    /// Held while snapshots are taken or removed: one at a time, across tabs and workers.
    pub async fn exclusively() -> Lock {
        Lock::acquire(LOCK).await
    }

    /// What is kept, the newest first. One that cannot be read is passed over.
    pub async fn list(&self) -> Result<Vec<Snapshot>, StorageError> {
        let transaction = self.connection.transaction(&[ABOUT], TransactionMode::ReadOnly)?;
        let all = transaction.store(ABOUT)?.get_all(None, None).await?;
        let read = |value: JsValue| serde_json::from_str(&value.as_string()?).ok();
        let mut all: Vec<Snapshot> = all.into_iter().filter_map(read).collect();
        sorting::by_key(&mut all, |one| std::cmp::Reverse(one.at));
        Ok(all)
    }

    /// Keeps a snapshot and removes others, both or neither.
    pub async fn keep(&self, snapshot: &Snapshot, bytes: &[u8], gone: &[Instant]) -> Result<(), StorageError> {
        let about = serde_json::to_string(snapshot).map_err(|error| StorageError::Other(error.to_string()))?;
        let transaction = self.connection.transaction(&[ABOUT, BYTES], TransactionMode::ReadWrite)?;
        let put = async {
            for store in [ABOUT, BYTES] {
                let store = transaction.store(store)?;
                for at in gone {
                    store.delete(key(*at)).await?;
                }
            }
            transaction.store(ABOUT)?.put(&about.into(), Some(&key(snapshot.at))).await?;
            transaction.store(BYTES)?.put(&to_js(bytes), Some(&key(snapshot.at))).await?;
            Ok::<_, StorageError>(())
        };
        match put.await {
            Ok(()) => match transaction.commit().await {
                Ok(()) => Ok(()),
                // The browser does not tell rexie why: mostly for want of room.
                Err(_) if nearly_full().await => Err(StorageError::Quota),
                Err(error) => Err(error.into()),
            },
            Err(error) => {
                drop(transaction.abort().await);
                Err(error)
            }
        }
    }

    /// Removes these, whatever else comes of it.
    pub async fn remove(&self, gone: &[Instant]) -> Result<(), StorageError> {
        let transaction = self.connection.transaction(&[ABOUT, BYTES], TransactionMode::ReadWrite)?;
        for store in [ABOUT, BYTES] {
            let store = transaction.store(store)?;
            for at in gone {
                store.delete(key(*at)).await?;
            }
        }
        transaction.commit().await?;
        Ok(())
    }

    /// A snapshot's bytes, a backup file; none if it is not kept any longer.
    pub async fn bytes(&self, at: Instant) -> Result<Option<Vec<u8>>, StorageError> {
        let transaction = self.connection.transaction(&[BYTES], TransactionMode::ReadOnly)?;
        let found = transaction.store(BYTES)?.get(key(at)).await?;
        Ok(found.filter(|value| !value.is_undefined()).map(|value| bytes_of(&value)))
    }

    /// Removes all but these, also what no list names. Returns how many went.
    pub async fn keep_only(&self, kept: &[Instant]) -> Result<u64, StorageError> {
        let transaction = self.connection.transaction(&[ABOUT, BYTES], TransactionMode::ReadWrite)?;
        let mut gone = 0;
        for store in [ABOUT, BYTES] {
            let store = transaction.store(store)?;
            let there = store.get_all_keys(None, None).await?;
            let surplus: Vec<JsValue> =
                there.into_iter().filter(|one| kept.iter().all(|at| key(*at) != *one)).collect();
            gone = gone.max(surplus.len() as u64);
            for one in surplus {
                store.delete(one).await?;
            }
        }
        transaction.commit().await?;
        Ok(gone)
    }
}

fn key(at: Instant) -> JsValue {
    (at.0 as f64).into()
}
