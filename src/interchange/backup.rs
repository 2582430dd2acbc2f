//! A backup: all of the user's data in one file, readable without this product.
//!
//! A fixed header ([`header`]), then a ZIP archive with a manifest and one file of JSON Lines for each kind of record;
//! with a passphrase the archive is sealed in frames ([`seal`]). `backup/FORMAT.md` describes every byte and travels
//! inside each backup. Invariants: a backup counts as good only once its written bytes were read back and compared
//! ([`write`] does so); reading never panics and never unpacks more than its limits; format 1 opens for ever
//! (`tests/fixtures/backup-v1`). All records are in it: trash, saved views, models, the profile, deletions and fields
//! that this version does not know. Deliberately not here: the journal. What merging needs of it stands on each
//! record (`domain::version`); History stays on the device, where it can be erased.

pub mod body;
mod difference;
mod erase;
mod header;
mod lines;
mod loose;
mod manifest;
mod merge;
mod reading;
mod restore;
mod seal;

pub use difference::Comparison;
pub use erase::without;
pub use manifest::Manifest;
pub use merge::{compare, merge};
pub use reading::{Backup, peek, read, read_each};
pub use restore::{verify, whole};
pub use seal::Sealing;

use body::body;
use domain::{
    Book, Instant,
    backup::{About, BackupError},
};
use header::Header;
use seal::Sealer;

/// How a backup describes itself, also inside itself.
pub const FORMAT_TEXT: &str = include_str!("backup/FORMAT.md");

/// A longer file is refused.
pub const FILE_LIMIT: u64 = 1_000_000_000;
/// All files of an archive together, unpacked.
pub const UNPACKED_LIMIT: u64 = 2_000_000_000;

/// Told `(done, total)`, in records.
pub type Progress<'p> = &'p mut dyn FnMut(u64, u64);

/// A backup that was read back and found good.
pub struct Written {
    pub bytes: Vec<u8>,
    pub about: About,
}

/// Writes all of the book's records and reads them back. Progress counts each record twice: written and read.
pub fn write(book: &Book, at: Instant, sealing: Option<&Sealing>, progress: Progress) -> Result<Written, BackupError> {
    let mut header = Header::new(at);
    let mut sealer = sealing.map(|sealing| Sealer::new(sealing, &mut header)).transpose()?;
    let records: u64 = domain::Kind::ALL.into_iter().map(|kind| book.all(kind).count() as u64).sum();
    let total = records * 2;
    let mut sink = header::Sink::new(&header, sealer.as_mut());
    let manifest = body(book, at, &mut sink, &mut |done| progress(done, total))?;
    let bytes = sink.finish()?;
    let read = reading::check(&bytes, sealing.map(|sealing| sealing.passphrase), &mut |_| Ok(()), &mut |done, _| {
        progress(records + done, total)
    })?;
    if read != manifest {
        return Err(BackupError::NotVerified);
    }
    let about = manifest.about(sealing.is_some(), bytes.len() as u64);
    Ok(Written { bytes, about })
}

#[cfg(test)]
mod tests;
