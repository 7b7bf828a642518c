//! Which tokens are decided at all, and what is seen of each: the same code for the trainer and for every page.

mod gathered;
mod memo;
mod regions;
mod spot;

use super::model::{Model, NAMED, Row, Scores, add_row};
use super::words::{NONE, Word, seen};
use crate::engine::lexicon::finish;
use crate::engine::text::Token;
use gathered::mark;
use memo::{Group, Memo};
use spot::{Spot, lower};
use std::ops::Range;

pub use gathered::KEY_BITS;
pub(super) use gathered::{Part, Seen, join};
pub use regions::regions;

/// One sentence as the features see it.
#[derive(Clone, Copy)]
pub struct Sentence<'s> {
    /// The text of the block.
    pub text: &'s str,
    /// The sentence's tokens.
    pub tokens: &'s [Token],
    /// The sentence's words, one for each token.
    pub words: &'s [Word],
}

/// The form of a word: what stands in its letters.
#[derive(Clone, Copy, Default)]
pub(super) struct Form {
    pub lower: u64,
    pub exact: u64,
    pub shape: u64,
    pub prefix: u64,
    pub suffix2: u64,
    pub suffix3: u64,
    pub suffix4: u64,
}

/// The places around a token whose words are seen, by their numbers in features.
const PLACES: [isize; 5] = [0, -1, 1, -2, 2];

/// The numbers of these places from left to right.
const RIGHTWARDS: [usize; 5] = [3, 1, 0, 2, 4];

/// A word of the document: its form, and what it adds to the scores of the token at each place around it.
#[derive(Clone, Copy, Default)]
struct Known {
    form: Form,
    /// By number in [`PLACES`]; with the [`listing`] for which it was summed up.
    sums: [(u32, Row); PLACES.len()],
}

/// A word near a token: its number in [`Room::known`], what it is listed as, and of its form what is seen beside others.
#[derive(Clone, Copy, Default)]
struct Near {
    known: u32,
    listing: u32,
    lower: u64,
    shape: u64,
}

/// The classes of a word and its part in an entry; never 0.
fn listing(word: &Word) -> u32 {
    1 << 31 | u32::from(word.part) << 16 | u32::from(word.classes)
}

/// A stretch of capitalised words in a region, or one other word.
#[derive(Clone, Copy, Default, PartialEq)]
struct Run {
    start: usize,
    end: usize,
}

/// Room for the regions of one document.
#[derive(Default)]
pub struct Room {
    /// For each text of the document its number in `known`; 0 where it has not been met.
    numbers: Vec<u32>,
    known: Vec<Known>,
    /// The region's words, two on either side included.
    near: Vec<Near>,
    /// For each token of the region: the run that it stands in.
    runs: Vec<Run>,
    /// Whether the sentence is in capitals.
    shouting: bool,
    seen: Seen,
    memo: Memo,
}

impl Room {
    /// Looks at the words of a region, two on either side included.
    pub fn enter(&mut self, sentence: Sentence, region: &Range<usize>) {
        if self.known.is_empty() {
            self.known.push(Known::default());
        }
        self.near.clear();
        for n in region.start..region.end + 4 {
            let n = n.checked_sub(2);
            let near = n.and_then(|n| Some((sentence.tokens.get(n)?, sentence.words.get(n)?)));
            let known = near.map_or(0, |(token, word)| self.number(word, || token.text(sentence.text)));
            let Form { lower, shape, .. } = self.known[known as usize].form;
            self.near.push(Near { known, listing: listing(near.map_or(&NONE, |near| near.1)), lower, shape });
        }
        self.runs.clear();
        let words = sentence.words;
        self.shouting = words.iter().take(64).filter(|word| word.word && !word.capital).nth(1).is_none();
        let goes_on = |n: usize| words.get(n).is_some_and(|word| word.capital || (word.lower == 0 && !word.spaced));
        let mut start = region.start;
        while start < region.end {
            let goes = goes_on(start);
            let stop = (start + 1..region.end).find(|&n| !goes || !goes_on(n)).unwrap_or(region.end);
            let mut end = stop;
            while end > start + 1 && words.get(end - 1).is_some_and(|word| !word.capital) {
                end -= 1;
            }
            self.runs.extend((start..stop).map(|_| Run { start, end }));
            start = stop;
        }
    }

    /// The number of a word in `known`.
    fn number<'t>(&mut self, word: &Word, text: impl Fn() -> &'t str) -> u32 {
        let of = word.text as usize;
        if self.numbers.len() <= of {
            self.numbers.resize((of + 1).max(2 * self.numbers.len()), 0);
        }
        let Some(number) = self.numbers.get_mut(of) else { return 0 };
        if *number == 0 {
            *number = self.known.len() as u32;
            self.known.push(Known { form: form(text(), word), ..Known::default() });
        }
        *number
    }

    /// The keys of everything seen of token `n` of the sentence, which stands in the region entered last.
    pub fn features(&mut self, sentence: Sentence, region: &Range<usize>, n: usize, mut see: impl FnMut(u32)) {
        let Self { known, near, runs, shouting, seen, .. } = self;
        let spot = Spot::new(sentence, region, n, near, runs, *shouting);
        for (number, &place) in PLACES.iter().enumerate() {
            let near = spot.near[2_usize.wrapping_add_signed(place)];
            alone(word_at(sentence, n, place), &known[near.known as usize].form, number, seen);
            if place == 0 && spot.here.capital {
                shown(spot.here, seen);
            }
            seen.take().iter().for_each(|&(a, b)| see(join(a, b)));
        }
        around(sentence, spot.run, seen);
        spot.together(seen);
        spot.shapes(seen);
        spot.lists(seen);
        spot.marks(seen);
        (0..4).for_each(|side| spot.side(side, seen));
        seen.keys().into_iter().for_each(&mut see);
        told(sentence, n).iter().flatten().for_each(|&(a, b)| see(join(a, b)));
    }

    /// The scores of the tokens of the region entered last, without what other places tell; as [`Room::features`] has them.
    pub(super) fn score(
        &mut self,
        sentence: Sentence,
        region: &Range<usize>,
        model: &Model,
        mut see: impl FnMut(Scores),
    ) {
        let Self { known, near, runs, shouting, seen, memo, .. } = self;
        let mut last = Run::default();
        let mut shared = [0; NAMED];
        for n in region.clone() {
            let spot = Spot::new(sentence, region, n, near, runs, *shouting);
            if spot.run != last {
                last = spot.run;
                shared = [0; NAMED];
                around(sentence, spot.run, seen);
                model.add_all(seen.take(), &mut shared);
            }
            let mut scores = shared;
            for (near, number) in spot.near.iter().zip(RIGHTWARDS) {
                let Some(Known { form, sums }) = known.get_mut(near.known as usize) else { continue };
                let (of, sum) = &mut sums[number];
                if *of != near.listing {
                    let mut row = [0; NAMED];
                    alone(word_at(sentence, n, PLACES[number]), form, number, seen);
                    model.add_all(seen.take(), &mut row);
                    if number == 0 && spot.here.capital {
                        memo.add(Group::Shown, spot.here.seen.into(), (model, seen, &mut row), |seen| {
                            shown(spot.here, seen)
                        });
                    }
                    // So few that they fit
                    (*of, *sum) = (near.listing, row.map(|score| score as i16));
                }
                add_row(sum, &mut scores);
            }
            spot.together(seen);
            model.add_all(seen.take(), &mut scores);
            let [_, m1, w0, p1, _] = spot.near;
            let shapes = finish(m1.shape ^ w0.shape.rotate_left(9)) ^ p1.shape.rotate_left(23);
            memo.add(Group::Shapes, shapes, (model, seen, &mut scores), |seen| spot.shapes(seen));
            let lists =
                [spot.here, spot.before, spot.after].iter().fold(0, |of, word| of << 16 | u64::from(word.classes));
            memo.add(Group::Lists, lists, (model, seen, &mut scores), |seen| spot.lists(seen));
            memo.add(Group::Marks, spot.marked(), (model, seen, &mut scores), |seen| spot.marks(seen));
            for side in 0..4 {
                let word = spot.sides[side].map_or(0, |word| u64::from(word.text));
                let of = word << 14 | (side as u64) << 12 | spot.place;
                memo.add(Group::Side, of, (model, seen, &mut scores), |seen| spot.side(side, seen));
            }
            see(scores);
        }
    }
}

/// What stands around the run of capitalised words: the same for all its tokens.
fn around(sentence: Sentence, run: Run, seen: &mut Seen) {
    let at = |n: Option<usize>| n.and_then(|n| sentence.words.get(n));
    let (before, after) = (at(run.start.checked_sub(1)), at(Some(run.end)));
    seen.add(53, lower(before), lower(after));
    seen.add(57, lower(after), lower(at(Some(run.end + 1))));
    seen.add(58, lower(before), lower(at(run.start.checked_sub(2))));
    let company = |word: Option<&Word>, level: usize| u64::from(word.unwrap_or(&NONE).company[level]);
    seen.add(85, company(before, 0), company(after, 0));
    seen.add(95, company(before, 1), company(after, 1));
}

/// A word of the sentence; an empty one outside of it.
fn word_at<'s>(sentence: Sentence<'s>, n: usize, place: isize) -> &'s Word {
    n.checked_add_signed(place).and_then(|n| sentence.words.get(n)).unwrap_or(&NONE)
}

/// What is seen of one word by itself, where it stands at the place of this number around the token.
fn alone(word: &Word, form: &Form, place: usize, seen: &mut Seen) {
    for (level, &company) in word.company.iter().enumerate() {
        seen.add(70 + level as u64, u64::from(company), place as u64);
    }
    match place {
        0 => {
            seen.add(0, 0, 0);
            seen.add(1, form.lower, 0);
            seen.add(2, form.exact, 0);
            seen.add(11, form.prefix, 0);
            seen.add(12, form.suffix2, 0);
            seen.add(13, form.suffix3, 0);
            seen.add(14, form.suffix4, 0);
            seen.add(15, form.shape, 0);
            listed(25, word, seen);
        }
        1 => {
            seen.add(3, form.lower, 0);
            seen.add(22, form.suffix3, 0);
            listed(24, word, seen);
        }
        2 => {
            seen.add(4, form.lower, 0);
            seen.add(21, form.suffix3, 0);
            listed(26, word, seen);
        }
        3 => seen.add(5, form.lower, 0),
        _ => seen.add(6, form.lower, 0),
    }
}

/// What the document shows of a capitalised word.
fn shown(word: &Word, seen: &mut Seen) {
    for bit in 0..seen::BITS {
        seen.add(40, u64::from(bit), u64::from(word.seen >> bit & 1));
    }
    let role = seen::TITLED | seen::FIRST | seen::SAID | seen::IN | seen::ENDS;
    seen.add(41, u64::from(word.seen & role), 0);
}

/// The classes of a word, one by one.
fn listed(template: u64, word: &Word, seen: &mut Seen) {
    let mut bits = word.classes;
    while bits != 0 {
        let bit = bits & bits.wrapping_neg();
        seen.add(template, u64::from(bit), u64::from(word.part));
        bits ^= bit;
    }
}

/// What the same word was taken for in other places, and its neighbours in theirs.
fn told(sentence: Sentence, n: usize) -> Option<[Part; 3]> {
    let word = sentence.words.get(n).filter(|word| word.capital && word.told != 0)?;
    let next = sentence.words.get(n + 1).map_or(0, |word| word.told);
    let before = n.checked_sub(1).and_then(|n| sentence.words.get(n)).map_or(0, |word| word.told);
    let told = u64::from(word.told);
    Some([(mark(43, told), 0), (mark(44, told), u64::from(next)), (mark(45, told), u64::from(before))])
}

/// Adds what other places tell of token `n` to its scores.
pub(super) fn add_told(sentence: Sentence, n: usize, model: &Model, scores: &mut Scores) {
    if let Some(parts) = told(sentence, n) {
        model.add_all(&parts, scores);
    }
}

pub(super) fn form(text: &str, word: &Word) -> Form {
    // Of what is longer than forty letters only these count
    let end = if text.len() > 40 { text.char_indices().nth(40).map(|(end, _)| end) } else { None };
    let text = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let mut shape: u64 = 1;
    let mut last = 0;
    let mut exact: u64 = 7;
    let mut count = 0;
    for c in text.chars() {
        let class = match c {
            _ if c.is_lowercase() => 1,
            _ if c.is_uppercase() => 2,
            _ if c.is_numeric() => 3,
            '.' => 4,
            _ if c.is_alphabetic() => 5,
            _ => 6 + u64::from(u32::from(c)),
        };
        if class != last {
            shape = finish(shape ^ class);
            last = class;
        }
        exact = (exact ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
        count += 1;
    }
    let small = |c: char| if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
    let prefix = text.chars().take(3).fold(0, |head, c| head << 21 | u64::from(small(c)));
    // The last four letters, from the last on
    let mut tail = [0; 4];
    for (place, c) in tail.iter_mut().zip(text.chars().rev()) {
        *place = u64::from(small(c));
    }
    let suffix = |n: usize| tail.iter().take(n).rev().fold(0, |sum: u64, &c| finish(sum ^ c));
    // "BBC" and "Al": short forms differ from long ones of the same make
    shape = finish(shape ^ (count.min(4) << 32));
    let lower = if word.lower == 0 { finish(exact) } else { word.lower };
    Form { lower, exact: finish(exact), shape, prefix, suffix2: suffix(2), suffix3: suffix(3), suffix4: suffix(4) }
}
