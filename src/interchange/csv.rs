//! A text table of unknown encoding, delimiter and shape, read row by row.
//!
//! Limits: a table of [`BYTES_LIMIT`], read in [`Windows`]; [`WHOLE_LIMIT`] where it is one text in memory;
//! [`COLUMN_LIMIT`] columns, [`ROW_LIMIT`] bytes in a row, [`CELL_LIMIT`] in a cell.

pub mod delimiter;
pub mod encoding;
pub mod header;
pub mod rows;
pub mod windows;

pub use encoding::{Decoded, Sniffer, WHOLE_LIMIT, decode};
pub use rows::{CELL_LIMIT, Rest, Row, Rows};
pub use windows::{BYTES_LIMIT, ROW_LIMIT, Windows};

/// More columns than this is not a customer file.
pub const COLUMN_LIMIT: u64 = 1_000;

/// The delimiters that are recognised, the likelier first.
pub const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

#[cfg(test)]
mod tests;
