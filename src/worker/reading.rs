//! Files in slices. A text table is never in memory as a whole; what must be (archives, spreadsheets, cards, mail) has a
//! limit of its own.

use crate::message_loop::Context;
use domain::import::ImportError;
use interchange::{
    csv::{self, Rest, Rows, Sniffer, WHOLE_LIMIT, Windows},
    formats::{self, Opened, Wanted},
};
use js_sys::Uint8Array;
use protocol::{Failure, Stage};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

const SLICE_BYTES: usize = 4 << 20;

/// What a file turned out to be.
pub enum Found<'f> {
    Tables(Opened),
    Text(Text<'f>),
}

/// A table, window by window.
pub struct Text<'f> {
    windows: Windows,
    /// What is still to be read; nothing where all of it is there.
    slices: Option<Slices<'f>>,
}

struct Slices<'f> {
    file: &'f File,
    at: u64,
}

/// Opens a file that is to be looked into.
pub async fn open<'f>(
    context: &Context,
    file: &'f File,
    encoding: Option<&str>,
    wanted: Wanted<'_>,
) -> Result<Found<'f>, Failure> {
    let mut slices = Slices { file, at: 0 };
    let head = slices.next().await?;
    if !formats::is_table(&head) {
        return Ok(Found::Tables(tables(context, file, encoding, wanted).await?));
    }
    if slices.size() > csv::BYTES_LIMIT {
        return Err(too_large(slices.size(), csv::BYTES_LIMIT));
    }
    let asked = encoding.and_then(csv::encoding::named);
    let encoding = match asked {
        Some(encoding) => encoding,
        None => sniff(context, file).await?,
    };
    let windows = Windows::begin(&head, encoding, asked.is_some()).map_err(Failure::Import)?;
    let mut text = Text { windows, slices: Some(Slices { file, at: 0 }) };
    text.fill().await?;
    Ok(Found::Text(text))
}

/// The table of this name.
pub async fn text<'f>(context: &Context, file: &'f File, encoding: &str, part: &str) -> Result<Text<'f>, Failure> {
    match open(context, file, Some(encoding), Wanted::Only(part)).await? {
        Found::Text(text) => Ok(text),
        Found::Tables(opened) => {
            let part = opened.into_part(part).ok_or(Failure::Import(ImportError::Empty))?;
            Ok(Text { windows: Windows::whole(part.table.text), slices: None })
        }
    }
}

/// The tables of a file that is read as a whole.
pub async fn tables(
    context: &Context,
    file: &File,
    encoding: Option<&str>,
    wanted: Wanted<'_>,
) -> Result<Opened, Failure> {
    let size = file.size() as u64;
    if size > WHOLE_LIMIT {
        return Err(too_large(size, WHOLE_LIMIT));
    }
    formats::read(bytes(context, file).await?, encoding, wanted).map_err(Failure::Import)
}

/// The encoding of a whole file.
async fn sniff(context: &Context, file: &File) -> Result<&'static csv::encoding::Encoding, Failure> {
    let mut sniffer = Sniffer::default();
    let mut slices = Slices { file, at: 0 };
    while slices.at < slices.size() && !sniffer.is_sure() {
        sniffer.feed(&slices.next().await?);
        context.progress(slices.at, slices.size(), Stage::Reading);
        context.breathe().await?;
    }
    Ok(sniffer.finish())
}

impl Text<'_> {
    pub fn windows(&self) -> &Windows {
        &self.windows
    }

    pub fn rows(&self, delimiter: char) -> Rows<'_> {
        self.windows.rows(delimiter)
    }

    /// Goes on to the next window. False where there is none.
    pub async fn go_on(&mut self, rest: Rest) -> Result<bool, Failure> {
        let more = self.windows.leave(rest).map_err(Failure::Import)?;
        if more {
            self.fill().await?;
        }
        Ok(more)
    }

    async fn fill(&mut self) -> Result<(), Failure> {
        if let Some(slices) = &mut self.slices {
            let bytes = slices.next().await?;
            self.windows.push(&bytes, slices.at >= slices.size());
        }
        Ok(())
    }

    /// How far these rows are, in bytes of what is read, and of how many.
    pub fn progress(&self, rows: &Rows<'_>) -> (u64, u64) {
        let (position, length) = (rows.position() as u64, self.windows.text().len() as u64);
        match &self.slices {
            // What is decoded is of another length than the slice it came from.
            Some(slices) => (slices.at.saturating_sub(length - position), slices.size()),
            None => (position, length),
        }
    }
}

impl Slices<'_> {
    fn size(&self) -> u64 {
        self.file.size() as u64
    }

    /// The next bytes; none behind the last.
    async fn next(&mut self) -> Result<Vec<u8>, Failure> {
        let end = (self.at + SLICE_BYTES as u64).min(self.size());
        if self.at == end {
            return Ok(Vec::new());
        }
        let slice = self.file.slice_with_f64_and_f64(self.at as f64, end as f64).map_err(|_| unreadable())?;
        let buffer = JsFuture::from(slice.array_buffer()).await.map_err(|_| unreadable())?;
        let bytes = Uint8Array::new(buffer.unchecked_ref()).to_vec();
        if bytes.is_empty() {
            return Err(unreadable());
        }
        self.at += bytes.len() as u64;
        Ok(bytes)
    }
}

/// The bytes of a file, read slice by slice.
pub async fn bytes(context: &Context, file: &File) -> Result<Vec<u8>, Failure> {
    let mut slices = Slices { file, at: 0 };
    let size = slices.size();
    let mut bytes: Vec<u8> = Vec::with_capacity(size as usize);
    while slices.at < size {
        bytes.extend(slices.next().await?);
        context.progress(slices.at, size, Stage::Reading);
        context.breathe().await?;
    }
    Ok(bytes)
}

fn unreadable() -> Failure {
    Failure::Import(ImportError::Unreadable)
}

fn too_large(bytes: u64, limit: u64) -> Failure {
    Failure::Import(ImportError::TooLarge { bytes, limit })
}
