//! Blocks that are nearly equal, or of which one stands inside the other.
//!
//! Candidates share runs of four words. The measure: of all words of both blocks, counted with their number, at least [`SHARED`] in a hundred
//! are in both; in captions more, [`SHARED_CAPTION`], unless no more than one word differs. What decides is never exchanged: no figure, name, day or
//! the like stands in the place of another, and no negation in one of the two alone. A block that has such a word more than the other is the one that stays.
//! Linear: a run of words knows only the last few blocks that have it, and a block is compared with the few that share most runs.

use super::words::{self, Words};
use std::collections::HashMap;

/// How many words make a run.
const RUN: usize = 4;
/// How many blocks a run of words leads to at most, the latest first.
const CHAIN: usize = 4;
/// With how many other blocks a block is compared at most.
const COMPARED: usize = 4;
/// Words in a hundred that nearly equal blocks share: three of fifteen may be others.
const SHARED: usize = 81;
/// The same for captions: two pictures of one meeting had 85 of their captions' words in common.
const SHARED_CAPTION: usize = 88;

/// Two blocks that say the same.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    pub earlier: usize,
    pub later: usize,
    pub relation: Relation,
}

/// How they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// A few words differ, and either may stay.
    Near,
    /// A few words differ, and the earlier one has a figure or a name that the later one lacks.
    EarlierTellsMore,
    LaterTellsMore,
    LaterInEarlier,
    EarlierInLater,
}

/// All pairs among the blocks that `wanted` names, in the order of the later block.
pub fn pairs(words: &Words, wanted: impl Fn(usize) -> bool, is_caption: impl Fn(usize) -> bool) -> Vec<Pair> {
    let mut latest: HashMap<u64, u32> = HashMap::with_capacity(words.all().len());
    // Entries of the index: block, and the entry before it with the same run, or this.
    const NONE: u32 = u32::MAX;
    let mut entries: Vec<(usize, u32)> = Vec::new();
    let mut out = Vec::new();
    let differ = Differences::new();
    for later in (0..words.blocks()).filter(|&block| wanted(block)) {
        let own = words.of(later);
        let mut votes: Vec<(usize, usize)> = Vec::new();
        for run in own.windows(RUN) {
            let last = latest.entry(words::hash(run)).or_insert(NONE);
            let mut at = *last;
            for _ in 0..CHAIN {
                let Some(&(block, before)) = entries.get(at as usize) else { break };
                if block != later {
                    vote(&mut votes, block);
                }
                at = before;
            }
            // One entry a block and run: a word said a hundred times fills no chain.
            if entries.get(*last as usize).is_none_or(|&(block, _)| block != later) {
                entries.push((later, *last));
                *last = entries.len() as u32 - 1;
            }
        }
        votes.sort_by_key(|&(block, votes)| (usize::MAX - votes, block));
        for &(earlier, _) in votes.iter().take(COMPARED) {
            let shared = if is_caption(earlier) || is_caption(later) { SHARED_CAPTION } else { SHARED };
            let relation = differ.relation(&Text::new(words, earlier), &Text::new(words, later), shared);
            out.extend(relation.map(|relation| Pair { earlier, later, relation }));
        }
    }
    out
}

/// Counts a shared run; only so many blocks are counted at once.
fn vote(votes: &mut Vec<(usize, usize)>, block: usize) {
    if let Some((_, count)) = votes.iter_mut().find(|(voted, _)| *voted == block) {
        *count += 1;
    } else if votes.len() < COMPARED * 4 {
        votes.push((block, 1));
    }
}

/// A block as it is compared.
struct Text<'w> {
    words: &'w [u64],
    names: &'w [bool],
    breaks_off: bool,
}

impl<'w> Text<'w> {
    fn new(words: &'w Words, block: usize) -> Self {
        Self { words: words.of(block), names: words.names(block), breaks_off: words.breaks_off(block) }
    }

    /// Its words in the order of their hashes, each with whether it is written as a name.
    fn sorted(&self) -> Vec<(u64, bool)> {
        let mut sorted: Vec<_> = self.words.iter().copied().zip(self.names.iter().copied()).collect();
        sorted.sort_unstable();
        sorted
    }
}

/// What makes two texts different however much they share.
struct Differences {
    /// Negations: one more is another statement.
    denying: Vec<u64>,
    /// Days, months and small numbers: another one in their place is another statement.
    deciding: Vec<u64>,
    endings: Vec<u64>,
}

impl Differences {
    fn new() -> Self {
        let words = |text: &str| text.split_whitespace().map(words::word).collect();
        Self {
            denying: words(
                "not no never none nobody nothing without neither cannot didnt isnt doesnt wasnt wont arent",
            ),
            deciding: words(
                "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october \
                 november december yesterday today tomorrow one two three four five six seven eight nine ten eleven twelve dozen hundred \
                 thousand million billion first second third fourth fifth sixth seventh eighth ninth tenth last next more less before after",
            ),
            endings: words("more less read show full see"),
        }
    }

    fn relation(&self, earlier: &Text, later: &Text, shared: usize) -> Option<Relation> {
        let earlier_in_later = earlier.words.len() < later.words.len();
        let (shorter, longer) = if earlier_in_later { (earlier, later) } else { (later, earlier) };
        if is_inside(self.cut(shorter), longer.words) {
            return Some(if earlier_in_later { Relation::EarlierInLater } else { Relation::LaterInEarlier });
        }
        let enough = shorter.words.len() * 100 >= longer.words.len() * SHARED;
        enough.then(|| self.nearness(earlier, later, shared)).flatten()
    }

    /// A text without the "… read more" at its end, and without the word, maybe half a word, at which it breaks off.
    fn cut<'w>(&self, text: &Text<'w>) -> &'w [u64] {
        let ending = text.words.iter().rev().take(2).take_while(|word| self.endings.contains(word)).count();
        let half = usize::from(text.breaks_off);
        text.words.get(..text.words.len().saturating_sub(ending + half)).unwrap_or_default()
    }

    fn nearness(&self, earlier: &Text, later: &Text, wanted: usize) -> Option<Relation> {
        let (a, b) = (earlier.sorted(), later.sorted());
        let (mut i, mut j, mut shared) = (0, 0, 0);
        // Whether words that decide are in the earlier or later text alone.
        let mut more = (false, false);
        while i < a.len() || j < b.len() {
            let (only_earlier, (word, name)) = match (a.get(i), b.get(j)) {
                (Some(x), Some(y)) if x.0 == y.0 => {
                    (i, j, shared) = (i + 1, j + 1, shared + 1);
                    continue;
                }
                (Some(&x), y) if y.is_none_or(|y| x.0 < y.0) => (true, (x, i += 1).0),
                (_, Some(&y)) => (false, (y, j += 1).0),
                (_, None) => break,
            };
            if self.denying.contains(&word) {
                return None;
            }
            let decides = name || words::is_number(word) || self.deciding.contains(&word);
            if only_earlier {
                more.0 |= decides;
            } else {
                more.1 |= decides;
            }
        }
        let wanted = if a.len().max(b.len()) - shared <= 1 { SHARED } else { wanted };
        let near = shared * 100 >= (a.len() + b.len() - shared) * wanted;
        match more {
            _ if !near => None,
            (false, false) => Some(Relation::Near),
            (true, false) => Some(Relation::EarlierTellsMore),
            (false, true) => Some(Relation::LaterTellsMore),
            (true, true) => None,
        }
    }
}

/// Whether `inner` stands in `outer` word for word (Knuth, Morris and Pratt: linear).
fn is_inside(inner: &[u64], outer: &[u64]) -> bool {
    if inner.is_empty() || inner.len() > outer.len() {
        return false;
    }
    let mut fallback = vec![0; inner.len()];
    let mut matched = 0;
    for i in 1..inner.len() {
        while matched > 0 && inner[i] != inner[matched] {
            matched = fallback[matched - 1];
        }
        matched += usize::from(inner[i] == inner[matched]);
        fallback[i] = matched;
    }
    matched = 0;
    for word in outer {
        while matched > 0 && *word != inner[matched] {
            matched = fallback[matched - 1];
        }
        matched += usize::from(*word == inner[matched]);
        if matched == inner.len() {
            return true;
        }
    }
    false
}

/// A block whose text stands elsewhere in several blocks in a row.
#[derive(Clone, Copy, Debug)]
pub struct Spanned {
    pub block: usize,
    /// The first and the last of those blocks.
    pub parts: (usize, usize),
}

/// All blocks among those that `wanted` names whose words are exactly those of several blocks in a row. Linear: the words that such a block
/// begins with lead to the last few blocks that begin with them, and what is compared is the block.
pub fn spanned(words: &Words, wanted: impl Fn(usize) -> bool) -> Vec<Spanned> {
    let all = words.all();
    let mut starts: HashMap<u64, Vec<usize>> = HashMap::new();
    for block in 0..words.blocks() {
        let start = words.range(block).start;
        if let Some(run) = all.get(start..start + RUN).filter(|_| !words.of(block).is_empty()) {
            let blocks = starts.entry(words::hash(run)).or_default();
            if blocks.len() < CHAIN {
                blocks.push(block);
            }
        }
    }
    let in_parts = |block: usize, first: usize| {
        let own = words.of(block);
        let start = words.range(first).start;
        let there = all.get(start..start + own.len())?;
        let last = words.block_of(start + own.len() - 1);
        let apart = block < first || last < block;
        let whole = words.range(last).end == start + own.len();
        (apart && whole && first < last && there == own).then_some(Spanned { block, parts: (first, last) })
    };
    let found = |block: usize| {
        let run = words.of(block).get(..RUN)?;
        starts.get(&words::hash(run))?.iter().find_map(|&first| in_parts(block, first))
    };
    (0..words.blocks()).filter(|&block| wanted(block)).filter_map(found).collect()
}
