//! Newsglass: a reading glass for news reports.
//!
//! One crate, three hosts: a content script (WebAssembly), the extension's own pages (WebAssembly) and a native command.
//! [`engine`] finds, [`page`] turns a page's nodes into a [`Document`] and findings into a plan for the page,
//! [`settings`] says what the reader wants. ARCHITECTURE.md names the file for every kind of change.

#[cfg(all(target_arch = "wasm32", feature = "ui"))]
pub mod browser;
pub mod csv;
pub mod engine;
#[cfg(not(target_arch = "wasm32"))]
pub mod html;
pub mod message;
pub mod page;
#[cfg(any(feature = "ui", not(target_arch = "wasm32")))]
pub mod panel;
pub mod settings;
pub mod texts;
#[cfg(all(target_arch = "wasm32", feature = "ui"))]
pub mod ui;
#[cfg(all(target_arch = "wasm32", not(feature = "ui")))]
pub mod wasm;

use engine::rules::custom::{self, Search};

pub use engine::document::Document;
pub use engine::finding::Analysis;
pub use settings::Settings;

/// Analyses a document with a reader's settings. Pure and total: no clock, no state, no failure; time is linear in the text.
///
/// Spans in the result are UTF-8 byte ranges within their block.
pub fn analyse(document: &Document, settings: &Settings) -> Analysis {
    let found = Search::new(settings.own()).find((0..document.blocks.len()).map(|block| document.block_text(block)));
    let own = custom::marks(document, settings.own(), &found);
    engine::analyse(document, &settings.options().with_own(own))
}
