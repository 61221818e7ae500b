//! How long something takes: 45 s, 3 min 20 s, 2 h 5 min, 3 days 4 h.

use super::{Lang, words};

pub(super) const MINUTE: u64 = 60;
pub(super) const HOUR: u64 = 60 * MINUTE;
pub(super) const DAY: u64 = 24 * HOUR;

words! {
    span_seconds(n: &str) = "{n}\u{A0}s" | "{n}\u{A0}s";
    span_minutes(n: &str) = "{n}\u{A0}min" | "{n}\u{A0}min";
    span_hours(n: &str) = "{n}\u{A0}h" | "{n}\u{A0}h";
    span_days(n) = "{n}\u{A0}day" / "{n}\u{A0}days" | "{n}\u{A0}jour" / "{n}\u{A0}jours";
}

impl Lang {
    /// A length of time given in seconds, in its two largest units; what is less is dropped.
    pub fn duration(self, seconds: u64) -> String {
        let (large, rest) = match seconds {
            0..MINUTE => (self.span_seconds(&seconds.to_string()), String::new()),
            MINUTE..HOUR => (
                self.span_minutes(&(seconds / MINUTE).to_string()),
                self.unless_none(seconds % MINUTE, Self::span_seconds),
            ),
            HOUR..DAY => (
                self.span_hours(&(seconds / HOUR).to_string()),
                self.unless_none(seconds % HOUR / MINUTE, Self::span_minutes),
            ),
            DAY.. => (self.span_days(seconds / DAY), self.unless_none(seconds % DAY / HOUR, Self::span_hours)),
        };
        large + &rest
    }

    fn unless_none(self, n: u64, span: fn(Self, &str) -> String) -> String {
        if n == 0 { String::new() } else { format!(" {}", span(self, &n.to_string())) }
    }
}
