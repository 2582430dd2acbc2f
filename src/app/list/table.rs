//! The rows on the screen: of any number of rows only those in sight are in the document.

use super::{
    row::Row,
    screen::Screen,
    state::{ListState, lead},
};
use crate::{data::use_data, fields, ui::Icon, words::list as w};
use domain::{FieldSpec, FieldType, keys, sort::Sort};
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, prelude::Closure};

/// Rows beyond the edges, so that scrolling a little shows no gap.
const BEYOND: usize = 2;
/// Rows come and go in steps, so that not every pixel makes new ones.
const STEP: usize = 2;

#[component]
pub fn Table(list: ListState, screen: Screen) -> impl IntoView {
    let data = use_data();
    let kind = list.kind;
    let scroller = NodeRef::<html::Div>::new();
    // What is usual until the browser has measured it.
    let height = RwSignal::new(window().inner_height().ok().and_then(|all| all.as_f64()).unwrap_or(1000.0) * 0.8);
    keep_height(scroller, height);
    keep_scroll(list, scroller);
    let range = Memo::new(move |_| {
        let row = screen.row_height();
        let rows = list.rows.read().len();
        let top = list.scroll.get();
        let first = ((top / row) as usize / STEP * STEP).saturating_sub(BEYOND).min(rows);
        let last = (((top + height.get()) / row) as usize / STEP + 1) * STEP + BEYOND;
        (first, last.min(rows))
    });
    // A row keeps its columns: for others it is made anew.
    let layout = Memo::new(move |before: Option<&usize>| {
        let _ = (list.columns.read(), screen.phone.read());
        before.map_or(0, |before| before + 1)
    });
    let name = data.read(|book| fields::kind_many(book, kind));
    let on_scroll = move |_| {
        if let Some(element) = scroller.get_untracked().filter(|element| element.client_height() > 0) {
            list.scroll.set(f64::from(element.scroll_top()));
        }
    };
    view! {
        <div class="list-scroll" node_ref=scroller on:scroll=on_scroll>
            <div
                class="list-grid"
                role="grid"
                aria-label=name
                aria-multiselectable="true"
                aria-rowcount=move || (list.rows.read().len() + 1).to_string()
                style:--columns=move || list.columns.with(|columns| template(columns))
                style:min-width=move || if screen.phone.get() { "0".to_owned() } else { list.columns.with(|columns| least_width(columns)) }
            >
                <Show when=move || !screen.phone.get()><Head list /></Show>
                <div class="list-rows" role="rowgroup" style:height=move || format!("{}px", (list.rows.read().len() as f64 * screen.row_height()) as u64)>
                    <For
                        each=move || {
                            let (layout, (first, last)) = (layout.get(), range.get());
                            (first..last).map(move |index| (index, layout))
                        }
                        key=|row| *row
                        children=move |(index, _)| view! { <Row list screen index /> }
                    />
                </div>
            </div>
        </div>
    }
}

#[component]
fn Head(list: ListState) -> impl IntoView {
    let all = Memo::new(move |_| {
        let (rows, selected) = (list.rows.get(), list.selected.read());
        match selected.len() {
            0 => Some(false),
            _ if rows.iter().all(|id| selected.contains(id)) => Some(true),
            _ => None,
        }
    });
    let toggle_all = move |_| {
        let rows = list.rows.get_untracked();
        let every = all.get_untracked() == Some(true);
        list.selected.update(|selected| {
            selected.clear();
            if !every {
                selected.extend(rows.iter().copied());
            }
        });
    };
    view! {
        <div class="list-head" role="rowgroup">
            <div class="list-row" role="row" aria-rowindex="1">
                <div class="list-pick" role="columnheader">
                    <input
                        type="checkbox"
                        aria-label=w::select_all()
                        prop:checked=move || all.get() == Some(true)
                        prop:indeterminate=move || all.get().is_none()
                        on:change=toggle_all
                    />
                </div>
                {move || list.columns.get().into_iter().map(|spec| view! { <Heading list spec /> }).collect_view()}
            </div>
        </div>
    }
}

#[component]
fn Heading(list: ListState, spec: FieldSpec) -> impl IntoView {
    let key = spec.key;
    let direction = move || list.sort.get().filter(|sort| sort.key == key).map(|sort| sort.descending);
    let turn = move |_| {
        let next = match direction() {
            None => Some(Sort { key, descending: false }),
            Some(false) => Some(Sort { key, descending: true }),
            Some(true) => None,
        };
        list.set_sort(next);
    };
    let aria = move || match direction() {
        None => "none",
        Some(false) => "ascending",
        Some(true) => "descending",
    };
    let arrow = move || direction().map(|down| view! { <Icon name=if down { "arrow-down" } else { "arrow-up" } /> });
    view! {
        <div class="list-cell" role="columnheader" aria-sort=aria data-num=fields::numeric(&spec).then_some("true") data-lead=(key == lead(list.kind)).then_some("true")>
            <button type="button" class="list-sort" on:click=turn title=w::sort_hint()>
                <span>{fields::name(&spec)}</span>
                {arrow}
            </button>
        </div>
    }
}

/// Least width in pixels and share of what is left, by type.
fn width(spec: &FieldSpec, lead: bool) -> (u32, u32) {
    if spec.key == keys::NUMBER {
        return (96, 1);
    }
    if lead {
        return (200, 4);
    }
    // A date with the mark of one that is over.
    if spec.key == keys::DUE_ON {
        return (148, 1);
    }
    match spec.type_ {
        FieldType::Number | FieldType::YesNo => (72, 1),
        FieldType::Percent | FieldType::Choice(_) | FieldType::Money => (96, 1),
        FieldType::Date => (124, 1),
        FieldType::Phones | FieldType::Ref(_) => (124, 2),
        FieldType::Instant | FieldType::Text | FieldType::Choices(_) | FieldType::Tags => (140, 2),
        FieldType::Emails | FieldType::Link => (168, 3),
        FieldType::LongText | FieldType::Address | FieldType::Lines | FieldType::Json => (200, 3),
    }
}

fn widths(columns: &[FieldSpec]) -> impl Iterator<Item = (u32, u32)> {
    columns.iter().enumerate().map(|(index, spec)| width(spec, index == 0))
}

fn template(columns: &[FieldSpec]) -> String {
    let mut template = "40px".to_owned();
    for (least, share) in widths(columns) {
        template.push_str(&format!(" minmax({least}px, {share}fr)"));
    }
    template
}

fn least_width(columns: &[FieldSpec]) -> String {
    format!("{}px", 64 + widths(columns).map(|(least, _)| least).sum::<u32>())
}

/// Follows the height of the scrolled area.
fn keep_height(scroller: NodeRef<html::Div>, height: RwSignal<f64>) {
    let observer = StoredValue::new_local(None::<(web_sys::ResizeObserver, Closure<dyn FnMut()>)>);
    Effect::new(move || {
        let Some(element) = scroller.get() else { return };
        let measure = move || {
            let now = scroller.try_get_untracked().flatten().map_or(0.0, |element| f64::from(element.client_height()));
            if now > 0.0 && height.try_get_untracked().is_some_and(|before| before != now) {
                height.set(now);
            }
        };
        let measured = Closure::new(measure);
        if let Ok(made) = web_sys::ResizeObserver::new(measured.as_ref().unchecked_ref()) {
            made.observe(&element);
            observer.set_value(Some((made, measured)));
        }
    });
    on_cleanup(move || {
        observer.try_update_value(|observer| {
            if let Some((observer, _)) = observer.take() {
                observer.disconnect();
            }
        });
    });
}

/// Comes back to where the list was; starts at the top when other rows are asked for.
fn keep_scroll(list: ListState, scroller: NodeRef<html::Div>) {
    Effect::new(move || {
        let by = list.scroll.get_untracked();
        if let Some(element) = scroller.get().filter(|_| by > 0.0) {
            request_animation_frame(move || element.set_scroll_top(by as i32));
        }
    });
    Effect::new(move |before: Option<()>| {
        let _ = (list.search.read(), list.rule.read(), list.sort.read());
        // Asking the browser for the top when it is there already costs a layout.
        if before.is_some()
            && list.scroll.get_untracked() != 0.0
            && let Some(element) = scroller.get_untracked()
        {
            element.set_scroll_top(0);
            list.scroll.set(0.0);
        }
    });
}

/// Scrolls so that a row is in sight, below the head.
pub fn reveal(list: ListState, screen: Screen, index: usize) {
    let Ok(Some(scroller)) = document().query_selector(".list-scroll") else { return };
    let row = untrack(|| screen.row_height());
    let (top, height) = (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()));
    let start = index as f64 * row;
    let wanted = if start < top {
        start
    } else if start + 2.0 * row > top + height {
        start + 2.0 * row - height
    } else {
        return;
    };
    scroller.set_scroll_top(wanted as i32);
    list.scroll.set(wanted);
}
