//! The worker for files: previews and reads them, writes exports and backups, merges backups.
//!
//! It computes and never writes the user's data: what it makes goes to the page as batches of edits. All that it keeps
//! are snapshots, copies of what is stored, and the database of a restore, which counts only once the page turns to it.

mod backup;
mod clock;
mod data;
mod erase;
mod export;
mod import;
mod lab;
mod message_loop;
mod preview;
mod random;
mod reading;
mod rehearse;
mod restore;
mod snapshot;

use message_loop::Context;
use protocol::{Failure, Job, Outcome, Worker};
use std::rc::Rc;
use web_sys::File;

fn main() {
    message_loop::listen(Worker::Files, run);
}

async fn run(context: Rc<Context>, job: Job, file: Option<File>) -> Result<Outcome, Failure> {
    match (job, file) {
        (Job::Preview(options), Some(file)) => preview::run(&context, &file, &options).await,
        (Job::Import(plan), Some(file)) => import::run(&context, &file, plan).await,
        (Job::Rehearse(plan), Some(file)) => rehearse::run(&context, &file, plan).await,
        (Job::Look(part), Some(file)) => lab::look(&context, &file, &part).await,
        (Job::Rows(job), Some(file)) => lab::rows(&context, &file, &job).await,
        (Job::AddColumns(job), Some(file)) => lab::add_columns(&context, &file, &job).await,
        (Job::Export(job), _) => export::list(&context, &job).await,
        (Job::Rejects(job), _) => Ok(export::rejects(&job)),
        (Job::ReadLeads(_), Some(file)) => {
            let read =
                interchange::csv::decode(reading::bytes(&context, &file).await?, None).map_err(Failure::Import)?;
            Ok(Outcome::Leads(interchange::lead::read(&read.text)))
        }
        (Job::ReadLeads(text), None) => Ok(Outcome::Leads(interchange::lead::read(&text))),
        (Job::Dump, _) => export::dump(&context).await,
        (Job::Archive(job), _) => export::archive(&context, &job).await,
        (Job::Backup(passphrase), _) => backup::write(&context, passphrase.as_ref()).await,
        (Job::Snapshot(reason), _) => snapshot::take(&context, reason).await,
        (Job::ReadBackup(passphrase), Some(file)) => backup::read(&context, &file, passphrase.as_ref()).await,
        (Job::MergeBackup(job), Some(file)) => backup::merge(&context, &file, &job).await,
        (Job::Erase(erasure), None) => erase::snapshots(&context, &erasure).await,
        (Job::Erase(erasure), Some(file)) => erase::file(&context, &file, &erasure).await,
        (Job::Restore(job), Some(file)) => restore::stage(&context, &file, &job).await,
        // Without its file, or for the other worker.
        (Job::Preview(_) | Job::Import(_) | Job::Rehearse(_) | Job::ReadBackup(_) | Job::MergeBackup(_), None)
        | (Job::Look(_) | Job::Rows(_) | Job::AddColumns(_) | Job::Restore(_), None)
        | (Job::Series(..) | Job::OrderLog(_) | Job::Counts(_), _)
        | (Job::Train(_) | Job::Challenge(_) | Job::Number(_) | Job::ChallengeNumber(_) | Job::Cluster(..), _)
        | (
            Job::Prepare(_)
            | Job::Drift(..)
            | Job::Overview(_)
            | Job::Groups(_)
            | Job::Duplicates(_)
            | Job::Sample(_)
            | Job::Collect(_),
            _,
        ) => Err(Failure::WrongJob),
    }
}
