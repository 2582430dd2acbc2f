use crate::random::Random;
use domain::Id;

/// Which rows test. Positions are those of the answered rows given to [`Splits::seeded`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splits {
    /// Whether a row belongs to the single test part.
    pub test: Vec<bool>,
    /// The fold in which a row is tested.
    pub fold: Vec<usize>,
    pub folds: usize,
}

impl Splits {
    /// A stratified test part of `test_share` and stratified folds, from the seed. Rows are drawn in the order
    /// of their ids, so the order in which they come changes nothing.
    pub fn seeded(ids: &[Id], answers: &[bool], folds: usize, test_share: f64, seed: u64) -> Self {
        let folds = folds.max(2);
        let mut random = Random::new(seed);
        let (mut test, mut fold) = (vec![false; ids.len()], vec![0; ids.len()]);
        let mut next_fold = 0;
        for answer in [true, false] {
            let mut rows: Vec<usize> = (0..ids.len()).filter(|&row| answers[row] == answer).collect();
            rows.sort_unstable_by_key(|&row| (ids[row], row));
            random.shuffle(&mut rows);
            let tested = (rows.len() as f64 * test_share.clamp(0.0, 0.9)).round() as usize;
            rows.iter().take(tested).for_each(|&row| test[row] = true);
            random.shuffle(&mut rows);
            // The second answer goes on where the first stopped, so that folds differ by one row at most.
            for &row in &rows {
                fold[row] = next_fold % folds;
                next_fold += 1;
            }
        }
        Self { test, fold, folds }
    }

    /// As [`Splits::seeded`] with the newest rows as the test part: `test_share` of the dated rows, and as many more
    /// as share the day of the oldest of them, so that the past ends before the test begins. Rows without a date are
    /// learned from. Also the first day of the test; nothing where no day can part the rows.
    pub fn by_day(
        ids: &[Id],
        answers: &[bool],
        days: &[Option<i32>],
        folds: usize,
        test_share: f64,
        seed: u64,
    ) -> Option<(Self, i32)> {
        let mut dated: Vec<i32> = days.iter().take(ids.len()).copied().flatten().collect();
        dated.sort_unstable();
        let tested = (dated.len() as f64 * test_share.clamp(0.0, 0.9)).round() as usize;
        let from = *dated.get(dated.len().checked_sub(tested)?)?;
        if dated[0] >= from || days.len() != ids.len() {
            return None;
        }
        let mut splits = Self::seeded(ids, answers, folds, test_share, seed);
        splits.test = days.iter().map(|day| day.is_some_and(|day| day >= from)).collect();
        Some((splits, from))
    }
}
