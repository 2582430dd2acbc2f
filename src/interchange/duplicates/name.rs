//! A person's name in two parts, and how alike two are.
//!
//! A part is compared by its letters and by its sound: `zhangwei` is 张伟, 張偉 and 章伟 alike. Which part is the
//! given one is what people get wrong most, so a comparison takes the better of both orders.

use super::{
    letters::{has_cjk, one_slip, words},
    nicknames::forms_of,
};
use domain::{
    contact::split_name,
    insight::Likeness,
    text::{is_cjk, pinyin},
};

/// The given or the family name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its words, in lower case and without accents, joined by single spaces; Chinese without spaces.
    pub text: String,
    /// The same letters without spaces; Chinese in pinyin.
    pub sound: String,
    pub chinese: bool,
    /// Of which names its first word is a form.
    forms: &'static [u8],
    /// Which of the letters a to z its sound has.
    letters: u32,
}

impl Part {
    fn new(text: String) -> Self {
        let chinese = has_cjk(&text);
        let sound = match pinyin(&text) {
            Some(read) => super::letters::plain(&read.full).replace(' ', ""),
            None => text.replace(' ', ""),
        };
        let forms = forms_of(text.split(' ').next().unwrap_or(&text));
        let letters = sound.bytes().filter(u8::is_ascii_lowercase).fold(0, |letters, c| letters | 1 << (c - b'a'));
        Self { text, sound, chinese, forms, letters }
    }
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
    /// The first letter, where it stands for the name: `j` of `J. Smith`.
    fn initial(&self) -> Option<char> {
        let mut letters = self.sound.chars();
        letters.next().filter(|_| !self.chinese && letters.next().is_none())
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    pub given: Part,
    pub family: Part,
}

/// Words before or after a name that are none.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "madam",
    "herr",
    "frau",
    "mme",
    "mlle",
    "sr",
    "jr",
    "phd",
    "md",
    "esq",
    "ii",
    "iii",
    "dipl",
    "ing",
];

/// What Chinese names are followed by; the longer first.
const CHINESE_TITLES: &[&str] = &[
    "先生", "女士", "小姐", "太太", "夫人", "老师", "老師", "教授", "医生", "醫生", "博士", "经理", "經理", "主任",
    "同学", "师傅", "老板", "老闆", "总监", "总",
];

impl Name {
    /// A name as it stands in its two fields; either may be blank or hold the whole name.
    pub fn read(first: &str, last: &str) -> Self {
        let (first, last) = (outside_brackets(first), outside_brackets(last));
        if has_cjk(&first) || has_cjk(&last) {
            return Self::read_chinese(&first, &last);
        }
        let (given, family) = match (first.trim().is_empty(), last.trim().is_empty()) {
            (false, true) => split_name(&without_titles(&first)),
            (true, false) => split_name(&without_titles(&last)),
            _ => (first, last),
        };
        let mut part = Self { given: western(&given), family: western(&family) };
        if part.given.is_empty() && part.family.text.contains(' ') {
            let (given, family) = split_name(&part.family.text);
            part = Self { given: western(&given), family: western(&family) };
        }
        part
    }

    fn read_chinese(first: &str, last: &str) -> Self {
        let only = |text: &str| {
            let text: String = super::letters::plain(text).chars().filter(|c| is_cjk(*c)).collect();
            let title = CHINESE_TITLES.iter().find(|title| text.len() > title.len() && text.ends_with(**title));
            title.map_or(text.clone(), |title| text[..text.len() - title.len()].to_owned())
        };
        let (given, family) = (only(first), only(last));
        let (given, family) = match (given.is_empty(), family.is_empty()) {
            (false, true) if given.chars().count() == 1 && given.len() < first.trim().len() => (String::new(), given),
            (false, true) => split_name(&given),
            (true, false) if family.chars().count() > 1 => split_name(&family),
            (false, false) if given.len() > family.len() && given.starts_with(&family) => {
                (given[family.len()..].to_owned(), family)
            }
            _ => (given, family),
        };
        Self { given: Part::new(given), family: Part::new(family) }
    }
}

/// Brackets hold what is no part of the name: a pet name, a company.
fn outside_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let kept = text.chars().filter(|c| match c {
        '(' | '（' | '[' | '【' => {
            depth += 1;
            false
        }
        ')' | '）' | ']' | '】' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    let kept: String = kept.collect();
    if kept.trim().is_empty() { text.to_owned() } else { kept }
}

fn without_titles(text: &str) -> String {
    let is_title = |word: &&str| words(word).iter().all(|word| TITLES.contains(&word.as_str()));
    text.split_whitespace().filter(|word| !is_title(word)).collect::<Vec<_>>().join(" ")
}

fn western(text: &str) -> Part {
    let mut found = words(text);
    found.retain(|word| !TITLES.contains(&word.as_str()) && !word.chars().all(|c| c.is_ascii_digit()));
    Part::new(found.join(" "))
}

/// How alike two given names are; nothing where one is blank.
pub fn compare_given(a: &Part, b: &Part) -> Option<Likeness> {
    compare(a, b, true)
}

/// How alike two family names are; nothing where one is blank.
pub fn compare_family(a: &Part, b: &Part) -> Option<Likeness> {
    compare(a, b, false)
}

fn compare(a: &Part, b: &Part, given: bool) -> Option<Likeness> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if a.text == b.text {
        return Some(Likeness::Same);
    }
    if a.sound == b.sound {
        return Some(if a.chinese || b.chinese { Likeness::Sounds } else { Likeness::Same });
    }
    if a.chinese && b.chinese {
        // 王小明 and 王明, 小明 and 晓敏: of two characters one is the same or sounds so.
        let shared = a.text.chars().filter(|c| b.text.contains(*c)).count();
        let longer = a.text.chars().count().max(b.text.chars().count());
        let close = longer >= 2 && (shared > 0 || one_slip(&a.sound, &b.sound));
        return Some(if close { Likeness::Part } else { Likeness::Different });
    }
    if a.chinese || b.chinese {
        let close = a.sound.len() >= 4 && one_slip(&a.sound, &b.sound);
        return Some(if close { Likeness::Close } else { Likeness::Different });
    }
    if given && first_word(&a.text) != first_word(&b.text) && a.forms.iter().any(|form| b.forms.contains(form)) {
        return Some(Likeness::Sounds);
    }
    let abbreviated = a.initial().map(|initial| (initial, b)).or_else(|| b.initial().map(|initial| (initial, a)));
    if let Some((initial, whole)) = abbreviated {
        let fits = whole.text.split(' ').any(|word| word.starts_with(initial));
        return Some(if fits { Likeness::Part } else { Likeness::Different });
    }
    let similarity = if may_be_close(a, b) { strsim::jaro_winkler(&a.sound, &b.sound) } else { 0.0 };
    if similarity >= 0.9 || (a.sound.len().min(b.sound.len()) >= 3 && one_slip(&a.sound, &b.sound)) {
        return Some(Likeness::Close);
    }
    // Anna Maria and Anna; Garcia Lopez and Garcia.
    let (shorter, longer) = if a.text.len() <= b.text.len() { (a, b) } else { (b, a) };
    let inside = |word: &str| longer.text.split(' ').any(|other| other == word);
    let part = shorter.text.split(' ').any(|word| word.len() >= 2 && inside(word));
    Some(if part || similarity >= 0.8 { Likeness::Part } else { Likeness::Different })
}

/// Whether the similarity of Jaro and Winkler may reach 0.8, judged by letters that only one of them has.
fn may_be_close(a: &Part, b: &Part) -> bool {
    if !a.sound.is_ascii() || !b.sound.is_ascii() {
        return true;
    }
    let own = |one: &Part, other: &Part| (one.letters & !other.letters).count_ones() as usize;
    let (length_a, length_b) = (a.sound.len(), b.sound.len());
    let shared = length_a.saturating_sub(own(a, b)).min(length_b.saturating_sub(own(b, a))) as f64;
    // Jaro's measure is a third of this and one; a common beginning of four letters adds at most 0.4 of the rest.
    let least = if a.sound.as_bytes().first() == b.sound.as_bytes().first() { 1.0 } else { 1.4 };
    shared / length_a as f64 + shared / length_b as f64 >= least - 1e-9
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Likeness::{Close, Different, Part, Same, Sounds};

    fn likeness(a: (&str, &str), b: (&str, &str)) -> (Option<Likeness>, Option<Likeness>) {
        let (a, b) = (Name::read(a.0, a.1), Name::read(b.0, b.1));
        (compare_given(&a.given, &b.given), compare_family(&a.family, &b.family))
    }

    #[test]
    fn names_are_read_from_either_field() {
        for ((first, last), given, family) in [
            (("Dr. José", "García-López"), "jose", "garcia lopez"),
            (("Lovelace, Ada", ""), "ada", "lovelace"),
            (("", "Ada Lovelace"), "ada", "lovelace"),
            (("Mr Smith", ""), "smith", ""),
            (("王小明", ""), "小明", "王"),
            (("", "王 小明"), "小明", "王"),
            (("王小明", "王"), "小明", "王"),
            (("王先生", ""), "", "王"),
            (("", "李总"), "", "李"),
            (("欧阳娜（财务）", ""), "娜", "欧阳"),
        ] {
            let name = Name::read(first, last);
            assert_eq!((name.given.text.as_str(), name.family.text.as_str()), (given, family), "{first} {last}");
        }
        assert_eq!(Name::read("  ", "()"), Name::default());
    }

    #[test]
    fn no_close_name_is_passed_over() {
        let names =
            ["harrington", "harington", "anna", "hannah", "mikhayla", "mikhvyla", "jo", "joe", "ed", "de", "reid"];
        let parts = names.map(western);
        for (a, b) in parts.iter().flat_map(|a| parts.iter().map(move |b| (a, b))) {
            let close = strsim::jaro_winkler(&a.sound, &b.sound) >= 0.8;
            assert!(!close || may_be_close(a, b), "{a:?} {b:?}");
        }
        assert!(!may_be_close(&parts[0], &parts[6]));
    }

    #[test]
    fn names_are_alike_by_letters_sound_and_habit() {
        for (a, b, given, family) in [
            (("Jose", "Garcia"), ("José", "GARCÍA"), Some(Same), Some(Same)),
            (("Bob", "Smith"), ("Robert", "Smyth"), Some(Sounds), Some(Close)),
            (("J.", "Smith"), ("John", "Smith"), Some(Part), Some(Same)),
            (("K", "Smith"), ("John", "Smithe"), Some(Different), Some(Close)),
            (("Anna Maria", "Berg"), ("Anna", "Bergh"), Some(Part), Some(Close)),
            (("Mary-Ann", "Li"), ("Maryann", ""), Some(Same), None),
            (("小明", "王"), ("晓明", "王"), Some(Sounds), Some(Same)),
            (("伟", "张"), ("偉", "張"), Some(Sounds), Some(Sounds)),
            (("伟", "张"), ("Wei", "Zhang"), Some(Sounds), Some(Sounds)),
            (("Xiao Ming", "Wang"), ("小明", "王"), Some(Sounds), Some(Sounds)),
            (("小明", "王"), ("丽华", "赵"), Some(Different), Some(Different)),
            (("Emma", "Jones"), ("Thomas", "Jones"), Some(Different), Some(Same)),
        ] {
            assert_eq!(likeness(a, b), (given, family), "{a:?} {b:?}");
            assert_eq!(likeness(b, a), (given, family), "{b:?} {a:?}");
        }
    }
}
