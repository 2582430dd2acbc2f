//! Files that are no text table, turned into tables that the importer reads like any other.

pub mod mail;
pub mod vcard;
