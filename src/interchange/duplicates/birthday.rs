//! Birthdays as they are compared.

use domain::{Date, insight::Likeness};

pub fn compare(a: Date, b: Date) -> Likeness {
    if a == b {
        return Likeness::Same;
    }
    let ((year_a, month_a, day_a), (year_b, month_b, day_b)) = (a.ymd(), b.ymd());
    let turned = year_a == year_b && month_a == day_b && day_a == month_b;
    if turned || one_slip(digits(a), digits(b)) {
        return Likeness::Close;
    }
    let parts = [year_a == year_b, month_a == month_b, day_a == day_b];
    if parts.into_iter().filter(|same| *same).count() == 2 { Likeness::Part } else { Likeness::Different }
}

fn digits(day: Date) -> [u8; 8] {
    let (year, month, day) = day.ymd();
    let mut rest = year.unsigned_abs() * 10_000 + u32::from(month) * 100 + u32::from(day);
    let mut digits = [0; 8];
    for digit in digits.iter_mut().rev() {
        *digit = (rest % 10) as u8;
        rest /= 10;
    }
    digits
}

/// One digit differs, or two neighbours are swapped.
fn one_slip(a: [u8; 8], b: [u8; 8]) -> bool {
    let mut wrong = (0..8).filter(|at| a[*at] != b[*at]);
    match (wrong.next(), wrong.next(), wrong.next()) {
        (Some(_), None, _) => true,
        (Some(first), Some(second), None) => second == first + 1 && a[first] == b[second] && a[second] == b[first],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_alike_by_their_digits() {
        for (a, b, likeness) in [
            ("1984-05-12", "1984-05-12", Likeness::Same),
            ("1984-05-12", "1984-12-05", Likeness::Close),
            ("1984-05-12", "1984-05-21", Likeness::Close),
            ("1984-05-12", "1994-05-12", Likeness::Close),
            ("1984-05-12", "1604-05-12", Likeness::Part),
            ("1984-05-12", "1984-08-03", Likeness::Different),
        ] {
            let day = |text| Date::parse_iso(text).unwrap();
            assert_eq!(compare(day(a), day(b)), likeness, "{a} {b}");
        }
    }
}
