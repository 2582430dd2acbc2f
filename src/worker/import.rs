use crate::{data, message_loop::Context, reading};
use domain::{
    Act, Book, Edit, Kind, Label, Transaction,
    import::{Plan, Report},
};
use interchange::Import;
use protocol::{Event, Failure, Outcome, Stage};
use web_sys::File;

/// Records of any kind may wait for those of a file.
pub const KINDS: [Kind; 7] =
    [Kind::Field, Kind::Company, Kind::Contact, Kind::Deal, Kind::Order, Kind::Activity, Kind::Task];
/// Rows, or orders, at a time.
pub const SLICE_ROWS: usize = 1_000;

pub async fn run(context: &Context, file: &File, plan: Plan) -> Result<Outcome, Failure> {
    let text = reading::text(context, file, &plan.encoding, &plan.part).await?;
    let book = data::load(context, &KINDS).await?;
    let (kind, name, at) = (plan.kind, plan.file_name.clone(), plan.at);
    let mut tell = |edits: Vec<Edit>| {
        let label = Label::new(Act::Imported, kind, edits.len(), name.as_str());
        let transaction = Transaction { edits, ..Transaction::new(label, at) };
        if !transaction.is_empty() {
            context.tell(|id| Event::Batch { id, transaction });
        }
    };
    each_slice(context, text, &book, plan, &mut tell).await.map(Outcome::Imported)
}

/// Imports a table slice by slice, and hands over the edits of each.
pub async fn each_slice(
    context: &Context,
    mut text: reading::Text<'_>,
    book: &Book,
    plan: Plan,
    each: &mut dyn FnMut(Vec<Edit>),
) -> Result<Report, Failure> {
    let delimiter = plan.delimiter;
    let mut rows = text.rows(delimiter);
    let mut import = Import::new(book, &mut rows, plan).map_err(Failure::Import)?;
    loop {
        let mut more = true;
        while more {
            more = import.step(&mut rows, SLICE_ROWS);
            each(import.take_edits());
            let (done, total) = text.progress(&rows);
            context.progress(done, total, Stage::Working);
            context.breathe().await?;
        }
        let rest = rows.rest();
        drop(rows);
        if !text.go_on(rest).await? {
            return Ok(import.report());
        }
        rows = text.rows(delimiter);
    }
}
