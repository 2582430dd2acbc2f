//! Back from the trash. What was merged into another record comes back by undoing the merge, however long ago.

use crate::{
    clock,
    data::{Data, Undone, name_of},
    ui::Toasts,
    words::{duplicates as d, history::apart, settings as w},
};
use domain::{Act, Id, Kind, keys, merge_records};
use leptos::task::spawn_local;
use std::cmp::Reverse;

/// Brings records of one kind back: those that were merged one after another, the newest merge first, for each is
/// undone to what was before it; the others as one change.
pub(crate) fn bring((data, toasts, kind, ids): (Data, Toasts, Kind, Vec<Id>)) {
    let is_merged = |id: &Id| data.read(|book| super::merged_into(book, kind, *id).is_some());
    let (mut merged, plain): (Vec<Id>, Vec<Id>) = ids.into_iter().partition(is_merged);
    merged.sort_by_key(|id| {
        Reverse(data.read(|book| book.get(kind, *id).and_then(|record| record.instant(keys::TRASHED_AT))))
    });
    spawn_local(async move {
        for id in merged {
            undo_merge(data, toasts, kind, id).await;
        }
        if !plain.is_empty() {
            let what = super::told(data, kind, &plain);
            let receipt = data.each(Act::Restored, kind, plain, |edit, _| edit.with(keys::TRASHED_AT, None)).await;
            toasts.changed(data, w::restored(&what), receipt);
        }
    });
}

async fn undo_merge(data: Data, toasts: Toasts, kind: Kind, id: Id) {
    let name = apart(data.read(|book| name_of(book, kind, id)));
    let (text, receipt) = match data.read(|book| merge_records::unmerge(book, kind, id, clock::now())) {
        Ok(inverse) => match data.take_back(inverse).await {
            Undone::Done { receipt, skipped: 0 } => (d::merge_undone(&name), Some(receipt)),
            Undone::Done { receipt, skipped } => (d::merge_undone_partly(&name, skipped), Some(receipt)),
            Undone::Nothing => return,
        },
        // How to undo it is lost: the record comes back with its own fields, and nothing ties it to the other.
        Err(_) => {
            let fields = [keys::TRASHED_AT, keys::MERGED_INTO, keys::MERGE_UNDO];
            let back = data.each(Act::Restored, kind, vec![id], |edit, _| {
                fields.into_iter().fold(edit, |edit, key| edit.with(key, None))
            });
            (w::restored(&name), back.await)
        }
    };
    toasts.changed(data, text, receipt);
}
