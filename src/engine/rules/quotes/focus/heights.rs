//! Who is held in mind, how high, and whom a pronoun fits.

use super::{Focus, HELD, Held, SUBJECT, Who};
use crate::engine::finding::{ActorId, Gender};
use crate::engine::rule::Kind;

/// Of the height before, what a new mention keeps.
const KEPT: f32 = 0.25;
/// Lower than this, nobody is meant.
const LEAST: f32 = 0.5;

impl Focus<'_> {
    /// The highest that a pronoun fits; the subject of the sentence is no object of it.
    pub(super) fn best(&self, gender: Gender, object: bool) -> Option<Who> {
        let mut best: Option<(f32, Who)> = None;
        for held in &self.held {
            if object && held.sentence == self.sentence && held.subject {
                continue;
            }
            let Some(fit) = self.fit(held, gender) else { continue };
            let height = self.height(held) * fit;
            if height >= LEAST && best.is_none_or(|(other, _)| height > other) {
                best = Some((height, held.who));
            }
        }
        best.map(|(_, who)| who)
    }

    /// How well one that is held fits a pronoun, up to 1; None: not at all.
    fn fit(&self, held: &Held, gender: Gender) -> Option<f32> {
        let known = self.gender(held.who);
        let kind = match held.who {
            Who::Actor(id) => self.actors.get(id.checked_sub(1)?)?.kind,
            Who::Noun(_) => Kind::Role,
        };
        match gender {
            Gender::Masculine | Gender::Feminine => match known {
                Some(known) => (known == gender).then_some(1.0),
                None => {
                    matches!(kind, Kind::Person | Kind::Role).then_some(if kind == Kind::Person { 0.6 } else { 0.5 })
                }
            },
            // Much that these two stand for is no actor: only who acts or speaks is meant.
            Gender::Neuter => (held.subject
                && known != Some(Gender::Plural)
                && (matches!(kind, Kind::Organization | Kind::ArmedGroup | Kind::State)
                    || matches!(held.who, Who::Noun(_)) && known == Some(Gender::Neuter)))
            .then_some(1.0),
            Gender::Plural => match known {
                Some(Gender::Plural) => held.subject.then_some(1.0),
                _ => (held.subject && matches!(kind, Kind::Organization | Kind::ArmedGroup)).then_some(0.5),
            },
        }
    }

    pub(super) fn gender(&self, who: Who) -> Option<Gender> {
        match who {
            Who::Actor(id) => id.checked_sub(1).and_then(|i| self.genders.get(i).copied().flatten()),
            Who::Noun(number) => self.nouns.get(number).and_then(|(_, gender)| *gender),
        }
    }

    /// Keeps what the text tells of an actor, where nothing was known.
    pub(super) fn learn(&mut self, id: ActorId, gender: Option<Gender>) {
        if let Some(known) = id.checked_sub(1).and_then(|i| self.genders.get_mut(i)) {
            *known = known.or(gender);
        }
    }

    pub(super) fn height(&self, held: &Held) -> f32 {
        let sentences = (self.sentence - held.sentence) as usize;
        held.height * self.fading.get(sentences).or(self.fading.last()).copied().unwrap_or(0.0)
    }

    pub(super) fn raise(&mut self, who: Who, by: f32, subject: bool) {
        let sentence = self.sentence;
        if let Some(at) = self.held.iter().position(|held| held.who == who) {
            let now = self.height(&self.held[at]);
            let held = &mut self.held[at];
            let again = held.sentence == sentence;
            held.height = now.max(by + KEPT * now).min(1.3 * SUBJECT);
            held.subject = subject || again && held.subject;
            held.sentence = sentence;
            return;
        }
        if self.held.len() >= HELD {
            let mut lowest = (f32::INFINITY, 0);
            for (at, height) in self.held.iter().map(|held| self.height(held)).enumerate() {
                if height < lowest.0 {
                    lowest = (height, at);
                }
            }
            self.held.swap_remove(lowest.1);
        }
        self.held.push(Held { who, height: by, sentence, subject, named: None });
    }
}
