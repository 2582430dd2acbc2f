use crate::message_loop::Context;
use domain::{Book, Kind};
use protocol::{DATABASE, Failure, Stage};
use storage::{StorageError, Store};

/// The stored records of these kinds.
pub async fn load(context: &Context, kinds: &[Kind]) -> Result<Book, Failure> {
    context.progress(0, 0, Stage::Loading);
    let store = Store::open(DATABASE).await.map_err(failed)?;
    let mut book = Book::new();
    for kind in kinds {
        store.load_kind(*kind, |chunk, records| book.load_chunk(*kind, chunk, records)).await.map_err(failed)?;
        context.breathe().await?;
    }
    Ok(book)
}

pub fn failed(error: StorageError) -> Failure {
    match error {
        StorageError::Quota => Failure::Full,
        error => Failure::Storage(error.to_string()),
    }
}
