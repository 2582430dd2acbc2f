//! Copies of all data that the browser keeps by itself: when one is due, and which are kept.
//!
//! Newest of each hour for a day, newest of each day for two weeks, and what was taken before an import, a merge or
//! going back for as long. The newest is always kept. Not here: where they lie (`storage::Snapshots`) and what is in
//! them (`interchange::backup`). Where there is no room for a new one, the oldest go, never the newest of those there
//! are: it is worth more than one that may not fit either.

use crate::{Instant, sorting};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Why a snapshot was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// An hour has passed with changes.
    Hour,
    /// The owner asked.
    Asked,
    Import,
    Merge,
    Restore,
    /// A new version of the app was opened.
    Upgrade,
}

/// What is known of a snapshot without reading it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub at: Instant,
    pub reason: Reason,
    pub records: u64,
    pub bytes: u64,
    /// Of which data: a restore begins another generation, with numbers of its own.
    #[serde(default)]
    pub generation: u64,
    /// The newest entry of the journal it holds: nothing has changed while this is still the newest.
    pub sequence: u64,
}

impl Snapshot {
    /// Whether it holds the data as of this entry.
    pub fn holds(&self, generation: u64, sequence: u64) -> bool {
        (self.generation, self.sequence) == (generation, sequence)
    }
}

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
const HOURS: i64 = 24;
const DAYS: i64 = 14;
/// All of them together; the newest may be larger.
pub const BYTES_LIMIT: u64 = 200 << 20;

/// Whether a snapshot should be taken although nobody asks.
pub fn due(kept: &[Snapshot], generation: u64, sequence: u64, now: Instant) -> bool {
    match kept.iter().max_by_key(|one| one.at) {
        None => sequence > 0,
        // A clock that was set back must not stop them.
        Some(newest) => !newest.holds(generation, sequence) && (now.0 - newest.at.0).abs() >= HOUR_MS,
    }
}

/// The snapshots that are not kept any longer, by their times.
pub fn surplus(all: &[Snapshot], now: Instant) -> Vec<Instant> {
    let mut newest_first: Vec<&Snapshot> = all.iter().collect();
    sorting::by_key(&mut newest_first, |one| std::cmp::Reverse(one.at));
    let (mut hours, mut days) = (BTreeSet::new(), BTreeSet::new());
    let mut bytes = 0_u64;
    let mut gone = Vec::new();
    for (at, one) in newest_first.into_iter().enumerate() {
        let age = now.0.saturating_sub(one.at.0);
        let of_hour = age < HOURS * HOUR_MS && hours.insert(one.at.0.div_euclid(HOUR_MS));
        let of_day = age < DAYS * DAY_MS && days.insert(one.at.0.div_euclid(DAY_MS));
        let before_something = age < DAYS * DAY_MS && one.reason != Reason::Hour;
        let wanted = at == 0 || of_hour || of_day || before_something;
        if wanted && (at == 0 || bytes.saturating_add(one.bytes) <= BYTES_LIMIT) {
            bytes = bytes.saturating_add(one.bytes);
        } else {
            gone.push(one.at);
        }
    }
    gone
}

/// The oldest ones, as many as weigh what a new one does: what goes where there is no room for it.
pub fn to_make_room(kept: &[Snapshot], bytes: u64) -> Vec<Instant> {
    let mut oldest_first: Vec<&Snapshot> = kept.iter().collect();
    sorting::by_key(&mut oldest_first, |one| one.at);
    oldest_first.pop();
    let mut freed = 0_u64;
    let enough = |one: &&&Snapshot| {
        let wanted = freed < bytes;
        freed = freed.saturating_add(one.bytes);
        wanted
    };
    oldest_first.iter().take_while(enough).map(|one| one.at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Instant = Instant(1_790_000_000_000);

    fn one(age_ms: i64, reason: Reason) -> Snapshot {
        Snapshot { at: Instant(NOW.0 - age_ms), reason, records: 1, bytes: 1 << 20, generation: 0, sequence: 1 }
    }

    #[test]
    fn due_after_an_hour_with_changes() {
        let kept = [one(2 * HOUR_MS, Reason::Hour)];
        assert!(!due(&[], 0, 0, NOW), "nothing was ever entered");
        assert!(due(&[], 0, 1, NOW));
        assert!(!due(&kept, 0, 1, NOW), "nothing has changed");
        assert!(due(&kept, 0, 2, NOW));
        assert!(due(&kept, 1, 1, NOW), "other data since a restore");
        assert!(!due(&[one(HOUR_MS - 1, Reason::Import)], 0, 2, NOW));
        assert!(due(&[one(-2 * HOUR_MS, Reason::Hour)], 0, 2, NOW), "the clock was set back");
    }

    #[test]
    fn a_year_of_hours_leaves_a_day_of_hours_and_two_weeks_of_days() {
        let mut kept: Vec<Snapshot> = Vec::new();
        for hour in (0..24 * 365).rev() {
            let at = Instant(NOW.0 - hour * HOUR_MS);
            kept.push(Snapshot { at, ..one(0, Reason::Hour) });
            let gone = surplus(&kept, at);
            kept.retain(|one| !gone.contains(&one.at));
        }
        // The newest of the day in which the last day of hours begins is among the hours, or it is one more.
        assert!((37..=38).contains(&kept.len()), "{}", kept.len());
        let oldest = kept.iter().map(|one| one.at.0).min().unwrap_or_default();
        assert!(((DAYS - 1) * DAY_MS..DAYS * DAY_MS).contains(&(NOW.0 - oldest)), "{oldest}");
    }

    #[test]
    fn what_was_taken_before_something_stays_two_weeks_and_size_is_bounded() {
        let all = [
            one(0, Reason::Hour),
            one(60_000, Reason::Import),
            one(120_000, Reason::Merge),
            one(180_000, Reason::Hour),
        ];
        let times = |gone: Vec<Instant>| -> Vec<i64> { gone.iter().map(|at| NOW.0 - at.0).collect() };
        assert_eq!(times(surplus(&all, NOW)), [180_000]);
        assert_eq!(times(surplus(&[one(0, Reason::Hour), one(15 * DAY_MS, Reason::Import)], NOW)), [15 * DAY_MS]);
        let large = |age| Snapshot { bytes: 150 << 20, ..one(age, Reason::Import) };
        assert_eq!(times(surplus(&[large(0), large(1), large(2)], NOW)), [1, 2]);
        let huge = Snapshot { bytes: 1 << 40, ..one(0, Reason::Hour) };
        assert_eq!(surplus(&[huge], NOW), [], "the newest stays whatever it weighs");
    }

    #[test]
    fn the_oldest_make_room_and_the_newest_stays() {
        let all = [one(1, Reason::Hour), one(3, Reason::Import), one(2, Reason::Merge)];
        let ages = |bytes| -> Vec<i64> { to_make_room(&all, bytes).iter().map(|at| NOW.0 - at.0).collect() };
        assert_eq!(ages(1), [3]);
        assert_eq!(ages(1 << 20), [3]);
        assert_eq!(ages((1 << 20) + 1), [3, 2]);
        assert_eq!(ages(u64::MAX), [3, 2]);
        assert_eq!(to_make_room(&all[..1], 5), []);
        assert_eq!(to_make_room(&[], 5), []);
    }

    proptest! {
        #[test]
        fn thinning_twice_is_thinning_once(ages in prop::collection::vec((0..30 * DAY_MS, any::<bool>()), 0..60)) {
            let reason = |before: bool| if before { Reason::Import } else { Reason::Hour };
            let mut all: Vec<Snapshot> = ages.into_iter().map(|(age, before)| one(age, reason(before))).collect();
            all.sort_by_key(|one| one.at);
            all.dedup_by_key(|one| one.at);
            let newest = all.last().cloned();
            let gone = surplus(&all, NOW);
            all.retain(|one| !gone.contains(&one.at));
            prop_assert_eq!(all.last().cloned(), newest);
            prop_assert_eq!(surplus(&all, NOW), vec![]);
        }
    }
}
