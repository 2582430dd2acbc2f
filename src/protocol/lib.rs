//! What crosses `postMessage` between the page and a worker: [`Request`]s one way, [`Event`]s the other.
//!
//! Invariant: plain data with a job id and a protocol version, encoded by [`encode`] as MessagePack bytes; a
//! `File` travels beside the bytes, never in them. The worker computes, the page commits: an import or a
//! sample comes back as [`Event::Batch`]es, which the page joins into one transaction. Deliberately not here:
//! the workers themselves and anything of the web.
#![forbid(unsafe_code)]

mod bytes;
mod event;
mod job;
mod outward;

pub use bytes::{Bytes, DecodeError, decode, encode};
pub use event::{Event, Failure, Outcome, Rehearsal, Stage};
pub use job::{
    ColumnsJob, DuplicatesJob, Entered, ExportJob, ExportWords, Job, JobId, Message, RejectsJob, Request, RowsJob,
    SampleJob, SampleLang, TrainJob, Worker,
};
pub use outward::{ArchiveJob, BackupRead, ExportFormat, MergeBackupJob, Merged, Passphrase, RestoreJob};

/// Page and worker of different versions must not talk: the page reloads when `Ready` says another number.
pub const VERSION: u32 = 9;

/// The name of the user's database, which page and workers open.
pub const DATABASE: &str = "solo-crm";

#[cfg(test)]
mod tests;
