//! Data that leaves: a list that comes back unchanged, everything as one archive, a person's file, and a person erased.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{Contacts, EN, FirstRun, Import, Words, ZH, saved};
use domain::Record;
use std::path::Path;
use tests::Result;
use tests::driver::Browser;

struct Out {
    import_3: &'static str,
    export: &'static str,
    excel: &'static str,
    unchanged_3: &'static str,
    more: &'static str,
    about_person: &'static str,
    erase_menu: &'static str,
    erase: &'static str,
    erased: &'static str,
    everything: &'static str,
    everything_file: &'static str,
    take_snapshot: &'static str,
    snapshot_taken: [&'static str; 2],
}

const OUT_EN: Out = Out {
    import_3: "Import 3 contacts",
    export: "Export",
    excel: "Excel (XLSX)",
    unchanged_3: "3 unchanged",
    more: "More",
    about_person: "Everything about this person",
    erase_menu: "Erase for good…",
    erase: "Erase for good",
    erased: "Erased for good",
    everything: "Download everything",
    everything_file: "solo-crm-everything-",
    take_snapshot: "Take one now",
    snapshot_taken: ["Snapshot taken", "Nothing has changed since the last snapshot"],
};

const OUT_ZH: Out = Out {
    import_3: "导入 3 个联系人",
    export: "导出",
    excel: "Excel (XLSX)",
    unchanged_3: "未变化 3 条",
    more: "更多",
    about_person: "此人的全部资料",
    erase_menu: "彻底抹除…",
    erase: "彻底抹除",
    erased: "已彻底抹除",
    everything: "下载全部数据",
    everything_file: "solo-crm-全部数据-",
    take_snapshot: "立即创建快照",
    snapshot_taken: ["快照已创建", "自上次快照以来没有更改"],
};

const TABLE: &str = "First name,Last name,Email,Phone,Company,Street,City,Notes\n\
    Nora,Lind,nora@lind.example,+46 8 555 0101,Lind AB,Ring 5,Uppsala,\"=1+1\"\n\
    Katharina,Brandstetter,kb@sonnenhof.example,+49 151 23456789,Sonnenhof,,Passau,likes tea\n\
    Omar,Haddad,omar@example.com,,,,,\n";

/// The snapshots this browser keeps, each as the records in it.
async fn snapshots(browser: &Browser) -> Result<Vec<Vec<Record>>> {
    let script = "
        const open = indexedDB.open('solo-crm-snapshots');
        const db = await new Promise((done, fail) => { open.onsuccess = () => done(open.result); open.onerror = fail; });
        const ask = db.transaction('bytes').objectStore('bytes').getAll();
        const all = await new Promise((done, fail) => { ask.onsuccess = () => done(ask.result); ask.onerror = fail; });
        db.close();
        return all.map(bytes => [...bytes]);";
    let all: Vec<Vec<u8>> = serde_json::from_value(browser.run_async(script, vec![]).await?)?;
    all.iter().map(|bytes| Ok(interchange::backup::read(bytes, None)?.records)).collect()
}

/// How many snapshots hold this name, and how many there are.
async fn holding(browser: &Browser, name: &str) -> Result<(usize, usize)> {
    let all = snapshots(browser).await?;
    let holds = |records: &&Vec<Record>| records.iter().any(|record| format!("{record:?}").contains(name));
    Ok((all.iter().filter(holds).count(), all.len()))
}

/// Whether anything that is stored holds these letters.
async fn stored(browser: &Browser, letters: &str) -> Result<bool> {
    let script = "
        const open = indexedDB.open('solo-crm');
        const db = await new Promise((done, fail) => { open.onsuccess = () => done(open.result); open.onerror = fail; });
        const all = store => new Promise((done, fail) => {
            const ask = db.transaction(store).objectStore(store).getAll();
            ask.onsuccess = () => done(ask.result); ask.onerror = fail;
        });
        const text = new TextDecoder();
        let found = false;
        for (const store of db.objectStoreNames)
            for (const value of await all(store))
                found ||= value instanceof Uint8Array && text.decode(value).includes(arguments[0]);
        db.close();
        return found;";
    Ok(browser.run_async(script, vec![serde_json::json!(letters)]).await?.as_bool() == Some(true))
}

fn is_zip(file: &Path) -> Result<bool> {
    Ok(std::fs::read(file)?.starts_with(b"PK"))
}

async fn out_and_gone(words: &Words, out: &Out, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).bring_customers().await?;
    let folder = tests::root().join("target/tmp");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("out-{}.csv", words.tag));
    std::fs::write(&file, TABLE)?;
    let import = Import(browser, words);
    import.choose(&file).await?;
    import.start(out.import_3).await?;
    import.see_contacts().await?;
    let contacts = Contacts(browser, words);
    contacts.has_rows(3).await?;
    saved(browser).await?;

    // The whole list as a workbook, which brings nothing new when it comes back.
    browser.click("button", out.export).await?;
    accessible(browser, "export menu").await?;
    browser.click("button", out.excel).await?;
    let sheet = browser.downloaded("contacts-").await?;
    assert!(is_zip(&sheet)?);
    browser.open(&visit.server.at("/import")).await?;
    import.choose(&sheet).await?;
    import.start(out.import_3).await?;
    browser.sees(out.unchanged_3).await?;
    saved(browser).await?;

    // Everything.
    browser.open(&visit.server.at("/settings/backup")).await?;
    browser
        .until(&format!(
            "[...document.querySelectorAll('button')].some(e => e.innerText.trim() === '{}' && !e.disabled)",
            out.everything
        ))
        .await?;
    browser.click("button", out.everything).await?;
    assert!(is_zip(&browser.downloaded(out.everything_file).await?)?);
    browser.click("button", out.take_snapshot).await?;
    // The browser may have taken it by itself just before.
    let said = out.snapshot_taken.map(|said| format!("toast.innerText.includes('{said}')")).join(" || ");
    browser.until(&format!("[...document.querySelectorAll('.toast')].some(toast => {said})")).await?;
    let before = holding(browser, "Brandstetter").await?;
    assert!(before.0 > 0);

    // One person: their file, then nothing of them is left.
    browser.open(&visit.server.at("/contacts")).await?;
    contacts.has_rows(3).await?;
    let open = "[...document.querySelectorAll('a')].find(e => e.innerText.includes('Brandstetter')).click()";
    browser.run(open, vec![]).await?;
    // The bar of a phone has a button of the same name as the record's menu.
    browser.until("[...document.querySelectorAll('h1, h2')].some(e => e.innerText.includes('Brandstetter'))").await?;
    browser.click("button", out.more).await?;
    browser.click("button", out.about_person).await?;
    assert!(is_zip(&browser.downloaded("Katharina-Brandstetter-").await?)?);
    assert!(stored(browser, "Brandstetter").await? || stored(browser, "kb@sonnenhof").await?, "not to be found at all");
    // What is typed and not saved is of them too.
    let typed = "
        const [box, text] = [document.querySelector('.record-timeline textarea'), 'She only whispered it'];
        box.value = text;
        box.dispatchEvent(new Event('input', {bubbles: true}));";
    browser.run(typed, vec![]).await?;
    browser.until("JSON.stringify({...sessionStorage}).includes('whispered')").await?;
    browser.click("button", out.more).await?;
    browser.click("button", out.erase_menu).await?;
    browser.role("button", out.erase).await?;
    accessible(browser, "erase").await?;
    browser.click("button", out.erase).await?;
    browser.sees(out.erased).await?;
    contacts.has_rows(2).await?;
    browser.reload().await?;
    contacts.has_rows(2).await?;
    for trace in ["Brandstetter", "kb@sonnenhof", "likes tea"] {
        assert!(!stored(browser, trace).await?, "{trace} is still stored");
    }
    browser.until("!JSON.stringify({...sessionStorage}).includes('whispered')").await?;
    // The snapshots are still there, without them.
    assert_eq!(holding(browser, "Brandstetter").await?, (0, before.1));
    assert!(holding(browser, "Haddad").await?.0 > 0);
    // Taking the import back brings nothing of them back.
    browser.open(&visit.server.at("/history")).await?;
    browser.role("heading", words.history).await?;
    browser.until("!document.body.innerText.includes('Brandstetter')").await?;
    no_errors(browser).await
}

#[tokio::test]
async fn out_and_gone_wide_english() -> Result<()> {
    out_and_gone(&EN, &OUT_EN, false).await
}

#[tokio::test]
async fn out_and_gone_phone_chinese() -> Result<()> {
    out_and_gone(&ZH, &OUT_ZH, true).await
}

#[tokio::test]
async fn everything_comes_back_elsewhere_wide_english() -> Result<()> {
    let first = Visit::to("/").await?;
    FirstRun(&first.browser, &EN).bring_customers().await?;
    let file = tests::root().join("target/tmp/elsewhere.csv");
    std::fs::create_dir_all(tests::root().join("target/tmp"))?;
    std::fs::write(&file, TABLE)?;
    Import(&first.browser, &EN).choose(&file).await?;
    Import(&first.browser, &EN).start(OUT_EN.import_3).await?;
    Import(&first.browser, &EN).see_contacts().await?;
    saved(&first.browser).await?;
    first.browser.open(&first.server.at("/settings/backup")).await?;
    first.browser.role("button", OUT_EN.everything).await?;
    first.browser.until("[...document.querySelectorAll('button')].every(e => e.innerText.trim() !== 'Download everything' || !e.disabled)").await?;
    first.browser.click("button", OUT_EN.everything).await?;
    let archive = first.browser.downloaded(OUT_EN.everything_file).await?;

    let second = Visit::to("/").await?;
    let browser = &second.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    Import(browser, &EN).choose(&archive).await?;
    browser.role("button", EN.merge_backup).await?;
    accessible(browser, "own archive").await?;
    browser.click("button", EN.merge_backup).await?;
    browser.sees("Merged: ").await?;
    saved(browser).await?;
    browser.open(&second.server.at("/contacts")).await?;
    Contacts(browser, &EN).has_rows(3).await?;
    no_errors(browser).await
}
