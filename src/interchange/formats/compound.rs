//! Whether a compound file (\[MS-CFB\], the envelope of old Excel) hangs together: every chain of sectors ends, within
//! the file. The reader of spreadsheets trusts that; a file that was cut short would end the program instead of being
//! refused.

use std::borrow::Cow;

/// Numbers from here on are no sectors (\[MS-CFB\] 2.1).
const RESERVED: u32 = 0xffff_fffa;
const END: u32 = 0xffff_fffe;
/// Streams below this size stand in the small sectors of the root's stream.
const SMALL_STREAM: usize = 4096;
const SMALL_SECTOR: usize = 64;
const ENTRY: usize = 128;

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
    sound(&bytes, size)?;
    Some(bytes)
}

fn sound(bytes: &[u8], size: usize) -> Option<()> {
    let mut file = File { bytes, size, table: Vec::new() };
    file.table = file.read_table()?;
    let directory = file.stream(u32_at(bytes, 48)?)?;
    let small_table: Vec<u32> = match u32_at(bytes, 64)? {
        0 => Vec::new(),
        _ => words(&file.stream(u32_at(bytes, 60)?)?),
    };
    let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY).collect();
    let root = entries.first()?;
    let small = match small_table.is_empty() {
        true => 0,
        false => file.stream(u32_at(root, 116)?)?.len() / SMALL_SECTOR,
    };
    for entry in entries.iter().skip(1).filter(|entry| entry.get(66) == Some(&2)) {
        let (start, length) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
        if length == 0 {
            continue;
        }
        if length < SMALL_STREAM {
            chain(&small_table, start, small)?;
        } else {
            file.stream(start)?;
        }
    }
    Some(())
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

    fn stream(&self, start: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        for at in chain(&self.table, start, self.count())? {
            bytes.extend_from_slice(self.sector(at)?);
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
