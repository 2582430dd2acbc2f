//! Our own tables, told by the header of their ids.

use super::Export;
use crate::own::SYSTEM;
use domain::{Kind, import::Target::*};

const fn table(kind: Kind, name: &'static str) -> Export {
    Export {
        system: SYSTEM,
        name,
        kind,
        columns: &[
            (SourceId, "Solo CRM ID"),
            (Related(Some(Kind::Contact)), "Solo CRM contact ID"),
            (Related(Some(Kind::Company)), "Solo CRM company ID"),
        ],
        ..Export::PLAIN
    }
}

pub const EXPORTS: &[Export] = &[
    table(Kind::Contact, "contacts"),
    table(Kind::Company, "companies"),
    table(Kind::Deal, "deals"),
    table(Kind::Order, "orders"),
];
