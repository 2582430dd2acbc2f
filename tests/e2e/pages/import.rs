use super::Words;
use std::path::Path;
use tests::Result;
use tests::driver::Browser;

pub struct Import<'a>(pub &'a Browser, pub &'a Words);

impl Import<'_> {
    pub async fn choose(&self, file: &Path) -> Result<()> {
        self.0.upload(self.1.choose_files, &[file]).await
    }

    pub async fn start(&self, button: &str) -> Result<()> {
        self.0.click("button", button).await
    }

    pub async fn see_contacts(&self) -> Result<()> {
        self.0.click("link", self.1.see_contacts).await
    }
}
