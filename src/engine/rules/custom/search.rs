//! The reader's sets, ready to be found: words in one pass for each way to take capitals, patterns in another, however many there are.

use super::super::super::span::Span;
use super::fold::{Folded, needle};
use super::pattern::{self, Patterns, Refused};
use super::{Found, Set};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// More words and patterns than these are left out, the last ones first.
const MOST_WORDS: usize = 100_000;
const MOST_PATTERNS: usize = 1_000;

/// Set and number of an entry.
type Place = (usize, usize);

/// The reader's sets that are on, ready to be found.
#[derive(Default)]
pub struct Search {
    /// Whatever their case, and as written.
    words: [Option<Words>; 2],
    patterns: Option<(Patterns, Vec<Place>)>,
    refused: Vec<(Place, Refused)>,
}

struct Words {
    all: AhoCorasick,
    places: Vec<Place>,
}

impl Search {
    /// Makes the sets ready that are on; patterns that cannot be read are left out. Time is linear in the sets.
    pub fn new(sets: &[Set]) -> Self {
        let mut search = Self::default();
        let mut words: [(Vec<Vec<u8>>, Vec<Place>); 2] = Default::default();
        let mut patterns = (Vec::new(), Vec::new());
        let mut count = 0;
        for (number, set) in sets.iter().enumerate().filter(|(_, set)| set.on) {
            for (entry, what) in set.entries.iter().enumerate() {
                let place = (number, entry);
                if what.pattern {
                    let most = Err(Refused { why: "patternsTooMany", column: 0 });
                    let room = patterns.0.len() < MOST_PATTERNS;
                    match if room { pattern::read(&what.text, set.case, set.whole) } else { most } {
                        Ok(hir) => {
                            patterns.0.push(hir);
                            patterns.1.push(place);
                        }
                        Err(refused) => search.refused.push((place, refused)),
                    }
                    continue;
                }
                let bytes = needle(&what.text, set.case, set.whole);
                count += 1;
                if count > MOST_WORDS {
                    search.refused.push((place, Refused { why: "wordsTooMany", column: 0 }));
                } else if bytes.is_empty() {
                    search.refused.push((place, Refused { why: "wordEmpty", column: 0 }));
                } else {
                    let (list, places) = &mut words[usize::from(set.case)];
                    list.push(bytes);
                    places.push(place);
                }
            }
        }
        search.words = words.map(|(list, places)| {
            let builder = || {
                let mut builder = AhoCorasick::builder();
                builder.match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::ContiguousNFA));
                builder.prefilter(false).build(&list).ok()
            };
            (!list.is_empty()).then(builder).flatten().map(|all| Words { all, places })
        });
        search.patterns = (!patterns.0.is_empty()).then(|| (Patterns::new(patterns.0), patterns.1));
        search
    }

    /// The entries that are left out, and why.
    pub fn refused(&self) -> &[(Place, Refused)] {
        &self.refused
    }

    /// Finds them in blocks, in order: at each place the one that begins first, of these the longest, of these the first in the reader's list.
    /// What is found does not overlap. Time is linear in the text.
    pub fn find<'t>(&self, blocks: impl Iterator<Item = &'t str>) -> Vec<Found> {
        let mut out = Vec::new();
        let mut folded = Folded::default();
        let mut finder = self.patterns.as_ref().map(|(patterns, places)| (patterns.finder(), places));
        let mut here: Vec<(Span, Place)> = Vec::new();
        for (block, text) in blocks.enumerate() {
            here.clear();
            for (case, words) in self.words.iter().enumerate() {
                let Some(words) = words else { continue };
                folded.fold(text, case == 1);
                for near in words.all.find_iter(&folded.bytes) {
                    let place = words.places.get(near.pattern().as_usize());
                    here.extend(folded.span(text, near.start(), near.end()).zip(place.copied()));
                }
            }
            if let Some((finder, places)) = &mut finder {
                finder.find(text, |number, span| {
                    here.extend(places.get(number).filter(|_| !span.is_empty()).map(|&place| (span, place)));
                });
            }
            here.sort_unstable_by_key(|&(span, place)| (span.start, usize::MAX - span.end, place));
            let mut end = 0;
            for &(span, (set, entry)) in &here {
                if span.start >= end {
                    end = span.end;
                    out.push(Found { block, span, set, entry });
                }
            }
        }
        out
    }
}
