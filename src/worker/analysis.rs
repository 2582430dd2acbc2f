//! The worker for models: learns from the stored data, finds who is there twice, and makes the sample business. What
//! needs no formats of files is here, for this worker is there in half the time.

mod data;
mod dated;
mod duplicates;
mod groups;
mod message_loop;
mod overview;
mod sample;
mod train;

use message_loop::Context;
use protocol::{Failure, Job, Outcome, Worker};
use std::rc::Rc;
use web_sys::File;

fn main() {
    domain::text::learn_sounds();
    message_loop::listen(Worker::Analysis, run);
}

async fn run(context: Rc<Context>, job: Job, _file: Option<File>) -> Result<Outcome, Failure> {
    match job {
        Job::Train(job) => train::run(&context, &job).await,
        Job::Challenge(job) => train::challenge(&context, &job).await,
        Job::Number(job) => train::number(&context, &job).await,
        Job::ChallengeNumber(job) => train::challenge_number(&context, &job).await,
        Job::Prepare(job) => train::prepare(&context, &job).await,
        Job::Cluster(job, count) => train::cluster(&context, &job, count).await,
        Job::Series(job, wish) => dated::series(&context, &job, wish).await,
        Job::OrderLog(job) => dated::orders(&context, &job).await,
        Job::Counts(job) => dated::counts(&context, &job).await,
        Job::Drift(models, today) => train::drift(&context, &models, today).await,
        Job::Overview(today) => overview::run(&context, today).await,
        Job::Duplicates(job) => duplicates::run(&context, job).await,
        Job::Collect(wanted) => Ok(Outcome::Collected(Box::new(interchange::collect::make(wanted)))),
        Job::Sample(job) => sample::run(&context, &job).await,
        Job::Groups(today) => groups::run(&context, today).await,
        _ => Err(Failure::WrongJob),
    }
}
