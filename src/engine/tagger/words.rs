//! What the tagger knows of every token before it decides: hashes of its form, its shape, what the lists say, and what the
//! whole document shows of the same word elsewhere.

use super::clusters::{Clusters, Company, clusters};
use crate::engine::lexicon::{Entry, Lexicon, class, finish, lexicon, word_hash};
use crate::engine::text::{BlockReading, Lexeme, Reading, Token, TokenClass};
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
    /// Whether it says by its ending what somebody does ("rescuer", "novelist").
    pub trade: bool,
    /// The company that it keeps elsewhere.
    pub company: Company,
    /// The number of its text among the different ones of the document ([`Reading::lexemes`]); 0 for none.
    pub text: u32,
    /// Whether an entry of the lists begins with it.
    pub listed: bool,
}

/// What stands where there is no word.
pub static NONE: Word = Word {
    lower: 0,
    capital: false,
    caps: false,
    word: false,
    number: false,
    spaced: false,
    classes: 0,
    part: 0,
    seen: 0,
    told: 0,
    initial: 0,
    singular: 0,
    verbal: false,
    trade: false,
    company: [0; 3],
    text: 0,
    listed: false,
};

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
    let (company, lexicon) = (clusters(), lexicon());
    let mut lexemes: Vec<Word> =
        (0..).zip(&reading.lexemes).map(|(number, lexeme)| word(number, lexeme, company, lexicon)).collect();
    let mut blocks: Vec<Vec<Word>> = reading.blocks.iter().map(|block| block_words(block, &lexemes)).collect();
    let mut shown = vec![0; lexemes.len()];
    for (words, block) in blocks.iter().zip(&reading.blocks) {
        for sentence in &block.sentences {
            if let Some(sentence) = words.get(sentence.clone()) {
                witness(sentence, &mut shown);
            }
        }
    }
    // What is written in several ways is one word
    let mut evidence: HashTable<u16> = HashTable::default();
    for (word, shown) in lexemes.iter().zip(shown).filter(|(word, _)| word.capital) {
        *evidence.entry(word.lower).or_default() |= shown;
    }
    for word in lexemes.iter().filter(|word| !word.capital && word.word) {
        if let Some(bits) = evidence.get_mut(&word.lower) {
            *bits |= seen::LOWER;
        }
    }
    for word in lexemes.iter_mut().filter(|word| word.capital) {
        word.seen = evidence.get(&word.lower).copied().unwrap_or(0);
    }
    for word in blocks.iter_mut().flatten().filter(|word| word.capital) {
        word.seen = lexemes.get(word.text as usize).map_or(0, |same| same.seen);
    }
    blocks
}

fn block_words(block: &BlockReading, lexemes: &[Word]) -> Vec<Word> {
    let word = |token: &Token| {
        let same = lexemes.get(token.lexeme as usize).unwrap_or(&NONE);
        Word { spaced: token.spaced, ..*same }
    };
    let mut words: Vec<Word> = block.tokens.iter().map(word).collect();
    for sentence in &block.sentences {
        if let Some(sentence) = words.get_mut(sentence.clone()) {
            look_up(sentence);
        }
    }
    words
}

/// Whether the hash is that of one of these lower-case words; a literal may hold several, with a space between.
macro_rules! is_word {
    ($hash:expr, $($texts:literal)|+) => {{
        const TEXTS: &[&str] = &[$($texts),+];
        const COUNT: usize = $crate::engine::tagger::words::count(TEXTS);
        const SIEVE: usize = $crate::engine::tagger::words::sieve(COUNT);
        static SET: $crate::engine::tagger::words::WordSet<COUNT, SIEVE> =
            $crate::engine::tagger::words::WordSet::new(TEXTS);
        SET.has($hash)
    }};
}
pub(crate) use is_word;

/// What the text of this number shows by itself.
fn word(number: u32, lexeme: &Lexeme, company: &Clusters, lexicon: &Lexicon) -> Word {
    let Lexeme { text, class } = *lexeme;
    let is_word = class == TokenClass::Word && !text.starts_with(['\'', '’', 'ʼ']);
    let (mut capitals, mut small) = (0_u32, false);
    for c in text.chars().take_while(|_| is_word) {
        capitals += u32::from(c.is_uppercase());
        small |= c.is_lowercase();
    }
    let lower = word_hash(text);
    let plural = is_word && text.len() > 3 && text.ends_with('s') && !text.ends_with("ss");
    Word {
        lower,
        capital: capitals > 0,
        caps: capitals > 1 && !small,
        word: is_word,
        number: class == TokenClass::Number,
        initial: text.chars().next().map_or(0, u32::from),
        singular: if plural { word_hash(&text[..text.len() - 1]) } else { lower },
        verbal: text.ends_with("ed"),
        trade: is_word && is_trade(text, lower),
        company: if is_word { company.of(lower) } else { Company::default() },
        text: number,
        listed: is_word && lexicon.begins(lower),
        ..NONE
    }
}

fn is_trade(text: &str, lower: u64) -> bool {
    const ENDS: [&str; 7] = ["er", "or", "ist", "ian", "man", "woman", "ress"];
    let ends = |end: &str| {
        let tail = text.len().checked_sub(end.len()).and_then(|at| text.as_bytes().get(at..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
    };
    if text.len() < 5 || !text.ends_with(['r', 't', 'n', 's', 'R', 'T', 'N', 'S']) {
        return false;
    }
    // Words of the same endings that are no trade.
    let other = is_word!(
        lower,
        "after another answer behavior better border bigger center chapter computer consider consist"
            | "cover december dinner discover disaster earlier either error ever exist exterior factor fewer"
            | "flower former further greater harbor higher however human insist interior junior labor larger"
            | "later letter longer lower major matter minor mirror monitor neither never newspaper november"
            | "number october offer older order other over paper persist poster power prior proper quarter"
            | "rather remember resist river sector senior september silver smaller stronger suffer summer super"
            | "together tower twitter under vector water weather whatever whenever wherever whether winter"
            | "wonder younger"
    );
    !other && ENDS.iter().any(|end| ends(end))
}

/// Marks the longest entries of the lists in one sentence.
fn look_up(sentence: &mut [Word]) {
    let lexicon = lexicon();
    let mut i = 0;
    while let Some(word) = sentence.get(i) {
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

/// A set of words by their hashes, made at compile time.
pub struct WordSet<const COUNT: usize, const SIEVE: usize> {
    /// A bit for some bits of each hash: nearly every word that is not in the set is told here.
    sieve: [u64; SIEVE],
    hashes: [u64; COUNT],
}

/// Words of 64 bits in the sieve of a set: some sixteen bits for each of its words.
pub const fn sieve(count: usize) -> usize {
    (count / 4).next_power_of_two()
}

/// How many words stand in these texts.
pub const fn count(texts: &[&str]) -> usize {
    let (mut count, mut n) = (texts.len(), 0);
    while n < texts.len() {
        let (bytes, mut i) = (texts[n].as_bytes(), 0);
        while i < bytes.len() {
            count += (bytes[i] == b' ') as usize;
            i += 1;
        }
        n += 1;
    }
    count
}

impl<const COUNT: usize, const SIEVE: usize> WordSet<COUNT, SIEVE> {
    /// The words of these texts, [`count`] of them.
    pub const fn new(texts: &[&str]) -> Self {
        let mut set = Self { sieve: [0; SIEVE], hashes: [0; COUNT] };
        let (mut n, mut known) = (0, 0);
        while n < texts.len() {
            let (mut rest, mut more) = (texts[n].as_bytes(), true);
            while more {
                let mut end = 0;
                while end < rest.len() && rest[end] != b' ' {
                    end += 1;
                }
                let hash = const_hash(rest.split_at(end).0);
                set.hashes[known] = hash;
                set.sieve[(hash >> 7) as usize % SIEVE] |= 1 << (hash >> 1 & 63);
                known += 1;
                more = end < rest.len();
                rest = if more { rest.split_at(end + 1).1 } else { &[] };
            }
            n += 1;
        }
        set
    }

    /// Whether it has the word of this hash.
    #[inline]
    pub fn has(&self, hash: u64) -> bool {
        self.sieve[(hash >> 7) as usize % SIEVE] >> (hash >> 1 & 63) & 1 == 1 && self.hashes.contains(&hash)
    }
}

/// [`word_hash`] of a lower-case ASCII word, at compile time.
pub const fn const_hash(word: &[u8]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut i = 0;
    while i < word.len() {
        hash = (hash ^ word[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    finish(hash)
}

/// Collects what one sentence shows of its capitalised words, by the numbers of their texts.
fn witness(sentence: &[Word], shown: &mut [u16]) {
    let (mut words, mut capitals, mut first) = (0, 0, 0);
    for (i, word) in sentence.iter().enumerate() {
        if word.word && words == 0 {
            first = i;
        }
        words += usize::from(word.word);
        capitals += usize::from(word.capital);
    }
    // A headline in capitals or title case shows nothing of its words.
    if capitals == 0 || words > 3 && capitals * 4 > words * 3 {
        return;
    }
    for (i, word) in sentence.iter().enumerate().filter(|(_, word)| word.capital) {
        let before = i.checked_sub(1).and_then(|b| sentence.get(b)).unwrap_or(&NONE);
        let after = sentence.get(i + 1).unwrap_or(&NONE);
        let inside = if i > first { seen::INSIDE } else { 0 };
        if let Some(shown) = shown.get_mut(word.text as usize) {
            *shown |= inside | context(before, after, sentence, i);
        }
    }
}

fn context(before: &Word, after: &Word, sentence: &[Word], i: usize) -> u16 {
    let mut bits = 0;
    let mut set = |on: bool, bit: u16| bits |= if on { bit } else { 0 };
    // "Gen. Smith": the point stands between
    let titled = if before.lower == 0 && !before.spaced && i > 1 { &sentence[i - 2] } else { before };
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
            assert_eq!(const_hash(word.as_bytes()), word_hash(word), "{word}");
            assert!(is_word!(word_hash(word), "none said" | "a ( 's") && !is_word!(word_hash(word), "says an" | ")"));
        }
        assert_eq!(word_hash("’s"), word_hash("'S"));
    }
}
