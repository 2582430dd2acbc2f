//! A kept model that new answers speak against says so, and says so no more once it has learned from them.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Lab, Words, ZH, saved};
use tests::Result;

struct Drift {
    newsletter: &'static str,
    edit: &'static str,
    no: &'static str,
    old: &'static str,
    again: &'static str,
}

const ENGLISH: Drift =
    Drift { newsletter: "Newsletter", edit: "Edit", no: "No", old: "may be out of date", again: "Train again" };
const CHINESE: Drift =
    Drift { newsletter: "订阅资讯", edit: "编辑", no: "否", old: "可能已过时", again: "重新训练" };

async fn answers_speak_against_a_model(words: &Words, drift: &Drift, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, words).sample().await?;
    browser.open(&visit.server.at("/insights/lab")).await?;
    let lab = Lab(browser, words);
    lab.predict(drift.newsletter).await?;
    lab.train().await?;
    lab.apply().await?;
    lab.see_list().await?;
    browser.until("Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')) > 20").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/insights")).await?;
    browser.role("link", drift.again).await?;
    browser.sees(words.pairs).await?;
    assert!(!browser.has("heading", drift.old).await?, "nothing came since");

    // Everyone the model called likely says no.
    browser.run("history.go(-1)", vec![]).await?;
    browser.click("checkbox", words.select_all).await?;
    browser.click("button", drift.edit).await?;
    let script = "
        const field = document.getElementById('bulk-field');
        field.value = [...field.options].find(option => option.text === arguments[0]).value;
        field.dispatchEvent(new Event('change', {bubbles: true}));";
    browser.run(script, vec![serde_json::json!(drift.newsletter)]).await?;
    browser.choose(drift.newsletter, drift.no).await?;
    browser.run("document.querySelector('dialog[open] button[type=submit]').click()", vec![]).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/insights")).await?;
    if phone {
        browser.phone().await?;
    }
    browser.sees(drift.old).await?;
    accessible(browser, "a model that may be out of date").await?;

    browser.click("link", drift.again).await?;
    lab.train().await?;
    lab.apply().await?;
    browser.role("link", words.see_list).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/insights")).await?;
    browser.role("link", drift.again).await?;
    browser.sees(words.pairs).await?;
    let told = format!("!document.body.innerText.includes('{}')", drift.old);
    browser.until(&told).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn answers_speak_against_a_model_wide_english() -> Result<()> {
    answers_speak_against_a_model(&EN, &ENGLISH, false).await
}

#[tokio::test]
async fn answers_speak_against_a_model_phone_chinese() -> Result<()> {
    answers_speak_against_a_model(&ZH, &CHINESE, true).await
}
