//! One way through the whole product, as far as a day goes: a file in, a person found and edited, a prediction, and all
//! of it there without a server.

use super::Visit;
use super::journeys::no_errors;
use super::pages::{Contacts, EN, FirstRun, Import, Lab, List, Record, Words, ZH, saved};
use std::path::PathBuf;
use tests::Result;

/// Customers in the file; the answer of every fifth is not known.
const CUSTOMERS: usize = 200;
const OPEN: usize = CUSTOMERS / 5;

/// The file and what is done with it, in one language.
struct Says {
    header: &'static str,
    yes: &'static str,
    no: &'static str,
    answer: &'static str,
    /// The person looked for, whose answer is not known.
    first: &'static str,
    last: &'static str,
    name: &'static str,
    search: &'static str,
    import: &'static str,
    created: &'static str,
    job_title: &'static str,
    view: &'static str,
}

const SAYS_EN: Says = Says {
    header: "First name,Last name,Email,Age,Visits,Bought",
    yes: "yes",
    no: "no",
    answer: "Bought",
    first: "Grace",
    last: "Hopper",
    name: "Grace Hopper",
    search: "hopper",
    import: "Import 200 contacts",
    created: "200 created",
    job_title: "Job title",
    view: "Most likely to: Bought",
};
const SAYS_ZH: Says = Says {
    header: "名,姓,邮箱,年龄,到访次数,是否购买",
    yes: "是",
    no: "否",
    answer: "是否购买",
    first: "兰英",
    last: "屠",
    name: "屠兰英",
    search: "tulanying",
    import: "导入 200 个联系人",
    created: "新建 200 条",
    job_title: "职位",
    view: "最可能：是否购买",
};

/// Older people who come more often have bought.
fn customers(says: &Says, name: &str) -> Result<PathBuf> {
    let mut text = format!("{}\n", says.header);
    for row in 0..CUSTOMERS {
        let (age, visits) = (20 + row * 7 % 50, row * 13 % 10);
        let answer = match row % 5 {
            0 => "",
            _ if age + 5 * visits + row * 11 % 30 > 80 => says.yes,
            _ => says.no,
        };
        let (first, last) = if row == 100 {
            (says.first.to_owned(), says.last.to_owned())
        } else {
            (format!("Name{row}"), format!("Family{row}"))
        };
        text.push_str(&format!("{first},{last},n{row}@example.com,{age},{visits},{answer}\n"));
    }
    let folder = tests::root().join("target/tmp");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("whole-{name}.csv"));
    std::fs::write(&file, text)?;
    Ok(file)
}

async fn the_whole_way(words: &Words, says: &Says, phone: bool) -> Result<()> {
    let mut visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).bring_customers().await?;
    let import = Import(browser, words);
    let file = customers(says, &format!("{}-{phone}", words.tag))?;
    import.choose(&file).await?;
    import.start(says.import).await?;
    browser.sees(says.created).await?;
    import.see_contacts().await?;

    let contacts = Contacts(browser, words);
    contacts.has_rows(CUSTOMERS).await?;
    contacts.search(says.search).await?;
    contacts.has_rows(1).await?;
    browser.click("link", says.name).await?;
    let record = Record(browser, words);
    record.has_the_page(says.name).await?;
    record.edit(says.job_title, "", "Admiral").await?;
    List(browser, words).undo().await?;
    record.shows(says.job_title, "").await?;
    record.edit(says.job_title, "", "Professor").await?;
    saved(browser).await?;

    browser.open(&visit.server.at("/insights/lab")).await?;
    let lab = Lab(browser, words);
    lab.predict(says.answer).await?;
    lab.train().await?;
    lab.apply().await?;
    lab.see_list().await?;
    browser.role("button", says.view).await?;
    contacts.has_rows(OPEN).await?;
    saved(browser).await?;
    browser.ready_offline().await?;

    visit.server.stop();
    let browser = &visit.browser;
    browser.reload().await?;
    browser.role("button", says.view).await?;
    let contacts = Contacts(browser, words);
    contacts.has_rows(OPEN).await?;
    contacts.search(says.search).await?;
    contacts.has_rows(1).await?;
    browser.click("link", says.name).await?;
    let record = Record(browser, words);
    record.has_the_page(says.name).await?;
    record.shows(says.job_title, "Professor").await?;
    record.has_score().await?;
    no_errors(browser).await
}

#[tokio::test]
async fn the_whole_way_wide_english() -> Result<()> {
    the_whole_way(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn the_whole_way_wide_chinese() -> Result<()> {
    the_whole_way(&ZH, &SAYS_ZH, false).await
}

#[tokio::test]
async fn the_whole_way_phone_english() -> Result<()> {
    the_whole_way(&EN, &SAYS_EN, true).await
}

#[tokio::test]
async fn the_whole_way_phone_chinese() -> Result<()> {
    the_whole_way(&ZH, &SAYS_ZH, true).await
}
