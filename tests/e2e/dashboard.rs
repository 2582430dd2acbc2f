//! The cards of the insights: moved, hidden, shown again, their numbers and pictures saved; all of it kept.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Words, ZH};
use tests::Result;
use tests::driver::Browser;

struct Says {
    up: &'static str,
    hide: &'static str,
    show_retention: &'static str,
    numbers: &'static str,
    picture: &'static str,
}

const SAYS_EN: Says = Says {
    up: "Move up",
    hide: "Hide",
    show_retention: "Show: Coming back",
    numbers: "Numbers (CSV)",
    picture: "Picture (PNG)",
};
const SAYS_ZH: Says =
    Says {
        up: "上移", hide: "隐藏", show_retention: "显示：回购", numbers: "数据（CSV）", picture: "图片（PNG）"
    };

const CARDS: &str = "[...document.querySelectorAll('.insight-card')].map(card => card.dataset.card).join(' ')";

async fn cards(browser: &Browser) -> Result<String> {
    Ok(browser.run(&format!("return {CARDS}"), vec![]).await?.as_str().unwrap_or_default().to_owned())
}

/// Opens the menu of a card.
async fn menu(browser: &Browser, card: &str) -> Result<()> {
    let script = format!("document.querySelector('[data-card={card}] .menu > button').click()");
    browser.run(&script, vec![]).await.map(drop)
}

async fn the_owner_arranges_the_cards(words: &Words, says: &Says, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).sample().await?;
    browser.open(&visit.server.at("/insights")).await?;
    browser.until("document.querySelectorAll('.insight-card').length >= 6").await?;
    let before = cards(browser).await?;
    assert!(before.starts_with("segments groups forecast"), "{before}");

    menu(browser, "groups").await?;
    accessible(browser, "a card's menu").await?;
    browser.click("button", says.up).await?;
    browser.until(&format!("({CARDS}).startsWith('groups segments')")).await?;
    browser.until("document.activeElement.closest('[data-card=groups] .menu')").await?;
    menu(browser, "cohorts").await?;
    browser.click("button", says.hide).await?;
    browser.until("!document.querySelector('[data-card=cohorts]')").await?;

    browser.reload().await?;
    browser.until("document.querySelectorAll('.insight-card').length >= 5").await?;
    let kept = cards(browser).await?;
    assert!(kept.starts_with("groups segments") && !kept.contains("cohorts"), "{kept}");
    browser.click("button", says.show_retention).await?;
    browser.until("document.querySelector('[data-card=cohorts]')").await?;

    menu(browser, "segments").await?;
    browser.click("button", says.numbers).await?;
    let file = browser.downloaded(".csv").await?;
    let text = std::fs::read_to_string(&file)?;
    assert!(text.starts_with('\u{feff}') && text.lines().count() > 5, "{text}");
    std::fs::remove_file(&file)?;

    menu(browser, "forecast").await?;
    browser.click("button", says.picture).await?;
    let picture = std::fs::read(browser.downloaded(".png").await?)?;
    assert!(picture.starts_with(b"\x89PNG") && picture.len() > 2_000, "a picture of {} bytes", picture.len());
    no_errors(browser).await
}

#[tokio::test]
async fn the_owner_arranges_the_cards_wide_english() -> Result<()> {
    the_owner_arranges_the_cards(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn the_owner_arranges_the_cards_phone_chinese() -> Result<()> {
    the_owner_arranges_the_cards(&ZH, &SAYS_ZH, true).await
}
