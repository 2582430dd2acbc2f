//! What the app and the `files` worker say to each other about files: plain data, no parsing.
//!
//! Invariant: nothing of a file is lost silently. A row becomes a record, or stands in [`Report::rejected`] with
//! its cells; a cell that does not fit its field is kept in the record's notes and named in
//! [`Report::warnings`].

mod bundle;

pub use bundle::{BUNDLE, bundle_head, unbundled};

use crate::{Book, Currency, Date, FieldSpec, FieldType, Id, Instant, Key, Kind, custom, keys};
use serde::{Deserialize, Serialize};

/// What the user says about a file before or after a first look; what is absent is guessed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PreviewOptions {
    pub kind: Option<Kind>,
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
    /// 0 where the file has no headers.
    pub header_row: Option<u64>,
    /// Which table of a file that holds several, by its name in [`Preview::parts`]; the first where it is empty.
    #[serde(default)]
    pub part: String,
    /// The code of the export it is, empty for none that is known.
    pub source: Option<String>,
    /// The owner's fields, so that columns of the same name go there.
    pub custom: Vec<CustomField>,
    /// The names of fields that follow from others: columns of our own exports that need no place.
    #[serde(default)]
    pub computed: Vec<(Kind, String)>,
    /// Where the columns of our own tables go, by what they are called in the owner's language.
    #[serde(default)]
    pub labels: Vec<(Kind, String, Target)>,
}

/// Where the column goes that our own export makes of a field; an address has a column for each of its parts.
pub fn own_target(kind: Kind, spec: &FieldSpec) -> Target {
    match spec.key {
        keys::NAME if kind == Kind::Contact => Target::FullName,
        keys::CONTACT => Target::Customer(keys::NAME),
        keys::LINES => Target::LinePart(LinePart::Product),
        key if key.custom_field().is_some() || (spec.imported() && !spec.derived()) => Target::Field(key),
        _ => Target::Skip,
    }
}

/// A custom field a column may go to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomField {
    pub kind: Kind,
    pub id: Id,
    pub label: String,
    pub type_: FieldType,
}

/// The owner's fields of all kinds that are not retired.
pub fn custom_fields(book: &Book) -> Vec<CustomField> {
    let of_kind = |kind| {
        let living = custom::definitions(book, kind).into_iter().filter(|field| field.get(keys::RETIRED_AT).is_none());
        living.map(move |field| CustomField {
            kind,
            id: field.id,
            label: field.text(keys::LABEL).to_owned(),
            type_: custom::type_of(field),
        })
    };
    [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order].into_iter().flat_map(of_kind).collect()
}

/// What a first look at a file found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// A name of the WHATWG encoding standard.
    pub encoding: String,
    pub delimiter: char,
    /// The row (from 1) with the headers; 0 where there is none and columns are named A, B, C.
    pub header_row: u64,
    pub columns: Vec<Column>,
    /// The first rows as they stand in the file.
    pub sample: Vec<Vec<String>>,
    /// Rows below the header that are not empty.
    pub rows: u64,
    /// What the file seems to be about: contacts, companies, deals, orders or notes.
    pub kind: Kind,
    /// The code of the export it was recognised as (`hubspot.deals`); empty where it is none that is known.
    #[serde(default)]
    pub source: String,
    /// The tables of a spreadsheet or archive; empty for a file that is one table.
    #[serde(default)]
    pub parts: Vec<String>,
    /// Which of them this is.
    #[serde(default)]
    pub part: String,
    /// What of an archive is no table or broken, and why.
    #[serde(default)]
    pub refused: Vec<(String, ImportError)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Unique in the file; a repeated header is numbered.
    pub header: String,
    /// What its cells look like.
    pub type_: FieldType,
    /// How dates are written, where the column has dates.
    pub date_order: Option<DateOrder>,
    /// Numbers are written `1.234,56`.
    pub decimal_comma: bool,
    /// Cells that are not empty.
    pub filled: u64,
    pub suggestion: Target,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateOrder {
    YearMonthDay,
    DayMonthYear,
    MonthDayYear,
    /// Both day-first and month-first fit every cell: the user has to say.
    Ambiguous,
}

/// Where a column goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Target {
    Skip,
    /// A built-in or custom field.
    Field(Key),
    /// One part of the address; of an order, its customer's address.
    AddressPart(AddressPart),
    /// The full name, to be split.
    FullName,
    /// The label of the next column's emails or phones.
    LabelOf(Key),
    /// The customer of an order, found by name, email, phone or external id.
    Customer(Key),
    /// A column of an order's line.
    LinePart(LinePart),
    /// What of an order was paid back; its total is what is left.
    Refunded,
    /// The currency of the row's amounts.
    Currency,
    /// The record's own id in the system the file comes from.
    SourceId,
    /// Another id that it has there: of the contact that a lead became.
    OtherId,
    /// Ids that a record of this kind has in that system; without a kind, whichever record has the id.
    Related(Option<Kind>),
    /// A new custom field of this name and type.
    NewField(String, FieldType),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressPart {
    Street,
    City,
    Region,
    PostalCode,
    Country,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinePart {
    Product,
    Sku,
    Quantity,
    /// Of one unit.
    Price,
}

/// What happens to a row whose email, phone, external id or order number is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OnKnown {
    Create,
    #[default]
    Update,
    Skip,
    /// What is there stays; only empty fields are filled.
    FillBlanks,
}

/// How a file is to be read; one entry per column in the three lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub kind: Kind,
    pub file_name: String,
    pub encoding: String,
    pub delimiter: char,
    pub header_row: u64,
    /// The table of the file, as [`Preview::part`] says it.
    #[serde(default)]
    pub part: String,
    /// The code of the export the file is, as [`Preview::source`] says it.
    #[serde(default)]
    pub source: String,
    pub targets: Vec<Target>,
    pub date_orders: Vec<Option<DateOrder>>,
    pub decimal_commas: Vec<bool>,
    pub on_known: OnKnown,
    pub currency: Currency,
    pub at: Instant,
    pub today: Date,
    /// Makes the ids of new records.
    pub seed: u64,
}

impl Plan {
    /// The plan that takes every suggestion.
    pub fn suggested(
        preview: &Preview,
        file_name: &str,
        currency: Currency,
        at: Instant,
        today: Date,
        seed: u64,
    ) -> Self {
        let columns = &preview.columns;
        Self {
            kind: preview.kind,
            file_name: file_name.to_owned(),
            encoding: preview.encoding.clone(),
            delimiter: preview.delimiter,
            header_row: preview.header_row,
            part: preview.part.clone(),
            source: preview.source.clone(),
            targets: columns.iter().map(|column| column.suggestion.clone()).collect(),
            date_orders: columns.iter().map(|column| column.date_order).collect(),
            decimal_commas: columns.iter().map(|column| column.decimal_comma).collect(),
            on_known: OnKnown::default(),
            currency,
            at,
            today,
            seed,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Rows read, empty ones not counted.
    pub rows: u64,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub skipped: u64,
    /// New companies or contacts made because rows named them.
    pub related: u64,
    /// New custom fields.
    pub fields: u64,
    /// Records that waited for an id of this file and are joined now.
    #[serde(default)]
    pub joined: u64,
    /// How many records each field changed in; new records do not count.
    #[serde(default)]
    pub changes: Vec<(Key, u64)>,
    /// What became of each row that was taken, in the order they were done.
    #[serde(default)]
    pub outcomes: Vec<RowOutcome>,
    pub rejected: Vec<Rejected>,
    /// Rejections beyond what `rejected` lists one by one.
    pub rejected_more: u64,
    pub warnings: Vec<Warning>,
    /// Warnings beyond what `warnings` lists one by one.
    pub warnings_more: u64,
}

/// A row that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rejected {
    /// From 1, as a spreadsheet counts.
    pub row: u64,
    pub column: Option<String>,
    pub reason: Reason,
    /// The row's cells as they stand in the file.
    pub cells: Vec<String>,
}

/// What became of one row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowOutcome {
    /// From 1, as a spreadsheet counts.
    pub row: u64,
    pub done: RowDone,
    /// The record it became or is about.
    pub id: Id,
    /// The fields that changed; none for a new record.
    pub fields: Vec<Key>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowDone {
    Created,
    Updated,
    Unchanged,
    Skipped,
}

/// A cell that was kept in another way than asked: in the notes, or, of a list of known words, as a tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Warning {
    pub row: u64,
    pub column: String,
    pub cell: String,
    pub reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// Nothing in it that a record could be made of.
    Empty,
    /// Neither a name nor an email, phone, company or external id.
    NoName,
    NotANumber,
    NotADate,
    /// Day-first and month-first both fit, and nobody said which.
    AmbiguousDate,
    /// The field keeps the day only. Told once for a column.
    TimeLeftOut,
    NotMoney,
    NotYesNo,
    NotAnEmail,
    NotAPhone,
    /// Partly hidden by the system it comes from (`138****8000`).
    Masked,
    /// Not one of the field's words; kept as a tag where the record has tags.
    UnknownChoice,
    TooLong,
    NoDate,
    NoAmount,
    /// The system it comes from marks it as deleted, failed or not a sale.
    LeftOut,
    /// Gives back an order that is neither in this file nor there.
    GivesBack,
    /// A long number of which a spreadsheet has kept the first figures only: `1.23457E+18`.
    CutOff,
    /// Adds other rows up, or says something of the whole file.
    Remark,
    /// More cells than the header has columns; the rest is kept in the notes.
    ExtraCells,
    /// The same person, company or number stands in an earlier row of this file.
    RepeatedInFile {
        row: u64,
    },
    /// The header once more.
    HeaderAgain,
    /// Characters that the encoding does not have.
    Garbled,
    /// An event that repeats: its first time is taken.
    Series,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportError {
    /// The browser could not read the file (moved, changed or not permitted).
    Unreadable,
    Empty,
    NoHeader,
    TooLarge {
        bytes: u64,
        limit: u64,
    },
    TooManyColumns {
        columns: u64,
        limit: u64,
    },
    /// One row is longer than this many bytes.
    RowTooLong {
        row: u64,
        limit: u64,
    },
    /// Of an archive: those beyond the limit were not looked at.
    TooManyFiles {
        files: u64,
        limit: u64,
    },
    /// Not a text table: a spreadsheet, an archive, an image.
    NotText,
    /// Cut short or broken.
    Damaged,
    /// Locked with a password.
    Locked,
    /// Would take more than this much memory unpacked.
    UnpacksTooLarge {
        limit: u64,
    },
    Cancelled,
    /// A backup or archive of our own, which is merged as a whole.
    Backup,
}
