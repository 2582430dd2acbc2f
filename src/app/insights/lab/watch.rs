//! A job of the lab that is watched: how far it is, and a way to stop it. It ends when the page is left.

use crate::{
    words::common,
    workers::{self, Cancel, Progress},
};
use leptos::prelude::*;
use protocol::{Failure, Job, Outcome, Stage};

#[derive(Clone, Copy)]
pub struct Watch {
    progress: RwSignal<Option<Progress>>,
    pub busy: Memo<bool>,
    cancel: RwSignal<Option<Cancel>, LocalStorage>,
    /// How often something was asked or given up: only the last answer counts.
    turn: RwSignal<u32>,
}

impl Watch {
    pub fn new() -> Self {
        let progress = RwSignal::new(None::<Progress>);
        let busy = Memo::new(move |_| progress.read().is_some());
        let watch = Self { progress, busy, cancel: RwSignal::new_local(None), turn: RwSignal::new(0) };
        on_cleanup(move || watch.stop());
        watch
    }

    /// None where it was stopped, or the page was left.
    pub async fn run(self, job: impl Future<Output = Result<Job, String>>) -> Option<Result<Outcome, String>> {
        self.turn.try_update(|turn| *turn += 1);
        self.progress.try_set(Some(Progress { done: 0, total: 0, stage: Stage::Loading }));
        let current = self.current();
        let job = job.await;
        let told = match job {
            _ if !current() => return None,
            Err(problem) => Err(problem),
            Ok(job) => {
                let told = move |progress| {
                    if current() {
                        self.progress.set(Some(progress));
                    }
                };
                let (cancel, outcome) = workers::start(job, None, told, |_| {});
                self.cancel.try_set(Some(cancel));
                match outcome.await {
                    Err(Failure::Cancelled) => return None,
                    outcome => outcome.map_err(|failure| workers::failure(&failure)),
                }
            }
        };
        current().then(|| {
            self.progress.set(None);
            self.cancel.set(None);
            told
        })
    }

    /// Whether nothing else was asked or given up since.
    pub fn current(self) -> impl Fn() -> bool + Copy {
        let turn = self.turn.try_get_untracked();
        move || turn.is_some() && self.turn.try_get_untracked() == turn
    }

    pub fn stop(self) {
        self.turn.try_update(|turn| *turn += 1);
        if let Some(cancel) = self.cancel.try_get_untracked().flatten() {
            cancel.cancel();
        }
        self.cancel.try_set(None);
        self.progress.try_set(None);
    }
}

/// How far it is, with Cancel beside it.
pub fn bar(text: &'static str, watch: Watch) -> AnyView {
    let share = move || {
        let known = watch.progress.get().filter(|progress| progress.total > 0);
        known.map_or(0.0, |progress| progress.done as f64 / progress.total as f64)
    };
    view! {
        <div class="progress" role="status">
            <span>{text}</span>
            <progress max="1" prop:value=share aria-label=text></progress>
            <button type="button" class="button" on:click=move |_| watch.stop()>{common::cancel()}</button>
        </div>
    }
    .into_any()
}
