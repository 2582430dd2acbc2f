//! Writing an archive as a stream.

use super::{CENTRAL, DEFLATED, DESCRIPTOR, END, FLAGS, LOCAL, ZipError};
use domain::{Date, Instant};
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output, create_comp_flags_from_zip_params,
};

/// Fast enough for 100,000 contacts in the browser; a higher level saves a twentieth.
const LEVEL: i32 = 5;
/// Raw deflate, without a zlib header.
const RAW: i32 = -15;

/// Where the bytes of an archive go.
pub trait Sink {
    fn put(&mut self, bytes: &[u8]);
}

impl Sink for Vec<u8> {
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// What became of a file in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Unpacked.
    pub bytes: u64,
    pub crc: u32,
}

pub struct ZipWriter<S> {
    sink: S,
    /// Bytes written so far, counted from the beginning of the file that the archive is in.
    position: u64,
    files: Vec<Done>,
    open: Option<Open>,
    /// MS-DOS date and time of every file.
    date: u16,
    time: u16,
}

struct Open {
    name: String,
    at: u64,
    bytes: u64,
    packed: u64,
    crc: crc32fast::Hasher,
    compressor: Box<CompressorOxide>,
}

struct Done {
    name: String,
    at: u64,
    bytes: u64,
    packed: u64,
    crc: u32,
}

impl<S: Sink> ZipWriter<S> {
    /// An archive that begins `offset` bytes into its file; its files are dated `at` (UTC).
    pub fn new(sink: S, offset: u64, at: Instant) -> Self {
        let (date, time) = dos(at);
        Self { sink, position: offset, files: Vec::new(), open: None, date, time }
    }

    /// Begins a file; a file that is open ends.
    pub fn start(&mut self, name: &str) {
        self.end();
        let at = self.position;
        let mut head = Vec::with_capacity(30 + name.len());
        head.extend_from_slice(&LOCAL.to_le_bytes());
        for field in [20, FLAGS, DEFLATED, self.time, self.date] {
            head.extend_from_slice(&field.to_le_bytes());
        }
        head.extend_from_slice(&[0; 12]);
        head.extend_from_slice(&(name.len() as u16).to_le_bytes());
        head.extend_from_slice(&[0; 2]);
        head.extend_from_slice(name.as_bytes());
        self.put(&head);
        self.open = Some(Open {
            name: name.to_owned(),
            at,
            bytes: 0,
            packed: 0,
            crc: crc32fast::Hasher::new(),
            compressor: Box::new(CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, RAW, 0))),
        });
    }

    /// Adds to the open file; without one nothing happens.
    pub fn write(&mut self, bytes: &[u8]) {
        let Some(open) = &mut self.open else { return };
        open.bytes += bytes.len() as u64;
        open.crc.update(bytes);
        let packed = deflate(&mut open.compressor, bytes, TDEFLFlush::None, &mut self.sink);
        open.packed += packed;
        self.position += packed;
    }

    /// Ends the open file.
    pub fn end(&mut self) -> Option<Packed> {
        let mut open = self.open.take()?;
        let packed = deflate(&mut open.compressor, &[], TDEFLFlush::Finish, &mut self.sink);
        open.packed += packed;
        self.position += packed;
        let crc = open.crc.finalize();
        let mut descriptor = Vec::with_capacity(16);
        for field in [DESCRIPTOR, crc, open.packed as u32, open.bytes as u32] {
            descriptor.extend_from_slice(&field.to_le_bytes());
        }
        self.put(&descriptor);
        self.files.push(Done { name: open.name, at: open.at, bytes: open.bytes, packed: open.packed, crc });
        Some(Packed { bytes: open.bytes, crc })
    }

    /// A whole file.
    pub fn file(&mut self, name: &str, bytes: &[u8]) {
        self.start(name);
        self.write(bytes);
        self.end();
    }

    /// Writes the directory and gives the sink back.
    pub fn finish(mut self) -> Result<S, ZipError> {
        self.end();
        let limit = u64::from(u32::MAX);
        let too_long = self.files.iter().any(|file| file.bytes >= limit || file.name.len() > usize::from(u16::MAX));
        if too_long || self.position >= limit || self.files.len() >= usize::from(u16::MAX) {
            return Err(ZipError::TooLarge { limit });
        }
        let at = self.position;
        for file in std::mem::take(&mut self.files) {
            self.put(&central(&file, self.time, self.date));
            self.files.push(file);
        }
        let mut end = Vec::with_capacity(22);
        end.extend_from_slice(&END.to_le_bytes());
        end.extend_from_slice(&[0; 4]);
        end.extend_from_slice(&(self.files.len() as u16).to_le_bytes());
        end.extend_from_slice(&(self.files.len() as u16).to_le_bytes());
        end.extend_from_slice(&((self.position - at) as u32).to_le_bytes());
        end.extend_from_slice(&(at as u32).to_le_bytes());
        end.extend_from_slice(&[0; 2]);
        self.put(&end);
        Ok(self.sink)
    }

    fn put(&mut self, bytes: &[u8]) {
        self.position += bytes.len() as u64;
        self.sink.put(bytes);
    }
}

fn central(file: &Done, time: u16, date: u16) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(46 + file.name.len());
    bytes.extend_from_slice(&CENTRAL.to_le_bytes());
    for field in [20, 20, FLAGS, DEFLATED, time, date] {
        bytes.extend_from_slice(&field.to_le_bytes());
    }
    for field in [file.crc, file.packed as u32, file.bytes as u32] {
        bytes.extend_from_slice(&field.to_le_bytes());
    }
    bytes.extend_from_slice(&(file.name.len() as u16).to_le_bytes());
    bytes.extend_from_slice(&[0; 12]);
    bytes.extend_from_slice(&(file.at as u32).to_le_bytes());
    bytes.extend_from_slice(file.name.as_bytes());
    bytes
}

/// Packs more bytes and returns how many came out.
fn deflate(compressor: &mut CompressorOxide, bytes: &[u8], flush: TDEFLFlush, sink: &mut impl Sink) -> u64 {
    let mut packed = 0;
    let mut rest = bytes;
    loop {
        let (status, taken) = compress_to_output(compressor, rest, flush, |out| {
            packed += out.len() as u64;
            sink.put(out);
            true
        });
        rest = &rest[taken..];
        let done = status != TDEFLStatus::Okay || flush == TDEFLFlush::None;
        if done && (taken == 0 || rest.is_empty()) {
            return packed;
        }
    }
}

/// Date and time as MS-DOS wrote them: from 1980, in steps of two seconds.
fn dos(at: Instant) -> (u16, u16) {
    let days = at.0.div_euclid(86_400_000).clamp(3_652, 46_751);
    let seconds = (at.0.rem_euclid(86_400_000) / 1_000) as u32;
    let (year, month, day) = Date(days as i32).ymd();
    let date = ((year - 1980) as u16) << 9 | u16::from(month) << 5 | u16::from(day);
    let time = (seconds / 3_600) << 11 | (seconds / 60 % 60) << 5 | (seconds % 60 / 2);
    (date, time as u16)
}
