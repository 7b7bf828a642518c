//! Blocks that are nearly equal, or of which one stands inside the other.
//!
//! Candidates share runs of four words. The measure: of all words of both blocks, counted with their number, at least [`SHARED`] in a hundred
//! are in both; in captions more, [`SHARED_CAPTION`], unless no more than one word differs; and the words with digits, the negations, the days and the like are the same. Linear: a run of words knows only the last few blocks that
//! have it, and a block is compared with the few that share most runs.

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
    /// A few words differ.
    Near,
    LaterInEarlier,
    EarlierInLater,
}

/// All pairs among the blocks that `wanted` names, in the order of the later block.
pub fn pairs(words: &Words, wanted: impl Fn(usize) -> bool, is_caption: impl Fn(usize) -> bool) -> Vec<Pair> {
    let mut latest: HashMap<u64, u32> = HashMap::new();
    // Entries of the index: block, and the entry before it with the same run.
    let mut entries: Vec<(usize, u32)> = Vec::new();
    let mut out = Vec::new();
    let differ = Differences::new();
    for later in (0..words.blocks()).filter(|&block| wanted(block)) {
        let own = words.of(later);
        let mut votes: Vec<(usize, usize)> = Vec::new();
        for run in own.windows(RUN) {
            let key = words::hash(run);
            let mut at = latest.get(&key).copied();
            for _ in 0..CHAIN {
                let Some(&(block, before)) = at.and_then(|entry| entries.get(entry as usize)) else { break };
                if block != later {
                    vote(&mut votes, block);
                }
                at = Some(before);
            }
            // One entry a block and run: a word said a hundred times fills no chain.
            let last = latest.get(&key).copied();
            if last.and_then(|entry| entries.get(entry as usize)).is_none_or(|&(block, _)| block != later) {
                latest.insert(key, entries.len() as u32);
                entries.push((later, last.unwrap_or(u32::MAX)));
            }
        }
        votes.sort_by_key(|&(block, votes)| (usize::MAX - votes, block));
        for &(earlier, _) in votes.iter().take(COMPARED) {
            let shared = if is_caption(earlier) || is_caption(later) { SHARED_CAPTION } else { SHARED };
            out.extend(differ.relation(words.of(earlier), own, shared).map(|relation| Pair {
                earlier,
                later,
                relation,
            }));
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

/// What makes two texts different however much they share.
struct Differences {
    /// Negations, days, months and small numbers: another one of these is another statement.
    deciding: Vec<u64>,
    endings: Vec<u64>,
}

impl Differences {
    fn new() -> Self {
        let all = |texts: &[&str]| texts.iter().map(|text| words::word(text)).collect();
        Self {
            deciding: all(&[
                "not",
                "no",
                "never",
                "none",
                "nobody",
                "nothing",
                "without",
                "neither",
                "cannot",
                "didnt",
                "isnt",
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
                "january",
                "february",
                "march",
                "april",
                "june",
                "july",
                "august",
                "september",
                "october",
                "november",
                "december",
                "yesterday",
                "today",
                "tomorrow",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
                "dozen",
                "hundred",
                "thousand",
                "million",
                "billion",
                "first",
                "second",
                "third",
            ]),
            endings: all(&["more", "less", "read", "show", "full", "see"]),
        }
    }

    fn relation(&self, earlier: &[u64], later: &[u64], shared: usize) -> Option<Relation> {
        let (shorter, longer) = if earlier.len() < later.len() { (earlier, later) } else { (later, earlier) };
        if is_inside(self.cut(shorter), longer) {
            return Some(if earlier.len() < later.len() { Relation::EarlierInLater } else { Relation::LaterInEarlier });
        }
        let enough = shorter.len() * 100 >= longer.len() * SHARED;
        (enough && self.is_near(shorter, longer, shared)).then_some(Relation::Near)
    }

    /// A text without the "… read more" at its end.
    fn cut<'w>(&self, text: &'w [u64]) -> &'w [u64] {
        let ending = text.iter().rev().take(2).take_while(|word| self.endings.contains(word)).count();
        &text[..text.len() - ending]
    }

    fn is_near(&self, a: &[u64], b: &[u64], wanted: usize) -> bool {
        let sorted = |words: &[u64]| {
            let mut sorted = words.to_vec();
            sorted.sort_unstable();
            sorted
        };
        let (a, b) = (sorted(a), sorted(b));
        let (mut i, mut j, mut shared) = (0, 0, 0);
        let decides = |word: u64| words::is_number(word) || self.deciding.contains(&word);
        while i < a.len() || j < b.len() {
            let word = match (a.get(i), b.get(j)) {
                (Some(x), Some(y)) if x == y => {
                    (i, j, shared) = (i + 1, j + 1, shared + 1);
                    continue;
                }
                (Some(&x), Some(&y)) if x < y => (x, i += 1).0,
                (Some(&x), None) => (x, i += 1).0,
                (_, Some(&y)) => (y, j += 1).0,
                (None, None) => break,
            };
            if decides(word) {
                return false;
            }
        }
        let wanted = if a.len().max(b.len()) - shared <= 1 { SHARED } else { wanted };
        shared * 100 >= (a.len() + b.len() - shared) * wanted
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
