use crate::{data, message_loop::Context};
use domain::{Kind, Record, insight::Duplicate, merge_records};
use interchange::duplicates::{Index, Person, Scan};
use protocol::{DuplicatesJob, Failure, Outcome, Stage};

pub async fn run(context: &Context, job: DuplicatesJob) -> Result<Outcome, Failure> {
    if !merge_records::possible(job.kind) {
        return Err(Failure::WrongJob);
    }
    let book = data::load(context, &[Kind::Contact, Kind::Company]).await?;
    let mut persons = Vec::with_capacity(book.count(job.kind));
    for record in book.iter(job.kind) {
        persons.push(Person::of(&book, record));
        context.breathe().await?;
    }
    context.progress(0, 0, Stage::Working);
    context.breathe().await?;
    let mut found = match job.of {
        Some(entered) => {
            let record = Record::from_values(job.kind, entered.id, entered.values);
            Index::new(&persons, job.seed).like(&Person::of(&book, &record))
        }
        None => all(context, &persons, job.seed).await?,
    };
    let apart = merge_records::kept_apart(&book, job.kind);
    found.retain(|pair| !apart.contains(&(pair.a, pair.b)));
    Ok(Outcome::Duplicates(found))
}

async fn all(context: &Context, persons: &[Person], seed: u64) -> Result<Vec<Duplicate>, Failure> {
    let mut scan = Scan::new(persons, seed);
    while scan.step() {
        let (done, total) = scan.progress();
        context.progress(done as u64, total as u64, Stage::Working);
        context.breathe().await?;
    }
    Ok(scan.finish())
}
