//! What jobs that let data out, or take a backup in, ask and answer.

use crate::ExportWords;
use domain::{
    Id, Instant, Key, Kind, Transaction,
    backup::{About, KindDifference},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A backup's passphrase. It shows nothing of itself in messages for the technical details.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passphrase(pub String);

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a passphrase")
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportFormat {
    #[default]
    Csv,
    /// With the sheet's name.
    Xlsx(String),
    /// Contacts only; the columns count for nothing.
    VCard,
    /// Tasks only, as to-dos.
    Todos,
    /// Tasks only, as all-day events.
    Events,
}

/// Everything, or everything about one contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArchiveJob {
    pub contact: Option<Id>,
    /// Tables for people: a kind and its fields with their headers in the user's language.
    pub tables: Vec<(Kind, Vec<(Key, String)>)>,
    pub words: ExportWords,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MergeBackupJob {
    pub passphrase: Option<Passphrase>,
    /// Into nothing instead of the stored data: a restore. The batches are then applied to a new, empty book.
    pub into_nothing: bool,
    /// For the label of the transaction, such as the file's name.
    pub name: String,
    pub at: Instant,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RestoreJob {
    pub passphrase: Option<Passphrase>,
    /// The database to write, as `storage::Restoring` gave it.
    pub generation: u64,
    pub at: Instant,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BackupRead {
    pub about: About,
    /// Since the backup was made.
    pub kinds: Vec<KindDifference>,
    /// The fields of the first changed records, up to `Difference::LISTED`, before and after.
    #[serde(with = "crate::bytes::transaction")]
    pub changes: Transaction,
}

/// What a merge does to the data. It was worked out against what was stored: if something was stored meanwhile, the
/// page throws the batches away and starts again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    pub about: About,
    pub added: u64,
    pub changed: u64,
    pub removed: u64,
}
