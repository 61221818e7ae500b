//! Local time: what a clock on the wall shows, and when it shows it.

use crate::text::date;

pub const MINUTE: u64 = 60;
pub const HOUR: u64 = 60 * MINUTE;
pub const DAY: u64 = 24 * HOUR;

/// Seconds that local time is ahead of UTC at a moment, which is given in seconds since 1970.
pub type Zone<'a> = &'a dyn Fn(u64) -> i64;

/// What the clock shows at a moment: seconds since 1970 as if it were UTC.
pub fn shown(moment: u64, zone: Zone<'_>) -> u64 {
    moment.saturating_add_signed(zone(moment))
}

/// When the clock shows this. A time that it shows twice, as in autumn, is the first of both; one that it leaves out,
/// as in spring, comes as much later as the clock was put forward.
pub fn moment(shown: u64, zone: Zone<'_>) -> u64 {
    // No country changes its clocks twice within two days.
    let offsets = [zone(shown.saturating_sub(DAY)), zone(shown.saturating_add(DAY))];
    let of = |offset: i64| shown.saturating_add_signed(-offset);
    let fits = offsets.into_iter().filter(|offset| zone(of(*offset)) == *offset).map(of).min();
    fits.unwrap_or_else(|| of(offsets[0]))
}

/// Of the day, in minutes: `08:30`.
pub fn time(minute: u64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Minutes of the day, from `08:30`; seconds may follow.
pub fn read_time(text: &str) -> Option<u64> {
    let mut parts = text.split(':');
    let mut part = |most: u64| parts.next()?.parse::<u64>().ok().filter(|number| *number <= most);
    Some(part(23)? * 60 + part(59)?)
}

/// A day since 1970: `2026-11-21`.
pub fn day(day: u64) -> String {
    date::date(day.saturating_mul(DAY))
}

/// What the clock shows, to the minute: `2026-11-21 08:30`.
pub fn date_time(shown: u64) -> String {
    date::date_time(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paris in 2026: summer time from 29 March, 01:00 UTC, to 25 October, 01:00 UTC.
    fn paris(moment: u64) -> i64 {
        if (1_774_746_000..1_792_890_000).contains(&moment) { 7_200 } else { 3_600 }
    }

    fn utc(text: &str) -> u64 {
        let (day, time) = text.split_once(' ').unwrap();
        crate::query::day(day).unwrap() * DAY + read_time(time).unwrap() * MINUTE
    }

    #[test]
    fn a_time_that_the_clock_leaves_out_comes_as_much_later_and_one_shown_twice_is_the_first() {
        let at = |text: &str| date_time(moment(utc(text), &paris));
        assert_eq!(at("2026-03-28 02:30"), "2026-03-28 01:30");
        assert_eq!(at("2026-03-29 02:30"), "2026-03-29 01:30", "03:30 of summer");
        assert_eq!(at("2026-03-29 03:30"), "2026-03-29 01:30");
        assert_eq!(at("2026-10-25 02:30"), "2026-10-25 00:30", "of summer still");
        assert_eq!(at("2026-10-25 03:00"), "2026-10-25 02:00");
        assert_eq!(date_time(shown(utc("2026-10-25 00:30"), &paris)), "2026-10-25 02:30");
    }

    #[test]
    fn what_the_fields_of_a_browser_give_is_read() {
        assert_eq!(["08:30", "23:59:59", "00:00"].map(read_time), [Some(510), Some(1_439), Some(0)]);
        assert_eq!(["", "24:00", "8", "08:60", "a:b"].map(read_time), [None; 5]);
        assert_eq!((time(510), day(20_778)), ("08:30".to_owned(), "2026-11-21".to_owned()));
    }
}
