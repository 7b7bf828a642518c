//! The words that tell a comment policy, with their weights.
//!
//! Weights were set on saved pages of real sites: every weight by hand, and the sum of a class is capped, so that a list of forbidden things
//! is not a hundred times as much a policy as a short one.

mod fates;
mod table;

use crate::engine::index::Key;
use fates::{fate, tells};
use std::sync::OnceLock;
pub use table::Class;
use table::{CLASSES, SIGNS};

/// How many words may stand where a phrase has two points.
const GAP: usize = 6;

/// What the words of a block weigh, by class.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weights([f32; CLASSES.len()]);

impl Weights {
    /// The weight of a class, capped.
    pub fn of(&self, class: Class) -> f32 {
        self.0[class as usize].min(CLASSES[class as usize].1)
    }

    /// All together; what speaks against it taken off.
    pub fn sum(&self) -> f32 {
        CLASSES.iter().map(|&(class, ..)| if class == Class::Against { -self.of(class) } else { self.of(class) }).sum()
    }

    /// What was seen, for the reader.
    pub fn signs(&self) -> impl Iterator<Item = &'static str> {
        let weights = self.0;
        CLASSES
            .iter()
            .filter(move |&&(class, _, sign)| weights[class as usize] > 0.0 && !sign.is_empty())
            .map(|class| class.2)
    }
}

/// The table of signs, ready to be looked for.
pub struct Signs {
    signs: Vec<Sign>,
    /// For each beginning of a phrase ([`slot`]), the indexes of its signs: most words are passed over at one look.
    by_beginning: Vec<Vec<u16>>,
}

/// Slots of the index: a power of two.
const SLOTS: usize = 1024;

/// Where the index holds what begins with the first three letters of a word, or all of a shorter one.
const fn slot(word: Key) -> usize {
    word.beginning().wrapping_mul(0x9e37_79b1) as usize >> 22 & (SLOTS - 1)
}

/// So many signs there are at most, as a set of bits.
const SEEN: usize = 16;

struct Sign {
    class: Class,
    weight: f32,
    opens: bool,
    first: Part,
    /// What follows the first word, up to the gap, and what stands behind the gap.
    next: Vec<Part>,
    rest: Vec<Part>,
}

/// A word of a phrase, or the beginning of one.
struct Part {
    key: Key,
    mask: Key,
}

impl Part {
    fn read(part: &str) -> Self {
        match part.strip_suffix('*') {
            Some(stem) => Self { key: Key::of(stem), mask: Key::mask(stem.len()) },
            None => Self { key: Key::of(part), mask: Key::mask(part.len().max(16)) },
        }
    }

    fn fits(&self, word: &Word) -> bool {
        self.key.begins(word.key, self.mask)
    }
}

impl Sign {
    fn read(class: Class, weight: f32, phrase: &str) -> Option<Self> {
        let opens = phrase.starts_with('^');
        let mut parts = phrase.trim_start_matches('^').split_whitespace();
        let first = Part::read(parts.next()?);
        let next = parts.by_ref().take_while(|&part| part != "..").map(Part::read).collect();
        Some(Self { class, weight, opens, first, next, rest: parts.map(Part::read).collect() })
    }

    /// Whether words begin with the phrase.
    fn begins(&self, words: &[Word]) -> bool {
        let Some((first, words)) = words.split_first() else { return false };
        if !self.first.fits(first) || !go_on(&self.next, words) {
            return false;
        }
        let Some((begin, rest)) = self.rest.split_first() else { return true };
        let behind = words.get(self.next.len()..).unwrap_or_default();
        let sentence = behind.iter().position(|word| word.opens).unwrap_or(behind.len());
        let mut places = behind.iter().enumerate().take(GAP.min(sentence) + 1);
        places.any(|(at, word)| begin.fits(word) && go_on(rest, behind.get(at + 1..).unwrap_or_default()))
    }
}

/// Whether a phrase goes on with these words, in the same sentence.
fn go_on(parts: &[Part], words: &[Word]) -> bool {
    parts.len() <= words.len() && parts.iter().zip(words).all(|(part, word)| part.fits(word) && !word.opens)
}

impl Signs {
    /// The table, read once.
    pub fn table() -> &'static Self {
        static TABLE: OnceLock<Signs> = OnceLock::new();
        TABLE.get_or_init(Self::new)
    }

    fn new() -> Self {
        let mut out = Self { signs: Vec::new(), by_beginning: vec![Vec::new(); SLOTS] };
        for &(class, weight, phrases) in SIGNS {
            for sign in phrases.split('|').filter_map(|phrase| Sign::read(class, weight, phrase.trim())) {
                out.by_beginning[slot(sign.first.key)].push(out.signs.len() as u16);
                out.signs.push(sign);
            }
        }
        out
    }

    /// Weighs the words of a text. A quotation that opens it speaks against it: somebody is quoted.
    pub fn weigh(&self, text: &str) -> Weights {
        let mut weights = Weights::default();
        if text.starts_with(['“', '"', '‘', '@']) {
            weights.0[Class::Against as usize] += 1.5;
        }
        let small;
        let words = match read(text) {
            Some(words) => words,
            None => {
                small = text.to_lowercase();
                read(&small).unwrap_or_default()
            }
        };
        let mut seen = [0_u64; SEEN];
        for (at, word) in words.iter().enumerate() {
            if tells(&words, at) {
                weights.0[Class::Against as usize] += 1.0;
            }
            for &number in &self.by_beginning[slot(word.key)] {
                let number = usize::from(number);
                let Some(sign) = self.signs.get(number).filter(|sign| sign.first.fits(word)) else { continue };
                let (Some(seen), bit) = (seen.get_mut(number / 64), 1 << (number % 64)) else { continue };
                if *seen & bit == 0 && (word.opens || !sign.opens) && sign.begins(&words[at..]) {
                    *seen |= bit;
                    weights.0[sign.class as usize] += sign.weight;
                }
            }
        }
        weights.0[Class::Rule as usize] += fate(&words);
        weights
    }
}

/// Letters beyond ASCII whose small letter is, or begins with, one of ASCII: a word's key knows ASCII letters alone.
const SMALL_IN_ASCII: [char; 2] = ['\u{130}', '\u{212a}'];

/// A word, and whether it opens a sentence.
struct Word<'t> {
    text: &'t str,
    key: Key,
    opens: bool,
}

/// The words of a text; none where it has to be made small first ([`SMALL_IN_ASCII`]).
fn read(text: &str) -> Option<Vec<Word<'_>>> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len() / 5);
    let mut opens = true;
    let mut start = 0;
    let mut at = 0;
    loop {
        // The end of a word that begins at `start`, and of what parts it from the next.
        let (ends, sentence, behind) = match bytes.get(at) {
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9') => (false, false, at + 1),
            Some(&byte @ ..128) => (true, matches!(byte, b'.' | b'!' | b'?' | b':' | b';' | b'\n'), at + 1),
            Some(_) => match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(c) if SMALL_IN_ASCII.contains(&c) => return None,
                Some(c) => (!c.is_alphanumeric(), c == '•', at + c.len_utf8()),
                None => (true, false, at + 1),
            },
            None => (true, false, at),
        };
        if ends {
            if start < at {
                let text = &text[start..at];
                out.push(Word { text, key: Key::of(text), opens });
                opens = false;
            }
            if at >= bytes.len() {
                return Some(out);
            }
            opens |= sentence;
            start = behind;
        }
        at = behind;
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a text's words begin with a phrase.
fn matches(phrase: &str, words: &[String]) -> bool {
    let mut words = words.iter();
    phrase.split(' ').all(|part| {
        words.next().is_some_and(|word| match part.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => word == part,
        })
    })
}

/// Whether a short block is the heading over comments.
pub fn is_heading(text: &str) -> bool {
    const HEADINGS: &[&str] = &[
        "comment*",
        "* comment*",
        "leave a *",
        "add a comment",
        "add your comment*",
        "add comment*",
        "post a comment",
        "post comment",
        "join the *",
        "discuss*",
        "have your say",
        "your take",
        "readers comments",
        "reader comments",
        "view all comments",
        "share your *",
        "write a comment",
        "what do you think",
        "conversation*",
        "your comment*",
        "show comments",
        "view comments",
    ];
    let words: Vec<String> = words(text).map(str::to_lowercase).collect();
    words.len() <= 7 && HEADINGS.iter().any(|heading| matches(heading, &words))
}

/// Whether a short block leads to the form or the comments ("Post a comment", "View all comments").
pub fn is_door(text: &str) -> bool {
    const VERBS: &[&str] = &["add", "join", "leave", "post", "share", "show", "submit", "view", "write"];
    let verb = words(text).next().is_some_and(|first| VERBS.contains(&first.to_lowercase().as_str()));
    // "Post a comment [discussion guidelines]"
    let label =
        || !text.contains(['.', '!', ':']) && words(text).take(3).any(|word| word.eq_ignore_ascii_case("comment"));
    verb && (is_heading(text) || label())
}

/// Whether a page's title says that the page itself is rules or terms. Long titles tell stories.
pub fn names_rules(title: &str) -> bool {
    const TITLES: &[&str] = &[
        "comment* policy",
        "commenting policy",
        "comment* guidelines",
        "commenting guidelines",
        "community guidelines",
        "community rules",
        "community standards",
        "conditions of use",
        "house rules",
        "netiquette",
        "privacy policy",
        "terms and conditions",
        "terms conditions",
        "terms of *",
        "user agreement",
    ];
    let words: Vec<String> = words(title).map(str::to_lowercase).collect();
    words.len() <= 8 && (0..words.len()).any(|at| TITLES.iter().any(|title| matches(title, &words[at..])))
}

/// Whether class names speak of comments.
pub fn names_comments(context: &str) -> bool {
    ["comment", "disqus", "discussion", "conversation", "respond"].iter().any(|word| context.contains(word))
}

/// Whether the nearest class names say that this is a policy for comments.
pub fn names_policy(context: &str) -> bool {
    let near = || context.split(' ').take(8);
    let names = |words: &[&str]| near().any(|name| words.iter().any(|word| name.contains(word)));
    names(&["polic", "guideline", "rules", "disclaimer", "moderat", "terms"])
        && names(&["comment", "discuss", "community"])
}

/// Whether the nearest class names are those of a reader's comment.
pub fn is_comment_body(context: &str) -> bool {
    const BODIES: &[&str] =
        &["commentbody", "commentcontent", "commenttext", "commentmessage", "commentcopy", "postmessage"];
    context.split(' ').take(6).any(|name| {
        let letters: String = name.chars().filter(|c| c.is_alphabetic()).collect();
        BODIES.iter().any(|body| letters.contains(body))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_in_their_order() {
        for (index, (class, ..)) in CLASSES.iter().enumerate() {
            assert_eq!(*class as usize, index);
        }
    }

    #[test]
    fn phrases_have_stars_gaps_and_places() {
        let cases = [
            ("comment* .. closed", "comments on this story are now closed", true),
            ("comment* .. closed", "comments on the story. The shop closed", false),
            ("be nice", "be nice to her", true),
            ("to comment", "to commentators", false),
        ];
        for (phrase, text, expected) in cases {
            let sign = Sign::read(Class::Topic, 1.0, phrase);
            assert_eq!(
                sign.is_some_and(|sign| sign.begins(&read(text).unwrap_or_default())),
                expected,
                "{phrase} / {text}"
            );
        }
        let words = read("be nice. Keep it short").unwrap_or_default();
        assert!(words.iter().map(|word| word.opens).eq([true, false, true, false, false]));
    }

    /// The index looks at three letters: a stem or word with a star must not be shorter. A key knows words of fifteen bytes.
    #[test]
    fn parts_have_their_lengths() {
        assert!(Signs::table().signs.len() <= 64 * SEEN);
        let phrases = SIGNS.iter().flat_map(|(.., phrases)| phrases.split('|'));
        for phrase in phrases.map(|phrase| phrase.trim().trim_start_matches('^')) {
            let stem = |part: &str| part.strip_suffix('*').map_or(usize::MAX, str::len);
            assert!(phrase.split(' ').next().is_some_and(|first| stem(first) >= 3), "{phrase}");
            assert!(phrase.split(' ').all(|part| part.is_ascii() && part.len() < 16), "{phrase}");
            assert!(phrase.split(' ').filter(|&part| part == "..").count() < 2 && !phrase.ends_with(".."), "{phrase}");
            assert_eq!(phrase, phrase.to_lowercase());
        }
    }

    #[test]
    fn doors() {
        assert!(is_door("Post a comment") && is_door("View all comments (12)"));
        assert!(!is_door("Your comment will be read first") && !is_door("Comment policy"));
    }

    #[test]
    fn headings() {
        let cases = [
            ("Comments", true),
            ("12 comments", true),
            ("Leave a Reply", true),
            ("Have your say!", true),
            ("Commentary", true),
            ("The row over comments on a new bridge goes on", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_heading(text), expected, "{text}");
        }
    }
}
