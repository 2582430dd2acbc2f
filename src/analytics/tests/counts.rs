//! Yearly counts of a file against the published fits and the card's own figures, and counts that tell nothing.

use super::{
    lifetime::near,
    lifetime_each::{HIGH_END, REGULAR},
};
use crate::{lifetime::sbg::Sbg, study::counts::stay};
use domain::insight::{Doubt, LabRefusal, Level};

#[test]
fn yearly_counts_give_the_published_numbers() {
    for (left, alpha, beta) in [(REGULAR, 0.704, 1.182), (HIGH_END, 0.668, 3.806)] {
        let counts = left.map(f64::from);
        let found = stay(&counts, None).unwrap();
        let own = &found.staying;
        near(own.alpha, alpha, 1e-3);
        near(own.beta, beta, 1e-3);
        assert_eq!((own.customers, own.years.len(), own.expected.len(), found.shares), (1000, 7, 11, false));
        assert_eq!((own.years[0].could, own.years[0].did), (1000, left[1] as usize));
        near(own.years[6].left, counts[7] / 1000.0, 1e-12);
        // The newest year was foreseen from the six before it.
        let [foreseen, plain, came] = own.tried.unwrap();
        let before = Sbg::fit(&counts[..7]).unwrap();
        near(foreseen, before.retention(6) * counts[6], 1e-12);
        near(plain, counts[6] * counts[1..7].iter().sum::<f64>() / counts[..6].iter().sum::<f64>(), 1e-12);
        assert_eq!(came, counts[7]);
        assert_eq!(own.judged.level, Level::Use, "{:?}", own.judged);

        // In whatever order, with years as numbers or as days, and with an empty row.
        let (mut rows, mut years): (Vec<f64>, Vec<f64>) =
            counts.iter().copied().zip((0..8).map(|at| f64::from(2010 + at))).rev().unzip();
        rows.push(f64::NAN);
        years.push(f64::NAN);
        assert_eq!(stay(&rows, Some(&years)).unwrap(), found);
        let first_of = |at: usize| 14_610.0 + (at * 365 + at.div_ceil(4)) as f64;
        assert_eq!(stay(&counts, Some(&(0..8).map(first_of).collect::<Vec<_>>())).unwrap(), found);

        // Shares give the same model; how sure it is then goes by a hundred customers.
        for scale in [0.1, 0.001] {
            let shares = stay(&counts.map(|count| count * scale), None).unwrap();
            assert!(shares.shares);
            near(shares.staying.alpha, own.alpha, 1e-5);
            near(shares.staying.beta, own.beta, 1e-5);
            assert_eq!(shares.staying.customers, 100);
            near(shares.staying.years[0].share.value, own.years[0].share.value, 1e-12);
            assert!(shares.staying.years[0].share.low < own.years[0].share.low);
        }
    }
}

#[test]
fn counts_that_tell_nothing_are_refused_with_the_reason() {
    let refused = |counts: &[f64], years: Option<&[f64]>| stay(counts, years).unwrap_err();
    assert_eq!(refused(&[1000.0, 869.0], None), LabRefusal::TooFewYears { have: 2, need: 3 });
    assert_eq!(refused(&[], None), LabRefusal::TooFewYears { have: 0, need: 3 });
    assert_eq!(refused(&[1000.0, 869.0, 900.0], None), LabRefusal::MoreThanBefore { row: 3 });
    assert_eq!(refused(&[100.0; 5], None), LabRefusal::NobodyLeft);
    assert_eq!(refused(&[0.0; 5], None), LabRefusal::TooFewCustomers { have: 0, need: 20 });
    assert_eq!(refused(&[1.0, 1.0, 0.0], None), LabRefusal::TooFewCustomers { have: 1, need: 20 });
    assert_eq!(refused(&[12.0, 9.0, 7.0], None), LabRefusal::TooFewCustomers { have: 12, need: 20 });
    assert_eq!(refused(&[100.0, -5.0, -7.0], None), LabRefusal::NoCount { row: 2 });
    assert_eq!(refused(&[100.0, f64::INFINITY, 7.0], None), LabRefusal::TooFewYears { have: 2, need: 3 });
    let years = [2019.0, 2020.0, 2021.0, 2022.0];
    assert_eq!(refused(&[100.0, 80.0, f64::NAN, 70.0], Some(&years)), LabRefusal::NoCount { row: 3 });
    for wrong in [2020.0, 2023.0, f64::NAN] {
        let years = [2019.0, 2020.0, wrong];
        assert!(matches!(refused(&[100.0, 80.0, 70.0], Some(&years)), LabRefusal::NotTheNextYear { .. }), "{wrong}");
    }
}

#[test]
fn three_counts_are_told_but_not_trusted() {
    let found = stay(&[100.0, 60.0, 45.0], None).unwrap().staying;
    assert_eq!((found.tried, found.judged.level), (None, Level::No));
    assert_eq!(found.judged.doubts, [Doubt::NotTried]);
    // Everybody is gone before the newest year.
    let gone = stay(&[50.0, 10.0, 0.0, 0.0], None).unwrap().staying;
    assert_eq!(gone.tried, None);
    assert!(gone.years.iter().all(|year| year.share.value.is_finite() && year.left.is_finite()));
}
