//! Numbers with their digits in groups: 9,811 in English, 9 811 in French.

use super::Lang;

/// Between groups of three digits in French: a narrow space at which a line never breaks.
pub(crate) const NARROW_SPACE: char = '\u{202F}';
/// Between a number and its unit: a space at which a line never breaks.
pub(crate) const FIRM_SPACE: char = '\u{A0}';

impl Lang {
    /// A whole number with its digits in groups of three.
    pub fn number(self, n: u64) -> String {
        let digits = n.to_string();
        let mut out = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(match self {
                    Self::En => ',',
                    Self::Fr => NARROW_SPACE,
                });
            }
            out.push(digit);
        }
        out
    }

    /// A number given in tenths, with one decimal: 12 is 1.2, and 1,2 in French.
    pub fn tenths(self, tenths: u64) -> String {
        let mut out = self.number(tenths / 10);
        out.push(match self {
            Self::En => '.',
            Self::Fr => ',',
        });
        out.push_str(&(tenths % 10).to_string());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_groups_of_three() {
        let english = [0, 7, 999, 1_000, 9_811, 100_000, u64::MAX].map(|n| Lang::En.number(n));
        assert_eq!(english, ["0", "7", "999", "1,000", "9,811", "100,000", "18,446,744,073,709,551,615"]);
        assert_eq!(Lang::Fr.number(9_811), "9\u{202F}811");
        assert_eq!(Lang::Fr.number(1_234_567), "1\u{202F}234\u{202F}567");
    }

    #[test]
    fn the_decimal_sign_follows_the_language() {
        assert_eq!(Lang::En.tenths(12), "1.2");
        assert_eq!(Lang::Fr.tenths(12), "1,2");
        assert_eq!(Lang::En.tenths(12_345), "1,234.5");
        assert_eq!(Lang::Fr.tenths(3), "0,3");
    }
}
