//! Filling a store: the machine, on a clock that only the test moves.

mod desk;
mod kept;
mod random;
mod ways;
