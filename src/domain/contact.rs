//! A person. First and last name are stored apart; [`name`] joins them as the language of the name wants.

use crate::{Key, Kind, Record, Value, field::*, keys, text::is_cjk};
use std::borrow::Cow;

pub const LIFECYCLE: &[&str] = &["lead", "qualified", "customer", "former"];

pub const FIELDS: &[Field] = &[
    row(keys::NAME, Type::Text, Group::Main, DERIVED | SHOWN | IMPORTED),
    row(keys::FIRST_NAME, Type::Text, Group::Main, IMPORTED | SEARCHED),
    row(keys::LAST_NAME, Type::Text, Group::Main, IMPORTED | SEARCHED),
    row(keys::COMPANY, Type::Ref(Kind::Company), Group::Main, IMPORTED | SHOWN),
    row(keys::JOB_TITLE, Type::Text, Group::Main, IMPORTED | SEARCHED),
    row(keys::LIFECYCLE, Type::Choice(LIFECYCLE), Group::Main, IMPORTED | SHOWN),
    row(keys::TAGS, Type::Tags, Group::Main, IMPORTED | SHOWN | SEARCHED),
    row(keys::EMAILS, Type::Emails, Group::Reach, IMPORTED | SHOWN | SEARCHED),
    row(keys::PHONES, Type::Phones, Group::Reach, IMPORTED | SHOWN | SEARCHED),
    row(keys::ADDRESS, Type::Address, Group::Reach, IMPORTED | SEARCHED),
    row(keys::WEBSITE, Type::Link, Group::Reach, IMPORTED | SEARCHED),
    row(keys::LANGUAGE, Type::Text, Group::Reach, IMPORTED),
    row(keys::SOURCE, Type::Text, Group::About, IMPORTED | SEARCHED),
    row(keys::BIRTHDAY, Type::Date, Group::About, IMPORTED),
    row(keys::NOTES, Type::LongText, Group::About, IMPORTED | SEARCHED),
    row(keys::ORDER_COUNT, Type::Number, Group::Orders, DERIVED | SHOWN),
    row(keys::ORDER_SUM, Type::Money, Group::Orders, DERIVED | SHOWN),
    row(keys::ORDER_AVERAGE, Type::Money, Group::Orders, DERIVED),
    row(keys::FIRST_ORDER_ON, Type::Date, Group::Orders, DERIVED),
    row(keys::LAST_ORDER_ON, Type::Date, Group::Orders, DERIVED | SHOWN),
    row(keys::OPEN_TASKS, Type::Number, Group::System, DERIVED),
    row(keys::MERGED_INTO, Type::Ref(Kind::Contact), Group::System, INTERNAL),
    row(keys::MERGE_UNDO, Type::Json, Group::System, INTERNAL),
    row(keys::DISTINCT_FROM, Type::Tags, Group::System, INTERNAL),
    row(keys::LEADS, Type::Tags, Group::System, INTERNAL),
    EXTERNAL_ID,
    SOURCE_IDS,
    AWAITED,
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    VERSIONS,
    SAMPLE,
];

/// The person's name as one text; falls back to the first email or phone.
pub fn name(record: &Record) -> Cow<'_, str> {
    let (first, last) = (record.text(keys::FIRST_NAME), record.text(keys::LAST_NAME));
    match (first.is_empty(), last.is_empty()) {
        (true, true) => {
            let email = record.first_of(keys::EMAILS);
            Cow::Borrowed(if email.is_empty() { record.first_of(keys::PHONES) } else { email })
        }
        (false, true) => Cow::Borrowed(first),
        (true, false) => Cow::Borrowed(last),
        (false, false) if last.chars().all(is_cjk) && first.chars().all(is_cjk) => Cow::Owned(format!("{last}{first}")),
        (false, false) => Cow::Owned(format!("{first} {last}")),
    }
}

/// Surnames of two characters, the frequent ones.
const COMPOUND_SURNAMES: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "宇文", "长孙", "端木",
    "独孤", "南宫", "夏侯",
];

/// First and last name of a full name: Chinese names start with the family name, others end with it, and
/// `Last, First` says so itself.
pub fn split_name(full: &str) -> (String, String) {
    let full = full.trim();
    let letters = full.chars().count();
    if (2..=4).contains(&letters) && full.chars().all(is_cjk) {
        let compound = letters > 2 && COMPOUND_SURNAMES.iter().any(|surname| full.starts_with(surname));
        let at = full.char_indices().nth(if compound { 2 } else { 1 }).map_or(full.len(), |(at, _)| at);
        return (full[at..].to_owned(), full[..at].to_owned());
    }
    if let Some((last, first)) = full.split_once(',') {
        return (first.trim().to_owned(), last.trim().to_owned());
    }
    match full.rsplit_once(char::is_whitespace) {
        Some((first, last)) => (first.trim().to_owned(), last.to_owned()),
        None => (full.to_owned(), String::new()),
    }
}

/// An email as duplicates are compared by it.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// A phone as duplicates are compared by it: digits, without the international prefix of China or
/// North America and without a leading trunk zero. Too short to tell people apart: nothing.
pub fn phone_key(phone: &str) -> Option<String> {
    // Partly hidden: it tells nobody apart.
    if phone.contains('*') {
        return None;
    }
    let mut digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let international = phone.trim_start().starts_with('+') || digits.starts_with("00");
    if international {
        digits = digits.trim_start_matches('0').to_owned();
    }
    let home = [("86", 13), ("1", 11)]
        .into_iter()
        .find(|(prefix, length)| digits.len() == *length && digits.starts_with(prefix));
    if let Some((prefix, _)) = home.filter(|_| international) {
        digits.drain(..prefix.len());
    }
    let digits = digits.trim_start_matches('0');
    (digits.len() >= 7).then(|| digits.to_owned())
}

/// Whether a phone can be the one that is partly hidden.
pub fn unmasks(masked: &str, phone: &str) -> bool {
    let bare = |text: &str| -> Vec<u8> {
        let kept = text.bytes().filter(|byte| byte.is_ascii_digit() || *byte == b'*').collect::<Vec<_>>();
        kept.strip_prefix(b"86").filter(|rest| rest.len() == 11).map(<[u8]>::to_vec).unwrap_or(kept)
    };
    let (masked, phone) = (bare(masked), bare(phone));
    masked.len() == phone.len() && masked.iter().zip(&phone).all(|(a, b)| *a == b'*' || a == b)
}

/// Digits that no two subscribers of different countries share by chance.
const SUBSCRIBER_DIGITS: usize = 8;
const COUNTRY_DIGITS: std::ops::RangeInclusive<usize> = 1..=3;

/// The fuller way of writing one phone of one person: shown instead of partly hidden, with the country instead of the
/// zero before the area. Nothing for two phones.
pub fn fuller_phone<'p>(a: &'p str, b: &'p str) -> Option<&'p str> {
    match (a.contains('*'), b.contains('*')) {
        (true, _) => return unmasks(a, b).then_some(b),
        (_, true) => return unmasks(b, a).then_some(a),
        _ => {}
    }
    let (one, other) = (phone_key(a)?, phone_key(b)?);
    if one == other {
        return Some(a);
    }
    let abroad = |text: &str| text.trim_start().starts_with('+') || text.trim_start().starts_with("00");
    let at_home = |text: &str| text.trim_start().trim_start_matches('(').starts_with('0') && !abroad(text);
    let fuller = |long: &str, short: &str| {
        let country = long.strip_suffix(short).map_or(0, str::len);
        short.len() >= SUBSCRIBER_DIGITS && COUNTRY_DIGITS.contains(&country)
    };
    if abroad(a) && at_home(b) && fuller(&one, &other) {
        Some(a)
    } else {
        (abroad(b) && at_home(a) && fuller(&other, &one)).then_some(b)
    }
}

/// Every key by which this contact may be recognised as one that exists.
pub fn identity_keys(values: &[(Key, Value)]) -> Vec<String> {
    let mut found = Vec::new();
    for (key, value) in values {
        match value {
            Value::Labelled(list) if *key == keys::EMAILS => {
                found.extend(list.iter().map(|item| format!("e:{}", email_key(&item.value))))
            }
            Value::Labelled(list) if *key == keys::PHONES => {
                found.extend(list.iter().filter_map(|item| phone_key(&item.value)).map(|phone| format!("p:{phone}")));
            }
            Value::Text(id) if *key == keys::EXTERNAL_ID => found.push(format!("x:{id}")),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;

    #[test]
    fn names_join_and_split_as_their_language_wants() {
        for (full, first, last) in [
            ("Ada Lovelace", "Ada", "Lovelace"),
            ("Lovelace, Ada", "Ada", "Lovelace"),
            ("Anna Maria Berg", "Anna Maria", "Berg"),
            ("王小明", "小明", "王"),
            ("欧阳娜", "娜", "欧阳"),
            ("Cher", "Cher", ""),
        ] {
            let (a, b) = split_name(full);
            assert_eq!((a.as_str(), b.as_str()), (first, last), "{full}");
        }
        let record = Record::from_values(
            Kind::Contact,
            Id(1),
            vec![(keys::FIRST_NAME, Value::text("小明")), (keys::LAST_NAME, Value::text("王"))],
        );
        assert_eq!(name(&record), "王小明");
    }

    #[test]
    fn phones_compare_across_notations() {
        for (a, b) in [
            ("+86 138 0013 8000", "13800138000"),
            ("(555) 010-9999", "+1 555 010 9999"),
            ("0049 30 123456", "+49 30 123456"),
        ] {
            assert_eq!(phone_key(a), phone_key(b), "{a} {b}");
        }
        assert_eq!(phone_key("110"), None);
    }

    #[test]
    fn of_one_phone_the_fuller_writing_stays() {
        for (a, b, fuller) in [
            ("138****5678", "13812345678", Some("13812345678")),
            ("+86 138 1234 5678", "138****5678", Some("+86 138 1234 5678")),
            ("138****5678", "13812345679", None),
            ("0151 23456789", "+49 151 23456789", Some("+49 151 23456789")),
            ("0049 (30) 5501234", "(030) 5501234", Some("0049 (30) 5501234")),
            ("+49 151 23456789", "+49-151-23456789", Some("+49 151 23456789")),
            ("0151 23456789", "+49 151 23456780", None),
            ("+49 151 23456789", "+43 151 23456789", None),
            ("5501234", "+49 30 5501234", None),
            ("110", "112", None),
        ] {
            assert_eq!(fuller_phone(a, b), fuller, "{a} {b}");
        }
    }
}
