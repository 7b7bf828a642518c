//! Words and sentences: every rule reads the same tokens, made once per document.

use super::document::Document;
use super::span::Span;
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

/// A text that tokens of a document have: what depends on it alone is found out once, however often it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexeme<'d> {
    /// The text, in its case.
    pub text: &'d str,
    /// What tokens of this text are made of: always the same.
    pub class: TokenClass,
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

/// Slots that are looked at for a text. Whoever makes texts that all want the same one gets a number for each token of theirs, and no more time.
const FAR: usize = 256;

/// Numbers the tokens by their texts.
fn lexemes<'d>(document: &'d Document, blocks: &mut [BlockReading]) -> Vec<Lexeme<'d>> {
    let tokens: usize = blocks.iter().map(|block| block.tokens.len()).sum();
    let mut lexemes = vec![Lexeme { text: "", class: TokenClass::Punctuation }];
    let mut hashes = vec![0];
    // Numbers in a table of open addressing with room for all tokens; 0 where it is free.
    let mut slots = vec![0_u32; (tokens + tokens / 2).next_power_of_two()];
    for (number, block) in blocks.iter_mut().enumerate() {
        let text = document.block_text(number);
        for token in &mut block.tokens {
            let hash = hash(text.as_bytes(), token.span);
            let (first, last) = ((hash >> 20) as usize, slots.len() - 1);
            let mut near = (0..FAR).map(|step| (first + step) & last);
            let place = near.find(|&slot| slots[slot] == 0 || hashes[slots[slot] as usize] == hash);
            token.lexeme = match place.map(|slot| slots[slot]) {
                Some(known @ 1..) => known,
                _ => {
                    let new = lexemes.len() as u32;
                    lexemes.push(Lexeme { text: token.span.of(text), class: token.class });
                    hashes.push(hash);
                    place.into_iter().for_each(|slot| slots[slot] = new);
                    new
                }
            };
        }
    }
    lexemes
}

/// A hash of some bytes of a text, eight at a time; no two texts of eight bytes or less have the same.
fn hash(bytes: &[u8], span: Span) -> u64 {
    let mut hash = 0;
    let mut at = span.start;
    while at < span.end {
        let rest = span.end - at;
        let eight = match bytes.get(at..).and_then(<[u8]>::first_chunk) {
            Some(eight) if rest < 8 => u64::from_le_bytes(*eight) & ((1 << (8 * rest)) - 1),
            Some(eight) => u64::from_le_bytes(*eight),
            None => bytes.iter().take(span.end).skip(at).rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte)),
        };
        hash = (hash ^ eight ^ hash >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        at += 8;
    }
    hash ^ hash >> 32
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
    fn abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn lexemes_are_the_different_texts() {
        let text = "It is what it is, said Mr. Constantinopolitan.\n\nSaid Constantinopolitans: it is.";
        let document = Document::of_text(text);
        let reading = Reading::new(&document);
        let mut seen = std::collections::HashSet::new();
        for (number, block) in reading.blocks.iter().enumerate() {
            for token in &block.tokens {
                let lexeme = reading.lexemes[token.lexeme as usize];
                assert_eq!((lexeme.text, lexeme.class), (token.text(reading.text(number)), token.class));
                seen.insert(token.lexeme);
            }
        }
        let texts: std::collections::HashSet<&str> = reading.lexemes.iter().map(|lexeme| lexeme.text).collect();
        assert_eq!((texts.len(), seen.len()), (reading.lexemes.len(), reading.lexemes.len() - 1));
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
