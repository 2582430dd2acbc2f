//! Phone numbers in running text, told from dates, order numbers and amounts.

/// Finds phones and the spans of characters they take. `labelled`: the text is said to be a phone.
pub fn find(text: &[char], labelled: bool) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let starts = text[at].is_ascii_digit() || matches!(text[at], '+' | '(');
        let inside = at > 0
            && (text[at - 1].is_ascii_alphanumeric() || matches!(text[at - 1], '#' | '@' | '_' | '.' | '/' | '*'));
        let end = if starts && !inside { run(text, at) } else { at };
        match (end > at).then(|| number(&text[at..end], labelled)).flatten() {
            Some(length) => {
                found.push((at, at + length, text[at..at + length].iter().collect::<String>().trim().to_owned()));
                at += length;
            }
            // Past the digits, so that no tail of a longer number is taken for a phone.
            None => at += text[at..].iter().take_while(|c| c.is_ascii_digit() || **c == '*').count().max(1),
        }
    }
    found
}

/// Where the digits that begin here end, with what stands between digits of one number.
fn run(text: &[char], from: usize) -> usize {
    let (mut end, mut gap) = (from, 0);
    for (at, c) in text.iter().enumerate().skip(from).take(40) {
        match c {
            '0'..='9' | '*' => (end, gap) = (at + 1, 0),
            '+' if at == from => {}
            // It stands between spaces: 089 / 123 45-67.
            '/' => {}
            ' ' | '-' | '(' | ')' | '.' | '\u{a0}' | '\u{2011}' | '\u{2013}' => {
                gap += 1;
                if gap > 2 {
                    break;
                }
            }
            _ => break,
        }
    }
    end
}

/// How many characters of the run are a phone.
fn number(run: &[char], labelled: bool) -> Option<usize> {
    let digits: Vec<(usize, char)> =
        run.iter().copied().enumerate().filter(|(_, c)| c.is_ascii_digit() || *c == '*').collect();
    let plain: String = digits.iter().map(|(_, c)| c).collect();
    let end = |count: usize| digits.get(count - 1).map(|(at, _)| at + 1);
    let free = |count: usize| end(count).filter(|end| run.get(*end).is_none_or(|c| !c.is_ascii_digit()));
    let international = run[0] == '+' || plain.starts_with("00");
    // A mobile of China, with or without its prefix; another number may follow.
    let prefix = if plain.starts_with("0086") { 4 } else { 2 * usize::from(plain.starts_with("86")) };
    if let Some(end) = plain.get(prefix..prefix + 11).filter(|mobile| is_mobile(mobile)).and_then(|_| free(prefix + 11))
    {
        return Some(end);
    }
    let count = plain.len();
    let spread = digits.len() < run.len();
    let is_date = run.len() <= 10 && ["19", "20"].iter().any(|century| plain.starts_with(century)) && count <= 8;
    let fits = match () {
        () if plain.contains('*') => false,
        () if international => (8..=15).contains(&count),
        () if run.contains(&'.') && !labelled => false,
        () if is_date => false,
        () if plain.starts_with("400") || plain.starts_with("800") => count == 10,
        () if plain.starts_with('0') => (10..=12).contains(&count) || (spread && (9..=16).contains(&count)),
        () if labelled => (6..=15).contains(&count),
        () => count == 10 && grouped(run),
    };
    fits.then(|| end(count)).flatten()
}

fn is_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    let masked = bytes.iter().filter(|byte| **byte == b'*').count();
    bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1]) && (masked == 0 || masked == 4 && digits[3..7] == *"****")
}

/// Three, three and four digits, as in North America.
fn grouped(run: &[char]) -> bool {
    let text: String = run.iter().map(|c| if c.is_ascii_digit() { *c } else { ' ' }).collect();
    text.split_whitespace().map(str::len).eq([3, 3, 4])
}
