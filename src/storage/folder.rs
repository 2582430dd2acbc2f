//! A folder on the owner's disk, on browsers that give one: its handle is kept in a database of its own.
//!
//! The browser may ask the owner again after each start, and only while a button is being pressed. Invariant: a file
//! counts as written only once it was read back and found to be the same; the browser puts it in place as a whole.
//! Deliberately not here: what the files are called and which go (`domain::folder`), and when (`app`).

use crate::{Lock, StorageError, slices::within};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use rexie::{ObjectStore, Rexie, TransactionMode};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

const STORE: &str = "folder";
const HANDLE: &str = "handle";
const STATE: &str = "state";
const OPEN_MS: u32 = 8_000;
const PICKER: &str = "showDirectoryPicker";

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderError {
    /// The owner has to allow it again.
    NotAllowed,
    /// It was deleted, renamed, or its disk is not there.
    Gone,
    Full,
    /// What was read back is not what was written.
    NotVerified,
    Other(String),
}

impl FolderError {
    fn of(error: &JsValue) -> Self {
        let told = |name: &str| Reflect::get(error, &name.into()).ok().and_then(|told| told.as_string());
        let name = told("name").unwrap_or_default();
        match name.as_str() {
            "NotAllowedError" | "SecurityError" => FolderError::NotAllowed,
            "NotFoundError" => FolderError::Gone,
            "QuotaExceededError" => FolderError::Full,
            _ => FolderError::Other(format!("{name} {}", told("message").unwrap_or_default())),
        }
    }
}

impl From<StorageError> for FolderError {
    fn from(error: StorageError) -> Self {
        FolderError::Other(error.to_string())
    }
}

pub struct Folder {
    handle: JsValue,
}

/// Whether this browser lets a page have a folder.
pub fn can_have_folder() -> bool {
    Reflect::get(&js_sys::global(), &PICKER.into()).is_ok_and(|found| found.is_function())
}

/// Held while files are written or removed: one tab at a time.
pub async fn folder_lock(database: &str) -> Lock {
    Lock::acquire(&format!("{database}-folder")).await
}

impl Folder {
    /// Asks the owner for one, while a button is being pressed. None if they think better of it.
    pub async fn choose() -> Result<Option<Self>, FolderError> {
        let options = Object::new();
        for (name, value) in [("id", "backups"), ("mode", "readwrite"), ("startIn", "documents")] {
            // A plain object takes any field.
            drop(Reflect::set(&options, &name.into(), &value.into()));
        }
        match call(&js_sys::global(), PICKER, &[options.into()]).await {
            Ok(handle) => Ok(Some(Self { handle })),
            Err(error) if Reflect::get(&error, &"name".into()).is_ok_and(|name| name == "AbortError") => Ok(None),
            Err(error) => Err(FolderError::of(&error)),
        }
    }

    /// The one that was chosen before, with the state that was kept with it.
    pub async fn kept(database: &str) -> Result<Option<(Self, Option<String>)>, StorageError> {
        let connection = connect(database).await?;
        let transaction = connection.transaction(&[STORE], TransactionMode::ReadOnly)?;
        let store = transaction.store(STORE)?;
        let (handle, state) = (store.get(HANDLE.into()).await?, store.get(STATE.into()).await?);
        connection.close();
        let handle = handle.filter(JsValue::is_object);
        Ok(handle.map(|handle| (Self { handle }, state.and_then(|state| state.as_string()))))
    }

    /// Keeps it for later visits, with a state.
    pub async fn keep(&self, database: &str, state: &str) -> Result<(), StorageError> {
        let connection = connect(database).await?;
        let transaction = connection.transaction(&[STORE], TransactionMode::ReadWrite)?;
        let store = transaction.store(STORE)?;
        store.put(&self.handle, Some(&HANDLE.into())).await?;
        store.put(&state.into(), Some(&STATE.into())).await?;
        transaction.commit().await?;
        connection.close();
        Ok(())
    }

    /// Forgets the one that was chosen; its files stay.
    pub async fn forget(database: &str) -> Result<(), StorageError> {
        let connection = connect(database).await?;
        let transaction = connection.transaction(&[STORE], TransactionMode::ReadWrite)?;
        transaction.store(STORE)?.clear().await?;
        transaction.commit().await?;
        connection.close();
        Ok(())
    }

    pub fn name(&self) -> String {
        Reflect::get(&self.handle, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
    }

    /// Whether files may be written; asks the owner if told so, while a button is being pressed.
    pub async fn allowed(&self, ask: bool) -> bool {
        let method = if ask { "requestPermission" } else { "queryPermission" };
        if !Reflect::get(&self.handle, &method.into()).is_ok_and(|found| found.is_function()) {
            return true;
        }
        let mode = Object::new();
        drop(Reflect::set(&mode, &"mode".into(), &"readwrite".into()));
        call(&self.handle, method, &[mode.into()]).await.is_ok_and(|answer| answer == "granted")
    }

    /// The names of all that is in it.
    pub async fn names(&self) -> Result<Vec<String>, FolderError> {
        let told = |error: JsValue| FolderError::of(&error);
        let entries = call(&self.handle, "keys", &[]).await.map_err(told)?;
        let mut names = Vec::new();
        loop {
            let next = call(&entries, "next", &[]).await.map_err(told)?;
            if Reflect::get(&next, &"done".into()).map_err(told)?.is_truthy() {
                return Ok(names);
            }
            names.extend(Reflect::get(&next, &"value".into()).map_err(told)?.as_string());
        }
    }

    /// A file of it.
    pub async fn read(&self, name: &str) -> Result<File, FolderError> {
        let told = |error: JsValue| FolderError::of(&error);
        let file = call(&self.handle, "getFileHandle", &[name.into()]).await.map_err(told)?;
        Ok(call(&file, "getFile", &[]).await.map_err(told)?.unchecked_into())
    }

    /// Writes a file and reads it back. Where that fails, what stood under this name stays, if it was not replaced yet.
    pub async fn write(&self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let told = |error: JsValue| FolderError::of(&error);
        let new = matches!(self.read(name).await, Err(FolderError::Gone));
        if let Err(error) = self.put(name, bytes).await {
            if new {
                drop(self.remove(name).await);
            }
            return Err(told(error));
        }
        let file = self.read(name).await?;
        let read = Uint8Array::new(&call(&file, "arrayBuffer", &[]).await.map_err(told)?);
        if read.length() as usize == bytes.len() && read.to_vec() == bytes {
            return Ok(());
        }
        drop(self.remove(name).await);
        Err(FolderError::NotVerified)
    }

    /// The browser writes beside the file and puts the whole in its place when the stream is closed.
    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), JsValue> {
        let create = Object::new();
        drop(Reflect::set(&create, &"create".into(), &true.into()));
        let file = call(&self.handle, "getFileHandle", &[name.into(), create.into()]).await?;
        let stream = call(&file, "createWritable", &[]).await?;
        if let Err(error) = call(&stream, "write", &[Uint8Array::from(bytes).into()]).await {
            drop(call(&stream, "abort", &[]).await);
            return Err(error);
        }
        call(&stream, "close", &[]).await.map(drop)
    }

    pub async fn remove(&self, name: &str) -> Result<(), FolderError> {
        call(&self.handle, "removeEntry", &[name.into()]).await.map(drop).map_err(|error| FolderError::of(&error))
    }
}

async fn connect(database: &str) -> Result<Rexie, StorageError> {
    let builder = Rexie::builder(&format!("{database}-folder")).version(1).add_object_store(ObjectStore::new(STORE));
    Ok(within(OPEN_MS, builder.build()).await.ok_or(StorageError::Blocked)??)
}

/// Calls a method and waits if it answers with a promise.
async fn call(of: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(of, &method.into())?.dyn_into()?;
    let answer = function.apply(of, &arguments.iter().cloned().collect::<Array>())?;
    match answer.dyn_into::<Promise>() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(answer) => Ok(answer),
    }
}
