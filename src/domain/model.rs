//! What was learned: the question asked of the data and the answer, with its date.

use crate::{Book, FieldType, Id, Kind, Record, custom, field::*, insight, keys};

pub const FIELDS: &[Field] = &[
    row(keys::NAME, Type::Text, Group::Main, SHOWN | SEARCHED),
    row(keys::ON_KIND, Type::Text, Group::Main, INTERNAL),
    // What its scores are, as in custom fields; a chance where nothing is said.
    row(keys::TYPE, Type::Choice(custom::TYPES), Group::Main, INTERNAL),
    row(keys::CHOICES, Type::Tags, Group::Main, INTERNAL),
    row(keys::SPEC, Type::Json, Group::Main, INTERNAL),
    row(keys::RESULT, Type::Json, Group::Main, INTERNAL),
    row(keys::TRAINED_AT, Type::Instant, Group::Main, SHOWN),
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    VERSIONS,
    SAMPLE,
];

pub fn spec(model: &Record) -> Option<insight::TrainSpec> {
    serde_json::from_str(model.text(keys::SPEC)).ok()
}

/// What the scores of a model are.
pub fn score_type(model: &Record) -> FieldType {
    match model.text(keys::TYPE) {
        "" => FieldType::Percent,
        code => custom::type_from(code, model.choices(keys::CHOICES)),
    }
}

/// The model that was asked this question already; of those whose scores are of this type, or chances where that is
/// empty.
pub fn asked(book: &Book, question: &insight::TrainSpec, type_: &str) -> Option<Id> {
    let same = |model: &&Record| {
        model.text(keys::TYPE) == type_
            && spec(model).is_some_and(|own| {
                (own.kind, own.target, &own.answer) == (question.kind, question.target, &question.answer)
            })
    };
    book.iter(Kind::Model).find(same).map(|model| model.id)
}

/// The question of a ready-made analysis, such as `segment`: it has one model, which is written anew.
pub fn ready_made(code: &str) -> String {
    format!("{{\"ready_made\":\"{code}\"}}")
}

/// The model of a ready-made analysis, once it was applied.
pub fn find_ready_made(book: &Book, code: &str) -> Option<Id> {
    let spec = ready_made(code);
    book.iter(Kind::Model).find(|model| model.text(keys::SPEC) == spec).map(|model| model.id)
}

/// Ready-made scores that no list or page shows by itself: they are there for filters, columns and rules.
pub const QUIET: [&str; 6] =
    ["order_within_1_month", "order_within_6_months", "order_within_12_months", "next_order_on", VALUE_LOW, VALUE_HIGH];

/// The code of what a customer should bring, and of the ends between which 80 of 100 like this customer lie.
pub const VALUE: &str = "value_within_12_months";
pub const VALUE_LOW: &str = "value_low";
pub const VALUE_HIGH: &str = "value_high";

pub(crate) fn is_quiet(model: &Record) -> bool {
    let spec = model.text(keys::SPEC);
    QUIET.iter().any(|code| spec == ready_made(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Act, Instant, Key, Label, Transaction, Value, insight::TrainSpec};

    #[test]
    fn a_question_finds_the_model_that_answers_it() {
        let question = |target: &str, answer: Option<&str>| TrainSpec {
            answer: answer.map(str::to_owned),
            ..TrainSpec::new(Kind::Contact, Key::new(target), Vec::new())
        };
        let mut book = Book::new();
        let mut transaction = Transaction::new(Label::new(Act::Trained, Kind::Model, 1, ""), Instant(0));
        for (id, spec, type_) in [(1, question("stage", Some("won")), ""), (2, question("value", None), "number")] {
            let values = [
                (keys::SPEC, Value::Json(serde_json::to_string(&spec).unwrap())),
                (keys::TYPE, Value::Choice(type_.to_owned())),
            ];
            transaction = transaction.create(Kind::Model, Id(id), values);
        }
        book.apply(transaction);
        let seeds = TrainSpec { seed: 7, ..question("stage", Some("won")) };
        assert_eq!(asked(&book, &seeds, ""), Some(Id(1)), "another seed is the same question");
        assert_eq!(asked(&book, &question("stage", Some("lost")), ""), None);
        assert_eq!(asked(&book, &question("value", None), "number"), Some(Id(2)));
        assert_eq!(asked(&book, &question("value", None), ""), None, "a number is no chance");
    }

    #[test]
    fn quiet_scores_are_fields_that_nothing_shows_by_itself() {
        let mut book = Book::new();
        for (at, code) in [(1, VALUE), (2, VALUE_LOW), (3, "order_within_1_month")] {
            let values = [(keys::ON_KIND, Value::text("contact")), (keys::SPEC, Value::Json(ready_made(code)))];
            let label = Label::new(Act::Created, Kind::Model, 1, "");
            book.apply(Transaction::new(label, Instant(0)).create(Kind::Model, Id(at), values));
        }
        let shown = |at| {
            let fields = book.fields(Kind::Contact);
            fields.iter().find(|field| field.key == crate::Key::score(Id(at))).map(|field| field.shown())
        };
        assert_eq!([shown(1), shown(2), shown(3)], [Some(true), Some(false), Some(false)]);
    }
}
