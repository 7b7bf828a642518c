//! Role phrases: whom the text names by what they are ("Syrian forces", "a senior harbour official", "rebels").

use super::join::{Register, in_report};
use super::names::{Name, slice};
use super::titles::{is_trade, words_of};
use crate::engine::document::{BlockKind, Page};
use crate::engine::finding::Gender;
use crate::engine::lexicon::class;
use crate::engine::rule::Kind;
use crate::engine::tagger::words::{HashTable, Word, const_hash, is_word};
use crate::engine::text::{Reading, Token};

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

/// One block's words with the names in it.
#[derive(Clone, Copy)]
struct Line<'l> {
    list: &'l [Word],
    names: &'l [Name],
    text: &'l str,
    tokens: &'l [Token],
}

impl Line<'_> {
    fn at(&self, n: usize) -> Word {
        self.list.get(n).copied().unwrap_or_default()
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
    fn inside(&self, n: usize) -> bool {
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
struct Phrase {
    first: usize,
    end: usize,
    sign: &'static str,
    /// Whether it is a mark of its own, or only says who the person behind it is ("rescuer Ben Hale").
    mark: bool,
}

/// The role phrases of a document, in order, none overlapping another.
///
/// `numbers` are the actors of `all`.
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
        for sentence in &read.sentences {
            let mut floor = sentence.start;
            let mut n = sentence.start;
            while n < sentence.end {
                let line = Line { list, names, text: reading.text(block), tokens: &read.tokens };
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
                let text = words_of(reading.text(block), read, first, end);
                if !beside_person(names, list, first, end, &text) || !mark {
                    continue;
                }
                let actor = register.phrase(Kind::Role, key, &text, gender(list.get(head(list, first, end))));
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

/// The nouns by which the text may name an organisation again: "the ministry", "the coalition", "the company". A noun that fits
/// several has no actor.
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
const GROUPS: &[u64] = &[const_hash("group"), const_hash("organisation"), const_hash("organization")];

/// What an organisation alone may be called again.
const COMPANIES: &[u64] = &[const_hash("company"), const_hash("firm"), const_hash("agency")];

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
fn phrase_at(line: &Line, floor: usize, n: usize, limit: usize) -> Option<Phrase> {
    let noun = line.at(n);
    let trade = noun.word && !noun.capital && line.person_at(n + 1).is_some() && is_trade(line.text(n));
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
        "doctors" | "patients" | "farmers" | "teachers" | "students" | "parents" | "lawyers" | "nurses" | "investors"
    ) || is_word!(
        line.at(n).lower,
        "employers" | "employees" | "workers" | "tourists" | "travellers" | "travelers" | "pupils" | "professionals"
    ) || is_word!(
        line.at(n).lower,
        "scientists" | "researchers" | "physicians" | "surgeons" | "passengers" | "motorists"
    );
    let general = is_word!(
        line.at(end).lower,
        "should" | "must" | "can" | "may" | "tend" | "often" | "usually" | "typically" | "generally" | "need"
    ) || is_word!(line.at(end).lower, "recommend" | "advise" | "always" | "sometimes" | "rarely");
    let article = n > floor && is_word!(line.at(n - 1).lower, "the" | "these" | "those" | "some" | "many");
    civil && general && !article
}

/// Walks back over what belongs to the noun: names, peoples, listed modifiers, words like "US-backed", "the camp's".
///
/// Says where the phrase begins, whether a name is in it, and whether anything else says more of the noun.
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
        let before = if first >= floor + 2 { at(first - 2) } else { Word::default() };
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

fn is_pronoun(word: Word) -> bool {
    is_word!(word.lower, "it" | "he" | "she" | "that" | "what" | "who" | "there" | "here" | "let" | "one" | "this")
}

/// Words between an article and a noun that count or point: they are no part of who somebody is.
fn is_quantity(word: Word) -> bool {
    is_word!(word.lower, "few" | "other" | "same" | "first" | "last" | "many" | "most" | "several" | "next" | "only")
        || is_word!(word.lower, "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten")
        || is_word!(word.lower, "second" | "third" | "own" | "very" | "more" | "remaining" | "dozen" | "following")
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
    let past = is_word!(
        next.lower,
        "fell"
            | "grew"
            | "threw"
            | "drew"
            | "flew"
            | "fled"
            | "hid"
            | "beat"
            | "bought"
            | "brought"
            | "built"
            | "caught"
    ) || is_word!(
        next.lower,
        "drove"
            | "felt"
            | "got"
            | "heard"
            | "hit"
            | "kept"
            | "lay"
            | "laid"
            | "let"
            | "lost"
            | "paid"
            | "quit"
            | "rode"
    ) || is_word!(
        next.lower,
        "sang"
            | "sat"
            | "sold"
            | "shook"
            | "shut"
            | "slept"
            | "spent"
            | "split"
            | "stood"
            | "struck"
            | "swept"
            | "swore"
    ) || is_word!(
        next.lower,
        "taught" | "thought" | "wore" | "wrote" | "overthrew" | "withdrew" | "sought" | "burnt" | "wept" | "chose"
    );
    let adverb = is_word!(
        next.lower,
        "later" | "already" | "never" | "always" | "often" | "soon" | "today" | "yesterday" | "tomorrow" | "however"
    ) || is_word!(
        next.lower,
        "instead" | "meanwhile" | "once" | "twice" | "almost" | "nearly" | "back" | "away"
    );
    !(small || verb || past || adverb || next.verbal)
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
