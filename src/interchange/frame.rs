//! A file as columns to analyse, without putting it among the records: numbers, days, yes/no as 0 and 1, words.
//!
//! Invariants: every column has one value for each row; a cell that does not fit its column is missing, and counted.
//! Deliberately not here: records, their fields, what is learned from the columns, and what the lab shows of them.

use crate::{
    cell,
    csv::{self, Decoded, Rows},
    infer::{Inferred, Tally},
    preview,
};
use domain::{
    Date, FieldType, Id, Key,
    import::ImportError,
    insight::{Column, FileShape as Shape, Table, Values, names_rows, sounds_late},
};
use std::collections::HashMap;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    pub columns: Vec<FrameColumn>,
    pub rows: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FrameColumn {
    pub header: String,
    pub shape: Shape,
    /// Days for dates, 0 and 1 for yes and no.
    pub values: Values,
    /// Cells that say something else than the column does, taken as missing.
    pub strange: usize,
}

/// Numbers in so many of a hundred cells make a column of numbers.
const MOSTLY: usize = 90;

/// The cells of one column, one text after the other: a file of a hundred megabytes would not fit as so many strings.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    text: String,
    ends: Vec<u32>,
}

impl Cells {
    fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len() as u32);
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.text[start as usize..end as usize])
    }
}

/// A table as it is written: headers, all different, and the cells of each column.
pub struct Written {
    pub headers: Vec<String>,
    pub columns: Vec<Cells>,
    pub rows: usize,
}

/// Reads a decoded table without asking what its cells mean. Rows without any cell are passed over.
pub fn written(file: &Decoded) -> Result<Written, ImportError> {
    let delimiter = csv::delimiter::sniff(&file.text);
    let header_row = csv::header::find(&file.text, delimiter);
    let (mut headers, mut columns): (Vec<String>, Vec<Cells>) = (Vec::new(), Vec::new());
    let mut reader = Rows::new(&file.text, delimiter);
    let mut rows = 0;
    while let Some(row) = reader.read() {
        let width = row.cells.len();
        if width as u64 > csv::COLUMN_LIMIT {
            return Err(ImportError::TooManyColumns { columns: width as u64, limit: csv::COLUMN_LIMIT });
        }
        if row.number < header_row {
            continue;
        }
        if row.number == header_row {
            headers = row.cells.iter().map(|header| cell::clean(header).to_owned()).collect();
            columns.resize_with(width, Cells::default);
            continue;
        }
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if header_row == 0 && width > columns.len() {
            let blank = Cells { text: String::new(), ends: vec![0; rows] };
            columns.resize_with(width, || blank.clone());
        }
        for (at, column) in columns.iter_mut().enumerate() {
            column.push(row.cells.get(at).map_or("", cell::clean));
        }
        rows += 1;
    }
    if rows == 0 || columns.is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(Written { headers: preview::unique(headers, columns.len()), columns, rows })
}

/// Reads a decoded table.
pub fn frame(file: &Decoded) -> Result<Frame, ImportError> {
    let Written { headers, columns, rows } = written(file)?;
    // Each column's text goes once its values are known.
    let columns = headers.into_iter().zip(columns).map(|(header, cells)| column(header, &cells)).collect();
    Ok(Frame { columns, rows })
}

fn missing(cell: &str) -> bool {
    cell::nothing(cell) || cell == "?"
}

fn column(header: String, cells: &Cells) -> FrameColumn {
    let mut tally = Tally::default();
    cells.iter().filter(|cell| !missing(cell)).for_each(|cell| tally.add(cell));
    let Inferred { type_, date_order, decimal_comma } = tally.infer(&header);
    let told = cells.iter().filter(|cell| !missing(cell)).count();
    let number = |cell: &str, comma: bool| {
        let plain = cell.strip_suffix('%').unwrap_or(cell).trim();
        plain.parse().ok().or_else(|| Some(cell::amount(cell, comma)?.number)).filter(|_| !missing(cell))
    };
    let read = |shape, of: &dyn Fn(&str) -> Option<f64>| {
        let numbers: Vec<f64> = cells.iter().map(|cell| of(cell).unwrap_or(f64::NAN)).collect();
        let strange = told.saturating_sub(numbers.iter().filter(|number| number.is_finite()).count());
        FrameColumn { header: header.clone(), shape, values: Values::Numbers(numbers), strange }
    };
    let told_of = || cells.iter().filter(|cell| !missing(cell));
    match type_ {
        _ if told > 0 && told_of().all(|cell| month(cell).is_some()) => {
            read(Shape::Day, &|cell| Some(f64::from(month(cell)?.0)))
        }
        FieldType::Date => read(Shape::Day, &|cell| Some(f64::from(cell::day(cell, date_order)?.date.0))),
        FieldType::YesNo => read(Shape::YesNo, &|cell| Some(f64::from(u8::from(cell::yes_no(cell)?)))),
        _ => {
            let mut numbers = read(Shape::Number, &|cell| number(cell, decimal_comma));
            // A stray word hides how a column writes its fractions.
            if numbers.strange > 0 {
                let other = read(Shape::Number, &|cell| number(cell, !decimal_comma));
                numbers = if other.strange < numbers.strange { other } else { numbers };
            }
            // More than two notations of yes and no.
            let both = |wanted: bool| told_of().any(|cell| cell::yes_no(cell) == Some(wanted));
            if told > 0 && (told - numbers.strange) * 100 >= told * MOSTLY {
                numbers
            } else if both(true) && both(false) && told_of().all(|cell| cell::yes_no(cell).is_some()) {
                read(Shape::YesNo, &|cell| Some(f64::from(u8::from(cell::yes_no(cell)?))))
            } else {
                words(header, cells)
            }
        }
    }
}

/// The first day of a month as files write it: `1949-01`, `2020/3`, `2020年3月`, `2020-Q1`.
fn month(cell: &str) -> Option<Date> {
    let (year, rest) = cell.trim().split_at_checked(4)?;
    let year = year.parse().ok().filter(|year| (1500..=2500).contains(year))?;
    let rest = rest.trim_start_matches([' ', '-', '/', '年']).trim_end_matches('月');
    let month = match rest.strip_prefix(['Q', 'q']) {
        Some(quarter) => quarter.parse::<u8>().ok()?.checked_sub(1)?.checked_mul(3)? + 1,
        None if rest.len() < cell.trim().len() - 4 && rest.len() <= 2 => rest.parse().ok()?,
        None => return None,
    };
    Date::from_ymd(year, month, 1)
}

fn words(header: String, cells: &Cells) -> FrameColumn {
    let (mut levels, mut places) = (Vec::new(), HashMap::new());
    let codes = cells
        .iter()
        .map(|cell| {
            if missing(cell) {
                return Values::NO_LEVEL;
            }
            *places.entry(cell).or_insert_with(|| {
                levels.push(cell.to_owned());
                levels.len() as u32 - 1
            })
        })
        .collect();
    FrameColumn { header, shape: Shape::Word, values: Values::Levels { codes, levels }, strange: 0 }
}

impl Frame {
    pub fn column(&self, header: &str) -> Option<&FrameColumn> {
        let same = |column: &&FrameColumn| column.header == header;
        let alike = |column: &&FrameColumn| column.header.trim().eq_ignore_ascii_case(header.trim());
        self.columns.iter().find(same).or_else(|| self.columns.iter().find(alike))
    }

    /// The columns at these positions as features in this order, rows named by their position.
    pub fn table(&self, features: &[usize]) -> Table {
        let column = |(feature, &at): (usize, &usize)| Column {
            feature,
            key: Key::column(&self.columns[at].header),
            level: None,
            values: self.columns[at].values.clone(),
        };
        Table {
            ids: (0..self.rows as u128).map(Id).collect(),
            target: vec![None; self.rows],
            columns: features.iter().enumerate().map(column).collect(),
            days: self.date().map(|at| self.days(at)).unwrap_or_default(),
        }
    }

    /// The column that says of when a row is: the first of days, later than those that were written down at an end.
    fn date(&self) -> Option<usize> {
        let days = || (0..self.columns.len()).filter(|&at| self.columns[at].shape == Shape::Day);
        let born = |at: &usize| {
            ["birth", "born", "dob", "生日", "出生"]
                .iter()
                .any(|word| self.columns[*at].header.to_lowercase().contains(word))
        };
        let found = || days().filter(|at| !born(at));
        found().find(|at| !sounds_late(&self.columns[*at].header)).or_else(|| found().next())
    }

    /// The day in each row of a column.
    pub fn days(&self, at: usize) -> Vec<Option<i32>> {
        match &self.columns[at].values {
            Values::Numbers(days) => days.iter().map(|day| day.is_finite().then_some(*day as i32)).collect(),
            Values::Levels { .. } => Vec::new(),
        }
    }
}

/// A number that is meant as a day: a year, `yyyymm`, `yyyymmdd`, days as a spreadsheet counts them, or seconds or
/// milliseconds since 1970.
fn meant(number: f64) -> Option<f64> {
    if number.fract() != 0.0 && !(10_000.0..80_000.0).contains(&number) {
        return None;
    }
    let ymd = |year: f64, month: f64, day: f64| Date::from_ymd(year as i32, month as u8, day as u8);
    let date = match number {
        1500.0..2500.0 => ymd(number, 1.0, 1.0)?,
        10_000.0..80_000.0 => Date(number as i32 - 25_569),
        150_000.0..250_000.0 => ymd((number / 100.0).floor(), number % 100.0, 1.0)?,
        15_000_000.0..25_000_000.0 => {
            ymd((number / 10_000.0).floor(), (number / 100.0).floor() % 100.0, number % 100.0)?
        }
        100_000_000.0..10_000_000_000.0 => Date((number / 86_400.0).floor() as i32),
        100_000_000_000.0..10_000_000_000_000.0 => Date((number / 86_400_000.0).floor() as i32),
        _ => return None,
    };
    Some(f64::from(date.0))
}

impl FrameColumn {
    /// The days of a column of dates, or of numbers that can be meant as days. None where most cannot.
    pub fn days(&self) -> Option<Vec<f64>> {
        let Values::Numbers(numbers) = &self.values else { return None };
        if self.shape == Shape::Day {
            return Some(numbers.clone());
        }
        let days: Vec<f64> = numbers.iter().map(|number| meant(*number).unwrap_or(f64::NAN)).collect();
        let finite = |all: &[f64]| all.iter().filter(|number| number.is_finite()).count();
        let read = finite(&days);
        (read > 0 && read * 100 >= finite(numbers) * MOSTLY).then_some(days)
    }

    /// Each row's answer where the column has two: yes, 1, or the rarer word. None where it has other than two.
    pub fn yes_or_no(&self) -> Option<(String, Vec<Option<bool>>)> {
        match &self.values {
            Values::Numbers(numbers) => {
                let mut found: Vec<f64> = numbers.iter().copied().filter(|number| number.is_finite()).collect();
                found.sort_unstable_by(f64::total_cmp);
                found.dedup();
                let [low, high] = found[..] else { return None };
                let of = |number: &f64| if *number == high { Some(true) } else { (*number == low).then_some(false) };
                Some((format!("{high}"), numbers.iter().map(of).collect()))
            }
            Values::Levels { codes, levels } => {
                let [first, second] = &levels[..] else { return None };
                let count = |code: u32| codes.iter().filter(|own| **own == code).count();
                let yes = match (cell::yes_no(first), cell::yes_no(second)) {
                    (Some(true), Some(false)) => 0,
                    (Some(false), Some(true)) => 1,
                    _ => u32::from(count(1) < count(0) || (count(1) == count(0) && second > first)),
                };
                let of = |code: &u32| (*code != Values::NO_LEVEL).then_some(*code == yes);
                Some((levels[yes as usize].clone(), codes.iter().map(of).collect()))
            }
        }
    }

    /// Each row's answer where one word (or number, as written) means yes.
    pub fn is(&self, answer: &str) -> Vec<Option<bool>> {
        match &self.values {
            Values::Numbers(numbers) => {
                let wanted = answer.trim().parse().unwrap_or(f64::NAN);
                numbers.iter().map(|number| number.is_finite().then_some(*number == wanted)).collect()
            }
            Values::Levels { codes, levels } => {
                let wanted = levels.iter().position(|level| level == answer);
                codes.iter().map(|code| (*code != Values::NO_LEVEL).then_some(Some(*code as usize) == wanted)).collect()
            }
        }
    }

    /// Whether each row has a value of its own, as ids have: nothing can be learned from it.
    pub fn is_identifier(&self) -> bool {
        names_rows(&self.header, &self.values).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Frame {
        frame(&csv::decode(text.as_bytes().to_vec(), None).unwrap()).unwrap()
    }

    #[test]
    fn columns_are_what_most_of_their_cells_say() {
        let mut text = String::from("ID;Amount;When;Vip;City\n");
        for row in 0..40 {
            let city = ["Köln", "Ulm", "?"][row % 3];
            let amount = if row == 5 { "soon".to_owned() } else { format!("{row},5") };
            text.push_str(&format!("{row};{amount};2025-01-{:02};{};{city}\n", row % 28 + 1, ["yes", "no"][row % 2]));
        }
        let frame = read(&text);
        let shapes: Vec<Shape> = frame.columns.iter().map(|column| column.shape).collect();
        assert_eq!(shapes, [Shape::Number, Shape::Number, Shape::Day, Shape::YesNo, Shape::Word]);
        assert!(frame.columns[0].is_identifier() && !frame.columns[1].is_identifier());
        assert_eq!(frame.columns[1].strange, 1);
        let Values::Numbers(amounts) = &frame.columns[1].values else { panic!() };
        assert_eq!((amounts[1], amounts[5].is_nan(), frame.rows), (1.5, true, 40));
        let Values::Levels { codes, levels } = &frame.columns[4].values else { panic!() };
        assert_eq!((codes[2], levels.len()), (Values::NO_LEVEL, 2));
        let (yes, answers) = frame.column("vip").unwrap().yes_or_no().unwrap();
        assert_eq!((yes.as_str(), answers[0], answers[1]), ("1", Some(true), Some(false)));
        assert_eq!(frame.column("City").unwrap().is("Ulm")[..3], [Some(false), Some(true), None]);
        assert_eq!(frame.table(&[1, 4]).columns[1].feature, 1);
    }

    #[test]
    fn the_rarer_word_is_the_answer() {
        let frame = read("a,b\nleft,x\nright,y\nleft,z\n");
        let (yes, answers) = frame.columns[0].yes_or_no().unwrap();
        assert_eq!((yes.as_str(), answers), ("right", vec![Some(false), Some(true), Some(false)]));
        assert!(frame.columns[1].yes_or_no().is_none());
        assert!(super::frame(&csv::decode(b"a,b\n".to_vec(), None).unwrap()).is_err());
    }

    #[test]
    fn months_and_answers_are_read_in_several_notations() {
        let frame = read(
            "m,q,zh,range,y\n1949-01,2020Q1,2020年3月,10-12,Yes\n1949-02,2020-Q4,2020年12月,12-14,no\n2020/3,2021 q2,2021年1月,14-16,YES\n",
        );
        let shapes: Vec<Shape> = frame.columns.iter().map(|column| column.shape).collect();
        assert_eq!(shapes, [Shape::Day, Shape::Day, Shape::Day, Shape::Word, Shape::YesNo]);
        let first = |at: usize, day: &str| {
            let Values::Numbers(days) = &frame.columns[at].values else { panic!() };
            assert_eq!(Date(days[1] as i32).iso(), day);
        };
        first(0, "1949-02-01");
        first(1, "2020-10-01");
        first(2, "2020-12-01");
        assert_eq!(frame.columns[4].yes_or_no().unwrap().1, [Some(true), Some(false), Some(true)]);
        for no_month in ["1949-13", "194901", "1949", "49-01", "2020-", "1949-1-1", "２０２０-01"] {
            assert_eq!(super::month(no_month), None, "{no_month}");
        }
    }

    #[test]
    fn numbers_can_be_meant_as_days() {
        let frame = read(
            "year,serial,unix,number\n1999,45778,1700000000,3\n2000,45779,1700086400,4\n2001,45780.5,1700172800,5\n",
        );
        let days = |at: usize| frame.columns[at].days().map(|days| Date(days[0] as i32).iso());
        assert_eq!(days(0).as_deref(), Some("1999-01-01"));
        assert_eq!(days(1).as_deref(), Some("2025-05-01"));
        assert_eq!(days(2).as_deref(), Some("2023-11-14"));
        assert_eq!(days(3), None);
    }
}
