//! Random histories of one tab or two, against the journal folded from nothing.

use super::*;

/// What a user in one of two tabs may do.
#[derive(Clone, Debug)]
enum Step {
    Create(u8),
    Set(u8, usize, String),
    Trash(u8),
    Purge(u8),
    UndoNewest,
    /// One part of a large change over these records.
    Slice(Vec<(u8, usize, String)>),
    FinishSlices,
    Commit {
        fails: bool,
    },
    CatchUp,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..12_u8).prop_map(Step::Create),
        6 => (0..12_u8, 0..KEYS.len(), "[a-c]{0,2}").prop_map(|(id, key, value)| Step::Set(id, key, value)),
        1 => (0..12_u8).prop_map(Step::Trash),
        1 => (0..12_u8).prop_map(Step::Purge),
        1 => Just(Step::UndoNewest),
        2 => prop::collection::vec((0..12_u8, 0..KEYS.len(), "[a-c]{0,2}"), 1..4).prop_map(Step::Slice),
        2 => Just(Step::FinishSlices),
        4 => prop::bool::weighted(0.2).prop_map(|fails| Step::Commit { fails }),
        2 => Just(Step::CatchUp),
    ]
}

struct Tab {
    book: Book,
    seen: usize,
    device: u64,
    /// What the slices of a large change have changed so far.
    slices: Vec<Edit>,
}

impl Tab {
    fn new(device: u64) -> Self {
        Self { book: Book::new(), seen: 0, device, slices: Vec::new() }
    }

    fn finish_slices(&mut self) {
        let whole = Transaction { edits: std::mem::take(&mut self.slices), ..tx(5) };
        self.book.finish_slices(whole);
    }

    fn perform(&mut self, step: &Step, disk: &mut Disk, at: i64) {
        let book = &mut self.book;
        match step {
            Step::Create(id) if book.get(Kind::Contact, Id(u128::from(*id))).is_none() => {
                book.apply(tx(at).create(
                    Kind::Contact,
                    Id(u128::from(*id)),
                    [(keys::FIRST_NAME, Value::text(format!("n{at}")))],
                ));
            }
            Step::Create(_) => {}
            Step::Set(id, key, value) => {
                book.apply(tx(at).set(
                    Kind::Contact,
                    Id(u128::from(*id)),
                    KEYS[*key],
                    Some(Value::text(value.clone())),
                ));
            }
            Step::Trash(id) => {
                book.apply(tx(at).set(
                    Kind::Contact,
                    Id(u128::from(*id)),
                    keys::TRASHED_AT,
                    Some(Value::Instant(Instant(at))),
                ));
            }
            Step::Purge(id) => {
                let Some(record) = book.get(Kind::Contact, Id(u128::from(*id))) else { return };
                let edit = record
                    .values()
                    .iter()
                    .fold(Edit::new(Kind::Contact, record.id), |edit, (key, _)| edit.with(*key, None));
                book.apply(tx(at).edit(edit));
            }
            Step::UndoNewest => {
                let Some(entry) = disk.journal.last() else { return };
                let inverse = book.inverse(entry, Instant(at));
                book.apply(inverse.transaction);
            }
            Step::Slice(changes) => {
                let edits = changes.iter().map(|(id, key, value)| {
                    let edit = Edit::new(Kind::Contact, Id(u128::from(*id)))
                        .with(KEYS[*key], Some(Value::text(value.clone())));
                    let creates = book.get(Kind::Contact, edit.id).is_none();
                    if creates { edit.with(keys::CREATED_AT, Some(Value::Instant(Instant(at)))) } else { edit }
                });
                let edits = edits.collect();
                self.slices.extend(book.apply_slice(edits, Instant(at)));
            }
            Step::FinishSlices => self.finish_slices(),
            // Storage waits for the end of the slices.
            Step::Commit { .. } | Step::CatchUp if book.slicing() => {}
            Step::Commit { fails } => disk.commit(book, &mut self.seen, self.device, *fails),
            Step::CatchUp => disk.catch_up(book, &mut self.seen),
        }
    }
}

/// The journal folded from nothing: the truth that every book must agree with.
fn folded(journal: &[Entry]) -> Book {
    let mut book = Book::new();
    book.take_in(journal);
    book
}

/// Both tabs take these steps, store and catch up; then they show the same, which is what the chunks hold and what the
/// journal folds to.
fn converge(steps: &[(bool, Step)]) {
    let mut disk = Disk::default();
    let mut tabs = [1, 2].map(Tab::new);
    for (at, (second, step)) in (10..).zip(steps) {
        tabs[usize::from(*second)].perform(step, &mut disk, at);
    }
    tabs.iter_mut().for_each(Tab::finish_slices);
    for _ in 0..2 {
        for tab in &mut tabs {
            disk.commit(&mut tab.book, &mut tab.seen, tab.device, false);
        }
    }
    let truth = contents(&folded(&disk.journal));
    for tab in &tabs {
        assert!(!tab.book.has_pending());
        assert_eq!(contents(&tab.book), truth);
    }
    assert_eq!(contents(&disk.load()), truth);
    let clocks: Vec<_> = disk.journal.iter().map(|entry| entry.id.clock).collect();
    assert!(clocks.windows(2).all(|pair| pair[0] < pair[1]), "the clock orders the journal: {clocks:?}");
}

/// What the property once found: two deletions are stored at the second try, where the first has the clock that the
/// second had when the write failed.
#[test]
fn two_deletions_are_noted_after_a_failed_write() {
    use Step::{Commit, Create, FinishSlices, Purge, Set, Slice};
    let stored = || Commit { fails: false };
    converge(&[
        (false, Create(7)),
        (false, Create(4)),
        (false, FinishSlices),
        (false, stored()),
        (true, Create(1)),
        (false, Slice(vec![(0, 0, String::new())])),
        (true, stored()),
        (true, Create(2)),
        (true, Purge(1)),
        (false, Create(0)),
        (false, Set(4, 0, String::new())),
        (true, Create(0)),
        (true, Purge(7)),
        (true, FinishSlices),
        (true, Commit { fails: true }),
        (false, Purge(1)),
    ]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Two tabs, any interleaving, failing writes included: after both have stored and caught up, both
    /// show the same, which is what the chunks hold and what the journal folds to.
    #[test]
    fn tabs_converge(steps in prop::collection::vec((any::<bool>(), step()), 1..60)) {
        converge(&steps);
    }

    /// Taking back every entry, newest first, leaves no record behind.
    #[test]
    fn everything_can_be_taken_back(steps in prop::collection::vec(step(), 1..40)) {
        let mut disk = Disk::default();
        let mut tab = Tab::new(1);
        for (at, step) in (10..).zip(&steps) {
            if !matches!(step, Step::UndoNewest) {
                tab.perform(step, &mut disk, at);
            }
        }
        tab.finish_slices();
        disk.commit(&mut tab.book, &mut tab.seen, 1, false);
        for entry in disk.journal.clone().iter().rev() {
            let inverse = tab.book.inverse(entry, Instant(1000));
            prop_assert!(inverse.skipped.is_empty(), "{:?}", inverse.skipped);
            tab.book.apply(inverse.transaction);
        }
        // That something was deleted for ever is remembered.
        prop_assert!(contents(&tab.book).keys().all(|(kind, _)| *kind == Kind::Deletion));
    }

    /// What one tab stored is never lost: each value set last on a field is there, or the record is gone.
    #[test]
    fn the_change_stored_last_wins(a in "[a-z]{1,3}", b in "[a-z]{1,3}", first in any::<bool>()) {
        let mut disk = Disk::default();
        let mut tabs = [1, 2].map(Tab::new);
        tabs[0].perform(&Step::Create(1), &mut disk, 1);
        for tab in &mut tabs {
            tab.perform(&Step::Commit { fails: false }, &mut disk, 2);
        }
        tabs[0].perform(&Step::Set(1, 2, a.clone()), &mut disk, 3);
        tabs[1].perform(&Step::Set(1, 2, b.clone()), &mut disk, 3);
        let order = if first { [0, 1, 0] } else { [1, 0, 1] };
        for tab in order {
            tabs[tab].perform(&Step::Commit { fails: false }, &mut disk, 4);
        }
        let winner = if first { &b } else { &a };
        for tab in &tabs {
            prop_assert_eq!(&text(&tab.book, 1, KEYS[2]), winner);
        }
    }
}
