//! A place for records that outlive the page and a crash: IndexedDB, or a map in a test.

use std::future::Future;
use std::pin::Pin;

/// An answer that comes later, on the one thread there is.
pub type Later<T> = Pin<Box<dyn Future<Output = T>>>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Writes or replaces the record of that name.
    Put { name: String, text: String },
    /// Erases all records whose names begin like this.
    Erase { prefix: String },
}

/// A name and its text.
pub type Record = (String, String);

/// Records are found by the beginning of their names and come in the order of these.
pub trait Records {
    /// All of the changes in this order, or none: `true` when they will survive the page.
    /// Failing is no error of the program (private windows refuse, disks are full); it is told to the person.
    fn write(&self, changes: Vec<Change>) -> Later<bool>;
    /// `None` where records cannot be read.
    fn read(&self, prefix: &str) -> Later<Option<Vec<Record>>>;
}
