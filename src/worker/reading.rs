use crate::message_loop::Context;
use domain::import::ImportError;
use interchange::{
    csv::BYTES_LIMIT,
    formats::{Opened, open},
};
use js_sys::Uint8Array;
use protocol::{Failure, Stage};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

const SLICE_BYTES: usize = 4 << 20;

/// The tables of a file, read slice by slice.
pub async fn read(context: &Context, file: &File, encoding: Option<&str>) -> Result<Opened, Failure> {
    let size = file.size() as u64;
    if size > BYTES_LIMIT {
        return Err(Failure::Import(ImportError::TooLarge { bytes: size, limit: BYTES_LIMIT }));
    }
    open(bytes(context, file).await?, encoding).map_err(Failure::Import)
}

/// The bytes of a file, read slice by slice.
pub async fn bytes(context: &Context, file: &File) -> Result<Vec<u8>, Failure> {
    let size = file.size() as u64;
    let mut bytes: Vec<u8> = Vec::with_capacity(size as usize);
    while (bytes.len() as u64) < size {
        let start = bytes.len();
        let slice =
            file.slice_with_f64_and_f64(start as f64, (start + SLICE_BYTES) as f64).map_err(|_| unreadable())?;
        let buffer = JsFuture::from(slice.array_buffer()).await.map_err(|_| unreadable())?;
        let part = Uint8Array::new(buffer.unchecked_ref());
        if part.length() == 0 {
            return Err(unreadable());
        }
        bytes.resize(start + part.length() as usize, 0);
        part.copy_to(&mut bytes[start..]);
        context.progress(bytes.len() as u64, size, Stage::Reading);
        context.breathe().await?;
    }
    Ok(bytes)
}

fn unreadable() -> Failure {
    Failure::Import(ImportError::Unreadable)
}
