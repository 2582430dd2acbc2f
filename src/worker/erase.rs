use crate::{backup, data, message_loop::Context};
use domain::{erase::Erasure, snapshot::Snapshot};
use interchange::backup::without;
use protocol::{Bytes, DATABASE, Failure, Outcome, Stage};
use storage::Snapshots;
use web_sys::File;

/// Rewrites each snapshot without those who were erased; one that cannot be rewritten is removed.
pub async fn snapshots(context: &Context, erasure: &Erasure) -> Result<Outcome, Failure> {
    let snapshots = Snapshots::open(DATABASE).await.map_err(data::failed)?;
    let _lock = Snapshots::exclusively().await;
    let all = snapshots.list().await.map_err(data::failed)?;
    let mut kept = Vec::new();
    for (done, one) in (0..).zip(&all) {
        context.progress(done, all.len() as u64, Stage::Working);
        if rewritten(&snapshots, one, erasure).await {
            kept.push(one.at);
        }
        context.breathe().await?;
    }
    let removed = snapshots.keep_only(&kept).await.map_err(data::failed)?;
    Ok(Outcome::ErasedSnapshots { removed })
}

async fn rewritten(snapshots: &Snapshots, one: &Snapshot, erasure: &Erasure) -> bool {
    let Ok(Some(bytes)) = snapshots.bytes(one.at).await else { return false };
    match without(&bytes, erasure, &mut |_, _| {}) {
        Ok(None) => true,
        Ok(Some(written)) => {
            let about = Snapshot { records: written.about.records(), bytes: written.bytes.len() as u64, ..one.clone() };
            let stored = snapshots.keep(&about, &written.bytes, &[]).await;
            stored.is_ok() && snapshots.bytes(one.at).await == Ok(Some(written.bytes))
        }
        Err(_) => false,
    }
}

/// The backup file without them.
pub async fn file(context: &Context, file: &File, erasure: &Erasure) -> Result<Outcome, Failure> {
    let bytes = backup::bytes(context, file, None).await?;
    let mut progress = |done, total| context.progress(done, total, Stage::Working);
    let written = without(&bytes, erasure, &mut progress).map_err(Failure::Backup)?;
    Ok(Outcome::ErasedBackup(written.map(|written| Bytes(written.bytes))))
}
