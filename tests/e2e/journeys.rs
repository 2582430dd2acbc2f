//! What a person does with the app, from the first visit on.

use super::Visit;
use super::pages::{Contacts, EN, FirstRun, Import, Lab, Words, ZH, saved};
use std::path::PathBuf;
use tests::Result;
use tests::driver::Browser;

fn fixture(name: &str) -> PathBuf {
    tests::root().join("tests/fixtures").join(name)
}

pub async fn no_errors(browser: &Browser) -> Result<()> {
    let errors = browser.errors().await?;
    assert!(errors.is_empty(), "the console tells of errors: {errors:#?}");
    Ok(())
}

pub async fn accessible(browser: &Browser, page: &str) -> Result<()> {
    let found = browser.axe().await?;
    assert!(found.is_empty(), "{page}: {found:#?}");
    Ok(())
}

/// First run, a customer file, the list, search, and all of it there without a server.
async fn a_file_in_and_offline(words: &Words, phone: bool) -> Result<()> {
    let mut visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).speak().await?;
    accessible(browser, "first run").await?;
    FirstRun(browser, words).bring_customers().await?;

    let import = Import(browser, words);
    import.choose(&fixture("social-network-ads/data.csv")).await?;
    browser.role("button", words.import_400).await?;
    accessible(browser, "import").await?;
    import.start(words.import_400).await?;
    browser.sees(words.created_400).await?;
    import.see_contacts().await?;

    let contacts = Contacts(browser, words);
    contacts.has_rows(400).await?;
    accessible(browser, "contacts").await?;
    contacts.add("Grace", "Hopper", "grace@example.com").await?;
    browser.sees("Hopper").await?;
    saved(browser).await?;
    browser.ready_offline().await?;

    visit.server.stop();
    let browser = &visit.browser;
    browser.open(&visit.server.at("/contacts")).await?;
    let contacts = Contacts(browser, words);
    contacts.has_rows(401).await?;
    contacts.search("hopper").await?;
    contacts.has_rows(1).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn a_file_in_and_offline_wide_english() -> Result<()> {
    a_file_in_and_offline(&EN, false).await
}

#[tokio::test]
async fn a_file_in_and_offline_phone_chinese() -> Result<()> {
    a_file_in_and_offline(&ZH, true).await
}

/// Everything can be taken back: at once, and from History after a reload.
#[tokio::test]
async fn undo_now_and_after_a_reload() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    let contacts = Contacts(browser, &EN);
    contacts.add("Ada", "Lovelace", "ada@example.com").await?;
    browser.sees("Ada Lovelace").await?;
    browser.click("button", EN.undo).await?;
    browser.sees(EN.undone).await?;
    contacts.add("Alan", "Turing", "alan@example.com").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/history")).await?;
    browser.role("heading", EN.history).await?;
    browser.sees("Alan Turing").await?;
    accessible(browser, "history").await?;
    browser.click("button", EN.undo).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    browser.until("!document.body.innerText.includes('Alan Turing')").await?;
    no_errors(browser).await
}

/// The sample business comes in, is looked at in both languages, and goes in one act.
#[tokio::test]
async fn the_sample_comes_and_goes() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).sample().await?;
    Contacts(browser, &EN).has_rows(500).await?;
    browser.choose(EN.language, EN.other_language).await?;
    browser.role("heading", ZH.contacts).await?;
    browser.choose(ZH.language, ZH.other_language).await?;
    for path in [
        "/companies",
        "/deals",
        "/orders",
        "/tasks",
        "/insights",
        "/settings/business",
        "/settings/fields",
        "/settings/preferences",
        "/settings/privacy",
        "/trash",
    ] {
        browser.open(&visit.server.at(path)).await?;
        browser.until("document.querySelector('h1')").await?;
        accessible(browser, path).await?;
    }
    browser.open(&visit.server.at("/history")).await?;
    browser.role("heading", EN.history).await?;
    browser.click("button", EN.undo).await?;
    // Before that nothing waits to be saved.
    browser.sees(EN.undone).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    browser.until("!document.querySelector('[aria-rowcount]') || document.querySelector('[aria-rowcount]').getAttribute('aria-rowcount') < 3").await?;
    no_errors(browser).await
}

/// What one tab stores shows in another within a second.
#[tokio::test]
async fn two_tabs_show_the_same() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    saved(browser).await?;
    let first = browser.driver.window().await?;
    let second = browser.driver.new_tab().await?;
    browser.driver.switch_to_window(second).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    Contacts(browser, &EN).add("Ada", "Lovelace", "ada@example.com").await?;
    browser.sees("Ada Lovelace").await?;
    browser.driver.switch_to_window(first).await?;
    browser.sees("Ada Lovelace").await?;
    no_errors(browser).await
}

/// A disk that is full: the user is told, keeps working, and nothing is lost once there is room.
#[tokio::test]
async fn a_failed_write_is_shown_and_retried() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    saved(browser).await?;
    browser
        .run(
            "window.realPut = IDBObjectStore.prototype.put;
             IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
            vec![],
        )
        .await?;
    Contacts(browser, &EN).add("Ada", "Lovelace", "ada@example.com").await?;
    browser.sees("Not saved").await?;
    browser.sees("Ada Lovelace").await?;
    browser.role("button", "Download my data").await?;
    browser.run("IDBObjectStore.prototype.put = window.realPut", vec![]).await?;
    saved(browser).await?;
    browser.reload().await?;
    browser.sees("Ada Lovelace").await
}

/// The main job: train on the customers, read how good it is, turn the chances into a list, take it back.
async fn a_prediction_becomes_a_list(words: &Words, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).sample().await?;
    browser.open(&visit.server.at("/insights/lab")).await?;
    let lab = Lab(browser, words);
    lab.train().await?;
    browser.until("document.querySelector('.verdict')").await?;
    browser.until("document.querySelector('.chart canvas')?.width > 0").await?;
    accessible(browser, "lab").await?;
    lab.apply().await?;
    lab.see_list().await?;
    browser.role("heading", words.contacts).await?;
    let script = "return [...document.querySelectorAll('[role=row], tr')].length";
    assert!(browser.run(script, vec![]).await?.as_u64() > Some(5), "the list has people");
    saved(browser).await?;
    browser.open(&visit.server.at("/history")).await?;
    browser.role("heading", words.history).await?;
    browser.click("button", words.undo).await?;
    browser.sees(words.undone).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn a_prediction_becomes_a_list_wide_english() -> Result<()> {
    a_prediction_becomes_a_list(&EN, false).await
}

#[tokio::test]
async fn a_prediction_becomes_a_list_phone_chinese() -> Result<()> {
    a_prediction_becomes_a_list(&ZH, true).await
}

/// The classic table of ages, salaries and purchases: the page shows the figures of the reference.
#[tokio::test]
async fn the_classic_example_is_told_honestly() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    Import(browser, &EN).choose(&fixture("social-network-ads/data.csv")).await?;
    Import(browser, &EN).start(EN.import_400).await?;
    browser.sees(EN.created_400).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/insights/lab")).await?;
    let lab = Lab(browser, &EN);
    lab.predict("Purchased").await?;
    lab.train().await?;
    browser.sees(EN.use_it).await?;
    let auc = "return [...document.querySelectorAll('.figure-card')].find(card => card.innerText.includes('AUC')).querySelector('.figure-value').innerText";
    let shown: f64 = browser.run(auc, vec![]).await?.as_str().unwrap_or_default().parse()?;
    assert!((shown - 0.9247).abs() < 0.01, "AUC {shown}, with folds of its own");
    no_errors(browser).await
}

/// What is filled only where the answer is yes is left out, and that is said.
#[tokio::test]
async fn what_is_known_only_afterwards_is_left_out() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    let folder = tests::root().join("target/tmp");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("known-afterwards.csv");
    let mut text = String::from("First name,Last name,Email,Age,Visits,Bonus,Bought\n");
    for row in 0..200_u32 {
        let (age, visits) = (20 + row * 7 % 50, row * 13 % 10);
        let yes = age + 5 * visits + row * 11 % 30 > 80;
        let bonus = if yes { format!("{}", 5 + row % 9) } else { String::new() };
        let answer = if yes { "yes" } else { "no" };
        text.push_str(&format!("Name{row},Family{row},n{row}@example.com,{age},{visits},{bonus},{answer}\n"));
    }
    std::fs::write(&file, text)?;
    let import = Import(browser, &EN);
    import.choose(&file).await?;
    import.start("Import 200 contacts").await?;
    browser.sees("200 created").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/insights/lab")).await?;
    let lab = Lab(browser, &EN);
    lab.predict("Bought").await?;
    lab.train().await?;
    browser.sees("Bonus was left out").await?;
    accessible(browser, "a feature left out").await?;
    no_errors(browser).await
}
