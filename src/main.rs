//! Wires the browser parts to the app; nothing else.

fn main() {}
