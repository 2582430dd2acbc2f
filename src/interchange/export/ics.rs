//! Tasks as iCalendar (RFC 5545): to-dos, or all-day events for calendars that know no to-dos.

use super::content_line::{Lines, day, urn, utc};
use domain::{Book, Id, Instant, Kind, Record, contact, keys};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `VTODO`
    Todos,
    /// `VEVENT` on the day a task is due; one without a day is left out.
    Events,
}

/// These tasks, in this order. Unknown ids are passed over.
pub fn ics(book: &Book, ids: &[Id], shape: Shape, at: Instant) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.line("BEGIN:VCALENDAR");
    lines.line("VERSION:2.0");
    lines.line("PRODID:-//Solo CRM//Tasks//EN");
    for task in ids.iter().filter_map(|id| book.get(Kind::Task, *id)) {
        match shape {
            Shape::Todos => todo(book, task, at, &mut lines),
            Shape::Events => event(book, task, at, &mut lines),
        }
    }
    lines.line("END:VCALENDAR");
    lines.bytes()
}

fn todo(book: &Book, task: &Record, at: Instant, lines: &mut Lines) {
    lines.line("BEGIN:VTODO");
    about(book, task, at, lines);
    if let Some(due) = task.date(keys::DUE_ON) {
        lines.line(&format!("DUE;VALUE=DATE:{}", day(due)));
    }
    let priority = match task.text(keys::PRIORITY) {
        "high" => Some(1),
        "normal" => Some(5),
        "low" => Some(9),
        _ => None,
    };
    if let Some(priority) = priority {
        lines.line(&format!("PRIORITY:{priority}"));
    }
    match task.instant(keys::DONE_AT) {
        Some(done) => {
            lines.line(&format!("COMPLETED:{}", utc(done)));
            lines.line("PERCENT-COMPLETE:100");
            lines.line("STATUS:COMPLETED");
        }
        None => lines.line("STATUS:NEEDS-ACTION"),
    }
    lines.line("END:VTODO");
}

fn event(book: &Book, task: &Record, at: Instant, lines: &mut Lines) {
    let Some(due) = task.date(keys::DUE_ON) else { return };
    lines.line("BEGIN:VEVENT");
    about(book, task, at, lines);
    lines.line(&format!("DTSTART;VALUE=DATE:{}", day(due)));
    // The end is the first day after.
    lines.line(&format!("DTEND;VALUE=DATE:{}", day(due.plus_days(1))));
    lines.line("TRANSP:TRANSPARENT");
    lines.line("END:VEVENT");
}

/// What both shapes have.
fn about(book: &Book, task: &Record, at: Instant, lines: &mut Lines) {
    lines.line(&format!("UID:{}", urn(task.id)));
    lines.line(&format!("DTSTAMP:{}", utc(at)));
    for (name, key) in [("CREATED", keys::CREATED_AT), ("LAST-MODIFIED", keys::CHANGED_AT)] {
        if let Some(at) = task.instant(key) {
            lines.line(&format!("{name}:{}", utc(at)));
        }
    }
    lines.text("SUMMARY", task.text(keys::TITLE));
    lines.text("DESCRIPTION", task.text(keys::NOTES));
    let person = task.reference(keys::CONTACT).and_then(|id| book.get(Kind::Contact, id)).map(contact::name);
    let company = task.reference(keys::COMPANY).and_then(|id| book.get(Kind::Company, id));
    match (person, company) {
        (Some(person), _) => lines.text("CONTACT", &person),
        (None, Some(company)) => lines.text("CONTACT", company.text(keys::NAME)),
        (None, None) => {}
    }
}
