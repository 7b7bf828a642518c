//! The third look: names of the same words are weighed together, and their kind is settled by all that the document shows of them.

use super::Name;
use super::features::{Form, form, key};
use super::model::{KINDS, LABELS, Model};
use super::words::{HashTable, Word, is_word, seen};
use crate::engine::lexicon::finish;
use crate::engine::text::Reading;

/// The labels of the third look: none, then one for each kind.
const SETTLED: [usize; 1 + KINDS.len()] = [0, 1, 3, 5, 7];

/// The label of the third look for a kind, by its number.
pub fn label(kind: Option<usize>) -> u8 {
    kind.map_or(0, |kind| 2 * kind as u8 + 1)
}

/// Names of the same words, with what is seen of them together.
#[derive(Default)]
struct Entity {
    /// How many of its mentions the tagger took for each kind.
    votes: [u16; KINDS.len()],
    /// For a single word: which kinds of longer names it opens and closes, a bit each.
    part_of: u64,
    /// Whether its words have been looked at.
    met: bool,
    /// The keys of what is seen, ascending.
    features: Vec<u32>,
}

/// The names of a document, grouped by their words.
pub struct Entities<'d> {
    words: &'d [Vec<Word>],
    names: &'d [Name],
    entities: Vec<Entity>,
    /// For each name the number of its entity.
    numbers: Vec<usize>,
}

impl<'d> Entities<'d> {
    /// Groups names, which are in order; of the features of their words only those are kept that `keep` wants.
    pub fn new(
        reading: &Reading,
        words: &'d [Vec<Word>],
        names: &'d [Name],
        keep: impl Copy + Fn(u32) -> bool,
    ) -> Self {
        let mut known: HashTable<usize> = HashTable::default();
        let mut longer: HashTable<u64> = HashTable::default();
        let mut entities: Vec<Entity> = Vec::new();
        let mut numbers = Vec::with_capacity(names.len());
        for name in names {
            let inner = inner(words, name);
            let number = *known.entry(whole(inner)).or_insert(entities.len());
            if number == entities.len() {
                entities.push(Entity::default());
            }
            numbers.push(number);
            let kind = kind_number(name);
            entities[number].votes[kind] = entities[number].votes[kind].saturating_add(1);
            if let [first, .., last] = inner {
                *longer.entry(first.lower).or_default() |= 1 << kind;
                *longer.entry(last.lower).or_default() |= 16 << kind;
            }
        }
        for (name, &number) in names.iter().zip(&numbers) {
            let entity = &mut entities[number];
            let inner = inner(words, name);
            if !std::mem::replace(&mut entity.met, true) {
                if let [word] = inner {
                    entity.part_of = longer.get(&word.lower).copied().unwrap_or(0);
                }
                entity.look(reading, name, inner, keep);
            }
            let features = &mut entity.features;
            Around::new(words, name).look(130, &mut |template, a, b| {
                features.extend(Some(key(template, a, b)).filter(|&key| keep(key)));
            });
        }
        for entity in &mut entities {
            entity.features.sort_unstable();
            entity.features.dedup();
        }
        Self { words, names, entities, numbers }
    }

    /// The keys of everything seen of one name, by its number.
    pub fn features(&self, n: usize) -> Vec<u32> {
        let mut features = self.entities[self.numbers[n]].features.clone();
        self.look(n, |key| features.push(key));
        features
    }

    /// What is seen of one name in its own place.
    fn look(&self, n: usize, mut see: impl FnMut(u32)) {
        let mut add = |template: u64, a: u64, b: u64| see(key(template, a, b));
        let name = &self.names[n];
        let entity = &self.entities[self.numbers[n]];
        let kind = kind_number(name) as u64;
        add(160, kind, 0);
        add(161, kind, (name.lead / LEAD_STEP).clamp(0, 12) as u64 + 1);
        let all: u16 = entity.votes.iter().sum();
        add(162, kind, share(entity.votes[kind as usize], all) << 8 | u64::from(all.min(3)));
        add(163, kind, entity.part_of);
        let around = Around::new(self.words, name);
        around.look(170, &mut add);
        add(164, kind, around.lower(-1));
        add(165, kind, around.lower(1));
        // Neighbours in a list are often of one kind
        if let Some(before) = n.checked_sub(1).and_then(|n| self.names.get(n))
            && self.listed(before, name)
        {
            add(166, kind_number(before) as u64, kind);
        }
        if let Some(after) = self.names.get(n + 1)
            && self.listed(name, after)
        {
            add(167, kind_number(after) as u64, kind);
        }
    }

    /// Whether nothing but a comma, "and" or "or" stands between two names.
    fn listed(&self, one: &Name, next: &Name) -> bool {
        let between = (one.block == next.block)
            .then(|| self.words.get(one.block)?.get(one.tokens.end..next.tokens.start))
            .flatten()
            .filter(|between| between.len() <= 3);
        between.is_some_and(|between| {
            between.iter().all(|word| word.lower == 0 || is_word!(word.lower, "and" | "or" | "," | "the"))
        })
    }
}

/// Leads are told apart in these steps.
const LEAD_STEP: i32 = 32;

impl Entity {
    /// What its words show, and what the tagger took its mentions for.
    fn look(&mut self, reading: &Reading, name: &Name, inner: &[Word], keep: impl Fn(u32) -> bool) {
        let features = &mut self.features;
        let mut add = |template: u64, a: u64, b: u64| {
            features.extend(Some(key(template, a, b)).filter(|&key| keep(key)));
        };
        let all: u16 = self.votes.iter().sum();
        let mut shares = 0;
        for (kind, &votes) in self.votes.iter().enumerate() {
            let share = share(votes, all);
            add(120, kind as u64, share << 8 | u64::from(all.min(3)));
            add(122, kind as u64, share);
            shares = shares << 2 | share;
        }
        add(121, shares, u64::from(all.min(3)));
        add(123, self.part_of, 0);
        let (Some(first), Some(last)) = (inner.first(), inner.last()) else { return };
        let tokens = reading.blocks.get(name.block).and_then(|block| block.tokens.get(name.tokens.clone()));
        let text = reading.text(name.block);
        for (n, (word, token)) in inner.iter().zip(tokens.unwrap_or(&[])).enumerate() {
            let place = match n {
                _ if inner.len() == 1 => 0,
                0 => 1,
                _ if n + 1 == inner.len() => 2,
                _ => 3,
            };
            look_at(word, form(token.text(text), word), place, &mut add);
        }
        let long = inner.len().min(4) as u64;
        add(151, whole(inner), 0);
        add(152, long, 0);
        let of = inner.iter().position(|word| is_word!(word.lower, "of" | "for" | "in" | "at"));
        let head = of.and_then(|of| inner.get(of.checked_sub(1)?)).unwrap_or(last);
        add(153, head.lower, u64::from(of.is_none()));
        add(154, u64::from(head.company[0]), u64::from(of.is_none()));
        for bit in 0..seen::BITS {
            add(155, u64::from(bit) << 1 | u64::from(last.seen >> bit & 1), long);
            add(156, u64::from(bit) << 1 | u64::from(first.seen >> bit & 1), long);
        }
        add(157, u64::from(first.company[0]), u64::from(last.company[0]));
        add(158, u64::from(first.company[1]), u64::from(last.company[1]));
        add(159, u64::from(first.classes), u64::from(last.classes));
    }
}

/// What one word of a name shows; `place`: 0 alone, 1 first, 2 last, 3 between.
fn look_at(word: &Word, form: Form, place: u64, add: &mut impl FnMut(u64, u64, u64)) {
    add(140, word.lower, place);
    add(141, word.lower, 9);
    for (level, &company) in word.company.iter().enumerate() {
        add(142 + level as u64, u64::from(company), place);
    }
    add(145, u64::from(word.classes), place << 8 | u64::from(word.part));
    let mut bits = word.classes;
    while bits != 0 {
        let bit = bits & bits.wrapping_neg();
        add(146, u64::from(bit), place << 8 | u64::from(word.part));
        bits ^= bit;
    }
    add(147, form.suffix3, place);
    add(148, form.shape, place);
    add(149, form.suffix4, place);
    add(150, form.prefix, place);
}

/// How many of all: 0 none, 1 half at most, 2 more, 3 all.
fn share(some: u16, all: u16) -> u64 {
    match some {
        0 => 0,
        _ if some == all => 3,
        _ => 1 + u64::from(u32::from(some) * 2 > u32::from(all)),
    }
}

fn kind_number(name: &Name) -> usize {
    KINDS.iter().position(|kind| *kind == name.kind).unwrap_or(0)
}

fn inner<'w>(words: &'w [Vec<Word>], name: &Name) -> &'w [Word] {
    words.get(name.block).and_then(|words| words.get(name.tokens.clone())).unwrap_or(&[])
}

/// A hash of words, in which hyphens, points and apostrophes do not count.
fn whole(words: &[Word]) -> u64 {
    words.iter().filter(|word| word.lower != 0).fold(0, |key: u64, word| finish(key.rotate_left(7) ^ word.lower))
}

/// What stands around a name, two words on either side.
struct Around<'w> {
    /// From two before to two after; `None` outside of the block.
    words: [Option<&'w Word>; 4],
}

impl<'w> Around<'w> {
    fn new(words: &'w [Vec<Word>], name: &Name) -> Self {
        let at = |n: Option<usize>| words.get(name.block)?.get(n?);
        let (first, end) = (name.tokens.start, name.tokens.end);
        Self { words: [at(first.checked_sub(2)), at(first.checked_sub(1)), at(Some(end)), at(Some(end + 1))] }
    }

    /// Hash of the word at -2, -1, 1 or 2.
    fn lower(&self, place: isize) -> u64 {
        let n = if place < 0 { place + 2 } else { place + 1 };
        self.words.get(n as usize).copied().flatten().map_or(1, |word| word.lower.max(3))
    }

    fn look(&self, template: u64, add: &mut impl FnMut(u64, u64, u64)) {
        for (place, word) in self.words.iter().enumerate() {
            let word = word.copied().unwrap_or_default();
            let place = place as u64;
            add(template + 1, u64::from(word.company[0]), place);
            add(template + 2, u64::from(word.company[1]), place);
            add(template + 3, u64::from(word.classes), place);
        }
        for place in [-2, -1, 1, 2] {
            add(template, self.lower(place), place as u64);
        }
        add(template + 4, self.lower(-1), self.lower(1));
        add(template + 5, self.lower(-1), self.lower(-2));
        add(template + 6, self.lower(1), self.lower(2));
    }
}

/// Settles the kinds of names, which are in order; what is none goes.
pub fn settle(reading: &Reading, words: &[Vec<Word>], names: Vec<Name>, model: &Model) -> Vec<Name> {
    let entities = Entities::new(reading, words, &names, |key| model.knows(key));
    let shared: Vec<[i32; LABELS]> = entities
        .entities
        .iter()
        .map(|entity| {
            let mut scores = model.start();
            entity.features.iter().for_each(|&key| model.add(key, &mut scores));
            scores
        })
        .collect();
    let kinds: Vec<usize> = entities
        .numbers
        .iter()
        .enumerate()
        .map(|(n, &number)| {
            let mut scores = shared[number];
            entities.look(n, |key| model.add(key, &mut scores));
            // Of equals the first
            (0..SETTLED.len()).rev().max_by_key(|&n| scores[SETTLED[n]]).unwrap_or(0)
        })
        .collect();
    let settled = names.into_iter().zip(kinds).filter_map(|(name, kind)| {
        let kind = *KINDS.get(kind.checked_sub(1)?)?;
        Some(Name { kind, ..name })
    });
    settled.collect()
}
