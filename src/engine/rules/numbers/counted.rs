//! What is counted: the noun phrase behind a number, found by its plural ("300 ISIS fighters | left").

use super::pieces::Pieces;
use super::tables::List;

/// Plurals without an s, and nouns that are counted as they are; sorted.
static PLURALS: List = List::of(&[
    "aircraft",
    "alumni",
    "bacteria",
    "cattle",
    "children",
    "clergy",
    "crew",
    "criteria",
    "data",
    "dead",
    "deer",
    "elderly",
    "feet",
    "fish",
    "folk",
    "geese",
    "grandchildren",
    "gunmen",
    "hovercraft",
    "infantry",
    "injured",
    "livestock",
    "media",
    "men",
    "mice",
    "missing",
    "oxen",
    "people",
    "personnel",
    "phenomena",
    "police",
    "policemen",
    "policewomen",
    "salmon",
    "schoolchildren",
    "servicemen",
    "sheep",
    "shellfish",
    "spacecraft",
    "species",
    "spokesmen",
    "staff",
    "stimuli",
    "swine",
    "teeth",
    "troops",
    "warheads",
    "watercraft",
    "wives",
    "women",
    "wounded",
]);

/// Words in s that are no plural nouns; sorted. Adjectives in -ous, -less and words in -ss, -us, -is are known by their ends.
static NO_PLURALS: List = List::of(&[
    "across",
    "afterwards",
    "always",
    "as",
    "backwards",
    "besides",
    "christmas",
    "does",
    "downwards",
    "forwards",
    "gas",
    "has",
    "hers",
    "his",
    "its",
    "needs",
    "news",
    "nowadays",
    "onwards",
    "ours",
    "overseas",
    "perhaps",
    "says",
    "sometimes",
    "texas",
    "theirs",
    "this",
    "thus",
    "towards",
    "upwards",
    "versus",
    "was",
    "whereas",
    "yours",
]);

/// Words that no counted noun phrase runs over; sorted.
static STOPS: List = List::of(&[
    "a",
    "about",
    "after",
    "against",
    "ago",
    "all",
    "along",
    "also",
    "although",
    "am",
    "among",
    "an",
    "and",
    "any",
    "are",
    "around",
    "as",
    "at",
    "away",
    "back",
    "be",
    "because",
    "been",
    "before",
    "began",
    "being",
    "below",
    "between",
    "both",
    "but",
    "by",
    "came",
    "can",
    "come",
    "could",
    "did",
    "do",
    "does",
    "down",
    "during",
    "each",
    "either",
    "every",
    "for",
    "from",
    "gave",
    "get",
    "go",
    "got",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "him",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "including",
    "inside",
    "into",
    "is",
    "it",
    "its",
    "just",
    "last",
    "later",
    "left",
    "made",
    "may",
    "me",
    "might",
    "must",
    "my",
    "near",
    "neither",
    "next",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "only",
    "onto",
    "or",
    "our",
    "out",
    "outside",
    "over",
    "per",
    "remain",
    "said",
    "say",
    "says",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "some",
    "still",
    "take",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "to",
    "today",
    "told",
    "too",
    "took",
    "toward",
    "towards",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "versus",
    "vs",
    "was",
    "we",
    "went",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yesterday",
    "yet",
    "you",
    "your",
]);

/// Words that stand between a number and its noun and are no part of what is counted; sorted.
static LEADING: List = List::of(&["additional", "extra", "further", "more"]);

/// Whether piece `i` looks like a plural noun.
pub fn is_plural(p: &Pieces, i: usize) -> bool {
    let word = p.at(i);
    if !p.is_word(i) || word.len() < 3 {
        return false;
    }
    if PLURALS.holds(word) {
        return true;
    }
    let lower_end = |end: &str| {
        word.len() > end.len() && word.get(word.len() - end.len()..).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    let acronym =
        word.len() > 2 && word.ends_with('s') && word[..word.len() - 1].bytes().all(|b| b.is_ascii_uppercase());
    acronym
        || lower_end("s")
            && !lower_end("ss")
            && !lower_end("us")
            && !lower_end("is")
            && !NO_PLURALS.holds(word)
            && !STOPS.holds(word)
}

/// What is counted by the number that ends before `i`: the pieces from the first up to before the second.
/// `one`: a singular is counted.
pub fn after(p: &Pieces, i: usize, one: bool) -> Option<(usize, usize)> {
    let mut start = i;
    if p.hyphen(start) {
        return None;
    }
    // "11 of the buses", "hundreds of militants"; "six of them" says nothing
    if p.is(start, "of") {
        start += 1;
        while p.any(start, &["the", "these", "those", "its", "their", "his", "her", "our", "my", "your"]) {
            start += 1;
        }
        if super::words::cardinal(p.at(start)).is_some() || p.is_number(start) {
            return None;
        }
    }
    while LEADING.holds(p.at(start)) {
        start += 1;
    }
    let end = noun_phrase(p, start, one)?;
    Some((start, end))
}

/// Where the noun phrase ends that begins at `start`: behind its first plural that no other noun follows.
fn noun_phrase(p: &Pieces, start: usize, one: bool) -> Option<usize> {
    let mut at = start;
    let mut words = 0;
    while words < 7 {
        let gap = p.gap(at);
        if !p.is_word(at) || at > start && gap.contains('\n') || STOPS.holds(p.at(at)) {
            return if one && at > start && !p.is_number(at) { Some(singular(p, start, at)) } else { None };
        }
        let mut end = at + 1;
        // "anti-tank", "man-made": one word
        while p.hyphen(end) && p.is_word(end + 1) {
            end += 2;
        }
        let possessive = matches!(p.at(end), "'s" | "’s")
            || matches!(p.at(end), "'" | "’")
                && p.joined(end)
                && p.is_word(end + 1)
                && p.at(end.wrapping_sub(1)).ends_with('s');
        if possessive {
            at = end + 1;
            words += 1;
            continue;
        }
        if is_plural(p, end - 1) && !one {
            // "United Nations peacekeepers", "sports cars": the head is the last plural of those in a row
            let next = p.is_word(end)
                && is_plural(p, end)
                && !p.any(end - 1, &["people", "men", "women", "troops", "children", "others"])
                && !p.gap(end).contains('\n');
            let open = p.capital(end - 1)
                && p.capital(at)
                && p.is_word(end)
                && !STOPS.holds(p.at(end))
                && noun_phrase_goes_on(p, end);
            // "wounded soldiers", "dead bodies"
            if !next && !open {
                return Some(end);
            }
        }
        // A past participle behind a singular: "one soldier killed"
        if one && at > start && is_verb_like(p.at(at)) {
            return Some(at);
        }
        at = end;
        words += 1;
    }
    None
}

/// Whether a plural follows soon behind a capitalised plural ("Democratic Forces fighters", "Nations aid workers").
fn noun_phrase_goes_on(p: &Pieces, i: usize) -> bool {
    for at in i..i + 3 {
        if !p.is_word(at) || STOPS.holds(p.at(at)) || is_verb_like(p.at(at)) {
            return false;
        }
        if is_plural(p, at) {
            return true;
        }
    }
    false
}

/// The end of a singular phrase: without an adverb or participle at its end.
fn singular(p: &Pieces, start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start + 1 && (is_verb_like(p.at(end - 1)) || p.at(end - 1).ends_with("ly")) {
        end -= 1;
    }
    end
}

fn is_verb_like(word: &str) -> bool {
    word.len() > 3 && word.ends_with("ed") && word.starts_with(char::is_lowercase)
}
