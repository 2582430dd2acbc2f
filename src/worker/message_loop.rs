//! What both workers do: take jobs one after another, tell how they go, stop when asked.
//!
//! Invariant: every job that was started ends with exactly one `Done` or `Failed`; a panic ends it too, told before
//! the module stops for good. Jobs stop only where they [`Context::breathe`]. Deliberately not here: what the jobs
//! do.

use js_sys::{Array, Function, Promise, Uint8Array};
use protocol::{Event, Failure, Job, JobId, Message, Outcome, Request, Stage, VERSION, Worker};
use std::{
    cell::{Cell, RefCell},
    collections::{HashSet, VecDeque},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, File, MessageChannel, MessageEvent};

/// A job gives the event loop a turn this often; only then a `Cancel` arrives.
const SLICE_MS: f64 = 40.0;

thread_local! {
    static RUNNING: Cell<Option<JobId>> = const { Cell::new(None) };
    static CANCELLED: RefCell<HashSet<JobId>> = RefCell::default();
}

/// A job's line to the page.
pub struct Context {
    id: JobId,
    since: Cell<f64>,
}

struct Waiting {
    id: JobId,
    job: Job,
    file: Option<File>,
}

/// Answers the page's messages with this function from now on.
pub fn listen<F, Fut>(worker: Worker, run: F)
where
    F: Fn(Rc<Context>, Job, Option<File>) -> Fut + 'static,
    Fut: Future<Output = Result<Outcome, Failure>> + 'static,
{
    std::panic::set_hook(Box::new(|info| {
        let id = RUNNING.get().unwrap_or_default();
        post(&Event::Failed { id, failure: Failure::Internal(info.to_string()) });
        console_error_panic_hook::hook(info);
    }));
    let queue: Rc<RefCell<VecDeque<Waiting>>> = Rc::default();
    let run = Rc::new(run);
    let receive = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some((request, file)) = read(&event) else {
            return;
        };
        match request.message {
            Message::Start { id, .. } if request.version != VERSION => fail(id, Failure::Version { worker: VERSION }),
            Message::Start { id, job } if job.worker() != worker || (job.wants_file() && file.is_none()) => {
                fail(id, Failure::WrongJob)
            }
            Message::Start { id, job } => {
                queue.borrow_mut().push_back(Waiting { id, job: *job, file });
                if RUNNING.get().is_none() {
                    RUNNING.set(Some(id));
                    spawn_local(work(queue.clone(), run.clone()));
                }
            }
            Message::Cancel { id } => cancel(&queue, id),
        }
    });
    scope().set_onmessage(Some(receive.as_ref().unchecked_ref()));
    receive.forget();
    post(&Event::Ready { version: VERSION });
}

async fn work<F, Fut>(queue: Rc<RefCell<VecDeque<Waiting>>>, run: Rc<F>)
where
    F: Fn(Rc<Context>, Job, Option<File>) -> Fut,
    Fut: Future<Output = Result<Outcome, Failure>>,
{
    loop {
        let Some(Waiting { id, job, file }) = queue.borrow_mut().pop_front() else {
            break;
        };
        RUNNING.set(Some(id));
        let context = Rc::new(Context { id, since: Cell::new(js_sys::Date::now()) });
        match run(context, job, file).await {
            Ok(outcome) => post(&Event::Done { id, outcome }),
            Err(failure) => fail(id, failure),
        }
        CANCELLED.with_borrow_mut(|cancelled| cancelled.remove(&id));
        // What was cancelled meanwhile is not begun.
        turn().await;
    }
    RUNNING.set(None);
}

fn cancel(queue: &RefCell<VecDeque<Waiting>>, id: JobId) {
    if RUNNING.get() == Some(id) {
        CANCELLED.with_borrow_mut(|cancelled| cancelled.insert(id));
        return;
    }
    let waited = queue.borrow().iter().position(|waiting| waiting.id == id);
    if let Some(at) = waited {
        queue.borrow_mut().remove(at);
        fail(id, Failure::Cancelled);
    }
}

impl Context {
    pub fn progress(&self, done: u64, total: u64, stage: Stage) {
        self.tell(|id| Event::Progress { id, done, total, stage });
    }
    pub fn tell(&self, event: impl FnOnce(JobId) -> Event) {
        post(&event(self.id));
    }
    /// Lets messages in now and then; fails when the page has cancelled the job.
    pub async fn breathe(&self) -> Result<(), Failure> {
        if js_sys::Date::now() - self.since.get() >= SLICE_MS {
            turn().await;
            self.since.set(js_sys::Date::now());
        }
        if CANCELLED.with_borrow(|cancelled| cancelled.contains(&self.id)) { Err(Failure::Cancelled) } else { Ok(()) }
    }
}

fn read(event: &MessageEvent) -> Option<(Request, Option<File>)> {
    let data: Array = event.data().dyn_into().ok()?;
    let bytes: Uint8Array = data.get(0).dyn_into().ok()?;
    let file = data.get(1).dyn_into::<File>().ok();
    match protocol::decode(&bytes.to_vec()) {
        Ok(request) => Some((request, file)),
        Err(error) => {
            fail(0, Failure::Internal(error.to_string()));
            None
        }
    }
}

fn fail(id: JobId, failure: Failure) {
    post(&Event::Failed { id, failure });
}

fn post(event: &Event) {
    let bytes = Uint8Array::from(protocol::encode(event).as_slice());
    let transfer = Array::of1(&bytes.buffer());
    // It fails only for what cannot be cloned, and bytes can.
    drop(scope().post_message_with_transfer(&bytes, &transfer));
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// One turn of the event loop. A message channel, because timers wait at least 4 ms.
async fn turn() {
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let promise = Promise::new(&mut |resolve: Function, _| {
        channel.port1().set_onmessage(Some(&resolve));
        drop(channel.port2().post_message(&JsValue::NULL));
    });
    drop(JsFuture::from(promise).await);
    channel.port1().close();
}
