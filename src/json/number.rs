//! Numbers with a fraction or an exponent, without the tables that exact reading and writing takes.

/// The value of a number as JSON writes it; `None` if it is none. Exact up to fifteen digits, and off by a few
/// units in the last place where a number has more, or is very large or very small.
pub fn number(text: &str) -> Option<f64> {
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let mut exponent: i32 = exponent.parse().ok()?;
    let (mut whole, mut fraction, mut any) = (0u64, false, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' if whole < u64::MAX / 100 => {
                whole = whole * 10 + u64::from(byte - b'0');
                exponent = exponent.saturating_sub(i32::from(fraction));
            }
            // Beyond what makes a difference.
            b'0'..=b'9' => exponent = exponent.saturating_add(i32::from(!fraction)),
            b'.' if !fraction => fraction = true,
            _ => return None,
        }
        any |= byte != b'.';
    }
    any.then(|| sign * scaled(whole as f64, exponent))
}

/// `number * 10^exponent`, by powers that are exact.
fn scaled(mut number: f64, mut exponent: i32) -> f64 {
    // Beyond that all is zero or infinite.
    exponent = exponent.clamp(-400, 400);
    while exponent != 0 && number != 0.0 {
        let step = exponent.clamp(-22, 22);
        if step > 0 {
            number *= power(step);
        } else {
            number /= power(-step);
        }
        exponent -= step;
    }
    number
}

/// A power of ten up to the 22nd, all of which are exact.
fn power(exponent: i32) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * 10.0)
}

/// The number in as few decimals as give it back when read; null if it is none.
pub fn write(number: f64, to: &mut String) {
    if !number.is_finite() {
        return to.push_str("null");
    }
    if number < 0.0 {
        to.push('-');
    }
    let number = number.abs();
    let short = (0..=22).find_map(|decimals| {
        let whole = nearest(number, power(decimals))?;
        Some((whole.to_string(), decimals as usize))
    });
    match short {
        Some((digits, 0)) => to.push_str(&digits),
        Some((digits, decimals)) => {
            // At least one digit before the point.
            let zeros = (decimals + 1).saturating_sub(digits.len());
            let digits = "0".repeat(zeros) + &digits;
            let (whole, fraction) = digits.split_at(digits.len() - decimals);
            to.push_str(whole);
            to.push('.');
            to.push_str(fraction);
        }
        None => {
            // Very large or very small: seventeen digits and an exponent.
            let (mut digits, mut exponent) = (number, 0);
            while digits >= 1e18 {
                (digits, exponent) = (digits / 10.0, exponent + 1);
            }
            while digits < 1e17 {
                (digits, exponent) = (digits * 10.0, exponent - 1);
            }
            to.push_str(&format!("{}e{exponent}", digits as u64));
        }
    }
}

/// The whole number that gives this one when divided by the power.
fn nearest(number: f64, power: f64) -> Option<u64> {
    let guess = (number * power).round();
    let near = [0, 1, u64::MAX].map(|step| f64::from_bits(guess.to_bits().wrapping_add(step)));
    near.into_iter()
        .find(|whole| *whole < 1.8e19 && whole.fract() == 0.0 && whole / power == number)
        .map(|whole| whole as u64)
}
