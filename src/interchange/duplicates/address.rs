//! Addresses as they are compared: the street with its numbers, and the place.

use super::letters::{one_slip, plain};
use domain::{Address, insight::Likeness, text::is_cjk};

/// The street with house, floor and room: numbers apart from letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Street {
    /// In rising order, each once.
    pub numbers: Vec<u32>,
    /// Pairs of neighbouring letters, in rising order: alike however the lines are ordered.
    bigrams: Vec<(char, char)>,
    /// Numbers and words in a fixed order: what equal streets share.
    pub key: String,
    /// The longest word, by which streets are looked up.
    pub longest: String,
}

/// Words for kinds of street, which say little and are abbreviated at will.
const KINDS: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "av",
    "lane",
    "ln",
    "drive",
    "dr",
    "place",
    "pl",
    "court",
    "ct",
    "crescent",
    "cres",
    "circuit",
    "cct",
    "close",
    "cl",
    "terrace",
    "tce",
    "way",
    "square",
    "sq",
    "boulevard",
    "blvd",
    "parade",
    "pde",
    "highway",
    "hwy",
    "strasse",
    "str",
    "rue",
    "calle",
    "via",
    "flat",
    "flt",
    "unit",
    "apt",
    "apartment",
    "suite",
    "ste",
    "no",
    "nr",
    "floor",
    "room",
];

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub postal_code: String,
    pub city: String,
}

/// The two sides of an address; either may be nothing.
pub fn read(address: &Address) -> (Option<Street>, Option<Place>) {
    let mut street = plain(&address.street);
    let mut city = plain(address.city.trim());
    if street.chars().any(is_cjk) {
        let (rest, named) = without_place(&street, &plain(&address.region), &city);
        street = rest;
        if city.is_empty() {
            city = named;
        }
    }
    let city: String = city.chars().filter(|c| c.is_alphanumeric()).collect();
    let city = match city.strip_suffix('市').or_else(|| city.strip_suffix('县')) {
        Some(short) if short.chars().count() >= 2 => short.to_owned(),
        _ => city,
    };
    let postal_code: String = plain(&address.postal_code).chars().filter(char::is_ascii_alphanumeric).collect();
    let place = (!postal_code.is_empty() || !city.is_empty()).then_some(Place { postal_code, city });
    (Street::read(&street), place)
}

/// 广东省深圳市南山区…: the street without province and city, and the city.
fn without_place(street: &str, region: &str, city: &str) -> (String, String) {
    let mut rest = street.trim();
    let mut named = String::new();
    for (mark, known) in [('省', region), ('市', city)] {
        if !known.is_empty() && rest.starts_with(known) {
            rest = &rest[known.len()..];
            rest = rest.strip_prefix(mark).unwrap_or(rest);
            continue;
        }
        if let Some((at, c)) = rest.char_indices().take(6).find(|(at, c)| *at > 0 && *c == mark) {
            named = rest[..at].to_owned();
            rest = &rest[at + c.len_utf8()..];
        }
    }
    (rest.to_owned(), named)
}

impl Street {
    fn read(text: &str) -> Option<Self> {
        let mut numbers: Vec<u32> = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| !digits.is_empty())
            .map(|digits| digits.parse().unwrap_or(u32::MAX))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        let letters: String =
            text.chars().map(|c| if c.is_alphabetic() || c == '\'' { c } else { ' ' }).filter(|c| *c != '\'').collect();
        let all = || letters.split(' ').filter(|word| !word.is_empty());
        let mut words: Vec<&str> = all().filter(|word| !KINDS.contains(word)).collect();
        if words.is_empty() {
            words = all().collect();
        }
        if words.is_empty() {
            return None;
        }
        words.sort_unstable();
        let mut bigrams = Vec::new();
        for word in &words {
            let mut before = None;
            for c in word.chars() {
                bigrams.extend(before.map(|before| (before, c)));
                before = Some(c);
            }
            // A word of one letter is a pair with nothing.
            if word.chars().nth(1).is_none() {
                bigrams.extend(before.map(|c| (c, ' ')));
            }
        }
        bigrams.sort_unstable();
        let longest = words.iter().max_by_key(|word| word.len()).map_or("", |word| word).to_owned();
        Some(Self { key: format!("{numbers:?}{}", words.join(" ")), numbers, bigrams, longest })
    }

    /// Twice what both have, of what each has (Dice 1945); of the smaller alone where it lies in the larger.
    fn similarity(&self, other: &Street) -> f64 {
        let (a, b) = (&self.bigrams, &other.bigrams);
        let (mut at, mut to, mut shared) = (0, 0, 0_usize);
        while at < a.len() && to < b.len() {
            match a[at].cmp(&b[to]) {
                std::cmp::Ordering::Less => at += 1,
                std::cmp::Ordering::Greater => to += 1,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    at += 1;
                    to += 1;
                }
            }
        }
        let smaller = a.len().min(b.len());
        let dice = 2.0 * shared as f64 / (a.len() + b.len()).max(1) as f64;
        let inside = if smaller >= 5 { 0.85 * shared as f64 / smaller as f64 } else { 0.0 };
        dice.max(inside)
    }
}

pub fn compare_street(a: &Street, b: &Street) -> Likeness {
    if a.key == b.key {
        return Likeness::Same;
    }
    let similarity = a.similarity(b);
    let shared = a.numbers.iter().any(|number| b.numbers.contains(number));
    match similarity {
        0.9.. if a.numbers == b.numbers => Likeness::Same,
        0.65.. if shared && inside(&a.numbers, &b.numbers) => Likeness::Close,
        0.65.. => Likeness::Part,
        0.45.. if shared => Likeness::Part,
        _ => Likeness::Different,
    }
}

/// Whether one list has all of the other.
fn inside(a: &[u32], b: &[u32]) -> bool {
    a.iter().all(|number| b.contains(number)) || b.iter().all(|number| a.contains(number))
}

/// How alike two places are: by postal code and city, each as far as both know it.
pub fn compare_place(a: &Place, b: &Place) -> Option<Likeness> {
    let code = alike(&a.postal_code, &b.postal_code, one_slip);
    let city = alike(&a.city, &b.city, |a, b| {
        let long = a.chars().count().min(b.chars().count()) >= 4;
        long && (one_slip(a, b) || strsim::jaro_winkler(a, b) >= 0.9)
    });
    use Likeness::{Close, Different, Part, Same};
    Some(match (code, city) {
        (None, None) => return None,
        (Some(Same), Some(Same | Close)) => Same,
        (Some(Close), Some(Same)) => Close,
        (Some(Same | Close), None) | (None, Some(Same | Close)) | (Some(Close), Some(Close)) => Part,
        (Some(Same), Some(_)) | (Some(_), Some(Same)) => Part,
        _ => Different,
    })
}

fn alike(a: &str, b: &str, close: impl Fn(&str, &str) -> bool) -> Option<Likeness> {
    if a.is_empty() || b.is_empty() {
        None
    } else if a == b {
        Some(Likeness::Same)
    } else if close(a, b) {
        Some(Likeness::Close)
    } else {
        Some(Likeness::Different)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Likeness::{Close, Different, Part, Same};

    fn address(street: &str, city: &str, postal_code: &str) -> Address {
        let [street, city, postal_code] = [street, city, postal_code].map(str::to_owned);
        Address { street, city, postal_code, ..Address::default() }
    }

    #[test]
    fn addresses_compare_by_street_and_place() {
        for (a, b, street, place) in [
            (("12 Oak Street", "Portland", "97205"), ("12 OAK ST.", "portland", "97205"), Some(Same), Some(Same)),
            (("12 Oak Street", "Portland", ""), ("14 Oak St", "Portland", ""), Some(Part), Some(Part)),
            (("38 maltby circuit", "", ""), ("38 maltbi circuit", "", ""), Some(Close), None),
            (
                ("4 meldrum st, forster", "x", "5037"),
                ("4 forster, meldrum st", "y", "6120"),
                Some(Same),
                Some(Different),
            ),
            (("12 Oak Street", "Portland", ""), ("7 Hill Road", "Denver", ""), Some(Different), Some(Different)),
            (("12 Oak Street", "cromer", "2096"), ("", "cromer", "2069"), None, Some(Close)),
            (("广东省深圳市南山区学院路15号", "", ""), ("南山区学院路１５号", "深圳市", ""), Some(Same), Some(Part)),
            (("浦东新区人民路8号", "上海", ""), ("上海市浦东新区人民路8号2楼", "上海市", ""), Some(Close), Some(Part)),
            (("人民路168号902室", "", ""), ("人民路168号3011室", "", ""), Some(Part), None),
        ] {
            let (a, b) = (read(&address(a.0, a.1, a.2)), read(&address(b.0, b.1, b.2)));
            let streets = a.0.as_ref().zip(b.0.as_ref()).map(|(a, b)| compare_street(a, b));
            let places = a.1.as_ref().zip(b.1.as_ref()).and_then(|(a, b)| compare_place(a, b));
            assert_eq!((streets, places), (street, place), "{a:?} {b:?}");
        }
        assert_eq!(read(&address("12/3", "--", "?")), (None, None));
    }
}
