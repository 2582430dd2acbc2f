//! Text as search and sort see it: lower case, Chinese readable by its pinyin.

use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/pinyin.rs"));

type Syllable = fn(char) -> Option<&'static str>;

static KNOWN: OnceLock<Syllable> = OnceLock::new();

/// Makes the sounds of Chinese characters known. In a browser's program nothing else names their table: it is 30 KB
/// even when compressed, and the page gets it with what it loads later. Elsewhere they are known from the beginning.
pub fn learn_sounds() {
    // Else the compiler sees that there is but one value and names it where it is read.
    KNOWN.get_or_init(|| std::hint::black_box(packed as Syllable));
}

/// `li` for 李.
fn syllable(c: char) -> Option<&'static str> {
    #[cfg(not(target_family = "wasm"))]
    learn_sounds();
    KNOWN.get().and_then(|syllable| syllable(c))
}

fn packed(c: char) -> Option<&'static str> {
    let sound = *SOUNDS.get((c as usize).checked_sub(0x3400)?)?;
    SYLLABLES.get(usize::from(sound)).copied()
}

/// Lower case, full-width letters and digits as half-width.
pub fn fold(input: &str) -> String {
    let mut folded = String::with_capacity(input.len());
    fold_into(input, &mut folded);
    folded
}

pub fn fold_into(input: &str, folded: &mut String) {
    for c in input.chars() {
        match c {
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            ' '..='~' => folded.push(c),
            '\u{ff01}'..='\u{ff5e}' => {
                let half = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
                folded.push(half.to_ascii_lowercase());
            }
            '\u{3000}' => folded.push(' '),
            _ => folded.extend(c.to_lowercase()),
        }
    }
}

pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

pub struct Pinyin {
    /// `lw` for 李伟.
    pub initials: String,
    /// `liwei` for 李伟.
    pub full: String,
}

/// The pinyin of a text that has Chinese characters; other letters are kept.
pub fn pinyin(input: &str) -> Option<Pinyin> {
    if !input.chars().any(is_cjk) {
        return None;
    }
    let mut read = Pinyin { initials: String::new(), full: String::new() };
    for c in input.chars() {
        match syllable(c) {
            Some(syllable) => {
                read.full.push_str(syllable);
                read.initials.extend(syllable.chars().next());
            }
            None => {
                let mut buffer = [0; 4];
                fold_into(c.encode_utf8(&mut buffer), &mut read.full);
                fold_into(c.encode_utf8(&mut buffer), &mut read.initials);
            }
        }
    }
    Some(read)
}

/// What texts are ordered by: folded, Chinese by pinyin.
pub fn sort_key(input: &str) -> String {
    pinyin(input).map_or_else(|| fold(input), |read| read.full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_names_are_found_by_their_sound() {
        let read = pinyin("李伟 A").unwrap();
        assert_eq!((read.initials.as_str(), read.full.as_str()), ("lw a", "liwei a"));
        assert!(pinyin("Ann").is_none());
        assert_eq!(fold("ＡBc　１"), "abc 1");
        assert_eq!(sort_key("王"), "wang");
    }

    #[test]
    fn the_packed_sounds_are_the_ones_of_the_table() {
        use pinyin::ToPinyin;
        for c in ('\u{0}'..='\u{33ff}').chain('\u{3400}'..='\u{9fff}').filter(|c| is_cjk(*c)) {
            assert_eq!(syllable(c), c.to_pinyin().map(|sound| sound.plain()), "{c}");
        }
        assert_eq!(syllable('a'), None);
        assert_eq!(syllable('\u{10ffff}'), None);
    }
}
