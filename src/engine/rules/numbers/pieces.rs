//! The tokens of a block as this rule reads them: a word that hides a sum or a day ("USD34.6", "Dec31") is cut in two.

use super::tables::{Word, place};
use super::{currencies, date_words};
use crate::engine::index::Key;
use crate::engine::span::Span;
use crate::engine::text::{Token, TokenClass};

/// One token, or one half of a token that was cut.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'t> {
    /// Its text.
    pub text: &'t str,
    /// Bytes of the block.
    pub span: Span,
    /// Word, digits or another character.
    pub class: TokenClass,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Its place in sieves.
    pub place: u32,
}

/// What stands before the first piece and behind the last.
const NO_WORD: Word = Word { text: "", place: place(Key::of("")) };

/// All pieces of a block. Every question about a piece that does not exist is answered with "no" or the empty text.
pub struct Pieces<'t> {
    /// The block's text.
    pub text: &'t str,
    items: Vec<Piece<'t>>,
}

impl<'t> Pieces<'t> {
    /// Cuts the tokens of a block, in one pass.
    pub fn new(text: &'t str, tokens: &[Token]) -> Self {
        let mut items: Vec<Piece<'t>> = Vec::with_capacity(tokens.len() + 8);
        let part = |span: Span, class, spaced| {
            let word = span.of(text);
            Piece { text: word, span, class, spaced, place: place(Key::of(word)) }
        };
        let mut next = 0;
        while let Some(&token) = tokens.get(next) {
            next += 1;
            let word = token.text(text);
            let key = Key::of(word);
            // "the 1990s.", "$5m.": the point ends the sentence
            if word.len() == 2
                && word.ends_with('.')
                && !token.spaced
                && items.last().is_some_and(|last| last.class == TokenClass::Number || matches!(last.text, "°" | "º"))
            {
                let middle = token.span.start + 1;
                items.push(part(Span::new(token.span.start, middle), TokenClass::Word, false));
                items.push(part(Span::new(middle, token.span.end), TokenClass::Punctuation, false));
                continue;
            }
            let mixed = token.class == TokenClass::Word && (key.has_digit() || word.len() > 16);
            let letters = if mixed { word.bytes().take_while(|b| !b.is_ascii_digit()).count() } else { word.len() };
            let cut = letters < word.len()
                && (currencies::is_prefix(&word[..letters], text.get(token.span.start + letters..).unwrap_or(""))
                    || date_words::is_month_name(&word[..letters]));
            if !cut {
                let place = place(key);
                items.push(Piece { text: word, span: token.span, class: token.class, spaced: token.spaced, place });
                continue;
            }
            let digits = word[letters..].bytes().take_while(u8::is_ascii_digit).count();
            let middle = token.span.start + letters;
            let mut end = middle + digits;
            items.push(part(Span::new(token.span.start, middle), TokenClass::Word, token.spaced));
            if end < token.span.end {
                items.push(part(Span::new(middle, end), TokenClass::Number, false));
                items.push(part(Span::new(end, token.span.end), TokenClass::Word, false));
                continue;
            }
            // The word ended at a point or comma that stands inside the number.
            while let Some(mark) = tokens.get(next).filter(|t| !t.spaced && matches!(t.text(text), "." | ",")) {
                let after = text.get(mark.span.end..).unwrap_or("");
                if !after.starts_with(|c: char| c.is_ascii_digit()) {
                    break;
                }
                end = tokens.get(next + 1).map_or(mark.span.end, |digits| digits.span.end);
                next += 2;
            }
            items.push(part(Span::new(middle, end), TokenClass::Number, false));
        }
        Self { text, items }
    }

    /// Piece number `i`.
    pub fn get(&self, i: usize) -> Option<Piece<'t>> {
        self.items.get(i).copied()
    }

    /// The text of piece number `i`.
    pub fn at(&self, i: usize) -> &'t str {
        self.items.get(i).map_or("", |piece| piece.text)
    }

    /// Piece number `i` as tables are asked for it.
    pub fn word(&self, i: usize) -> Word<'t> {
        self.items.get(i).map_or(NO_WORD, |piece| Word { text: piece.text, place: piece.place })
    }

    /// The piece `back` places before `i`, the same way.
    pub fn word_before(&self, i: usize, back: usize) -> Word<'t> {
        i.checked_sub(back).map_or(NO_WORD, |i| self.word(i))
    }

    /// The text of the piece `back` places before `i`.
    pub fn before(&self, i: usize, back: usize) -> &'t str {
        i.checked_sub(back).map_or("", |i| self.at(i))
    }

    /// Whether piece `i` is this word, in whatever case.
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.at(i).eq_ignore_ascii_case(word)
    }

    /// Whether piece `i` is one of these words, in whatever case.
    pub fn any(&self, i: usize, words: &[&str]) -> bool {
        let text = self.at(i);
        !text.is_empty() && words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// Whether piece `i` begins with digits.
    pub fn is_number(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|piece| piece.class == TokenClass::Number)
    }

    /// Whether piece `i` is a word.
    pub fn is_word(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|piece| piece.class == TokenClass::Word)
    }

    /// Whether piece `i` exists and no white space stands before it.
    pub fn joined(&self, i: usize) -> bool {
        i > 0 && self.items.get(i).is_some_and(|piece| !piece.spaced)
    }

    /// Whether piece `i` is a hyphen or dash that joins the pieces on both sides.
    pub fn hyphen(&self, i: usize) -> bool {
        self.joined(i) && self.joined(i + 1) && matches!(self.at(i), "-" | "‐" | "‑" | "–")
    }

    /// `i`, or the piece behind a hyphen at `i`.
    pub fn past_hyphen(&self, i: usize) -> usize {
        if self.hyphen(i) { i + 1 } else { i }
    }

    /// Whether piece `i` begins with a capital letter.
    pub fn capital(&self, i: usize) -> bool {
        self.at(i).starts_with(char::is_uppercase)
    }

    /// Whether piece `i` begins a sentence, or the block: it has nothing, an end mark or an opening mark before it.
    pub fn opens(&self, i: usize) -> bool {
        i == 0 || matches!(self.before(i, 1), "." | "!" | "?" | "…" | ":" | "“" | "\"" | "‘" | "•" | "*")
    }

    /// First byte of piece `i`.
    pub fn start(&self, i: usize) -> usize {
        self.items.get(i).map_or(self.text.len(), |piece| piece.span.start)
    }

    /// The byte after the last of piece `i - 1`: where a run of pieces ends that stops before `i`.
    pub fn end_before(&self, i: usize) -> usize {
        i.checked_sub(1).and_then(|i| self.items.get(i)).map_or(0, |piece| piece.span.end)
    }

    /// The text from piece `from` up to before piece `to`.
    pub fn slice(&self, from: usize, to: usize) -> &'t str {
        if from < to { Span::new(self.start(from), self.end_before(to)).of(self.text) } else { "" }
    }

    /// The white space between pieces `i - 1` and `i`.
    pub fn gap(&self, i: usize) -> &'t str {
        Span::new(self.end_before(i), self.start(i)).of(self.text)
    }

    /// Where the phrase ends that begins at `i` ("per cent", "more than"), matched without case: its words one after the other.
    pub fn phrase(&self, i: usize, phrase: &str) -> Option<usize> {
        let mut at = i;
        let mut rest = phrase.as_bytes();
        loop {
            let word = self.items.get(at)?.text.as_bytes();
            let (head, tail) = rest.split_at_checked(word.len())?;
            if !head.eq_ignore_ascii_case(word) {
                return None;
            }
            at += 1;
            match tail {
                [] => return Some(at),
                [b' ', more @ ..] => rest = more,
                _ => return None,
            }
        }
    }

    /// Where the phrase begins that ends before `i`.
    pub fn phrase_before(&self, i: usize, phrase: &str) -> Option<usize> {
        let mut at = i;
        let mut rest = phrase.as_bytes();
        loop {
            at = at.checked_sub(1)?;
            let word = self.items.get(at)?.text.as_bytes();
            let (head, tail) = rest.split_at_checked(rest.len().checked_sub(word.len())?)?;
            if !tail.eq_ignore_ascii_case(word) {
                return None;
            }
            match head {
                [] => return Some(at),
                [more @ .., b' '] => rest = more,
                _ => return None,
            }
        }
    }
}
