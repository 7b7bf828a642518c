//! Role phrases: whom the text names by what they are ("Syrian forces", "a senior harbour official", "rebels").

use super::join::Register;
use super::names::{Name, slice};
use super::titles::words_of;
use crate::engine::document::BlockKind;
use crate::engine::finding::Gender;
use crate::engine::lexicon::{class, finish};
use crate::engine::rule::Kind;
use crate::engine::tagger::words::{Word, is_word};
use crate::engine::text::Reading;

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
pub fn roles(register: &mut Register, all: &mut [Name], reading: &Reading, words: &[Vec<Word>]) -> Vec<Role> {
    let mut out: Vec<Role> = Vec::new();
    for (block, list) in words.iter().enumerate() {
        if reading.document.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Code) {
            continue;
        }
        let here = all.partition_point(|name| name.block < block)..all.partition_point(|name| name.block <= block);
        let names = all.get_mut(here).unwrap_or(&mut []);
        let Some(read) = reading.blocks.get(block) else { continue };
        for sentence in &read.sentences {
            let mut floor = sentence.start;
            let mut n = sentence.start;
            while n < sentence.end {
                let phrase = phrase_at(list, names, floor, n, sentence.end);
                n += 1;
                let Some((mut first, end, sign)) = phrase else { continue };
                if let Some(last) = out.last().filter(|last| last.block == block && leads(list, last.end, first)) {
                    // "families of the victims" is one phrase.
                    first = last.first;
                    out.pop();
                }
                let key = finish(super::names::key_of(slice(words, block, first, end)));
                let text = words_of(reading.text(block), read, first, end);
                if !beside_person(names, list, first, end, &text) {
                    continue;
                }
                let actor = register.phrase(Kind::Role, key, &text, gender(list.get(head(list, first, end))));
                out.push(Role { block, first, end, actor, sign });
                floor = end;
                n = end;
            }
        }
    }
    out
}

/// Gives the phrase to the person that it stands before as a role; false where it is part of the title, and no mark of its own.
fn beside_person(names: &mut [Name], list: &[Word], first: usize, end: usize, text: &str) -> bool {
    let next = names.partition_point(|name| name.first < end);
    let Some(person) = names.get_mut(next).filter(|name| name.kind == Kind::Person) else { return true };
    if person.outset < end {
        return false;
    }
    let at = |n: usize| list.get(n).copied().unwrap_or_default();
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

/// How many tokens a phrase takes before its noun at most: no text makes the walk back long.
const LONGEST: usize = 16;

/// The sign of a phrase with a name in it.
const NAMED: &str = "a name before a role noun";

/// Whether only "of" or "of the" stands between two phrases.
fn leads(list: &[Word], end: usize, first: usize) -> bool {
    let at = |n: usize| list.get(n).copied().unwrap_or_default().lower;
    is_word!(at(end), "of") && (first == end + 1 || first == end + 2 && is_word!(at(end + 1), "the"))
}

/// The role phrase whose noun begins at token `n`.
fn phrase_at(
    list: &[Word],
    names: &[Name],
    floor: usize,
    n: usize,
    limit: usize,
) -> Option<(usize, usize, &'static str)> {
    let noun = list.get(n)?;
    if noun.classes & class::ROLE == 0 || noun.part == 3 || inside(names, n) {
        return None;
    }
    let mut end = n + 1;
    while list.get(end).is_some_and(|word| word.part == 3) && noun.part == 2 {
        end += 1;
    }
    // "rebel fighters", "police officers": the last of several nouns is the head.
    if end < limit
        && list.get(end).is_some_and(|next| next.classes & class::ROLE != 0 && next.part != 3 && !inside(names, end))
    {
        return None;
    }
    let (first, named, modified) = modifiers(list, names, floor, n);
    let (end, complement) = of_name(list, names, end, limit, noun.classes & class::ROLE_ONE != 0);
    let head = *list.get(n)?;
    let plural = is_plural(list, n, end);
    let followed = list.get(end).copied().unwrap_or_default();
    let collective = is_word!(head.lower, "police" | "people" | "men" | "women");
    if (!plural || collective) && !complement && end < limit && compound(followed) {
        return None;
    }
    let accepted = if head.classes & class::ROLE_BARE != 0 {
        true
    } else if head.classes & class::ROLE_ONE != 0 {
        named || complement && !plural || modified
    } else {
        named || complement
    };
    if !accepted {
        return None;
    }
    Some((first, end, if named { NAMED } else { "role noun" }))
}

/// Whether a token stands in a name.
fn inside(names: &[Name], n: usize) -> bool {
    let next = names.partition_point(|name| name.end <= n);
    names.get(next).is_some_and(|name| name.first <= n)
}

/// The name that ends at token `n`.
fn ending_at(names: &[Name], n: usize) -> Option<&Name> {
    let next = names.partition_point(|name| name.end < n);
    names.get(next).filter(|name| name.end == n)
}

/// Walks back over what belongs to the noun: names, peoples, listed modifiers, words like "US-backed".
fn modifiers(list: &[Word], names: &[Name], floor: usize, noun: usize) -> (usize, bool, bool) {
    let (mut first, mut named, mut modified) = (noun, false, false);
    let at = |n: usize| list.get(n).copied().unwrap_or_default();
    while first > floor && noun - first < LONGEST {
        if let Some(name) = ending_at(names, first).filter(|name| name.first >= floor && name.kind != Kind::Person) {
            first = name.first;
            named = true;
            // "pro-Syrian forces"
            if first >= floor + 2
                && at(first - 1).lower == 0
                && !at(first - 1).spaced
                && at(first - 2).word
                && !at(first).spaced
            {
                first -= 2;
            }
            continue;
        }
        let word = at(first - 1);
        let compound =
            word.word && first >= floor + 2 && at(first - 2).lower == 0 && !at(first - 2).spaced && !word.spaced;
        let possessive =
            is_word!(word.lower, "'s") && ending_at(names, first - 1).is_some_and(|name| name.first >= floor);
        let back = first >= floor + 2 && word.lower == 0 && !word.spaced && !at(first).spaced;
        let both = is_word!(word.lower, "and" | "or")
            && modified
            && first >= floor + 2
            && at(first - 2).classes & class::MODIFIER != 0
            && !at(first - 2).capital;
        // "international heritage experts": a plain word between a modifier and the noun.
        let plain = first == noun && is_plain(word) && first >= floor + 2 && {
            let before = at(first - 2);
            let name = ending_at(names, first - 1).is_some_and(|name| name.kind == Kind::People && name.first >= floor);
            name || (before.classes & class::MODIFIER != 0 && !before.capital)
        };
        if possessive || compound || back || plain {
            first -= 1;
        } else if both {
            first -= 2;
        } else if is_modifier(word, first - 1 == floor) {
            modified = true;
            first -= 1;
        } else {
            break;
        }
    }
    while first < noun && (at(first).lower == 0 || is_word!(at(first).lower, "'s")) {
        first += 1;
    }
    (first, named, modified)
}

/// Whether a word belongs before a role noun; with a capital only where a sentence begins.
const fn is_modifier(word: Word, opens: bool) -> bool {
    let bits = if word.capital { class::MODIFIER } else { class::MODIFIER | class::ROLE };
    word.word && word.classes & bits != 0 && (opens || !word.capital)
}

/// Whether a word can be a noun or adjective before a role noun: lower case, no list knows it, no verb's form, no small word.
fn is_plain(word: Word) -> bool {
    word.word && !word.capital && word.classes == 0 && compound(word)
}

/// "… of Iraq", "… for the Coalition": a name behind the noun belongs to the phrase.
fn of_name(list: &[Word], names: &[Name], end: usize, limit: usize, one: bool) -> (usize, bool) {
    let at = |n: usize| list.get(n).copied().unwrap_or_default();
    let joins = is_word!(at(end).lower, "of") || one && is_word!(at(end).lower, "for");
    if end + 1 >= limit || !joins {
        return (end, false);
    }
    let begin = end + 1 + usize::from(is_word!(at(end + 1).lower, "the"));
    match names.get(names.partition_point(|name| name.first < begin)) {
        Some(name) if name.first == begin && name.end <= limit && name.kind != Kind::Person => {
            // "a team of Iraqi …": the people goes with what follows.
            let adjective = name.kind == Kind::People && at(name.end - 1).singular == at(name.end - 1).lower;
            if adjective { (end, false) } else { (name.end, true) }
        }
        _ => (end, false),
    }
}

/// Plural by its form; "police" and "people" are too.
fn is_plural(list: &[Word], n: usize, end: usize) -> bool {
    let head = list.get(head(list, n, end)).copied().unwrap_or_default();
    head.singular != head.lower
        || is_word!(head.lower, "people" | "men" | "women" | "children" | "servicemen" | "policemen" | "police")
}

fn head(list: &[Word], first: usize, end: usize) -> usize {
    (first..end).rev().find(|&n| list.get(n).is_some_and(|word| word.classes & class::ROLE != 0)).unwrap_or(first)
}

/// Whether the next word makes the noun a mere part of a compound ("army base"): a plain word that is no verb or small word.
fn compound(next: Word) -> bool {
    if !next.word || next.capital {
        return false;
    }
    let small = is_word!(
        next.lower,
        "said" | "says" | "was" | "were" | "is" | "are" | "has" | "have" | "had" | "will" | "would"
    ) || is_word!(
        next.lower,
        "could" | "can" | "may" | "might" | "should" | "must" | "and" | "or" | "but" | "in" | "on"
    ) || is_word!(
        next.lower,
        "at" | "to" | "from" | "of" | "for" | "by" | "with" | "who" | "which" | "that" | "as" | "after"
    ) || is_word!(
        next.lower,
        "before" | "while" | "when" | "during" | "into" | "over" | "under" | "against" | "near" | "also"
    ) || is_word!(
        next.lower,
        "not" | "did" | "do" | "does" | "told" | "took" | "shot" | "began" | "seek" | "fought" | "came"
    ) || is_word!(
        next.lower,
        "went" | "made" | "gave" | "held" | "sent" | "left" | "won" | "led" | "broke" | "says" | "than"
    ) || is_word!(
        next.lower,
        "then" | "now" | "still" | "again" | "it" | "he" | "she" | "they" | "the" | "a" | "an" | "be"
    ) || is_word!(
        next.lower,
        "through" | "about" | "since" | "until" | "across" | "around" | "whose" | "where" | "if" | "because"
    );
    let verb =
        is_word!(next.lower, "plans" | "wants" | "seeks" | "vows" | "claims" | "denies" | "warns" | "urges" | "faces")
            || is_word!(
                next.lower,
                "remains" | "continues" | "makes" | "takes" | "became" | "become" | "becomes" | "there" | "here"
            )
            || is_word!(
                next.lower,
                "chose" | "found" | "knew" | "saw" | "set" | "put" | "cut" | "met" | "spoke" | "ran" | "rose"
            )
            || is_word!(
                next.lower,
                "there" | "out" | "up" | "down" | "off" | "on" | "only" | "both" | "too" | "more" | "than" | "just"
            );
    !(small || verb || next.verbal)
}

fn gender(head: Option<&Word>) -> Option<Gender> {
    let head = head?;
    if is_word!(
        head.lower,
        "spokesman" | "policeman" | "businessman" | "man" | "boy" | "king" | "congressman" | "chairman"
    ) {
        Some(Gender::Masculine)
    } else if is_word!(
        head.lower,
        "spokeswoman" | "policewoman" | "businesswoman" | "woman" | "girl" | "queen" | "chairwoman"
    ) {
        Some(Gender::Feminine)
    } else if head.singular != head.lower || is_word!(head.lower, "people" | "police" | "men" | "women" | "children") {
        Some(Gender::Plural)
    } else if head.classes & class::ROLE_ONE != 0 {
        None
    } else {
        Some(Gender::Neuter)
    }
}
