//! Yes or no, emails, phones, tags: cells that hold words or several items.

use domain::contact;

const YES: &[&str] =
    &["yes", "y", "true", "t", "1", "on", "是", "对", "有", "已订阅", "ja", "oui", "si", "✓", "✔", "x", "subscribed"];
const NO: &[&str] =
    &["no", "n", "false", "f", "0", "off", "否", "不", "无", "没有", "未订阅", "nein", "non", "✗", "✘", "unsubscribed"];

pub fn yes_no(cell: &str) -> Option<bool> {
    let cell = domain::text::fold(cell.trim());
    if YES.contains(&cell.as_str()) {
        return Some(true);
    }
    NO.contains(&cell.as_str()).then_some(false)
}

/// What systems write for "nothing" in a field that is not text.
pub fn nothing(cell: &str) -> bool {
    matches!(cell, "" | "#N/A" | "None" | "none" | "nan" | "NaN" | "无" | "无退款申请")
        || mere_mark(cell)
        || ["null", "n/a", "na"].iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// What systems write for "nothing" in any field.
pub fn mere_mark(cell: &str) -> bool {
    matches!(cell, "-" | "--" | "—" | "/" | "\\" | "." | "0/0/00" | "'null")
}

/// A long number of which a spreadsheet has kept the first figures: `1.23457E+18`.
pub fn cut_off(cell: &str) -> bool {
    let Some((figures, power)) = cell.split_once(['E', 'e']) else {
        return false;
    };
    let figures: String = figures.chars().filter(|c| *c != '.').collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let power = power.strip_prefix('+').filter(|power| digits(power)).and_then(|power| power.parse::<usize>().ok());
    digits(&figures) && power.is_some_and(|power| power >= 9)
}

/// Hidden by the system it comes from: `138****8000`, `##密文`.
pub fn masked(cell: &str) -> bool {
    cell.contains("***") || cell.starts_with("##") || cell.starts_with("$$")
}

/// A name of which only some letters are shown: `王**`, `王*明`.
pub fn hidden_name(name: &str) -> bool {
    name.contains("**") || name.contains('*') && name.chars().any(domain::text::is_cjk)
}

/// The phones of a cell, one of which at least is partly hidden, with enough left to be compared: `138****8000`.
pub fn masked_phones(cell: &str) -> Option<Vec<&str>> {
    let sound = |c: char| c.is_ascii_digit() || "*+- ()".contains(c);
    let hidden = |item: &str| {
        let shown = item.bytes().filter(u8::is_ascii_digit).count();
        item.contains("**") && shown >= LEAST_SHOWN && item.chars().all(sound)
    };
    let found: Vec<&str> = items(cell, &['/', '|']).collect();
    let fits = found.iter().all(|item| hidden(item) || phone(item).is_some());
    (fits && found.iter().any(|item| hidden(item))).then_some(found)
}

/// Fewer digits are as good as nothing.
const LEAST_SHOWN: usize = 5;

const BETWEEN: [char; 6] = [';', '；', ',', '，', '、', '\n'];

/// The items of a cell that holds several, as Google (` ::: `), HubSpot (`;`) and people write them.
fn items<'c>(cell: &'c str, more: &'static [char]) -> impl Iterator<Item = &'c str> {
    // A list as programs write it: `["a","b"]`.
    let list = cell.strip_prefix("[\"").and_then(|cell| cell.strip_suffix("\"]"));
    let quote = if list.is_some() { '"' } else { ' ' };
    list.unwrap_or(cell)
        .split(":::")
        .flat_map(move |part| part.split(move |c| BETWEEN.contains(&c) || more.contains(&c)))
        .map(move |item| item.trim().trim_matches(quote))
        .filter(|item| !item.is_empty())
}

/// One address, without `mailto:` or the name before `<…>`.
pub fn email(text: &str) -> Option<&str> {
    let text = text.trim();
    let text = match (text.rfind('<'), text.ends_with('>')) {
        (Some(at), true) => &text[at + 1..text.len() - 1],
        _ => text,
    };
    let text = text.strip_prefix("mailto:").unwrap_or(text).trim();
    let (local, host) = text.split_once('@')?;
    let sound = |c: char| !c.is_whitespace() && !c.is_control() && !"@,;<>()[]\"\\".contains(c);
    let fits = !local.is_empty()
        && text.len() <= 254
        && local.chars().all(sound)
        && host.chars().all(sound)
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !host.contains("..");
    fits.then_some(text)
}

/// All addresses of a cell; nothing where a part of it is none.
pub fn emails(cell: &str) -> Option<Vec<&str>> {
    items(cell, &[' ', '/', '|'])
        .map(email)
        .collect::<Option<Vec<_>>>()
        .or_else(|| items(cell, &[]).map(email).collect())
}

pub fn phone(text: &str) -> Option<&str> {
    let text = text.trim();
    let text = text.strip_prefix("tel:").unwrap_or(text);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let lower = text.to_ascii_lowercase();
    let extension = ["ext", "x", "转", "#"].iter().filter_map(|word| lower.find(word)).min();
    let (number, extension) = lower.split_at(extension.unwrap_or(lower.len()));
    let sound = |c: char| c.is_ascii_digit() || " +-().·/\u{a0}\u{2010}\u{2011}\u{2013}".contains(c);
    // At least four digits, so that a company's short number fits and a code does not.
    let extended = extension.is_empty() || extension.bytes().any(|b| b.is_ascii_digit());
    (extended && (4..=20).contains(&digits) && number.chars().all(sound)).then_some(text)
}

pub fn phones(cell: &str) -> Option<Vec<&str>> {
    let several = items(cell, &['/', '|']).map(phone).collect::<Option<Vec<_>>>();
    several.or_else(|| items(cell, &[]).map(phone).collect())
}

/// Tags, without Google's star before a default group and its group of everybody.
pub fn tags(cell: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for item in items(cell, &['|']) {
        let item = item.strip_prefix("* ").unwrap_or(item).trim_matches('"');
        if item != "myContacts" && !found.iter().any(|known| known == item) {
            found.push(item.to_owned());
        }
    }
    found
}

/// The ids of a cell that holds one or several.
pub fn ids(cell: &str) -> Vec<&str> {
    items(cell, &['|']).collect()
}

/// Whether it is written as a phone rather than as any number: with a plus, brackets or dashes, or as a Chinese
/// mobile.
pub fn phone_like(cell: &str) -> bool {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    let chinese_mobile =
        digits.len() == 11 && digits.len() == cell.len() && digits.starts_with('1') && digits.as_bytes()[1] >= b'3';
    let written =
        (cell.starts_with('+') || cell.starts_with('(') || cell.matches(['-', ' ']).count() >= 2) && digits.len() >= 7;
    super::days(cell).is_none()
        && phone(cell).is_some()
        && contact::phone_key(cell).is_some()
        && (chinese_mobile || written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_several_items() {
        assert_eq!(emails("a@b.co; c@d.co"), Some(vec!["a@b.co", "c@d.co"]));
        assert_eq!(emails(r#"["a@b.co","c@d.co"]"#), Some(vec!["a@b.co", "c@d.co"]));
        assert_eq!(emails("a@b.co ::: c@d.co"), Some(vec!["a@b.co", "c@d.co"]));
        assert_eq!(emails("Ann Berg <a@b.co>"), Some(vec!["a@b.co"]));
        for wrong in ["a@b", "@b.co", "a b@", "a@b.co; nope"] {
            assert_eq!(emails(wrong), None, "{wrong}");
        }
        assert_eq!(phones("+1 555 010 9999 / (555) 010-8888"), Some(vec!["+1 555 010 9999", "(555) 010-8888"]));
        assert_eq!(phones("010-12345678转801"), Some(vec!["010-12345678转801"]));
        assert_eq!(phones("call me"), None);
        assert_eq!(phones("1.38E+10"), None);
        assert_eq!(tags("* myContacts ::: Friends"), ["Friends"]);
        assert_eq!(tags("VIP；老客户、VIP"), ["VIP", "老客户"]);
        assert!(phone_like("13800138000") && phone_like("(555) 010-9999"));
        assert!(!phone_like("20000") && !phone_like("2026-01-02 x"));
    }
}
