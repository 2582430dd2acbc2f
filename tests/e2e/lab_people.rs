//! The lab on one's own contacts: groups are named, written onto them and taken back; who replies is asked.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{Contacts, EN, FirstRun, Lab, Record, Words, ZH, saved, told};
use tests::Result;

struct Says {
    find_groups: &'static str,
    name_of_first: &'static str,
    first: &'static str,
    sorted: &'static str,
    view: &'static str,
    all: &'static str,
}

const SAYS_EN: Says = Says {
    find_groups: "Find groups of rows that are alike",
    name_of_first: "Name of group 1",
    first: "Group 1",
    sorted: "records sorted into their groups",
    view: "Group: Tea lovers",
    all: "All contacts",
};
const SAYS_ZH: Says = Says {
    find_groups: "寻找相似的分组",
    name_of_first: "第 1 组的名称",
    first: "第 1 组",
    sorted: "条记录写入分组",
    view: "分组：Tea lovers",
    all: "全部联系人",
};

async fn groups_go_onto_contacts(words: &Words, says: &Says, phone: bool) -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).sample().await?;
    browser.open(&visit.server.at("/insights/lab")).await?;
    let lab = Lab(browser, words);
    lab.predict(says.find_groups).await?;
    lab.train().await?;
    browser.role("textbox", says.name_of_first).await?;
    // An emptied name is the proposed one again.
    let rename = "const input = document.querySelector('.lab-answer .group-name');
        input.value = arguments[0]; input.dispatchEvent(new Event('change', {bubbles: true}))";
    for (typed, kept) in [("Tea", "Tea"), ("", says.first), ("Tea lovers", "Tea lovers")] {
        browser.run(rename, vec![typed.into()]).await?;
        browser.until(&format!("document.querySelector('.lab-answer .group-name').value === '{kept}'")).await?;
    }
    accessible(browser, "groups of contacts").await?;
    lab.apply().await?;
    told(browser, says.sorted).await?;
    saved(browser).await?;
    lab.see_list().await?;
    browser.role("button", says.view).await?;
    browser.until("Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')) > 20").await?;
    browser.until("document.querySelector('.list-row a.list-name')").await?;
    browser.sees("Tea lovers").await?;

    browser.open(&visit.server.at("/history")).await?;
    browser.click("button", words.undo).await?;
    told(browser, words.undone).await?;
    saved(browser).await?;
    // The field went with the lists.
    browser.open(&visit.server.at("/contacts")).await?;
    browser.until("document.querySelector('.list-row a.list-name')").await?;
    browser.click("button", says.all).await?;
    browser.until("document.querySelector('.menu-panel')").await?;
    let left = browser.run("return document.querySelector('.menu-panel').innerText", vec![]).await?;
    assert!(!left.to_string().contains("Tea lovers"), "{left}");
    no_errors(browser).await
}

#[tokio::test]
async fn groups_go_onto_contacts_wide_english() -> Result<()> {
    groups_go_onto_contacts(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn groups_go_onto_contacts_phone_chinese() -> Result<()> {
    groups_go_onto_contacts(&ZH, &SAYS_ZH, true).await
}

/// A message that was sent brings the question, and says nothing while its answer may still come.
#[tokio::test]
async fn who_replies_is_asked_once_a_message_went_out() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    Contacts(browser, &EN).add("Ada", "Lovelace", "ada@example.com").await?;
    let record = Record(browser, &EN);
    record.has_the_page("Ada Lovelace").await?;
    record.note("Asked for a quote", "Message", "Sent").await?;
    record.has_entry("Message · Sent", "Asked for a quote").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/insights/lab")).await?;
    let lab = Lab(browser, &EN);
    lab.predict("Replies within 14 days").await?;
    browser.sees("Learned from one message to each contact").await?;
    for feature in ["Messages sent before", "Messages received before", "Days without a message from them"] {
        browser.role("checkbox", feature).await?;
    }
    lab.train().await?;
    browser.sees("No answer is known yet").await?;
    browser.sees("Do not use yet").await?;
    accessible(browser, "who replies, refused").await?;
    no_errors(browser).await
}
