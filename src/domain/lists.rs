//! The rows of a list: search, filter and sort in one.

use crate::{
    Book, Id, Kind, Rule,
    book::Query,
    rule::Calendar,
    sort::{Sort, sort},
};

#[derive(Clone, Debug, PartialEq)]
pub struct ListQuery {
    pub kind: Kind,
    pub search: String,
    pub rule: Rule,
    /// Without one the newest records come first.
    pub sort: Option<Sort>,
}

/// The ids of the rows, in order.
pub fn rows(book: &Book, query: &ListQuery, calendar: Calendar) -> Vec<Id> {
    let search = Query::new(&query.search);
    let found = book
        .search(query.kind, &search)
        .filter(|record| query.rule.is_empty() || query.rule.matches(book, record, calendar));
    match query.sort {
        None => found.rev().map(|record| record.id).collect(),
        Some(by) => sort(book, found.collect(), by).into_iter().map(|record| record.id).collect(),
    }
}
