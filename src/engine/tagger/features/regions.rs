//! Which tokens are decided at all.

use super::Sentence;
use crate::engine::tagger::words::{Word, is_word};
use std::ops::Range;

/// The stretches of a sentence in which a name can stand: capitalised words and what may join them ("of the", "al-", "&").
/// Every other token is outside without a look.
pub fn regions(sentence: Sentence) -> impl Iterator<Item = Range<usize>> {
    let words = sentence.words;
    let mut at = 0;
    std::iter::from_fn(move || {
        let begin = at + words.get(at..)?.iter().position(|word| word.capital)?;
        let mut end = tail(words, begin + 1);
        while let Some(next) = next_capital(words, end) {
            end = tail(words, next + 1);
        }
        let region = before(words, begin, at)..after(words, end);
        at = region.end;
        Some(region)
    })
}

/// Moves the end over small words that hang on by a hyphen or an apostrophe: "Ka-ming", "Ka’ming".
fn tail(words: &[Word], mut end: usize) -> usize {
    let hangs = |n: usize, lower: bool| words.get(n).is_some_and(|word| !word.spaced && (word.lower == 0) == lower);
    while hangs(end, true) && hangs(end + 1, false) && words.get(end + 1).is_some_and(|word| word.word) {
        end += 2;
    }
    end
}

/// The next capitalised word or number that belongs to the same region.
fn next_capital(words: &[Word], from: usize) -> Option<usize> {
    for (n, word) in words.iter().enumerate().skip(from).take(5) {
        if word.capital {
            return Some(n);
        }
        if !(word.lower == 0 || joins(word)) {
            return None;
        }
    }
    None
}

/// Small words and signs inside names.
fn joins(word: &Word) -> bool {
    is_word!(
        word.lower,
        "of the and for in on to at with by a an de del la las los le les el al da do dos das di du des"
            | "der den van von bin ibn bint ez es ash ad ul e y i wal zu und et & / , 's ’"
    )
}

/// Moves the begin back over what is joined to it: "al-", "pro-", "northern".
fn before(words: &[Word], begin: usize, floor: usize) -> usize {
    let mut at = begin;
    while at > floor {
        let (word, after) = (words[at - 1], words[at]);
        let hyphen = word.lower == 0 && !after.spaced && at < begin + 1;
        let joined = word.word && after.lower == 0 && !after.spaced;
        let particle = is_word!(word.lower, "al el de da van von bin ibn abu st");
        let direction = is_word!(
            word.lower,
            "northern southern eastern western central north south east west northeastern northwestern"
        );
        let number = word.number && at == begin;
        if !(hyphen || joined || particle || direction || number) || begin - at > 3 {
            break;
        }
        at -= 1;
    }
    at
}

/// Moves the end over one common word that often closes a name: "the Chuo river".
fn after(words: &[Word], end: usize) -> usize {
    let generic = |word: &Word| {
        is_word!(
            word.lower,
            "group river province district city region state party island club school university highway road"
                | "valley lake village county area network movement church bridge municipality islands mountains"
                | "peninsula market team company court"
        )
    };
    end + usize::from(words.get(end).is_some_and(generic))
}
