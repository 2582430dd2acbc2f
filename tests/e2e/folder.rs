//! Backups that go into a folder by themselves: the folder is one of the browser's own, the picker hands it over.

use super::Visit;
use super::backup::open;
use super::journeys::{accessible, no_errors};
use super::pages::{Contacts, EN, FirstRun, Import, Words, ZH, saved, told};
use domain::Record;
use std::path::PathBuf;
use tests::Result;
use tests::driver::Browser;

struct Says {
    choose: &'static str,
    last: &'static str,
    now: &'static str,
    allow: &'static str,
    needs: &'static str,
    gone: &'static str,
    written: &'static str,
    stop: &'static str,
}

const SAYS_EN: Says = Says {
    choose: "Choose a folder",
    last: "in “Backups”",
    now: "Back up into it now",
    allow: "Allow",
    needs: "The browser wants you to allow the folder again.",
    gone: "The folder is gone.",
    written: "Backup written and checked: solo-crm-",
    stop: "Stop",
};
const SAYS_ZH: Says = Says {
    choose: "选择文件夹",
    last: "位于“Backups”",
    now: "立即备份到文件夹",
    allow: "允许",
    needs: "浏览器需要您再次授权此文件夹。",
    gone: "文件夹不存在。",
    written: "备份已写入并通过校验：solo-crm-",
    stop: "停止",
};

/// The picker hands over a folder in which there are a stranger's file and a very old backup of another device.
pub const PICKER: &str = "
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('Backups', {create: true});
    for (const name of ['holiday.jpg', 'solo-crm-2020-01-01-100000Z-1.solocrm'])
        await folder.getFileHandle(name, {create: true});
    window.showDirectoryPicker = async () => folder;";

const NAMES: &str = "
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('Backups');
    const names = [];
    for await (const name of folder.keys()) {
        const file = await (await folder.getFileHandle(name)).getFile();
        names.push(name + ' ' + await file.slice(0, 4).text());
    }
    return names.sort();";

pub async fn names(visit: &Visit) -> Result<Vec<String>> {
    let found = visit.browser.run_async(NAMES, vec![]).await?;
    Ok(found.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect())
}

async fn into_a_folder(words: &Words, says: &Says, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).sample().await?;
    saved(browser).await?;
    open(&visit, words).await?;
    browser.run_async(PICKER, vec![]).await?;
    browser.click("button", says.choose).await?;
    browser.sees(says.last).await?;
    browser.sees(says.written).await?;
    accessible(browser, "folder").await?;
    browser.screenshot(&format!("folder-{}", words.tag)).await?;
    let found = names(&visit).await?;
    assert_eq!(found.len(), 3, "{found:?}");
    let own = found.iter().filter(|name| name.starts_with("solo-crm-20") && name.contains("Z-")).count();
    assert_eq!(own, 2, "{found:?}");
    assert!(found.iter().any(|name| name.starts_with("holiday.jpg")));

    // After a new start the folder is known, and the browser wants to be asked again.
    open(&visit, words).await?;
    browser.sees(says.last).await?;
    browser.run("FileSystemHandle.prototype.queryPermission = async () => 'prompt'", vec![]).await?;
    let link = |tab: &str| format!("document.querySelector('.settings-tabs a[href$=\"/{tab}\"]').click()");
    browser.run(&link("privacy"), vec![]).await?;
    browser.until("!document.body.innerText.includes('“Backups”')").await?;
    browser.run(&link("backup"), vec![]).await?;
    browser.sees(says.needs).await?;
    accessible(browser, "folder to be allowed").await?;
    browser.screenshot(&format!("folder-allow-{}", words.tag)).await?;
    let given = "FileSystemHandle.prototype.requestPermission = async () => 'granted';
        FileSystemHandle.prototype.queryPermission = async () => 'granted'";
    browser.run(given, vec![]).await?;
    browser.click("button", says.allow).await?;
    browser.sees(says.written).await?;
    // Of two in one hour the later one stays.
    browser.role("button", says.now).await?;
    assert_eq!(names(&visit).await?.len(), 3);

    let remove = "await (await navigator.storage.getDirectory()).removeEntry('Backups', {recursive: true})";
    browser.run_async(remove, vec![]).await?;
    browser.click("button", says.now).await?;
    browser.sees(says.gone).await?;
    // What went wrong is told over the foot of a phone's page.
    let stop =
        format!("[...document.querySelectorAll('button')].find(e => e.innerText.trim() === '{}').click()", says.stop);
    browser.run(&stop, vec![]).await?;
    browser.role("button", says.choose).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn into_a_folder_wide_english() -> Result<()> {
    into_a_folder(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn into_a_folder_phone_chinese() -> Result<()> {
    into_a_folder(&ZH, &SAYS_ZH, true).await
}

struct Erasing {
    import_3: &'static str,
    more: &'static str,
    menu: &'static str,
    erase: &'static str,
    erased: &'static str,
    folder_too: &'static str,
    left: &'static str,
    closed: &'static str,
    merged_2: &'static str,
}

const ERASING_EN: Erasing = Erasing {
    import_3: "Import 3 contacts",
    more: "More",
    menu: "Erase for good…",
    erase: "Erase for good",
    erased: "Erased for good",
    folder_too: "The backups in your folder “Backups” are rewritten too",
    left: "These backups in the folder “Backups” could not be rewritten.",
    closed: "The backups in the folder “Backups” could not be reached and still hold this person.",
    merged_2: "Merged: 2 added",
};
const ERASING_ZH: Erasing = Erasing {
    import_3: "导入 3 个联系人",
    more: "更多",
    menu: "彻底抹除…",
    erase: "彻底抹除",
    erased: "已彻底抹除",
    folder_too: "您的文件夹“Backups”中的备份也会重写",
    left: "文件夹“Backups”中的以下备份无法重写",
    closed: "无法访问文件夹“Backups”，其中的备份仍包含此人。",
    merged_2: "已合并：新增 2",
};

const STRANGER: &str = "solo-crm-2020-01-01-100000Z-1.solocrm";

/// The backup that this device wrote into the folder, as a file.
async fn own_backup(visit: &Visit, tag: &str) -> Result<PathBuf> {
    let script = "
        const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Backups');
        for await (const [name, handle] of folder.entries())
            if (name.endsWith('.solocrm') && name !== arguments[0])
                return [...new Uint8Array(await (await handle.getFile()).arrayBuffer())];";
    let found = visit.browser.run_async(script, vec![STRANGER.into()]).await?;
    assert!(found.is_array(), "there is no backup in the folder: {:?}", names(visit).await?);
    let bytes: Vec<u8> = serde_json::from_value(found)?;
    let file = tests::root().join("target/tmp").join(format!("folder-{tag}-{}.solocrm", std::process::id()));
    std::fs::write(&file, bytes)?;
    Ok(file)
}

fn holds(file: &PathBuf, name: &str) -> Result<bool> {
    let records = interchange::backup::read(&std::fs::read(file)?, None)?.records;
    Ok(records.iter().any(|record: &Record| format!("{record:?}").contains(name)))
}

/// Asks for the erasure of this contact, up to the dialog's button.
async fn erase(browser: &Browser, erasing: &Erasing, name: &str) -> Result<()> {
    let open = format!("[...document.querySelectorAll('[role=row] a')].find(e => e.innerText.includes('{name}'))");
    browser.until(&open).await?;
    browser.run(&format!("{open}.click()"), vec![]).await?;
    // The bar of a phone has a button of the same name as the record's menu.
    browser
        .until(&format!("[...document.querySelectorAll('h1, h2')].some(e => e.innerText.includes('{name}'))"))
        .await?;
    browser.click("button", erasing.more).await?;
    browser.click("button", erasing.menu).await?;
    browser.sees(erasing.folder_too).await?;
    browser.click("button", erasing.erase).await
}

/// Who is erased goes from the folder's backups too; what cannot be rewritten stays as it is and is named.
async fn erased_in_the_folder(words: &Words, says: &Says, erasing: &Erasing, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).bring_customers().await?;
    std::fs::create_dir_all(tests::root().join("target/tmp"))?;
    let table = tests::root().join("target/tmp").join(format!("folder-{}-{}.csv", words.tag, std::process::id()));
    std::fs::write(&table, "First name,Last name\nNora,Lind\nKatharina,Brandstetter\nOmar,Haddad\n")?;
    let import = Import(browser, words);
    import.choose(&table).await?;
    import.start(erasing.import_3).await?;
    import.see_contacts().await?;
    saved(browser).await?;
    open(&visit, words).await?;
    browser.run_async(PICKER, vec![]).await?;
    browser.click("button", says.choose).await?;
    told(browser, says.written).await?;
    assert!(holds(&own_backup(&visit, words.tag).await?, "Brandstetter")?);

    // One file of the folder is no backup at all.
    let contacts = Contacts(browser, words);
    browser.open(&visit.server.at("/contacts")).await?;
    erase(browser, erasing, "Brandstetter").await?;
    told(browser, erasing.erased).await?;
    told(browser, erasing.left).await?;
    told(browser, STRANGER).await?;
    contacts.has_rows(2).await?;
    let file = own_backup(&visit, words.tag).await?;
    assert!(!holds(&file, "Brandstetter")? && holds(&file, "Haddad")? && holds(&file, "Lind")?);
    assert_eq!(names(&visit).await?.len(), 3);

    // The disk is full: the backup stays as it was.
    browser.open(&visit.server.at("/contacts")).await?;
    let full = "FileSystemWritableFileStream.prototype.write = async () => { throw new DOMException('', 'QuotaExceededError') };";
    browser.run(full, vec![]).await?;
    erase(browser, erasing, "Haddad").await?;
    told(browser, erasing.left).await?;
    contacts.has_rows(1).await?;
    assert!(holds(&own_backup(&visit, words.tag).await?, "Haddad")?);

    // The browser does not allow the folder.
    browser.open(&visit.server.at("/contacts")).await?;
    browser.run("FileSystemHandle.prototype.requestPermission = async () => 'denied'", vec![]).await?;
    erase(browser, erasing, "Lind").await?;
    told(browser, erasing.closed).await?;
    accessible(browser, "erased, and the folder is closed").await?;
    saved(browser).await?;

    // The rewritten backup restores on another device.
    let other = Visit::to("/").await?;
    FirstRun(&other.browser, words).start_empty().await?;
    saved(&other.browser).await?;
    open(&other, words).await?;
    other.browser.upload(words.choose_backup, &[&file]).await?;
    other.browser.click("button", words.merge_backup).await?;
    told(&other.browser, erasing.merged_2).await?;
    saved(&other.browser).await?;
    other.browser.open(&other.server.at("/contacts")).await?;
    Contacts(&other.browser, words).has_rows(2).await?;
    no_errors(&other.browser).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn erased_in_the_folder_wide_english() -> Result<()> {
    erased_in_the_folder(&EN, &SAYS_EN, &ERASING_EN, false).await
}

#[tokio::test]
async fn erased_in_the_folder_phone_chinese() -> Result<()> {
    erased_in_the_folder(&ZH, &SAYS_ZH, &ERASING_ZH, true).await
}
