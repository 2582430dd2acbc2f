//! Page objects: one per page, saying in the app's words what can be done there. Journeys use these; selectors and
//! names stay here.

mod contacts;
mod fields;
mod first_run;
mod import;
mod lab;
mod list;
mod record;
mod words;

pub use contacts::Contacts;
pub use fields::Fields;
pub use first_run::FirstRun;
pub use import::Import;
pub use lab::Lab;
pub use list::List;
pub use record::Record;
pub use words::{EN, Words, ZH};

use tests::Result;
use tests::driver::Browser;

/// Waits until everything is stored.
pub async fn saved(browser: &Browser) -> Result<()> {
    browser.until("document.querySelector('.save-state[data-state=saved]')").await
}

/// Waits until a toast says this. The page may say the same elsewhere, of something earlier.
pub async fn told(browser: &Browser, text: &str) -> Result<()> {
    browser
        .until(&format!("[...document.querySelectorAll('.toast')].some(toast => toast.innerText.includes('{text}'))"))
        .await
}
