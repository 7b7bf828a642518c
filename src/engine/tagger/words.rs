//! What the tagger knows of every token before it decides: hashes of its form, its shape, what the lists say, and what the
//! whole document shows of the same word elsewhere.

use super::clusters::{Clusters, Company, clusters};
use crate::engine::lexicon::{Entry, Lexicon, class, finish, lexicon, word_hash};
use crate::engine::text::{BlockReading, Reading, Token, TokenClass};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// One token as the tagger sees it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of the token in lower case; 0 for hyphens, points and apostrophes.
    pub lower: u64,
    /// Whether it begins with a capital, or has one inside ("iPhone").
    pub capital: bool,
    /// Whether it has two capitals at least and no small letter.
    pub caps: bool,
    /// Whether it is a word.
    pub word: bool,
    /// Whether it is a number in digits.
    pub number: bool,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Bits of [`class`] of the longest entry that covers it.
    pub classes: u16,
    /// Where it stands in that entry: 0 none, 1 the whole, 2 its begin, 3 its inside.
    pub part: u8,
    /// Bits of [`seen`]: what the document shows of this word.
    pub seen: u16,
    /// What the first look took the same word for in other places of the document; 0 for nothing.
    pub told: u8,
    /// Its first letter.
    pub initial: u32,
    /// Hash without a final "s"; the same as `lower` where it has none.
    pub singular: u64,
    /// Whether it ends like a verb's past ("-ed").
    pub verbal: bool,
    /// The company that it keeps elsewhere.
    pub company: Company,
    /// The number of its text among the different ones of the document, from 1.
    pub text: u32,
    /// Whether an entry of the lists begins with it.
    pub listed: bool,
}

/// What the document shows of a word, anywhere in it.
pub mod seen {
    /// Capitalised inside a sentence.
    pub const INSIDE: u16 = 1;
    /// In lower case.
    pub const LOWER: u16 = 2;
    /// After a title.
    pub const TITLED: u16 = 4;
    /// After a listed first name.
    pub const FIRST: u16 = 8;
    /// After "in", "at", "from", "near".
    pub const IN: u16 = 16;
    /// Before "said", "told", "added".
    pub const SAID: u16 = 32;
    /// After "the" inside a sentence.
    pub const THE: u16 = 64;
    /// Alone in brackets.
    pub const BRACKETS: u16 = 128;
    /// First of several capitalised words.
    pub const LEADS: u16 = 256;
    /// Last of several capitalised words.
    pub const ENDS: u16 = 512;
    /// Before "'s".
    pub const OWNS: u16 = 1024;
    /// After "a", "an": a thing or a member of a people.
    pub const ONE: u16 = 2048;
    /// How many bits there are.
    pub const BITS: u32 = 12;
}

/// Hashes are keys already.
#[derive(Default)]
pub struct Keyed(u64);

impl Hasher for Keyed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = finish(self.0.rotate_left(8) ^ u64::from(byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = finish(key);
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = finish(u64::from(key));
    }
}

/// A map keyed by hashes.
pub type HashTable<V> = HashMap<u64, V, BuildHasherDefault<Keyed>>;

/// The words of a document, block by block.
pub fn words(reading: &Reading) -> Vec<Vec<Word>> {
    let mut texts = Texts::new(reading.blocks.iter().map(|block| block.tokens.len()).sum());
    let mut blocks: Vec<Vec<Word>> =
        reading.blocks.iter().enumerate().map(|(i, block)| block_words(reading.text(i), block, &mut texts)).collect();
    let mut evidence = HashTable::default();
    for (words, block) in blocks.iter().zip(&reading.blocks) {
        for sentence in &block.sentences {
            if let Some(sentence) = words.get(sentence.clone()) {
                witness(sentence, &mut evidence);
            }
        }
    }
    for word in texts.words.iter().filter(|word| !word.capital && word.word) {
        if let Some(bits) = evidence.get_mut(&word.lower) {
            *bits |= seen::LOWER;
        }
    }
    for word in texts.words.iter_mut().filter(|word| word.capital) {
        word.seen = evidence.get(&word.lower).copied().unwrap_or(0);
    }
    for word in blocks.iter_mut().flatten().filter(|word| word.capital) {
        word.seen = texts.words.get((word.text as usize).wrapping_sub(1)).map_or(0, |same| same.seen);
    }
    blocks
}

fn block_words(text: &str, block: &BlockReading, texts: &mut Texts) -> Vec<Word> {
    let mut words: Vec<Word> = block.tokens.iter().map(|&token| texts.word(token, text)).collect();
    for sentence in &block.sentences {
        if let Some(sentence) = words.get_mut(sentence.clone()) {
            look_up(sentence);
        }
    }
    words
}

/// The different texts of a document's tokens: what a word shows by itself is read once.
struct Texts {
    /// Hash of a text and its number, in a table of open addressing with room for all tokens; 0 stands for none.
    slots: Vec<(u64, u32)>,
    words: Vec<Word>,
    company: &'static Clusters,
    lexicon: &'static Lexicon,
}

impl Texts {
    /// With room for the texts of so many tokens.
    fn new(tokens: usize) -> Self {
        let slots = vec![(0, 0); (tokens + tokens / 2).next_power_of_two().max(4)];
        Self { slots, words: Vec::new(), company: clusters(), lexicon: lexicon() }
    }

    fn word(&mut self, token: Token, block: &str) -> Word {
        let text = token.text(block);
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325 ^ (token.class as u64) << 8, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let hash = finish(hash);
        let mut slot = (hash >> 20) as usize & (self.slots.len() - 1);
        while let Some(&(known, number)) = self.slots.get(slot) {
            if known == hash {
                let same = self.words.get((number as usize).wrapping_sub(1)).copied().unwrap_or_default();
                return Word { spaced: token.spaced, ..same };
            }
            if known == 0 {
                break;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        let mut new = word(token, text, self.company);
        new.text = self.words.len() as u32 + 1;
        new.listed = new.word && self.lexicon.begins(new.lower);
        self.words.push(new);
        if let Some(free) = self.slots.get_mut(slot) {
            *free = (hash, new.text);
        }
        new
    }
}

fn word(token: Token, text: &str, company: &Clusters) -> Word {
    let is_word = token.class == TokenClass::Word && !text.starts_with(['\'', '’', 'ʼ']);
    let capital = is_word && text.chars().any(char::is_uppercase);
    let caps =
        capital && !text.chars().any(char::is_lowercase) && text.chars().filter(|c| c.is_uppercase()).count() > 1;
    let lower = word_hash(text);
    let plural = is_word && text.len() > 3 && text.ends_with('s') && !text.ends_with("ss");
    Word {
        lower,
        capital,
        caps,
        word: is_word,
        number: token.class == TokenClass::Number,
        spaced: token.spaced,
        initial: text.chars().next().map_or(0, u32::from),
        singular: if plural { word_hash(&text[..text.len() - 1]) } else { lower },
        verbal: text.ends_with("ed"),
        company: if is_word { company.of(lower) } else { Company::default() },
        ..Word::default()
    }
}

/// Marks the longest entries of the lists in one sentence.
fn look_up(sentence: &mut [Word]) {
    let lexicon = lexicon();
    let mut i = 0;
    while let Some(&word) = sentence.get(i) {
        let found = if word.listed { lexicon.longest(sentence[i..].iter().map(|word| word.lower)) } else { None };
        let Some((len, entry)) = found.filter(|found| i + found.0 <= sentence.len()) else {
            i += 1;
            continue;
        };
        let mut classes = allowed(entry, &sentence[i..i + len]);
        let mut len = len;
        // "trade minister" is a title in capitals only; "trade" may still be listed itself.
        if classes == 0
            && len > 1
            && let Some((1, entry)) = lexicon.longest(std::iter::once(word.lower))
        {
            (classes, len) = (allowed(entry, &sentence[i..=i]), 1);
        }
        if classes == 0 {
            i += 1;
            continue;
        }
        for (n, word) in sentence.iter_mut().skip(i).take(len).enumerate() {
            word.classes = classes;
            word.part = if len == 1 { 1 } else { 2 + u8::from(n > 0) };
        }
        i += len;
    }
}

/// The classes that an entry has where it stands in these words: names have a capital, acronyms nothing but capitals.
pub fn allowed(entry: Entry, words: &[Word]) -> u16 {
    let capital = words.iter().any(|word| word.capital);
    let caps = words.iter().all(|word| word.caps || !word.word);
    if capital && (caps || !entry.acronym) { entry.classes } else { entry.classes & (class::ROLE | class::MODIFIER) }
}

/// Hash of a lower-case word, for comparing.
macro_rules! is_word {
    ($hash:expr, $($text:literal)|+) => {{
        const HASHES: &[u64] = &[$($crate::engine::tagger::words::const_hash($text)),+];
        HASHES.contains(&$hash)
    }};
}
pub(crate) use is_word;

/// [`word_hash`] of a lower-case ASCII word, at compile time.
pub const fn const_hash(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    finish(hash)
}

/// Collects what one sentence shows of its capitalised words.
fn witness(sentence: &[Word], evidence: &mut HashTable<u16>) {
    // A headline in capitals or title case shows nothing of its words.
    let words = sentence.iter().filter(|word| word.word).count();
    let capitals = sentence.iter().filter(|word| word.capital).count();
    let shouting = words > 3 && capitals * 4 > words * 3;
    let first = sentence.iter().position(|word| word.word).unwrap_or(0);
    for (i, word) in sentence.iter().enumerate().filter(|(_, word)| word.capital) {
        let mut bits = 0;
        if !shouting {
            let before = i.checked_sub(1).and_then(|b| sentence.get(b)).copied().unwrap_or_default();
            let after = sentence.get(i + 1).copied().unwrap_or_default();
            if i > first {
                bits |= seen::INSIDE;
            }
            bits |= context(before, after, sentence, i);
        }
        *evidence.entry(word.lower).or_insert(0) |= bits;
    }
}

fn context(before: Word, after: Word, sentence: &[Word], i: usize) -> u16 {
    let mut bits = 0;
    let mut set = |on: bool, bit: u16| bits |= if on { bit } else { 0 };
    // "Gen. Smith": the point stands between
    let titled = if before.lower == 0 && !before.spaced && i > 1 { sentence[i - 2] } else { before };
    set(titled.capital && titled.classes & class::TITLE != 0, seen::TITLED);
    set(before.capital && before.classes & class::FIRST != 0, seen::FIRST);
    set(is_word!(before.lower, "in" | "at" | "from" | "near" | "across" | "around"), seen::IN);
    set(is_word!(after.lower, "said" | "says" | "told" | "added" | "who"), seen::SAID);
    set(is_word!(before.lower, "the"), seen::THE);
    set(is_word!(before.lower, "a" | "an"), seen::ONE);
    set(is_word!(before.lower, "(") && is_word!(after.lower, ")"), seen::BRACKETS);
    set(after.capital && !before.capital, seen::LEADS);
    set(before.capital && !after.capital, seen::ENDS);
    set(is_word!(after.lower, "'s"), seen::OWNS);
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_hashes_agree() {
        for word in ["said", "a", "(", "'s"] {
            assert_eq!(const_hash(word), word_hash(word), "{word}");
        }
        assert_eq!(word_hash("’s"), word_hash("'S"));
    }
}
