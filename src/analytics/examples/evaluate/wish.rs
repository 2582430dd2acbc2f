//! What is asked on the command line, and the file it is asked of.

use crate::{Stop, data};
use domain::{
    Date,
    import::ImportError,
    insight::{FileShape, Period, Values},
};
use interchange::{
    csv::Decoded,
    formats,
    frame::{Frame, FrameColumn, frame},
    study,
};
use std::{cell::RefCell, collections::HashMap};

const OPTIONS: [&str; 14] = [
    "--task",
    "--target",
    "--answer",
    "--id",
    "--date",
    "--amount",
    "--features",
    "--horizon",
    "--season",
    "--period",
    "--k",
    "--until",
    "--seed",
    "--save",
];

pub struct Wish {
    table: Decoded,
    pub frame: Frame,
    options: HashMap<String, String>,
    /// What was made of the file, in words.
    pub warnings: RefCell<Vec<String>>,
}

/// A header without what people write differently.
fn plain(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric() || "#%$€¥".contains(*c)).flat_map(char::to_lowercase).collect()
}

/// Columns that are set with blanks, as on a printed page: several of them in every line, and nothing else parts them.
fn set_in_columns(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let width = lines.first()?.split_whitespace().count();
    let even = lines.iter().all(|line| line.split_whitespace().count() == width);
    let parted = text.contains([',', ';', '\t', '|', '"']);
    (width > 1 && even && !parted).then(|| {
        let row = |line: &&str| line.split_whitespace().collect::<Vec<_>>().join(",");
        lines.iter().map(row).collect::<Vec<_>>().join("\n")
    })
}

/// The options by their names, and the file.
pub fn command(mut words: impl Iterator<Item = String>) -> Result<(HashMap<String, String>, String), String> {
    let mut options = HashMap::new();
    let mut file = None;
    while let Some(word) = words.next() {
        let (name, given) = match word.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
            _ => (word, None),
        };
        match OPTIONS.contains(&name.as_str()) {
            true => {
                let value = given.or_else(|| words.next()).ok_or_else(|| format!("{name} wants a value"))?;
                options.insert(name, value);
            }
            false if name.starts_with("--") => {
                return Err(format!("unknown option {name}; there are: {}", OPTIONS.join(" ")));
            }
            false => file = Some(name),
        }
    }
    let file: String = file.ok_or("which file? evaluate FILE --task classify|cluster|regress|forecast|clv|stay")?;
    Ok((options, file))
}

impl Wish {
    pub fn new(options: HashMap<String, String>, file: &str) -> Result<Self, Stop> {
        let bytes = std::fs::read(file).map_err(|error| Stop::Command(format!("{file}: {error}")))?;
        let unreadable = |error: ImportError| data(format!("{file}: {error:?}"));
        let opened = formats::open(bytes, None).map_err(unreadable)?;
        let part = opened.parts.into_iter().next().ok_or_else(|| data("there is no table"))?;
        let mut table = part.table;
        let mut warnings = Vec::new();
        if let Some(text) = set_in_columns(&table.text) {
            warnings.push("columns are told apart by blanks".to_owned());
            table.text = text;
        }
        let frame = frame(&table).map_err(unreadable)?;
        Ok(Self { table, frame, options, warnings: RefCell::new(warnings) })
    }

    pub fn warn(&self, text: impl Into<String>) {
        self.warnings.borrow_mut().push(text.into());
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.options.get(name).map(String::as_str)
    }

    pub fn number(&self, name: &str) -> Result<Option<usize>, Stop> {
        let wrong = |text: &str| Stop::Command(format!("{name} wants a whole number, not {text}"));
        self.text(name).map(|text| text.trim().parse().map_err(|_| wrong(text))).transpose()
    }

    pub fn seed(&self) -> Result<u64, Stop> {
        Ok(self.number("--seed")?.unwrap_or(42) as u64)
    }

    pub fn until(&self) -> Result<Option<i32>, Stop> {
        let wrong = || Stop::Command("--until wants a date like 2025-12-31".to_owned());
        self.text("--until").map(|text| Date::parse_iso(text).map(|date| date.0).ok_or_else(wrong)).transpose()
    }

    pub fn period(&self) -> Result<Option<Period>, Stop> {
        let find = |text: &str| Period::SUMS.into_iter().find(|period| period.code().eq_ignore_ascii_case(text.trim()));
        let wrong = || Stop::Command("--period is one of day, week, month, quarter, year".to_owned());
        self.text("--period").map(|text| find(text).ok_or_else(wrong)).transpose()
    }

    pub fn headers(&self) -> Vec<&str> {
        self.frame.columns.iter().map(|column| column.header.as_str()).collect()
    }

    /// The position of a column by its header, in whatever case; by its number from 1 where no header says so.
    pub fn position(&self, header: &str) -> Result<usize, Stop> {
        let (wanted, all) = (header.trim(), self.headers());
        let place = |same: &dyn Fn(&str) -> bool| all.iter().position(|own| same(own));
        place(&|own| own == wanted)
            .or_else(|| place(&|own| own.to_lowercase() == wanted.to_lowercase()))
            .or_else(|| place(&|own| !plain(own).is_empty() && plain(own) == plain(wanted)))
            .or_else(|| {
                wanted.parse().ok().filter(|number| (1..=all.len()).contains(number)).map(|number: usize| number - 1)
            })
            .ok_or_else(|| Stop::Command(format!("no column {wanted}; there are: {}", all.join(", "))))
    }

    /// The column that an option names.
    pub fn column(&self, option: &str) -> Result<Option<usize>, Stop> {
        self.text(option).map(|header| self.position(header)).transpose()
    }

    /// The column that an option names, or several whose numbers are multiplied: `Quantity*UnitPrice`.
    pub fn factors(&self, option: &str) -> Result<Option<Vec<usize>>, Stop> {
        let Some(text) = self.text(option) else { return Ok(None) };
        let one = self.position(text).map(|at| vec![at]);
        let all = match text.contains('*') {
            true => one.or_else(|_| text.split('*').map(|header| self.position(header)).collect()),
            false => one,
        };
        all.map(Some)
    }

    /// The column with one of these names.
    pub fn guess(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.headers().iter().position(|header| plain(header) == *name))
    }

    pub fn header(&self, at: usize) -> &str {
        &self.frame.columns[at].header
    }

    /// Columns that are named; a header may hold commas itself.
    fn named(&self, text: &str) -> Result<Vec<usize>, Stop> {
        let parts: Vec<&str> = text.split(',').collect();
        let (mut found, mut at) = (Vec::new(), 0);
        while at < parts.len() {
            let longest = (at + 1..=parts.len()).rev().find_map(|end| {
                let header = parts[at..end].join(",");
                self.headers().contains(&header.trim()).then_some((end, header))
            });
            let (end, header) = longest.unwrap_or_else(|| (at + 1, parts[at].to_owned()));
            if !header.trim().is_empty() {
                let place = self.position(&header)?;
                if !found.contains(&place) {
                    found.push(place);
                }
            }
            at = end;
        }
        Ok(found)
    }

    /// The columns to learn from: those named, else all but the named others and identifiers.
    pub fn features(&self, but: &[Option<usize>]) -> Result<Vec<usize>, Stop> {
        let others = |at: &usize| !but.contains(&Some(*at));
        let found = match self.text("--features") {
            Some(named) => self.named(named)?.into_iter().filter(others).collect(),
            None => {
                let (names, rest): (Vec<usize>, Vec<usize>) = (0..self.frame.columns.len())
                    .filter(others)
                    .partition(|&at| self.frame.columns[at].is_identifier());
                for at in names {
                    self.warn(format!("{} is an identifier: nothing can be learned from it", self.header(at)));
                }
                rest
            }
        };
        self.strange(&found);
        if found.is_empty() { Err(data("no column is left to learn from")) } else { Ok(found) }
    }

    /// Cells that say something else than their column.
    pub fn strange(&self, columns: &[usize]) {
        for column in columns.iter().map(|&at| &self.frame.columns[at]).filter(|column| column.strange > 0) {
            self.warn(format!("{}: {} cells could not be read and count as missing", column.header, column.strange));
        }
    }

    /// The numbers of a column.
    pub fn numbers(&self, at: usize) -> Result<&[f64], Stop> {
        match &self.frame.columns[at].values {
            Values::Numbers(numbers) => Ok(numbers),
            Values::Levels { .. } => Err(data(format!("{} holds no numbers", self.header(at)))),
        }
    }

    /// The days of a column, whatever notation they have.
    pub fn days(&self, at: usize) -> Result<Vec<f64>, Stop> {
        let column = &self.frame.columns[at];
        column.days().ok_or_else(|| data(format!("{} holds no dates", column.header)))
    }

    /// The first column of days.
    pub fn first_date(&self) -> Option<usize> {
        self.frame.columns.iter().position(|column| column.shape == FileShape::Day)
    }

    pub fn find(&self, wanted: impl Fn(usize, &FrameColumn) -> bool) -> Option<usize> {
        self.frame.columns.iter().enumerate().rev().find(|(at, column)| wanted(*at, column)).map(|(at, _)| at)
    }

    /// Writes the file again with columns more, if that is wished.
    pub fn save(&self, added: Vec<(String, Values)>) -> Result<(), Stop> {
        let Some(path) = self.text("--save") else { return Ok(()) };
        let (headers, columns): (Vec<String>, Vec<Values>) = added.into_iter().unzip();
        let bytes = study::with_columns(&self.table, &headers, &columns)
            .map_err(|error| Stop::Command(format!("{path}: {error:?}")))?;
        std::fs::write(path, bytes).map_err(|error| Stop::Command(format!("{path}: {error}")))
    }
}
