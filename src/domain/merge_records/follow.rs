use super::{Done, now};
use crate::{
    Act, Book, Edit, Id, Instant, Key, Kind, Label, Record, Transaction, Value,
    field::{Type, table},
    keys,
};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Records whose reference moved, by the record that was merged away and then by kind and field.
type Moved = BTreeMap<(Kind, Id), BTreeMap<(Kind, Key), Vec<Id>>>;

/// What makes everything follow that still points at a record which was merged away: another of the owner's devices
/// did not know of the merge when it added it. Taking the merge of the two records back moves it back too. Nothing
/// where all follows already.
pub fn follow(book: &Book, at: Instant) -> Option<Transaction> {
    let away: FxHashMap<(Kind, Id), Id> = [Kind::Contact, Kind::Company]
        .into_iter()
        .flat_map(|kind| book.trashed(kind))
        .filter(|record| record.reference(keys::MERGED_INTO).is_some())
        .filter_map(|record| Some(((record.kind, record.id), now(book, record.kind, record.id)?)))
        .collect();
    if away.is_empty() {
        return None;
    }
    let (mut edits, mut moved) = (Vec::new(), Moved::new());
    for kind in Kind::ALL {
        let fields: Vec<(Key, Kind)> = table(kind)
            .iter()
            .filter(|row| row.key != keys::MERGED_INTO)
            .filter_map(|row| match row.type_ {
                Type::Ref(to) => Some((row.key, to)),
                _ => None,
            })
            .collect();
        for record in book.all(kind).filter(|_| !fields.is_empty()) {
            let mut edit = Edit::new(kind, record.id);
            for (key, to) in &fields {
                let gone = record.reference(*key).map(|gone| (*to, gone));
                let Some((gone, heir)) = gone.and_then(|gone| Some((gone, away.get(&gone)?))) else { continue };
                edit = edit.with(*key, Some(Value::Ref(*heir)).filter(|_| *heir != record.id));
                moved.entry(gone).or_default().entry((kind, *key)).or_default().push(record.id);
            }
            edits.extend((!edit.fields.is_empty()).then_some(edit));
        }
    }
    let kind = edits.first()?.kind;
    let mut transaction = Transaction::new(Label::new(Act::Edited, kind, edits.len(), ""), at);
    transaction.edits = edits;
    let noted = moved.into_iter().filter_map(|((kind, id), moved)| noted(book.get(kind, id)?, moved));
    transaction.edits.extend(noted);
    Some(transaction)
}

/// How to take the merge back, with what has followed since.
fn noted(gone: &Record, moved: BTreeMap<(Kind, Key), Vec<Id>>) -> Option<Edit> {
    let mut done: Done = serde_json::from_str(gone.text(keys::MERGE_UNDO)).ok()?;
    done.moved.extend(moved.into_iter().map(|((kind, key), ids)| (kind, key, ids)));
    let told = serde_json::to_string(&done).ok()?;
    Some(Edit::new(gone.kind, gone.id).with(keys::MERGE_UNDO, Some(Value::Json(told))))
}
