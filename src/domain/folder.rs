//! Backups in a folder of the owner's: what their files are called, and which of them go.
//!
//! Invariant: only a file whose name this device gave is ever removed; another device may keep its own in the same
//! folder. Which are kept is the rule of snapshots: the newest of each hour for a day, of each day for two weeks.

use crate::{
    Date, Instant,
    snapshot::{self, Reason, Snapshot},
};

const HEAD: &str = "solo-crm-";
const TAIL: &str = ".solocrm";
const DAY_MS: i64 = 86_400_000;

/// `solo-crm-2026-11-23-221500Z-0f3a91c.solocrm`: the time in UTC, then the device.
pub fn file_name(at: Instant, device: u64) -> String {
    let seconds = at.0.rem_euclid(DAY_MS) / 1_000;
    let date = Date(at.0.div_euclid(DAY_MS) as i32).iso();
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{HEAD}{date}-{hour:02}{minute:02}{second:02}Z-{device:x}{TAIL}")
}

/// Whether a device may have written this file as a backup.
pub fn is_backup(name: &str) -> bool {
    name.starts_with(HEAD) && name.ends_with(TAIL)
}

/// When a file was made, if this device made it.
pub fn made_at(name: &str, device: u64) -> Option<Instant> {
    let (date, rest) = name.strip_prefix(HEAD)?.split_at_checked(10)?;
    let clock = rest.strip_prefix('-')?.get(..6)?;
    let number = |at: usize| clock.get(at..at + 2)?.parse::<i64>().ok();
    let seconds = number(0)? * 3_600 + number(2)? * 60 + number(4)?;
    let at = Instant(i64::from(Date::parse_iso(date)?.0) * DAY_MS + seconds * 1_000);
    (file_name(at, device) == name).then_some(at)
}

/// The files that are not kept any longer. `names` are all that there is in the folder.
pub fn surplus(names: &[String], device: u64, now: Instant) -> Vec<String> {
    let about = |at| Snapshot { at, reason: Reason::Hour, records: 0, bytes: 0, generation: 0, sequence: 0 };
    let own: Vec<Snapshot> = names.iter().filter_map(|name| made_at(name, device)).map(about).collect();
    snapshot::surplus(&own, now).into_iter().map(|at| file_name(at, device)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR_MS: i64 = 3_600_000;
    /// 2026-11-23 22:15:00 UTC.
    const NOW: Instant = Instant(1_795_472_100_000);

    #[test]
    fn a_name_says_when_and_by_whom() {
        assert_eq!(file_name(NOW, 0xf3a91c), "solo-crm-2026-11-23-221500Z-f3a91c.solocrm");
        assert_eq!(made_at("solo-crm-2026-11-23-221500Z-f3a91c.solocrm", 0xf3a91c), Some(NOW));
        for other in [
            "solo-crm-2026-11-23.solocrm",
            "solo-crm-2026-11-23-221500Z-f3a91d.solocrm",
            "solo-crm-2026-11-23-221500Z-f3a91c (1).solocrm",
            "solo-crm-2026-11-23-996199Z-f3a91c.solocrm",
            "solo-crm-2026-13-23-221500Z-f3a91c.solocrm",
            "solo-crm-备份备份",
            "holiday.jpg",
            "",
        ] {
            assert_eq!(made_at(other, 0xf3a91c), None, "{other}");
        }
    }

    #[test]
    fn only_own_files_go() {
        let hours = |device| (0..24 * 60).map(move |hour| file_name(Instant(NOW.0 - hour * HOUR_MS), device));
        let others = ["holiday.jpg".to_owned(), "solo-crm-2020-01-01.solocrm".to_owned()];
        let names: Vec<String> = hours(7).chain(hours(8)).chain(others).collect();
        let gone = surplus(&names, 7, NOW);
        assert!(gone.iter().all(|name| name.ends_with("-7.solocrm")));
        assert!((37..=39).contains(&(24 * 60 - gone.len())), "{}", 24 * 60 - gone.len());
        assert!(!gone.contains(&file_name(NOW, 7)));
    }

    proptest! {
        #[test]
        fn every_name_is_read_back(seconds in 0..4_000_000_000_i64, device in 1..1_u64 << 52) {
            let at = Instant(seconds * 1_000);
            prop_assert_eq!(made_at(&file_name(at, device), device), Some(at));
        }

        #[test]
        fn any_name_is_read_without_a_panic(name in ".*") {
            prop_assert!(made_at(&name, 1).is_none());
        }
    }
}
