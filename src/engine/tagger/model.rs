//! The weights, and the best labels for a region under them. Integers only: the same on every platform.

use super::features::KEY_BITS;
use crate::engine::rule::Kind;
use std::sync::OnceLock;

/// Labels: 0 outside, then begin and inside for each kind.
pub const LABELS: usize = 9;

/// Kinds in the order of their labels: `2k + 1` begins, `2k + 2` goes on.
pub const KINDS: [Kind; 4] = [Kind::Person, Kind::Organization, Kind::Place, Kind::People];

/// One feature's weights.
pub type Row = [i16; LABELS];

/// Whether label `to` may follow `from`: an inside follows its own kind only.
pub const fn follows(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

/// The tagger's weights, ready for use.
pub struct Model {
    /// Feature keys in a table of open addressing, with the number of their row; key 0 stands for none.
    slots: Vec<(u32, u32)>,
    /// A bit for the low bits of each key: of ten keys that have no row it lets half a one through.
    filter: Vec<u32>,
    rows: Vec<Row>,
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
        let count = count.min(bytes.len() / 3);
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
        for mask in masks {
            let mut row = [0; LABELS];
            for (label, weight) in row.iter_mut().enumerate() {
                if mask >> label & 1 == 1 {
                    *weight = i16::from(next().unwrap_or(0).cast_signed());
                }
            }
            rows.push(row);
        }
        Self::new(&keys, rows, moves)
    }

    /// A model of rows by key.
    pub fn new(keys: &[u32], rows: Vec<Row>, moves: [[i32; LABELS]; LABELS + 1]) -> Self {
        let mut slots = vec![(0, 0); (keys.len() * 2).next_power_of_two().max(4)];
        for (row, &key) in keys.iter().enumerate() {
            let mut slot = home(key, slots.len());
            while slots.get(slot).is_some_and(|taken| taken.0 != 0) {
                slot = (slot + 1) & (slots.len() - 1);
            }
            if let (Some(free), Ok(row)) = (slots.get_mut(slot), u32::try_from(row)) {
                *free = (key, row);
            }
        }
        let mut filter = vec![0; (keys.len() / 2).next_power_of_two().max(1)];
        for &key in keys {
            let word = (key >> 5) as usize & (filter.len() - 1);
            if let Some(bits) = filter.get_mut(word) {
                *bits |= 1 << (key & 31);
            }
        }
        Self { slots, filter, rows, moves }
    }

    /// Whether a feature may have weights; nearly all that have none are told here.
    #[inline]
    pub fn knows(&self, key: u32) -> bool {
        let word = (key >> 5) as usize & (self.filter.len() - 1);
        self.filter.get(word).is_some_and(|bits| bits >> (key & 31) & 1 == 1)
    }

    fn row(&self, key: u32) -> Option<&Row> {
        let mut slot = home(key, self.slots.len());
        loop {
            match self.slots.get(slot) {
                Some(&(known, row)) if known == key => return self.rows.get(row as usize),
                Some(&(0, _)) | None => return None,
                Some(_) => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// What each label has before anything is seen.
    pub fn start(&self) -> [i32; LABELS] {
        self.moves[LABELS]
    }

    /// Adds the weights of one feature.
    #[inline]
    pub fn add(&self, key: u32, sums: &mut [i32; LABELS]) {
        if self.knows(key)
            && let Some(row) = self.row(key)
        {
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(weight);
            }
        }
    }

    /// The weights of some features together: so few that they fit.
    pub fn sum(&self, keys: impl Iterator<Item = u32>) -> Row {
        let mut sums = [0; LABELS];
        keys.for_each(|key| self.add(key, &mut sums));
        sums.map(|sum| sum as i16)
    }

    /// The best labels for tokens of these scores, one each, into `work.best`.
    pub fn label(&self, scores: &[[i32; LABELS]], work: &mut Work) {
        decode(scores, &self.moves, &mut work.back, &mut work.best);
    }
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
    scores: &[[i32; LABELS]],
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
            if n == 0 {
                if follows(0, to) {
                    next[to] = moves[LABELS][to] + score[to];
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
            next[to] += score[to];
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

const fn home(key: u32, slots: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b1) >> (32 - KEY_BITS)) as usize & (slots - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inside_follows_its_own_kind() {
        assert!(follows(1, 2) && follows(2, 2) && follows(4, 1) && !follows(0, 2) && !follows(1, 4) && !follows(2, 4));
        let mut best = Vec::new();
        let mut scores = [[0; LABELS]; 2];
        scores[0][1] = 3;
        scores[1][4] = 5;
        scores[1][2] = 4;
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
