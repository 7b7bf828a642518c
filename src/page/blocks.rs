//! Nodes to blocks: what is a paragraph, where it stands on the page, and the way back from its bytes to the page's text nodes.
//!
//! A block is the text between two borders of block elements, with inline elements joined and white space collapsed. Two line breaks are a
//! border too; one is where the lines on both sides look like paragraphs of their own (see [`lines`]). Buttons are blocks of their own.

mod lines;
mod reader;
mod sites;
mod surroundings;

pub use sites::FoldSite;

use super::report;
use super::stream::{Event, Stream};
use crate::engine::document::Document;
use crate::engine::span::{Offsets, Span};
use reader::Reader;

/// Number of a node in the stream.
pub type NodeNumber = u32;

/// The parent of what has none.
pub const NO_NODE: NodeNumber = NodeNumber::MAX;

/// A page as a document, with the way back to its nodes.
#[derive(Clone, Debug, Default)]
pub struct PageDocument {
    /// What the engine analyses. Its text is the blocks' texts, a line each.
    pub document: Document,
    /// The page's nodes by number.
    pub nodes: Vec<Node>,
    /// For each block, where it comes from.
    pub sources: Vec<Source>,
    /// Pieces of all blocks, in order.
    pieces: Vec<Piece>,
    /// Every text node that shows text, with its block; both ascend.
    texts: Vec<(NodeNumber, usize)>,
    /// Elements that no fold may hide, ascending.
    kept: Vec<NodeNumber>,
}

/// A node of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Number of its parent, or [`NO_NODE`].
    pub parent: NodeNumber,
    /// The number behind its last descendant: all that it holds is numbered from its own number up to this.
    pub end: NodeNumber,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is, as far as a fold must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A text node.
    Text,
    /// An element inside a line.
    Inline,
    /// An element that is laid out as a block.
    Block,
    /// A block that holds the page or a table together ("td", "body"): folds hide what it holds instead.
    Framework,
}

/// Where a block comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The nearest block element around it, or [`NO_NODE`].
    pub element: NodeNumber,
    /// Its first text node that shows text.
    pub first: NodeNumber,
    /// Its last.
    pub last: NodeNumber,
    /// Its pieces, as a range of `PageDocument::pieces`.
    pieces: (usize, usize),
}

/// A stretch of a block that stands just so in one text node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it begins, in bytes of the block.
    byte: usize,
    /// Its length in bytes; at most [`reader::MIXED`] where it is not all ASCII.
    length: usize,
    node: NodeNumber,
    /// Where it begins, in UTF-16 units of the node.
    utf16: u32,
    /// Whether it is all ASCII: each of its bytes is one UTF-16 unit.
    ascii: bool,
}

/// A place in the page: a text node and a UTF-16 offset in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Number of the text node.
    pub node: NodeNumber,
    /// UTF-16 units from its start.
    pub utf16: u32,
}

impl PageDocument {
    /// Where a span of a block stands in the page: its first place and the place behind its last character. `None` where the block or span
    /// does not exist or shows nothing.
    pub fn utf16_range(&self, block: usize, span: Span) -> Option<(Place, Place)> {
        let source = self.sources.get(block)?;
        let pieces = self.pieces.get(source.pieces.0..source.pieces.1)?;
        let text = self.document.block_text(block);
        let start = text.get(span.start..span.end)?.char_indices().find(|(_, c)| *c != '\n')?.0 + span.start;
        let last = text.get(..span.end)?.trim_end_matches('\n').char_indices().next_back()?.0;
        let place = |byte: usize, behind: bool| {
            let index = pieces.partition_point(|piece| piece.byte <= byte).checked_sub(1)?;
            let piece = pieces.get(index)?;
            let offset = byte - piece.byte;
            let units = if piece.ascii {
                (offset < piece.length).then_some(offset as u32 + u32::from(behind))?
            } else {
                let inner = text.get(piece.byte..piece.byte + piece.length)?;
                let step = if behind { inner.get(offset..)?.chars().next()?.len_utf8() } else { 0 };
                Offsets::new(inner).utf16(offset + step).0
            };
            Some(Place { node: piece.node, utf16: piece.utf16 + units })
        };
        Some((place(start, false)?, place(last, true)?))
    }
}

/// Reads a page's stream as blocks. Total, and linear in the stream.
pub fn document(stream: &Stream) -> PageDocument {
    let mut reader = Reader::new(surroundings::held(stream));
    for event in stream.events() {
        match event {
            Event::Enter(element) => reader.enter(element),
            Event::Text { node, text } => reader.text(node, text),
            Event::Leave => reader.leave(),
        }
    }
    reader.finish();
    let mut page = reader.page;
    report::describe(stream, &mut page);
    page
}

#[cfg(test)]
mod tests;
