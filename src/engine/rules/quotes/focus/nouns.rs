//! Those whom only a common noun names: who speaks so, and whom "the minister" or "the group" names again.

use super::{Focus, HELD, Held, SUBJECT, Who};
use crate::engine::finding::{Actor, ActorId, Detail, Site};
use crate::engine::rule::Kind;
use crate::engine::rules::quotes::nouns::{gender_of, head_of};
use crate::engine::rules::quotes::words::{self, has};

impl Focus<'_> {
    /// Somebody speaks whom a common noun names ("a diplomat", "the report"): an actor or only the words. Says whether the text withholds
    /// the name, here or where "the diplomat" was "a diplomat who asked not to be named".
    pub fn hear(&mut self, site: Site, noun: &str, actor: Option<ActorId>, anonymous: bool) -> bool {
        self.advance(site);
        let bearer = |id: ActorId| id.checked_sub(1).and_then(|i| self.bearers.get(i).copied().flatten()).unwrap_or(id);
        let who = actor.map(bearer).map_or_else(|| self.noun(noun), Who::Actor);
        self.raise(who, SUBJECT, true);
        let known = noun.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the "))
            && self
                .withheld
                .iter()
                .any(|&other| other == who || head_of(self.name(other)).eq_ignore_ascii_case(head_of(noun)));
        if (anonymous || known) && !self.withheld.contains(&who) && self.withheld.len() < HELD {
            self.withheld.push(who);
        }
        anonymous || known
    }

    /// Whom a common noun with "the" names again: the person of a role told before ("Ida Falk, a nurse, …; the nurse said"), the only
    /// person of the sentence before by age, the only body there by its kind ("the group said").
    pub fn again(&mut self, site: Site, noun: &str, actor: Option<&Actor>) -> Option<ActorId> {
        let bare = noun.get(..4).filter(|the| the.eq_ignore_ascii_case("the ")).and_then(|_| noun.get(4..))?;
        self.advance(site);
        let bearer =
            actor.and_then(|actor| actor.id.checked_sub(1)).and_then(|i| self.bearers.get(i).copied().flatten());
        let head = head_of(bare);
        let bearer = bearer.or_else(|| if bare == head { self.titled(head) } else { None });
        let lone = !bare.contains(' ');
        let aged = ["-year-old", "-month-old"].iter().any(|age| bare.ends_with(age));
        let body = lone && has(words::BODIES, head);
        let profession = lone_person(bare) && actor.is_none_or(|actor| actor.kind == Kind::Role && actor.mentions == 1);
        if let Some(person) = bearer {
            self.raise(Who::Actor(person), SUBJECT, true);
            return bearer;
        }
        if !aged && !body && !profession {
            return None;
        }
        let fits = |kind: Kind| match kind {
            Kind::Person => !body,
            Kind::ArmedGroup => {
                body && matches!(head, "group" | "movement" | "outfit" | "organisation" | "organization")
            }
            Kind::Organization => body,
            _ => false,
        };
        let kind = |held: &Held| match held.who {
            Who::Actor(id) => id.checked_sub(1).and_then(|i| self.actors.get(i)).map(|actor| (id, actor.kind)),
            Who::Noun(_) => None,
        };
        let fitting =
            || self.held.iter().filter_map(|held| kind(held).filter(|&(_, kind)| fits(kind)).map(|(id, _)| (id, held)));
        let last = fitting().filter_map(|(_, held)| held.named).max().filter(|last| self.sentence - last <= 1)?;
        let mut fitting = fitting().filter(|(_, held)| held.named == Some(last));
        let (id, subject) = fitting.next().map(|(id, held)| (id, held.subject))?;
        let alone = fitting.next().is_none() && (subject || body);
        if alone {
            self.raise(Who::Actor(id), SUBJECT, true);
            self.call(id);
        }
        alone.then_some(id)
    }

    /// The person of the last sentences whose title or role this noun is ("Minister Ida Falk …; the minister said"); None where two
    /// have it.
    fn titled(&self, head: &str) -> Option<ActorId> {
        const NEAR: usize = 12;
        let told = |text: &Option<String>| {
            text.as_ref().is_some_and(|text| {
                head_of(text).eq_ignore_ascii_case(head) || last_word(text).eq_ignore_ascii_case(head)
            })
        };
        let near = self.mentions.get(self.mention.saturating_sub(NEAR)..self.mention)?.iter();
        let mut bearers = near.filter(|mark| mark.kind == Kind::Person && mark.block + 1 >= self.block).filter_map(
            |mark| match &mark.detail {
                Detail::Mention(mention) if told(&mention.title) || told(&mention.role) => Some(mention.actor),
                _ => None,
            },
        );
        let first = bearers.next()?;
        bearers.all(|other| other == first).then_some(first)
    }

    fn noun(&mut self, noun: &str) -> Who {
        let from = self.nouns.len().saturating_sub(HELD);
        let known = self.nouns[from..].iter().rposition(|(name, _)| name.eq_ignore_ascii_case(noun));
        Who::Noun(known.map(|at| from + at).unwrap_or_else(|| {
            self.nouns.push((noun.to_owned(), gender_of(noun)));
            self.nouns.len() - 1
        }))
    }

    fn name(&self, who: Who) -> &str {
        match who {
            Who::Actor(id) => id.checked_sub(1).and_then(|i| self.actors.get(i)).map_or("", |actor| &actor.name),
            Who::Noun(number) => self.nouns.get(number).map_or("", |(name, _)| name),
        }
    }
}

fn last_word(text: &str) -> &str {
    text.rsplit(' ').next().unwrap_or("")
}

/// Whether a noun names a person by trade, and could not as well be somebody new: "political scientist", not "victim" or "officer".
fn lone_person(bare: &str) -> bool {
    let head = head_of(bare);
    let trade = ["ist", "ician", "ologist", "grapher", "ographer", "nomer"].iter().any(|end| head.ends_with(end))
        || has(TRADES, head);
    trade && bare.ends_with(head)
}

/// Trades that a text tells of one whom it has named.
#[rustfmt::skip]
static TRADES: &[&str] = &[
    "actor", "actress", "archbishop", "architect", "author", "billionaire", "bishop", "chairman", "chairwoman", "coach",
    "composer", "defender", "director", "entrepreneur", "farmer", "filmmaker", "footballer", "goalkeeper", "historian",
    "lawyer", "manager", "midfielder", "musician", "novelist", "nurse", "painter", "philosopher", "photographer", "pianist",
    "playwright", "poet", "professor", "rapper", "researcher", "scholar", "sculptor", "senator", "singer", "striker",
    "surgeon", "teacher", "writer",
];
