//! Files that mean harm, or were harmed: told in the user's words, nothing breaks, and what is text stays text.

use super::Visit;
use super::backup::open;
use super::journeys::no_errors;
use super::pages::{Contacts, EN, FirstRun, Import, Words, ZH, saved};
use std::io::Write;
use std::path::PathBuf;
use tests::Result;
use tests::driver::Browser;

fn file(name: &str, bytes: &[u8]) -> Result<PathBuf> {
    let folder = tests::root().join("target/tmp");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{}-{name}", std::process::id()));
    std::fs::write(&path, bytes)?;
    Ok(path)
}

/// Imports a file as the page suggests it, and waits for its report.
async fn imported(browser: &Browser, words: &Words, path: &std::path::Path) -> Result<()> {
    Import(browser, words).choose(path).await?;
    let button = "[...document.querySelectorAll('.import-step button[data-primary]')].find(e => e.checkVisibility() && !e.disabled)";
    browser.until(button).await?;
    browser.run(&format!("{button}.click()"), vec![]).await?;
    browser.until("document.querySelector('#import-done')").await?;
    saved(browser).await
}

/// Whether the page holds this text, folded or not.
async fn holds(browser: &Browser, text: &str) -> Result<()> {
    browser.until(&format!("document.querySelector('main').textContent.includes('{text}')")).await
}

#[tokio::test]
async fn markup_in_every_cell_stays_text() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    let harm = "<img src=x onerror=window.harmed=1><script>window.harmed=1</script>";
    let row = |email: &str| format!("\"{harm}\",\"<b>Berg</b>\",{email},\"<svg onload=window.harmed=1>\",\"{harm}\"\n");
    let text = format!("First name,Last name,Email,Company,\"{harm}\"\n{}{}", row("a@b.example"), row("c@d.example"));
    imported(browser, &EN, &file("markup.csv", text.as_bytes())?).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    let contacts = Contacts(browser, &EN);
    contacts.has_rows(2).await?;
    browser.sees("<b>Berg</b>").await?;
    let open = "[...document.querySelectorAll('[role=row] a')].find(e => e.innerText.includes('Berg')).click()";
    browser.run(open, vec![]).await?;
    browser.until("document.querySelector('.record-facts')?.innerText.includes('<img src=x')").await?;
    let harmed =
        "return window.harmed !== undefined || document.querySelector('img[src=x], main script, svg[onload]') !== null";
    assert_eq!(browser.run(harmed, vec![]).await?, false);
    no_errors(browser).await
}

#[tokio::test]
async fn zeros_a_second_header_and_broken_letters_are_told() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    // The mark of UTF-8, and one letter as Windows writes it.
    let text = b"\xef\xbb\xbfFirst name,Last name,Email,Notes\nAnn\0,Berg,ann@b.example,caf\xe9 au lait\nFirst name,Last name,Email,Notes\nBob,Vik,bob@b.example,tea\n";
    imported(browser, &EN, &file("mixed.csv", text)?).await?;
    holds(browser, "some characters could not be read").await?;
    holds(browser, "the header once more").await?;
    browser.open(&visit.server.at("/contacts")).await?;
    Contacts(browser, &EN).has_rows(2).await?;
    browser.sees("Ann Berg").await?;
    no_errors(browser).await
}

#[tokio::test]
async fn a_file_over_the_limit_is_refused() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    let path = file("large.zip", b"")?;
    let mut large = std::fs::File::create(&path)?;
    large.write_all(b"PK\x03\x04")?;
    large.set_len(200_000_001)?;
    Import(browser, &EN).choose(&path).await?;
    browser.until("document.querySelector('.import [role=alert]')?.innerText.includes('200')").await?;
    std::fs::remove_file(path)?;
    // The page goes on.
    imported(browser, &EN, &file("small.csv", b"First name,Last name\nAnn,Berg\n")?).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    Contacts(browser, &EN).has_rows(1).await?;
    no_errors(browser).await
}

/// A backup of a version that is not there yet.
async fn newer(words: &Words, says: &str) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, words).start_empty().await?;
    saved(browser).await?;
    let mut bytes = std::fs::read(tests::root().join("tests/fixtures/backup-v1/plain.solocrm"))?;
    bytes[8] = 2;
    open(&visit, words).await?;
    browser.upload(words.choose_backup, &[&file(&format!("newer-{}.solocrm", words.tag), &bytes)?]).await?;
    browser.sees(says).await?;
    assert!(!browser.has("button", words.merge_backup).await?);
    assert!(!browser.has("button", words.go_back).await?);
    no_errors(browser).await
}

#[tokio::test]
async fn a_backup_of_a_newer_version_is_refused_english() -> Result<()> {
    newer(&EN, "made by a newer version (format 2). Update first.").await
}

#[tokio::test]
async fn a_backup_of_a_newer_version_is_refused_chinese() -> Result<()> {
    newer(&ZH, "由更新的版本创建（格式 2），请先更新").await
}
