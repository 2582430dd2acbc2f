//! Two records of one person: found, looked at, merged, taken back; and two people who only look alike.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Import, Words, ZH, saved};
use tests::Result;

async fn merged_and_taken_back(words: &Words, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).bring_customers().await?;
    let folder = tests::root().join("target/tmp");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("twice-{}.csv", words.tag));
    let mut text = String::from("First name,Last name,Email,Phone,Company,City\n");
    let others = ["Nora Lind", "Omar Haddad", "Pia Costa", "Quentin Roy", "Rosa Vidal", "Sven Falk", "Tara Nair"];
    for (at, name) in others.iter().enumerate() {
        let (first, last) = name.split_once(' ').unwrap_or((name, ""));
        text.push_str(&format!("{first},{last},{first}@example.com,+49 30 55{at}12{at}4,{last} GmbH,Ulm\n"));
    }
    text.push_str("Katharina,Brandstetter,k.brandstetter@example.com,+49 151 23456789,Sonnenhof GmbH,Passau\n");
    text.push_str("Katharina,Brandstetter,katharina@example.org,0151 23456789,Sonnenhof,Passau\n");
    std::fs::write(&file, text)?;
    let import = Import(browser, words);
    import.choose(&file).await?;
    import.start(words.import_9).await?;
    browser.sees(words.created_9).await?;
    saved(browser).await?;

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
