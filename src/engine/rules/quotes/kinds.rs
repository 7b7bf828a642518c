//! What a quotation is, apart from its speaker: a title, a nickname, words at a distance, or speech.

use super::frame::{Frame, REACH};
use super::words::{self, has};
use crate::engine::text::{self};

/// What the words of a quotation and those beside it say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A work's name, or a nickname.
    Title,
    /// Capitalised like a title; speech if somebody says it.
    TitleLike,
    /// "so-called" stands before it.
    SoCalled,
    /// What a word means: "(“the old port”)".
    Gloss,
    /// A few words without a sentence's shape.
    Fragment,
    /// Some more of them, with no verb that could make a sentence and a small letter in front.
    Phrase,
    /// A sentence, or much of one.
    Speech,
}

/// Looks at the quotation that is item `at`, whose words are `inner`.
pub fn look(frame: &Frame, at: usize, inner: &str) -> Look {
    let tokens = text::tokens(inner);
    let words: Vec<&str> = tokens.iter().filter(|token| token.is_word()).map(|token| token.text(inner)).collect();
    let whole = at == 0 && frame.ends_sentence(at) || at > 0 && matches!(frame.stop(at - 1), '.' | '!' | '?');
    let title_like = is_title_like(inner, &words) && !(whole && inner.ends_with('.'));
    let before = |n: usize| at.checked_sub(n).map_or("", |i| frame.word(i));
    if has(&["called", "dubbed"], before(1)) && before(2) == "so"
        || before(1) == "called" && before(2) == "-" && before(3).eq_ignore_ascii_case("so")
    {
        return Look::SoCalled;
    }
    // "on the theme: “…”", "under the slogan “…”"
    let pause = |n: usize| has(&["", ",", ":", "is", "of", "reading", "was"], before(n));
    if has(words::NAMING, before(1)) || pause(1) && at > 1 && has(words::NAMING, before(2)) {
        return Look::Title;
    }
    if words.len() <= 8 && is_gloss(frame, at) {
        return Look::Gloss;
    }
    let capital = |i: Option<usize>| i.and_then(|i| frame.items.get(i)).is_some_and(|item| item.upper && item.word);
    // Pat “Red” Lowe
    let nickname = words.len() <= 3
        && at > 0
        && capital(at.checked_sub(1))
        && capital(Some(at + 1))
        && words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        && frame.items.get(at + 1).is_some_and(|next| !has(words::DETERMINERS, next.span.of(frame.text)))
        && !matches!(inner.chars().next_back(), Some('.' | ',' | '!' | '?'));
    if nickname {
        return Look::Title;
    }
    if title_like && !(frame.headline && words.len() > 2) {
        let beside = (1..=4).any(|n| {
            let word = before(n);
            has(words::WORKS, word)
                && (1..n).all(|m| {
                    has(&["", ",", "called", "entitled", "named", "s", "the", "titled", "’s"], before(m)) || m == 1
                })
        });
        let named = has(&["called", "dubbed", "entitled", "named", "titled"], before(1));
        let inside = words.len() >= 2 && has(&["at", "from", "in", "on"], before(1));
        let behind = has(words::WORKS, frame.word(at + 1));
        let start = frame.sentence_start(at).max(at.saturating_sub(REACH));
        // "dubbed the storm “The Long Night”"
        let christened = (start..at).rev().take_while(|&i| !frame.is_quote(i) && !matches!(frame.stop(i), ',' | ';'));
        let christened = christened.into_iter().any(|i| frame.is(i, words::CHRISTENING));
        if beside || named || inside || behind || christened {
            return Look::Title;
        }
        if words.len() > 1 {
            return Look::TitleLike;
        }
    }
    let ends = inner.trim_end().chars().next_back();
    let begins = words.first().is_some_and(|word| word.starts_with(char::is_uppercase));
    let placed = at == 0 || matches!(frame.stop(at - 1), '.' | ',' | ':' | '!' | '?');
    let sentence = matches!(ends, Some('!' | '?')) || begins && placed && ends == Some('.');
    if words.len() <= 3 && !sentence {
        return Look::Fragment;
    }
    let stopped = matches!(ends, Some('.' | '!' | '?'));
    if words.len() <= 6 && !begins && !stopped && !words.iter().any(|word| is_clausal(word)) {
        return Look::Phrase;
    }
    Look::Speech
}

/// Whether what stands before says that the quotation only tells a meaning: "a word for “…”", "X (“…”)".
fn is_gloss(frame: &Frame, at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).map_or("", |i| frame.word(i));
    let bracketed = before(1) == "(" && frame.word(at + 1) == ")" && at > 1 && frame.is_word(at - 2);
    let led = has(&["as", "for", "is", "of", "to", ":", ","], before(1));
    bracketed
        || has(&["denotes", "meaning", "means", "signifies", "signify"], before(1))
        || led
            && (has(words::GLOSS, before(2)) || has(words::GLOSS, before(3)) && !frame.is_quote(at - 2))
            && !has(&["words", "expression"], before(2))
}

/// Whether a word makes a clause: a pronoun that is a subject, or a form of "be", "have", "do" and the like.
fn is_clausal(word: &str) -> bool {
    has(words::PRONOUNS, word)
        || has(words::AUXILIARIES, word) && !has(&["not", "never", "once", "only", "first"], word)
}

/// Whether all words that count begin with capitals, as in a title.
fn is_title_like(inner: &str, words: &[&str]) -> bool {
    let capital = |word: &&&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    // Most speech is longer, or goes on in small letters.
    if words.len() > 14 || !words.first().is_some_and(|word| capital(&word)) {
        return false;
    }
    let counts = |word: &&&str| !has(words::SMALL, word) && !word.starts_with(['\'', '’']);
    if !words.iter().all(|word| capital(&word) || word == &"t" || !counts(&word)) {
        return false;
    }
    let counted = words.iter().filter(counts).count();
    if counted < 2 && !(words.len() == 1 && counted == 1) {
        return false;
    }
    let end = inner.trim_end_matches([',', '.', ' ']);
    // "vs. the World" has a point of its own
    let abbreviated = |i: usize| end[..i].rsplit(' ').next().is_some_and(text::is_abbreviation);
    !end.char_indices().any(|(i, c)| c == '.' && end[i..].starts_with(". ") && !abbreviated(i))
}
