//! Reading an archive, within limits.

use super::ZipError;
use std::{
    io::{Cursor, Read},
    ops::ControlFlow,
};
use zip::{ZipArchive, result};

const PIECE: usize = 32 << 10;
/// What every archive of files begins with.
const START: &[u8] = b"PK\x03\x04";

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// As it stands there: it may be any text, also a path.
    pub name: String,
    /// Unpacked, as the archive claims.
    pub bytes: u64,
    at: usize,
}

/// The files of an archive that is in memory.
pub struct ZipReader<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    pub files: Vec<Found>,
}

impl<'a> ZipReader<'a> {
    /// Reads the directory. Offsets may count from before the archive, as where something stands before it.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ZipError> {
        let missing = if bytes.starts_with(START) { ZipError::Truncated } else { ZipError::NotAZip };
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| missing)?;
        let mut files = Vec::with_capacity(archive.len());
        for at in 0..archive.len() {
            let file = archive.by_index_raw(at).map_err(|_| ZipError::Damaged("directory".to_owned()))?;
            let name = String::from_utf8_lossy(file.name_raw()).into_owned();
            files.push(Found { name, bytes: file.size(), at });
        }
        Ok(Self { archive, files })
    }

    pub fn find(&self, name: &str) -> Option<&Found> {
        self.files.iter().find(|file| file.name == name)
    }

    /// Passes a file on in pieces of up to 32 KB, until all is read or `each` breaks off; checks its length and
    /// CRC. More than `limit` bytes are an error, whatever the archive claims.
    pub fn read(
        &self,
        file: &Found,
        limit: u64,
        each: &mut dyn FnMut(&[u8]) -> ControlFlow<()>,
    ) -> Result<(), ZipError> {
        let damaged = || ZipError::Damaged(file.name.clone());
        if file.bytes > limit {
            return Err(ZipError::TooLarge { limit });
        }
        let mut archive = self.archive.clone();
        let mut packed = archive.by_index(file.at).map_err(|error| match error {
            result::ZipError::UnsupportedArchive(_) => ZipError::Unsupported(file.name.clone()),
            _ => damaged(),
        })?;
        let (mut piece, mut seen) = (vec![0; PIECE], 0_u64);
        loop {
            let read = packed.read(&mut piece).map_err(|_| damaged())?;
            seen += read as u64;
            if seen > file.bytes || (read == 0 && seen < file.bytes) {
                return Err(damaged());
            }
            if read == 0 || each(&piece[..read]).is_break() {
                return Ok(());
            }
        }
    }

    /// A whole file of up to `limit` bytes.
    pub fn whole(&self, file: &Found, limit: u64) -> Result<Vec<u8>, ZipError> {
        let mut bytes = Vec::new();
        self.read(file, limit, &mut |piece| {
            bytes.extend_from_slice(piece);
            ControlFlow::Continue(())
        })?;
        Ok(bytes)
    }
}
