//! Where something stands in a text, with the unit in the type: UTF-8 bytes inside the engine, UTF-16 code units in a
//! browser, Unicode code points in the command's output. [`Offsets`] is the one place that converts.

/// A half-open range of UTF-8 bytes, on character boundaries of the text that it belongs to (a block's, unless said otherwise).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text that this span covers; empty where it does not lie in `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside (equal counts).
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span in a text that has `by` bytes in front.
    pub const fn shifted(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }
}

/// Sorts what stands in a document by block, then start, then the longer first; equal places keep their order.
///
/// One sort serves every type: the standard library's would be compiled anew for each, 60 KB altogether in the module that a page loads.
pub fn sort_by_place<T>(items: &mut [T], place: impl Fn(&T) -> (usize, Span)) {
    let key = |(index, item): (usize, &T)| {
        let (block, span) = place(item);
        (block, span.start, usize::MAX - span.end, index)
    };
    let mut order: Vec<(usize, usize, usize, usize)> = items.iter().enumerate().map(key).collect();
    if order.is_sorted() {
        return;
    }
    order.sort_unstable();
    // Each place takes the item that belongs there, circle by circle, and then knows its own number.
    for first in 0..order.len() {
        let mut place = first;
        loop {
            let from = std::mem::replace(&mut order[place].3, place);
            if from == first {
                break;
            }
            items.swap(place, from);
            place = from;
        }
    }
}

/// An offset in UTF-16 code units, the unit of JavaScript strings and DOM ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Utf16(pub u32);

/// An offset in Unicode code points, the unit of the command's output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CodePoint(pub usize);

/// Converts byte offsets of one text. Offsets that ascend cost one pass over the text altogether; an earlier one starts over.
pub struct Offsets<'t> {
    text: &'t str,
    byte: usize,
    utf16: u32,
    points: usize,
}

impl<'t> Offsets<'t> {
    /// A converter that stands at the start of `text`.
    pub const fn new(text: &'t str) -> Self {
        Self { text, byte: 0, utf16: 0, points: 0 }
    }

    /// The UTF-16 offset of a byte offset; one beyond the end, or inside a character, counts as the next boundary before it.
    pub fn utf16(&mut self, byte: usize) -> Utf16 {
        self.go(byte);
        Utf16(self.utf16)
    }

    /// The code point offset of a byte offset; one beyond the end, or inside a character, counts as the next boundary before it.
    pub fn code_point(&mut self, byte: usize) -> CodePoint {
        self.go(byte);
        CodePoint(self.points)
    }

    fn go(&mut self, byte: usize) {
        if byte < self.byte {
            *self = Self::new(self.text);
        }
        let mut end = byte.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        for &byte in self.text.as_bytes().get(self.byte..end).unwrap_or(&[]) {
            // Every character begins with a byte that does not continue one; four bytes are two units
            let begins = usize::from(byte & 0xc0 != 0x80);
            self.points += begins;
            self.utf16 += begins as u32 + u32::from(byte >= 0xf0);
        }
        self.byte = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_is_stable_and_puts_the_longer_first() {
        let mut items = vec![
            (1, Span::new(0, 2), 'a'),
            (0, Span::new(5, 6), 'b'),
            (0, Span::new(5, 9), 'c'),
            (0, Span::new(5, 6), 'd'),
        ];
        sort_by_place(&mut items, |&(block, span, _)| (block, span));
        assert_eq!(items.iter().map(|item| item.2).collect::<String>(), "cbda");
    }

    #[test]
    fn offsets_equal_the_naive_count() {
        let text = "aé“𝒳”\u{fffd}😀 z";
        let mut offsets = Offsets::new(text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(offsets.utf16(byte).0 as usize, text[..byte].encode_utf16().count());
            assert_eq!(offsets.code_point(byte).0, text[..byte].chars().count());
        }
        assert_eq!(offsets.utf16(1).0, 1);
    }
}
