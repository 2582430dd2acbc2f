use super::Words;
use tests::Result;
use tests::driver::Browser;

pub struct Lab<'a>(pub &'a Browser, pub &'a Words);

impl Lab<'_> {
    pub async fn predict(&self, answer: &str) -> Result<()> {
        self.0.role("combobox", self.1.predict).await?;
        let script = "
            const select = [...document.querySelectorAll('select')].find(e => [...e.options].some(o => o.text.includes(arguments[0])));
            const option = [...select.options].find(o => o.text.includes(arguments[0]));
            select.value = option.value;
            select.dispatchEvent(new Event('change', {bubbles: true}));";
        self.0.run(script, vec![serde_json::json!(answer)]).await.map(drop)
    }

    pub async fn train(&self) -> Result<()> {
        self.0.click("button", self.1.train).await
    }

    pub async fn apply(&self) -> Result<()> {
        self.0.click("button", self.1.apply).await
    }
}
