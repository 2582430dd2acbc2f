//! Settings: the business, its fields, this browser's preferences, and where the data is.

pub(crate) mod backup;
pub(crate) mod brought;
mod business;
pub(crate) mod controls;
mod currency;
mod download;
mod field_row;
mod fields;
mod folder;
mod names;
mod new_field;
mod preferences;
mod privacy;
mod replace;
mod safety;
mod sample;
mod snapshots;
mod take_out;

use crate::{
    clock,
    data::Data,
    routes,
    ui::Page,
    words::{common as c, settings as w},
};
use domain::{Act, Key, Kind, Label, Transaction, Value, book::Receipt, profile};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Business,
    Fields,
    Preferences,
    Backup,
    Privacy,
}

impl Tab {
    const ALL: [Tab; 5] = [Tab::Business, Tab::Fields, Tab::Preferences, Tab::Backup, Tab::Privacy];

    fn code(self) -> &'static str {
        match self {
            Tab::Business => "business",
            Tab::Fields => "fields",
            Tab::Preferences => "preferences",
            Tab::Backup => "backup",
            Tab::Privacy => "privacy",
        }
    }
    fn name(self) -> &'static str {
        match self {
            Tab::Business => w::business(),
            Tab::Fields => w::fields(),
            Tab::Preferences => w::preferences(),
            Tab::Backup => w::backup(),
            Tab::Privacy => w::privacy(),
        }
    }
}

#[component]
pub fn SettingsPage() -> impl IntoView {
    let params = use_params_map();
    let tab = Memo::new(move |_| {
        let code = params.with(|params| params.get("tab")).unwrap_or_default();
        Tab::ALL.into_iter().find(|tab| tab.code() == code).unwrap_or(Tab::Business)
    });
    let links = Tab::ALL.map(|this| {
        let href = format!("{}/settings/{}", routes::base(), this.code());
        view! { <a href=href aria-current=move || (tab.get() == this).then_some("page")>{this.name()}</a> }
    });
    Effect::new(move || {
        tab.track();
        request_animation_frame(show_current);
    });
    view! {
        <Page title=c::settings()>
            <nav class="tabs settings-tabs" aria-label=w::sections()>{links.into_iter().collect_view()}</nav>
            <div class="settings">
                {move || match tab.get() {
                    Tab::Business => view! { <business::BusinessTab /> }.into_any(),
                    Tab::Fields => view! { <fields::FieldsTab /> }.into_any(),
                    Tab::Preferences => view! { <preferences::PreferencesTab /> }.into_any(),
                    Tab::Backup => view! { <backup::BackupTab /> <take_out::TakeOutSection /> }.into_any(),
                    Tab::Privacy => view! { <privacy::PrivacyTab /> }.into_any(),
                }}
            </div>
        </Page>
    }
    .into_any()
}

/// Changes one field of the business profile, which is made with the first of them.
pub fn set_profile(data: Data, key: Key, value: Option<Value>) -> Option<Receipt> {
    let label = Label::new(Act::Settings, Kind::Profile, 1, key.as_str());
    let transaction = Transaction::new(label, clock::now());
    let exists = data.read(|book| book.get(Kind::Profile, profile::ID).is_some());
    data.commit(if exists {
        transaction.set(Kind::Profile, profile::ID, key, value)
    } else {
        transaction.create(Kind::Profile, profile::ID, [(key, value?)])
    })
}

/// On a phone the tabs do not all fit.
fn show_current() {
    let how = web_sys::ScrollIntoViewOptions::new();
    how.set_block(web_sys::ScrollLogicalPosition::Nearest);
    how.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    if let Ok(Some(link)) = document().query_selector(".settings-tabs [aria-current]") {
        link.scroll_into_view_with_scroll_into_view_options(&how);
    }
}
