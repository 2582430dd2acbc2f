use crate::message_loop::Context;
use domain::{Act, Kind, Label, Transaction};
use interchange::sample::{Lang, Setting, sample};
use protocol::{Event, Failure, Outcome, SampleJob, SampleLang, Stage};

const SLICE_EDITS: usize = 1_000;

pub async fn run(context: &Context, job: &SampleJob) -> Result<Outcome, Failure> {
    let lang = match job.lang {
        SampleLang::English => Lang::English,
        SampleLang::Chinese => Lang::Chinese,
    };
    let mut edits = sample(&Setting { lang, seed: job.seed, today: job.today, at: job.at, currency: job.currency });
    let records = edits.len() as u64;
    while !edits.is_empty() {
        let rest = edits.split_off(edits.len().min(SLICE_EDITS));
        let label = Label::new(Act::SampleAdded, Kind::Contact, edits.len(), "");
        let transaction = Transaction { edits, ..Transaction::new(label, job.at) };
        context.tell(|id| Event::Batch { id, transaction });
        edits = rest;
        context.progress(records - edits.len() as u64, records, Stage::Working);
        context.breathe().await?;
    }
    Ok(Outcome::Sampled { records })
}
