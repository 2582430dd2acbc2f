use crate::{data, message_loop::Context};
use analytics::{TrainError, leakage, table};
use domain::{
    Book, FieldName, Key, Kind,
    insight::{Suspect, Table},
};
use protocol::{Failure, Outcome, Stage, TrainJob};

/// Progress is told in thousandths.
const PARTS: u64 = 1_000;

/// The rows without features that cannot be known beforehand, and all that are suspected of it.
async fn rows(context: &Context, job: &TrainJob) -> Result<(Table, Vec<Suspect>), Failure> {
    let book = data::load(context, &Kind::ALL).await?;
    context.progress(0, PARTS, Stage::Working);
    context.breathe().await?;
    let whole = table(&book, &job.spec, job.today).map_err(|error| Failure::Training(error.to_string()))?;
    let names: Vec<String> = job.spec.features.iter().map(|feature| name(&book, feature.key)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let suspects = leakage::screen(&whole, &job.spec, &names);
    Ok((leakage::without(&whole, &suspects), suspects))
}

/// What the owner calls a field of their own; of others the key says as much.
fn name(book: &Book, key: Key) -> String {
    match book.field(Kind::Contact, key).map(|spec| spec.name) {
        Some(FieldName::Own(name)) => name,
        _ => key.to_string(),
    }
}

/// Tells the share done, every hundredth.
fn teller(context: &Context) -> impl FnMut(f64) {
    let mut told = 0;
    move |share| {
        let done = (share.clamp(0.0, 1.0) * PARTS as f64) as u64;
        if done >= told + 10 {
            told = done;
            context.progress(done, PARTS, Stage::Working);
        }
    }
}

fn failure(error: TrainError) -> Failure {
    match error {
        TrainError::Cancelled => Failure::Cancelled,
        error => Failure::Training(error.to_string()),
    }
}

/// The fits themselves are one task: a `Cancel` counts until they begin. After that the page ends the worker.
pub async fn run(context: &Context, job: &TrainJob) -> Result<Outcome, Failure> {
    let (rows, suspects) = rows(context, job).await?;
    let mut trained = analytics::train(&rows, &job.spec, job.at, &mut teller(context), &|| false).map_err(failure)?;
    trained.model.suspects = suspects;
    Ok(Outcome::Trained(Box::new(trained)))
}

pub async fn challenge(context: &Context, job: &TrainJob) -> Result<Outcome, Failure> {
    let (rows, _) = rows(context, job).await?;
    let found = analytics::challenge(&rows, &job.spec, None, &mut teller(context), &|| false).map_err(failure)?;
    Ok(Outcome::Challenged(found.map(Box::new)))
}
