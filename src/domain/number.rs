//! Decimal numbers as rules keep them, read and written without the standard library's way, which takes 40 KB of a
//! program to be right in the last digit of any number. Exact for up to 15 digits, which is what money and people use.

/// `-12.5`, `.5`, `1e6`.
pub fn read(text: &str) -> Option<f64> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (digits, exponent) = match digits.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse().ok()?),
        None => (digits, 0_i32),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() + part.len() == 0 {
        return None;
    }
    let mut mantissa = 0_u64;
    let mut power = exponent.clamp(-400, 400).checked_sub(i32::try_from(part.len()).ok()?)?;
    for byte in whole.bytes().chain(part.bytes()) {
        let digit = char::from(byte).to_digit(10)?;
        match mantissa.checked_mul(10).and_then(|tens| tens.checked_add(digit.into())) {
            // More digits than a number holds only shift the point.
            Some(more) if power > i32::MIN / 2 && mantissa < 1 << 53 => mantissa = more,
            _ => power += 1,
        }
    }
    let size = match power {
        0.. => mantissa as f64 * 10_f64.powi(power),
        // Powers below this are no numbers any more.
        -300..0 => mantissa as f64 / 10_f64.powi(-power),
        _ => mantissa as f64 / 1e300 / 10_f64.powi(-300 - power),
    };
    Some(sign * size).filter(|number| number.is_finite())
}

/// The shortest text that is read as this number.
pub fn write(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return (number as i64).to_string();
    }
    serde_json::to_string(&number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_ones_of_the_standard_library() {
        let texts = [
            "0",
            "-0",
            "1",
            "+1",
            "1.",
            ".5",
            "-12.5",
            "0.1",
            "0.3",
            "123456.789",
            "999999999999999",
            "1e6",
            "1.5E-3",
            "2.5e22",
            "1e22",
            "0.000001",
            "12345678.9",
            "1e-20",
            "10000000000000000000000",
            "0.00000000000000000001",
            "9007199254740993",
        ];
        for text in texts {
            let (ours, exact) = (read(text), text.parse::<f64>().ok());
            assert_eq!(ours, exact, "{text}");
        }
        for cents in (0..2_000_000_i64).step_by(37) {
            let number = cents as f64 / 100.0;
            assert_eq!(read(&number.to_string()), Some(number));
            assert_eq!(write(number), number.to_string());
        }
        for text in ["", "-", ".", "e5", "1e", "x", "1,5", "1 2", "NaN", "inf", "1e999", "0x1", "--1"] {
            assert_eq!(read(text), None, "{text}");
        }
        for text in ["1e-400", "1e-310", "123456789012345678901234567890"] {
            let (ours, exact) = (read(text).unwrap(), text.parse::<f64>().unwrap());
            assert!((ours - exact).abs() <= exact.abs() * 1e-12, "{text}: {ours}");
        }
    }
}
