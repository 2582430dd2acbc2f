//! What is done in a list all day: fields of one's own, filters, views, columns, many at once, the trash, the keyboard.

use super::Visit;
use super::journeys::{accessible, no_errors};
use super::pages::{Contacts, EN, Fields, FirstRun, List, Record, Words, ZH, saved, told};
use tests::Result;
use tests::driver::{Browser, keys};

struct Says {
    size: &'static str,
    size_renamed: &'static str,
    colour: &'static str,
    number: &'static str,
    text: &'static str,
    at_least: &'static str,
    view: &'static str,
    people: [(&'static str, &'static str, &'static str); 3],
    restore: &'static str,
    find: &'static str,
    more: &'static str,
    shortcuts: &'static str,
}

const SAYS_EN: Says = Says {
    size: "Shoe size",
    size_renamed: "Size in Europe",
    colour: "Favourite colour",
    number: "Number",
    text: "Text",
    at_least: "is at least",
    view: "Large feet",
    people: [
        ("Ada", "Lovelace", "Ada Lovelace"),
        ("Alan", "Turing", "Alan Turing"),
        ("Grace", "Hopper", "Grace Hopper"),
    ],
    restore: "Restore",
    find: "Find or do…",
    more: "More",
    shortcuts: "Keyboard shortcuts",
};
const SAYS_ZH: Says = Says {
    size: "鞋码",
    size_renamed: "欧洲鞋码",
    colour: "喜欢的颜色",
    number: "数字",
    text: "文本",
    at_least: "至少为",
    view: "大码",
    people: [("伟", "王", "王伟"), ("芳", "李", "李芳"), ("娜", "张", "张娜")],
    restore: "恢复",
    find: "查找或执行…",
    more: "更多",
    shortcuts: "键盘快捷键",
};

/// Three people with sizes 44, 38 and 41.
async fn three_people(words: &Words, says: &Says, phone: bool) -> Result<Visit> {
    let visit = Visit::to("/").await?;
    let browser = &visit.browser;
    if phone {
        browser.phone().await?;
    }
    FirstRun(browser, words).start_empty().await?;
    browser.open(&visit.server.at("/settings/fields")).await?;
    let fields = Fields(browser, words);
    fields.add(says.size, says.number).await?;
    fields.add(says.colour, says.text).await?;
    saved(browser).await?;
    for ((first, last, _), size) in says.people.iter().zip(["44", "38", "41"]) {
        browser.open(&visit.server.at("/contacts")).await?;
        List(browser, words).add(first, last, says.size, size).await?;
        saved(browser).await?;
    }
    browser.open(&visit.server.at("/contacts")).await?;
    Contacts(browser, words).has_rows(3).await?;
    Ok(visit)
}

async fn filter_view_and_many_at_once(words: &Words, says: &Says, phone: bool) -> Result<()> {
    let visit = three_people(words, says, phone).await?;
    let browser = &visit.browser;
    let (list, contacts) = (List(browser, words), Contacts(browser, words));
    let [first, second, third] = says.people.map(|(_, _, name)| name);

    list.filter(says.size, says.at_least, "41").await?;
    contacts.has_rows(2).await?;
    accessible(browser, "a filtered list").await?;
    list.save_view(says.view).await?;
    browser.role("button", says.view).await?;
    saved(browser).await?;
    browser.reload().await?;
    browser.role("button", says.view).await?;
    contacts.has_rows(2).await?;
    list.switch_view(Some(says.view), None).await?;
    contacts.has_rows(3).await?;

    if !phone {
        let head =
            "[...document.querySelectorAll('[role=columnheader]')].some(head => head.innerText.includes(arguments[0]))";
        let shown = async |field: &str| browser.run(&format!("return {head}"), vec![field.into()]).await;
        assert_eq!(shown(says.colour).await?, true, "the owner's fields are columns");
        list.toggle_column(says.colour).await?;
        assert_eq!(shown(says.colour).await?, false);
        list.toggle_column(says.colour).await?;
        assert_eq!(shown(says.colour).await?, true);
    }
    list.sort(says.size, phone).await?;
    list.has_names(&[second, third, first]).await?;
    saved(browser).await?;
    browser.reload().await?;
    list.has_names(&[second, third, first]).await?;

    list.select(&[second, third]).await?;
    list.tag("vip").await?;
    accessible(browser, "a selection").await?;
    contacts.search("vip").await?;
    contacts.has_rows(2).await?;
    contacts.search("").await?;
    contacts.has_rows(3).await?;
    list.delete().await?;
    contacts.has_rows(1).await?;
    list.undo().await?;
    contacts.has_rows(3).await?;

    list.select(&[first]).await?;
    list.delete().await?;
    contacts.has_rows(2).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/trash")).await?;
    browser.sees(first).await?;
    browser.click("button", says.restore).await?;
    told(browser, first).await?;
    saved(browser).await?;
    browser.open(&visit.server.at("/contacts")).await?;
    contacts.has_rows(3).await?;
    no_errors(browser).await
}

#[tokio::test]
async fn filter_view_and_many_at_once_wide_english() -> Result<()> {
    filter_view_and_many_at_once(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn filter_view_and_many_at_once_phone_chinese() -> Result<()> {
    filter_view_and_many_at_once(&ZH, &SAYS_ZH, true).await
}

/// A field of the owner's changes its name and place, goes and comes back; its values stay all the while.
async fn a_field_keeps_its_values(words: &Words, says: &Says, phone: bool) -> Result<()> {
    let visit = three_people(words, says, phone).await?;
    let browser = &visit.browser;
    let name = says.people[0].2;
    let record = Record(browser, words);
    let look = async || {
        browser.open(&visit.server.at("/contacts")).await?;
        browser.click("link", name).await?;
        record.has_the_page(name).await
    };
    look().await?;
    record.shows(says.size, "44").await?;

    let fields = Fields(browser, words);
    browser.open(&visit.server.at("/settings/fields")).await?;
    fields.rename(says.size, says.size_renamed).await?;
    fields.move_up(says.colour).await?;
    assert_eq!(fields.order().await?, [says.colour, says.size_renamed]);
    saved(browser).await?;
    look().await?;
    record.shows(says.size_renamed, "44").await?;

    browser.open(&visit.server.at("/settings/fields")).await?;
    fields.retire(says.size_renamed).await?;
    saved(browser).await?;
    look().await?;
    record.shows(says.colour, "").await?;
    assert!(!browser.has("button", &format!("{} 44", says.size_renamed)).await?, "a retired field is not shown");

    browser.open(&visit.server.at("/settings/fields")).await?;
    fields.bring_back(says.size_renamed).await?;
    accessible(browser, "fields").await?;
    saved(browser).await?;
    look().await?;
    record.shows(says.size_renamed, "44").await?;
    no_errors(browser).await
}

#[tokio::test]
async fn a_field_keeps_its_values_wide_english() -> Result<()> {
    a_field_keeps_its_values(&EN, &SAYS_EN, false).await
}

#[tokio::test]
async fn a_field_keeps_its_values_phone_chinese() -> Result<()> {
    a_field_keeps_its_values(&ZH, &SAYS_ZH, true).await
}

/// Types into the palette and takes the first that it finds.
async fn find_in_palette(browser: &Browser, says: &Says, text: &str, wanted: &str) -> Result<()> {
    browser.fill(says.find, text).await?;
    browser
        .until(&format!(
            "document.querySelector('.palette [role=option][aria-selected=true]')?.innerText.includes('{wanted}')"
        ))
        .await?;
    browser.press(keys::ENTER).await
}

#[tokio::test]
async fn the_keyboard_does_it_all() -> Result<()> {
    let says = &SAYS_EN;
    let visit = three_people(&EN, says, false).await?;
    let browser = &visit.browser;
    let (list, contacts) = (List(browser, &EN), Contacts(browser, &EN));
    let [ada, alan, grace] = says.people.map(|(_, _, name)| name);

    // The newest stands first.
    list.has_names(&[grace, alan, ada]).await?;
    browser.press("/").await?;
    browser.press("a").await?;
    browser.press(keys::ESCAPE).await?;
    contacts.has_rows(3).await?;
    browser.press(keys::ESCAPE).await?;
    browser.press(keys::DOWN).await?;
    browser.press(keys::ENTER).await?;
    list.has_open(grace).await?;
    browser.press(keys::DOWN).await?;
    list.has_open(alan).await?;
    browser.press(keys::UP).await?;
    list.has_open(grace).await?;
    browser.press(keys::ENTER).await?;
    browser.until("document.querySelector('.record[data-full]')").await?;
    browser.press(keys::ESCAPE).await?;
    contacts.has_rows(3).await?;

    browser.press("c").await?;
    browser.role("heading", EN.new_contact).await?;
    accessible(browser, "the form of a new contact").await?;
    browser.press(keys::ESCAPE).await?;
    browser.until("!document.querySelector('dialog[open]')").await?;
    browser.press("?").await?;
    browser.role("heading", says.shortcuts).await?;
    accessible(browser, "the shortcuts").await?;
    browser.press(keys::ESCAPE).await?;
    browser.until("!document.querySelector('dialog[open]')").await?;

    browser.press(&format!("{}k", keys::CONTROL)).await?;
    browser.role("combobox", says.find).await?;
    accessible(browser, "the palette").await?;
    find_in_palette(browser, says, "turing", alan).await?;
    list.has_open(alan).await?;
    browser.press("gh").await?;
    browser.role("heading", EN.history).await?;
    browser.press("z").await?;
    told(browser, EN.undone).await?;
    browser.press("gc").await?;
    contacts.has_rows(2).await?;
    no_errors(browser).await
}

/// A phone has no Ctrl K: the palette stands behind More.
#[tokio::test]
async fn the_palette_on_a_phone() -> Result<()> {
    let says = &SAYS_ZH;
    let visit = three_people(&ZH, says, true).await?;
    let browser = &visit.browser;
    browser.click("button", says.more).await?;
    browser.click("button", says.find).await?;
    browser.role("combobox", says.find).await?;
    accessible(browser, "the palette").await?;
    find_in_palette(browser, says, "lifang", says.people[1].2).await?;
    Record(browser, &ZH).has_the_page(says.people[1].2).await?;
    no_errors(browser).await
}
