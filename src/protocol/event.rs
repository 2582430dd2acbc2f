use crate::{BackupRead, Bytes, JobId, Merged};
use domain::{
    Transaction,
    backup::{About, BackupError},
    collect::Collected,
    import::{ImportError, Preview, Report},
    insight::{Challenge, CustomerGroups, Duplicate, GroupsRefusal, Overview, Trained},
    lead::Draft,
    snapshot::Snapshot,
};
use serde::{Deserialize, Serialize};

/// From worker to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// Sent once, first: messages from before it are lost, so the page keeps its own until then.
    Ready {
        version: u32,
    },
    /// `total` is 0 while nobody knows it.
    Progress {
        id: JobId,
        done: u64,
        total: u64,
        stage: Stage,
    },
    /// A part of the transaction that the job makes. Apply only when `Done` has come: join the edits of all
    /// batches in their order.
    Batch {
        id: JobId,
        #[serde(with = "crate::bytes::transaction")]
        transaction: Transaction,
    },
    Done {
        id: JobId,
        outcome: Outcome,
    },
    Failed {
        id: JobId,
        failure: Failure,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Bytes of the file.
    Reading,
    /// Opening what is stored.
    Loading,
    /// Rows or records.
    Working,
    Writing,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    Preview(Preview),
    Imported(Report),
    Rehearsed(Box<Rehearsal>),
    /// How many records the sample business has.
    Sampled {
        records: u64,
    },
    File(Bytes),
    /// A workbook, and how many cells were cut because their text is longer than a cell can be.
    Sheet {
        file: Bytes,
        cut: u64,
    },
    Backup {
        file: Bytes,
        about: About,
    },
    /// Nothing where nothing has changed since the last one.
    Snapshot(Option<Snapshot>),
    /// How many snapshots could not be rewritten and were removed.
    ErasedSnapshots {
        removed: u64,
    },
    /// The backup without who was erased; nothing where it holds nothing of them.
    ErasedBackup(Option<Bytes>),
    BackupRead(Box<BackupRead>),
    Merged(Box<Merged>),
    /// The backup stands whole in its database.
    Restored(About),
    /// A model, or the verdict why there is none.
    Trained(Box<Trained>),
    /// Nothing where the data are too thin to compare.
    Challenged(Option<Box<Challenge>>),
    /// What only the lab reads, encoded apart: whoever reads messages need not know how to read this.
    Lab(Bytes),
    Overview(Box<Overview>),
    /// Groups, or why there are none.
    Groups(Result<Box<CustomerGroups>, GroupsRefusal>),
    /// The surest first, without those that were said to be two.
    Duplicates(Vec<Duplicate>),
    Leads(Vec<Draft>),
    Collected(Box<Collected>),
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// Without the outcome of each row, and with the first rejected rows only.
    pub report: Report,
    /// How many of the new people or companies look like one that is there; nothing where that is too much to ask.
    pub alike: Option<u64>,
    /// The first records that would change, with their fields before and after.
    #[serde(with = "crate::bytes::transaction")]
    pub changed: Transaction,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    Cancelled,
    Import(ImportError),
    Backup(BackupError),
    /// More rows or columns than a workbook holds.
    SheetTooLarge,
    /// The page is of another version than the worker: reload.
    Version {
        worker: u32,
    },
    /// The job is for the other worker, or its file is missing.
    WrongJob,
    /// The stored data could not be read; the text is for the technical details.
    Storage(String),
    /// There is no room to write.
    Full,
    /// The training could not run; the text is for the technical details.
    Training(String),
    /// The worker cannot read the message, or broke while working.
    Internal(String),
}
