//! Backups that go into a folder by themselves: the folder is one of the browser's own, the picker hands it over.

use super::Visit;
use super::backup::open;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Words, ZH, saved};
use tests::Result;

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
const PICKER: &str = "
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

async fn names(visit: &Visit) -> Result<Vec<String>> {
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
