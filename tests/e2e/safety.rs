//! Nothing is lost unnoticed: data that cannot be read, leaving with something unsaved, very large changes.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{Contacts, EN, FirstRun, Import, Words, ZH, saved, told};
use serde_json::{Value, json};
use tests::Result;
use tests::driver::Browser;

struct Says {
    unread: &'static str,
    damaged: &'static str,
    download: &'static str,
    reload: &'static str,
    in_part: &'static str,
}

const SAYS_EN: Says = Says {
    unread: "Part of your data could not be read.",
    damaged: "Stored data is damaged (order/000000).",
    download: "Download my data",
    reload: "Reload",
    in_part: "Some of the stored data is damaged",
};

const SAYS_ZH: Says = Says {
    unread: "部分数据无法读取。",
    damaged: "存储的数据已损坏（order/000000）。",
    download: "下载我的数据",
    reload: "重新加载",
    in_part: "部分存储的数据已损坏",
};

/// Turns one byte of the first orders, and tells how many pieces of orders there are.
const DAMAGE: &str = "
    const open = await new Promise((done, failed) => {
        const asked = indexedDB.open('solo-crm');
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => failed(asked.error);
    });
    const change = open.transaction('chunks', 'readwrite');
    const chunks = change.objectStore('chunks');
    let pieces = 0;
    chunks.get('order/000000').onsuccess = ({target}) => {
        const bytes = target.result;
        bytes[bytes.length >> 1] ^= 1;
        chunks.put(bytes, 'order/000000');
    };
    chunks.count(IDBKeyRange.bound('order/', 'order0')).onsuccess = ({target}) => pieces = target.result;
    await new Promise((done, failed) => { change.oncomplete = done; change.onabort = () => failed(change.error); });
    open.close();
    return pieces;";

/// Whether the browser would ask before this page is left.
async fn asks(browser: &Browser) -> Result<bool> {
    let script = "
        const leaving = new Event('beforeunload', {cancelable: true});
        dispatchEvent(leaving);
        return leaving.defaultPrevented;";
    Ok(browser.run(script, vec![]).await? == json!(true))
}

async fn damaged_orders(words: &Words, says: &Says, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).sample().await?;
    let pieces = browser.run_async(DAMAGE, vec![]).await?.as_u64();
    assert!(pieces > Some(1), "{pieces:?} pieces of orders");

    browser.reload().await?;
    browser.sees(says.unread).await?;
    browser.sees(says.damaged).await?;
    accessible(browser, "data that could not be read").await?;
    // What is here can be looked at; it is no reason to stay.
    Contacts(browser, words).has_rows(500).await?;
    assert!(!asks(browser).await?, "nothing was changed");

    Contacts(browser, words).add("Grace", "Hopper", "grace@hopper.example").await?;
    browser.sees("Hopper").await?;
    assert!(asks(browser).await?, "a change is in memory only");
    if !phone {
        browser.until("document.querySelector('.save-state[data-state=not-saved]')").await?;
    }

    browser.click("button", says.download).await?;
    let file = browser.downloaded(".jsonl").await?;
    let lines: Vec<Value> =
        std::fs::read_to_string(&file)?.lines().map(serde_json::from_str).collect::<std::result::Result<_, _>>()?;
    let of = |kind: &str| lines.iter().filter(|line| line["kind"] == kind).count();
    assert_eq!(of("contact"), 501, "with the one that is not saved");
    assert!(of("order") > 0, "the other orders are in it");
    assert!(of("activity") > 0, "and what comes after them");
    let orders = of("order");
    std::fs::remove_file(file)?;

    // The page for emergencies writes as much of what is stored.
    browser.open(&visit.server.at("/rescue")).await?;
    browser.click("button", says.download).await?;
    browser.sees(says.in_part).await?;
    let file = browser.downloaded(".jsonl").await?;
    let text = std::fs::read_to_string(file)?;
    assert_eq!(text.lines().filter(|line| line.contains("\"kind\":\"order\"")).count(), orders);

    browser.open(&visit.server.at("/contacts")).await?;
    browser.click("button", says.reload).await?;
    browser.sees(says.unread).await
}

#[tokio::test]
async fn orders_that_cannot_be_read_wide_english() -> Result<()> {
    damaged_orders(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn orders_that_cannot_be_read_phone_chinese() -> Result<()> {
    damaged_orders(&ZH, &SAYS_ZH, true).await
}

/// The browser asks before the page is left with something that is in memory only, and never otherwise.
#[tokio::test]
async fn leaving_asks_while_something_is_not_saved() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    saved(browser).await?;
    assert!(!asks(browser).await?, "all is saved");
    full_disk(browser).await?;
    Contacts(browser, &EN).add("Ada", "Lovelace", "ada@example.com").await?;
    browser.until("document.querySelector('.save-state[data-state=not-saved]')").await?;
    assert!(asks(browser).await?, "a contact is not saved");
    room_again(browser).await?;
    saved(browser).await?;
    assert!(!asks(browser).await?, "all is saved again");
    no_errors(browser).await
}

pub async fn full_disk(browser: &Browser) -> Result<()> {
    let script = "
        window.realPut = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };";
    browser.run(script, vec![]).await.map(drop)
}

pub async fn room_again(browser: &Browser) -> Result<()> {
    browser.run("IDBObjectStore.prototype.put = window.realPut", vec![]).await.map(drop)
}

/// After the first few records of the owner's own the browser is asked, once, to keep them.
#[tokio::test]
async fn the_browser_is_asked_to_keep_what_was_made_by_hand() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    let count = "window.asked = 0; StorageManager.prototype.persist = async () => { window.asked++; return true; }";
    browser.run(count, vec![]).await?;
    let asked = async || browser.run("return window.asked", vec![]).await;
    let contacts = Contacts(browser, &EN);
    for (at, name) in ["Ada", "Bea", "Cleo", "Dora"].into_iter().enumerate() {
        assert_eq!(asked().await?, json!(usize::from(at > 2)), "before {name}");
        contacts.add(name, "Example", &format!("{name}@example.com")).await?;
        contacts.has_rows(at + 1).await?;
    }
    assert_eq!(asked().await?, json!(1));
    no_errors(browser).await
}

/// More than what is changed in one go: into the trash, back, and gone for ever, each as one change.
#[tokio::test]
async fn many_are_trashed_at_once() -> Result<()> {
    const MANY: usize = 1500;
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    let folder = tests::root().join("target/tmp");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("many-to-trash.csv");
    let people: String = (0..MANY).map(|n| format!("Name{n},Family{n},n{n}@example.com\n")).collect();
    std::fs::write(&file, format!("First name,Last name,Email\n{people}"))?;
    let import = Import(browser, &EN);
    import.choose(&file).await?;
    import.start("Import 1,500 contacts").await?;
    import.see_contacts().await?;
    let contacts = Contacts(browser, &EN);
    contacts.has_rows(MANY).await?;

    browser.click("checkbox", EN.select_all).await?;
    browser.click("button", "Tag").await?;
    browser.fill("Tag name", "spring").await?;
    browser.click("button", "Add").await?;
    told(browser, "spring").await?;
    browser.click("button", EN.delete).await?;
    told(browser, "1,500 contacts moved to Trash").await?;
    browser.until("!document.querySelector('[role=row] a')").await?;
    browser.open(&visit.server.at("/trash")).await?;
    browser.click("button", "Empty trash").await?;
    told(browser, "deleted for ever").await?;
    browser.click("button", EN.undo).await?;
    told(browser, EN.undone).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/history")).await?;
    browser.role("heading", EN.history).await?;
    browser.sees("Moved 1,500 contacts to Trash").await?;
    no_errors(browser).await
}
