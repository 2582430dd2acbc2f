//! Birthdays as they are compared.

use domain::{Date, insight::Likeness};

pub fn compare(a: Date, b: Date) -> Likeness {
    if a == b {
        return Likeness::Same;
    }
    let ((year_a, month_a, day_a), (year_b, month_b, day_b)) = (a.ymd(), b.ymd());
    let turned = year_a == year_b && month_a == day_b && day_a == month_b;
    if turned || super::letters::one_slip(&a.iso(), &b.iso()) {
        return Likeness::Close;
    }
    let parts = [year_a == year_b, month_a == month_b, day_a == day_b];
    if parts.into_iter().filter(|same| *same).count() == 2 { Likeness::Part } else { Likeness::Different }
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
