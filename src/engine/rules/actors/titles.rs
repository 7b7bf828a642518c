//! What the text says of a person beside the name: the title before it, the role before or behind it.

use super::names::{Name, key_of, slice, word_at};
use crate::engine::lexicon::class;
use crate::engine::rule::Kind;
use crate::engine::span::Span;
use crate::engine::tagger::words::{Word, is_word};
use crate::engine::text::{BlockReading, Reading};

/// Takes titles out of the names of persons, and reads titles and roles beside them.
pub fn read(names: &mut [Name], reading: &Reading, words: &[Vec<Word>]) {
    let ends: Vec<(usize, usize)> = names.iter().map(|name| (name.block, name.end)).collect();
    for (n, name) in names.iter_mut().enumerate() {
        if name.kind != Kind::Person {
            continue;
        }
        let Some(block) = reading.blocks.get(name.block) else { continue };
        let text = reading.text(name.block);
        leave_title(name, words);
        name.key = key_of(slice(words, name.block, name.first, name.end));
        let floor = n.checked_sub(1).and_then(|n| ends.get(n)).filter(|end| end.0 == name.block).map_or(0, |end| end.1);
        let start = title_start(name, words, floor);
        name.outset = start;
        if start < name.first {
            name.title = Some(words_of(text, block, start, name.first));
            name.sign = "title before a name";
        }
        name.role = role_behind(name, words, block, text);
        if name.role.is_none() && start == name.first && start > floor {
            let before = word_at(words, name.block, Some(start - 1));
            let trade = words_of(text, block, start - 1, start);
            name.role = Some(trade).filter(|trade| before.word && !before.capital && is_trade(trade));
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

/// Where the titles before a name begin; the name's own begin where there are none.
fn title_start(name: &Name, words: &[Vec<Word>], floor: usize) -> usize {
    let mut start = name.first;
    let mut at = name.first;
    while at > floor {
        at -= 1;
        let word = word_at(words, name.block, Some(at));
        let listed = word.classes & class::TITLE != 0 && (word.capital || is_rank(word));
        if listed && word.part != 3 {
            start = at;
        } else if !(listed || (word.lower == 0 && name.first - at < 12)) {
            break;
        }
    }
    start
}

/// Whether a word says by its ending what somebody does ("rescuer", "novelist").
pub fn is_trade(word: &str) -> bool {
    const ENDS: [&str; 7] = ["er", "or", "ist", "ian", "man", "woman", "ress"];
    const OTHERS: [&str; 22] = [
        "after", "another", "brother", "daughter", "ever", "father", "former", "however", "later", "mother", "never",
        "neither", "other", "over", "rather", "sister", "together", "under", "whether", "either", "earlier", "minor",
    ];
    word.len() > 4 && ENDS.iter().any(|end| word.ends_with(end)) && !OTHERS.contains(&word)
}

/// Ranks and forms of address count in lower case too.
fn is_rank(word: Word) -> bool {
    is_word!(word.lower, "lieutenant" | "colonel" | "captain" | "sergeant" | "corporal" | "major" | "general")
}

/// The text of some tokens, points behind abbreviations included.
pub fn words_of(text: &str, block: &BlockReading, first: usize, end: usize) -> String {
    let span = |n: usize| block.tokens.get(n).map_or(Span::default(), |token| token.span);
    Span::new(span(first).start, span(end.saturating_sub(1)).end).of(text).to_owned()
}

/// The role in apposition: "…, director of operations for the Coalition, said".
fn role_behind(name: &Name, words: &[Vec<Word>], block: &BlockReading, text: &str) -> Option<String> {
    let at = |n: usize| word_at(words, name.block, Some(n));
    if !is_word!(at(name.end).lower, ",") {
        return None;
    }
    let mut first = name.end + 1;
    if is_word!(at(first).lower, "the" | "a" | "an") {
        first += 1;
    }
    let sentence = block.sentences.get(block.sentences.partition_point(|sentence| sentence.end <= name.end))?;
    let mut head = None;
    let mut end = first;
    while end < sentence.end && end < first + 16 {
        let word = at(end);
        if is_word!(word.lower, "," | ";" | ":" | "(" | ")" | "—" | "–" | "\"" | "”" | "“")
            || (word.lower == 0 && !word.spaced && end + 1 == sentence.end)
        {
            break;
        }
        if is_word!(
            word.lower,
            "who"
                | "said"
                | "says"
                | "told"
                | "and"
                | "but"
                | "was"
                | "is"
                | "has"
                | "had"
                | "which"
                | "that"
                | "while"
        ) {
            break;
        }
        // The noun that says what the person is stands before the first "of", "for", "at".
        let noun =
            word.classes & (class::ROLE_ONE | class::TITLE) != 0 && !(word.capital && word.classes & class::FIRST != 0);
        if head.is_none() && noun {
            head = Some(end);
        }
        if head.is_none()
            && (is_word!(word.lower, "of" | "for" | "in" | "at" | "to" | "by" | "with" | "from") || word.number)
        {
            return None;
        }
        end += 1;
    }
    head?;
    (end > first).then(|| words_of(text, block, first, end).trim_end_matches('.').to_owned())
}
