//! The worker for files: previews and reads them, makes the sample business, writes exports.
//!
//! It computes and never writes the user's data: what it makes goes to the page as batches of edits.

mod data;
mod duplicates;
mod export;
mod import;
mod message_loop;
mod preview;
mod reading;
mod sample;

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
        (Job::Sample(job), _) => sample::run(&context, &job).await,
        (Job::Export(job), _) => export::list(&context, &job).await,
        (Job::Rejects(job), _) => Ok(export::rejects(&job)),
        (Job::Duplicates(job), _) => duplicates::run(&context, job).await,
        (Job::Dump, _) => export::dump(&context).await,
        (Job::Preview(_) | Job::Import(_) | Job::Train(_) | Job::Overview(_), _) => Err(Failure::WrongJob),
    }
}
