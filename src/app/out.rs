//! Data going out as files: lists, everything, everything about one person; and erasing a person for good.
//!
//! The worker makes each file from what is stored; the page names the columns and offers the download. Not here: how
//! the formats are written (`interchange::export`), and backups (`settings::backup`).

mod erase;
mod menu;

pub use erase::EraseDialog;
pub use menu::ExportMenu;
pub(crate) use menu::Formats;

use crate::{
    data::{Data, name_of},
    fields,
    rescue::download,
    snapshots,
    ui::Toasts,
    words::{common, fields as f, import as w, out},
    workers::{self, Progress},
};
use domain::{Book, FieldSpec, FieldType, Id, Key, Kind};
use leptos::task::spawn_local;
use protocol::{ArchiveJob, ExportFormat, ExportJob, ExportWords, Failure, Job, Outcome};

const ZIP: &str = "application/zip";

/// What a list becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Excel,
    Csv,
    Cards,
    Todos,
    Events,
}

impl Format {
    /// Those that a kind can become.
    pub fn of(kind: Kind) -> &'static [Format] {
        match kind {
            Kind::Contact => &[Format::Excel, Format::Csv, Format::Cards],
            Kind::Task => &[Format::Excel, Format::Csv, Format::Todos, Format::Events],
            _ => &[Format::Excel, Format::Csv],
        }
    }
    pub fn name(self) -> &'static str {
        match self {
            Format::Excel => out::excel(),
            Format::Csv => out::csv(),
            Format::Cards => out::cards(),
            Format::Todos => out::todos(),
            Format::Events => out::events(),
        }
    }
    fn ending(self) -> (&'static str, &'static str) {
        match self {
            Format::Excel => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Format::Csv => ("csv", "text/csv"),
            Format::Cards => ("vcf", "text/vcard"),
            Format::Todos | Format::Events => ("ics", "text/calendar"),
        }
    }
}

/// Writes records of a list into a file, in this order: with the columns that are shown alone, or with every other
/// field that one of them has after those, so that the file can be brought in again without loss.
pub fn list(data: Data, toasts: Toasts, kind: Kind, ids: Vec<Id>, shown: Vec<Key>, all: bool, format: Format) {
    let what = data.read(|book| fields::counted(book, kind, ids.len()));
    let job = data.read(|book| {
        let specs = columns(book, kind, &ids, &shown, all);
        let made = match format {
            Format::Excel => ExportFormat::Xlsx(fields::kind_many(book, kind)),
            Format::Csv => ExportFormat::Csv,
            Format::Cards => ExportFormat::VCard,
            Format::Todos => ExportFormat::Todos,
            Format::Events => ExportFormat::Events,
        };
        let columns = specs.iter().map(|spec| (spec.key, fields::name(spec))).collect();
        ExportJob {
            kind,
            ids,
            columns,
            words: ExportWords { ids: all, ..words_of(&specs) },
            today: crate::clock::today(),
            format: made,
        }
    });
    let (ending, mime) = format.ending();
    let page = crate::import::list_path(kind).trim_start_matches('/');
    let name = format!("{page}-{}.{ending}", crate::clock::today().iso());
    spawn_local(async move {
        if !data.saved().await {
            return toasts.warn(w::not_saved_yet());
        }
        toasts.say(out::exporting(&what));
        let (file, cut) = match workers::run(Job::Export(job), None).await {
            Ok(Outcome::File(file)) => (file, 0),
            Ok(Outcome::Sheet { file, cut }) => (file, cut),
            Ok(_) => return toasts.warn(w::job_broke()),
            Err(failure) => return toasts.warn(workers::failure(&failure)),
        };
        match download(&name, &file.0, mime) {
            Ok(()) => toasts.say(w::exported(&name)),
            Err(_) => toasts.warn(crate::words::settings::download_refused()),
        }
        if cut > 0 {
            toasts.warn(out::cut(cut as usize));
        }
    });
}

fn columns(book: &Book, kind: Kind, ids: &[Id], shown: &[Key], all: bool) -> Vec<FieldSpec> {
    let mut specs: Vec<FieldSpec> = shown.iter().filter_map(|key| book.field(kind, *key)).collect();
    if all {
        let used = |key: Key| ids.iter().any(|id| book.get(kind, *id).is_some_and(|record| record.get(key).is_some()));
        let stored = |spec: &FieldSpec| spec.listed() && !spec.derived();
        let more = book.fields(kind).into_iter().filter(|spec| stored(spec) && !shown.contains(&spec.key));
        specs.extend(more.filter(|spec| used(spec.key)));
    }
    specs
}

/// The owner's words for what the fields hold.
fn words_of(specs: &[FieldSpec]) -> ExportWords {
    let mut words = ExportWords {
        yes: common::yes().to_owned(),
        no: common::no().to_owned(),
        address: [f::street(), f::city(), f::region(), f::postal_code(), f::country()].map(str::to_owned).to_vec(),
        ..Default::default()
    };
    for spec in specs {
        if let FieldType::Choice(codes) = &spec.type_ {
            words.choices.extend(codes.iter().map(|code| (code.clone(), fields::choice(spec, code))));
        }
    }
    words
}

/// The tables for people that an archive has beside its JSON Lines.
fn archive_job(book: &Book, contact: Option<Id>) -> ArchiveJob {
    let mut specs = Vec::new();
    let kinds = [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order, Kind::Task, Kind::Activity, Kind::Lead];
    let tables = kinds.map(|kind| {
        let of_kind: Vec<FieldSpec> = book.fields(kind).into_iter().filter(FieldSpec::listed).collect();
        let columns = of_kind.iter().map(|spec| (spec.key, fields::name(spec))).collect();
        specs.extend(of_kind);
        (kind, columns)
    });
    ArchiveJob { contact, tables: tables.into(), words: ExportWords { ids: true, ..words_of(&specs) } }
}

/// Everything as one archive of open formats. Answers with the words for what went wrong.
pub async fn everything(data: Data, told: impl Fn(Progress) + 'static) -> Result<(), String> {
    let name = out::everything_file(&crate::clock::today().iso());
    archive(data, None, &name, told).await?;
    snapshots::taken_out(data);
    Ok(())
}

/// Everything about one contact, for a person who asks what is known about them.
pub fn person(data: Data, toasts: Toasts, contact: Id) {
    let who = data.read(|book| name_of(book, Kind::Contact, contact));
    let plain: String = who.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    let plain = if plain.is_empty() { common::contact() } else { plain };
    let name = out::person_file(plain, &crate::clock::today().iso());
    spawn_local(async move {
        match archive(data, Some(contact), &name, |_| {}).await {
            Ok(()) => toasts.say(w::exported(&name)),
            Err(reason) => toasts.warn(reason),
        }
    });
}

async fn archive(data: Data, contact: Option<Id>, name: &str, told: impl Fn(Progress) + 'static) -> Result<(), String> {
    if !data.saved().await {
        return Err(w::not_saved_yet().to_owned());
    }
    let job = data.read(|book| archive_job(book, contact));
    match workers::start(Job::Archive(job), None, told, |_| {}).1.await {
        Ok(Outcome::File(file)) => {
            download(name, &file.0, ZIP).map_err(|_| crate::words::settings::download_refused().to_owned())
        }
        Ok(_) => Err(w::job_broke().to_owned()),
        Err(Failure::Cancelled) => Err(w::cancelled().to_owned()),
        Err(failure) => Err(workers::failure(&failure)),
    }
}
