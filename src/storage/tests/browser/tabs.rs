//! Several tabs over one database.

use super::desk::{Tab, js, tx};
use domain::{Id, Kind, Value, keys};
use std::{cell::Cell, rc::Rc};
use storage::Channel;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn two_tabs_that_edit_different_fields_of_one_record_both_win() {
    let a = Tab::open("both win").await;
    a.create(1, "Ada");
    assert_eq!(a.commit().await, Ok(true));
    let b = a.again().await;
    a.set(1, keys::JOB_TITLE, "Countess");
    b.set(1, keys::NOTES, "likes engines");
    let both = futures::future::join(a.commit(), b.commit()).await;
    assert_eq!(both, (Ok(true), Ok(true)));
    a.catch_up().await;
    b.catch_up().await;
    for tab in [&a, &b, &a.again().await] {
        assert_eq!(
            (tab.text(1, keys::JOB_TITLE).as_str(), tab.text(1, keys::NOTES).as_str()),
            ("Countess", "likes engines")
        );
    }
}

#[wasm_bindgen_test]
async fn many_commits_at_once_are_all_stored_in_one_order() {
    let tabs = {
        let a = Tab::open("at once").await;
        let (b, c) = (a.again().await, a.again().await);
        [a, b, c]
    };
    for round in 0..5 {
        for (at, tab) in (0..).zip(&tabs) {
            tab.create(round * 10 + at, "x");
            tab.set(0, keys::NOTES, &format!("{round} {at}"));
        }
        let stored = futures::future::join_all(tabs.iter().map(Tab::commit)).await;
        assert!(stored.iter().all(|stored| *stored == Ok(true)), "{stored:?}");
    }
    for tab in &tabs {
        tab.catch_up().await;
        assert_eq!(tab.count(), 15);
        assert_eq!(tab.contents(), tabs[0].contents());
    }
    assert_eq!(tabs[0].again().await.contents(), tabs[0].contents());
    let history = tabs[0].store.history(None, 100).await.unwrap();
    assert!(history.windows(2).all(|pair| pair[0].0 == pair[1].0 + 1 && pair[0].1.id > pair[1].1.id));
}

#[wasm_bindgen_test]
async fn a_tab_hears_of_a_change_within_a_second() {
    let a = Tab::open("hears").await;
    let b = a.again().await;
    let heard = Rc::new(Cell::new(0));
    let count = Rc::clone(&heard);
    let channel = Channel::open(&a.name, move || count.set(count.get() + 1));
    a.create(1, "Ada");
    assert_eq!(a.commit().await, Ok(true));
    let since = js_sys::Date::now();
    while heard.get() == 0 && js_sys::Date::now() - since < 1000.0 {
        js("return new Promise(done => setTimeout(done, 5))", "").await;
    }
    assert_eq!(heard.get(), 1);
    b.catch_up().await;
    assert_eq!(b.text(1, keys::FIRST_NAME), "Ada");
    drop(channel);
}

#[wasm_bindgen_test]
async fn a_large_import_is_taken_in_as_chunks_beneath_what_is_pending() {
    let a = Tab::open("large").await;
    a.create(1, "Ada");
    assert_eq!(a.commit().await, Ok(true));
    let b = a.again().await;
    b.set(1, keys::NOTES, "pending");
    b.create(2, "pending, too");
    let idle = a.again().await;
    let mut import = tx(5).set(Kind::Contact, Id(1), keys::JOB_TITLE, Some(Value::text("imported")));
    for id in 100..5_100 {
        let values = [(keys::FIRST_NAME, Value::text(format!("n{id}"))), (keys::NOTES, Value::text("from a file"))];
        import = import.create(Kind::Contact, Id(id), values);
    }
    a.apply(import);
    assert_eq!(a.commit().await, Ok(true));
    let (_, head) = a.store.history(None, 1).await.unwrap().remove(0);
    assert_eq!((head.edits, head.parts, head.chunks.len()), (5_001, 8, 40));
    idle.catch_up().await;
    assert_eq!(idle.contents(), a.contents());
    assert_eq!(b.commit().await, Ok(true));
    a.catch_up().await;
    assert_eq!(
        (b.count(), b.text(1, keys::NOTES).as_str(), b.text(1, keys::JOB_TITLE).as_str()),
        (5_002, "pending", "imported")
    );
    assert_eq!(a.contents(), b.contents());
    assert_eq!(a.again().await.contents(), b.contents());
}
