//! A file in the lab: what can be asked of it, the columns to learn from, and the file again with what was found.
//!
//! Invariant: all of them count the same rows in the same order. Nothing of the file becomes a record.

use crate::{
    cell,
    csv::Decoded,
    formats::Opened,
    frame::{self, Frame, FrameColumn},
};
use ::csv::WriterBuilder;
use domain::{
    import::ImportError,
    insight::{FileColumn, FileLook, FileRows, FileShape, Values},
    sorting,
};

/// Bytes of text that are analysed at once.
pub const TEXT_LIMIT: u64 = 64 << 20;
/// More words than this are not offered as answers.
const MOST_ANSWERS: usize = 20;
const SAMPLE_ROWS: usize = 5;

/// The columns to learn from and the one to foresee, by their headers.
pub struct Chosen<'a> {
    pub features: Vec<&'a str>,
    pub target: Option<&'a str>,
    /// What means yes; without it the target is a number.
    pub answer: Option<&'a str>,
}

/// The table of this name, if it is not too large.
pub fn table<'o>(opened: &'o Opened, part: &str) -> Result<&'o Decoded, ImportError> {
    let table = &opened.part(part).ok_or(ImportError::Empty)?.table;
    let bytes = table.text.len() as u64;
    if bytes > TEXT_LIMIT {
        return Err(ImportError::TooLarge { bytes, limit: TEXT_LIMIT });
    }
    Ok(table)
}

pub fn look(opened: &Opened, part: &str) -> Result<FileLook, ImportError> {
    let frame = frame::frame(table(opened, part)?)?;
    let written = frame::written(table(opened, part)?)?;
    let mut sample = vec![Vec::new(); written.rows.min(SAMPLE_ROWS)];
    for column in &written.columns {
        sample.iter_mut().zip(column.iter()).for_each(|(row, cell)| row.push(cell.chars().take(60).collect()));
    }
    let names = opened.parts.iter().map(|part| part.name.clone());
    Ok(FileLook {
        parts: if opened.parts.len() > 1 { names.collect() } else { Vec::new() },
        part: opened.part(part).map(|part| part.name.clone()).unwrap_or_default(),
        rows: frame.rows,
        columns: frame.columns.iter().map(described).collect(),
        sample,
    })
}

fn described(column: &FrameColumn) -> FileColumn {
    let there = match &column.values {
        Values::Numbers(numbers) => numbers.iter().filter(|number| number.is_finite()).count(),
        Values::Levels { codes, .. } => codes.iter().filter(|code| **code != Values::NO_LEVEL).count(),
    };
    FileColumn {
        header: column.header.clone(),
        shape: column.shape,
        blank: column.values.len() - there - column.strange,
        strange: column.strange,
        identifier: column.is_identifier(),
        answers: answers(column),
    }
}

fn answers(column: &FrameColumn) -> Vec<(String, usize)> {
    let rows = |answers: &[Option<bool>]| answers.iter().filter(|answer| **answer == Some(true)).count();
    let plain = column.yes_or_no().map(|(yes, answers)| (yes, rows(&answers)));
    match &column.values {
        Values::Numbers(_) if column.shape == FileShape::Day => Vec::new(),
        Values::Numbers(_) => plain.into_iter().collect(),
        Values::Levels { levels, .. } if levels.len() < 2 || levels.len() > MOST_ANSWERS => Vec::new(),
        Values::Levels { levels, .. } => {
            let mut found: Vec<(String, usize)> =
                levels.iter().map(|level| (level.clone(), rows(&column.is(level)))).collect();
            sorting::by(&mut found, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            if let Some((yes, _)) = plain {
                sorting::by_key(&mut found, |(level, _)| *level != yes);
            }
            found
        }
    }
}

/// The chosen columns. A header that is not there means that the file has changed since it was looked at.
pub fn rows(frame: &Frame, chosen: &Chosen<'_>) -> Result<FileRows, ImportError> {
    let place = |header: &&str| {
        frame.columns.iter().position(|column| column.header == **header).ok_or(ImportError::Unreadable)
    };
    let features = chosen.features.iter().map(place).collect::<Result<Vec<usize>, _>>()?;
    let mut found = FileRows { table: frame.table(&features), numbers: Vec::new() };
    let Some(target) = chosen.target else { return Ok(found) };
    let target = &frame.columns[place(&target)?];
    match (chosen.answer, &target.values) {
        (Some(answer), _) => found.table.target = target.is(answer),
        (None, Values::Numbers(numbers)) => {
            found.numbers = numbers.iter().map(|number| number.is_finite().then_some(*number)).collect();
        }
        (None, Values::Levels { .. }) => return Err(ImportError::Unreadable),
    }
    Ok(found)
}

/// The file as CSV with columns more: numbers, blank where there is none, or words.
pub fn with_columns(file: &Decoded, headers: &[String], added: &[Values]) -> Result<Vec<u8>, ImportError> {
    let written = frame::written(file)?;
    if added.len() != headers.len() || added.iter().any(|column| column.len() != written.rows) {
        return Err(ImportError::Unreadable);
    }
    // With a mark, so that Excel reads it.
    let mut writer = WriterBuilder::new().from_writer(b"\xef\xbb\xbf".to_vec());
    // Writing to memory does not fail.
    let _ = writer.write_record(written.headers.iter().chain(headers).map(|header| guarded(header)));
    let mut columns: Vec<_> = written.columns.iter().map(|column| column.iter()).collect();
    for row in 0..written.rows {
        let own = columns.iter_mut().map(|column| guarded(column.next().unwrap_or_default()));
        let _ = writer.write_record(own.chain(added.iter().map(|column| cell_at(column, row))));
    }
    writer.into_inner().map_err(|_| ImportError::Damaged)
}

/// A negative number is no formula.
fn guarded(text: &str) -> String {
    if text.parse::<f64>().is_ok() { text.to_owned() } else { cell::guard(text) }
}

fn cell_at(column: &Values, row: usize) -> String {
    match column {
        Values::Numbers(numbers) if numbers[row].is_finite() => numbers[row].to_string(),
        Values::Numbers(_) => String::new(),
        Values::Levels { codes, levels } => {
            levels.get(codes[row] as usize).map(|level| cell::guard(level)).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::open;

    fn opened(text: &str) -> Opened {
        open(text.as_bytes().to_vec(), None).unwrap()
    }

    const SHOP: &str = "Id,City,Amount,Vip\n1,Ulm,-3,yes\n2,Köln,=1+1,no\n\n3,Ulm,,yes\n4,Bonn,8,no\n5,Ulm,9,no\n6,Ulm,9,no\n7,Ulm,9,no\n8,Ulm,9,no\n9,Ulm,9,no\n10,Ulm,9,no\n11,Ulm,9,no\n";

    #[test]
    fn a_file_says_what_can_be_asked_of_it() {
        let found = look(&opened(SHOP), "").unwrap();
        assert_eq!((found.rows, found.columns.len(), found.sample.len()), (11, 4, 5));
        let [_, city, amount, vip] = &found.columns[..] else { panic!() };
        assert_eq!((city.shape, city.answers.len(), city.answers[0].clone()), (FileShape::Word, 3, ("Ulm".into(), 9)));
        assert_eq!((amount.shape, amount.blank, amount.strange), (FileShape::Number, 1, 1));
        assert!(amount.answers.is_empty());
        assert_eq!((vip.shape, vip.answers.clone()), (FileShape::YesNo, vec![("1".into(), 2)]));
        assert_eq!(found.sample[1], ["2", "Köln", "=1+1", "no"]);
    }

    #[test]
    fn a_workbook_is_asked_sheet_by_sheet() {
        let path = format!("{}/../../tests/fixtures/formats/people.xlsx", env!("CARGO_MANIFEST_DIR"));
        let opened = open(std::fs::read(path).unwrap(), None).unwrap();
        let first = look(&opened, "").unwrap();
        assert_eq!(first.parts.len(), opened.parts.len());
        assert_eq!(first.part, first.parts[0]);
        let last = first.parts.last().unwrap();
        let second = look(&opened, last).unwrap();
        assert_eq!(&second.part, last);
        assert_ne!(second.columns, first.columns);
    }

    #[test]
    fn rows_are_those_that_were_chosen() {
        let opened = opened(SHOP);
        let frame = frame::frame(table(&opened, "").unwrap()).unwrap();
        let asked = Chosen { features: vec!["Amount", "City"], target: Some("Vip"), answer: Some("1") };
        let found = rows(&frame, &asked).unwrap();
        assert_eq!(found.table.target[..3], [Some(true), Some(false), Some(true)]);
        assert_eq!(found.table.columns[1].key.header(), Some("City"));
        let found = rows(&frame, &Chosen { features: vec!["City"], target: Some("Amount"), answer: None }).unwrap();
        assert_eq!(found.numbers[..4], [Some(-3.0), None, None, Some(8.0)]);
        let gone = rows(&frame, &Chosen { features: vec!["Town"], target: None, answer: None });
        assert_eq!(gone, Err(ImportError::Unreadable));
        let words = rows(&frame, &Chosen { features: vec!["Amount"], target: Some("City"), answer: None });
        assert_eq!(words, Err(ImportError::Unreadable));
    }

    #[test]
    fn the_file_comes_back_with_what_was_found() {
        let opened = opened(SHOP);
        let table = table(&opened, "").unwrap();
        let mut chances = vec![0.5; 11];
        chances[2] = f64::NAN;
        let groups =
            Values::Levels { codes: (0..11).map(|row| row % 2).collect(), levels: vec!["=a".into(), "b".into()] };
        let added = [Values::Numbers(chances), groups];
        let headers = ["Chance".to_owned(), "Group".to_owned()];
        let text = String::from_utf8(with_columns(table, &headers, &added).unwrap()).unwrap();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(
            lines[..4],
            ["Id,City,Amount,Vip,Chance,Group", "1,Ulm,-3,yes,0.5,'=a", "2,Köln,'=1+1,no,0.5,b", "3,Ulm,,yes,,'=a"]
        );
        assert!(with_columns(table, &headers[..1], &[Values::Numbers(vec![1.0])]).is_err());
    }

    #[test]
    fn what_is_too_large_is_refused() {
        let text = "a,b\n".to_owned() + &"1,2\n".repeat((TEXT_LIMIT / 4) as usize);
        let limit = TEXT_LIMIT;
        assert_eq!(table(&opened(&text), "").unwrap_err(), ImportError::TooLarge { bytes: limit + 4, limit });
    }
}
