//! Time and chance, handed in: nothing below asks the machine for them.

use crate::openai::request::Local;

pub trait Clock {
    /// Milliseconds since 1970.
    fn now(&self) -> u64;
    /// Waits so many milliseconds.
    fn sleep(&self, ms: u64) -> Local<'static, ()>;
    /// Evenly spread in `0.0..1.0`.
    fn random(&self) -> f64;
}
