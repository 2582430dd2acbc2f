//! The tour of insights and the words explained.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Words, ZH};
use tests::Result;

/// What is read on the way, in one language.
struct Tour {
    take: &'static str,
    first: &'static str,
    second_step: &'static str,
    next: &'static str,
    again: &'static str,
    words: &'static str,
    find: &'static str,
    silhouette: &'static str,
    nothing: &'static str,
}

const TOUR_EN: Tour = Tour {
    take: "Take the tour",
    first: "Each card answers one question",
    second_step: "Step 2 of 6",
    next: "Next",
    again: "Two-minute tour",
    words: "Words explained",
    find: "Find a word",
    silhouette: "How clearly groups are apart",
    nothing: "No word like “zzz” here",
};

const TOUR_ZH: Tour = Tour {
    take: "开始导览",
    first: "每张卡片回答一个问题",
    second_step: "第 2 步，共 6 步",
    next: "下一步",
    again: "两分钟导览",
    words: "术语解释",
    find: "查找术语",
    silhouette: "各组的分离程度",
    nothing: "没有与“zzz”匹配的术语",
};

const PANEL_INSIDE: &str = "(() => {
    const box = document.querySelector('.tour-panel')?.getBoundingClientRect();
    return box && box.top >= 0 && box.left >= 0 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
})()";

async fn toured(words: &Words, tour: &Tour, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).sample().await?;
    browser.open(&visit.server.at("/insights")).await?;
    browser.click("button", tour.take).await?;
    browser.role("heading", tour.first).await?;
    accessible(browser, "the tour").await?;
    browser.click("button", tour.next).await?;
    browser.sees(tour.second_step).await?;
    // Each step stays within the window, whatever it speaks of; the last one closes the tour.
    for step in 2..=6 {
        browser.until(PANEL_INSIDE).await?;
        browser.until(&format!("document.querySelector('.tour-panel').innerText.includes('{step}')")).await?;
        browser.run("document.querySelector('.tour-panel [data-primary]').click()", vec![]).await?;
    }
    browser.until("!document.querySelector('dialog.tour[open]')").await?;

    // It was taken, so it is offered no more, and is there again all the same.
    browser.reload().await?;
    browser.role("button", tour.again).await?;
    browser.until("document.querySelectorAll('[data-card]').length > 5").await?;
    browser.until("!document.querySelector('.tour-offer')").await?;
    browser.click("button", tour.again).await?;
    browser.role("heading", tour.first).await?;
    browser.run("document.querySelector('.tour').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))", vec![]).await?;
    browser.sees(tour.second_step).await?;
    browser.run("document.querySelector('.tour').close()", vec![]).await?;

    browser.click("link", tour.words).await?;
    browser.role("heading", tour.words).await?;
    accessible(browser, "words explained").await?;
    browser.fill(tour.find, "silhouette").await?;
    if phone {
        browser.fill(tour.find, "轮廓").await?;
    }
    browser.sees(tour.silhouette).await?;
    browser.fill(tour.find, "zzz").await?;
    browser.sees(tour.nothing).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn insights_are_toured_wide_english() -> Result<()> {
    toured(&EN, &TOUR_EN, false).await
}

#[tokio::test]
async fn insights_are_toured_phone_chinese() -> Result<()> {
    toured(&ZH, &TOUR_ZH, true).await
}
