//! Files that are analysed without becoming records: their columns go to the worker that learns.

use crate::{message_loop::Context, reading};
use domain::import::ImportError;
use interchange::{
    formats::{Opened, Wanted},
    frame,
    study::{self, Chosen},
};
use protocol::{Bytes, ColumnsJob, Failure, Outcome, RowsJob, Stage};
use web_sys::File;

async fn opened(context: &Context, file: &File, wanted: Wanted<'_>) -> Result<Opened, Failure> {
    let opened = reading::tables(context, file, None, wanted).await?;
    context.progress(0, 0, Stage::Working);
    context.breathe().await?;
    Ok(opened)
}

fn told<T>(found: Result<T, ImportError>) -> Result<T, Failure> {
    found.map_err(Failure::Import)
}

pub async fn look(context: &Context, file: &File, part: &str) -> Result<Outcome, Failure> {
    let opened = opened(context, file, Wanted::Listed(part)).await?;
    told(study::look(&opened, part)).map(|look| Outcome::Lab(Bytes(protocol::encode(&look))))
}

pub async fn rows(context: &Context, file: &File, job: &RowsJob) -> Result<Outcome, Failure> {
    let opened = opened(context, file, Wanted::Only(&job.part)).await?;
    let frame = told(study::table(&opened, &job.part).and_then(frame::frame))?;
    let chosen = Chosen {
        features: job.features.iter().map(String::as_str).collect(),
        target: job.target.as_deref(),
        answer: job.answer.as_deref(),
    };
    let rows = told(study::rows(&frame, &chosen))?;
    Ok(Outcome::File(Bytes(protocol::encode(&rows))))
}

pub async fn add_columns(context: &Context, file: &File, job: &ColumnsJob) -> Result<Outcome, Failure> {
    let opened = opened(context, file, Wanted::Only(&job.part)).await?;
    let made =
        study::table(&opened, &job.part).and_then(|table| study::with_columns(table, &job.headers, &job.columns));
    told(made).map(|bytes| Outcome::File(Bytes(bytes)))
}
