//! The frame: the palette, the theme, tabs by keyboard, messages.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{Contacts, EN, FirstRun, Lab, ZH, told};
use serde_json::json;
use tests::Result;
use tests::driver::Browser;

async fn press(browser: &Browser, keys: &str) -> Result<()> {
    let script = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true, cancelable: true}))";
    browser.run(script, vec![json!(keys)]).await.map(drop)
}

/// The colour of the browser's own frame that counts when the system is light.
const FRAME: &str = "[...document.querySelectorAll('meta[name=theme-color]')].find(colour => matchMedia(colour.media).matches)?.dataset.scheme";

#[tokio::test]
async fn the_palette_follows_the_keys_and_the_theme_is_one() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    browser.prefer(false, true).await?;
    FirstRun(browser, &EN).start_empty().await?;
    browser.click("button", "Find or do… Ctrl K").await?;
    browser.until("document.querySelectorAll('.palette [role=option]').length > 20").await?;
    for _ in 0..20 {
        press(browser, "ArrowDown").await?;
    }
    let visible = "(() => {
        const list = document.querySelector('.palette ul').getBoundingClientRect();
        const line = document.querySelector('.palette [aria-selected=true]');
        const box = line.getBoundingClientRect();
        return line.id === 'palette-20' && box.top >= list.top - 1 && box.bottom <= list.bottom + 1;
    })()";
    browser.until(visible).await?;

    browser.fill("Find or do…", "dark").await?;
    press(browser, "Enter").await?;
    browser.until("document.documentElement.dataset.theme === 'dark'").await?;
    browser.role("button", "Dark theme").await?;
    browser.until(&format!("{FRAME} === 'dark'")).await?;
    // Also before the app runs.
    browser.reload().await?;
    browser.role("button", "Dark theme").await?;
    browser.until(&format!("{FRAME} === 'dark'")).await?;
    browser.click("button", "Dark theme").await?;
    browser.role("button", "Theme as system").await?;
    browser.until(&format!("{FRAME} === 'light'")).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn palette_and_theme_on_a_phone() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    browser.phone().await?;
    FirstRun(browser, &ZH).start_empty().await?;
    browser.click("button", "更多").await?;
    accessible(browser, "more").await?;
    browser.click("button", "主题跟随系统").await?;
    browser.until("document.documentElement.dataset.theme === 'light'").await?;
    browser.click("button", "查找或执行…").await?;
    browser
        .until("document.querySelector('dialog.palette[open]') && document.activeElement.closest('.palette')")
        .await?;
    accessible(browser, "palette").await?;
    browser.fill("查找或执行…", "历史").await?;
    press(browser, "Enter").await?;
    browser.role("heading", ZH.history).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn tabs_go_by_the_arrow_keys() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).sample().await?;
    browser.open(&visit.server.at("/insights/lab")).await?;
    Lab(browser, &EN).train().await?;
    browser.until("document.querySelector('[role=tab]')").await?;
    let state = "
        const tabs = [...document.querySelectorAll('[role=tab]')];
        const at = tabs.indexOf(document.activeElement);
        const panel = document.getElementById(tabs[at].getAttribute('aria-controls'));
        return [at, tabs.filter(tab => tab.tabIndex === 0).length, tabs[at].ariaSelected, panel.role, panel.getAttribute('aria-labelledby') === tabs[at].id, tabs.length];";
    browser.run("document.querySelector('[role=tab][tabindex=\"0\"]').focus()", vec![]).await?;
    let all = browser.run(state, vec![]).await?[5].as_u64().unwrap_or_default();
    for (key, at) in [("ArrowRight", 1), ("End", all - 1), ("ArrowRight", 0), ("ArrowLeft", all - 1), ("Home", 0)] {
        press(browser, key).await?;
        browser.until(&format!("[...document.querySelectorAll('[role=tab]')][{at}].ariaSelected === 'true'")).await?;
        assert_eq!(browser.run(state, vec![]).await?, json!([at, 1, "true", "tabpanel", true, all]), "{key}");
    }
    accessible(browser, "tabs").await?;
    no_errors(browser).await
}

/// The place of messages is there before them, so that they are read out.
#[tokio::test]
async fn messages_come_into_a_live_region() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    browser.until("document.querySelector('.toasts[aria-live=polite]')").await?;
    browser.run("window.place = document.querySelector('.toasts')", vec![]).await?;
    Contacts(browser, &EN).add("Ada", "Lovelace", "ada@example.com").await?;
    told(browser, "Lovelace").await?;
    browser.until("window.place.isConnected && window.place.querySelector('.toast')").await?;
    no_errors(browser).await
}
