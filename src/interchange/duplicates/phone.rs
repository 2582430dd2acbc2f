//! Phone numbers as they are compared: digits, some of which may be hidden.

use domain::{contact::phone_key, insight::Likeness};

/// Digits of one number; `*` stands for a hidden one. Without extension and, where it is known, without the
/// country's prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    pub digits: String,
}

/// Fewer known digits tell nobody apart.
const LEAST_DIGITS: usize = 7;

impl Phone {
    /// Nothing for what has too few digits to be a phone.
    pub fn read(text: &str) -> Option<Self> {
        let text = without_extension(&domain::text::fold(text));
        let is_mask = |c: char| matches!(c, '*' | '•' | '●' | '×' | 'x' | '#');
        if !text.contains(is_mask) {
            let digits = phone_key(&text)?;
            return Some(Self { digits: without_zero_in_brackets(&text, digits) });
        }
        let mut digits: String =
            text.chars().filter_map(|c| if is_mask(c) { Some('*') } else { c.is_ascii_digit().then_some(c) }).collect();
        if digits.len() == 13 && digits.starts_with("86") {
            digits.drain(..2);
        }
        let known = digits.chars().filter(char::is_ascii_digit).count();
        (known >= LEAST_DIGITS && digits.len() >= 9).then_some(Self { digits })
    }

    pub fn masked(&self) -> bool {
        self.digits.contains('*')
    }

    /// The digits that stay when the middle is hidden, `1381234` of 138****1234, where the number is as long as
    /// those that are masked so.
    pub fn ends(&self) -> Option<String> {
        let shown = self.digits.len() == 11 && self.digits.is_ascii();
        let ends = shown.then(|| format!("{}{}", &self.digits[..3], &self.digits[7..]))?;
        ends.bytes().all(|digit| digit.is_ascii_digit()).then_some(ends)
    }

    /// The last seven digits: the same with and without area code.
    pub fn tail(&self) -> Option<&str> {
        let tail = self.digits.get(self.digits.len().checked_sub(7)?..)?;
        (!tail.contains('*')).then_some(tail)
    }
}

/// `+44 (0)20 …`: the zero is not dialled from abroad.
fn without_zero_in_brackets(text: &str, digits: String) -> String {
    let Some((before, _)) = text.split_once("(0)") else { return digits };
    let at = before.chars().filter(char::is_ascii_digit).collect::<String>().trim_start_matches('0').len();
    let mut shorter = digits.clone();
    if digits[at.min(digits.len())..].starts_with('0') && digits.len() > LEAST_DIGITS {
        shorter.remove(at);
    }
    shorter
}

/// Without what is dialled after the number.
fn without_extension(text: &str) -> String {
    let ends = ["ext", "转", "轉", "分机", "分機", "durchwahl"].iter().filter_map(|mark| text.find(mark));
    let text = &text[..ends.min().unwrap_or(text.len())];
    // 010-12345678-801
    match text.rsplit_once('-') {
        Some((number, extension))
            if (1..=4).contains(&extension.len())
                && extension.bytes().all(|digit| digit.is_ascii_digit())
                && number.starts_with('0')
                && number.chars().filter(char::is_ascii_digit).count() >= 10 =>
        {
            number.to_owned()
        }
        _ => text.to_owned(),
    }
}

pub fn compare(a: &Phone, b: &Phone) -> Likeness {
    if a.masked() || b.masked() {
        let fits = a.digits.len() == b.digits.len()
            && a.digits.bytes().zip(b.digits.bytes()).all(|(a, b)| a == b || a == b'*' || b == b'*');
        return if fits { Likeness::Part } else { Likeness::Different };
    }
    if a.digits == b.digits {
        return Likeness::Same;
    }
    let (shorter, longer) =
        if a.digits.len() < b.digits.len() { (&a.digits, &b.digits) } else { (&b.digits, &a.digits) };
    if shorter.len() < longer.len() && longer.ends_with(shorter.as_str()) {
        return Likeness::Same;
    }
    // The same number behind another prefix, or one key hit wrong.
    let close = shorter.len() >= 9 && (super::letters::one_slip(shorter, longer));
    let tail = shorter.len() >= 10 && shorter[shorter.len() - 8..] == longer[longer.len() - 8..];
    if close || tail { Likeness::Close } else { Likeness::Different }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Likeness::{Close, Different, Part, Same};

    #[test]
    fn numbers_compare_across_notations_and_masks() {
        for (a, b, likeness) in [
            ("+86 138 0013 8000", "13800138000", Same),
            ("138****8000", "13800138000", Part),
            ("+86 138****8000", "138 0013 8000", Part),
            ("138xxxx8000", "138****8000", Part),
            ("138****8001", "13800138000", Different),
            ("010-12345678-801", "010 1234 5678", Same),
            ("010-12345678转801", "12345678", Same),
            ("+44 (0)20 7946 0958", "+442079460958", Same),
            ("(555) 010-9999", "+1 555 010 9999", Same),
            ("13800138000", "13800138001", Close),
            ("13800138000", "13801038000", Close),
            ("13800138000", "13911138222", Different),
        ] {
            let (a, b) = (Phone::read(a).unwrap(), Phone::read(b).unwrap());
            assert_eq!(compare(&a, &b), likeness, "{a:?} {b:?}");
            assert_eq!(compare(&b, &a), likeness, "{b:?} {a:?}");
        }
        for rubbish in ["", "110", "1****", "n/a", "ext", "-", "(0)", "转", "0(0)000"] {
            assert_eq!(Phone::read(rubbish), None, "{rubbish}");
        }
        assert_eq!(Phone::read("138****8000").unwrap().ends().as_deref(), Some("1388000"));
    }
}
