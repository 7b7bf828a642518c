//! Words and sentences: every rule reads the same tokens, made once per document.

mod lexemes;
mod sentences;

pub use lexemes::Lexeme;
pub use sentences::{is_abbreviation, sentences};

use super::document::Document;
use super::span::Span;
use lexemes::lexemes;
use std::ops::Range;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenClass {
    /// Begins with a letter: letters, digits, combining marks; "U.S." and "e.g." with their points; "'s" and "n't" apart.
    Word,
    /// Digits with the points and commas between them ("1,234.5"); a suffix ("bn", "th") is the next token.
    Number,
    /// One other character that is no white space.
    Punctuation,
}

/// One token of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the block's text.
    pub span: Span,
    /// What it is made of.
    pub class: TokenClass,
    /// Whether white space (or the block's start) stands before it.
    pub spaced: bool,
    /// The number of its text in [`Reading::lexemes`]; 0 where no document has been read.
    pub lexeme: u32,
}

impl Token {
    /// Its text.
    pub fn text(self, block: &str) -> &str {
        self.span.of(block)
    }

    /// Whether it is a word or a number.
    pub fn is_word(self) -> bool {
        self.class != TokenClass::Punctuation
    }
}

/// The tokens and sentences of one block.
#[derive(Clone, Debug, Default)]
pub struct BlockReading {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// Sentences as ranges of token numbers; together they cover all tokens.
    pub sentences: Vec<Range<usize>>,
}

/// A document with its tokens.
pub struct Reading<'d> {
    /// What is read.
    pub document: &'d Document,
    /// One for each block.
    pub blocks: Vec<BlockReading>,
    /// The different texts of the tokens, by the numbers that tokens have. The first is empty and stands for no token.
    pub lexemes: Vec<Lexeme<'d>>,
}

impl<'d> Reading<'d> {
    /// Reads a document once for all rules.
    pub fn new(document: &'d Document) -> Self {
        let reading = |block: &super::document::Block| {
            let text = block.span.of(&document.text);
            if block.silent.is_empty() { read(text) } else { read_but(text, &block.silent) }
        };
        let mut blocks: Vec<BlockReading> = document.blocks.iter().map(reading).collect();
        let lexemes = lexemes(document, &mut blocks);
        Self { document, blocks, lexemes }
    }

    /// The text of a block.
    pub fn text(&self, block: usize) -> &'d str {
        self.document.block_text(block)
    }
}

/// Reads one text but for some parts, which ascend: no rule sees a token of theirs.
fn read_but(text: &str, parts: &[Span]) -> BlockReading {
    let mut tokens = tokens(text);
    let mut next = 0;
    tokens.retain(|token| {
        while parts.get(next).is_some_and(|part| part.end <= token.span.start) {
            next += 1;
        }
        !parts.get(next).is_some_and(|part| part.overlaps(token.span))
    });
    let sentences = sentences(text, &tokens);
    BlockReading { tokens, sentences }
}

/// Reads one text.
pub fn read(text: &str) -> BlockReading {
    let tokens = tokens(text);
    let sentences = sentences(text, &tokens);
    BlockReading { tokens, sentences }
}

/// The apostrophes of contractions and possessives.
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Whether `c` continues a word: letters, digits, combining marks (which are no letters of Unicode's).
fn continues(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{ad}' | '\u{64b}'..='\u{65f}')
}

/// What a byte is; of a character of several bytes that must be looked at.
#[derive(Clone, Copy, PartialEq)]
enum Byte {
    Letter,
    Digit,
    Space,
    Sign,
    Wide,
}

/// What each byte is: every one of a text is asked.
static BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Wide; 256];
    let mut byte = 0;
    while byte < 128 {
        bytes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
            b'0'..=b'9' => Byte::Digit,
            b' ' | 9..=13 => Byte::Space,
            _ => Byte::Sign,
        };
        byte += 1;
    }
    bytes
};

/// What a character begins, or that it is white space.
enum Begin {
    Space,
    Token(TokenClass),
}

/// The character at `at`, its bytes, and what it begins.
fn begin(text: &str, at: usize) -> Option<(char, Begin)> {
    let byte = *text.as_bytes().get(at)?;
    Some(match BYTES[usize::from(byte)] {
        Byte::Letter => (char::from(byte), Begin::Token(TokenClass::Word)),
        Byte::Space => (' ', Begin::Space),
        Byte::Digit => (char::from(byte), Begin::Token(TokenClass::Number)),
        Byte::Sign => (char::from(byte), Begin::Token(TokenClass::Punctuation)),
        Byte::Wide => {
            let c = text[at..].chars().next()?;
            let begin = match c {
                _ if c.is_whitespace() => Begin::Space,
                _ if c.is_numeric() => Begin::Token(TokenClass::Number),
                _ if c.is_alphabetic() => Begin::Token(TokenClass::Word),
                _ => Begin::Token(TokenClass::Punctuation),
            };
            (c, begin)
        }
    })
}

/// Cuts a text into tokens, in one pass.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    let mut spaced = true;
    while let Some((c, begin)) = begin(text, at) {
        let (end, class) = match begin {
            Begin::Space => {
                at += c.len_utf8();
                spaced = true;
                continue;
            }
            Begin::Token(TokenClass::Number) => (number_end(text, at), TokenClass::Number),
            Begin::Token(TokenClass::Word) => (word_end(text, at), TokenClass::Word),
            Begin::Token(TokenClass::Punctuation) if !spaced && is_apostrophe(c) => clitic(text, at, out.last()),
            Begin::Token(TokenClass::Punctuation) => (at + c.len_utf8(), TokenClass::Punctuation),
        };
        out.push(Token { span: Span::new(at, end), class, spaced, lexeme: 0 });
        at = end;
        spaced = false;
    }
    out
}

/// The end of the digits that begin at `at`: a point or comma belongs to them between two digits.
fn number_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    for c in text[at..].chars() {
        let between = matches!(c, '.' | ',') && end > at && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !(c.is_numeric() || between && bytes[end - 1].is_ascii_digit()) {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// The end of the letters, digits and marks from `from` on.
fn plain_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        match BYTES[usize::from(byte)] {
            Byte::Letter | Byte::Digit => at += 1,
            Byte::Wide => match text[at..].chars().next().filter(|&c| continues(c)) {
                Some(c) => at += c.len_utf8(),
                None => break,
            },
            _ => break,
        }
    }
    at
}

/// The end of the word that begins at `at`. Points belong to it after single letters ("U.S.", "e.g.").
fn word_end(text: &str, at: usize) -> usize {
    let mut end = plain_end(text, at);
    // Of a letter that begins at the first of these places and ends at the second
    let single = |from: usize, to: usize| to <= from + 4 && text[from..to].chars().count() == 1;
    if text.as_bytes().get(end) != Some(&b'.') || !single(at, end) {
        return end;
    }
    let mut letter = end + 1;
    loop {
        if !text[letter..].starts_with(char::is_alphabetic) {
            break;
        }
        let next = plain_end(text, letter);
        if !single(letter, next) {
            break;
        }
        if !text[next..].starts_with('.') {
            // "U.S" without its last point, but not "J.R" of "J.Rowe"
            return next;
        }
        letter = next + 1;
    }
    // "34 km/h.", "the 1980s.": a small letter alone is no initial
    if letter == end + 1 && text[at..].starts_with(char::is_lowercase) {
        return end;
    }
    // One letter and its point: an initial ("George W. Bush"), unless it is a word of its own ("plan B.")
    end = letter;
    end
}

/// "'s", "'re", "n't" after a word; else the apostrophe alone.
fn clitic(text: &str, at: usize, before: Option<&Token>) -> (usize, TokenClass) {
    let mark = text[at..].chars().next().map_or(1, char::len_utf8);
    let end = at + mark;
    if !before.is_some_and(|token| token.is_word()) {
        return (end, TokenClass::Punctuation);
    }
    let tail_end = plain_end(text, end);
    match &text[end..tail_end] {
        "s" | "S" | "t" | "re" | "ve" | "ll" | "d" | "m" | "T" | "RE" | "VE" | "LL" | "D" | "M" => {
            (tail_end, TokenClass::Word)
        }
        _ => (end, TokenClass::Punctuation),
    }
}

/// Where the text behind a dateline begins ("LONDON (Reuters) – "), or 0. A dateline begins with a word in capitals and ends with a dash.
pub fn dateline(text: &str) -> usize {
    let first: &str = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    if first.chars().count() < 3 || first.chars().any(char::is_lowercase) {
        return 0;
    }
    for (byte, c) in text.char_indices().take(70) {
        match c {
            '.' | '!' | '?' | '“' | '"' => return 0,
            '–' | '—' => return byte + c.len_utf8(),
            '-' if text[..byte].ends_with([' ', '-']) => return byte + 1,
            _ => {}
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let mut out = String::new();
        let reading = read(text);
        for (n, sentence) in reading.sentences.iter().enumerate() {
            if n > 0 {
                out.push('/');
            }
            let words: Vec<_> = reading.tokens[sentence.clone()].iter().map(|t| t.text(text)).collect();
            out.push_str(&words.join("|"));
        }
        out
    }

    #[test]
    fn datelines() {
        let behind = |text: &'static str| &text[dateline(text)..];
        assert_eq!(behind("OSLO (Reuters) - Two men left"), " Two men left");
        assert_eq!(behind("OSLO, Norway – Two men"), " Two men");
        assert_eq!(behind("He left - and came back"), "He left - and came back");
        assert_eq!(behind("NATO said no. It left - then"), "NATO said no. It left - then");
    }

    #[test]
    fn tokens_and_sentences() {
        let cases = [
            ("Syria's army didn't go.", "Syria|'s|army|didn|'t|go|."),
            ("the U.S. The end", "the|U.S./The|end"),
            ("the U.S. Army", "the|U.S.|Army"),
            ("the 1980s. The 5 km/h. At 3 p.m. he", "the|1980|s|./The|5|km|/|h|./At|3|p.m.|he"),
            ("said Brig. Gen. Jon W. Braga. He left", "said|Brig|.|Gen|.|Jon|W.|Braga|./He|left"),
            ("$1,234.5bn, 29th F-16 G20", "$|1,234.5|bn|,|29|th|F|-|16|G20"),
            ("“No.” She left.", "“|No|.|”|She|left|."),
            ("“Never!” she said. Then", "“|Never|!|”|she|said|./Then"),
            ("Deir ez-Zor 10-15", "Deir|ez|-|Zor|10|-|15"),
        ];
        for (text, expected) in cases {
            assert_eq!(cut(text), expected, "{text}");
        }
    }
}
