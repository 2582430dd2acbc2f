//! The contact button: markup for the owner's own site, without a script.

use super::{encoded, escaped, lang_tag, mail_address, on_colour, words};
use domain::collect::{Collect, Sheet};

const STYLE: &str = include_str!("button.css");

pub fn sheet(collect: &Collect) -> Sheet {
    let words = words(collect);
    let link = |address: String, label: &str| format!("<a href=\"{}\">{label}</a>\n", escaped(&address));
    let query = |sign: &str| match collect.greeting.as_str() {
        "" => String::new(),
        greeting => format!("{sign}{}", encoded(greeting)),
    };
    let mut ways = String::new();
    if let Some(digits) = collect.whatsapp_digits() {
        ways += &link(format!("https://wa.me/{digits}{}", query("?text=")), words.whatsapp);
    }
    if !collect.mail.is_empty() {
        ways += &link(format!("mailto:{}{}", mail_address(&collect.mail), query("?body=")), words.mail);
    }
    if !collect.wechat.is_empty() || !collect.wechat_picture.is_empty() {
        let name = match collect.wechat.as_str() {
            "" => String::new(),
            id => format!("<p>{} <b>{}</b></p>", words.wechat_id, escaped(id)),
        };
        let picture = match collect.wechat_picture.as_str() {
            "" => String::new(),
            data => format!("<img src=\"{}\" alt=\"{}\" width=\"180\">", escaped(data), words.wechat_code),
        };
        ways += &format!("<details><summary>{}</summary>{picture}{name}</details>\n", words.wechat);
    }
    let style = format!(
        ".contact-ways {{ --colour: {}; --on-colour: {}; }}\n{STYLE}",
        collect.colour,
        on_colour(&collect.colour)
    );
    let body = format!("<div class=\"contact-ways\" lang=\"{}\">\n{ways}</div>", lang_tag(collect));
    Sheet { html: format!("<style>\n{style}</style>\n{body}\n"), style, body }
}
