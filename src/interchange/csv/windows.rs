//! A text that comes in slices of bytes, read window by window: what is in memory is a slice, decoded, and the row it
//! breaks off in.

use super::{
    Rest, Rows,
    encoding::{is_binary, looks_garbled},
};
use domain::import::ImportError;
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

/// The largest table that is read.
pub const BYTES_LIMIT: u64 = 2_000_000_000;
/// A longer row is no row: a table of another make, or none.
pub const ROW_LIMIT: usize = 16_000_000;

pub struct Windows {
    decoder: Decoder,
    text: String,
    /// Rows in the windows before this one.
    rows: u64,
    last: bool,
    pub(super) row_limit: usize,
}

impl Windows {
    pub fn new(encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { decoder, text: String::new(), rows: 0, last: false, row_limit: ROW_LIMIT }
    }

    /// One window, of a text that is there already.
    pub fn whole(text: String) -> Self {
        Self { text, last: true, ..Self::new(UTF_8) }
    }

    /// Of what begins with these bytes, if it is text at all. An encoding that somebody asked for is not doubted.
    pub fn begin(head: &[u8], encoding: &'static Encoding, asked: bool) -> Result<Self, ImportError> {
        if is_binary(head) {
            return Err(ImportError::NotText);
        }
        let mut first = Self::new(encoding);
        first.push(head, false);
        if !asked && looks_garbled(&first.text) {
            return Err(ImportError::NotText);
        }
        Ok(Self::new(encoding))
    }

    /// A name of the WHATWG encoding standard.
    pub fn encoding(&self) -> &'static str {
        self.decoder.encoding().name()
    }

    /// Adds what follows to the window; after the `last` bytes nothing does.
    pub fn push(&mut self, mut bytes: &[u8], last: bool) {
        let from = self.text.len();
        loop {
            self.text.reserve(bytes.len() + 16);
            let (result, read, _) = self.decoder.decode_to_string(bytes, &mut self.text, last);
            bytes = &bytes[read..];
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if self.text[from..].contains('\0') {
            self.text.retain(|c| c != '\0');
        }
        self.last = last;
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole rows of this window.
    pub fn rows(&self, delimiter: char) -> Rows<'_> {
        Rows::window(&self.text, delimiter, self.rows, self.last)
    }

    /// Lets go of what was read. False where nothing is left to come.
    pub fn leave(&mut self, rest: Rest) -> Result<bool, ImportError> {
        self.text.drain(..rest.at);
        self.rows = rest.number;
        if !self.last && self.text.len() > self.row_limit {
            return Err(ImportError::RowTooLong { row: self.rows + 1, limit: self.row_limit as u64 });
        }
        Ok(!self.last)
    }
}
