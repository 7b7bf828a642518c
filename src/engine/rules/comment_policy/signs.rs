//! The words that tell a comment policy, with their weights.
//!
//! Weights were set on saved pages of real sites: every weight by hand, and the sum of a class is capped, so that a list of forbidden things
//! is not a hundred times as much a policy as a short one.

mod fates;
mod table;

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

/// Where the index holds what begins with these letters: the first three bytes of a word, or all of a shorter one.
fn slot(word: &str) -> usize {
    let letters = word.bytes().take(3).fold(0, |hash: u32, byte| hash << 8 | u32::from(byte));
    letters.wrapping_mul(0x9e37_79b1) as usize >> 22 & (SLOTS - 1)
}

struct Sign {
    class: Class,
    weight: f32,
    opens: bool,
    parts: Vec<&'static str>,
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
            for phrase in phrases.split('|').map(str::trim) {
                let opens = phrase.starts_with('^');
                let parts: Vec<&str> = phrase.trim_start_matches('^').split_whitespace().collect();
                if let Some(part) = parts.first() {
                    out.by_beginning[slot(part)].push(out.signs.len() as u16);
                }
                out.signs.push(Sign { class, weight, opens, parts });
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
        let text = text.to_lowercase();
        let words = read(&text);
        let mut seen = vec![false; self.signs.len()];
        for at in 0..words.len() {
            if tells(&words, at) {
                weights.0[Class::Against as usize] += 1.0;
            }
            for &number in &self.by_beginning[slot(words[at].text)] {
                let number = usize::from(number);
                let sign = &self.signs[number];
                if !seen[number] && (words[at].opens || !sign.opens) && begins(&sign.parts, &words[at..]) {
                    seen[number] = true;
                    weights.0[sign.class as usize] += sign.weight;
                }
            }
        }
        weights.0[Class::Rule as usize] += fate(&words);
        weights
    }
}

/// A word, and whether it opens a sentence.
struct Word<'t> {
    text: &'t str,
    opens: bool,
}

/// The words of a text in lower case.
fn read(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut opens = true;
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            out.push(Word { text: word, opens });
            opens = false;
        }
        opens |= piece.ends_with(['.', '!', '?', ':', ';', '\n', '•']);
    }
    out
}

/// Whether words begin with a phrase.
fn begins(parts: &[&str], words: &[Word]) -> bool {
    let mut at = 0;
    let mut parts = parts.iter();
    while let Some(&part) = parts.next() {
        if part == ".." {
            // A phrase has one gap at most: what stands behind it is looked for at each place.
            let rest: Vec<&str> = parts.copied().collect();
            let sentence = words[at..].iter().position(|word| word.opens).unwrap_or(words.len() - at);
            return (0..=GAP.min(sentence)).any(|skip| begins(&rest, words.get(at + skip..).unwrap_or_default()));
        }
        let Some(word) = words.get(at).filter(|word| at == 0 || !word.opens) else { return false };
        let fits = part.strip_suffix('*').map_or(word.text == part, |stem| word.text.starts_with(stem));
        if !fits {
            return false;
        }
        at += 1;
    }
    true
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
            let parts: Vec<&str> = phrase.split(' ').collect();
            assert_eq!(begins(&parts, &read(text)), expected, "{phrase} / {text}");
        }
        assert!(read("be nice. Keep it short").iter().map(|word| word.opens).eq([true, false, true, false, false]));
    }

    /// The index looks at three letters: a stem or word with a star must not be shorter.
    #[test]
    fn stems_have_three_letters() {
        for sign in &Signs::table().signs {
            let first = sign.parts[0];
            assert!(first.strip_suffix('*').is_none_or(|stem| stem.len() >= 3), "{first}");
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
