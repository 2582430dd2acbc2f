use super::{Data, load::DATABASE};
use crate::clock;
use leptos::{prelude::*, task::spawn_local};
use storage::{KEEP_BYTES, KEEP_DAYS};

/// After a start that went well: the journal's oldest entries go, and what a restore left behind.
pub(crate) fn tidy(data: Data) {
    spawn_local(async move {
        let Some(store) = data.store() else { return };
        let tidied = async {
            store.prune(clock::now(), KEEP_DAYS, KEEP_BYTES).await?;
            if store.unsettled() { storage::settle(DATABASE, clock::now()).await } else { Ok(()) }
        };
        if let Err(error) = tidied.await {
            data.failure.set(Some(error));
        }
    });
}
