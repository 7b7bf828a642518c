//! Chance that is the same in every run, and what is put into texts by it.

/// A small generator of our own (xorshift): the same numbers in every run and on every platform.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `n`; 0 where there is none.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }

    /// A character boundary of `text`.
    pub fn boundary(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap()
    }
}

/// What is put into texts: what scanners stumble over.
pub const ODD: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "’",
    "‘",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "[[",
    "|",
    ".",
    ",",
    "…",
    "-",
    "–",
    "—",
    "$",
    "£",
    "€",
    "%",
    "°",
    "½",
    "²",
    "\u{0}",
    "\u{1}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2028}",
    "\u{301}",
    "\u{feff}",
    "\u{fffd}",
    "\u{10ffff}",
    "é",
    "ß",
    "İ",
    "ı",
    "ﬁ",
    "٣",
    "५",
    "Ⅻ",
    "一",
    "漢字",
    "😀",
    "👩‍👩‍👧",
    "𝒳",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "\u{a0}",
    "0",
    "007",
    "1,",
    "1,2,3",
    "1.2.3",
    "9e999",
    "99999999999999999999999999",
    "-1",
    "1/0",
    "31/2/2020",
    "25:61",
    "the",
    "Mr.",
    "St.",
    "U.S.",
    "said",
    "he",
    "and",
    "of",
    "million",
    "dozen",
    "January",
    "per",
    "cent",
    "Gen.",
    "no",
    "a",
    "I",
];
