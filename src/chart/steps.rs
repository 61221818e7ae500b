//! Time cut into even steps of the calendar, in UTC, each with the words by which a query asks for it.

use crate::text::date::{Civil, date};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Day,
    /// From Monday on.
    Week,
    Month,
    Quarter,
    Year,
}

const DAY: u64 = 86_400;
/// Longer than any month, and shorter than two.
const PAST_MONTH: u64 = 32 * DAY;

impl Step {
    const ALL: [Step; 5] = [Step::Day, Step::Week, Step::Month, Step::Quarter, Step::Year];

    /// The start of the step in which a moment lies; both in Unix seconds.
    pub fn start(self, moment: u64) -> u64 {
        let midnight = moment - moment % DAY;
        let civil = Civil::from_unix(moment);
        let first = midnight - (civil.day - 1) * DAY;
        match self {
            Step::Day => midnight,
            // 1970 began on a Thursday.
            Step::Week => midnight.saturating_sub((midnight / DAY + 3) % 7 * DAY),
            Step::Month => first,
            Step::Quarter => months_back(first, (civil.month - 1) % 3),
            Step::Year => months_back(first, civil.month - 1),
        }
    }

    /// The start of the step after the one that starts there.
    pub fn next(self, start: u64) -> u64 {
        let months = match self {
            Step::Day => return start + DAY,
            // The first week is short: it begins with 1970.
            Step::Week => return Step::Week.start(start + 7 * DAY),
            Step::Month => 1,
            Step::Quarter => 3,
            Step::Year => 12,
        };
        (0..months).fold(start, |start, _| Step::Month.start(start + PAST_MONTH))
    }

    /// What a query asks for to find what happened in the step that starts there.
    pub fn query(self, start: u64) -> String {
        let month = |moment| date(moment).chars().take(7).collect::<String>();
        let last = self.next(start) - 1;
        match self {
            Step::Day => date(start),
            Step::Week => format!("{}..{}", date(start), date(last)),
            Step::Month => month(start),
            Step::Quarter => format!("{}..{}", month(start), month(last)),
            Step::Year => date(start).chars().take(4).collect(),
        }
    }

    /// How it is called on an axis: by its first day, month or year.
    pub fn label(self, start: u64) -> String {
        let letters = match self {
            Step::Day | Step::Week => 10,
            Step::Month | Step::Quarter => 7,
            Step::Year => 4,
        };
        date(start).chars().take(letters).collect()
    }

    /// The shortest step of which `most` are enough from the first moment to the last.
    pub fn fitting(first: u64, last: u64, most: usize) -> Step {
        let fits = |step: &Step| step.starts(first, last).take(most + 1).count() <= most;
        Step::ALL.into_iter().find(fits).unwrap_or(Step::Year)
    }

    /// The starts of all steps from the one of the first moment to the one of the last.
    pub fn starts(self, first: u64, last: u64) -> impl Iterator<Item = u64> {
        std::iter::successors(Some(self.start(first)), move |start| Some(self.next(*start)))
            .take_while(move |start| *start <= last)
    }
}

fn months_back(first: u64, months: u64) -> u64 {
    (0..months).fold(first, |first, _| if first == 0 { 0 } else { Step::Month.start(first - 1) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-21 12:34:56, a Saturday.
    const NOW: u64 = 1_795_264_496;

    #[test]
    fn a_moment_lies_in_its_step() {
        let starts = Step::ALL.map(|step| date(step.start(NOW)));
        assert_eq!(starts, ["2026-11-21", "2026-11-16", "2026-11-01", "2026-10-01", "2026-01-01"]);
        let nexts = Step::ALL.map(|step| date(step.next(step.start(NOW))));
        assert_eq!(nexts, ["2026-11-22", "2026-11-23", "2026-12-01", "2027-01-01", "2027-01-01"]);
    }

    #[test]
    fn a_step_is_asked_for_by_a_query() {
        let queries = Step::ALL.map(|step| step.query(step.start(NOW)));
        assert_eq!(queries, ["2026-11-21", "2026-11-16..2026-11-22", "2026-11", "2026-10..2026-12", "2026"]);
    }

    #[test]
    fn steps_follow_one_another_without_a_gap_and_hold_every_moment() {
        for step in Step::ALL {
            let mut start = step.start(0);
            assert_eq!(start, 0);
            while start < 4_000_000_000 {
                let next = step.next(start);
                assert!(
                    next > start && step.start(start) == start && step.start(next - 1) == start,
                    "{step:?} {start}"
                );
                start = next;
            }
        }
    }

    #[test]
    fn the_shortest_step_that_fits_is_taken() {
        let over = |days: u64| Step::fitting(NOW - days * DAY, NOW, 26);
        assert_eq!(
            [0, 25, 26, 170, 200, 730, 800, 2_000, 3_000].map(over).map(|step| format!("{step:?}")),
            ["Day", "Day", "Week", "Week", "Month", "Month", "Quarter", "Quarter", "Year"]
        );
        assert_eq!(
            Step::Month.starts(NOW - 60 * DAY, NOW).map(date).collect::<Vec<_>>(),
            ["2026-09-01", "2026-10-01", "2026-11-01"]
        );
    }
}
