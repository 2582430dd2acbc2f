use crate::{clock, data, message_loop::Context};
use domain::{
    Kind,
    snapshot::{self, Reason, Snapshot},
};
use interchange::backup;
use protocol::{DATABASE, Failure, Outcome, Stage};
use storage::{Snapshots, StorageError, Store};

/// Takes a snapshot, unless nothing has changed since the last one. One tab after another.
pub async fn take(context: &Context, reason: Reason) -> Result<Outcome, Failure> {
    let snapshots = Snapshots::open(DATABASE).await.map_err(data::failed)?;
    let _lock = Snapshots::exclusively().await;
    let store = Store::open(DATABASE).await.map_err(data::failed)?;
    let (generation, sequence) = (store.generation(), store.sequence());
    drop(store);
    let mut all = snapshots.list().await.map_err(data::failed)?;
    let at = clock::now();
    let wanted = match reason {
        Reason::Hour => snapshot::due(&all, generation, sequence, at),
        _ => sequence > 0 && all.first().is_none_or(|newest| !newest.holds(generation, sequence)),
    };
    if !wanted {
        return Ok(Outcome::Snapshot(None));
    }
    let book = data::load(context, &Kind::ALL).await?;
    let mut progress = |done, total| context.progress(done, total, Stage::Writing);
    let written = backup::write(&book, at, None, &mut progress).map_err(Failure::Backup)?;
    drop(book);
    let bytes = written.bytes;
    let taken =
        Snapshot { at, reason, records: written.about.records(), bytes: bytes.len() as u64, generation, sequence };
    let before = all.clone();
    all.push(taken.clone());
    let surplus = snapshot::surplus(&all, at);
    match snapshots.keep(&taken, &bytes, &surplus).await {
        Err(StorageError::Quota) => {
            snapshots.remove(&snapshot::to_make_room(&before, taken.bytes)).await.map_err(data::failed)?;
            snapshots.keep(&taken, &bytes, &surplus).await.map_err(data::failed)?;
        }
        kept => kept.map_err(data::failed)?,
    }
    Ok(Outcome::Snapshot(Some(taken)))
}
