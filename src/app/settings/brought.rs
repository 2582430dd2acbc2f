//! Merging a backup into what is here, or going back to it: one change, told with Undo.

use crate::{
    clock,
    data::Data,
    format, snapshots,
    ui::Toasts,
    words::{backup as w, common},
    workers,
};
use domain::{
    Act, Edit, Kind, Label, Transaction, backup::BackupError, book::Receipt, merge_records, restore, snapshot::Reason,
};
use leptos::task::spawn_local;
use protocol::{Failure, Job, MergeBackupJob, Outcome};
use std::{cell::RefCell, rc::Rc};
use web_sys::File;

/// Why a backup was not brought in.
pub(crate) enum Refused {
    NeedsPassphrase,
    Other(String),
}

impl Refused {
    pub fn told(self) -> String {
        match self {
            Refused::NeedsPassphrase => w::needs_passphrase().to_owned(),
            Refused::Other(reason) => reason,
        }
    }
}

impl From<&str> for Refused {
    fn from(reason: &str) -> Self {
        Refused::Other(reason.to_owned())
    }
}

/// Takes a snapshot, then merges the backup or makes everything what it holds, and tells of it with Undo.
pub(crate) async fn brought(data: Data, toasts: Toasts, job: MergeBackupJob, file: File) -> Result<(), Refused> {
    if !data.saved().await {
        return Err(crate::words::insights::not_saved_yet().into());
    }
    let (back, name) = (job.into_nothing, job.name.clone());
    snapshots::before(data, toasts, if back { Reason::Restore } else { Reason::Merge }).await;
    let before = data.read(revisions);
    let edits = Rc::new(RefCell::new(Vec::<Edit>::new()));
    let take = {
        let edits = Rc::clone(&edits);
        move |transaction: Transaction| edits.borrow_mut().extend(transaction.edits)
    };
    let (_, outcome) = workers::start(Job::MergeBackup(job), Some(file), |_| {}, take);
    let merged = match outcome.await {
        Ok(Outcome::Merged(merged)) => merged,
        Ok(_) => return Err(crate::words::import::job_broke().into()),
        Err(Failure::Backup(BackupError::NeedsPassphrase)) => return Err(Refused::NeedsPassphrase),
        Err(failure) => return Err(Refused::Other(workers::failure(&failure))),
    };
    // The worker worked against what was stored when it began.
    if data.read(revisions) != before {
        return Err(w::changed_meanwhile().into());
    }
    let edits = edits.take();
    if back {
        let edits = data.read(|book| restore::back_to(book, edits));
        let count = edits.len();
        let receipt = data.commit_large(Label::new(Act::WentBack, Kind::Contact, count, name), edits).await;
        toasts.changed(data, w::went_back(count), receipt);
    } else if edits.is_empty() {
        toasts.say(w::nothing_to_merge().to_owned());
    } else {
        let label = Label::new(domain::merge::ACT, Kind::Contact, edits.len(), name);
        let receipt = data.commit_large(label, edits).await;
        // The other device may not have known of records that were merged here, or the other way round.
        let followed = match data.read(|book| merge_records::follow(book, clock::now())) {
            Some(change) => data.commit_large(change.label, change.edits).await,
            None => None,
        };
        let [added, changed, removed] = [merged.added, merged.changed, merged.removed].map(|n| format::count(n as f64));
        let told = match merged.added + merged.changed + merged.removed {
            // Notes of versions and deletions alone.
            0 => w::nothing_to_merge().to_owned(),
            _ => w::merged(&added, &changed, &removed),
        };
        match (receipt, followed) {
            (Some(merge), Some(followed)) => {
                let undo = move || take_back(data, toasts, followed.clone(), merge.clone());
                toasts.offer(told, common::undo(), undo);
            }
            (merge, followed) => toasts.changed(data, told, merge.or(followed)),
        }
    }
    Ok(())
}

/// Takes back what followed the merge, then the merge.
fn take_back(data: Data, toasts: Toasts, followed: Receipt, merge: Receipt) {
    spawn_local(async move {
        let done = match data.undo(&followed).await {
            Ok(_) => data.undo(&merge).await,
            failed => failed,
        };
        toasts.tell_undo(done.map_err(|error| crate::words::shell::storage_error(&error)));
    });
}

pub(super) fn revisions(book: &domain::Book) -> Vec<u64> {
    Kind::ALL.map(|kind| book.revision(kind)).to_vec()
}
