//! ZIP archives: each file in one is read as if it had come alone; archives within archives are not opened.

use super::{Opened, PACKED_LIMIT, Part, Refused, UNPACKED_LIMIT, tables};
use domain::import::ImportError;
use std::io::{Cursor, Read};
use zip::{ZipArchive, result::ZipError};

/// More files than this are no export.
const FILES_LIMIT: usize = 2_000;

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

pub(super) fn open(bytes: &[u8], encoding: Option<&str>) -> Result<Opened, ImportError> {
    let mut archive = archive(bytes)?;
    let mut left = UNPACKED_LIMIT;
    let mut opened = Opened::default();
    for at in 0..archive.len().min(FILES_LIMIT) {
        let said = archive.name_for_index(at).and_then(Result::ok).unwrap_or_default().into_owned();
        let file = match archive.by_index(at) {
            Ok(file) => file,
            Err(error) => {
                opened.refused.push(Refused { name: said, error: reason(error) });
                continue;
            }
        };
        let name = name_of(file.name_raw(), &said);
        let own = name.rsplit('/').next().unwrap_or_default();
        // What an operating system adds for itself.
        if file.is_dir() || own.starts_with('.') || name.starts_with("__MACOSX/") {
            continue;
        }
        let mut content = Vec::new();
        let read = file.take(left + 1).read_to_end(&mut content);
        left = left.checked_sub(content.len() as u64).ok_or(ImportError::UnpacksTooLarge { limit: UNPACKED_LIMIT })?;
        let found = read.map_err(|_| ImportError::Damaged).and_then(|_| tables(content, encoding));
        match found {
            Ok(parts) => opened.parts.extend(parts.into_iter().map(|part| Part {
                name: if part.name.is_empty() { name.clone() } else { format!("{name}: {}", part.name) },
                ..part
            })),
            Err(error) => opened.refused.push(Refused { name, error }),
        }
    }
    if opened.parts.is_empty() {
        // One locked or broken file says why; else there is nothing to read.
        return Err(opened.refused.into_iter().next().map_or(ImportError::Empty, |refused| refused.error));
    }
    Ok(opened)
}
