//! The built app in a real browser, used as a person uses it.
//!
//! Each test has its own server, browser and database. The app in `dist` must be built: `make test` does it.

mod backup;
mod bad_input;
mod by_itself;
mod collect;
mod dashboard;
mod drift;
mod duplicates;
mod folder;
mod hosting;
mod inbox;
mod insights;
mod journeys;
mod lab;
mod lab_dated;
mod lab_people;
mod lists;
mod many;
mod orders;
mod out;
mod pages;
mod records;
mod replace;
mod safety;
mod shell;
mod snapshots;
mod sources;
mod themes;
mod tour;
mod update;
mod whole;

use tests::driver::Browser;
use tests::server::{Options, Server};
use tests::{Result, dist};

/// The app, served and opened.
struct Visit {
    server: Server,
    browser: Browser,
}

impl Visit {
    /// A first visit to a path of the app, on a wide screen.
    async fn to(path: &str) -> Result<Self> {
        Self::with(Options::new(dist()), path).await
    }

    async fn with(options: Options, path: &str) -> Result<Self> {
        assert!(options.folder.join("sw.js").exists(), "there is no built app: run `trunk build --release` first");
        let (server, browser) = (Server::start(options)?, Browser::start().await?);
        browser.open(&server.at(path)).await?;
        Ok(Visit { server, browser })
    }

    /// Waits until wasm has started.
    async fn started(&self) -> Result<()> {
        self.browser.until("window.wasmBindings").await
    }
}
