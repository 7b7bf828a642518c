//! Tables of words and phrases, built and checked at compile time. Most words of a text stand in none of them, and one look at a bit
//! tells: that makes the rule fast.

use super::pieces::Pieces;
use crate::engine::index::Key;
use std::cmp::Ordering;

/// A set of words built at compile time that answers "surely not" or "perhaps": letters count without case. It has 64 bits for each of
/// `N`, a power of two; with ten bits a word it is wrong about one word in ten.
pub struct Sieve<const N: usize = 16>([u64; N]);

impl<const N: usize> Sieve<N> {
    /// The empty set.
    pub const fn new() -> Self {
        Self([0; N])
    }

    /// Takes in words.
    pub const fn words(mut self, words: &[&str]) -> Self {
        let mut i = 0;
        while i < words.len() {
            self = self.take(words[i].as_bytes(), 0, words[i].len());
            i += 1;
        }
        self
    }

    /// Takes in the first words of the keys of some rows.
    pub const fn keys<V>(mut self, table: &[(&str, V)]) -> Self {
        let mut i = 0;
        while i < table.len() {
            self = self.first(table[i].0);
            i += 1;
        }
        self
    }

    /// Takes in all words of a table.
    pub const fn table<V>(self, table: &Table<V>) -> Self {
        self.keys(table.rows)
    }

    /// Takes in all words of a list.
    pub const fn list(self, list: &List) -> Self {
        self.words(list.words)
    }

    /// Takes in the first word of a phrase.
    const fn first(self, phrase: &str) -> Self {
        let bytes = phrase.as_bytes();
        let mut end = 0;
        while end < bytes.len() && bytes[end] != b' ' {
            end += 1;
        }
        self.take(bytes, 0, end)
    }

    /// Takes in the last word of a phrase.
    const fn last(self, phrase: &str) -> Self {
        let bytes = phrase.as_bytes();
        let mut start = bytes.len();
        while start > 0 && bytes[start - 1] != b' ' {
            start -= 1;
        }
        self.take(bytes, start, bytes.len())
    }

    const fn take(mut self, bytes: &[u8], start: usize, end: usize) -> Self {
        let place = place(Key::of_bytes(bytes.split_at(end).0.split_at(start).1)) as usize % (64 * N);
        self.0[place / 64] |= 1 << (place % 64);
        self
    }

    /// Whether a word may be one of the set; no word of the set is denied.
    #[inline]
    pub fn may_hold<'w>(&self, word: impl Into<Word<'w>>) -> bool {
        let place = word.into().place as usize % (64 * N);
        self.0[place / 64] >> (place % 64) & 1 == 1
    }
}

/// The place of a word in sieves of any size.
pub const fn place(word: Key) -> u32 {
    word.slot(32) as u32
}

/// A word that tables are asked for.
#[derive(Clone, Copy)]
pub struct Word<'t> {
    /// Its text.
    pub text: &'t str,
    /// Its [`place`].
    pub place: u32,
}

impl<'t> From<&'t str> for Word<'t> {
    fn from(text: &'t str) -> Self {
        Self { text, place: place(Key::of(text)) }
    }
}

/// Words with what each means, sorted; in lower case, if they are to be found in whatever case.
pub struct Table<V: 'static> {
    rows: &'static [(&'static str, V)],
    sieve: Sieve,
}

impl<V: Copy> Table<V> {
    /// Makes a table of rows in the order of their bytes, each word once; rows out of order do not compile.
    pub const fn of(rows: &'static [(&'static str, V)]) -> Self {
        let mut i = 1;
        while i < rows.len() {
            assert!(ascends(rows[i - 1].0, rows[i].0), "a table out of order");
            i += 1;
        }
        Self { rows, sieve: Sieve::new().keys(rows) }
    }

    /// What a word means, in whatever case it is written.
    #[inline]
    pub fn get<'w>(&self, word: impl Into<Word<'w>>) -> Option<V> {
        self.find(word.into())
    }

    fn find(&self, word: Word) -> Option<V> {
        if !self.sieve.may_hold(word) {
            return None;
        }
        let at = self.rows.binary_search_by(|(key, _)| compare(key, word.text)).ok()?;
        self.rows.get(at).map(|&(_, value)| value)
    }

    /// What a word means, as it is written.
    pub fn exact(&self, word: &str) -> Option<V> {
        if !self.sieve.may_hold(word) {
            return None;
        }
        let at = self.rows.binary_search_by(|(key, _)| (*key).cmp(word)).ok()?;
        self.rows.get(at).map(|&(_, value)| value)
    }
}

/// Words, sorted; in lower case, if they are to be found in whatever case.
pub struct List {
    words: &'static [&'static str],
    sieve: Sieve,
}

impl List {
    /// Makes a list of words in the order of their bytes, each once; words out of order do not compile.
    pub const fn of(words: &'static [&'static str]) -> Self {
        let mut i = 1;
        while i < words.len() {
            assert!(ascends(words[i - 1], words[i]), "a list out of order");
            i += 1;
        }
        Self { words, sieve: Sieve::new().words(words) }
    }

    /// Whether it holds a word, in whatever case that is written.
    #[inline]
    pub fn holds<'w>(&self, word: impl Into<Word<'w>>) -> bool {
        self.find(word.into())
    }

    fn find(&self, word: Word) -> bool {
        self.sieve.may_hold(word) && self.words.binary_search_by(|key| compare(key, word.text)).is_ok()
    }

    /// The word of the list that is written so.
    pub fn exact(&self, word: &str) -> Option<&'static str> {
        let at = self.sieve.may_hold(word).then(|| self.words.binary_search(&word).ok()).flatten()?;
        self.words.get(at).copied()
    }
}

/// Whether the first word stands before the second in the order of bytes.
const fn ascends(first: &str, second: &str) -> bool {
    let (first, second) = (first.as_bytes(), second.as_bytes());
    let mut i = 0;
    while i < first.len() && i < second.len() {
        if first[i] != second[i] {
            return first[i] < second[i];
        }
        i += 1;
    }
    first.len() < second.len()
}

/// Orders a lower-case key and a word whose ASCII letters count as lower case.
fn compare(key: &str, word: &str) -> Ordering {
    key.bytes().cmp(word.bytes().map(|b| b.to_ascii_lowercase()))
}

/// Phrases of which the longest counts, with a sieve of the words at their near end.
pub struct Phrases {
    list: &'static [&'static str],
    edge: Sieve,
}

impl Phrases {
    /// Phrases that are looked for from their first word.
    pub const fn behind(list: &'static [&'static str]) -> Self {
        let mut edge = Sieve::new();
        let mut i = 0;
        while i < list.len() {
            edge = edge.first(list[i]);
            i += 1;
        }
        Self { list, edge }
    }

    /// Phrases that are looked for from their last word.
    pub const fn before(list: &'static [&'static str]) -> Self {
        let mut edge = Sieve::new();
        let mut i = 0;
        while i < list.len() {
            edge = edge.last(list[i]);
            i += 1;
        }
        Self { list, edge }
    }

    /// Where the longest phrase ends that begins at piece `i`.
    pub fn end(&self, p: &Pieces, i: usize) -> Option<usize> {
        let fits = self.edge.may_hold(p.word(i));
        fits.then(|| self.list.iter().filter_map(|phrase| p.phrase(i, phrase)).max()).flatten()
    }

    /// Where the longest phrase begins that ends before piece `i`.
    pub fn start(&self, p: &Pieces, i: usize) -> Option<usize> {
        let fits = self.edge.may_hold(p.word_before(i, 1));
        fits.then(|| self.list.iter().filter_map(|phrase| p.phrase_before(i, phrase)).min()).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sieve_denies_none_of_its_words_and_most_others() {
        const WORDS: &[&str] = &["a", "ten", "twenty", "noon", "é1", "Friday"];
        const SIEVE: Sieve<64> = Sieve::new().words(WORDS);
        assert!(WORDS.iter().all(|&word| SIEVE.may_hold(word) && SIEVE.may_hold(word.to_ascii_uppercase().as_str())));
        let others = ["the", "then", "seven", "of", "i", "zebra", ""];
        assert!(others.iter().all(|&word| !SIEVE.may_hold(word)));
    }
}
