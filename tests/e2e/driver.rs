//! A headless Chromium of one's own, driven over WebDriver: a fresh profile, its own driver process, its own downloads.
//!
//! Dropping it ends the browser and the driver, also when a test panics, and removes the profile. Finding things by
//! role and name is in `find`. Not here: what the app's pages look like; page objects know that.

#[path = "driver/find.rs"]
mod find;

use crate::Result;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, LoggingPrefsLogLevel};

/// How long anything may take before a test gives up on it. Generous: machines that test are busy.
pub const PATIENCE: Duration = Duration::from_secs(45);

/// Keys that write no letter, as WebDriver codes them.
pub mod keys {
    pub const TAB: &str = "\u{e004}";
    pub const ENTER: &str = "\u{e007}";
    pub const CONTROL: &str = "\u{e009}";
    pub const ESCAPE: &str = "\u{e00c}";
    pub const UP: &str = "\u{e013}";
    pub const DOWN: &str = "\u{e015}";
}

#[derive(Clone, Debug)]
pub struct Options {
    /// What `navigator.language` says, `en-US` or `zh-CN`.
    pub language: String,
    /// Keep this profile instead of a fresh one: to see what survives a browser that was killed.
    pub profile: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Options { language: "en-US".into(), profile: None }
    }
}

#[derive(Debug)]
pub struct Browser {
    pub driver: WebDriver,
    process: Process,
}

/// A chromedriver with the folder for its browser's profile and downloads.
#[derive(Debug)]
struct Process {
    child: Child,
    port: u16,
    folder: PathBuf,
}

impl Browser {
    /// A wide window, light, in English.
    pub async fn start() -> Result<Self> {
        Self::start_with(Options::default()).await
    }

    pub async fn start_with(options: Options) -> Result<Self> {
        let process = Process::start(&options.language)?;
        let profile = options.profile.unwrap_or_else(|| process.folder.join("profile"));
        let mut caps = ChromeCapabilities::new();
        for arg in
            ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=1440,1000"]
        {
            caps.add_arg(arg)?;
        }
        caps.add_arg(&format!("--user-data-dir={}", profile.display()))?;
        caps.add_arg(&format!("--lang={}", options.language))?;
        if let Some(binary) = program(&["chromium", "chromium-browser", "google-chrome"]) {
            caps.set_binary(&binary.to_string_lossy())?;
        }
        caps.add_experimental_option(
            "prefs",
            json!({
                "download.default_directory": process.folder.join("downloads"),
                "download.prompt_for_download": false,
                "intl.accept_languages": options.language,
            }),
        )?;
        caps.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        let driver = WebDriver::new(format!("http://127.0.0.1:{}", process.port), caps).await?;
        // The end of the process is the end of the session, and needs no runtime.
        driver.clone().leak()?;
        let browser = Browser { driver, process };
        browser.driver.set_script_timeout(Duration::from_secs(120)).await?;
        browser.wide().await?;
        Ok(browser)
    }

    pub async fn open(&self, url: &str) -> Result<()> {
        Ok(self.driver.goto(url).await?)
    }

    /// Loads the page again as a person would: what is installed answers, not the network.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.driver.refresh().await?)
    }

    // ---- the screen

    /// A desktop screen of 1440 by 900.
    pub async fn wide(&self) -> Result<()> {
        self.screen(1440, 900, 1, false).await
    }

    /// A small phone: 360 by 740, with touch.
    pub async fn phone(&self) -> Result<()> {
        self.screen(360, 740, 3, true).await
    }

    pub async fn screen(&self, width: u32, height: u32, scale: u32, phone: bool) -> Result<()> {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone});
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        self.cdp("Emulation.setTouchEmulationEnabled", json!({"enabled": phone})).await?;
        Ok(())
    }

    /// What the system prefers: dark or light, and less motion (so that pictures hold still).
    pub async fn prefer(&self, dark: bool, less_motion: bool) -> Result<()> {
        let features = json!([
            {"name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" }},
            {"name": "prefers-reduced-motion", "value": if less_motion { "reduce" } else { "no-preference" }},
        ]);
        self.cdp("Emulation.setEmulatedMedia", json!({"features": features})).await?;
        Ok(())
    }

    pub async fn time_zone(&self, name: &str) -> Result<()> {
        self.cdp("Emulation.setTimezoneOverride", json!({"timezoneId": name})).await?;
        Ok(())
    }

    pub async fn cdp(&self, method: &str, params: Value) -> Result<Value> {
        Ok(self.driver.cdp().send_raw(method, params).await?)
    }

    /// Saves what the window shows as `target/screenshots/NAME.png`.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let path = crate::root().join("target/screenshots").join(format!("{name}.png"));
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        self.driver.screenshot(&path).await?;
        Ok(path)
    }

    // ---- scripts and what the page says

    /// Runs the body of a function in the page; its arguments are in `arguments`.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.driver.execute(script, arguments).await?.json().clone())
    }

    /// Runs the body of an async function in the page; a rejection is an error here.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1], given = [...arguments].slice(0, -1);
             (async (...arguments) => {{ {script} }})(...given).then(value => done({{value: value ?? null}}), error => done({{error: String(error)}}));"
        );
        let answer = self.driver.execute_async(script, arguments).await?.json().clone();
        match answer.get("error").and_then(Value::as_str) {
            Some(error) => Err(error.into()),
            None => Ok(answer["value"].clone()),
        }
    }

    /// Waits until an expression is true in the page.
    pub async fn until(&self, expression: &str) -> Result<()> {
        let script = format!("return Boolean({expression})");
        self.wait_for(expression, async || Ok(self.run(&script, vec![]).await?.as_bool().filter(|yes| *yes)))
            .await
            .map(drop)
    }

    /// Asks again and again until there is an answer. Errors count as "not yet", but the last one is told.
    pub async fn wait_for<T>(&self, what: &str, ask: impl AsyncFn() -> Result<Option<T>>) -> Result<T> {
        let start = Instant::now();
        loop {
            let last = match ask().await {
                Ok(Some(answer)) => return Ok(answer),
                Ok(None) => String::new(),
                Err(error) => format!(" ({error})"),
            };
            if start.elapsed() > PATIENCE {
                return Err(format!("waited in vain for {what}{last}").into());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The errors the console has shown since the last call. A server that a test has stopped is no error, nor that the
    /// browser asks nobody about leaving where nobody has pressed anything.
    pub async fn errors(&self) -> Result<Vec<String>> {
        let entries = self.driver.browser_log().await?;
        let errors = entries.into_iter().filter(|entry| {
            entry.level == "SEVERE"
                && !["net::ERR_", "'beforeunload'"].iter().any(|known| entry.message.contains(known))
        });
        Ok(errors.map(|entry| entry.message).collect())
    }

    /// Waits until the app is installed for offline use and its service worker answers for this page.
    pub async fn ready_offline(&self) -> Result<Value> {
        let script = "
            const container = navigator.serviceWorker;
            const registration = await container.register('sw.js', {updateViaCache: 'none'});
            await container.ready;
            while (!container.controller) await new Promise(next => setTimeout(next, 50));
            const channel = new MessageChannel();
            container.controller.postMessage('STATUS', [channel.port2]);
            return new Promise(answer => channel.port1.onmessage = ({data}) => answer(data));";
        let status = self.run_async(script, vec![]).await?;
        if status["ready"] == json!(true) {
            Ok(status)
        } else {
            Err(format!("the service worker is not ready: {status}").into())
        }
    }

    // ---- files

    /// Gives files to the file input of this label.
    pub async fn upload(&self, label: &str, files: &[&Path]) -> Result<()> {
        let paths: Vec<_> = files
            .iter()
            .map(|file| fs::canonicalize(file).map(|path| path.to_string_lossy().into_owned()))
            .collect::<std::io::Result<_>>()?;
        // File inputs are often hidden behind a prettier button.
        let input = self.named("file", label, false).await?;
        Ok(input.send_keys(paths.join("\n")).await?)
    }

    /// Waits for a downloaded file whose name contains this.
    pub async fn downloaded(&self, part: &str) -> Result<PathBuf> {
        let folder = self.process.folder.join("downloads");
        self.wait_for(&format!("a download named {part}"), async || {
            let mut files = fs::read_dir(&folder)?.filter_map(|entry| entry.ok().map(|entry| entry.path()));
            Ok(files.find(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                // The browser takes the name first, with nothing in it.
                let whole = path.metadata().is_ok_and(|file| file.len() > 0) && !name.ends_with(".crdownload");
                name.contains(part) && whole
            }))
        })
        .await
    }
}

/// Times a driver that does not start is started again.
const ATTEMPTS: usize = 3;

impl Process {
    fn start(language: &str) -> Result<Self> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let folder = std::env::temp_dir().join(format!("solo-crm-browser-{}-{number}", std::process::id()));
        let path = program(&["chromedriver"]).ok_or("chromedriver is not installed: run `sh tests/setup.sh test`")?;
        // The port it takes for itself may be taken from it before it listens on both kinds of address.
        let mut attempts = (0..ATTEMPTS).map(|_| Self::attempt(&path, language, &folder));
        attempts.find_map(Result::ok).ok_or_else(|| "chromedriver did not start".into())
    }

    fn attempt(path: &Path, language: &str, folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder.join("downloads"))?;
        let mut command = Command::new(path);
        // Chromium on Linux takes its language from here.
        command.arg("--port=0").env("LANGUAGE", language.replace('-', "_"));
        let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut process = Process { child, port: 0, folder: folder.to_owned() };
        let output = process.child.stdout.take().ok_or("chromedriver says nothing")?;
        let mut lines = BufReader::new(output).lines().map_while(std::io::Result::ok);
        process.port = lines
            .find_map(|line| line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok())
            .ok_or("chromedriver did not start")?;
        // Whoever stops reading breaks the driver's pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(process)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The driver ends its browsers on this request; killed, it would leave them behind.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            drop(stream.set_read_timeout(Some(Duration::from_secs(5))));
            drop(write!(stream, "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"));
            drop(stream.read(&mut [0; 256]));
        }
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(5) && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(20));
        }
        drop(self.child.kill());
        drop(self.child.wait());
        drop(fs::remove_dir_all(&self.folder));
    }
}

fn program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names
        .iter()
        .find_map(|name| std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()))
}
