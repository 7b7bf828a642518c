//! Where the names are: the tagger decides, the lists correct it, and what the document shows elsewhere settles the rest.

mod added;
mod context;
mod kinds;

use crate::engine::document::BlockKind;
use crate::engine::lexicon::{class, finish};
use crate::engine::rule::Kind;
use crate::engine::span::{Span, sort_by_place};
use crate::engine::tagger::words::{NONE, Word, is_word};
use crate::engine::tagger::{self, model};
use crate::engine::text::Reading;
use added::{with_collective, with_listed, with_office, with_repeated, with_titled, with_units};
use context::settle_by_context;
use kinds::{is_label, is_no_actor, is_role_noun, kind_by_end, settle_by_words, settle_kind, vote};

/// A name, before it is known whom it names.
#[derive(Clone, Debug)]
pub struct Name {
    /// Number of the block.
    pub block: usize,
    /// First token.
    pub first: usize,
    /// The token after the last.
    pub end: usize,
    /// First token of the titles before it; `first` where it has none.
    pub outset: usize,
    /// Any kind but role.
    pub kind: Kind,
    /// How sure the tagger was, in its own unit; [`SURE`] where the text says the kind.
    pub lead: i32,
    /// What was seen.
    pub sign: &'static str,
    /// Shared by the known names of one actor; 0 for none.
    pub concept: u16,
    /// Hash of its words.
    pub key: u64,
    /// The title before it, as written.
    pub title: Option<String>,
    /// The role beside it, as written.
    pub role: Option<String>,
}

/// The lead of a name whose kind the text itself says.
const SURE: i32 = i32::MAX;

/// The names of a document, in order, none overlapping.
pub fn names(reading: &Reading, words: &mut [Vec<Word>]) -> Vec<Name> {
    let mut names: Vec<Name> = tagger::tag(reading, words, model::tagger())
        .into_iter()
        .filter(|name| reading.document.blocks.get(name.block).is_none_or(|block| block.kind != BlockKind::Code))
        .map(|name| Name {
            block: name.block,
            first: name.tokens.start,
            end: name.tokens.end,
            outset: name.tokens.start,
            kind: name.kind,
            lead: name.lead,
            sign: "learned shape and context",
            concept: 0,
            key: 0,
            title: None,
            role: None,
        })
        .collect();
    for name in &mut names {
        trim(name, words);
        leave_shouted(name, words);
    }
    complete(&mut names, words);
    let owned = leave_owner(&mut names, words);
    let mut names = merge(names, owned, |_, _| false);
    for name in &mut names {
        settle_by_words(name, words);
        settle_by_context(name, words);
    }
    let names = merge(names, with_office(words), |_, _| true);
    let names = merge(names, with_units(words), |_, _| true);
    let names = merge(names, with_titled(words), |_, _| false);
    let mut names = merge(names, with_collective(words), |_, _| false);
    let leading = leave_state(&mut names, words);
    let mut names = merge(names, leading, |_, _| false);
    let before = |name: &Name| word_at(words, name.block, name.first.checked_sub(1));
    names.retain(|name| !is_word!(before(name).lower, "operation") || !before(name).capital);
    names.retain(|name| !is_label(name, words) && !is_role_noun(name, reading, words));
    names.retain(|name| slice(words, name.block, name.first, name.end).iter().any(|word| word.capital));
    names.retain(|name| name.first < name.end && !is_no_actor(slice(words, name.block, name.first, name.end)));
    let names = with_listed(names, reading, words);
    let mut names = with_repeated(names, reading, words);
    vote(&mut names, words);
    for name in &mut names {
        settle_kind(name, words);
    }
    names
}

/// The words of a block from `first` up to `end`.
pub fn slice(words: &[Vec<Word>], block: usize, first: usize, end: usize) -> &[Word] {
    words.get(block).and_then(|words| words.get(first..end)).unwrap_or(&[])
}

/// One word; an empty one outside of the block.
#[inline]
pub fn word_at(words: &[Vec<Word>], block: usize, n: Option<usize>) -> &Word {
    n.and_then(|n| words.get(block)?.get(n)).unwrap_or(&NONE)
}

/// A hash of words, in which hyphens, points and apostrophes do not count.
pub fn key_of(words: &[Word]) -> u64 {
    words.iter().filter(|word| word.lower != 0).fold(0, |key: u64, word| finish(key.rotate_left(7) ^ word.lower))
}

/// Takes "the", "'s" and stray signs off the ends, and the number of a line: "3 Anna Berg", "18.15 Police said".
#[inline(never)]
fn trim(name: &mut Name, words: &[Vec<Word>]) {
    if name.first == 0 && word_at(words, name.block, Some(0)).number {
        name.first = 1.min(name.end);
    }
    loop {
        let first = word_at(words, name.block, Some(name.first));
        if name.first < name.end && (!(first.word || first.number) || is_word!(first.lower, "the" | "a" | "an")) {
            name.first += 1;
        } else {
            break;
        }
    }
    loop {
        let last = word_at(words, name.block, name.end.checked_sub(1));
        let small = is_word!(last.lower, "of" | "the" | "and" | "for" | "in" | "at" | "to") && !last.capital;
        if name.first < name.end && (!(last.word || last.number) || small) {
            name.end -= 1;
        } else {
            break;
        }
    }
}

/// Takes "US President" out of the names of persons; what names a state or a people there becomes a name of its own.
#[inline(never)]
fn leave_state(names: &mut [Name], words: &[Vec<Word>]) -> Vec<Name> {
    let mut leading = Vec::new();
    for name in names.iter_mut().filter(|name| name.kind == Kind::Person) {
        let at = |n: usize| word_at(words, name.block, Some(n));
        let is = |n: usize, bits: u16| at(n).capital && at(n).classes & bits != 0;
        let title = (name.first + 1..name.end.saturating_sub(1))
            .take_while(|&n| is(n, class::STATE | class::PEOPLE | class::BODY | class::TITLE) || at(n).part == 3)
            .filter(|&n| is(n, class::TITLE) && at(n).classes & class::FIRST == 0)
            .last();
        let head = if is(name.first, class::STATE) {
            Kind::Place
        } else if is(name.first, class::PEOPLE) {
            Kind::People
        } else if is(name.first, class::BODY) {
            Kind::Organization
        } else {
            continue;
        };
        let Some(title) = title else { continue };
        let end = (name.first + 1..title).find(|&n| at(n).part != 3).unwrap_or(title);
        leading.push(listed(name.block, name.first, end, head, "listed, before a title"));
        name.first = title + 1;
        name.outset = name.first;
    }
    leading
}

/// In lines of capitals a name is no longer than the state that it begins with, where a role noun stands in it: "KENYA MET REBELS".
#[inline(never)]
fn leave_shouted(name: &mut Name, words: &[Vec<Word>]) {
    let inner = slice(words, name.block, name.first, name.end);
    let Some(first) = inner.first().filter(|first| first.classes & class::STATE != 0) else { return };
    let role = inner.iter().any(|word| word.classes & class::ROLE_BARE != 0);
    if first.caps && role && inner.iter().all(|word| word.caps || !word.word) {
        name.end = name.first + 1 + inner.iter().skip(1).take_while(|word| word.part == 3).count();
        name.kind = Kind::Place;
    }
}

/// Takes what belongs to an owner out of the owner's name: "Conservatives' Ann Berg", "Islamic State's Khorasan branch".
#[inline(never)]
fn leave_owner(names: &mut [Name], words: &[Vec<Word>]) -> Vec<Name> {
    let mut owned = Vec::new();
    for name in names.iter_mut() {
        let at = |n: usize| word_at(words, name.block, Some(n));
        let plural =
            |n: usize| at(n).lower == 0 && !at(n).spaced && at(n - 1).singular != at(n - 1).lower && at(n + 1).spaced;
        let Some(mark) = (name.first + 1..name.end).find(|&n| is_word!(at(n).lower, "'s") || plural(n)) else {
            continue;
        };
        let named = at(mark + 1).classes & class::FIRST != 0 && mark + 2 < name.end;
        let armed = at(name.first).classes & class::ARMED != 0;
        if named || armed {
            if mark + 1 < name.end {
                let kind = if named { Kind::Person } else { name.kind };
                owned.push(listed(name.block, mark + 1, name.end, kind, "named with its owner"));
            }
            name.end = mark;
            if armed {
                name.kind = Kind::ArmedGroup;
            }
        }
    }
    owned
}

/// Lengthens names that stop inside a listed place or body, or before a hyphen and a capital that no other name takes.
#[inline(never)]
fn complete(names: &mut [Name], words: &[Vec<Word>]) {
    let starts: Vec<(usize, usize)> = names.iter().map(|name| (name.block, name.first)).collect();
    for (n, name) in names.iter_mut().enumerate() {
        let limit = starts.get(n + 1).filter(|next| next.0 == name.block).map_or(usize::MAX, |next| next.1);
        let at = |n: usize| word_at(words, name.block, Some(n));
        let listed =
            at(name.end - 1).classes & (class::PLACE | class::STATE | class::BODY | class::MEDIA | class::ARMED) != 0;
        while listed && name.end < limit && at(name.end).part == 3 {
            name.end += 1;
        }
        let joined = |n: usize| at(n).lower == 0 && !at(n).spaced && at(n + 1).capital && !at(n + 1).spaced;
        while name.kind != Kind::People && joined(name.end) && name.end + 2 <= limit {
            name.end += 2;
        }
        // "Commission | on Missing Persons"
        let body =
            is_word!(at(name.end - 1).lower, "commission committee council centre center conference institute panel");
        if name.kind == Kind::Organization
            && body
            && is_word!(at(name.end).lower, "on" | "for")
            && at(name.end + 1).capital
        {
            let mut end = name.end + 1;
            while at(end).capital || is_word!(at(end).lower, "and" | "of") && at(end + 1).capital {
                end += 1;
            }
            if end <= limit {
                name.end = end;
            }
        }
        // "Kelva | airport", "Orla | police station"
        if let Some(end) = facility(&at, name.end)
            && end <= limit
            && matches!(name.kind, Kind::Place | Kind::Organization)
            && at(name.end - 1).classes & (class::STATE | class::PEOPLE) == 0
        {
            name.end = end;
            name.kind = Kind::Place;
        }
        // "Halden | Motors"
        let ends = kind_by_end(at(name.end)) == Some(Kind::Organization) && at(name.end).spaced;
        if name.kind != Kind::People && name.end < limit && ends {
            name.end += 1;
            name.kind = Kind::Organization;
        }
        // "Moon Jae | -in", "the Co | -op"
        let hyphen =
            |n: usize| at(n).lower == 0 && !at(n).spaced && at(n + 1).word && !at(n + 1).capital && !at(n + 1).spaced;
        let asian = name.end >= name.first + 2
            && at(name.end - 2).capital
            && (name.kind == Kind::Person || at(name.first).classes & class::LAST != 0)
            && is_syllable(at(name.end + 1));
        if name.end + 2 <= limit && hyphen(name.end) && (asian || is_word!(at(name.end - 1).lower, "co")) {
            name.end += 2;
            if asian {
                name.kind = Kind::Person;
            }
        }
    }
}

/// Where a facility's common noun behind a name ends: "airport", "central prison".
fn facility<'w>(at: &impl Fn(usize) -> &'w Word, n: usize) -> Option<usize> {
    let plain = |n: usize| at(n).word && at(n).spaced && !at(n).capital;
    let more =
        plain(n) && is_word!(at(n).lower, "international central general police railway train power nuclear maternity");
    let n = n + usize::from(more);
    let noun =
        plain(n) && is_word!(at(n).lower, "airport hospital stadium station bridge dam mine prison mosque cathedral");
    noun.then_some(n + 1)
}

fn listed(block: usize, first: usize, end: usize, kind: Kind, sign: &'static str) -> Name {
    Name { block, first, end, outset: first, kind, lead: 0, sign, concept: 0, key: 0, title: None, role: None }
}

/// Merges two lists in order; where they overlap the old name stays, unless `gives_way`.
#[inline(never)]
fn merge(old: Vec<Name>, new: Vec<Name>, gives_way: impl Fn(&Name, &Name) -> bool) -> Vec<Name> {
    let apart = |pair: &[Name]| (pair[0].block, pair[0].end.max(pair[0].first + 1)) <= (pair[1].block, pair[1].first);
    if new.is_empty() && old.windows(2).all(apart) {
        return old;
    }
    let mut out: Vec<Name> = Vec::with_capacity(old.len() + new.len());
    let mut all: Vec<(Name, bool)> = old.into_iter().map(|name| (name, false)).collect();
    all.extend(new.into_iter().map(|name| (name, true)));
    sort_by_place(&mut all, |(name, _)| (name.block, Span::new(name.first, name.end)));
    let mut last_new = false;
    for (name, new) in all {
        match out.last_mut() {
            Some(last) if last.block == name.block && name.first < last.end => {
                let same = last.first == name.first && last.end == name.end;
                if new && !last_new && !same && gives_way(last, &name) {
                    *last = name;
                    last_new = true;
                }
            }
            _ => {
                out.push(name);
                last_new = new;
            }
        }
    }
    out
}

/// Whether a small word behind a hyphen can end a name ("Jae-in"): no word that makes an adjective of it ("Trump-era").
fn is_syllable(word: &Word) -> bool {
    !word.verbal
        && word.classes & class::ROLE == 0
        && !is_word!(word.lower, "led run era style held made owned born like wide free elect")
        && !is_word!(word.lower, "based" | "esque" | "related" | "friendly" | "themed" | "funded")
}
