//! Role phrases: whom the text names by what they are ("Syrian forces", "a senior harbour official", "rebels").

mod phrase;

use super::join::{Register, in_report};
use super::names::{Name, slice};
use super::titles::words_of;
use crate::engine::document::{BlockKind, Page};
use crate::engine::finding::Gender;
use crate::engine::lexicon::class;
use crate::engine::rule::Kind;
use crate::engine::tagger::words::{HashTable, NONE, Word, const_hash, is_word};
use crate::engine::text::Reading;
use phrase::{Line, NAMED, Phrase, compound, head, is_plural, phrase_at};

/// A role phrase: tokens of a block, and the actor's number in the register.
pub struct Role {
    /// Number of the block.
    pub block: usize,
    /// First token.
    pub first: usize,
    /// The token after the last.
    pub end: usize,
    /// The actor.
    pub actor: usize,
    /// What was seen.
    pub sign: &'static str,
}

/// The role phrases of a document, in order, none overlapping another.
///
/// `numbers` are the actors of `all`.
#[inline(never)]
pub fn roles(
    register: &mut Register,
    all: &mut [Name],
    numbers: &[usize],
    reading: &Reading,
    words: &[Vec<Word>],
) -> Vec<Role> {
    let mut out: Vec<Role> = Vec::new();
    let page = &reading.document.page;
    let shorts = shorts(all, numbers, words, page);
    for (block, list) in words.iter().enumerate() {
        register.report = page.report_of(block);
        if reading.document.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Code) {
            continue;
        }
        let here = all.partition_point(|name| name.block < block)..all.partition_point(|name| name.block <= block);
        let names = all.get_mut(here).unwrap_or(&mut []);
        let Some(read) = reading.blocks.get(block) else { continue };
        let text = reading.text(block);
        for sentence in &read.sentences {
            let mut floor = sentence.start;
            let mut n = sentence.start;
            while n < sentence.end {
                let line = Line { list, names, text, tokens: &read.tokens };
                if let Some(actor) = definite(&line, &shorts, register.report, n, sentence.end) {
                    out.push(Role { block, first: n, end: n + 1, actor, sign: "short for a name in the text" });
                    floor = n + 1;
                    n = floor;
                    continue;
                }
                let phrase = phrase_at(&line, floor, n, sentence.end);
                n += 1;
                let Some(Phrase { mut first, end, sign, mark }) = phrase else { continue };
                if let Some(last) =
                    out.last().filter(|last| mark && last.block == block && leads(list, last.end, first))
                {
                    // "families of the victims" is one phrase.
                    first = last.first;
                    out.pop();
                }
                let key = super::names::key_of(slice(words, block, first, end));
                let said = words_of(text, read, first, end);
                if !beside_person(names, list, first, end, said) || !mark {
                    continue;
                }
                let actor = register.phrase(Kind::Role, key, said, gender(list.get(head(list, first, end))));
                out.push(Role { block, first, end, actor, sign });
                floor = end;
                n = end;
            }
        }
    }
    join_bare(&mut out, words, page);
    out
}

/// Gives the phrase to the person that it stands before as a role; false where it is part of the title, and no mark of its own.
#[inline(never)]
fn beside_person(names: &mut [Name], list: &[Word], first: usize, end: usize, text: &str) -> bool {
    let next = names.partition_point(|name| name.first < end);
    let Some(person) = names.get_mut(next).filter(|name| name.kind == Kind::Person) else { return true };
    if person.outset < end {
        return false;
    }
    let at = |n: usize| list.get(n).unwrap_or(&NONE);
    // "Kenya's trade minister, Anna Pell, said"
    let closed = is_word!(at(person.end).lower, "," | "(") || at(person.end).lower == 0 && !at(person.end).spaced;
    let apposed = person.outset == end + 1 && is_word!(at(end).lower, ",") && closed;
    let capital = at(end - 1).capital;
    if person.outset == end || apposed && !is_plural(list, first, end) {
        // The phrase says more than its noun alone ("lead author").
        if person.role.as_ref().is_none_or(|role| text.ends_with(role.as_str())) {
            person.role = Some(text.to_owned());
        }
    }
    person.outset != end || !capital
}

/// The nouns by which the text may name an organisation again: "the ministry", "the coalition", "the company". A noun that fits
/// several has no actor.
#[inline(never)]
fn shorts(names: &[Name], numbers: &[usize], words: &[Vec<Word>], page: &Page) -> HashTable<Option<usize>> {
    let mut out: HashTable<Option<usize>> = HashTable::default();
    for (name, &actor) in names.iter().zip(numbers) {
        let report = page.report_of(name.block);
        let mut note = |noun: u64, actor: usize| {
            let known = out.entry(in_report(report, noun)).or_insert(Some(actor));
            if *known != Some(actor) {
                *known = None;
            }
        };
        if !matches!(name.kind, Kind::Organization | Kind::ArmedGroup) {
            continue;
        }
        let inner = slice(words, name.block, name.first, name.end);
        let (Some(first), Some(last)) = (inner.first(), inner.last()) else { continue };
        let media = inner.iter().any(|word| word.classes & class::MEDIA != 0);
        if inner.len() > 1 || is_word!(last.lower, "coalition" | "congress" | "parliament") {
            note(last.lower, actor);
        }
        if inner.get(1).is_some_and(|word| is_word!(word.lower, "of" | "for")) {
            note(first.lower, actor);
        }
        if !media {
            for noun in GROUPS {
                note(*noun, actor);
            }
            if name.kind == Kind::Organization {
                for noun in COMPANIES {
                    note(*noun, actor);
                }
            }
        }
    }
    out
}

/// What any organisation or armed group may be called again.
const GROUPS: &[u64] = &[const_hash(b"group"), const_hash(b"organisation"), const_hash(b"organization")];

/// What an organisation alone may be called again.
const COMPANIES: &[u64] = &[const_hash(b"company"), const_hash(b"firm"), const_hash(b"agency")];

/// The actor that "the" and the small noun at token `n` name again.
fn definite(line: &Line, shorts: &HashTable<Option<usize>>, report: usize, n: usize, limit: usize) -> Option<usize> {
    let noun = line.at(n);
    let article = n.checked_sub(1).is_some_and(|n| is_word!(line.at(n).lower, "the"));
    if !article || noun.capital || !noun.word || line.inside(n) {
        return None;
    }
    let actor = shorts.get(&in_report(report, noun.lower)).copied().flatten()?;
    // "the bank account", "the company of friends", "the ministry in Paris"
    let next = line.at(n + 1);
    let more = n + 1 < limit && (compound(next) || next.capital || is_word!(next.lower, "of" | "for"));
    (!more).then_some(actor)
}

/// A bare noun ("the army") names the one phrase of the text that says whose it is ("Ethiopian army").
#[inline(never)]
fn join_bare(roles: &mut [Role], words: &[Vec<Word>], page: &Page) {
    let mut known: HashTable<Option<usize>> = HashTable::default();
    let noun = |role: &Role| {
        let noun = slice(words, role.block, role.first, role.end).last().map_or(0, |word| word.lower);
        in_report(page.report_of(role.block), noun)
    };
    for role in roles.iter().filter(|role| role.sign == NAMED) {
        let seen = known.entry(noun(role)).or_insert(Some(role.actor));
        if *seen != Some(role.actor) {
            *seen = None;
        }
    }
    for role in roles.iter_mut().filter(|role| role.end == role.first + 1 && role.sign != NAMED) {
        let article = role.first.checked_sub(1);
        let the = is_word!(super::names::word_at(words, role.block, article).lower, "the");
        if let (true, Some(&Some(actor))) = (the, known.get(&noun(role))) {
            role.actor = actor;
        }
    }
}

/// Whether only "of" or "of the" stands between two phrases.
fn leads(list: &[Word], end: usize, first: usize) -> bool {
    let at = |n: usize| list.get(n).unwrap_or(&NONE).lower;
    is_word!(at(end), "of") && (first == end + 1 || first == end + 2 && is_word!(at(end + 1), "the"))
}

fn gender(head: Option<&Word>) -> Option<Gender> {
    let head = head?;
    if is_word!(head.lower, "spokesman policeman businessman man boy king congressman chairman") {
        Some(Gender::Masculine)
    } else if is_word!(head.lower, "spokeswoman policewoman businesswoman woman girl queen chairwoman") {
        Some(Gender::Feminine)
    } else if head.singular != head.lower || is_word!(head.lower, "people" | "police" | "men" | "women" | "children") {
        Some(Gender::Plural)
    } else if head.classes & class::ROLE_ONE != 0 {
        None
    } else {
        Some(Gender::Neuter)
    }
}
