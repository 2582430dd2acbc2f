//! Which encoding a text is in, and the text decoded, whole or slice by slice.
//!
//! Invariant: wherever the bytes are cut, the same encoding is told. Deliberately not here: rows (`rows`, `windows`).

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use domain::import::ImportError;
pub use encoding_rs::Encoding;
use encoding_rs::{GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// The largest file that is read as a whole: it is held in memory twice for a moment.
pub const WHOLE_LIMIT: u64 = 200_000_000;

/// So much of what is not ASCII tells an old encoding.
const TELLING_BYTES: usize = 1 << 20;
/// So much tells UTF-16.
const HEAD_BYTES: usize = 8192;

#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// A name of the WHATWG encoding standard.
    pub encoding: &'static str,
    pub text: String,
}

/// The text of a file. The encoding is the given one, else that of the byte order mark, else UTF-8 or UTF-16 if
/// the bytes are that, else the likeliest old one (chardetng, the detector of Firefox).
pub fn decode(bytes: Vec<u8>, asked: Option<&str>) -> Result<Decoded, ImportError> {
    if bytes.len() as u64 > WHOLE_LIMIT {
        return Err(ImportError::TooLarge { bytes: bytes.len() as u64, limit: WHOLE_LIMIT });
    }
    if is_binary(&bytes) {
        return Err(ImportError::NotText);
    }
    let asked = asked.and_then(named);
    let encoding = asked.unwrap_or_else(|| sniff(&bytes));
    let mut text =
        if encoding == UTF_8 { utf8(bytes) } else { encoding.decode_with_bom_removal(&bytes).0.into_owned() };
    if text.contains('\0') {
        text.retain(|c| c != '\0');
    }
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    if asked.is_none() && looks_garbled(&text) {
        return Err(ImportError::NotText);
    }
    Ok(Decoded { encoding: encoding.name(), text })
}

/// The encoding of this name.
pub fn named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.as_bytes())
}

fn utf8(mut bytes: Vec<u8>) -> String {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned())
}

fn sniff(bytes: &[u8]) -> &'static Encoding {
    let mut sniffer = Sniffer::default();
    sniffer.feed(bytes);
    sniffer.finish()
}

/// Finds the encoding of bytes that come in slices, all of them: a file may begin in plain letters and go on in others.
pub struct Sniffer {
    head: Vec<u8>,
    /// What is missing from the character that the last slice broke off in.
    broken: Vec<u8>,
    is_utf8: bool,
    detector: EncodingDetector,
    /// Bytes told to the detector since the first that is not ASCII.
    told: usize,
}

impl Default for Sniffer {
    fn default() -> Self {
        let detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        Self { head: Vec::new(), broken: Vec::new(), is_utf8: true, detector, told: 0 }
    }
}

impl Sniffer {
    pub fn feed(&mut self, bytes: &[u8]) {
        let missing = HEAD_BYTES.saturating_sub(self.head.len());
        self.head.extend(bytes.iter().take(missing));
        self.is_utf8 = self.is_utf8 && self.goes_on(bytes);
        let left = TELLING_BYTES.saturating_sub(self.told);
        // The detector wants a little of what comes before, too.
        let plain = if self.told == 0 { Encoding::ascii_valid_up_to(bytes).saturating_sub(4) } else { 0 };
        let telling = &bytes[plain..bytes.len().min(plain + left)];
        if !telling.is_empty() && self.detector.feed(telling, false) {
            self.told += telling.len();
        }
    }

    /// Whether the bytes so far are UTF-8, but for the last character, which may be cut.
    fn goes_on(&mut self, mut bytes: &[u8]) -> bool {
        while !self.broken.is_empty() {
            let Some((next, rest)) = bytes.split_first() else { return true };
            self.broken.push(*next);
            bytes = rest;
            match std::str::from_utf8(&self.broken) {
                Ok(_) => self.broken.clear(),
                Err(error) if error.error_len().is_some() => return false,
                Err(_) => {}
            }
        }
        match std::str::from_utf8(bytes) {
            Ok(_) => true,
            Err(error) => {
                self.broken.extend(&bytes[error.valid_up_to()..]);
                error.error_len().is_none()
            }
        }
    }

    /// Whether nothing that follows can change the answer.
    pub fn is_sure(&self) -> bool {
        self.head.len() == HEAD_BYTES && marked(&self.head).is_some()
    }

    pub fn finish(mut self) -> &'static Encoding {
        if let Some(encoding) = marked(&self.head) {
            return encoding;
        }
        if self.is_utf8 && self.broken.is_empty() {
            return UTF_8;
        }
        if self.told < TELLING_BYTES {
            self.detector.feed(&[], true);
        }
        let guess = self.detector.guess(None, Utf8Detection::Allow);
        // The superset, and the name Chinese users know.
        if guess == GBK { GB18030 } else { guess }
    }
}

/// UTF-8 or UTF-16 by the mark at the beginning, or UTF-16 without one.
fn marked(head: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(head).map(|(encoding, _)| encoding).or_else(|| sniff_utf16(head))
}

/// The text a file begins with, as far as can be told from so few bytes.
pub fn start(head: &[u8]) -> String {
    let head = &head[..head.len().min(HEAD_BYTES)];
    marked(head).unwrap_or(UTF_8).decode_with_bom_removal(head).0.into_owned()
}

/// UTF-16 without a mark: delimiters and line ends make zeros on one side of the byte pairs only.
fn sniff_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = (head.len() / 40).max(2);
    match (even, odd) {
        (even, odd) if odd >= enough && even * 10 <= odd => Some(UTF_16LE),
        (even, odd) if even >= enough && odd * 10 <= even => Some(UTF_16BE),
        _ => None,
    }
}

pub(super) fn is_binary(bytes: &[u8]) -> bool {
    const STARTS: &[&[u8]] = &[
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0",
        b"%PDF",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\x1f\x8b",
        b"Rar!",
        b"7z\xbc\xaf",
        b"SQLite format 3",
        b"RIFF",
    ];
    STARTS.iter().any(|start| bytes.starts_with(start))
}

pub(super) fn looks_garbled(text: &str) -> bool {
    let (mut all, mut odd) = (0usize, 0usize);
    for c in text.chars().take(20_000) {
        all += 1;
        odd += usize::from(c == '\u{fffd}' || (c.is_control() && !matches!(c, '\t' | '\n' | '\r')));
    }
    odd * 10 > all
}
