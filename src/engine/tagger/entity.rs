//! The third look: names of the same words are weighed together, and their kind is settled by all that the document shows of them.

use super::Name;
use super::features::{Form, Part, Seen, form, join};
use super::model::{KINDS, Model, Scores};
use super::words::{HashTable, NONE, Word, is_word, seen};
use crate::engine::lexicon::finish;
use crate::engine::rule::Kind;
use crate::engine::text::Reading;

/// The label of the third look for a kind, by its number: the one that begins such a name, or 0.
pub fn label(kind: Option<usize>) -> u8 {
    kind.map_or(0, |kind| 2 * kind as u8 + 1)
}

/// Names of the same words.
#[derive(Default)]
struct Entity {
    /// How many of its mentions the tagger took for each kind.
    votes: [u16; KINDS.len()],
    /// For a single word: which kinds of longer names it opens and closes, a bit each.
    part_of: u64,
    /// Its first mention.
    first: usize,
    /// Its last mention so far.
    last: usize,
}

/// The names of a document, grouped by their words.
pub struct Entities<'d> {
    reading: &'d Reading<'d>,
    words: &'d [Vec<Word>],
    names: &'d [Name],
    entities: Vec<Entity>,
    /// For each name the number of its entity.
    numbers: Vec<usize>,
    /// For each name the next one of its entity; itself for the last.
    next: Vec<usize>,
}

impl<'d> Entities<'d> {
    /// Groups names, which are in order.
    pub fn new(reading: &'d Reading<'d>, words: &'d [Vec<Word>], names: &'d [Name]) -> Self {
        let mut known: HashTable<usize> = HashTable::default();
        let mut longer: HashTable<u64> = HashTable::default();
        let mut entities: Vec<Entity> = Vec::new();
        let mut numbers = Vec::with_capacity(names.len());
        let mut next: Vec<usize> = (0..names.len()).collect();
        for (n, name) in names.iter().enumerate() {
            let inner = inner(words, name);
            let number = *known.entry(whole(inner)).or_insert(entities.len());
            if number == entities.len() {
                entities.push(Entity { first: n, last: n, ..Entity::default() });
            }
            numbers.push(number);
            let kind = kind_number(name);
            let entity = &mut entities[number];
            entity.votes[kind] = entity.votes[kind].saturating_add(1);
            next[std::mem::replace(&mut entity.last, n)] = n;
            if let [first, .., last] = inner {
                *longer.entry(first.lower).or_default() |= 1 << kind;
                *longer.entry(last.lower).or_default() |= 16 << kind;
            }
        }
        for entity in &mut entities {
            if let [word] = inner(words, &names[entity.first]) {
                entity.part_of = longer.get(&word.lower).copied().unwrap_or(0);
            }
        }
        Self { reading, words, names, entities, numbers, next }
    }

    /// The mentions of an entity, in order.
    fn mentions(&self, entity: &Entity) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(entity.first), |&n| self.next.get(n).copied().filter(|&next| next != n))
    }

    /// The keys of everything seen of one name, by its number.
    pub fn features(&self, n: usize) -> Vec<u32> {
        let (mut seen, mut keys) = (Seen::default(), Vec::new());
        let entity = &self.entities[self.numbers[n]];
        self.look_together(entity, &mut seen, |parts| keys.extend(parts.iter().map(|&(a, b)| join(a, b))));
        keys.sort_unstable();
        keys.dedup();
        self.look(n, &mut seen);
        keys.extend(seen.take().iter().map(|&(a, b)| join(a, b)));
        keys
    }

    /// What is seen of all mentions of an entity together, some features at a time.
    fn look_together(&self, entity: &Entity, seen: &mut Seen, mut see: impl FnMut(&[Part])) {
        entity.look(
            self.reading,
            &self.names[entity.first],
            inner(self.words, &self.names[entity.first]),
            seen,
            &mut see,
        );
        for n in self.mentions(entity).take(MENTIONS) {
            Around::new(self.words, &self.names[n]).look(130, seen);
            see(seen.take());
        }
    }

    /// What is seen of one name in its own place.
    fn look(&self, n: usize, seen: &mut Seen) {
        let name = &self.names[n];
        let entity = &self.entities[self.numbers[n]];
        let kind = kind_number(name) as u64;
        seen.add(160, kind, 0);
        seen.add(161, kind, (name.lead / LEAD_STEP).clamp(0, 12) as u64 + 1);
        let all: u16 = entity.votes.iter().sum();
        seen.add(162, kind, share(entity.votes[kind as usize], all) << 8 | u64::from(all.min(3)));
        seen.add(163, kind, entity.part_of);
        let around = Around::new(self.words, name);
        around.look(170, seen);
        seen.add(164, kind, around.lower(-1));
        seen.add(165, kind, around.lower(1));
        // Neighbours in a list are often of one kind
        if let Some(before) = n.checked_sub(1).and_then(|n| self.names.get(n))
            && self.listed(before, name)
        {
            seen.add(166, kind_number(before) as u64, kind);
        }
        if let Some(after) = self.names.get(n + 1)
            && self.listed(name, after)
        {
            seen.add(167, kind_number(after) as u64, kind);
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
/// The surroundings of so many mentions tell enough of an entity. A long document has thousands of one, far apart in memory.
const MENTIONS: usize = 256;

impl Entity {
    /// What its words show, and what the tagger took its mentions for.
    fn look(&self, reading: &Reading, name: &Name, inner: &[Word], seen: &mut Seen, mut see: impl FnMut(&[Part])) {
        let all: u16 = self.votes.iter().sum();
        let mut shares = 0;
        for (kind, &votes) in self.votes.iter().enumerate() {
            let share = share(votes, all);
            seen.add(120, kind as u64, share << 8 | u64::from(all.min(3)));
            seen.add(122, kind as u64, share);
            shares = shares << 2 | share;
        }
        seen.add(121, shares, u64::from(all.min(3)));
        seen.add(123, self.part_of, 0);
        see(seen.take());
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
            look_at(word, &form(token.text(text), word), place, seen);
            see(seen.take());
        }
        let long = inner.len().min(4) as u64;
        seen.add(151, whole(inner), 0);
        seen.add(152, long, 0);
        let of = inner.iter().position(|word| is_word!(word.lower, "of" | "for" | "in" | "at"));
        let head = of.and_then(|of| inner.get(of.checked_sub(1)?)).unwrap_or(last);
        seen.add(153, head.lower, u64::from(of.is_none()));
        seen.add(154, u64::from(head.company[0]), u64::from(of.is_none()));
        for bit in 0..seen::BITS {
            seen.add(155, u64::from(bit) << 1 | u64::from(last.seen >> bit & 1), long);
            seen.add(156, u64::from(bit) << 1 | u64::from(first.seen >> bit & 1), long);
        }
        seen.add(157, u64::from(first.company[0]), u64::from(last.company[0]));
        seen.add(158, u64::from(first.company[1]), u64::from(last.company[1]));
        seen.add(159, u64::from(first.classes), u64::from(last.classes));
        see(seen.take());
    }
}

/// What one word of a name shows; `place`: 0 alone, 1 first, 2 last, 3 between.
fn look_at(word: &Word, form: &Form, place: u64, seen: &mut Seen) {
    seen.add(140, word.lower, place);
    seen.add(141, word.lower, 9);
    for (level, &company) in word.company.iter().enumerate() {
        seen.add(142 + level as u64, u64::from(company), place);
    }
    seen.add(145, u64::from(word.classes), place << 8 | u64::from(word.part));
    let mut bits = word.classes;
    while bits != 0 {
        let bit = bits & bits.wrapping_neg();
        seen.add(146, u64::from(bit), place << 8 | u64::from(word.part));
        bits ^= bit;
    }
    seen.add(147, form.suffix3, place);
    seen.add(148, form.shape, place);
    seen.add(149, form.suffix4, place);
    seen.add(150, form.prefix, place);
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

    fn look(&self, template: u64, seen: &mut Seen) {
        for (place, word) in self.words.iter().enumerate() {
            let word = word.unwrap_or(&NONE);
            let place = place as u64;
            seen.add(template + 1, u64::from(word.company[0]), place);
            seen.add(template + 2, u64::from(word.company[1]), place);
            seen.add(template + 3, u64::from(word.classes), place);
        }
        for place in [-2, -1, 1, 2] {
            seen.add(template, self.lower(place), place as u64);
        }
        seen.add(template + 4, self.lower(-1), self.lower(1));
        seen.add(template + 5, self.lower(-1), self.lower(-2));
        seen.add(template + 6, self.lower(1), self.lower(2));
    }
}

/// Settles the kinds of names, which are in order; what is none goes.
pub fn settle(reading: &Reading, words: &[Vec<Word>], names: Vec<Name>, model: &Model) -> Vec<Name> {
    let entities = Entities::new(reading, words, &names);
    let (mut seen, mut keys) = (Seen::default(), Vec::new());
    let mut together = Vec::with_capacity(entities.entities.len());
    for entity in &entities.entities {
        keys.clear();
        entities.look_together(entity, &mut seen, |parts| model.known(parts, |key| keys.push(key)));
        keys.sort_unstable();
        keys.dedup();
        let mut scores = model.start();
        keys.iter().for_each(|&key| model.add(key, &mut scores));
        together.push(scores);
    }
    // In the order of the document, not of the entities: the words around a name are near those around the last one.
    let kinds: Vec<Option<Kind>> = entities
        .numbers
        .iter()
        .enumerate()
        .map(|(n, &number)| {
            let mut scores = together[number];
            entities.look(n, &mut seen);
            model.add_all(seen.take(), &mut scores);
            best(&scores)
        })
        .collect();
    let settled = names.into_iter().zip(kinds).filter_map(|(name, kind)| Some(Name { kind: kind?, ..name }));
    settled.collect()
}

/// The kind of the highest score; of equals the first, "no name" before all.
fn best(scores: &Scores) -> Option<Kind> {
    let mut best = (0, None);
    for (&kind, score) in KINDS.iter().zip(scores.iter().step_by(2)) {
        if *score > best.0 {
            best = (*score, Some(kind));
        }
    }
    best.1
}
