//! What is seen of a token and its neighbours together.

use super::{Near, Run, Seen, Sentence};
use crate::engine::lexicon::finish;
use crate::engine::tagger::words::{NONE, Word, seen};
use std::ops::Range;

/// A token of a region, and what is seen around it.
pub struct Spot<'s> {
    /// The words from two before it up to two behind it.
    pub near: [Near; 5],
    pub run: Run,
    /// Its number in the sentence.
    n: usize,
    pub here: &'s Word,
    pub before: &'s Word,
    pub after: &'s Word,
    /// The words before and behind the run, and its first and last.
    pub sides: [Option<&'s Word>; 4],
    /// Where in the run it stands, and how long that is.
    pub place: u64,
    shouting: bool,
}

/// What of [`seen`] is told apart where a sentence begins.
const MARKS: u16 = seen::INSIDE | seen::LOWER | seen::THE;

impl<'s> Spot<'s> {
    pub fn new(
        sentence: Sentence<'s>,
        region: &Range<usize>,
        n: usize,
        near: &[Near],
        runs: &[Run],
        shouting: bool,
    ) -> Self {
        let number = n - region.start;
        let run = runs.get(number).copied().unwrap_or(Run { start: n, end: n + 1 });
        let at = |n: usize| sentence.words.get(n);
        let Run { start, end } = run;
        Self {
            near: near.get(number..).and_then(<[Near]>::first_chunk).copied().unwrap_or_default(),
            run,
            n,
            here: at(n).unwrap_or(&NONE),
            before: at(n.wrapping_sub(1)).unwrap_or(&NONE),
            after: at(n + 1).unwrap_or(&NONE),
            sides: [at(start.wrapping_sub(1)), at(end), at(start), at(end.wrapping_sub(1))],
            place: ((n - start).min(3) as u64) << 8 | (end - start).min(5) as u64,
            shouting,
        }
    }

    /// What is seen of the token and its neighbours together.
    pub fn together(&self, seen: &mut Seen) {
        let [m2, m1, w0, p1, p2] = &self.near;
        seen.add(7, m1.lower, w0.lower);
        seen.add(8, w0.lower, p1.lower);
        seen.add(9, m1.lower, m2.lower);
        seen.add(10, p1.lower, p2.lower);
        seen.add(19, m1.lower, w0.shape);
        seen.add(20, p1.lower, w0.shape);
        let listed = u64::from(self.here.classes);
        seen.add(29, listed, p1.lower);
        seen.add(30, listed, m1.lower);
        for (level, template) in [80, 90].into_iter().enumerate() {
            let [before, here, after] = [self.before, self.here, self.after].map(|word| u64::from(word.company[level]));
            seen.add(template, before << 16 | here, 0);
            seen.add(template, here << 16 | after, 1);
            seen.add(template, before << 16 | after, 2);
        }
        let [.., first, last] = self.sides;
        if self.n + 1 < self.run.end {
            seen.add(55, lower(last), 0);
        }
        if self.n > self.run.start {
            seen.add(56, lower(first), 0);
        }
    }

    pub fn shapes(&self, seen: &mut Seen) {
        let [_, m1, w0, p1, _] = &self.near;
        seen.add(16, m1.shape, w0.shape);
        seen.add(17, w0.shape, p1.shape);
        seen.add(18, finish(m1.shape ^ w0.shape.rotate_left(9)), p1.shape);
    }

    pub fn lists(&self, seen: &mut Seen) {
        let listed = u64::from(self.here.classes);
        seen.add(27, listed, u64::from(self.before.classes));
        seen.add(28, listed, u64::from(self.after.classes));
    }

    /// What [`Spot::marks`] sees, in a number.
    pub fn marked(&self) -> u64 {
        let bits = [self.run.start == 0, self.n == 0, self.shouting, self.here.caps, self.here.capital];
        let bits = bits.iter().fold(u64::from(self.here.seen & MARKS), |sum, &bit| sum << 1 | u64::from(bit));
        bits << 12 | self.place
    }

    pub fn marks(&self, seen: &mut Seen) {
        let here = self.here;
        if here.capital {
            seen.add(42, u64::from(here.seen & MARKS), u64::from(self.n == 0));
        }
        seen.add(50, self.place, u64::from(self.run.start == 0));
        seen.add(59, u64::from(self.shouting), u64::from(here.caps));
        seen.add(60, u64::from(here.capital), u64::from(self.run.start == 0));
    }

    /// What is seen of one of the words at and around the ends of the run.
    pub fn side(&self, side: usize, seen: &mut Seen) {
        let word = self.sides[side];
        for (level, template) in [81, 91].into_iter().enumerate() {
            seen.add(template + side as u64, u64::from(word.unwrap_or(&NONE).company[level]), self.place);
        }
        match side {
            0 => seen.add(51, lower(word), self.place),
            1 => seen.add(52, lower(word), self.place),
            2 => {}
            _ => seen.add(54, lower(word), self.place),
        }
    }
}

/// The hash of a word as it is seen around a run; 0 outside of the sentence.
pub fn lower(word: Option<&Word>) -> u64 {
    word.map_or(0, |word| word.lower.max(3))
}
