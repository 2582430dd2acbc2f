use crate::{clock, data, message_loop::Context, random, reading};
use domain::{
    Act, Book, Kind, Label, Transaction,
    backup::{BackupError, Names},
};
use interchange::backup::{self, FILE_LIMIT, Sealing};
use protocol::{BackupRead, Bytes, Event, Failure, MergeBackupJob, Merged, Outcome, Passphrase, Stage};
use web_sys::File;

const SLICE_EDITS: usize = 1_000;

pub async fn write(context: &Context, passphrase: Option<&Passphrase>) -> Result<Outcome, Failure> {
    let book = data::load(context, &Kind::ALL).await?;
    let sealing = match passphrase {
        Some(Passphrase(passphrase)) => Some(Sealing { passphrase, entropy: random::bytes()? }),
        None => None,
    };
    let mut progress = |done, total| context.progress(done, total, Stage::Writing);
    let written = backup::write(&book, clock::now(), sealing.as_ref(), &mut progress).map_err(Failure::Backup)?;
    Ok(Outcome::Backup { file: Bytes(written.bytes), about: written.about })
}

pub async fn read(context: &Context, file: &File, passphrase: Option<&Passphrase>) -> Result<Outcome, Failure> {
    let bytes = bytes(context, file, passphrase).await?;
    let book = data::load(context, &Kind::ALL).await?;
    let mut progress = |done, total| context.progress(done, total, Stage::Working);
    let (about, found) = backup::compare(&book, &bytes, text(passphrase), &mut progress).map_err(Failure::Backup)?;
    let mut kinds = found.kinds;
    if about.partial {
        // What is not in it was not added since.
        kinds.iter_mut().for_each(|own| own.added = Names::default());
        kinds.retain(|own| own.changed.count + own.removed.count > 0);
    }
    let label = Label::new(Act::Other, Kind::Contact, found.changes.len(), "");
    let changes = Transaction { edits: found.changes, ..Transaction::new(label, about.created_at) };
    Ok(Outcome::BackupRead(Box::new(BackupRead { about, kinds, changes })))
}

pub async fn merge(context: &Context, file: &File, job: &MergeBackupJob) -> Result<Outcome, Failure> {
    let bytes = bytes(context, file, job.passphrase.as_ref()).await?;
    let book = if job.into_nothing { Book::new() } else { data::load(context, &Kind::ALL).await? };
    let mut progress = |done, total| context.progress(done, total, Stage::Working);
    let (about, found) =
        backup::merge(&book, &bytes, text(job.passphrase.as_ref()), &mut progress).map_err(Failure::Backup)?;
    if job.into_nothing && about.partial {
        return Err(Failure::Backup(BackupError::NotABackup));
    }
    drop((book, bytes));
    let mut edits = found.edits.into_iter();
    loop {
        let slice: Vec<_> = edits.by_ref().take(SLICE_EDITS).collect();
        if slice.is_empty() {
            break;
        }
        let label = Label::new(domain::merge::ACT, Kind::Contact, slice.len(), job.name.as_str());
        let transaction = Transaction { edits: slice, ..Transaction::new(label, job.at) };
        context.tell(|id| Event::Batch { id, transaction });
        context.breathe().await?;
    }
    let (added, changed, removed) = (found.added, found.changed, found.removed);
    Ok(Outcome::Merged(Box::new(Merged { about, added, changed, removed })))
}

/// The file, unless it is none of ours or asks for a passphrase: that is told before anything is loaded.
pub async fn bytes(context: &Context, file: &File, passphrase: Option<&Passphrase>) -> Result<Vec<u8>, Failure> {
    if file.size() > FILE_LIMIT as f64 {
        return Err(Failure::Backup(BackupError::TooLarge { limit: FILE_LIMIT }));
    }
    let bytes = reading::bytes(context, file).await?;
    match backup::peek(&bytes).map_err(Failure::Backup)? {
        (_, true) if passphrase.is_none() => Err(Failure::Backup(BackupError::NeedsPassphrase)),
        _ => Ok(bytes),
    }
}

pub fn text(passphrase: Option<&Passphrase>) -> Option<&str> {
    passphrase.map(|Passphrase(text)| text.as_str())
}
