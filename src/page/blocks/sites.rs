//! What a fold hides: the page's elements that hold a run of blocks and nothing else, and runs of child nodes where no element does.

use super::{NO_NODE, NodeKind, NodeNumber, PageDocument};

/// One thing that a fold hides. The sites of a fold are in document order and do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldSite {
    /// An element all of whose text belongs to the fold, and the outermost such.
    Element {
        /// Its number.
        node: NodeNumber,
    },
    /// Neighbouring child nodes (texts, inline elements, line breaks) of an element that holds other text too.
    Run {
        /// Number of the element.
        parent: NodeNumber,
        /// Number of the first child.
        first: NodeNumber,
        /// Number of the last child.
        last: NodeNumber,
    },
}

impl PageDocument {
    /// What a fold of the blocks `first..=last` hides. Controls, pictures and frames are in no site, whatever they stand in: where an element
    /// holds one, the sites are what it holds beside it. Linear in what the fold holds.
    pub fn fold_sites(&self, first: usize, last: usize) -> Vec<FoldSite> {
        let from = self.texts.partition_point(|&(_, block)| block < first);
        let to = self.texts.partition_point(|&(_, block)| block <= last);
        let fold = Folding { page: self, from, to };
        let mut sites = Vec::new();
        let mut at = from;
        while at < to {
            let Some(&(text, _)) = self.texts.get(at) else { break };
            let site = fold.site(text);
            let behind = match site {
                FoldSite::Element { node } => self.end(node),
                FoldSite::Run { last, .. } => self.end(last),
            };
            at = self.texts.partition_point(|&(node, _)| node < behind).max(at + 1);
            sites.push(site);
        }
        sites
    }

    fn end(&self, node: NodeNumber) -> NodeNumber {
        self.nodes.get(node as usize).map_or(node + 1, |n| n.end)
    }

    fn kind(&self, node: NodeNumber) -> Option<NodeKind> {
        self.nodes.get(node as usize).map(|n| n.kind)
    }
}

struct Folding<'p> {
    page: &'p PageDocument,
    /// The text nodes of the run: a range of `PageDocument::texts`.
    from: usize,
    to: usize,
}

impl Folding<'_> {
    /// Whether no text of other blocks and nothing that must stay is in the node.
    fn owns(&self, node: NodeNumber) -> bool {
        let page = self.page;
        let end = page.end(node);
        let kept = page.kept.partition_point(|&k| k < node);
        if page.kept.get(kept).is_some_and(|&k| k < end) {
            return false;
        }
        let first = page.texts.partition_point(|&(text, _)| text < node);
        let behind = page.texts.partition_point(|&(text, _)| text < end);
        first == behind || self.from <= first && behind <= self.to
    }

    fn site(&self, text: NodeNumber) -> FoldSite {
        let page = self.page;
        // The outermost node around the text that is the fold's own; table parts and the like are passed through, but no site.
        let (mut child, mut parent) = (text, self.parent(text));
        let mut best = None;
        while parent != NO_NODE && self.owns(parent) {
            (child, parent) = (parent, self.parent(parent));
            if page.kind(child) == Some(NodeKind::Block) {
                best = Some(child);
            }
        }
        if let Some(node) = best {
            // Inline elements around a block (a link around a card) go with it where they are the fold's own.
            let whole = if page.kind(child) == Some(NodeKind::Inline) { child } else { node };
            return FoldSite::Element { node: whole };
        }
        // No block element is the fold's own: children of the innermost one that holds the text.
        let (mut child, mut parent) = (text, self.parent(text));
        while parent != NO_NODE && page.kind(parent) == Some(NodeKind::Inline) && self.owns(parent) {
            (child, parent) = (parent, self.parent(parent));
        }
        FoldSite::Run { parent, first: child, last: self.run_end(child, parent) }
    }

    fn parent(&self, node: NodeNumber) -> NodeNumber {
        self.page.nodes.get(node as usize).map_or(NO_NODE, |n| n.parent)
    }

    /// The last of the siblings behind `child` that belong to the same run: up to other text, a block element or something that stays.
    fn run_end(&self, child: NodeNumber, parent: NodeNumber) -> NodeNumber {
        let page = self.page;
        let behind = page.end(parent);
        let mut last = child;
        let mut next = page.end(child);
        while next < behind && matches!(page.kind(next), Some(NodeKind::Text | NodeKind::Inline)) && self.owns(next) {
            let end = page.end(next);
            let first_text = page.texts.partition_point(|&(text, _)| text < next);
            if page.texts.get(first_text).is_some_and(|&(text, _)| text < end) {
                last = next;
            }
            next = end;
        }
        last
    }
}
