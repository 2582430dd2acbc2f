//! Several files as one, a ZIP archive or what the page bundles: each is read as if it had come alone, but messages and
//! contact cards, of which a file holds one each, are joined to one table. Archives within archives are not opened.

use super::{Holds, Opened, PACKED_LIMIT, Part, Refused, SHEET, UNPACKED_LIMIT, Wanted, holds, mail, part, vcard};
use crate::csv::encoding::start;
use domain::import::{ImportError, unbundled};
use std::io::{Cursor, Read};
use zip::{ZipArchive, result::ZipError};

/// So many files are looked at.
pub(super) const FILES_LIMIT: usize = 2_000;
/// What the joined are called.
const CARDS: &str = "*.vcf";
const MESSAGES: &str = "*.eml";

pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

pub(super) fn archive(bytes: &[u8]) -> Result<Archive<'_>, ImportError> {
    if bytes.len() as u64 > PACKED_LIMIT {
        return Err(ImportError::TooLarge { bytes: bytes.len() as u64, limit: PACKED_LIMIT });
    }
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::Damaged)
}

pub(super) fn is_spreadsheet(bytes: &[u8]) -> bool {
    let Ok(mut archive) = archive(bytes) else {
        return false;
    };
    if archive.file_names().flatten().any(|name| name == "xl/workbook.xml") {
        return true;
    }
    let mut kind = String::new();
    let said = archive.by_name("mimetype").is_ok_and(|file| file.take(100).read_to_string(&mut kind).is_ok());
    said && kind.contains("opendocument.spreadsheet")
}

/// Unpacks everything without keeping it, so that what is read later is known to fit.
pub(super) fn weigh(bytes: &[u8]) -> Result<(), ImportError> {
    unpack(bytes, &mut { UNPACKED_LIMIT })
}

/// Takes the unpacked size of each file from the bytes that are left.
pub(super) fn unpack(bytes: &[u8], left: &mut u64) -> Result<(), ImportError> {
    let mut archive = archive(bytes)?;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(reason)?;
        let read = std::io::copy(&mut file.take(*left + 1), &mut std::io::sink()).map_err(|_| ImportError::Damaged)?;
        *left = left.checked_sub(read).ok_or(ImportError::UnpacksTooLarge { limit: UNPACKED_LIMIT })?;
    }
    Ok(())
}

fn reason(error: ZipError) -> ImportError {
    match error {
        ZipError::InvalidPassword => ImportError::Locked,
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ImportError::Locked,
        _ => ImportError::Damaged,
    }
}

/// The name of a file within; Chinese Windows writes GBK and does not say so.
fn name_of(raw: &[u8], said: &str) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => {
            let (name, _, broken) = encoding_rs::GB18030.decode(raw);
            if broken { said.to_owned() } else { name.into_owned() }
        }
    }
}

pub(super) fn open(bytes: &[u8], encoding: Option<&str>, wanted: Wanted<'_>) -> Result<Opened, ImportError> {
    let mut archive = archive(bytes)?;
    let mut left = UNPACKED_LIMIT;
    let mut gathered = Gathered::new(wanted);
    for at in 0..archive.len() {
        let said = archive.name_for_index(at).and_then(Result::ok).unwrap_or_default().into_owned();
        let file = match archive.by_index(at) {
            Ok(file) => file,
            Err(error) => {
                gathered.refuse(said, reason(error));
                continue;
            }
        };
        let name = name_of(file.name_raw(), &said);
        let own = name.rsplit('/').next().unwrap_or_default();
        // What an operating system adds for itself.
        let of_system = file.is_dir() || own.starts_with('.') || name.starts_with("__MACOSX/");
        if of_system || !gathered.wants(&name) {
            continue;
        }
        let mut content = Vec::new();
        let read = file.take(left + 1).read_to_end(&mut content);
        left = left.checked_sub(content.len() as u64).ok_or(ImportError::UnpacksTooLarge { limit: UNPACKED_LIMIT })?;
        match read {
            Ok(_) => gathered.add(name, content, encoding),
            Err(_) => gathered.refuse(name, ImportError::Damaged),
        }
    }
    gathered.finish()
}

/// Files that the page put together.
pub(super) fn unbundle(bytes: &[u8], wanted: Wanted<'_>) -> Result<Opened, ImportError> {
    let mut gathered = Gathered::new(wanted);
    for (name, content) in unbundled(bytes).ok_or(ImportError::Damaged)? {
        if gathered.wants(&name) {
            gathered.add(name, content.to_vec(), None);
        }
    }
    gathered.finish()
}

struct Gathered<'w> {
    wanted: Wanted<'w>,
    opened: Opened,
    cards: Vec<(String, Vec<vcard::Card>)>,
    messages: Vec<(String, Vec<Vec<String>>)>,
    files: usize,
}

impl<'w> Gathered<'w> {
    fn new(wanted: Wanted<'w>) -> Self {
        Self { wanted, opened: Opened::default(), cards: Vec::new(), messages: Vec::new(), files: 0 }
    }

    /// Counts a file, and says whether it is to be looked at.
    fn wants(&mut self, name: &str) -> bool {
        self.files += 1;
        let joined = matches!(self.wanted, Wanted::Only(CARDS | MESSAGES));
        self.files <= FILES_LIMIT && (joined || self.wanted.may_be(name))
    }

    fn refuse(&mut self, name: String, error: ImportError) {
        self.opened.refused.push(Refused { name, error });
    }

    fn add(&mut self, name: String, content: Vec<u8>, encoding: Option<&str>) {
        // Cards that are joined may each be of an encoding of its own.
        let encoding = encoding.filter(|_| self.wanted != Wanted::Only(CARDS));
        let passes = match self.wanted {
            Wanted::Only(CARDS) => !vcard::is_vcard(&start(&content)),
            Wanted::Only(MESSAGES) => !mail::is_mail(&content),
            _ => false,
        };
        if passes {
            return;
        }
        match holds(content, encoding, self.wanted.sheet(&name)) {
            Ok(Holds::Cards(cards, _)) => self.cards.push((name, cards)),
            Ok(Holds::Message(rows)) => self.messages.push((name, rows)),
            Ok(Holds::Tables(parts)) => self.opened.parts.extend(parts.into_iter().map(|part| Part {
                name: if part.name.is_empty() { name.clone() } else { format!("{name}{SHEET}{}", part.name) },
                ..part
            })),
            Err(error) => self.refuse(name, error),
        }
    }

    fn finish(self) -> Result<Opened, ImportError> {
        let Self { wanted, mut opened, cards, messages, files } = self;
        let name = |names: Option<&str>, count: usize, joined: &str| match names {
            Some(name) if count == 1 => name.to_owned(),
            _ => joined.to_owned(),
        };
        if !cards.is_empty() {
            let name = name(cards.first().map(|(name, _)| name.as_str()), cards.len(), CARDS);
            let all = cards.into_iter().flat_map(|(_, cards)| cards).collect();
            opened.parts.push(part(name, &vcard::rows(all)));
        }
        if !messages.is_empty() {
            let name = name(messages.first().map(|(name, _)| name.as_str()), messages.len(), MESSAGES);
            // Each has the same header.
            let skipped = |at: usize| usize::from(at > 0);
            let rows = messages.into_iter().enumerate().flat_map(|(at, (_, rows))| rows.into_iter().skip(skipped(at)));
            opened.parts.push(part(name, &rows.collect::<Vec<_>>()));
        }
        if let Wanted::Only(only) = wanted {
            opened.parts.retain(|part| only.is_empty() || part.name == only);
        }
        if files > FILES_LIMIT {
            let error = ImportError::TooManyFiles { files: files as u64, limit: FILES_LIMIT as u64 };
            opened.refused.push(Refused { name: String::new(), error });
        }
        if opened.parts.is_empty() {
            // One locked or broken file says why; else there is nothing to read.
            return Err(opened.refused.into_iter().next().map_or(ImportError::Empty, |refused| refused.error));
        }
        Ok(opened)
    }
}
