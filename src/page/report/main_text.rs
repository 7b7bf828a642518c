//! Where the running text of a page is.
//!
//! Running text is paragraphs: long enough, mostly unlinked, not in menus, boxes or comments. The smallest element that holds nearly all of it is
//! where the report stands; in it, everything is main text but menus, boxes, link lists and the small labels of players and share buttons.

use crate::engine::document::{Block, BlockKind, Region};
use crate::page::blocks::{NodeNumber, PageDocument};

/// From how many bytes on a block is running text.
const RUNNING: usize = 80;
/// How much of the running text the element must hold, in percent.
const NEARLY_ALL: usize = 88;

/// Marks the blocks of the main text.
pub fn mark(page: &mut PageDocument) {
    let (first, behind) = element_of_text(page).unwrap_or((0, NodeNumber::MAX));
    let inside = |index: usize| page.sources.get(index).is_some_and(|s| first <= s.first && s.last < behind);
    let chosen: Vec<bool> = page
        .document
        .blocks
        .iter()
        .enumerate()
        .map(|(index, block)| inside(index) && belongs(block, page.document.block_text(index)))
        .collect();
    let chosen = trim(&page.document.blocks, chosen);
    for (block, main) in page.document.blocks.iter_mut().zip(chosen) {
        block.main = main;
    }
}

/// How many blocks before the first running text may belong to it: headline, standfirst, byline.
const HEAD: usize = 6;

/// Takes away what stands before the text and behind it: the text begins with its headline and ends with its last paragraph.
fn trim(blocks: &[Block], mut chosen: Vec<bool>) -> Vec<bool> {
    let is_text = |index: &usize| chosen[*index] && blocks.get(*index).is_some_and(|block| running(block) > 0);
    let (Some(first), Some(last)) = ((0..chosen.len()).find(is_text), (0..chosen.len()).rev().find(is_text)) else {
        return chosen;
    };
    let head = (first.saturating_sub(HEAD)..first)
        .find(|&index| chosen[index] && blocks[index].kind == BlockKind::Heading)
        .unwrap_or(first);
    let end = (last + 1..chosen.len())
        .find(|&index| !matches!(blocks[index].kind, BlockKind::Item | BlockKind::Cell))
        .unwrap_or(chosen.len());
    chosen[..head].fill(false);
    chosen[end..].fill(false);
    chosen
}

/// How much running text a block is.
fn running(block: &Block) -> usize {
    let length = block.span.len();
    let prose = match block.kind {
        BlockKind::Paragraph | BlockKind::Quote => length >= RUNNING,
        BlockKind::Item => length >= RUNNING * 3 / 2,
        _ => false,
    };
    let place = matches!(block.region, Region::Body | Region::Article);
    if prose && place && block.link_bytes * 3 < length && !block.control { length } else { 0 }
}

/// The nodes of the smallest element that holds nearly all running text.
fn element_of_text(page: &PageDocument) -> Option<(NodeNumber, NodeNumber)> {
    // Running text up to each block; blocks ascend with their nodes.
    let mut sums = vec![0];
    for block in &page.document.blocks {
        sums.push(sums.last().copied().unwrap_or(0) + running(block));
    }
    let all = *sums.last()?;
    let held = |node: NodeNumber, end: NodeNumber| {
        let from = page.sources.partition_point(|source| source.first < node);
        let to = page.sources.partition_point(|source| source.first < end);
        sums[to] - sums[from]
    };
    let mut found = (0, page.nodes.first()?.end);
    if all == 0 {
        return None;
    }
    loop {
        let mut child = found.0 + 1;
        let mut next = None;
        while child < found.1 {
            let end = page.nodes.get(child as usize)?.end;
            if held(child, end) * 100 >= all * NEARLY_ALL {
                next = Some((child, end));
                break;
            }
            child = end;
        }
        match next {
            Some(inner) => found = inner,
            None => return Some(found),
        }
    }
}

/// Whether a block inside that element belongs to the text.
fn belongs(block: &Block, text: &str) -> bool {
    let linked = block.link_bytes * 2 > text.len();
    let place = matches!(block.region, Region::Body | Region::Article | Region::Header);
    place && !block.control && !(linked && block.kind != BlockKind::Heading)
}
