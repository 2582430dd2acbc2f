//! Leads from outside: a text is pasted or shared, read, looked at, and becomes a contact or goes.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Words, ZH, saved};
use tests::Result;

struct Lead {
    text: &'static str,
    paste: &'static str,
    read: &'static str,
    add: &'static str,
    contact: &'static str,
    discard: &'static str,
    empty: &'static str,
    shared: &'static str,
    shared_name: &'static str,
}

const IN_ENGLISH: Lead = Lead {
    text: "Best regards,\nAda Lovelace\nBerg GmbH\nada@berg.example\nTel. +49 30 901820",
    paste: "Paste a signature, a chat or an order",
    read: "Read it",
    add: "Add as contact: Ada Lovelace",
    contact: "Ada Lovelace is a contact now",
    discard: "Discard: Tom Gray",
    empty: "Nothing to review.",
    shared: "Tom Gray\ntom@gray.example",
    shared_name: "Tom Gray",
};

const IN_CHINESE: Lead = Lead {
    text: "张三，13800000000，浙江省杭州市西湖区文三路1号",
    paste: "粘贴签名、聊天记录或订单文字",
    read: "识别",
    add: "添加为联系人：张三",
    contact: "已添加联系人张三",
    discard: "丢弃：王芳",
    empty: "没有待处理的内容。",
    shared: "收货人：王芳\n手机：13900139000",
    shared_name: "王芳",
};

async fn pasted_and_shared(words: &Words, lead: &Lead, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).start_empty().await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/inbox")).await?;
    browser.sees(lead.empty).await?;
    browser.fill(lead.paste, lead.text).await?;
    browser.click("button", lead.read).await?;
    browser.role("button", lead.add).await?;
    accessible(browser, &format!("inbox-{}", words.tag)).await?;
    browser.screenshot(&format!("inbox-{}", words.tag)).await?;
    // A decision can be taken back, and taken again.
    browser.click("button", lead.add).await?;
    browser.sees(lead.contact).await?;
    browser.sees(lead.empty).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/history")).await?;
    browser.click("button", words.undo).await?;
    browser.sees(words.undone).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/inbox")).await?;
    browser.click("button", lead.add).await?;
    browser.sees(lead.contact).await?;
    saved(browser).await?;

    // Another app shares a text: the browser posts it to the service worker.
    browser.ready_offline().await?;
    let share = "
        const [text] = arguments;
        const form = new FormData();
        form.append('text', text);
        return fetch(new URL('share', document.baseURI), {method: 'POST', body: form, redirect: 'manual'}).then(() => true);";
    browser.run(share, vec![serde_json::json!(lead.shared)]).await?;
    browser.open(&visit.server.at("/inbox")).await?;
    browser.role("heading", lead.shared_name).await?;
    saved(browser).await?;
    browser.click("button", lead.discard).await?;
    browser.sees(lead.empty).await?;
    saved(browser).await?;
    // What was taken up does not come twice.
    browser.open(&visit.server.at("/inbox")).await?;
    browser.sees(lead.empty).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn inbox_wide_english() -> Result<()> {
    pasted_and_shared(&EN, &IN_ENGLISH, false).await
}

#[tokio::test]
async fn inbox_phone_chinese() -> Result<()> {
    pasted_and_shared(&ZH, &IN_CHINESE, true).await
}
