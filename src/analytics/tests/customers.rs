//! Segments, cohorts and baskets against published rows and small cases done by hand.

use crate::{baskets, cohorts, rfm};
use domain::{
    Date,
    insight::{RfmScore, Segment},
};
use std::collections::BTreeMap;

fn fixture(name: &str) -> Vec<Vec<String>> {
    let path = format!("{}/../../tests/fixtures/online-retail-germany/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

#[test]
fn germany_agrees_row_by_row() {
    let wanted = fixture("rfm.csv");
    let place: BTreeMap<&str, u32> = wanted.iter().zip(0..).map(|(row, at)| (row[0].as_str(), at)).collect();
    let orders = fixture("orders.csv");
    let orders = orders.iter().map(|row| (place[row[1].as_str()], day(&row[2]).0, row[3].parse().unwrap()));
    // The reference counts whole days from the time of the order to the midnight that begins 2011-12-10.
    let found = rfm::figures(wanted.len(), orders, day("2011-12-09").0);
    assert_eq!((wanted.len(), found.iter().flatten().map(|own| own.frequency).sum::<u32>()), (94, 457));
    for (row, own) in wanted.iter().zip(&found) {
        let own = own.unwrap();
        assert_eq!((own.recency, own.frequency), (row[1].parse().unwrap(), row[2].parse().unwrap()), "{row:?}");
        assert!((own.monetary - row[3].parse::<f64>().unwrap()).abs() < 0.005, "{row:?} {own:?}");
    }
    let figures: Vec<_> = found.into_iter().flatten().collect();
    let scores = rfm::scores(&figures);
    // Fifths of 94 without ties in money: 18 or 19 each.
    for score in 1..=5 {
        let share = scores.iter().filter(|own| own.monetary == score).count();
        assert!((18..=19).contains(&share), "{score}: {share}");
    }
    let spread: BTreeMap<u8, usize> = figures.iter().zip(&scores).filter(|(own, _)| own.frequency == 1).fold(
        BTreeMap::new(),
        |mut all, (_, score)| {
            *all.entry(score.frequency).or_default() += 1;
            all
        },
    );
    assert_eq!(spread.len(), 1, "customers with one order score equally");
}

#[test]
fn every_score_has_one_segment() {
    let of = |recency, frequency, monetary| rfm::segment(RfmScore { recency, frequency, monetary });
    let cases = [
        (of(5, 5, 5), Segment::Champions),
        (of(5, 1, 1), Segment::New),
        (of(3, 5, 4), Segment::Loyal),
        (of(2, 4, 4), Segment::AtRisk),
        (of(1, 5, 5), Segment::CannotLose),
        (of(1, 1, 1), Segment::Lost),
        (of(3, 1, 2), Segment::AboutToSleep),
    ];
    cases.iter().for_each(|(found, wanted)| assert_eq!(found, wanted));
    let mut seen: Vec<Segment> =
        (1..=5).flat_map(|recency| (1..=5).flat_map(move |f| (1..=5).map(move |m| of(recency, f, m)))).collect();
    seen.sort();
    seen.dedup();
    assert_eq!(seen, Segment::ALL);
    assert!(Segment::ALL.into_iter().all(|one| Segment::from_code(one.code()) == Some(one)));
}

#[test]
fn scores_of_few_customers() {
    assert_eq!(rfm::scores(&[]), []);
    let one = rfm::figures(1, [(0, 10, f64::NAN), (7, 1, 1.0)].into_iter(), 5);
    assert_eq!(one[0].unwrap(), rfm::Rfm { recency: 0, frequency: 1, monetary: 0.0 });
    assert_eq!(rfm::scores(&[one[0].unwrap()])[0].recency, 5);
    assert_eq!(rfm::scores(&[one[0].unwrap(); 4])[3], RfmScore { recency: 4, frequency: 4, monetary: 4 });
}

#[test]
fn cohorts_count_whole_months_only() {
    let orders = [
        (0, day("2026-01-31")),
        (0, day("2026-02-01")),
        (0, day("2026-02-09")),
        (1, day("2026-01-02")),
        (2, day("2026-03-05")),
        (0, day("2026-04-02")),
    ];
    let found = cohorts::cohorts(4, orders.into_iter(), day("2026-04-20"));
    let short: Vec<_> = found.iter().map(|one| (one.month.iso(), one.customers, one.active.clone())).collect();
    assert_eq!(short, [("2026-01-01".to_owned(), 2, vec![2, 1, 0]), ("2026-03-01".to_owned(), 1, vec![1])]);
}

#[test]
fn pairs_are_more_than_chance() {
    let products: Vec<String> = ["tea", "cup", "bag", "rare"].map(str::to_owned).to_vec();
    let mut baskets: Vec<Vec<u32>> = Vec::new();
    baskets.extend(std::iter::repeat_n(vec![0, 1], 12));
    baskets.extend(std::iter::repeat_n(vec![0], 8));
    baskets.extend(std::iter::repeat_n(vec![2], 70));
    baskets.extend(std::iter::repeat_n(vec![1, 2], 8));
    baskets.extend(std::iter::repeat_n(vec![2, 3], 2));
    let found = baskets::pairs(&products, baskets.iter().map(Vec::as_slice), 9);
    assert_eq!(found.len(), 1, "{found:?}");
    let pair = &found[0];
    assert_eq!((pair.first.as_str(), pair.second.as_str(), pair.together), ("tea", "cup", 12));
    // 12 of 20 with tea have a cup; 20 of all 100 have one.
    assert!((pair.confidence - 0.6).abs() < 1e-12 && (pair.lift - 3.0).abs() < 1e-12);
    assert!(baskets::pairs(&[], [].into_iter(), 9).is_empty());
}
