//! Blocks that are nearly equal, or of which one stands inside the other.
//!
//! Candidates share runs of four words. The measure: of all words of both blocks, counted with their number, at least [`SHARED`] in a hundred
//! are in both; in captions more, [`SHARED_CAPTION`], unless no more than one word differs. What decides is never exchanged: no figure, name, day or
//! the like stands in the place of another, and no negation in one of the two alone. A block that has such a word more than the other is the one that stays.
//! Linear: a run of words knows only the last few blocks that have it, and a block is compared with the few that share most runs.

use super::words::{self, Words};
use std::sync::OnceLock;

/// How many words make a run.
const RUN: usize = 4;
/// How many blocks a run of words leads to at most, the latest first.
const CHAIN: usize = 4;
/// How many slots are looked at for a run of words.
const PROBES: usize = 64;
/// So many words may be left out at the end of a text that breaks off.
const CUT: usize = 3;
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
    let wanted: Vec<usize> = (0..words.blocks()).filter(|&block| wanted(block)).collect();
    let sights = Sights::of(words, &wanted);
    let mut runs = Runs::with_room(sights.again);
    let mut out = Vec::new();
    let (mut again, mut votes) = (Vec::new(), Vec::new());
    let sketches: Vec<Sketch> = (0..words.blocks()).map(|block| Sketch::of(words.of(block))).collect();
    for later in wanted {
        votes.clear();
        sights.seen_again(runs_of(words, later), &mut again);
        for &run in &again {
            let Some(slot) = runs.slot(run) else { continue };
            for block in slot.blocks().filter(|&block| block != later) {
                vote(&mut votes, block);
            }
            slot.add(run, later);
        }
        if votes.is_empty() {
            continue;
        }
        let text = |block| Text::new(words, block, &sketches);
        for _ in 0..COMPARED {
            // The block that shares most runs, the first of equals.
            let most = votes.iter().enumerate().min_by_key(|&(_, &(block, votes))| (usize::MAX - votes, block));
            let Some(most) = most.map(|(at, _)| at) else { break };
            let (earlier, _) = votes.swap_remove(most);
            let shared = || if is_caption(earlier) || is_caption(later) { SHARED_CAPTION } else { SHARED };
            let relation = text(earlier).zip(text(later)).and_then(|(a, b)| differences().relation(&a, &b, shared));
            out.extend(relation.map(|relation| Pair { earlier, later, relation }));
        }
    }
    out
}

/// The hashes of the runs of a block's words.
fn runs_of(words: &Words, block: usize) -> impl ExactSizeIterator<Item = u64> {
    words.of(block).windows(RUN).map(words::hash)
}

/// Which runs may stand in the document a second time, by two bits each: seen, and seen again. A run that stands there once, as nearly all do,
/// is told to do so by bits that stay in the cache, and needs no entry in [`Runs`], which would not. Runs that share bits may be taken
/// for seen again; that costs an entry and changes nothing.
struct Sights {
    /// Two bits for each of a power of two of slots, 32 slots a word.
    slots: Vec<u64>,
    /// How many slots are seen again: about so many runs.
    again: usize,
}

impl Sights {
    fn of(words: &Words, blocks: &[usize]) -> Self {
        let all: usize = blocks.iter().map(|&block| words.of(block).len()).sum();
        let mut sights = Self { slots: vec![0; (all / 4).next_power_of_two()], again: 0 };
        for run in blocks.iter().flat_map(|&block| runs_of(words, block)) {
            let (at, seen) = sights.place(run);
            let slot = &mut sights.slots[at];
            let again = *slot >> seen & 1 != 0;
            sights.again += usize::from(again && *slot >> seen & 2 == 0);
            *slot |= if again { 2 << seen } else { 1 << seen };
        }
        sights
    }

    /// The word of a run's slot, and where its bits stand there.
    fn place(&self, run: u64) -> (usize, u32) {
        let slot = (run >> 32) as usize & (self.slots.len() * 32 - 1);
        (slot / 32, slot as u32 % 32 * 2)
    }

    /// Those of some runs that may be seen again. Without a branch, so that the processor need not wait for the bits of one before it asks
    /// for the next one's.
    fn seen_again(&self, runs: impl ExactSizeIterator<Item = u64>, again: &mut Vec<u64>) {
        again.clear();
        again.resize(runs.len(), 0);
        let mut kept = 0;
        for run in runs {
            let (at, seen) = self.place(run);
            again[kept] = run;
            kept += (self.slots[at] >> seen >> 1 & 1) as usize;
        }
        again.truncate(kept);
    }
}

/// Which blocks have a run of words. Open addressing, and half of the slots at least are free: only a text made against the hash
/// has runs that find no place within [`PROBES`] slots, and they are passed over.
struct Runs {
    /// A power of two of them.
    slots: Vec<Slot>,
}

/// A run and where it stands, side by side: in a long document each look at memory is one that waits.
#[derive(Clone, Copy, Default)]
struct Slot {
    run: u64,
    /// 1 + the number of each of the last blocks that have it, the latest first; 0 for none.
    blocks: [u32; CHAIN],
}

impl Slot {
    /// The last blocks that have the run, the latest first.
    fn blocks(&self) -> impl Iterator<Item = usize> {
        self.blocks.into_iter().map_while(|block| (block as usize).checked_sub(1))
    }

    /// One entry a block: a word said a hundred times fills no chain.
    fn add(&mut self, run: u64, block: usize) {
        let entry = block as u32 + 1;
        if self.blocks[0] != entry {
            self.run = run;
            self.blocks.copy_within(..CHAIN - 1, 1);
            self.blocks[0] = entry;
        }
    }
}

impl Runs {
    fn with_room(runs: usize) -> Self {
        Self { slots: vec![Slot::default(); (runs * 2).next_power_of_two().max(2)] }
    }

    /// Where a run stands, or would.
    fn slot(&mut self, run: u64) -> Option<&mut Slot> {
        let mask = self.slots.len() - 1;
        let first = (run >> (64 - self.slots.len().trailing_zeros())) as usize;
        let free = |slot: &Slot| slot.blocks[0] == 0 || slot.run == run;
        let at = (first..first + PROBES).map(|slot| slot & mask).find(|&slot| free(&self.slots[slot]))?;
        self.slots.get_mut(at)
    }
}

/// Counts a shared run; only so many blocks are counted at once.
fn vote(votes: &mut Vec<(usize, usize)>, block: usize) {
    if let Some((_, count)) = votes.iter_mut().find(|(voted, _)| *voted == block) {
        *count += 1;
    } else if votes.len() < COMPARED * 4 {
        votes.push((block, 1));
    }
}

/// The words of a block as a set of bits. Two texts that have nothing to do with each other are told apart by it.
struct Sketch([u64; 4]);

impl Sketch {
    fn of(words: &[u64]) -> Self {
        let mut bits = [0; 4];
        for word in words {
            // The upper bits of a hash are mixed best; the first of them tells figures.
            let slot = (word >> 48) as usize % 256;
            bits[slot / 64] |= 1 << (slot % 64);
        }
        Self(bits)
    }

    /// So many different words at least stand here and not there.
    fn more_than(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(here, there)| (here & !there).count_ones() as usize).sum()
    }
}

/// A block as it is compared.
struct Text<'w> {
    words: &'w [u64],
    names: &'w [bool],
    breaks_off: bool,
    sketch: &'w Sketch,
}

impl<'w> Text<'w> {
    fn new(words: &'w Words, block: usize, sketches: &'w [Sketch]) -> Option<Self> {
        let (names, sketch) = (words.names(block), sketches.get(block)?);
        Some(Self { words: words.of(block), names, breaks_off: words.breaks_off(block), sketch })
    }

    /// Its words in the order of their hashes, each with whether it is written as a name.
    fn sorted(&self) -> Vec<(u64, u32)> {
        let mut sorted: Vec<_> =
            self.words.iter().copied().zip(self.names.iter().map(|&name| u32::from(name))).collect();
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

/// The words that decide, read once.
fn differences() -> &'static Differences {
    static DIFFERENCES: OnceLock<Differences> = OnceLock::new();
    DIFFERENCES.get_or_init(Differences::new)
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

    fn relation(&self, earlier: &Text, later: &Text, wanted: impl Fn() -> usize) -> Option<Relation> {
        let earlier_in_later = earlier.words.len() < later.words.len();
        let (shorter, longer) = if earlier_in_later { (earlier, later) } else { (later, earlier) };
        let (only_shorter, only_longer) =
            (shorter.sketch.more_than(longer.sketch), longer.sketch.more_than(shorter.sketch));
        if only_shorter <= CUT && is_inside(self.cut(shorter), longer.words) {
            return Some(if earlier_in_later { Relation::EarlierInLater } else { Relation::LaterInEarlier });
        }
        // No more than what neither has alone can be in both.
        let shared = (shorter.words.len() - only_shorter).min(longer.words.len() - only_longer);
        let enough = is_near(shorter.words.len() + longer.words.len(), shared, SHARED);
        enough.then(|| self.nearness(earlier, later, wanted)).flatten()
    }

    /// A text without the "… read more" at its end, and without the word, maybe half a word, at which it breaks off: [`CUT`] words at most.
    fn cut<'w>(&self, text: &Text<'w>) -> &'w [u64] {
        let ending = text.words.iter().rev().take(CUT - 1).take_while(|word| self.endings.contains(word)).count();
        let half = usize::from(text.breaks_off);
        text.words.get(..text.words.len().saturating_sub(ending + half)).unwrap_or_default()
    }

    fn nearness(&self, earlier: &Text, later: &Text, wanted: impl Fn() -> usize) -> Option<Relation> {
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
            let decides = name == 1 || words::is_number(word) || self.deciding.contains(&word);
            if only_earlier {
                more.0 |= decides;
            } else {
                more.1 |= decides;
            }
        }
        let wanted = if a.len().max(b.len()) - shared <= 1 { SHARED } else { wanted() };
        match more {
            _ if !is_near(a.len() + b.len(), shared, wanted) => None,
            (false, false) => Some(Relation::Near),
            (true, false) => Some(Relation::EarlierTellsMore),
            (false, true) => Some(Relation::LaterTellsMore),
            (true, true) => None,
        }
    }
}

/// Whether so many of all words of two texts, counted in both of them, are `wanted` in a hundred.
const fn is_near(all: usize, shared: usize, wanted: usize) -> bool {
    shared * 100 >= (all - shared) * wanted
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
    let start = |block: usize| {
        let start = words.range(block).start;
        all.get(start..start + RUN).filter(|_| !words.of(block).is_empty()).map(words::hash)
    };
    let mut starts: Vec<(u64, u32)> =
        (0..words.blocks()).filter_map(|block| Some((start(block)?, block as u32))).collect();
    starts.sort_unstable();
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
        let run = words.of(block).get(..RUN).map(words::hash)?;
        let first = starts.partition_point(|&(other, _)| other < run);
        let same = starts.get(first..)?.iter().take_while(|&&(other, _)| other == run);
        same.take(CHAIN).find_map(|&(_, first)| in_parts(block, first as usize))
    };
    (0..words.blocks()).filter(|&block| wanted(block)).filter_map(found).collect()
}
