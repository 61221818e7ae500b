//! Dates and times of day, in UTC, written the same way in both languages: 2026-11-21 06:49.

/// A moment taken apart, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    pub year: u64,
    /// 1 to 12.
    pub month: u64,
    /// 1 to 31.
    pub day: u64,
    pub hour: u64,
    pub minute: u64,
    pub second: u64,
}

const DAY: u64 = 86_400;
/// The Gregorian calendar repeats itself after 400 years, which have this many days.
const CYCLE: u64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH: u64 = 719_468;

impl Civil {
    /// Takes Unix seconds apart. The year is counted from March, so that the leap day comes last
    /// and the lengths of the months follow one straight line.
    pub fn from_unix(seconds: u64) -> Self {
        let days = seconds / DAY + EPOCH;
        let (cycle, day) = (days / CYCLE, days % CYCLE);
        // Without the leap days that came before, each year has 365 days.
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let of_day = seconds % DAY;
        Self {
            year: cycle * 400 + year + u64::from(month >= 10),
            month: if month < 10 { month + 3 } else { month - 9 },
            day: day - (153 * month + 2) / 5 + 1,
            hour: of_day / 3_600,
            minute: of_day % 3_600 / 60,
            second: of_day % 60,
        }
    }
}

/// The date of a moment in Unix seconds: `2026-11-21`.
pub fn date(seconds: u64) -> String {
    let Civil { year, month, day, .. } = Civil::from_unix(seconds);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Date and time of day: `2026-11-21 06:49`.
pub fn date_time(seconds: u64) -> String {
    let Civil { hour, minute, .. } = Civil::from_unix(seconds);
    format!("{} {hour:02}:{minute:02}", date(seconds))
}

/// To the second: `2026-11-21 06:49:05`.
pub fn date_time_seconds(seconds: u64) -> String {
    format!("{}:{:02}", date_time(seconds), Civil::from_unix(seconds).second)
}

/// For machines (RFC 3339): `2026-11-21T06:49:05Z`.
pub fn iso(seconds: u64) -> String {
    let Civil { hour, minute, second, .. } = Civil::from_unix(seconds);
    format!("{}T{hour:02}:{minute:02}:{second:02}Z", date(seconds))
}
