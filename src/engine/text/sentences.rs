//! Where sentences end.

use super::{Token, TokenClass};
use std::ops::Range;

/// Words that end with a point inside a sentence. Lower case.
const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "apr", "asst", "aug", "ave", "brig", "bros", "capt", "cmdr", "co", "col", "corp", "cpl", "ct", "dec",
    "dept", "det", "dist", "dr", "ed", "est", "feb", "fig", "fr", "ft", "gen", "gov", "hon", "inc", "insp", "jan",
    "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "messrs", "mr", "mrs", "ms", "msgr", "mt", "no", "nos", "nov",
    "oct", "pfc", "ph", "pres", "prof", "pvt", "rep", "reps", "rev", "rt", "sen", "sens", "sep", "sept", "sgt", "sr",
    "st", "supt", "univ", "viz", "vs",
];

/// Whether a word is one that ends with a point inside a sentence ("Gen", "Mr").
pub fn is_abbreviation(word: &str) -> bool {
    let mut small = [0; 5];
    let Some(small) = small.get_mut(..word.len()) else { return false };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    ABBREVIATIONS.binary_search_by(|known| known.as_bytes().cmp(small)).is_ok()
}

/// Cuts tokens into sentences. A sentence ends at `.`, `!`, `?` or `…` with the closing marks behind it where the next word does not
/// begin in lower case, and at a line break that an empty line or a list of lines makes.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < tokens.len() {
        let mut next = i + 1;
        if may_end(text, tokens[i]) && ends_sentence(text, tokens, i) {
            while next < tokens.len() && !tokens[next].spaced && is_closing(tokens[next].text(text)) {
                next += 1;
            }
            // 'the end." next': a closing mark that stands apart opens the next sentence instead
            let goes_on = tokens.get(next).is_some_and(|t| {
                !t.spaced || t.text(text).starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')'))
            });
            if !goes_on {
                out.push(start..next);
                start = next;
            }
        }
        i = next;
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}

/// Closing quotation marks and brackets.
fn is_closing(token: &str) -> bool {
    matches!(token, "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "." | "!" | "?" | "…")
}

/// Whether a token ends with a byte of what may end a sentence; of words few do.
fn may_end(text: &str, token: Token) -> bool {
    let last = token.span.end.checked_sub(1).and_then(|last| text.as_bytes().get(last));
    last.is_some_and(|last| matches!(last, b'.' | b'!' | b'?' | 0xa6))
}

/// Whether a sentence may end at this token.
fn ends_sentence(text: &str, tokens: &[Token], i: usize) -> bool {
    let token = tokens[i];
    match token.text(text) {
        "!" | "?" | "…" => true,
        "." => {
            let before = i.checked_sub(1).map(|b| tokens[b]);
            !before.is_some_and(|b| b.class == TokenClass::Word && !token.spaced && is_abbreviation(b.text(text)))
        }
        // "the U.S. The": a dotted word ends a sentence before a common word that begins one
        word if token.class == TokenClass::Word && word.ends_with('.') && word.chars().count() > 2 => {
            tokens.get(i + 1).is_some_and(|next| is_sentence_opener(next.text(text)))
        }
        _ => false,
    }
}

/// Capitalised words that open sentences and are hardly ever part of a name.
fn is_sentence_opener(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "In"
            | "On"
            | "But"
            | "And"
            | "This"
            | "That"
            | "These"
            | "There"
            | "His"
            | "Her"
            | "Their"
            | "At"
            | "For"
            | "After"
            | "As"
            | "If"
            | "When"
            | "While"
            | "“"
            | "\""
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }
}
