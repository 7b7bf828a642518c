//! Features before they are keys: what they are made of, gathered to be looked for together.

use crate::engine::lexicon::finish;

/// Bits of a feature's key. One that the model does not know is taken for another once in some thousand times.
pub const KEY_BITS: u32 = 25;

/// What a feature's key is made of.
pub type Part = (u64, u64);

/// Features that are looked for all together.
pub struct Seen {
    parts: [Part; MOST],
    templates: [u8; MOST],
    count: usize,
}

impl Default for Seen {
    fn default() -> Self {
        Self { parts: [(0, 0); MOST], templates: [0; MOST], count: 0 }
    }
}

/// The most features that are gathered at a time.
const MOST: usize = 64;

impl Seen {
    #[inline]
    pub fn add(&mut self, template: u64, a: u64, b: u64) {
        debug_assert!(self.count < MOST);
        self.parts[self.count % MOST] = (mark(template, a), b);
        self.templates[self.count % MOST] = template as u8;
        self.count += 1;
    }

    /// All of them; none are left.
    pub fn take(&mut self) -> &[Part] {
        let count = std::mem::take(&mut self.count);
        self.parts.get(..count).unwrap_or(&[])
    }

    /// The keys of all of them in the order of [`ORDER`]; none are left.
    pub fn keys(&mut self) -> Vec<u32> {
        let templates = self.templates;
        let place = |template: u8| ORDER.iter().position(|&known| known == template);
        let mut keys: Vec<_> = self.take().iter().zip(templates).map(|(&(a, b), of)| (place(of), join(a, b))).collect();
        keys.sort_by_key(|key| key.0);
        keys.into_iter().map(|(_, key)| key).collect()
    }
}

/// The order in which the trainer has the features of a token's surroundings, whose parts are gathered as they are best summed up: it draws lots for
/// one after the other.
const ORDER: [u8; 37] = [
    53, 57, 58, 85, 95, 7, 8, 9, 10, 16, 17, 18, 19, 20, 27, 28, 29, 30, 42, 80, 81, 82, 83, 84, 90, 91, 92, 93, 94,
    50, 51, 52, 54, 55, 56, 59, 60,
];

/// The first part of a key, marked by its template.
pub const fn mark(template: u64, a: u64) -> u64 {
    a.wrapping_add(template << 56).wrapping_add(template)
}

#[inline]
pub const fn join(a: u64, b: u64) -> u32 {
    let hash = finish(finish(a) ^ b.rotate_left(23));
    (hash >> (64 - KEY_BITS)) as u32
}
