//! The subject of a sentence: whom a verb further on speaks of ("On Monday, Ober left the room, adding …").

use super::frame::Frame;
use super::phrases::{Head, Phrase};
use super::words::{self, has};
use crate::engine::rule::Kind;

impl Frame<'_> {
    /// The subject of the sentence that begins with item `start`: the first phrase with a verb behind it, or else the first of all.
    pub fn subject(&self, start: usize, end: usize) -> Option<Phrase> {
        let mut at = self.after_dateline(start, end);
        let mut fallback = None;
        for _ in 0..6 {
            while at < end
                && (self.is(at, &["and", "but", "nor", "or", "so", "yet"]) || !self.is_word(at) && !self.is_quote(at))
            {
                at += 1;
            }
            let word = self.word(at);
            let led = self.is(at, words::LINKS)
                || has(LEADING, word)
                || word.ends_with("ly") && !self.upper(at + 1)
                || word.ends_with("ing");
            if !led && let Some(phrase) = self.phrase_at(at, end) {
                if self.is_verbal(phrase.end) {
                    return Some(phrase);
                }
                fallback.get_or_insert(phrase);
            }
            let comma = (at..end.min(at + 30)).find(|&i| self.stop(i) == ',' && !self.is_quote(i));
            match comma {
                Some(comma) => at = comma + 1,
                None => break,
            }
        }
        fallback.or_else(|| self.acting(start, end))
    }

    /// The first person named whose verb stands right behind ("At the gate Ida Falk waved").
    fn acting(&self, start: usize, end: usize) -> Option<Phrase> {
        let persons = self.mentions_in(self.span(start, end)).filter(|mention| mention.kind == Kind::Person);
        persons.take(6).find_map(|mention| {
            let first = self.items.partition_point(|item| item.span.start < mention.span.start);
            let behind = self.items.partition_point(|item| item.span.start < mention.span.end);
            self.is_verbal(behind).then_some(Phrase { site: mention.span, first, end: behind, head: Head::Name })
        })
    }

    /// WASHINGTON (AP) — … · LUND, May 3: …
    pub fn after_dateline(&self, start: usize, end: usize) -> usize {
        let capitals = self.word(start).len() > 2 && self.word(start).chars().all(char::is_uppercase);
        let near = start..end.min(start + 12);
        if capitals {
            let dash = near.into_iter().find(|&i| matches!(self.stop(i), '—' | '–' | '-' | ':'));
            return dash.map_or(start, |dash| dash + 1);
        }
        // "Lund, 3 May (Agency) - …", "14:05 GMT — …": at the start, names, figures and brackets, and a dash that stands apart.
        let spaced = |i: usize| {
            let apart =
                |a: usize, b: usize| self.items.get(b).map(|b| b.span.start) > self.items.get(a).map(|a| a.span.end);
            matches!(self.stop(i), '—' | '–' | '-')
                && i > 0
                && apart(i - 1, i)
                && (apart(i, i + 1) || self.upper(i + 1))
        };
        let Some(dash) = near.into_iter().find(|&i| spaced(i)).filter(|_| start == 0) else { return start };
        let figure = |i: usize| self.word(i).starts_with(|c: char| c.is_ascii_digit());
        let plain = |i: usize| {
            self.upper(i)
                || figure(i)
                || !self.is_word(i) && !self.is_quote(i)
                || self.is(i, &["a.m", "a.m.", "am", "p.m", "p.m.", "pm"])
        };
        let told = (start..dash).any(|i| figure(i) || self.stop(i) == '(');
        if told && (start..dash).all(plain) { dash + 1 } else { start }
    }

    /// Whether the item behind a subject is its verb, or opens an insertion that puts the verb off.
    fn is_verbal(&self, at: usize) -> bool {
        if self.is(at, words::AUXILIARIES) && !self.is(at, &["'s", "’s"]) {
            return true;
        }
        let at = if self.is_adverb(at) { at + 1 } else { at };
        let word = self.word(at);
        self.is(at, words::AUXILIARIES)
            || word == "who"
            || self.saying(at).is_some() && !self.upper(at)
            || self.is_word(at) && !self.upper(at) && (word.ends_with("ed") || word.ends_with('s'))
    }

    /// The phrase that begins with item `at`, for a subject.
    fn phrase_at(&self, at: usize, end: usize) -> Option<Phrase> {
        if self.is(at, words::PRONOUNS) {
            return Some(self.pronoun(at));
        }
        let verbal = |at: usize| !self.upper(at) && (self.saying(at).is_some() || self.word(at).ends_with("ed"));
        if verbal(at) && !self.upper(at) {
            return None;
        }
        let mut last = at;
        let named = self.upper(at) && !self.is(at, words::DETERMINERS);
        while last < end && last - at < 10 {
            let joins = last > at && self.upper(last - 1) && self.upper(last + 1) && self.is(last, &["de", "of"]);
            let verb =
                last > at && !self.upper(last) && (self.saying(last).is_some() || self.word(last).ends_with("ed"));
            if !joins && (verb || !self.belongs(last)) || last > at && self.is(last, words::DETERMINERS) {
                break;
            }
            last += 1;
        }
        if last == at {
            return None;
        }
        if named {
            // "Falk won Ohio": the name ends where small words begin, unless they lead to a person ("Lund professor Ana Lim").
            let person = self
                .mentions_in(self.span(at, last))
                .find(|mention| mention.kind == Kind::Person)
                .map(|mention| mention.span);
            if let Some(site) = person {
                let end = (at..last)
                    .find(|&i| self.items.get(i).is_some_and(|item| item.span.start >= site.end))
                    .unwrap_or(last);
                return Some(Phrase { site, first: at, end, head: Head::Name });
            }
            let small =
                (at..last).find(|&i| self.is_word(i) && !self.upper(i) && !self.is(i, &["of", "de", "'s", "’s"]));
            let name_end = small.unwrap_or(last);
            let possessive = matches!(self.word(name_end.saturating_sub(1)), "'s" | "’s")
                || name_end < last && self.is(name_end, words::OFFICES);
            let end = if possessive { last } else { name_end };
            return self.core(at, end, end);
        }
        self.core(at, last, last)
    }
}

/// Words that open a clause before the sentence's subject.
#[rustfmt::skip]
static LEADING: &[&str] = &[
    "after", "although", "as", "asked", "because", "before", "earlier", "even", "if", "indeed", "instead", "last",
    "later", "meanwhile", "now", "once", "still", "then", "though", "when", "where", "while",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::span::Span;
    use crate::engine::text::read;

    #[test]
    fn subjects_stand_behind_introductions() {
        assert!(LEADING.is_sorted());
        let cases = [
            ("On Monday, in Lund, Ober left the room", "Ober"),
            ("LUND (AP) — The council wants a new roof", "The council"),
            ("After the vote, the old mayor was asked", "the old mayor"),
            ("But she left", "she"),
        ];
        for (text, expected) in cases {
            let frame = Frame::new(text, &read(text).tokens, Span::new(0, text.len()), &[], &[]);
            let found = frame.subject(0, frame.items.len()).map(|phrase| phrase.site.of(text));
            assert_eq!(found, Some(expected), "{text}");
        }
    }
}
