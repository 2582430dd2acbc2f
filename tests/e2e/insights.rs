//! From the orders to a list of people to a task for each of them.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Import, Words, ZH, saved};
use tests::{Result, driver::Browser};

/// A still finger on a chart: nothing moves, and lifting it leaves what it said.
async fn a_tap_is_read(browser: &Browser) -> Result<()> {
    let place = "const canvas = document.querySelector('[data-card=forecast] canvas');
        canvas.scrollIntoView({block: 'center'});
        const at = canvas.getBoundingClientRect();
        return [at.left + at.width / 2, at.top + at.height / 2]";
    let at: Vec<f64> = serde_json::from_value(browser.run(place, vec![]).await?)?;
    let touch = |kind: &str, points: serde_json::Value| serde_json::json!({"type": kind, "touchPoints": points});
    let points = serde_json::json!([{"x": at[0], "y": at[1]}]);
    browser.cdp("Input.dispatchTouchEvent", touch("touchStart", points)).await?;
    browser.cdp("Input.dispatchTouchEvent", touch("touchEnd", serde_json::json!([]))).await?;
    browser.until("/\\d/.test(document.querySelector('[data-card=forecast] .chart-tip')?.innerText ?? '')").await
}

async fn an_insight_becomes_a_list(words: &Words, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).sample().await?;
    browser.open(&visit.server.at("/insights")).await?;
    browser.role("button", words.at_risk).await?;
    browser.until("document.querySelector('.chart canvas')?.width > 0").await?;
    browser.until("document.querySelector('[data-card=cohorts] canvas')?.width > 0").await?;
    browser.until("document.querySelectorAll('[data-card=lifetime-value] .insight-verdict').length === 1").await?;
    if phone {
        a_tap_is_read(browser).await?;
    }
    browser.sees(words.pairs).await?;
    accessible(browser, "insights").await?;
    browser.click("button", words.at_risk).await?;
    browser.role("heading", words.contacts).await?;
    browser.until("Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')) > 1").await?;
    saved(browser).await?;
    if !phone {
        browser.click("checkbox", words.select_all).await?;
        browser.click("button", words.make_tasks).await?;
        browser.until("document.querySelector('dialog[open] #bulk-task')").await?;
        browser.run("document.querySelector('dialog[open] button[type=submit]').click()", vec![]).await?;
        browser.sees(words.tasks_made).await?;
        saved(browser).await?;
        browser.open(&visit.server.at("/tasks")).await?;
        browser.sees("Get in touch: ").await?;
    }
    browser.open(&visit.server.at("/history")).await?;
    browser.role("heading", words.history).await?;
    browser.click("button", words.undo).await?;
    browser.sees(words.undone).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn an_insight_becomes_a_list_wide_english() -> Result<()> {
    an_insight_becomes_a_list(&EN, false).await
}

#[tokio::test]
async fn an_insight_becomes_a_list_phone_chinese() -> Result<()> {
    an_insight_becomes_a_list(&ZH, true).await
}

/// Twelve customers are told about, not compared.
#[tokio::test]
async fn twelve_customers_are_not_compared() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    let rows: String =
        (1..=12).map(|row| format!("B{row},2026-0{}-07,n{row}@example.com,{row}5.50\n", 1 + row % 9)).collect();
    let folder = tests::root().join("target/tmp");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("twelve-orders.csv");
    std::fs::write(&file, format!("Order number,Date,Email,Total\n{rows}"))?;
    let import = Import(browser, &EN);
    import.choose(&file).await?;
    import.start("Import 12 rows of orders").await?;
    browser.sees("12 created").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/insights")).await?;
    browser.sees(EN.too_few).await?;
    assert!(!browser.has("button", EN.at_risk).await?);
    no_errors(browser).await
}

/// What others call a card leads to it, wherever the owner's cards stand.
#[tokio::test]
async fn an_address_leads_to_its_card() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).sample().await?;
    for (address, card) in [("rfm", "segments"), ("clusters", "groups"), ("churn", "silence")] {
        browser.open(&visit.server.at(&format!("/insights/{address}"))).await?;
        browser
            .until(&format!(
                "(() => {{
                    const place = document.querySelector('[data-card={card}]')?.getBoundingClientRect();
                    return place && place.height > 0 && place.top < innerHeight && place.bottom > 0;
                }})()"
            ))
            .await?;
    }
    no_errors(browser).await
}
