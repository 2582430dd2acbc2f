use crate::{data, message_loop::Context, reading};
use domain::{
    Act, Kind, Label, Transaction,
    import::{ImportError, Plan},
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
    let opened = reading::read(context, file, Some(&plan.encoding)).await?;
    let text = &opened.part(&plan.part).ok_or(Failure::Import(ImportError::Empty))?.table.text;
    let book = data::load(context, &KINDS).await?;
    let (kind, name, at) = (plan.kind, plan.file_name.clone(), plan.at);
    let mut import = Import::new(&book, text, plan).map_err(Failure::Import)?;
    let total = text.len() as u64;
    loop {
        let more = import.step(SLICE_ROWS);
        let edits = import.take_edits();
        let label = Label::new(Act::Imported, kind, edits.len(), name.as_str());
        let transaction = Transaction { edits, ..Transaction::new(label, at) };
        if !transaction.is_empty() {
            context.tell(|id| Event::Batch { id, transaction });
        }
        context.progress(import.position() as u64, total, Stage::Working);
        context.breathe().await?;
        if !more {
            return Ok(Outcome::Imported(import.report()));
        }
    }
}
