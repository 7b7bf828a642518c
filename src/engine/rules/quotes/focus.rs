//! Whom the text is about at each place, and so whom a pronoun stands for.
//!
//! Every mention raises its actor: most as a subject or a speaker, least as an owner or behind a preposition. With every sentence all of
//! them fade. A pronoun stands for the highest that fits it, and raises it again (after Lappin and Leass, 1994, who did it with a parser).
//! What stands in quotations counts for nothing: somebody else is talking there. The document is walked once, ahead of the reader.

mod heights;
mod nouns;
mod places;

use super::words::{self, has};
use crate::engine::document::BlockKind;
use crate::engine::finding::{Actor, ActorId, Detail, Gender, Mark, Site};
use crate::engine::index::{Key, Set};
use crate::engine::rule::Kind;
use crate::engine::span::Span;
use crate::engine::text::{Reading, dateline};

/// How high a mention raises its actor, by where it stands. What fades and what counts was set on pronouns judged by eye
/// in news articles of many countries.
const SUBJECT: f32 = 10.0;
const CLAUSE_SUBJECT: f32 = 8.0;
const OBJECT: f32 = 5.0;
const OWNER: f32 = 4.0;
/// Behind a preposition.
const ASIDE: f32 = 3.5;
/// What a sentence leaves of every height.
const FADING: f32 = 0.6;
/// After so many sentences nothing fades any more.
const LONGEST: i32 = 40;
/// Who is higher than this might be the one whom a pronoun means.
const LEARNT: f32 = 1.0;
/// How many are held in mind: no text makes a pronoun cost more.
const HELD: usize = 24;

/// Whom a text can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// An actor.
    Actor(ActorId),
    /// Somebody whom only a common noun names, by its number.
    Noun(usize),
}

/// One that is held in mind.
#[derive(Clone, Copy, Debug)]
struct Held {
    who: Who,
    height: f32,
    /// The sentence of that height.
    sentence: u32,
    /// Whether the last mention was a subject or a speaker.
    subject: bool,
    /// The last sentence that names it, pronouns left out.
    named: Option<u32>,
}

/// Whom a pronoun stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referent {
    /// The actor's name, or the words of the noun.
    pub name: String,
    /// The actor's number.
    pub actor: Option<ActorId>,
    /// Whether the text withheld the name where this one spoke before.
    pub anonymous: bool,
}

/// The walk through a document.
pub struct Focus<'d> {
    reading: &'d Reading<'d>,
    mentions: &'d [Mark],
    actors: &'d [Actor],
    /// What pronoun an actor takes, as far as the text has told.
    genders: Vec<Option<Gender>>,
    /// The person to whom a role was given.
    bearers: Vec<Option<ActorId>>,
    nouns: Vec<(String, Option<Gender>)>,
    /// Who spoke without a name.
    withheld: Vec<Who>,
    held: Vec<Held>,
    /// The outer quotations of the block, by place.
    quoted: Vec<Span>,
    block: usize,
    token: usize,
    mention: usize,
    /// How many sentences were begun, those inside quotations left out.
    sentence: u32,
    /// The first token of the sentence, and its number in the block.
    start: usize,
    next_sentence: usize,
    /// The pronouns passed, by place.
    passed: Vec<(Site, Option<Who>)>,
    /// What so many sentences leave of a height.
    fading: Vec<f32>,
}

impl<'d> Focus<'d> {
    /// At the start of a document; `mentions` sorted by place.
    pub fn new(reading: &'d Reading<'d>, mentions: &'d [Mark], actors: &'d [Actor]) -> Self {
        Self {
            reading,
            mentions,
            actors,
            genders: actors.iter().map(|actor| actor.gender).collect(),
            bearers: vec![None; actors.len()],
            nouns: Vec::new(),
            withheld: Vec::new(),
            held: Vec::new(),
            quoted: Vec::new(),
            block: 0,
            token: 0,
            mention: 0,
            sentence: 0,
            start: 0,
            next_sentence: 0,
            passed: Vec::new(),
            fading: (0..=LONGEST).map(|sentences| FADING.powi(sentences)).collect(),
        }
    }

    /// Goes on to a block whose outer quotations are these.
    pub fn enter(&mut self, block: usize, quoted: Vec<Span>) {
        self.advance(Site { block, span: Span::default() });
        self.quoted = quoted;
    }

    /// Whom the pronoun at `site` stands for; None where nobody fits, or it stands in a quotation.
    pub fn resolve(&mut self, site: Site) -> Option<Referent> {
        self.advance(site);
        let at =
            self.passed.binary_search_by_key(&(site.block, site.span.start), |(site, _)| (site.block, site.span.start));
        let who = self.passed.get(at.ok()?)?.1?;
        let anonymous = self.withheld.contains(&who);
        match who {
            Who::Actor(id) => {
                let actor = self.actors.get(id.checked_sub(1)?)?;
                Some(Referent { name: actor.name.clone(), actor: Some(id), anonymous })
            }
            Who::Noun(number) => Some(Referent { name: self.nouns.get(number)?.0.clone(), actor: None, anonymous }),
        }
    }

    /// Walks on to the end of a place.
    fn advance(&mut self, until: Site) {
        while self.block < until.block {
            self.walk(usize::MAX);
            self.block += 1;
            (self.token, self.start, self.next_sentence) = (0, 0, 0);
            self.quoted.clear();
            let page = &self.reading.document.page;
            if page.report_of(self.block) != page.report_of(self.block - 1) {
                // Another report: nobody is known yet.
                self.held.clear();
                self.withheld.clear();
            }
        }
        if self.block == until.block {
            self.walk(until.span.end);
        }
    }

    /// Walks on in the block, to byte `end`.
    fn walk(&mut self, end: usize) {
        let Some(read) = self.reading.blocks.get(self.block) else { return };
        if self.reading.document.blocks.get(self.block).is_some_and(|block| block.kind == BlockKind::Code) {
            self.mention = self.mentions.partition_point(|mark| mark.block <= self.block);
            return;
        }
        let text = self.reading.text(self.block);
        // The last quotation that begins before a token.
        let begun = read.tokens.get(self.token).map_or(0, |token| token.span.start);
        let mut after = self.quoted.partition_point(|quote| quote.start < begun);
        let mut last = after.checked_sub(1).and_then(|last| self.quoted.get(last)).copied();
        while let Some(token) = read.tokens.get(self.token).filter(|token| token.span.start < end) {
            while let Some(&quote) = self.quoted.get(after).filter(|quote| quote.start < token.span.start) {
                last = Some(quote);
                after += 1;
            }
            let inside = last.is_some_and(|quote| quote.end > token.span.start);
            if read.sentences.get(self.next_sentence).is_some_and(|sentence| sentence.start <= self.token) {
                self.next_sentence += 1;
                if !inside {
                    self.sentence += 1;
                    let place = if self.token == 0 { dateline(text) } else { 0 };
                    self.start = self.token.max(read.tokens.partition_point(|token| token.span.start < place));
                }
            }
            while let Some(mark) = self.mentions.get(self.mention)
                && (mark.block, mark.span.start) <= (self.block, token.span.start)
            {
                if !inside && mark.block == self.block {
                    self.meet(self.mention);
                }
                self.mention += 1;
            }
            // A pronoun begins with one of these letters, and is short.
            if !inside
                && matches!(
                    text.as_bytes().get(token.span.start),
                    Some(b'h' | b'H' | b'i' | b'I' | b's' | b'S' | b't' | b'T')
                )
                && token.span.len() <= 5
            {
                self.pass(Site { block: self.block, span: token.span }, token.span.of(text));
            }
            self.token += 1;
        }
    }

    /// A mention outside quotations.
    fn meet(&mut self, number: usize) {
        let Some(mark) = self.mentions.get(number) else { return };
        let Detail::Mention(mention) = &mark.detail else { return };
        let place = self.place(mark.span);
        let inner = number.checked_sub(1).and_then(|i| self.mentions.get(i));
        let inner = inner.is_some_and(|outer| outer.block == mark.block && outer.span.contains(mark.span));
        match mark.kind {
            Kind::Place => {}
            Kind::Role => {
                let bearer = self.bearer(number);
                let slot = mention.actor.checked_sub(1).and_then(|i| self.bearers.get_mut(i));
                if let (Some(person), Some(slot)) = (bearer, slot) {
                    *slot = Some(person);
                    self.learn(person, self.gender(Who::Actor(mention.actor)));
                    self.raise(Who::Actor(person), place, place >= CLAUSE_SUBJECT);
                } else {
                    let known = mention.actor.checked_sub(1).and_then(|i| self.bearers.get(i).copied().flatten());
                    self.raise(Who::Actor(known.unwrap_or(mention.actor)), place, place >= CLAUSE_SUBJECT);
                }
            }
            kind => {
                if kind == Kind::Person {
                    self.learn(mention.actor, self.kin(mark.span));
                }
                // "the Danish port": a people is spoken of in the plural.
                let adjective = kind == Kind::People && !mark.span.of(self.reading.text(mark.block)).ends_with('s');
                let place = if inner || adjective { place.min(ASIDE) } else { place };
                self.raise(Who::Actor(mention.actor), place, place >= CLAUSE_SUBJECT);
                self.call(mention.actor);
            }
        }
    }

    /// An actor is named in this sentence.
    fn call(&mut self, id: ActorId) {
        if let Some(held) = self.held.iter_mut().find(|held| held.who == Who::Actor(id)) {
            held.named = Some(self.sentence);
        }
    }

    /// A word outside quotations, which may be a pronoun.
    fn pass(&mut self, site: Site, word: &str) {
        if !PRONOUN.holds(Key::of(word)) {
            return;
        }
        let Some(&(pronoun, gender, again)) = PRONOUNS.iter().find(|(pronoun, ..)| pronoun.eq_ignore_ascii_case(word))
        else {
            return;
        };
        // "IT", "US"
        if word.len() > 1 && word.chars().all(char::is_uppercase) {
            return;
        }
        let who = self.best(gender, pronoun == "him");
        if let Some(who) = who
            && matches!(gender, Gender::Masculine | Gender::Feminine)
        {
            self.raise(who, again, again > OBJECT);
            // With nobody else of that gender in mind, the pronoun tells what the name did not.
            let other =
                |held: &Held| held.who != who && self.gender(held.who) == Some(gender) && self.height(held) > LEARNT;
            if let Who::Actor(id) = who
                && !self.held.iter().any(other)
            {
                self.learn(id, Some(gender));
            }
        }
        self.passed.push((site, who));
    }
}

fn is_title(word: &str) -> bool {
    word.is_empty() || has(words::DETERMINERS, word) || word.starts_with(char::is_uppercase)
}

/// The words of [`PRONOUNS`].
static PRONOUN: Set = Set::of(&["he", "her", "him", "his", "it", "she", "their", "they"]);

/// Pronouns with what they stand for, and how high they raise it again.
static PRONOUNS: &[(&str, Gender, f32)] = &[
    ("he", Gender::Masculine, 9.0),
    ("she", Gender::Feminine, 9.0),
    ("his", Gender::Masculine, OBJECT),
    ("her", Gender::Feminine, OBJECT),
    ("him", Gender::Masculine, OBJECT),
    ("it", Gender::Neuter, 0.0),
    ("they", Gender::Plural, 0.0),
    ("their", Gender::Plural, 0.0),
];
#[rustfmt::skip]
static OWNERS: &[&str] = &["'s", "her", "his", "my", "our", "the", "their", "whose", "’s"];

#[cfg(test)]
mod tests;
