//! Who is named behind a verb of saying: “…,” said the mayor of Lund, Ana Lim.

use super::{Head, Phrase};
use crate::engine::rule::Kind;
use crate::engine::rules::quotes::frame::Frame;
use crate::engine::rules::quotes::words;

impl Frame<'_> {
    /// The phrase that begins with item `start`: who is named behind a verb of saying.
    pub fn after(&self, start: usize) -> Option<Phrase> {
        let mut first = start;
        while self.is_adverb(first) && !self.upper(first) {
            first += 1;
        }
        if self.is(first, words::PRONOUNS) {
            return Some(self.pronoun(first));
        }
        let mut end = first;
        while end - first < 16 {
            let joins = end > first && self.upper(end - 1) && self.upper(end + 1) && self.is(end, &["and", "de", "of"])
                || end > first
                    && self.says(end, "of")
                    && self.says(end + 1, "the")
                    && self.upper(end - 1)
                    && self.upper(end + 2)
                || end > first && self.says(end, "the") && self.says(end - 1, "of");
            let time = end > first && (self.is(end, words::DETERMINERS) && !joins || self.is(end, words::DAYS));
            // "a study published in May"
            let told = end > first + 1
                && self.is(first, words::DETERMINERS)
                && self.is_participle(end)
                && self.is(end + 1, words::LINKS);
            if time || told || !joins && !self.belongs(end) {
                break;
            }
            end += 1;
        }
        while end > first && !self.is_word(end - 1) && self.word(end - 1) != "." {
            end -= 1;
        }
        if end == first {
            return None;
        }
        let phrase = self.named(first, end)?;
        let role = phrase.head == Head::Noun || self.is(first, words::DETERMINERS);
        Some(if role { self.apposed(&phrase).unwrap_or(phrase) } else { phrase })
    }

    /// "the mayor of Lund, Ana Lim": the person named behind a noun, closed by a comma or a stop.
    fn apposed(&self, phrase: &Phrase) -> Option<Phrase> {
        let mut close = phrase.end;
        // "the MP for Lund and Ystad, Ana Lim"
        if self.is(close, &["at", "for", "from", "in", "of", "with"]) {
            close = self.after_link(close + 1)?;
            if self.says(close, "and") && self.upper(close - 1) && self.upper(close + 1) {
                close = self.after_link(close + 1)?;
            }
        }
        if self.stop(close) != ',' || self.is_quote(close) {
            return None;
        }
        let start = self.items.get(close + 1)?.span.start;
        let person = self.mentions.get(self.mentions.partition_point(|mention| mention.span.start < start))?;
        let end = self.items.partition_point(|item| item.span.start < person.span.end);
        let closed = matches!(self.stop(end), ',' | '.' | ';' | ')' | '\n') && !self.is_quote(end);
        (person.kind == Kind::Person && person.span.start == start && closed).then_some(Phrase {
            site: person.span,
            first: phrase.first,
            end,
            head: Head::Name,
        })
    }

    /// Who is named in a run behind a verb: the last name in it, unless the run begins like a common noun and ends like one.
    fn named(&self, first: usize, end: usize) -> Option<Phrase> {
        let span = self.span(first, end);
        if let Some(person) = self.person(span) {
            return Some(match self.company(span, person) {
                Some(site) => Phrase { site, first, end, head: Head::Noun },
                None => Phrase { site: person, first, end, head: Head::Name },
            });
        }
        let determined = self.is(first, words::DETERMINERS);
        let mut last_name = end;
        while last_name > first && !self.upper(last_name - 1) {
            last_name -= 1;
        }
        if last_name == first || determined && last_name < end {
            let mut whole = end;
            // "a spokesman for the firm"
            if self.is(end, &["at", "for", "from", "in", "of", "with"])
                && let Some(more) = self.after_link(end + 1)
            {
                whole = more;
            }
            return self.core(first, end, whole);
        }
        self.core(first, last_name, end)
    }

    /// The end of the noun phrase that begins at `start`.
    fn after_link(&self, start: usize) -> Option<usize> {
        let mut end = start;
        while end - start < 8 && self.belongs(end) {
            end += 1;
        }
        (end > start).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::span::Span;
    use crate::engine::text::read;

    fn frame(text: &str) -> Frame<'_> {
        Frame::new(text, &read(text).tokens, Span::new(0, text.len()), &[], &[])
    }

    #[test]
    fn names_are_found_behind_the_verb() {
        let cases = [
            ("said Brig. Gen. Ida Falk, head of the fleet", "Ida Falk"),
            ("said Lund University professor Ana Lim on Monday", "Ana Lim"),
            ("said a spokesman for the firm.", "a spokesman for the firm"),
            ("wrote Falk Tuesday", "Falk"),
            ("asked one resident", "one resident"),
            ("said he", "he"),
        ];
        for (text, expected) in cases {
            let found = frame(text).after(1).map(|phrase| phrase.site.of(text));
            assert_eq!(found, Some(expected), "{text}");
        }
    }
}
