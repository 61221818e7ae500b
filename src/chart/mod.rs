//! Charts without a screen: axes with round numbers, and time cut into days, weeks, months, quarters or years.

pub mod scale;
pub mod steps;
