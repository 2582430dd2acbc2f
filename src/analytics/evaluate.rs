use crate::{intervals::*, logistic, logit, ranking};
use domain::insight::{Bin, Calibration, Estimate, Evaluation, Scores};

/// Chances given to rows that the model had not seen, with the truth and with the share of yes among the rows
/// it had: all of the same length.
#[derive(Clone, Debug, Default)]
pub struct Unseen {
    pub chances: Vec<f64>,
    pub answers: Vec<bool>,
    pub shares: Vec<f64>,
}

const ROC_POINTS: usize = 200;
const BINS: usize = 10;

/// All figures of [`Scores`]; a chance of one half or more counts as yes.
pub fn scores(unseen: &Unseen) -> Scores {
    let rows = unseen.answers.len();
    let mut scores = Scores {
        rows,
        yes: 0,
        correct: 0,
        accuracy: Estimate::default(),
        naive_accuracy: 0.0,
        gain: Estimate::default(),
        auc: ranking::auc(&unseen.chances, &unseen.answers),
        log_loss: 0.0,
        naive_log_loss: 0.0,
        brier: 0.0,
        naive_brier: 0.0,
    };
    let (mut naive, mut only_model, mut only_naive) = (0, 0, 0);
    for i in 0..rows {
        let (chance, answer, share) = (unseen.chances[i], unseen.answers[i], unseen.shares[i]);
        let (right, naive_right) = ((chance >= 0.5) == answer, (share >= 0.5) == answer);
        scores.yes += usize::from(answer);
        scores.correct += usize::from(right);
        naive += usize::from(naive_right);
        only_model += usize::from(right && !naive_right);
        only_naive += usize::from(!right && naive_right);
        scores.log_loss += log_loss(chance, answer);
        scores.naive_log_loss += log_loss(share, answer);
        scores.brier += (chance - f64::from(u8::from(answer))).powi(2);
        scores.naive_brier += (share - f64::from(u8::from(answer))).powi(2);
    }
    let n = rows.max(1) as f64;
    for sum in [&mut scores.log_loss, &mut scores.naive_log_loss, &mut scores.brier, &mut scores.naive_brier] {
        *sum /= n;
    }
    scores.accuracy = wilson(scores.correct, rows);
    scores.naive_accuracy = naive as f64 / n;
    scores.gain = paired_difference(only_model, only_naive, rows);
    scores
}

/// −ln of the chance given to what happened, the chance held off 0 and 1 by 1e-15 as scikit-learn does.
pub(crate) fn log_loss(chance: f64, answer: bool) -> f64 {
    -(if answer { chance } else { 1.0 - chance }).max(1e-15).ln()
}

/// Everything about the pooled folds, beside the scores of the single test part.
pub fn evaluation(folds: &Unseen, test: Option<Scores>) -> Evaluation {
    let mut at_least = vec![(0u32, 0u32); 101];
    for (&chance, &answer) in folds.chances.iter().zip(&folds.answers) {
        // The rounding keeps a chance of exactly 29 % in the row of 29 %.
        let at = ((chance * 100.0 + 1e-9).floor().clamp(0.0, 100.0)) as usize;
        if answer { at_least[at].0 += 1 } else { at_least[at].1 += 1 }
    }
    for at in (0..100).rev() {
        at_least[at].0 += at_least[at + 1].0;
        at_least[at].1 += at_least[at + 1].1;
    }
    Evaluation {
        test,
        folds: scores(folds),
        roc: ranking::roc(&folds.chances, &folds.answers, ROC_POINTS),
        calibration: calibration(&folds.chances, &folds.answers),
        at_least,
    }
}

/// Bins of equal size, at least 20 rows each, and Cox's (1958) calibration slope: the logistic regression of
/// the truth on the chance's log-odds.
pub fn calibration(chances: &[f64], answers: &[bool]) -> Calibration {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_unstable_by(|&a, &b| chances[a].total_cmp(&chances[b]).then(a.cmp(&b)));
    let bins = (chances.len() / 20).clamp(1, BINS);
    let cut = |bin: usize| bin * chances.len() / bins;
    let bins = (0..bins).filter(|&bin| cut(bin) < cut(bin + 1)).map(|bin| {
        let rows = &order[cut(bin)..cut(bin + 1)];
        let yes = rows.iter().filter(|&&row| answers[row]).count();
        Bin {
            rows: rows.len(),
            mean_chance: rows.iter().map(|&row| chances[row]).sum::<f64>() / rows.len() as f64,
            share: wilson(yes, rows.len()),
        }
    });
    let mut calibration = Calibration { bins: bins.collect(), slope: None, intercept: None };
    let both = answers.contains(&true) && answers.contains(&false);
    let odds: Vec<f64> = chances.iter().map(|&chance| logit(chance)).collect();
    let varies = odds.iter().any(|value| (value - odds[0]).abs() > 1e-9);
    if both && varies {
        let truth: Vec<f64> = answers.iter().map(|&yes| f64::from(u8::from(yes))).collect();
        let fitted = logistic::fit_plain(&[odds], &truth);
        // Chances that separate the answers have no slope.
        if fitted.converged && fitted.coefficients[0].abs() < 50.0 && fitted.standard_error(0) < 50.0 {
            calibration.slope = Some(normal(fitted.coefficients[0], fitted.standard_error(0)));
            calibration.intercept = Some(fitted.intercept);
        }
    }
    calibration
}
