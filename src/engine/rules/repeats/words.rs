//! Blocks as words: what stays of a text when case, punctuation, spaces and a dateline make no difference.

use crate::engine::document::Document;
use crate::engine::text::{dateline, is_apostrophe};
use std::ops::Range;

/// Set in the hash of a word that holds a digit.
const NUMBER: u64 = 1 << 63;

/// The longest label behind a text that breaks off, in characters.
const LABEL: usize = 16;

/// Whether a word holds a digit.
pub const fn is_number(word: u64) -> bool {
    word & NUMBER != 0
}

/// The words of all blocks, as hashes.
pub struct Words {
    words: Vec<u64>,
    /// For each word, whether it is written as a name: with a capital, and not because a sentence begins.
    names: Vec<bool>,
    /// For each block, where its words end.
    ends: Vec<usize>,
    /// For each block, whether it breaks off ("… read more").
    breaks_off: Vec<bool>,
}

impl Words {
    /// Reads all blocks.
    pub fn new(document: &Document) -> Self {
        let mut words = Vec::with_capacity(document.text.len() / 5);
        let mut names = Vec::with_capacity(document.text.len() / 5);
        let mut ends = Vec::with_capacity(document.blocks.len());
        let mut breaks_off = Vec::with_capacity(document.blocks.len());
        for block in 0..document.blocks.len() {
            let text = document.block_text(block);
            let text = text.get(counter(text)..).unwrap_or(text);
            let start = names.len();
            add(text.get(dateline(text)..).unwrap_or(text), &mut words, &mut names);
            // Where capitals are the rule, as in headlines, they tell nothing.
            if names[start..].iter().filter(|name| **name).count() * 2 > names.len() - start {
                names[start..].fill(false);
            }
            ends.push(words.len());
            let tail = text.char_indices().rev().nth(LABEL).map_or(0, |(byte, _)| byte);
            let dots = |bytes: &[u8]| bytes == "…".as_bytes() || bytes == b"...";
            breaks_off.push(text.get(tail..).is_some_and(|tail| tail.as_bytes().windows(3).any(dots)));
        }
        Self { words, names, ends, breaks_off }
    }

    /// Number of blocks.
    pub fn blocks(&self) -> usize {
        self.ends.len()
    }

    /// The words of a block.
    pub fn of(&self, block: usize) -> &[u64] {
        self.words.get(self.range(block)).unwrap_or_default()
    }

    /// For each word of a block, whether it is written as a name.
    pub fn names(&self, block: usize) -> &[bool] {
        self.names.get(self.range(block)).unwrap_or_default()
    }

    /// Where the words of a block stand in [`Words::all`].
    pub fn range(&self, block: usize) -> Range<usize> {
        let start = block.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end);
        start..self.ends.get(block).map_or(start, |end| *end)
    }

    /// Whether a block breaks off, so that its last word may be half of one.
    pub fn breaks_off(&self, block: usize) -> bool {
        self.breaks_off.get(block) == Some(&true)
    }

    /// The words of all blocks in a row.
    pub fn all(&self) -> &[u64] {
        &self.words
    }

    /// The block that a word belongs to.
    pub fn block_of(&self, word: usize) -> usize {
        self.ends.partition_point(|&end| end <= word)
    }

    /// A hash of all words of a block.
    pub fn key(&self, block: usize) -> u64 {
        hash(self.of(block))
    }
}

/// A hash of words in their order.
pub fn hash(words: &[u64]) -> u64 {
    words.iter().fold(SEED, |hash, word| (hash.rotate_left(5) ^ word).wrapping_mul(PRIME))
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of one word, lower case.
pub fn word(text: &str) -> u64 {
    let mut words = Vec::new();
    add(text, &mut words, &mut Vec::new());
    words.first().copied().unwrap_or(SEED)
}

/// A word's hash with one more character, in small letters.
const fn take(hash: u64, c: u32) -> u64 {
    (hash.rotate_left(5) ^ c as u64).wrapping_mul(PRIME)
}

/// The hash of a word of small letters of ASCII.
const fn of_ascii(word: &[u8]) -> u64 {
    let (mut hash, mut n) = (SEED, 0);
    while n < word.len() {
        hash = take(hash, word[n] as u32);
        n += 1;
    }
    hash & !NUMBER
}

/// How many bytes at the start of a caption count pictures ("3 of 12", "3/12").
fn counter(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    if !(1..=3).contains(&first) {
        return 0;
    }
    let behind = text.get(first..).unwrap_or("").trim_start();
    let Some(rest) = behind.strip_prefix("of").or(behind.strip_prefix('/')).map(str::trim_start) else { return 0 };
    let second = digits(rest);
    // "3/12/2019" and "3/12ths" count nothing.
    let goes_on =
        rest.get(second..).is_some_and(|rest| rest.starts_with(|c: char| c == '/' || c == '.' || c.is_lowercase()));
    if (1..=3).contains(&second) && !goes_on { text.len() - rest.len() + second } else { 0 }
}

/// Adds the words of a text, and which of them are written as names.
fn add(text: &str, words: &mut Vec<u64>, names: &mut Vec<bool>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let (mut hash, mut open, mut number) = (SEED, false, false);
    let mut sign: Option<char> = None;
    let mut sentence = true;
    let word = |hash, number| if number { hash | NUMBER } else { hash & !NUMBER };
    while let Some(&byte) = bytes.get(at) {
        let wide = if byte < 128 { None } else { text.get(at..).and_then(|rest| rest.chars().next()) };
        let c = wide.unwrap_or(char::from(byte));
        if c.is_alphanumeric() {
            if !open {
                (hash, open, number) = (SEED, true, false);
                names.push(c.is_uppercase() && !sentence);
                sentence = false;
                // "-3" is not "3"
                if let Some(sign) = sign.filter(|_| c.is_numeric()) {
                    hash = (hash ^ u64::from(u32::from(sign))).wrapping_mul(PRIME);
                }
            }
            sign = None;
            if let Some(c) = wide {
                number |= c.is_numeric();
                hash = c.to_lowercase().fold(hash, |hash, c| take(hash, u32::from(c)));
                at += c.len_utf8();
            }
            while let Some(&byte) = bytes.get(at).filter(|byte| byte.is_ascii_alphanumeric()) {
                number |= byte.is_ascii_digit();
                // Makes letters small and leaves digits.
                hash = take(hash, u32::from(byte | 0x20));
                at += 1;
            }
            continue;
        }
        at += c.len_utf8();
        if open && !is_apostrophe(c) && c != '\u{ad}' {
            words.push(word(hash, number));
            open = false;
        }
        sentence |= matches!(c, '.' | '!' | '?' | ':' | '“' | '"' | '‘' | '\n' | '•' | '|');
        sign = match c {
            '-' | '−' => Some('-'),
            '+' => Some('+'),
            _ => None,
        };
    }
    if open {
        words.push(word(hash, number));
    }
}

/// The hashes of the words of contracts.
static CONTRACTS: [u64; 15] = {
    const WORDS: [&str; 15] = [
        "agreement",
        "clause",
        "contract",
        "hereby",
        "herein",
        "hereof",
        "hereto",
        "hereunder",
        "licensee",
        "licensor",
        "parties",
        "party",
        "pursuant",
        "shall",
        "thereof",
    ];
    let (mut hashes, mut n) = ([0; 15], 0);
    while n < WORDS.len() {
        hashes[n] = of_ascii(WORDS[n].as_bytes());
        n += 1;
    }
    hashes
};

/// Whether a word is one of contracts.
pub fn is_of_contracts(word: u64) -> bool {
    CONTRACTS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let words = |text: &str| Words::new(&Document::of_text(text)).of(0).to_vec();
        words(a) == words(b)
    }

    #[test]
    fn words_of_contracts() {
        let count = |text: &str| {
            Words::new(&Document::of_text(text)).of(0).iter().filter(|&&word| is_of_contracts(word)).count()
        };
        assert_eq!(count("The Parties SHALL read this clause; a party that shared it shall not."), 5);
        assert_eq!(count("The claws of the lynx; the partying shah, 15 claus."), 0);
    }

    #[test]
    fn what_makes_no_difference() {
        let cases = [
            ("“It’s – over…”", "\"It's - over ...\"", true),
            ("Café au lait", "CAFÉ  AU\tLAIT", true),
            ("OSLO, Norway (NTB) — Snow fell", "Snow fell", true),
            ("PARIS -- Rain fell", "Rain fell", true),
            ("NATO said that it fell. – Again", "Again", false),
            ("down -3.5", "down 3.5", false),
            ("up 1.5", "up 15", false),
            ("3 of 12 Snow fell", "4/12 Snow fell", true),
            ("3/12/2019 Snow fell", "Snow fell", false),
        ];
        for (a, b, expected) in cases {
            assert_eq!(same(a, b), expected, "{a} / {b}");
        }
    }
}
