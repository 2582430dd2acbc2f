//! One cell read as its column's target wants it, into the draft of its row.
//!
//! A cell that does not fit is never dropped: it comes back as a [`Problem`] and is kept in the notes.

use super::{
    choices,
    draft::{Draft, LineDraft, Slot},
    fields::Fields,
};
use crate::{cell, own, sources::Source};
use domain::{
    Address, Currency, FieldType, Instant, Key, Kind, Labelled, Money, Value,
    import::{AddressPart, DateOrder, LinePart, Plan, Reason},
    keys,
};

const DAY_MS: i64 = 86_400_000;
/// The label of a phone that is partly hidden.
const MASKED: &str = "masked";

pub(super) enum Problem {
    /// Stored, but not quite as it stands.
    Told(Reason),
    /// To be kept in the notes.
    Kept(Reason),
    /// Nothing is wrong with it, but its field holds something else: to be kept in the notes.
    Second,
}

pub(super) struct Reading<'r> {
    pub plan: &'r Plan,
    pub source: Option<&'static Source>,
    pub column: usize,
    pub currency: Currency,
    pub label: String,
    pub fields: &'r mut Fields,
    pub time_told: &'r std::cell::RefCell<Vec<bool>>,
}

impl Reading<'_> {
    pub fn take(self, slot: &Slot, text: &str, draft: &mut Draft) -> Option<Problem> {
        let narrow = if slot.is_figures() && !self.is_own() { cell::narrow(text) } else { text.into() };
        let text = narrow.as_ref();
        match slot {
            Slot::Skip | Slot::LabelOf | Slot::OtherId | Slot::Related(_) => None,
            // What stands in a table of ours is meant as it stands.
            _ if self.source.is_some()
                && self.plan.kind != Kind::Activity
                && !self.is_own()
                && cell::mere_mark(text) =>
            {
                None
            }
            _ if !self.is_own()
                && cell::nothing(text)
                && !matches!(
                    slot,
                    Slot::Notes
                        | Slot::Field {
                            type_: FieldType::Text | FieldType::LongText | FieldType::Choice(_),
                            own: true,
                            ..
                        }
                ) =>
            {
                None
            }
            // Many numbers look the same then.
            Slot::SourceId
            | Slot::Customer(keys::EXTERNAL_ID)
            | Slot::Field { key: keys::NUMBER | keys::EXTERNAL_ID, .. }
                if !self.is_own() && cell::cut_off(text) =>
            {
                Some(Problem::Kept(Reason::CutOff))
            }
            Slot::FullName => once(&mut draft.full_name, text),
            Slot::SourceId => once(&mut draft.source_id, text),
            Slot::Company => once(&mut draft.company, text),
            Slot::Notes => {
                draft.notes = super::writer::with_lines(&draft.notes, &[text.to_owned()]);
                None
            }
            Slot::Address(_) | Slot::Customer(keys::NAME) if !self.is_own() && cell::masked(text) => {
                Some(Problem::Kept(Reason::Masked))
            }
            Slot::Address(part) => once(part_of(&mut draft.address, *part), text),
            Slot::Customer(keys::EMAILS) => {
                self.emails(text, "").map_or_else(Some, |found| join(&mut draft.customer.emails, found))
            }
            Slot::Customer(keys::PHONES) => {
                self.phones(text, "").map_or_else(Some, |found| join(&mut draft.customer.phones, found))
            }
            Slot::Customer(keys::EXTERNAL_ID) => once(&mut draft.customer.external_id, text),
            Slot::Customer(keys::TAGS) => {
                draft.customer.tags = cell::tags(text);
                None
            }
            Slot::Customer(_) => once(&mut draft.customer.name, text),
            Slot::Line(part) => self.line(*part, text, &mut draft.line),
            Slot::Refunded => match self.money(text) {
                Some(money) if money.minor == 0 => None,
                // The amount itself is kept too: only what is left becomes the total.
                Some(money) => {
                    draft.refunded = Some(Money { minor: money.minor.abs(), ..money });
                    Some(Problem::Second)
                }
                None => Some(Problem::Kept(Reason::NotMoney)),
            },
            Slot::Field { key, type_, label, .. } => self.field(*key, type_, label, text, draft),
        }
    }

    fn is_own(&self) -> bool {
        self.source.is_some_and(Source::is_own)
    }

    fn comma(&self) -> bool {
        self.plan.decimal_commas.get(self.column).copied().unwrap_or_default()
    }

    fn money(&self, text: &str) -> Option<Money> {
        let amount = cell::amount(text, self.comma())?;
        Some(Money::from_major(amount.number, amount.mark.currency(self.currency)))
    }

    /// `60%`, `60` and `0.6` are the same chance.
    fn share(&self, text: &str) -> Option<f64> {
        let bare = text.trim_end_matches(['%', '\u{ff05}']);
        let number = cell::number(bare.trim(), self.comma())?;
        let share = if bare.len() < text.len() || number > 1.0 { number / 100.0 } else { number };
        (0.0..=1.0).contains(&share).then_some(share)
    }

    fn line(&self, part: LinePart, text: &str, line: &mut LineDraft) -> Option<Problem> {
        match part {
            LinePart::Product => match own::read_lines(text, self.currency).filter(|_| line.whole.is_empty()) {
                Some(lines) => {
                    line.whole = lines;
                    None
                }
                // 淘宝 ends a list with a comma.
                None => once(&mut line.product, text.trim_end_matches('\u{ff0c}')),
            },
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

    /// The items of a list of ours.
    fn own_items(&self, text: &str) -> Option<Vec<Labelled>> {
        let items = || own::items(text).into_iter().map(|value| Labelled { label: String::new(), value });
        self.is_own().then(|| items().collect())
    }

    fn emails(&self, text: &str, label: &str) -> Result<Vec<Labelled>, Problem> {
        if let Some(own) = self.own_items(text) {
            return Ok(own);
        }
        let found = cell::emails(text).ok_or(Problem::Kept(if cell::masked(text) {
            Reason::Masked
        } else {
            Reason::NotAnEmail
        }))?;
        Ok(found.into_iter().map(|value| Labelled { label: self.label_or(label), value: value.to_owned() }).collect())
    }

    fn phones(&self, text: &str, label: &str) -> Result<Vec<Labelled>, Problem> {
        if let Some(own) = self.own_items(text) {
            return Ok(own);
        }
        if let Some(masked) = cell::masked_phones(text) {
            let masked = masked.into_iter().map(|value| Labelled { label: MASKED.to_owned(), value: value.to_owned() });
            return Ok(masked.collect());
        }
        if text.contains("**") || cell::masked(text) {
            return Err(Problem::Kept(Reason::Masked));
        }
        let found = cell::phones(text).ok_or(Problem::Kept(Reason::NotAPhone))?;
        Ok(found.into_iter().map(|value| Labelled { label: self.label_or(label), value: value.to_owned() }).collect())
    }

    fn field(self, key: Key, type_: &FieldType, label: &str, text: &str, draft: &mut Draft) -> Option<Problem> {
        let mut told = None;
        // `已退款(￥5.00)`: so much of it was paid back.
        let back = cell::in_brackets(text).filter(|_| key == keys::STATUS).and_then(|inner| self.money(inner));
        draft.refunded = draft.refunded.or(back);
        let text = self.source.and_then(|source| source.meaning(key, text)).unwrap_or(text);
        let value = match type_ {
            FieldType::Emails => match self.emails(text, label) {
                Ok(found) => Value::Labelled(found),
                Err(problem) => return Some(problem),
            },
            FieldType::Phones => match self.phones(text, label) {
                Ok(found) => Value::Labelled(found),
                Err(problem) => return Some(problem),
            },
            FieldType::Percent => match self.share(text) {
                Some(share) => Value::Number(share),
                None => return Some(Problem::Kept(Reason::NotANumber)),
            },
            FieldType::Number => match cell::number(text, self.comma()) {
                Some(number) => {
                    self.fields.note_decimals(key, text, self.comma());
                    Value::Number(number)
                }
                None => return Some(Problem::Kept(Reason::NotANumber)),
            },
            FieldType::Money => match self.money(text) {
                Some(money) => Value::Money(money),
                None => return Some(Problem::Kept(Reason::NotMoney)),
            },
            FieldType::Date | FieldType::Instant => match self.date(text, *type_ == FieldType::Instant) {
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
                    Some(code) if back.is_some() && code == "refunded" => Value::Choice("paid".to_owned()),
                    Some(code) => Value::Choice(code),
                    // A word of the owner's own: as a tag it can still be filtered by.
                    None if !matches!(self.plan.kind, Kind::Order | Kind::Activity) => {
                        return add(draft, self.column, keys::TAGS, Value::Choices(vec![text.to_owned()]))
                            .or(Some(Problem::Told(Reason::UnknownChoice)));
                    }
                    None => return Some(Problem::Kept(Reason::UnknownChoice)),
                }
            }
            FieldType::Choice(_) => {
                self.fields.learn(key, text);
                Value::Choice(text.to_owned())
            }
            FieldType::Choices(_) | FieldType::Tags => {
                let words = if self.is_own() { own::items(text) } else { cell::tags(text) };
                words.iter().for_each(|word| self.fields.learn(key, word));
                Value::Choices(words)
            }
            _ => Value::text(text),
        };
        add(draft, self.column, key, value).or(told)
    }

    fn date(&self, text: &str, instant: bool) -> Result<(Value, Option<Problem>), Reason> {
        let order = self.plan.date_orders.get(self.column).copied().flatten();
        let found = match cell::day(text, order) {
            Some(found) => found,
            None if order.is_none_or(|order| order == DateOrder::Ambiguous) && cell::days(text).is_some() => {
                return Err(Reason::AmbiguousDate);
            }
            None => return Err(Reason::NotADate),
        };
        if instant {
            let day = i64::from(found.date.0) * DAY_MS;
            return Ok((Value::Instant(Instant(day + cell::clock(text).unwrap_or_default())), None));
        }
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
