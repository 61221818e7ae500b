//! Money: $1.23, $0.0045; in French 1,23 $.

use super::Lang;
use super::number::FIRM_SPACE;

const DOLLAR: u64 = 1_000_000;

impl Lang {
    /// Millionths of a dollar: two decimals from a dollar on, up to four below, and the least that can be shown rather than
    /// nothing.
    pub fn dollars(self, millionths: u64) -> String {
        let places = if millionths >= DOLLAR || millionths == 0 { 2 } else { 4 };
        let step = 10u64.pow(6 - places);
        let steps = (millionths.saturating_add(step / 2) / step).max(u64::from(millionths > 0));
        let (whole, part) = (steps / 10u64.pow(places), steps % 10u64.pow(places));
        let (whole, part) = (self.number(whole), format!("{part:0width$}", width = places as usize));
        let end = part.trim_end_matches('0').len().max(2);
        let part = part.get(..end).unwrap_or_default();
        match self {
            Self::En => format!("${whole}.{part}"),
            Self::Fr => format!("{whole},{part}{FIRM_SPACE}$"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_sums_are_not_rounded_away() {
        let english = [0, 1, 49, 50, 151, 1_000, 123_456, 999_949, 999_951, 1_000_000, 1_234_567, 12_345_678_901];
        let shown = english.map(|money| Lang::En.dollars(money));
        let expected = [
            "$0.00",
            "$0.0001",
            "$0.0001",
            "$0.0001",
            "$0.0002",
            "$0.001",
            "$0.1235",
            "$0.9999",
            "$1.00",
            "$1.00",
            "$1.23",
            "$12,345.68",
        ];
        assert_eq!(shown, expected);
        assert_eq!(Lang::Fr.dollars(1_234_567), "1,23\u{A0}$");
        assert_eq!(Lang::Fr.dollars(4_500), "0,0045\u{A0}$");
    }
}
