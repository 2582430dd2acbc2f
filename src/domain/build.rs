//! Packs the sounds of Chinese characters for `text::pinyin`: two bytes for a character instead of a table of
//! texts, which was a tenth of the page's program. Covers U+3400 to U+9FFF; rarer characters keep their form.

use pinyin::ToPinyin;
use std::{collections::BTreeSet, env, fmt::Write, fs, path::Path};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let plain = |c: char| c.to_pinyin().map(|sound| sound.plain());
    let syllables: BTreeSet<&str> = ('\u{3400}'..='\u{9fff}').filter_map(plain).collect();
    let syllables: Vec<&str> = syllables.into_iter().collect();
    let mut sounds = String::new();
    for c in '\u{3400}'..='\u{9fff}' {
        let number = plain(c).and_then(|sound| syllables.binary_search(&sound).ok()).map_or(u16::MAX, |at| at as u16);
        write!(sounds, "{number},")?;
    }
    let table = format!(
        "const SYLLABLES: [&str; {}] = {syllables:?};\nstatic SOUNDS: [u16; 0x6c00] = [{sounds}];\n",
        syllables.len()
    );
    fs::write(Path::new(&env::var("OUT_DIR")?).join("pinyin.rs"), table)?;
    Ok(())
}
