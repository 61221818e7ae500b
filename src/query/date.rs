//! Dates as they are written in a query: a year, a month, a day, or a time of day; all in UTC.

const DAY: i64 = 86_400;

/// The first and the last second, in Unix seconds, of what a text names: `2026`, `2026-03`, `2026-03-31`,
/// `2026-03-31T14`, `…:30`, `…:05Z`, `today`, `yesterday`, `tomorrow`. What lies before 1970 is its first second.
pub(super) fn period(text: &str, now: u64) -> Option<(u64, u64)> {
    let today = i64::try_from(now).ok()? / DAY;
    let word = |word: &str| text.eq_ignore_ascii_case(word);
    let (start, length) = if word("today") {
        (today * DAY, DAY)
    } else if word("yesterday") {
        ((today - 1) * DAY, DAY)
    } else if word("tomorrow") {
        ((today + 1) * DAY, DAY)
    } else {
        written(text)?
    };
    let second = |at: i64| u64::try_from(at).unwrap_or(0);
    Some((second(start), second(start + length - 1)))
}

/// Start and length, in seconds.
fn written(text: &str) -> Option<(i64, i64)> {
    let text = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    let (date, time) = text.split_once(['T', 't']).map_or((text, None), |(date, time)| (date, Some(time)));
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = optional(parts.next(), 1, 12)?;
    let day = optional(parts.next(), 1, month.map_or(31, |month| length_of_month(year, month)))?;
    if parts.next().is_some() {
        return None;
    }
    let start = days(year, month.unwrap_or(1), day.unwrap_or(1));
    match (month, day, time) {
        (None, _, None) => Some((start * DAY, (days(year + 1, 1, 1) - start) * DAY)),
        (Some(month), None, None) => Some((start * DAY, length_of_month(year, month) * DAY)),
        (_, Some(_), None) => Some((start * DAY, DAY)),
        (_, Some(_), Some(time)) => {
            let (of_day, length) = time_of_day(time)?;
            Some((start * DAY + of_day, length))
        }
        _ => None,
    }
}

/// The day that a date such as `2026-03-31` names, in days since 1970.
pub fn day(text: &str) -> Option<u64> {
    let (start, length) = written(text)?;
    if length == DAY { u64::try_from(start / DAY).ok() } else { None }
}

fn time_of_day(text: &str) -> Option<(i64, i64)> {
    let mut parts = text.split(':');
    let hour = digits(parts.next()?, 2).filter(|hour| *hour < 24)?;
    let minute = optional(parts.next(), 0, 59)?;
    let second = optional(parts.next(), 0, 59)?;
    let length = match (minute, second) {
        (None, _) => 3_600,
        (_, None) => 60,
        _ => 1,
    };
    let start = hour * 3_600 + minute.unwrap_or(0) * 60 + second.unwrap_or(0);
    parts.next().is_none().then_some((start, length))
}

/// A part that may be missing, but not be anything else than it should.
fn optional(part: Option<&str>, least: i64, most: i64) -> Option<Option<i64>> {
    match part {
        None => Some(None),
        Some(part) => digits(part, 2).filter(|n| (least..=most).contains(n)).map(Some),
    }
}

fn digits(text: &str, count: usize) -> Option<i64> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn length_of_month(year: i64, month: i64) -> i64 {
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    days(next_year, next, 1) - days(year, month, 1)
}

/// The year and the month of a moment.
pub(super) fn month(now: u64) -> (i64, i64) {
    let today = i64::try_from(now).unwrap_or(0) / DAY;
    let year = 1970 + today / 366;
    // The division is a little short, by a year at most in the next three hundred.
    let year = if days(year + 1, 1, 1) <= today { year + 1 } else { year };
    let month = (1..=12).rfind(|month| days(year, *month, 1) <= today).unwrap_or(1);
    (year, month)
}

/// Days from 1970-01-01. The year is counted from March, so that the leap day comes last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leaps + (153 * month + 2) / 5 + day - 1 - 719_468
}
