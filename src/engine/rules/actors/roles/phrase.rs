//! One role phrase: the noun, what stands before it, and the name behind it.

use crate::engine::lexicon::class;
use crate::engine::rule::Kind;
use crate::engine::rules::actors::names::Name;
use crate::engine::tagger::words::{NONE, Word, is_word};
use crate::engine::text::Token;

/// One block's words with the names in it.
#[derive(Clone, Copy)]
pub struct Line<'l> {
    pub list: &'l [Word],
    pub names: &'l [Name],
    pub text: &'l str,
    pub tokens: &'l [Token],
}

impl Line<'_> {
    #[inline]
    pub fn at(&self, n: usize) -> &Word {
        self.list.get(n).unwrap_or(&NONE)
    }

    fn text(&self, n: usize) -> &str {
        self.tokens.get(n).map_or("", |token| token.text(self.text))
    }

    /// The person whose name or title begins at token `n`.
    fn person_at(&self, n: usize) -> Option<&Name> {
        let next = self.names.partition_point(|name| name.first < n);
        self.names.get(next).filter(|name| name.kind == Kind::Person && name.outset == n)
    }

    /// Whether token `n` stands in a name.
    pub fn inside(&self, n: usize) -> bool {
        let next = self.names.partition_point(|name| name.end <= n);
        self.names.get(next).is_some_and(|name| name.first <= n)
    }

    /// Whether a phrase that begins at token `n` would cut a name in two.
    fn cuts(&self, n: usize) -> bool {
        let next = self.names.partition_point(|name| name.end <= n);
        self.names.get(next).is_some_and(|name| name.first < n)
    }

    /// The name that ends at token `n`.
    fn ending_at(&self, n: usize) -> Option<&Name> {
        let next = self.names.partition_point(|name| name.end < n);
        self.names.get(next).filter(|name| name.end == n)
    }
}

/// What was found at a noun.
pub struct Phrase {
    pub first: usize,
    pub end: usize,
    pub sign: &'static str,
    /// Whether it is a mark of its own, or only says who the person behind it is ("rescuer Ben Hale").
    pub mark: bool,
}

/// How many tokens a phrase takes before its noun at most: no text makes the walk back long.
const LONGEST: usize = 16;

/// The sign of a phrase with a name in it.
pub const NAMED: &str = "a name before a role noun";

/// The role phrase whose noun begins at token `n`.
#[inline(never)]
pub fn phrase_at(line: &Line, floor: usize, n: usize, limit: usize) -> Option<Phrase> {
    let noun = line.at(n);
    let trade = noun.trade && !noun.capital && line.person_at(n + 1).is_some();
    if noun.classes & class::ROLE == 0 && !trade || noun.part == 3 || line.inside(n) {
        return None;
    }
    let mut end = n + 1;
    while line.at(end).part == 3 && noun.part == 2 {
        end += 1;
    }
    // "rebel fighters", "police officers": the last of several nouns is the head.
    let next = line.at(end);
    if end < limit && next.classes & class::ROLE != 0 && next.part != 3 && !line.inside(end) {
        return None;
    }
    let (first, named, modified) = modifiers(line, floor, n);
    let (end, complement) = of_name(line, end, limit, noun.classes & class::ROLE_ONE != 0);
    let plural = is_plural(line.list, n, end);
    let collective = is_word!(noun.lower, "police" | "people" | "men" | "women");
    if (!plural || collective) && !complement && end < limit && compound(line.at(end)) {
        return None;
    }
    let accepted = if noun.classes & class::ROLE_BARE != 0 {
        true
    } else if noun.classes & class::ROLE_ONE != 0 {
        named || complement && !plural || modified
    } else {
        named || complement
    };
    if accepted && first == n && !named && !complement && generic(line, floor, n, end) {
        return None;
    }
    // "rescuer Ben Hale", "its mayor, Ben Hale"
    let comma = usize::from(is_word!(line.at(end).lower, ","));
    if !accepted && line.person_at(end + comma).is_none() {
        return None;
    }
    Some(Phrase { first, end, sign: if named { NAMED } else { "role noun" }, mark: accepted })
}

/// General talk of a trade: "Doctors recommend eight hours", "Patients should drink". Nobody in the report's events is meant.
fn generic(line: &Line, floor: usize, n: usize, end: usize) -> bool {
    let civil = is_word!(
        line.at(n).lower,
        "doctors patients farmers teachers students parents lawyers nurses investors employers employees"
            | "workers tourists travellers travelers pupils professionals scientists researchers physicians"
            | "surgeons passengers motorists"
    );
    let general = is_word!(
        line.at(end).lower,
        "should must can may tend often usually typically generally need recommend advise always" | "sometimes rarely"
    );
    let article = n > floor && is_word!(line.at(n - 1).lower, "the" | "these" | "those" | "some" | "many");
    civil && general && !article
}

/// Walks back over what belongs to the noun: names, peoples, listed modifiers, words like "US-backed", "the camp's".
///
/// Says where the phrase begins, whether a name is in it, and whether anything else says more of the noun.
#[inline(never)]
fn modifiers(line: &Line, floor: usize, noun: usize) -> (usize, bool, bool) {
    let (mut first, mut named, mut modified) = (noun, false, false);
    let at = |n: usize| line.at(n);
    while first > floor && noun - first < LONGEST {
        if let Some(name) = line.ending_at(first).filter(|name| name.first >= floor && name.kind != Kind::Person) {
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
        let before = if first >= floor + 2 { at(first - 2) } else { &NONE };
        let compound = word.word && first >= floor + 2 && before.lower == 0 && !before.spaced && !word.spaced;
        let owner = is_word!(word.lower, "'s");
        let possessive = owner && line.ending_at(first - 1).is_some_and(|name| name.first >= floor);
        // "the camp's residents"
        let common = owner && before.word && !before.capital && !is_pronoun(before);
        let back = first >= floor + 2 && word.lower == 0 && !word.spaced && !at(first).spaced;
        let both = is_word!(word.lower, "and" | "or")
            && modified
            && first >= floor + 2
            && before.classes & class::MODIFIER != 0
            && !before.capital;
        // "international heritage experts", "the stranded villagers": a plain word between a modifier or article and the noun.
        let plain = first == noun && is_plain(word) && first >= floor + 2 && {
            // "Harbour Relief Fund country director Ann Pell"
            let owned = |name: &Name| name.kind == Kind::People || line.person_at(noun + 1).is_some();
            let name = line.ending_at(first - 1).is_some_and(|name| name.first >= floor && owned(name));
            let article = is_word!(before.lower, "the" | "a" | "an" | "its" | "their" | "these" | "those");
            name || (before.classes & class::MODIFIER != 0 && !before.capital) || article && !is_quantity(word)
        };
        // "democratically elected government"
        let adverb = modified && first < noun && word.word && !word.capital && line.text(first - 1).ends_with("ly");
        if possessive || compound || back || plain || adverb {
            first -= 1;
        } else if common {
            modified = true;
            first -= 2;
        } else if both {
            first -= 2;
        } else if is_modifier(word, first - 1 == floor) {
            modified = true;
            first -= 1;
        } else {
            break;
        }
    }
    while first < noun && (at(first).lower == 0 || is_word!(at(first).lower, "'s") || line.cuts(first)) {
        first += 1;
    }
    (first, named, modified)
}

fn is_pronoun(word: &Word) -> bool {
    is_word!(word.lower, "it he she that what who there here let one this")
}

/// Words between an article and a noun that count or point: they are no part of who somebody is.
fn is_quantity(word: &Word) -> bool {
    is_word!(
        word.lower,
        "few other same first last many most several next only two three four five six seven eight nine"
            | "ten second third own very more remaining dozen following"
    )
}

/// Whether a word belongs before a role noun; with a capital only where a sentence begins.
const fn is_modifier(word: &Word, opens: bool) -> bool {
    let bits = if word.capital { class::MODIFIER } else { class::MODIFIER | class::ROLE };
    word.word && word.classes & bits != 0 && (opens || !word.capital)
}

/// Whether a word can be a noun or adjective before a role noun: lower case, no list knows it, no verb's form, no small word.
fn is_plain(word: &Word) -> bool {
    word.word && !word.capital && word.classes == 0 && compound(word)
}

/// "… of Iraq", "… for the Coalition", "… of the Portugal team": a name behind the noun belongs to the phrase.
fn of_name(line: &Line, end: usize, limit: usize, one: bool) -> (usize, bool) {
    let at = |n: usize| line.at(n);
    let joins = is_word!(at(end).lower, "of") || one && is_word!(at(end).lower, "for");
    if end + 1 >= limit || !joins {
        return (end, false);
    }
    let begin = end + 1 + usize::from(is_word!(at(end + 1).lower, "the"));
    match line.names.get(line.names.partition_point(|name| name.first < begin)) {
        Some(name) if name.first == begin && name.end <= limit && name.kind != Kind::Person => {
            // "a team of Iraqi …": the people goes with what follows.
            let adjective = name.kind == Kind::People && at(name.end - 1).singular == at(name.end - 1).lower;
            let noun = at(name.end);
            let longer = begin > end + 1 && noun.classes & class::ROLE != 0 && !noun.capital && name.end < limit;
            if adjective { (end, false) } else { (name.end + usize::from(longer), true) }
        }
        _ => (end, false),
    }
}

/// Plural by its form; "police" and "people" are too.
pub fn is_plural(list: &[Word], n: usize, end: usize) -> bool {
    let head = list.get(head(list, n, end)).unwrap_or(&NONE);
    head.singular != head.lower
        || is_word!(head.lower, "people" | "men" | "women" | "children" | "servicemen" | "policemen" | "police")
}

pub fn head(list: &[Word], first: usize, end: usize) -> usize {
    (first..end).rev().find(|&n| list.get(n).is_some_and(|word| word.classes & class::ROLE != 0)).unwrap_or(first)
}

/// Whether the next word makes the noun a mere part of a compound ("army base"): a plain word that is no verb or small word.
pub fn compound(next: &Word) -> bool {
    if !next.word || next.capital {
        return false;
    }
    let small = is_word!(
        next.lower,
        "said says was were is are has have had will would could can may might should must and or but in"
            | "on at to from of for by with who which that as after before while when during into over under"
            | "against near also not did do does told took shot began seek fought came went made gave held sent"
            | "left won led broke than then now still again it he she they the a an be through about since"
            | "until across around whose where if because"
    );
    let verb = is_word!(
        next.lower,
        "plans wants seeks vows claims denies warns urges faces remains continues makes takes became"
            | "become becomes there here chose found knew saw set put cut met spoke ran rose out up down off on"
            | "only both too more than just"
    );
    let past = is_word!(
        next.lower,
        "fell grew threw drew flew fled hid beat bought brought built caught drove felt got heard hit"
            | "kept lay laid let lost paid quit rode sang sat sold shook shut slept spent split stood struck"
            | "swept swore taught thought wore wrote overthrew withdrew sought burnt wept chose"
    );
    let adverb = is_word!(
        next.lower,
        "later already never always often soon today yesterday tomorrow however instead meanwhile once"
            | "twice almost nearly back away"
    );
    !(small || verb || past || adverb || next.verbal)
}
