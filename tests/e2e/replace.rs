//! A whole backup instead of everything that is here, and putting back what was there before.

use super::Visit;
use super::backup::{made, open, with_customers};
use super::journeys::{accessible, no_errors};
use super::pages::{self, EN, FirstRun, Import, ZH, saved, told};
use domain::{Book, Id, Instant, Kind, Record, Value, keys};
use interchange::export::{Words, person};
use std::collections::BTreeMap;
use tests::Result;

const COUNT: &str = "document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')";

struct Says {
    replace: &'static str,
    replaced: &'static str,
    put_back: &'static str,
    was_put_back: &'static str,
    upgrade: &'static str,
}

const SAYS_EN: Says = Says {
    replace: "Replace everything with this backup",
    replaced: "Everything was replaced with solo-crm-",
    put_back: "Put back what was there before",
    was_put_back: "What was there before was put back on",
    upgrade: "New version",
};
const SAYS_ZH: Says = Says {
    replace: "用此备份替换全部数据",
    replaced: "替换为 solo-crm-",
    put_back: "还原原有数据",
    was_put_back: "还原前的数据会保留",
    upgrade: "版本更新",
};

async fn people(visit: &Visit, rows: u32) -> Result<()> {
    visit.browser.open(&visit.server.at("/contacts")).await?;
    visit.browser.until(&format!("{COUNT} === '{rows}'")).await
}

/// On a fresh profile, then on one that has gone on; put back; and what is entered afterwards is stored.
async fn replaces(words: &pages::Words, says: &Says, phone: bool) -> Result<()> {
    let first = with_customers(words).await?;
    let file = made(&first, words, "").await?;

    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).sample().await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    browser.until(&format!("Number({COUNT}) > 402")).await?;
    let before = browser.run(&format!("return Number({COUNT})"), vec![]).await?.as_u64().unwrap_or_default();
    // Another tab that looks on.
    browser.run("window.open(location.href)", vec![]).await?;
    open(&visit, words).await?;
    browser.upload(words.choose_backup, &[&file]).await?;
    browser.role("button", says.replace).await?;
    accessible(browser, "replace").await?;
    browser.screenshot(&format!("replace-{}", words.tag)).await?;
    browser.click("button", says.replace).await?;
    browser.sees(says.replaced).await?;
    accessible(browser, "replaced").await?;
    browser.screenshot(&format!("replaced-{}", words.tag)).await?;
    people(&visit, 401).await?;

    open(&visit, words).await?;
    browser.click("button", says.put_back).await?;
    browser.sees(says.was_put_back).await?;
    people(&visit, before as u32).await?;
    // Forth again.
    open(&visit, words).await?;
    browser.run("window.before = true", vec![]).await?;
    browser.click("button", says.put_back).await?;
    browser.until("!window.before && document.querySelector('#main')").await?;
    people(&visit, 401).await?;
    // What is done from now on is stored.
    browser.until("document.querySelectorAll('[role=row] input[type=checkbox]').length > 3").await?;
    browser.run("[...document.querySelectorAll('[role=row] input[type=checkbox]')].at(-1).click()", vec![]).await?;
    browser.click("button", words.delete).await?;
    browser.until(&format!("{COUNT} === '400'")).await?;
    saved(browser).await?;
    people(&visit, 400).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn a_backup_replaces_everything_wide_english() -> Result<()> {
    replaces(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn a_backup_replaces_everything_phone_chinese() -> Result<()> {
    replaces(&ZH, &SAYS_ZH, true).await
}

#[tokio::test]
async fn a_backup_comes_to_a_fresh_profile() -> Result<()> {
    let first = with_customers(&EN).await?;
    let file = made(&first, &EN, "").await?;
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    saved(browser).await?;
    open(&visit, &EN).await?;
    browser.upload(EN.choose_backup, &[&file]).await?;
    browser.click("button", SAYS_EN.replace).await?;
    browser.sees(SAYS_EN.replaced).await?;
    people(&visit, 401).await?;
    no_errors(browser).await
}

/// Data of an older format are copied before anything of them is written anew.
#[tokio::test]
async fn an_older_format_is_copied_at_once() -> Result<()> {
    let visit = with_customers(&EN).await?;
    let browser = &visit.browser;
    let forget = "
        const open = await new Promise((done, failed) => {
            const asked = indexedDB.open('solo-crm');
            asked.onsuccess = () => done(asked.result);
            asked.onerror = () => failed(asked.error);
        });
        const change = open.transaction('meta', 'readwrite');
        change.objectStore('meta').delete('format');
        await new Promise(done => change.oncomplete = done);
        open.close();";
    browser.run_async(forget, vec![]).await?;
    open(&visit, &EN).await?;
    browser.sees(SAYS_EN.upgrade).await?;
    no_errors(browser).await
}

/// One file of records, as it lies in an archive of everything, comes in by the import; it replaces nothing.
#[tokio::test]
async fn a_file_taken_out_of_an_archive_is_merged() -> Result<()> {
    let visit = with_customers(&EN).await?;
    let browser = &visit.browser;
    let folder = tests::root().join("target/tmp");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("contact.jsonl");
    let line = r#"{"id":"0190a0000000700080000000000000aa","kind":"contact","values":{"created_at":{"i":1700000000000},"first_name":{"t":"Taken"},"last_name":{"t":"Out"}}}"#;
    std::fs::write(&file, format!("{line}\n"))?;
    open(&visit, &EN).await?;
    browser.upload(EN.choose_backup, &[&file]).await?;
    browser.sees("This file holds some of the records").await?;
    browser.role("button", EN.merge_backup).await?;
    browser.until(&format!("!document.body.innerText.includes('{}')", SAYS_EN.replace)).await?;
    browser.open(&visit.server.at("/import")).await?;
    Import(browser, &EN).choose(&file).await?;
    browser.click("button", EN.merge_backup).await?;
    browser.sees("Merged: 1 added").await?;
    saved(browser).await?;
    people(&visit, 402).await?;
    no_errors(browser).await
}

/// What is about one person is no backup of everything, though it has the same form.
#[tokio::test]
async fn the_file_of_a_person_replaces_nothing() -> Result<()> {
    let visit = with_customers(&EN).await?;
    let browser = &visit.browser;
    let mut book = Book::new();
    let ada = [(keys::CREATED_AT, Value::Instant(Instant(1_700_000_000_000))), (keys::FIRST_NAME, Value::text("Ada"))];
    book.load_chunk(Kind::Contact, 0, vec![Record::from_values(Kind::Contact, Id(7), ada.to_vec())]);
    let words = Words { yes: "Yes", no: "No", choices: &BTreeMap::new(), address: &[], ids: true };
    let bytes = person(&book, Id(7), &[], &words, Instant(1_700_000_000_000)).map_err(|error| error.to_string())?;
    let file = tests::root().join("target/tmp").join(format!("person-{}.zip", std::process::id()));
    std::fs::create_dir_all(tests::root().join("target/tmp"))?;
    std::fs::write(&file, bytes)?;
    open(&visit, &EN).await?;
    browser.upload(EN.choose_backup, &[&file]).await?;
    browser.sees("This file holds some of the records").await?;
    accessible(browser, "file of a person").await?;
    assert!(!browser.has("button", SAYS_EN.replace).await? && !browser.has("button", EN.go_back).await?);
    browser.click("button", EN.merge_backup).await?;
    told(browser, "Merged: 1 added, 0 changed, 0 removed").await?;
    saved(browser).await?;
    people(&visit, 402).await?;
    no_errors(browser).await
}

/// What another tab puts in place is shown here at once: this one begins anew.
#[tokio::test]
async fn a_tab_that_looks_on_begins_anew() -> Result<()> {
    let first = with_customers(&EN).await?;
    let file = made(&first, &EN, "").await?;
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    saved(browser).await?;
    open(&visit, &EN).await?;
    browser.upload(EN.choose_backup, &[&file]).await?;
    browser.click("button", SAYS_EN.replace).await?;
    browser.sees(SAYS_EN.replaced).await?;
    people(&visit, 401).await?;
    saved(browser).await?;
    // Another tab goes back to the first database, and says that something was stored.
    let another_tab = "
        window.before = true;
        const open = await new Promise((done, failed) => {
            const asked = indexedDB.open('solo-crm');
            asked.onsuccess = () => done(asked.result);
            asked.onerror = () => failed(asked.error);
        });
        const change = open.transaction('meta', 'readwrite');
        const meta = change.objectStore('meta');
        meta.get('generation').onsuccess = event => {
            const pointer = JSON.parse(event.target.result);
            meta.put(JSON.stringify({...pointer, current: 0, before: {...pointer.before, generation: pointer.current}}), 'generation');
        };
        await new Promise(done => change.oncomplete = done);
        open.close();
        new BroadcastChannel('solo-crm').postMessage('stored');";
    browser.run_async(another_tab, vec![]).await?;
    browser.until(&format!("!window.before && document.querySelector('#main') && {COUNT} !== '401'")).await?;
    open(&visit, &EN).await?;
    browser.role("button", SAYS_EN.put_back).await?;
    no_errors(browser).await
}
