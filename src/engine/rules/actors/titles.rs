//! What the text says of a person beside the name: the title before it, the role before or behind it.

use super::names::{Name, key_of, slice, word_at};
use crate::engine::lexicon::class;
use crate::engine::rule::Kind;
use crate::engine::span::Span;
use crate::engine::tagger::words::{Word, is_word};
use crate::engine::text::{BlockReading, Reading};

/// Takes titles out of the names of persons, and reads titles and roles beside them.
#[inline(never)]
pub fn read(names: &mut [Name], reading: &Reading, words: &[Vec<Word>]) {
    let ends: Vec<(usize, usize)> = names.iter().map(|name| (name.block, name.end)).collect();
    for (n, name) in names.iter_mut().enumerate() {
        if name.kind != Kind::Person {
            continue;
        }
        let Some(block) = reading.blocks.get(name.block) else { continue };
        let text = reading.text(name.block);
        leave_title(name, words);
        leave_trade(name, words, block);
        name.key = key_of(slice(words, name.block, name.first, name.end));
        let floor = n.checked_sub(1).and_then(|n| ends.get(n)).filter(|end| end.0 == name.block).map_or(0, |end| end.1);
        let start = title_start(name, words, floor);
        name.outset = start;
        if start < name.first {
            name.title = Some(words_of(text, block, start, name.first).to_owned());
            name.sign = "title before a name";
        }
        name.role = role_behind(name, words, block, text);
        if name.role.is_none() && start == name.first && start > floor {
            let before = word_at(words, name.block, Some(start - 1));
            // "Novelist Jane Vane": a sentence's first word has a capital anyway.
            let opens = block.sentences.binary_search_by(|sentence| (sentence.start + 1).cmp(&start)).is_ok()
                && before.classes & (class::NAME | class::FIRST | class::LAST) == 0;
            if before.trade && (!before.capital || opens) {
                name.role = Some(words_of(text, block, start - 1, start).to_owned());
            }
        }
    }
}

/// Moves a name's begin past titles that the tagger took for a part of it.
fn leave_title(name: &mut Name, words: &[Vec<Word>]) {
    let mut at = name.first;
    while at + 1 < name.end {
        let word = word_at(words, name.block, Some(at));
        let title = word.capital && word.classes & class::TITLE != 0 && word.classes & class::FIRST == 0;
        if !(title || (at > name.first && word.lower == 0 && !word.spaced)) {
            break;
        }
        at += 1;
    }
    let rest = word_at(words, name.block, Some(at));
    if rest.word {
        name.first = at;
    }
}

/// Takes the trade that opens a sentence out of a name: "Cartoonist Ben Hale".
fn leave_trade(name: &mut Name, words: &[Vec<Word>], block: &BlockReading) {
    let at = |n: usize| word_at(words, name.block, Some(n));
    let opens = block.sentences.binary_search_by(|sentence| sentence.start.cmp(&name.first)).is_ok();
    let known = class::FIRST | class::LAST | class::NAME;
    if opens
        && name.end > name.first + 2
        && at(name.first).classes & known == 0
        && at(name.first + 1).classes & class::FIRST != 0
        && at(name.first).trade
    {
        name.first += 1;
    }
}

/// Where the titles before a name begin; the name's own begin where there are none.
#[inline(never)]
fn title_start(name: &Name, words: &[Vec<Word>], floor: usize) -> usize {
    let mut start = name.first;
    let mut at = name.first;
    while at > floor {
        at -= 1;
        let word = word_at(words, name.block, Some(at));
        // "Deputy chief minister": the first word's capital makes the whole entry a title.
        let listed = word.classes & class::TITLE != 0 && (word.capital || word.part == 3 || is_rank(word));
        if listed && word.part != 3 {
            start = at;
        } else if !(listed || (word.lower == 0 && name.first - at < 12)) {
            break;
        }
    }
    start
}

/// Ranks and forms of address count in lower case too.
fn is_rank(word: &Word) -> bool {
    is_word!(word.lower, "lieutenant" | "colonel" | "captain" | "sergeant" | "corporal" | "major" | "general")
}

/// The text of some tokens, points behind abbreviations included.
pub fn words_of<'t>(text: &'t str, block: &BlockReading, first: usize, end: usize) -> &'t str {
    let span = |n: usize| block.tokens.get(n).map_or(Span::default(), |token| token.span);
    Span::new(span(first).start, span(end.saturating_sub(1)).end).of(text)
}

/// How many tokens a role may take: no text makes the walk long.
const LONGEST: usize = 18;

/// The role in apposition: "…, director of operations for the Coalition, said", "…, 34, a nurse from Cebu, died".
#[inline(never)]
fn role_behind(name: &Name, words: &[Vec<Word>], block: &BlockReading, text: &str) -> Option<String> {
    let at = |n: usize| word_at(words, name.block, Some(n));
    let said = |n: usize| block.tokens.get(n).map_or("", |token| token.text(text));
    let sentence = block.sentences.get(block.sentences.partition_point(|sentence| sentence.end <= name.end))?;
    let dash = |n: usize| is_word!(at(n).lower, "—") || is_dash(said(n));
    let (mut open, mut first) = (name.end, name.end + 1);
    if !(is_word!(at(open).lower, "," | "(") || dash(open) && at(open).spaced) {
        return None;
    }
    // ", 34, a nurse": the age stands between.
    if at(first).number && is_word!(at(first + 1).lower, ",") {
        (open, first) = (first + 1, first + 2);
    }
    let bracket = is_word!(at(open).lower, "(");
    if is_word!(at(first).lower, "now" | "then" | "currently" | "formerly" | "previously" | "once" | "also") {
        first += 1;
    }
    let article = is_word!(at(first).lower, "a" | "an");
    if article || is_word!(at(first).lower, "the") {
        first += 1;
    }
    let mut head = None;
    let mut end = first;
    while end < sentence.end && end < first + LONGEST {
        let word = at(end);
        let closed = is_word!(word.lower, "," | ";" | ":" | "(" | ")" | "\"" | "”" | "“") || dash(end) && word.spaced;
        if closed || (word.lower == 0 && !word.spaced && end + 1 == sentence.end) || is_clause(word) {
            break;
        }
        // "…, opened the General Hospital": what holds an article before its noun is a clause.
        if head.is_none() && is_word!(word.lower, "the" | "a" | "an") {
            return None;
        }
        // "founder and chief executive": goes on where another trade follows.
        if is_word!(word.lower, "and") {
            let next = if is_word!(at(end + 1).lower, "a" | "an" | "the") { end + 2 } else { end + 1 };
            let more = (next..next + 3).take_while(|&n| at(n).word && !is_clause(at(n))).any(|n| is_agent(at(n)));
            // "MP for Kelvin and Dunmore,"
            let pair = at(end - 1).capital && {
                let after = (end + 1..sentence.end).take(LONGEST).take_while(|&n| at(n).capital).last();
                after.is_some_and(|last| is_word!(at(last + 1).lower, "," | ")"))
            };
            if head.is_none() || !(more || pair) {
                break;
            }
        }
        // The noun that says what the person is stands before the first "of", "for", "at".
        let preposition = is_word!(word.lower, "of for in at to by with from on near behind against into");
        if head.is_none() {
            let age = word.number && at(end + 1).lower == 0 && !at(end + 1).spaced;
            if is_agent(word) {
                head = Some(end);
            } else if preposition && article && end > first && is_noun(at(end - 1)) {
                head = Some(end - 1);
            } else if preposition || word.number && !age || is_time(word) && word.spaced {
                return None;
            }
        }
        end += 1;
    }
    // "…, a cartoonist, said": closed on both sides, with an article, it can be nothing else.
    let closed = is_word!(at(end).lower, "," | ")") || end == sentence.end || at(end).lower == 0;
    if head.is_none() && article && !bracket && closed && end > first && is_noun(at(end - 1)) {
        head = Some(end - 1);
    }
    head?;
    (end > first).then(|| words_of(text, block, first, end).trim_end_matches('.').to_owned())
}

fn is_dash(token: &str) -> bool {
    matches!(token, "–" | "—" | "-")
}

/// Words that begin a clause of their own.
fn is_clause(word: &Word) -> bool {
    is_word!(
        word.lower,
        "who said says told but was is has had which that while whose were will would added when where he"
            | "she they whom"
    )
}

/// Whether a word says what somebody is: a listed role or title, a relative, or by its ending ("glaciologist").
fn is_agent(word: &Word) -> bool {
    if !word.word || word.capital && word.classes & (class::FIRST | class::NAME) != 0 {
        return false;
    }
    let kin = is_word!(
        word.lower,
        "mother father brother sister wife husband son daughter widow widower uncle aunt cousin nephew"
            | "niece grandson friend native fellow twin"
    );
    kin || word.classes & (class::ROLE_ONE | class::TITLE) != 0 || !word.capital && word.trade
}

/// Whether a word can be a noun at the end of a description.
fn is_noun(word: &Word) -> bool {
    word.word && !word.verbal && !is_time(word) && !is_clause(word)
}

/// "A week later" describes nobody.
fn is_time(word: &Word) -> bool {
    is_word!(
        word.lower,
        "day week month year years moment decade hour minute later earlier time bit lot little few move"
            | "decision report sign"
    )
}
