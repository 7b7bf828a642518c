//! Own words: what the reader wants marked wherever it stands, in sets that can be switched: words and phrases, or patterns.
//!
//! [`Search`] finds the places; it needs the reader's sets and the texts of the blocks alone, so that it can run elsewhere than the engine:
//! a visited page loads none of it. [`marks`] makes the marks.

mod fold;
pub mod pattern;
mod search;
#[cfg(test)]
mod tests;

use super::super::document::Document;
use super::super::finding::{Detail, Listed, Mark};
use super::super::rule::{Kind, KindDeclaration, Look, Rule, RuleId, examples};
use super::super::span::Span;
pub use search::Search;

/// The declaration.
pub static RULE: Rule = Rule {
    id: RuleId::Custom,
    name: "custom",
    key: "custom",
    label: "Own words",
    summary: "Marks the words, phrases and patterns that you chose, in sets that you can switch.",
    on: true,
    kinds: &[KindDeclaration {
        kind: Kind::Own,
        name: "own",
        label: "Chosen words",
        on: true,
        look: Look::tint(["#8a1c6b", "#f0a6dc"], "2px wavy"),
    }],
    // They depend on the reader.
    examples: examples(&[]),
};

/// What the card says of a word to which the reader noted nothing.
pub const SIGN: &str = "a word of yours";

/// A set of the reader's words, with how they are found and painted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// Its name; empty for the set that "Always mark" fills.
    pub name: String,
    /// Whether it is looked for.
    pub on: bool,
    /// Whether only whole words count: no letter or digit before and behind.
    pub whole: bool,
    /// Whether capitals and small letters differ.
    pub case: bool,
    /// `#rrggbb`; without one it has the rule's own.
    pub colour: Option<String>,
    /// What the card says of every word of it that has no note of its own.
    pub note: String,
    /// The words, phrases and patterns.
    pub entries: Vec<Entry>,
}

impl Default for Set {
    fn default() -> Self {
        Self {
            name: String::new(),
            on: true,
            whole: true,
            case: false,
            colour: None,
            note: String::new(),
            entries: Vec::new(),
        }
    }
}

/// A word or phrase, or a pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The word, or the pattern in the notation of Rust's `regex`.
    pub text: String,
    /// Whether it is a pattern.
    pub pattern: bool,
    /// What the card says of it; empty for the note of its set.
    pub note: String,
}

impl Entry {
    /// A word or phrase without a note.
    pub fn word(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

/// Where an entry was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Number of the block.
    pub block: usize,
    /// Bytes of the block's text, never empty.
    pub span: Span,
    /// Number of the set.
    pub set: usize,
    /// Number of the entry in its set.
    pub entry: usize,
}

/// Makes marks of what was found. What does not fit the document or the sets, and what is never marked there, is left out.
pub fn marks(document: &Document, sets: &[Set], found: &[Found]) -> Vec<Mark> {
    let mark = |found: &Found| {
        let block = document.blocks.get(found.block)?;
        let set = sets.get(found.set)?;
        let entry = set.entries.get(found.entry)?;
        let at = block.silent.partition_point(|part| part.end <= found.span.start);
        let silent = block.silent.get(at).is_some_and(|part| part.overlaps(found.span));
        if silent || found.span.of(block.span.of(&document.text)).is_empty() {
            return None;
        }
        let note = if entry.note.is_empty() { &set.note } else { &entry.note };
        let listed = Listed { set: found.set, name: set.name.clone(), note: note.clone() };
        Some(Mark {
            block: found.block,
            span: found.span,
            kind: Kind::Own,
            sign: SIGN,
            said_by: None,
            detail: Detail::Word(listed),
        })
    };
    found.iter().filter_map(mark).collect()
}
