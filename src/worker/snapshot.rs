use crate::{clock, data, message_loop::Context};
use domain::{
    Kind,
    snapshot::{self, Reason, Snapshot},
};
use interchange::backup;
use protocol::{DATABASE, Failure, Outcome, Stage};
use storage::{Snapshots, Store};

/// Takes a snapshot, unless nothing has changed since the last one. One tab after another.
pub async fn take(context: &Context, reason: Reason) -> Result<Outcome, Failure> {
    let snapshots = Snapshots::open(DATABASE).await.map_err(data::failed)?;
    let _lock = Snapshots::exclusively().await;
    let sequence = Store::open(DATABASE).await.map_err(data::failed)?.sequence();
    let mut all = snapshots.list().await.map_err(data::failed)?;
    let at = clock::now();
    let wanted = match reason {
        Reason::Hour => snapshot::due(&all, sequence, at),
        _ => sequence > 0 && all.first().is_none_or(|newest| newest.sequence != sequence),
    };
    if !wanted {
        return Ok(Outcome::Snapshot(None));
    }
    let book = data::load(context, &Kind::ALL).await?;
    let mut progress = |done, total| context.progress(done, total, Stage::Writing);
    let written = backup::write(&book, at, None, &mut progress).map_err(Failure::Backup)?;
    drop(book);
    let bytes = written.bytes;
    let taken = Snapshot { at, reason, records: written.about.records(), bytes: bytes.len() as u64, sequence };
    all.push(taken.clone());
    snapshots.keep(&taken, &bytes, &snapshot::surplus(&all, at)).await.map_err(data::failed)?;
    Ok(Outcome::Snapshot(Some(taken)))
}
