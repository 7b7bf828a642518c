//! Words of tables, numbered, and found again in any case with one look at their hash: what every word of a text is asked.

/// A set of words in lower case, each with a number: from 0, in the order in which they came.
pub struct WordIndex {
    /// 1 + the number of a word; 0 where there is none. A power of two of them, of which at least half are free.
    slots: Vec<u16>,
    words: Vec<&'static str>,
}

impl WordIndex {
    /// An empty set with room for that many words.
    pub fn with_room(words: usize) -> Self {
        Self { slots: vec![0; (words * 2).next_power_of_two()], words: Vec::with_capacity(words) }
    }

    /// The number of a word in lower case, a new one where it has none.
    pub fn add(&mut self, word: &'static str) -> usize {
        if self.words.len() * 2 >= self.slots.len() {
            let mut larger = Self::with_room(self.slots.len());
            for word in &self.words {
                larger.add(word);
            }
            *self = larger;
        }
        let slot = self.slot(word, "");
        if self.slots[slot] == 0 {
            self.words.push(word);
            self.slots[slot] = self.words.len() as u16;
        }
        usize::from(self.slots[slot]) - 1
    }

    /// The number of the word that `stem` with `addition` makes; ASCII letters of the stem count without case.
    pub fn find(&self, stem: &str, addition: &str) -> Option<usize> {
        usize::from(self.slots[self.slot(stem, addition)]).checked_sub(1)
    }

    /// The word of a number.
    pub fn word(&self, number: usize) -> &'static str {
        self.words.get(number).copied().unwrap_or("")
    }

    /// Where a word stands, or would.
    fn slot(&self, stem: &str, addition: &str) -> usize {
        let bytes = || stem.bytes().map(|byte| byte.to_ascii_lowercase()).chain(addition.bytes());
        // FNV-1a; the tables are ours, so no text can make it slow.
        let hash = bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mut slot = (hash ^ hash >> 15) as usize & (self.slots.len() - 1);
        while let Some(number) = usize::from(self.slots[slot]).checked_sub(1) {
            let word = self.words[number];
            if word.len() == stem.len() + addition.len() && word.bytes().eq(bytes()) {
                break;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_in_two_parts() {
        let mut index = WordIndex::with_room(1);
        let words = ["say", "tell", "år", "", "a"];
        let numbers: Vec<usize> = words.iter().chain(&words).map(|word| index.add(word)).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
        assert_eq!(index.find("SA", "y"), Some(0));
        assert_eq!(index.find("år", ""), Some(2));
        assert_eq!(index.find("tel", ""), None);
        assert_eq!(index.word(1), "tell");
    }
}
