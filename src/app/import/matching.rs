//! Step 2: what each column is. The user changes the plan; nothing is read here.

use super::{
    Session,
    targets::{self, Choice},
};
use crate::{
    data::use_data,
    fields,
    words::{import as w, import_many as m},
};
use domain::{
    FieldType, Kind, custom,
    import::{Column, DateOrder, OnKnown, Plan, PreviewOptions, Target},
};
use leptos::prelude::*;

/// The encodings a file of our users may have.
const ENCODINGS: [&str; 6] = ["UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE", "windows-1252"];

/// Stands for a separator that is not in the list.
const OTHER: &str = "other";

#[component]
pub fn Match(session: Session) -> impl IntoView {
    let rows = move || {
        let Some(preview) = session.preview.get() else { return ().into_any() };
        let line = |(at, column): (usize, Column)| {
            let examples: Vec<String> = preview
                .sample
                .iter()
                .filter_map(|row| row.get(at))
                .filter(|cell| !cell.is_empty())
                .take(3)
                .cloned()
                .collect();
            view! { <ColumnRow session at column examples /> }
        };
        // Nobody has to say what our own ids are.
        let own = |column: &Column| matches!(column.suggestion, Target::SourceId | Target::Related(_));
        let hidden = |column: &Column| preview.source.starts_with("solo.") && own(column);
        let columns = preview.columns.iter().cloned().enumerate().filter(|(_, column)| !hidden(column));
        columns.map(line).collect_view().into_any()
    };
    let section = NodeRef::new();
    super::show_step(section);
    let found = move || session.preview.with(|preview| preview.as_ref().map_or(0, |preview| preview.rows as usize));
    let source = move || session.preview.with(|preview| super::source::name(&preview.as_ref()?.source));
    let left_out = move || session.preview.with(|preview| super::source::left_out(&preview.as_ref()?.source));
    view! {
        <section class="import-step" aria-labelledby="import-match" node_ref=section>
            <h2 id="import-match">{w::match_columns()} " " <span class="muted">{move || w::found_rows(found())}</span></h2>
            {move || source().map(|name| view! { <p class="row"><span class="chip" data-tone="good">{m::found_source(&name)}</span></p> })}
            {move || left_out().map(|text| view! { <p class="muted">{text}</p> })}
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
        // Only a source that says so is about notes or tasks.
        let notes = now.filter(|kind| [Kind::Activity, Kind::Task].contains(kind));
        let kinds = [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order].into_iter().chain(notes);
        let named = kinds.map(|kind| (kind, data.read(|book| fields::kind_many(book, kind))));
        named.map(|(kind, name)| option(kind.code(), &name, now == Some(kind))).collect_view()
    };
    let parts = move || {
        let (all, now) = preview().map(|preview| (preview.parts, preview.part)).unwrap_or_default();
        all.iter().map(|name| option(name, name, *name == now)).collect_view()
    };
    let several = move || session.editing.get().is_none() && preview().is_some_and(|preview| preview.parts.len() > 1);
    let encodings = move || {
        let now = preview().map(|preview| preview.encoding).unwrap_or_default();
        let mut all: Vec<String> = ENCODINGS.iter().map(|name| (*name).to_owned()).collect();
        if !all.iter().any(|name| name.eq_ignore_ascii_case(&now)) {
            all.push(now.clone());
        }
        all.iter().map(|name| option(name, name, name.eq_ignore_ascii_case(&now))).collect_view()
    };
    // "Other" was chosen, and the sign is yet to come.
    let typing = RwSignal::new(false);
    let sign = move || preview().map(|preview| preview.delimiter).filter(|sign| ![',', ';', '\t', '|'].contains(sign));
    let own_sign = move || typing.get() || sign().is_some();
    let delimiters = move || {
        let now = preview().map(|preview| preview.delimiter);
        let all = [(',', w::comma()), (';', w::semicolon()), ('\t', w::tab()), ('|', w::pipe())];
        let other = option(OTHER, w::other_delimiter(), own_sign());
        (all.map(|(sign, name)| option(&sign.to_string(), name, now == Some(sign))).collect_view(), other)
    };
    let choose_delimiter = move |event| {
        let chosen = event_target_value(&event);
        typing.set(chosen == OTHER);
        if chosen != OTHER {
            session.look(|options| options.delimiter = chosen.chars().next());
        }
    };
    let type_delimiter = move |event| {
        // What stands between cells is one byte, and neither the mark around a cell nor the end of a line.
        let sign = event_target_value(&event).chars().next().filter(|sign| sign.is_ascii() && *sign != '"');
        if let Some(sign) = sign.filter(|sign| !sign.is_ascii_control() || *sign == '\t') {
            typing.set(false);
            session.look(|options| options.delimiter = Some(sign));
        }
    };
    let header_rows = move || {
        let now = preview().map_or(1, |preview| preview.header_row);
        let rows = [1, 2, 3].into_iter().chain((now > 3).then_some(now)).map(|row| (row, w::header_in_row(row)));
        let all = rows.chain([(0, w::no_header_row().to_owned())]);
        all.map(|(row, name)| option(&row.to_string(), &name, now == row)).collect_view()
    };
    let choices = [
        (OnKnown::Update, w::update_known()),
        (OnKnown::FillBlanks, w::fill_known()),
        (OnKnown::Skip, w::skip_known()),
        (OnKnown::Create, w::create_known()),
    ];
    let known = move || session.plan.with(|plan| plan.as_ref().map(|plan| plan.on_known));
    let set_known = move |event| {
        let at: usize = event_target_value(&event).parse().unwrap_or(0);
        update_plan(session, |plan| plan.on_known = choices[at.min(3)].0);
    };
    view! {
        <div class="grid import-settings">
            <Show when=several>
                <label class="field">
                    <span class="label">{w::table()}</span>
                    <select class="input" on:change=move |event| {
                        // Another table is about something else.
                        let options = PreviewOptions { part: event_target_value(&event), ..Default::default() };
                        session.look(|said| *said = options);
                    }>{parts}</select>
                </label>
            </Show>
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
                <select class="input" on:change=choose_delimiter>{delimiters}</select>
            </label>
            <Show when=own_sign>
                <label class="field">
                    <span class="label">{w::delimiter_sign()}</span>
                    <input
                        class="input"
                        type="text"
                        maxlength="1"
                        autocomplete="off"
                        prop:value=move || sign().map(String::from).unwrap_or_default()
                        on:input=type_delimiter
                    />
                </label>
            </Show>
            <label class="field">
                <span class="label">{w::header_row()}</span>
                <select class="input" on:change=move |event| session.look(|options| options.header_row = event_target_value(&event).parse().ok())>
                    {header_rows}
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
    let groups = StoredValue::new(data.read(|book| targets::groups(book, kind, &column)));
    let chosen =
        Memo::new(move |_| session.plan.with(|plan| plan.as_ref().and_then(|plan| plan.targets.get(at).cloned())));
    let options = move || {
        let now = chosen.get();
        let line = |choice: &Choice| {
            option(&choice.code, &choice.name, now.as_ref().is_some_and(|now| targets::same(now, &choice.target)))
        };
        groups.with_value(|groups| {
            let group = |group: &targets::Group| {
                let lines = group.choices.iter().map(line).collect_view();
                if group.name.is_empty() {
                    lines.into_any()
                } else {
                    view! { <optgroup label=group.name.clone()>{lines}</optgroup> }.into_any()
                }
            };
            groups.iter().map(group).collect_view()
        })
    };
    let choose = move |event| {
        let code = event_target_value(&event);
        let target = groups.with_value(|groups| {
            let mut all = groups.iter().flat_map(|group| &group.choices);
            all.find(|choice| choice.code == code).map(|choice| choice.target.clone())
        });
        if let Some(target) = target {
            set_target(session, at, target);
        }
    };
    let (column_type, header) = (w::type_name(&column.type_), StoredValue::new(column.header.clone()));
    let skipped = move || chosen.get() == Some(Target::Skip);
    let new = Memo::new(move |_| matches!(chosen.get(), Some(Target::NewField(..))));
    let ambiguous = column.date_order == Some(DateOrder::Ambiguous);
    let own_type = StoredValue::new(column.type_.clone());
    view! {
        <tr data-skipped=move || skipped().then_some("true")>
            <th scope="row">{column.header} " " <span class="chip">{column_type}</span></th>
            <td class="muted">{examples.join(" · ")}</td>
            <td>
                <div class="import-target">
                    <select class="input" aria-label=w::target_of(&header.get_value()) on:change=choose>{options}</select>
                    <Show when=move || new.get()>
                        <NewFieldType session at header=header.get_value() inferred=own_type.get_value() />
                    </Show>
                    <Show when=move || ambiguous && !skipped()>
                        <DateOrderSelect session at header=header.get_value() />
                    </Show>
                </div>
            </td>
        </tr>
    }
}

fn set_target(session: Session, at: usize, target: Target) {
    update_plan(session, |plan| {
        if let Some(place) = plan.targets.get_mut(at) {
            *place = target;
        }
    });
}

/// What kind of field a column becomes, where it becomes a new one.
#[component]
fn NewFieldType(session: Session, at: usize, header: String, inferred: FieldType) -> impl IntoView {
    let chosen = session.plan.with_untracked(|plan| match plan.as_ref().and_then(|plan| plan.targets.get(at)) {
        Some(Target::NewField(label, type_)) => Some((label.clone(), custom::type_code(type_))),
        _ => None,
    });
    let (label, now) = chosen.unwrap_or_else(|| (header.clone(), custom::type_code(&inferred)));
    // The words of the column, should it become a choice.
    let words = match &inferred {
        FieldType::Choice(words) | FieldType::Choices(words) => words.clone(),
        _ => Vec::new(),
    };
    let choose = move |event| {
        let type_ = custom::type_from(&event_target_value(&event), &words);
        set_target(session, at, Target::NewField(label.clone(), type_));
    };
    let options = custom::TYPES
        .iter()
        .map(|code| option(code, crate::words::fields::type_name(code), *code == now))
        .collect_view();
    view! { <select class="input" aria-label=w::new_field_type(&header) on:change=choose>{options}</select> }
}

#[component]
fn DateOrderSelect(session: Session, at: usize, header: String) -> impl IntoView {
    let choose = move |event| {
        let order = match event_target_value(&event).as_str() {
            "d" => DateOrder::DayMonthYear,
            "m" => DateOrder::MonthDayYear,
            _ => DateOrder::Ambiguous,
        };
        update_plan(session, |plan| {
            if let Some(place) = plan.date_orders.get_mut(at) {
                *place = Some(order);
            }
        });
    };
    let now =
        session.plan.with_untracked(|plan| plan.as_ref().and_then(|plan| plan.date_orders.get(at).copied().flatten()));
    view! {
        <select class="input" aria-label=w::date_order(&header) on:change=choose>
            {option("", w::say_date_order(), now.is_none_or(|order| order == DateOrder::Ambiguous))}
            {option("d", w::day_first(), now == Some(DateOrder::DayMonthYear))}
            {option("m", w::month_first(), now == Some(DateOrder::MonthDayYear))}
        </select>
    }
}
