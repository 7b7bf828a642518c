//! The weights, and the best labels for a region under them. Integers only: the same on every platform.

use super::features::{KEY_BITS, Part, join};
use crate::engine::rule::Kind;
use std::sync::OnceLock;

/// Labels: 0 outside, then begin and inside for each kind.
pub const LABELS: usize = 9;

/// Kinds in the order of their labels: `2k + 1` begins, `2k + 2` goes on.
pub const KINDS: [Kind; 4] = [Kind::Person, Kind::Organization, Kind::Place, Kind::People];

/// Labels that are a name's.
pub const NAMED: usize = LABELS - 1;

/// Weights for the labels from 1 on, over that for "no name", of one feature or several: eight, so that they are added at once.
pub type Row = [i16; NAMED];

/// What speaks for the labels from 1 on, over what speaks for "no name".
pub type Scores = [i32; NAMED];

/// Whether label `to` may follow `from`: an inside follows its own kind only.
pub const fn follows(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

/// The tagger's weights, ready for use.
pub struct Model {
    /// The low bits of the keys, which ascend; one for each row.
    lows: Vec<u16>,
    /// Weights as they are stored: the less memory they take, the more often they are at hand.
    rows: Vec<[i8; NAMED]>,
    /// Where the keys with these high bits begin; one more than there are such bits.
    begins: Box<[u16; BUCKETS + 1]>,
    /// A bit for the low bits of each key: of ten keys that have no row it lets half a one through.
    filter: Box<[u32; FILTER]>,
    /// `moves[from][to]`; from [`LABELS`] stands for the region's edge.
    moves: [[i32; LABELS]; LABELS + 1],
}

/// The two models that find names.
pub struct Tagger {
    /// Labels the tokens of regions: the first and the second look.
    pub labels: Model,
    /// Settles the kinds of names: the third look.
    pub kinds: Model,
}

impl Tagger {
    /// Reads the models of a file: the length of the first as four bytes, then both.
    pub fn read(bytes: &[u8]) -> Self {
        let (length, models) = bytes.split_first_chunk().unwrap_or((&[0; 4], &[]));
        let (labels, kinds) = models.split_at((u32::from_le_bytes(*length) as usize).min(models.len()));
        Self { labels: Model::read(labels), kinds: Model::read(kinds) }
    }
}

/// The tagger shipped with the crate.
pub fn tagger() -> &'static Tagger {
    static TAGGER: OnceLock<Tagger> = OnceLock::new();
    TAGGER.get_or_init(|| Tagger::read(include_bytes!("../model/actors.bin")))
}

impl Model {
    /// Reads a model file; what is cut off or odd in it is left out.
    ///
    /// Layout: count of rows as four bytes, the moves as signed bytes, the keys ascending as differences in base 128 (low bits
    /// first), for each row a mask of the labels with a weight (all low bytes, then all high ones), then the weights as signed bytes.
    pub fn read(bytes: &[u8]) -> Self {
        let mut at = 0;
        let mut next = || {
            at += 1;
            bytes.get(at - 1).copied()
        };
        let mut count = 0;
        for shift in [0, 8, 16, 24] {
            count |= usize::from(next().unwrap_or(0)) << shift;
        }
        let count = count.min(bytes.len() / 3).min(usize::from(u16::MAX));
        let mut moves = [[0; LABELS]; LABELS + 1];
        for weight in moves.iter_mut().flatten() {
            *weight = 4 * i32::from(next().unwrap_or(0).cast_signed());
        }
        let mut keys = Vec::with_capacity(count);
        let mut key: u32 = 0;
        for _ in 0..count {
            let (mut step, mut shift) = (0_u32, 0);
            while let Some(byte) = next() {
                step |= u32::from(byte & 127) << shift;
                shift += 7;
                if byte < 128 || shift > 28 {
                    break;
                }
            }
            key = key.wrapping_add(step);
            keys.push(key);
        }
        let mut masks = vec![0_u16; keys.len()];
        for shift in [0, 8] {
            masks.iter_mut().for_each(|mask| *mask |= u16::from(next().unwrap_or(0)) << shift);
        }
        let mut rows = Vec::with_capacity(count);
        for (key, mask) in keys.into_iter().zip(masks) {
            let mut weight = |label: usize| match mask >> label & 1 {
                0 => 0,
                _ => next().unwrap_or(0).cast_signed(),
            };
            let none = weight(0);
            rows.push((key, std::array::from_fn(|n| weight(n + 1).saturating_sub(none))));
        }
        Self::new(&rows, moves)
    }

    /// A model of rows by key; keys ascend.
    fn new(rows: &[(u32, [i8; NAMED])], moves: [[i32; LABELS]; LABELS + 1]) -> Self {
        let mut begins = Box::new([0; BUCKETS + 1]);
        let mut filter = Box::new([0; FILTER]);
        for &(key, _) in rows {
            if let Some(count) = begins.get_mut(bucket(key) + 1) {
                *count += 1;
            }
            filter[(key >> 5) as usize % FILTER] |= 1 << (key & 31);
        }
        let mut sum = 0;
        for begin in begins.iter_mut() {
            sum += *begin;
            *begin = sum;
        }
        let (lows, rows) = rows.iter().map(|&(key, row)| (low(key), row)).unzip();
        Self { lows, rows, begins, filter, moves }
    }

    /// Whether a feature may have weights; nearly all that have none are told here.
    #[inline]
    pub fn knows(&self, key: u32) -> bool {
        self.filter[(key >> 5) as usize % FILTER] >> (key & 31) & 1 == 1
    }

    /// The keys that may have weights among those of some features.
    ///
    /// Without a branch for each: which of them are known is anybody's guess.
    pub fn known(&self, parts: &[Part], mut see: impl FnMut(u32)) {
        let mut known = [0; BATCH];
        for batch in parts.chunks(BATCH) {
            let mut count = 0;
            for &(a, b) in batch {
                let key = join(a, b);
                known[count % BATCH] = key;
                count += usize::from(self.knows(key));
            }
            known.iter().take(count).for_each(|&key| see(key));
        }
    }

    fn row(&self, key: u32) -> Option<&[i8; NAMED]> {
        let begin = usize::from(*self.begins.get(bucket(key))?);
        let end = usize::from(*self.begins.get(bucket(key) + 1)?);
        let at = self.lows.get(begin..end)?.iter().position(|&known| known == low(key))?;
        self.rows.get(begin + at)
    }

    /// What speaks for each label before anything is seen.
    pub fn start(&self) -> Scores {
        let [none, named @ ..] = self.moves[LABELS];
        named.map(|weight| weight - none)
    }

    /// Adds the weights of the feature with this key.
    pub fn add(&self, key: u32, scores: &mut Scores) {
        if let Some(row) = self.row(key) {
            add_row(&row.map(i16::from), scores);
        }
    }

    /// Adds the weights of some features.
    pub fn add_all(&self, parts: &[Part], scores: &mut Scores) {
        self.known(parts, |key| self.add(key, scores));
    }

    /// The weights of some features together: so few that they fit.
    pub fn sum(&self, parts: &[Part]) -> Row {
        let mut scores = [0; NAMED];
        self.add_all(parts, &mut scores);
        scores.map(|score| score as i16)
    }

    /// The best labels for tokens of these scores, one each, into `work.best`.
    pub fn label(&self, scores: &[Scores], work: &mut Work) {
        decode(scores, &self.moves, &mut work.back, &mut work.best);
    }
}

/// Adds weights to scores.
#[inline]
pub fn add_row(row: &Row, scores: &mut Scores) {
    for (score, &weight) in scores.iter_mut().zip(row) {
        *score += i32::from(weight);
    }
}

/// Keys are looked for among those of the same high bits: one or two.
const BUCKETS: usize = 1 << 13;

/// Words of 32 bits in the filter of a model.
const FILTER: usize = 1 << 13;

/// Features whose keys are made in one go.
const BATCH: usize = 64;

const fn bucket(key: u32) -> usize {
    (key >> LOW_BITS) as usize
}

/// Bits of a key that are the same for no two of a bucket.
const LOW_BITS: u32 = KEY_BITS - BUCKETS.trailing_zeros();

const fn low(key: u32) -> u16 {
    (key & ((1 << LOW_BITS) - 1)) as u16
}

/// Buffers for labelling, used again for each region.
#[derive(Default)]
pub struct Work {
    back: Vec<[u8; LABELS]>,
    /// The labels found last.
    pub best: Vec<u8>,
}

/// Viterbi: the sequence of allowed labels with the highest sum; of equals the lower label.
pub fn decode(
    scores: &[Scores],
    moves: &[[i32; LABELS]; LABELS + 1],
    back: &mut Vec<[u8; LABELS]>,
    best: &mut Vec<u8>,
) {
    const NEVER: i32 = i32::MIN / 2;
    back.clear();
    best.clear();
    let mut sums = [NEVER; LABELS];
    for (n, score) in scores.iter().enumerate() {
        let mut next = [NEVER; LABELS];
        let mut from = [0_u8; LABELS];
        for to in 0..LABELS {
            let own = to.checked_sub(1).map_or(0, |named| score[named]);
            if n == 0 {
                if follows(0, to) {
                    next[to] = moves[LABELS][to] + own;
                }
                continue;
            }
            let mut come = |before: usize| {
                let sum = sums[before] + moves[before][to];
                if sum > next[to] {
                    next[to] = sum;
                    from[to] = before as u8;
                }
            };
            // An inside has two labels that it may follow, the others all: see `follows`
            if to > 0 && to % 2 == 0 {
                come(to - 1);
                come(to);
            } else {
                (0..LABELS).for_each(come);
            }
            next[to] += own;
        }
        sums = next;
        back.push(from);
    }
    let mut label = 0;
    for (n, &sum) in sums.iter().enumerate() {
        if sum > sums[label] {
            label = n;
        }
    }
    for from in back.iter().rev() {
        best.push(label as u8);
        label = usize::from(from[label]);
    }
    best.reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inside_follows_its_own_kind() {
        assert!(follows(1, 2) && follows(2, 2) && follows(4, 1) && !follows(0, 2) && !follows(1, 4) && !follows(2, 4));
        let mut best = Vec::new();
        let mut scores = [[0; NAMED]; 2];
        scores[0][0] = 3;
        scores[1][3] = 5;
        scores[1][1] = 4;
        decode(&scores, &[[0; LABELS]; LABELS + 1], &mut Vec::new(), &mut best);
        assert_eq!(best, [1, 2]);
    }

    #[test]
    fn odd_files_do_no_harm() {
        for bytes in [&[][..], &[255; 40], &[3, 0, 0, 0, 1]] {
            let _ = Tagger::read(bytes);
        }
    }
}
