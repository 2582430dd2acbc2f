//! The form of a new record: what is mostly asked for, and every other field folded away below, the owner's own first.
//! What was typed survives a reload until it is saved or cancelled.

use super::{alike::Alike, place::Place, row::typeable};
use crate::{
    clock,
    data::{Data, name_of, use_data},
    fields::{self, Misfit},
    parts,
    record::party::{PartyInput, UnknownName, find_or_new},
    ui::{Dialog, FieldInput, Icon, use_toasts},
    words::{common, list as w},
};
use domain::{
    Act, Book, FieldSpec, FieldType, Group, Id, Key, Kind, Label, Transaction, Value,
    book::Query,
    contact::{email_key, phone_key},
    keys, sorting,
};
use gloo_storage::{SessionStorage, Storage};
use leptos::{ev, html, prelude::*};
use std::collections::BTreeMap;

/// The fields a new record is asked for at once.
fn main_fields(kind: Kind) -> &'static [Key] {
    match kind {
        Kind::Company => {
            &[keys::NAME, keys::INDUSTRY, keys::DOMAIN, keys::EMAILS, keys::PHONES, keys::TAGS, keys::NOTES]
        }
        Kind::Order => {
            &[keys::NUMBER, keys::ORDERED_ON, keys::CONTACT, keys::COMPANY, keys::TOTAL, keys::STATUS, keys::NOTES]
        }
        Kind::Deal => &[
            keys::TITLE,
            keys::CONTACT,
            keys::COMPANY,
            keys::VALUE,
            keys::STAGE,
            keys::EXPECTED_CLOSE,
            keys::PROBABILITY,
            keys::NOTES,
        ],
        Kind::Task => &[keys::TITLE, keys::DUE_ON, keys::PRIORITY, keys::CONTACT, keys::COMPANY, keys::NOTES],
        _ => &[
            keys::FIRST_NAME,
            keys::LAST_NAME,
            keys::EMAILS,
            keys::PHONES,
            keys::COMPANY,
            keys::JOB_TITLE,
            keys::LIFECYCLE,
            keys::TAGS,
            keys::NOTES,
        ],
    }
}

fn draft_key(kind: Kind) -> String {
    format!("draft new {}", kind.code())
}

fn begun_key(kind: Kind) -> String {
    format!("draft open {}", kind.code())
}

#[derive(Clone)]
struct Input {
    spec: FieldSpec,
    typed: RwSignal<String>,
    error: RwSignal<Option<&'static str>>,
}

#[component]
pub fn NewRecord(kind: Kind, open: RwSignal<bool>, place: Place) -> impl IntoView {
    // A form that a reload interrupted is taken up where it was left, once something was typed.
    if SessionStorage::get::<bool>(begun_key(kind)).unwrap_or(false) {
        open.set(true);
    }
    Effect::new(move || {
        if !open.get() {
            SessionStorage::delete(begun_key(kind));
        }
    });
    view! {
        <Dialog open title=w::new_record(kind)>
            {parts::piece(&parts::NEW_RECORD, (kind, open, place))}
        </Dialog>
    }
}

#[component]
pub(crate) fn Form(kind: Kind, open: RwSignal<bool>, place: Place) -> impl IntoView {
    let data = use_data();
    let toasts = use_toasts();
    let (front, more) = inputs(data, kind);
    // What a draft holds is shown.
    let unfolded = RwSignal::new(more.iter().any(|input| !input.typed.read_untracked().is_empty()));
    let asked = front.len();
    let inputs = StoredValue::new(front.into_iter().chain(more).collect::<Vec<_>>());
    let problem = RwSignal::new(None::<String>);
    Effect::new(move |before: Option<()>| {
        let draft: BTreeMap<String, String> = inputs.with_value(|inputs| {
            inputs.iter().map(|input| (input.spec.key.as_str().to_owned(), input.typed.get())).collect()
        });
        if before.is_some() {
            let kept =
                SessionStorage::set(draft_key(kind), draft).and_then(|()| SessionStorage::set(begun_key(kind), true));
            if kept.is_err() {
                web_sys::console::warn_1(&"the draft could not be kept".into());
            }
        }
    });
    let close = move || {
        SessionStorage::delete(draft_key(kind));
        open.set(false);
    };
    let save = move || match inputs.with_value(|inputs| transaction(data, kind, inputs)) {
        Err(text) => {
            problem.set(Some(text));
            // No marked field may be out of sight.
            if inputs.with_value(|inputs| inputs[asked..].iter().any(|input| input.error.get_untracked().is_some())) {
                unfolded.set(true);
            }
        }
        Ok((id, transaction)) => {
            let created_name = transaction.label.name.clone();
            let receipt = data.commit(transaction);
            data.made_by_hand();
            close();
            place.show(Some(id), false, false);
            toasts.changed(data, w::created(&created_name), receipt);
        }
    };
    let by_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.meta_key() || event.ctrl_key()) {
            event.prevent_default();
            save();
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        save();
    };
    let mut front = inputs.get_value();
    let more = front.split_off(asked);
    view! {
        <form on:submit=submit on:keydown=by_key>
            <div class="dialog-body">
                <div class="new-fields">
                    {front.into_iter().enumerate().map(|(index, input)| view! { <InputLine kind input first=index == 0 /> }).collect_view()}
                </div>
                {(!more.is_empty()).then(|| view! { <More kind inputs=more unfolded /> })}
                <Duplicates kind inputs=inputs.get_value() place open />
                {move || problem.get().map(|text| view! { <p class="error" role="alert">{text}</p> })}
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| close()>{common::cancel()}</button>
                <button type="submit" class="button" data-primary="true">{common::save()}</button>
            </div>
        </form>
    }
}

/// The other fields, which are seldom known of somebody new.
#[component]
fn More(kind: Kind, inputs: Vec<Input>, unfolded: RwSignal<bool>) -> impl IntoView {
    let details = NodeRef::<html::Details>::new();
    let follow = move |_| {
        if let Some(details) = details.get_untracked() {
            unfolded.set(details.open());
        }
    };
    view! {
        <details class="new-more" node_ref=details prop:open=unfolded on:toggle=follow>
            <summary>{w::more_fields()}</summary>
            <div class="new-fields">
                {inputs.into_iter().map(|input| view! { <InputLine kind input first=false /> }).collect_view()}
            </div>
        </details>
    }
    .into_any()
}

/// The inputs of the form, those asked for at once and the others, with what was typed before a reload.
fn inputs(data: Data, kind: Kind) -> (Vec<Input>, Vec<Input>) {
    let draft: BTreeMap<String, String> = SessionStorage::get(draft_key(kind)).unwrap_or_default();
    let specs = data.read(|book| book.fields(kind));
    let start = |key: Key| match key {
        keys::ORDERED_ON => clock::today().iso(),
        _ => String::new(),
    };
    let input = |spec: &FieldSpec| {
        let typed = draft.get(spec.key.as_str()).cloned().unwrap_or_else(|| start(spec.key));
        Input { spec: spec.clone(), typed: RwSignal::new(typed), error: RwSignal::new(None) }
    };
    let main = main_fields(kind);
    let named = main.iter().filter_map(|key| specs.iter().find(|spec| spec.key == *key));
    let mut front: Vec<FieldSpec> = named.cloned().collect();
    fields::family_first(&mut front);
    // An address and an order's items are filled in on the record's page.
    let mut others: Vec<&FieldSpec> = specs.iter().filter(|spec| typeable(spec) && !main.contains(&spec.key)).collect();
    sorting::by_key(&mut others, |spec| spec.group != Group::Custom);
    (front.iter().map(input).collect(), others.into_iter().map(input).collect())
}

#[component]
fn InputLine(kind: Kind, input: Input, first: bool) -> impl IntoView {
    let Input { spec, typed, error } = input;
    let id = format!("new-{}-{}", kind.code(), spec.key);
    let invalid = Signal::derive(move || error.get().is_some());
    let broad = matches!(spec.type_, FieldType::LongText | FieldType::Tags);
    if first {
        let id = id.clone();
        request_animation_frame(move || {
            use wasm_bindgen::JsCast;
            if let Some(element) =
                document().get_element_by_id(&id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
            {
                drop(element.focus());
            }
        });
    }
    let label = fields::name(&spec);
    let control = match spec.type_ {
        FieldType::Ref(target) => view! { <PartyInput kind=target typed id=id.clone() invalid /> }.into_any(),
        _ => view! { <FieldInput spec typed id=id.clone() invalid /> }.into_any(),
    };
    view! {
        <div class="field" data-broad=broad.then_some("true")>
            <label class="label" for=id>{label}</label>
            {control}
            {move || error.get().map(|text| view! { <span class="error">{text}</span> })}
        </div>
    }
}

/// Reads the form. What does not fit is marked beside its input.
fn transaction(data: Data, kind: Kind, inputs: &[Input]) -> Result<(Id, Transaction), String> {
    let currency = data.read(Book::currency);
    let mut values = Vec::new();
    let mut misfits = false;
    let mut transaction = Transaction::new(Label::new(Act::Created, kind, 1, ""), clock::now());
    for input in inputs {
        let typed = input.typed.get_untracked();
        let read = match input.spec.type_ {
            FieldType::Ref(target) => match find_or_new(data, target, &typed, &mut transaction) {
                Ok(id) => Ok(id.map(Value::Ref)),
                Err(UnknownName) => Err(w::unknown_contact()),
            },
            _ => fields::parse(&input.spec, &typed, currency).map_err(|misfit: Misfit| w::misfit(misfit)),
        };
        match read {
            Ok(value) => {
                input.error.set(None);
                values.extend(value.map(|value| (input.spec.key, value)));
            }
            Err(text) => {
                misfits = true;
                input.error.set(Some(text));
            }
        }
    }
    if misfits {
        return Err(w::see_marked_fields().to_owned());
    }
    let has = |wanted: &[Key]| values.iter().any(|(key, _)| wanted.contains(key));
    let enough = match kind {
        Kind::Contact => has(&[keys::FIRST_NAME, keys::LAST_NAME, keys::EMAILS, keys::PHONES]),
        Kind::Order => has(&[keys::NUMBER, keys::TOTAL]),
        Kind::Task | Kind::Deal => has(&[keys::TITLE]),
        _ => has(&[keys::NAME]),
    };
    if !enough {
        return Err(w::too_little(kind).to_owned());
    }
    let id = clock::new_id();
    let record = domain::Record::from_values(kind, id, values.clone());
    transaction.label.name = match kind {
        Kind::Contact => domain::contact::name(&record).into_owned(),
        Kind::Order => record.text(keys::NUMBER).to_owned(),
        Kind::Task | Kind::Deal => record.text(keys::TITLE).to_owned(),
        _ => record.text(keys::NAME).to_owned(),
    };
    Ok((id, transaction.create(kind, id, values)))
}

/// Warns of records with the same email or phone; they may be saved all the same.
#[component]
fn Duplicates(kind: Kind, inputs: Vec<Input>, place: Place, open: RwSignal<bool>) -> impl IntoView {
    let data = use_data();
    let own = inputs.clone();
    let typed = move |key: Key| {
        inputs.iter().find(|input| input.spec.key == key).map(|input| input.typed.get()).unwrap_or_default()
    };
    let people = matches!(kind, Kind::Contact | Kind::Company);
    let entered = Signal::derive(move || entered(data, &own));
    let found = Memo::new(move |_| {
        let (emails, phones) = (typed(keys::EMAILS), typed(keys::PHONES));
        data.read(|book| duplicates(book, kind, &emails, &phones, None))
    });
    view! {
        <SameReach found place on_follow=move || open.set(false) />
        {people.then(|| {
            let named = Signal::derive(move || found.with(|found| found.iter().map(|(id, _)| *id).collect()));
            view! { <Alike kind entered named place open /> }
        })}
    }
}

/// Names records that are reached by the same email or phone, each with its page.
#[component]
pub fn SameReach(
    found: Memo<Vec<(Id, String)>>,
    place: Place,
    on_follow: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lines = move || {
        let line = |(id, name): (Id, String)| {
            view! { <a class="link" href=place.row_href(id) data-noscroll="true" on:click=move |_| on_follow()>{name}</a> }
        };
        found.get().into_iter().map(line).collect_view()
    };
    view! {
        <Show when=move || !found.read().is_empty()>
            // Pressing a link must not take the focus from what is being typed, which would save it and close.
            <div class="notice" data-tone="warn" role="status" on:mousedown=|event| event.prevent_default()>
                <Icon name="triangle-alert" />
                <span class="duplicates">{w::duplicate_of()}" "{lines}</span>
            </div>
        </Show>
    }
    .into_any()
}

/// What stands in the form and can be read.
fn entered(data: Data, inputs: &[Input]) -> Vec<(Key, Value)> {
    let currency = data.read(Book::currency);
    let plain = inputs.iter().filter(|input| !matches!(input.spec.type_, FieldType::Ref(_)));
    let read = |input: &Input| {
        let typed = input.typed.get();
        Some((input.spec.key, fields::parse(&input.spec, &typed, currency).ok()??))
    };
    plain.filter_map(read).collect()
}

/// Records of the kind that share an email or a phone with what was typed.
pub fn duplicates(book: &Book, kind: Kind, emails: &str, phones: &str, except: Option<Id>) -> Vec<(Id, String)> {
    let parts = |text: &str| -> Vec<String> {
        text.split([',', ';', '\u{ff0c}', '\u{ff1b}'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut found: Vec<(Id, String)> = Vec::new();
    let mut look = |text: &str, same: &dyn Fn(&domain::Record) -> bool| {
        for record in
            book.search(kind, &Query::new(text)).filter(|record| Some(record.id) != except && same(record)).take(5)
        {
            if !found.iter().any(|(id, _)| *id == record.id) {
                found.push((record.id, name_of(book, kind, record.id)));
            }
        }
    };
    let listed = |record: &domain::Record, key: Key, same: &dyn Fn(&str) -> bool| match record.get(key) {
        Some(Value::Labelled(list)) => list.iter().any(|item| same(&item.value)),
        _ => false,
    };
    for email in parts(emails).into_iter().filter(|email| fields::looks_like_email(email)) {
        let key = email_key(&email);
        look(&key, &|record| listed(record, keys::EMAILS, &|other| email_key(other) == key));
    }
    for key in parts(phones).iter().filter_map(|phone| phone_key(phone)) {
        look(&key, &|record| listed(record, keys::PHONES, &|other| phone_key(other).as_ref() == Some(&key)));
    }
    found
}
