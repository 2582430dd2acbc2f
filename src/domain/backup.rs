//! What the page and the `files` worker say to each other about backups: plain data. The format itself is
//! `interchange::backup`.

use crate::{Edit, Instant, Kind};
use serde::{Deserialize, Serialize};

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub created_at: Instant,
    /// The schema version of the product that wrote it.
    pub schema: u16,
    pub encrypted: bool,
    /// Records by kind, those in the trash included; kinds without a record are left out.
    pub counts: Vec<(Kind, u64)>,
    /// Of the whole file.
    pub bytes: u64,
    /// Records without an archive, of which nobody can tell whether they are all, or the file of one person: they never
    /// replace what is here.
    #[serde(default)]
    pub partial: bool,
}

impl About {
    /// How many records there are of all kinds.
    pub fn records(&self) -> u64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum BackupError {
    #[error("not a backup of this product: the first bytes are wrong")]
    NotABackup,
    #[error("the backup ends too early: copy the file again")]
    Truncated,
    /// The part of the backup that is damaged: `header`, `frame 3`, `records/contact.jsonl`.
    #[error("{0} of the backup is damaged: use another copy")]
    Damaged(String),
    #[error("the backup is encrypted: give its passphrase")]
    NeedsPassphrase,
    #[error("the passphrase does not open this backup")]
    WrongPassphrase,
    /// The backup's format and schema; one of them is newer than this version knows.
    #[error("made by a newer version (format {format}, schema {schema}): update first")]
    Newer { format: u16, schema: u16 },
    #[error("more than {limit} bytes")]
    TooLarge { limit: u64 },
    /// What was read back is not what was written.
    #[error("the backup did not pass its check: make it again")]
    NotVerified,
}

/// What changed between a backup and now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// Kinds with a change, in the order of [`Kind::ALL`].
    pub kinds: Vec<KindDifference>,
    /// The fields of the first changed records, up to [`Difference::LISTED`], as they are in the backup and now.
    pub changes: Vec<Edit>,
}

impl Difference {
    pub const LISTED: usize = 50;
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindDifference {
    pub kind: Kind,
    /// Here now and not in the backup.
    pub added: Names,
    pub changed: Names,
    /// In the backup and no longer here.
    pub removed: Names,
}

/// How many records, and the names of the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    pub count: u64,
    /// Up to [`Names::LISTED`]; a record without a name has an empty one.
    pub names: Vec<String>,
}

impl Names {
    pub const LISTED: usize = 20;

    pub fn add(&mut self, name: &str) {
        self.count += 1;
        if self.names.len() < Self::LISTED {
            self.names.push(name.to_owned());
        }
    }
}
