//! The page's side of the two workers: started on demand, given jobs, restarted when they break.
//!
//! Invariant: every job ends, with an outcome or a failure; a worker that broke or does not answer is ended, and
//! the next job starts a fresh one. Deliberately not here: what jobs do, and what their outcomes change.

use crate::words::{backup, import as w};
use domain::Transaction;
use js_sys::{Array, Uint8Array};
use leptos::prelude::set_timeout;
use protocol::{Event, Failure, Job, JobId, Outcome, Request, Stage, VERSION, Worker};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
    time::Duration,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{File, MessageEvent, WorkerOptions, WorkerType};

/// How far a job is. `total` is 0 while nobody knows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    pub done: u64,
    pub total: u64,
    pub stage: Stage,
}

/// A worker that is not ready by then never will be.
const START_PATIENCE: Duration = Duration::from_secs(60);
/// A job that does not heed its cancellation by then is in the midst of a long computation.
const CANCEL_PATIENCE: Duration = Duration::from_millis(1_500);

type Finish = futures::channel::oneshot::Sender<Result<Outcome, Failure>>;

struct Running {
    on_progress: Box<dyn Fn(Progress)>,
    on_batch: Box<dyn Fn(Transaction)>,
    finish: Finish,
}

/// A started worker. Messages wait until it says that it is ready.
struct Started {
    worker: web_sys::Worker,
    ready: Cell<bool>,
    waiting: RefCell<Vec<Array>>,
    running: RefCell<BTreeMap<JobId, Running>>,
}

thread_local! {
    static STARTED: RefCell<BTreeMap<&'static str, Rc<Started>>> = RefCell::default();
    static NEXT_JOB: Cell<JobId> = const { Cell::new(1) };
}

/// A job that can be cancelled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cancel {
    id: JobId,
    script: &'static str,
}

impl Cancel {
    pub fn cancel(self) {
        let Some(started) = STARTED.with_borrow(|all| all.get(self.script).cloned()) else { return };
        started.post(Array::of1(&bytes(&Request::cancel(self.id))));
        set_timeout(
            move || {
                // Only the oldest job can be the one that keeps the worker busy. Ending a worker is safe: it only reads.
                let running = started.running.borrow().keys().next().copied();
                if running == Some(self.id) {
                    started.finish(self.id, Err(Failure::Cancelled));
                    started.retire(self.script);
                }
            },
            CANCEL_PATIENCE,
        );
    }
}

/// Starts a job. Its callbacks run until the future resolves.
pub fn start(
    job: Job,
    file: Option<File>,
    on_progress: impl Fn(Progress) + 'static,
    on_batch: impl Fn(Transaction) + 'static,
) -> (Cancel, impl Future<Output = Result<Outcome, Failure>>) {
    let script = script_of(job.worker());
    let id = NEXT_JOB.get();
    NEXT_JOB.set(id + 1);
    let (finish, finished) = futures::channel::oneshot::channel();
    match worker(script) {
        Ok(started) => {
            let running = Running { on_progress: Box::new(on_progress), on_batch: Box::new(on_batch), finish };
            started.running.borrow_mut().insert(id, running);
            let file = file.map_or(JsValue::UNDEFINED, JsValue::from);
            started.post(Array::of2(&bytes(&Request::start(id, job)), &file));
        }
        // Nobody waits for the answer any more: the page has gone.
        Err(error) => drop(finish.send(Err(Failure::Internal(error)))),
    }
    let outcome = async move { finished.await.unwrap_or(Err(Failure::Cancelled)) };
    (Cancel { id, script }, outcome)
}

/// A job whose progress nobody watches.
pub async fn run(job: Job, file: Option<File>) -> Result<Outcome, Failure> {
    start(job, file, |_| {}, |_| {}).1.await
}

/// Why a job failed, in the user's words.
pub fn failure(failure: &Failure) -> String {
    match failure {
        Failure::Cancelled => w::cancelled().to_owned(),
        Failure::Import(error) => w::import_error(error),
        Failure::Backup(error) => backup::error(error),
        Failure::SheetTooLarge => backup::sheet_too_large().to_owned(),
        Failure::Version { .. } => w::other_version().to_owned(),
        Failure::Full => crate::words::shell::storage_error(&storage::StorageError::Quota),
        Failure::Storage(reason) => w::cannot_read_stored(reason),
        Failure::Training(_) | Failure::WrongJob | Failure::Internal(_) => w::job_broke().to_owned(),
    }
}

fn script_of(worker: Worker) -> &'static str {
    match worker {
        Worker::Files => "files_loader.js",
        Worker::Analysis => "analysis_loader.js",
    }
}

fn bytes(request: &Request) -> JsValue {
    Uint8Array::from(protocol::encode(request).as_slice()).into()
}

fn worker(script: &'static str) -> Result<Rc<Started>, String> {
    if let Some(started) = STARTED.with_borrow(|all| all.get(script).cloned()) {
        return Ok(started);
    }
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = web_sys::Worker::new_with_options(script, &options).map_err(|error| format!("{error:?}"))?;
    let started =
        Rc::new(Started { worker, ready: Cell::new(false), waiting: RefCell::default(), running: RefCell::default() });
    let weak = Rc::downgrade(&started);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let told = event.data().dyn_into::<Uint8Array>().ok().and_then(|bytes| protocol::decode(&bytes.to_vec()).ok());
        if let (Some(started), Some(told)) = (weak.upgrade(), told) {
            started.receive(script, told);
        }
    });
    let weak = Rc::downgrade(&started);
    let on_error = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        event.prevent_default();
        if let Some(started) = weak.upgrade() {
            started.retire(script);
        }
    });
    let weak = Rc::downgrade(&started);
    let give_up = move || {
        if let Some(started) = weak.upgrade().filter(|started| !started.ready.get()) {
            started.retire(script);
        }
    };
    set_timeout(give_up, START_PATIENCE);
    started.worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    started.worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    // They live as long as the worker, which is until the page goes or the worker breaks.
    on_message.forget();
    on_error.forget();
    STARTED.with_borrow_mut(|all| all.insert(script, Rc::clone(&started)));
    Ok(started)
}

impl Started {
    /// A worker that broke is not used again; its jobs have failed.
    fn retire(&self, script: &'static str) {
        self.worker.terminate();
        STARTED.with_borrow_mut(|all| {
            if all.get(script).is_some_and(|current| std::ptr::eq(Rc::as_ptr(current), self)) {
                all.remove(script);
            }
        });
        for (_, running) in self.running.take() {
            drop(running.finish.send(Err(Failure::Internal("the worker stopped".to_owned()))));
        }
    }

    fn post(&self, message: Array) {
        if self.ready.get() {
            // Bytes and files can always be cloned.
            drop(self.worker.post_message(&message));
        } else {
            self.waiting.borrow_mut().push(message);
        }
    }

    fn receive(&self, script: &'static str, event: Event) {
        match event {
            Event::Ready { version } if version == VERSION => {
                self.ready.set(true);
                for message in self.waiting.take() {
                    self.post(message);
                }
            }
            Event::Ready { version } => {
                for (_, running) in self.running.take() {
                    drop(running.finish.send(Err(Failure::Version { worker: version })));
                }
                self.retire(script);
            }
            Event::Progress { id, done, total, stage } => {
                if let Some(running) = self.running.borrow().get(&id) {
                    (running.on_progress)(Progress { done, total, stage });
                }
            }
            Event::Batch { id, transaction } => {
                if let Some(running) = self.running.borrow().get(&id) {
                    (running.on_batch)(transaction);
                }
            }
            Event::Done { id, outcome } => self.finish(id, Ok(outcome)),
            Event::Failed { id, failure } => {
                let broke = matches!(failure, Failure::Internal(_));
                self.finish(id, Err(failure));
                if broke {
                    self.retire(script);
                }
            }
        }
    }

    fn finish(&self, id: JobId, outcome: Result<Outcome, Failure>) {
        let running = self.running.borrow_mut().remove(&id);
        if let Some(running) = running {
            drop(running.finish.send(outcome));
        }
    }
}
