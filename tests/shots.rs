//! Takes screenshots of paths of the app, to be looked at:
//!
//! `cargo run -p tests --bin shots -- [PATH…] [--lang en,zh] [--light] [--dark] [--wide] [--phone] [--sample]
//! [--click NAME]… [--url ADDRESS] [--tag NAME]`
//!
//! Without `--light` or `--dark` it takes both, without `--wide` or `--phone` both, without `--lang` English and
//! Chinese. `--sample` goes through the first run with the sample business; `--click` clicks the button or link of
//! that name before the picture. Pictures are `target/screenshots/[TAG-]PATH-LANGUAGE-THEME-WIDTH.png`.

use serde_json::json;
use std::process::ExitCode;
use std::time::Duration;
use tests::driver::{Browser, Options};
use tests::server::{self, Server};
use tests::{Result, dist};

#[derive(Default)]
struct Wish {
    paths: Vec<String>,
    languages: Vec<String>,
    dark: Vec<bool>,
    phone: Vec<bool>,
    clicks: Vec<String>,
    sample: bool,
    url: Option<String>,
    tag: String,
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
            "--click" => wish.clicks.push(value()?),
            "--url" => wish.url = Some(value()?),
            "--tag" => wish.tag = format!("{}-", value()?),
            path if path.starts_with('/') => wish.paths.push(word),
            _ => return Err(format!("unknown option {word}").into()),
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
    if wish.paths.is_empty() {
        wish.paths.push("/".into());
    }
    Ok(wish)
}

async fn take(wish: Wish) -> Result<()> {
    let server = Server::start(server::Options::new(dist()))?;
    let home = wish.url.clone().unwrap_or_else(|| server.url());
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
            for path in &wish.paths {
                for &phone in &wish.phone {
                    if phone {
                        browser.phone().await?
                    } else {
                        browser.wide().await?
                    }
                    browser.open(&format!("{home}{}", path.trim_start_matches('/'))).await?;
                    settle(&browser).await?;
                    for name in &wish.clicks {
                        click(&browser, name).await?;
                        settle(&browser).await?;
                    }
                    let place = match path.trim_matches('/') {
                        "" => "home".into(),
                        path => path.replace(|c: char| !c.is_alphanumeric(), "-"),
                    };
                    let (theme, width) = (if dark { "dark" } else { "light" }, if phone { 360 } else { 1440 });
                    let picture = browser
                        .screenshot(&format!(
                            "{}{place}-{}-{theme}-{width}",
                            wish.tag,
                            if chinese { "zh" } else { "en" }
                        ))
                        .await?;
                    println!("{}", picture.display());
                    for error in browser.errors().await? {
                        println!("  console: {error}");
                    }
                }
            }
        }
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
        const busy = () => [...document.querySelectorAll('.page-body [role=status]')].some(e => e.innerText.endsWith('…'));
        while (performance.now() < end && (busy() || performance.now() - last < 400)) await new Promise(next => setTimeout(next, 50));
        watch.disconnect();";
    browser.run_async(script, vec![]).await.map(drop)
}

async fn click(browser: &Browser, name: &str) -> Result<()> {
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
