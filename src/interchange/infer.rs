//! What the cells of a column look like, decided by all of them together.

use crate::{cell, mapping};
use domain::{FieldType, import::DateOrder, sorting};
use rustc_hash::FxHashSet;

/// More different values than this are text, not a choice.
const CHOICES: usize = 20;
const CHOICE_LETTERS: usize = 40;

/// Counts over the cells of one column.
#[derive(Default)]
pub struct Tally {
    pub filled: u64,
    /// Cells that say something: not `-`, `N/A` or masked.
    told: u64,
    emails: u64,
    phones: u64,
    phone_like: u64,
    links: u64,
    yes_no: u64,
    numbers_point: u64,
    numbers_comma: u64,
    comma: u64,
    point: u64,
    marks: u64,
    codes: u64,
    year_first: u64,
    day_first: u64,
    month_first: u64,
    compact: u64,
    long: u64,
    /// `None` once there are too many.
    values: Option<FxHashSet<String>>,
    begun: bool,
}

/// What a column is.
#[derive(Clone, Debug, PartialEq)]
pub struct Inferred {
    pub type_: FieldType,
    pub date_order: Option<DateOrder>,
    pub decimal_comma: bool,
}

impl Tally {
    pub fn add(&mut self, raw: &str) {
        let cell = cell::clean(raw);
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        if cell::nothing(cell) || cell::masked(cell) || cell::is_fault(cell) {
            return;
        }
        self.told += 1;
        if !self.begun {
            self.begun = true;
            self.values = Some(FxHashSet::default());
        }
        if let Some(values) = &mut self.values {
            if !values.contains(cell) {
                values.insert(cell.to_owned());
            }
            if values.len() > CHOICES || cell.len() > 4 * CHOICE_LETTERS {
                self.values = None;
            }
        }
        let narrow = cell::narrow(cell);
        let cell = narrow.as_ref();
        let count = u64::from;
        self.long += count(cell.len() > 240 || cell.contains('\n'));
        if cell.len() > 300 {
            return;
        }
        if self.open(self.links) {
            self.links += count(cell::is_link(cell));
        }
        if self.open(self.yes_no) {
            self.yes_no += count(cell::yes_no(cell).is_some());
        }
        if self.open(self.emails) {
            self.emails += count(cell.contains('@') && cell::emails(cell).is_some_and(|found| !found.is_empty()));
        }
        if cell.bytes().any(|b| b.is_ascii_digit()) {
            self.add_figures(cell);
        }
    }

    fn add_figures(&mut self, cell: &str) {
        let count = u64::from;
        if self.open(self.phones) {
            self.phones += count(cell::phones(cell).is_some());
        }
        if self.open(self.phone_like) {
            self.phone_like += count(cell::phone_like(cell));
        }
        if self.open(self.numbers_point.max(self.numbers_comma)) {
            let as_point = cell::amount(cell, false);
            let as_comma = if cell.contains([',', '.']) { cell::amount(cell, true) } else { as_point };
            self.numbers_point += count(as_point.is_some());
            self.numbers_comma += count(as_comma.is_some());
            self.marks += count(as_point.or(as_comma).is_some_and(|amount| amount.mark != cell::Mark::None));
            match cell::comma_evidence(cell, as_point, as_comma) {
                Some(true) => self.comma += 1,
                Some(false) => self.point += 1,
                None => {}
            }
        }
        let whole = cell.bytes().all(|b| b.is_ascii_digit());
        self.codes += count(whole && ((cell.len() > 1 && cell.starts_with('0')) || cell.len() > 15));
        if whole {
            self.compact += count(cell::looks_compact(cell));
        } else if self.open(self.day_first.max(self.month_first))
            && let Some(days) = cell::days(cell)
        {
            self.year_first += count(days.year_first.is_some());
            self.day_first += count(days.year_first.or(days.day_first).is_some());
            self.month_first += count(days.year_first.or(days.month_first).is_some());
        }
    }

    /// Whether a column can still be what so many of its cells were: after a while, one that has been something else
    /// in half of them cannot, and is not asked again.
    fn open(&self, count: u64) -> bool {
        self.told <= 400 || count * 2 > self.told
    }

    /// All but two in a hundred: the few others are typing errors.
    fn most(&self, count: u64) -> bool {
        self.told > 0 && (self.told - count.min(self.told)) * 50 <= self.told
    }

    pub fn infer(&self, header: &str) -> Inferred {
        let name = mapping::normal(header);
        let decimal_comma = self.comma > self.point;
        let plain = |type_| Inferred { type_, date_order: None, decimal_comma: false };
        if self.told == 0 {
            return plain(FieldType::Text);
        }
        if self.emails * 10 >= self.told * 9 {
            return plain(FieldType::Emails);
        }
        if self.most(self.links) {
            return plain(FieldType::Link);
        }
        if self.is_yes_no(&name) {
            return plain(FieldType::YesNo);
        }
        if let Some(order) = self.date_order(&name) {
            return Inferred { type_: FieldType::Date, date_order: Some(order), decimal_comma: false };
        }
        if self.phone_like * 10 >= self.told * 9 || (mapping::hints::phone(&name) && self.most(self.phones)) {
            return plain(FieldType::Phones);
        }
        let numbers = if decimal_comma { self.numbers_comma } else { self.numbers_point };
        if self.most(numbers) && self.codes == 0 && !mapping::hints::code(&name) {
            let type_ = if self.marks > 0 { FieldType::Money } else { FieldType::Number };
            return Inferred { type_, date_order: None, decimal_comma };
        }
        if self.long > 0 {
            return plain(FieldType::LongText);
        }
        if let Some(choices) = self.choices() {
            return plain(FieldType::Choice(choices));
        }
        plain(FieldType::Text)
    }

    fn is_yes_no(&self, name: &str) -> bool {
        let Some(values) = &self.values else {
            return false;
        };
        if self.yes_no != self.told || values.len() > 2 {
            return false;
        }
        let digits = values.iter().all(|value| value == "0" || value == "1");
        // Zeros and ones are also counts: then there would be a two in the long run, or the name says so.
        let fits = if digits { values.len() == 2 || mapping::hints::yes_no(name) } else { true };
        let kinds: Vec<_> = values.iter().filter_map(|value| cell::yes_no(value)).collect();
        // Norway is NO.
        let place = name.contains("country") || mapping::hints::code(name);
        fits && !place
            && !(digits && mapping::hints::count(name))
            && (kinds.len() < 2 || kinds[0] != kinds[1])
            && !values.iter().all(|value| value == "x" || value == "t" || value == "y" && values.len() == 1)
    }

    fn date_order(&self, name: &str) -> Option<DateOrder> {
        if mapping::hints::date(name) && self.most(self.compact) || self.most(self.year_first) {
            return Some(DateOrder::YearMonthDay);
        }
        match (self.most(self.day_first), self.most(self.month_first)) {
            (true, true) if self.day_first > self.month_first => Some(DateOrder::DayMonthYear),
            (true, true) if self.day_first < self.month_first => Some(DateOrder::MonthDayYear),
            (true, true) => Some(DateOrder::Ambiguous),
            (true, false) => Some(DateOrder::DayMonthYear),
            (false, true) => Some(DateOrder::MonthDayYear),
            (false, false) => None,
        }
    }

    fn choices(&self) -> Option<Vec<String>> {
        let values = self.values.as_ref()?;
        let repeated = values.len() >= 2 && self.told >= 2 * values.len() as u64 && self.told >= 5;
        if !repeated || values.iter().any(|value| value.chars().count() > CHOICE_LETTERS) {
            return None;
        }
        let mut choices: Vec<String> = values.iter().cloned().collect();
        sorting::by(&mut choices, String::cmp);
        Some(choices)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn infer(header: &str, cells: &[&str]) -> Inferred {
        let mut tally = Tally::default();
        cells.iter().for_each(|cell| tally.add(cell));
        tally.infer(header)
    }

    #[test]
    fn columns_are_typed_by_all_their_cells() {
        let choice = FieldType::Choice(vec!["Female".into(), "Male".into()]);
        for (header, cells, expect) in [
            ("Purchased", &["0", "1", "0"][..], FieldType::YesNo),
            ("Children", &["0", "1", "0"], FieldType::Number),
            ("Children", &["0", "1", "2"], FieldType::Number),
            ("会员", &["是", "否", ""], FieldType::YesNo),
            ("Age", &["19", "35", "-"], FieldType::Number),
            ("EstimatedSalary", &["19000", "20000"], FieldType::Number),
            ("Fee", &["¥19,000.00", "¥1"], FieldType::Money),
            ("Gender", &["Male", "Female", "Male", "Male", "Female"], choice),
            ("ZIP", &["01234", "90210"], FieldType::Text),
            ("Account no", &["1", "2"], FieldType::Text),
            ("x", &["13800138000", "13900139000"], FieldType::Phones),
            ("x", &["a@b.co", "c@d.co; e@f.co"], FieldType::Emails),
            ("x", &["https://a.b", "www.c.d"], FieldType::Link),
            ("x", &["two\nlines"], FieldType::LongText),
            ("Name", &["Ann", "Bob", "Cem", "Dan"], FieldType::Text),
            ("x", &[], FieldType::Text),
        ] {
            assert_eq!(infer(header, cells).type_, expect, "{header} {cells:?}");
        }
    }

    #[test]
    fn dates_are_ordered_by_the_column() {
        for (cells, expect) in [
            (&["01/02/2025", "13/02/2025"][..], Some(DateOrder::DayMonthYear)),
            (&["01/02/2025", "02/13/2025"], Some(DateOrder::MonthDayYear)),
            (&["01/02/2025", "03/04/2025"], Some(DateOrder::Ambiguous)),
            (&["2025-01-02", "2025/1/3 10:00"], Some(DateOrder::YearMonthDay)),
            (&["20250102"], Some(DateOrder::YearMonthDay)),
            (&["12 Mar 2025"], Some(DateOrder::YearMonthDay)),
            (&["01/02/2025", "soon"], None),
        ] {
            assert_eq!(infer("Signup date", cells).date_order, expect, "{cells:?}");
        }
        assert!(infer("Betrag", &["1,5", "1.234,50", "7"]).decimal_comma);
    }
}
