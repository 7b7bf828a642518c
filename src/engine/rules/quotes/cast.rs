//! The actors of a document, as the reader of quotes asks for them.

use crate::engine::finding::{Actor, ActorId, Detail, Mark, Site};
use crate::engine::rule::Kind;
use crate::engine::span::Span;

/// Mentions and actors of a document.
pub struct Cast<'d> {
    /// The marks of the actors rule, by place.
    pub mentions: &'d [Mark],
    /// The table of actors.
    pub actors: &'d [Actor],
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

    /// The actor whom the "who" at `site` stands for: the name right before it, or the last person named before what is told of them
    /// in between ("Ida Falk, head of the fleet, who said"). `noun` is the phrase before it, which may be no name ("those who said").
    pub fn antecedent(&self, site: Site, noun: Option<Span>) -> Option<&Actor> {
        const NEAR: usize = 4;
        const FAR: usize = 150;
        let until = self.mentions.partition_point(|mark| (mark.block, mark.span.end) <= (site.block, site.span.start));
        let before =
            self.mentions.get(until.saturating_sub(8)..until)?.iter().rev().filter(|mark| mark.block == site.block);
        let gap = |span: Span| site.span.start - span.end.min(site.span.start);
        // "Ida Falk, a sailor who said"
        let own = noun.filter(|&noun| gap(noun) < 2);
        let apart = |mark: &Mark| own.is_some_and(|noun| noun.start > mark.span.end + 2);
        let near = before.clone().find(|mark| gap(mark.span) < NEAR);
        let person = || before.clone().find(|mark| mark.kind == Kind::Person && gap(mark.span) < FAR);
        let mark = near.or_else(|| person().filter(|mark| !apart(mark)))?;
        let Detail::Mention(mention) = &mark.detail else { return None };
        self.actor(mention.actor)
    }
}
