//! Cases that were wrong once, or nearly.

use super::*;

#[test]
fn undo_takes_back_a_field_changed_twice_in_one_entry() {
    let (mut book, mut disk, mut seen) = (Book::new(), Disk::default(), 0);
    create(&mut book, 1, "Ada");
    let name = |value: &str| Edit::new(Kind::Contact, Id(1)).with(KEYS[0], Some(Value::text(value)));
    book.apply(tx(2).edit(name("Eve")).edit(name("Mia")).set(Kind::Contact, Id(1), KEYS[3], Some(Value::text("x"))));
    book.apply(tx(3).create(Kind::Contact, Id(2), [(KEYS[0], Value::text("Bob"))]).set(
        Kind::Contact,
        Id(2),
        KEYS[1],
        Some(Value::text("Lee")),
    ));
    disk.commit(&mut book, &mut seen, 7, false);
    for entry in disk.journal[1..].iter().rev() {
        let undo = book.inverse(entry, Instant(9));
        assert!(undo.skipped.is_empty());
        book.apply(undo.transaction);
    }
    assert_eq!(
        (text(&book, 1, KEYS[0]), text(&book, 1, KEYS[3]), book.count(Kind::Contact)),
        ("Ada".into(), String::new(), 1)
    );
}

fn purge(book: &mut Book, id: u128) {
    let created = keys::CREATED_AT;
    book.apply(tx(8).edit(Edit::new(Kind::Contact, Id(id)).with(created, None)));
}

#[test]
fn deleting_for_ever_takes_what_another_tab_added_and_gives_it_back() {
    let (mut a, mut b, mut disk) = (Book::new(), Book::new(), Disk::default());
    let (mut seen_a, mut seen_b) = (0, 0);
    create(&mut a, 1, "Ada");
    disk.commit(&mut a, &mut seen_a, 1, false);
    disk.catch_up(&mut b, &mut seen_b);
    purge(&mut a, 1);
    set(&mut b, 1, KEYS[3], "from the other tab");
    disk.commit(&mut b, &mut seen_b, 2, false);
    disk.commit(&mut a, &mut seen_a, 1, false);
    assert_eq!(a.count(Kind::Contact), 0);
    let undo = a.inverse(&disk.journal[2], Instant(9));
    a.apply(undo.transaction);
    assert_eq!((text(&a, 1, KEYS[0]), text(&a, 1, KEYS[3])), ("Ada".into(), "from the other tab".into()));
}

#[test]
fn a_record_made_and_purged_before_it_was_stored_leaves_no_trace() {
    let (mut book, mut disk, mut seen) = (Book::new(), Disk::default(), 0);
    create(&mut book, 1, "Ada");
    purge(&mut book, 1);
    disk.commit(&mut book, &mut seen, 7, true);
    create(&mut book, 2, "Bob");
    disk.commit(&mut book, &mut seen, 7, false);
    assert_eq!(contents(&disk.load()), contents(&book));
    assert_eq!(book.count(Kind::Contact), 1);
}

#[test]
fn an_order_is_found_by_the_new_name_of_its_buyer() {
    let mut book = Book::new();
    create(&mut book, 1, "Ada");
    order(&mut book, 11, 1, 100, 1, "paid");
    let finds = |book: &Book, typed: &str| book.search(Kind::Order, &Query::new(typed)).count() == 1;
    assert!(finds(&book, "ada"));
    set(&mut book, 1, keys::FIRST_NAME, "Zoe");
    assert!(finds(&book, "zoe") && !finds(&book, "ada"));
}

#[test]
fn what_the_user_changes_between_two_slices_wins() {
    let (mut book, mut disk, mut seen) = (Book::new(), Disk::default(), 0);
    create(&mut book, 1, "Ada");
    disk.commit(&mut book, &mut seen, 7, false);
    let slice = |key: Key, value: &str| vec![Edit::new(Kind::Contact, Id(1)).with(key, Some(Value::text(value)))];
    let mut whole = tx(5);
    whole.edits.extend(book.apply_slice(slice(KEYS[0], "import"), Instant(5)));
    set(&mut book, 1, KEYS[0], "by hand");
    set(&mut book, 1, KEYS[1], "by hand");
    assert!(book.seal(7).is_none(), "half of a large change is never stored");
    whole.edits.extend(book.apply_slice(slice(KEYS[1], "import"), Instant(5)));
    whole.edits.extend(book.apply_slice(slice(KEYS[2], "import"), Instant(5)));
    book.finish_slices(whole);
    let shown = |book: &Book| KEYS[..3].iter().map(|key| text(book, 1, *key)).collect::<Vec<_>>();
    assert_eq!(shown(&book), ["by hand", "by hand", "import"], "before storage puts it in order");
    disk.commit(&mut book, &mut seen, 7, false);
    assert_eq!(shown(&book), ["by hand", "by hand", "import"]);
    let mut other = Book::new();
    other.take_in(&disk.journal);
    assert_eq!(contents(&other), contents(&book));
}

#[test]
fn a_large_import_is_read_by_another_tab_as_chunks() {
    let (mut a, mut b, mut disk) = (Book::new(), Book::new(), Disk::default());
    let (mut seen_a, mut seen_b) = (0, 0);
    create(&mut b, 1, "Ada");
    disk.commit(&mut b, &mut seen_b, 2, false);
    set(&mut b, 1, KEYS[2], "pending meanwhile");
    create(&mut b, 2, "pending, too");
    disk.catch_up(&mut a, &mut seen_a);
    let mut import = tx(5).set(Kind::Contact, Id(1), KEYS[1], Some(Value::text("imported")));
    for id in 100..5_100 {
        import = import.create(Kind::Contact, Id(id), [(KEYS[0], Value::text(format!("n{id}")))]);
    }
    a.apply(import);
    disk.commit(&mut a, &mut seen_a, 1, false);
    let entry = &disk.journal[1];
    let touched: std::collections::BTreeSet<_> = entry.edits.iter().map(|edit| (edit.kind, edit.chunk)).collect();
    assert_eq!(touched.len(), 5_001_usize.div_ceil(128));
    b.reload_chunks(
        touched
            .iter()
            .rev()
            .map(|place| (place.0, place.1, crate::chunk::decode(place.0, &disk.chunks[place]).unwrap())),
    );
    b.note_clock(entry.id.clock);
    seen_b = disk.journal.len();
    disk.commit(&mut b, &mut seen_b, 2, false);
    disk.catch_up(&mut a, &mut seen_a);
    assert_eq!(b.count(Kind::Contact), 5_002);
    assert_eq!((text(&b, 1, KEYS[1]), text(&b, 1, KEYS[2])), ("imported".into(), "pending meanwhile".into()));
    assert_eq!(contents(&a), contents(&b));
    assert_eq!(contents(&disk.load()), contents(&b));
}

proptest! {
    /// The figures kept up to date are those of a book that is read afresh.
    #[test]
    fn order_figures_equal_a_recount(changes in prop::collection::vec((0..6_u128, 0..3_u128, -500..500_i64, 0..40_i32, 0..4_u8), 1..50)) {
        let (mut book, mut disk, mut seen) = (Book::new(), Disk::default(), 0);
        (0..3).for_each(|id| create(&mut book, id, "x"));
        for (id, customer, minor, on, act) in changes {
            let trash = |at| Some(Value::Instant(Instant(at)));
            match (book.get(Kind::Order, Id(id)).is_some(), act) {
                (false, _) => order(&mut book, id, customer, minor, on, if act == 0 { "cancelled" } else { "paid" }),
                (true, 0) => drop(book.apply(tx(6).set(Kind::Order, Id(id), keys::TRASHED_AT, trash(6)))),
                (true, 1) => drop(book.apply(tx(7).set(Kind::Order, Id(id), keys::TRASHED_AT, None))),
                (true, 2) => drop(book.apply(tx(7).edit(Edit::new(Kind::Order, Id(id)).with(keys::CREATED_AT, None)))),
                (true, _) => drop(book.apply(tx(7).set(Kind::Order, Id(id), keys::CONTACT, Some(Value::Ref(Id(customer)))))),
            }
            // Read now and then, so that there are figures to go stale.
            for party in 0..3 {
                book.order_figures(Id(party));
            }
        }
        disk.commit(&mut book, &mut seen, 1, false);
        let fresh = disk.load();
        for party in 0..3 {
            let (kept, counted) = (book.order_figures(Id(party)), fresh.order_figures(Id(party)));
            prop_assert_eq!((kept.count, kept.first_on, kept.last_on), (counted.count, counted.first_on, counted.last_on));
            prop_assert_eq!(kept.sum, counted.sum);
        }
    }
}
