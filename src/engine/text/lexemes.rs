//! The different texts of a document's tokens: each has a number, which its tokens know.

use super::{BlockReading, TokenClass};
use crate::engine::document::Document;
use crate::engine::span::Span;

/// A text that tokens of a document have: what depends on it alone is found out once, however often it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexeme<'d> {
    /// The text, in its case.
    pub text: &'d str,
    /// What tokens of this text are made of: always the same.
    pub class: TokenClass,
}

/// Slots that are looked at for a text. Whoever makes texts that all want the same one gets a number for each token of theirs, and no more time.
const FAR: usize = 256;

/// Numbers the tokens by their texts.
pub fn lexemes<'d>(document: &'d Document, blocks: &mut [BlockReading]) -> Vec<Lexeme<'d>> {
    let tokens: usize = blocks.iter().map(|block| block.tokens.len()).sum();
    let mut lexemes = vec![Lexeme { text: "", class: TokenClass::Punctuation }];
    let mut hashes = vec![0];
    // Numbers in a table of open addressing with room for all tokens; 0 where it is free.
    let mut slots = vec![0_u32; (tokens + tokens / 2).next_power_of_two()];
    for (number, block) in blocks.iter_mut().enumerate() {
        let text = document.block_text(number);
        for token in &mut block.tokens {
            let hash = hash(text.as_bytes(), token.span);
            let (first, last) = ((hash >> 20) as usize, slots.len() - 1);
            let mut near = (0..FAR).map(|step| (first + step) & last);
            let place = near.find(|&slot| slots[slot] == 0 || hashes[slots[slot] as usize] == hash);
            token.lexeme = match place.map(|slot| slots[slot]) {
                Some(known @ 1..) => known,
                _ => {
                    let new = lexemes.len() as u32;
                    lexemes.push(Lexeme { text: token.span.of(text), class: token.class });
                    hashes.push(hash);
                    place.into_iter().for_each(|slot| slots[slot] = new);
                    new
                }
            };
        }
    }
    lexemes
}

/// A hash of some bytes of a text, eight at a time; no two texts of eight bytes or less have the same.
fn hash(bytes: &[u8], span: Span) -> u64 {
    let mut hash = 0;
    let mut at = span.start;
    while at < span.end {
        let rest = span.end - at;
        let eight = match bytes.get(at..).and_then(<[u8]>::first_chunk) {
            Some(eight) if rest < 8 => u64::from_le_bytes(*eight) & ((1 << (8 * rest)) - 1),
            Some(eight) => u64::from_le_bytes(*eight),
            None => bytes.iter().take(span.end).skip(at).rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte)),
        };
        hash = (hash ^ eight ^ hash >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        at += 8;
    }
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::text::Reading;
    use std::collections::HashSet;

    #[test]
    fn lexemes_are_the_different_texts() {
        let text = "It is what it is, said Mr. Constantinopolitan.\n\nSaid Constantinopolitans: it is.";
        let document = Document::of_text(text);
        let reading = Reading::new(&document);
        let mut seen = HashSet::new();
        for (number, block) in reading.blocks.iter().enumerate() {
            for token in &block.tokens {
                let lexeme = reading.lexemes[token.lexeme as usize];
                assert_eq!((lexeme.text, lexeme.class), (token.text(reading.text(number)), token.class));
                seen.insert(token.lexeme);
            }
        }
        let texts: HashSet<&str> = reading.lexemes.iter().map(|lexeme| lexeme.text).collect();
        assert_eq!((texts.len(), seen.len()), (reading.lexemes.len(), reading.lexemes.len() - 1));
    }

    /// Each token of a document whose words all want the same slot still has the number of its own text; those that find no slot near enough get a
    /// number for each token.
    #[test]
    fn texts_that_want_the_same_slot_are_told_apart() {
        let slots = 1024;
        let place = |word: &String| (hash(word.as_bytes(), Span::new(0, word.len())) >> 20) as usize % slots;
        let letters = || b'a'..=b'z';
        let all = letters().flat_map(|a| {
            letters().flat_map(move |b| letters().flat_map(move |c| letters().map(move |d| [a, b, c, d])))
        });
        let words: Vec<String> = all
            .map(|word| String::from_utf8_lossy(&word).into_owned())
            .filter(|word| place(word) == 7)
            .take(330)
            .collect();
        assert_eq!(words.len(), 330, "so many are needed");
        let document = Document::of_text(&[words.join(" "), words.join(" ")].join(" "));
        let reading = Reading::new(&document);
        let text = reading.text(0);
        for token in &reading.blocks[0].tokens {
            assert_eq!(reading.lexemes[token.lexeme as usize].text, token.text(text));
        }
        let tokens = reading.blocks[0].tokens.len();
        assert!((tokens + tokens / 2).next_power_of_two() == slots, "{tokens} tokens");
        assert!(reading.lexemes.len() > words.len() + 50, "{} numbers", reading.lexemes.len());
    }
}
