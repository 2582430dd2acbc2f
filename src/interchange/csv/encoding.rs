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
    utf8: Utf8,
    detector: EncodingDetector,
    /// Bytes told to the detector since the first that is not ASCII.
    told: usize,
}

impl Default for Sniffer {
    fn default() -> Self {
        let detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        Self { head: Vec::new(), broken: Vec::new(), utf8: Utf8::default(), detector, told: 0 }
    }
}

impl Sniffer {
    pub fn feed(&mut self, bytes: &[u8]) {
        let missing = HEAD_BYTES.saturating_sub(self.head.len());
        self.head.extend(bytes.iter().take(missing));
        self.look_for_utf8(bytes);
        let left = TELLING_BYTES.saturating_sub(self.told);
        // The detector wants a little of what comes before, too.
        let plain = if self.told == 0 { Encoding::ascii_valid_up_to(bytes).saturating_sub(4) } else { 0 };
        let telling = &bytes[plain..bytes.len().min(plain + left)];
        if !telling.is_empty() && self.detector.feed(telling, false) {
            self.told += telling.len();
        }
    }

    /// Counts what is UTF-8, but for the last character, which may be cut.
    fn look_for_utf8(&mut self, mut bytes: &[u8]) {
        while !self.broken.is_empty() && !self.utf8.is_out() {
            let Some((next, rest)) = bytes.split_first() else { return };
            self.broken.push(*next);
            match std::str::from_utf8(&self.broken) {
                Ok(_) => {
                    self.utf8.count(&self.broken);
                    self.broken.clear();
                }
                Err(error) if error.error_len().is_some() => {
                    // What broke it may begin the next.
                    self.utf8.faults += 1;
                    self.broken.clear();
                    continue;
                }
                Err(_) => {}
            }
            bytes = rest;
        }
        while !self.utf8.is_out() {
            let Err(error) = std::str::from_utf8(bytes) else { return self.utf8.count(bytes) };
            let (sound, rest) = bytes.split_at(error.valid_up_to());
            self.utf8.count(sound);
            let Some(length) = error.error_len() else { return self.broken.extend(rest) };
            self.utf8.faults += 1;
            bytes = &rest[length..];
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
        self.utf8.faults += usize::from(!self.broken.is_empty());
        if self.utf8.is_likely() {
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

/// How much of a text is UTF-8. A few lines of another encoding in it do not make it another text.
#[derive(Default)]
struct Utf8 {
    /// Characters of two bytes, and of more: what is seldom so by chance.
    short: usize,
    long: usize,
    faults: usize,
}

impl Utf8 {
    /// So many faults at a time when there are more of them than long characters settle it.
    const OUT: usize = 1 << 16;

    fn count(&mut self, sound: &[u8]) {
        self.short += sound.iter().filter(|byte| (0xc2..0xe0).contains(*byte)).count();
        self.long += sound.iter().filter(|byte| **byte >= 0xe0).count();
    }
    fn is_out(&self) -> bool {
        self.faults >= Self::OUT && self.faults > self.long
    }
    fn is_likely(&self) -> bool {
        !self.is_out() && (self.faults < self.long || self.faults * 4 <= self.short)
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
