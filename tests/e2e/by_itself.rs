//! Snapshots and backups in a folder that nobody asks for. Minutes pass in a moment here, and an hour on request.

use super::Visit;
use super::backup::open;
use super::folder::{PICKER, names};
use super::journeys::no_errors;
use super::pages::{Contacts, EN, FirstRun, saved, told};
use serde_json::json;
use tests::Result;

/// In every page from now on: what is to happen in a minute or later happens soon, and the clock goes on by what is in
/// the tab's storage.
const SOON: &str = "
    for (const name of ['setTimeout', 'setInterval']) {
        const real = window[name];
        window[name] = (run, wait, ...more) => real(run, wait >= 60000 ? 500 : wait, ...more);
    }
    const now = Date.now;
    Date.now = () => now() + Number(sessionStorage.getItem('later') ?? 0);";

const HOUR_ON: &str = "sessionStorage.setItem('later', 3700000)";

/// Why each snapshot was taken, the oldest first. Where told so, all of them become two hours older.
const SNAPSHOTS: &str = "
    // Opening it would make it.
    if (!(await indexedDB.databases()).some(one => one.name === 'solo-crm-snapshots')) return [];
    const open = indexedDB.open('solo-crm-snapshots');
    const db = await new Promise((done, fail) => { open.onsuccess = () => done(open.result); open.onerror = fail; });
    const whole = db.transaction(['about', 'bytes'], 'readwrite'), ended = new Promise(done => whole.oncomplete = done);
    const [about, bytes] = ['about', 'bytes'].map(name => whole.objectStore(name));
    const all = store => new Promise(done => store.getAll().onsuccess = event => done(event.target.result));
    const [texts, files] = [await all(about), await all(bytes)];
    if (arguments[0]) {
        [about, bytes].forEach(store => store.clear());
        texts.map(JSON.parse).forEach((one, place) => {
            one.at -= 7200000;
            about.put(JSON.stringify(one), one.at);
            bytes.put(files[place], one.at);
        });
    }
    await ended;
    db.close();
    return texts.map(text => JSON.parse(text).reason);";

async fn snapshots(visit: &Visit, older: bool) -> Result<Vec<String>> {
    Ok(serde_json::from_value(visit.browser.run_async(SNAPSHOTS, vec![json!(older)]).await?)?)
}

async fn soon() -> Result<Visit> {
    let visit = Visit::to("/").await?;
    visit.browser.cdp("Page.enable", json!({})).await?;
    visit.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": SOON })).await?;
    FirstRun(&visit.browser, &EN).sample().await?;
    saved(&visit.browser).await?;
    Ok(visit)
}

async fn something_new(visit: &Visit, name: &str) -> Result<()> {
    visit.browser.open(&visit.server.at("/contacts")).await?;
    Contacts(&visit.browser, &EN).add(name, "Newcomer", &format!("{name}@example.com")).await?;
    saved(&visit.browser).await
}

#[tokio::test]
async fn a_snapshot_is_taken_each_hour() -> Result<()> {
    let visit = soon().await?;
    visit.browser.reload().await?;
    let taken = async |count: usize| Ok(Some(snapshots(&visit, false).await?).filter(|all| all.len() == count));
    assert_eq!(visit.browser.wait_for("the first snapshot", async || taken(1).await).await?, ["upgrade"]);
    // Two hours later, after a change.
    snapshots(&visit, true).await?;
    something_new(&visit, "ada").await?;
    visit.browser.reload().await?;
    assert_eq!(visit.browser.wait_for("another one", async || taken(2).await).await?, ["upgrade", "hour"]);
    something_new(&visit, "bob").await?;
    open(&visit, &EN).await?;
    // Of one hour the newest stays.
    visit.browser.click("button", "Take one now").await?;
    told(&visit.browser, "Snapshot taken").await?;
    assert_eq!(snapshots(&visit, false).await?, ["upgrade", "asked"]);
    no_errors(&visit.browser).await
}

#[tokio::test]
async fn the_folder_gets_a_backup_each_hour() -> Result<()> {
    let visit = soon().await?;
    open(&visit, &EN).await?;
    visit.browser.run_async(PICKER, vec![]).await?;
    visit.browser.click("button", "Choose a folder").await?;
    told(&visit.browser, "Backup written and checked: solo-crm-").await?;
    assert_eq!(names(&visit).await?.len(), 3);
    something_new(&visit, "ada").await?;
    visit.browser.run(HOUR_ON, vec![]).await?;
    visit.browser.reload().await?;
    let four = async || Ok(Some(names(&visit).await?).filter(|all| all.len() == 4));
    let all = visit.browser.wait_for("another backup in the folder", four).await?;
    assert!(all.iter().filter(|name| name.contains("Z-") && name.ends_with("SOLO")).count() == 2, "{all:?}");
    no_errors(&visit.browser).await
}
