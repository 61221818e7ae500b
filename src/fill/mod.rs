//! Filling a vector store: its files go in by file batches, each watched to its end, as a machine without clock,
//! network or chance. It knows what is to be asked, not how it is carried.

mod answers;
mod event;
mod machine;
mod part;
mod progress;
mod record;

pub use event::{Answer, Event, Order, Seen};
pub use machine::Fill;
pub use part::{Outcome, Part, Stage};
pub use progress::{Failure, PartProgress, Progress, State, Sums};
pub use record::{PREFIX, Remembered, erase};
