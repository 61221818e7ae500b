//! A place for a few small texts that outlive the page: local storage, session storage, or a map in a test.

/// Failing to keep something is no error of the program (private windows refuse); it is told to the person.
pub trait Shelf {
    fn get(&self, name: &str) -> Option<String>;
    /// Whether it was kept.
    fn set(&self, name: &str, value: &str) -> bool;
    fn remove(&self, name: &str);
}
