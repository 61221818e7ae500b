//! Sizes: 512 MB, 1.2 GB; in French 512 Mo, 1,2 Go.
//!
//! The units are powers of 1,024 under their short names, because that is how the API counts: its
//! price list says that a GB is 2^30 bytes, and its limit of 200 MB for a batch is 209,715,200.

use super::Lang;
use super::number::FIRM_SPACE;

/// The unit names from 1,024 bytes up.
const EN: [&str; 6] = ["KB", "MB", "GB", "TB", "PB", "EB"];
const FR: [&str; 6] = ["Ko", "Mo", "Go", "To", "Po", "Eo"];

impl Lang {
    /// A number of bytes in the unit that fits, rounded to one decimal below ten and to a whole
    /// number from ten on.
    pub fn bytes(self, bytes: u64) -> String {
        if bytes < 1024 {
            return self.sized(self.number(bytes), if self == Self::Fr { "o" } else { "B" });
        }
        let mut power = (bytes.ilog2() / 10) as usize;
        // What would be rounded to 1,024 of a unit is 1 of the next: 1,048,575 bytes are 1 MB, not 1,024 KB.
        if in_units(bytes, power, 1) == 1024 {
            power += 1;
        }
        let tenths = in_units(bytes, power, 10);
        let number = if tenths < 100 && !tenths.is_multiple_of(10) {
            self.tenths(tenths)
        } else {
            self.number(in_units(bytes, power, 1))
        };
        let names = if self == Self::Fr { FR } else { EN };
        self.sized(number, names.get(power - 1).copied().unwrap_or_default())
    }

    fn sized(self, mut number: String, unit: &str) -> String {
        number.push(FIRM_SPACE);
        number.push_str(unit);
        number
    }
}

/// `bytes` in `parts` of 1,024 to the `power`, rounded half up.
fn in_units(bytes: u64, power: usize, parts: u128) -> u64 {
    let unit = 1u128 << (10 * power);
    let rounded = (u128::from(bytes) * parts * 2 + unit) / (unit * 2);
    u64::try_from(rounded).unwrap_or(u64::MAX)
}
