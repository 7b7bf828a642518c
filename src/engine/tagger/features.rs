//! Which tokens are decided at all, and what is seen of each: the same code for the trainer and for every page.

use super::model::{LABELS, Model, Row};
use super::words::{Word, is_word, seen};
use crate::engine::lexicon::finish;
use crate::engine::text::Token;
use std::ops::Range;

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

/// Bits of a feature's key. One that the model does not know is taken for another once in some thousand times.
pub const KEY_BITS: u32 = 25;

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

/// Features by what their keys are made of: keys are hashed all together.
pub(super) struct Seen {
    parts: [(u64, u64); MOST],
    count: usize,
}

/// The most features that are gathered at a time: twice what there are.
const MOST: usize = 96;

impl Seen {
    fn new() -> Self {
        Self { parts: [(0, 0); MOST], count: 0 }
    }

    fn add(&mut self, template: u64, a: u64, b: u64) {
        debug_assert!(self.count < MOST);
        if let Some(part) = self.parts.get_mut(self.count) {
            *part = (mark(template, a), b);
            self.count += 1;
        }
    }

    fn keys(&self) -> impl Iterator<Item = u32> {
        self.parts.iter().take(self.count).map(|&(a, b)| join(a, b))
    }
}

/// The places around a token whose words are seen.
const PLACES: [isize; 5] = [0, -1, 1, -2, 2];

/// A word of the document: its form, and what it adds to the scores of the token at each place around it.
#[derive(Clone, Copy, Default)]
struct Known {
    form: Form,
    /// By number in [`PLACES`]; with the classes and the part for which it was summed up.
    sums: [Option<(u16, u8, Row)>; PLACES.len()],
}

/// Room for the regions of one document.
#[derive(Default)]
pub struct Room {
    /// For each text of the document one more than its number in `known`; 0 where it has not been met.
    numbers: Vec<u32>,
    known: Vec<Known>,
    /// The numbers of the region's words, two on either side included; 0 for none.
    near: Vec<usize>,
    /// For each token of the region: the run of capitalised words that it stands in.
    runs: Vec<(usize, usize)>,
    /// Whether the sentence is in capitals.
    shouting: bool,
}

/// The stretches of a sentence in which a name can stand: capitalised words and what may join them ("of the", "al-", "&").
/// Every other token is outside without a look.
pub fn regions(sentence: Sentence) -> impl Iterator<Item = Range<usize>> {
    let words = sentence.words;
    let mut at = 0;
    std::iter::from_fn(move || {
        let begin = at + words.get(at..)?.iter().position(|word| word.capital)?;
        let mut end = tail(words, begin + 1);
        while let Some(next) = next_capital(words, end) {
            end = tail(words, next + 1);
        }
        let region = before(words, begin, at)..after(words, end);
        at = region.end;
        Some(region)
    })
}

/// Moves the end over small words that hang on by a hyphen or an apostrophe: "Ka-ming", "Ka’ming".
fn tail(words: &[Word], mut end: usize) -> usize {
    let hangs = |n: usize, lower: bool| words.get(n).is_some_and(|word| !word.spaced && (word.lower == 0) == lower);
    while hangs(end, true) && hangs(end + 1, false) && words.get(end + 1).is_some_and(|word| word.word) {
        end += 2;
    }
    end
}

/// The next capitalised word or number that belongs to the same region.
fn next_capital(words: &[Word], from: usize) -> Option<usize> {
    for (n, word) in words.iter().enumerate().skip(from).take(5) {
        if word.capital {
            return Some(n);
        }
        if !(word.lower == 0 || joins(word)) {
            return None;
        }
    }
    None
}

/// Small words and signs inside names.
fn joins(word: &Word) -> bool {
    is_word!(word.lower, "of" | "the" | "and" | "for" | "in" | "on" | "to" | "at" | "with" | "by" | "a" | "an")
        || is_word!(word.lower, "de" | "del" | "la" | "las" | "los" | "le" | "les" | "el" | "al" | "da" | "do" | "dos")
        || is_word!(word.lower, "das" | "di" | "du" | "des" | "der" | "den" | "van" | "von" | "bin" | "ibn" | "bint")
        || is_word!(
            word.lower,
            "ez" | "es" | "ash" | "ad" | "an" | "ul" | "e" | "y" | "i" | "wal" | "zu" | "und" | "et"
        )
        || is_word!(word.lower, "&" | "/" | "," | "'s" | "’")
}

/// Moves the begin back over what is joined to it: "al-", "pro-", "northern".
fn before(words: &[Word], begin: usize, floor: usize) -> usize {
    let mut at = begin;
    while at > floor {
        let (word, after) = (words[at - 1], words[at]);
        let hyphen = word.lower == 0 && !after.spaced && at < begin + 1;
        let joined = word.word && after.lower == 0 && !after.spaced;
        let particle = is_word!(word.lower, "al" | "el" | "de" | "da" | "van" | "von" | "bin" | "ibn" | "abu" | "st");
        let direction = is_word!(word.lower, "northern" | "southern" | "eastern" | "western" | "central")
            || is_word!(word.lower, "north" | "south" | "east" | "west" | "northeastern" | "northwestern");
        let number = word.number && at == begin;
        if !(hyphen || joined || particle || direction || number) || begin - at > 3 {
            break;
        }
        at -= 1;
    }
    at
}

/// Moves the end over one common word that often closes a name: "the Chuo river".
fn after(words: &[Word], end: usize) -> usize {
    let generic = |word: &Word| {
        is_word!(
            word.lower,
            "group" | "river" | "province" | "district" | "city" | "region" | "state" | "party" | "island"
        ) || is_word!(word.lower, "club" | "school" | "university" | "highway" | "road" | "valley" | "lake" | "village")
            || is_word!(word.lower, "county" | "area" | "network" | "movement" | "church" | "bridge" | "municipality")
            || is_word!(word.lower, "islands" | "mountains" | "peninsula" | "market" | "team" | "company" | "court")
    };
    end + usize::from(words.get(end).is_some_and(generic))
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
            let number = near.map_or(0, |(token, word)| self.number(word, || token.text(sentence.text)));
            self.near.push(number);
        }
        self.runs.clear();
        let words = sentence.words;
        self.shouting = words.iter().take(64).filter(|word| word.word && !word.capital).nth(1).is_none();
        let mut start = region.start;
        for n in region.clone() {
            let goes_on = |n: usize| words.get(n).is_some_and(|word| word.capital || (word.lower == 0 && !word.spaced));
            if n == region.start || !goes_on(n) || !goes_on(n - 1) {
                start = n;
                let mut end = n + 1;
                while goes_on(n) && end < region.end && goes_on(end) {
                    end += 1;
                }
                while end > n + 1 && words.get(end - 1).is_some_and(|word| !word.capital) {
                    end -= 1;
                }
                self.runs.push((start, end));
            } else {
                let end = self.runs.last().map_or(n + 1, |run| run.1);
                self.runs.push((start, end));
            }
        }
    }

    /// The number of a word in `known`.
    fn number<'t>(&mut self, word: &Word, text: impl Fn() -> &'t str) -> usize {
        let of = word.text as usize;
        if self.numbers.len() <= of {
            self.numbers.resize(of + 1, 0);
        }
        let Some(number) = self.numbers.get_mut(of) else { return 0 };
        if *number == 0 {
            *number = self.known.len() as u32;
            self.known.push(Known { form: form(text(), word), ..Known::default() });
        }
        *number as usize
    }

    fn form(&self, region: &Range<usize>, n: usize, place: isize) -> Form {
        let number = self.near.get((n - region.start + 2).wrapping_add_signed(place)).copied().unwrap_or(0);
        self.known.get(number).map_or_else(Form::default, |known| known.form)
    }

    /// The keys of everything seen of token `n` of the sentence, which stands in the region entered last.
    pub fn features(&self, sentence: Sentence, region: &Range<usize>, n: usize, mut see: impl FnMut(u32)) {
        for (number, &place) in PLACES.iter().enumerate() {
            let mut seen = Seen::new();
            alone(&word_at(sentence, n, place), &self.form(region, n, place), number, &mut seen);
            seen.keys().for_each(&mut see);
        }
        let mut seen = Seen::new();
        self.run(sentence, region, n, &mut seen);
        self.together(sentence, region, n, &mut seen);
        told(sentence, n, &mut seen);
        seen.keys().for_each(see);
    }

    /// The scores of the tokens of the region entered last, without what other places tell; as [`Room::features`] has them.
    pub(super) fn score(
        &mut self,
        sentence: Sentence,
        region: &Range<usize>,
        model: &Model,
        mut see: impl FnMut([i32; LABELS]),
    ) {
        let mut seen = Seen::new();
        let mut run = (usize::MAX, 0);
        let mut shared = [0; LABELS];
        for n in region.clone() {
            let here = self.runs.get(n - region.start).copied().unwrap_or((n, n + 1));
            if run != here {
                run = here;
                shared = [0; LABELS];
                seen.count = 0;
                self.run(sentence, region, n, &mut seen);
                seen.keys().for_each(|key| model.add(key, &mut shared));
            }
            let mut scores = shared;
            for (number, &place) in PLACES.iter().enumerate() {
                let near = self.near.get((n - region.start + 2).wrapping_add_signed(place)).copied().unwrap_or(0);
                let Some(known) = self.known.get_mut(near) else { continue };
                let word = (near > 0).then(|| sentence.words.get(n.wrapping_add_signed(place))).flatten();
                let (classes, part) = word.map_or((0, 0), |word| (word.classes, word.part));
                let Known { form, sums } = known;
                let row = match sums[number] {
                    Some((with, at, row)) if (with, at) == (classes, part) => row,
                    _ => {
                        seen.count = 0;
                        alone(&word.copied().unwrap_or_default(), form, number, &mut seen);
                        let row = model.sum(seen.keys());
                        sums[number] = Some((classes, part, row));
                        row
                    }
                };
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += i32::from(weight);
                }
            }
            seen.count = 0;
            self.together(sentence, region, n, &mut seen);
            seen.keys().for_each(|key| model.add(key, &mut scores));
            see(scores);
        }
    }

    /// What is seen of a token and its neighbours together, and of its place in the run.
    fn together(&self, sentence: Sentence, region: &Range<usize>, n: usize, seen: &mut Seen) {
        let form = |place: isize| self.form(region, n, place);
        let (m2, m1, w0, p1, p2) = (form(-2).lower, form(-1), form(0), form(1), form(2).lower);
        seen.add(7, m1.lower, w0.lower);
        seen.add(8, w0.lower, p1.lower);
        seen.add(9, m1.lower, m2);
        seen.add(10, p1.lower, p2);
        seen.add(16, m1.shape, w0.shape);
        seen.add(17, w0.shape, p1.shape);
        seen.add(18, finish(m1.shape ^ w0.shape.rotate_left(9)), p1.shape);
        seen.add(19, m1.lower, w0.shape);
        seen.add(20, p1.lower, w0.shape);
        let empty = Word::default();
        let words = sentence.words;
        let here = words.get(n).unwrap_or(&empty);
        let before = n.checked_sub(1).and_then(|n| words.get(n)).unwrap_or(&empty);
        let after = words.get(n + 1).unwrap_or(&empty);
        let listed = u64::from(here.classes);
        seen.add(27, listed, u64::from(before.classes));
        seen.add(28, listed, u64::from(after.classes));
        seen.add(29, listed, p1.lower);
        seen.add(30, listed, m1.lower);
        if here.capital {
            seen.add(42, u64::from(here.seen & (seen::INSIDE | seen::LOWER | seen::THE)), u64::from(n == 0));
        }
        let (start, end) = self.runs.get(n - region.start).copied().unwrap_or((n, n + 1));
        let (outer, first) = (start.checked_sub(1).and_then(|n| words.get(n)), words.get(start));
        let (last, next) = (end.checked_sub(1).and_then(|n| words.get(n)), words.get(end));
        let company = |word: &Word| word.company.map(u64::from);
        let of = |word: Option<&Word>| word.map_or([0; 3], company);
        let (m1, w0, p1) = (company(before), company(here), company(after));
        let sides = [of(outer), of(next), of(first), of(last)];
        let place = ((n - start).min(3) as u64) << 8 | (end - start).min(5) as u64;
        for level in 0..2 {
            let template = 80 + 10 * level as u64;
            seen.add(template, m1[level] << 16 | w0[level], 0);
            seen.add(template, w0[level] << 16 | p1[level], 1);
            seen.add(template, m1[level] << 16 | p1[level], 2);
            for (side, company) in sides.iter().enumerate() {
                seen.add(template + 1 + side as u64, company[level], place);
            }
        }
        let lower = |word: Option<&Word>| word.map_or(0, |word| word.lower.max(3));
        seen.add(50, place, u64::from(start == 0));
        seen.add(51, lower(outer), place);
        seen.add(52, lower(next), place);
        seen.add(54, lower(last), place);
        if n + 1 < end {
            seen.add(55, lower(last), 0);
        }
        if n > start {
            seen.add(56, lower(first), 0);
        }
        seen.add(59, u64::from(self.shouting), u64::from(here.caps));
        seen.add(60, u64::from(here.capital), u64::from(start == 0));
    }

    /// What stands around the run of capitalised words: the same for all its tokens.
    fn run(&self, sentence: Sentence, region: &Range<usize>, n: usize, seen: &mut Seen) {
        let (start, end) = self.runs.get(n - region.start).copied().unwrap_or((n, n + 1));
        let at = |n: Option<usize>| n.and_then(|n| sentence.words.get(n));
        let lower = |n: Option<usize>| at(n).map_or(0, |word| word.lower.max(3));
        let company = |n: Option<usize>| at(n).map_or([0; 3], |word| word.company.map(u64::from));
        let (before, after) = (lower(start.checked_sub(1)), lower(Some(end)));
        seen.add(53, before, after);
        seen.add(57, after, lower(Some(end + 1)));
        seen.add(58, before, lower(start.checked_sub(2)));
        let (before, after) = (company(start.checked_sub(1)), company(Some(end)));
        seen.add(85, before[0], after[0]);
        seen.add(95, before[1], after[1]);
    }
}

/// A word of the sentence; an empty one outside of it.
fn word_at(sentence: Sentence, n: usize, place: isize) -> Word {
    n.checked_add_signed(place).and_then(|n| sentence.words.get(n)).copied().unwrap_or_default()
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
            if word.capital {
                for bit in 0..seen::BITS {
                    seen.add(40, u64::from(bit), u64::from(word.seen >> bit & 1));
                }
                let role = seen::TITLED | seen::FIRST | seen::SAID | seen::IN | seen::ENDS;
                seen.add(41, u64::from(word.seen & role), 0);
            }
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
fn told(sentence: Sentence, n: usize, seen: &mut Seen) {
    let Some(word) = sentence.words.get(n).filter(|word| word.capital && word.told != 0) else { return };
    let next = sentence.words.get(n + 1).map_or(0, |word| word.told);
    let before = n.checked_sub(1).and_then(|n| sentence.words.get(n)).map_or(0, |word| word.told);
    seen.add(43, u64::from(word.told), 0);
    seen.add(44, u64::from(word.told), u64::from(next));
    seen.add(45, u64::from(word.told), u64::from(before));
}

/// Adds what other places tell of token `n` to its scores.
pub(super) fn add_told(sentence: Sentence, n: usize, model: &Model, scores: &mut [i32; LABELS]) {
    if sentence.words.get(n).is_some_and(|word| word.told != 0) {
        let mut seen = Seen::new();
        told(sentence, n, &mut seen);
        seen.keys().for_each(|key| model.add(key, scores));
    }
}

pub(super) fn key(template: u64, a: u64, b: u64) -> u32 {
    join(mark(template, a), b)
}

/// The first part of a key, marked by its template.
const fn mark(template: u64, a: u64) -> u64 {
    a.wrapping_add(template << 56).wrapping_add(template)
}

const fn join(a: u64, b: u64) -> u32 {
    let hash = finish(finish(a) ^ b.rotate_left(23));
    (hash >> (64 - KEY_BITS)) as u32
}

pub(super) fn form(text: &str, word: &Word) -> Form {
    let mut shape: u64 = 1;
    let mut last = 0;
    let mut exact: u64 = 7;
    // The last four letters and the first three, small
    let mut tail = [0_u32; 4];
    let mut head: u64 = 0;
    let mut count = 0;
    for c in text.chars().take(40) {
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
        let small = if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
        tail = [tail[1], tail[2], tail[3], u32::from(small)];
        if count < 3 {
            head = head << 21 | u64::from(u32::from(small));
        }
        count += 1;
    }
    let last = |n: usize| tail.iter().skip(4 - n).fold(0, |sum: u64, &c| finish(sum ^ u64::from(c)));
    // "BBC" and "Al": short forms differ from long ones of the same make
    shape = finish(shape ^ (count.min(4) << 32));
    let lower = if word.lower == 0 { finish(exact) } else { word.lower };
    Form { lower, exact: finish(exact), shape, prefix: head, suffix2: last(2), suffix3: last(3), suffix4: last(4) }
}
