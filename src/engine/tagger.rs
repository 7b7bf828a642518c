//! The statistical tagger: where the names are, and of what kind. An averaged perceptron over the regions of a sentence that
//! hold capitals; MODEL.md says how it is trained and how good it is.

pub mod clusters;
pub mod entity;
pub mod features;
pub mod model;
pub mod words;

use super::rule::Kind;
use super::text::Reading;
use features::{Sentence, regions};
use model::{KINDS, LABELS, Model, Tagger, Work};
use std::ops::Range;
use words::{HashTable, Word};

/// A name found by the tagger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Number of the block.
    pub block: usize,
    /// Tokens of the block.
    pub tokens: Range<usize>,
    /// Person, organization, place or people.
    pub kind: Kind,
    /// By how much the label of its first token beat "no name".
    pub lead: i32,
}

/// By how much "no name" is held back when names are looked for: the third look drops what is none.
const EAGER: i32 = 26;

/// The names in a document, in order: a first look by sentence, a second that knows what the first said of the same words, and
/// a third that settles the kinds of names by all their mentions.
pub fn tag(reading: &Reading, words: &mut [Vec<Word>], tagger: &Tagger) -> Vec<Name> {
    let names = candidates(reading, words, &tagger.labels);
    entity::settle(reading, words, names, &tagger.kinds)
}

/// The names after two looks.
pub fn candidates(reading: &Reading, words: &mut [Vec<Word>], model: &Model) -> Vec<Name> {
    consult(reading, words, model);
    let mut names = Vec::new();
    look(reading, words, model, EAGER, |block, first, work| {
        collect(work, |tokens, kind, lead| {
            names.push(Name { block, tokens: first + tokens.start..first + tokens.end, kind, lead });
        });
    });
    names
}

/// Labels all regions once, "no name" held back by `eager`; `see` gets the block, the first token and the labels.
fn look(reading: &Reading, words: &[Vec<Word>], model: &Model, eager: i32, mut see: impl FnMut(usize, usize, &Work)) {
    let mut work = Work::default();
    for (block, (read, words)) in reading.blocks.iter().zip(words).enumerate() {
        let text = reading.text(block);
        for range in &read.sentences {
            let (Some(tokens), Some(words)) = (read.tokens.get(range.clone()), words.get(range.clone())) else {
                continue;
            };
            let sentence = Sentence { text, tokens, words };
            for region in regions(sentence) {
                model.label(sentence, &region, eager, &mut work);
                see(block, range.start + region.start, &work);
            }
        }
    }
}

/// The first look: labels every region and notes for each word what the same word was taken for in other places.
pub fn consult(reading: &Reading, words: &mut [Vec<Word>], model: &Model) {
    let mut tallies: HashTable<[u16; LABELS]> = HashTable::default();
    let mut said: Vec<(usize, usize, u8)> = Vec::new();
    look(reading, words, model, 0, |block, first, work| {
        for (n, &label) in work.best.iter().enumerate() {
            let Some(word) = words.get(block).and_then(|words| words.get(first + n)).filter(|word| word.capital) else {
                continue;
            };
            let tally = tallies.entry(word.lower).or_default();
            if let Some(count) = tally.get_mut(usize::from(label)) {
                *count = count.saturating_add(1);
            }
            said.push((block, first + n, label));
        }
    });
    for (block, n, own) in said {
        let Some(word) = words.get_mut(block).and_then(|words| words.get_mut(n)) else { continue };
        let mut tally = tallies.get(&word.lower).copied().unwrap_or_default();
        if let Some(count) = tally.get_mut(usize::from(own)) {
            *count = count.saturating_sub(1);
        }
        word.told = verdict(tally);
    }
}

/// What other places say: 0 for nothing, else the label they give most, and whether all, most or some give it.
fn verdict(tally: [u16; LABELS]) -> u8 {
    let all: u32 = tally.iter().map(|&count| u32::from(count)).sum();
    let (mut top, mut most) = (0, 0);
    for (label, &count) in tally.iter().enumerate() {
        if u32::from(count) > most {
            (top, most) = (label as u8, u32::from(count));
        }
    }
    match most {
        0 => 0,
        _ if most == all => 1 + top * 4 + u8::from(all > 1),
        _ => 1 + top * 4 + 2 + u8::from(most * 2 <= all),
    }
}

/// Joins the labels of a region into names.
fn collect(work: &Work, mut name: impl FnMut(Range<usize>, Kind, i32)) {
    let mut at = 0;
    while let Some(&label) = work.best.get(at) {
        let mut end = at + 1;
        if label > 0 {
            let goes_on = (label + 1) & !1;
            while work.best.get(end) == Some(&goes_on) {
                end += 1;
            }
            let lead = work.scores.get(at).map_or(0, |scores| scores.get(usize::from(label)).unwrap_or(&0) - scores[0]);
            if let Some(&kind) = KINDS.get(usize::from(label - 1) / 2) {
                name(at..end, kind, lead);
            }
        }
        at = end;
    }
}
