use super::Words;
use tests::Result;
use tests::driver::Browser;

/// The three doors.
pub struct FirstRun<'a>(pub &'a Browser, pub &'a Words);

impl FirstRun<'_> {
    /// Sees to it that the app speaks the wanted language, by its own switch.
    pub async fn speak(&self) -> Result<()> {
        self.0.until("document.querySelector('.first-run')").await?;
        if self.0.run("return document.documentElement.lang", vec![]).await? != self.1.tag {
            let (switch, name) = if self.1.tag == "en" { ("语言", "English") } else { ("Language", "简体中文") };
            self.0.choose(switch, name).await?;
        }
        Ok(())
    }

    async fn through(&self, door: &str) -> Result<()> {
        self.speak().await?;
        self.0.click("button", door).await?;
        self.0.click("button", self.1.continue_).await
    }

    pub async fn bring_customers(&self) -> Result<()> {
        self.through(self.1.bring).await?;
        self.0.role("heading", self.1.import).await.map(drop)
    }

    pub async fn start_empty(&self) -> Result<()> {
        self.through(self.1.empty).await?;
        self.0.role("heading", self.1.contacts).await.map(drop)
    }

    pub async fn sample(&self) -> Result<()> {
        self.through(self.1.sample).await?;
        self.0.role("heading", self.1.contacts).await?;
        super::saved(self.0).await
    }
}
