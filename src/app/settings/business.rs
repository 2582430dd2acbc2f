//! The business itself, which pages it uses, and the sample business.

use super::{
    controls::{ChoiceField, Section, TextField},
    currency,
    names::NamesSection,
    sample::SampleSection,
    set_profile,
};
use crate::{
    data::use_data,
    fields,
    routes::PageId,
    start::business::set_up,
    ui::use_toasts,
    words::{self, fields as f, history, settings as w, start},
};
use domain::{Address, FieldSpec, Key, Kind, Value, keys, profile};
use leptos::prelude::*;

#[component]
pub fn BusinessTab() -> impl IntoView {
    let names = match words::lang() {
        words::Lang::En => [keys::FIRST_NAME, keys::LAST_NAME],
        words::Lang::Zh => [keys::LAST_NAME, keys::FIRST_NAME],
    };
    view! {
        <Section title=w::about_business() hint=w::about_business_hint()>
            <div class="settings-grid">
                <ProfileText key=keys::NAME />
                <BusinessKind />
                <BaseCurrency />
                {names.map(|key| view! { <ProfileText key /> })}
                <ProfileText key=keys::JOB_TITLE />
                <ProfileText key=keys::TAX_ID />
                <ProfileText key=keys::EMAILS />
                <ProfileText key=keys::PHONES />
                <ProfileText key=keys::WEBSITE />
            </div>
            <AddressFields />
        </Section>
        <PagesSection />
        <NamesSection />
        <SampleSection />
    }
}

/// Saves a profile field and tells of it with Undo.
fn saver(key: Key) -> impl Fn(Option<Value>) + Copy {
    let (data, toasts) = (use_data(), use_toasts());
    move |value| {
        let receipt = set_profile(data, key, value);
        toasts.changed(data, w::saved(history::field(Kind::Profile, key)), receipt);
    }
}

fn stored_text(key: Key) -> Memo<String> {
    let data = use_data();
    Memo::new(move |_| {
        data.watch(&[Kind::Profile], |book| {
            book.get(Kind::Profile, profile::ID)
                .and_then(|profile| profile.get(key))
                .map(fields::typed)
                .unwrap_or_default()
        })
    })
}

#[component]
fn ProfileText(key: Key) -> impl IntoView {
    let data = use_data();
    let spec = FieldSpec::built_in(Kind::Profile).into_iter().find(|spec| spec.key == key)?;
    let save = saver(key);
    let input_mode = match key {
        keys::EMAILS => "email",
        keys::PHONES => "tel",
        keys::WEBSITE => "url",
        _ => "text",
    };
    let read = move |typed: String| {
        let value = fields::parse(&spec, &typed, data.read(|book| book.currency())).map_err(w::misfit)?;
        save(value);
        Ok(())
    };
    Some(view! { <TextField label=history::field(Kind::Profile, key) stored=stored_text(key) input_mode save=read /> })
}

#[component]
fn BusinessKind() -> impl IntoView {
    let save = saver(keys::BUSINESS_KIND);
    let unset = [(String::new(), "–".to_owned())];
    let kinds = profile::BUSINESS_KINDS.iter().map(|code| ((*code).to_owned(), start::business(code).0.to_owned()));
    let (data, toasts) = (use_data(), use_toasts());
    let chosen = stored_text(keys::BUSINESS_KIND);
    let apply = move |_| {
        let code = chosen.get_untracked();
        let name = start::business(&code).0;
        match set_up(data, &code) {
            Some(receipt) => toasts.changed(data, w::kind_applied(name), Some(receipt)),
            None => toasts.say(w::kind_applied_already(name)),
        }
    };
    view! {
        <div class="settings-kind">
            <ChoiceField
                label=f::business_kind()
                chosen
                options=unset.into_iter().chain(kinds).collect()
                save=move |code| save((!code.is_empty()).then_some(Value::Choice(code)))
            />
            <button type="button" class="button" disabled=move || chosen.read().is_empty() on:click=apply>{w::apply_kind()}</button>
        </div>
    }
}

#[component]
fn BaseCurrency() -> impl IntoView {
    let data = use_data();
    let save = saver(keys::CURRENCY);
    let chosen = Memo::new(move |_| data.watch(&[Kind::Profile], |book| book.currency().as_str().to_owned()));
    view! {
        <ChoiceField
            label=f::currency()
            chosen
            options=currency::options(&chosen.get_untracked())
            save=move |code| save(Some(Value::Text(code)))
        />
    }
}

#[component]
fn AddressFields() -> impl IntoView {
    type Part = fn(&mut Address) -> &mut String;
    let data = use_data();
    let save = saver(keys::ADDRESS);
    let stored = Memo::new(move |_| {
        data.watch(&[Kind::Profile], |book| {
            match book.get(Kind::Profile, profile::ID).and_then(|profile| profile.get(keys::ADDRESS)) {
                Some(Value::Address(address)) => Address::clone(address),
                _ => Address::default(),
            }
        })
    });
    let parts: [(&str, Part); 5] = [
        (f::street(), |address| &mut address.street),
        (f::postal_code(), |address| &mut address.postal_code),
        (f::city(), |address| &mut address.city),
        (f::region(), |address| &mut address.region),
        (f::country(), |address| &mut address.country),
    ];
    let parts = parts.map(|(label, part)| {
        let text = Signal::derive(move || part(&mut stored.get()).clone());
        let change = move |typed: String| {
            let mut address = stored.get_untracked();
            *part(&mut address) = typed;
            save(Some(Value::Address(address.into())));
            Ok(())
        };
        view! { <TextField label stored=text save=change /> }
    });
    view! {
        <fieldset class="settings-group">
            <legend class="label">{f::address()}</legend>
            <div class="settings-grid">{parts.into_iter().collect_view()}</div>
        </fieldset>
    }
}

#[component]
fn PagesSection() -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let hidden = Memo::new(move |_| data.watch(&[Kind::Profile], |book| profile::hidden_pages(book).to_vec()));
    let names = Memo::new(move |_| data.watch(&[Kind::Profile], |book| PageId::ALL.map(|page| page.name(book))));
    let show = move |page: PageId, shown: bool| {
        let mut codes = hidden.get_untracked();
        codes.retain(|code| code != page.code());
        if !shown {
            codes.push(page.code().to_owned());
        }
        let receipt = set_profile(data, keys::HIDDEN_PAGES, (!codes.is_empty()).then_some(Value::Choices(codes)));
        let name = data.read(|book| page.name(book));
        toasts.changed(data, if shown { w::page_shown(&name) } else { w::page_hidden(&name) }, receipt);
    };
    let checks = PageId::ALL.into_iter().enumerate().map(move |(i, page)| {
        let always = page == PageId::Settings;
        let shown = move || always || hidden.with(|hidden| hidden.iter().all(|code| code != page.code()));
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=shown
                    disabled=always
                    on:change=move |event| show(page, event_target_checked(&event))
                />
                {move || names.with(|names| names[i].clone())}
            </label>
        }
    });
    view! {
        <Section title=w::pages() hint=w::pages_hint()>
            <div class="settings-checks">{checks.collect_view()}</div>
        </Section>
    }
}
