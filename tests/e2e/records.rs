//! What a record's page owes its user: nothing typed is lost, nothing is changed that cannot be taken back from where it
//! shows, and nothing is taken away unsaid.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{Contacts, EN, FirstRun, List, Record, Words, ZH, saved, told};
use tests::Result;
use tests::driver::{Browser, keys};

struct Says {
    name: &'static str,
    other: &'static str,
    first: &'static str,
    last: &'static str,
    job_title: &'static str,
    note: &'static str,
    edit_note: &'static str,
    task: &'static str,
    add: &'static str,
    add_task: &'static str,
    same: &'static str,
    change: &'static str,
    undo_change: &'static str,
    belongs: &'static str,
    left: &'static str,
    message: &'static str,
    sent: &'static str,
    received: &'static str,
}

const SAYS_EN: Says = Says {
    name: "Ada Lovelace",
    other: "Grace Hopper",
    first: "Ada",
    last: "Lovelace",
    job_title: "Job title",
    note: "Note",
    edit_note: "Edit entry",
    task: "Task",
    add: "Add",
    add_task: "Add task",
    same: "Already here with the same email or phone",
    change: "Job title: – → Countess",
    undo_change: "Undo: Job title: – → Countess",
    belongs: "Something belongs to this",
    left: "1 activity, 1 task",
    message: "Message",
    sent: "Sent",
    received: "Received",
};
const SAYS_ZH: Says = Says {
    name: "王伟",
    other: "李芳",
    first: "伟",
    last: "王",
    job_title: "职位",
    note: "备注",
    edit_note: "编辑条目",
    task: "任务",
    add: "添加",
    add_task: "添加任务",
    same: "已有相同邮箱或电话的记录",
    change: "职位: – → Countess",
    undo_change: "撤销：职位: – → Countess",
    belongs: "有记录与此相关",
    left: "1 个动态、1 个任务",
    message: "消息",
    sent: "发出",
    received: "收到",
};

/// One contact, whose page is open.
async fn one_contact(words: &Words, says: &Says, phone: bool) -> Result<Visit> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).start_empty().await?;
    Contacts(browser, words).add(says.first, says.last, "ada@example.com").await?;
    Record(browser, words).has_the_page(says.name).await?;
    saved(browser).await?;
    Ok(visit)
}

/// Waits until a text field holds this, without touching it.
async fn holds(browser: &Browser, label: &str, text: &str) -> Result<()> {
    browser
        .wait_for(&format!("{text:?} in {label:?}"), async || {
            let typed = browser.now("field", label, true).await?.prop("value").await?;
            Ok((typed.as_deref() == Some(text)).then_some(()))
        })
        .await
}

async fn what_is_typed_survives_a_reload(words: &Words, says: &Says, phone: bool) -> Result<()> {
    let visit = one_contact(words, says, phone).await?;
    let browser = &visit.browser;
    browser.fill(says.note, "Met at the fair").await?;
    browser.click("button", says.add).await?;
    browser.sees("Met at the fair").await?;
    saved(browser).await?;

    browser.fill(says.task, "Send the catal").await?;
    browser.reload().await?;
    holds(browser, says.task, "Send the catal").await?;
    browser.fill(says.task, "Send the catalogue").await?;
    browser.click("button", says.add_task).await?;
    browser.role("link", "Send the catalogue").await?;
    saved(browser).await?;

    browser.click("button", says.edit_note).await?;
    let text = "document.querySelector('.entry textarea')";
    browser.until(text).await?;
    let typed = "const box = document.querySelector('.entry textarea');
        box.value = 'Met at the large fair';
        box.dispatchEvent(new Event('input', {bubbles: true}));";
    browser.run(typed, vec![]).await?;
    browser.reload().await?;
    browser.until(&format!("{text}?.value === 'Met at the large fair'")).await?;
    accessible(browser, "a note that is edited").await?;
    browser.click("button", words.save).await?;
    browser.until(&format!("!{text}")).await?;
    saved(browser).await?;
    browser.reload().await?;
    browser.sees("Met at the large fair").await?;
    assert_eq!(browser.run(&format!("return {text}"), vec![]).await?, serde_json::Value::Null, "it was saved");

    let record = Record(browser, words);
    record.open_field(says.job_title, "").await?;
    record.retype(says.job_title, "Count").await?;
    browser.reload().await?;
    holds(browser, says.job_title, "Count").await?;
    record.retype(says.job_title, "Countess").await?;
    browser.field(says.job_title).await?.send_keys(keys::ENTER).await?;
    record.shows(says.job_title, "Countess").await?;
    saved(browser).await?;
    browser.reload().await?;
    record.shows(says.job_title, "Countess").await?;
    no_errors(browser).await
}

#[tokio::test]
async fn a_new_form_comes_back_once_something_was_typed() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/contacts?new=1")).await?;
    browser.field("First name").await?;
    browser.until("!location.search").await?;
    browser.reload().await?;
    browser.role("heading", "Contacts").await?;
    let closed = "await new Promise(next => requestAnimationFrame(() => setTimeout(next)));
        return !document.querySelector('dialog[open]');";
    assert_eq!(browser.run_async(closed, vec![]).await?, true, "an empty form is not taken up");
    browser.click("button", "New contact").await?;
    browser.fill("First name", "Ada").await?;
    browser.reload().await?;
    holds(browser, "First name", "Ada").await?;
    no_errors(browser).await
}

#[tokio::test]
async fn what_is_typed_survives_a_reload_wide_english() -> Result<()> {
    what_is_typed_survives_a_reload(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn what_is_typed_survives_a_reload_phone_chinese() -> Result<()> {
    what_is_typed_survives_a_reload(&ZH, &SAYS_ZH, true).await
}

/// A change stands in the timeline with its way back, and an email that somebody else has is told.
async fn changes_and_look_alikes(words: &Words, says: &Says, phone: bool) -> Result<()> {
    let visit = one_contact(words, says, phone).await?;
    let browser = &visit.browser;
    let record = Record(browser, words);
    record.edit(says.job_title, "", "Countess").await?;
    browser.sees(says.change).await?;
    browser.click("button", says.undo_change).await?;
    told(browser, words.undone).await?;
    record.shows(says.job_title, "").await?;
    saved(browser).await?;

    browser.open(&visit.server.at("/contacts")).await?;
    let (first, last) = if words.tag == "en" { ("Grace", "Hopper") } else { ("芳", "李") };
    Contacts(browser, words).add(first, last, "grace@example.com").await?;
    record.has_the_page(says.other).await?;
    record.open_field(words.email, "grace@example.com").await?;
    record.retype(words.email, "ADA@example.com").await?;
    browser.sees(says.same).await?;
    accessible(browser, "a look-alike").await?;
    browser.field(words.email).await?.send_keys(keys::ENTER).await?;
    told(browser, says.name).await?;
    record.shows(words.email, "ADA@example.com").await?;
    no_errors(browser).await
}

#[tokio::test]
async fn changes_and_look_alikes_wide_english() -> Result<()> {
    changes_and_look_alikes(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn changes_and_look_alikes_phone_chinese() -> Result<()> {
    changes_and_look_alikes(&ZH, &SAYS_ZH, true).await
}

/// Taking back the creation of a contact tells of the note and the task that belong to it.
async fn what_is_left_behind_is_told(words: &Words, says: &Says, phone: bool) -> Result<()> {
    let visit = one_contact(words, says, phone).await?;
    let browser = &visit.browser;
    browser.fill(says.note, "Met at the fair").await?;
    browser.click("button", says.add).await?;
    browser.sees("Met at the fair").await?;
    browser.fill(says.task, "Send the catalogue").await?;
    browser.click("button", says.add_task).await?;
    browser.role("link", "Send the catalogue").await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/history")).await?;
    // The task, the note, the contact.
    browser.until("document.querySelectorAll('.history-entry').length >= 3").await?;
    browser.run("document.querySelectorAll('.history-entry .button')[2].click()", vec![]).await?;
    browser.role("heading", says.belongs).await?;
    browser.sees(says.left).await?;
    accessible(browser, "what is left behind").await?;
    browser.run("document.querySelector('dialog[open] .button[data-primary]').click()", vec![]).await?;
    told(browser, words.undone).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    browser
        .until(&format!("document.querySelector('.empty') && !document.body.innerText.includes('{}')", says.name))
        .await?;
    no_errors(browser).await
}

#[tokio::test]
async fn what_is_left_behind_is_told_wide_english() -> Result<()> {
    what_is_left_behind_is_told(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn what_is_left_behind_is_told_phone_chinese() -> Result<()> {
    what_is_left_behind_is_told(&ZH, &SAYS_ZH, true).await
}

async fn a_message_goes_one_way(words: &Words, says: &Says, phone: bool) -> Result<()> {
    let visit = one_contact(words, says, phone).await?;
    let browser = &visit.browser;
    let record = Record(browser, words);
    for (direction, text) in [(says.sent, "Sent a quote"), (says.received, "Takes it")] {
        record.note(text, says.message, direction).await?;
        record.has_entry(&format!("{} · {direction}", says.message), text).await?;
    }
    accessible(browser, "messages").await?;
    saved(browser).await?;
    browser.reload().await?;
    record.has_entry(&format!("{} · {}", says.message, says.sent), "Sent a quote").await?;
    record.has_entry(&format!("{} · {}", says.message, says.received), "Takes it").await?;
    no_errors(browser).await
}

#[tokio::test]
async fn a_message_goes_one_way_wide_english() -> Result<()> {
    a_message_goes_one_way(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn a_message_goes_one_way_phone_chinese() -> Result<()> {
    a_message_goes_one_way(&ZH, &SAYS_ZH, true).await
}

/// The fields and pages of a kind of business come later, too, and go again in one act.
#[tokio::test]
async fn a_kind_of_business_is_applied_later() -> Result<()> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    FirstRun(browser, &EN).start_empty().await?;
    browser.open(&visit.server.at("/settings/business")).await?;
    browser.choose("Kind of business", "Restaurant").await?;
    told(browser, "saved").await?;
    browser.click("button", "Apply its fields and pages").await?;
    told(browser, "Fields and pages applied: Restaurant").await?;
    browser.role("link", "Guests").await?;
    browser
        .until("![...document.querySelectorAll('nav a')].some(link => link.innerText.trim() === 'Companies')")
        .await?;
    List(browser, &EN).undo().await?;
    browser.role("link", "Contacts").await?;
    browser.role("link", "Companies").await?;
    no_errors(browser).await
}
