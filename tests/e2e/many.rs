//! Several files at once, told before they are taken; a table that is pasted; the same again brings nothing.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{Contacts, EN, FirstRun, Import, Words, ZH, saved};
use serde_json::json;
use std::path::PathBuf;
use tests::Result;
use tests::driver::{Browser, keys};

struct Many {
    import_3: &'static str,
    nothing_new: &'static str,
    hubspot: &'static str,
    import_2: &'static str,
    new_1: &'static str,
    changed: &'static str,
}

const MANY_EN: Many = Many {
    import_3: "Import 3 tables",
    nothing_new: "0 created",
    hubspot: "HubSpot contacts",
    import_2: "Import 2 contacts",
    new_1: "1 new",
    changed: "Fields that change: Job title (1)",
};

const MANY_ZH: Many = Many {
    import_3: "导入 3 个表格",
    nothing_new: "新建 0 条",
    hubspot: "HubSpot 联系人",
    import_2: "导入 2 个联系人",
    new_1: "新建 1 条",
    changed: "将更改的字段：职位（1）",
};

fn hubspot() -> Vec<PathBuf> {
    let folder = tests::root().join("tests/fixtures/sources/hubspot");
    // The deals first: what they refer to comes later.
    ["deals", "contacts", "companies"].map(|name| folder.join(format!("{name}.csv"))).into()
}

async fn paste(browser: &Browser, text: &str) -> Result<()> {
    let script = "
        const data = new DataTransfer();
        data.setData('text/plain', arguments[0]);
        document.querySelector('main').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));";
    browser.run(script, vec![json!(text)]).await.map(drop)
}

async fn several(words: &Words, many: &Many, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).bring_customers().await?;
    let files = hubspot();
    let paths: Vec<_> = files.iter().map(PathBuf::as_path).collect();
    browser.upload(words.choose_files, &paths).await?;
    browser.sees(many.hubspot).await?;
    browser.role("button", many.import_3).await?;
    accessible(browser, "several tables").await?;
    browser.click("button", many.import_3).await?;
    browser.until("document.querySelectorAll('.import-tables [data-tone=good]').length === 3").await?;
    saved(browser).await?;

    // The same once more: nothing is new.
    browser.open(&visit.server.at("/import")).await?;
    browser.upload(words.choose_files, &paths).await?;
    browser.click("button", many.import_3).await?;
    let nothing = format!(
        "[...document.querySelectorAll('.import-tables [data-tone=good]')].filter(e => e.innerText.trim() === '{}').length === 3",
        many.nothing_new
    );
    browser.until(&nothing).await?;
    saved(browser).await?;

    // A table from a spreadsheet: one known person with another title, and a new one.
    browser.open(&visit.server.at("/import")).await?;
    browser.role("heading", words.import).await?;
    paste(browser, "First Name\tLast Name\tEmail\tJob Title\nAda\tHolm\tada@holm.example\tFounder\nZoe\tKern\tzoe@kern.example\tBaker\n").await?;
    browser.sees(many.new_1).await?;
    browser.sees(many.changed).await?;
    accessible(browser, "what will be").await?;
    Import(browser, words).start(many.import_2).await?;
    Import(browser, words).see_contacts().await?;
    Contacts(browser, words).has_rows(4).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn several_files_wide_english() -> Result<()> {
    several(&EN, &MANY_EN, false).await
}

#[tokio::test]
async fn several_files_phone_chinese() -> Result<()> {
    several(&ZH, &MANY_ZH, true).await
}

/// The reader of old workbooks breaks at one byte of this file: the page says so and goes on with a fresh worker.
#[tokio::test]
async fn a_file_that_breaks_its_reader_wide_english() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    let import = Import(browser, &EN);
    import.choose(&tests::root().join("tests/fixtures/broken/maimed.xls")).await?;
    browser.sees("Nothing was changed; try again.").await?;
    accessible(browser, "a reader that broke").await?;
    import.choose(&hubspot()[1]).await?;
    browser.sees(MANY_EN.hubspot).await?;
    import.start("Import 3 contacts").await?;
    import.see_contacts().await?;
    Contacts(browser, &EN).has_rows(3).await?;
    saved(browser).await
}

/// Someone with almost the name and the email of a person who is there is hinted at before they are saved.
#[tokio::test]
async fn an_entry_that_is_there_already_wide_english() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    let import = Import(browser, &EN);
    import.choose(&hubspot()[1]).await?;
    import.start("Import 3 contacts").await?;
    import.see_contacts().await?;
    saved(browser).await?;
    browser.click("button", EN.new_contact).await?;
    browser.fill(EN.first_name, "Ada").await?;
    browser.fill(EN.last_name, "Holm").await?;
    browser.fill(EN.email, "ada.holm@holm.example").await?;
    browser.sees("Looks like: Ada Holm").await?;
    accessible(browser, "looks like").await?;
    no_errors(browser).await
}

/// Dates that could be read two ways are asked before anything is taken; each table names its records; all of it goes
/// back at once.
#[tokio::test]
async fn several_files_that_ask_and_go_back_phone_english() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    browser.phone().await?;
    FirstRun(browser, &EN).bring_customers().await?;
    let asks = tests::root().join("tests/fixtures/csv/two-ways-to-read.csv");
    browser.upload(EN.choose_files, &[hubspot()[1].as_path(), asks.as_path()]).await?;
    browser.sees("Say first how the dates are written.").await?;
    browser.until("document.querySelector('.import-step > .row button[data-primary]')?.disabled").await?;
    accessible(browser, "dates to be asked").await?;
    browser.choose("How two-ways-to-read.csv writes dates", "Day, month, year").await?;
    browser.click("button", "Import 2 tables").await?;
    browser.role("button", "Undo all 2 imports").await?;
    browser.click("button", "Details: two-ways-to-read.csv").await?;
    browser.run("document.querySelector('.import-details summary').click()", vec![]).await?;
    browser.role("link", "Bob Vik").await?;
    accessible(browser, "what became of each row").await?;
    browser.click("button", "Undo all 2 imports").await?;
    browser.until("[...document.querySelectorAll('.import-step [role=status]')].some(told => told.innerText === 'Taken back')").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    browser.until("document.querySelector('main .empty') && !document.querySelector('[aria-rowcount]')").await?;
    no_errors(browser).await
}

struct Ahead {
    stopped: &'static str,
    restart: &'static str,
    new_contacts: &'static str,
}

const AHEAD_EN: Ahead =
    Ahead { stopped: "What will change was not worked out.", restart: "Work it out", new_contacts: "3 new" };

const AHEAD_ZH: Ahead =
    Ahead { stopped: "未计算将发生的更改。", restart: "计算更改", new_contacts: "新建 3 条" };

/// What an import would do is worked out only as long as the user wants: it is stopped in the moment it begins, and had
/// after all by the keyboard.
async fn stopped_ahead(words: &Words, ahead: &Ahead, files: &[PathBuf], phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).bring_customers().await?;
    let stop = "
        const watch = new MutationObserver(() => {
            const button = document.querySelector('.progress[data-late] button');
            if (button) {
                watch.disconnect();
                button.click();
            }
        });
        watch.observe(document.body, {childList: true, subtree: true});";
    browser.run(stop, vec![]).await?;
    let paths: Vec<_> = files.iter().map(PathBuf::as_path).collect();
    browser.upload(words.choose_files, &paths).await?;
    browser.sees(ahead.stopped).await?;
    let focused = format!("document.activeElement?.innerText.trim() === '{}'", ahead.restart);
    browser.until(&focused).await?;
    let told = format!(
        "[...document.querySelectorAll('.chip')].some(chip => chip.innerText.trim() === '{}')",
        ahead.new_contacts
    );
    browser.until(&format!("!{told}")).await?;
    accessible(browser, "what will be, stopped").await?;
    browser.press(keys::ENTER).await?;
    browser.until(&told).await?;
    browser.until("!document.querySelector('.progress[data-late]')").await?;
    no_errors(browser).await
}

#[tokio::test]
async fn a_look_ahead_is_stopped_wide_english() -> Result<()> {
    stopped_ahead(&EN, &AHEAD_EN, &hubspot()[1..2], false).await
}

#[tokio::test]
async fn a_look_ahead_at_several_files_is_stopped_phone_chinese() -> Result<()> {
    stopped_ahead(&ZH, &AHEAD_ZH, &hubspot(), true).await
}
