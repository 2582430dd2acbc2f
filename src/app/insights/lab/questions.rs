//! What can be asked of contacts, deals or a file, and which features make sense for it.

use super::{Lab, dated};
use crate::{
    data::Data,
    fields, format,
    insights::field_name,
    words::{dated as d, insights as w, lab as l, staying as s},
};
use domain::{
    Book, FieldSpec, FieldType, Group, Key, Kind, Record, Value, activity, deal,
    insight::{FileColumn, FileShape, is_ahead, is_feature, is_target},
    keys,
};
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    YesNo,
    Number,
    /// Rows that are alike.
    Groups,
    /// How a series goes on.
    Series,
    /// What customers will bring, by their orders.
    Worth,
    /// How many of those who began together stay, by yearly counts.
    Staying,
}

/// What means yes in a column of 0 and 1, or of yes and no.
const YES: &str = "1";

/// What is known of the messages before the one that is to be answered.
const MESSAGES: [Key; 3] = [keys::SENT_BEFORE, keys::RECEIVED_BEFORE, keys::SILENT_BEFORE];

impl Task {
    pub const ALL: [Task; 6] = [Task::YesNo, Task::Number, Task::Groups, Task::Series, Task::Worth, Task::Staying];

    /// Whether a column is to be foreseen, row by row.
    pub fn has_target(self) -> bool {
        matches!(self, Task::YesNo | Task::Number)
    }

    /// Whether it is asked of columns that each have a part to play, dates or years among them.
    pub fn is_dated(self) -> bool {
        matches!(self, Task::Series | Task::Worth | Task::Staying)
    }

    pub fn name(self) -> &'static str {
        match self {
            Task::YesNo => l::task_yes_no(),
            Task::Number => l::task_number(),
            Task::Groups => l::task_groups(),
            Task::Series => d::task_series(),
            Task::Worth => d::task_worth(),
            Task::Staying => s::task(),
        }
    }
}

#[derive(Clone, PartialEq)]
pub struct Question {
    pub task: Task,
    /// None where no column is to be foreseen.
    pub target: Option<Key>,
    /// What means yes.
    pub answer: Option<String>,
    pub label: String,
}

pub fn questions(lab: Lab, data: Data) -> Vec<Question> {
    let mut found = match (lab.of_file.get(), lab.look.get()) {
        (false, _) => data.read(|book| of_records(book, lab.records.get())),
        (true, Some(look)) => look.columns.iter().flat_map(|column| of_column(column, look.rows)).collect(),
        (true, None) => return Vec::new(),
    };
    let mut ask = |task: Task, label: &str| {
        found.push(Question { task, target: None, answer: None, label: label.to_owned() });
    };
    ask(Task::Groups, l::find_groups());
    if lab.of_file.get() && lab.look.get().is_some_and(|look| dated::possible(&look)) {
        ask(Task::Series, d::ask_series());
        ask(Task::Worth, d::ask_worth());
    }
    if lab.of_file.get() && lab.look.get().is_some_and(|look| dated::countable(&look)) {
        ask(Task::Staying, s::ask());
    }
    found
}

/// The question to begin with: a plain yes or no. In a file what is to be foreseen often stands last.
pub fn first(lab: Lab, data: Data) -> Option<Question> {
    let plain = |question: &Question| question.task == Task::YesNo && question.target.is_some();
    let all = questions(lab, data);
    match lab.of_file.get_untracked() {
        true => all.into_iter().rev().find(|question| plain(question) && question.answer.as_deref() == Some(YES)),
        false => all.into_iter().find(|question| plain(question) && question.answer.is_none()),
    }
}

/// The answers that a yes/no field or a choice has.
fn counts(book: &Book, kind: Kind, field: &FieldSpec, answer: Option<&str>) -> [usize; 3] {
    let mut counts = [0; 3];
    for record in book.iter(kind) {
        let value = book.value(record, field.key);
        let side = match (value.as_deref(), answer) {
            (Some(Value::Bool(true)), _) => 0,
            (Some(Value::Bool(false)), _) => 1,
            (Some(Value::Choice(choice)), Some(answer)) => usize::from(choice != answer),
            _ => 2,
        };
        counts[side] += 1;
    }
    counts
}

fn of_records(book: &Book, kind: Kind) -> Vec<Question> {
    let all = book.fields(kind);
    let question = |field: &FieldSpec, answer: Option<&str>| {
        let [yes, no, unknown] = counts(book, kind, field, answer).map(|count| format::count(count as f64));
        let name = fields::name(field);
        let name = answer.map_or(name.clone(), |answer| format!("{name}: {}", fields::choice(field, answer)));
        Question {
            task: Task::YesNo,
            target: Some(field.key),
            answer: answer.map(str::to_owned),
            label: w::predict_option(&name, &yes, &no, &unknown),
        }
    };
    let targets = |wanted: bool| all.iter().filter(move |f| is_target(f) && (f.type_ == FieldType::YesNo) == wanted);
    let mut found: Vec<Question> = targets(true).map(|field| question(field, None)).collect();
    for field in targets(false) {
        if let FieldType::Choice(levels) = &field.type_ {
            found.extend(levels.iter().map(|level| question(field, Some(level))));
        }
    }
    let named = |target: Key, label: &str| Question {
        task: Task::YesNo,
        target: Some(target),
        answer: None,
        label: label.to_owned(),
    };
    if kind == Kind::Contact && book.count(Kind::Order) > 0 {
        found.extend([named(keys::ORDERS_AGAIN, l::orders_again()), named(keys::LEAVES, l::leaves())]);
    }
    let lead = |contact: &Record| ["lead", "qualified"].contains(&contact.text(keys::LIFECYCLE));
    if kind == Kind::Contact && book.iter(kind).any(lead) {
        found.push(named(keys::CONVERTS, l::converts()));
    }
    let sent = |activity: &Record| activity.text(keys::DIRECTION) == activity::SENT;
    if kind == Kind::Contact && book.iter(Kind::Activity).any(sent) {
        found.push(named(keys::REPLIES, l::replies()));
    }
    let rows = book.count(kind);
    let numbers = all.iter().filter(|field| is_number(field)).map(|field| {
        let known = book.iter(kind).filter(|record| book.value(record, field.key).is_some()).count();
        (known, number_question(field.key, &fields::name(field), known, rows))
    });
    found.extend(numbers.filter(|(known, _)| *known > 0).map(|(_, question)| question));
    found
}

/// A number to foresee: the owner's own, what a contact orders for in all and each time, how long a deal takes.
fn is_number(field: &FieldSpec) -> bool {
    let own = field.key.custom_field().is_some() && matches!(field.type_, FieldType::Number | FieldType::Money);
    own || [keys::ORDER_SUM, keys::ORDER_AVERAGE, keys::DAYS_TO_CLOSE, keys::VALUE].contains(&field.key)
}

fn number_question(target: Key, name: &str, known: usize, rows: usize) -> Question {
    let [known, unknown] = [known, rows - known].map(|count| format::count(count as f64));
    Question { task: Task::Number, target: Some(target), answer: None, label: l::number_option(name, &known, &unknown) }
}

fn of_column(column: &FileColumn, rows: usize) -> Vec<Question> {
    let (key, known) = (Key::column(&column.header), rows - column.blank - column.strange);
    if column.identifier {
        return Vec::new();
    }
    if column.answers.is_empty() {
        let number = column.shape == FileShape::Number && known > 0;
        return number.then(|| number_question(key, &column.header, known, rows)).into_iter().collect();
    }
    let question = |(answer, yes): &(String, usize)| {
        let [yes, no, unknown] = [*yes, known - yes, rows - known].map(|count| format::count(count as f64));
        let plain = column.shape == FileShape::YesNo || answer == YES;
        let name = if plain { column.header.clone() } else { format!("{}: {answer}", column.header) };
        Question {
            task: Task::YesNo,
            target: Some(key),
            answer: Some(answer.clone()),
            label: w::predict_option(&name, &yes, &no, &unknown),
        }
    };
    column.answers.iter().map(question).collect()
}

/// What a model may learn from, with its name.
pub fn features(lab: Lab, data: Data) -> Vec<(Key, String)> {
    let target = lab.target.get();
    let all: Vec<(Key, String)> = match (lab.of_file.get(), lab.look.get()) {
        (false, _) => data.read(|book| {
            let fields = book.fields(lab.records.get());
            fields.iter().filter(|field| is_feature(field)).map(|field| (field.key, fields::name(field))).collect()
        }),
        (true, Some(look)) => {
            look.columns.iter().map(|column| (Key::column(&column.header), column.header.clone())).collect()
        }
        (true, None) => Vec::new(),
    };
    // A lead that ordered is one no more.
    let of_customers = [keys::LIFECYCLE, keys::ORDER_COUNT, keys::ORDER_SUM, keys::ORDER_AVERAGE];
    let of_customers =
        |key: &Key| of_customers.contains(key) || [keys::FIRST_ORDER_ON, keys::LAST_ORDER_ON].contains(key);
    let too_late = |key: &Key| {
        target.is_some_and(|target| {
            deal::known_at_the_end(target, *key)
                || (target == keys::CONVERTS && of_customers(key))
                // Whoever replied may have been told a lead no more.
                || (target == keys::REPLIES && *key == keys::LIFECYCLE)
        })
    };
    let passed = MESSAGES.map(|key| (key, data.read(|book| field_name(book, Kind::Contact, key))));
    let passed = passed.into_iter().filter(|_| target == Some(keys::REPLIES));
    all.into_iter().filter(|(key, _)| Some(*key) != target && !too_late(key)).chain(passed).collect()
}

/// Of records the owner's own numbers and choices, order behaviour where there are orders, and what a deal is worth; of
/// a file all columns but identifiers.
pub fn sensible(lab: Lab, data: Data) -> Vec<Key> {
    let (all, target) = (features(lab, data), lab.target.get_untracked());
    if let Some(look) = lab.look.get_untracked().filter(|_| lab.of_file.get_untracked()) {
        if lab.task.get_untracked().is_dated() {
            return dated::sensible(&look, lab.task.get_untracked());
        }
        let named =
            |key: &Key| look.columns.iter().any(|column| column.identifier && Key::column(&column.header) == *key);
        return all.into_iter().map(|(key, _)| key).filter(|key| !named(key)).collect();
    }
    data.read(|book| {
        let fields = book.fields(lab.records.get_untracked());
        let spec = |key: Key| fields.iter().find(|field| field.key == key);
        // What was ordered tells what was ordered.
        let of_orders = target.and_then(spec).is_some_and(|field| field.group == Group::Orders);
        // Whoever ordered is a customer: that is the answer.
        let of_leads = [Some(keys::LIFECYCLE), Some(keys::CONVERTS)].contains(&target);
        let of_orders = of_orders || of_leads;
        let orders = book.count(Kind::Order) > 0 && !of_orders;
        let behaviour = [keys::ORDER_COUNT, keys::ORDER_AVERAGE, keys::LAST_ORDER_ON];
        let fits = |key: Key| {
            let told = spec(key).is_some_and(|field| !matches!(field.type_, FieldType::Text | FieldType::Choices(_)));
            let of_deal = [keys::VALUE, keys::SOURCE].contains(&key) && lab.records.get_untracked() == Kind::Deal;
            let of_reply = target == Some(keys::REPLIES) && (MESSAGES.contains(&key) || key == keys::SOURCE);
            let of_lead = of_leads && [keys::SOURCE, keys::LANGUAGE, keys::TAGS].contains(&key);
            (key.custom_field().is_some() && told && !target.is_some_and(is_ahead))
                || of_deal
                || of_lead
                || of_reply
                || (orders && behaviour.contains(&key))
        };
        all.into_iter().map(|(key, _)| key).filter(|key| fits(*key)).collect()
    })
}
