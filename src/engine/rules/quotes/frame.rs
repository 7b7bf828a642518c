//! A stretch of text with its quotations closed up: attribution reads what stands around them, never what is in them. A quotation is
//! one item of its frame; what it holds is a frame of its own, for quotations inside quotations.

use super::words::{self, Form, has};
use crate::engine::finding::Mark;
use crate::engine::rule::Kind;
use crate::engine::span::Span;
use crate::engine::text::{Token, TokenClass, is_abbreviation};

/// No phrase or sentence is followed further than this, so that a text without full stops stays linear.
pub const REACH: usize = 70;

/// One token, or one quotation.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Bytes of the block's text.
    pub span: Span,
    /// The quotation's number, for a quotation.
    pub quote: Option<usize>,
    /// Whether it is a word or a number.
    pub word: bool,
    /// Whether it begins with a capital letter.
    pub upper: bool,
    /// What a quotation ends with, or the mark itself: `.`, `,`, `:` …; blank for words.
    pub stop: char,
}

/// What is quoted at one level of a block, and what stands around it.
pub struct Frame<'t> {
    /// The block's text.
    pub text: &'t str,
    /// In order.
    pub items: Vec<Item>,
    /// The actors named in the block, by place.
    pub mentions: &'t [Mark],
}

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
    /// The frame of `range`: `tokens` are the block's, `quotes` the quotations of this level with their numbers, by place.
    pub fn new(
        text: &'t str,
        tokens: &[Token],
        range: Span,
        quotes: &[(usize, Span, Span)],
        mentions: &'t [Mark],
    ) -> Self {
        let mut items = Vec::new();
        let mut next = quotes.iter().peekable();
        let mut skip = range.start;
        let first = tokens.partition_point(|token| token.span.start < range.start);
        let mut close_up = |until: usize, items: &mut Vec<Item>, skip: &mut usize| {
            while let Some((number, span, inner)) = next.next_if(|(_, span, _)| span.start <= until) {
                let last = inner
                    .of(text)
                    .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '"' | '”' | '»'));
                let stop = last.chars().next_back().filter(|c| !c.is_alphanumeric()).unwrap_or(' ');
                let begin = inner.of(text).chars().find(|c| c.is_alphanumeric());
                let upper = begin.is_some_and(char::is_uppercase);
                items.push(Item { span: *span, quote: Some(*number), word: false, upper, stop });
                *skip = span.end;
            }
        };
        for token in tokens.get(first..).unwrap_or(&[]).iter().take_while(|token| token.span.start < range.end) {
            close_up(token.span.start, &mut items, &mut skip);
            if token.span.start < skip {
                continue;
            }
            let word = token.text(text);
            let begin = word.chars().next().unwrap_or(' ');
            let stop = if token.class == TokenClass::Punctuation { begin } else { ' ' };
            items.push(Item {
                span: token.span,
                quote: None,
                word: token.is_word(),
                upper: begin.is_uppercase(),
                stop,
            });
        }
        close_up(range.end, &mut items, &mut skip);
        Self { text, items, mentions }
    }

    /// The text of an item; empty for quotations and beyond the end.
    pub fn word(&self, at: usize) -> &'t str {
        self.items.get(at).filter(|item| item.quote.is_none()).map_or("", |item| item.span.of(self.text))
    }

    /// Whether the item is one of a table's words.
    pub fn is(&self, at: usize, table: &[&str]) -> bool {
        has(table, self.word(at))
    }

    /// Whether the item is this word, its case aside.
    pub fn says(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// The item's own mark, or a quotation's last one.
    pub fn stop(&self, at: usize) -> char {
        self.items.get(at).map_or('\n', |item| item.stop)
    }

    /// Whether the item is a word that begins with a capital.
    pub fn upper(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.upper && item.word)
    }

    fn is_word(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.word)
    }

    /// Whether the item is a quotation.
    pub fn is_quote(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.quote.is_some())
    }

    /// Whether a point belongs to an abbreviation or a title before it.
    fn abbreviates(&self, point: usize) -> bool {
        point.checked_sub(1).is_some_and(|before| {
            let word = self.word(before);
            is_abbreviation(word) || word.chars().count() == 1 && self.upper(before)
        })
    }

    /// Whether a sentence ends with this item.
    pub fn ends_sentence(&self, at: usize) -> bool {
        let Some(item) = self.items.get(at) else { return true };
        let next = self.items.get(at + 1);
        match item.stop {
            '.' | '!' | '?' | '…' if item.quote.is_some() => {
                next.is_none_or(|next| next.quote.is_some() || next.upper)
            }
            '!' | '?' => true,
            '.' => {
                let goes_on = |next: &Item| {
                    next.word && !next.upper || matches!(next.stop, ')' | ']' | ',' | ';' | ':') && next.quote.is_none()
                };
                !self.abbreviates(at) && !next.is_some_and(goes_on)
            }
            '•' => true,
            _ => false,
        }
    }

    /// The first item of the sentence that holds `at`.
    pub fn sentence_start(&self, at: usize) -> usize {
        let floor = at.saturating_sub(REACH);
        (floor..at).rev().find(|&before| self.ends_sentence(before)).map_or(floor, |before| before + 1)
    }

    /// The item after the last of the sentence that holds `at`.
    pub fn sentence_end(&self, at: usize) -> usize {
        let ceiling = (at + REACH).min(self.items.len());
        (at..ceiling).find(|&here| self.ends_sentence(here)).map_or(ceiling, |here| here + 1)
    }

    /// The bytes from item `first` up to item `end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        let start = self.items.get(first).map_or(0, |item| item.span.start);
        let end = end.checked_sub(1).and_then(|last| self.items.get(last)).map_or(start, |item| item.span.end);
        Span::new(start, end)
    }

    /// A verb of saying at this item: whether it says by itself, and its form. None where the word is a noun or a passive.
    pub fn verb(&self, at: usize) -> Option<(bool, Form)> {
        let verb = words::verb(self.word(at)).filter(|_| !self.upper(at) || at == 0)?;
        if let Some((_, with)) = words::PHRASAL.iter().find(|(base, _)| *base == verb.base)
            && !self.says(at + 1, with)
        {
            return None;
        }
        let before = at.checked_sub(1)?;
        let auxiliary = (at.saturating_sub(3)..at).all(|i| self.is_word(i));
        let be = auxiliary && (at.saturating_sub(3)..at).any(|i| self.is(i, BE));
        let form = match verb.form {
            // "was called", but "is saying"
            Form::Past if be => return None,
            Form::Participle if be => Form::Past,
            form => form,
        };
        let noun = match form {
            Form::Participle => self.is(before, &["a", "an", "her", "his", "its", "my", "our", "the", "their", "this"]),
            Form::Base => !self.takes_base(before),
            _ => self.makes_noun(before),
        };
        (!noun).then_some((verb.strong, form))
    }

    /// Whether the verb at this item names whom it speaks to behind it, so that the speaker cannot stand there.
    pub fn addresses(&self, at: usize) -> bool {
        words::verb(self.word(at)).is_some_and(|verb| has(words::ADDRESSING, verb.base))
    }

    /// Whether a bare verb may follow this item: a plural, an auxiliary, "to", another verb's "and". Else the word is a noun ("a call").
    fn takes_base(&self, at: usize) -> bool {
        if self.is_adverb(at) && !self.is(at, &["'s", "’s"]) {
            return !self.is(at, &["is", "was", "are", "were", "be", "been"]) && at > 0 && self.takes_base(at - 1)
                || self.is(at, MODAL);
        }
        let word = self.word(at);
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !has(words::DETERMINERS, word);
        plural || has(PLURAL, word) || has(MODAL, word)
    }

    /// Whether what follows this item is a noun: "the claims", "his recent remarks", "of reports".
    fn makes_noun(&self, at: usize) -> bool {
        let word = self.word(at);
        if matches!(word, "'s" | "’s") {
            return true;
        }
        if has(words::DETERMINERS, word) {
            return !has(SPEAKING_DETERMINERS, word);
        }
        let adjective = !self.upper(at)
            && (has(ADJECTIVES, word)
                || ["al", "ive", "ic", "ous", "ful", "ary"].iter().any(|end| word.len() > 5 && word.ends_with(end)))
            && !has(&["executive", "official", "professional", "representative", "secretary", "critic"], word);
        adjective || has(words::LINKS, word) && word != "to"
    }

    /// Whether an item may stand inside a noun phrase.
    fn belongs(&self, at: usize) -> bool {
        let word = self.word(at);
        if word.is_empty() {
            return false;
        }
        if self.is_word(at) {
            let possessive = matches!(word, "'s" | "’s");
            // "US", "IT": no pronouns
            let acronym = word.len() > 1 && word.chars().all(char::is_uppercase);
            return possessive || acronym || !has(words::STOPS, word) && !has(words::LINKS, word);
        }
        matches!(word, "-" | "–" | "&" | "/" | "#" | "@")
            || word == "." && self.abbreviates(at)
            || matches!(word, "'" | "’")
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
            _ => self.back_from(last, floor),
        }
    }

    fn is_adverb(&self, at: usize) -> bool {
        let word = self.word(at);
        has(words::AUXILIARIES, word) || word.len() > 4 && word.ends_with("ly") && !self.upper(at)
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
            if phrase.head != Head::Noun {
                return Some(phrase);
            }
            // "the head of the fleet, Ida Falk, said"
            let inserted = self.back_from(close - 1, comma + 1);
            if let Some(name) = inserted.filter(|name| name.head == Head::Name && name.first == comma + 1) {
                return Some(Phrase { first: phrase.first, ..name });
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
        let mut end = last + 1;
        let mut first = self.run_back(end, floor);
        if first == end {
            return None;
        }
        let whole = end;
        let titled = (first..end).any(|i| self.upper(i) && self.is(i, words::TITLES))
            || self.person(self.span(first, end)).is_some();
        // "a spokesman for the firm": who speaks stands before the preposition
        for _ in 0..3 {
            let link = first
                .checked_sub(1)
                .filter(|&link| link > floor && !titled && self.is(link, words::LINKS) && !self.says(link, "to"));
            let Some(mut link) = link else { break };
            // "a letter seen by the paper"
            if self.says(link, "by")
                && link > floor + 1
                && (self.word(link - 1).ends_with("ed") || words::verb(self.word(link - 1)).is_some())
            {
                link -= 1;
            }
            let head = self.run_back(link, floor);
            let named =
                self.upper(link - 1) || self.is(head, words::DETERMINERS) || words::verb(self.word(link - 1)).is_none();
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

    fn pronoun(&self, at: usize) -> Phrase {
        Phrase { site: self.span(at, at + 1), first: at, end: at + 1, head: Head::Pronoun }
    }

    /// Who is named by the run of items from `first` to `end`, whose phrase goes on to `whole`.
    fn core(&self, first: usize, end: usize, whole: usize) -> Option<Phrase> {
        if first >= end {
            return None;
        }
        let span = self.span(first, end);
        let phrase = |site, head| Some(Phrase { site, first, end: whole, head });
        if let Some(person) = self.person(span).filter(|person| person.end + 2 > span.end) {
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
            let whole_name = if self.is_word(bare) { bare } else { name };
            let day = has(DAYS, self.word(whole_name));
            return if day { None } else { phrase(self.span(whole_name, end), Head::Name) };
        }
        let noun = last.chars().count() > 1 && last.chars().all(|c| c.is_alphabetic() || c == '.');
        let adverb = last.ends_with("ly")
            || has(words::DETERMINERS, last)
                && end - first == 1
                && !self.is(first, &["another", "many", "one", "others", "several", "some"]);
        if !noun || adverb { None } else { phrase(self.span(first, whole), Head::Noun) }
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
    fn mentions_in(&self, span: Span) -> impl Iterator<Item = &'t Mark> {
        let first = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        let inside = self.mentions.get(first..).unwrap_or(&[]).iter();
        inside
            .take_while(move |mention| mention.span.start < span.end)
            .filter(move |mention| span.contains(mention.span))
    }

    /// The last person named inside `span`.
    fn person(&self, span: Span) -> Option<Span> {
        self.mentions_in(span).filter(|mention| mention.kind == Kind::Person).last().map(|mention| mention.span)
    }

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
            let time = end > first && (self.is(end, words::DETERMINERS) && !joins || has(DAYS, self.word(end)));
            if time || !joins && !self.belongs(end) {
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
        self.named(first, end)
    }

    /// Who is named in a run behind a verb: the last name in it, unless the run begins like a common noun and ends like one.
    fn named(&self, first: usize, end: usize) -> Option<Phrase> {
        if let Some(site) = self.person(self.span(first, end)) {
            return Some(Phrase { site, first, end, head: Head::Name });
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
            let led = has(words::LINKS, word)
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
        fallback
    }

    /// WASHINGTON (AP) — …
    fn after_dateline(&self, start: usize, end: usize) -> usize {
        let capitals = self.word(start).len() > 2 && self.word(start).chars().all(char::is_uppercase);
        let dash = (start..end.min(start + 12)).find(|&i| matches!(self.stop(i), '—' | '–' | '-') && capitals);
        dash.map_or(start, |dash| dash + 1)
    }

    /// Whether the item behind a subject is its verb, or opens an insertion that puts the verb off.
    fn is_verbal(&self, at: usize) -> bool {
        if self.is(at, words::AUXILIARIES) && !self.is(at, &["'s", "’s"]) {
            return true;
        }
        let at = if self.is_adverb(at) { at + 1 } else { at };
        let word = self.word(at);
        has(words::AUXILIARIES, word)
            || word == "who"
            || words::verb(word).is_some() && !self.upper(at)
            || self.is_word(at) && !self.upper(at) && (word.ends_with("ed") || word.ends_with('s'))
    }

    /// The phrase that begins with item `at`, for a subject.
    fn phrase_at(&self, at: usize, end: usize) -> Option<Phrase> {
        if self.is(at, words::PRONOUNS) {
            return Some(self.pronoun(at));
        }
        let verbal =
            |at: usize| !self.upper(at) && (words::verb(self.word(at)).is_some() || self.word(at).ends_with("ed"));
        if verbal(at) && !self.upper(at) {
            return None;
        }
        let mut last = at;
        let named = self.upper(at) && !self.is(at, words::DETERMINERS);
        while last < end && last - at < 10 {
            let joins = last > at && self.upper(last - 1) && self.upper(last + 1) && self.is(last, &["de", "of"]);
            let verb = last > at
                && !self.upper(last)
                && (words::verb(self.word(last)).is_some() || self.word(last).ends_with("ed"));
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

static BE: &[&str] = &["are", "be", "been", "being", "is", "was", "were"];
/// What a bare verb may follow, plurals in -s apart.
static MODAL: &[&str] = &[
    "'d", "'ll", "also", "can", "could", "did", "do", "does", "may", "might", "must", "n't", "not", "shall", "should",
    "to", "will", "would", "’d", "’ll", "’t",
];
static PLURAL: &[&str] =
    &["and", "but", "children", "i", "men", "or", "people", "police", "then", "they", "we", "who", "women", "you"];
/// Determiners that may be a subject by themselves.
static SPEAKING_DETERMINERS: &[&str] =
    &["all", "another", "few", "many", "most", "one", "others", "several", "some", "that", "those"];
static ADJECTIVES: &[&str] = &["first", "last", "latest", "new", "old", "own", "past", "recent", "simple", "such"];
/// Words of time that follow a name without belonging to it, and words that open a clause before the sentence's subject.
static DAYS: &[&str] = &[
    "april",
    "august",
    "december",
    "earlier",
    "february",
    "friday",
    "january",
    "july",
    "june",
    "last",
    "late",
    "later",
    "monday",
    "november",
    "october",
    "saturday",
    "september",
    "sunday",
    "thursday",
    "today",
    "tonight",
    "tuesday",
    "wednesday",
    "yesterday",
];
static LEADING: &[&str] = &[
    "after",
    "although",
    "as",
    "asked",
    "because",
    "before",
    "earlier",
    "even",
    "if",
    "indeed",
    "instead",
    "last",
    "later",
    "meanwhile",
    "now",
    "once",
    "still",
    "then",
    "though",
    "when",
    "where",
    "while",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::text::read;

    #[test]
    fn tables_are_sorted() {
        assert!(DAYS.is_sorted() && LEADING.is_sorted());
    }

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
