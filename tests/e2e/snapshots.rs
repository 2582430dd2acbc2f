//! Copies the browser keeps by itself, and the reminder to take one out.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Import, Words, ZH, saved};
use tests::Result;

struct Says {
    take: &'static str,
    taken: &'static str,
    look: &'static str,
    go_back: &'static str,
    before_restore: &'static str,
    before_import: &'static str,
    no_backup: &'static str,
}

const SAYS_EN: Says = Says {
    take: "Take one now",
    taken: "Snapshot taken",
    look: "Look",
    go_back: "Go back to this backup",
    before_restore: "Before going back",
    before_import: "Before an import",
    no_backup: "changes, no backup yet",
};
const SAYS_ZH: Says = Says {
    take: "立即创建快照",
    taken: "快照已创建",
    look: "查看",
    go_back: "恢复到此备份",
    before_restore: "恢复前",
    before_import: "导入前",
    no_backup: "项更改，尚未备份",
};

const CONTACTS: &str = "document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')";

async fn back_to_a_snapshot(words: &Words, says: &Says, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).sample().await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    browser.until(&format!("Number({CONTACTS}) > 400")).await?;
    let people = browser.run(&format!("return Number({CONTACTS})"), vec![]).await?.as_u64().unwrap_or_default();
    browser.open(&visit.server.at("/settings/backup")).await?;
    browser.click("button", says.take).await?;
    browser.sees(says.taken).await?;
    accessible(browser, "snapshots").await?;

    // An import, before which another one is taken without being asked.
    let folder = tests::root().join("target/tmp");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("mistake-{}.csv", words.tag));
    std::fs::write(&file, "First name,Last name,Email\nMistaken,Import,mistake@example.com\n")?;
    browser.open(&visit.server.at("/import")).await?;
    let import = Import(browser, words);
    import.choose(&file).await?;
    let button = "[...document.querySelectorAll('.import-step button[data-primary]')].find(e => e.checkVisibility() && !e.disabled)";
    browser.until(button).await?;
    browser.run(&format!("{button}.click()"), vec![]).await?;
    browser.until("document.querySelector('#import-done')").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    browser.until(&format!("Number({CONTACTS}) === {}", people + 1)).await?;

    browser.open(&visit.server.at("/settings/backup")).await?;
    browser.sees(says.take).await?;
    // Nothing had changed since the one that was asked for, so none was taken before the import.
    browser.until("document.querySelectorAll('.row-ways').length === 1").await?;
    let look = format!(
        "[...document.querySelectorAll('.row-ways button')].find(e => e.innerText.trim() === '{}').click()",
        says.look
    );
    browser.run(&look, vec![]).await?;
    browser.click("button", says.go_back).await?;
    browser.until("document.querySelectorAll('.row-ways').length === 2").await?;
    browser.sees(says.before_restore).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    browser.until(&format!("Number({CONTACTS}) === {people}")).await?;

    browser.open(&visit.server.at("/import")).await?;
    import.choose(&file).await?;
    browser.until(button).await?;
    browser.run(&format!("{button}.click()"), vec![]).await?;
    browser.until("document.querySelector('#import-done')").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/settings/backup")).await?;
    browser.sees(says.before_import).await?;

    if !phone {
        // A hundred small changes, then a backup.
        browser.open(&visit.server.at("/tasks")).await?;
        let toggle = "
            const box = () => document.querySelector('[role=row] .task-check');
            const later = () => new Promise(next => setTimeout(next, 20));
            while (!box()) await later();
            for (let i = 0; i < 101; i++) { box().click(); await later(); }";
        browser.run_async(toggle, vec![]).await?;
    }
    browser.screenshot(&format!("snapshots-{}", words.tag)).await?;
    if !phone {
        browser.sees(says.no_backup).await?;
        browser.open(&visit.server.at("/settings/backup")).await?;
        browser.sees(says.no_backup).await?;
        accessible(browser, "reminder").await?;
        browser.click("button", words.back_up).await?;
        browser.until(&format!("!document.body.innerText.includes('{}')", says.no_backup)).await?;
    }
    no_errors(browser).await
}

#[tokio::test]
async fn back_to_a_snapshot_wide_english() -> Result<()> {
    back_to_a_snapshot(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn back_to_a_snapshot_phone_chinese() -> Result<()> {
    back_to_a_snapshot(&ZH, &SAYS_ZH, true).await
}
