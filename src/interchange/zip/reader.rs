//! Reading an archive by its central directory, within limits.

use super::{CENTRAL, DEFLATED, END, LOCAL, STORED, ZipError};
use miniz_oxide::inflate::{
    TINFLStatus,
    core::{DecompressorOxide, decompress, inflate_flags::TINFL_FLAG_HAS_MORE_INPUT},
};
use std::ops::ControlFlow;

/// The window of deflate.
const WINDOW: usize = 32 << 10;
/// Bytes handed to the decompressor at a time.
const SLICE: usize = 64 << 10;
const END_BYTES: usize = 22;
const COMMENT_BYTES: usize = 65_535;

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// As it stands there: it may be any text, also a path.
    pub name: String,
    /// Unpacked, as the archive claims.
    pub bytes: u64,
    method: u16,
    packed: usize,
    crc: u32,
    /// Where its local header begins.
    at: usize,
}

/// The files of an archive that is in memory.
pub struct ZipReader<'a> {
    bytes: &'a [u8],
    pub files: Vec<Found>,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

impl<'a> ZipReader<'a> {
    /// Reads the directory. Offsets may count from before the archive, as where something stands before it.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ZipError> {
        let missing = if bytes.starts_with(&LOCAL.to_le_bytes()) { ZipError::Truncated } else { ZipError::NotAZip };
        let end = end_of(bytes).ok_or(missing)?;
        let files = directory(bytes, end).ok_or_else(|| ZipError::Damaged("directory".to_owned()))?;
        Ok(Self { bytes, files })
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
        let packed = self.packed(file).ok_or_else(damaged)?;
        let (mut seen, mut crc) = (0_u64, crc32fast::Hasher::new());
        let mut pass = |piece: &[u8]| {
            seen += piece.len() as u64;
            if seen > file.bytes {
                return Err(damaged());
            }
            crc.update(piece);
            Ok(each(piece).is_continue())
        };
        let whole = match file.method {
            STORED => pass(packed)?,
            DEFLATED => inflate(packed, &mut pass).map_err(|error| error.unwrap_or_else(damaged))?,
            _ => return Err(ZipError::Unsupported(file.name.clone())),
        };
        if whole && (seen != file.bytes || crc.finalize() != file.crc) { Err(damaged()) } else { Ok(()) }
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

    fn packed(&self, file: &Found) -> Option<&'a [u8]> {
        let head = self.bytes.get(file.at..file.at.checked_add(30)?)?;
        if u32_at(head, 0)? != LOCAL {
            return None;
        }
        let name = usize::from(u16_at(head, 26)?);
        let start = file.at + 30 + name + usize::from(u16_at(head, 28)?);
        self.bytes.get(start..start.checked_add(file.packed)?)
    }
}

/// Where the end record begins: the last place that looks like one and is followed by its comment alone.
fn end_of(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_BYTES)?;
    (last.saturating_sub(COMMENT_BYTES)..=last).rev().find(|at| {
        u32_at(bytes, *at) == Some(END)
            && u16_at(bytes, at + 20).is_some_and(|comment| at + END_BYTES + usize::from(comment) == bytes.len())
    })
}

fn directory(bytes: &[u8], end: usize) -> Option<Vec<Found>> {
    let count = usize::from(u16_at(bytes, end + 10)?);
    let size = u32_at(bytes, end + 12)? as usize;
    let mut at = end.checked_sub(size)?;
    // Where offsets are counted from, as the directory is right before its end.
    let stated = u32_at(bytes, end + 16)? as usize;
    let mut files = Vec::new();
    for _ in 0..count {
        if u32_at(bytes, at)? != CENTRAL {
            return None;
        }
        let length = |field| u16_at(bytes, at + field).map(usize::from);
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        let offset = u32_at(bytes, at + 42)? as usize;
        files.push(Found {
            name: String::from_utf8_lossy(bytes.get(at + 46..at + 46 + name)?).into_owned(),
            bytes: u32_at(bytes, at + 24)?.into(),
            method: if u16_at(bytes, at + 8)? & 1 == 1 { u16::MAX } else { u16_at(bytes, at + 10)? },
            packed: u32_at(bytes, at + 20)? as usize,
            crc: u32_at(bytes, at + 16)?,
            at: (offset + (end - size)).checked_sub(stated)?,
        });
        at += 46 + name + extra + comment;
    }
    (at <= end).then_some(files)
}

/// Unpacks deflated bytes piece by piece. True when all was passed on, false when `pass` broke off; an error
/// without a cause is damage.
fn inflate(packed: &[u8], pass: &mut dyn FnMut(&[u8]) -> Result<bool, ZipError>) -> Result<bool, Option<ZipError>> {
    let mut state = Box::new(DecompressorOxide::new());
    let mut window = vec![0; WINDOW];
    let (mut taken, mut place) = (0, 0);
    loop {
        let slice = &packed[taken..packed.len().min(taken + SLICE)];
        let flags = if taken + slice.len() < packed.len() { TINFL_FLAG_HAS_MORE_INPUT } else { 0 };
        let (status, read, written) = decompress(&mut state, slice, &mut window, place, flags);
        taken += read;
        if written > 0 && !pass(&window[place..place + written]).map_err(Some)? {
            return Ok(false);
        }
        place = (place + written) % WINDOW;
        match status {
            TINFLStatus::Done => return Ok(true),
            TINFLStatus::HasMoreOutput => {}
            TINFLStatus::NeedsMoreInput if read > 0 => {}
            _ => return Err(None),
        }
    }
}
