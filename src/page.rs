//! Pages: the stream of nodes that a walker emits ([`stream`]), the blocks and the report in it ([`blocks`], [`report`]),
//! and the plan for the page that an analysis becomes. Plain Rust: browser and native reader share it.

pub mod blocks;
pub mod colour;
pub mod pace;
pub mod plan;
pub mod policy;
pub mod report;
pub mod stream;
pub mod style;
pub mod tags;
