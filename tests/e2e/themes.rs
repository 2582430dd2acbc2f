//! Every page as axe sees it, where colours and room differ most: dark, and on a phone in Chinese.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Words, ZH};
use tests::Result;

const PAGES: [&str; 20] = [
    "/contacts",
    "/companies",
    "/deals",
    "/orders",
    "/tasks",
    "/insights",
    "/insights/lab",
    "/insights/glossary",
    "/inbox",
    "/import",
    "/duplicates",
    "/history",
    "/trash",
    "/settings/business",
    "/settings/fields",
    "/settings/preferences",
    "/settings/backup",
    "/settings/privacy",
    "/inbox/collect",
    "/nowhere",
];
const LISTS: [&str; 5] = ["/contacts", "/companies", "/deals", "/orders", "/tasks"];

/// Every page and one record of each kind, in these themes.
async fn every_page(words: &Words, phone: bool, themes: &[bool]) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).sample().await?;
    let mut pages: Vec<String> = PAGES.iter().map(|path| visit.server.at(path)).collect();
    for list in LISTS {
        browser.open(&visit.server.at(list)).await?;
        let link = format!("document.querySelector('.list-row a[href*=\"{list}/\"]')");
        browser.until(&link).await?;
        pages.extend(
            browser.run(&format!("return {link}.href"), vec![]).await?.as_str().map(|href| format!("{href}?full=1")),
        );
    }
    for &dark in themes {
        browser.prefer(dark, true).await?;
        for page in &pages {
            browser.open(page).await?;
            browser.until("document.querySelector('#main h1, main h1')").await?;
            browser.until("!document.querySelector('.list-skeleton, .record-skeleton, .history-waiting')").await?;
            accessible(browser, &format!("{page}, {}", if dark { "dark" } else { "light" })).await?;
            let wide = browser.run("return document.documentElement.scrollWidth - innerWidth", vec![]).await?;
            assert!(wide.as_i64().unwrap_or(1) <= 0, "{page} is {wide} px too wide");
        }
    }
    no_errors(browser).await
}

#[tokio::test]
async fn every_page_wide_english_dark() -> Result<()> {
    every_page(&EN, false, &[true]).await
}

#[tokio::test]
async fn every_page_phone_chinese_light_and_dark() -> Result<()> {
    every_page(&ZH, true, &[false, true]).await
}
