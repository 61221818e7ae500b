//! Batch files: lines of JSON, inspected, mended, made, split and joined while they stream by.

pub mod answer;
pub mod build;
pub mod check;
pub mod compose;
pub mod csv;
pub mod draft;
pub mod estimate;
pub mod fix;
pub mod groups;
pub mod ids;
pub mod join;
pub mod lines;
pub mod order;
pub mod outcome;
pub mod prices;
pub mod problem;
pub mod quoted;
pub mod request;
pub mod results;
pub mod scan;
pub mod split;
pub mod submit;
pub mod tally;
pub mod task;
pub mod template;
mod wide;
mod wire;
