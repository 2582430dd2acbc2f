//! The lab on a file with dates: a series goes on, customers are worth something; and the lab says what the tool says.

use super::journeys::{accessible, no_errors};
use super::lab::{drop_file, fixture, lab_of_nobody};
use super::pages::{EN, Lab, ZH};
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use tests::Result;

/// What `evaluate` prints about a file.
fn evaluate(file: &Path, words: &[&str]) -> Result<Value> {
    let output = Command::new("cargo")
        .args(["run", "--quiet", "-p", "analytics", "--example", "evaluate", "--"])
        .arg(file)
        .args(words)
        .current_dir(tests::root())
        .output()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The numbers of a column of a saved file.
fn column(text: &str, header: &str) -> Vec<f64> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let at = lines.next().unwrap_or_default().split(',').position(|own| own == header);
    let cell = |line: &str| line.split(',').nth(at?)?.parse().ok();
    lines.map(|line| cell(line).unwrap_or(f64::NAN)).collect()
}

#[tokio::test]
async fn a_series_goes_on() -> Result<()> {
    let visit = lab_of_nobody(&EN, false).await?;
    let browser = &visit.browser;
    let file = fixture("airpassengers/data.csv");
    let told = evaluate(&file, &["--task", "forecast", "--horizon", "24"])?;
    drop_file(browser, "passengers.csv", &std::fs::read_to_string(&file)?).await?;
    browser.sees("144 rows, 2 columns").await?;
    let lab = Lab(browser, &EN);
    lab.predict("Forecast a series").await?;
    browser.fill("How many ahead As many of the newest are held back to judge it.", "24").await?;
    lab.train().await?;
    browser.sees(EN.use_it).await?;
    browser.sees("On the newest 24, which it had not seen").await?;
    // As the page writes it: without a zero behind the point.
    let percent = |value: &Value| format!("{:.1}", value.as_f64().unwrap_or(f64::NAN)).replace(".0", "") + "%";
    browser.sees(&percent(&told["metrics"]["smape"])).await?;
    browser.sees(&format!("repeating the past: {}", percent(&told["baseline"]["smape"]))).await?;
    browser.sees("passengers in Dec 1962: about").await?;
    accessible(browser, "a series").await?;
    browser.click("button", "Show the numbers").await?;
    let rows = "document.querySelectorAll('.chart-table tbody tr').length";
    browser.until(&format!("{rows} == 168")).await?;
    // Another question leaves nothing of this one.
    browser.choose("Number to forecast", "Count the rows").await?;
    lab.train().await?;
    browser.sees("No method was clearly better than repeating the past").await?;
    drop_file(browser, "short.csv", "month,sold\n2024-01,5\n2024-02,6\n2024-03,9\n").await?;
    browser.sees("3 rows, 2 columns").await?;
    lab.predict("Forecast a series").await?;
    lab.train().await?;
    browser.sees("There are only 3 values").await?;
    no_errors(browser).await
}

/// Fader & Hardie 2007, table 1, high end; then a count that cannot be.
#[tokio::test]
async fn yearly_counts_tell_who_stays() -> Result<()> {
    let visit = lab_of_nobody(&EN, false).await?;
    let browser = &visit.browser;
    let text = "year,customers\n2001,1000\n2002,869\n2003,743\n2004,653\n2005,593\n2006,551\n2007,517\n2008,491\n";
    let file = tests::root().join("target/tmp/yearly-counts.csv");
    std::fs::create_dir_all(tests::root().join("target/tmp"))?;
    std::fs::write(&file, text)?;
    let told = evaluate(&file, &["--task", "stay"])?;
    drop_file(browser, "counts.csv", text).await?;
    browser.sees("8 rows, 2 columns").await?;
    let lab = Lab(browser, &EN);
    lab.predict("Who stays, by yearly counts").await?;
    lab.train().await?;
    browser.sees(EN.use_it).await?;
    for name in ["alpha", "beta"] {
        browser.sees(&format!("{:.3}", told["metrics"][name].as_f64().unwrap_or(f64::NAN))).await?;
    }
    browser.sees("86.9% stayed the first year; after 7 years 49.1% are left").await?;
    browser.until("document.querySelector('.lab-answer canvas')?.width > 0").await?;
    accessible(browser, "who stays, of a file").await?;
    drop_file(browser, "rising.csv", "year,customers\n2001,100\n2002,80\n2003,90\n").await?;
    browser.sees("3 rows, 2 columns").await?;
    lab.predict("Who stays, by yearly counts").await?;
    lab.train().await?;
    browser.sees("Row 3 below the header counts more customers than the year before").await?;
    no_errors(browser).await
}

#[tokio::test]
async fn customers_of_a_file_on_a_phone() -> Result<()> {
    let visit = lab_of_nobody(&ZH, true).await?;
    let browser = &visit.browser;
    browser.click("radio", "一个文件").await?;
    browser.upload("选择文件或拖到这里", &[&fixture("online-retail-germany/orders.csv")]).await?;
    browser.sees("457 行，4 列").await?;
    let lab = Lab(browser, &ZH);
    lab.predict("客户终身价值").await?;
    lab.train().await?;
    browser.sees("目前还无法可靠地预测客户将带来的收入").await?;
    browser.sees("位客户预计贡献未来十二个月的").await?;
    accessible(browser, "customers of a file").await?;
    let wide = browser.run("return document.documentElement.scrollWidth - innerWidth", vec![]).await?;
    assert!(wide.as_i64().unwrap_or(1) <= 0, "the page is {wide} px too wide");
    browser.click("button", "将结果保存为 CSV").await?;
    let saved = std::fs::read_to_string(browser.downloaded("orders-").await?)?;
    let chances = column(&saved, "三个月内下单概率");
    assert_eq!(chances.len(), 457);
    assert!(chances.iter().all(|chance| (0.0..=1.0).contains(chance)));
    assert!(column(&saved, "未来十二个月价值").iter().sum::<f64>() > 0.0);
    no_errors(browser).await
}

/// The page's worker and the tool run the same code, one as WebAssembly.
#[tokio::test]
async fn the_lab_says_what_the_tool_says() -> Result<()> {
    let file = fixture("social-network-ads/data.csv");
    std::fs::create_dir_all(tests::root().join("target/tmp"))?;
    let saved_by_tool = tests::root().join("target/tmp/ads-of-the-tool.csv");
    let saved = saved_by_tool.to_string_lossy();
    let told = evaluate(&file, &["--task", "classify", "--target", "Purchased", "--save", &saved])?;
    let visit = lab_of_nobody(&EN, false).await?;
    let browser = &visit.browser;
    drop_file(browser, "ads.csv", &std::fs::read_to_string(&file)?).await?;
    browser.sees("400 rows, 3 columns").await?;
    Lab(browser, &EN).train().await?;
    browser.sees(EN.use_it).await?;
    let number = |name: &str| told["metrics"][name].as_f64().unwrap_or(f64::NAN);
    for figure in [
        format!("{:.1}%", 100.0 * number("accuracy")),
        format!("{:.3}", number("auc")),
        format!("{:.3}", number("brier")),
        format!("{:.3}", number("log_loss")),
    ] {
        browser.sees(&figure).await?;
    }
    browser.click("button", "Save the scores as CSV").await?;
    let ours = std::fs::read_to_string(browser.downloaded("ads-scored").await?)?;
    let tool = std::fs::read_to_string(&saved_by_tool)?;
    let (ours, tool) = (column(&ours, "Chance of Purchased"), column(&tool, "Chance of Purchased"));
    assert_eq!((ours.len(), tool.len()), (400, 400));
    for (row, (ours, tool)) in ours.iter().zip(&tool).enumerate() {
        assert!((ours - tool).abs() <= 1e-6 * tool, "row {row}: {ours} in the page, {tool} by the tool");
    }
    no_errors(browser).await
}
