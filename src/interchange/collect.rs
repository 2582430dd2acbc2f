//! Leads from the owner's own site without a server: a web form in one file, a contact button, and QR codes.
//!
//! Invariant: whatever the owner typed is text in the HTML, never markup; the form asks nobody for anything and hands
//! its answers to the visitor's own mail or chat as a block of text that [`crate::lead::read`] understands exactly
//! (`lead/block.rs`). Deliberately not here: what the owner chose (`domain::collect`).

mod button;
mod card;
mod code;
mod form;
pub(crate) mod tables;

use domain::{
    Key, Value,
    collect::{Collect, Collected, FormLang, Wanted},
};

/// Characters that a line and the message of a form take.
const LINE: usize = 200;
const MESSAGE: usize = 5_000;

/// Makes what is wanted.
pub fn make(wanted: Wanted) -> Collected {
    let coded = |code: Option<_>| code.map_or(Collected::NoCode, Collected::Code);
    match wanted {
        Wanted::Form(collect) => Collected::Sheet(form::sheet(&collect.bounded())),
        Wanted::Button(collect) => Collected::Sheet(button::sheet(&collect.bounded())),
        Wanted::Link(link) => coded(code::code(link.trim())),
        Wanted::Card(values) => coded(code_of_card(&values)),
    }
}

fn code_of_card(values: &[(Key, Value)]) -> Option<domain::collect::Code> {
    code::code(&card::card(values)?)
}

fn words(collect: &Collect) -> &'static tables::Words {
    match collect.lang() {
        FormLang::English => &tables::ENGLISH,
        FormLang::Chinese => &tables::CHINESE,
    }
}

fn lang_tag(collect: &Collect) -> &'static str {
    match collect.lang() {
        FormLang::English => "en",
        FormLang::Chinese => "zh-CN",
    }
}

/// Text in HTML, also within quotes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A part of an address (RFC 3986): all but the unreserved letters in percent signs.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A mail address as a link names it: the sign between its halves stays.
fn mail_address(mail: &str) -> String {
    encoded(mail).replace("%40", "@").replace("%2B", "+")
}

/// Black or white, whichever reads better on a colour `#rrggbb` (WCAG 2.2, relative luminance).
fn on_colour(colour: &str) -> &'static str {
    let channel = |at: usize| {
        let value = colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or_default();
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
    if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 { "#ffffff" } else { "#000000" }
}

#[cfg(test)]
mod tests;
