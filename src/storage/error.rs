use domain::chunk::ChunkError;

/// What can go wrong with storage. Each message says what failed, then what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    #[error("this browser offers no storage here: leave private mode or use another browser")]
    Unsupported,
    #[error("the data is busy in another tab: close other tabs of this page")]
    Blocked,
    #[error("the data was written by a newer version: reload the page")]
    Newer,
    #[error("the device is full: free some space")]
    Quota,
    #[error("the write was refused by the browser: {0}")]
    Aborted(String),
    #[error("the connection to the data was lost: reload the page")]
    ConnectionLost,
    #[error("stored data is damaged ({what}): restore a backup")]
    Damaged { what: String },
    #[error("the data is still loading: try again in a moment")]
    StillLoading,
    #[error("everything was replaced by a restore: reload the page")]
    Replaced,
    #[error("this entry is no longer in the history")]
    NoSuchEntry,
    #[error("{0}")]
    Other(String),
}

impl StorageError {
    pub(crate) fn damaged(what: &str, error: &ChunkError) -> Self {
        match error {
            ChunkError::Newer(_) => StorageError::Newer,
            _ => StorageError::Damaged { what: what.to_owned() },
        }
    }
}

impl From<rexie::Error> for StorageError {
    fn from(error: rexie::Error) -> Self {
        // rexie keeps the DOMException only in its debug form.
        let told = format!("{error:?}");
        match () {
            () if told.contains("QuotaExceeded") => StorageError::Quota,
            () if told.contains("VersionError") => StorageError::Newer,
            () if told.contains("InvalidState") || told.contains("closing") || told.contains("closed") => {
                StorageError::ConnectionLost
            }
            () => StorageError::Aborted(told),
        }
    }
}
