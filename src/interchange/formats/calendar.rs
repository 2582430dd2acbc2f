//! iCalendar (RFC 5545) as a table of tasks: a to-do with its day and whether it is done, an event on the day it begins,
//! done once it has ended.
//!
//! The time of day stands in the notes, for a task has a day only. Of an event that repeats the first time counts; the
//! rule stands in the notes. Alarms and free time are left out.

use calcard::{
    Entry, Parser,
    common::{IanaString, PartialDateTime},
    icalendar::{
        ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameterName, ICalendarParameterValue,
        ICalendarProperty, ICalendarValue,
    },
};
use domain::import::ImportError;

/// The columns of the table.
pub const HEADERS: &str = "Calendar UID,Calendar Title,Calendar Day,Calendar Priority,Calendar Completed,\
    Calendar Person,Calendar Text,Calendar Ended";

/// When an event ends, by which the importer knows whether it is over; empty for a to-do, and for an event that our own
/// export made of a task.
pub const ENDED: &str = "Calendar Ended";
/// What a line of the notes begins with that tells how an event repeats.
pub const RULE: &str = "RRULE:";

pub(super) fn is_calendar(text: &str) -> bool {
    let head = text.trim_start();
    head.get(..15).is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
}

/// The to-dos and events of a text as rows below a header; a text without any is empty, one that has none to read is
/// damaged.
pub fn table(text: &str) -> Result<Vec<Vec<String>>, ImportError> {
    let mut parser = Parser::new(text);
    let mut rows = vec![HEADERS.split(',').map(str::to_owned).collect::<Vec<String>>()];
    let mut read = false;
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                read = true;
                rows.extend(calendar.components.iter().filter_map(row));
            }
            Entry::Eof => break,
            _ => {}
        }
    }
    match (read, rows.len()) {
        (false, _) => Err(ImportError::Damaged),
        (true, 1) => Err(ImportError::Empty),
        _ => Ok(rows),
    }
}

fn row(component: &ICalendarComponent) -> Option<Vec<String>> {
    use ICalendarProperty as P;
    let is_todo = match component.component_type {
        ICalendarComponentType::VTodo => true,
        ICalendarComponentType::VEvent => false,
        _ => return None,
    };
    let [mut uid, mut title, mut begin, mut end, mut due, mut priority, mut done, mut person] =
        <[String; 8]>::default();
    let mut zone = String::new();
    let mut text = Vec::new();
    let mut finished = false;
    for entry in &component.entries {
        let value = said(entry);
        match entry.name {
            P::Uid => uid = value,
            P::Summary => title = value,
            P::Dtstart => {
                begin = value;
                zone = zone_of(entry);
            }
            P::Dtend => end = value,
            P::Due => due = value,
            P::Completed => done = value,
            P::Status => finished |= value.eq_ignore_ascii_case("COMPLETED"),
            P::Priority => priority = urgency(&value).to_owned(),
            P::Contact => person = value,
            P::Description => text.insert(0, value),
            P::Location | P::Url | P::Rrule if !value.is_empty() => text.push(value),
            _ => {}
        }
    }
    if finished && done.is_empty() {
        // Done, though nobody says when: on the day it was due.
        done = if due.is_empty() { begin.clone() } else { due.clone() };
    }
    let day = if is_todo && !due.is_empty() { due } else { begin.clone() };
    let day = day.split('T').next().unwrap_or_default().to_owned();
    text.retain(|line| !line.is_empty());
    let mut ended = String::new();
    if !is_todo {
        text.extend(hours(&begin, &end, &zone));
        if !uid.starts_with(OWN) {
            ended = if end.is_empty() { over(&begin) } else { end };
        }
    }
    Some(vec![uid, title, day, priority, done, person, text.join("\n"), ended])
}

/// What the ids in our own export begin with.
const OWN: &str = "urn:uuid:";

/// When an event is over that does not say so: a day at its end, a moment at once.
fn over(begin: &str) -> String {
    if begin.is_empty() || begin.contains('T') { begin.to_owned() } else { format!("{begin}T23:59:59") }
}

/// `2026-05-01 10:00–11:30 (Europe/Oslo)`; nothing for whole days.
fn hours(begin: &str, end: &str, zone: &str) -> Option<String> {
    let (day, from) = begin.split_once('T')?;
    let minutes = |clock: &str| clock.get(..5).unwrap_or(clock).to_owned();
    let until = match end.split_once('T') {
        Some((last, to)) if last == day => format!("–{}", minutes(to)),
        Some((last, to)) => format!(" – {last} {}", minutes(to)),
        None => String::new(),
    };
    let zone = if zone.is_empty() { String::new() } else { format!(" ({zone})") };
    Some(format!("{day} {}{until}{zone}", minutes(from)))
}

/// The name of the time zone in which a moment is meant.
fn zone_of(entry: &ICalendarEntry) -> String {
    let named = entry.params.iter().find(|param| param.name == ICalendarParameterName::Tzid);
    if let Some(ICalendarParameterValue::Text(zone)) = named.map(|param| &param.value) {
        return zone.replace('\0', "");
    }
    let utc = |value: &ICalendarValue| matches!(value, ICalendarValue::PartialDateTime(at) if at.tz_hour == Some(0));
    if entry.values.iter().any(utc) { "UTC".to_owned() } else { String::new() }
}

/// The numbers of RFC 5545: 1 to 4 are high, 5 is normal, 6 to 9 are low, 0 is none.
fn urgency(number: &str) -> &'static str {
    match number.parse::<u8>() {
        Ok(1..=4) => "high",
        Ok(5) => "normal",
        Ok(6..=9) => "low",
        _ => "",
    }
}

fn said(entry: &ICalendarEntry) -> String {
    let each = entry.values.iter().map(|value| match value {
        ICalendarValue::PartialDateTime(at) => moment(at),
        ICalendarValue::Integer(number) => number.to_string(),
        ICalendarValue::Status(status) => status.as_str().to_owned(),
        ICalendarValue::RecurrenceRule(rule) => format!("{RULE}{rule}"),
        other => other.as_text().unwrap_or_default().to_owned(),
    });
    let all: Vec<String> = each.filter(|text| !text.is_empty()).collect();
    all.join(", ").replace('\0', "").trim().to_owned()
}

/// `2026-05-01`, or `2026-05-01T10:00:00`.
fn moment(at: &PartialDateTime) -> String {
    let (Some(year), Some(month), Some(day)) = (at.year, at.month, at.day) else {
        return String::new();
    };
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (at.hour, at.minute) {
        (Some(hour), Some(minute)) => format!("{date}T{hour:02}:{minute:02}:{:02}", at.second.unwrap_or(0)),
        _ => date,
    }
}
