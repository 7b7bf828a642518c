//! What the rules report: marks (parts of a block), folds (runs of blocks) and the actors that marks speak of.

use super::rule::{Kind, RuleId};
use super::span::Span;

/// Everything found in one document.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Sorted by block, then start, then the longer first.
    pub marks: Vec<Mark>,
    /// Sorted by first block; folds do not overlap.
    pub folds: Vec<Fold>,
    /// `actors[i].id == i + 1`; in order of first mention.
    pub actors: Vec<Actor>,
}

/// A marked part of one block.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Number of the block in the document.
    pub block: usize,
    /// Bytes of the block's text, never empty.
    pub span: Span,
    /// Its kind, which also names the rule.
    pub kind: Kind,
    /// What the rule saw, for the card ("title before a name").
    pub sign: &'static str,
    /// The number of the actor in whose quote this mark stands.
    pub said_by: Option<ActorId>,
    /// What only marks of its rule have.
    pub detail: Detail,
}

impl Mark {
    /// What the card says of it: what the reader noted to an own word, else what the rule saw.
    pub fn sign(&self) -> &str {
        match &self.detail {
            Detail::Word(listed) if !listed.note.is_empty() => &listed.note,
            _ => self.sign,
        }
    }
}

/// Number of an actor in its document, from 1.
pub type ActorId = usize;

/// What only marks of one rule have.
#[derive(Clone, Debug)]
pub enum Detail {
    /// Of the actors rule.
    Mention(Mention),
    /// Of the numbers rule.
    Figure(Figure),
    /// Of the quotes rule.
    Quotation(Quotation),
    /// Of the reader's own words.
    Word(Listed),
}

/// From which of the reader's sets a word is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Number of the set in the settings.
    pub set: usize,
    /// Name of the set; empty for the one that "Always mark" fills.
    pub name: String,
    /// What the reader noted to the word or its set; may be empty.
    pub note: String,
}

/// One mention of an actor.
#[derive(Clone, Debug, Default)]
pub struct Mention {
    /// Whom it names.
    pub actor: ActorId,
    /// The title before the name, as written ("Brig. Gen.").
    pub title: Option<String>,
    /// The role that the text gives beside the name ("director of operations for the Coalition").
    pub role: Option<String>,
}

/// One actor of the document: everything its mentions share.
#[derive(Clone, Debug)]
pub struct Actor {
    /// From 1, in order of first mention.
    pub id: ActorId,
    /// Person, organization, armed group, state, place, people or role.
    pub kind: Kind,
    /// The fullest name that the text gives.
    pub name: String,
    /// How many marks name it, those in folded repeats not counted.
    pub mentions: usize,
    /// What pronoun stands for it, where names, titles or words beside it tell.
    pub gender: Option<Gender>,
}

/// Which pronoun an actor takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "she"
    Feminine,
    /// "he"
    Masculine,
    /// "it"
    Neuter,
    /// "they": a group
    Plural,
}

/// What a number mark says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// The number itself: 5 for "5 %", 300 for "more than 300", 1.2e9 for "$1.2bn". None for a range, or where it is not known.
    pub value: Option<f64>,
    /// Lower end of a range.
    pub low: Option<f64>,
    /// Upper end of a range.
    pub high: Option<f64>,
    /// The hedge, in lower case ("more than").
    pub bound: Option<String>,
    /// What is counted, as written ("ISIS fighters").
    pub of: Option<String>,
    /// ISO 4217 code, or the usual symbol of a unit of measure.
    pub unit: Option<String>,
    /// The same in SI.
    pub si: Option<InSi>,
    /// ISO 8601 date, time, interval or duration, as far as known ("2017-09-05", "--08-29", "P3Y").
    pub iso: Option<String>,
}

/// A measure or a stretch of time in SI: its value, or the ends of its range.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct InSi {
    /// In SI units.
    pub value: Option<f64>,
    /// In SI units.
    pub low: Option<f64>,
    /// In SI units.
    pub high: Option<f64>,
    /// The unit's symbol ("m", "m/s").
    pub unit: &'static str,
}

/// What a quote mark says.
#[derive(Clone, Debug, Default)]
pub struct Quotation {
    /// Who says it; None where nobody is named or it is not clear enough.
    pub speaker: Option<Speaker>,
    /// Where the text says that something is said ("said", "according to").
    pub cue: Option<Site>,
    /// Shared by the spans of one broken quote; from 1.
    pub utterance: Option<usize>,
    /// Whether the text withholds the source's name.
    pub anonymous: bool,
    /// Of the speaker, 0 to 1.
    pub confidence: f32,
}

/// The source of a quote.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// Where the text names it; a pronoun too.
    pub site: Site,
    /// Whom it stands for: the actor's name, or the words themselves.
    pub name: String,
    /// The actor's number, where it is one.
    pub actor: Option<ActorId>,
}

/// A place in the document: a part of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Site {
    /// Number of the block.
    pub block: usize,
    /// Bytes of the block's text.
    pub span: Span,
}

/// A run of blocks that is folded or hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// `repeats` or `comment-policy`.
    pub rule: RuleId,
    /// First block of the run.
    pub first: usize,
    /// Last block of the run (inclusive).
    pub last: usize,
    /// First block of the copy that stays, for repeats.
    pub same_as: Option<usize>,
    /// The signs counted, for the bar and the command ("names the guidelines", "heading above").
    pub evidence: Vec<&'static str>,
}

impl Fold {
    /// How many blocks it folds.
    pub const fn len(&self) -> usize {
        self.last + 1 - self.first
    }

    /// Never: a fold holds a block at least.
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// Whether it folds this block.
    pub const fn holds(&self, block: usize) -> bool {
        self.first <= block && block <= self.last
    }
}
