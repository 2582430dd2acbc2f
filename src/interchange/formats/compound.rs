//! Whether a compound file (\[MS-CFB\], the envelope of old Excel) and the records in it (\[MS-XLS\]) hang together.
//!
//! The reader of spreadsheets trusts that every chain of sectors ends within the file, that no cell stands beyond the
//! last column and that a sheet is as large as it says; a damaged file would end the program instead of being refused.
//! So chains and columns are checked here, and what sheets say of their size is struck out: nobody needs it.

use std::borrow::Cow;

/// Numbers from here on are no sectors (\[MS-CFB\] 2.1).
const RESERVED: u32 = 0xffff_fffa;
const END: u32 = 0xffff_fffe;
/// Streams below this size stand in the small sectors of the root's stream.
const SMALL_STREAM: usize = 4096;
const SMALL_SECTOR: usize = 64;
const ENTRY: usize = 128;
/// Excel 97 to 2003 has columns A to IV.
const COLUMNS: u16 = 256;
/// The record that says how large a sheet is.
const DIMENSIONS: u16 = 0x0200;
/// The record that says where a sheet begins.
const SHEET: u16 = 0x0085;
/// Records of cells and the least length of their payload: the row, the column, and what there is.
const CELLS: [(u16, u16); 10] = [
    (0x0006, 20),
    (0x00bd, 6),
    (0x00be, 6),
    (0x00d6, 8),
    (0x00fd, 10),
    (0x0201, 6),
    (0x0203, 14),
    (0x0204, 8),
    (0x0205, 8),
    (0x027e, 10),
];

struct File<'b> {
    bytes: &'b [u8],
    size: usize,
    table: Vec<u32>,
}

/// The file with its last sector filled up, or nothing where it is broken.
pub(super) fn whole(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    let size = match u16_at(bytes, 30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let mut bytes = Cow::Borrowed(bytes);
    let rest = bytes.len() % size;
    if rest > 0 {
        let filled = bytes.len() + size - rest;
        bytes.to_mut().resize(filled, 0);
    }
    for at in sound(&bytes, size)? {
        if let Some(byte) = bytes.to_mut().get_mut(at) {
            *byte = 0;
        }
    }
    Some(bytes)
}

/// The bytes to strike out; nothing where the file is broken.
fn sound(bytes: &[u8], size: usize) -> Option<Vec<usize>> {
    let mut file = File { bytes, size, table: Vec::new() };
    file.table = file.read_table()?;
    let directory = file.content(&file.sectors(u32_at(bytes, 48)?)?)?;
    let small_table: Vec<u32> = match u32_at(bytes, 64)? {
        0 => Vec::new(),
        _ => words(&file.content(&file.sectors(u32_at(bytes, 60)?)?)?),
    };
    let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY).collect();
    let root = entries.first()?;
    // Where each small sector begins in the file.
    let small: Vec<usize> = match small_table.is_empty() {
        true => Vec::new(),
        false => {
            let sectors = file.sectors(u32_at(root, 116)?)?;
            sectors.iter().flat_map(|start| (0..size / SMALL_SECTOR).map(move |at| start + at * SMALL_SECTOR)).collect()
        }
    };
    let mut struck = Vec::new();
    for entry in entries.iter().skip(1).filter(|entry| entry.get(66) == Some(&2)) {
        let (start, length) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
        if length == 0 {
            continue;
        }
        let (places, step) = if length < SMALL_STREAM {
            let sectors = chain(&small_table, start, small.len())?;
            (sectors.into_iter().filter_map(|at| small.get(at as usize).copied()).collect(), SMALL_SECTOR)
        } else {
            (file.sectors(start)?, size)
        };
        let name: Vec<u8> = entry.get(..64)?.iter().copied().step_by(2).take_while(|byte| *byte != 0).collect();
        if [&b"workbook"[..], b"book"].contains(&name.to_ascii_lowercase().as_slice()) {
            let mut content = Vec::new();
            for place in &places {
                content.extend_from_slice(bytes.get(*place..place + step)?);
            }
            content.truncate(length);
            let found = sizes(&content)?;
            struck.extend(found.into_iter().filter_map(|at| Some(places.get(at / step)? + at % step)));
        }
    }
    Some(struck)
}

/// Where a workbook's records say how large its sheets are; nothing where a cell or sheet stands beyond its bounds.
fn sizes(content: &[u8]) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let (Some(kind), Some(length)) = (u16_at(content, at), u16_at(content, at + 2)) {
        let payload = at + 4;
        at = payload + usize::from(length);
        if kind == DIMENSIONS {
            found.extend(payload..at);
        }
        let cell = CELLS.iter().find(|(cell, _)| *cell == kind);
        let misplaced = u16_at(content, payload + 2).is_none_or(|column| column >= COLUMNS);
        if cell.is_some_and(|(_, least)| length < *least || misplaced) {
            return None;
        }
        if kind == SHEET && u32_at(content, payload).is_none_or(|start| start as usize >= content.len()) {
            return None;
        }
    }
    Some(found)
}

impl File<'_> {
    fn count(&self) -> usize {
        (self.bytes.len() / self.size).saturating_sub(1)
    }

    fn sector(&self, at: u32) -> Option<&[u8]> {
        let start = (at as usize).checked_add(1)?.checked_mul(self.size)?;
        self.bytes.get(start..start.checked_add(self.size)?)
    }

    /// Which sector follows which: in sectors that the header lists, and lists in further sectors.
    fn read_table(&self) -> Option<Vec<u32>> {
        let mut listed: Vec<u32> = words(self.bytes.get(76..512)?);
        let mut next = u32_at(self.bytes, 68)?;
        let mut steps = 0;
        while next < RESERVED {
            steps += 1;
            if steps > self.count() {
                return None;
            }
            let mut more = words(self.sector(next)?);
            next = more.pop()?;
            listed.extend(more);
        }
        let mut table = Vec::new();
        for at in listed.into_iter().filter(|at| *at < RESERVED) {
            table.extend(words(self.sector(at)?));
        }
        Some(table)
    }

    /// Where the sectors of a stream begin in the file.
    fn sectors(&self, start: u32) -> Option<Vec<usize>> {
        let chain = chain(&self.table, start, self.count())?;
        Some(chain.into_iter().map(|at| (at as usize + 1) * self.size).collect())
    }

    fn content(&self, sectors: &[usize]) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        for start in sectors {
            bytes.extend_from_slice(self.bytes.get(*start..start + self.size)?);
        }
        Some(bytes)
    }
}

/// The sectors from this one on; nothing where the chain leaves the file or bites its tail.
fn chain(table: &[u32], start: u32, count: usize) -> Option<Vec<u32>> {
    let mut found = Vec::new();
    let mut at = start;
    while at != END {
        if at as usize >= count || found.len() >= count {
            return None;
        }
        found.push(at);
        at = *table.get(at as usize)?;
    }
    Some(found)
}

fn words(bytes: &[u8]) -> Vec<u32> {
    let word = |four: &[u8]| four.try_into().map_or(END, u32::from_le_bytes);
    bytes.chunks_exact(4).map(word).collect()
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}
