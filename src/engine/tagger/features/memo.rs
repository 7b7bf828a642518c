//! Sums of features, kept while a document is read.

use super::gathered::Seen;
use crate::engine::lexicon::finish;
use crate::engine::tagger::model::{Model, NAMED, Row, Scores, add_row};

/// Features that come again and again with the same words, lists or places.
#[derive(Clone, Copy)]
pub enum Group {
    /// The shapes of a word and its neighbours.
    Shapes,
    /// What lists say of them.
    Lists,
    /// Capitals and the place in the sentence.
    Marks,
    /// What the document shows of a word.
    Shown,
    /// The words before and behind the run, and its first and last.
    Side,
}

/// Sums of features that come again and again, by what they are of; a later one takes the place of an earlier one.
pub struct Memo {
    sums: Vec<(u64, Row)>,
}

impl Default for Memo {
    fn default() -> Self {
        Self { sums: vec![(u64::MAX, [0; NAMED]); Self::SUMS] }
    }
}

impl Memo {
    const SUMS: usize = 1 << 10;

    /// Adds the sum of the features of a group, which `see` gathers where it is not at hand; `of` tells in 61 bits what they are made of.
    #[inline]
    pub fn add(
        &mut self,
        group: Group,
        of: u64,
        (model, seen, scores): (&Model, &mut Seen, &mut Scores),
        see: impl FnOnce(&mut Seen),
    ) {
        let of = of << 3 | group as u64;
        let Some((known, sum)) = self.sums.get_mut((finish(of) >> 40) as usize % Self::SUMS) else { return };
        if *known != of {
            see(seen);
            (*known, *sum) = (of, model.sum(seen.take()));
        }
        add_row(sum, scores);
    }
}
