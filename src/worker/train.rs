use crate::{data, message_loop::Context};
use analytics::{TrainError, table, train};
use domain::Kind;
use protocol::{Failure, Outcome, Stage, TrainJob};

/// Progress is told in thousandths.
const PARTS: u64 = 1_000;

/// The fits themselves are one task: a `Cancel` counts until they begin. After that the page ends the worker.
pub async fn run(context: &Context, job: &TrainJob) -> Result<Outcome, Failure> {
    let book = data::load(context, &Kind::ALL).await?;
    context.progress(0, PARTS, Stage::Working);
    context.breathe().await?;
    let rows = table(&book, &job.spec, job.today).map_err(|error| Failure::Training(error.to_string()))?;
    let mut told = 0;
    let mut progress = |share: f64| {
        let done = (share.clamp(0.0, 1.0) * PARTS as f64) as u64;
        if done >= told + 10 {
            told = done;
            context.progress(done, PARTS, Stage::Working);
        }
    };
    match train(&rows, &job.spec, job.at, &mut progress, &|| false) {
        Ok(trained) => Ok(Outcome::Trained(Box::new(trained))),
        Err(TrainError::Cancelled) => Err(Failure::Cancelled),
        Err(error) => Err(Failure::Training(error.to_string())),
    }
}
