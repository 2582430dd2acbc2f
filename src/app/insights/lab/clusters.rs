//! Groups of rows that are alike: how many, what makes each different, and the formula with its numbers.

use super::{Grouped, Lab, apply_groups::name_of_group, looks::name, number::told, run, verdict::verdict};
use crate::{
    data::{Data, use_data},
    format,
    ui::chart::{ChartCanvas, Numbers},
    words::{board, common, insights as w, lab as l},
};
use charts::{Chart, Series};
use domain::{
    FieldType, Kind,
    insight::{Cluster, ClusterCount, ClusterMark, Level},
};
use leptos::prelude::*;
use std::sync::Arc;

/// From here on a group differs from all rows, in standard deviations.
const DIFFERENT: f64 = 0.5;
/// Differences that a description names.
const NAMED: usize = 3;

fn mark(data: Data, mark: &ClusterMark) -> String {
    let feature = name(data, mark.key);
    // Yes or no is a number to the model, and a share to the reader.
    let yes_no =
        data.read(|book| book.field(Kind::Contact, mark.key)).is_some_and(|spec| spec.type_ == FieldType::YesNo);
    match mark.level.as_deref().or(yes_no.then(common::yes)) {
        Some(level) => {
            let level = if level.is_empty() { w::rare_levels() } else { level };
            let [mean, overall] = [mark.mean, mark.overall].map(|share| format::percent(share.clamp(0.0, 1.0)));
            let word = if mark.difference > 0.0 { l::more_often } else { l::less_often };
            word(&feature, level, &mean, &overall)
        }
        None => {
            let word = if mark.difference > 0.0 { l::higher } else { l::lower };
            word(&feature, &told(mark.mean), &told(mark.overall))
        }
    }
}

fn described(data: Data, group: &Cluster) -> String {
    let strong = group.marks.iter().filter(|mark| mark.difference.abs() >= DIFFERENT).take(NAMED);
    let words: Vec<String> = strong.map(|one| mark(data, one)).collect();
    if words.is_empty() { l::like_all().to_owned() } else { words.join(l::joint()) }
}

#[component]
pub fn GroupsAnswer(lab: Lab, found: Arc<Grouped>) -> impl IntoView {
    let data = use_data();
    let k = found.clusters.groups.len();
    let chosen = found.clusters.chosen().copied();
    let chosen = chosen.unwrap_or(ClusterCount { k, inertia: 0.0, silhouette: 0.0, stability: None });
    let level = chosen.level();
    let quality = match level {
        Level::Use => l::groups_good(),
        Level::Care => l::groups_weak(),
        Level::No => l::groups_none(),
    };
    let two = |value: f64| format::decimals(value, 2);
    let stability = chosen.stability.map_or_else(|| "–".to_owned(), two);
    let rows = found.clusters.labels.iter().flatten().count();
    let left_out = found.clusters.labels.len() - rows;
    let line = |(at, group): (usize, &Cluster)| {
        view! {
            <tr>
                <th scope="row">
                    {name_of_group(lab, at)}
                    <span class="muted group-words">{described(data, group)}</span>
                </th>
                <td class="num">{format::count(group.rows as f64)}</td>
                <td class="num">{format::percent(group.rows as f64 / rows.max(1) as f64)}</td>
            </tr>
        }
    };
    let lines = found.clusters.groups.iter().enumerate().map(line).collect_view();
    let best = found.best;
    let counts: Vec<usize> = found.tried.iter().map(|count| count.k).collect();
    let option = move |count: usize| {
        let plain = count.to_string();
        let label = if count == best { l::best_count(&plain) } else { plain.clone() };
        view! { <option value=plain selected=count == k>{label}</option> }
    };
    let choose = move |event| {
        if let Ok(count) = event_target_value(&event).parse() {
            run::start(lab, data, Some(count));
        }
    };
    let formula = format!(
        "J = inertia / N = {} / {} = {}",
        told(chosen.inertia),
        format::count(rows as f64),
        two(chosen.inertia / rows.max(1) as f64)
    );
    let about = view! {
        <p>{quality}</p>
        <p class="muted">{l::groups_quality(&two(chosen.silhouette), &stability)}</p>
        {(left_out > 0).then(|| view! { <p class="muted">{l::rows_left_out(left_out)}</p> })}
    };
    view! {
        {verdict(level, l::groups_title(&format::count(k as f64)), about)}
        <section class="card stack">
            <label class="field lab-count">
                <span class="label">{l::how_many()}</span>
                <select class="input" disabled=move || lab.watch.busy.get() on:change=choose>{counts.into_iter().map(option).collect_view()}</select>
            </label>
            <div class="table-scroll" tabindex="0" role="region" aria-label=l::task_groups()>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{l::different()}</th><th scope="col" class="num">{l::rows()}</th>
                            <th scope="col" class="num">{l::share()}</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
        <section class="card stack">
            <h2>{common::how()}</h2>
            <div class="equation" tabindex="0"><code>{formula}</code></div>
            <p>{l::j_text()}</p>
            <div class="lab-pair">
                {per_count(&found.tried, rows, l::elbow(), board::inertia(), |count, rows| count.inertia / rows)}
                {per_count(&found.tried, rows, l::silhouette_title(), board::silhouette(), |count, _| count.silhouette)}
            </div>
        </section>
    }
    .into_any()
}

/// A figure for each number of groups, with all of them behind it.
fn per_count(
    tried: &[ClusterCount],
    rows: usize,
    title: &'static str,
    axis: &'static str,
    of: fn(&ClusterCount, f64) -> f64,
) -> AnyView {
    let rows = rows.max(1) as f64;
    let chart = Chart::Series(Series {
        periods: tried.iter().map(|count| count.k.to_string()).collect(),
        past: tried.iter().map(|count| of(count, rows)).collect(),
        y_title: axis.to_owned(),
        ..Series::default()
    });
    let line = |count: &ClusterCount| {
        let two = |value: f64| format::decimals(value, 2);
        let stability = count.stability.map(two).unwrap_or_default();
        vec![format::count(count.k as f64), two(count.inertia / rows), two(count.silhouette), stability]
    };
    let told: Vec<Vec<String>> = tried.iter().map(line).collect();
    let read: Vec<String> =
        tried.iter().map(|count| format!("{}: {}", count.k, format::decimals(of(count, rows), 2))).collect();
    let head =
        [board::group_count(), board::inertia(), board::silhouette(), board::stability()].map(str::to_owned).to_vec();
    let behind = Numbers { head, rows: told };
    view! {
        <ChartCanvas chart=Signal::stored(chart) title=Signal::stored(title.to_owned()) height=Signal::stored(200.0) read=move |at| read.get(at).cloned().unwrap_or_default() numbers=move || behind.clone() />
    }
    .into_any()
}
