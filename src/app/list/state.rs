//! The state of one list: address → rows.
//!
//! Invariant: typing into the search box touches only the last step (`rows`); filter and sort (`ordered`) are
//! done once per change. In long lists a change of data reaches the order a moment later than the cells, so
//! that an edit paints at once.

use super::place::Place;
use crate::{
    clock,
    data::{Data, Loaded, use_data},
    prefs,
};
use domain::{
    FieldSpec, Id, Key, Kind, Rule,
    book::Query,
    field, keys,
    lists::{self, ListQuery},
    sort::Sort,
    sorting, view,
};
use leptos::{leptos_dom::helpers::debounce, prelude::*};
use rustc_hash::FxHashSet;
use std::{cell::RefCell, collections::HashMap, sync::Arc, time::Duration};

/// Longer lists are put in order a moment after a change.
const SHORT: usize = 5_000;
const PUT_IN_ORDER: Duration = Duration::from_millis(120);
const ADDRESS_FOLLOWS: Duration = Duration::from_millis(300);

thread_local! {
    /// Where each list was scrolled to, for coming back from another page.
    static SCROLLED: RefCell<HashMap<(Kind, String), f64>> = RefCell::default();
}

#[derive(Clone, Copy)]
pub struct ListState {
    pub kind: Kind,
    pub data: Data,
    pub place: Place,
    pub search: RwSignal<String>,
    pub view: Memo<Option<Id>>,
    pub rule: Memo<Rule>,
    pub sort: Memo<Option<Sort>>,
    /// The fields that may be columns or conditions.
    pub specs: Memo<Vec<FieldSpec>>,
    pub columns: Memo<Vec<FieldSpec>>,
    pub rows: Memo<Arc<Vec<Id>>>,
    pub selected: RwSignal<FxHashSet<Id>>,
    /// The row a range is selected from.
    pub anchor: RwSignal<Option<usize>>,
    /// Scrolled by so many pixels.
    pub scroll: RwSignal<f64>,
    kept_columns: RwSignal<Option<Vec<Key>>>,
    view_columns: RwSignal<Option<(Id, Vec<Key>)>>,
}

impl ListState {
    pub fn new(kind: Kind, place: Place) -> Self {
        let data = use_data();
        let view = Memo::new(move |_| place.get("view").and_then(|id| id.parse::<Id>().ok()));
        let viewed = move || view.get().and_then(|id| data.record(Kind::View, id)).filter(|record| !record.trashed());
        let rule = Memo::new(move |_| match place.get("filter") {
            Some(text) => serde_json::from_str(&text).unwrap_or_default(),
            None => viewed().map(|record| view::rule(&record)).unwrap_or_default(),
        });
        let sort = Memo::new(move |_| match place.get("sort") {
            Some(code) => Sort::parse(&code),
            None => viewed().and_then(|record| view::sort(&record)),
        });
        let specs = Memo::new(move |_| {
            let fields = data.watch(&[Kind::Field, Kind::Model], |book| book.fields(kind));
            fields.into_iter().filter(FieldSpec::listed).collect::<Vec<_>>()
        });
        let kept = prefs::load().columns.remove(kind.code());
        let kept_columns = RwSignal::new(kept.map(|names| names.iter().map(|name| Key::new(name)).collect::<Vec<_>>()));
        let view_columns = RwSignal::new(None::<(Id, Vec<Key>)>);
        let columns = Memo::new(move |_| {
            let of_view = viewed().and_then(|record| match view_columns.get() {
                Some((id, columns)) if id == record.id => Some(columns),
                _ => view::columns(&record),
            });
            let chosen = of_view.or_else(|| kept_columns.get());
            specs.with(|specs| column_specs(kind, specs, chosen))
        });
        let search = searched(place);
        let rows = rows(kind, data, search, rule, sort);
        let scrolled_by = place
            .query
            .with_untracked(|query| SCROLLED.with_borrow(|known| known.get(&(kind, query.to_query_string())).copied()));
        let scroll = RwSignal::new(scrolled_by.unwrap_or(0.0));
        on_cleanup(move || {
            if let (Some(by), Some(query)) = (scroll.try_get_untracked(), place.query.try_get_untracked()) {
                SCROLLED.with_borrow_mut(|known| known.insert((kind, query.to_query_string()), by));
            }
        });
        let selected = RwSignal::new(FxHashSet::default());
        Self {
            kind,
            data,
            place,
            search,
            view,
            rule,
            sort,
            specs,
            columns,
            rows,
            selected,
            anchor: RwSignal::new(None),
            scroll,
            kept_columns,
            view_columns,
        }
    }

    pub fn needs(self) -> Loaded {
        super::loaded_with(self.kind)
    }

    pub fn set_sort(self, sort: Option<Sort>) {
        self.place.change(true, &[("sort", sort.map(Sort::code))]);
    }

    pub fn set_rule(self, rule: &Rule) {
        // Without conditions a view's own filter must still be put aside.
        let filter = (!rule.is_empty() || self.view.get_untracked().is_some())
            .then(|| serde_json::to_string(rule).unwrap_or_default());
        self.place.change(true, &[("filter", filter)]);
    }

    /// Nothing searched, filtered or viewed.
    pub fn clear(self) {
        self.search.set(String::new());
        self.place.change(false, &[("q", None), ("filter", None), ("view", None)]);
    }

    /// Keeps the columns: with the view that is open until it is updated, otherwise for good.
    pub fn set_columns(self, columns: Option<Vec<Key>>) {
        match (self.view.get_untracked(), &columns) {
            (Some(view), Some(columns)) => self.view_columns.set(Some((view, columns.clone()))),
            _ => {
                self.view_columns.set(None);
                self.kept_columns.set(columns.clone());
                prefs::update(|prefs| match &columns {
                    Some(columns) => {
                        let names = columns.iter().map(|key| key.as_str().to_owned()).collect();
                        prefs.columns.insert(self.kind.code().to_owned(), names);
                    }
                    None => drop(prefs.columns.remove(self.kind.code())),
                });
            }
        }
    }

    pub fn forget_view_columns(self) {
        self.view_columns.set(None);
    }

    /// Whether the view that is open was changed since it was saved.
    pub fn view_changed(self) -> bool {
        self.place.get("filter").is_some()
            || self.place.get("sort").is_some()
            || self
                .view_columns
                .with(|columns| columns.as_ref().map(|(id, _)| *id) == self.view.get() && columns.is_some())
    }

    pub fn position(self, id: Id) -> Option<usize> {
        self.rows.with_untracked(|rows| rows.iter().position(|row| *row == id))
    }

    pub fn row(self, index: usize) -> Option<Id> {
        self.rows.with_untracked(|rows| rows.get(index).copied())
    }

    /// The selected rows, in the order of the list; ones that a filter hides are not among them.
    pub fn chosen(self) -> Vec<Id> {
        let selected = self.selected.read_untracked();
        self.rows.with_untracked(|rows| rows.iter().filter(|id| selected.contains(id)).copied().collect())
    }
}

/// The field that names a record of this kind: always the first column.
pub fn lead(kind: Kind) -> Key {
    match kind {
        Kind::Order => keys::NUMBER,
        Kind::Task | Kind::Deal => keys::TITLE,
        _ => keys::NAME,
    }
}

fn column_specs(kind: Kind, specs: &[FieldSpec], chosen: Option<Vec<Key>>) -> Vec<FieldSpec> {
    let mut columns: Vec<FieldSpec> = match chosen {
        Some(keys) => keys.iter().filter_map(|key| specs.iter().find(|spec| spec.key == *key)).cloned().collect(),
        None => specs.iter().filter(|spec| spec.shown()).cloned().collect(),
    };
    columns.retain(|spec| spec.key != lead(kind));
    let first = specs.iter().find(|spec| spec.key == lead(kind)).cloned();
    first.into_iter().chain(columns).collect()
}

/// The text of the search box; the address follows it and sets it when the user goes back.
fn searched(place: Place) -> RwSignal<String> {
    let in_address = Memo::new(move |_| place.get("q").unwrap_or_default());
    let search = RwSignal::new(in_address.get_untracked());
    let written = StoredValue::new(in_address.get_untracked());
    let mut write = debounce(ADDRESS_FOLLOWS, move |text: String| {
        if written.get_value() != text {
            written.set_value(text.clone());
            place.change(true, &[("q", Some(text))]);
        }
    });
    Effect::new(move || write(search.get()));
    Effect::new(move || {
        let text = in_address.get();
        if written.get_value() != text {
            written.set_value(text.clone());
            search.set(text);
        }
    });
    search
}

fn rows(
    kind: Kind,
    data: Data,
    search: RwSignal<String>,
    rule: Memo<Rule>,
    sort: Memo<Option<Sort>>,
) -> Memo<Arc<Vec<Id>>> {
    let ordered_by = Memo::new(move |_| {
        let read: Vec<Key> = rule.with(Rule::fields).into_iter().chain(sort.get().map(|sort| sort.key)).collect();
        let derived =
            |key: &Key| field::table(kind).iter().any(|row| row.key == *key && row.uses & field::DERIVED != 0);
        let mut kinds = vec![kind];
        if read.iter().any(derived) {
            kinds.extend([Kind::Order, Kind::Task, Kind::Contact]);
        }
        if read.iter().any(|key| [keys::COMPANY, keys::CONTACT].contains(key)) {
            kinds.extend([Kind::Company, Kind::Contact]);
        }
        kinds
    });
    let searched_in = Memo::new(move |_| vec![kind, Kind::Company, Kind::Contact, Kind::Activity]);
    let length = StoredValue::new(0_usize);
    let (order_version, search_version) = (changes(data, ordered_by, length), changes(data, searched_in, length));
    let ordered = Memo::new(move |_| {
        order_version.track();
        let sort = sort.get().or((kind == Kind::Task).then_some(Sort { key: keys::DUE_ON, descending: false }));
        let query = ListQuery { kind, search: String::new(), rule: rule.get(), sort };
        let ids = data.read(|book| {
            let mut ids = lists::rows(book, &query, clock::calendar());
            if kind == Kind::Task {
                sorting::by_key(&mut ids, |id| {
                    book.get(kind, *id).is_some_and(|task| task.get(keys::DONE_AT).is_some())
                });
            }
            ids
        });
        length.set_value(ids.len());
        Arc::new(ids)
    });
    Memo::new(move |_| {
        let query = search.with(|text| Query::new(text));
        if query.is_empty() {
            return ordered.get();
        }
        search_version.track();
        if kind != Kind::Task && sort.get().is_none() && rule.with(Rule::is_empty) {
            return data.read(|book| Arc::new(book.found(kind, &query).rev().collect()));
        }
        let found: FxHashSet<Id> = data.read(|book| book.found(kind, &query).collect());
        ordered.with(|ordered| Arc::new(ordered.iter().filter(|id| found.contains(id)).copied().collect()))
    })
}

/// Counts the changes of records of these kinds; of a long list a moment later.
fn changes(data: Data, kinds: Memo<Vec<Kind>>, length: StoredValue<usize>) -> RwSignal<u64> {
    let version = RwSignal::new(0_u64);
    let mut later = debounce(PUT_IN_ORDER, move |()| version.update(|version| *version += 1));
    Effect::new(move |before: Option<Vec<Kind>>| {
        let kinds = kinds.get();
        data.watch(&kinds, |_| ());
        // Where other kinds are watched from now on, nothing of the data has changed.
        if before.is_some_and(|before| before == kinds) {
            if length.get_value() > SHORT {
                later(());
            } else {
                version.update(|version| *version += 1);
            }
        }
        kinds
    });
    version
}
