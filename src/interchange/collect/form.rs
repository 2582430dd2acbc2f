//! The web form: one file that asks no server for anything.
//!
//! Its script is always the same; what the owner typed stands in attributes and texts.

use super::{encoded, escaped, lang_tag, mail_address, on_colour, tables::Words, words};
use domain::collect::{Asked, Collect, Sheet};

const STYLE: &str = include_str!("form.css");
const SCRIPT: &str = include_str!("form.js");
/// Only what stands in the file itself.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'";

pub fn sheet(collect: &Collect) -> Sheet {
    let words = words(collect);
    let style = format!(
        ":host, :root {{ --colour: {}; --on-colour: {}; }}\n{STYLE}",
        collect.colour,
        on_colour(&collect.colour)
    );
    let body = body(collect, words);
    let html = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        lang_tag(collect),
        escaped(heading(collect, words)),
    );
    Sheet { html, style, body }
}

fn heading<'a>(collect: &'a Collect, words: &'a Words) -> &'a str {
    if collect.heading.is_empty() { words.heading } else { &collect.heading }
}

/// A label as the block writes it: what ends a label there cannot stand in it.
fn block_label(text: &str) -> String {
    let plain = text.trim_end_matches([':', '\u{ff1a}', ' ']);
    plain.replace([':', '\u{ff1a}'], " \u{2013}")
}

fn body(collect: &Collect, words: &Words) -> String {
    let mut fields = String::new();
    let asked = [
        (words.name, collect.name, "type=\"text\" autocomplete=\"name\""),
        (words.email, collect.email, "type=\"email\" autocomplete=\"email\""),
        (words.phone, collect.phone, "type=\"tel\" autocomplete=\"tel\""),
        (words.company, collect.company, "type=\"text\" autocomplete=\"organization\""),
    ];
    for (at, (label, asked, kind)) in asked.into_iter().enumerate() {
        fields += &field(&format!("field-{at}"), label, asked, Some(kind), words);
    }
    for (at, question) in collect.questions.iter().enumerate() {
        let asked = if question.required { Asked::Required } else { Asked::Optional };
        fields += &field(&format!("question-{at}"), &question.text, asked, Some("type=\"text\""), words);
    }
    fields += &field("message", words.message, collect.message, None, words);

    let whatsapp = collect.whatsapp_digits().unwrap_or_default();
    let ways = [
        (!collect.mail.is_empty(), "mail", words.by_mail),
        (!whatsapp.is_empty(), "whatsapp", words.by_whatsapp),
        (!collect.wechat.is_empty(), "wechat", words.by_wechat),
    ];
    let ways: String = ways
        .iter()
        .filter(|(there, ..)| *there)
        .map(|(_, way, label)| format!("<button type=\"submit\" value=\"{way}\">{label}</button>\n"))
        .collect();
    let intro = match collect.intro.is_empty() {
        true => String::new(),
        false => format!("<p>{}</p>\n", escaped(&collect.intro)),
    };
    let heading = heading(collect, words);
    let attributes: String = [
        ("start", words.start.to_owned()),
        ("end", words.end.to_owned()),
        ("colon", words.colon.to_owned()),
        ("mail", mail_address(&collect.mail)),
        ("whatsapp", whatsapp),
        ("subject", format!("{}{}{heading}", words.subject, words.colon)),
        ("source", heading.to_owned()),
        ("source-label", words.source.to_owned()),
        ("opened", words.opened_hint.to_owned()),
        ("too-long", words.too_long.to_owned()),
        ("wechat-hint", words.wechat_hint.to_owned()),
    ]
    .map(|(name, value)| format!(" data-{name}=\"{}\"", escaped(&value)))
    .concat();
    format!(
        "<main class=\"sheet\">\n<h1>{}</h1>\n{intro}<form{attributes}>\n{fields}<div class=\"ways\">\n{ways}</div>\n\
         <p class=\"how\">{}</p>\n</form>\n<noscript><p>{} {}</p></noscript>\n\
         <section class=\"done\" id=\"done\" tabindex=\"-1\" aria-labelledby=\"done-title\" hidden>\n\
         <h2 id=\"done-title\">{}</h2>\n<p id=\"said\"></p>\n<p id=\"wechat\"><strong>{}</strong></p>\n\
         <p><label for=\"text\">{}</label><textarea id=\"text\" rows=\"8\" readonly></textarea></p>\n\
         <button type=\"button\" id=\"copy\">{}</button>\n<p id=\"copied\" role=\"status\" data-text=\"{}\"></p>\n</section>\n</main>",
        escaped(heading),
        words.how,
        words.without_script,
        without_script(collect),
        words.opened,
        escaped(&collect.wechat),
        words.answers,
        words.copy,
        words.copied,
    )
}

/// Where to write without the form.
fn without_script(collect: &Collect) -> String {
    let mail = (!collect.mail.is_empty()).then(|| {
        format!("<a href=\"mailto:{}\">{}</a>", escaped(&mail_address(&collect.mail)), escaped(&collect.mail))
    });
    let chat = collect
        .whatsapp_digits()
        .map(|digits| format!("<a href=\"https://wa.me/{}\">WhatsApp +{digits}</a>", encoded(&digits)));
    let wechat = (!collect.wechat.is_empty()).then(|| escaped(&collect.wechat));
    [mail, chat, wechat].into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ")
}

/// `kind`: the attributes of a line; without it the text has several lines.
fn field(id: &str, label: &str, asked: Asked, kind: Option<&str>, words: &Words) -> String {
    if asked == Asked::No {
        return String::new();
    }
    let required = if asked == Asked::Required { " required" } else { "" };
    let must = match asked {
        Asked::Required => format!(" <span class=\"must\">({})</span>", words.required),
        _ => String::new(),
    };
    let common = format!("id=\"{id}\" data-label=\"{}\"{required}", escaped(&block_label(label)));
    let input = match kind {
        Some(kind) => format!("<input {common} {kind} maxlength=\"{}\">", super::LINE),
        None => format!("<textarea {common} rows=\"5\" maxlength=\"{}\"></textarea>", super::MESSAGE),
    };
    format!("<p><label for=\"{id}\">{}{must}</label>{input}</p>\n", escaped(label))
}
