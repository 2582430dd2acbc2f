//! Letters as comparisons see them: lower case, half-width, without accents.

use domain::text::{fold, is_cjk};

/// Base letters of accented ones (Latin-1 Supplement and Latin Extended-A).
const ACCENTED: &[(&str, &str)] = &[
    ("àáâãäåāăą", "a"),
    ("æ", "ae"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉŋ", "n"),
    ("òóôõöøōŏő", "o"),
    ("œ", "oe"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ß", "ss"),
    ("ţťŧț", "t"),
    ("þ", "th"),
    ("ùúûüũūŭůűųǖǘǚǜ", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
];

/// Lower case, half-width, without accents or combining marks; everything else stays.
pub fn plain(text: &str) -> String {
    let folded = fold(text);
    if folded.is_ascii() {
        return folded;
    }
    let mut plain = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            '\u{df}'..='\u{21b}' => match ACCENTED.iter().find(|(accented, _)| accented.contains(c)) {
                Some((_, base)) => plain.push_str(base),
                None => plain.push(c),
            },
            _ => plain.push(c),
        }
    }
    plain
}

/// The words of a text, as [`plain`] has it: runs of letters and digits; apostrophes join, all else separates. A
/// Chinese character belongs to the run it stands in.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in plain(text).chars() {
        match c {
            '\'' | '’' | '`' | '´' => {}
            _ if c.is_alphanumeric() => word.push(c),
            _ if !word.is_empty() => words.push(std::mem::take(&mut word)),
            _ => {}
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

pub fn has_cjk(text: &str) -> bool {
    text.chars().any(is_cjk)
}

/// Whether one slip of the pen makes `b` of `a`: a letter more, less or another, or two neighbours swapped.
pub fn one_slip(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 4 {
        return false;
    }
    let mut a = a.chars();
    let mut b = b.chars();
    loop {
        let (rest_a, rest_b) = (a.clone(), b.clone());
        match (a.next(), b.next()) {
            (None, None) => return false,
            (Some(x), Some(y)) if x == y => {}
            (x, y) => {
                let another = x.is_some() && y.is_some() && a.clone().eq(b.clone());
                let more = x.is_some() && a.clone().eq(rest_b);
                let less = y.is_some() && b.clone().eq(rest_a);
                let (next_a, next_b) = (a.next(), b.next());
                let swapped = x.is_some() && x == next_b && y.is_some() && y == next_a && a.eq(b);
                return another || more || less || swapped;
            }
        }
    }
}

/// The first letter and the consonants that follow, without repeats: what survives most misspellings.
pub fn skeleton(word: &str) -> String {
    let mut bones = String::new();
    for (at, c) in word.chars().enumerate() {
        let silent = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w');
        if at == 0 || (!silent && !bones.ends_with(c)) {
            bones.push(c);
        }
    }
    bones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_marks() {
        for (text, wanted) in [
            ("Müller", "muller"),
            ("Łukasz ŻÓŁĆ", "lukasz zolc"),
            ("Straße", "strasse"),
            ("e\u{301}t", "et"),
            ("ＡＢ１", "ab1"),
            ("张伟", "张伟"),
        ] {
            assert_eq!(plain(text), wanted);
        }
        assert_eq!(words("O'Brien-Smith, J."), ["obrien", "smith", "j"]);
        assert_eq!((skeleton("harrington"), skeleton("harringten")), ("hrngtn".into(), "hrngtn".into()));
    }

    #[test]
    fn one_slip_is_an_edit_distance_of_one() {
        let texts =
            ["", "a", "b", "ab", "ba", "abc", "acb", "bac", "abcd", "abdc", "aabc", "张三", "张山", "三张", "abd"];
        for (a, b) in texts.iter().flat_map(|a| texts.iter().map(move |b| (a, b))) {
            assert_eq!(one_slip(a, b), strsim::osa_distance(a, b) == 1, "{a} {b}");
        }
    }
}
