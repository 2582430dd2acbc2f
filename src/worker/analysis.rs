//! The worker for models: trains on the stored data and hands the result to the page.

mod data;
mod groups;
mod message_loop;
mod overview;
mod train;

use message_loop::Context;
use protocol::{Failure, Job, Outcome, Worker};
use std::rc::Rc;
use web_sys::File;

fn main() {
    message_loop::listen(Worker::Analysis, run);
}

async fn run(context: Rc<Context>, job: Job, _file: Option<File>) -> Result<Outcome, Failure> {
    match job {
        Job::Train(job) => train::run(&context, &job).await,
        Job::Challenge(job) => train::challenge(&context, &job).await,
        Job::Number(job) => train::number(&context, &job).await,
        Job::Cluster(job, count) => train::cluster(&context, &job, count).await,
        Job::Overview(today) => overview::run(&context, today).await,
        Job::Groups(today) => groups::run(&context, today).await,
        _ => Err(Failure::WrongJob),
    }
}
