//! A stretch of text with its quotations closed up: attribution reads what stands around them, never what is in them. A quotation is
//! one item of its frame; what it holds is a frame of its own, for quotations inside quotations.

use super::verbs::{self, Form, Verb};
use super::words::{self, Class, Words, has};
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
    /// What classes it belongs to, as a word by itself.
    pub classes: Class,
    /// What verb of saying it is a form of, as a word by itself.
    pub verb: Option<Verb>,
    /// What a quotation ends with, or the mark itself: `.`, `,`, `:` …; blank for words.
    pub stop: char,
}

impl Item {
    /// A token.
    fn of(text: &str, token: Token) -> Self {
        let word = token.text(text);
        let begin = word.chars().next().unwrap_or(' ');
        let stop = if token.class == TokenClass::Punctuation { begin } else { ' ' };
        let (classes, verb) =
            if token.class == TokenClass::Word { words::look_up(word) } else { (Class::default(), None) };
        Self { span: token.span, quote: None, word: token.is_word(), upper: begin.is_uppercase(), classes, verb, stop }
    }

    /// A quotation, closed up.
    fn closed(text: &str, &(number, span, inner): &(usize, Span, Span)) -> Self {
        let inner = inner.of(text);
        let last = inner.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '"' | '”' | '»'));
        let stop = last.chars().next_back().filter(|c| !c.is_alphanumeric()).unwrap_or(' ');
        let upper = inner.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
        Self { span, quote: Some(number), word: false, upper, classes: Class::default(), verb: None, stop }
    }
}

/// What is quoted at one level of a block, and what stands around it.
pub struct Frame<'t> {
    /// The block's text.
    pub text: &'t str,
    /// In order.
    pub items: Vec<Item>,
    /// The actors named in the block, by place.
    pub mentions: &'t [Mark],
    /// Whether all words that count are capitalised, as in headlines: then capitals tell nothing of names and titles.
    pub headline: bool,
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
        let first = tokens.partition_point(|token| token.span.start < range.start);
        let end = tokens.partition_point(|token| token.span.start < range.end);
        let mut items = Vec::with_capacity((end - first.min(end)) + quotes.len());
        let mut quotes = quotes.iter();
        let mut quote = quotes.next();
        let mut skip = range.start;
        for token in tokens.get(first..end).unwrap_or(&[]) {
            while let Some(closed) = quote.filter(|(_, span, _)| span.start <= token.span.start) {
                items.push(Item::closed(text, closed));
                skip = closed.1.end;
                quote = quotes.next();
            }
            if token.span.start >= skip {
                items.push(Item::of(text, *token));
            }
        }
        items.extend(
            quote
                .into_iter()
                .chain(quotes)
                .take_while(|(_, span, _)| span.start <= range.end)
                .map(|closed| Item::closed(text, closed)),
        );
        let headline = is_headline(text, &items);
        Self { text, items, mentions, headline }
    }

    /// The text of an item; empty for quotations and beyond the end.
    pub fn word(&self, at: usize) -> &'t str {
        self.items.get(at).filter(|item| item.quote.is_none()).map_or("", |item| item.span.of(self.text))
    }

    /// The verb of saying that the item is a form of, if it is a verb at all.
    pub fn saying(&self, at: usize) -> Option<Verb> {
        self.items.get(at)?.verb
    }

    /// Whether the item is one of these words.
    pub fn is(&self, at: usize, words: impl Words) -> bool {
        let item = self.items.get(at).filter(|item| item.quote.is_none());
        item.is_some_and(|item| words.hold_known(item.classes, item.span.of(self.text)))
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

    /// Whether the item is a word or a number.
    pub fn is_word(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.word)
    }

    /// Whether the item is a quotation.
    pub fn is_quote(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.quote.is_some())
    }

    /// Whether a point belongs to an abbreviation or a title before it.
    pub fn abbreviates(&self, point: usize) -> bool {
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
    #[inline]
    pub fn verb(&self, at: usize) -> Option<(bool, Form)> {
        // Most words are told to be none right here.
        self.verb_at(at, self.saying(at)?)
    }

    fn verb_at(&self, at: usize, verb: Verb) -> Option<(bool, Form)> {
        if self.upper(at) && at != 0 && !self.headline {
            return None;
        }
        if let Some((_, with)) = verbs::PHRASAL.iter().find(|(base, _)| *base == verb.base)
            && !self.says(at + 1, with)
        {
            return None;
        }
        let before = at.checked_sub(1)?;
        let be = (at.saturating_sub(3)..at).rev().take_while(|&i| self.is_word(i)).any(|i| self.is(i, BE));
        // "Arab states, most of all"
        let people = |mention: &Mark| matches!(mention.kind, Kind::People | Kind::Place | Kind::State);
        if verb.base == "state" && self.mentions_in(self.span(before, at)).any(people) {
            return None;
        }
        let form = match verb.form {
            // "was called", but "is saying"
            Form::Past if be => return None,
            Form::Participle if be => Form::Past,
            form => form,
        };
        let noun = match form {
            Form::Participle => self.is(before, &["a", "an", "her", "his", "its", "my", "our", "the", "their", "this"]),
            Form::Base => !self.takes_base(before),
            // "the clinic said": no noun looks like these
            _ => self.makes_noun(before) && !(self.is(at, PLAIN) && self.is_adjective(before)),
        };
        (!noun).then_some((verb.strong || self.strengthened(at), form))
    }

    /// Whether the word behind a verb makes it one of saying: "pointed out".
    fn strengthened(&self, at: usize) -> bool {
        let with = self.saying(at).and_then(|verb| verbs::STRENGTHENED.iter().find(|(base, _)| *base == verb.base));
        with.is_some_and(|(_, with)| self.says(at + 1, with))
    }

    /// The item after a verb of saying, the word that belongs to it counted: "went on", "pointed out".
    pub fn verb_end(&self, at: usize) -> usize {
        let phrasal = self.saying(at).is_some_and(|verb| {
            verbs::PHRASAL.iter().any(|(base, with)| *base == verb.base && *with != "that" && self.says(at + 1, with))
        });
        at + 1 + usize::from(phrasal || self.strengthened(at))
    }

    /// Whether the verb at this item names whom it speaks to behind it, so that the speaker cannot stand there.
    pub fn addresses(&self, at: usize) -> bool {
        self.saying(at).is_some_and(|verb| has(words::ADDRESSING, verb.base))
    }

    /// Whether a bare verb may follow this item: a plural, an auxiliary, "to", another verb's "and". Else the word is a noun ("a call").
    fn takes_base(&self, at: usize) -> bool {
        if self.is_adverb(at) && !self.is(at, &["'s", "’s"]) {
            return !self.is(at, &["is", "was", "are", "were", "be", "been"]) && at > 0 && self.takes_base(at - 1)
                || self.is(at, MODAL);
        }
        let word = self.word(at);
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !self.is(at, words::DETERMINERS);
        plural || has(PLURAL, word) || has(MODAL, word)
    }

    /// Whether what follows this item is a noun: "the claims", "his recent remarks", "of reports".
    fn makes_noun(&self, at: usize) -> bool {
        let word = self.word(at);
        if matches!(word, "'s" | "’s") {
            return true;
        }
        if self.is(at, words::DETERMINERS) {
            return !has(SPEAKING_DETERMINERS, word);
        }
        self.is_adjective(at) || self.is(at, words::LINKS) && word != "to" && !self.is_surname(at)
    }

    /// Whether an item looks like an adjective.
    fn is_adjective(&self, at: usize) -> bool {
        let word = self.word(at);
        // "the 24-year-old"
        let aged = word == "old" && at > 1 && matches!(self.stop(at - 1), '-' | '‑');
        let ends = ["al", "ive", "ic", "ous", "ful", "ary"].iter().any(|end| word.len() > 5 && word.ends_with(end));
        !self.upper(at) && !aged && (has(ADJECTIVES, word) || ends && !has(NOUNS, word))
    }

    /// Whether the item stands between a subject and its verb.
    pub fn is_adverb(&self, at: usize) -> bool {
        let word = self.word(at);
        self.is(at, words::AUXILIARIES) && !self.is_surname(at)
            || word.len() > 4 && word.ends_with("ly") && !self.upper(at)
    }
}

/// Whether a stretch of text is set like a headline, its quotations left out.
fn is_headline(text: &str, items: &[Item]) -> bool {
    const LONGEST: usize = 40;
    if items.len() > LONGEST {
        return false;
    }
    let counts = |item: &&Item| {
        let word = item.span.of(text);
        item.word
            && !item.classes.meets(words::SMALL)
            && !word.starts_with(['\'', '’'])
            && word.starts_with(char::is_alphabetic)
    };
    // Mostly the second word tells.
    if !items.iter().filter(counts).all(|item| item.upper) {
        return false;
    }
    // "Ober: Roof ‘…’", "‘…’ Says Ober"
    let speaks = |item: &Item| {
        item.quote.is_none() && (item.stop == ':' || item.upper && item.verb.is_some_and(|verb| verb.strong))
    };
    items.iter().filter(counts).count() >= if items.iter().any(speaks) { 2 } else { 3 }
}

/// Forms of "be": before a participle they make a passive.
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
/// Nouns that end like adjectives.
#[rustfmt::skip]
static NOUNS: &[&str] = &[
    "academic", "admiral", "archive", "cardinal", "cleric", "clinic", "collective", "commentary", "cooperative", "critic",
    "detective", "dignitary", "executive", "festival", "general", "hospital", "individual", "initiative",
    "intellectual", "journal", "judiciary", "mechanic", "military", "missionary", "official", "paramilitary", "portal",
    "principal", "professional", "public", "relative", "representative", "republic", "revolutionary", "rival",
    "secretary", "survival", "tribunal",
];
/// Forms of verbs that are never nouns.
static PLAIN: &[&str] = &["said", "says", "told", "writes", "wrote"];
static ADJECTIVES: &[&str] = &["first", "last", "latest", "new", "old", "own", "past", "recent", "simple", "such"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(
            [BE, MODAL, PLURAL, SPEAKING_DETERMINERS, ADJECTIVES, NOUNS, PLAIN].iter().all(|table| table.is_sorted())
        );
    }
}
