//! Two records of one person: found, looked at, merged, taken back; and two people who only look alike.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{Contacts, EN, FirstRun, Import, Words, ZH, saved, told};
use std::sync::atomic::{AtomicUsize, Ordering};
use tests::Result;
use tests::driver::Browser;

const FIRST: &str = "k.brandstetter@example.com";
const SECOND: &str = "katharina@example.org";

/// Nine people, two of them one, in a browser of their own.
async fn nine(words: &Words, phone: bool) -> Result<Visit> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).bring_customers().await?;
    let folder = tests::root().join("target/tmp");
    std::fs::create_dir_all(&folder)?;
    // Tests run side by side: each reads a file of its own.
    static FILES: AtomicUsize = AtomicUsize::new(0);
    let number = FILES.fetch_add(1, Ordering::Relaxed);
    let file = folder.join(format!("twice-{number}-{}.csv", std::process::id()));
    let mut text = String::from("First name,Last name,Email,Phone,Company,City\n");
    let others = ["Nora Lind", "Omar Haddad", "Pia Costa", "Quentin Roy", "Rosa Vidal", "Sven Falk", "Tara Nair"];
    for (at, name) in others.iter().enumerate() {
        let (first, last) = name.split_once(' ').unwrap_or((name, ""));
        text.push_str(&format!("{first},{last},{first}@example.com,+49 30 55{at}12{at}4,{last} GmbH,Ulm\n"));
    }
    text.push_str(&format!("Katharina,Brandstetter,{FIRST},+49 151 23456789,Sonnenhof GmbH,Passau\n"));
    text.push_str(&format!("Katharina,Brandstetter,{SECOND},0151 23456789,Sonnenhof,Passau\n"));
    std::fs::write(&file, text)?;
    let import = Import(browser, words);
    import.choose(&file).await?;
    browser.sees(words.alike_2).await?;
    import.start(words.import_9).await?;
    browser.sees(words.created_9).await?;
    saved(browser).await?;
    Ok(visit)
}

async fn merged_and_taken_back(words: &Words, phone: bool) -> Result<()> {
    let visit = nine(words, phone).await?;
    let browser = &visit.browser;
    browser.open(&visit.server.at("/duplicates")).await?;
    browser.role("button", words.merge).await?;
    accessible(browser, "duplicates").await?;
    browser.click("button", words.merge).await?;
    browser.sees(words.no_duplicates).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    browser.until("document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount') === '9'").await?;
    browser.open(&visit.server.at("/history")).await?;
    browser.role("heading", words.history).await?;
    browser.click("button", words.undo).await?;
    browser.sees(words.undone).await?;
    saved(browser).await?;

    // Back again; this time they are said to be two, and that is remembered.
    browser.open(&visit.server.at("/duplicates")).await?;
    browser.click("button", words.not_the_same).await?;
    browser.sees(words.no_duplicates).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/duplicates")).await?;
    browser.sees(words.no_duplicates).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn duplicates_wide_english() -> Result<()> {
    merged_and_taken_back(&EN, false).await
}

#[tokio::test]
async fn duplicates_phone_chinese() -> Result<()> {
    merged_and_taken_back(&ZH, true).await
}

struct Says {
    merged_into: &'static str,
    undo_merge: &'static str,
    alone: &'static str,
    record_says: &'static str,
}

const SAYS_EN: Says = Says {
    merged_into: "Merged into Katharina Brandstetter",
    undo_merge: "Undo merge",
    alone: "stands alone again",
    record_says: "Merged into this record",
};
const SAYS_ZH: Says =
    Says {
        merged_into: "已合并到", undo_merge: "撤销合并", alone: "恢复为单独的记录", record_says: "已合并到此记录"
    };

/// What the journal forgets after 90 days, at once.
const FORGET: &str = "
    const open = indexedDB.open('solo-crm');
    const db = await new Promise((done, fail) => { open.onsuccess = () => done(open.result); open.onerror = fail; });
    const stores = [...db.objectStoreNames].filter(name => name.startsWith('journal'));
    const clear = db.transaction(stores, 'readwrite');
    stores.forEach(name => clear.objectStore(name).clear());
    await new Promise((done, fail) => { clear.oncomplete = done; clear.onerror = fail; });
    db.close();
    return stores.length;";

/// The emails that the open record shows.
async fn emails(browser: &Browser) -> Result<[bool; 2]> {
    let script = "
        const text = document.querySelector('.record-facts')?.innerText ?? '';
        return [...arguments].map(email => text.includes(email));";
    Ok(serde_json::from_value(browser.run(script, vec![FIRST.into(), SECOND.into()]).await?)?)
}

/// A merge is undone when the journal no longer knows of it: from the trash, or from the page of the record that stayed.
async fn undone_a_year_later(words: &Words, says: &Says, from_trash: bool) -> Result<()> {
    let visit = nine(words, !from_trash).await?;
    let browser = &visit.browser;
    browser.open(&visit.server.at("/duplicates")).await?;
    browser.click("button", words.merge).await?;
    browser.sees(words.no_duplicates).await?;
    saved(browser).await?;
    assert_eq!(browser.run_async(FORGET, vec![]).await?, 2);
    let contacts = Contacts(browser, words);
    if from_trash {
        browser.open(&visit.server.at("/trash")).await?;
        browser.sees(says.merged_into).await?;
    } else {
        browser.open(&visit.server.at("/contacts")).await?;
        contacts.has_rows(8).await?;
        let katharina =
            "[...document.querySelectorAll('[role=row] a')].find(e => e.innerText.includes('Brandstetter'))";
        browser.until(katharina).await?;
        browser.run(&format!("{katharina}.click()"), vec![]).await?;
        browser.sees(says.record_says).await?;
        browser.wait_for("both emails", async || Ok((emails(browser).await? == [true, true]).then_some(()))).await?;
    }
    browser.role("button", says.undo_merge).await?;
    accessible(browser, "a merge to be undone").await?;
    browser.screenshot(&format!("undo-merge-{}", words.tag)).await?;
    browser.click("button", says.undo_merge).await?;
    told(browser, says.alone).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    contacts.has_rows(9).await?;
    // Each has what it came with, and nothing of the other.
    let mut seen = Vec::new();
    for at in 0..2 {
        let row = format!(
            "[...document.querySelectorAll('[role=row] a')].filter(e => e.innerText.includes('Brandstetter'))[{at}]"
        );
        browser.open(&visit.server.at("/contacts")).await?;
        browser.until(&row).await?;
        browser.run(&format!("{row}.click()"), vec![]).await?;
        browser.until("document.querySelector('.record-facts')?.innerText.includes('Passau')").await?;
        let own = async || Ok(Some(emails(browser).await?).filter(|[first, second]| first != second));
        seen.push(browser.wait_for("one email", own).await?);
    }
    seen.sort();
    assert_eq!(seen, [[false, true], [true, false]]);
    no_errors(browser).await
}

#[tokio::test]
async fn a_merge_is_undone_without_its_journal_wide_english() -> Result<()> {
    undone_a_year_later(&EN, &SAYS_EN, true).await
}

#[tokio::test]
async fn a_merge_is_undone_without_its_journal_phone_chinese() -> Result<()> {
    undone_a_year_later(&ZH, &SAYS_ZH, false).await
}
