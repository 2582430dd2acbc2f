//! One row read by its columns' targets, before anybody asks whom it is about.

use super::{
    choices,
    fields::Fields,
    identity::Related,
    reading::{Problem, Reading},
    warn,
    writer::{Writer, kept_line},
};
use crate::{
    cell,
    sources::{self, Says, Source},
};
use ::csv::StringRecord;
use domain::{
    Address, Currency, FieldSpec, FieldType, Key, Kind, Labelled, Line, Money, Value,
    import::{AddressPart, LinePart, Plan, Reason, Report, Target},
    keys,
};

/// What each column is for.
pub(super) struct Layout {
    slots: Vec<Slot>,
    currency: Option<usize>,
    /// Of each column's amounts where nothing else says it.
    currencies: Vec<Currency>,
    /// The export that the file is.
    pub source: Option<&'static Source>,
    /// Columns whose cells can say something of their rows.
    telling: Vec<(usize, Says)>,
    /// Whether any column could tell people or companies apart.
    pub identifies: bool,
    time_told: std::cell::RefCell<Vec<bool>>,
    /// Whether a row's total, and what of it was paid back, is of that row alone.
    pub row_totals: bool,
    pub row_refunds: bool,
    /// The column by which a lead says that it has become a contact.
    converted: Option<usize>,
    /// The column with the id of the order that a row gives back.
    gives_back_of: Option<usize>,
}

pub(super) enum Slot {
    Skip,
    FullName,
    Company,
    Notes,
    Address(AddressPart),
    Customer(Key),
    Line(LinePart),
    Refunded,
    LabelOf,
    SourceId,
    OtherId,
    Related(Option<Kind>),
    Field { key: Key, type_: FieldType, label: &'static str, own: bool },
}

impl Slot {
    /// Whether its cells are no words, so that wide letters mean what narrow ones do.
    pub fn is_figures(&self) -> bool {
        use FieldType::{Date, Emails, Instant, Money, Number, Percent, Phones};
        match self {
            Slot::Customer(key) => ![keys::NAME, keys::TAGS].contains(key),
            Slot::Line(part) => matches!(part, LinePart::Quantity | LinePart::Price),
            Slot::Field { type_, .. } => {
                matches!(type_, Emails | Phones | Percent | Number | Money | Date | Instant)
            }
            slot => matches!(slot, Slot::Refunded),
        }
    }
}

#[derive(Default)]
pub(super) struct Draft {
    pub row: u64,
    /// Values and the columns they came from.
    pub values: Vec<(Key, Value)>,
    pub columns: Vec<usize>,
    /// The record's id where the file comes from.
    pub source_id: String,
    /// What else it is known by there, with the system's name.
    pub other_ids: Vec<String>,
    /// A lead that has become a contact.
    pub converted: bool,
    /// The ids of other records in the row.
    pub related: Vec<Related>,
    pub full_name: String,
    pub company: String,
    pub notes: String,
    pub address: Address,
    pub customer: Customer,
    pub line: LineDraft,
    pub refunded: Option<Money>,
    /// Cells that go to the notes.
    pub kept: Vec<String>,
    /// The order's date could not be read.
    pub bad_date: Option<(usize, Reason)>,
}

#[derive(Default)]
pub(super) struct Customer {
    pub name: String,
    pub emails: Vec<Labelled>,
    pub phones: Vec<Labelled>,
    pub external_id: String,
    pub tags: Vec<String>,
}

#[derive(Default)]
pub(super) struct LineDraft {
    pub product: String,
    pub sku: String,
    pub quantity: Option<f64>,
    pub price: Option<Money>,
    /// Lines that stand whole in one cell, with the currency of their prices.
    pub whole: Vec<(Line, Currency)>,
}

impl Draft {
    pub fn has(&self, wanted: Key) -> bool {
        self.values.iter().any(|(key, _)| *key == wanted)
    }
    pub fn money(&self, wanted: Key) -> Option<Money> {
        self.values.iter().find_map(|(key, value)| match value {
            Value::Money(money) if *key == wanted => Some(*money),
            _ => None,
        })
    }
}

impl Layout {
    pub fn new(plan: &Plan, headers: &[String], fields: &mut Fields, writer: &mut Writer) -> Self {
        let built_in = FieldSpec::built_in(plan.kind);
        let slots: Vec<Slot> = headers
            .iter()
            .enumerate()
            .map(|(at, header)| match plan.targets.get(at).unwrap_or(&Target::Skip) {
                Target::Skip | Target::Currency => Slot::Skip,
                Target::FullName => Slot::FullName,
                Target::AddressPart(part) => Slot::Address(*part),
                Target::LabelOf(_) => Slot::LabelOf,
                Target::SourceId => Slot::SourceId,
                Target::OtherId => Slot::OtherId,
                Target::Related(kind) => Slot::Related(*kind),
                Target::Customer(key) => Slot::Customer(*key),
                Target::LinePart(part) => Slot::Line(*part),
                Target::Refunded => Slot::Refunded,
                Target::NewField(label, type_) => field(fields.named(label, type_, writer), header, &built_in, fields),
                Target::Field(key) => match (plan.kind, *key) {
                    (Kind::Contact, keys::NAME) => Slot::FullName,
                    (Kind::Activity, keys::TEXT) => Slot::Notes,
                    (_, keys::COMPANY) => Slot::Company,
                    (_, keys::NOTES) => Slot::Notes,
                    (_, keys::ADDRESS) => Slot::Address(AddressPart::Street),
                    (Kind::Order | Kind::Deal, keys::CONTACT) => Slot::Customer(keys::NAME),
                    (Kind::Order, keys::LINES) => Slot::Line(LinePart::Product),
                    (_, key) => field(key, header, &built_in, fields),
                },
            })
            .collect();
        let identifies = slots.iter().any(|slot| match slot {
            Slot::FullName | Slot::Company | Slot::SourceId => true,
            Slot::Field { key, .. } => [
                keys::NAME,
                keys::TITLE,
                keys::FIRST_NAME,
                keys::LAST_NAME,
                keys::EMAILS,
                keys::PHONES,
                keys::EXTERNAL_ID,
            ]
            .contains(key),
            _ => false,
        });
        let currency = plan.targets.iter().position(|target| *target == Target::Currency);
        let source = sources::by_code(&plan.source);
        let usual = source.and_then(Source::currency).unwrap_or(plan.currency);
        let named = |header: &String| cell::named_currency(header).map_or(usual, |mark| mark.currency(usual));
        let currencies = headers.iter().map(named).collect();
        let tells = |(header, what): (&String, Says)| source.is_some_and(|source| source.may_say(what, header));
        let all = [Says::LeftOut, Says::Returned, Says::GivesBack];
        let columns = (0..headers.len()).flat_map(|at| all.map(|what| (at, what)));
        let telling = columns.filter(|(at, what)| tells((&headers[*at], *what))).collect();
        let of_row = |target: &Target| {
            let column = plan.targets.iter().position(|known| known == target);
            let header = column.and_then(|column| headers.get(column));
            source.zip(header).is_some_and(|(source, header)| source.is_of_row(header))
        };
        let row_totals = of_row(&Target::Field(keys::TOTAL));
        let row_refunds = row_totals || of_row(&Target::Refunded);
        let time_told = vec![false; slots.len()].into();
        let converts = |header: &String| source.is_some_and(|source| source.tells_converted(header));
        let converted = headers.iter().position(converts);
        let gives_back_of =
            headers.iter().position(|header| source.is_some_and(|source| source.names_given_back(header)));
        Self {
            time_told,
            slots,
            currency,
            currencies,
            source,
            telling,
            identifies,
            row_totals,
            row_refunds,
            converted,
            gives_back_of,
        }
    }

    /// Whether the source itself says this of a row.
    pub fn says(&self, what: Says, headers: &[String], cells: &StringRecord) -> bool {
        let Some(source) = self.source else {
            return false;
        };
        self.telling.iter().filter(|(_, said)| *said == what).any(|(at, _)| {
            let (header, cell) = (headers.get(*at), cells.get(*at));
            header.zip(cell).is_some_and(|(header, cell)| source.says(what, header, cell::clean(cell)))
        })
    }

    /// The id of the order that a row gives back, where it does.
    pub fn gives_back<'c>(&self, headers: &[String], cells: &'c StringRecord) -> Option<&'c str> {
        let of = cells.get(self.gives_back_of?).map(cell::clean).filter(|of| !of.is_empty())?;
        self.says(Says::GivesBack, headers, cells).then_some(of)
    }

    /// Whether the file is a table of ours.
    pub fn is_own(&self) -> bool {
        self.source.is_some_and(Source::is_own)
    }

    /// The column a field is read from.
    pub fn column_of(&self, wanted: Key) -> Option<usize> {
        self.slots.iter().position(|slot| matches!(slot, Slot::Field { key, .. } if *key == wanted))
    }

    pub fn read(
        &self,
        plan: &Plan,
        headers: &[String],
        row: u64,
        cells: &StringRecord,
        fields: &mut Fields,
        report: &mut Report,
    ) -> Draft {
        let mut draft = Draft { row, ..Draft::default() };
        let written = self.currency.and_then(|column| cells.get(column)).map(|cell| cell::clean(cell).to_uppercase());
        let written = written.and_then(|code| Currency::new(&code));
        let mut label = String::new();
        for (column, raw) in cells.iter().enumerate() {
            let text = cell::clean(raw);
            if text.is_empty() {
                continue;
            }
            let Some(slot) = self.slots.get(column) else {
                draft.kept.push(text.to_owned());
                warn(report, row, "", raw, Reason::ExtraCells);
                continue;
            };
            let header = &headers[column];
            draft.converted |= self.converted == Some(column) && cell::yes_no(text) == Some(true);
            let reading = Reading {
                plan,
                source: self.source,
                column,
                currency: written.or_else(|| self.currencies.get(column).copied()).unwrap_or(plan.currency),
                label: std::mem::take(&mut label),
                fields,
                time_told: &self.time_told,
            };
            let problem = match slot {
                Slot::LabelOf => {
                    label = text.trim_start_matches("* ").to_lowercase();
                    None
                }
                Slot::OtherId | Slot::Related(_) if cell::cut_off(text) => Some(Problem::Kept(Reason::CutOff)),
                Slot::OtherId if !empty_id(text) => {
                    draft.other_ids.extend(self.source.map(|source| source.id(text)));
                    None
                }
                // An account that is partly hidden is that of many.
                Slot::Related(_) if text.contains("**") => Some(Problem::Kept(Reason::Masked)),
                Slot::Related(kind) if !empty_id(text) => {
                    let ids = cell::ids(text).into_iter().map(|id| match self.source {
                        Some(source) => source.id(id),
                        None => format!("file:{id}"),
                    });
                    let (ids, header, cell) = (ids.collect(), header.clone(), text.to_owned());
                    draft.related.push(Related { kind: *kind, ids, header, cell });
                    None
                }
                slot => reading.take(slot, text, &mut draft),
            };
            match problem {
                None => {}
                Some(Problem::Told(reason)) => warn(report, row, header, raw, reason),
                Some(Problem::Kept(reason)) => {
                    draft.kept.push(kept_line(header, raw));
                    warn(report, row, header, raw, reason);
                }
                Some(Problem::Second) => draft.kept.push(kept_line(header, raw)),
            }
        }
        if draft.refunded.is_none() && self.says(Says::Returned, headers, cells) {
            draft.refunded = draft.money(keys::TOTAL);
        }
        draft
    }
}

/// Salesforce writes `000000000000000AAA` for nobody.
fn empty_id(text: &str) -> bool {
    cell::nothing(text) || matches!(text.trim_start_matches('0'), "" | "AAA")
}

fn field(key: Key, header: &str, built_in: &[FieldSpec], fields: &Fields) -> Slot {
    let own = key.custom_field().is_some();
    let known = if own {
        fields.type_of(key).cloned()
    } else {
        built_in.iter().find(|spec| spec.key == key).map(|spec| spec.type_.clone())
    };
    Slot::Field { key, type_: known.unwrap_or(FieldType::Text), label: choices::label(header), own }
}
