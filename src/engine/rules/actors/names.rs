//! Where the names are: the tagger decides, the lists correct it, and what the document shows elsewhere settles the rest.

use crate::engine::document::BlockKind;
use crate::engine::lexicon::{Entry, class, finish, lexicon};
use crate::engine::rule::Kind;
use crate::engine::span::{Span, sort_by_place};
use crate::engine::tagger::words::{HashTable, Word, allowed, is_word, seen};
use crate::engine::tagger::{self, model};
use crate::engine::text::Reading;

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
    /// How sure the tagger was, in its own unit.
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
    }
    complete(&mut names, words);
    let names = merge(names, with_office(words), |_, _| true);
    let names = merge(names, with_titled(words), |_, _| false);
    let mut names = merge(names, with_collective(words), |_, _| false);
    let leading = leave_state(&mut names, words);
    let mut names = merge(names, leading, |_, _| false);
    let before = |name: &Name| word_at(words, name.block, name.first.checked_sub(1));
    names.retain(|name| !is_word!(before(name).lower, "operation") || !before(name).capital);
    names.retain(|name| !is_label(name, words));
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
pub fn word_at(words: &[Vec<Word>], block: usize, n: Option<usize>) -> Word {
    n.and_then(|n| words.get(block)?.get(n)).copied().unwrap_or_default()
}

/// A hash of words, in which hyphens, points and apostrophes do not count.
pub fn key_of(words: &[Word]) -> u64 {
    words.iter().filter(|word| word.lower != 0).fold(0, |key: u64, word| finish(key.rotate_left(7) ^ word.lower))
}

/// Takes "the", "'s" and stray signs off the ends, and the number of a line: "3 Anna Berg", "18.15 Police said".
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

/// A listed first name and a surname behind a short title: "Prof. Ann Hughes".
fn with_titled(words: &[Vec<Word>]) -> Vec<Name> {
    const OTHER: u16 = class::NAME;
    let mut out = Vec::new();
    for (block, list) in words.iter().enumerate() {
        for (n, pair) in list.windows(2).enumerate() {
            let [first, last] = pair else { continue };
            let before = n.checked_sub(1).map(|n| word_at(words, block, Some(n))).unwrap_or_default();
            let title = match n.checked_sub(2) {
                Some(n) if before.lower == 0 && !before.spaced => word_at(words, block, Some(n)),
                _ => before,
            };
            let titled = title.capital && title.classes & class::TITLE != 0 && title.classes & class::FIRST == 0;
            let plain = |word: &Word| word.word && word.capital && word.spaced && word.classes & OTHER == 0;
            if titled && first.classes & class::FIRST != 0 && plain(first) && plain(last) {
                out.push(listed(block, n, n + 2, Kind::Person, "a first name behind a title"));
            }
        }
    }
    out
}

/// Common nouns that a capital makes the name of one body, before a role: "the Coalition spokesperson".
fn with_collective(words: &[Vec<Word>]) -> Vec<Name> {
    let mut out = Vec::new();
    for (block, list) in words.iter().enumerate() {
        for (n, three) in list.windows(3).enumerate() {
            let [before, word, after] = three else { continue };
            let collective = word.capital
                && is_word!(word.lower, "coalition" | "alliance" | "ministry" | "junta" | "mission" | "secretariat");
            if collective && is_word!(before.lower, "the" | "a") && !after.capital && after.classes & class::ROLE != 0 {
                out.push(listed(block, n + 1, n + 2, Kind::Organization, "a body's common noun with a capital"));
            }
        }
    }
    out
}

/// Long names by the acronym in brackets behind them, letter by letter: "High Commissioner for Refugees (HCR)".
fn with_office(words: &[Vec<Word>]) -> Vec<Name> {
    const SHORTEST: usize = 3;
    const LONGEST: usize = 8;
    let mut out = Vec::new();
    for (block, list) in words.iter().enumerate() {
        for (n, pair) in list.windows(3).enumerate() {
            let [open, short, close] = pair else { continue };
            if !(is_word!(open.lower, "(") && is_word!(close.lower, ")") && short.caps) || n == 0 {
                continue;
            }
            let (mut key, mut first, mut letters) = (Vec::new(), n, 0);
            let mut found = None;
            while first > 0 && letters < LONGEST {
                first -= 1;
                let Some(word) = list.get(first) else { break };
                if word.capital && word.word {
                    letters += 1;
                    key.insert(0, word.initial);
                    if letters >= SHORTEST && super::join::acronym(&key) == short.lower {
                        found = Some(first);
                        break;
                    }
                } else if !is_word!(word.lower, "of" | "for" | "the" | "and" | "on" | "in" | "to") {
                    break;
                }
            }
            if let Some(first) = found {
                let armed = short.classes & class::ARMED != 0;
                let kind = if armed { Kind::ArmedGroup } else { Kind::Organization };
                out.push(listed(block, first, n, kind, "its acronym in brackets"));
                out.push(listed(block, n + 1, n + 2, kind, "an acronym in brackets"));
            }
        }
    }
    out
}

/// Last words that make a name that of an organisation.
fn is_office(word: Word) -> bool {
    word.capital
        && (is_word!(
            word.lower,
            "police" | "motors" | "airlines" | "airways" | "bank" | "hospital" | "university" | "council"
        ) || is_word!(
            word.lower,
            "monitor" | "institute" | "foundation" | "holdings" | "industries" | "pharmaceuticals" | "ministry"
        ) || is_word!(word.lower, "agency" | "association" | "commission" | "corporation" | "federation" | "plc"))
}

/// Lengthens names that stop inside a listed place or body, or before a hyphen and a capital that no other name takes.
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
        // "Halden | Motors"
        if name.kind != Kind::People && name.end < limit && is_office(at(name.end)) && at(name.end).spaced {
            name.end += 1;
            name.kind = Kind::Organization;
        } else if name.kind != Kind::People && name.end > name.first + 1 && is_office(at(name.end - 1)) {
            name.kind = Kind::Organization;
        }
    }
}

/// Single words that are no names where they stand: "No. 4", "Rs 500", a title alone ("the Pope").
fn is_label(name: &Name, words: &[Vec<Word>]) -> bool {
    let at = |n: usize| word_at(words, name.block, Some(n));
    let word = at(name.first);
    if name.end > name.first + 1 {
        return false;
    }
    let point = at(name.end).lower == 0 && !at(name.end).spaced;
    let counted = at(name.end).number || point && at(name.end + 1).number;
    let money =
        is_word!(word.lower, "no" | "nos" | "dh" | "dhs" | "rs" | "us" | "eur" | "usd" | "aed" | "vol" | "art" | "fig");
    let title = name.kind == Kind::Person && word.classes & class::TITLE != 0 && word.classes & class::FIRST == 0;
    counted && money || title && word.seen & (seen::TITLED | seen::FIRST) == 0
}

/// Operations, agreements, laws, wars, days and prizes have names and are no actors; nor are months and God.
fn is_no_actor(inner: &[Word]) -> bool {
    let (Some(first), Some(last)) = (inner.first(), inner.last()) else { return false };
    let deed =
        is_word!(last.lower, "agreement" | "act" | "treaty" | "accord" | "accords" | "war" | "day" | "convention")
            || is_word!(
                last.lower,
                "declaration" | "prize" | "award" | "awards" | "cup" | "games" | "festival" | "olympics"
            )
            || is_word!(
                last.lower,
                "constitution" | "bill" | "law" | "amendment" | "resolution" | "pact" | "protocol" | "summit"
            );
    let single = is_word!(
        first.lower,
        "god" | "allah" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday"
    ) || is_word!(
        first.lower,
        "sunday" | "january" | "february" | "april" | "june" | "july" | "august" | "september"
    ) || is_word!(
        first.lower,
        "october" | "november" | "december" | "covid" | "christmas" | "easter" | "ramadan" | "eid"
    );
    deed && inner.len() > 1 || single && inner.len() == 1 || is_word!(first.lower, "operation") && inner.len() > 1
}

/// The entry of the lists that a stretch is, as a whole.
fn entry(words: &[Word]) -> Option<Entry> {
    let (len, found) = lexicon().longest(words.iter().map(|word| word.lower))?;
    let whole = words.get(len..)?.iter().all(|word| word.lower == 0);
    let mut entry = found;
    entry.classes = allowed(found, words);
    (whole && entry.classes != 0).then_some(entry)
}

/// Adds names that the lists know and that can hardly be anything else: armed groups, and states inside a sentence.
fn with_listed(names: Vec<Name>, reading: &Reading, words: &[Vec<Word>]) -> Vec<Name> {
    let mut added = Vec::new();
    for (block, (list, read)) in words.iter().zip(&reading.blocks).enumerate() {
        if reading.document.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Code) {
            continue;
        }
        for sentence in &read.sentences {
            let Some(inner) = list.get(sentence.clone()) else { continue };
            let shouting = shouts(inner);
            for (n, word) in inner.iter().enumerate() {
                if !matches!(word.part, 1 | 2) || (shouting && word.part == 1 && word.caps) {
                    continue;
                }
                let end = n + 1 + inner[n + 1..].iter().take_while(|next| next.part == 3).count();
                let armed = word.classes & class::ARMED != 0 && word.classes & (class::PLACE | class::FIRST) == 0;
                let found = if armed {
                    Some((Kind::ArmedGroup, "listed as an armed group"))
                } else {
                    backer(word.classes, inner.get(end..).unwrap_or(&[]))
                };
                if let Some((kind, sign)) = found {
                    added.push(listed(block, sentence.start + n, sentence.start + end, kind, sign));
                }
            }
        }
    }
    merge(names, added, |old, new| old.first >= new.first && old.end <= new.end)
}

/// The kind of a listed name in "US-backed", "EU-led", "Kurdish-run".
fn backer(classes: u16, after: &[Word]) -> Option<(Kind, &'static str)> {
    let [hyphen, word, ..] = after else { return None };
    if hyphen.lower != 0
        || hyphen.spaced
        || word.spaced
        || !(word.verbal || is_word!(word.lower, "led" | "run" | "held" | "built"))
    {
        return None;
    }
    match classes {
        _ if classes & class::STATE != 0 => Some((Kind::Place, "listed as a state")),
        _ if classes & class::PEOPLE != 0 => Some((Kind::People, "listed as a people")),
        _ if classes & (class::BODY | class::MEDIA) != 0 => Some((Kind::Organization, "listed as an organisation")),
        _ => None,
    }
}

fn listed(block: usize, first: usize, end: usize, kind: Kind, sign: &'static str) -> Name {
    Name { block, first, end, outset: first, kind, lead: 0, sign, concept: 0, key: 0, title: None, role: None }
}

/// Whether nearly every word begins with a capital: a headline shows nothing by its capitals.
pub fn shouts(sentence: &[Word]) -> bool {
    let all = sentence.iter().filter(|word| word.word).count();
    let capitals = sentence.iter().filter(|word| word.caps).count();
    all > 2 && capitals * 4 > all * 3
}

/// Merges two lists in order; where they overlap the old name stays, unless `gives_way`.
fn merge(old: Vec<Name>, new: Vec<Name>, gives_way: impl Fn(&Name, &Name) -> bool) -> Vec<Name> {
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

/// Adds the further mentions of names that the tagger found elsewhere: the surname after the full name, the acronym, a name
/// at a sentence's start.
fn with_repeated(names: Vec<Name>, reading: &Reading, words: &[Vec<Word>]) -> Vec<Name> {
    let mut known: HashTable<(Kind, u32, i32)> = HashTable::default();
    // Last words of organisations' names: with an article they stand for the whole ("the Guard").
    let mut heads: HashTable<()> = HashTable::default();
    for name in &names {
        let inner = slice(words, name.block, name.first, name.end);
        let seen = known.entry(key_of(inner)).or_insert((name.kind, 0, i32::MIN));
        seen.1 += 1;
        seen.2 = seen.2.max(name.lead);
        if name.kind == Kind::Person
            && let Some(last) = inner.last().filter(|last| last.capital && inner.len() > 1)
        {
            known.entry(key_of(&[*last])).or_insert((Kind::Person, 1, name.lead));
        }
        if name.kind == Kind::Organization
            && let Some(last) = inner.last().filter(|last| last.capital && inner.len() > 1)
        {
            heads.insert(last.lower, ());
        }
    }
    let mut added = Vec::new();
    let mut taken = names.iter().peekable();
    for (block, (list, read)) in words.iter().zip(&reading.blocks).enumerate() {
        if reading.document.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Code) {
            continue;
        }
        for sentence in &read.sentences {
            let mut n = sentence.start;
            while n < sentence.end {
                while taken.next_if(|name| (name.block, name.end) <= (block, n)).is_some() {}
                let stop = taken.peek().filter(|name| name.block == block).map_or(sentence.end, |name| name.first);
                if stop <= n {
                    n = taken.peek().map_or(n + 1, |name| name.end.max(n + 1));
                    continue;
                }
                let stop = stop.min(sentence.end);
                let head = list.get(n).is_some_and(|word| word.capital && heads.contains_key(&word.lower))
                    && n > sentence.start
                    && is_word!(word_at(words, block, Some(n - 1)).lower, "the")
                    && !list
                        .get(n + 1)
                        .is_some_and(|next| next.capital || next.lower == 0 && !next.spaced && next.word);
                if head {
                    added.push(listed(block, n, n + 1, Kind::Organization, "short for a name in the text"));
                    n += 1;
                    continue;
                }
                n = match repeat_at(list, n, stop, &known) {
                    Some((end, kind)) => {
                        added.push(listed(block, n, end, kind, "named elsewhere in the text"));
                        end
                    }
                    None => n + 1,
                };
            }
        }
    }
    merge(names, added, |_, _| false)
}

/// A known name that begins at this word and is not part of a longer run of capitals.
fn repeat_at(words: &[Word], n: usize, stop: usize, known: &HashTable<(Kind, u32, i32)>) -> Option<(usize, Kind)> {
    let word = words.get(n).filter(|word| word.capital)?;
    let mut key = 0_u64;
    let mut found = None;
    for (at, next) in words.iter().enumerate().take(stop).skip(n).take(7) {
        if next.lower == 0 {
            continue;
        }
        key = finish(key.rotate_left(7) ^ next.lower);
        let ends = !words.get(at + 1).is_some_and(|after| after.capital && at + 1 < stop);
        if ends && let Some(&(kind, count, _)) = known.get(&key) {
            // One single word, seen in lower case too, may be just a word that begins the sentence.
            let role = words.get(at + 1).is_some_and(|next| next.classes & class::ROLE != 0 && !next.capital);
            let common = at == n && !role && word.seen & seen::LOWER != 0;
            if !common && (count > 0) {
                found = Some((at + 1, kind));
            }
        }
    }
    found
}

/// Mentions of one form are of one kind: the tagger's leads are added up, and a weak minority goes over.
fn vote(names: &mut [Name], words: &[Vec<Word>]) {
    let mut sums: HashTable<[i64; 4]> = HashTable::default();
    let place = |kind: Kind| model::KINDS.iter().position(|known| *known == kind);
    for name in names.iter_mut() {
        name.key = key_of(slice(words, name.block, name.first, name.end));
        if let Some(sum) = place(name.kind).and_then(|kind| sums.entry(name.key).or_default().get_mut(kind)) {
            *sum += i64::from(name.lead.clamp(1, 88));
        }
    }
    for name in names.iter_mut() {
        let (Some(sums), Some(own)) = (sums.get(&name.key), place(name.kind)) else { continue };
        let best = (0..4).max_by_key(|&kind| (sums[kind], 4 - kind)).unwrap_or(own);
        // "English" is a people in one place and a language in none: peoples and places keep to themselves.
        if best != own && sums[best] > 2 * sums[own] {
            name.kind = model::KINDS[best];
            name.sign = "named so elsewhere in the text";
        }
    }
}

/// The final kind: armed groups and states by the lists, the rest as tagged.
fn settle_kind(name: &mut Name, words: &[Vec<Word>]) {
    let inner = slice(words, name.block, name.first, name.end);
    name.key = key_of(inner);
    let Some(entry) = entry(inner) else {
        // "ANNA BELL:" among lines in capitals
        let called = inner.len() > 1
            && inner.iter().all(|word| word.caps)
            && inner.first().is_some_and(|word| word.classes & class::FIRST != 0 && word.classes & class::PLACE == 0);
        if called && name.kind == Kind::Place {
            name.kind = Kind::Person;
        }
        return;
    };
    // A person of that name: "Wagner" after "Anna Wagner".
    let person = seen::FIRST | seen::TITLED;
    if name.kind == Kind::Person && inner.len() == 1 && inner.iter().any(|word| word.seen & person != 0) {
        return;
    }
    let is = |bits: u16| entry.classes & bits != 0;
    let kind = match name.kind {
        Kind::Organization | Kind::Person | Kind::People if is(class::ARMED) => Kind::ArmedGroup,
        Kind::Place if is(class::ARMED) && !is(class::PLACE) => Kind::ArmedGroup,
        Kind::Place if is(class::STATE) => Kind::State,
        Kind::People if is(class::STATE) && !is(class::PEOPLE) => Kind::State,
        kind => kind,
    };
    if kind != name.kind {
        name.sign = if kind == Kind::State { "listed as a state" } else { "listed as an armed group" };
        name.kind = kind;
    }
    // Names of places and persons that an organisation only shares are no aliases.
    let fits = match name.kind {
        Kind::State => is(class::STATE),
        Kind::ArmedGroup => is(class::ARMED),
        Kind::Organization => is(class::BODY | class::MEDIA | class::CLUB),
        _ => false,
    };
    if fits {
        name.concept = entry.concept;
    }
}
