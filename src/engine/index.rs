//! Words as numbers, ASCII letters small, and tables that find them in any case with one look: what every word of a text is asked.

/// The first sixteen bytes of a word, ASCII letters small. Words of tables are shorter (the tables see to it), so that what has the key of one
/// is that word: no letters are compared, which is dear in WebAssembly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Key {
    low: u64,
    high: u64,
}

/// Words of tables have fewer bytes than this.
const WIDTH: usize = 16;

impl Key {
    /// The key of a word.
    pub const fn of(word: &str) -> Self {
        Self::of_bytes(word.as_bytes())
    }

    /// The key of a word by its bytes.
    pub const fn of_bytes(bytes: &[u8]) -> Self {
        let len = bytes.len();
        // Both ends are loaded and laid over each other: no loop, and no byte beyond the word.
        let (low, high) = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            let high = match bytes.split_at_checked(8) {
                _ if len == 8 => 0,
                _ if len < WIDTH => u64::from_le_bytes(*last) >> (8 * (WIDTH - len)),
                Some((_, rest)) => match rest.first_chunk() {
                    Some(next) => u64::from_le_bytes(*next),
                    None => 0,
                },
                None => 0,
            };
            (u64::from_le_bytes(*first), high)
        } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u32::from_le_bytes(*first) as u64 | (u32::from_le_bytes(*last) as u64) << (8 * (len - 4)), 0)
        } else {
            match *bytes {
                [a] => (a as u64, 0),
                [a, b] => (a as u64 | (b as u64) << 8, 0),
                [a, b, c] => (a as u64 | (b as u64) << 8 | (c as u64) << 16, 0),
                _ => (0, 0),
            }
        };
        Self { low: small(low), high: small(high) }
    }

    /// The key of a word of so many bytes with one more, which is a small letter.
    pub const fn with(self, len: usize, letter: u8) -> Self {
        let Self { low, high } = self;
        match len {
            0..8 => Self { low: low | (letter as u64) << (8 * len), high },
            8..WIDTH => Self { low, high: high | (letter as u64) << (8 * (len - 8)) },
            _ => self,
        }
    }

    /// All bits of the first bytes.
    pub const fn mask(bytes: usize) -> Self {
        const fn first(bytes: usize) -> u64 {
            if bytes >= 8 { u64::MAX } else { (1 << (8 * bytes)) - 1 }
        }
        Self { low: first(bytes), high: first(bytes.saturating_sub(8)) }
    }

    /// Whether a word begins with the one of this key; `mask` is that of its length, or of all sixteen bytes for the whole word.
    pub const fn begins(self, word: Self, mask: Self) -> bool {
        word.low & mask.low == self.low && word.high & mask.high == self.high
    }

    /// The first three bytes, or all of a shorter word.
    pub const fn beginning(self) -> u32 {
        self.low as u32 & 0x00ff_ffff
    }

    /// Whether one of the sixteen bytes is a digit.
    pub const fn has_digit(self) -> bool {
        within(self.low, b'0', b'9') | within(self.high, b'0', b'9') != 0
    }

    /// A number of so many bits that differs from word to word.
    pub const fn slot(self, bits: u32) -> usize {
        let mixed = (self.low ^ self.high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> (64 - bits)) as usize
    }
}

/// Eight bytes with their capital letters made small.
const fn small(bytes: u64) -> u64 {
    bytes | within(bytes, b'A', b'Z') >> 2
}

/// The highest bit of each of eight bytes that lies between two of ASCII.
const fn within(bytes: u64, first: u8, last: u8) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = bytes & (0x7f * EACH);
    let from_first = low + (0x80 - first as u64) * EACH;
    let behind_last = low + (0x80 - last as u64 - 1) * EACH;
    from_first & !behind_last & !bytes & (0x80 * EACH)
}

/// Some words in lower case, made at compile time: nearly every other word is told to be none of them at one look.
pub struct Set {
    /// A bit for each word, by its key.
    bits: [u64; 4],
    words: &'static [&'static str],
}

impl Set {
    /// The set of these words; longer ones than a key knows do not compile.
    pub const fn of(words: &'static [&'static str]) -> Self {
        let mut bits = [0; 4];
        let mut i = 0;
        while i < words.len() {
            assert!(words[i].len() < WIDTH, "a word of a set is too long");
            let slot = Key::of(words[i]).slot(8);
            bits[slot / 64] |= 1 << (slot % 64);
            i += 1;
        }
        Self { bits, words }
    }

    /// Whether it holds the word of this key.
    pub fn holds(&self, key: Key) -> bool {
        let slot = key.slot(8);
        self.bits[slot / 64] >> (slot % 64) & 1 == 1 && self.words.iter().any(|word| Key::of(word) == key)
    }
}

/// A set of words in lower case, each with a number: from 0, in the order in which they came.
pub struct WordIndex {
    /// 1 + the number of a word; 0 where there is none. A power of two of them, of which at least half are free. They are small, so that all of
    /// them stay in the processor's nearest memory.
    slots: Vec<u16>,
    keys: Vec<Key>,
    words: Vec<&'static str>,
}

impl WordIndex {
    /// An empty set with room for that many words.
    pub fn with_room(words: usize) -> Self {
        let slots = vec![0; (words * 2).next_power_of_two().max(2)];
        Self { slots, keys: Vec::with_capacity(words), words: Vec::with_capacity(words) }
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
        debug_assert!(word.len() < WIDTH, "{word}");
        let key = Key::of(word);
        let slot = self.slot(key);
        if self.slots[slot] == 0 {
            self.keys.push(key);
            self.words.push(word);
            self.slots[slot] = self.words.len() as u16;
        }
        usize::from(self.slots[slot]) - 1
    }

    /// The number of the word with this key.
    pub fn find(&self, key: Key) -> Option<usize> {
        usize::from(self.slots[self.slot(key)]).checked_sub(1)
    }

    /// The word of a number.
    pub fn word(&self, number: usize) -> &'static str {
        self.words.get(number).copied().unwrap_or("")
    }

    /// Where a word stands, or would. The tables are ours, so no text can make it slow.
    fn slot(&self, key: Key) -> usize {
        let mut slot = key.slot(self.slots.len().trailing_zeros());
        while let Some(number) = usize::from(self.slots[slot]).checked_sub(1) {
            if self.keys[number] == key {
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
    fn keys_are_those_of_the_words_in_small_letters() {
        let word = "aBcdefghiJklmnop@[`{É";
        for end in 0..=word.len() {
            let Some(word) = word.get(..end) else { continue };
            let mut bytes = [0; 16];
            word.bytes().take(16).enumerate().for_each(|(i, byte)| bytes[i] = byte.to_ascii_lowercase());
            let (low, high) = bytes.split_at(8);
            let number = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().unwrap_or_default());
            assert_eq!(Key::of(word), Key { low: number(low), high: number(high) }, "{word}");
        }
        for len in 0..12 {
            let (word, longer) = (&"repeatedlyxx"[..len], format!("{}y", &"repeatedlyxx"[..len]));
            assert_eq!(Key::of(word).with(len, b'y'), Key::of(&longer));
            assert!(Key::of(word).begins(Key::of("repeatedlyxxx"), Key::mask(len)));
            assert!(len == 0 || !Key::of(word).begins(Key::of("Rxpeated"), Key::mask(len)) || len == 1);
        }
        assert!(Key::of("a9").has_digit() && Key::of("abcdefgh0").has_digit() && !Key::of("/:abcdefgh").has_digit());
        assert_eq!(Key::of("REPeat").beginning(), Key::of("rep").beginning());
    }

    #[test]
    fn words_are_found_in_any_case() {
        let mut index = WordIndex::with_room(1);
        let words = ["say", "tell", "år", "", "a"];
        let numbers: Vec<usize> = words.iter().chain(&words).map(|word| index.add(word)).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
        assert_eq!(index.find(Key::of("SA").with(2, b'y')), Some(0));
        assert_eq!(index.find(Key::of("år")), Some(2));
        assert_eq!(index.find(Key::of("tel")), None);
        assert_eq!(index.word(1), "tell");
    }
}
