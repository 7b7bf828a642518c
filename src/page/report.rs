//! Whether a page is a report, where its main text is, and what it says of itself.

use super::blocks::PageDocument;
use super::stream::Stream;
use crate::engine::document::Region;

/// Fills in [`crate::engine::document::Page`] and the blocks' `main`.
pub fn describe(stream: &Stream, page: &mut PageDocument) {
    let _ = stream;
    for block in &mut page.document.blocks {
        block.main = block.region == Region::Article;
    }
}
