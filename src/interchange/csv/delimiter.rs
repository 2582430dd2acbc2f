use super::{DELIMITERS, Rows};
use std::collections::HashMap;

/// The delimiter that splits the first rows most evenly.
pub fn sniff(text: &str) -> char {
    let mut end = text.len().min(64 << 10);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // A line cut in half would look ragged.
    if end < text.len() {
        end = text[..end].rfind('\n').unwrap_or(end);
    }
    let head = &text[..end];
    if let Some(named) = text.get(4..5).filter(|_| text.get(..4).is_some_and(|sep| sep.eq_ignore_ascii_case("sep="))) {
        return named.chars().next().filter(|c| DELIMITERS.contains(c)).unwrap_or(',');
    }
    let mut best = (0.0, DELIMITERS[0]);
    for delimiter in DELIMITERS {
        let score = evenness(head, delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

fn evenness(text: &str, delimiter: char) -> f64 {
    let mut rows = Rows::new(text, delimiter);
    let mut widths: HashMap<usize, usize> = HashMap::new();
    let (mut count, mut cells, mut foreign) = (0usize, 0usize, 0usize);
    while let Some(row) = rows.read() {
        *widths.entry(row.cells.len()).or_default() += 1;
        count += 1;
        cells += row.cells.len();
        // A comma inside a cell is common (decimals, names); another delimiter there is a bad sign.
        foreign += row
            .cells
            .iter()
            .filter(|cell| DELIMITERS[1..].iter().any(|other| *other != delimiter && cell.contains(*other)))
            .count();
        if count == 200 {
            break;
        }
    }
    let best = widths.iter().filter(|(width, _)| **width > 1).map(|(width, times)| {
        let share = *times as f64 / count as f64;
        share * (1.0 + (*width as f64).ln())
    });
    best.fold(0.0, f64::max) * (1.0 - 0.5 * foreign as f64 / cells.max(1) as f64)
}

#[cfg(test)]
mod tests {
    use super::sniff;

    #[test]
    fn delimiters_are_told_by_evenness() {
        for (text, expect) in [
            ("a,b,c\n1,2,3\n", ','),
            ("Name;Betrag;Preis\nx;1,5;2,5\ny;3,5;4,5\n", ';'),
            ("1,5;2,5;3,5\n1,5;2,5;3,5\n1,5;2,5;3,5\n", ';'),
            ("a\tb\n1\t2, and more\n", '\t'),
            ("a|b\n1|2\n", '|'),
            ("name,tags\nA,x;y\nB,z;q;r\n", ','),
            ("only\none\n", ','),
            ("sep=;\na;b\n", ';'),
        ] {
            assert_eq!(sniff(text), expect, "{text}");
        }
    }
}
