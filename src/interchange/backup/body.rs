//! The archive inside a backup.

use super::{
    FORMAT_TEXT,
    header::Sink,
    lines,
    manifest::{self, FileEntry, Manifest, hex},
};
use crate::zip::{self, ZipError, ZipWriter};
use domain::{Book, Instant, Kind, Record, backup::BackupError};
use sha2::{Digest, Sha256};

/// Lines are handed on in runs of about this many bytes.
const RUN_BYTES: usize = 256 << 10;
/// Progress is told once for this many records.
const TOLD_RECORDS: u64 = 2_000;

/// Writes the archive of a backup.
pub fn body(
    book: &Book,
    at: Instant,
    sink: &mut Sink<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<Manifest, BackupError> {
    let offset = sink.offset();
    let mut archive = Archive::new(ZipWriter::new(sink, offset, at), at);
    archive.records(book, &|_| true, progress);
    let (manifest, _) = archive.finish()?;
    Ok(manifest)
}

/// An archive with a manifest of what is in it.
pub struct Archive<S> {
    zip: ZipWriter<S>,
    manifest: Manifest,
}

impl<S: zip::Sink> Archive<S> {
    pub fn new(mut zip: ZipWriter<S>, at: Instant) -> Self {
        zip.file("FORMAT.md", FORMAT_TEXT.as_bytes());
        Self { zip, manifest: Manifest::new(at) }
    }

    /// It will not hold all records.
    pub fn partial(mut self) -> Self {
        self.manifest.partial = true;
        self
    }

    /// One file of JSON Lines for each kind, in the order the records were made.
    pub fn records(&mut self, book: &Book, wanted: &dyn Fn(&Record) -> bool, progress: &mut dyn FnMut(u64)) {
        let (mut run, mut done) = (Vec::with_capacity(RUN_BYTES + 4_096), 0);
        for kind in Kind::ALL {
            let name = format!("records/{}.jsonl", kind.code());
            let mut file = self.start(&name, Some(kind));
            for record in book.all(kind).filter(|record| wanted(record)) {
                lines::add(record, &mut run);
                file.records += 1;
                done += 1;
                if run.len() >= RUN_BYTES {
                    file.write(&run);
                    run.clear();
                }
                if done % TOLD_RECORDS == 0 {
                    progress(done);
                }
            }
            file.write(&run);
            run.clear();
            file.end();
        }
        progress(done);
    }

    /// A file for people, as it is.
    pub fn file(&mut self, name: &str, bytes: &[u8]) {
        let mut file = self.start(name, None);
        file.write(bytes);
        file.end();
    }

    pub fn finish(mut self) -> Result<(Manifest, S), BackupError> {
        self.zip.file(manifest::NAME, &self.manifest.bytes());
        match self.zip.finish() {
            Ok(sink) => Ok((self.manifest, sink)),
            Err(ZipError::TooLarge { limit }) => Err(BackupError::TooLarge { limit }),
            Err(_) => Err(BackupError::NotVerified),
        }
    }

    fn start(&mut self, name: &str, kind: Option<Kind>) -> File<'_, S> {
        self.zip.start(name);
        File { archive: self, name: name.to_owned(), kind, records: 0, hash: Sha256::new() }
    }
}

/// A file that is being written.
struct File<'a, S> {
    archive: &'a mut Archive<S>,
    name: String,
    kind: Option<Kind>,
    records: u64,
    hash: Sha256,
}

impl<S: zip::Sink> File<'_, S> {
    fn write(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.archive.zip.write(bytes);
    }
    fn end(self) {
        let Some(packed) = self.archive.zip.end() else { return };
        self.archive.manifest.files.push(FileEntry {
            name: self.name,
            kind: self.kind.map(|kind| kind.code().to_owned()),
            records: self.records,
            bytes: packed.bytes,
            sha256: hex(&self.hash.finalize()),
            crc32: format!("{:08x}", packed.crc),
        });
    }
}
