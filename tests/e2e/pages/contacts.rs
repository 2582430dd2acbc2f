use super::Words;
use serde_json::json;
use tests::Result;
use tests::driver::Browser;

pub struct Contacts<'a>(pub &'a Browser, pub &'a Words);

impl Contacts<'_> {
    /// Waits until the list has this many rows, as assistive technology is told.
    pub async fn has_rows(&self, rows: usize) -> Result<()> {
        // The row of headers counts.
        self.0
            .until(&format!("document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount') == {}", rows + 1))
            .await
    }

    pub async fn search(&self, text: &str) -> Result<()> {
        let script = "
            const box = [...document.querySelectorAll('input[type=search]')].find(e => e.checkVisibility());
            box.focus();
            box.value = arguments[0];
            box.dispatchEvent(new Event('input', {bubbles: true}));";
        self.0.role("searchbox", self.1.search).await?;
        self.0.run(script, vec![json!(text)]).await.map(drop)
    }

    pub async fn add(&self, first: &str, last: &str, email: &str) -> Result<()> {
        self.0.click("button", self.1.new_contact).await?;
        self.0.fill(self.1.first_name, first).await?;
        self.0.fill(self.1.last_name, last).await?;
        self.0.fill(self.1.email, email).await?;
        self.0.click("button", self.1.save).await
    }
}
