//! Importing the tables one after another, and taking all of them back.

use super::{Done, Session, State, Table, rank};
use crate::{
    data::Undone,
    import::check,
    words::{import_many as m, shell},
};
use domain::{Kind, book::Receipt, sorting};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

/// Imports what is chosen. A table that is stopped, and those behind it, stay as they were.
pub fn run_all(session: Session) {
    let Some((_, data, toasts)) = super::super::session() else { return };
    if !session.begin() {
        return;
    }
    session.undone.set(false);
    let mut all = session.batch.get_untracked();
    all.retain(|table| table.wanted && table.plan().is_some());
    sorting::by_key(&mut all, |table| table.plan().map_or(u8::MAX, |plan| rank(plan.kind)));
    spawn_local(async move {
        let (mut total, mut turn) = (0, session.batch.with_untracked(|all| receipts(all).len()));
        for table in all {
            let State::Ready(ready) = table.state.clone() else { continue };
            if session.stop.get_untracked() {
                break;
            }
            let mut plan = ready.plan.clone();
            plan.at = crate::clock::now();
            plan.seed = crate::clock::random();
            let kind = plan.kind;
            session.change(table.id, |table| table.state = State::Importing);
            let outcome = check::read_and_apply(session, data, plan, table.file.clone()).await;
            session.progress.set(None);
            session.applying.set(false);
            let state = match outcome {
                Ok((report, receipt)) => {
                    total += (report.created + report.updated) as usize;
                    turn += 1;
                    let alike = ready.told.as_ref().and_then(|told| told.alike).unwrap_or_default();
                    let headers = ready.preview.columns.iter().map(|column| column.header.clone()).collect();
                    State::Done(Arc::new(Done { report: Arc::new(report), kind, headers, alike, turn }), receipt)
                }
                Err(_) if session.stop.get_untracked() => State::Ready(ready),
                Err(reason) => State::Refused(reason),
            };
            session.change(table.id, |table| table.state = state);
        }
        session.end();
        toasts.say(m::imported_all(total));
        storage::persist().await;
    });
}

/// The ways back of what was imported, the last one first.
pub fn receipts(all: &[Table]) -> Vec<Receipt> {
    let mut found: Vec<_> = all
        .iter()
        .filter_map(|table| match &table.state {
            State::Done(done, Some(receipt)) => Some((done.turn, receipt.clone())),
            _ => None,
        })
        .collect();
    sorting::by_key(&mut found, |(turn, _)| std::cmp::Reverse(*turn));
    found.into_iter().map(|(_, receipt)| receipt).collect()
}

/// Of which kind records may have come in twice: they look like ones that were there, or two tables brought some.
pub fn look_alikes(all: &[Table]) -> Option<Kind> {
    [Kind::Contact, Kind::Company].into_iter().find(|kind| {
        let new = all.iter().filter_map(Table::done).filter(|done| done.kind == *kind && done.report.created > 0);
        new.clone().any(|done| done.alike > 0) || new.count() > 1
    })
}

/// Takes back each table's import, the last one first, so that each finds what it left.
pub fn undo_all(session: Session) {
    let Some((_, data, toasts)) = super::super::session() else { return };
    if !session.begin() {
        return;
    }
    session.applying.set(true);
    spawn_local(async move {
        let (mut last, mut left) = (Ok(Undone::Nothing), 0);
        for receipt in session.batch.with_untracked(|all| receipts(all)) {
            last = data.undo(&receipt).await;
            match &last {
                Ok(Undone::Done { skipped, .. }) => left += skipped,
                Ok(Undone::Nothing) => {}
                Err(_) => break,
            }
        }
        session.end();
        if last.is_ok() {
            session.undone.set(true);
            session.batch.update(|all| {
                for table in all {
                    if let State::Done(_, receipt) = &mut table.state {
                        *receipt = None;
                    }
                }
            });
        }
        let told = last.map(|undone| match undone {
            Undone::Done { receipt, .. } => Undone::Done { receipt, skipped: left },
            Undone::Nothing => Undone::Nothing,
        });
        toasts.tell_undo(told.map_err(|error| shell::storage_error(&error)));
    });
}
