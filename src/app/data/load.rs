//! Opening the data: people first, so that the page is of use, then orders and the rest in slices.

use super::{Data, SaveState};
use crate::{
    parts,
    shell::fault,
    words::{self, Lang},
};
use domain::Kind;
use futures::channel::oneshot;
use leptos::{prelude::*, task::spawn_local};
use std::rc::Rc;
use storage::{Channel, StorageError, Store};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loaded {
    Nothing,
    /// Contacts, companies and everything small; order figures may still grow.
    People,
    /// The rest could not be read, or not all of it: `failure` says why. Nothing can be stored then, for a chunk that is
    /// not in memory would be lost.
    Part,
    All,
}

const FIRST: [Kind; 8] =
    [Kind::Profile, Kind::Field, Kind::View, Kind::Model, Kind::Tag, Kind::Lead, Kind::Company, Kind::Contact];
const THEN: [Kind; 4] = [Kind::Task, Kind::Deal, Kind::Order, Kind::Activity];

/// The database of this page.
pub const DATABASE: &str = "solo-crm";

impl Data {
    /// Opens and loads the data; `failure` says why if that does not work.
    pub fn open(self) {
        self.ask_before_leaving();
        spawn_local(async move {
            if let Err(error) = self.load().await {
                self.failure.set(Some(error));
                if self.loaded.get_untracked() >= Loaded::People {
                    self.announce();
                    self.save_state.set(SaveState::NotSaved);
                    self.loaded.set(Loaded::Part);
                }
            }
        });
    }

    async fn load(self) -> Result<(), StorageError> {
        let store = Rc::new(Store::open(DATABASE).await?);
        self.inner().store.replace(Some(Rc::clone(&store)));
        // Then names are in their order from the beginning.
        if words::lang() == Lang::Zh {
            self.learn_sounds().await;
        }
        for kind in FIRST {
            self.load_kind(&store, kind).await?;
        }
        self.announce();
        self.loaded.set(Loaded::People);
        let mut rest = Ok(());
        for kind in THEN {
            rest = rest.and(self.load_kind(&store, kind).await);
        }
        rest?;
        store.catch_up(&self.inner().book).await?;
        self.announce();
        // Before anything can be written.
        if store.outdated() {
            let (done, finished) = oneshot::channel();
            if parts::call(&parts::UPGRADE, (Rc::clone(&store), done)).await.is_ok() {
                // Done or given up.
                let _ = finished.await;
            }
        }
        self.loaded.set(Loaded::All);
        self.listen(&store);
        self.learn_sounds().await;
        self.warm_search().await;
        // What does not arrive now tidies up at a later start.
        drop(parts::call(&parts::TIDY, self).await);
        Ok(())
    }

    async fn load_kind(self, store: &Store, kind: Kind) -> Result<(), StorageError> {
        let book = Rc::clone(&self.inner().book);
        store.load_kind(kind, |chunk, records| book.borrow_mut().load_chunk(kind, chunk, records)).await
    }

    /// Without them Chinese names are found as they are written only.
    async fn learn_sounds(self) {
        if parts::call(&parts::SOUNDS, ()).await.is_ok() {
            self.inner().book.borrow_mut().sounds_learned();
            self.announce();
        }
    }

    /// Takes in what other tabs store.
    fn listen(self, store: &Rc<Store>) {
        let store = Rc::clone(store);
        let channel = Channel::open(DATABASE, move || {
            let store = Rc::clone(&store);
            spawn_local(async move {
                self.slices_done().await;
                match store.catch_up(&self.inner().book).await {
                    Ok(_) => self.announce(),
                    // What is not stored could be lost by that: the owner decides.
                    Err(StorageError::Replaced) if !self.read(|book| book.has_pending()) => {
                        fault::reload();
                    }
                    Err(error) => self.failure.set(Some(error)),
                }
            });
        });
        // Listening goes on as long as the page lives.
        std::mem::forget(channel);
    }

    /// Prepares search in slices, so that the first keystroke finds it ready.
    async fn warm_search(self) {
        for kind in [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order] {
            let mut block = 0;
            while self.read(|book| book.warm_search(kind, block)) {
                block += 1;
                if block % 16 == 0 {
                    super::save::pause(std::time::Duration::ZERO).await;
                }
            }
        }
    }
}
