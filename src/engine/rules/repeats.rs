//! Repeats: sections that come again are folded; one copy stays.
//!
//! Three steps, each linear in the text. Blocks are reduced to words ([`words`]): case, punctuation, spaces, quotation marks, dashes and a
//! leading dateline make no difference. Blocks with the same words form a group, of which one copy is kept. What has no exact copy is compared
//! with blocks that share runs of words with it ([`near`]): a few words changed, or all of it standing inside a longer block. Then folded
//! neighbours whose kept copies are neighbours too become one fold, and short blocks between and around them that repeat as well join it.
//!
//! Nothing is lost: a block is folded only while the block that it repeats is shown, and kept copies are never folded.

mod near;
mod words;

use crate::engine::document::{Block, BlockKind, Document, Region};
use crate::engine::finding::Fold;
use crate::engine::rule::{Rule, RuleId, examples};
use crate::engine::tagger::words::HashTable;
use words::Words;

/// The declaration.
pub static RULE: Rule = Rule {
    id: RuleId::Repeats,
    name: "repeats",
    key: "repeats",
    label: "Repeats",
    summary: "Folds paragraphs that come again; one copy always stays.",
    on: true,
    kinds: &[],
    examples: examples(&[
        "The ferry to Skarholm stopped running on Monday after ice closed the northern harbour for the first time since 2011.
         Islanders are to be supplied by air.
         > The ferry to Skarholm stopped running on Monday after ice closed the northern harbour for the first time since 2011.
         > Islanders are to be supplied by air.",
        "“We have bread for a week,” said the mayor, who asked the ministry for a helicopter that can land beside the church.
         > \"We have bread for a week\", said the mayor, who asked the ministry for a helicopter - that can land beside the church...",
        "SKARHOLM (Inselpost) – A helicopter landed beside the church on Tuesday morning with bread, medicine and the post of three days.
         > A helicopter landed beside the church on Tuesday morning with bread, medicine and the post of three days.",
        "The pilot, Karin Moe, said that she would fly twice a day for as long as the harbour stayed closed and the weather allowed it.
         Nobody else came.
         > The pilot, Karin Moe, said she would fly twice a day for as long as the harbour stayed closed and the weather allowed it.",
        "The harbour master expects that the ice will hold for ten days or more, and he has asked ships to keep away from the coast. The navy agreed.
         > The harbour master expects that the ice will hold for ten days or more, and he has asked ships to keep away … more",
        // Short lines alone stay: labels, bylines, refrains.
        "By Ann Lee
         By Ann Lee
         Read more
         Read more",
        // Other figures, another text.
        "The northern harbour was closed for 11 days in the winter of 2011, and 340 people were supplied by air until the ice broke.
         The northern harbour was closed for 16 days in the winter of 2011, and 340 people were supplied by air until the ice broke.",
        // Only the beginning is the same.
        "09:40 The ferry company says in a statement that it hopes to run again soon, and that tickets will be paid back at the counter.
         10:15 The ferry company says in a statement that it hopes to run again soon, but the second ship is now in the yard at Brekke.",
        // A refrain, and a clause that a contract states for each party.
        "The supplier shall keep all papers of this agreement for ten years and shall hand them to the other party on written request.
         The supplier shall keep all papers of this agreement for ten years and shall hand them to the other party on written request.",
    ]),
};

/// Blocks shorter than this (characters) are labels, bylines, refrains: they are folded only along with longer ones.
const LONG: usize = 80;

/// What the rule knows of one block.
struct Shape {
    /// Number of characters.
    length: usize,
    /// A hash of its words.
    key: u64,
    /// Whether it may be folded at all, or stay for another.
    able: bool,
    /// Whether most of it is link text.
    linked: bool,
    /// Which copy stays: the lowest.
    rank: u8,
}

/// Folds the blocks that stand in the document already.
pub fn find(document: &Document) -> Vec<Fold> {
    let words = Words::new(document);
    let shapes: Vec<Shape> =
        document.blocks.iter().enumerate().map(|(number, block)| shape(document, block, number, &words)).collect();
    let none = vec![None; shapes.len()];
    let (stays, signs) = (vec![false; shapes.len()], vec![None; shapes.len()]);
    let mut copies = Copies { document, shapes: &shapes, kept: none, stays, signs };
    copies.equal();
    let unpaired = |block: usize| copies.is_long(block) && copies.kept[block].is_none();
    for spanned in near::spanned(&words, unpaired) {
        copies.settle_parts(spanned);
    }
    let unpaired = |block: usize| copies.is_long(block) && copies.kept[block].is_none();
    let pairs = near::pairs(&words, unpaired, |block| is_caption(document, block));
    for pair in pairs {
        copies.settle(pair);
    }
    copies.spread();
    copies.folds()
}

fn shape(document: &Document, block: &Block, number: usize, words: &Words) -> Shape {
    let text = document.block_text(number);
    let own = words.of(number);
    let figures = own.iter().filter(|&&word| words::is_number(word)).count();
    // Tables of figures, code, controls, verse and contracts repeat on purpose.
    let able = !block.control
        && !matches!(block.kind, BlockKind::Code | BlockKind::Cell)
        && !own.is_empty()
        && figures * 2 <= own.len()
        && !is_verse(text)
        && own.iter().filter(|&&word| words::is_of_contracts(word)).take(3).count() < 3;
    Shape {
        length: text.chars().count(),
        key: words.key(number),
        able,
        linked: block.link_bytes * 2 > text.len(),
        rank: rank(document, block, number),
    }
}

/// Which of equal blocks a reader looks for first: main text before boxes, text among text before a box in it, paragraphs before captions
/// and lists.
fn rank(document: &Document, block: &Block, number: usize) -> u8 {
    let place = match block.region {
        _ if is_for_print(&block.context) => 5,
        _ if block.main => 0,
        Region::Body | Region::Article => 1,
        Region::Comments | Region::Aside => 2,
        Region::Header | Region::Footer => 3,
        Region::Navigation | Region::Dialog => 4,
    };
    let kind = match block.kind {
        BlockKind::Paragraph | BlockKind::Heading => 0,
        BlockKind::Caption => 1,
        _ => 2,
    };
    let long = |other: usize| {
        other != number
            && document
                .blocks
                .get(other)
                .is_some_and(|b| b.span.len() >= LONG && b.region == block.region && !b.control)
    };
    let lonely = !(number.saturating_sub(2)..=number + 2).any(long);
    place * 6 + u8::from(lonely) * 3 + kind
}

/// Whether class names say that a block is the version for paper ("print-only", "visible-print"), and not what paper leaves out ("no-print").
fn is_for_print(context: &str) -> bool {
    const LEFT_OUT: &[&str] = &["no", "none", "hidden", "hide", "not", "noprint", "dont"];
    context.contains("print")
        && context.split(' ').any(|name| {
            let parts = || name.split(['-', '_']);
            parts().any(|part| matches!(part, "print" | "printable" | "printonly" | "printversion" | "printview"))
                && !parts().any(|part| LEFT_OUT.contains(&part))
        })
}

/// Captions of pictures, as far as tags, class names and credits tell.
fn is_caption(document: &Document, number: usize) -> bool {
    document.blocks.get(number).is_some_and(|block| {
        block.kind == BlockKind::Caption
            || block.context.contains("caption")
            || document.block_text(number).contains("Photo")
    })
}

/// Lines of a poem or song: several, all short.
fn is_verse(text: &str) -> bool {
    let mut lines = 0;
    text.split('\n').all(|line| {
        lines += 1;
        line.len() < 60
    }) && lines > 2
}

/// Which block repeats which.
struct Copies<'d> {
    document: &'d Document,
    shapes: &'d [Shape],
    /// For each block that is folded, the block that stays for it. What stays is itself not folded.
    kept: Vec<Option<usize>>,
    /// Whether a block stays for another.
    stays: Vec<bool>,
    /// How a folded block differs from the one that stays, where it does.
    signs: Vec<Option<&'static str>>,
}

impl Copies<'_> {
    fn is_long(&self, block: usize) -> bool {
        self.shapes.get(block).is_some_and(|shape| shape.able && shape.length >= LONG)
    }

    /// Long blocks of the same words.
    fn equal(&mut self) {
        let long = (0..self.shapes.len()).filter(|&block| self.is_long(block));
        let mut places: Vec<(u64, u32)> = long.map(|block| (self.shapes[block].key, block as u32)).collect();
        places.sort_unstable();
        for group in places.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            let blocks: Vec<usize> = group.iter().map(|&(_, block)| block as usize).collect();
            self.keep_one(&blocks);
        }
    }

    /// Keeps one block of a group of equal ones. Cards that lead to different pages all stay.
    fn keep_one(&mut self, group: &[usize]) {
        let links = |block: usize| self.document.blocks[block].links;
        let mut cards = group.iter().copied().filter(|&block| self.shapes[block].linked);
        let plain = group.iter().copied().any(|block| !self.shapes[block].linked);
        let first_card = cards.next().map(links);
        if cards.all(|card| Some(links(card)) == first_card) {
            if let Some(best) = group.iter().copied().min_by_key(|&block| (self.shapes[block].rank, block)) {
                self.fold_onto(best, group.iter().copied());
            }
            return;
        }
        let mut by_links: HashTable<u32> = HashTable::default();
        for &block in group.iter().filter(|&&block| self.shapes[block].linked) {
            match by_links.get(&links(block)) {
                Some(&first) => self.fold(block, first as usize),
                None => drop(by_links.insert(links(block), block as u32)),
            }
        }
        let others = group.iter().copied().filter(|&block| plain && !self.shapes[block].linked).collect::<Vec<_>>();
        if let Some(best) = others.iter().copied().min_by_key(|&block| (self.shapes[block].rank, block)) {
            self.fold_onto(best, others.into_iter());
        }
    }

    fn fold_onto(&mut self, best: usize, group: impl Iterator<Item = usize>) {
        for block in group.filter(|&block| block != best) {
            self.fold(block, best);
        }
    }

    fn fold(&mut self, block: usize, keep: usize) {
        self.kept[block] = Some(keep);
        self.stays[keep] = true;
    }

    /// Folds one block of a pair that is nearly equal, or the one that stands inside the other.
    fn settle(&mut self, pair: near::Pair) {
        let near::Pair { earlier, later, relation } = pair;
        let (a, b) = (&self.shapes[earlier], &self.shapes[later]);
        let (x, y) = (&self.document.blocks[earlier], &self.document.blocks[later]);
        let led = |block: &Block| block.link_bytes * 5 > block.span.len();
        if (a.linked || b.linked || led(x) && led(y)) && x.links != y.links {
            return;
        }
        let (fold, keep) = match relation {
            near::Relation::Near if b.rank < a.rank => (earlier, later),
            near::Relation::Near | near::Relation::EarlierTellsMore | near::Relation::LaterInEarlier => {
                (later, earlier)
            }
            near::Relation::LaterTellsMore | near::Relation::EarlierInLater => (earlier, later),
        };
        let contained = matches!(relation, near::Relation::LaterInEarlier | near::Relation::EarlierInLater);
        // The main text never gives way to a box that quotes it.
        if relation != near::Relation::Near && self.document.blocks[fold].main && !self.document.blocks[keep].main {
            return;
        }
        if self.kept[keep].is_none() && self.kept[fold].is_none() && !self.stays[fold] {
            self.fold(fold, keep);
            self.signs[fold] = Some(if contained { "stands in a longer paragraph" } else { "a few words differ" });
        }
    }

    /// Folds a block that stands elsewhere in several, or those several.
    fn settle_parts(&mut self, near::Spanned { block, parts: (first, last) }: near::Spanned) {
        let parts = first..=last;
        let free = |copies: &Self, block: usize| copies.kept[block].is_none();
        let links = self.document.blocks[block].links != self.document.blocks[first].links;
        if links || !free(self, block) || !parts.clone().all(|part| self.shapes[part].able && free(self, part)) {
            return;
        }
        let best = parts.clone().map(|part| (self.shapes[part].rank, part)).min();
        if best.is_none_or(|best| (self.shapes[block].rank, block) < best) {
            if !parts.clone().any(|part| self.stays[part]) {
                for part in parts {
                    self.fold(part, block);
                    self.signs[part] = Some("stands in a longer paragraph");
                }
            }
        } else if !self.stays[block] {
            self.fold(block, first);
            self.signs[block] = Some("stands in several paragraphs");
            parts.for_each(|part| self.stays[part] = true);
        }
    }

    /// Short blocks beside folded ones that repeat what stands beside the kept ones.
    fn spread(&mut self) {
        let count = self.shapes.len();
        let forward = (1..count).map(|block| (block, 1));
        let backward = (0..count.saturating_sub(1)).rev().map(|block| (block, -1));
        for (block, step) in forward.chain(backward) {
            let beside = block.wrapping_add_signed(-step);
            let Some(keep) = self.kept[beside].and_then(|keep| keep.checked_add_signed(step)) else { continue };
            let free = self.kept[block].is_none() && !self.stays[block] && keep != block;
            if free && self.kept.get(keep).is_some_and(Option::is_none) && self.repeats_beside(block, keep) {
                self.fold(block, keep);
            }
        }
    }

    fn repeats_beside(&self, block: usize, keep: usize) -> bool {
        let (a, b) = (&self.document.blocks[block], &self.document.blocks[keep]);
        let (shape, other) = (&self.shapes[block], &self.shapes[keep]);
        let menu = shape.linked && (a.kind != BlockKind::Heading || a.region != b.region);
        shape.able && shape.key == other.key && a.links == b.links && !menu
    }

    fn folds(&self) -> Vec<Fold> {
        let mut folds: Vec<Fold> = Vec::new();
        for (block, keep) in self.kept.iter().enumerate() {
            let Some(keep) = *keep else { continue };
            let goes_on = |fold: &&mut Fold| {
                fold.last + 1 == block && fold.same_as.is_some_and(|same| same + (block - fold.first) == keep)
            };
            let sign = self.signs[block];
            match folds.last_mut().filter(goes_on) {
                Some(fold) => {
                    fold.last = block;
                    fold.evidence.extend(sign.filter(|sign| !fold.evidence.contains(sign)));
                }
                None => folds.push(Fold {
                    rule: RuleId::Repeats,
                    first: block,
                    last: block,
                    same_as: Some(keep),
                    evidence: sign.into_iter().collect(),
                }),
            }
        }
        folds
    }
}

#[cfg(test)]
mod tests;
