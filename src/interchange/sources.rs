//! The systems people come from, told by the headers of what they export.
//!
//! A source is data: an [`Export`] in a file of its own under `sources/`, with its documented headers, the few columns
//! that a guess would not get right, and the words that mean our codes. Invariant: a file is taken for an export only
//! where most of that export's marks stand in it and no other export comes near; else the guess of [`crate::mapping`]
//! stands as if there were no registry. Headers are compared in [`mapping::normal`](crate::mapping::normal) form.
//! Deliberately not here: how cells are read, and what a recognised id is good for ([`crate::import`]).

mod atomic;
mod bills;
mod contact_files;
mod douyin;
mod espocrm;
mod google;
mod hubspot;
mod jd;
mod linkedin;
mod mailchimp;
mod outlook;
mod paypal;
mod pinduoduo;
mod salesforce;
mod shopify;
mod solo;
mod stripe;
mod taobao;
mod twenty;
mod weixin_shop;
mod woocommerce;
mod youzan;
mod zoho;

use crate::{cell, mapping::normal, own};
use domain::{Currency, Key, Kind, import::Target, keys, sorting};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// One kind of file that a system exports.
pub struct Export {
    /// Whose ids the file has: `hubspot`. Stored with each record, so it never changes.
    pub system: &'static str,
    /// Which of its exports: `deals`.
    pub name: &'static str,
    pub kind: Kind,
    /// Of amounts that name none; the owner's where it is empty.
    pub currency: &'static str,
    /// Headers by which it is told, set apart by commas; other names of one header by `|`.
    pub marks: &'static str,
    /// The other documented headers, set apart by commas.
    pub others: &'static str,
    /// Where columns go that their name alone would not lead there.
    pub columns: &'static [(Target, &'static str)],
    /// Words of a field's cells: what they mean, then the words as they stand in the file, set apart by `|`.
    pub words: Words,
    /// Rows that are no record: a header and the cells that say so.
    pub left_out: Cells,
    /// Rows whose amount was given back, and rows that give back what another order brought, with the headers of that
    /// order's id.
    pub returned: Cells,
    pub gives_back: Cells,
    pub gives_back_of: &'static str,
    /// An amount under this header that is not above zero is no sale; other names by `|`.
    pub above_zero: &'static str,
    /// Amounts that stand for their row alone, not for the whole order of several rows; set apart by `|`.
    pub row_amounts: &'static str,
    /// Headers of yes and no by which a lead says that it has become a contact; set apart by `|`.
    pub converted: &'static str,
}

/// What a cell can say of its row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    LeftOut,
    Returned,
    GivesBack,
}

/// A header and cells below it, set apart by `|`; `~` before a word means any cell that has it, `!` any but this.
type Cells = &'static [(&'static str, &'static str)];
type Words = &'static [(Key, &'static [(&'static str, &'static str)])];

impl Export {
    /// What most exports have none of.
    const PLAIN: Export = Export {
        system: "",
        name: "",
        kind: Kind::Contact,
        currency: "",
        marks: "",
        others: "",
        columns: &[],
        words: &[],
        left_out: &[],
        returned: &[],
        gives_back: &[],
        gives_back_of: "",
        above_zero: "",
        row_amounts: "",
        converted: "",
    };
}

const EXPORTS: &[&[Export]] = &[
    hubspot::EXPORTS,
    salesforce::EXPORTS,
    zoho::EXPORTS,
    google::EXPORTS,
    outlook::EXPORTS,
    linkedin::EXPORTS,
    mailchimp::EXPORTS,
    stripe::EXPORTS,
    shopify::EXPORTS,
    woocommerce::EXPORTS,
    paypal::EXPORTS,
    taobao::EXPORTS,
    douyin::EXPORTS,
    pinduoduo::EXPORTS,
    jd::EXPORTS,
    weixin_shop::EXPORTS,
    youzan::EXPORTS,
    bills::EXPORTS,
    atomic::EXPORTS,
    twenty::EXPORTS,
    espocrm::EXPORTS,
    contact_files::EXPORTS,
    solo::EXPORTS,
];

/// A share of the marks below this is a coincidence.
const MARKS_NEEDED: f64 = 0.5;
/// The least likeness that counts, and how far ahead of the next it has to be; both of 1. Set so that every fixture is
/// told from every other with a third of its columns missing (see the tests).
const LIKENESS_NEEDED: f64 = 0.6;
const AHEAD: f64 = 0.05;
/// How much the marks weigh against the share of known headers.
const MARKS_WEIGH: f64 = 0.65;

/// Stored with orders, so it never changes.
const WHOLE: &str = ".whole";

/// An export made ready to compare with.
pub struct Source {
    pub kind: Kind,
    export: &'static Export,
    marks: Vec<Vec<String>>,
    headers: FxHashSet<String>,
    targets: FxHashMap<String, Target>,
}

static SOURCES: LazyLock<Vec<Source>> =
    LazyLock::new(|| EXPORTS.iter().flat_map(|exports| exports.iter()).map(Source::new).collect());

static KNOWN: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| all().flat_map(|source| source.headers.iter().map(String::as_str)).collect());

/// Every export that is known.
pub fn all() -> impl Iterator<Item = &'static Source> {
    SOURCES.iter()
}

/// The export of this [`Source::code`].
pub fn by_code(code: &str) -> Option<&'static Source> {
    all().find(|source| source.code() == code)
}

/// Whether some export has a header of this normal form.
pub fn known(name: &str) -> bool {
    KNOWN.contains(name)
}

/// The export that has these headers, if one is much more like it than all others.
pub fn recognise(headers: &[&str]) -> Option<&'static Source> {
    if let Some(kind) = own::kind(headers) {
        return all().find(|source| source.is_own() && source.kind == kind);
    }
    let names: FxHashSet<String> = headers.iter().map(|header| normal(header)).collect();
    let mut ranked: Vec<(f64, &Source)> = all().map(|source| (source.likeness(&names), source)).collect();
    sorting::by(&mut ranked, |a, b| b.0.total_cmp(&a.0));
    let (best, source) = *ranked.first()?;
    let next = ranked.get(1).map_or(0.0, |(likeness, _)| *likeness);
    (best >= LIKENESS_NEEDED && best - next >= AHEAD).then_some(source)
}

/// Whether a list of headers has one of this normal form.
fn has(list: &'static str, name: &str) -> bool {
    parts(list, '|').any(|known| known == name)
}

/// The parts of a list of headers in normal form.
fn parts(list: &'static str, mark: char) -> impl Iterator<Item = String> {
    list.split(mark).map(normal).filter(|part| !part.is_empty())
}

impl Source {
    fn new(export: &'static Export) -> Self {
        let marks: Vec<Vec<String>> = export.marks.split(',').map(|mark| parts(mark, '|').collect()).collect();
        let mut targets = FxHashMap::default();
        for (target, headers) in export.columns {
            for header in headers.split([',', '|']).map(normal) {
                targets.insert(header, target.clone());
            }
        }
        let mut headers: FxHashSet<String> = export.others.split([',', '|']).map(normal).collect();
        headers.extend(marks.iter().flatten().cloned());
        headers.extend(targets.keys().cloned());
        headers.remove("");
        Self { kind: export.kind, export, marks, headers, targets }
    }

    /// `hubspot.deals`: what previews and plans name it by.
    pub fn code(&self) -> String {
        format!("{}.{}", self.export.system, self.export.name)
    }
    /// Whether it is our own.
    pub(crate) fn is_own(&self) -> bool {
        self.system() == own::SYSTEM
    }
    /// Whose ids the file has.
    pub fn system(&self) -> &'static str {
        self.export.system
    }

    /// Of amounts that name none.
    pub(crate) fn currency(&self) -> Option<Currency> {
        Currency::new(self.export.currency)
    }

    /// `system:id` of an id as a cell has it. One id may be written in two ways: Zoho puts `zcrm_` before it or not, and
    /// Salesforce adds three letters of check sum to the fifteen that count.
    pub(crate) fn id(&self, cell: &str) -> String {
        let id = match self.export.system {
            "zoho" => cell.strip_prefix("zcrm_").unwrap_or(cell),
            "salesforce" if cell.len() == 18 => cell.get(..15).unwrap_or(cell),
            _ => cell,
        };
        format!("{}:{id}", self.export.system)
    }

    /// How much a set of headers in normal form is like this export's, from 0 to 1.
    pub fn likeness(&self, names: &FxHashSet<String>) -> f64 {
        let all = names.iter().filter(|name| !name.is_empty()).count();
        if all == 0 || self.marks.is_empty() {
            return 0.0;
        }
        let there = self.marks.iter().filter(|mark| mark.iter().any(|name| names.contains(name))).count();
        let marks = there as f64 / self.marks.len() as f64;
        if marks < MARKS_NEEDED {
            return 0.0;
        }
        let known = names.iter().filter(|name| self.headers.contains(*name)).count() as f64 / all as f64;
        MARKS_WEIGH * marks + (1.0 - MARKS_WEIGH) * known
    }

    /// Where a column of this name, in normal form, goes.
    pub(crate) fn target(&self, name: &str) -> Option<Target> {
        self.targets.get(name).cloned()
    }

    /// Whether one of these columns goes there by this source's own word.
    pub(crate) fn fills(&self, target: &Target, names: &[String]) -> bool {
        let has = |wanted: &Target| names.iter().any(|name| self.targets.get(name) == Some(wanted));
        // An order's own id is its number where nothing else is said to be.
        let by_id = self.kind == Kind::Order && *target == Target::Field(keys::NUMBER) && has(&Target::SourceId);
        by_id || has(target)
    }

    /// What a cell of this field means in our words.
    pub(crate) fn meaning(&self, key: Key, cell: &str) -> Option<&'static str> {
        let (_, words) = self.export.words.iter().find(|(known, _)| *known == key)?;
        // What stands in brackets may be the whole point: `(删除)等待出库`.
        let whole = words.iter().find(|(_, words)| words.split('|').any(|word| word == cell));
        let cell = normal(cell);
        let found = whole.or_else(|| words.iter().find(|(_, words)| parts(words, '|').any(|word| word == cell)));
        found.map(|(meaning, _)| *meaning)
    }

    /// Whether a row with this cell below this header is one of those.
    pub(crate) fn says(&self, what: Says, header: &str, cell: &str) -> bool {
        if what == Says::LeftOut && has(self.export.above_zero, &normal(header)) {
            let amount = cell::amount(cell, false).or_else(|| cell::amount(cell, true));
            return amount.is_some_and(|amount| amount.number <= 0.0);
        }
        let (header, text) = (normal(header), normal(cell));
        let fits = |known: &str| match (known.strip_prefix('~'), known.strip_prefix('!')) {
            (Some(part), _) => text.contains(&normal(part)),
            (_, Some(other)) => text != normal(other),
            _ => text == normal(known),
        };
        let mut lists = self.cells(what).iter().filter(|(own, _)| normal(own) == header);
        !cell.is_empty() && lists.any(|(_, cells)| cells.split('|').any(fits))
    }
    /// Whether a cell below this header can say so.
    pub(crate) fn may_say(&self, what: Says, header: &str) -> bool {
        let header = normal(header);
        let amount = what == Says::LeftOut && has(self.export.above_zero, &header);
        amount || self.cells(what).iter().any(|(name, _)| normal(name) == header)
    }
    fn cells(&self, what: Says) -> Cells {
        match what {
            Says::LeftOut => self.export.left_out,
            Says::Returned => self.export.returned,
            Says::GivesBack => self.export.gives_back,
        }
    }
    /// Whether the order that a row gives back is named below this header.
    pub(crate) fn names_given_back(&self, header: &str) -> bool {
        has(self.export.gives_back_of, &normal(header))
    }

    /// Whether a yes below this header means that a lead has become a contact.
    pub(crate) fn tells_converted(&self, header: &str) -> bool {
        has(self.export.converted, &normal(header))
    }
    /// Whether an amount below this header is of its row alone.
    pub(crate) fn is_of_row(&self, header: &str) -> bool {
        has(self.export.row_amounts, &normal(header))
    }
    /// How an order is marked whose own amounts this export states, where another export of the system states those of
    /// its items only.
    pub(crate) fn whole(&self, id: &str) -> Option<String> {
        let other = |source: &&Source| source.system() == self.system() && !source.export.row_amounts.is_empty();
        let whole =
            self.kind == Kind::Order && self.export.row_amounts.is_empty() && all().any(|source| other(&source));
        whole.then(|| format!("{}{WHOLE}:{id}", self.system()))
    }
    /// Whether this is such a mark of the system's.
    pub(crate) fn is_whole(&self, own: &str) -> bool {
        own.strip_prefix(self.system()).is_some_and(|rest| rest.starts_with(WHOLE))
    }
}

#[cfg(test)]
pub(crate) mod tests;
