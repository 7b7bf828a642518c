//! Text as own words are compared: white space, apostrophes, quotation marks and hyphens alike, small letters where case does not count, and
//! the borders of words made visible, so that "whole word" is part of what is looked for and nothing has to be checked afterwards.

use super::super::super::span::Span;

/// Stands at every border of a word. Texts have none: control characters count as white space.
const BORDER: u8 = 0x1f;

/// A folded text, with where every byte of it comes from.
#[derive(Default)]
pub struct Folded {
    /// The folded text.
    pub bytes: Vec<u8>,
    /// For every byte of it: where the character that it stands for begins in the text.
    from: Vec<u32>,
}

impl Folded {
    fn push(&mut self, c: char, from: usize) {
        self.bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        self.from.resize(self.bytes.len(), from as u32);
    }

    /// Folds a text in place of what was there.
    pub fn fold(&mut self, text: &str, case: bool) {
        self.bytes.clear();
        self.from.clear();
        let mut inside = false;
        let mut space = false;
        for (at, c) in text.char_indices() {
            // Soft hyphens and what joins or parts invisibly.
            if matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') {
                continue;
            }
            if in_word(c) != inside {
                inside = !inside;
                self.push(char::from(BORDER), at);
            }
            if c.is_whitespace() || c.is_control() {
                if !std::mem::replace(&mut space, true) {
                    self.push(' ', at);
                }
                continue;
            }
            space = false;
            match c {
                '’' | '‘' | 'ʼ' | '`' | '´' => self.push('\'', at),
                '“' | '”' | '„' | '«' | '»' => self.push('"', at),
                '\u{2010}' | '\u{2011}' => self.push('-', at),
                _ if case => self.push(c, at),
                _ if c.is_ascii() => self.push(c.to_ascii_lowercase(), at),
                // The end of a Greek word is the same letter.
                'ς' => self.push('σ', at),
                _ => c.to_lowercase().for_each(|c| self.push(c, at)),
            }
        }
        if inside {
            self.push(char::from(BORDER), text.len());
        }
    }

    /// What a range of the folded text stands for in `text`, without the borders at its ends; `None` if that is nothing. It begins and ends
    /// with no white space, as words do.
    pub fn span(&self, text: &str, start: usize, end: usize) -> Option<Span> {
        let bytes = self.bytes.get(start..end)?;
        let first = start + bytes.iter().position(|&byte| byte != BORDER)?;
        let last = start + bytes.iter().rposition(|&byte| byte != BORDER)?;
        let (first, last) = (*self.from.get(first)? as usize, *self.from.get(last)? as usize);
        Some(Span::new(first, last + text.get(last..)?.chars().next()?.len_utf8()))
    }
}

/// A word as it stands in a folded text; whole words bring their borders.
pub fn needle(word: &str, case: bool, whole: bool) -> Vec<u8> {
    let mut folded = Folded::default();
    folded.fold(word.trim(), case);
    let mut bytes = folded.bytes;
    if !whole {
        if bytes.last() == Some(&BORDER) {
            bytes.pop();
        }
        if bytes.first() == Some(&BORDER) {
            bytes.remove(0);
        }
    }
    bytes
}

/// Letters, digits, marks upon them and the low line.
fn in_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
}
