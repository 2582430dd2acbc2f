use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use domain::import::ImportError;
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// The largest file that is read: it is held in memory twice for a moment.
pub const BYTES_LIMIT: u64 = 200 << 20;

#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// A name of the WHATWG encoding standard.
    pub encoding: &'static str,
    pub text: String,
}

/// The text of a file. The encoding is the given one, else that of the byte order mark, else UTF-8 or UTF-16 if
/// the bytes are that, else the likeliest old one (chardetng, the detector of Firefox).
pub fn decode(bytes: Vec<u8>, asked: Option<&str>) -> Result<Decoded, ImportError> {
    if bytes.len() as u64 > BYTES_LIMIT {
        return Err(ImportError::TooLarge { bytes: bytes.len() as u64, limit: BYTES_LIMIT });
    }
    if is_binary(&bytes) {
        return Err(ImportError::NotText);
    }
    let asked = asked.and_then(|label| Encoding::for_label(label.as_bytes()));
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

fn utf8(mut bytes: Vec<u8>) -> String {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned())
}

fn sniff(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = sniff_utf16(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    // The superset, and the name Chinese users know.
    if guess == GBK { GB18030 } else { guess }
}

/// UTF-16 without a mark: delimiters and line ends make zeros on one side of the byte pairs only.
fn sniff_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(8192)];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = (head.len() / 40).max(2);
    match (even, odd) {
        (even, odd) if odd >= enough && even * 10 <= odd => Some(UTF_16LE),
        (even, odd) if even >= enough && odd * 10 <= even => Some(UTF_16BE),
        _ => None,
    }
}

fn is_binary(bytes: &[u8]) -> bool {
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

fn looks_garbled(text: &str) -> bool {
    let (mut all, mut odd) = (0usize, 0usize);
    for c in text.chars().take(20_000) {
        all += 1;
        odd += usize::from(c == '\u{fffd}' || (c.is_control() && !matches!(c, '\t' | '\n' | '\r')));
    }
    odd * 10 > all
}
