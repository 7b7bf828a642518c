//! Noun phrases in a frame, read from word shapes and small tables: who is named before a verb, and who behind it.

mod behind;

use super::frame::{Frame, REACH};
use super::words;
use crate::engine::finding::Mark;
use crate::engine::rule::Kind;
use crate::engine::span::Span;

/// What a source is named by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// A proper name.
    Name,
    /// A pronoun.
    Pronoun,
    /// A common noun ("the report", "a spokesman for the firm").
    Noun,
}

/// A phrase that names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// What a reader would call the speaker: the name without titles, or the whole phrase round a noun.
    pub site: Span,
    /// First item of the whole phrase.
    pub first: usize,
    /// The item after its last.
    pub end: usize,
    /// What it is named by.
    pub head: Head,
}

impl<'t> Frame<'t> {
    /// Whether an item may stand inside a noun phrase.
    pub fn belongs(&self, at: usize) -> bool {
        let word = self.word(at);
        if word.is_empty() {
            return false;
        }
        if self.is_word(at) {
            let possessive = matches!(word, "'s" | "’s");
            // "US", "IT": no pronouns
            let acronym = word.len() > 1 && word.chars().all(char::is_uppercase);
            return possessive
                || acronym
                || self.is_surname(at)
                || !self.is(at, words::STOPS) && !self.is(at, words::LINKS);
        }
        matches!(word, "-" | "–" | "&" | "/" | "#" | "@")
            || word == "." && self.abbreviates(at)
            || matches!(word, "'" | "’")
    }

    /// Whether a word that also means something else is a name here: Theresa May, “…,” May said.
    pub fn is_surname(&self, at: usize) -> bool {
        let word = self.word(at);
        if !self.upper(at) || word.chars().count() < 2 || self.is(at, words::PRONOUNS) || self.headline {
            return false;
        }
        let named = self.items.get(at).is_some_and(|item| self.mentions_over(item.span));
        let inside = at > 0 && !self.ends_sentence(at - 1) && self.stop(at - 1) != ':' && !self.abbreviates(at - 1);
        let says = self.saying(at + 1).is_some_and(|verb| verb.strong && !self.upper(at + 1));
        named || inside && says
    }

    /// Whether a person's mention covers `span`.
    fn mentions_over(&self, span: Span) -> bool {
        let first = self.mentions.partition_point(|mention| mention.span.end < span.end);
        let near = self.mentions.get(first..).unwrap_or(&[]).iter().take(3);
        near.filter(|mention| mention.kind == Kind::Person).any(|mention| mention.span.contains(span))
    }

    /// Whom a possessive names that ends before item `end` ("her", "the mayor's").
    pub fn possessor(&self, end: usize, floor: usize) -> Option<Phrase> {
        let last = end.checked_sub(1).filter(|&last| last >= floor)?;
        if self.is(last, words::OWNERS) {
            return Some(Phrase { head: Head::Noun, ..self.pronoun(last) });
        }
        let own = matches!(self.word(last), "'s" | "’s") && last > floor;
        if own { self.back_from(last - 1, floor) } else { None }
    }

    /// The phrase that stands right before item `end`, not reaching before item `floor`: the subject of a verb there.
    /// An insertion between commas or brackets is stepped over.
    pub fn before(&self, end: usize, floor: usize) -> Option<Phrase> {
        let mut at = end;
        while at > floor && self.is_adverb(at - 1) {
            at -= 1;
        }
        let last = at.checked_sub(1).filter(|&last| last >= floor)?;
        match self.stop(last) {
            ',' | '—' | '–' | '-' if !self.is_quote(last) => self.before_insertion(last, floor),
            _ => {
                let phrase = self.back_from(last, floor)?;
                let phrase = self.before_relative(&phrase, floor).unwrap_or(phrase);
                Some(self.joined(&phrase, floor).unwrap_or(phrase))
            }
        }
    }

    /// "A sailor who moved from Lund to Ystad said", "a sailor who gave her age said", "a sailor taken to the clinic said": not what the
    /// clause behind the sailor ends with.
    fn before_relative(&self, phrase: &Phrase, floor: usize) -> Option<Phrase> {
        const LONGEST: usize = 30;
        let before = phrase.first.checked_sub(1).filter(|&before| before >= floor)?;
        let begin = (floor..=before).rev().take(LONGEST).take_while(|&i| self.is_word(i)).last()?;
        let relative = |i: usize| {
            self.is(i, &["who", "whose"])
                || self.is(i, &["that", "which"]) && self.is(i + 1, words::AUXILIARIES) && self.saying(i - 1).is_none()
        };
        let (link, owned) = (self.is(before, words::LINKS), self.is(phrase.first, words::OWNERS));
        if let Some(who) = (begin.max(floor + 1)..=before).rev().find(|&i| relative(i)) {
            // "who" itself speaks in "a sailor who in a letter said", and somebody else in "a sailor who said his wife told".
            let told = !link && (who + 1..=before).any(|i| self.saying(i).is_some_and(|verb| verb.strong));
            let verb = (who + 1..=before).any(|i| self.is_word(i) && !self.upper(i) && !self.is(i, words::LINKS));
            let progressive = self.is(before, words::AUXILIARIES) && self.word(phrase.first).ends_with("ing");
            return if verb && !told && (link || owned || progressive) { self.back_from(who - 1, floor) } else { None };
        }
        // A participle right behind the noun that the clause begins with, and a preposition or an object behind it.
        let lone = self.is(begin, words::DETERMINERS) && !self.upper(begin + 1);
        let head = (begin + 1..before).take(6).find(|&i| self.is_participle(i)).filter(|&i| lone && i > begin + 1)?;
        let whole = (begin..head).all(|i| self.belongs(i) && !self.is(i, &["'s", "’s"]))
            && self.is(head + 1, words::LINKS)
            && !(head..=before).any(|i| self.is(i, &["and", "as", "because", "but", "that", "when", "while"]));
        if whole { self.back_from(head - 1, begin) } else { None }
    }

    fn is_participle(&self, at: usize) -> bool {
        !self.upper(at) && (self.word(at).len() > 4 && self.word(at).ends_with("ed") || self.is(at, words::PARTICIPLES))
    }

    /// "Ana Lim and Bo Falk said", "two sailors and the mayor said": all who speak together, from where their clause begins.
    fn joined(&self, phrase: &Phrase, floor: usize) -> Option<Phrase> {
        let begins = |first: usize| {
            first == floor
                || first.checked_sub(1).is_some_and(|i| {
                    !self.is_word(i) && self.stop(i) != '.'
                        || self.is(i, &["as", "because", "but", "that", "when", "while"])
                })
        };
        let and = phrase.first.checked_sub(1).filter(|&and| and > floor && self.says(and, "and"))?;
        let other = self.back_from(and - 1, floor)?;
        let whole =
            other.head != Head::Pronoun && phrase.head != Head::Pronoun && other.end == and && begins(other.first);
        whole.then(|| Phrase {
            site: Span::new(other.site.start, phrase.site.end),
            first: other.first,
            end: phrase.end,
            head: Head::Noun,
        })
    }

    /// The phrase before an insertion that ends with the comma at `close`.
    fn before_insertion(&self, close: usize, floor: usize) -> Option<Phrase> {
        let mark = self.stop(close);
        let mut fallback = None;
        // "John Kim (D-Ohio), said": nothing stands between commas
        if close > floor && self.stop(close - 1) == ')' {
            return self.back_from(close - 1, floor);
        }
        let commas = || {
            (floor + 1..close)
                .rev()
                .take(REACH)
                .filter(|&i| !self.is_quote(i) && (self.stop(i) == mark || self.stop(i) == ','))
        };
        // "Ida Falk, whose fleet, the North, …, said": a relative clause tells whom it is about
        let relative = commas().rfind(|&comma| self.is(comma + 1, &["which", "who", "whose"]));
        if let Some(phrase) = relative.and_then(|comma| self.back_from(comma - 1, floor)) {
            return Some(phrase);
        }
        for comma in commas() {
            let Some(phrase) = self.back_from(comma - 1, floor) else { continue };
            // "the head of the fleet, Ida Falk, said", "the MP for Lund, Ida Falk, said"
            let inserted = self.back_from(close - 1, comma + 1);
            let inserted = inserted.filter(|name| name.head == Head::Name && name.first == comma + 1);
            let person = |phrase: &Phrase| self.person(self.span(phrase.first, phrase.end)).is_some();
            if let Some(name) = inserted
                && (phrase.head == Head::Noun || phrase.head == Head::Name && person(&name) && !person(&phrase))
            {
                return Some(Phrase { first: phrase.first, ..name });
            }
            if phrase.head != Head::Noun {
                return Some(phrase);
            }
            fallback.get_or_insert(phrase);
        }
        fallback
    }

    /// The phrase whose last item is `last`, or that stands before the brackets which end there.
    fn back_from(&self, last: usize, floor: usize) -> Option<Phrase> {
        let last = if self.stop(last) == ')' {
            let open = (floor..last).rev().take(REACH).find(|&i| self.stop(i) == '(')?;
            open.checked_sub(1).filter(|&last| last >= floor)?
        } else {
            last
        };
        if self.is(last, words::PRONOUNS) {
            return Some(self.pronoun(last));
        }
        // "one of them"
        if self.is(last, &["them", "these", "those", "us"]) && last >= floor + 2 && self.says(last - 1, "of") {
            let first = last - 2;
            let one = self.is(first, words::DETERMINERS) || self.is(first, &["none"]);
            return one.then(|| Phrase { site: self.span(first, last + 1), first, end: last + 1, head: Head::Noun });
        }
        let mut end = last + 1;
        let mut first = self.run_back(end, floor);
        if first == end {
            return None;
        }
        let whole = end;
        // "a spokesman for Ida Falk", but "head of staff Ida Falk"
        let owned = |link: usize| {
            self.is(link, &["for", "of"])
                && self.person(self.span(first, end)).is_some_and(|person| person.start == self.span(first, end).start)
                && link.checked_sub(1).is_some_and(|head| !self.upper(head) || self.word(head).ends_with('s'))
        };
        let owned = first.checked_sub(1).is_some_and(|link| link > floor && owned(link));
        let titled = !owned
            && ((first..end).any(|i| self.upper(i) && self.is(i, words::TITLES))
                || self.person(self.span(first, end)).is_some());
        // "a spokesman for the firm": who speaks stands before the preposition
        for _ in 0..3 {
            let link = first
                .checked_sub(1)
                .filter(|&link| link > floor && !titled && self.is(link, words::LINKS) && !self.says(link, "to"));
            let Some(mut link) = link else { break };
            // "a letter seen by the paper"
            if self.says(link, "by")
                && link > floor + 1
                && (self.word(link - 1).ends_with("ed") || self.saying(link - 1).is_some())
            {
                link -= 1;
            }
            let head = self.run_back(link, floor);
            let named = self.upper(link - 1) || self.is(head, words::DETERMINERS) || self.saying(link - 1).is_none();
            if head >= link || !named || head > floor && self.says(head - 1, "to") {
                break;
            }
            (first, end) = (head, link);
        }
        self.core(first, end, whole)
    }

    /// The first item of the run of nouns and what belongs to them that ends before `end`.
    fn run_back(&self, end: usize, floor: usize) -> usize {
        let mut first = end;
        while first > floor && end - first < 12 {
            let at = first - 1;
            let joins = self.is(at, &["and", "de", "for", "of", "the"])
                && at > floor
                && self.upper(first)
                && self.upper(at - 1)
                && first < end
                && !self.says(at, "for");
            let ofthe = self.says(at, "of")
                && self.says(first, "the")
                && at > floor
                && self.upper(at - 1)
                && self.upper(first + 1);
            if !joins && !ofthe && (!self.belongs(at) || self.ends_sentence(at)) {
                break;
            }
            if !self.upper(at)
                && (self.verb(at).is_some()
                    || self.word(at).ends_with("ed") && !self.is(at.wrapping_sub(1), words::DETERMINERS))
            {
                break;
            }
            first = at;
            if self.is(at, words::DETERMINERS) && !joins && !ofthe {
                break;
            }
        }
        // Marks do not begin a phrase.
        while first < end && !self.is_word(first) {
            first += 1;
        }
        first
    }

    /// The pronoun at this item, as a phrase.
    pub fn pronoun(&self, at: usize) -> Phrase {
        Phrase { site: self.span(at, at + 1), first: at, end: at + 1, head: Head::Pronoun }
    }

    /// Who is named by the run of items from `first` to `end`, whose phrase goes on to `whole`.
    pub fn core(&self, first: usize, end: usize, whole: usize) -> Option<Phrase> {
        if first >= end {
            return None;
        }
        let span = self.span(first, end);
        let phrase = |site, head| Some(Phrase { site, first, end: whole, head });
        if let Some(person) = self.person(span).filter(|person| person.end + 2 > span.end) {
            let at = self.items.partition_point(|item| item.span.start < person.start);
            // "Friends of Ida Falk"
            let friends = at > first + 1 && self.says(at - 1, "of") && self.word(at - 2).ends_with('s');
            return match self.company(span, person) {
                Some(all) => phrase(all, Head::Noun),
                None if friends => phrase(span, Head::Noun),
                None => phrase(person, Head::Name),
            };
        }
        // "Dr. Ida Falk of Lund College": the person that the phrase begins with, titles and the like before it.
        let leading = self.mentions_in(span).find(|mention| mention.kind == Kind::Person).map(|mention| mention.span);
        if let Some(person) = leading
            && let behind = self.items.partition_point(|item| item.span.start < person.end)
            && self.is(behind, &["at", "for", "from", "in", "of", "with"])
            && (first..end)
                .take_while(|&i| self.items.get(i).is_some_and(|item| item.span.start < person.start))
                .all(|i| self.upper(i) || self.is(i, words::DETERMINERS) || !self.is_word(i))
        {
            return phrase(person, Head::Name);
        }
        let mut name = end;
        while name > first && (self.upper(name - 1) || name < end && self.name_goes_on(name - 1, first)) {
            name -= 1;
        }
        while name < end && !self.upper(name) {
            name += 1;
        }
        // "Trump's" names no speaker of its own.
        let last = self.word(end - 1);
        if name < end && !matches!(last, "'s" | "’s") {
            let mut bare = name;
            while bare + 1 < end
                && (self.is(bare, words::TITLES) || self.is(bare, words::DETERMINERS) || !self.is_word(bare))
            {
                bare += 1;
            }
            // "Minister of Works" is all one name.
            let whole_name = if self.is_word(bare) && !self.is(bare, words::LINKS) { bare } else { name };
            let whole_name = if self.is(whole_name, words::DETERMINERS) && whole_name + 1 < end {
                whole_name + 1
            } else {
                whole_name
            };
            let lone = whole_name + 1 == end && self.is(whole_name, words::NOBODY);
            if lone && self.mentions_in(self.span(whole_name, end)).next().is_none() {
                return None;
            }
            let day =
                self.is(whole_name, words::DAYS) || self.is(whole_name, words::DETERMINERS) && whole_name + 1 == end;
            return if day { None } else { phrase(self.span(whole_name, end), Head::Name) };
        }
        // "the official later said"
        if end == whole && end - first > 2 && self.is(end - 1, words::DAYS) && self.is(first, words::DETERMINERS) {
            return self.core(first, end - 1, end - 1);
        }
        let noun = last.chars().count() > 1 && last.chars().all(|c| c.is_alphabetic() || c == '.');
        let adverb = last.ends_with("ly")
            || self.is(end - 1, words::DETERMINERS)
                && end - first == 1
                && !self
                    .is(first, &["all", "another", "few", "many", "most", "one", "others", "several", "some", "those"]);
        if !noun || adverb || self.is(end - 1, words::NOBODY) {
            None
        } else {
            phrase(self.span(first, whole), Head::Noun)
        }
    }

    /// "Ana Lim and Bo Falk": the first of the persons joined to the last one in `span`, up to that one; None where he is alone.
    fn company(&self, span: Span, last: Span) -> Option<Span> {
        let mut persons = self.mentions_in(span).filter(|mention| mention.kind == Kind::Person);
        let first = persons.next().map(|mention| mention.span).filter(|first| first.end < last.start)?;
        let gap = Span::new(first.end, last.start).of(self.text);
        gap.split(' ').any(|word| matches!(word, "and" | "&")).then(|| Span::new(first.start, last.end))
    }

    /// Whether a name that begins behind this item goes on before it.
    fn name_goes_on(&self, at: usize, floor: usize) -> bool {
        let word = self.word(at);
        let joint = matches!(
            word,
            "-" | "&"
                | "."
                | "'s"
                | "’s"
                | "of"
                | "the"
                | "and"
                | "de"
                | "la"
                | "von"
                | "van"
                | "al"
                | "bin"
                | "el"
                | "ez"
                | "der"
        );
        joint && at > floor && (self.upper(at - 1) || self.says(at - 1, "of") && at > floor + 1 && self.upper(at - 2))
    }

    /// The mentions inside `span`.
    pub fn mentions_in(&self, span: Span) -> impl Iterator<Item = &'t Mark> {
        let first = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        let inside = self.mentions.get(first..).unwrap_or(&[]).iter();
        inside
            .take_while(move |mention| mention.span.start < span.end)
            .filter(move |mention| span.contains(mention.span))
    }

    /// The last person named inside `span`.
    pub fn person(&self, span: Span) -> Option<Span> {
        self.mentions_in(span).filter(|mention| mention.kind == Kind::Person).last().map(|mention| mention.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::text::read;

    fn frame(text: &str) -> Frame<'_> {
        Frame::new(text, &read(text).tokens, Span::new(0, text.len()), &[], &[])
    }

    #[test]
    fn subjects_are_found_before_their_verb() {
        let cases = [
            ("the old mayor said", "the old mayor"),
            ("Dr. Ruth Ober, who runs the clinic, later said", "Ruth Ober"),
            ("Ana Lim, 55, a teacher from Lund, said", "Ana Lim"),
            ("a spokesman for the firm has said", "a spokesman for the firm"),
            ("officials said", "officials"),
            ("when she said", "she"),
            ("the Bank of Norway (NB) said", "Bank of Norway"),
        ];
        for (text, expected) in cases {
            let frame = frame(text);
            let found = frame.before(frame.items.len() - 1, 0).map(|phrase| phrase.site.of(text));
            assert_eq!(found, Some(expected), "{text}");
        }
    }
}
