//! What can be said of a row only in sight of all others: `is:duplicate`.

use crate::table::marks::Marks;
use crate::table::rows::Rows;

/// A set of rows with a name. Which facts a table knows is said where its columns are declared.
pub struct Fact {
    pub name: &'static str,
    rows: fn(&dyn Rows) -> Marks,
}

impl Fact {
    /// Rows of which there is another of the same name and size.
    pub const DUPLICATE: Fact = Fact { name: "duplicate", rows: crate::table::duplicates::duplicates };

    /// Rows that nothing happened to since they were made.
    pub const UNUSED: Fact = Fact { name: "unused", rows: crate::table::unused::unused };

    /// Rows of which all is known that could use them, and nothing does.
    pub const NOT_USED: Fact = Fact { name: "unused", rows: crate::table::unused::not_used };

    pub(super) fn marks(&self, rows: &dyn Rows) -> Marks {
        (self.rows)(rows)
    }
}

/// The field under which facts are asked for.
pub const FIELD: &str = "is";
