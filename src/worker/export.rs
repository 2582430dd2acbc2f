use crate::{clock, data, message_loop::Context};
use domain::Kind;
use interchange::export::{self, Words, ics::Shape};
use protocol::{ArchiveJob, Bytes, ExportFormat, ExportJob, ExportWords, Failure, Outcome, RejectsJob, Stage};

pub async fn list(context: &Context, job: &ExportJob) -> Result<Outcome, Failure> {
    // Figures that follow from other records (orders of a contact) are columns too.
    let book = data::load(context, &Kind::ALL).await?;
    context.progress(0, job.ids.len() as u64, Stage::Writing);
    let words = words(&job.words);
    let bytes = match &job.format {
        ExportFormat::Csv => export::csv(&book, job.kind, &job.ids, &job.columns, &words),
        ExportFormat::Xlsx(sheet) => {
            let made = export::xlsx(&book, job.kind, &job.ids, &job.columns, &words, sheet, clock::now());
            let made = made.map_err(|_| Failure::SheetTooLarge)?;
            return Ok(Outcome::Sheet { file: Bytes(made.bytes), cut: made.cut });
        }
        ExportFormat::VCard => export::vcard(&book, &job.ids),
        ExportFormat::Todos => export::ics(&book, &job.ids, Shape::Todos, clock::now()),
        ExportFormat::Events => export::ics(&book, &job.ids, Shape::Events, clock::now()),
    };
    Ok(Outcome::File(Bytes(bytes)))
}

pub async fn archive(context: &Context, job: &ArchiveJob) -> Result<Outcome, Failure> {
    let book = data::load(context, &Kind::ALL).await?;
    let words = words(&job.words);
    let made = match job.contact {
        Some(contact) => export::person(&book, contact, &job.tables, &words, clock::now()),
        None => export::everything(&book, &job.tables, &words, clock::now(), &mut |done, total| {
            context.progress(done, total, Stage::Writing);
        }),
    };
    made.map(|bytes| Outcome::File(Bytes(bytes))).map_err(Failure::Backup)
}

pub fn rejects(job: &RejectsJob) -> Outcome {
    Outcome::File(Bytes(export::rejects(&job.headers, &job.row_header, &job.reason_header, &job.rows)))
}

pub async fn dump(context: &Context) -> Result<Outcome, Failure> {
    let book = data::load(context, &Kind::ALL).await?;
    context.progress(0, 0, Stage::Writing);
    Ok(Outcome::File(Bytes(export::dump(&book))))
}

fn words(words: &ExportWords) -> Words<'_> {
    Words { yes: &words.yes, no: &words.no, choices: &words.choices, address: &words.address, ids: words.ids }
}
