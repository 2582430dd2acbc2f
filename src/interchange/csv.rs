//! A text table of unknown encoding, delimiter and shape, read row by row.

pub mod delimiter;
pub mod encoding;
pub mod header;
pub mod rows;

pub use encoding::{BYTES_LIMIT, Decoded, decode};
pub use rows::{CELL_LIMIT, Row, Rows};

/// More columns than this is not a customer file.
pub const COLUMN_LIMIT: u64 = 1_000;

/// The delimiters that are recognised, the likelier first.
pub const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
