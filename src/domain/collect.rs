//! Leads collected without a server: the settings of the web form, the contact button and the codes, as the business
//! profile keeps them, and what a worker makes of them.
//!
//! Invariant: whatever was stored, [`Collect::bounded`] is of bounded size and names no control characters.

use crate::{Book, Key, Kind, Value, keys, profile};
use serde::{Deserialize, Serialize};

/// Questions of the owner's own.
pub const MOST_QUESTIONS: usize = 10;
/// Characters of the code picture that the contact button shows, as a data address.
pub const PICTURE_LIMIT: usize = 150_000;
const LINE_LIMIT: usize = 200;
const TEXT_LIMIT: usize = 600;
const COLOUR: &str = "#2f5bd7";

/// The language that visitors read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormLang {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "zh-CN")]
    Chinese,
}

/// Whether something is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Asked {
    No,
    #[default]
    Optional,
    Required,
}

impl Asked {
    pub const ALL: [Asked; 3] = [Asked::Required, Asked::Optional, Asked::No];
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub text: String,
    #[serde(default)]
    pub required: bool,
}

/// What visitors are asked, how it looks, and where the answers go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Collect {
    /// None: that of the page.
    pub lang: Option<FormLang>,
    pub heading: String,
    pub intro: String,
    /// `#rrggbb`
    pub colour: String,
    pub name: Asked,
    pub email: Asked,
    pub phone: Asked,
    pub company: Asked,
    pub message: Asked,
    pub questions: Vec<Question>,
    pub mail: String,
    pub whatsapp: String,
    pub wechat: String,
    /// The owner's WeChat code as a data address of a picture.
    pub wechat_picture: String,
    /// What the chat of the contact button begins with.
    pub greeting: String,
    /// Where the form is to be found.
    pub address: String,
}

impl Default for Collect {
    fn default() -> Self {
        let text = String::new;
        Self {
            lang: None,
            heading: text(),
            intro: text(),
            colour: COLOUR.to_owned(),
            name: Asked::Required,
            email: Asked::Optional,
            phone: Asked::Optional,
            company: Asked::No,
            message: Asked::Optional,
            questions: Vec::new(),
            mail: text(),
            whatsapp: text(),
            wechat: text(),
            wechat_picture: text(),
            greeting: text(),
            address: text(),
        }
    }
}

impl Collect {
    /// As the profile keeps it; where it says nothing, its email and phone are where the answers go.
    pub fn of(book: &Book) -> Self {
        let Some(profile) = book.get(Kind::Profile, profile::ID) else { return Self::default() };
        match serde_json::from_str::<Self>(profile.text(keys::COLLECT)) {
            Ok(kept) => kept.bounded(),
            Err(_) => Self { mail: profile.first_of(keys::EMAILS).to_owned(), ..Self::default() }.bounded(),
        }
    }

    /// What the profile keeps.
    pub fn value(&self) -> Option<Value> {
        serde_json::to_string(&self.clone().bounded()).ok().map(Value::Json)
    }

    pub fn lang(&self) -> FormLang {
        self.lang.unwrap_or_default()
    }

    /// Whether the answers have a way to the owner.
    pub fn leads_somewhere(&self) -> bool {
        !self.mail.is_empty() || self.whatsapp_digits().is_some() || !self.wechat.is_empty()
    }

    /// The number as wa.me wants it: digits with the country's code.
    pub fn whatsapp_digits(&self) -> Option<String> {
        let digits: String = self.whatsapp.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.strip_prefix("00").unwrap_or(&digits);
        (7..=15).contains(&digits.len()).then(|| digits.to_owned())
    }

    pub fn bounded(mut self) -> Self {
        for line in [&mut self.heading, &mut self.mail, &mut self.whatsapp, &mut self.wechat] {
            *line = one_line(line, LINE_LIMIT);
        }
        self.intro = one_line(&self.intro, TEXT_LIMIT);
        self.greeting = one_line(&self.greeting, TEXT_LIMIT);
        self.address = one_line(&self.address, TEXT_LIMIT);
        self.mail.retain(|c| !c.is_whitespace());
        if !is_colour(&self.colour) {
            self.colour = COLOUR.to_owned();
        }
        let pictures = ["data:image/png;base64,", "data:image/jpeg;base64,"];
        let base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
        let data = pictures.iter().find_map(|head| self.wechat_picture.strip_prefix(head));
        if !data.is_some_and(|data| data.len() < PICTURE_LIMIT && data.chars().all(base64)) {
            self.wechat_picture.clear();
        }
        self.questions.iter_mut().for_each(|question| question.text = one_line(&question.text, LINE_LIMIT));
        self.questions.retain(|question| !question.text.is_empty());
        self.questions.truncate(MOST_QUESTIONS);
        self
    }
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit()))
}

/// Without line breaks and control characters.
fn one_line(text: &str, limit: usize) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(limit * 4).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(limit).collect()
}

/// What is to be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Wanted {
    /// The web form. Made as a [`Sheet`].
    Form(Box<Collect>),
    /// The contact button. Made as a [`Sheet`].
    Button(Box<Collect>),
    /// A code of an address, and of the business card of these values.
    Link(String),
    Card(Vec<(Key, Value)>),
}

/// HTML for others, and its parts for a preview.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub html: String,
    pub style: String,
    /// Markup without scripts and styles.
    pub body: String,
}

/// A QR code: square, row by row, without the white margin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    pub side: u32,
    pub dark: Vec<bool>,
    /// The whole picture with its margin.
    pub svg: String,
    /// What it says.
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Collected {
    Sheet(Sheet),
    Code(Code),
    /// There is nothing to say, or more than a code can hold.
    NoCode,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_stored_is_bounded() {
        let wild = Collect {
            heading: "a\nb\u{0}c".repeat(1_000),
            colour: "red;}</style>".to_owned(),
            mail: " a@ b.example ".to_owned(),
            wechat_picture: "data:image/svg+xml;base64,AAAA".to_owned(),
            questions: vec![Question { text: " \n".to_owned(), required: true }; 40],
            ..Collect::default()
        };
        let tame = wild.bounded();
        assert_eq!((tame.heading.chars().count(), tame.mail.as_str()), (LINE_LIMIT, "a@b.example"));
        assert_eq!((tame.colour.as_str(), tame.wechat_picture.as_str()), (COLOUR, ""));
        assert_eq!(tame.questions, []);
        assert!(!tame.heading.contains(char::is_control));
        assert_eq!(tame.clone().bounded(), tame);
    }

    #[test]
    fn numbers_for_chats_are_digits_with_the_country() {
        for (typed, digits) in [("+49 151 2345", Some("491512345")), ("0049 1512345", Some("491512345")), ("123", None)]
        {
            let collect = Collect { whatsapp: typed.to_owned(), ..Collect::default() };
            assert_eq!(collect.whatsapp_digits().as_deref(), digits, "{typed}");
        }
    }
}
