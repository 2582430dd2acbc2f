//! The lab's questions of a file with dates or years. Its columns come in the order in which the question names them.

use crate::{
    message_loop::Context,
    train::{answered, teller},
};
use analytics::study::{
    Ears, counts as yearly, orders,
    series::{self, carry_on},
};
use domain::insight::{FileRows, OrderLog, Refusal, SeriesWish, Table, Values};
use protocol::{Bytes, Failure, Outcome, Stage, TrainJob};

async fn table(context: &Context, job: &TrainJob) -> Result<Table, Failure> {
    let rows = job.rows.as_ref().ok_or(Failure::WrongJob)?;
    let rows: FileRows = protocol::decode(&rows.0).map_err(|error| Failure::Internal(error.to_string()))?;
    context.progress(0, 0, Stage::Working);
    context.breathe().await?;
    Ok(rows.table)
}

/// The numbers of a column; days are numbers, too.
fn numbers(table: &Table, at: usize) -> Result<Option<&[f64]>, Failure> {
    match table.columns.get(at).map(|column| &column.values) {
        Some(Values::Numbers(numbers)) => Ok(Some(numbers)),
        Some(Values::Levels { .. }) => Err(Failure::Training("a column of dates or numbers is needed".to_owned())),
        None => Ok(None),
    }
}

pub async fn series(context: &Context, job: &TrainJob, wish: SeriesWish) -> Result<Outcome, Failure> {
    let table = table(context, job).await?;
    let (days, amounts) = (numbers(&table, 0)?, numbers(&table, 1)?);
    let series = series::series(table.ids.len(), days, amounts, wish.period);
    let ears = Ears { progress: &mut teller(context), cancelled: &|| false };
    answered(carry_on(series, wish, ears).map_err(|error| error.refusal()))
}

pub async fn orders(context: &Context, job: &TrainJob) -> Result<Outcome, Failure> {
    let table = table(context, job).await?;
    let (Some(customer), Some(days)) = (table.columns.first(), numbers(&table, 1)?) else {
        return Err(Failure::WrongJob);
    };
    let log = orders::log(&customer.values, days, numbers(&table, 2)?, Some(job.today.0));
    let told: Result<OrderLog, Refusal> = orders::worth(log);
    Ok(Outcome::Lab(Bytes(protocol::encode(&told))))
}

pub async fn counts(context: &Context, job: &TrainJob) -> Result<Outcome, Failure> {
    let table = table(context, job).await?;
    let counts = numbers(&table, 0)?.ok_or(Failure::WrongJob)?;
    answered(yearly::stay(counts, numbers(&table, 1)?).map_err(Some))
}
