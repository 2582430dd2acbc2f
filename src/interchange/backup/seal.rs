//! Encryption of a backup: Argon2id makes the key, AES-256-GCM seals frames of 64 KB.
//!
//! Frames are the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce is 7 random bytes, the
//! frame's number as 4 bytes (big endian), and 1 for the last frame. So frames cannot be cut off, swapped or
//! repeated. The header is authenticated with each frame.

use super::header::{ENCRYPTED, Header, KeyParameters};
use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{AeadInOut, Nonce, Tag},
};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::backup::BackupError;

/// Of plain text in every frame but the last.
pub const FRAME_BYTES: usize = 64 << 10;
const TAG_BYTES: usize = 16;

/// What a backup is sealed with.
pub struct Sealing<'p> {
    pub passphrase: &'p str,
    /// From the system's source of randomness, new for each backup.
    pub entropy: [u8; 23],
}

pub struct Sealer {
    cipher: Aes256Gcm,
    nonce: [u8; 7],
    with: Vec<u8>,
    frame: Vec<u8>,
    number: u32,
}

impl Sealer {
    /// Makes the key and writes what is needed to make it again into the header.
    pub fn new(sealing: &Sealing, header: &mut Header) -> Result<Self, BackupError> {
        header.flags |= ENCRYPTED;
        header.key = KeyParameters::NOW;
        header.salt.copy_from_slice(&sealing.entropy[..16]);
        header.nonce.copy_from_slice(&sealing.entropy[16..]);
        let (cipher, check) = key(sealing.passphrase, header)?;
        header.check = check;
        Ok(Self {
            cipher,
            nonce: header.nonce,
            with: header.sealed_with().to_vec(),
            frame: Vec::with_capacity(FRAME_BYTES + TAG_BYTES),
            number: 0,
        })
    }

    pub fn put(&mut self, mut bytes: &[u8], out: &mut Vec<u8>) {
        while !bytes.is_empty() {
            // A full frame is sealed only when more comes: the last one is marked.
            if self.frame.len() == FRAME_BYTES {
                self.seal(false, out);
            }
            let (now, later) = bytes.split_at(bytes.len().min(FRAME_BYTES - self.frame.len()));
            self.frame.extend_from_slice(now);
            bytes = later;
        }
    }

    pub fn finish(&mut self, out: &mut Vec<u8>) {
        self.seal(true, out);
    }

    fn seal(&mut self, last: bool, out: &mut Vec<u8>) {
        let nonce = nonce(self.nonce, self.number, last);
        // It fails only for a frame of more than 64 GB.
        if let Ok(tag) = self.cipher.encrypt_inout_detached(&nonce, &self.with, self.frame.as_mut_slice().into()) {
            out.extend_from_slice(&self.frame);
            out.extend_from_slice(&tag);
        }
        self.frame.clear();
        self.number = self.number.wrapping_add(1);
    }
}

/// The plain text of a sealed body.
pub fn open(header: &Header, passphrase: Option<&str>, body: &[u8]) -> Result<Vec<u8>, BackupError> {
    let (cipher, check) = key(passphrase.ok_or(BackupError::NeedsPassphrase)?, header)?;
    if check != header.check {
        return Err(BackupError::WrongPassphrase);
    }
    let with = header.sealed_with();
    let mut plain = Vec::with_capacity(body.len());
    let frames = body.len().div_ceil(FRAME_BYTES + TAG_BYTES);
    for (number, frame) in body.chunks(FRAME_BYTES + TAG_BYTES).enumerate() {
        let damaged = || BackupError::Damaged(format!("frame {}", number + 1));
        let (sealed, tag) = frame.split_at_checked(frame.len().wrapping_sub(TAG_BYTES)).ok_or_else(damaged)?;
        let nonce = nonce(header.nonce, u32::try_from(number).map_err(|_| damaged())?, number + 1 == frames);
        let tag = Tag::<Aes256Gcm>::try_from(tag).map_err(|_| damaged())?;
        let start = plain.len();
        plain.extend_from_slice(sealed);
        cipher.decrypt_inout_detached(&nonce, &with, (&mut plain[start..]).into(), &tag).map_err(|_| damaged())?;
    }
    Ok(plain)
}

fn nonce(first: [u8; 7], number: u32, last: bool) -> Nonce<Aes256Gcm> {
    let mut bytes = [0; 12];
    bytes[..7].copy_from_slice(&first);
    bytes[7..11].copy_from_slice(&number.to_be_bytes());
    bytes[11] = u8::from(last);
    bytes.into()
}

/// Argon2id gives 48 bytes: the key, then the check value.
fn key(passphrase: &str, header: &Header) -> Result<(Aes256Gcm, [u8; 16]), BackupError> {
    let damaged = || BackupError::Damaged("header".to_owned());
    let KeyParameters { memory_kib, passes, lanes } = header.key;
    let parameters = Params::new(memory_kib, passes, lanes, Some(48)).map_err(|_| damaged())?;
    let mut made = [0; 48];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
        .hash_password_into(passphrase.as_bytes(), &header.salt, &mut made)
        .map_err(|_| damaged())?;
    let (key, rest) = made.split_at(32);
    let cipher = Aes256Gcm::new_from_slice(key).map_err(|_| damaged())?;
    let check = rest.try_into().map_err(|_| damaged())?;
    Ok((cipher, check))
}
