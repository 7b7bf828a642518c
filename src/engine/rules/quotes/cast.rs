//! The actors of a document, as the reader of quotes asks for them.

use crate::engine::finding::{Actor, ActorId, Detail, Mark, Site};
use crate::engine::lexicon::{finish, word_hash};
use crate::engine::rule::Kind;
use crate::engine::span::Span;
use std::cell::OnceCell;

/// Mentions and actors of a document.
pub struct Cast<'d> {
    /// The marks of the actors rule, by place.
    pub mentions: &'d [Mark],
    /// The table of actors.
    actors: &'d [Actor],
    /// The persons by what labels call them, made when the first label is looked up.
    labels: OnceCell<Labels>,
}

/// Hashes of what a label may call a person, sorted, each with the person's number: the last word of the name, and the initials.
struct Labels(Vec<(u64, u32)>);

impl Labels {
    fn of(actors: &[Actor]) -> Self {
        let persons = (0..).zip(actors).filter(|(_, actor)| actor.kind == Kind::Person);
        let mut labels = Vec::new();
        for (number, actor) in persons {
            labels.push((word_hash(surname(&actor.name)), number));
            labels.push((letters(initials(&actor.name)), number));
        }
        labels.sort_unstable();
        Self(labels)
    }

    /// The persons whom words of this hash may stand for.
    fn called(&self, hash: u64) -> impl Iterator<Item = usize> {
        let first = self.0.partition_point(|&(other, _)| other < hash);
        let same = self.0.get(first..).unwrap_or_default().iter().take_while(move |&&(other, _)| other == hash);
        same.map(|&(_, person)| person as usize)
    }
}

/// The last word of a name.
fn surname(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or_default()
}

/// The first letters of a name's words.
fn initials(name: &str) -> impl Iterator<Item = char> {
    name.split([' ', '-']).filter_map(|word| word.chars().next())
}

/// A hash of letters, in their case.
fn letters(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(1, |hash, letter| finish(hash ^ u64::from(u32::from(letter))))
}

/// Whether two words are the same, their case aside, in any script.
fn same(a: &str, b: &str) -> bool {
    a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}

impl<'d> Cast<'d> {
    /// A cast of these mentions and actors.
    pub fn new(mentions: &'d [Mark], actors: &'d [Actor]) -> Self {
        Self { mentions, actors, labels: OnceCell::new() }
    }

    /// The person whose surname or initials a label is; `None` where it may be several.
    pub fn bearer(&self, label: &str) -> Option<&'d Actor> {
        let last = label.rsplit([' ', '.']).find(|word| !word.is_empty())?;
        let labels = self.labels.get_or_init(|| Labels::of(self.actors));
        // One letter calls nobody: it may be that of every second person.
        let initials_of = label.chars().nth(1).map(|_| letters(label.chars()));
        let hashes = [Some(word_hash(last)), initials_of].into_iter().flatten();
        let mut persons = hashes.flat_map(|hash| labels.called(hash)).filter(|&person| {
            let name = self.actors.get(person).map_or("", |actor| actor.name.as_str());
            same(surname(name), last) || initials(name).eq(label.chars())
        });
        let found = persons.next()?;
        persons.all(|person| person == found).then(|| self.actors.get(found)).flatten()
    }

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
