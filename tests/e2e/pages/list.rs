//! The list of contacts: filter, views, columns, sort, and what is done with several rows at once.

use super::{Words, told};
use tests::Result;
use tests::driver::{Browser, keys};

/// What a list says besides the fields' own names; `{}` stands for a name.
struct Says {
    filter: &'static str,
    filters: &'static str,
    field: &'static str,
    test: &'static str,
    value: &'static str,
    all: &'static str,
    save_view: &'static str,
    view_name: &'static str,
    view_saved: &'static str,
    columns: &'static str,
    sort: &'static str,
    select: &'static str,
    tag: &'static str,
    tag_name: &'static str,
    add: &'static str,
    tagged: &'static str,
    moved_to_trash: &'static str,
    more_fields: &'static str,
    open: &'static str,
}

fn says(english: bool) -> Says {
    let say = |en, zh| if english { en } else { zh };
    Says {
        filter: say("Filter", "筛选"),
        filters: say("1 filter", "1 个筛选条件"),
        field: say("Field", "字段"),
        test: say("Comparison", "比较方式"),
        value: say("Value", "值"),
        all: say("All contacts", "全部联系人"),
        save_view: say("Save view…", "保存视图…"),
        view_name: say("View name", "视图名称"),
        view_saved: say("View “{}” saved", "已保存视图“{}”"),
        columns: say("Columns", "列"),
        sort: say("Sort", "排序"),
        select: say("Select {}", "选择 {}"),
        tag: say("Tag", "标签"),
        tag_name: say("Tag name", "标签名称"),
        add: say("Add", "添加"),
        tagged: say("tagged “{}”", "添加标签“{}”"),
        moved_to_trash: say("moved to Trash", "已移至回收站"),
        more_fields: say("More fields", "更多字段"),
        open: say("Open record", "打开的记录"),
    }
}

/// The list of contacts with all that can be done in it.
pub struct List<'a>(pub &'a Browser, pub &'a Words);

impl List<'_> {
    fn says(&self) -> Says {
        says(self.1.tag == "en")
    }

    /// A new contact with one of the owner's fields filled.
    pub async fn add(&self, first: &str, last: &str, own_field: &str, value: &str) -> Result<()> {
        self.0.click("button", self.1.new_contact).await?;
        self.0.fill(self.1.first_name, first).await?;
        self.0.fill(self.1.last_name, last).await?;
        // The keyboard reaches what the foot of the form covers.
        self.0.role("button", self.says().more_fields).await?.focus().await?;
        self.0.press(keys::ENTER).await?;
        self.0.fill(own_field, value).await?;
        self.0.click("button", self.1.save).await?;
        told(self.0, first).await
    }

    /// One condition; its value is typed.
    pub async fn filter(&self, field: &str, test: &str, value: &str) -> Result<()> {
        let says = self.says();
        self.0.click("button", says.filter).await?;
        self.0.choose(says.field, field).await?;
        self.0.choose(says.test, test).await?;
        self.0.fill(says.value, value).await?;
        self.0.field(says.value).await?.send_keys(keys::TAB).await?;
        self.0.role("button", says.filters).await?;
        self.0.press(keys::ESCAPE).await
    }

    /// Keeps filter, columns and sort under a name.
    pub async fn save_view(&self, name: &str) -> Result<()> {
        let says = self.says();
        self.0.click("button", says.all).await?;
        self.0.click("button", says.save_view).await?;
        self.0.fill(says.view_name, name).await?;
        self.0.click("button", self.1.save).await?;
        told(self.0, &says.view_saved.replace("{}", name)).await
    }

    /// From all records to a view, or from a view to all.
    pub async fn switch_view(&self, from: Option<&str>, to: Option<&str>) -> Result<()> {
        let all = self.says().all;
        self.0.click("button", from.unwrap_or(all)).await?;
        self.0.until("document.querySelector('.menu-panel')").await?;
        let item = to.unwrap_or(all);
        let script = "[...document.querySelectorAll('.menu-panel .menu-item')].find(item => item.innerText.trim() === arguments[0]).click()";
        self.0.run(script, vec![item.into()]).await?;
        self.0.role("button", item).await.map(drop)
    }

    /// Shows or hides a column.
    pub async fn toggle_column(&self, field: &str) -> Result<()> {
        self.0.click("button", self.says().columns).await?;
        self.0.click("checkbox", field).await?;
        self.0.press(keys::ESCAPE).await
    }

    /// By the head of the column, or by the menu where there are no heads.
    pub async fn sort(&self, field: &str, phone: bool) -> Result<()> {
        if phone {
            self.0.click("button", self.says().sort).await?;
        }
        self.0.click("button", field).await
    }

    /// Waits until these are the rows, in this order.
    pub async fn has_names(&self, names: &[&str]) -> Result<()> {
        let wanted = serde_json::to_string(names)?;
        self.0
            .until(&format!(
                "JSON.stringify([...document.querySelectorAll('.list-row a.list-name')]
                    .sort((a, b) => a.closest('.list-row').ariaRowIndex - b.closest('.list-row').ariaRowIndex)
                    .map(link => link.innerText)) === JSON.stringify({wanted})"
            ))
            .await
    }

    pub async fn select(&self, names: &[&str]) -> Result<()> {
        for name in names {
            self.0.click("checkbox", &self.says().select.replace("{}", name)).await?;
        }
        Ok(())
    }

    pub async fn tag(&self, tag: &str) -> Result<()> {
        let says = self.says();
        self.0.click("button", says.tag).await?;
        self.0.fill(says.tag_name, tag).await?;
        self.0.click("button", says.add).await?;
        told(self.0, &says.tagged.replace("{}", tag)).await?;
        self.0.press(keys::ESCAPE).await
    }

    /// What is selected goes to the trash.
    pub async fn delete(&self) -> Result<()> {
        self.0.click("button", self.1.delete).await?;
        told(self.0, self.says().moved_to_trash).await
    }

    /// Takes back what the newest message offers to take back.
    pub async fn undo(&self) -> Result<()> {
        self.0.until("[...document.querySelectorAll('.toast')].pop()?.querySelector('.toast-action')").await?;
        self.0
            .run("[...document.querySelectorAll('.toast')].pop().querySelector('.toast-action').click()", vec![])
            .await?;
        told(self.0, self.1.undone).await
    }

    /// Waits until a record stands open beside the list.
    pub async fn has_open(&self, name: &str) -> Result<()> {
        self.0.until(&format!("document.querySelector('aside[aria-label=\"{}\"] h2')", self.says().open)).await?;
        self.0.until(&format!("document.querySelector('.record-title h2')?.innerText === '{name}'")).await
    }
}
