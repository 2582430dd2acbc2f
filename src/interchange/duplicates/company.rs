//! Company names as they are compared: without legal form.

use super::letters::{has_cjk, one_slip, plain, words};
use domain::{insight::Likeness, text::pinyin};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// What tells it apart: words in lower case joined by single spaces, Chinese without spaces.
    pub core: String,
    /// Without spaces, Chinese in pinyin.
    pub sound: String,
}

/// Words that say what a company is, not which; of two letters and more, after dots are dropped.
const FORMS: &[&str] = &[
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "llc",
    "llp",
    "lp",
    "plc",
    "gmbh",
    "mbh",
    "ag",
    "kg",
    "kgaa",
    "ug",
    "ohg",
    "gbr",
    "ek",
    "ev",
    "eg",
    "se",
    "sa",
    "sas",
    "sarl",
    "sasu",
    "srl",
    "spa",
    "sl",
    "slu",
    "bv",
    "nv",
    "vof",
    "ab",
    "as",
    "asa",
    "aps",
    "oy",
    "oyj",
    "pty",
    "pte",
    "pvt",
    "kk",
    "sro",
    "zoo",
    "sp",
    "kft",
    "doo",
    "lda",
    "ltda",
    "cia",
    "holding",
    "holdings",
    "group",
    "gruppe",
    "the",
    "and",
    "und",
    "et",
];

/// What Chinese company names end with; the longer first.
const CHINESE_FORMS: &[&str] = &[
    "集团股份有限公司",
    "股份有限公司",
    "有限责任公司",
    "有限責任公司",
    "集团有限公司",
    "有限公司",
    "分公司",
    "总公司",
    "公司",
    "集团",
    "集團",
    "股份",
    "工作室",
    "个体工商户",
    "商行",
    "经营部",
    "中国",
];

impl Company {
    pub fn read(text: &str) -> Option<Self> {
        let core = if has_cjk(text) { chinese_core(text) } else { western_core(text) };
        if core.is_empty() {
            return None;
        }
        let sound = match pinyin(&core) {
            Some(read) => plain(&read.full).replace(' ', ""),
            None => core.replace(' ', ""),
        };
        Some(Self { core, sound })
    }
}

fn chinese_core(text: &str) -> String {
    let whole: String = plain(text).chars().filter(|c| c.is_alphanumeric()).collect();
    let mut core = whole.as_str();
    while let Some(form) = CHINESE_FORMS.iter().find(|form| core.len() > form.len() && core.ends_with(**form)) {
        core = &core[..core.len() - form.len()];
    }
    // 深圳市…, 广东省…: where it is registered.
    for mark in ['省', '市'] {
        let place = core.char_indices().take(4).find(|(at, c)| *at > 0 && *c == mark);
        if let Some((at, c)) = place
            && core[at..].chars().count() > 2
        {
            core = &core[at + c.len_utf8()..];
        }
    }
    core.to_owned()
}

fn western_core(text: &str) -> String {
    let all = words(&text.replace('.', ""));
    let mut found = all.clone();
    found.retain(|word| !FORMS.contains(&word.as_str()));
    (if found.is_empty() { all } else { found }).join(" ")
}

pub fn compare(a: &Company, b: &Company) -> Likeness {
    if a.core == b.core {
        return Likeness::Same;
    }
    if a.sound == b.sound {
        return if has_cjk(&a.core) || has_cjk(&b.core) { Likeness::Sounds } else { Likeness::Same };
    }
    let (shorter, longer) = if a.core.len() < b.core.len() { (&a.core, &b.core) } else { (&b.core, &a.core) };
    let part = if has_cjk(shorter) {
        shorter.chars().count() >= 2 && longer.contains(shorter.as_str())
    } else {
        shorter.len() >= 3 && shorter.split(' ').all(|word| longer.split(' ').any(|other| other == word))
    };
    if part {
        return Likeness::Part;
    }
    let close = a.sound.len().min(b.sound.len()) >= 5
        && (one_slip(&a.sound, &b.sound) || strsim::jaro_winkler(&a.sound, &b.sound) >= 0.94);
    if close { Likeness::Close } else { Likeness::Different }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Likeness::{Close, Different, Part, Same, Sounds};

    #[test]
    fn companies_compare_without_their_legal_form() {
        for (a, b, likeness) in [
            ("Acme Ltd.", "ACME Limited", Same),
            ("Müller & Söhne GmbH", "Muller und Sohne", Same),
            ("Acme, Inc.", "Acme Trading Co., Ltd.", Part),
            ("Blue Door Café", "Blue Dor Cafe LLC", Close),
            ("Group Holdings", "Group Holding", Close),
            ("Acme", "Globex", Different),
            ("云上茶馆有限公司", "云上茶馆", Same),
            ("深圳市云上文化传媒有限责任公司", "云上文化传媒", Same),
            ("云上文化", "云上文化传媒股份有限公司", Part),
            ("云上茶馆", "云尚茶馆", Sounds),
            ("云上茶馆", "四季酒店", Different),
        ] {
            let (a, b) = (Company::read(a).unwrap(), Company::read(b).unwrap());
            assert_eq!(compare(&a, &b), likeness, "{a:?} {b:?}");
            assert_eq!(compare(&b, &a), likeness, "{b:?} {a:?}");
        }
        assert_eq!(Company::read(" - "), None);
        assert!(Company::read("有限公司").is_some());
    }
}
