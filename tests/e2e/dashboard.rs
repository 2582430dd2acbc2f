//! The cards of insights: groups become lists and are taken back, cards are arranged and hidden, figures leave as files.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Words, ZH, saved, told};
use tests::Result;
use tests::driver::Browser;

/// The titles of the cards' menus, in one language.
struct Cards {
    groups: &'static str,
    segments: &'static str,
    pairs: &'static str,
    save_lists: &'static str,
    renew_lists: &'static str,
    hide: &'static str,
    show_pairs: &'static str,
    csv: &'static str,
    png: &'static str,
    sources: &'static str,
    move_up: &'static str,
    view: &'static str,
}

const CARDS_EN: Cards = Cards {
    groups: "Groups: options",
    segments: "Segments: options",
    pairs: "Bought together: options",
    save_lists: "Save as lists",
    renew_lists: "Bring the lists up to date",
    hide: "Hide",
    show_pairs: "Show: Bought together",
    csv: "Numbers (CSV)",
    png: "Picture (PNG)",
    sources: "Sources: options",
    move_up: "Move up",
    view: "Group: ",
};

const CARDS_ZH: Cards = Cards {
    groups: "分组：选项",
    segments: "客群：选项",
    pairs: "一起购买：选项",
    save_lists: "保存为列表",
    renew_lists: "更新列表",
    hide: "隐藏",
    show_pairs: "显示：一起购买",
    csv: "数据（CSV）",
    png: "图片（PNG）",
    sources: "来源：选项",
    move_up: "上移",
    view: "分组：",
};

async fn insights(words: &Words, phone: bool) -> Result<Visit> {
    let visit = Visit::to("/").await?;
    if phone {
        visit.browser.phone().await?;
    }
    FirstRun(&visit.browser, words).sample().await?;
    visit.browser.open(&visit.server.at("/insights")).await?;
    visit.browser.until("document.querySelector('[data-card=groups] .group-name')").await?;
    Ok(visit)
}

async fn order(browser: &Browser) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('[data-card]')].map(card => card.dataset.card)";
    Ok(serde_json::from_value(browser.run(script, vec![]).await?)?)
}

async fn choose(browser: &Browser, menu: &str, item: &str) -> Result<()> {
    // A card that comes in meanwhile closes the menu or moves it away from under the click: it is opened until the item
    // could be chosen, and never clicked while it is open, for that would close it.
    let closed = "return [...document.querySelectorAll('[data-card] .menu > button')]
        .some(button => button.ariaLabel === arguments[0] && button.ariaExpanded === 'false')";
    let chosen = async || {
        if browser.run(closed, vec![menu.into()]).await?.as_bool() == Some(true) {
            browser.click("button", menu).await?;
        }
        browser.now("button", item, true).await?.click().await?;
        Ok(Some(()))
    };
    browser.wait_for(item, chosen).await
}

async fn groups_become_lists(words: &Words, cards: &Cards, phone: bool) -> Result<()> {
    let visit = insights(words, phone).await?;
    let browser = &visit.browser;
    accessible(browser, "the cards").await?;
    let wide = "document.documentElement.scrollWidth <= innerWidth";
    browser.until(wide).await?;

    browser.click("button", cards.save_lists).await?;
    browser.role("button", cards.renew_lists).await?;
    saved(browser).await?;
    // A name of one's own follows into the lists.
    let rename = "const input = document.querySelector('[data-card=groups] .group-name');
        input.value = 'Tea lovers'; input.dispatchEvent(new Event('change', {bubbles: true}))";
    browser.run(rename, vec![]).await?;
    let list = format!("{}{}{}", words.see_list, if words.tag == "en" { ": " } else { "：" }, cards.view);
    browser.click("button", &format!("{list}Tea lovers")).await?;
    browser.role("heading", words.contacts).await?;
    browser.until("Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')) > 20").await?;
    saved(browser).await?;

    browser.open(&visit.server.at("/history")).await?;
    browser.role("heading", words.history).await?;
    for _ in 0..3 {
        browser.click("button", words.undo).await?;
        told(browser, words.undone).await?;
        saved(browser).await?;
        browser.reload().await?;
        browser.role("heading", words.history).await?;
    }
    browser.open(&visit.server.at("/insights")).await?;
    browser.role("button", cards.save_lists).await?;
    assert!(!browser.has("button", &format!("{list}Tea lovers")).await?);
    no_errors(browser).await
}

#[tokio::test]
async fn groups_become_lists_wide_english() -> Result<()> {
    groups_become_lists(&EN, &CARDS_EN, false).await
}

#[tokio::test]
async fn groups_become_lists_phone_chinese() -> Result<()> {
    groups_become_lists(&ZH, &CARDS_ZH, true).await
}

async fn cards_are_arranged(words: &Words, cards: &Cards, phone: bool) -> Result<()> {
    let visit = insights(words, phone).await?;
    let browser = &visit.browser;
    let before = order(browser).await?;
    assert_eq!(before.first().map(String::as_str), Some("segments"), "{before:?}");
    for card in ["groups", "forecast", "deals", "demand", "sources", "next-product", "forecast-diary"] {
        assert!(before.iter().any(|known| known == card), "{card} is missing: {before:?}");
    }

    choose(browser, cards.groups, cards.move_up).await?;
    browser.until("document.querySelector('[data-card]').dataset.card === 'groups'").await?;
    browser.until("document.activeElement?.closest('[data-card]')?.dataset.card === 'groups'").await?;
    choose(browser, cards.pairs, cards.hide).await?;
    browser.role("button", cards.show_pairs).await?;
    browser.reload().await?;
    browser.role("button", cards.show_pairs).await?;
    browser.role("button", cards.segments).await?;
    let now = order(browser).await?;
    assert!(now[0] == "groups" && !now.iter().any(|card| card == "pairs"), "{now:?}");
    browser.click("button", cards.show_pairs).await?;
    browser.role("button", cards.pairs).await?;

    choose(browser, cards.sources, cards.csv).await?;
    let csv = std::fs::read_to_string(browser.downloaded("sources-").await?)?;
    let lines: Vec<&str> = csv.trim().lines().collect();
    assert!(csv.starts_with('\u{feff}') && lines.len() == 6 && lines[1].split(',').count() == 11, "{csv}");
    browser.until("document.querySelector('[data-card=sources] canvas')?.width > 0").await?;
    choose(browser, cards.sources, cards.png).await?;
    let png = std::fs::read(browser.downloaded(".png").await?)?;
    assert!(png.starts_with(b"\x89PNG") && png.len() > 2_000, "{} bytes", png.len());
    no_errors(browser).await
}

#[tokio::test]
async fn cards_are_arranged_wide_english() -> Result<()> {
    cards_are_arranged(&EN, &CARDS_EN, false).await
}

#[tokio::test]
async fn cards_are_arranged_phone_chinese() -> Result<()> {
    cards_are_arranged(&ZH, &CARDS_ZH, true).await
}

/// The month's forecast is kept by itself and can be taken back for good, and the open deals have a list.
#[tokio::test]
async fn a_forecast_is_kept_and_deals_are_listed() -> Result<()> {
    let visit = insights(&EN, false).await?;
    let browser = &visit.browser;
    browser.sees("This month's forecast is kept.").await?;
    browser.sees("3 kept forecasts wait for their months to end").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/history")).await?;
    browser.sees("Kept the forecast").await?;
    browser.click("button", EN.undo).await?;
    told(browser, EN.undone).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/insights")).await?;
    browser.click("button", "Keep today's forecast").await?;
    browser.sees("This month's forecast is kept.").await?;
    browser.click("button", "See the list: Open deals").await?;
    browser.role("heading", "Deals").await?;
    browser.until("Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')) === 17").await?;
    no_errors(browser).await
}
