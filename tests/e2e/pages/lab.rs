use super::Words;
use tests::Result;
use tests::driver::Browser;

pub struct Lab<'a>(pub &'a Browser, pub &'a Words);

impl Lab<'_> {
    /// Chooses the answer to predict by its field's name.
    pub async fn predict(&self, answer: &str) -> Result<()> {
        let select = self.0.role("combobox", self.1.predict).await?;
        let script = "
            const [select, wanted] = arguments;
            const option = [...select.options].find(option => option.text.includes(wanted));
            if (!option) throw new Error('no ' + wanted);
            select.value = option.value;
            select.dispatchEvent(new Event('change', {bubbles: true}));";
        self.0.run(script, vec![select.to_json()?, serde_json::json!(answer)]).await.map(drop)
    }

    pub async fn train(&self) -> Result<()> {
        self.0.click("button", self.1.train).await
    }

    /// As soon as there is something to apply.
    pub async fn apply(&self) -> Result<()> {
        self.0.until("document.querySelector('button[aria-describedby=apply-hint]:enabled')").await?;
        self.0.click("button", self.1.apply).await
    }

    /// The toast may lie over the link on a phone.
    pub async fn see_list(&self) -> Result<()> {
        self.0.role("link", self.1.see_list).await?;
        self.0.click("button", self.1.close).await?;
        self.0.click("link", self.1.see_list).await
    }
}
