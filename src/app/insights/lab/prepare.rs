//! Step 3: what is missing and what is unusual in each feature, and what is done about it.
//!
//! The columns are counted by the worker, once the step is opened. What has no order knows neither mean nor outliers.

use super::{Lab, questions::Task, run, watch::Watch};
use crate::{
    data::{Data, use_data},
    insights::field_name,
    words::{common, insights as w, lab as l},
};
use domain::{
    Key, Kind,
    insight::{ColumnReport, ColumnShape, FeatureSpec, Missing, Outliers, TrainSpec, is_ahead},
};
use leptos::{prelude::*, task::spawn_local};
use protocol::{Job, Outcome};

const OF_NUMBERS: &[Missing] = &[Missing::Median, Missing::Mean, Missing::MostFrequent, Missing::Drop];
const OF_WORDS: &[Missing] = &[Missing::MostFrequent, Missing::Drop];
const OUTLIERS: [Outliers; 3] = [Outliers::Keep, Outliers::Clip, Outliers::Drop];

/// What is known of a feature before anything is learned.
#[derive(Clone, Copy, PartialEq)]
struct Known {
    missing: usize,
    outliers: usize,
    /// Words or tags.
    words: bool,
}

fn known(reports: &[ColumnReport], key: Key) -> Option<Known> {
    let report = reports.iter().find(|report| report.key == key)?;
    let words = report.level.is_some() || matches!(report.shape, ColumnShape::Choice { .. });
    Some(Known { missing: report.missing, outliers: report.outliers, words })
}

async fn count(lab: Lab, data: Data, watch: Watch, found: RwSignal<Vec<ColumnReport>>) {
    // Of contacts as they were the columns are those of then.
    let target = lab.target.get_untracked().filter(|target| is_ahead(*target)).unwrap_or(Key::column(""));
    let spec = TrainSpec::new(lab.records.get_untracked(), target, lab.features.get_untracked());
    let job = async { run::job(lab, data, &spec, Task::Groups).await.map(Job::Prepare) };
    // Without the counts everything can be chosen all the same.
    if let Some(Ok(Outcome::Lab(bytes))) = watch.run(job).await
        && let Ok(reports) = protocol::decode(&bytes.0)
    {
        found.set(reports);
    }
}

#[component]
pub fn Prepare(lab: Lab, opened: RwSignal<bool>) -> impl IntoView {
    let data = use_data();
    let (watch, found) = (Watch::new(), RwSignal::new(Vec::<ColumnReport>::new()));
    let keys = Memo::new(move |_| lab.features.with(|all| all.iter().map(|one| one.key).collect::<Vec<_>>()));
    let asked = Memo::new(move |_| {
        let part = lab.look.with(|look| look.as_ref().map(|look| look.part.clone()));
        let there = !keys.read().is_empty() && (!lab.of_file.get() || part.is_some());
        (opened.get() && there).then(|| (lab.records.get(), lab.of_file.get(), part, keys.get()))
    });
    Effect::new(move || {
        if asked.get().is_some() {
            spawn_local(count(lab, data, watch, found));
        }
    });
    let rows = move || keys.get().into_iter().map(|key| row(lab, data, key, found)).collect_view();
    view! {
        <div class="lab-prepare hint" aria-hidden="true"><span></span><span>{w::missing_head()}</span><span>{w::outliers_head()}</span></div>
        {rows}
        <Show when=move || watch.busy.get()><p class="muted hint" role="status">{common::loading()}</p></Show>
    }
    .into_any()
}

fn row(lab: Lab, data: Data, key: Key, found: RwSignal<Vec<ColumnReport>>) -> impl IntoView {
    let name = data.read(|book| field_name(book, Kind::Contact, key));
    let own = move || lab.features.with(|all| all.iter().find(|one| one.key == key).cloned());
    let change = move |change: &dyn Fn(&mut FeatureSpec)| {
        lab.features.update(|all| all.iter_mut().filter(|one| one.key == key).for_each(change));
    };
    let known = Memo::new(move |_| found.with(|reports| known(reports, key)));
    let words = Memo::new(move |_| known.get().is_some_and(|known| known.words));
    let told = move || {
        let Known { missing, outliers, .. } = known.get()?;
        let parts = [(missing > 0).then(|| l::blanks(missing)), (outliers > 0).then(|| l::outliers(outliers))];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let text = if parts.is_empty() { l::complete().to_owned() } else { parts.join(" · ") };
        Some(view! { <span class="muted hint">{text}</span> })
    };
    let (of_missing, of_outliers) = (w::missing_values(&name), w::outlier_values(&name));
    let missing = move || {
        let choices = if words.get() { OF_WORDS } else { OF_NUMBERS };
        let now = own().map(|one| one.missing).unwrap_or_default();
        // What has no middle takes the most frequent.
        let now = if choices.contains(&now) { now } else { choices[0] };
        let set = move |event| {
            let at: usize = event_target_value(&event).parse().unwrap_or(0);
            change(&|one| one.missing = choices[at.min(choices.len() - 1)]);
        };
        let options = choices.iter().enumerate().map(|(at, choice)| {
            view! { <option value=at.to_string() selected=*choice == now>{w::missing(*choice)}</option> }
        });
        view! { <select class="input" aria-label=of_missing.clone() on:change=set>{options.collect_view()}</select> }
    };
    let outliers = move || {
        if words.get() {
            return view! { <span></span> }.into_any();
        }
        let now = own().map(|one| one.outliers).unwrap_or_default();
        let set = move |event| {
            let at: usize = event_target_value(&event).parse().unwrap_or(0);
            change(&|one| one.outliers = OUTLIERS[at.min(2)]);
        };
        let options = OUTLIERS.iter().enumerate().map(|(at, choice)| {
            view! { <option value=at.to_string() selected=*choice == now>{w::outliers(*choice)}</option> }
        });
        view! { <select class="input" aria-label=of_outliers.clone() on:change=set>{options.collect_view()}</select> }
            .into_any()
    };
    view! {
        <div class="lab-prepare">
            <span class="lab-file"><span>{name}</span>{told}</span>
            {missing}
            {outliers}
        </div>
    }
}
