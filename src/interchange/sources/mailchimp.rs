//! Mailchimp: an audience.

use super::Export;
use domain::{import::Target::*, keys};

pub const EXPORTS: &[Export] = &[Export {
    system: "mailchimp",
    name: "audience",
    marks: "Email Address, MEMBER_RATING, OPTIN_TIME, CONFIRM_TIME, LEID|EUID",
    others: "First Name, Last Name, Address, Phone Number, Birthday, Tags, OPTIN_IP, CONFIRM_IP, LATITUDE, LONGITUDE, GMTOFF, \
             DSTOFF, TIMEZONE, CC, REGION, LAST_CHANGED, NOTES, UNSUB_TIME, UNSUB_REASON, CLEAN_TIME",
    columns: &[(SourceId, "LEID"), (Field(keys::NOTES), "NOTES")],
    ..Export::PLAIN
}];
