//! Files of other tools: in any order, and a second time without anything new.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Import, Words, ZH, saved};
use std::path::PathBuf;
use tests::Result;
use tests::driver::Browser;

fn fixture(name: &str) -> PathBuf {
    tests::root().join("tests/fixtures").join(name)
}

/// Brings one file in and reads what the report says.
async fn bring(visit: &Visit, words: &Words, file: &str, button: &str, report: &[&str]) -> Result<()> {
    let browser = &visit.browser;
    browser.open(&visit.server.at("/import")).await?;
    let import = Import(browser, words);
    import.choose(&fixture(file)).await?;
    import.start(button).await?;
    for text in report {
        browser.sees(text).await?;
    }
    saved(browser).await
}

async fn sees_all(browser: &Browser, wanted: &[&str]) -> Result<()> {
    for text in wanted {
        browser.sees(text).await?;
    }
    Ok(())
}

#[tokio::test]
async fn hubspot_in_the_wrong_order_and_again_wide_english() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    let files = [
        ("sources/hubspot/deals.csv", "Import 3 deals", "3"),
        ("sources/hubspot/contacts.csv", "Import 3 contacts", "3"),
        ("sources/hubspot/companies.csv", "Import 2 companies", "2"),
    ];
    for (file, button, _) in files {
        bring(&visit, &EN, file, button, &[" created"]).await?;
    }
    accessible(browser, "report").await?;
    browser.open(&visit.server.at("/deals")).await?;
    sees_all(browser, &["Autumn tasting", "Ada Holm", "Website texts", "Bo Lind"]).await?;
    browser.click("link", "Autumn tasting").await?;
    browser.sees("Holm Tea").await?;

    for (file, button, rows) in files {
        bring(&visit, &EN, file, button, &["0 created", &format!("{rows} unchanged")]).await?;
    }
    no_errors(browser).await
}

#[tokio::test]
async fn taobao_orders_and_a_card_phone_chinese() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    browser.phone().await?;
    FirstRun(browser, &ZH).bring_customers().await?;
    // In GBK.
    bring(&visit, &ZH, "sources/taobao/orders.csv", "导入 2 行订单", &["新建 2 条"]).await?;
    accessible(browser, "report").await?;
    bring(&visit, &ZH, "sources/taobao/orders.csv", "导入 2 行订单", &["新建 0 条", "未变化 2 条"]).await?;
    bring(&visit, &ZH, "formats/cards-v3.vcf", "导入 1 个联系人", &["新建 1 条"]).await?;
    bring(&visit, &ZH, "formats/cards-v3.vcf", "导入 1 个联系人", &["新建 0 条", "未变化 1 条"]).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    browser.sees("Holm").await?;
    no_errors(browser).await
}

/// Messages and contact cards come one in a file; what is none of all this is named.
#[tokio::test]
async fn messages_and_cards_of_one_drop_are_two_tables() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    let folder = std::env::temp_dir().join(format!("solo-drop-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let [message, settings] = ["second.eml", "settings.json"].map(|name| folder.join(name));
    std::fs::write(
        &message,
        "From: Nils Vik <nils@vik.example>\r\nSubject: Cups\r\nMessage-ID: <2@x>\r\n\r\nTwo.\r\n",
    )?;
    std::fs::write(&settings, "{\"theme\": \"dark\"}")?;
    let [first, third, fourth] =
        ["message.eml", "cards-v3.vcf", "cards-v4.vcf"].map(|name| fixture("formats").join(name));
    browser.open(&visit.server.at("/import")).await?;
    browser.upload(EN.choose_files, &[&first, &third, &settings, &fourth, &message]).await?;
    sees_all(browser, &["2 messages", "2 contact card files", "This is not a table, contact card or message."]).await?;
    sees_all(browser, &["Photos in contact cards are left out.", "Attachments are left out."]).await?;
    accessible(browser, "drop").await?;
    Import(browser, &EN).start("Import 2 tables").await?;
    browser.sees("Imported 4 records").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    sees_all(browser, &["Ada Marie Holm", "Nils Vik"]).await?;
    std::fs::remove_dir_all(&folder)?;
    no_errors(browser).await
}
