use super::Rows;
use crate::{cell, mapping};
use ::csv::StringRecord;

/// How far down a header is looked for: WeChat's bills have 16 lines above it.
const SEARCHED_ROWS: usize = 40;

/// The row (from 1) that is most like a header, or 0 where even the first row holds data.
pub fn find(text: &str, delimiter: char) -> u64 {
    let mut rows = Rows::new(text, delimiter);
    let mut seen: Vec<(u64, Vec<String>)> = Vec::new();
    while let Some(row) = rows.read() {
        seen.push((row.number, row.cells.iter().map(|cell| cell::clean(cell).chars().take(200).collect()).collect()));
        if seen.len() == SEARCHED_ROWS {
            break;
        }
    }
    let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
    let usual = usual(seen.iter().map(|(_, cells)| filled(cells)));
    let mut best: Option<(f64, u64)> = None;
    for (place, (number, cells)) in seen.iter().enumerate() {
        let filled = filled(cells);
        if filled == 0 || filled * 2 < usual {
            continue;
        }
        let words = cells.iter().filter(|cell| !cell.is_empty() && cell::is_word(cell)).count();
        let known = cells.iter().filter(|cell| mapping::known(cell)).count();
        // Data below a header is worth less the further down it stands.
        let score = known as f64 * 3.0 + words as f64 - 2.0 * (filled - words) as f64 - place as f64 * 0.7;
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, *number));
        }
    }
    best.map_or(0, |(score, number)| if score > 0.0 { number } else { 0 })
}

/// Whether the row below a header is a second one: most of its cells are names of columns.
pub fn goes_on(cells: &StringRecord) -> bool {
    let filled = cells.iter().filter(|cell| !cell.trim().is_empty());
    let known = filled.clone().filter(|cell| mapping::known(cell::clean(cell))).count();
    known >= 3 && known * 2 > filled.count()
}

/// The most frequent number; among equals the greatest.
fn usual(numbers: impl Iterator<Item = usize>) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for number in numbers {
        *counts.entry(number).or_insert(0) += 1;
    }
    counts.into_iter().max_by_key(|(number, times)| (*times, *number)).map_or(0, |(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn headers_are_found_below_a_preamble_or_not_at_all() {
        for (text, expect) in [
            ("Name,Email\nAnn,a@b.co\n", 1),
            (
                "微信支付账单明细,,,\n起始时间：[2026-01-01],,,\n,,,\n交易时间,交易类型,金额(元),备注\n2026-01-02,消费,¥3,/\n2026-01-03,消费,¥4,/\n",
                4,
            ),
            ("Notes:\n\"Some text, and more\"\n\nFirst Name,Last Name,URL\nAnn,Berg,https://x.y\n", 4),
            ("Ann,a@b.co,555 010 9999\nBob,b@b.co,555 010 9998\n", 0),
            ("19,19000,0\n35,20000,0\n", 0),
            ("Age,EstimatedSalary,Purchased\n19,19000,0\n", 1),
            ("fruit,colour\napple,red\npear,green\n", 1),
        ] {
            assert_eq!(find(text, ','), expect, "{text}");
        }
    }
}
