//! Numbers and amounts of money as people and systems write them.

use domain::Currency;

/// A number with the currency its marks name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    pub number: f64,
    pub mark: Mark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    None,
    Code(Currency),
    /// `$`: of several countries.
    Dollar,
    /// `¥`, `元`: China's, or Japan's where that is the owner's.
    Yuan,
}

impl Mark {
    /// The currency of an amount, given the owner's.
    pub fn currency(self, own: Currency) -> Currency {
        match self {
            Mark::None => own,
            Mark::Code(currency) => currency,
            Mark::Dollar if matches!(own.as_str(), "USD" | "CAD" | "AUD" | "NZD" | "SGD" | "HKD" | "TWD" | "MXN") => {
                own
            }
            Mark::Dollar => Currency::USD,
            Mark::Yuan if own.as_str() == "JPY" => own,
            Mark::Yuan => Currency::CNY,
        }
    }
}

const SIGNS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("R$", "BRL"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("S$", "SGD"),
    ("RMB", "CNY"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("৳", "BDT"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("₫", "VND"),
    ("฿", "THB"),
    ("zł", "PLN"),
    ("kr", "SEK"),
];
/// ISO 4217; other three letters before figures are those of an invoice.
const CODES: &str = "\
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF \
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD \
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD \
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY \
    TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";
const DOLLAR: &[&str] = &["$", "＄"];
const YUAN: &[&str] = &["¥", "￥", "元", "圆"];

/// A number without currency marks (`1,234.5`, `1.234,5` with a decimal comma, `1.2万`).
pub fn number(cell: &str, decimal_comma: bool) -> Option<f64> {
    amount(cell, decimal_comma).filter(|amount| amount.mark == Mark::None).map(|amount| amount.number)
}

/// A number with or without currency marks; in brackets it is negative, as accountants write.
pub fn amount(cell: &str, decimal_comma: bool) -> Option<Amount> {
    let mut rest = cell.trim();
    if rest.is_empty() || rest.len() > 60 || !rest.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        negative = true;
        rest = inner.trim();
    }
    if let Some(tail) = rest.strip_prefix(['-', '−', '－']) {
        negative = !negative;
        rest = tail.trim_start();
    }
    let (mut rest, mark) = take_mark(rest);
    if let Some(tail) = rest.strip_prefix(['-', '−', '－']) {
        negative = !negative;
        rest = tail;
    }
    rest = rest.strip_prefix('+').unwrap_or(rest);
    // As accounting systems print it.
    if let Some(head) = rest.strip_suffix('-') {
        negative = !negative;
        rest = head.trim_end();
    }
    let mut scale = 1.0;
    for (word, times) in [("万", 1e4), ("亿", 1e8)] {
        if let Some(head) = rest.strip_suffix(word) {
            (rest, scale) = (head.trim_end(), times);
        }
    }
    let number = plain(rest, decimal_comma)? * scale;
    Some(Amount { number: if negative { -number } else { number }, mark })
}

/// What stands in the first brackets.
pub fn in_brackets(text: &str) -> Option<&str> {
    let inner = text.split(['(', '\u{ff08}', '[']).nth(1)?.split([')', '\u{ff09}', ']']).next()?;
    Some(inner.trim())
}

/// The mark that a header has in brackets: `Total (USD)`, `金额(元)`.
pub fn named_currency(header: &str) -> Option<Mark> {
    match take_mark(in_brackets(header)?) {
        ("", mark) if mark != Mark::None => Some(mark),
        _ => None,
    }
}

fn take_mark(text: &str) -> (&str, Mark) {
    let around = |sign: &str| {
        text.strip_prefix(sign).map(str::trim_start).or_else(|| text.strip_suffix(sign).map(str::trim_end))
    };
    for (sign, code) in SIGNS {
        if let (Some(rest), Some(currency)) = (around(sign), Currency::new(code)) {
            return (rest, Mark::Code(currency));
        }
    }
    for (signs, mark) in [(DOLLAR, Mark::Dollar), (YUAN, Mark::Yuan)] {
        if let Some(rest) = signs.iter().find_map(|sign| around(sign)) {
            // `$12.00 USD`, `¥12元`
            let (rest, more) = if mark == Mark::Yuan {
                (rest.strip_suffix('元').unwrap_or(rest), Mark::None)
            } else {
                take_code(rest)
            };
            return (rest, if more == Mark::None { mark } else { more });
        }
    }
    take_code(text)
}

/// `USD 12` or `12 USD`: three capitals, set apart or not.
fn take_code(text: &str) -> (&str, Mark) {
    // Mostly they are figures, which need no looking up.
    let upper = |code: &str| code.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_code = |code: &str| upper(code) && CODES.split(' ').any(|known| known == code);
    if let (Some(code), Some(rest)) = (text.get(..3), text.get(3..))
        && is_code(code)
        && let Some(currency) = Currency::new(code)
    {
        return (rest.trim_start(), Mark::Code(currency));
    }
    let split = text.len().saturating_sub(3);
    if let (Some(rest), Some(code)) = (text.get(..split), text.get(split..))
        && is_code(code)
        && let Some(currency) = Currency::new(code)
    {
        return (rest.trim_end(), Mark::Code(currency));
    }
    (text, Mark::None)
}

fn plain(text: &str, decimal_comma: bool) -> Option<f64> {
    let (point, comma) = if decimal_comma { (',', '.') } else { ('.', ',') };
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once(point) {
        Some((whole, fraction)) => (whole, fraction),
        None => (mantissa, ""),
    };
    if !fraction.bytes().all(|b| b.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let mut digits = String::with_capacity(text.len());
    let is_gap = |c: char| c == comma || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | '，');
    let groups: Vec<&str> = whole.split(is_gap).collect();
    for (place, group) in groups.iter().enumerate() {
        let length = group.len();
        // Thousands; India groups by two above them.
        let fits = match place {
            0 => groups.len() == 1 || (1..=3).contains(&length),
            _ if place + 1 == groups.len() => length == 3,
            _ => length == 3 || length == 2,
        };
        if !fits || !group.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        digits.push_str(group);
    }
    if digits.is_empty() {
        digits.push('0');
    }
    if !fraction.is_empty() {
        digits.push('.');
        digits.push_str(fraction);
    }
    if let Some(exponent) = exponent {
        let value: i32 = exponent.parse().ok()?;
        if value.abs() > 30 {
            return None;
        }
        digits.push('e');
        digits.push_str(exponent);
    }
    digits.parse().ok().filter(|number: &f64| number.is_finite())
}

/// What a cell says about the decimal mark: `Some(true)` for a comma, `Some(false)` for a point, nothing where it
/// fits both (`1,234`) or is no number.
pub fn comma_evidence(cell: &str, as_point: Option<Amount>, as_comma: Option<Amount>) -> Option<bool> {
    match (as_comma, as_point) {
        (Some(_), None) => Some(true),
        (None, Some(_)) => Some(false),
        // `0,500` is a half: nobody groups after a zero.
        (Some(comma), Some(point)) if comma.number != point.number => {
            let first = cell.trim_start_matches(|c: char| !c.is_ascii_digit());
            if first.starts_with("0,") {
                Some(true)
            } else if first.starts_with("0.") {
                Some(false)
            } else {
                None
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, comma: bool, expect: Option<(f64, &str)>) {
        let own = Currency::new("EUR").unwrap();
        let got = amount(cell, comma).map(|amount| (amount.number, amount.mark.currency(own)));
        assert_eq!(got, expect.map(|(number, code)| (number, Currency::new(code).unwrap())), "{cell}");
    }

    #[test]
    fn amounts_are_read_in_many_notations() {
        check("1,234.50", false, Some((1234.5, "EUR")));
        check("1.234,50 €", true, Some((1234.5, "EUR")));
        check("¥1,234", false, Some((1234.0, "CNY")));
        check("1234元", false, Some((1234.0, "CNY")));
        check("$12.00 USD", false, Some((12.0, "USD")));
        check("USD 12", false, Some((12.0, "USD")));
        check("৳2,999", false, Some((2999.0, "BDT")));
        check("(12.00)", false, Some((-12.0, "EUR")));
        check("-$5", false, Some((-5.0, "USD")));
        check("12.50-", false, Some((-12.5, "EUR")));
        check("A$12", false, Some((12.0, "AUD")));
        check("1.2万", false, Some((12_000.0, "EUR")));
        check("1'234.5", false, Some((1234.5, "EUR")));
        check("12,34,567", false, Some((1_234_567.0, "EUR")));
        check("1.2E+3", false, Some((1200.0, "EUR")));
        for wrong in ["", "abc", "12,3", "1.2.3", "2026-01-02", "nan", "1e999", "12%", "1 2", "INV12", "12 PCS"] {
            check(wrong, false, None);
        }
    }

    #[test]
    fn headers_name_currencies() {
        let own = Currency::new("EUR").unwrap();
        for (header, expect) in [
            ("Total (USD)", Some("USD")),
            ("\u{91d1}\u{989d}\u{ff08}\u{5143}\u{ff09}", Some("CNY")),
            ("Price [\u{20ac}]", Some("EUR")),
            ("Quantity (PCS)", None),
            ("Total", None),
            ("Total ()", None),
        ] {
            assert_eq!(
                named_currency(header).map(|mark| mark.currency(own)),
                expect.and_then(Currency::new),
                "{header}"
            );
        }
    }

    #[test]
    fn the_decimal_mark_is_told_by_the_cell() {
        for (cell, expect) in [
            ("12,5", Some(true)),
            ("12.5", Some(false)),
            ("1,234", None),
            ("1.234,5", Some(true)),
            ("0,500", Some(true)),
            ("7", None),
            ("x", None),
        ] {
            assert_eq!(comma_evidence(cell, amount(cell, false), amount(cell, true)), expect, "{cell}");
        }
    }
}
