use domain::insight::{
    ColumnReport, ColumnUse, ENOUGH_ANSWERS, Evaluation, LEAST_ANSWERS, Level, Reason, Rows, Temporal, Verdict,
};

/// Why there can be no model, before any fitting.
pub(crate) fn refusal(rows: &Rows, usable_yes: usize, usable_no: usize) -> Option<Reason> {
    let answer = usable_yes <= usable_no;
    let have = usable_yes.min(usable_no);
    if usable_yes + usable_no == 0 && rows.yes + rows.no == 0 {
        Some(Reason::NoAnswers)
    } else if rows.yes == 0 || rows.no == 0 {
        Some(Reason::OneAnswer { answer: rows.yes > 0 })
    } else if have < LEAST_ANSWERS {
        Some(Reason::TooFewAnswers { answer, have, need: LEAST_ANSWERS })
    } else {
        None
    }
}

pub(crate) fn refused(reason: Reason, reports: &[ColumnReport]) -> Verdict {
    let mut reasons = vec![reason];
    reasons.extend(notes(reports));
    Verdict { level: Level::No, reasons, can_apply: false }
}

pub(crate) struct Fit {
    pub yes: usize,
    pub no: usize,
    pub coefficients: usize,
    pub separable: bool,
    pub converged: bool,
}

/// The sentence on a fitted model. No: it orders or weighs rows no better than knowing nothing. Care: usable
/// with what the reasons say in mind.
pub(crate) fn judge(fit: &Fit, evaluation: &Evaluation, reports: &[ColumnReport]) -> Verdict {
    let scores = &evaluation.folds;
    let rarer = fit.yes.min(fit.no);
    let mut no = Vec::new();
    let mut care = Vec::new();
    if let Some(auc) = scores.auc.filter(|auc| auc.low <= 0.5) {
        no.push(Reason::NoBetterThanChance { auc });
    }
    if scores.brier >= scores.naive_brier {
        no.push(Reason::WorseThanShare { brier: scores.brier, naive_brier: scores.naive_brier });
    }
    if rarer < ENOUGH_ANSWERS {
        care.push(Reason::TooFewAnswers { answer: fit.yes <= fit.no, have: rarer, need: ENOUGH_ANSWERS });
    }
    if fit.separable {
        care.push(Reason::Separable);
    }
    for report in reports {
        if let Some(auc) = report.auc.filter(|auc| *auc >= 0.99 && report.use_ == ColumnUse::Used) {
            care.push(Reason::Telltale { key: report.key, auc });
        }
    }
    if scores.gain.low <= 0.0 {
        care.push(Reason::GainIncludesZero { gain: scores.gain });
    }
    // Away from 1 by more than a quarter and by more than chance explains.
    if let Some(slope) = evaluation.calibration.slope.filter(|slope| slope.high < 0.8 || slope.low > 1.25) {
        care.push(Reason::Miscalibrated { slope });
    }
    if fit.coefficients * 10 > rarer {
        care.push(Reason::ManyColumns { coefficients: fit.coefficients, rarer });
    }
    if !fit.converged {
        care.push(Reason::NotConverged);
    }
    let level = match (no.is_empty(), care.is_empty()) {
        (false, _) => Level::No,
        (true, false) => Level::Care,
        (true, true) => Level::Use,
    };
    let reasons = no.into_iter().chain(care).chain(notes(reports)).collect();
    Verdict { level, reasons, can_apply: level != Level::No && rarer >= ENOUGH_ANSWERS }
}

/// A model is no better than it is on the newest rows.
pub(crate) fn on_the_newest(verdict: &mut Verdict, temporal: Option<&Temporal>) {
    let Some(gain) = temporal.map(|temporal| temporal.newest_gain).filter(|gain| gain.low <= 0.0) else { return };
    care(verdict, vec![Reason::NewestNoGain { gain }]);
    if gain.high <= 0.0 {
        verdict.level = Level::No;
        verdict.can_apply = false;
    }
}

/// Adds what a model is to be used with care for.
pub(crate) fn care(verdict: &mut Verdict, reasons: Vec<Reason>) {
    if !reasons.is_empty() {
        verdict.level = verdict.level.max(Level::Care);
        verdict.reasons.splice(0..0, reasons);
    }
}

/// What is worth knowing about the columns.
fn notes(reports: &[ColumnReport]) -> impl Iterator<Item = Reason> {
    // A set of tags is one feature of several columns: a tag that nobody has is nobody's news.
    reports.iter().filter(|report| report.level.is_none()).filter_map(|report| {
        let key = report.key;
        match report.use_ {
            ColumnUse::AllMissing => Some(Reason::AllMissing { key }),
            ColumnUse::Constant => Some(Reason::Constant { key }),
            ColumnUse::Duplicate { of } => Some(Reason::Duplicate { key, of }),
            ColumnUse::Identifier => Some(Reason::Identifier { key }),
            ColumnUse::Used if report.missing * 2 > report.rows => {
                Some(Reason::MostlyMissing { key, missing: report.missing, rows: report.rows })
            }
            ColumnUse::Used => None,
        }
    })
}
