//! What the name of a column says: that it numbers rows, or that it was written down when the outcome was known.
//!
//! One rule for files, records and whoever learns from them. Names are cut into words where signs, cases and scripts
//! change, so that `CustomerID`, `customer_id` and `客户ID` are read alike.

use super::{Leak, Values};

/// So few different values are kinds, not names.
const MOST_KINDS: usize = 20;

const IDENTIFIERS: [&str; 8] = ["id", "ids", "uuid", "guid", "number", "no", "nr", "unnamed"];
/// What is written together with `id`.
const IDENTIFIED: [&str; 18] = [
    "account", "case", "client", "company", "contact", "customer", "deal", "employee", "invoice", "item", "lead",
    "member", "order", "person", "product", "record", "row", "user",
];
const IDENTIFIERS_ZH: [&str; 8] = ["编号", "序号", "单号", "号码", "卡号", "工号", "账号", "流水号"];

/// They follow one another, too, but say when.
const PERIODS: [&str; 9] = ["year", "quarter", "month", "week", "day", "date", "hour", "time", "period"];
const PERIODS_ZH: [&str; 7] = ["年", "季", "月", "周", "日", "时间", "期"];

const LATE: [&str; 40] = [
    "lost",
    "won",
    "closed",
    "outcome",
    "result",
    "settled",
    "settlement",
    "refund",
    "refunds",
    "refunded",
    "returned",
    "cancelled",
    "canceled",
    "cancellation",
    "churn",
    "churned",
    "duration",
    "reason",
    "resolved",
    "resolution",
    "completed",
    "ended",
    "expired",
    "terminated",
    "termination",
    "unsubscribed",
    "recovered",
    "recovery",
    "recoveries",
    "repaid",
    "payoff",
    "chargeoff",
    "writeoff",
    "delivered",
    "converted",
    "conversion",
    "disposition",
    "left",
    "exit",
    "final",
];
/// After `close` or `end` alone: the close of a day is no end of a deal.
const OF_AN_END: [&str; 6] = ["date", "day", "value", "amount", "time", "at"];
const LATE_ZH: [&str; 21] = [
    "时长", "成交", "流失", "退款", "退货", "结清", "还清", "原因", "结果", "赢单", "输单", "丢单", "关闭", "结案",
    "取消", "结束", "终止", "到期", "离职", "转化", "核销",
];

/// The words of a name, in small letters.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for letter in name.chars() {
        let cut = !letter.is_alphanumeric()
            || (before.is_lowercase() && letter.is_uppercase())
            || (before.is_alphanumeric() && before.is_ascii() != letter.is_ascii());
        if cut {
            words.push(String::new());
        }
        if letter.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
        before = letter;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a name sounds like something that is known when the outcome is.
pub fn sounds_late(name: &str) -> bool {
    let words = words(name);
    let ends = |pair: &[String]| ["close", "end"].contains(&pair[0].as_str()) && OF_AN_END.contains(&pair[1].as_str());
    words.iter().any(|word| LATE.contains(&word.as_str()) || word == "closedate")
        || words.windows(2).any(ends)
        || LATE_ZH.iter().any(|late| name.contains(late))
}

/// Whether a column only names its rows: called an identifier, with a value of its own in most rows, or whole numbers
/// one after the other.
pub fn names_rows(name: &str, values: &Values) -> Option<Leak> {
    let (present, different) = counts(values);
    let own = different > MOST_KINDS || (different > 1 && different * 10 >= present * 9);
    if own && sounds_like_an_identifier(name) {
        return Some(Leak::Identifier);
    }
    let period = || {
        words(name).iter().any(|word| PERIODS.contains(&word.as_str()))
            || PERIODS_ZH.iter().any(|period| name.contains(period))
    };
    (is_serial(values) && !period()).then_some(Leak::Serial)
}

fn sounds_like_an_identifier(name: &str) -> bool {
    let words = words(name);
    let joined = |word: &str| word.strip_suffix("id").is_some_and(|stem| IDENTIFIED.contains(&stem));
    words.last().is_some_and(|last| IDENTIFIERS.contains(&last.as_str()) || joined(last))
        || words.first().is_some_and(|first| first == "unnamed")
        || name.trim_end().ends_with('#')
        || IDENTIFIERS_ZH.iter().any(|named| name.contains(named))
}

/// How many values there are, and how many different ones.
fn counts(values: &Values) -> (usize, usize) {
    match values {
        Values::Numbers(numbers) => {
            let found = sorted(numbers);
            let different = found.chunk_by(|a, b| a == b).count();
            (found.len(), different)
        }
        Values::Levels { codes, levels } => {
            let mut seen = vec![false; levels.len()];
            let present = codes.iter().filter_map(|code| seen.get_mut(*code as usize).map(|seen| *seen = true)).count();
            (present, seen.into_iter().filter(|seen| *seen).count())
        }
    }
}

fn sorted(numbers: &[f64]) -> Vec<f64> {
    let mut found: Vec<f64> = numbers.iter().copied().filter(|number| number.abs() < 1e15).collect();
    found.sort_unstable_by(f64::total_cmp);
    found
}

/// Whole numbers of which hardly one is missing or there twice, as rows are numbered.
fn is_serial(values: &Values) -> bool {
    let Values::Numbers(numbers) = values else { return false };
    let found = sorted(numbers);
    if found.len() <= MOST_KINDS || found.len() * 10 < numbers.len() * 9 {
        return false;
    }
    let span = found[found.len() - 1] - found[0];
    found.iter().all(|number| number.fract() == 0.0)
        && found.windows(2).all(|pair| pair[0] < pair[1])
        && span < 1.1 * found.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_word_by_word() {
        for name in
            ["CustomerID", "customer_id", "客户ID", "customerid", "Order No.", "订单编号", "Record #", "Unnamed: 0"]
        {
            assert!(sounds_like_an_identifier(name), "{name}");
        }
        for name in ["Paid", "grid", "Covid", "number of children", "postal code", "Age"] {
            assert!(!sounds_like_an_identifier(name), "{name}");
        }
        for name in
            ["close_value", "Close Date", "lost_reason", "duration", "通话时长", "成交日期", "ChurnScore", "end_date"]
        {
            assert!(sounds_late(name), "{name}");
        }
        for name in ["Close", "close_friends", "wonder", "Age", "engage_date", "来源", "endowment"] {
            assert!(!sounds_late(name), "{name}");
        }
    }

    #[test]
    fn values_decide_whether_a_name_is_right() {
        let numbers = |of: &dyn Fn(usize) -> f64| Values::Numbers((0..100).map(of).collect());
        let shuffled = numbers(&|row| ((row * 37) % 100) as f64 + 500.0);
        assert_eq!(names_rows("Customer ID", &numbers(&|row| row as f64 * 7.5)), Some(Leak::Identifier));
        assert_eq!(names_rows("x", &shuffled), Some(Leak::Serial));
        assert_eq!(names_rows("Year", &shuffled), None);
        assert_eq!(names_rows("月份", &shuffled), None);
        assert_eq!(names_rows("store_id", &numbers(&|row| (row % 5) as f64)), None);
        assert_eq!(names_rows("id", &Values::Numbers(vec![f64::NAN; 100])), None);
        let codes = |most: u32| Values::Levels {
            codes: (0..100).map(|row| row % most).collect(),
            levels: (0..100).map(|level| level.to_string()).collect(),
        };
        assert_eq!(names_rows("opportunity_id", &codes(100)), Some(Leak::Identifier));
        assert_eq!(names_rows("agent id", &codes(6)), None);
    }
}
