//! The lab's jobs: rows of records or of a file, and what is learned from them.
//!
//! The fits themselves are one task: a `Cancel` counts until they begin. After that the page ends the worker.

use crate::{data, message_loop::Context};
use analytics::{
    TrainError,
    clusters::Wanted,
    features,
    study::{self, Ears},
};
use domain::{
    Book, Date, FieldName, Id, Key, Kind,
    insight::{Clusters, FileRows, LabRefusal, Table, TrainSpec, is_ahead, is_timed},
};
use protocol::{Bytes, Failure, Outcome, Stage, TrainJob};
use serde::Serialize;

/// Progress is told in thousandths.
const PARTS: u64 = 1_000;

/// What the answers of the rows are.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    YesNo,
    Number,
    Nothing,
}

struct Rows {
    table: Table,
    numbers: Vec<Option<f64>>,
    /// The owner's names of the features.
    names: Vec<String>,
}

impl Rows {
    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }
}

async fn rows(context: &Context, job: &TrainJob, asked: Asked) -> Result<Rows, Failure> {
    if let Some(rows) = &job.rows {
        let FileRows { table, numbers } =
            protocol::decode(&rows.0).map_err(|error| Failure::Internal(error.to_string()))?;
        let names = job.spec.features.iter().map(|feature| feature.key.header().unwrap_or_default().to_owned());
        context.progress(0, PARTS, Stage::Working);
        context.breathe().await?;
        return Ok(Rows { table, numbers, names: names.collect() });
    }
    let book = data::load(context, &Kind::ALL).await?;
    context.progress(0, PARTS, Stage::Working);
    context.breathe().await?;
    let table = match asked {
        // Of contacts as they were the columns are theirs, too.
        Asked::Nothing if is_ahead(job.spec.target) => features::table(&book, &job.spec, job.today),
        Asked::YesNo => features::table(&book, &job.spec, job.today),
        _ => features::features(&book, &job.spec, job.today),
    };
    let table = table.map_err(|error| Failure::Training(error.to_string()))?;
    let numbers = if asked == Asked::Number { features::numbers(&book, &job.spec) } else { Vec::new() };
    let names = job.spec.features.iter().map(|feature| name(&book, job.spec.kind, feature.key)).collect();
    Ok(Rows { table, numbers, names })
}

/// What the owner calls a field of their own; of others the key says as much.
fn name(book: &Book, kind: Kind, key: Key) -> String {
    match book.field(kind, key).map(|spec| spec.name) {
        Some(FieldName::Own(name)) => name,
        _ => key.to_string(),
    }
}

/// Tells the share done, every hundredth.
pub fn teller(context: &Context) -> impl FnMut(f64) {
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

pub async fn run(context: &Context, job: &TrainJob) -> Result<Outcome, Failure> {
    let rows = rows(context, job, Asked::YesNo).await?;
    let ears = Ears { progress: &mut teller(context), cancelled: &|| false };
    let trained = study::yes_or_no(&rows.table, &job.spec, &rows.names(), job.at, ears).map_err(failure)?;
    Ok(Outcome::Trained(Box::new(trained)))
}

pub async fn challenge(context: &Context, job: &TrainJob) -> Result<Outcome, Failure> {
    let rows = rows(context, job, Asked::YesNo).await?;
    let ears = Ears { progress: &mut teller(context), cancelled: &|| false };
    let found = study::better(&rows.table, &job.spec, &rows.names(), ears).map_err(failure)?;
    Ok(Outcome::Challenged(found.map(Box::new)))
}

/// What was found or why not; without a reason the user stopped it.
pub fn answered<T: Serialize>(found: Result<T, Option<LabRefusal>>) -> Result<Outcome, Failure> {
    let told: Result<T, LabRefusal> = match found {
        Ok(found) => Ok(found),
        Err(Some(why)) => Err(why),
        Err(None) => return Err(Failure::Cancelled),
    };
    Ok(Outcome::Lab(Bytes(protocol::encode(&told))))
}

async fn numbers(context: &Context, job: &TrainJob) -> Result<Rows, Failure> {
    let rows = rows(context, job, Asked::Number).await?;
    match rows.numbers.len() == rows.table.ids.len() {
        true => Ok(rows),
        false => Err(Failure::Training("a number for each row is needed".to_owned())),
    }
}

pub async fn number(context: &Context, job: &TrainJob) -> Result<Outcome, Failure> {
    let rows = numbers(context, job).await?;
    let ears = Ears { progress: &mut teller(context), cancelled: &|| false };
    let found = study::number(&rows.table, &rows.numbers, &job.spec, &rows.names(), ears);
    answered(found.map_err(|error| error.refusal()))
}

pub async fn challenge_number(context: &Context, job: &TrainJob) -> Result<Outcome, Failure> {
    let rows = numbers(context, job).await?;
    let ears = Ears { progress: &mut teller(context), cancelled: &|| false };
    let found = study::better_number(&rows.table, &rows.numbers, &job.spec, &rows.names(), ears);
    answered(found.map_err(|error| error.refusal()))
}

pub async fn prepare(context: &Context, job: &TrainJob) -> Result<Outcome, Failure> {
    let rows = rows(context, job, Asked::Nothing).await?;
    Ok(Outcome::Lab(Bytes(protocol::encode(&study::columns(&rows.table, &job.spec)))))
}

pub async fn cluster(context: &Context, job: &TrainJob, count: Option<u32>) -> Result<Outcome, Failure> {
    let rows = rows(context, job, Asked::Nothing).await?;
    let wanted = count.map_or(Wanted::Best, |count| Wanted::Exactly(count as usize));
    let ears = Ears { progress: &mut teller(context), cancelled: &|| false };
    let found = study::groups(&rows.table, &job.spec, &rows.names(), wanted, ears);
    let ids = if job.rows.is_none() { rows.table.ids } else { Vec::new() };
    answered(found.map(|found| Clusters { ids, ..found }).map_err(|error| error.refusal()))
}

pub async fn drift(context: &Context, models: &[(Id, TrainSpec, f64)], today: Date) -> Result<Outcome, Failure> {
    let in_time = models.iter().any(|(_, spec, _)| is_timed(spec.target));
    let kinds = [Kind::Contact, Kind::Deal, Kind::Field, Kind::Order, Kind::Activity];
    let book = data::load(context, &kinds[..if in_time { 5 } else { 3 }]).await?;
    context.breathe().await?;
    Ok(Outcome::Lab(Bytes(protocol::encode(&analytics::drift::of_models(&book, models, today)))))
}
