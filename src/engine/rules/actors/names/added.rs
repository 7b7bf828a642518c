//! Names that the tagger overlooked: behind titles, beside acronyms, in the lists, and elsewhere in the same text.

use super::{Name, key_of, listed, merge, slice, word_at};
use crate::engine::document::BlockKind;
use crate::engine::lexicon::{class, finish};
use crate::engine::rule::Kind;
use crate::engine::tagger::words::{HashTable, NONE, Word, is_word, seen};
use crate::engine::text::Reading;
use std::cell::LazyCell;

/// A listed first name and a surname behind a short title: "Prof. Ann Hughes".
#[inline(never)]
pub fn with_titled(words: &[Vec<Word>]) -> Vec<Name> {
    const OTHER: u16 = class::NAME;
    let mut out = Vec::new();
    for (block, list) in words.iter().enumerate() {
        for (n, pair) in list.windows(2).enumerate() {
            let [first, last] = pair else { continue };
            if first.classes & class::FIRST == 0 {
                continue;
            }
            let before = n.checked_sub(1).map_or(&NONE, |n| word_at(words, block, Some(n)));
            let title = match n.checked_sub(2) {
                Some(n) if before.lower == 0 && !before.spaced => word_at(words, block, Some(n)),
                _ => before,
            };
            let titled = title.capital && title.classes & class::TITLE != 0 && title.classes & class::FIRST == 0;
            let plain = |word: &Word| word.word && word.capital && word.spaced && word.classes & OTHER == 0;
            if titled && plain(first) && plain(last) {
                out.push(listed(block, n, n + 2, Kind::Person, "a first name behind a title"));
            }
        }
    }
    out
}

/// Common nouns that a capital makes the name of one body, before a role: "the Coalition spokesperson".
#[inline(never)]
pub fn with_collective(words: &[Vec<Word>]) -> Vec<Name> {
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
#[inline(never)]
pub fn with_office(words: &[Vec<Word>]) -> Vec<Name> {
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
                    if letters >= SHORTEST && super::super::join::acronym(&key) == short.lower {
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

/// Adds names that the lists know and that can hardly be anything else: armed groups, states of several words, acronyms of bodies.
#[inline(never)]
pub fn with_listed(names: Vec<Name>, reading: &Reading, words: &[Vec<Word>]) -> Vec<Name> {
    let mut added = Vec::new();
    for (block, (list, read)) in words.iter().zip(&reading.blocks).enumerate() {
        if reading.document.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Code) {
            continue;
        }
        for sentence in &read.sentences {
            let Some(inner) = list.get(sentence.clone()) else { continue };
            let shouting = LazyCell::new(|| shouts(inner));
            for (n, word) in inner.iter().enumerate() {
                if !matches!(word.part, 1 | 2) || (word.part == 1 && word.caps && *shouting) {
                    continue;
                }
                let end = n + 1 + inner[n + 1..].iter().take_while(|next| next.part == 3).count();
                let armed = word.classes & class::ARMED != 0 && word.classes & (class::PLACE | class::FIRST) == 0;
                let alone = word.classes & !(class::BODY | class::MEDIA | class::CLUB | class::ARMED) == 0;
                let found = if armed {
                    Some((Kind::ArmedGroup, "listed as an armed group"))
                } else if word.classes & class::STATE != 0 && word.part == 2 && word.capital {
                    Some((Kind::Place, "listed as a state"))
                } else if alone
                    && (word.caps
                        || word.part == 2 && written_as_name(inner.get(n..end).unwrap_or(&[]))
                        || word.part == 1 && acts(word))
                    && word.classes != 0
                {
                    Some((Kind::Organization, "listed as an organisation"))
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

/// Whether a single word is used as the name of somebody who speaks or owns, and never as a common word.
fn acts(word: &Word) -> bool {
    word.capital && word.seen & seen::LOWER == 0 && word.seen & (seen::SAID | seen::OWNS | seen::INSIDE) != 0
}

/// Whether all words that count have a capital: "World Food Programme", not "Central bank".
fn written_as_name(words: &[Word]) -> bool {
    words
        .iter()
        .all(|word| word.capital || !word.word || is_word!(word.lower, "of" | "the" | "for" | "and" | "on" | "in"))
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

/// Whether nearly every word begins with a capital: a headline shows nothing by its capitals.
pub fn shouts(sentence: &[Word]) -> bool {
    let all = sentence.iter().filter(|word| word.word).count();
    let capitals = sentence.iter().filter(|word| word.caps).count();
    all > 2 && capitals * 4 > all * 3
}

/// Adds the further mentions of names that the tagger found elsewhere: the surname after the full name, the acronym, a name
/// at a sentence's start.
#[inline(never)]
pub fn with_repeated(names: Vec<Name>, reading: &Reading, words: &[Vec<Word>]) -> Vec<Name> {
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
            // "Kim Jong Un": the family's name stands first.
            let first =
                inner.first().filter(|first| first.classes & class::LAST != 0 && last.classes & class::LAST == 0);
            if let Some(first) = first {
                known.entry(key_of(&[*first])).or_insert((Kind::Person, 1, name.lead));
            }
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
                if !list.get(n).is_some_and(|word| word.capital) {
                    n += 1;
                    continue;
                }
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

/// Numbered units: "3rd Battalion", "101st Airborne Division", "the Fifth Fleet".
#[inline(never)]
pub fn with_units(words: &[Vec<Word>]) -> Vec<Name> {
    const LONGEST: usize = 5;
    let mut out = Vec::new();
    for (block, list) in words.iter().enumerate() {
        let at = |n: usize| word_at(words, block, Some(n));
        for (n, _) in list.iter().enumerate().filter(|(_, word)| word.number || word.capital) {
            let digits = at(n).number && !at(n + 1).spaced && is_word!(at(n + 1).lower, "st" | "nd" | "rd" | "th");
            let spelt = at(n).capital
                && is_word!(at(n).lower, "first second third fourth fifth sixth seventh eighth ninth tenth");
            if !(digits || spelt) {
                continue;
            }
            let from = n + 1 + usize::from(digits);
            let end = (from..from + LONGEST)
                .take_while(|&n| at(n).capital && at(n).spaced)
                .filter(|&n| is_unit(at(n)))
                .last();
            if let Some(last) = end {
                out.push(listed(block, n, last + 1, Kind::Organization, "a numbered unit"));
            }
        }
    }
    out
}

/// Words for a part of an army.
fn is_unit(word: &Word) -> bool {
    is_word!(
        word.lower,
        "battalion brigade division regiment corps army fleet squadron marines infantry cavalry wing"
            | "legion platoon commando"
    )
}
