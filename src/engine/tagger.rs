//! The statistical tagger: where the names are, and of what kind. An averaged perceptron over the regions of a sentence that
//! hold capitals; MODEL.md says how it is trained and how good it is.

pub mod clusters;
pub mod entity;
pub mod features;
pub mod model;
pub mod words;

use super::rule::Kind;
use super::text::Reading;
use features::{Room, Sentence, add_told, regions};
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
    let Look { regions, mut scores } = consult(reading, words, model);
    let mut names = Vec::new();
    let mut work = Work::default();
    let mut rest = scores.as_mut_slice();
    for Region { block, sentence: range, tokens: region } in regions {
        let Some((scores, others)) = std::mem::take(&mut rest).split_at_mut_checked(region.len()) else { break };
        rest = others;
        if let Some(sentence) = sentence(reading, words, block, &range) {
            for (n, scores) in region.clone().zip(scores.iter_mut()) {
                add_told(sentence, n, model, scores);
                scores[0] -= EAGER;
            }
        }
        model.label(scores, &mut work);
        let first = range.start + region.start;
        collect(&work.best, scores, |tokens, kind, lead| {
            names.push(Name { block, tokens: first + tokens.start..first + tokens.end, kind, lead });
        });
    }
    names
}

/// What the first look saw.
pub struct Look {
    regions: Vec<Region>,
    /// The scores of the regions' tokens, one region after the other.
    scores: Vec<[i32; LABELS]>,
}

struct Region {
    block: usize,
    /// The tokens of its sentence in the block.
    sentence: Range<usize>,
    /// Its own in the sentence.
    tokens: Range<usize>,
}

fn sentence<'s>(
    reading: &'s Reading,
    words: &'s [Vec<Word>],
    block: usize,
    range: &Range<usize>,
) -> Option<Sentence<'s>> {
    let tokens = reading.blocks.get(block)?.tokens.get(range.clone())?;
    Some(Sentence { text: reading.text(block), tokens, words: words.get(block)?.get(range.clone())? })
}

/// The first look: labels every region and notes for each word what the same word was taken for in other places.
///
/// What it saw stays true for the second, which only adds what it was told.
pub fn consult(reading: &Reading, words: &mut [Vec<Word>], model: &Model) -> Look {
    let mut look = Look { regions: Vec::new(), scores: Vec::new() };
    let mut tallies: HashTable<[u16; LABELS]> = HashTable::default();
    let mut said: Vec<(usize, usize, u8)> = Vec::new();
    let (mut room, mut work) = (Room::default(), Work::default());
    for (block, read) in reading.blocks.iter().enumerate() {
        for range in &read.sentences {
            let Some(sentence) = sentence(reading, words, block, range) else { continue };
            for tokens in regions(sentence) {
                let from = look.scores.len();
                room.enter(sentence, &tokens);
                room.score(sentence, &tokens, model, |scores| look.scores.push(scores));
                model.label(look.scores.get(from..).unwrap_or(&[]), &mut work);
                for ((n, word), &label) in sentence.words.iter().enumerate().skip(tokens.start).zip(&work.best) {
                    if !word.capital {
                        continue;
                    }
                    let tally = tallies.entry(word.lower).or_default();
                    if let Some(count) = tally.get_mut(usize::from(label)) {
                        *count = count.saturating_add(1);
                    }
                    said.push((block, range.start + n, label));
                }
                look.regions.push(Region { block, sentence: range.clone(), tokens });
            }
        }
    }
    for (block, n, own) in said {
        let Some(word) = words.get_mut(block).and_then(|words| words.get_mut(n)) else { continue };
        let mut tally = tallies.get(&word.lower).copied().unwrap_or_default();
        if let Some(count) = tally.get_mut(usize::from(own)) {
            *count = count.saturating_sub(1);
        }
        word.told = verdict(tally);
    }
    look
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
fn collect(best: &[u8], scores: &[[i32; LABELS]], mut name: impl FnMut(Range<usize>, Kind, i32)) {
    let mut at = 0;
    while let Some(&label) = best.get(at) {
        let mut end = at + 1;
        if label > 0 {
            let goes_on = (label + 1) & !1;
            while best.get(end) == Some(&goes_on) {
                end += 1;
            }
            let lead = scores.get(at).map_or(0, |scores| scores.get(usize::from(label)).unwrap_or(&0) - scores[0]);
            if let Some(&kind) = KINDS.get(usize::from(label - 1) / 2) {
                name(at..end, kind, lead);
            }
        }
        at = end;
    }
}
