//! An import that is not done: its report, and how many of the new records look like ones that are there or like each
//! other.

use crate::{
    data,
    import::{KINDS, each_slice},
    message_loop::Context,
    reading,
};
use domain::{Act, Book, Edit, Kind, Label, Record, Transaction, import::Plan};
use interchange::{
    duplicates::{Index, Person},
    import::Changes,
};
use protocol::{Failure, Outcome, Rehearsal};
use web_sys::File;

/// Rejected rows that are told one by one.
const REJECTED_TOLD: usize = 50;
/// More new records, or more to compare them with, take too long for a look ahead.
const NEW_COMPARED: usize = 3_000;
const KNOWN_COMPARED: usize = 30_000;
/// Records whose changes are told field by field.
const CHANGED_TOLD: usize = 50;

pub async fn run(context: &Context, file: &File, plan: Plan) -> Result<Outcome, Failure> {
    let text = reading::text(context, file, &plan.encoding, &plan.part).await?;
    let book = data::load(context, &KINDS).await?;
    let (kind, seed, at) = (plan.kind, plan.seed, plan.at);
    let mut changes = Changes::new(&book, kind, CHANGED_TOLD);
    let mut new = Vec::new();
    let mut look = |edits: Vec<Edit>| {
        changes.look(&edits);
        let made = edits.into_iter().filter(|edit| edit.kind == kind && edit.creates());
        new.extend(made.take(NEW_COMPARED + 1 - new.len().min(NEW_COMPARED)));
    };
    let mut report = each_slice(context, text, &book, plan, &mut look).await?;
    report.outcomes.clear();
    let told = report.rejected.len().min(REJECTED_TOLD);
    report.rejected_more += (report.rejected.len() - told) as u64;
    report.rejected.truncate(told);
    let alike = alike(context, &book, kind, new, seed).await?;
    let changed =
        Transaction { edits: changes.found(), ..Transaction::new(Label::new(Act::Imported, kind, 0, ""), at) };
    Ok(Outcome::Rehearsed(Box::new(Rehearsal { report, alike, changed })))
}

async fn alike(context: &Context, book: &Book, kind: Kind, new: Vec<Edit>, seed: u64) -> Result<Option<u64>, Failure> {
    let compared = matches!(kind, Kind::Contact | Kind::Company);
    if !compared || new.len() > NEW_COMPARED || book.count(kind) > KNOWN_COMPARED {
        return Ok(None);
    }
    let mut persons = Vec::with_capacity(book.count(kind) + new.len());
    for record in book.iter(kind) {
        persons.push(Person::of(book, record));
        context.breathe().await?;
    }
    let known = persons.len();
    persons.extend(new.into_iter().map(|edit| {
        let values = edit.fields.into_iter().filter_map(|field| Some((field.key, field.after?))).collect();
        Person::of(book, &Record::from_values(kind, edit.id, values))
    }));
    let mut index = Index::new(&persons, seed);
    let mut count = 0;
    for person in &persons[known..] {
        count += u64::from(!index.like(person).is_empty());
        context.breathe().await?;
    }
    Ok(Some(count))
}
