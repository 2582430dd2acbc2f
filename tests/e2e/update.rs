//! A new build comes while the app is open: it is offered, waits for what is not saved, and other tabs keep theirs.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{Contacts, EN, FirstRun, saved, told};
use super::safety::{full_disk, room_again};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use tests::driver::Browser;
use tests::server::Options;
use tests::{Result, dist, root};

/// A copy of the build, to become another one.
struct Site(PathBuf);

impl Site {
    fn new(name: &str) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("solo-crm-{name}-{}", std::process::id()));
        drop(std::fs::remove_dir_all(&folder));
        assert!(Command::new("cp").arg("-R").arg(dist()).arg(&folder).status()?.success());
        Ok(Site(folder))
    }

    /// Puts the next build in its place: another page, another icon.
    fn publish_second(&self) -> Result<()> {
        for (name, before, after) in [
            ("index.html", "<meta name=\"referrer\"", "<meta name=\"second\"><meta name=\"referrer\""),
            ("icons/icon.svg", "</svg>", "<!-- second --></svg>"),
        ] {
            let text = std::fs::read_to_string(self.0.join(name))?;
            let at = text.rfind(before).ok_or("the build is not as expected")?;
            std::fs::write(self.0.join(name), format!("{}{after}{}", &text[..at], &text[at + before.len()..]))?;
        }
        let finish = Command::new("node").arg(root().join("public/precache.mjs")).arg(&self.0).status()?;
        assert!(finish.success());
        Ok(())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

const READY: &str = "A new version is ready";
const SECOND: &str = "document.querySelector('meta[name=second]')";

/// The owner comes back to the tab.
async fn come_back(browser: &Browser) -> Result<()> {
    browser.run("document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))", vec![]).await.map(drop)
}

async fn is_second(browser: &Browser) -> Result<bool> {
    Ok(browser.run(&format!("return Boolean({SECOND})"), vec![]).await? == json!(true))
}

#[tokio::test]
async fn an_update_waits_for_what_is_not_saved() -> Result<()> {
    let site = Site::new("update")?;
    let visit = Visit::with(Options::new(&site.0), "/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    saved(browser).await?;
    browser.ready_offline().await?;

    site.publish_second()?;
    come_back(browser).await?;
    told(browser, READY).await?;
    accessible(browser, "an update").await?;
    // The offer stays, whatever else is told.
    let contacts = Contacts(browser, &EN);
    for (at, name) in ["Ada", "Bea", "Cleo", "Dora"].into_iter().enumerate() {
        contacts.add(name, "Example", &format!("{name}@example.com")).await?;
        contacts.has_rows(at + 1).await?;
    }
    told(browser, READY).await?;
    saved(browser).await?;

    full_disk(browser).await?;
    contacts.add("Grace", "Hopper", "grace@example.com").await?;
    browser.until("document.querySelector('.save-state[data-state=not-saved]')").await?;
    browser.click("button", "Update").await?;
    told(browser, "Not updated").await?;
    // It is offered again.
    told(browser, READY).await?;
    assert!(!is_second(browser).await?);

    room_again(browser).await?;
    saved(browser).await?;
    browser.click("button", "Update").await?;
    browser.until(SECOND).await?;
    Contacts(browser, &EN).has_rows(5).await?;
    browser.sees("Hopper").await?;
    no_errors(browser).await
}

/// What a page, or a worker of it, gets for the icon.
const ICON: &str = "
    const worker = new Worker('probe.js');
    const inside = new Promise((done, fail) => { worker.onmessage = ({data}) => done(data); worker.onerror = () => fail('no worker'); });
    const here = await (await fetch('icons/icon.svg')).text();
    const second = [here, await inside].map(text => text.includes('second'));
    worker.terminate();
    return second;";

#[tokio::test]
async fn a_tab_keeps_its_build_until_it_is_loaded_anew() -> Result<()> {
    let site = Site::new("tabs")?;
    let probe = b"fetch('icons/icon.svg').then(answer => answer.text()).then(text => postMessage(text))".to_vec();
    let extra = BTreeMap::from([("probe.js".into(), probe)]);
    let visit = Visit::with(Options { extra, ..Options::new(&site.0) }, "/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    saved(browser).await?;
    browser.ready_offline().await?;
    site.publish_second()?;

    let first = browser.driver.window().await?;
    let other = browser.driver.new_tab().await?;
    browser.driver.switch_to_window(other.clone()).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    browser.role("heading", EN.contacts).await?;
    come_back(browser).await?;
    browser.click("button", "Update").await?;
    browser.until(SECOND).await?;
    assert_eq!(browser.run_async(ICON, vec![]).await?, json!([true, true]), "the new page");

    browser.driver.switch_to_window(first).await?;
    assert!(!is_second(browser).await?);
    assert_eq!(browser.run_async(ICON, vec![]).await?, json!([false, false]), "the old page goes on with its own");
    told(browser, READY).await?;
    Contacts(browser, &EN).add("Ada", "Lovelace", "ada@example.com").await?;
    saved(browser).await?;
    browser.click("button", "Update").await?;
    browser.until(SECOND).await?;
    browser.sees("Lovelace").await?;
    assert_eq!(browser.run_async(ICON, vec![]).await?, json!([true, true]));

    // Nobody needs the old build any more.
    browser.reload().await?;
    let caches = "return (await caches.keys()).filter(name => name.startsWith('solo-crm ')).length";
    browser
        .wait_for("the old files to go", async || {
            Ok((browser.run_async(caches, vec![]).await? == json!(1)).then_some(()))
        })
        .await?;
    no_errors(browser).await
}
