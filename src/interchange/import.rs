//! The rows of a file as edits of the user's data.
//!
//! All edits of an import belong to one transaction; [`Import::step`] makes them slice by slice, so that the
//! caller can show progress and stop. Invariant: each row that is not empty becomes part of a record or stands in
//! the report with its cells, and each cell lands in a field or in the record's notes. Deliberately not here:
//! how columns are guessed ([`crate::mapping`]) and how cells are read ([`crate::cell`]).

mod amounts;
mod changes;
mod choices;
mod contacts;
mod customer;
mod deals;
mod draft;
mod existing;
mod fields;
mod identity;
mod orders;
mod reading;
mod refunds;
mod tasks;
mod writer;

pub use changes::Changes;

use crate::{
    cell,
    csv::{self, Rows},
    mapping,
    preview::unique,
    sources::Says,
};
use ::csv::StringRecord;
use domain::{
    Book, Edit, Id, Key, Kind,
    import::{ImportError, Plan, Reason, Rejected, Report, RowDone, RowOutcome, Warning},
    sorting,
};
use draft::{Draft, Layout};
use existing::Existing;
use fields::Fields;
use orders::Orders;
use refunds::Refunds;
use rustc_hash::FxHashMap;
use writer::Writer;

/// Rejected rows are listed one by one up to here, warnings up to the next.
const REJECTED_LISTED: usize = 100_000;
/// Their cells are kept up to here, whether rejected or still waiting for the rest of their order.
const REJECTED_BYTES: usize = 32 << 20;
const WARNINGS_LISTED: usize = 1_000;
/// What stands before a sum, in [`mapping::normal`] form.
const SUMS: [&str; 8] = ["合计", "总计", "小计", "共计", "total", "totals", "grandtotal", "subtotal"];
const OUTCOMES_LISTED: usize = 100_000;

pub struct Import<'a> {
    plan: Plan,
    headers: Vec<String>,
    layout: Layout,
    fields: Fields,
    existing: Existing,
    writer: Writer<'a>,
    orders: Orders,
    refunds: Refunds,
    report: Report,
    rejected_bytes: usize,
    /// How often rows of the same content were met.
    contents: FxHashMap<u64, u32>,
    changes: FxHashMap<Key, u64>,
    /// Whether rows leave out their last cells where nothing is in them, as those of workbooks do.
    ragged: bool,
    /// Rows read so far, for numbering people without a name.
    read: u64,
    phase: Phase,
}

#[derive(Clone, Copy, PartialEq)]
enum Phase {
    Rows,
    Orders,
    Done,
}

/// A whole import of a text at once: its edits and its report.
pub fn whole(book: &Book, text: &str, plan: Plan) -> Result<(Vec<Edit>, Report), ImportError> {
    let mut rows = Rows::new(text, plan.delimiter);
    let mut import = Import::new(book, &mut rows, plan)?;
    while import.step(&mut rows, 1_000) {}
    let edits = import.take_edits();
    Ok((edits, import.report()))
}

impl<'a> Import<'a> {
    /// Begins to read the rows of a decoded text, or of its first window, into edits of this book.
    pub fn new(book: &'a Book, rows: &mut Rows<'_>, plan: Plan) -> Result<Self, ImportError> {
        let mut headers: Vec<String> = Vec::new();
        if plan.header_row == 0 {
            headers.resize(plan.targets.len(), String::new());
        }
        if plan.header_row > 0 {
            headers = loop {
                let row = rows.read().ok_or(ImportError::NoHeader)?;
                if row.number >= plan.header_row {
                    break row.cells.iter().map(|header| cell::clean(header).to_owned()).collect();
                }
            };
        }
        let width = headers.len();
        if width as u64 > csv::COLUMN_LIMIT {
            return Err(ImportError::TooManyColumns { columns: width as u64, limit: csv::COLUMN_LIMIT });
        }
        let headers = unique(headers, width);
        let mut writer = Writer::new(book, plan.at, plan.seed);
        let mut fields = Fields::new(book, plan.kind);
        let layout = Layout::new(&plan, &headers, &mut fields, &mut writer);
        let report = Report { fields: fields.made(), ..Report::default() };
        let existing = Existing::new(book, plan.kind);
        Ok(Self {
            plan,
            headers,
            layout,
            fields,
            existing,
            writer,
            orders: Orders::default(),
            refunds: Refunds::default(),
            report,
            rejected_bytes: 0,
            contents: FxHashMap::default(),
            changes: FxHashMap::default(),
            ragged: false,
            read: 0,
            phase: Phase::Rows,
        })
    }

    /// Takes up to this many rows. False when there is nothing left to do, or the window is read and not the last.
    pub fn step(&mut self, rows: &mut Rows<'_>, most: usize) -> bool {
        match self.phase {
            Phase::Rows => return self.read_rows(rows, most),
            Phase::Orders => {
                if !self.finish_orders(most) {
                    self.finish_refunds();
                    self.fields.finish(&mut self.writer);
                    self.phase = Phase::Done;
                }
            }
            Phase::Done => {}
        }
        self.phase != Phase::Done
    }

    /// The edits made since the last call.
    pub fn take_edits(&mut self) -> Vec<Edit> {
        std::mem::take(&mut self.writer.edits)
    }

    pub fn report(mut self) -> Report {
        self.report.changes = self.changes.into_iter().collect();
        sorting::by_key(&mut self.report.changes, |(key, count)| (std::cmp::Reverse(*count), *key));
        self.report
    }

    fn read_rows(&mut self, rows: &mut Rows<'_>, most: usize) -> bool {
        for _ in 0..most {
            let Some(row) = rows.read() else {
                if rows.is_last() {
                    self.phase = Phase::Orders;
                }
                return rows.is_last();
            };
            if row.cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            self.read += 1;
            self.report.rows += 1;
            let number = row.number;
            if let Some(long) = row.cells.iter().position(|cell| cell.len() > csv::CELL_LIMIT) {
                let cells = row.cells.clone();
                self.reject(number, self.headers.get(long).cloned(), Reason::TooLong, &cells);
                continue;
            }
            let cells = row.cells.clone();
            if let Some(of) = self.layout.gives_back(&self.headers, &cells)
                && self.give_back(number, of, &cells)
            {
                continue;
            }
            if self.layout.says(Says::LeftOut, &self.headers, &cells) {
                self.reject(number, None, Reason::LeftOut, &cells);
                continue;
            }
            if self.is_remark(&cells) {
                self.reject(number, None, Reason::Remark, &cells);
                continue;
            }
            let same = || cells.iter().map(cell::clean).eq(self.headers.iter().map(String::as_str));
            let second = self.read == 1 && self.plan.header_row > 0 && !self.layout.is_own();
            if cells.len() > 1 && same() || second && csv::header::goes_on(&cells) {
                self.reject(number, None, Reason::HeaderAgain, &cells);
                continue;
            }
            if let Some((at, garbled)) = cells.iter().enumerate().find(|(_, cell)| cell.contains('\u{fffd}')) {
                let header = self.headers.get(at).map_or("", String::as_str);
                warn(&mut self.report, number, header, garbled, Reason::Garbled);
            }
            let draft = self.layout.read(&self.plan, &self.headers, number, &cells, &mut self.fields, &mut self.report);
            self.take(draft, &cells);
        }
        true
    }

    /// Whether a row only adds others up, or says something of the file (Salesforce ends its reports so).
    fn is_remark(&mut self, cells: &StringRecord) -> bool {
        if self.layout.is_own() || self.headers.len() < 2 {
            return false;
        }
        let mut filled = cells.iter().map(cell::clean).filter(|cell| !cell.is_empty());
        let first = filled.next().unwrap_or_default();
        let adds =
            filled.all(|cell| cell::amount(cell, false).is_some()) && SUMS.contains(&mapping::normal(first).as_str());
        let alone = self.layout.source.is_some() && cells.len() == 1 && self.headers.len() > 2 && !self.ragged;
        self.ragged |= cells.len() > 1 && cells.len() < self.headers.len();
        adds || alone && first.contains(char::is_whitespace)
    }

    /// What a row says below a header that no field of a record has.
    fn aside<'c>(&self, header: &str, cells: &'c StringRecord) -> &'c str {
        let at = self.headers.iter().position(|known| known == header);
        at.and_then(|at| cells.get(at)).map_or("", cell::clean)
    }

    fn take(&mut self, draft: Draft, cells: &StringRecord) {
        match self.plan.kind {
            Kind::Order => self.orders.add(draft, cells, &self.layout, &self.headers),
            Kind::Company => self.take_company(draft, cells),
            Kind::Deal => self.take_deal(draft, cells),
            Kind::Activity => self.take_note(draft, cells),
            Kind::Task => self.take_task(draft, cells),
            _ => self.take_contact(draft, cells),
        }
    }

    /// Tells what became of a row.
    fn tell(&mut self, row: u64, done: RowDone, id: Id, fields: Vec<Key>) {
        match done {
            RowDone::Created => self.report.created += 1,
            RowDone::Updated => self.report.updated += 1,
            RowDone::Unchanged => self.report.unchanged += 1,
            RowDone::Skipped => self.report.skipped += 1,
        }
        for key in &fields {
            *self.changes.entry(*key).or_default() += 1;
        }
        if self.report.outcomes.len() < OUTCOMES_LISTED {
            self.report.outcomes.push(RowOutcome { row, done, id, fields });
        }
    }

    fn reject(&mut self, row: u64, column: Option<String>, reason: Reason, cells: &StringRecord) {
        self.reject_cells(row, column, reason, &mut cells.iter());
    }

    fn reject_cells(
        &mut self,
        row: u64,
        column: Option<String>,
        reason: Reason,
        cells: &mut dyn Iterator<Item = &str>,
    ) {
        if self.report.rejected.len() < REJECTED_LISTED && self.rejected_bytes < REJECTED_BYTES {
            let cells: Vec<String> = cells.map(str::to_owned).collect();
            self.rejected_bytes += cells.iter().map(|cell| cell.len() + size_of::<String>()).sum::<usize>();
            self.report.rejected.push(Rejected { row, column, reason, cells });
        } else {
            self.report.rejected_more += 1;
        }
    }
}

fn warn(report: &mut Report, row: u64, column: &str, cell: &str, reason: Reason) {
    if report.warnings.len() < WARNINGS_LISTED {
        report.warnings.push(Warning { row, column: column.to_owned(), cell: cell.to_owned(), reason });
    } else {
        report.warnings_more += 1;
    }
}

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod money;
#[cfg(test)]
mod people;
#[cfg(test)]
mod relations;
#[cfg(test)]
pub(crate) mod tests;
