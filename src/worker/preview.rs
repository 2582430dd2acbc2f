use crate::{
    import::SLICE_ROWS,
    message_loop::Context,
    reading::{self, Found},
};
use domain::import::PreviewOptions;
use interchange::{Look, formats::Wanted};
use protocol::{Failure, Outcome, Stage};
use web_sys::File;

pub async fn run(context: &Context, file: &File, options: &PreviewOptions) -> Result<Outcome, Failure> {
    let wanted = if options.part.is_empty() { Wanted::Listed("") } else { Wanted::Only(&options.part) };
    let mut text = match reading::open(context, file, options.encoding.as_deref(), wanted).await? {
        Found::Tables(opened) => return opened.preview(options).map(Outcome::Preview).map_err(Failure::Import),
        Found::Text(text) => text,
    };
    let mut look = Look::new(text.windows().text(), options);
    loop {
        let mut rows = text.rows(look.delimiter);
        while look.read(&mut rows, SLICE_ROWS).map_err(Failure::Import)? {
            let (done, total) = text.progress(&rows);
            context.progress(done, total, Stage::Working);
            context.breathe().await?;
        }
        let rest = rows.rest();
        drop(rows);
        if !text.go_on(rest).await? {
            break;
        }
    }
    look.finish(text.windows().encoding(), options).map(Outcome::Preview).map_err(Failure::Import)
}
