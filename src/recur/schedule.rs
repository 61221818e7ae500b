//! When a plan is due: arithmetic without a clock, which is handed in with the time zone.
//!
//! Occurrences lie on a line of their own: what is set by the clock on the wall is counted in its time, so that it
//! comes at 8 in summer and in winter, and once only when the clock shows an hour twice or the traveller sees a day
//! again. What comes every few hours is counted in time that really passes.

use super::wall::{DAY, HOUR, MINUTE, Zone, date_time, moment, shown};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// On the first day.
    Once,
    /// Every so many hours from then on.
    Hours(u64),
    /// Every so many days.
    Days(u64),
    /// On these days of the week.
    Weekdays(Week),
}

/// Days of the week, Monday first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week(u8);

impl Week {
    pub fn with(self, day: u64, is_in: bool) -> Self {
        let bit = 1 << (day % 7);
        Week(if is_in { self.0 | bit } else { self.0 & !bit })
    }

    pub fn has(self, day: u64) -> bool {
        self.0 >> (day % 7) & 1 == 1
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One bit a day, Monday the lowest.
    pub fn bits(self) -> u64 {
        self.0.into()
    }

    pub fn from_bits(bits: u64) -> Self {
        Week((bits & 0x7f) as u8)
    }
}

/// The day of the week of a day since 1970, Monday being 0.
fn weekday(day: u64) -> u64 {
    (day + 3) % 7
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    pub rhythm: Rhythm,
    /// The day from which on it is due, and the last on which it is; local days since 1970.
    pub first: u64,
    pub last: Option<u64>,
    /// Of the day, by the clock on the wall.
    pub minute: u64,
}

/// A time at which it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Seconds since 1970.
    pub at: u64,
    /// Its place on the schedule's line, by which it is told from all others: seconds since 1970, by the clock on the
    /// wall where that sets it.
    pub mark: u64,
}

impl Schedule {
    /// The last one that is not after this moment.
    pub fn latest(&self, now: u64, zone: Zone<'_>) -> Option<Occurrence> {
        if let Some((start, step, end)) = self.hours(zone) {
            let until = now.min(end);
            return (until >= start).then(|| whole(start + (until - start) / step * step));
        }
        let mut day = shown(now, zone) / DAY + 1;
        loop {
            let occurrence = self.of(self.on_or_before(day)?, zone);
            if occurrence.at <= now {
                return Some(occurrence);
            }
            day = (occurrence.mark / DAY).checked_sub(1)?;
        }
    }

    /// The first one that is after this moment, and after all that is settled.
    pub fn next(&self, now: u64, settled: Option<u64>, zone: Zone<'_>) -> Option<Occurrence> {
        if let Some((start, step, end)) = self.hours(zone) {
            let after = settled.map_or(now, |settled| settled.max(now));
            let at = if after < start { start } else { start + ((after - start) / step + 1) * step };
            return (at <= end).then(|| whole(at));
        }
        let mut day = shown(now, zone) / DAY;
        day = day.saturating_sub(1).max(settled.map_or(0, |settled| settled / DAY));
        loop {
            let occurrence = self.of(self.on_or_after(day)?, zone);
            if occurrence.at > now && settled.is_none_or(|settled| occurrence.mark > settled) {
                return Some(occurrence);
            }
            day = occurrence.mark / DAY + 1;
        }
    }

    /// The one with this mark.
    pub fn at(&self, mark: u64, zone: Zone<'_>) -> Occurrence {
        let is_hours = matches!(self.rhythm, Rhythm::Hours(_));
        Occurrence { at: if is_hours { mark } else { moment(mark, zone) }, mark }
    }

    /// How many there are after one mark (from the first on if there is none), up to another and with it.
    pub fn count(&self, after: Option<u64>, until: u64, zone: Zone<'_>) -> u64 {
        let so_far = |mark: u64| match self.hours(zone) {
            Some((start, step, end)) => {
                let mark = mark.min(end);
                if mark < start { 0 } else { (mark - start) / step + 1 }
            }
            None => self.ordinal(mark),
        };
        so_far(until).saturating_sub(after.map_or(0, so_far))
    }

    /// What tells one occurrence from all others: `20261121T0830` by the clock on the wall, `20261121T0730Z` in UTC.
    pub fn name(&self, mark: u64) -> String {
        let digits = date_time(mark).replace(['-', ':'], "").replace(' ', "T");
        format!("{digits}{}", if matches!(self.rhythm, Rhythm::Hours(_)) { "Z" } else { "" })
    }

    /// Start, step and end in seconds since 1970, if it is not set by the clock on the wall.
    fn hours(&self, zone: Zone<'_>) -> Option<(u64, u64, u64)> {
        let Rhythm::Hours(hours) = self.rhythm else { return None };
        let end = self.last.map_or(u64::MAX, |last| moment((last + 1) * DAY, zone).saturating_sub(1));
        Some((moment(self.mark(self.first), zone), hours.max(1) * HOUR, end))
    }

    fn mark(&self, day: u64) -> u64 {
        day * DAY + self.minute * MINUTE
    }

    fn of(&self, day: u64, zone: Zone<'_>) -> Occurrence {
        self.at(self.mark(day), zone)
    }

    fn on_or_after(&self, day: u64) -> Option<u64> {
        let day = day.max(self.first);
        let found = match self.rhythm {
            Rhythm::Once => (day == self.first).then_some(day),
            Rhythm::Days(days) => {
                let days = days.max(1);
                Some(self.first + (day - self.first).div_ceil(days) * days)
            }
            Rhythm::Weekdays(week) => (day..day + 7).find(|day| week.has(weekday(*day))),
            Rhythm::Hours(_) => None,
        };
        found.filter(|day| self.last.is_none_or(|last| *day <= last))
    }

    fn on_or_before(&self, day: u64) -> Option<u64> {
        let day = self.last.map_or(day, |last| day.min(last));
        if day < self.first {
            return None;
        }
        match self.rhythm {
            Rhythm::Once => Some(self.first),
            Rhythm::Days(days) => Some(day - (day - self.first) % days.max(1)),
            Rhythm::Weekdays(week) => {
                let back = (0..7).map_while(|back| day.checked_sub(back)).find(|day| week.has(weekday(*day)));
                back.filter(|day| *day >= self.first)
            }
            Rhythm::Hours(_) => None,
        }
    }

    /// How many there are up to this mark on the wall.
    fn ordinal(&self, mark: u64) -> u64 {
        // One that is later in its day is not there yet.
        let Some(day) = (mark / DAY).checked_sub(u64::from(mark % DAY < self.minute * MINUTE)) else { return 0 };
        let Some(day) = self.on_or_before(day) else { return 0 };
        match self.rhythm {
            Rhythm::Once | Rhythm::Hours(_) => 1,
            Rhythm::Days(days) => (day - self.first) / days.max(1) + 1,
            Rhythm::Weekdays(week) => {
                let (weeks, rest) = ((day - self.first) / 7, (day - self.first) % 7);
                let last = (0..=rest).filter(|ahead| week.has(weekday(self.first + ahead))).count() as u64;
                weeks * (0..7).filter(|day| week.has(*day)).count() as u64 + last
            }
        }
    }
}

fn whole(at: u64) -> Occurrence {
    Occurrence { at, mark: at }
}
