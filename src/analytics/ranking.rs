use crate::intervals::z95;
use domain::insight::Estimate;

/// Positions of `scores` from least to greatest.
fn ascending(scores: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..scores.len() as u32).collect();
    order.sort_unstable_by(|&a, &b| scores[a as usize].total_cmp(&scores[b as usize]).then(a.cmp(&b)));
    order
}

/// Area under the ROC curve with its standard error (DeLong, DeLong & Clarke-Pearson 1988, computed by
/// midranks: Sun & Xu 2014). `scores` are finite, of any scale; nothing unless both answers occur.
pub fn auc_with_error(scores: &[f64], answers: &[bool]) -> Option<(f64, f64)> {
    let yes = answers.iter().filter(|yes| **yes).count();
    let no = answers.len() - yes;
    if yes == 0 || no == 0 {
        return None;
    }
    let order = ascending(scores);
    // Sums and sums of squares of each row's own share of rightly ordered pairs.
    let (mut yes_sum, mut yes_squares, mut no_sum, mut no_squares) = (0.0, 0.0, 0.0, 0.0);
    let (mut yes_before, mut no_before, mut from) = (0usize, 0usize, 0usize);
    while from < order.len() {
        let score = scores[order[from] as usize];
        let mut to = from;
        let mut tied_yes = 0;
        while to < order.len() && scores[order[to] as usize] == score {
            tied_yes += usize::from(answers[order[to] as usize]);
            to += 1;
        }
        let tied_no = to - from - tied_yes;
        let above = (no_before as f64 + 0.5 * tied_no as f64) / no as f64;
        let below = ((yes - yes_before - tied_yes) as f64 + 0.5 * tied_yes as f64) / yes as f64;
        yes_sum += above * tied_yes as f64;
        yes_squares += above * above * tied_yes as f64;
        no_sum += below * tied_no as f64;
        no_squares += below * below * tied_no as f64;
        yes_before += tied_yes;
        no_before += tied_no;
        from = to;
    }
    let auc = yes_sum / yes as f64;
    let spread = |sum: f64, squares: f64, n: usize| {
        if n < 2 { 0.25 } else { (squares - sum * sum / n as f64).max(0.0) / (n - 1) as f64 / n as f64 }
    };
    Some((auc, (spread(yes_sum, yes_squares, yes) + spread(no_sum, no_squares, no)).sqrt()))
}

/// [`auc_with_error`] as an estimate within [0, 1].
pub fn auc(scores: &[f64], answers: &[bool]) -> Option<Estimate> {
    let (value, error) = auc_with_error(scores, answers)?;
    let reach = z95() * error;
    Some(Estimate { value, low: (value - reach).max(0.0), high: (value + reach).min(1.0) })
}

/// The ROC curve as (share of no called yes, share of yes called yes), from (0, 0) to (1, 1): its corners,
/// thinned to about `most` points.
pub fn roc(scores: &[f64], answers: &[bool], most: usize) -> Vec<(f64, f64)> {
    let yes = answers.iter().filter(|yes| **yes).count().max(1) as f64;
    let no = answers.iter().filter(|yes| !**yes).count().max(1) as f64;
    let mut points = vec![(0.0, 0.0)];
    let (mut hits, mut alarms) = (0usize, 0usize);
    let order = ascending(scores);
    for (i, &row) in order.iter().enumerate().rev() {
        if answers[row as usize] {
            hits += 1
        } else {
            alarms += 1
        }
        let tied = i > 0 && scores[order[i - 1] as usize] == scores[row as usize];
        if !tied {
            let point = (alarms as f64 / no, hits as f64 / yes);
            if let [.., a, b] = points.as_slice()
                && ((a.0 == b.0 && b.0 == point.0) || (a.1 == b.1 && b.1 == point.1))
            {
                points.pop();
            }
            points.push(point);
        }
    }
    if points.len() > most.max(2) {
        let (last, step) = (points.len() - 1, points.len() as f64 / most.max(2) as f64);
        let mut kept: Vec<_> = (0..most.max(2)).map(|i| points[((i as f64 * step) as usize).min(last)]).collect();
        kept.push(points[last]);
        kept.dedup();
        return kept;
    }
    points
}
