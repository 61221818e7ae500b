//! How far a moment is from now: 3 days ago, in 5 h.

use super::duration::{DAY, HOUR, MINUTE};
use super::{Lang, words};

/// Days, from which on months and years are said; both are counted in mean lengths.
const MONTH_FROM: u64 = 31;
const YEAR_FROM: u64 = 366;

words! {
    span_months(n) = "{n}\u{A0}month" / "{n}\u{A0}months" | "{n}\u{A0}mois" / "{n}\u{A0}mois";
    span_years(n) = "{n}\u{A0}year" / "{n}\u{A0}years" | "{n}\u{A0}an" / "{n}\u{A0}ans";
    moment_now = "now" | "à l’instant";
    moment_past(span: &str) = "{span} ago" | "il y a {span}";
    moment_future(span: &str) = "in {span}" | "dans {span}";
}

impl Lang {
    /// The distance of `then` from `now`, both in Unix seconds, in one unit and rounded down.
    pub fn ago(self, then: u64, now: u64) -> String {
        if then == now {
            return self.moment_now().to_owned();
        }
        let seconds = then.abs_diff(now);
        let days = seconds / DAY;
        let span = match seconds {
            0..MINUTE => self.span_seconds(&seconds.to_string()),
            MINUTE..HOUR => self.span_minutes(&(seconds / MINUTE).to_string()),
            HOUR..DAY => self.span_hours(&(seconds / HOUR).to_string()),
            DAY.. => match days {
                0..MONTH_FROM => self.span_days(days),
                MONTH_FROM..YEAR_FROM => self.span_months(days.saturating_mul(100) / 3_044),
                YEAR_FROM.. => self.span_years(days.saturating_mul(100) / 36_525),
            },
        };
        if then < now { self.moment_past(&span) } else { self.moment_future(&span) }
    }
}
