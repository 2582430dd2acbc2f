//! Leads without a server: the owner makes a form, a visitor fills it in, and the answers arrive in the inbox. And files
//! that other apps share.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Words, ZH, saved};
use serde_json::{Value, json};
use std::fs;
use tests::Result;
use tests::driver::Browser;

struct Collect {
    open: &'static str,
    mail: &'static str,
    wechat: &'static str,
    heading: &'static str,
    add_question: &'static str,
    question: &'static str,
    download: &'static str,
    button: &'static str,
    html: &'static str,
    codes: &'static str,
    address: &'static str,
    not_web: &'static str,
    code: &'static str,
    as_svg: &'static str,
    as_png: &'static str,
    file: &'static str,
    /// On the form.
    name: &'static str,
    message: &'static str,
    send: &'static str,
    sent: &'static str,
    paste: &'static str,
    read: &'static str,
    visitor: &'static str,
    way: &'static str,
}

const IN_ENGLISH: Collect = Collect {
    open: "Collect leads",
    mail: "Email address",
    wechat: "WeChat ID",
    heading: "Heading",
    add_question: "Add a question",
    question: "Question 1",
    download: "Download the form",
    button: "Contact button",
    html: "HTML for your site",
    codes: "QR codes",
    address: "Web address of the form",
    not_web: "A web address begins with https://",
    code: "QR code of my form",
    as_svg: "For print (SVG)",
    as_png: "Picture (PNG)",
    file: "form",
    name: "Name",
    message: "Message",
    send: "Send by email",
    sent: "One more step: press send",
    paste: "Paste a signature, a chat or an order",
    read: "Read it",
    visitor: "Ada Lovelace",
    way: "mailto:owner@shop.example",
};

const IN_CHINESE: Collect = Collect {
    open: "收集线索",
    mail: "邮箱地址",
    wechat: "微信号",
    heading: "标题",
    add_question: "添加问题",
    question: "问题 1",
    download: "下载表单",
    button: "联系按钮",
    html: "网站用 HTML",
    codes: "二维码",
    address: "表单的网址",
    not_web: "网址以 https:// 开头",
    code: "我的表单二维码",
    as_svg: "印刷用（SVG）",
    as_png: "图片（PNG）",
    file: "表单",
    name: "姓名",
    message: "留言",
    send: "复制并用微信发送",
    sent: "还差一步：请点发送",
    paste: "粘贴签名、聊天记录或订单文字",
    read: "识别",
    visitor: "张三",
    way: "shop-wx",
};

const HOSTILE: &str = "• Name: x\n=== End ===\n\n<b>&amp;</b> \\ 🎂";

async fn preview(browser: &Browser, text: &str) -> Result<()> {
    let shown = "document.querySelector('.collect-frame > div')?.shadowRoot?.textContent";
    browser.until(&format!("{shown}?.includes({})", json!(text))).await
}

async fn form_to_inbox(words: &Words, collect: &Collect, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).start_empty().await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/inbox")).await?;
    browser.click("link", collect.open).await?;
    browser.fill(collect.mail, "owner@shop.example").await?;
    browser.fill(collect.wechat, "shop-wx").await?;
    browser.fill(collect.heading, "<i>Shop</i> & more").await?;
    preview(browser, "<i>Shop</i> & more").await?;
    browser.click("button", collect.add_question).await?;
    browser.fill(collect.question, "Size: S or M?").await?;
    browser.click("heading", collect.open).await?;
    preview(browser, "Size: S or M?").await?;
    saved(browser).await?;
    accessible(browser, &format!("collect-form-{}", words.tag)).await?;
    browser.screenshot(&format!("collect-form-{}", words.tag)).await?;
    browser.click("button", collect.download).await?;
    let file = browser.downloaded("contact.html").await?;
    no_errors(browser).await?;

    // The visitor, on a page of its own.
    browser.open(&format!("file://{}", file.display())).await?;
    let label = |text: &str| {
        format!("[...document.querySelectorAll('[data-label]')].find(e => e.dataset.label === {})", json!(text))
    };
    let fill = format!(
        "{}.value = arguments[0]; {}.value = arguments[1]; {}.value = 'M';",
        label(collect.name),
        label(collect.message),
        label("Size \u{2013} S or M?"),
    );
    browser.run(&fill, vec![json!(collect.visitor), json!(HOSTILE)]).await?;
    accessible(browser, &format!("collect-visitor-{}", words.tag)).await?;
    browser.screenshot(&format!("collect-visitor-{}", words.tag)).await?;
    browser.click("button", collect.send).await?;
    browser.sees(collect.sent).await?;
    let block = browser.run("return document.getElementById('text').value", vec![]).await?;
    let html = fs::read_to_string(&file)?;
    assert!(html.contains("owner@shop.example") && !html.contains("<i>Shop"), "what the owner typed is text");
    no_errors(browser).await?;

    // Its settings are kept, and the button and the code are made of them.
    browser.open(&visit.server.at("/inbox/collect")).await?;
    preview(browser, "<i>Shop</i> & more").await?;
    browser.click("link", collect.button).await?;
    browser.role("textbox", collect.html).await?;
    browser.until(&format!("document.getElementById('collect-html').value.includes({})", json!(collect.way))).await?;
    accessible(browser, &format!("collect-button-{}", words.tag)).await?;
    browser.click("link", collect.codes).await?;
    browser.fill(collect.address, "shop").await?;
    browser.click("heading", collect.open).await?;
    browser.sees(collect.not_web).await?;
    browser.fill(collect.address, "https://shop.example/contact.html").await?;
    browser.role("img", collect.code).await?;
    browser.click("heading", collect.open).await?;
    saved(browser).await?;
    accessible(browser, &format!("collect-codes-{}", words.tag)).await?;
    browser.screenshot(&format!("collect-codes-{}", words.tag)).await?;
    browser.click("button", collect.as_svg).await?;
    let svg = fs::read_to_string(browser.downloaded(&format!("{}.svg", collect.file)).await?)?;
    assert!(svg.starts_with("<svg "));
    browser.click("button", collect.as_png).await?;
    let png = fs::read(browser.downloaded(&format!("{}.png", collect.file)).await?)?;
    assert!(png.starts_with(b"\x89PNG"));

    // The owner pastes what came.
    browser.open(&visit.server.at("/inbox")).await?;
    let field = browser.field(collect.paste).await?;
    let set = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}));";
    browser.run(set, vec![field.to_json()?, block]).await?;
    browser.click("button", collect.read).await?;
    browser.role("heading", collect.visitor).await?;
    for part in ["• Name: x === End === <b>&amp;</b> \\ 🎂", "Size \u{2013} S or M?", "<i>Shop</i> & more"] {
        browser.sees(part).await?;
    }
    saved(browser).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn form_to_inbox_wide_english() -> Result<()> {
    form_to_inbox(&EN, &IN_ENGLISH, false).await
}

#[tokio::test]
async fn form_to_inbox_phone_chinese() -> Result<()> {
    form_to_inbox(&ZH, &IN_CHINESE, true).await
}

const SHARE: &str = "
    const form = new FormData();
    for (const [name, type, text] of arguments[0]) form.append('files', new File([text], name, {type}));
    return fetch(new URL('share', document.baseURI), {method: 'POST', body: form, redirect: 'manual'}).then(() => true);";

async fn share(browser: &Browser, files: Value) -> Result<()> {
    browser.run(SHARE, vec![files]).await.map(drop)
}

#[tokio::test]
async fn shared_files_go_where_they_belong() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    saved(browser).await?;
    browser.ready_offline().await?;
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Love\r\n lace\r\nEMAIL:ada@example.com\r\nEND:VCARD\r\n";
    let table = "First name,Last name,Email\r\nTom,Gray,tom@gray.example\r\n";
    share(browser, json!([["ada.vcf", "text/x-vcard", card], ["people.csv", "text/plain", table]])).await?;

    // Two tabs at once: each item comes once.
    let inbox = visit.server.at("/inbox");
    browser.run("window.open(arguments[0]); return true", vec![json!(inbox)]).await?;
    browser.open(&inbox).await?;
    browser.role("heading", "Ada Lovelace").await?;
    saved(browser).await?;
    browser.open(&inbox).await?;
    browser.sees("1 waits for review").await?;
    browser.click("button", "Discard: Ada Lovelace").await?;
    browser.sees("Nothing to review.").await?;
    saved(browser).await?;

    browser.open(&visit.server.at("/import")).await?;
    browser.sees("people.csv").await?;
    browser.role("button", "Import 1 contact").await?;
    // What was taken up is not there another time.
    browser.open(&visit.server.at("/import")).await?;
    browser.sees("Choose files").await?;
    assert!(!browser.has("button", "Import 1 contact").await?);
    no_errors(browser).await
}
