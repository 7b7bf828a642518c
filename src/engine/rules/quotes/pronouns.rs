//! Whom a pronoun that speaks stands for: the nearest actor before it that fits, the last speaker first.

use crate::engine::finding::{Actor, ActorId, Detail, Gender, Mark, Site};
use crate::engine::rule::Kind;
use crate::engine::text::Reading;

/// How many mentions before the pronoun are looked at.
const LOOK_BACK: usize = 40;

/// What the resolution needs to know of the document.
pub struct Cast<'d> {
    /// The document.
    pub reading: &'d Reading<'d>,
    /// The marks of the actors rule, by place.
    pub mentions: &'d [Mark],
    /// The table of actors.
    pub actors: &'d [Actor],
}

/// Whom the last quotations gave a voice.
#[derive(Clone, Debug)]
pub struct Voice {
    /// Name, as shown.
    pub name: String,
    /// Number, where it is an actor.
    pub actor: Option<ActorId>,
    /// The pronouns used for it so far.
    pub pronoun: Option<&'static str>,
    /// The block where it spoke last.
    pub block: usize,
}

impl Cast<'_> {
    /// An actor by its number.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        id.checked_sub(1).and_then(|i| self.actors.get(i))
    }

    /// The mention that a place coincides with: one of a name, the longest.
    pub fn mention_at(&self, site: Site) -> Option<&Mark> {
        let from = self.mentions.partition_point(|mark| (mark.block, mark.span.end) <= (site.block, site.span.start));
        let near = self.mentions.get(from..).unwrap_or(&[]).iter();
        near.take_while(|mark| mark.block == site.block && mark.span.start < site.span.end)
            .filter(|mark| mark.span.overlaps(site.span) && matches!(mark.detail, Detail::Mention(_)))
            .max_by_key(|mark| (mark.kind == Kind::Person, mark.span.len()))
    }

    /// Whether an actor can be called by a pronoun. None: it may be.
    fn fits(&self, id: ActorId, pronoun: &str) -> Option<bool> {
        let actor = self.actor(id)?;
        let person = actor.kind == Kind::Person;
        let single_role = actor.kind == Kind::Role && actor.gender != Some(Gender::Plural);
        match (pronoun, actor.gender) {
            ("he", Some(Gender::Masculine)) | ("she", Some(Gender::Feminine)) => Some(true),
            ("he" | "she", Some(_)) => Some(false),
            ("he" | "she", None) if person => None,
            ("he" | "she", None) if single_role => None,
            ("it", _) => Some(matches!(actor.kind, Kind::Organization | Kind::ArmedGroup | Kind::State)),
            ("they", Some(Gender::Plural)) => Some(true),
            ("they", _)
                if actor.kind == Kind::People || actor.kind == Kind::Organization || actor.kind == Kind::ArmedGroup =>
            {
                None
            }
            ("they", _) if actor.kind == Kind::Role => None,
            _ => Some(false),
        }
    }

    /// Whether a mention stands among the first words of its sentence, titles before it counted: there stands what the sentence is about.
    fn opens_sentence(&self, mark: &Mark) -> bool {
        let Some(block) = self.reading.blocks.get(mark.block) else { return false };
        let token = block.tokens.partition_point(|token| token.span.start < mark.span.start);
        let sentence = block.sentences.partition_point(|sentence| sentence.end <= token);
        block.sentences.get(sentence).is_some_and(|sentence| token - sentence.start.min(token) <= 4)
    }

    /// Whom the "who" at `site` stands for: the name right before it, or the last person named before what is told of them in between
    /// ("Ida Falk, head of the fleet, who said").
    pub fn antecedent(&self, site: Site) -> Option<Voice> {
        const NEAR: usize = 4;
        const FAR: usize = 150;
        let until = self.mentions.partition_point(|mark| (mark.block, mark.span.end) <= (site.block, site.span.start));
        let before =
            self.mentions.get(until.saturating_sub(8)..until)?.iter().rev().filter(|mark| mark.block == site.block);
        let gap = |mark: &Mark| site.span.start - mark.span.end;
        let mark = before
            .clone()
            .find(|mark| gap(mark) < NEAR)
            .or_else(|| before.clone().find(|mark| mark.kind == Kind::Person && gap(mark) < FAR))?;
        let Detail::Mention(mention) = &mark.detail else { return None };
        let actor = self.actor(mention.actor)?;
        Some(Voice { name: actor.name.clone(), actor: Some(actor.id), pronoun: None, block: site.block })
    }

    /// Whom a pronoun at `site` stands for, with the voices heard before it, the last one last.
    pub fn resolve(&self, pronoun: &'static str, site: Site, voices: &[Voice]) -> Option<Voice> {
        let heard = voices.iter().rev().take(6).find(|voice| {
            let fits = match voice.actor {
                Some(id) => self.fits(id, pronoun),
                None => None,
            };
            // Another pronoun was used for this voice before: not the same.
            let clash = voice.pronoun.is_some_and(|used| used != pronoun);
            fits != Some(false) && !clash && site.block - voice.block.min(site.block) <= 3
        });
        let until = self.mentions.partition_point(|mark| (mark.block, mark.span.end) <= (site.block, site.span.start));
        let from = until.saturating_sub(LOOK_BACK);
        let mut best: Option<(i32, ActorId)> = None;
        for (age, mark) in self.mentions.get(from..until).unwrap_or(&[]).iter().rev().enumerate() {
            let Detail::Mention(mention) = &mark.detail else { continue };
            let fits = self.fits(mention.actor, pronoun);
            if fits == Some(false) {
                continue;
            }
            let blocks = (site.block - mark.block.min(site.block)) as i32;
            let mut score = -(age as i32) - 6 * blocks;
            score += if fits == Some(true) { 6 } else { 0 };
            score += if self.opens_sentence(mark) { 5 } else { 0 };
            score += if heard.is_some_and(|voice| voice.actor == Some(mention.actor)) { 8 } else { 0 };
            if best.is_none_or(|(other, _)| score > other) {
                best = Some((score, mention.actor));
            }
        }
        let named = best.and_then(|(_, id)| self.actor(id)).map(|actor| Voice {
            name: actor.name.clone(),
            actor: Some(actor.id),
            pronoun: Some(pronoun),
            block: site.block,
        });
        named.or_else(|| heard.filter(|voice| voice.actor.is_none()).cloned())
    }
}
