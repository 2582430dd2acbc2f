use crate::{backup, data, message_loop::Context};
use domain::{Book, Kind, Label, Transaction};
use interchange::backup::{verify, whole};
use protocol::{DATABASE, Failure, Outcome, RestoreJob, Stage};
use web_sys::File;

/// Writes a backup into a database of its own and compares what is read back from there with the file, field by field.
pub async fn stage(context: &Context, file: &File, job: &RestoreJob) -> Result<Outcome, Failure> {
    let bytes = backup::bytes(context, file, job.passphrase.as_ref()).await?;
    let passphrase = backup::text(job.passphrase.as_ref());
    let mut progress = |done, total| context.progress(done, total, Stage::Working);
    let (about, edits) = whole(&bytes, passphrase, &mut progress).map_err(Failure::Backup)?;
    let label = Label::new(domain::merge::ACT, Kind::Contact, edits.len(), "");
    let mut book = Book::new();
    book.apply(Transaction { edits, ..Transaction::new(label, job.at) });
    context.breathe().await?;
    context.progress(0, 0, Stage::Writing);
    let read = storage::stage(DATABASE, job.generation, &book).await.map_err(data::failed)?;
    drop(book);
    context.breathe().await?;
    verify(&read, &bytes, passphrase, &mut progress).map_err(Failure::Backup)?;
    storage::mark_checked(DATABASE, job.generation).await.map_err(data::failed)?;
    Ok(Outcome::Restored(about))
}
