use super::{Format, list};
use crate::{
    list::state::ListState,
    parts,
    ui::{Menu, MenuItem, use_toasts},
    words::{common, out as w},
};
use domain::Id;
use leptos::prelude::*;

/// Export of a list's rows, or of those that are selected.
#[component]
pub fn ExportMenu(
    rows: ListState,
    /// Only the selected rows.
    #[prop(optional)]
    selected: bool,
) -> impl IntoView {
    let shown_only = RwSignal::new(false);
    view! {
        <Menu label=common::export() icon="download" icon_only=!selected>
            {parts::piece(&parts::FORMATS, (rows, selected, shown_only))}
        </Menu>
    }
    .into_any()
}

#[component]
pub(crate) fn Formats(rows: ListState, selected: bool, shown_only: RwSignal<bool>) -> impl IntoView {
    let (data, toasts, kind) = (rows.data, use_toasts(), rows.kind);
    let export = move |format: Format| {
        let ids: Vec<Id> = if selected { rows.chosen() } else { rows.rows.get_untracked().to_vec() };
        let shown = rows.columns.with_untracked(|columns| columns.iter().map(|spec| spec.key).collect());
        list(data, toasts, kind, ids, shown, !shown_only.get_untracked(), format);
    };
    view! {
        {Format::of(kind).iter().map(|format| {
                let format = *format;
                view! { <MenuItem label=format.name() on_choose=move || export(format) /> }
            }).collect_view()}
        // A click here is no choice: the menu stays open.
        <label class="check menu-check" on:click=|event| event.stop_propagation()>
            <input
                type="checkbox"
                prop:checked=shown_only
                on:change=move |event| shown_only.set(event_target_checked(&event))
            />
            <span>{w::shown_only()}</span>
        </label>
    }
}
