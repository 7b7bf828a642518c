//! What the words around a name say of its kind: an apposition ("Orla, a charity that …"), the noun before it ("the rebel group Orla"),
//! what it owns or sells ("shares in Orla", "Orla's chief executive"), whom it sends ("Orla fighters").

use super::{Name, SURE, slice, word_at};
use crate::engine::lexicon::class;
use crate::engine::rule::Kind;
use crate::engine::tagger::words::{Word, is_word};

/// Gives a name the kind that the words around it say. Peoples keep theirs.
#[inline(never)]
pub fn settle_by_context(name: &mut Name, words: &[Vec<Word>]) {
    if name.kind == Kind::People {
        return;
    }
    let found = apposition(name, words).or_else(|| noun_before(name, words)).or_else(|| fights(name, words));
    let found = found.or_else(|| trades(name, words).then_some(Kind::Organization));
    let Some(kind) = found.filter(|kind| *kind != name.kind) else { return };
    let first = word_at(words, name.block, Some(name.first));
    // "Maria Orla, a bank that …" is somebody in a list.
    if name.kind == Kind::Person && name.end > name.first + 1 && first.classes & class::FIRST != 0 {
        return;
    }
    name.kind = kind;
    name.lead = SURE;
    name.sign = "what the text says it is";
}

/// The kind of a common noun; with the word before it, as groups are armed by their adjectives.
fn kind_of_noun(before: &Word, noun: &Word) -> Option<Kind> {
    if is_word!(
        noun.lower,
        "village" | "town" | "city" | "suburb" | "district" | "province" | "island" | "hamlet" | "settlement" | "port"
    ) || is_word!(noun.lower, "neighbourhood" | "neighborhood" | "municipality" | "township")
    {
        return Some(Kind::Place);
    }
    let band = is_word!(noun.lower, "group" | "organisation" | "organization" | "movement" | "faction" | "force");
    if is_word!(noun.lower, "militia" | "paramilitaries") || band && is_armed(before) {
        return Some(Kind::ArmedGroup);
    }
    let office = is_word!(
        noun.lower,
        "company" | "charity" | "bank" | "firm" | "newspaper" | "broadcaster" | "startup" | "nonprofit" | "pollster"
    ) || is_word!(
        noun.lower,
        "organisation" | "organization" | "agency" | "retailer" | "carmaker" | "airline" | "union" | "consultancy"
    );
    office.then_some(Kind::Organization)
}

/// "A rebel group", "an armed faction".
fn is_armed(word: &Word) -> bool {
    is_word!(
        word.lower,
        "armed" | "rebel" | "militant" | "insurgent" | "jihadist" | "jihadi" | "paramilitary" | "guerrilla"
    ) || is_word!(word.lower, "terrorist" | "terror" | "militia" | "mercenary")
}

/// "Kemwe, a fishing village in …", "Orla, a charity that …".
fn apposition(name: &Name, words: &[Vec<Word>]) -> Option<Kind> {
    const LONGEST: usize = 5;
    let at = |n: usize| word_at(words, name.block, Some(n));
    if !is_word!(at(name.end).lower, ",") || !is_word!(at(name.end + 1).lower, "a" | "an" | "the") {
        return None;
    }
    for n in name.end + 2..name.end + 2 + LONGEST {
        let next = at(n + 1);
        // "the island's mayor" is no island.
        if !at(n).word
            || is_word!(next.lower, "'s")
            || is_word!(at(n).lower, "of" | "in" | "who" | "and" | "for" | "to")
        {
            return None;
        }
        let ends = !next.word || is_word!(next.lower, "of" | "in" | "on" | "near" | "that" | "which" | "where" | "for");
        if let Some(kind) = kind_of_noun(at(n - 1), at(n)).filter(|_| ends && !at(n).capital) {
            return Some(kind);
        }
    }
    None
}

/// "The rebel group Orla", "the armed faction, Orla": only bands, as towns and firms name their people so ("the company Orla runs").
fn noun_before(name: &Name, words: &[Vec<Word>]) -> Option<Kind> {
    let at = |back: usize| word_at(words, name.block, name.first.checked_sub(back));
    let skip = usize::from(is_word!(at(1).lower, ","));
    let kind = kind_of_noun(at(skip + 2), at(skip + 1))?;
    (kind == Kind::ArmedGroup && name.kind != Kind::Place).then_some(kind)
}

/// "Orla fighters", "fighters of the Orla Front", "the Orla Liberation Army": who sends fighters, and is neither a place nor the arm
/// of a state, is an armed group.
fn fights(name: &Name, words: &[Vec<Word>]) -> Option<Kind> {
    let at = |n: usize| word_at(words, name.block, Some(n));
    let back = |n: usize| word_at(words, name.block, name.first.checked_sub(n));
    let fighters = |word: &Word| {
        is_word!(
            word.lower,
            "fighters" | "fighter" | "militants" | "militant" | "insurgents" | "rebels" | "guerrillas" | "jihadists"
        ) || is_word!(word.lower, "militiamen" | "gunmen" | "mercenaries" | "insurgency")
    };
    let behind = usize::from(is_word!(at(name.end).lower, "'s"));
    let the = usize::from(is_word!(back(1).lower, "the"));
    let of = is_word!(back(the + 1).lower, "of" | "from") && fighters(back(the + 2));
    let named = slice(words, name.block, name.first, name.end);
    let body = match named {
        [.., front, last] => {
            let cause = is_word!(front.lower, "liberation" | "resistance" | "insurgent" | "guerrilla" | "mujahideen");
            cause && is_word!(last.lower, "front" | "army" | "force" | "forces" | "tigers" | "fighters")
        }
        _ => false,
    };
    let known = |word: &Word| word.classes & (class::STATE | class::PLACE | class::PEOPLE) != 0;
    let band = of && named.len() > 1 || fighters(at(name.end + behind)) && !named.iter().any(known);
    (name.kind == Kind::Organization && (band || body)).then_some(Kind::ArmedGroup)
}

/// What only companies have: shares that trade, a chief executive, rivals of "its" kind.
fn trades(name: &Name, words: &[Vec<Word>]) -> bool {
    let at = |n: usize| word_at(words, name.block, Some(n));
    let back = |n: usize| word_at(words, name.block, name.first.checked_sub(n));
    if name.kind != Kind::Person {
        return false;
    }
    let stock = |word: &Word| is_word!(word.lower, "shares" | "stock" | "shareholders" | "stake" | "bondholders");
    let moved = |word: &Word| {
        is_word!(
            word.lower,
            "rose" | "fell" | "gained" | "jumped" | "closed" | "dropped" | "slipped" | "climbed" | "tumbled" | "surged"
        ) || is_word!(word.lower, "edged" | "ended" | "traded" | "were" | "have" | "slid" | "soared" | "plunged")
    };
    let office = |n: usize| {
        is_word!(at(n).lower, "chief") && is_word!(at(n + 1).lower, "executive" | "financial" | "operating")
            || is_word!(at(n).lower, "ceo" | "shareholders" | "headquarters" | "subsidiary" | "plc")
    };
    let owned = is_word!(at(name.end).lower, "'s") && office(name.end + 1);
    let bought = is_word!(back(1).lower, "in" | "of") && stock(back(2))
        || is_word!(back(1).lower, "of")
            && (is_word!(back(2).lower, "executive") && is_word!(back(3).lower, "chief")
                || is_word!(back(2).lower, "ceo" | "subsidiary" | "customers" | "shareholders"));
    let comma = usize::from(is_word!(back(1).lower, ","));
    let rival = is_word!(back(comma + 1).lower, "rival" | "rivals" | "parent" | "subsidiary" | "competitor" | "unit")
        && is_word!(back(comma + 2).lower, "its");
    let sold = stock(at(name.end)) && moved(at(name.end + 1));
    owned || bought || rival || sold || office(name.end)
}
