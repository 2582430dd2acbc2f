//! What a word or a part of a line can only be.

use super::tables;
use domain::text::{fold, is_cjk};

/// Without the signs around it.
pub fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

pub fn is_email(word: &str) -> bool {
    let Some((user, host)) = word.split_once('@') else { return false };
    let fits = |c: char| c.is_ascii_alphanumeric() || "._%+-'".contains(c);
    let end = host.rsplit('.').next().unwrap_or_default();
    !user.is_empty()
        && user.chars().all(fits)
        && host.contains('.')
        && host.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && end.len() >= 2
        && end.chars().all(char::is_alphabetic)
        && word.len() <= 120
}

pub fn is_link(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").or(lower.strip_prefix("http://")).or(lower.strip_prefix("www."));
    host.is_some_and(|host| host.contains('.') && !host.contains('@')) && word.len() <= 200
}

/// A part that names a place in China.
pub fn is_place(part: &str) -> bool {
    let marks = part.chars().filter(|c| tables::PLACE_MARKS.contains(c)).count();
    let letters = part.chars().count();
    // 微信同号 is no house.
    let unnumbered = part.ends_with('号') && !part.chars().any(|c| c.is_ascii_digit());
    part.chars().any(is_cjk)
        && letters <= 100
        && !tables::COMPANY_ENDS.iter().any(|end| part.ends_with(end))
        && (marks >= 2 && letters >= 5
            || marks == 1 && letters >= 3 && !unnumbered && part.ends_with(tables::PLACE_MARKS))
}

/// A town behind its code, as it stands below a street: `80331 München`, `752 17 Uppsala`.
pub fn is_postal(part: &str) -> bool {
    let mut words = part.split_whitespace().peekable();
    let mut digits = 0;
    while let Some(code) = words.next_if(|word| word.bytes().all(|byte| byte.is_ascii_digit())) {
        digits += code.len();
    }
    let town = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-');
    (4..=6).contains(&digits) && words.peek().is_some() && words.all(town)
}

/// A line with a house number and a word for a street.
pub fn is_street(line: &str) -> bool {
    let folded = fold(line);
    let words: Vec<&str> = folded.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let street =
        |word: &&str| tables::STREET_WORDS.contains(word) || tables::STREET_ENDS.iter().any(|end| word.ends_with(end));
    let number = words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 6);
    !line.chars().any(is_cjk) && number && words.len() <= 14 && words.iter().any(street)
}

/// A text that can only be read as somebody's name.
pub fn is_name(text: &str) -> bool {
    let text = text.trim();
    let letters = text.chars().count();
    if text.chars().any(is_cjk) {
        let honoured = tables::HONORIFICS.iter().any(|word| text.ends_with(word));
        let compound = domain::contact::split_name(text).1.chars().count() == 2;
        let surname = text.chars().next().is_some_and(|first| tables::SURNAMES.contains(first));
        let place = text.ends_with(tables::PLACE_MARKS) && letters > 3;
        let all = text.chars().all(|c| is_cjk(c) || c == '\u{b7}');
        return all
            && (surname || compound)
            && !place
            && (2..=if honoured || compound { 5 } else { 3 }).contains(&letters);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let good = |word: &&str| {
        let lower = fold(word);
        let particle = tables::PARTICLES.contains(&lower.as_str());
        let written = word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || "-.'\u{2019}".contains(c))
            && !(word.len() > 2 && word.ends_with('.') && word.len() != 3);
        !tables::NO_NAME.contains(&bare(&lower)) && (particle || written)
    };
    (2..=5).contains(&words.len())
        && letters <= 60
        && words.iter().all(good)
        && words.last().is_some_and(|last| last.chars().count() > 1)
}
