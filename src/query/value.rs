//! Sizes, counts, dates, lengths of time and shares, as they are written in a query.

use super::ast::{Literal, Op};
use super::date;
use super::error::{Error, Kind as Wrong, Wanted};
use crate::table::column::{Head, Kind, Value};

const DAY: u64 = 86_400;

/// The units of sizes are powers of 1,024, as the page shows them; the French octets count too.
const SIZES: &[(&str, u64)] = &[
    ("", 1),
    ("b", 1),
    ("o", 1),
    ("k", 1 << 10),
    ("kb", 1 << 10),
    ("ko", 1 << 10),
    ("m", 1 << 20),
    ("mb", 1 << 20),
    ("mo", 1 << 20),
    ("g", 1 << 30),
    ("gb", 1 << 30),
    ("go", 1 << 30),
    ("t", 1 << 40),
    ("tb", 1 << 40),
    ("to", 1 << 40),
];

/// `m` alone would be minutes to one and months to another. Months and years have their mean length.
const SPANS: &[(&str, u64)] = &[
    ("s", 1),
    ("min", 60),
    ("h", 3_600),
    ("d", DAY),
    ("j", DAY),
    ("w", 7 * DAY),
    ("mo", 2_629_746),
    ("y", 31_556_952),
];

/// In the millionths in which money is compared.
const DOLLAR: u64 = 1_000_000;

/// One per cent, in the parts in which shares are compared.
const PERCENT: u64 = 1_000_000;

/// A number of a column's values: what it stands for as a whole, and exactly.
#[derive(Clone, Copy)]
struct Amount {
    from: u64,
    to: u64,
    /// For a comparison. A day or a month has no such point.
    point: Option<u64>,
    /// It is a distance from now.
    distance: bool,
}

/// The numbers, first to last, that are meant by an operator and a value; none where the first comes after the last.
pub(super) type Range = (u64, u64);

/// The number by which a value that is no text is compared.
pub(super) fn number(value: Value<'_>) -> Option<u64> {
    match value {
        Value::Count(n) | Value::Bytes(n) | Value::Money(n) | Value::Time(n) => Some(n),
        Value::Flag(flag) => Some(u64::from(flag)),
        Value::Fraction { total: 0, .. } => Some(0),
        Value::Fraction { done, total } => {
            let share = u128::from(done) * u128::from(100 * PERCENT) / u128::from(total);
            Some(u64::try_from(share).unwrap_or(u64::MAX))
        }
        _ => None,
    }
}

/// What a column that holds no words is asked for. `aged` if it goes by the name of its age.
pub(super) fn range(head: &Head, aged: bool, op: Op, literal: &Literal, now: u64) -> Result<Range, Error> {
    let wanted = match head.kind {
        Kind::Bytes => Wanted::Size,
        Kind::Money => Wanted::Money,
        Kind::Time if aged => Wanted::Age,
        Kind::Time => Wanted::Time,
        Kind::Fraction => Wanted::Share,
        Kind::Flag => Wanted::Flag,
        _ => Wanted::Count,
    };
    let wrong = |kind| Error::new(literal.at.from, literal.at.to, kind);
    let not = || wrong(Wrong::Not(wanted, literal.text.clone()));
    let read = |text: &str| amount(wanted, text, now).ok_or_else(not);
    let between = literal.text.split_once("..").filter(|_| !literal.quoted && matches!(op, Op::Has | Op::Is));
    let (low, high, distance) = match between {
        Some(("", "")) => return Err(not()),
        Some((low, "")) => {
            let low = read(low)?;
            (low.start(), u64::MAX, low.distance)
        }
        Some(("", high)) => {
            let high = read(high)?;
            (0, high.end(), high.distance)
        }
        Some((low, high)) => {
            let (low, high) = (read(low)?, read(high)?);
            if low.distance != high.distance {
                return Err(not());
            }
            if low.start() > high.end() {
                return Err(wrong(Wrong::Backwards));
            }
            (low.start(), high.end(), low.distance)
        }
        None => {
            let amount = read(&literal.text)?;
            let (low, high) = match op {
                Op::Less => (0, amount.start().checked_sub(1)),
                Op::Most => (0, Some(amount.end())),
                // Past the last number there is nothing.
                Op::More => amount.end().checked_add(1).map_or((1, Some(0)), |low| (low, Some(u64::MAX))),
                Op::Least => (amount.start(), Some(u64::MAX)),
                Op::Has | Op::Is | Op::Like => (amount.from, Some(amount.to)),
            };
            high.map_or((1, 0, amount.distance), |high| (low, high, amount.distance))
        }
    };
    Ok(if distance && low <= high { moments(head.ahead, low, high, now) } else { (low, high) })
}

/// The times at such distances from now. What has expired no longer expires in any time; what was made a moment ahead
/// of this clock has no age at all.
fn moments(ahead: bool, near: u64, far: u64, now: u64) -> Range {
    if ahead {
        (now.saturating_add(near), now.saturating_add(far))
    } else if near > now {
        (1, 0)
    } else {
        (now.saturating_sub(far), if near == 0 { u64::MAX } else { now - near })
    }
}

impl Amount {
    fn start(&self) -> u64 {
        self.point.unwrap_or(self.from)
    }

    fn end(&self) -> u64 {
        self.point.unwrap_or(self.to)
    }

    fn exactly(n: u64) -> Amount {
        Amount { from: n, to: n, point: Some(n), distance: false }
    }
}

fn amount(wanted: Wanted, text: &str, now: u64) -> Option<Amount> {
    match wanted {
        Wanted::Size => {
            // As a whole it is every size that is shown like this, rounded.
            let (point, step) = measure(text, SIZES)?;
            let (from, to) = (point.saturating_sub(step / 2), point.saturating_add((step / 2).max(1) - 1));
            Some(Amount { from, to, point: Some(point), distance: false })
        }
        Wanted::Count => text.parse().ok().map(Amount::exactly),
        Wanted::Money => {
            let (point, step) = measure(text.strip_prefix('$').unwrap_or(text), &[("", DOLLAR)])?;
            Some(Amount { from: point, to: point.saturating_add(step - 1), point: Some(point), distance: false })
        }
        Wanted::Share => {
            let number = text.strip_suffix('%').unwrap_or(text);
            let (point, step) = measure(number, &[("", PERCENT)])?;
            Some(Amount { from: point, to: point.saturating_add(step - 1), point: Some(point), distance: false })
        }
        Wanted::Flag if ["true", "yes"].iter().any(|yes| text.eq_ignore_ascii_case(yes)) => Some(Amount::exactly(1)),
        Wanted::Flag if ["false", "no"].iter().any(|no| text.eq_ignore_ascii_case(no)) => Some(Amount::exactly(0)),
        Wanted::Flag | Wanted::Fact => None,
        Wanted::Age => span(text),
        Wanted::Time => span(text).or_else(|| {
            let (from, to) = date::period(text, now)?;
            Some(Amount { from, to, point: None, distance: false })
        }),
    }
}

/// A length of time. As a whole it is all that is told like this: 7 days ago until it is 8 days ago.
fn span(text: &str) -> Option<Amount> {
    let (point, step) = measure(text, SPANS)?;
    Some(Amount { from: point, to: point.saturating_add(step - 1), point: Some(point), distance: true })
}

/// A decimal number with its unit, and the last digit's worth of it (at least 1).
fn measure(text: &str, units: &[(&str, u64)]) -> Option<(u64, u64)> {
    let number = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(number);
    let (_, unit) = units.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit))?;
    let (whole, decimals) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let whole = u128::from(whole.parse::<u64>().ok()?) * u128::from(*unit);
    let (part, step) = match decimals {
        None => (0, *unit),
        Some(decimals) => {
            let tenths = 10u64.pow(u32::try_from(decimals.len()).ok().filter(|places| (1..=6).contains(places))?);
            (u128::from(decimals.parse::<u64>().ok()?) * u128::from(*unit) / u128::from(tenths), unit / tenths)
        }
    };
    Some((u64::try_from(whole + part).unwrap_or(u64::MAX), step.max(1)))
}
