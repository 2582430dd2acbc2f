//! A backup from one profile to another, and back to a backup after a mistake.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{Contacts, EN, FirstRun, Import, Words, ZH, saved, told};
use domain::Record;
use std::path::{Path, PathBuf};
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
    // What changed, by name and field.
    browser.click("button", "具体更改").await?;
    browser.sees("删除的联系人：").await?;
    accessible(browser, "what changed").await?;
    browser.screenshot("backup-details-zh-CN").await?;
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

/// A backup of a device, out of the way of the next one.
async fn taken(visit: &Visit, name: &str) -> Result<PathBuf> {
    let file = made(visit, &EN, "").await?;
    let kept = tests::root().join("target/tmp").join(format!("{name}-{}.solocrm", std::process::id()));
    std::fs::copy(&file, &kept)?;
    std::fs::remove_file(file)?;
    Ok(kept)
}

async fn merged(visit: &Visit, file: &Path) -> Result<()> {
    open(visit, &EN).await?;
    visit.browser.upload(EN.choose_backup, &[file]).await?;
    visit.browser.click("button", EN.merge_backup).await?;
    visit.browser.sees("Merged: ").await?;
    saved(&visit.browser).await
}

/// Opens a contact from the list.
async fn person(visit: &Visit, name: &str) -> Result<()> {
    let browser = &visit.browser;
    browser.open(&visit.server.at("/contacts")).await?;
    let row = format!("[...document.querySelectorAll('[role=row] a')].find(e => e.innerText.includes('{name}'))");
    browser.until(&row).await?;
    browser.run(&format!("{row}.click()"), vec![]).await.map(drop)
}

/// Changes a field of the open contact.
async fn edit(browser: &Browser, field: &str, from: &str, to: &str) -> Result<()> {
    browser.click("button", &format!("{field} {from}")).await?;
    let script = "
        const input = document.querySelector('.fact-editor input');
        input.value = arguments[0];
        input.dispatchEvent(new Event('input', {bubbles: true}));
        input.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));";
    browser.until("document.querySelector('.fact-editor input')").await?;
    browser.run(script, vec![serde_json::json!(to)]).await?;
    browser.role("button", &format!("{field} {to}")).await?;
    saved(browser).await
}

fn records(file: &Path) -> Result<Vec<Record>> {
    let mut records = interchange::backup::read(&std::fs::read(file)?, None)?.records;
    records.sort_by_key(|record| (record.kind, record.id));
    Ok(records)
}

/// Both change, each something else, one deletes what the other changed; after an exchange both hold the same.
#[tokio::test]
async fn two_devices_exchange_their_backups() -> Result<()> {
    let folder = tests::root().join("target/tmp");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("two-devices-{}.csv", std::process::id()));
    std::fs::write(&file, "First name,Last name,Job title\nAda,Lovelace,Analyst\nBob,Stone,Mason\nCleo,Park,Baker\n")?;
    let first = Visit::to("/").await?;
    FirstRun(&first.browser, &EN).bring_customers().await?;
    let import = Import(&first.browser, &EN);
    import.choose(&file).await?;
    import.start("Import 3 contacts").await?;
    import.see_contacts().await?;
    saved(&first.browser).await?;
    let second = Visit::to("/").await?;
    FirstRun(&second.browser, &EN).start_empty().await?;
    saved(&second.browser).await?;
    merged(&second, &taken(&first, "begin").await?).await?;

    person(&first, "Lovelace").await?;
    edit(&first.browser, "Job title", "Analyst", "Countess").await?;
    person(&first, "Stone").await?;
    edit(&first.browser, "Job title", "Mason", "Sculptor").await?;

    person(&second, "Lovelace").await?;
    edit(&second.browser, "Last name", "Lovelace", "King").await?;
    person(&second, "Stone").await?;
    second.browser.click("button", EN.delete).await?;
    Contacts(&second.browser, &EN).has_rows(2).await?;
    second.browser.open(&second.server.at("/trash")).await?;
    second.browser.click("button", "Delete for ever").await?;
    second.browser.sees("Trash is empty.").await?;
    saved(&second.browser).await?;
    second.browser.open(&second.server.at("/contacts")).await?;
    Contacts(&second.browser, &EN).add("Dora", "Hill", "dora@example.com").await?;
    Contacts(&second.browser, &EN).has_rows(3).await?;
    saved(&second.browser).await?;

    let (one, two) = (taken(&first, "one").await?, taken(&second, "two").await?);
    // Before it is merged, what is different is told field by field.
    open(&second, &EN).await?;
    second.browser.upload(EN.choose_backup, &[&one]).await?;
    second.browser.click("button", "What changed").await?;
    second.browser.sees("Countess Analyst").await?;
    second.browser.sees("Added, Contacts: Dora Hill").await?;
    merged(&second, &one).await?;
    merged(&first, &two).await?;
    for visit in [&first, &second] {
        visit.browser.open(&visit.server.at("/contacts")).await?;
        Contacts(&visit.browser, &EN).has_rows(3).await?;
        for name in ["Ada King", "Cleo Park", "Dora Hill"] {
            visit.browser.sees(name).await?;
        }
    }
    let both = (records(&taken(&first, "end-one").await?)?, records(&taken(&second, "end-two").await?)?);
    assert_eq!(both.0.len(), both.1.len());
    for (one, two) in both.0.iter().zip(&both.1) {
        assert_eq!(one, two);
    }
    assert!(both.0.iter().any(|record| record.text(domain::keys::JOB_TITLE) == "Countess"));
    no_errors(&first.browser).await?;
    no_errors(&second.browser).await
}

/// What a merge took over is told, and Undo takes all of it back.
async fn told_and_taken_back(words: &Words, three: &str, nothing: &str, phone: bool) -> Result<()> {
    let folder = tests::root().join("target/tmp");
    std::fs::create_dir_all(&folder)?;
    let table = folder.join(format!("told-{}-{}.csv", words.tag, std::process::id()));
    std::fs::write(&table, "First name,Last name\nAda,Lovelace\nBob,Stone\nCleo,Park\n")?;
    let first = Visit::to("/").await?;
    FirstRun(&first.browser, words).bring_customers().await?;
    let import = Import(&first.browser, words);
    import.choose(&table).await?;
    import.start(if words.tag == "en" { "Import 3 contacts" } else { "导入 3 个联系人" }).await?;
    import.see_contacts().await?;
    saved(&first.browser).await?;
    let file = made(&first, words, "").await?;

    let second = Visit::to("/").await?;
    let browser = &second.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).start_empty().await?;
    saved(browser).await?;
    let merge = async |says: &str| -> Result<()> {
        open(&second, words).await?;
        browser.upload(words.choose_backup, &[&file]).await?;
        browser.click("button", words.merge_backup).await?;
        told(browser, says).await
    };
    merge(three).await?;
    accessible(browser, "merged").await?;
    let undo =
        format!("[...document.querySelectorAll('.toast button')].find(e => e.innerText.trim() === '{}')", words.undo);
    browser.until(&undo).await?;
    browser.run(&format!("{undo}.click()"), vec![]).await?;
    told(browser, words.undone).await?;
    saved(browser).await?;
    let people = records(&made(&second, words, "").await?)?;
    assert!(!people.iter().any(|record| record.kind == domain::Kind::Contact), "{people:?}");
    merge(three).await?;
    saved(browser).await?;
    browser.open(&second.server.at("/contacts")).await?;
    Contacts(browser, words).has_rows(3).await?;
    // Once more there is nothing to take over.
    merge(nothing).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn a_merge_is_told_and_taken_back_wide_english() -> Result<()> {
    told_and_taken_back(&EN, "Merged: 3 added", "Nothing in this backup is newer", false).await
}

#[tokio::test]
async fn a_merge_is_told_and_taken_back_phone_chinese() -> Result<()> {
    told_and_taken_back(&ZH, "已合并：新增 3", "此备份中没有比当前更新的内容", true).await
}

/// One device merges two records of a person, the other meanwhile goes on with the one that went.
#[tokio::test]
async fn what_was_added_elsewhere_follows_a_merge_of_two_records() -> Result<()> {
    let folder = tests::root().join("target/tmp");
    std::fs::create_dir_all(&folder)?;
    let table = folder.join(format!("follows-{}.csv", std::process::id()));
    let twice = "Katharina,Brandstetter,k.b@example.com,+49 151 23456789,Sonnenhof\n\
        Katharina,Brandstetter,kathi@example.org,0151 23456789,Sonnenhof\nNora,Lind,nora@example.com,,\n";
    std::fs::write(&table, format!("First name,Last name,Email,Phone,Company\n{twice}"))?;
    let first = Visit::to("/").await?;
    FirstRun(&first.browser, &EN).bring_customers().await?;
    let import = Import(&first.browser, &EN);
    import.choose(&table).await?;
    import.start("Import 3 contacts").await?;
    import.see_contacts().await?;
    saved(&first.browser).await?;
    let second = Visit::to("/").await?;
    FirstRun(&second.browser, &EN).start_empty().await?;
    saved(&second.browser).await?;
    let begin = taken(&first, "follows-begin").await?;
    merged(&second, &begin).await?;

    first.browser.open(&first.server.at("/duplicates")).await?;
    first.browser.click("button", EN.merge).await?;
    first.browser.sees(EN.no_duplicates).await?;
    saved(&first.browser).await?;
    let merged_away = |record: &&Record| record.reference(domain::keys::MERGED_INTO).is_some();
    let one = taken(&first, "follows-one").await?;
    let gone = records(&one)?.iter().find(merged_away).map(|record| record.id).ok_or("nothing was merged")?;
    second.browser.open(&second.server.at(&format!("/contacts/{gone}"))).await?;
    let page = super::pages::Record(&second.browser, &EN);
    page.has_the_page("Katharina Brandstetter").await?;
    page.note("Asked for a quote", "Message", "Sent").await?;
    saved(&second.browser).await?;

    merged(&first, &taken(&second, "follows-two").await?).await?;
    merged(&second, &one).await?;
    for (visit, name) in [(&first, "follows-end-one"), (&second, "follows-end-two")] {
        let all = records(&taken(visit, name).await?)?;
        let into =
            all.iter().find(|record| record.id == gone).and_then(|record| record.reference(domain::keys::MERGED_INTO));
        let note = all.iter().find(|record| record.text(domain::keys::TEXT) == "Asked for a quote").ok_or("no note")?;
        assert!(into.is_some() && note.reference(domain::keys::CONTACT) == into, "{name}: {note:?}");
    }
    no_errors(&first.browser).await?;
    no_errors(&second.browser).await
}

#[tokio::test]
async fn a_sealed_backup_given_to_the_import_asks_for_its_passphrase() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    Import(browser, &EN).choose(&tests::root().join("tests/fixtures/backup-v1/sealed.solocrm")).await?;
    browser.click("button", EN.merge_backup).await?;
    browser.sees("Passphrase of this backup").await?;
    accessible(browser, "passphrase in the import").await?;
    fill(browser, "Passphrase of this backup", "wrong").await?;
    browser.click("button", EN.merge_backup).await?;
    browser.sees("The passphrase does not open this backup").await?;
    fill(browser, "Passphrase of this backup", "correct horse battery staple 电池").await?;
    browser.click("button", EN.merge_backup).await?;
    told(browser, "Merged: ").await?;
    no_errors(browser).await
}

/// One import of many customers is many changes; taking everything out settles it.
#[tokio::test]
async fn many_changes_at_once_are_a_reason_to_take_everything_out() -> Result<()> {
    let visit = with_customers(&EN).await?;
    let browser = &visit.browser;
    browser.sees("changes, no backup yet").await?;
    open(&visit, &EN).await?;
    browser.sees("changes, no backup yet").await?;
    browser.click("button", "Download everything").await?;
    browser.downloaded("solo-crm-everything-").await?;
    browser.until("!document.body.innerText.includes('changes, no backup yet')").await?;
    no_errors(browser).await
}
