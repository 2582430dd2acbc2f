//! LinkedIn: `Connections.csv`, below a preamble.

use super::Export;
use domain::{import::Target::*, keys};

pub const EXPORTS: &[Export] = &[Export {
    system: "linkedin",
    name: "connections",
    marks: "First Name, Last Name, URL, Connected On, Position",
    others: "Email Address, Company",
    columns: &[(SourceId, "URL"), (Field(keys::JOB_TITLE), "Position")],
    ..Export::PLAIN
}];
