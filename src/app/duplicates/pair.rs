//! One pair: both records side by side, which value stays of each field, merge or keep apart.

use super::Review;
use crate::{
    clock,
    data::{Data, name_of, use_data},
    fields, format,
    routes::{self, record_path},
    snapshots,
    ui::{Icon, use_toasts},
    words::duplicates as w,
};
use domain::{
    Id, Key, Kind, Value,
    insight::{Duplicate, Evidence},
    merge_records::{self, Keep},
};
use leptos::{prelude::*, task::spawn_local};

/// A field in which at least one of the two says something.
#[derive(Clone)]
struct Line {
    key: Key,
    name: String,
    texts: [String; 2],
    /// Whether both values can stay.
    both: bool,
    keep: Keep,
}

fn lines(data: Data, kind: Kind, a: Id, b: Id) -> Vec<Line> {
    data.read(|book| {
        let (Some(first), Some(second)) = (book.get(kind, a), book.get(kind, b)) else { return Vec::new() };
        let chosen = merge_records::choices(book, kind, a, b).unwrap_or_default();
        let line = |(key, keep): (Key, Keep)| {
            let spec = fields::spec(book, kind, key).filter(|spec| spec.editable())?;
            let texts = [first, second].map(|record| {
                let value: Option<&Value> = record.get(key);
                value.map(|value| fields::text(book, &spec, value)).unwrap_or_default()
            });
            Some(Line { key, name: fields::name(&spec), texts, both: keep == Keep::Both, keep })
        };
        chosen.into_iter().filter_map(line).collect()
    })
}

/// Records that point at this one.
fn attached(data: Data, id: Id) -> usize {
    data.read(|book| Kind::ALL.into_iter().map(|kind| book.linked(kind, id).count()).sum())
}

#[component]
pub fn Pair(review: Review, pair: Duplicate) -> impl IntoView {
    let (data, toasts) = (use_data(), use_toasts());
    let Duplicate { a, b, probability, .. } = pair;
    let kind = review.kind;
    let lines = lines(data, kind, a, b);
    let chosen = RwSignal::new(lines.iter().map(|line| (line.key, line.keep)).collect::<Vec<_>>());
    let merging = RwSignal::new(false);
    let names = [a, b].map(|id| data.read(|book| name_of(book, kind, id)));
    // What speaks for it, then what speaks against it.
    let (against, speaking): (Vec<&Evidence>, Vec<&Evidence>) = pair.reasons.iter().partition(|own| own.weight <= 0.0);
    let reasons = speaking.into_iter().chain(against).map(|own| {
        let tone = if own.weight > 0.0 { "good" } else { "warn" };
        view! { <span class="chip" data-tone=tone>{w::reason(own)}</span> }
    });
    let reasons = reasons.collect_view();
    let merge = {
        let pair = pair.clone();
        move |_| {
            merging.set(true);
            let pair = pair.clone();
            spawn_local(async move {
                snapshots::before_merges(data, toasts).await;
                // The page may have been left meanwhile: then nothing is merged.
                let Some(chosen) = chosen.try_get_untracked() else { return };
                merging.try_set(false);
                let made = data.read(|book| merge_records::merge(book, kind, a, b, &chosen, clock::now()));
                match made {
                    Ok(transaction) => {
                        let receipt = data.commit(transaction);
                        toasts.changed(data, w::merged(&data.read(|book| name_of(book, kind, a))), receipt);
                        review.done(&pair, Some(b));
                    }
                    Err(_) => toasts.warn(w::failed()),
                }
            });
        }
    };
    let apart = {
        let pair = pair.clone();
        move |_| {
            let transaction = data.read(|book| merge_records::keep_apart(book, kind, a, b, clock::now()));
            toasts.changed(data, w::kept_apart(), data.commit(transaction));
            review.done(&pair, None);
        }
    };
    let head = |at: usize, id: Id| {
        let href = format!("{}{}", routes::base(), record_path(kind, id));
        view! { <a href=href>{names[at].clone()}</a> }
    };
    let follow = attached(data, b);
    view! {
        <article class="card duplicate">
            <header class="duplicate-head">
                <strong>{w::sure(&format::percent(probability))}</strong>
                <span class="row">{reasons}</span>
            </header>
            <div class="table-scroll">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{w::field()}</th>
                            <th scope="col">{head(0, a)}<span class="hint">{w::older()}</span></th>
                            <th scope="col">{head(1, b)}<span class="hint">{w::newer()}</span></th>
                        </tr>
                    </thead>
                    <tbody>{lines.into_iter().map(|line| view! { <Choice line chosen /> }).collect_view()}</tbody>
                </table>
            </div>
            {(follow > 0).then(|| view! { <p class="hint">{w::attached(follow)}</p> })}
            <div class="row">
                <button type="button" class="button" data-primary="true" disabled=move || merging.get() on:click=merge><Icon name="merge" />{w::merge()}</button>
                <button type="button" class="button" on:click=apart>{w::apart()}</button>
            </div>
        </article>
    }
}

/// The values of a field; where both say something else, which one stays.
#[component]
fn Choice(line: Line, chosen: RwSignal<Vec<(Key, Keep)>>) -> impl IntoView {
    let Line { key, name, texts: [first, second], both, .. } = line;
    let open = first != second && !first.is_empty() && !second.is_empty();
    let group = format!("keep-{}", clock::random());
    let now = move || chosen.with(|chosen| chosen.iter().find(|(own, _)| *own == key).map(|(_, keep)| *keep));
    let radio = move |keep: Keep, text: String, label: String| {
        let set = move |_| {
            chosen.update(|chosen| {
                if let Some((_, own)) = chosen.iter_mut().find(|(own, _)| *own == key) {
                    *own = keep;
                }
            });
        };
        view! {
            <label class="duplicate-choice">
                <input type="radio" name=group.clone() aria-label=label prop:checked=move || now() == Some(keep) on:change=set />
                <span>{text}</span>
            </label>
        }
    };
    let labelled = |text: &str| format!("{}: {text}", w::keep_of(&name));
    let cells = if open {
        let (one, two, all) = (labelled(&first), labelled(&second), labelled(w::both()));
        let both = both.then(|| radio.clone()(Keep::Both, w::both().to_owned(), all));
        view! { <td>{radio.clone()(Keep::First, first, one)}{both}</td><td>{radio(Keep::Second, second, two)}</td> }
            .into_any()
    } else {
        view! { <td>{first}</td><td>{second}</td> }.into_any()
    };
    view! { <tr><th scope="row">{name}</th>{cells}</tr> }
}
