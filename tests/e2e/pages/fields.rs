use super::{Words, told};
use tests::Result;
use tests::driver::{Browser, keys};

/// What the page of fields says.
struct Says {
    name: &'static str,
    type_: &'static str,
    add: &'static str,
    added: fn(&str) -> String,
    name_of: fn(&str) -> String,
    renamed: fn(&str) -> String,
    move_up: fn(&str) -> String,
    moved: fn(&str) -> String,
    retire: fn(&str) -> String,
    retired: fn(&str) -> String,
    bring_back: fn(&str) -> String,
    back: fn(&str) -> String,
}

const EN: Says = Says {
    name: "Name",
    type_: "Type",
    add: "Add field",
    added: |name| format!("Field {name} added"),
    name_of: |name| format!("Name of {name}"),
    renamed: |name| format!("Field renamed to {name}"),
    move_up: |name| format!("Move {name} up"),
    moved: |name| format!("{name} moved"),
    retire: |name| format!("Retire {name}"),
    retired: |name| format!("{name} retired"),
    bring_back: |name| format!("Bring back {name}"),
    back: |name| format!("{name} is back"),
};
const ZH: Says = Says {
    name: "名称",
    type_: "类型",
    add: "添加字段",
    added: |name| format!("已添加字段“{name}”"),
    name_of: |name| format!("“{name}”的名称"),
    renamed: |name| format!("字段已改名为“{name}”"),
    move_up: |name| format!("上移“{name}”"),
    moved: |name| format!("已移动“{name}”"),
    retire: |name| format!("停用“{name}”"),
    retired: |name| format!("已停用“{name}”"),
    bring_back: |name| format!("恢复使用“{name}”"),
    back: |name| format!("已恢复“{name}”"),
};

/// The owner's fields in the settings. Contacts come first on the page, and theirs are meant here.
pub struct Fields<'a>(pub &'a Browser, pub &'a Words);

impl Fields<'_> {
    fn says(&self) -> &'static Says {
        if self.1.tag == "en" { &EN } else { &ZH }
    }

    pub async fn add(&self, name: &str, type_: &str) -> Result<()> {
        let says = self.says();
        self.0.fill(says.name, name).await?;
        self.0.choose(says.type_, type_).await?;
        self.0.click("button", says.add).await?;
        told(self.0, &(says.added)(name)).await
    }

    pub async fn rename(&self, from: &str, to: &str) -> Result<()> {
        let says = self.says();
        self.0.fill(&(says.name_of)(from), to).await?;
        self.0.field(&(says.name_of)(from)).await?.send_keys(keys::TAB).await?;
        told(self.0, &(says.renamed)(to)).await
    }

    pub async fn move_up(&self, name: &str) -> Result<()> {
        let says = self.says();
        self.0.click("button", &(says.move_up)(name)).await?;
        told(self.0, &(says.moved)(name)).await
    }

    pub async fn retire(&self, name: &str) -> Result<()> {
        let says = self.says();
        self.0.click("button", &(says.retire)(name)).await?;
        told(self.0, &(says.retired)(name)).await
    }

    pub async fn bring_back(&self, name: &str) -> Result<()> {
        let says = self.says();
        self.0.click("button", &(says.bring_back)(name)).await?;
        told(self.0, &(says.back)(name)).await
    }

    /// The names of the contacts' own fields, in their order.
    pub async fn order(&self) -> Result<Vec<String>> {
        let script =
            "return [...document.querySelector('.own-fields').querySelectorAll('input')].map(input => input.value)";
        Ok(serde_json::from_value(self.0.run(script, vec![]).await?)?)
    }
}
