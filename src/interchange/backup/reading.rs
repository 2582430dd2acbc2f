//! Reading a backup: the archive, checked against its manifest, record by record.

use super::{
    FILE_LIMIT, Progress, UNPACKED_LIMIT,
    header::{HEADER_BYTES, Header, MAGIC},
    lines, loose,
    manifest::{self, FileEntry, Manifest, hex},
    seal,
};
use crate::zip::{ZipError, ZipReader};
use domain::{
    Instant, Kind, Record,
    backup::{About, BackupError},
};
use sha2::{Digest, Sha256};
use std::{borrow::Cow, ops::ControlFlow};

/// A longer line is damage.
const LINE_LIMIT: usize = 64 << 20;
const MANIFEST_LIMIT: u64 = 1 << 20;
/// Progress is told once for this many records.
const TOLD_RECORDS: u64 = 2_000;

/// A backup in memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Backup {
    pub about: About,
    /// Of all kinds, each in the order the records were made.
    pub records: Vec<Record>,
}

/// When a backup was made and whether it wants a passphrase. Reads the header only.
pub fn peek(bytes: &[u8]) -> Result<(Instant, bool), BackupError> {
    if loose::is_loose(bytes) {
        return Ok((Instant(0), false));
    }
    if is_archive(bytes) {
        let manifest = manifest_of(&archive(bytes)?)?;
        return Ok((manifest.created_at, false));
    }
    let (header, _) = Header::read(bytes)?;
    Ok((header.created_at, header.encrypted()))
}

/// A whole backup, or the archive that an export of everything makes.
pub fn read(bytes: &[u8], passphrase: Option<&str>) -> Result<Backup, BackupError> {
    let mut records = Vec::new();
    let about = read_each(
        bytes,
        passphrase,
        &mut |record| {
            records.push(record);
            Ok(())
        },
        &mut |_, _| {},
    )?;
    Ok(Backup { about, records })
}

/// Hands over each record, so that they need not all be in memory. All that came before an error is worth nothing.
pub fn read_each(
    bytes: &[u8],
    passphrase: Option<&str>,
    each: &mut dyn FnMut(Record) -> Result<(), BackupError>,
    progress: Progress,
) -> Result<About, BackupError> {
    if loose::is_loose(bytes) {
        return loose::read(bytes, each, progress);
    }
    let encrypted = !is_archive(bytes) && Header::read(bytes)?.0.encrypted();
    let manifest = check(bytes, passphrase, each, progress)?;
    Ok(manifest.about(encrypted, bytes.len() as u64))
}

/// Reads everything and compares it with the manifest, which it returns.
pub fn check(
    bytes: &[u8],
    passphrase: Option<&str>,
    each: &mut dyn FnMut(Record) -> Result<(), BackupError>,
    progress: Progress,
) -> Result<Manifest, BackupError> {
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(BackupError::TooLarge { limit: FILE_LIMIT });
    }
    let body = if is_archive(bytes) {
        Cow::Borrowed(bytes)
    } else {
        match Header::read(bytes)? {
            (header, sealed) if header.encrypted() => Cow::Owned(seal::open(&header, passphrase, sealed)?),
            // Its offsets count from the beginning of the file.
            (_, plain) => Cow::Borrowed(&bytes[..HEADER_BYTES + plain.len()]),
        }
    };
    let zip = archive(&body)?;
    let manifest = manifest_of(&zip)?;
    let (total, mut done) = (manifest.records(), 0);
    let mut room = UNPACKED_LIMIT;
    for file in &manifest.files {
        room = room.checked_sub(file.bytes).ok_or(BackupError::TooLarge { limit: UNPACKED_LIMIT })?;
        let mut count = |record| {
            done += 1;
            if done % TOLD_RECORDS == 0 {
                progress(done, total);
            }
            each(record)
        };
        read_file(&zip, file, &manifest, &mut count)?;
    }
    progress(total, total);
    Ok(manifest)
}

fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && !bytes.starts_with(MAGIC)
}

fn archive(bytes: &[u8]) -> Result<ZipReader<'_>, BackupError> {
    ZipReader::open(bytes).map_err(|error| match error {
        ZipError::Truncated => BackupError::Truncated,
        ZipError::TooLarge { limit } => BackupError::TooLarge { limit },
        _ => BackupError::Damaged("archive".to_owned()),
    })
}

fn manifest_of(zip: &ZipReader) -> Result<Manifest, BackupError> {
    let file = zip.find(manifest::NAME).ok_or_else(|| match zip.files.is_empty() {
        true => BackupError::Damaged(manifest::NAME.to_owned()),
        false => BackupError::NotABackup,
    })?;
    Manifest::read(&zip.whole(file, MANIFEST_LIMIT).map_err(|error| in_file(manifest::NAME, error))?)
}

fn in_file(name: &str, error: ZipError) -> BackupError {
    match error {
        ZipError::TooLarge { limit } => BackupError::TooLarge { limit },
        _ => BackupError::Damaged(name.to_owned()),
    }
}

fn read_file(
    zip: &ZipReader,
    file: &FileEntry,
    manifest: &Manifest,
    each: &mut dyn FnMut(Record) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    let damaged = || BackupError::Damaged(file.name.clone());
    let kind = match &file.kind {
        Some(code) => {
            Some(Kind::from_code(code).ok_or(BackupError::Newer { format: manifest.format, schema: manifest.schema })?)
        }
        None => None,
    };
    let found = zip.find(&file.name).ok_or_else(damaged)?;
    let (mut hash, mut rest, mut records) = (Sha256::new(), Vec::new(), 0_u64);
    let mut failed = None;
    let mut take = |kind: Kind, line: &[u8]| {
        records += 1;
        lines::read(kind, line).ok_or_else(damaged).and_then(&mut *each)
    };
    zip.read(found, file.bytes, &mut |piece| {
        hash.update(piece);
        let Some(kind) = kind else { return ControlFlow::Continue(()) };
        let mut left = piece;
        while let Some(end) = left.iter().position(|byte| *byte == b'\n') {
            let taken = if rest.is_empty() {
                take(kind, &left[..end])
            } else {
                rest.extend_from_slice(&left[..end]);
                let taken = take(kind, &rest);
                rest.clear();
                taken
            };
            left = &left[end + 1..];
            if let Err(error) = taken {
                failed = Some(error);
                return ControlFlow::Break(());
            }
        }
        rest.extend_from_slice(left);
        if rest.len() > LINE_LIMIT {
            failed = Some(BackupError::TooLarge { limit: LINE_LIMIT as u64 });
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })
    .map_err(|error| in_file(&file.name, error))?;
    if let Some(error) = failed {
        return Err(error);
    }
    let whole =
        rest.is_empty() && records == file.records && found.bytes == file.bytes && hex(&hash.finalize()) == file.sha256;
    if whole { Ok(()) } else { Err(damaged()) }
}
