//! A backup from one profile to another, and back to a backup after a mistake.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Import, Words, ZH, saved};
use std::path::PathBuf;
use tests::Result;
use tests::driver::Browser;

const SECRET: &str = "three blind mice";

/// The input of this label gets this text.
async fn fill(browser: &Browser, label: &str, text: &str) -> Result<()> {
    let script = "
        const [wanted, text] = arguments;
        const label = [...document.querySelectorAll('label')].find(label => label.innerText.trim() === wanted);
        const input = document.getElementById(label.htmlFor);
        input.value = text;
        input.dispatchEvent(new Event('input', {bubbles: true}));";
    browser.run(script, vec![serde_json::json!(label), serde_json::json!(text)]).await.map(drop)
}

pub async fn open(visit: &Visit, words: &Words) -> Result<()> {
    visit.browser.open(&visit.server.at("/settings/backup")).await?;
    visit
        .browser
        .until(&format!(
            "[...document.querySelectorAll('button')].some(e => e.innerText.trim() === '{}' && !e.disabled)",
            words.back_up
        ))
        .await
        .map(drop)
}

pub async fn with_customers(words: &Words) -> Result<Visit> {
    let visit = Visit::to("/").await?;
    FirstRun(&visit.browser, words).bring_customers().await?;
    let import = Import(&visit.browser, words);
    import.choose(&tests::root().join("tests/fixtures/social-network-ads/data.csv")).await?;
    import.start(words.import_400).await?;
    visit.browser.sees(words.created_400).await?;
    saved(&visit.browser).await?;
    Ok(visit)
}

pub async fn made(visit: &Visit, words: &Words, secret: &str) -> Result<PathBuf> {
    open(visit, words).await?;
    accessible(&visit.browser, "backup").await?;
    if !secret.is_empty() {
        fill(&visit.browser, words.passphrase, secret).await?;
    }
    visit.browser.click("button", words.back_up).await?;
    visit.browser.downloaded("solo-crm-").await
}

#[tokio::test]
async fn a_sealed_backup_comes_to_another_device() -> Result<()> {
    let first = with_customers(&EN).await?;
    let file = made(&first, &EN, SECRET).await?;
    let second = Visit::to("/").await?;
    let browser = &second.browser;
    FirstRun(browser, &EN).start_empty().await?;
    saved(browser).await?;
    open(&second, &EN).await?;
    browser.upload(EN.choose_backup, &[&file]).await?;
    browser.sees("Passphrase of this backup").await?;
    fill(browser, "Passphrase of this backup", "two blind mice").await?;
    browser.click("button", "Open").await?;
    browser.sees("The passphrase does not open this backup").await?;
    fill(browser, "Passphrase of this backup", SECRET).await?;
    browser.click("button", "Open").await?;
    browser.role("button", EN.merge_backup).await?;
    accessible(browser, "backup found").await?;
    browser.click("button", EN.merge_backup).await?;
    browser.sees("Merged: ").await?;
    saved(browser).await?;
    browser.open(&second.server.at("/contacts")).await?;
    browser.until("document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount') === '401'").await?;
    // Once more brings nothing.
    open(&second, &EN).await?;
    browser.upload(EN.choose_backup, &[&file]).await?;
    browser.sees("Passphrase of this backup").await?;
    fill(browser, "Passphrase of this backup", SECRET).await?;
    browser.click("button", "Open").await?;
    browser.until("[...document.querySelectorAll('p')].some(e => /, made /.test(e.innerText))").await?;
    no_errors(browser).await
}

#[tokio::test]
async fn back_to_a_backup_after_a_mistake_phone_chinese() -> Result<()> {
    let visit = with_customers(&ZH).await?;
    let browser = &visit.browser;
    browser.phone().await?;
    let file = made(&visit, &ZH, "").await?;
    // All of them into the trash.
    browser.open(&visit.server.at("/contacts")).await?;
    browser.until("document.querySelectorAll('[role=row] input[type=checkbox]').length > 3").await?;
    browser.run("document.querySelectorAll('[role=row] input[type=checkbox]').forEach(e => e.click())", vec![]).await?;
    browser.click("button", ZH.delete).await?;
    browser.until("Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')) < 401").await?;
    saved(browser).await?;
    open(&visit, &ZH).await?;
    browser.upload(ZH.choose_backup, &[&file]).await?;
    browser.role("button", ZH.go_back).await?;
    browser.click("button", ZH.go_back).await?;
    browser.sees("已恢复到备份").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    browser.until("document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount') === '401'").await?;
    browser.open(&visit.server.at("/history")).await?;
    browser.sees("恢复到备份").await?;
    browser.click("button", ZH.undo).await?;
    browser.sees(ZH.undone).await?;
    no_errors(browser).await
}

/// A file that is no backup says so, and nothing happens.
#[tokio::test]
async fn what_is_no_backup_is_refused() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    saved(browser).await?;
    open(&visit, &EN).await?;
    browser.upload(EN.choose_backup, &[&tests::root().join("tests/fixtures/longley/data.csv")]).await?;
    browser.sees("This file is not a backup").await?;
    let cut = tests::root().join("target/tmp/cut.solocrm");
    let whole = std::fs::read(tests::root().join("tests/fixtures/backup-v1/plain.solocrm"))?;
    std::fs::create_dir_all(tests::root().join("target/tmp"))?;
    std::fs::write(&cut, &whole[..whole.len() / 2])?;
    browser.upload(EN.choose_backup, &[&cut]).await?;
    browser.sees("The backup ends too early").await?;
    no_errors(browser).await
}
