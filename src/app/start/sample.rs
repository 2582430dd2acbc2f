//! The sample business: in and out in one act each.

use crate::{
    clock,
    data::Data,
    words::{self, import},
    workers,
};
use domain::{Act, Book, Edit, Kind, Label, Transaction, book::Receipt, keys};
use protocol::{Job, Outcome, SampleJob, SampleLang};
use std::{cell::RefCell, rc::Rc};

/// The same sample for everybody.
const SEED: u64 = 20_261_123;

/// Adds the sample and tells how many records it has.
pub async fn add_sample(data: Data) -> Result<(usize, Option<Receipt>), String> {
    add_sample_telling(data, |_| {}).await
}

/// The same, telling which share of it is made.
pub async fn add_sample_telling(data: Data, tell: impl Fn(f64) + 'static) -> Result<(usize, Option<Receipt>), String> {
    let lang = match words::lang() {
        words::Lang::En => SampleLang::English,
        words::Lang::Zh => SampleLang::Chinese,
    };
    let currency = data.read(|book| book.currency());
    let job = Job::Sample(SampleJob { lang, seed: SEED, today: clock::today(), at: clock::now(), currency });
    let edits: Rc<RefCell<Vec<Edit>>> = Rc::default();
    let collect = Rc::clone(&edits);
    let progress = move |progress: workers::Progress| tell(progress.done as f64 / progress.total.max(1) as f64);
    let (_, outcome) = workers::start(job, None, progress, move |batch| collect.borrow_mut().extend(batch.edits));
    match outcome.await {
        Ok(Outcome::Sampled { records }) => {
            let label = Label::new(Act::SampleAdded, Kind::Contact, records as usize, "");
            Ok((records as usize, data.commit_large(label, edits.take()).await))
        }
        Ok(_) => Err(import::job_broke().to_owned()),
        Err(failure) => Err(workers::failure(&failure)),
    }
}

/// What takes every sample record out again.
pub fn removal(book: &Book) -> Transaction {
    let samples =
        Kind::ALL.into_iter().flat_map(|kind| book.all(kind)).filter(|record| record.get(keys::SAMPLE).is_some());
    let gone = |record: &domain::Record| {
        record.values().iter().fold(Edit::new(record.kind, record.id), |edit, (key, _)| edit.with(*key, None))
    };
    let edits: Vec<Edit> = samples.map(gone).collect();
    let label = Label::new(Act::SampleRemoved, Kind::Contact, edits.len(), "");
    Transaction { edits, ..Transaction::new(label, clock::now()) }
}

/// Takes every sample record out again.
pub async fn remove_sample(data: Data) -> (usize, Option<Receipt>) {
    let Transaction { label, edits, .. } = data.read(removal);
    (edits.len(), data.commit_large(label, edits).await)
}

/// Whether there is anything of the sample left.
pub fn has_sample(data: Data) -> bool {
    data.watch(&[Kind::Contact, Kind::Order], |book| {
        book.iter(Kind::Contact).chain(book.iter(Kind::Order)).any(|record| record.get(keys::SAMPLE).is_some())
    })
}
