//! A question to the worker under way: how far it is, and the way to stop it or to ask again.

use crate::{
    data::Data,
    words::{board as w, common, insights as iw},
    workers::{self, Cancel, Progress},
};
use leptos::prelude::*;
use protocol::{Failure, Job, Outcome, Stage};

#[derive(Clone, Copy)]
pub struct Asking {
    progress: RwSignal<Option<Progress>>,
    cancel: RwSignal<Option<Cancel>>,
    pub problem: RwSignal<Option<String>>,
    again: RwSignal<u32>,
}

impl Asking {
    pub fn new() -> Self {
        let (progress, cancel) = (RwSignal::new(None), RwSignal::new(None));
        Self { progress, cancel, problem: RwSignal::new(None), again: RwSignal::new(0) }
    }

    /// For the effect that asks: it runs once more when the owner wants it.
    pub fn track(self) {
        self.again.track();
    }

    /// Nothing where the job failed or was stopped, which is told.
    pub async fn run(self, data: Data, job: Job) -> Option<Outcome> {
        self.problem.try_set(None);
        self.progress.try_set(Some(Progress { done: 0, total: 0, stage: Stage::Loading }));
        let outcome = match data.saved().await {
            false => Err(iw::not_saved_yet().to_owned()),
            true => {
                let told = move |progress| {
                    self.progress.try_set(Some(progress));
                };
                let (cancel, outcome) = workers::start(job, None, told, |_| {});
                self.cancel.try_set(Some(cancel));
                outcome.await.map_err(|failure| match failure {
                    Failure::Cancelled => w::stopped().to_owned(),
                    failure => workers::failure(&failure),
                })
            }
        };
        self.progress.try_set(None);
        self.cancel.try_set(None);
        outcome.map_err(|problem| self.problem.try_set(Some(problem))).ok()
    }

    /// Of another kind than what was asked for.
    pub fn broke(self) {
        self.problem.try_set(Some(crate::words::import::job_broke().to_owned()));
    }

    /// How far it is, and the button that stops it.
    pub fn bar(self, what: &'static str) -> AnyView {
        let share = move || {
            let known = self.progress.get().filter(|progress| progress.total > 0);
            known.map(|progress| (progress.done as f64 / progress.total as f64).to_string())
        };
        let stop = move |_| {
            if let Some(cancel) = self.cancel.get_untracked() {
                cancel.cancel();
            }
        };
        view! {
            <div class="progress" role="status">
                <span>{what}</span>
                <progress max="1" value=share aria-label=what></progress>
                <button type="button" class="button" disabled=move || self.cancel.get().is_none() on:click=stop>{common::cancel()}</button>
            </div>
        }
        .into_any()
    }

    pub fn again(self) -> AnyView {
        let ask = move |_| {
            self.problem.set(None);
            self.again.update(|times| *times += 1);
        };
        view! { <button type="button" class="button" on:click=ask>{common::retry()}</button> }.into_any()
    }
}
