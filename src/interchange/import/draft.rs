//! One row read by its columns' targets, before anybody asks whom it is about.

use super::{choices, fields::Fields, warn, writer::{Writer, kept_line}};
use crate::cell;
use ::csv::StringRecord;
use domain::{
    Address, Currency, FieldSpec, FieldType, Key, Kind, Labelled, Money, Value, keys,
    import::{AddressPart, DateOrder, LinePart, Plan, Reason, Report, Target},
};

/// What each column is for.
pub(super) struct Layout {
    slots: Vec<Slot>,
    currency: Option<usize>,
    /// Whether any column could tell people or companies apart.
    pub identifies: bool,
    time_told: std::cell::RefCell<Vec<bool>>,
}

enum Slot {
    Skip,
    FullName,
    Company,
    Notes,
    Address(AddressPart),
    Customer(Key),
    Line(LinePart),
    LabelOf,
    Field { key: Key, type_: FieldType, label: &'static str, own: bool },
}

#[derive(Default)]
pub(super) struct Draft {
    pub row: u64,
    /// Where the row begins in the text.
    pub at: usize,
    /// Values and the columns they came from.
    pub values: Vec<(Key, Value)>,
    pub columns: Vec<usize>,
    pub full_name: String,
    pub company: String,
    pub notes: String,
    pub address: Address,
    pub customer: Customer,
    pub line: LineDraft,
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
}

#[derive(Default)]
pub(super) struct LineDraft {
    pub product: String,
    pub sku: String,
    pub quantity: Option<f64>,
    pub price: Option<Money>,
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
                Target::Customer(key) => Slot::Customer(*key),
                Target::LinePart(part) => Slot::Line(*part),
                Target::NewField(label, type_) => field(fields.named(label, type_, writer), header, &built_in, fields),
                Target::Field(key) => match (plan.kind, *key) {
                    (Kind::Contact, keys::NAME) => Slot::FullName,
                    (_, keys::COMPANY) => Slot::Company,
                    (_, keys::NOTES) => Slot::Notes,
                    (_, keys::ADDRESS) => Slot::Address(AddressPart::Street),
                    (Kind::Order, keys::CONTACT) => Slot::Customer(keys::NAME),
                    (Kind::Order, keys::LINES) => Slot::Line(LinePart::Product),
                    (_, key) => field(key, header, &built_in, fields),
                },
            })
            .collect();
        let identifies = slots.iter().any(|slot| match slot {
            Slot::FullName | Slot::Company => true,
            Slot::Field { key, .. } => [keys::NAME, keys::FIRST_NAME, keys::LAST_NAME, keys::EMAILS, keys::PHONES, keys::EXTERNAL_ID].contains(key),
            _ => false,
        });
        let currency = plan.targets.iter().position(|target| *target == Target::Currency);
        Self { time_told: vec![false; slots.len()].into(), slots, currency, identifies }
    }

    /// The column a field is read from.
    pub fn column_of(&self, wanted: Key) -> Option<usize> {
        self.slots.iter().position(|slot| matches!(slot, Slot::Field { key, .. } if *key == wanted))
    }

    #[expect(clippy::too_many_arguments, reason = "parts of one Import, borrowed apart")]
    pub fn read(&self, plan: &Plan, headers: &[String], row: u64, at: usize, cells: &StringRecord, fields: &mut Fields, report: &mut Report) -> Draft {
        let mut draft = Draft { row, at, ..Draft::default() };
        let written = self.currency.and_then(|column| cells.get(column)).map(|cell| cell::clean(cell).to_uppercase());
        let currency = written.and_then(|code| Currency::new(&code)).unwrap_or(plan.currency);
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
            let reading = Reading { plan, column, currency, label: std::mem::take(&mut label), fields, time_told: &self.time_told };
            let problem = match slot {
                Slot::LabelOf => {
                    label = text.trim_start_matches("* ").to_lowercase();
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
        draft
    }
}

fn field(key: Key, header: &str, built_in: &[FieldSpec], fields: &Fields) -> Slot {
    let own = key.custom_field().is_some();
    let known = if own { fields.type_of(key).cloned() } else { built_in.iter().find(|spec| spec.key == key).map(|spec| spec.type_.clone()) };
    Slot::Field { key, type_: known.unwrap_or(FieldType::Text), label: choices::label(header), own }
}

enum Problem {
    /// Stored, but not quite as it stands.
    Told(Reason),
    /// To be kept in the notes.
    Kept(Reason),
    /// A second column for a field that has its value: to be kept in the notes, nothing wrong with it.
    Second,
}

struct Reading<'r> {
    plan: &'r Plan,
    column: usize,
    currency: Currency,
    label: String,
    fields: &'r mut Fields,
    time_told: &'r std::cell::RefCell<Vec<bool>>,
}

impl Reading<'_> {
    fn take(self, slot: &Slot, text: &str, draft: &mut Draft) -> Option<Problem> {
        match slot {
            Slot::Skip | Slot::LabelOf => None,
            _ if cell::nothing(text) && !matches!(slot, Slot::Notes | Slot::Field { type_: FieldType::Text | FieldType::LongText | FieldType::Choice(_), own: true, .. }) => None,
            Slot::FullName => once(&mut draft.full_name, text),
            Slot::Company => once(&mut draft.company, text),
            Slot::Notes => {
                draft.notes = super::writer::with_lines(&draft.notes, &[text.to_owned()]);
                None
            }
            Slot::Address(part) => once(part_of(&mut draft.address, *part), text),
            Slot::Customer(keys::EMAILS) => self.emails(text, "").map_or_else(Some, |found| join(&mut draft.customer.emails, found)),
            Slot::Customer(keys::PHONES) => self.phones(text, "").map_or_else(Some, |found| join(&mut draft.customer.phones, found)),
            Slot::Customer(keys::EXTERNAL_ID) => once(&mut draft.customer.external_id, text),
            Slot::Customer(_) => once(&mut draft.customer.name, text),
            Slot::Line(part) => self.line(*part, text, &mut draft.line),
            Slot::Field { key, type_, label, .. } => self.field(*key, type_, label, text, draft),
        }
    }

    fn comma(&self) -> bool {
        self.plan.decimal_commas.get(self.column).copied().unwrap_or_default()
    }

    fn money(&self, text: &str) -> Option<Money> {
        let amount = cell::amount(text, self.comma())?;
        Some(Money::from_major(amount.number, amount.mark.currency(self.currency)))
    }

    fn line(&self, part: LinePart, text: &str, line: &mut LineDraft) -> Option<Problem> {
        match part {
            LinePart::Product => once(&mut line.product, text),
            LinePart::Sku => once(&mut line.sku, text),
            LinePart::Quantity => match cell::number(text, self.comma()) {
                Some(number) => {
                    line.quantity = Some(number);
                    None
                }
                None => Some(Problem::Kept(Reason::NotANumber)),
            },
            LinePart::Price => match self.money(text) {
                Some(money) => {
                    line.price = Some(money);
                    None
                }
                None => Some(Problem::Kept(Reason::NotMoney)),
            },
        }
    }

    fn label_or(&self, column: &str) -> String {
        if self.label.is_empty() { column.to_owned() } else { self.label.clone() }
    }

    fn emails(&self, text: &str, label: &str) -> Result<Vec<Labelled>, Problem> {
        let found = cell::emails(text).ok_or(Problem::Kept(if cell::masked(text) { Reason::Masked } else { Reason::NotAnEmail }))?;
        Ok(found.into_iter().map(|value| Labelled { label: self.label_or(label), value: value.to_owned() }).collect())
    }

    fn phones(&self, text: &str, label: &str) -> Result<Vec<Labelled>, Problem> {
        if text.contains("**") || cell::masked(text) {
            return Err(Problem::Kept(Reason::Masked));
        }
        let found = cell::phones(text).ok_or(Problem::Kept(Reason::NotAPhone))?;
        Ok(found.into_iter().map(|value| Labelled { label: self.label_or(label), value: value.to_owned() }).collect())
    }

    fn field(self, key: Key, type_: &FieldType, label: &str, text: &str, draft: &mut Draft) -> Option<Problem> {
        let mut told = None;
        let value = match type_ {
            FieldType::Emails => match self.emails(text, label) {
                Ok(found) => Value::Labelled(found),
                Err(problem) => return Some(problem),
            },
            FieldType::Phones => match self.phones(text, label) {
                Ok(found) => Value::Labelled(found),
                Err(problem) => return Some(problem),
            },
            FieldType::Number | FieldType::Percent => match cell::number(text, self.comma()) {
                Some(number) => Value::Number(number),
                None => return Some(Problem::Kept(Reason::NotANumber)),
            },
            FieldType::Money => match self.money(text) {
                Some(money) => Value::Money(money),
                None => return Some(Problem::Kept(Reason::NotMoney)),
            },
            FieldType::Date | FieldType::Instant => match self.date(text) {
                Ok((value, problem)) => {
                    told = problem;
                    value
                }
                Err(reason) if key == keys::ORDERED_ON => {
                    draft.bad_date.get_or_insert((self.column, reason));
                    return None;
                }
                Err(reason) => return Some(Problem::Kept(reason)),
            },
            FieldType::YesNo => match cell::yes_no(text) {
                Some(yes) => Value::Bool(yes),
                None => return Some(Problem::Kept(Reason::NotYesNo)),
            },
            FieldType::Choice(codes) if key.custom_field().is_none() => {
                let known = codes.iter().find(|code| code.eq_ignore_ascii_case(text)).cloned();
                match known.or_else(|| choices::code(self.plan.kind, key, text).map(str::to_owned)) {
                    Some(code) => Value::Choice(code),
                    // A word of the owner's own: as a tag it can still be filtered by.
                    None if self.plan.kind != Kind::Order => {
                        return add(draft, self.column, keys::TAGS, Value::Choices(vec![text.to_owned()])).or(Some(Problem::Told(Reason::UnknownChoice)));
                    }
                    None => return Some(Problem::Kept(Reason::UnknownChoice)),
                }
            }
            FieldType::Choice(_) => {
                self.fields.learn(key, text);
                Value::Choice(text.to_owned())
            }
            FieldType::Choices(_) | FieldType::Tags => {
                let words = cell::tags(text);
                words.iter().for_each(|word| self.fields.learn(key, word));
                Value::Choices(words)
            }
            _ => Value::text(text),
        };
        add(draft, self.column, key, value).or(told)
    }

    fn date(&self, text: &str) -> Result<(Value, Option<Problem>), Reason> {
        let order = self.plan.date_orders.get(self.column).copied().flatten();
        let found = match cell::day(text, order) {
            Some(found) => found,
            None if order.is_none_or(|order| order == DateOrder::Ambiguous) && cell::days(text).is_some() => return Err(Reason::AmbiguousDate),
            None => return Err(Reason::NotADate),
        };
        let mut problem = None;
        if found.has_time
            && let Some(told) = self.time_told.borrow_mut().get_mut(self.column)
            && !std::mem::replace(told, true)
        {
            problem = Some(Problem::Told(Reason::TimeLeftOut));
        }
        Ok((Value::Date(found.date), problem))
    }
}

fn once(place: &mut String, text: &str) -> Option<Problem> {
    if place.is_empty() {
        place.push_str(text);
        return None;
    }
    (place != text).then_some(Problem::Second)
}

fn join(list: &mut Vec<Labelled>, found: Vec<Labelled>) -> Option<Problem> {
    for item in found {
        if !list.iter().any(|known| known.value.eq_ignore_ascii_case(&item.value)) {
            list.push(item);
        }
    }
    None
}

/// Adds a value to the row; lists grow, other fields take one value.
fn add(draft: &mut Draft, column: usize, key: Key, value: Value) -> Option<Problem> {
    let known = draft.values.iter_mut().find(|(known, _)| *known == key).map(|(_, known)| known);
    match (known, value) {
        (Some(Value::Labelled(list)), Value::Labelled(found)) => join(list, found),
        (Some(Value::Choices(list)), Value::Choices(found)) => {
            for item in found {
                if !list.contains(&item) {
                    list.push(item);
                }
            }
            None
        }
        (Some(known), value) => (*known != value).then_some(Problem::Second),
        (None, value) => {
            draft.values.push((key, value));
            draft.columns.push(column);
            None
        }
    }
}

fn part_of(address: &mut Address, part: AddressPart) -> &mut String {
    match part {
        AddressPart::Street => &mut address.street,
        AddressPart::City => &mut address.city,
        AddressPart::Region => &mut address.region,
        AddressPart::PostalCode => &mut address.postal_code,
        AddressPart::Country => &mut address.country,
    }
}
