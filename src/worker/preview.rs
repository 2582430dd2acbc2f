use crate::{message_loop::Context, reading};
use domain::import::PreviewOptions;
use protocol::{Failure, Outcome};
use web_sys::File;

pub async fn run(context: &Context, file: &File, options: &PreviewOptions) -> Result<Outcome, Failure> {
    let opened = reading::read(context, file, options.encoding.as_deref()).await?;
    opened.preview(options).map(Outcome::Preview).map_err(Failure::Import)
}
