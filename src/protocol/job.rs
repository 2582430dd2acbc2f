//! What the page asks of a worker: a [`Request`] that starts or cancels a [`Job`]. Not here: what comes back.

use crate::{ArchiveJob, Bytes, ExportFormat, MergeBackupJob, Passphrase, RestoreJob};
use domain::{
    Currency, Date, Id, Instant, Key, Kind, Value,
    collect::Wanted,
    erase::Erasure,
    import::{Plan, PreviewOptions, Rejected},
    insight::{SeriesWish, TrainSpec, Values},
    snapshot,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Unique among the jobs a page has given to one worker.
pub type JobId = u64;

/// From page to worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    pub version: u32,
    pub message: Message,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Message {
    Start {
        id: JobId,
        job: Box<Job>,
    },
    /// The job ends with `Failed { failure: Cancelled }` at its next slice.
    Cancel {
        id: JobId,
    },
}

impl Request {
    pub fn start(id: JobId, job: Job) -> Self {
        Self { version: crate::VERSION, message: Message::Start { id, job: Box::new(job) } }
    }
    pub fn cancel(id: JobId) -> Self {
        Self { version: crate::VERSION, message: Message::Cancel { id } }
    }
}

/// The worker that takes a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Worker {
    Files,
    Analysis,
}

/// Jobs that read the user's data read what is stored: the page starts them when nothing waits to be saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// A first look at the file beside the message. Ends with `Outcome::Preview`.
    Preview(PreviewOptions),
    /// Reads the file beside the message. Batches, then `Outcome::Imported`.
    Import(Plan),
    /// What that import would do, without its batches. Ends with `Outcome::Rehearsed`.
    Rehearse(Plan),
    /// Batches, then `Outcome::Sampled`.
    Sample(SampleJob),
    /// Ends with `Outcome::File`, a workbook with `Outcome::Sheet`.
    Export(ExportJob),
    /// The rows an import did not take, as CSV. Ends with `Outcome::File`.
    Rejects(RejectsJob),
    /// All of the data, as JSON Lines. Ends with `Outcome::File`.
    Dump,
    /// Everything, or everything about one contact, as one archive of open formats. Ends with `Outcome::File`.
    Archive(ArchiveJob),
    /// All of the data as a backup, read back before it counts. Ends with `Outcome::Backup`.
    Backup(Option<Passphrase>),
    /// A copy of all data kept in this browser; one that is not due is not taken unless there is another reason than
    /// the hour. Ends with `Outcome::Snapshot`.
    Snapshot(snapshot::Reason),
    /// Checks the backup beside the message and compares it with the data. Ends with `Outcome::BackupRead`.
    ReadBackup(Option<Passphrase>),
    /// Merges the backup beside the message. Batches, then `Outcome::Merged`.
    MergeBackup(MergeBackupJob),
    /// Takes those who were erased out of every snapshot, or out of the backup beside the message. Ends with
    /// `Outcome::ErasedSnapshots` or `Outcome::ErasedBackup`.
    Erase(Erasure),
    /// Writes the backup beside the message into a database of its own and checks it there. Ends with
    /// `Outcome::Restored`.
    Restore(RestoreJob),
    /// What the table of this name in the file beside the message holds. Ends with `Outcome::Lab` of a
    /// `FileLook`.
    Look(String),
    /// The chosen columns of the file beside the message, for the rows of a [`TrainJob`]. Ends with `Outcome::File`.
    Rows(RowsJob),
    /// The file beside the message with columns more, as CSV. Ends with `Outcome::File`.
    AddColumns(ColumnsJob),
    /// Ends with `Outcome::Trained`.
    Train(TrainJob),
    /// Whether another model does better. Ends with `Outcome::Challenged`.
    Challenge(TrainJob),
    /// The target is a number. Ends with `Outcome::Lab` of a `Regression` or why there is none.
    Number(TrainJob),
    /// Whether another model foresees the number better. Ends with `Outcome::Lab` of a `NumberChallenge` or why there
    /// is none.
    ChallengeNumber(TrainJob),
    /// What is missing in the columns, and what is unusual, before anything is learned. Ends with `Outcome::Lab` of a
    /// `ColumnReport` for each.
    Prepare(TrainJob),
    /// So many groups, or as many as fit best; the target counts for nothing. Ends with `Outcome::Lab` of `Clusters` or
    /// why there are none.
    Cluster(TrainJob, Option<u32>),
    /// How a series goes on: the features are its dates and, unless rows are counted, its numbers. Ends with
    /// `Outcome::Lab` of a `CarriedOn` or why there is none.
    Series(TrainJob, SeriesWish),
    /// What the customers of a file of orders will bring: the features are customer, date and, where it is known, the
    /// amount. Ends with `Outcome::Lab` of an `OrderLog` or its `Refusal`.
    OrderLog(TrainJob),
    /// Who stays of those who began together: the features are the counts of a file and, unless its rows are in order,
    /// their years. Ends with `Outcome::Lab` of `Counted` or why there is none.
    Counts(TrainJob),
    /// How kept models, each with the share of yes it learned from, did on answers that came since, by this day. Ends
    /// with `Outcome::Lab` of each model's id and `Drift`.
    Drift(Vec<(Id, TrainSpec, f64)>, Date),
    /// Which contacts or companies may be one. Ends with `Outcome::Duplicates`.
    Duplicates(DuplicatesJob),
    /// Contacts that a text names, or the small file beside the message. Ends with `Outcome::Leads`.
    ReadLeads(String),
    /// HTML and codes by which others write to the owner. Ends with `Outcome::Collected`.
    Collect(Wanted),
    /// What the orders say by this day. Ends with `Outcome::Overview`.
    Overview(Date),
    /// Customers by how they buy, by this day. Ends with `Outcome::Groups`.
    Groups(Date),
}

impl Job {
    pub fn worker(&self) -> Worker {
        match self {
            Job::Series(..) | Job::OrderLog(_) | Job::Counts(_) => Worker::Analysis,
            Job::Train(_) | Job::Challenge(_) | Job::Number(_) | Job::ChallengeNumber(_) | Job::Cluster(..) => {
                Worker::Analysis
            }
            Job::Prepare(_)
            | Job::Drift(..)
            | Job::Overview(_)
            | Job::Groups(_)
            | Job::Duplicates(_)
            | Job::Sample(_)
            | Job::Collect(_) => Worker::Analysis,
            _ => Worker::Files,
        }
    }
    /// Whether a `File` travels beside it.
    pub fn wants_file(&self) -> bool {
        let learns = matches!(self, Job::Look(_) | Job::Rows(_) | Job::AddColumns(_));
        let imports = matches!(self, Job::Preview(_) | Job::Import(_) | Job::Rehearse(_));
        learns || imports || matches!(self, Job::ReadBackup(_) | Job::MergeBackup(_) | Job::Restore(_))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SampleLang {
    English,
    Chinese,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SampleJob {
    pub lang: SampleLang,
    pub seed: u64,
    pub today: Date,
    pub at: Instant,
    pub currency: Currency,
}

/// A list as a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExportJob {
    pub kind: Kind,
    /// The rows, in this order.
    pub ids: Vec<Id>,
    /// The fields with their headers in the user's language.
    pub columns: Vec<(Key, String)>,
    pub words: ExportWords,
    pub today: Date,
    pub format: ExportFormat,
}

/// The words of an exported file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExportWords {
    pub yes: String,
    pub no: String,
    /// Codes of built-in choices (`lead`, `paid`) in words; a code without an entry is written as it is.
    pub choices: BTreeMap<String, String>,
    /// Headers for street, city, region, postal code and country; an address is one column where there are none.
    pub address: Vec<String>,
    /// Whether columns are added by which our own import knows records again.
    #[serde(default)]
    pub ids: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RejectsJob {
    /// The file's headers, then the words for the two columns added.
    pub headers: Vec<String>,
    pub row_header: String,
    pub reason_header: String,
    /// Each row with its reason in words.
    pub rows: Vec<(Rejected, String)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DuplicatesJob {
    /// Contacts or companies.
    pub kind: Kind,
    pub seed: u64,
    /// Only what is like this record, which may be one that is just being entered; without it all pairs.
    pub of: Option<Entered>,
}

/// A record as it stands in a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entered {
    /// That of the stored record; one of its own where it is new.
    pub id: Id,
    pub values: Vec<(Key, Value)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrainJob {
    pub spec: TrainSpec,
    /// What `Job::Rows` gave, as it came; without it the rows are the stored records.
    pub rows: Option<Bytes>,
    pub today: Date,
    /// The model's date.
    pub at: Instant,
}

/// Columns of a file by their headers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowsJob {
    /// The table's name.
    pub part: String,
    pub features: Vec<String>,
    /// What to foresee; nothing where groups are sought.
    pub target: Option<String>,
    /// What means yes; without it the target is a number.
    pub answer: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnsJob {
    pub part: String,
    pub headers: Vec<String>,
    /// A value for each row.
    pub columns: Vec<Values>,
}
