use super::{columns::Columns, filter::Filter, screen::Screen, state::ListState, views::Views};
use crate::{
    fields,
    out::ExportMenu,
    ui::{Icon, Menu, MenuItem},
    words::{common, duplicates, list as w},
};
use domain::{merge_records, sort::Sort};
use leptos::prelude::*;
use leptos_router::components::A;

/// What stands above the rows: views, filter, columns and the search box.
#[component]
pub fn Toolbar(list: ListState, screen: Screen) -> impl IntoView {
    view! {
        <div class="list-toolbar">
            <Views list />
            <Filter list />
            <Show when=move || !screen.phone.get() fallback=move || view! { <SortMenu list /> }>
                <Columns list />
            </Show>
            {merge_records::possible(list.kind).then(|| view! {
                <A href=format!("/duplicates?kind={}", list.kind.code()) attr:class="icon-button" attr:aria-label=duplicates::find() attr:title=duplicates::find()>
                    <Icon name="merge" />
                </A>
            })}
            <ExportMenu rows=list />
            <label class="list-search">
                <Icon name="search" />
                <span class="visually-hidden">{common::search()}</span>
                <input
                    class="input"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=common::search()
                    placeholder=w::search_hint(list.kind)
                    prop:value=list.search
                    on:input=move |event| list.search.set(event_target_value(&event))
                />
            </label>
        </div>
    }
}

/// On a phone there are no column heads to sort by.
#[component]
fn SortMenu(list: ListState) -> impl IntoView {
    let label = move || {
        let sort = list.sort.get();
        let spec =
            sort.and_then(|sort| list.specs.with(|specs| specs.iter().find(|spec| spec.key == sort.key).cloned()));
        spec.map_or_else(|| w::sort().to_owned(), |spec| fields::name(&spec))
    };
    view! {
        <Menu label=Signal::derive(label) icon="chevrons-up-down">
            <MenuItem label=w::newest_first() on_choose=move || list.set_sort(None) />
            {move || list.columns.get().into_iter().map(|spec| {
                let key = spec.key;
                let choose = move || {
                    let again = list.sort.get_untracked() == Some(Sort { key, descending: false });
                    list.set_sort(Some(Sort { key, descending: again }));
                };
                view! { <MenuItem label=fields::name(&spec) on_choose=choose /> }
            }).collect_view()}
        </Menu>
    }
}
