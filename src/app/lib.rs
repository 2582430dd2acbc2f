//! The page: everything the user sees and does.
//!
//! Reads are synchronous functions over the [`domain::Book`] that [`data::Data`] holds; every change is a
//! `Transaction` given to [`data::Data::commit`]. Words live in [`words`] only. Deliberately not here:
//! parsing files and learning from data (the workers do both).
#![recursion_limit = "1024"]

pub mod clock;
pub mod collect;
pub mod commands;
pub mod companies;
pub mod contacts;
pub mod data;
pub mod deals;
pub mod draft;
pub mod duplicates;
pub mod fields;
pub mod folder;
pub mod format;
pub mod history;
pub mod import;
pub mod inbox;
pub mod insights;
pub mod list;
pub mod orders;
pub mod out;
pub mod parts;
pub mod prefs;
pub mod record;
pub mod rescue;
pub mod routes;
pub mod settings;
pub mod shared;
pub mod shell;
pub mod snapshots;
pub mod start;
pub mod tasks;
pub mod trash;
pub mod ui;
pub mod words;
pub mod workers;

use leptos::prelude::*;

/// Starts the app in the page.
pub fn start() {
    shell::fault::install();
    let prefs = prefs::load();
    prefs::apply(&prefs);
    mount_to_body(|| view! { <shell::App /> });
}
