//! Mail, one message (.eml) or a whole box (.mbox), as a table of messages: each becomes a note about its sender, or about
//! its first recipient where the owner sent it.
//!
//! The text is kept up to [`TEXT_LIMIT`] characters; attachments are left out.

use super::html;
use domain::import::ImportError;
use mail_parser::{Address, Message, MessageParser, PartType, mailbox::mbox::MessageIterator};
use std::borrow::Cow;

/// The columns of the table.
pub const HEADERS: &str =
    "Message ID,Message Date,Sender,Sender Address,Message Type,Message,Recipient,Recipient Address";
/// What the importer calls this table.
pub const SOURCE: &str = "mail.messages";
/// To whom a message went first. The importer knows which addresses are the owner's.
pub const RECIPIENT: &str = "Recipient";
pub const RECIPIENT_ADDRESS: &str = "Recipient Address";

/// Longer texts are cut there.
pub const TEXT_LIMIT: usize = 20_000;

/// Header lines that only mail begins with.
const STARTS: [&str; 9] =
    ["return-path:", "received:", "delivered-to:", "message-id:", "mime-version:", "from:", "date:", "subject:", "x-"];

/// Whether the bytes are a box of messages.
pub(super) fn is_box(bytes: &[u8]) -> bool {
    bytes.starts_with(b"From ") && bytes.get(..1_000).unwrap_or(bytes).windows(2).any(|pair| pair == b": ")
}

/// Whether the bytes are a message or a box of them: headers up to an empty line, one of them naming the sender.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..16_384).unwrap_or(bytes)).to_lowercase();
    let head = head.trim_start_matches('\u{feff}');
    if is_box(bytes) {
        return true;
    }
    let mut from = false;
    let mut lines = 0;
    for line in head.lines() {
        if line.is_empty() {
            break;
        }
        lines += 1;
        from |= line.starts_with("from:");
        let folded = line.starts_with([' ', '\t']);
        let name = line.split(':').next().unwrap_or_default();
        let named = line.contains(':') && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !(folded || named) {
            return false;
        }
    }
    from && lines > 1 && STARTS.iter().any(|start| head.starts_with(start))
}

/// The messages as rows below a header. A message without a sender is passed over.
pub fn table(bytes: &[u8]) -> Result<Vec<Vec<String>>, ImportError> {
    let parser = MessageParser::default();
    let mut rows = vec![HEADERS.split(',').map(str::to_owned).collect::<Vec<String>>()];
    if is_box(bytes) {
        for message in MessageIterator::new(bytes) {
            let Ok(message) = message else {
                break;
            };
            rows.extend(parser.parse(message.contents()).and_then(|message| row(&message)));
        }
    } else {
        rows.extend(parser.parse(bytes).and_then(|message| row(&message)));
    }
    if rows.len() < 2 { Err(ImportError::Damaged) } else { Ok(rows) }
}

fn row(message: &Message) -> Option<Vec<String>> {
    let sender = message.from().and_then(Address::first)?;
    let address = sender.address().unwrap_or_default();
    let name = sender.name().unwrap_or_default();
    if address.is_empty() && name.is_empty() {
        return None;
    }
    let date = message.date().map(|date| {
        let Some(at) = chronological(date.to_timestamp()) else {
            return String::new();
        };
        at
    });
    let subject = message.subject().unwrap_or_default().trim();
    let body = message.text_part(0).map_or(Cow::Borrowed(""), |part| match &part.body {
        PartType::Text(text) => Cow::Borrowed(&**text),
        PartType::Html(html) => Cow::Owned(html::text(html)),
        _ => Cow::Borrowed(""),
    });
    let text: String =
        format!("{subject}\n{}", body.replace("\r\n", "\n").trim()).trim().chars().take(TEXT_LIMIT).collect();
    let clean = |text: &str| text.replace('\0', "");
    let recipient = message.to().and_then(Address::first);
    let said = |text: Option<&str>| clean(text.unwrap_or_default());
    Some(vec![
        clean(message.message_id().unwrap_or_default()),
        date.unwrap_or_default(),
        clean(name),
        clean(address),
        "email".to_owned(),
        clean(&text),
        said(recipient.and_then(|recipient| recipient.name())),
        said(recipient.and_then(|recipient| recipient.address())),
    ])
}

/// `2026-05-01 10:00:00` of seconds since 1970, in UTC.
fn chronological(seconds: i64) -> Option<String> {
    let day = i32::try_from(seconds.div_euclid(86_400)).ok()?;
    let clock = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (clock / 3_600, clock / 60 % 60, clock % 60);
    // Beyond these years a day is no date.
    (-700_000..2_900_000)
        .contains(&day)
        .then(|| format!("{} {hour:02}:{minute:02}:{second:02}", domain::Date(day).iso()))
}
