//! The text of a message that is HTML.
//!
//! Invariant: what comes out is text, whatever came in. Named characters are those of Latin-1 and the ones that writers
//! type; all 2,231 of the standard, which mail-parser knows, would be as large as everything else that reads mail. A name
//! that is not known stays as it stands. Deliberately not here: layout beyond lines and paragraphs.

use encoding_rs::WINDOWS_1252;

/// U+00A0 to U+00FF, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
    AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times \
    Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute \
    ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc \
    uuml yacute thorn yuml";
const OTHERS: &str = "amp & lt < gt > quot \" apos ' euro € hellip … ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ \
    rdquo ” bdquo „ lsaquo ‹ rsaquo › bull • trade ™ larr ← rarr → minus − le ≤ ge ≥ ne ≠ asymp ≈ OElig Œ oelig œ \
    Scaron Š scaron š Yuml Ÿ zwnj \u{200c} zwj \u{200d} ensp \u{2002} emsp \u{2003} thinsp \u{2009}";
/// Longer names are none.
const NAME_LIMIT: usize = 12;

/// What is within these is not shown.
const HIDDEN: [&str; 4] = ["script", "style", "template", "title"];
const PARAGRAPHS: [&str; 14] =
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "blockquote", "pre", "hr"];
const LINES: [&str; 11] = ["br", "div", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "address"];
const CELLS: [&str; 2] = ["td", "th"];

/// Writes words with the gaps between them.
#[derive(Default)]
struct Out {
    text: String,
    /// Line ends that come before the next word.
    breaks: usize,
    gap: bool,
}

impl Out {
    fn put(&mut self, c: char) {
        if c.is_ascii_whitespace() {
            self.gap = true;
            return;
        }
        if !self.text.is_empty() {
            match self.breaks {
                0 if self.gap => self.text.push(' '),
                breaks => self.text.extend(std::iter::repeat_n('\n', breaks)),
            }
        }
        (self.breaks, self.gap) = (0, false);
        self.text.push(c);
    }

    fn tag(&mut self, name: &str) {
        if PARAGRAPHS.contains(&name) {
            self.breaks = 2;
        } else if name == "br" {
            self.breaks = (self.breaks + 1).min(2);
        } else if LINES.contains(&name) {
            self.breaks = self.breaks.max(1);
        } else if CELLS.contains(&name) {
            self.gap = true;
        }
    }
}

/// The text of HTML, line by line.
pub(super) fn text(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let (mut out, mut at) = (Out::default(), 0);
    while let Some(c) = html[at..].chars().next() {
        at += c.len_utf8();
        match c {
            '<' => match tag(&lower[at..]) {
                Some((name, length)) => {
                    at += length;
                    if HIDDEN.contains(&name) {
                        let end = format!("</{name}");
                        at = lower[at..].find(&end).map_or(html.len(), |found| at + found);
                    }
                    out.tag(name.trim_start_matches('/'));
                }
                None => out.put(c),
            },
            '&' => match character(&html[at..]) {
                Some((named, length)) => {
                    at += length;
                    named.chars().for_each(|c| out.put(c));
                }
                None => out.put(c),
            },
            _ => out.put(c),
        }
    }
    out.text
}

/// The name of the tag that `rest` goes on with, and how long it is; a comment has no name.
fn tag(rest: &str) -> Option<(&str, usize)> {
    if let Some(comment) = rest.strip_prefix("!--") {
        return Some(("", comment.find("-->").map_or(rest.len(), |end| end + 6)));
    }
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
        return None;
    }
    let mut quote = None;
    let end = rest.bytes().position(|byte| match quote {
        Some(open) if open == byte => {
            quote = None;
            false
        }
        Some(_) => false,
        None if byte == b'"' || byte == b'\'' => {
            quote = Some(byte);
            false
        }
        None => byte == b'>',
    });
    // A quote that is not closed is none.
    let end = end.or_else(|| rest.find('>')).unwrap_or(rest.len());
    let name = rest[..end].split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
    let name = name.strip_suffix('/').filter(|name| !name.is_empty()).unwrap_or(name);
    Some((name, (end + 1).min(rest.len())))
}

/// The characters that a reference means, and how long it is.
fn character(rest: &str) -> Option<(String, usize)> {
    let end = rest.bytes().take(NAME_LIMIT).position(|byte| byte == b';')?;
    let name = &rest[..end];
    let found = match name.strip_prefix('#') {
        Some(number) => {
            let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            numbered(hexadecimal.unwrap_or_else(|| number.parse()).ok()?)?
        }
        None => named(name)?,
    };
    Some((found, end + 1))
}

/// Numbers from 128 to 159 mean what Windows has there.
fn numbered(number: u32) -> Option<String> {
    match number {
        0 => None,
        0x80..0xa0 => Some(WINDOWS_1252.decode_without_bom_handling(&[number as u8]).0.into_owned()),
        0xa0 => Some(" ".to_owned()),
        _ => char::from_u32(number).map(String::from),
    }
}

fn named(name: &str) -> Option<String> {
    let latin = LATIN.split_ascii_whitespace().zip(0xa0..).find(|(known, _)| *known == name);
    if let Some((_, number)) = latin {
        return numbered(number);
    }
    let mut others = OTHERS.split(' ').filter(|part| !part.is_empty());
    while let (Some(known), Some(means)) = (others.next(), others.next()) {
        if known == name {
            return Some(means.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn messages_are_read_as_they_look() {
        for (html, seen) in [
            (
                "<p>Hello&nbsp;Ada,</p>\n<p>see you <b>on</b>\n Monday.<br>Bob</p>",
                "Hello Ada,\n\nsee you on Monday.\nBob",
            ),
            ("<div>one</div><div>two</div><BR/><br>three", "one\ntwo\n\nthree"),
            (
                "<html><head><title>T</title><style>p > a {}</style></head><body>a &lt; b &amp;&amp; c</body></html>",
                "a < b && c",
            ),
            ("<script>if (1 < 2) alert('</p>')</script>after", "after"),
            ("<!-- <p>hidden --><a href=\"x>y\">link</a>", "link"),
            ("<table><tr><td>Tea</td><td>2</td></tr><tr><td>Oil</td><td>1</td></tr></table>", "Tea 2\nOil 1"),
            ("M&uuml;ller &eacute;t&eacute; 5 &euro; &#8211; &#x4e2d; &#150; &yuml;", "Müller été 5 € – 中 – ÿ"),
            ("1 < 2 & 3 &unknown; &; AT&T", "1 < 2 & 3 &unknown; &; AT&T"),
            ("a <b title='never closed>bold</b> c", "a bold c"),
            ("<style>never closed", ""),
            ("&#0; &#xd800; &#99999999;", "&#0; &#xd800; &#99999999;"),
        ] {
            assert_eq!(text(html), seen, "{html}");
        }
    }

    #[test]
    fn names_of_latin_characters_are_at_their_places() {
        assert_eq!(LATIN.split_ascii_whitespace().count(), 96);
        for (name, character) in [("copy", "©"), ("frac12", "½"), ("Agrave", "À"), ("times", "×"), ("szlig", "ß")]
        {
            assert_eq!(named(name).as_deref(), Some(character));
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(html in "([<>&;/!\"' a-e中\n-]|<p>|<!--|&amp;|&#1|<style>){0,60}") {
            text(&html);
        }
    }
}
