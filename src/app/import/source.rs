//! What a recognised export is called, and what of it is not taken.

use crate::words::import_many as m;

/// `HubSpot contacts` for `hubspot.contacts`; nothing for a file that is nobody's.
pub(super) fn name(code: &str) -> Option<String> {
    let (system, what) = code.split_once('.')?;
    let (system, what) = what.strip_prefix("bigin-").map_or((system, what), |what| ("bigin", what));
    let what = m::export_name(what).map_or_else(|| what.replace('_', " "), str::to_owned);
    Some(m::source(m::system_name(system).unwrap_or(system), &what))
}

/// What the files of a source hold and records do not.
pub(super) fn left_out(code: &str) -> Option<&'static str> {
    match code {
        "vcard.contacts" => Some(m::photos_left_out()),
        "mail.messages" => Some(m::attachments_left_out()),
        _ => None,
    }
}
