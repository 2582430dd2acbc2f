//! Step 2: what each column is.

use super::Session;
use crate::{
    data::use_data,
    fields,
    words::{fields as f, import as w},
};
use domain::{
    Book, FieldType, Kind, custom,
    import::{AddressPart, Column, DateOrder, LinePart, OnKnown, Plan, Target},
    keys,
};
use leptos::prelude::*;

/// The encodings a file of our users may have.
const ENCODINGS: [&str; 6] = ["UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE", "windows-1252"];

#[component]
pub fn Match(session: Session) -> impl IntoView {
    let rows = move || {
        let Some(preview) = session.preview.get() else { return ().into_any() };
        let line = |(at, column): (usize, Column)| {
            let examples: Vec<String> =
                preview.sample.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty()).take(3).cloned().collect();
            view! { <ColumnRow session at column examples /> }
        };
        preview.columns.iter().cloned().enumerate().map(line).collect_view().into_any()
    };
    let found = move || session.preview.with(|preview| preview.as_ref().map_or(0, |preview| preview.rows as usize));
    view! {
        <section class="import-step" aria-labelledby="import-match">
            <h2 id="import-match">{w::match_columns()} <span class="muted">{move || w::found_rows(found())}</span></h2>
            <Settings session />
            <div class="table-scroll">
                <table class="table import-columns">
                    <thead>
                        <tr><th scope="col">{w::column()}</th><th scope="col">{w::examples()}</th><th scope="col">{w::goes_to()}</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn option(value: &str, label: &str, chosen: bool) -> impl IntoView + use<> {
    view! { <option value=value.to_owned() selected=chosen>{label.to_owned()}</option> }
}

/// What the rows are, and how the file is written.
#[component]
fn Settings(session: Session) -> impl IntoView {
    let data = use_data();
    let preview = move || session.preview.get();
    let kinds = move || {
        let now = preview().map(|preview| preview.kind);
        let names = [Kind::Contact, Kind::Company, Kind::Order].map(|kind| (kind, data.read(|book| fields::kind_many(book, kind))));
        names.map(|(kind, name)| option(kind.code(), &name, now == Some(kind))).collect_view()
    };
    let encodings = move || {
        let now = preview().map(|preview| preview.encoding).unwrap_or_default();
        let mut all: Vec<String> = ENCODINGS.iter().map(|name| (*name).to_owned()).collect();
        if !all.iter().any(|name| name.eq_ignore_ascii_case(&now)) {
            all.push(now.clone());
        }
        all.iter().map(|name| option(name, name, name.eq_ignore_ascii_case(&now))).collect_view()
    };
    let delimiters = move || {
        let now = preview().map(|preview| preview.delimiter);
        let all = [(',', w::comma()), (';', w::semicolon()), ('\t', w::tab()), ('|', w::pipe())];
        all.map(|(sign, name)| option(&sign.to_string(), name, now == Some(sign))).collect_view()
    };
    let choices = [(OnKnown::Update, w::update_known()), (OnKnown::Skip, w::skip_known()), (OnKnown::Create, w::create_known())];
    let known = move || session.plan.with(|plan| plan.as_ref().map(|plan| plan.on_known));
    let set_known = move |event| {
        let at: usize = event_target_value(&event).parse().unwrap_or(0);
        update_plan(session, |plan| plan.on_known = choices[at.min(2)].0);
    };
    view! {
        <div class="grid import-settings">
            <label class="field">
                <span class="label">{w::rows_are()}</span>
                <select class="input" on:change=move |event| {
                    let kind = Kind::from_code(&event_target_value(&event));
                    session.look(|options| options.kind = kind);
                }>{kinds}</select>
            </label>
            <label class="field">
                <span class="label">{w::on_known()}</span>
                <select class="input" on:change=set_known>
                    {move || choices.iter().enumerate().map(|(at, (choice, name))| option(&at.to_string(), name, known() == Some(*choice))).collect_view()}
                </select>
            </label>
            <label class="field">
                <span class="label">{w::encoding()}</span>
                <select class="input" on:change=move |event| session.look(|options| options.encoding = Some(event_target_value(&event)))>
                    {encodings}
                </select>
            </label>
            <label class="field">
                <span class="label">{w::delimiter()}</span>
                <select class="input" on:change=move |event| session.look(|options| options.delimiter = event_target_value(&event).chars().next())>
                    {delimiters}
                </select>
            </label>
        </div>
    }
}

fn update_plan(session: Session, change: impl FnOnce(&mut Plan)) {
    session.plan.update(|plan| {
        if let Some(plan) = plan {
            change(plan);
        }
    });
}

#[component]
fn ColumnRow(session: Session, at: usize, column: Column, examples: Vec<String>) -> impl IntoView {
    let data = use_data();
    let kind = session.preview.with_untracked(|preview| preview.as_ref().map_or(Kind::Contact, |preview| preview.kind));
    let targets = data.read(|book| targets(book, kind, &column));
    let chosen = move || session.plan.with(|plan| plan.as_ref().and_then(|plan| plan.targets.get(at).cloned()));
    let options = {
        let targets = targets.clone();
        move || {
            let now = chosen();
            targets.iter().enumerate().map(|(at, (target, name))| option(&at.to_string(), name, now.as_ref() == Some(target))).collect_view()
        }
    };
    let choose = move |event| {
        let wanted = event_target_value(&event).parse().ok().and_then(|at: usize| targets.get(at)).map(|(target, _)| target.clone());
        if let Some(target) = wanted {
            update_plan(session, |plan| plan.targets[at] = target);
        }
    };
    let (column_type, header) = (w::type_name(&column.type_), column.header.clone());
    let ambiguous = column.date_order == Some(DateOrder::Ambiguous);
    view! {
        <tr>
            <th scope="row">{column.header.clone()} <span class="chip">{column_type}</span></th>
            <td class="muted">{examples.join(" · ")}</td>
            <td>
                <select class="input" aria-label=w::target_of(&header) on:change=choose>{options}</select>
                {ambiguous.then(|| view! { <DateOrderSelect session at header=header.clone() /> })}
            </td>
        </tr>
    }
}

#[component]
fn DateOrderSelect(session: Session, at: usize, header: String) -> impl IntoView {
    let choose = move |event| {
        let order = match event_target_value(&event).as_str() {
            "d" => DateOrder::DayMonthYear,
            "m" => DateOrder::MonthDayYear,
            _ => DateOrder::Ambiguous,
        };
        update_plan(session, |plan| plan.date_orders[at] = Some(order));
    };
    view! {
        <select class="input" aria-label=w::date_order(&header) on:change=choose>
            <option value="">{w::say_date_order()}</option>
            <option value="d">{w::day_first()}</option>
            <option value="m">{w::month_first()}</option>
        </select>
    }
}

/// Everything a column of this kind may become.
fn targets(book: &Book, kind: Kind, column: &Column) -> Vec<(Target, String)> {
    let mut all = vec![(Target::Skip, w::skip_column().to_owned())];
    if kind == Kind::Contact {
        all.push((Target::FullName, w::full_name().to_owned()));
    }
    for spec in book.fields(kind).into_iter().filter(domain::FieldSpec::imported) {
        match (&spec.type_, spec.key) {
            (FieldType::Address, _) => {}
            (FieldType::Lines, _) => {
                let parts = [(LinePart::Product, f::product()), (LinePart::Sku, f::sku()), (LinePart::Quantity, f::quantity()), (LinePart::Price, f::price())];
                all.extend(parts.map(|(part, name)| (Target::LinePart(part), w::item(name))));
            }
            (_, keys::NAME) if kind == Kind::Contact => {}
            (_, keys::CONTACT) => {
                let ways = [
                    (keys::NAME, w::customer_name()),
                    (keys::EMAILS, w::customer_email()),
                    (keys::PHONES, w::customer_phone()),
                    (keys::EXTERNAL_ID, w::customer_id()),
                ];
                all.extend(ways.map(|(key, name)| (Target::Customer(key), name.to_owned())));
            }
            _ => all.push((Target::Field(spec.key), fields::name(&spec))),
        }
    }
    let parts = [
        (AddressPart::Street, f::street()),
        (AddressPart::City, f::city()),
        (AddressPart::Region, f::region()),
        (AddressPart::PostalCode, f::postal_code()),
        (AddressPart::Country, f::country()),
    ];
    if kind != Kind::Order {
        all.extend(parts.map(|(part, name)| (Target::AddressPart(part), name.to_owned())));
    } else {
        all.push((Target::Currency, f::currency().to_owned()));
    }
    if let Target::NewField(..) | Target::LabelOf(_) = &column.suggestion {
        let name = match &column.suggestion {
            Target::LabelOf(key) => w::label_of(f::built_in(*key)),
            _ => w::new_field(&column.header),
        };
        all.push((column.suggestion.clone(), name));
    }
    if !matches!(column.suggestion, Target::NewField(..)) {
        let type_ = custom::type_from(custom::type_code(&column.type_), &[]);
        all.push((Target::NewField(column.header.clone(), type_), w::new_field(&column.header)));
    }
    all
}
