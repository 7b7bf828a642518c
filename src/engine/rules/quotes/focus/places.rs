//! Where a mention stands in its sentence, and what stands beside it: how high it raises its actor, whose role it is, what its kin noun says.

use super::{ASIDE, CLAUSE_SUBJECT, Focus, OBJECT, OWNER, OWNERS, SUBJECT, is_title};
use crate::engine::finding::{ActorId, Detail, Gender, Mark};
use crate::engine::rule::Kind;
use crate::engine::rules::quotes::nouns::gender_of;
use crate::engine::rules::quotes::words::{self, has};
use crate::engine::span::Span;

impl Focus<'_> {
    /// The person beside whom a role stands: "Ida Falk, head of the fleet", "the harbour master, Ida Falk,", "port spokesman Tom Hale".
    pub(super) fn bearer(&self, number: usize) -> Option<ActorId> {
        let role = self.mentions.get(number)?;
        let text = self.reading.text(role.block);
        let between = |a: usize, b: usize| text.get(a..b).filter(|gap| gap.len() <= 24).map(str::trim);
        let person = |mark: &&Mark| mark.kind == Kind::Person && mark.block == role.block;
        let id = |mark: &Mark| match &mark.detail {
            Detail::Mention(mention) => Some(mention.actor),
            _ => None,
        };
        let before = self.mentions.get(number.saturating_sub(3)..number)?.iter().rev().find(person);
        if let Some(mark) = before.filter(|mark| mark.span.end < role.span.start)
            && matches!(
                between(mark.span.end, role.span.start),
                Some("," | ", the" | ", a" | ", an" | "(" | ", who is")
            )
        {
            return id(mark);
        }
        let behind = self
            .mentions
            .get(number + 1..)?
            .iter()
            .take(4)
            .find(|mark| person(mark) && mark.span.start >= role.span.end)?;
        let closed = text.get(behind.span.end..).is_some_and(|rest| rest.starts_with([',', '.', ';', ')']));
        match between(role.span.end, behind.span.start)? {
            "" => id(behind),
            gap if gap.starts_with(',')
                && closed
                && !gap[1..].contains(',')
                && gap.split(' ').skip(1).all(is_title) =>
            {
                id(behind)
            }
            _ => None,
        }
    }

    /// What the kin noun before a name says of its bearer: "his wife Amanda".
    pub(super) fn kin(&self, span: Span) -> Option<Gender> {
        let read = self.reading.blocks.get(self.block)?;
        let text = self.reading.text(self.block);
        let mut at = read.tokens.partition_point(|token| token.span.start < span.start);
        let word = |at: usize| read.tokens.get(at).map_or("", |token| token.span.of(text));
        at = at.checked_sub(1)?;
        if word(at) == "," {
            at = at.checked_sub(1)?;
        }
        let owned = at.checked_sub(1).is_some_and(|before| has(OWNERS, word(before)));
        if owned {
            gender_of(word(at)).filter(|gender| matches!(gender, Gender::Feminine | Gender::Masculine))
        } else {
            None
        }
    }

    /// How high a mention at `span` raises its actor.
    pub(super) fn place(&self, span: Span) -> f32 {
        let Some(read) = self.reading.blocks.get(self.block) else { return OBJECT };
        let text = self.reading.text(self.block);
        let first = read.tokens.partition_point(|token| token.span.start < span.start);
        let end = read.tokens.partition_point(|token| token.span.start < span.end);
        let word = |at: usize| read.tokens.get(at).map_or("", |token| token.span.of(text));
        // Back over titles and "the".
        let mut before = first;
        while before > self.start
            && first - before < 6
            && (word(before - 1).starts_with(char::is_uppercase)
                || has(words::DETERMINERS, word(before - 1))
                || word(before - 1) == ".")
        {
            before -= 1;
        }
        let next = word(end);
        if matches!(next, "'s" | "’s" | "'" | "’") {
            return OWNER;
        }
        let says = |word: &str| words::verb(word).is_some_and(|verb| verb.strong);
        if before <= self.start || says(next) {
            return SUBJECT;
        }
        let lead = word(before - 1);
        if says(lead) && words::verb(lead).is_none_or(|verb| !has(words::ADDRESSING, verb.base)) {
            return SUBJECT;
        }
        if has(words::LINKS, lead) {
            return ASIDE;
        }
        let goes_on = next.starts_with(char::is_lowercase) && !has(words::LINKS, next) && next != "and";
        // What somebody says of another makes that one no speaker: "Falk said that Ober …".
        // "In Lund, the mayor, Ana Lim, left", "Ana Lim, a sailor, left": the verb stands behind the comma that closes what is told.
        let closing = (end + 1..end + 14).find(|&i| word(i) == ",").filter(|_| next == ",");
        let verb = |i: usize| {
            let word = word(i);
            word.starts_with(char::is_lowercase) && !words::is_common(word) && !word.ends_with("ing")
        };
        let goes_on = goes_on
            || next == "," && matches!(lead, ",") && verb(end + 1) && word(end + 1).ends_with("ed")
            || closing.is_some_and(|comma| verb(comma + 1));
        let clause = has(words::STOPS, lead) && !has(words::AUXILIARIES, lead) && !matches!(lead, "that" | "than");
        let pause = matches!(lead, "," | ":" | ";" | "-" | "—" | "–");
        if (clause || pause) && goes_on || clause && matches!(next, "," | "of" | "from" | "at") {
            CLAUSE_SUBJECT
        } else {
            OBJECT
        }
    }
}
