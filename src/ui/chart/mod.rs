//! Charts: drawings between words and numbers, which stand in tables whose links lead to the rows that were counted.

mod bars;
mod columns;

pub use bars::{Bar, Bars};
pub use columns::{Columns, Point};

use crate::chart::scale::Unit;
use crate::text::Lang;

/// A value in words.
fn worded(lang: Lang, unit: Unit, value: u64) -> String {
    match unit {
        Unit::Count => lang.number(value),
        Unit::Bytes => lang.bytes(value),
        Unit::Money => lang.dollars(value),
    }
}
