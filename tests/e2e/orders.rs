//! The items of an order: changed, the total follows, taken back.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Words, ZH, saved};
use tests::Result;

struct Says {
    edit: &'static str,
    add: &'static str,
    /// Of the item after the last one: the labels of its boxes.
    product: fn(usize) -> String,
    price: fn(usize) -> String,
    bad_price: fn(usize) -> String,
    becomes: &'static str,
}

const SAYS_EN: Says = Says {
    edit: "Edit items",
    add: "Add item",
    product: |number| format!("Product, item {number}"),
    price: |number| format!("Price, item {number}"),
    bad_price: |number| format!("Price of item {number} must be a number."),
    becomes: "The order's total becomes",
};
const SAYS_ZH: Says = Says {
    edit: "编辑商品",
    add: "添加商品",
    product: |number| format!("第 {number} 项商品名称"),
    price: |number| format!("第 {number} 项单价"),
    bad_price: |number| format!("第 {number} 项的单价必须是数字。"),
    becomes: "订单总额将变为",
};

async fn an_item_more(words: &Words, says: &Says, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).sample().await?;
    browser.open(&visit.server.at("/orders")).await?;
    browser.until("document.querySelector('a[href*=\"/orders/\"]')").await?;
    let order = browser.run("return document.querySelector('a[href*=\"/orders/\"]').href", vec![]).await?;
    browser.open(order.as_str().unwrap_or_default()).await?;
    browser.role("button", says.edit).await?;
    let rows = "return document.querySelectorAll('.table tbody tr').length";
    let before = browser.run(rows, vec![]).await?.as_u64().unwrap_or_default() as usize;
    assert!(before > 0, "an order of the sample has items");

    browser.click("button", says.edit).await?;
    accessible(browser, "items").await?;
    browser.click("button", says.add).await?;
    browser.fill(&(says.product)(before + 1), "Gift wrapping").await?;
    browser.fill(&(says.price)(before + 1), "three").await?;
    browser.click("button", words.save).await?;
    browser.sees(&(says.bad_price)(before + 1)).await?;
    browser.fill(&(says.price)(before + 1), "3.50").await?;
    browser.sees(says.becomes).await?;
    browser.click("button", words.save).await?;
    browser.until(&format!("document.querySelectorAll('.table tbody tr').length === {}", before + 1)).await?;
    browser.sees("Gift wrapping").await?;
    saved(browser).await?;

    browser.click("button", words.undo).await?;
    browser.until(&format!("document.querySelectorAll('.table tbody tr').length === {before}")).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn items_of_an_order_wide_english() -> Result<()> {
    an_item_more(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn items_of_an_order_phone_chinese() -> Result<()> {
    an_item_more(&ZH, &SAYS_ZH, true).await
}
