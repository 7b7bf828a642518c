//! Blocks as words: what stays of a text when case, punctuation, spaces and a dateline make no difference.

use crate::engine::document::Document;
use crate::engine::text::{dateline, is_apostrophe};

/// Set in the hash of a word that holds a digit.
const NUMBER: u64 = 1 << 63;

/// Whether a word holds a digit.
pub const fn is_number(word: u64) -> bool {
    word & NUMBER != 0
}

/// The words of all blocks, as hashes.
pub struct Words {
    words: Vec<u64>,
    /// For each block, where its words end.
    ends: Vec<usize>,
}

impl Words {
    /// Reads all blocks.
    pub fn new(document: &Document) -> Self {
        let mut words = Vec::with_capacity(document.text.len() / 6);
        let mut ends = Vec::with_capacity(document.blocks.len());
        for block in 0..document.blocks.len() {
            let text = document.block_text(block);
            add(text.get(dateline(text)..).unwrap_or(text), &mut words);
            ends.push(words.len());
        }
        Self { words, ends }
    }

    /// Number of blocks.
    pub fn blocks(&self) -> usize {
        self.ends.len()
    }

    /// The words of a block.
    pub fn of(&self, block: usize) -> &[u64] {
        let start = block.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end);
        let end = self.ends.get(block).map_or(start, |end| *end);
        self.words.get(start..end).unwrap_or_default()
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
    add(text, &mut words);
    words.first().copied().unwrap_or(SEED)
}

/// Adds the words of a text.
fn add(text: &str, words: &mut Vec<u64>) {
    let (mut hash, mut open, mut number) = (SEED, false, false);
    let mut sign: Option<u64> = None;
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() {
            if !open {
                (hash, open, number) = (SEED, true, false);
                // "-3" is not "3"
                if let Some(sign) = sign.filter(|_| c.is_numeric()) {
                    hash = (hash ^ sign).wrapping_mul(PRIME);
                }
            }
            number |= c.is_numeric();
            for lower in c.to_lowercase() {
                hash = (hash.rotate_left(5) ^ u64::from(u32::from(lower))).wrapping_mul(PRIME);
            }
        } else if open && !is_apostrophe(c) && c != '\u{ad}' {
            words.push(if number { hash | NUMBER } else { hash & !NUMBER });
            open = false;
        }
        sign = matches!(c, '-' | '−' | '+').then(|| u64::from(u32::from(if c == '−' { '-' } else { c })));
    }
}

/// Words of contracts. Lower case, sorted.
const LEGAL: &[&str] = &[
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

/// How many words of contracts a text has; three are enough to know, so no more are counted.
pub fn legal(text: &str) -> usize {
    let known = |word: &&str| {
        (5..=10).contains(&word.len()) && LEGAL.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
    };
    text.split(|c: char| !c.is_alphabetic()).filter(known).take(3).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let words = |text: &str| Words::new(&Document::of_text(text)).of(0).to_vec();
        words(a) == words(b)
    }

    #[test]
    fn legal_words_are_sorted() {
        assert!(LEGAL.is_sorted());
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
        ];
        for (a, b, expected) in cases {
            assert_eq!(same(a, b), expected, "{a} / {b}");
        }
    }
}
