//! Names and what they are short for: "Northern River Guard (NRG)".

use super::Register;
use crate::engine::lexicon::{finish, word_hash};
use crate::engine::rule::Kind;
use crate::engine::rules::actors::names::{Name, slice, word_at};
use crate::engine::tagger::words::{Word, is_word};

/// The key of the capitals of a name, as its acronym would have it; 0 for fewer than two.
pub fn initials(inner: &[Word]) -> u64 {
    let letters: Vec<u32> = inner.iter().filter(|word| word.capital).map(|word| word.initial).collect();
    if letters.len() < 2 {
        return 0;
    }
    finish(acronym(&letters))
}

/// The hash of the word that these letters make.
pub fn acronym(letters: &[u32]) -> u64 {
    let word: String = letters.iter().filter_map(|&letter| char::from_u32(letter)).collect();
    word_hash(&word)
}

/// Joins a name with the acronym that stands in brackets behind it: "Northern River Guard (NRG)".
/// Returns the actors whose long name says the kind: what "RSF" is depends on what it is short for.
#[inline(never)]
pub fn brackets(register: &mut Register, names: &[Name], numbers: &[usize], words: &[Vec<Word>]) -> Vec<(usize, Kind)> {
    let mut sure = Vec::new();
    for (pair, number) in names.windows(2).zip(numbers.windows(2)) {
        let [long, short] = pair else { continue };
        let at = |n: usize| word_at(words, long.block, Some(n)).lower;
        let bracketed = long.block == short.block
            && short.first == long.end + 1
            && is_word!(at(long.end), "(")
            && is_word!(at(short.end), ")");
        if bracketed
            && is_acronym(
                slice(words, long.block, long.first, long.end),
                slice(words, short.block, short.first, short.end),
            )
        {
            register.unite(number[0], number[1]);
            if matches!(long.kind, Kind::Organization | Kind::ArmedGroup) {
                sure.push((number[0], long.kind));
            }
        }
    }
    sure
}

/// Whether the second is one word in capitals that shares its first letter with a word of the first.
fn is_acronym(long: &[Word], short: &[Word]) -> bool {
    let long_words = long.iter().filter(|word| word.word).count();
    match short {
        [word] => word.caps && long_words > 1 && long.iter().any(|other| other.initial == word.initial),
        _ => false,
    }
}
