//! The lab on a file: nothing is imported, the figures are known ones, and the file comes back with the result.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{EN, FirstRun, Import, Lab, Words, ZH, saved};
use serde_json::json;
use std::path::PathBuf;
use tests::Result;
use tests::driver::Browser;

pub fn fixture(name: &str) -> PathBuf {
    tests::root().join("tests/fixtures").join(name)
}

/// The lab of a business without any record.
pub async fn lab_of_nobody(words: &Words, phone: bool) -> Result<Visit> {
    let visit = Visit::to("/").await?;
    if phone {
        visit.browser.phone().await?;
    }
    FirstRun(&visit.browser, words).start_empty().await?;
    visit.browser.open(&visit.server.at("/insights/lab")).await?;
    visit.browser.role("combobox", words.predict).await?;
    Ok(visit)
}

/// Lets go of a file over the page, as a person does with the mouse.
pub async fn drop_file(browser: &Browser, name: &str, text: &str) -> Result<()> {
    let script = "
        const files = new DataTransfer();
        files.items.add(new File([arguments[1]], arguments[0], {type: 'text/csv'}));
        const where = document.querySelector('.lab-answer');
        for (const kind of ['dragover', 'drop'])
            where.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: files}));";
    browser.run(script, vec![json!(name), json!(text)]).await.map(drop)
}

#[tokio::test]
async fn a_dropped_file_is_analysed_and_not_imported() -> Result<()> {
    let visit = lab_of_nobody(&EN, false).await?;
    let browser = &visit.browser;
    let text = std::fs::read_to_string(fixture("social-network-ads/data.csv"))?;
    drop_file(browser, "ads.csv", &text).await?;
    browser.sees("400 rows, 3 columns").await?;
    accessible(browser, "the lab with a file").await?;
    let lab = Lab(browser, &EN);
    lab.train().await?;
    browser.sees(EN.use_it).await?;
    // What `evaluate` says of this file with the same seed.
    for figure in ["84.5%", "80.6% to 87.7%", "0.925", "0.110", "143 yes, 257 no"] {
        browser.sees(figure).await?;
    }
    browser.click("tab", "Equation").await?;
    browser.sees("0.216 × Age").await?;
    accessible(browser, "the answer of a file").await?;
    browser.click("button", "Save the scores as CSV").await?;
    let saved = browser.downloaded("ads-scored").await?;
    let saved = std::fs::read_to_string(saved)?;
    let mut lines = saved.trim_start_matches('\u{feff}').lines();
    assert_eq!(lines.next(), Some("Age,EstimatedSalary,Purchased,Chance of Purchased,\"Purchased, foreseen\""));
    let first: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    assert_eq!(first[..3], ["19", "19000", "0"]);
    assert!(first[3].parse::<f64>()? < 0.05 && first[4] == "No", "{first:?}");
    assert_eq!(lines.count(), 399);
    drop_file(browser, "nothing.csv", "").await?;
    browser.sees("The file is empty").await?;
    browser.open(&visit.server.at("/insights")).await?;
    browser.sees("No models yet.").await?;
    no_errors(browser).await
}

#[tokio::test]
async fn a_number_and_groups_of_a_file_on_a_phone() -> Result<()> {
    let visit = lab_of_nobody(&ZH, true).await?;
    let browser = &visit.browser;
    browser.click("radio", "一个文件").await?;
    browser.upload("选择文件或拖到这里", &[&fixture("mall-customers/data.csv")]).await?;
    browser.sees("200 行，5 列").await?;
    let lab = Lab(browser, &ZH);
    lab.predict("Spending Score (1-100)（已知 200").await?;
    lab.train().await?;
    browser.sees("与总猜平均值相比").await?;
    browser.click("tab", "方程").await?;
    browser.sees("Y = ").await?;
    accessible(browser, "a number").await?;
    lab.predict("寻找相似的分组").await?;
    lab.train().await?;
    browser.sees("J = inertia / N").await?;
    browser.sees("第 2 组").await?;
    accessible(browser, "groups").await?;
    browser.choose("分组数量", "4").await?;
    browser.sees("分为 4 组").await?;
    // The page has moved to the answer: what is clicked next stays where it is.
    browser.until("document.querySelector('.lab-answer').getBoundingClientRect().top < innerHeight / 2").await?;
    let wide = browser.run("return document.documentElement.scrollWidth - innerWidth", vec![]).await?;
    assert!(wide.as_i64().unwrap_or(1) <= 0, "the page is {wide} px too wide");
    browser.click("button", "将结果保存为 CSV").await?;
    let saved = std::fs::read_to_string(browser.downloaded("data-").await?)?;
    assert!(saved.lines().filter(|line| line.ends_with("第 4 组")).count() > 5);
    no_errors(browser).await
}

#[tokio::test]
async fn a_number_goes_onto_contacts_and_away_again() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).sample().await?;
    browser.open(&visit.server.at("/insights/lab")).await?;
    let lab = Lab(browser, &EN);
    lab.predict("Average order (").await?;
    for feature in ["Source", "Orders"] {
        browser.click("checkbox", feature).await?;
    }
    lab.train().await?;
    browser.sees("It takes away").await?;
    browser.sees("Always the mean").await?;
    lab.apply().await?;
    lab.see_list().await?;
    browser.sees("Highest expected: Average order").await?;
    // A few have not ordered yet.
    browser.until("Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')) > 1").await?;
    browser.until("Number(document.querySelector('[aria-rowcount]').getAttribute('aria-rowcount')) < 50").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/history")).await?;
    browser.click("button", EN.undo).await?;
    browser.sees(EN.undone).await?;
    no_errors(browser).await
}

/// HubSpot's export of 300 deals: small ones and referrals are won more often, every fifth is still open.
fn deals() -> String {
    let mut seed = 7_u32;
    let mut below = |most: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % most
    };
    let mut text = "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Original Source\n".to_owned();
    for deal in 0..300 {
        let (amount, referral, luck) = (500 + below(9_500), below(3) == 0, below(100));
        let chance = if referral { 85 } else { 55 }.min(100 - amount / 125);
        let stage = match deal % 5 {
            0 => "qualifiedtobuy",
            _ if luck < chance => "closedwon",
            _ => "closedlost",
        };
        let source = if referral { "REFERRALS" } else { "PAID_SEARCH" };
        let closed = 10 + below(18);
        text += &format!(
            "{},Deal {deal},{stage},Sales Pipeline,{amount},2026-03-{closed} 00:00,2026-01-0{} 10:00,{source}\n",
            7000 + deal,
            1 + deal % 9
        );
    }
    text
}

#[tokio::test]
async fn which_open_deals_will_be_won() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).bring_customers().await?;
    let file = tests::root().join("target/tmp/hubspot-deals.csv");
    std::fs::create_dir_all(tests::root().join("target/tmp"))?;
    std::fs::write(&file, deals())?;
    let import = Import(browser, &EN);
    import.choose(&file).await?;
    import.start("Import 300 deals").await?;
    browser.sees("300 created").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/insights/lab")).await?;
    browser.click("radio", "Deals of this CRM").await?;
    let lab = Lab(browser, &EN);
    lab.predict("Won (").await?;
    assert!(!browser.has("checkbox", "Closed on").await?, "it is written down as a deal ends");
    lab.train().await?;
    browser.sees("60 unknown").await?;
    lab.apply().await?;
    browser.sees("300 deals scored").await?;
    accessible(browser, "deals in the lab").await?;
    lab.see_list().await?;
    browser.role("heading", "Deals").await?;
    browser.sees("Most likely to be won").await?;
    // The header and the open deals.
    browser.until("document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount') == 61").await?;
    browser.run("document.querySelector('[role=row] a').click()", vec![]).await?;
    browser.sees("raises it from").await?;
    browser.open(&visit.server.at("/insights")).await?;
    browser.click("link", "Train again").await?;
    assert!(
        browser
            .run("return document.querySelector('input[name=lab-source]:checked').parentElement.innerText", vec![])
            .await?
            .to_string()
            .contains("Deals")
    );
    browser.open(&visit.server.at("/history")).await?;
    browser.click("button", EN.undo).await?;
    browser.sees(EN.undone).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn who_orders_again_on_a_phone() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    browser.phone().await?;
    FirstRun(browser, &ZH).sample().await?;
    browser.open(&visit.server.at("/insights/lab")).await?;
    let lab = Lab(browser, &ZH);
    lab.predict("90 天内再次下单").await?;
    browser.sees("根据 90 天前的客户情况学习").await?;
    lab.train().await?;
    lab.apply().await?;
    browser.sees("位联系人评分").await?;
    accessible(browser, "who orders again").await?;
    lab.see_list().await?;
    browser.sees("90 天内再次下单").await?;
    browser.until("Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')) > 400").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/history")).await?;
    browser.click("button", ZH.undo).await?;
    browser.sees(ZH.undone).await?;
    no_errors(browser).await
}

/// Rows of numbers, of which two say something: so many that a comparison takes a while.
fn many(rows: u32) -> String {
    let mut seed = 11_u32;
    let mut below = |most: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % most
    };
    let mut text = "Age,Visits,A,B,C,D,E,F,Joins\n".to_owned();
    for _ in 0..rows {
        let [age, visits] = [below(60) + 18, below(30)];
        let rest: Vec<String> = (0..6).map(|_| below(1_000).to_string()).collect();
        let joins = age + 2 * visits + below(60) > 105;
        text += &format!("{age},{visits},{},{}\n", rest.join(","), u8::from(joins));
    }
    text
}

#[tokio::test]
async fn a_comparison_ends_when_it_is_cancelled_or_left() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).sample().await?;
    browser.open(&visit.server.at("/insights/lab")).await?;
    browser.role("combobox", EN.predict).await?;
    drop_file(browser, "many.csv", &many(40_000)).await?;
    browser.sees("40,000 rows").await?;
    let lab = Lab(browser, &EN);
    lab.train().await?;
    browser.click("button", "Compare models").await?;
    browser.until("document.querySelector('.compare progress')").await?;
    accessible(browser, "a comparison on its way").await?;
    browser.run("document.querySelector('.compare .progress button').click()", vec![]).await?;
    browser.role("button", "Compare models").await?;
    // Whoever comes next is not kept waiting by what was left, nor told that anything broke.
    browser.click("button", "Compare models").await?;
    browser.until("document.querySelector('.compare progress')").await?;
    browser.click("link", "Insights").await?;
    browser.sees(EN.pairs).await?;
    assert!(!browser.run("return document.body.innerText", vec![]).await?.to_string().contains("broke"));
    no_errors(browser).await
}

#[tokio::test]
async fn what_sounds_and_tells_late_is_used_only_on_request() -> Result<()> {
    let visit = lab_of_nobody(&EN, false).await?;
    let browser = &visit.browser;
    let mut text = "Close value,Calls,Won\n".to_owned();
    for row in 0..300_u32 {
        let luck = row * 7919 % 100;
        let won = luck + row * 31 % 40 > 65;
        // Nine of ten are worth nothing where the deal was lost.
        let value = if won || row % 10 == 0 { 100 + row * 13 % 900 } else { 0 };
        text += &format!("{value},{},{}\n", luck / 10, u8::from(won));
    }
    drop_file(browser, "deals.csv", &text).await?;
    browser.sees("300 rows, 3 columns").await?;
    let lab = Lab(browser, &EN);
    lab.train().await?;
    browser.sees("Close value was left out").await?;
    browser.click("checkbox", "Use Close value anyway: it is known beforehand").await?;
    lab.train().await?;
    browser.sees("Close value is used because you chose so").await?;
    accessible(browser, "a feature that is used anyway").await?;
    no_errors(browser).await
}

#[tokio::test]
async fn a_question_has_one_model_which_can_be_deleted() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).sample().await?;
    let models = "[...document.querySelectorAll('a[href*=\"lab?model=\"]')].length";
    for _ in 0..2 {
        browser.open(&visit.server.at("/insights/lab")).await?;
        let lab = Lab(browser, &EN);
        lab.predict("Average order (").await?;
        browser.click("checkbox", "Source").await?;
        lab.train().await?;
        browser.sees("It takes away").await?;
        saved(browser).await?;
    }
    browser.open(&visit.server.at("/insights")).await?;
    browser.role("link", "Train again").await?;
    assert_eq!(browser.run(&format!("return {models}"), vec![]).await?, json!(1));
    browser.sees("Usual error (RMSE)").await?;
    browser.click("button", "Delete: Average order, foreseen").await?;
    browser.until(&format!("{models} === 0")).await?;
    browser.click("button", EN.undo).await?;
    browser.click("link", "Train again").await?;
    // It is the same question of a number again.
    browser
        .until("document.querySelector('.lab-rail select').selectedOptions[0].text.startsWith('Average order')")
        .await?;
    no_errors(browser).await
}
