//! What vector storage costs. The price is that of a day and can be put right by hand; the first gigabyte is free, once
//! for the whole account, so a store costs its share of what the account pays.

use super::shelf::Shelf;
use crate::json::{Fields, Object, parse};

/// As OpenAI counts it for this price.
const GIGABYTE: u64 = 1 << 30;

const PLACE: &str = "quartermaster.storage-price";

/// Money is in millionths of a dollar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// For a gigabyte and day.
    pub gigabyte_day: u64,
    /// Bytes of an account that cost nothing.
    pub free: u64,
    /// The day on which it was so, in seconds since 1970.
    pub as_of: u64,
}

impl Default for Price {
    /// OpenAI's price list and its guide to retrieval: $0.10 for a gigabyte and day, the first gigabyte free, of parsed
    /// chunks and embeddings.
    fn default() -> Self {
        // 2026-07-15
        Price { gigabyte_day: 100_000, free: GIGABYTE, as_of: 1_784_073_600 }
    }
}

impl Price {
    pub fn read(shelf: &dyn Shelf) -> Price {
        let read = |text: String| {
            let mut fields = Fields::of(parse(text.as_bytes()).ok()?)?;
            Some(Price {
                gigabyte_day: fields.read("gigabyte_day")?,
                free: fields.read("free")?,
                as_of: fields.read("as_of")?,
            })
        };
        shelf.get(PLACE).and_then(read).unwrap_or_default()
    }

    /// Whether the device kept it. The price of the program itself is not kept: a newer one takes its place.
    pub fn write(&self, shelf: &dyn Shelf) -> bool {
        if *self == Price::default() {
            shelf.remove(PLACE);
            return true;
        }
        let mut text = String::new();
        let mut object = Object::begin(&mut text);
        object.field("gigabyte_day", &self.gigabyte_day);
        object.field("free", &self.free);
        object.field("as_of", &self.as_of);
        object.end();
        shelf.set(PLACE, &text)
    }

    /// Of so many bytes in an account, a day.
    pub fn day(&self, bytes: u64) -> u64 {
        self.share(bytes, bytes)
    }

    /// What a store of so many bytes costs a day, in an account of so many: by its share of the bytes.
    pub fn share(&self, bytes: u64, account: u64) -> u64 {
        if account == 0 {
            return 0;
        }
        // account cost × bytes / account, without rounding in between.
        let paid = u128::from(account.saturating_sub(self.free)) * u128::from(self.gigabyte_day);
        let parts = u128::from(GIGABYTE) * u128::from(account);
        // Each factor is below 2^64, so what overflows is beyond any account; it is cut off.
        let whole = paid.saturating_mul(u128::from(bytes));
        u64::try_from(whole.saturating_add(parts / 2) / parts).unwrap_or(u64::MAX)
    }

    /// What an account of so many bytes no longer pays once so many of them are given back.
    pub fn saving(&self, account: u64, freed: u64) -> Saving {
        let day = self.day(account).saturating_sub(self.day(account.saturating_sub(freed)));
        Saving { day }
    }

    pub const fn free_gigabytes(&self) -> u64 {
        self.free / GIGABYTE
    }
}

/// Cost before less cost after, in millionths of a dollar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Saving {
    pub day: u64,
}

impl Saving {
    /// Of thirty days.
    pub const fn month(self) -> u64 {
        self.day.saturating_mul(30)
    }

    /// Of 365 days.
    pub const fn year(self) -> u64 {
        self.day.saturating_mul(365)
    }
}

/// Dollars as they are typed, with a point or a comma: at most six decimals.
pub fn dollars(typed: &str) -> Option<u64> {
    let typed = typed.trim().trim_start_matches('$').replace(',', ".");
    let (whole, part) = typed.split_once('.').unwrap_or((&typed, ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || !digits(whole) || !digits(part) || whole.len() > 6 || part.len() > 6 {
        return None;
    }
    format!("{whole}{part:0<6}").parse().ok()
}

/// Gigabytes as they are typed: whole ones.
pub fn gigabytes(typed: &str) -> Option<u64> {
    typed.trim().parse::<u64>().ok().filter(|gigabytes| *gigabytes <= 1_000_000).map(|gigabytes| gigabytes * GIGABYTE)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::HashMap;

    use super::*;

    const GB: u64 = GIGABYTE;

    #[test]
    fn the_first_gigabyte_of_the_account_is_free() {
        let price = Price::default();
        assert_eq!(price.day(0), 0);
        assert_eq!(price.day(GB), 0);
        assert_eq!(price.day(2 * GB), 100_000);
        assert_eq!(price.day(11 * GB), 1_000_000);
    }

    #[test]
    fn a_store_costs_its_share() {
        let price = Price::default();
        // Of 4 GB three are paid for: half of them is half of the price.
        assert_eq!(price.share(2 * GB, 4 * GB), 150_000);
        assert_eq!(price.share(GB, GB), 0);
        assert_eq!((price.share(0, 4 * GB), price.share(0, 0)), (0, 0));
    }

    #[test]
    fn shares_add_up_to_what_the_account_pays() {
        let price = Price { gigabyte_day: 123_457, ..Price::default() };
        let stores = [1, 700, 5 * GB + 3, 2_999_999_999, GB / 3, 0, 90 * GB];
        let account: u64 = stores.iter().sum();
        let shares: u64 = stores.iter().map(|bytes| price.share(*bytes, account)).sum();
        // Each is rounded to a millionth of a dollar.
        assert!(shares.abs_diff(price.day(account)) <= stores.len() as u64, "{shares}");
    }

    #[test]
    fn what_was_free_saves_nothing_when_it_goes() {
        let price = Price::default();
        // Of 3 GB two are paid for: giving back two of them saves two, giving back all saves no more.
        let saved = |freed| price.saving(3 * GB, freed);
        assert_eq!(
            [0, GB, 2 * GB, 3 * GB, 9 * GB].map(|freed| saved(freed).day),
            [0, 100_000, 200_000, 200_000, 200_000]
        );
        assert_eq!((saved(GB).month(), saved(GB).year()), (3_000_000, 36_500_000));
        assert_eq!(price.saving(GB, GB), Saving::default());
    }

    #[test]
    fn no_account_is_too_large() {
        assert!(Price::default().share(u64::MAX, u64::MAX) > 0);
    }

    #[test]
    fn dollars_are_typed_with_a_point_or_a_comma() {
        for (typed, money) in [("0.10", 100_000), ("0,1", 100_000), ("$2", 2_000_000), (".5", 500_000), ("0", 0)] {
            assert_eq!(dollars(typed), Some(money), "{typed}");
        }
        for wrong in ["", ".", "a", "1.2.3", "-1", "0.0000001", "1e3", "99999999"] {
            assert_eq!(dollars(wrong), None, "{wrong}");
        }
        assert_eq!((gigabytes("1"), gigabytes("0"), gigabytes("x")), (Some(GB), Some(0), None));
    }

    #[derive(Default)]
    struct Device(RefCell<HashMap<String, String>>);

    impl Shelf for Device {
        fn get(&self, name: &str) -> Option<String> {
            self.0.borrow().get(name).cloned()
        }
        fn set(&self, name: &str, value: &str) -> bool {
            self.0.borrow_mut().insert(name.to_owned(), value.to_owned());
            true
        }
        fn remove(&self, name: &str) {
            self.0.borrow_mut().remove(name);
        }
    }

    #[test]
    fn a_price_of_ones_own_is_kept_and_the_usual_one_is_not() {
        let (device, mine) = (Device::default(), Price { gigabyte_day: 90_000, free: 0, as_of: 7 });
        assert!(mine.write(&device));
        assert_eq!(Price::read(&device), mine);
        assert!(Price::default().write(&device));
        assert!(device.0.borrow().is_empty());
        assert_eq!(Price::read(&device), Price::default());
    }
}
