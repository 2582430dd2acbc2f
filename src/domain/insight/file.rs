//! A file that is analysed and never becomes records: what is in it, and the rows to learn from.

use super::Table;
use crate::Key;
use serde::{Deserialize, Serialize};

/// What a file holds, for choosing what to ask of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileLook {
    /// The names of its tables; empty where there is one.
    pub parts: Vec<String>,
    /// The table that this is about.
    pub part: String,
    pub rows: usize,
    pub columns: Vec<FileColumn>,
    /// The first rows as they are written.
    pub sample: Vec<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileColumn {
    /// No two columns have the same.
    pub header: String,
    pub shape: FileShape,
    pub blank: usize,
    /// Cells that say something else than the column does, taken as missing.
    pub strange: usize,
    /// Every row has a value of its own: nothing can be learned from it.
    pub identifier: bool,
    /// What can be asked for as yes, with its rows, the likelier first. One for two numbers, none for many values.
    pub answers: Vec<(String, usize)>,
}

/// What columns that say who ordered are called.
const CUSTOMERS: [&str; 9] = ["customer", "client", "buyer", "user", "member", "客户", "顾客", "会员", "买家"];

/// What columns of years are called.
const YEARS: [&str; 2] = ["year", "年"];

impl FileColumn {
    pub fn names_customers(&self) -> bool {
        self.is_called(&CUSTOMERS)
    }

    pub fn names_years(&self) -> bool {
        self.is_called(&YEARS)
    }

    fn is_called(&self, names: &[&str]) -> bool {
        let header = self.header.to_lowercase();
        names.iter().any(|name| header.contains(name))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileShape {
    Number,
    Day,
    YesNo,
    Word,
}

/// The chosen columns of a file, on their way from the worker that reads to the one that learns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileRows {
    pub table: Table,
    /// The number to foresee in each row, where that is asked.
    pub numbers: Vec<Option<f64>>,
}

/// Why nothing was learned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabRefusal {
    TooFewRows {
        have: usize,
        need: usize,
    },
    /// Fewer different rows than groups.
    TooFewDifferent {
        have: usize,
        need: usize,
    },
    /// The number to foresee is always the same.
    OneAnswer,
    /// Each column is empty, constant or an identifier.
    NoColumns,
    /// Nothing is left without these features, which may know the answer already.
    AllLeftOut {
        keys: Vec<Key>,
    },
    /// The series is too short to hold back what is asked for.
    TooFewPeriods {
        have: usize,
        need: usize,
    },
    /// Counts of years, or customers at the beginning.
    TooFewYears {
        have: usize,
        need: usize,
    },
    TooFewCustomers {
        have: usize,
        need: usize,
    },
    /// In this row, counted from 1: no count; a year that does not follow the one before; more than the year before.
    NoCount {
        row: usize,
    },
    NotTheNextYear {
        row: usize,
    },
    MoreThanBefore {
        row: usize,
    },
    NobodyLeft,
}
