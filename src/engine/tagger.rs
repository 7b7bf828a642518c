//! The statistical tagger: where the names are, and of what kind. An averaged perceptron over the regions of a sentence that
//! hold capitals; MODEL.md says how it is trained and how good it is.

pub mod features;
pub mod model;
pub mod words;

use super::rule::Kind;
use super::text::Reading;
use features::{Sentence, regions};
use model::{KINDS, Model, Work};
use std::ops::Range;
use words::Word;

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

/// The names in a document, in order.
pub fn tag(reading: &Reading, words: &[Vec<Word>], model: &Model) -> Vec<Name> {
    let mut names = Vec::new();
    let mut work = Work::default();
    for (block, (read, words)) in reading.blocks.iter().zip(words).enumerate() {
        let text = reading.text(block);
        for range in &read.sentences {
            let (Some(tokens), Some(words)) = (read.tokens.get(range.clone()), words.get(range.clone())) else {
                continue;
            };
            let sentence = Sentence { text, tokens, words };
            for region in regions(sentence) {
                model.label(sentence, &region, &mut work);
                let first = range.start + region.start;
                collect(&work, |tokens, kind, lead| {
                    names.push(Name { block, tokens: first + tokens.start..first + tokens.end, kind, lead });
                });
            }
        }
    }
    names
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
