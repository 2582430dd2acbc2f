//! Takes screenshots of paths of the app, to be looked at:
//!
//! `cargo run -p tests --bin shots -- [PATH…] [--lang en,zh] [--light] [--dark] [--wide] [--phone] [--sample]
//! [--click NAME] [--upload FILE,FILE] [--run SCRIPT] [--full] [--url ADDRESS] [--tag NAME] [--series FILE]`
//!
//! Without `--light` or `--dark` it takes both, without `--wide` or `--phone` both, without `--lang` English and
//! Chinese. `--sample` goes through the first run with the sample business. Before the picture, in their order:
//! `--click` clicks the button or link of that name (`css=SELECTOR` for any language), `--upload` gives files to the
//! page's file input, `--run` runs a script. `--full` shows the page in its whole height. A series has a picture in
//! each line, its options separated by ` | `. Pictures are `target/screenshots/[TAG-]PATH-LANGUAGE-THEME-WIDTH.png`.

use serde_json::json;
use std::process::ExitCode;
use std::time::Duration;
use tests::driver::{Browser, Options};
use tests::server::{self, Server};
use tests::{Result, dist};
use thirtyfour::By;

#[derive(Default)]
struct Wish {
    languages: Vec<String>,
    dark: Vec<bool>,
    phone: Vec<bool>,
    sample: bool,
    url: Option<String>,
    series: Option<String>,
    picture: Picture,
}

#[derive(Clone, Default)]
struct Picture {
    paths: Vec<String>,
    tag: String,
    full: bool,
    steps: Vec<Step>,
}

/// What is done on a page before its picture is taken.
#[derive(Clone)]
enum Step {
    Click(String),
    Upload(String),
    Run(String),
}

fn main() -> ExitCode {
    let run = async { take(parse()?).await };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    match runtime.map_err(Into::into).and_then(|runtime| runtime.block_on(run)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("shots: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn parse() -> Result<Wish> {
    let mut wish = Wish::default();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} wants a value"));
        match word.as_str() {
            "--lang" => wish.languages.extend(value()?.split(',').map(str::to_owned)),
            "--light" => wish.dark.push(false),
            "--dark" => wish.dark.push(true),
            "--wide" => wish.phone.push(false),
            "--phone" => wish.phone.push(true),
            "--sample" => wish.sample = true,
            "--url" => wish.url = Some(value()?),
            "--series" => wish.series = Some(value()?),
            _ => wish.picture.option(&word, value)?,
        }
    }
    let otherwise = |list: &mut Vec<bool>| {
        if list.is_empty() {
            list.extend([false, true]);
        }
    };
    otherwise(&mut wish.dark);
    otherwise(&mut wish.phone);
    if wish.languages.is_empty() {
        wish.languages.extend(["en".to_owned(), "zh".to_owned()]);
    }
    Ok(wish)
}

impl Picture {
    fn option(&mut self, word: &str, value: impl FnOnce() -> std::result::Result<String, String>) -> Result<()> {
        match word {
            "--click" => self.steps.push(Step::Click(value()?)),
            "--upload" => self.steps.push(Step::Upload(value()?)),
            "--run" => self.steps.push(Step::Run(value()?)),
            "--full" => self.full = true,
            "--tag" => self.tag = format!("{}-", value()?),
            path if path.starts_with('/') => self.paths.push(path.to_owned()),
            _ => return Err(format!("unknown option {word}").into()),
        }
        Ok(())
    }

    /// A line of a series.
    fn line(line: &str) -> Result<Self> {
        let mut picture = Picture::default();
        for part in line.split(" | ") {
            let (word, value) = part.trim().split_once(' ').unwrap_or((part.trim(), ""));
            picture.option(word, || Ok(value.to_owned()))?;
        }
        Ok(picture)
    }
}

fn pictures(wish: &Wish) -> Result<Vec<Picture>> {
    let mut pictures = match &wish.series {
        Some(file) => {
            let text = std::fs::read_to_string(file)?;
            let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
            lines.map(Picture::line).collect::<Result<_>>()?
        }
        None => vec![wish.picture.clone()],
    };
    for picture in &mut pictures {
        if picture.paths.is_empty() {
            picture.paths.push("/".into());
        }
    }
    Ok(pictures)
}

async fn take(wish: Wish) -> Result<()> {
    let server = Server::start(server::Options::new(dist()))?;
    let home = wish.url.clone().unwrap_or_else(|| server.url());
    let pictures = pictures(&wish)?;
    for language in &wish.languages {
        let chinese = language.starts_with("zh");
        let browser = Browser::start_with(Options {
            language: if chinese { "zh-CN" } else { "en-US" }.into(),
            ..Options::default()
        })
        .await?;
        browser.open(&home).await?;
        settle(&browser).await?;
        if wish.sample {
            first_run(&browser, chinese).await?;
        }
        for &dark in &wish.dark {
            browser.prefer(dark, true).await?;
            // What the app itself keeps its choice of language and theme in.
            let prefs =
                json!({"lang": if chinese { "zh-CN" } else { "en" }, "theme": if dark { "dark" } else { "light" }});
            let script = "localStorage.setItem('prefs', JSON.stringify({...JSON.parse(localStorage.getItem('prefs') ?? '{}'), ...arguments[0]}))";
            browser.run(script, vec![prefs]).await?;
            let theme = if dark { "dark" } else { "light" };
            for picture in &pictures {
                for path in &picture.paths {
                    for &phone in &wish.phone {
                        let place = match path.trim_matches('/') {
                            "" => "home".into(),
                            path => path.replace(|c: char| !c.is_alphanumeric(), "-"),
                        };
                        let width = if phone { 360 } else { 1440 };
                        let language = if chinese { "zh" } else { "en" };
                        let name = format!("{}{place}-{language}-{theme}-{width}", picture.tag);
                        let address = format!("{home}{}", path.trim_start_matches('/'));
                        if let Err(problem) = one(&browser, &address, picture, phone).await {
                            println!("{name}: {problem}");
                        }
                        println!("{}", browser.screenshot(&name).await?.display());
                        for error in browser.errors().await? {
                            println!("  console: {error}");
                        }
                    }
                }
            }
        }
    }
    Ok(())
}

/// Brings the page into the state that is to be shown.
async fn one(browser: &Browser, address: &str, picture: &Picture, phone: bool) -> Result<()> {
    if phone {
        browser.phone().await?
    } else {
        browser.wide().await?
    }
    browser.open(address).await?;
    settle(browser).await?;
    for step in &picture.steps {
        match step {
            Step::Click(name) => click(browser, name).await?,
            Step::Upload(files) => {
                browser.until("document.querySelector('main input[type=file]')").await?;
                let input = browser.driver.find(By::Css("main input[type=file]")).await?;
                input.send_keys(files.replace(',', "\n")).await?;
            }
            Step::Run(script) => browser.run_async(script, vec![]).await.map(drop)?,
        }
        settle(browser).await?;
    }
    if picture.full {
        let script =
            "const main = document.querySelector('main'); return innerHeight + main.scrollHeight - main.clientHeight";
        let height = browser.run(script, vec![]).await?.as_u64().unwrap_or(900).min(16_000) as u32;
        // What is drawn at once has a limit.
        let scale = if phone && height < 8_000 { 2 } else { 1 };
        browser.screen(if phone { 360 } else { 1440 }, height, scale, phone).await?;
        settle(browser).await?;
    }
    Ok(())
}

/// Waits until the app runs and its page has stopped changing.
async fn settle(browser: &Browser) -> Result<()> {
    browser.until("!document.getElementById('skeleton')").await?;
    let script = "
        const end = performance.now() + 8000;
        let last = performance.now();
        const watch = new MutationObserver(() => last = performance.now());
        watch.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
        const busy = () => document.querySelector('main :is(progress, .skeleton, [aria-busy=true])')
            || [...document.querySelectorAll('.page-body [role=status]')].some(e => e.innerText.endsWith('…'));
        while (performance.now() < end && (busy() || performance.now() - last < 400)) await new Promise(next => setTimeout(next, 50));
        watch.disconnect();";
    browser.run_async(script, vec![]).await.map(drop)
}

async fn click(browser: &Browser, name: &str) -> Result<()> {
    if let Some(selector) = name.strip_prefix("css=") {
        let script = "document.querySelector(arguments[0]).click()";
        return browser.run(script, vec![json!(selector)]).await.map(drop);
    }
    for role in ["button", "link", "tab", "menuitem", "option", "row", "checkbox", "radio"] {
        if browser.has(role, name).await? {
            return browser.click(role, name).await;
        }
    }
    Err(format!("nothing to click is named {name:?}; buttons: {:?}", browser.names("button").await?).into())
}

/// The first run with the sample business: its door, then whatever button goes on, until the main navigation is there.
async fn first_run(browser: &Browser, chinese: bool) -> Result<()> {
    let (door, on) = if chinese {
        ("用示例生意看看", ["继续", "开始", "开始使用", "完成", "下一步"])
    } else {
        ("Look around with a sample business", ["Continue", "Start", "Open", "Done", "Next"])
    };
    if !browser.has("button", door).await? {
        // Words change; the sample is the last of the three doors.
        let buttons = browser.names("button").await?;
        let third = buttons.iter().find(|name| name.contains("sample") || name.contains("示例"));
        click(browser, third.ok_or(format!("no button for the sample business among {buttons:?}"))?).await?;
    } else {
        click(browser, door).await?;
    }
    for _ in 0..10 {
        settle(browser).await?;
        let buttons = browser.names("button").await?;
        match buttons.iter().find(|name| on.contains(&name.as_str())) {
            Some(name) => click(browser, name).await?,
            None => break,
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    // The sample is being written.
    browser.until("document.querySelector('table, [role=grid], [role=table]')").await
}
