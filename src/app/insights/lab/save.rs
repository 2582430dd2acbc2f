//! What is known of a file's rows now, as the file again with columns more. The records are not touched.

use super::{Found, Grouped, Lab};
use crate::{
    data::use_data,
    insights::field_name,
    rescue::download,
    ui::{Icon, Toasts, use_toasts},
    words::{common, import as i, lab as l, settings},
    workers,
};
use domain::{
    Kind,
    insight::{Regression, Trained, Values},
};
use leptos::{prelude::*, task::spawn_local};
use protocol::{ColumnsJob, Job, Outcome};

#[component]
pub fn SaveStep(lab: Lab) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let usable = move || {
        lab.found.with(|found| match found {
            Some(Found::YesNo(trained)) => !trained.predictions.is_empty(),
            Some(Found::Number(_) | Found::Groups(_) | Found::Worth(_)) => true,
            Some(Found::Series(_) | Found::Staying(_) | Found::Nothing(..)) | None => false,
        })
    };
    let save = move |_| {
        let target = lab.target.get_untracked();
        let target = target.map(|key| data.read(|book| field_name(book, Kind::Contact, key))).unwrap_or_default();
        let (Some(found), Some(look)) = (lab.found.get_untracked(), lab.look.get_untracked()) else { return };
        let added = match &found {
            Found::YesNo(trained) => chances(trained, &target, look.rows),
            Found::Number(found) => numbers(&found.regression, &target, look.rows),
            Found::Groups(found) => groups(found),
            Found::Worth(found) => super::orders::columns(found),
            Found::Series(_) | Found::Staying(_) | Found::Nothing(..) => return,
        };
        spawn_local(give(lab, look.part.clone(), added, toasts));
    };
    view! {
        <p class="hint" id="save-hint">{l::save_text()}</p>
        <div class="row">
            <button
                type="button"
                class="button"
                data-primary=move || usable().then_some("true")
                aria-describedby="save-hint"
                disabled=move || !usable() || lab.applying.get()
                on:click=save
            >
                <Icon name="download" />
                {l::save_file()}
            </button>
        </div>
    }
    .into_any()
}

async fn give(lab: Lab, part: String, added: Vec<(String, Values)>, toasts: Toasts) {
    let Some(file) = lab.file.get_untracked() else { return };
    lab.applying.set(true);
    let name = file.name();
    let name = format!("{}-{}.csv", name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem), l::scored());
    let (headers, columns) = added.into_iter().unzip();
    let outcome = workers::run(Job::AddColumns(ColumnsJob { part, headers, columns }), Some(file)).await;
    lab.applying.try_set(false);
    match outcome {
        Ok(Outcome::File(bytes)) => match download(&name, &bytes.0, "text/csv") {
            Ok(()) => toasts.say(i::exported(&name)),
            Err(_) => toasts.warn(settings::download_refused()),
        },
        Ok(_) => toasts.warn(i::job_broke()),
        Err(failure) => toasts.warn(workers::failure(&failure)),
    }
}

fn chances(trained: &Trained, target: &str, rows: usize) -> Vec<(String, Values)> {
    let (mut chance, mut called) = (vec![f64::NAN; rows], vec![Values::NO_LEVEL; rows]);
    for one in &trained.predictions {
        if let (Some(chance), Some(called)) = (chance.get_mut(one.id.0 as usize), called.get_mut(one.id.0 as usize)) {
            (*chance, *called) = (one.chance, u32::from(one.chance < 0.5));
        }
    }
    let levels = vec![common::yes().to_owned(), common::no().to_owned()];
    vec![
        (l::chance_of(target), Values::Numbers(chance)),
        (l::foreseen(target), Values::Levels { codes: called, levels }),
    ]
}

fn numbers(found: &Regression, target: &str, rows: usize) -> Vec<(String, Values)> {
    let mut columns = [vec![f64::NAN; rows], vec![f64::NAN; rows], vec![f64::NAN; rows]];
    for one in &found.foreseen {
        for (column, value) in columns.iter_mut().zip([one.value, one.low, one.high]) {
            if let Some(cell) = column.get_mut(one.id.0 as usize) {
                *cell = value;
            }
        }
    }
    let headers = [l::foreseen(target), l::at_least().to_owned(), l::at_most().to_owned()];
    headers.into_iter().zip(columns.map(Values::Numbers)).collect()
}

fn groups(found: &Grouped) -> Vec<(String, Values)> {
    let code = |label: &Option<usize>| label.map_or(Values::NO_LEVEL, |label| label as u32);
    let codes = found.clusters.labels.iter().map(code).collect();
    let levels = (1..=found.clusters.groups.len()).map(|number| l::group(&number.to_string())).collect();
    vec![(l::group_head().to_owned(), Values::Levels { codes, levels })]
}
