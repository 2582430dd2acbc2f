//! What the tests and the tools around them share: a static server and a driven browser.
//!
//! Neither builds anything: both expect the finished app in `dist`.

#[cfg(feature = "browser")]
#[path = "e2e/driver.rs"]
pub mod driver;
pub mod server;

use std::path::{Path, PathBuf};

/// Whatever went wrong: tests and tools only report it.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}

/// The built app.
pub fn dist() -> PathBuf {
    match std::env::var_os("DIST") {
        Some(folder) => folder.into(),
        None => root().join("dist"),
    }
}
