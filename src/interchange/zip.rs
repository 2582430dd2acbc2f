//! ZIP archives, as far as this product needs them: deflated or stored files, no encryption, under 4 GB.
//!
//! Reading is the zip crate's, which spreadsheets need anyway; here it passes each file on in pieces and stops at a
//! limit, so a small archive cannot fill the memory. Writing is by hand (PKWARE's APPNOTE 6.3.10), because that crate
//! would bring a second compressor; it streams: a file's sizes follow it in a data descriptor, so nothing is held but
//! the output. Deliberately not here: what is in the files.

mod reader;
mod writer;

pub use reader::{Found, ZipReader};
pub use writer::{Packed, Sink, ZipWriter};

const LOCAL: u32 = 0x0403_4b50;
const DESCRIPTOR: u32 = 0x0807_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const DEFLATED: u16 = 8;
/// General purpose flags: sizes follow the data; names are UTF-8.
const FLAGS: u16 = 1 << 3 | 1 << 11;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZipError {
    #[error("not a ZIP archive")]
    NotAZip,
    #[error("the archive ends too early")]
    Truncated,
    #[error("{0} in the archive is damaged")]
    Damaged(String),
    #[error("{0} in the archive is packed in a way that is not supported")]
    Unsupported(String),
    #[error("more than {limit} bytes when unpacked")]
    TooLarge { limit: u64 },
}

#[cfg(test)]
mod tests;
