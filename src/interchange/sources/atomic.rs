//! Atomic CRM: contacts.

use super::Export;
use domain::{import::Target::*, keys};

pub const EXPORTS: &[Export] = &[Export {
    system: "atomic",
    name: "contacts",
    marks: "first_name, last_seen, first_seen, has_newsletter, email_work, phone_work, background",
    others: "last_name, gender, title, status, tags, linkedin_url, company, email_home, email_other, phone_home, phone_other, id",
    columns: &[(Field(keys::JOB_TITLE), "title"), (Field(keys::NOTES), "background"), (SourceId, "id")],
    ..Export::PLAIN
}];
