use crate::{data, message_loop::Context};
use domain::Kind;
use interchange::export::{self, Words};
use protocol::{Bytes, ExportJob, Failure, Outcome, RejectsJob, Stage};

pub async fn list(context: &Context, job: &ExportJob) -> Result<Outcome, Failure> {
    // Figures that follow from other records (orders of a contact) are columns too.
    let book = data::load(context, &Kind::ALL).await?;
    context.progress(0, job.ids.len() as u64, Stage::Writing);
    let words = Words { yes: &job.words.yes, no: &job.words.no, choices: &job.words.choices };
    Ok(Outcome::File(Bytes(export::csv(&book, job.kind, &job.ids, &job.columns, &words))))
}

pub fn rejects(job: &RejectsJob) -> Outcome {
    Outcome::File(Bytes(export::rejects(&job.headers, &job.row_header, &job.reason_header, &job.rows)))
}

pub async fn dump(context: &Context) -> Result<Outcome, Failure> {
    let book = data::load(context, &Kind::ALL).await?;
    context.progress(0, 0, Stage::Writing);
    Ok(Outcome::File(Bytes(export::dump(&book))))
}
