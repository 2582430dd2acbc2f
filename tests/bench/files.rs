//! A workbook at size, a text table of hundreds of megabytes, and the search for duplicates.

use super::{file, until};
use domain::{Act, Book, Id, Instant, Key, Kind, Label, Labelled, Transaction, Value, keys};
use interchange::export::{self, Words};
use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use tests::Result;
use tests::driver::Browser;
use tests::server::Server;

pub const ROWS: usize = 50_000;

/// A workbook of invented contacts, as the app itself writes it.
pub fn workbook() -> Result<PathBuf> {
    let at = Instant(1_760_000_000_000);
    let mut transaction = Transaction::new(Label::new(Act::Imported, Kind::Contact, ROWS, ""), at);
    for i in 0..ROWS {
        let email = Labelled { label: String::new(), value: format!("w{i}@example.com") };
        let values = [
            (keys::FIRST_NAME, Value::text(format!("Workbook{i}"))),
            (keys::LAST_NAME, Value::text(format!("Family{}", i % 997))),
            (keys::EMAILS, Value::Labelled(vec![email])),
            (keys::JOB_TITLE, Value::text(format!("Title {}", i % 89))),
            (keys::NOTES, Value::text(format!("Came by row {i}"))),
        ];
        transaction = transaction.create(Kind::Contact, Id::v7(at.0 as u64, i as u128), values);
    }
    let mut book = Book::new();
    book.apply(transaction);
    let ids: Vec<Id> = book.iter(Kind::Contact).map(|record| record.id).collect();
    let columns: [(Key, &str); 5] = [
        (keys::FIRST_NAME, "First name"),
        (keys::LAST_NAME, "Last name"),
        (keys::EMAILS, "Email"),
        (keys::JOB_TITLE, "Job title"),
        (keys::NOTES, "Notes"),
    ];
    let words = Words { yes: "yes", no: "no", choices: &BTreeMap::new(), address: &[], ids: false };
    let columns = columns.map(|(key, header)| (key, header.to_owned()));
    let made = export::xlsx(&book, Kind::Contact, &ids, &columns, &words, "Contacts", at)?;
    file("contacts.xlsx", &made.bytes)
}

/// Megabytes of a text table that is larger than what is ever in memory of it.
pub const LARGE_MB: usize = 400;
const LARGE_PEOPLE: usize = 5_000;

/// The same people over and over, each row with a kilobyte of notes.
pub fn large() -> Result<PathBuf> {
    let path = file("large.csv", b"")?;
    let mut out = BufWriter::new(std::fs::File::create(&path)?);
    writeln!(out, "First name,Last name,Email,Notes")?;
    let notes = "came by, asked for tea ".repeat(44);
    for i in 0..LARGE_MB * 1000 {
        let i = i % LARGE_PEOPLE;
        writeln!(out, "Name{i},Family{},n{i}@example.com,\"{notes}\"", i % 997)?;
    }
    out.flush()?;
    Ok(path)
}

/// Seconds until all contacts have been compared.
pub async fn find_duplicates(browser: &Browser, server: &Server) -> Result<f64> {
    browser.open(&server.at("/duplicates")).await?;
    let taken = until(browser, "/may be the same|No duplicates found/.test(document.body.innerText)").await?;
    Ok(taken / 1000.0)
}
