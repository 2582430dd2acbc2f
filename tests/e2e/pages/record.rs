use super::{Words, told};
use tests::Result;
use tests::driver::{Browser, keys};

/// What the page of a record says besides the fields' own names.
struct Says {
    empty: &'static str,
    changed: fn(&str) -> String,
    full_page: &'static str,
    predictions: &'static str,
    note: &'static str,
    type_: &'static str,
    direction: &'static str,
    add: &'static str,
}

const EN: Says = Says {
    empty: "Empty",
    changed: |field| format!("{field} changed"),
    full_page: "Open full page",
    predictions: "Predictions",
    note: "Note",
    type_: "Type",
    direction: "Direction",
    add: "Add",
};
const ZH: Says = Says {
    empty: "空",
    changed: |field| format!("已修改{field}"),
    full_page: "打开整页",
    predictions: "预测",
    note: "备注",
    type_: "类型",
    direction: "方向",
    add: "添加",
};

/// The record that is open, beside the list or with the page to itself.
pub struct Record<'a>(pub &'a Browser, pub &'a Words);

impl Record<'_> {
    fn says(&self) -> &'static Says {
        if self.1.tag == "en" { &EN } else { &ZH }
    }

    /// Waits for the record of this name; on a wide screen it then gets the page to itself.
    pub async fn has_the_page(&self, name: &str) -> Result<()> {
        self.0.until("document.querySelector('.record-head')").await?;
        if self.0.has("button", self.says().full_page).await? {
            self.0.click("button", self.says().full_page).await?;
        }
        self.0.until("document.querySelector('.record[data-full] h1')").await?;
        self.0.role("heading", name).await.map(drop)
    }

    /// Changes a field where it stands. An empty one is `""` before.
    pub async fn edit(&self, field: &str, before: &str, after: &str) -> Result<()> {
        self.open_field(field, before).await?;
        self.retype(field, after).await?;
        self.0.field(field).await?.send_keys(keys::ENTER).await?;
        told(self.0, &(self.says().changed)(field)).await?;
        self.shows(field, after).await
    }

    pub async fn open_field(&self, field: &str, value: &str) -> Result<()> {
        let shown = if value.is_empty() { self.says().empty } else { value };
        self.0.click("button", &format!("{field} {shown}")).await
    }

    /// Replaces what stands in the open field without leaving it, for that would save it.
    pub async fn retype(&self, field: &str, text: &str) -> Result<()> {
        let input = self.0.field(field).await?;
        input.click().await?;
        input.send_keys(format!("{}a", keys::CONTROL)).await?;
        Ok(input.send_keys(text).await?)
    }

    /// Waits until the field has this value.
    pub async fn shows(&self, field: &str, value: &str) -> Result<()> {
        let shown = if value.is_empty() { self.says().empty } else { value };
        self.0.role("button", &format!("{field} {shown}")).await.map(drop)
    }

    /// Writes down what passed, and which way it went.
    pub async fn note(&self, text: &str, type_: &str, direction: &str) -> Result<()> {
        let says = self.says();
        self.0.fill(says.note, text).await?;
        self.0.choose(says.type_, type_).await?;
        self.0.choose(says.direction, direction).await?;
        self.0.click("button", says.add).await
    }

    /// Waits until the timeline has this entry: what it is, and what it says.
    pub async fn has_entry(&self, what: &str, text: &str) -> Result<()> {
        self.0
            .until(&format!(
                "[...document.querySelectorAll('.entry')].some(entry => entry.querySelector('strong').innerText === '{what}'
                    && entry.querySelector('.entry-text')?.innerText === '{text}')"
            ))
            .await
    }

    /// Waits for a chance that a model gives.
    pub async fn has_score(&self) -> Result<()> {
        self.0.role("heading", self.says().predictions).await?;
        self.0
            .until("[...document.querySelectorAll('.score strong')].some(score => score.innerText.includes('%'))")
            .await
    }
}
