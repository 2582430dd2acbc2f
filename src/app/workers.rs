//! The page's side of the two workers: started on demand, given jobs, restarted when they break.
//!
//! Invariant: every job ends, with an outcome or a failure, a cancelled one at once. A worker takes jobs one after
//! another: where one broke or goes on uncalled for, it is ended, and those behind it go to a fresh one. Ending a worker
//! is safe: it only reads, or writes what nobody uses before its job is done. Deliberately not here: what jobs do, and
//! what their outcomes change.

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
    /// For another worker, should this one end before it comes to it.
    message: Array,
    on_progress: Box<dyn Fn(Progress)>,
    on_batch: Box<dyn Fn(Transaction)>,
    /// None where it was cancelled and the worker has not said so yet.
    finish: Option<Finish>,
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
    /// Ends the job at once; a worker in the midst of it has a moment to stop by itself.
    pub fn cancel(self) {
        let Some(started) = STARTED.with_borrow(|all| all.get(self.script).cloned()) else { return };
        let finish = started.running.borrow_mut().get_mut(&self.id).and_then(|job| job.finish.take());
        let Some(finish) = finish else { return };
        drop(finish.send(Err(Failure::Cancelled)));
        started.post(Array::of1(&bytes(&Request::cancel(self.id))));
        set_timeout(
            move || {
                if started.oldest() == Some(self.id) {
                    started.replace(self.script);
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
            let message = Array::of2(&bytes(&Request::start(id, job)), &file.map_or(JsValue::UNDEFINED, JsValue::from));
            let (on_progress, on_batch) = (Box::new(on_progress), Box::new(on_batch));
            started.take(id, Running { message, on_progress, on_batch, finish: Some(finish) });
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
            started.broke(script);
        }
    });
    let weak = Rc::downgrade(&started);
    let give_up = move || {
        if let Some(started) = weak.upgrade().filter(|started| !started.ready.get()) {
            started.broke(script);
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
    fn take(&self, id: JobId, job: Running) {
        let message = job.message.clone();
        self.running.borrow_mut().insert(id, job);
        self.post(message);
    }

    /// The job that keeps the worker busy.
    fn oldest(&self) -> Option<JobId> {
        self.running.borrow().keys().next().copied()
    }

    /// A worker that broke did so over its oldest job; one that never was ready would not do any.
    fn broke(&self, script: &'static str) {
        let stopped = || Err(Failure::Internal("the worker stopped".to_owned()));
        match self.ready.get() {
            true => self.oldest().into_iter().for_each(|id| self.finish(id, stopped())),
            false => self.finish_all(stopped),
        }
        self.replace(script);
    }

    /// Ends the worker; another one does what is still waited for.
    fn replace(&self, script: &'static str) {
        self.worker.terminate();
        STARTED.with_borrow_mut(|all| {
            if all.get(script).is_some_and(|current| std::ptr::eq(Rc::as_ptr(current), self)) {
                all.remove(script);
            }
        });
        let mut waiting = self.running.take();
        waiting.retain(|_, job| job.finish.is_some());
        if waiting.is_empty() {
            return;
        }
        match worker(script) {
            Ok(next) => waiting.into_iter().for_each(|(id, job)| next.take(id, job)),
            Err(error) => {
                self.running.replace(waiting);
                self.finish_all(|| Err(Failure::Internal(error.clone())));
            }
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
                self.finish_all(|| Err(Failure::Version { worker: version }));
                self.replace(script);
            }
            Event::Progress { id, done, total, stage } => {
                if let Some(running) = self.running.borrow().get(&id).filter(|job| job.finish.is_some()) {
                    (running.on_progress)(Progress { done, total, stage });
                }
            }
            Event::Batch { id, transaction } => {
                if let Some(running) = self.running.borrow().get(&id).filter(|job| job.finish.is_some()) {
                    (running.on_batch)(transaction);
                }
            }
            Event::Done { id, outcome } => self.finish(id, Ok(outcome)),
            Event::Failed { id, failure } => {
                let broke = matches!(failure, Failure::Internal(_));
                self.finish(id, Err(failure));
                if broke {
                    self.replace(script);
                }
            }
        }
    }

    fn finish(&self, id: JobId, outcome: Result<Outcome, Failure>) {
        let finish = self.running.borrow_mut().remove(&id).and_then(|job| job.finish);
        if let Some(finish) = finish {
            drop(finish.send(outcome));
        }
    }

    fn finish_all(&self, outcome: impl Fn() -> Result<Outcome, Failure>) {
        let all: Vec<JobId> = self.running.borrow().keys().copied().collect();
        all.into_iter().for_each(|id| self.finish(id, outcome()));
    }
}
