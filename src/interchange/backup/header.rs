//! The first bytes of a backup. `FORMAT.md` has the table.

use super::{BackupError, seal::Sealer};
use crate::zip;
use domain::{Instant, chunk};

/// The last byte stops a terminal that shows the file as text.
pub const MAGIC: &[u8; 8] = b"SOLOCRM\x1a";
pub const FORMAT: u16 = 1;
pub const HEADER_BYTES: usize = 112;
pub const COMPRESSED: u16 = 1;
pub const ENCRYPTED: u16 = 2;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub flags: u16,
    pub schema: u16,
    pub created_at: Instant,
    /// Bytes after the header.
    pub body_bytes: u64,
    pub key: KeyParameters,
    pub salt: [u8; 16],
    /// The first bytes of every frame's nonce.
    pub nonce: [u8; 7],
    /// Tells a wrong passphrase from a damaged file.
    pub check: [u8; 16],
}

/// How a passphrase becomes a key: Argon2id version 1.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyParameters {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl KeyParameters {
    /// OWASP Password Storage Cheat Sheet, 2026.
    pub const NOW: Self = Self { memory_kib: 19 * 1024, passes: 2, lanes: 1 };
    const NONE: Self = Self { memory_kib: 0, passes: 0, lanes: 0 };

    /// A file may ask for more work than today's, but not for so much that the tab dies.
    fn bearable(&self) -> bool {
        (8..=256 * 1024).contains(&self.memory_kib) && (1..=16).contains(&self.passes) && (1..=4).contains(&self.lanes)
    }
}

impl Header {
    pub fn new(created_at: Instant) -> Self {
        Self {
            flags: COMPRESSED,
            schema: chunk::SCHEMA,
            created_at,
            body_bytes: 0,
            key: KeyParameters::NONE,
            salt: [0; 16],
            nonce: [0; 7],
            check: [0; 16],
        }
    }

    pub fn encrypted(&self) -> bool {
        self.flags & ENCRYPTED != 0
    }

    pub fn bytes(&self) -> [u8; HEADER_BYTES] {
        let mut bytes = Vec::with_capacity(HEADER_BYTES);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&FORMAT.to_le_bytes());
        bytes.extend_from_slice(&self.flags.to_le_bytes());
        bytes.extend_from_slice(&self.schema.to_le_bytes());
        bytes.extend_from_slice(&(HEADER_BYTES as u16).to_le_bytes());
        bytes.extend_from_slice(&self.created_at.0.to_le_bytes());
        bytes.extend_from_slice(&self.body_bytes.to_le_bytes());
        for number in [self.key.memory_kib, self.key.passes, self.key.lanes, super::seal::FRAME_BYTES as u32] {
            bytes.extend_from_slice(&if self.encrypted() { number } else { 0 }.to_le_bytes());
        }
        bytes.extend_from_slice(&self.salt);
        bytes.extend_from_slice(&self.nonce);
        bytes.extend_from_slice(&[0; 1]);
        bytes.extend_from_slice(&self.check);
        let mut whole = [0; HEADER_BYTES];
        whole[..bytes.len()].copy_from_slice(&bytes);
        let crc = crc32fast::hash(&whole[..HEADER_BYTES - 4]);
        whole[HEADER_BYTES - 4..].copy_from_slice(&crc.to_le_bytes());
        whole
    }

    /// What frames are sealed together with: the header, but for the body's length and the CRC, which are known
    /// only once the body is written.
    pub fn sealed_with(&self) -> [u8; HEADER_BYTES] {
        let mut bytes = Header { body_bytes: 0, ..self.clone() }.bytes();
        bytes[HEADER_BYTES - 4..].fill(0);
        bytes
    }

    /// Reads and checks a header; the body is what follows, cut to its length.
    pub fn read(bytes: &[u8]) -> Result<(Self, &[u8]), BackupError> {
        let magic = bytes.get(..MAGIC.len()).unwrap_or(bytes);
        if magic.is_empty() || !MAGIC.starts_with(magic) {
            return Err(BackupError::NotABackup);
        }
        let version = bytes.get(8..14).ok_or(BackupError::Truncated)?;
        let short = |at: usize| u16::from_le_bytes([version[at], version[at + 1]]);
        let (format, schema) = (short(0), short(4));
        if format > FORMAT {
            return Err(BackupError::Newer { format, schema });
        }
        let (head, rest) = bytes.split_at_checked(HEADER_BYTES).ok_or(BackupError::Truncated)?;
        let damaged = || BackupError::Damaged("header".to_owned());
        let header = Self::fields(head).ok_or_else(damaged)?;
        let crc = crc32fast::hash(&head[..HEADER_BYTES - 4]);
        if head[HEADER_BYTES - 4..] != crc.to_le_bytes() || format == 0 {
            return Err(damaged());
        }
        if header.schema > chunk::SCHEMA || header.flags & !(COMPRESSED | ENCRYPTED) != 0 {
            return Err(BackupError::Newer { format, schema });
        }
        if header.encrypted() && (!header.key.bearable() || header.bytes() != head) {
            return Err(damaged());
        }
        let length = usize::try_from(header.body_bytes).map_err(|_| BackupError::Truncated)?;
        let body = rest.get(..length).ok_or(BackupError::Truncated)?;
        Ok((header, body))
    }

    fn fields(head: &[u8]) -> Option<Self> {
        let short = |at: usize| Some(u16::from_le_bytes(head.get(at..at + 2)?.try_into().ok()?));
        let word = |at: usize| Some(u32::from_le_bytes(head.get(at..at + 4)?.try_into().ok()?));
        let long = |at: usize| Some(u64::from_le_bytes(head.get(at..at + 8)?.try_into().ok()?));
        Some(Self {
            flags: short(10)?,
            schema: short(12)?,
            created_at: Instant(long(16)? as i64),
            body_bytes: long(24)?,
            key: KeyParameters { memory_kib: word(32)?, passes: word(36)?, lanes: word(40)? },
            salt: head.get(48..64)?.try_into().ok()?,
            nonce: head.get(64..71)?.try_into().ok()?,
            check: head.get(72..88)?.try_into().ok()?,
        })
    }
}

/// Header and body as they are written, sealed or plain.
pub struct Sink<'s> {
    header: Header,
    sealer: Option<&'s mut Sealer>,
    bytes: Vec<u8>,
}

impl<'s> Sink<'s> {
    pub fn new(header: &Header, sealer: Option<&'s mut Sealer>) -> Self {
        Self { header: header.clone(), sealer, bytes: header.bytes().to_vec() }
    }

    /// Where the archive begins in what is read in the end: a plain backup opens in any ZIP program.
    pub fn offset(&self) -> u64 {
        if self.sealer.is_some() { 0 } else { HEADER_BYTES as u64 }
    }

    /// The whole file, its header with the body's length.
    pub fn finish(mut self) -> Result<Vec<u8>, BackupError> {
        if let Some(sealer) = self.sealer.take() {
            sealer.finish(&mut self.bytes);
        }
        if self.bytes.len() as u64 > super::FILE_LIMIT {
            return Err(BackupError::TooLarge { limit: super::FILE_LIMIT });
        }
        self.header.body_bytes = (self.bytes.len() - HEADER_BYTES) as u64;
        self.bytes[..HEADER_BYTES].copy_from_slice(&self.header.bytes());
        Ok(self.bytes)
    }
}

impl zip::Sink for &mut Sink<'_> {
    fn put(&mut self, bytes: &[u8]) {
        match &mut self.sealer {
            Some(sealer) => sealer.put(bytes, &mut self.bytes),
            None => self.bytes.extend_from_slice(bytes),
        }
    }
}
