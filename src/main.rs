//! The native command (a first form; `cli/` follows): JSON Lines in, JSON Lines out.
fn main() {}
