//! Which tokens are decided at all, and what is seen of each: the same code for the trainer and for every page.

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

/// Room for one region, used again for the next.
#[derive(Default)]
pub struct Room {
    forms: Vec<Form>,
    /// For each token of the region: the run of capitalised words that it stands in.
    runs: Vec<(usize, usize)>,
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
        self.forms.clear();
        for n in region.start..region.end + 4 {
            let form = n
                .checked_sub(2)
                .and_then(|n| Some(form(sentence.tokens.get(n)?.text(sentence.text), sentence.words.get(n)?)));
            self.forms.push(form.unwrap_or_default());
        }
        self.runs.clear();
        let words = sentence.words;
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

    /// The keys of everything seen of token `n` of the sentence, which stands in the region entered last.
    pub fn features(&self, sentence: Sentence, region: &Range<usize>, n: usize, mut see: impl FnMut(u32)) {
        let empty = Form::default();
        let form = |d: isize| self.forms.get((n - region.start + 2).wrapping_add_signed(d)).unwrap_or(&empty);
        let word = |d: isize| n.checked_add_signed(d).and_then(|n| sentence.words.get(n)).copied().unwrap_or_default();
        let mut add = |template: u64, a: u64, b: u64| see(key(template, a, b));
        let (m2, m1, w0, p1, p2) = (form(-2), form(-1), form(0), form(1), form(2));
        add(0, 0, 0);
        add(1, w0.lower, 0);
        add(2, w0.exact, 0);
        add(3, m1.lower, 0);
        add(4, p1.lower, 0);
        add(5, m2.lower, 0);
        add(6, p2.lower, 0);
        add(7, m1.lower, w0.lower);
        add(8, w0.lower, p1.lower);
        add(9, m1.lower, m2.lower);
        add(10, p1.lower, p2.lower);
        add(11, w0.prefix, 0);
        add(12, w0.suffix2, 0);
        add(13, w0.suffix3, 0);
        add(14, w0.suffix4, 0);
        add(15, w0.shape, 0);
        add(16, m1.shape, w0.shape);
        add(17, w0.shape, p1.shape);
        add(18, finish(m1.shape ^ w0.shape.rotate_left(9)), p1.shape);
        add(19, m1.lower, w0.shape);
        add(20, p1.lower, w0.shape);
        add(21, p1.suffix3, 0);
        add(22, m1.suffix3, 0);
        for (d, template) in [(-1, 24), (0, 25), (1, 26)] {
            let word = word(d);
            let mut bits = word.classes;
            while bits != 0 {
                let bit = bits & bits.wrapping_neg();
                add(template, u64::from(bit), u64::from(word.part));
                bits ^= bit;
            }
        }
        let listed = |d: isize| u64::from(word(d).classes);
        add(27, listed(0), listed(-1));
        add(28, listed(0), listed(1));
        add(29, listed(0), p1.lower);
        add(30, listed(0), m1.lower);
        self.company(sentence, region, n, &mut add);
        self.elsewhere(sentence, n, &mut add);
        self.around(sentence, region, n, &mut add);
    }

    /// The company of the words: of each by itself, of pairs, and of what stands at and around the ends of the run.
    fn company(&self, sentence: Sentence, region: &Range<usize>, n: usize, add: &mut impl FnMut(u64, u64, u64)) {
        let of =
            |n: Option<usize>| n.and_then(|n| sentence.words.get(n)).map_or([0; 3], |word| word.company.map(u64::from));
        let near = |d: isize| of(n.checked_add_signed(d));
        let (m2, m1, w0, p1, p2) = (near(-2), near(-1), near(0), near(1), near(2));
        for level in 0..3 {
            let template = 70 + level as u64;
            for (place, company) in [w0, m1, p1, m2, p2].into_iter().enumerate() {
                add(template, company[level], place as u64);
            }
        }
        let (start, end) = self.runs.get(n - region.start).copied().unwrap_or((n, n + 1));
        let (before, after) = (of(start.checked_sub(1)), of(Some(end)));
        let (first, last) = (of(Some(start)), of(end.checked_sub(1)));
        let place = ((n - start).min(3) as u64) << 8 | (end - start).min(5) as u64;
        for level in 0..2 {
            let template = 80 + 10 * level as u64;
            add(template, m1[level] << 16 | w0[level], 0);
            add(template, w0[level] << 16 | p1[level], 1);
            add(template, m1[level] << 16 | p1[level], 2);
            for (side, company) in [before, after, first, last].into_iter().enumerate() {
                add(template + 1 + side as u64, company[level], place);
            }
            add(template + 5, before[level], after[level]);
        }
    }

    /// What the document shows of the word in other places.
    fn elsewhere(&self, sentence: Sentence, n: usize, add: &mut impl FnMut(u64, u64, u64)) {
        let Some(word) = sentence.words.get(n).filter(|word| word.capital) else { return };
        for bit in 0..seen::BITS {
            add(40, u64::from(bit), u64::from(word.seen >> bit & 1));
        }
        if word.told != 0 {
            let next = sentence.words.get(n + 1).map_or(0, |word| word.told);
            let before = n.checked_sub(1).and_then(|n| sentence.words.get(n)).map_or(0, |word| word.told);
            add(43, u64::from(word.told), 0);
            add(44, u64::from(word.told), u64::from(next));
            add(45, u64::from(word.told), u64::from(before));
        }
        let role = seen::TITLED | seen::FIRST | seen::SAID | seen::IN | seen::ENDS;
        add(41, u64::from(word.seen & role), 0);
        add(42, u64::from(word.seen & (seen::INSIDE | seen::LOWER | seen::THE)), u64::from(n == 0));
    }

    /// The run of capitalised words: its length, its ends, and what stands around it.
    fn around(&self, sentence: Sentence, region: &Range<usize>, n: usize, add: &mut impl FnMut(u64, u64, u64)) {
        let (start, end) = self.runs.get(n - region.start).copied().unwrap_or((n, n + 1));
        let lower = |n: Option<usize>| n.and_then(|n| sentence.words.get(n)).map_or(0, |word| word.lower.max(3));
        let word = |n: usize| lower(Some(n));
        let (before, after) = (lower(start.checked_sub(1)), word(end));
        let place = ((n - start).min(3) as u64) << 8 | (end - start).min(5) as u64;
        let last = word(end.saturating_sub(1));
        add(50, place, u64::from(start == 0));
        add(51, before, place);
        add(52, after, place);
        add(53, before, after);
        add(54, last, place);
        if n + 1 < end {
            add(55, last, 0);
        }
        if n > start {
            add(56, word(start), 0);
        }
        add(57, after, word(end + 1));
        add(58, before, lower(start.checked_sub(2)));
        let here = sentence.words.get(n).copied().unwrap_or_default();
        let shouting = sentence.words.iter().take(64).filter(|word| word.word && !word.capital).count() < 2;
        add(59, u64::from(shouting), u64::from(here.caps));
        add(60, u64::from(here.capital), u64::from(start == 0));
    }
}

pub(super) fn key(template: u64, a: u64, b: u64) -> u32 {
    let hash = finish(finish(a.wrapping_add(template << 56).wrapping_add(template)) ^ b.rotate_left(23));
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
