//! What is counted: the noun phrase behind a number, found by its plural ("300 ISIS fighters | left").

use super::pieces::Pieces;
use super::tables::{List, Word};

/// Plurals without an s, and nouns that are counted as they are; sorted.
#[rustfmt::skip]
static PLURALS: List = List::of(&[
    "aircraft", "alibis", "alumnae", "alumni", "azerbaijanis", "bacteria", "bahrainis", "bangladeshis", "bengalis",
    "bikinis", "burmese", "cattle", "children", "chinese", "clergy", "congolese", "crew", "criteria", "data", "dead",
    "deer", "elderly", "emiratis", "emus", "feet", "fish", "folk", "geese", "gujaratis", "gurus", "hindus", "houthis",
    "hovercraft", "infantry", "injured", "inuit", "iraqis", "israelis", "japanese", "kashmiris", "khakis", "kuwaitis",
    "lebanese", "livestock", "maltese", "maori", "media", "men", "menus", "mice", "missing", "mujahideen", "nepalese",
    "nepalis", "omanis", "oxen", "pakistanis", "people", "personnel", "phenomena", "police", "portuguese", "punjabis",
    "qataris", "rohingya", "safaris", "salafis", "salmon", "saudis", "senegalese", "sheep", "shellfish", "sikhs",
    "sindhis", "skis", "somalis", "spacecraft", "species", "staff", "stimuli", "sudanese", "sunnis", "swine",
    "taiwanese", "taliban", "taxis", "teeth", "troops", "tsunamis", "vietnamese", "warheads", "watercraft", "wives",
    "women", "wounded", "yazidis", "yemenis", "zulus",
]);

/// Words in s that are no plural nouns; sorted. Adjectives in -ous, -less and words in -ss, -us, -is are known by their ends.
#[rustfmt::skip]
static NO_PLURALS: List = List::of(&[
    "across", "afterwards", "always", "as", "backwards", "besides", "christmas", "does", "downwards", "forwards",
    "gas", "has", "hers", "his", "its", "needs", "news", "nowadays", "onwards", "ours", "overseas", "perhaps", "says",
    "sometimes", "texas", "theirs", "this", "thus", "towards", "upwards", "versus", "was", "whereas", "yours",
]);

/// Verbs in the third person that are no plural nouns, and irregular past forms: where a noun phrase ends; sorted.
#[rustfmt::skip]
static VERBS: List = List::of(&[
    "agrees", "allows", "appears", "argues", "arrives", "asks", "ate", "became", "becomes", "began", "begins",
    "believes", "belongs", "bought", "brings", "brought", "came", "caught", "chose", "comes", "comprises",
    "considers", "consists", "contains", "continues", "contributes", "creates", "deals", "dealt", "depends",
    "derives", "describes", "deserves", "differs", "drew", "drove", "earns", "eats", "emerges", "ensures", "enters",
    "exists", "expects", "explains", "feels", "fell", "felt", "fled", "flew", "follows", "fought", "gave", "gets",
    "gives", "goes", "got", "grew", "grows", "had", "happens", "heard", "hears", "held", "hid", "includes", "insists",
    "involves", "keeps", "kept", "knew", "knows", "laid", "led", "lies", "loses", "made", "makes", "meant", "meets",
    "mentions", "met", "occurs", "opposes", "originates", "owns", "paid", "pays", "prefers", "prevents", "produces",
    "provides", "ran", "rang", "reaches", "receives", "refers", "relies", "remains", "represents", "requires", "rode",
    "rose", "said", "sang", "sat", "saw", "says", "seems", "sees", "sells", "sends", "sent", "serves", "sits",
    "slept", "sold", "sought", "speaks", "spends", "spent", "spoke", "stays", "stole", "stood", "struck", "suffers",
    "suggests", "supposes", "swam", "swore", "takes", "taught", "tells", "tends", "thinks", "thought", "threw",
    "told", "took", "tries", "understands", "wants", "went", "wishes", "woke", "won", "wore", "writes", "wrote",
]);

/// Words that no counted noun phrase runs over; sorted.
#[rustfmt::skip]
static STOPS: List = List::of(&[
    "a", "able", "about", "according", "after", "against", "ago", "alike", "all", "alone", "along", "also",
    "although", "am", "among", "an", "and", "annually", "any", "are", "aren", "around", "as", "at", "available",
    "away", "back", "be", "because", "been", "before", "began", "being", "below", "beside", "besides", "between",
    "beyond", "both", "but", "by", "came", "can", "cannot", "come", "concerning", "could", "couldn", "daily",
    "depending", "despite", "did", "didn", "do", "does", "doesn", "don", "down", "due", "during", "each", "either",
    "every", "following", "for", "from", "gave", "get", "go", "got", "had", "hadn", "has", "hasn", "have", "haven",
    "he", "her", "here", "him", "his", "how", "however", "i", "if", "in", "including", "inside", "into", "is", "isn",
    "it", "its", "just", "last", "later", "left", "likely", "made", "may", "me", "might", "must", "my", "nationwide",
    "near", "neither", "next", "no", "nor", "not", "now", "of", "off", "on", "only", "onto", "or", "our", "out",
    "outside", "over", "overall", "per", "ready", "regarding", "remain", "said", "say", "says", "shall", "she",
    "should", "shouldn", "since", "so", "some", "still", "take", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "though", "through", "throughout", "to", "today", "together", "told",
    "too", "took", "toward", "towards", "unable", "under", "unlikely", "until", "up", "upon", "us", "versus", "via",
    "vs", "was", "wasn", "we", "went", "were", "weren", "what", "when", "where", "whereas", "whereby", "whether",
    "which", "while", "whilst", "who", "whom", "whose", "why", "will", "with", "within", "without", "worldwide",
    "worth", "would", "wouldn", "yearly", "yesterday", "yet", "you", "your",
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
    let ends = |end: &str| {
        word.len() > end.len() && word.get(word.len() - end.len()..).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    let acronym =
        word.len() > 2 && word.ends_with('s') && word[..word.len() - 1].bytes().all(|b| b.is_ascii_uppercase());
    // "fishermen", "townspeople"; "specimen", "omen" are one
    let people = (ends("men") && !ends("imen") && !ends("omen") && !ends("umen") && !ends("amen") && !ends("ymen"))
        || ends("women")
        || ends("people")
        || ends("children");
    acronym
        || people
        || ends("s")
            && !ends("ss")
            && !ends("us")
            && !ends("is")
            && !NO_PLURALS.holds(word)
            && !VERBS.holds(word)
            && !STOPS.holds(word)
}

/// Nouns in -ly, which are no adverbs; sorted.
#[rustfmt::skip]
static NOUNS_IN_LY: List = List::of(&[
    "ally", "anomaly", "assembly", "belly", "bully", "butterfly", "family", "fly", "italy", "july", "lily",
    "monopoly", "rally", "reply", "supply",
]);

/// Of how many the noun phrase tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// A plural.
    Many,
    /// A singular: "one British tourist".
    One,
    /// Either: what parts and shares are of ("half of the ice", "5% of voters").
    Either,
}

/// What is counted by the number that ends before `i`: the pieces from the first up to before the second.
pub fn after(p: &Pieces, i: usize, noun: Noun) -> Option<(usize, usize)> {
    let mut start = i;
    if p.hyphen(start) {
        return None;
    }
    // "11 of the buses", "hundreds of militants"; "six of them" says nothing
    if p.is(start, "of") {
        start += 1;
        while p.any(
            start,
            &["all", "the", "these", "those", "this", "that", "its", "their", "his", "her", "our", "my", "your"],
        ) {
            start += 1;
        }
        if super::words::cardinal(p.word(start)).is_some() || p.is_number(start) {
            return None;
        }
    }
    while LEADING.holds(p.word(start)) {
        start += 1;
    }
    let end = noun_phrase(p, start, noun)?;
    Some((start, end))
}

/// Where the noun phrase ends that begins at `start`: behind its first plural that no other noun follows, or behind a singular where
/// one may stand.
fn noun_phrase(p: &Pieces, start: usize, noun: Noun) -> Option<usize> {
    let mut at = start;
    let mut words = 0;
    while words < 7 {
        if phrase_stops(p, start, at, noun) {
            return (noun != Noun::Many && at > start && !p.is_number(at)).then(|| singular(p, start, at));
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
        // "two million people's lives"
        if possessive && p.is(at, "people") && noun == Noun::Many {
            return Some(end);
        }
        if possessive {
            at = end + 1;
            words += 1;
            continue;
        }
        if is_plural(p, end - 1) && noun != Noun::One {
            // "United Nations peacekeepers", "sports cars": the head is the last plural of those in a row
            let next = p.is_word(end)
                && is_plural(p, end)
                && !p.any(end - 1, &["people", "men", "women", "troops", "children", "others"])
                && !p.gap(end).contains('\n');
            let open = p.capital(end - 1)
                && p.capital(at)
                && p.is_word(end)
                && !STOPS.holds(p.word(end))
                && plural_follows(p, end);
            if !next && !open {
                return Some(end);
            }
        }
        at = end;
        words += 1;
    }
    None
}

/// Whether the noun phrase that begins at `start` ends before `at`.
fn phrase_stops(p: &Pieces, start: usize, at: usize, noun: Noun) -> bool {
    let word = p.at(at);
    if !p.is_word(at) || at > start && p.gap(at).contains('\n') {
        return true;
    }
    // "in-depth talks" goes on; so does "military and police checkpoints"
    if STOPS.holds(word) && !p.hyphen(at + 1) {
        let joins = p.any(at, &["and", "or"]) && at > start && noun == Noun::Many && !is_verb_like(p.before(at, 1));
        return !(joins && plural_follows(p, at + 1));
    }
    if at == start {
        return false;
    }
    // "one soldier killed", but "one highly trained soldier"
    let adverb = |at: usize| p.at(at).ends_with("ly") && !NOUNS_IN_LY.holds(p.word(at));
    let verb = VERBS.holds(word) || noun != Noun::Many && is_verb_like(word) && !adverb(at - 1);
    verb || adverb(at)
        && (VERBS.holds(p.word(at + 1))
            || noun != Noun::Many && p.at(at + 1).ends_with('s') && !p.capital(at + 1)
            || noun != Noun::Many && is_verb_like(p.at(at + 1)) && !is_plural(p, at + 2))
}

/// Whether a plural follows within a few words, and nothing between that ends a noun phrase.
fn plural_follows(p: &Pieces, i: usize) -> bool {
    for at in i..i + 3 {
        let number = super::words::cardinal(p.word(at)).is_some();
        if !p.is_word(at) || number || STOPS.holds(p.word(at)) || VERBS.holds(p.word(at)) || is_verb_like(p.at(at)) {
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
    let adverb = |word: &str| word.ends_with("ly") && !NOUNS_IN_LY.holds(word);
    while end > start + 1 && (is_verb_like(p.at(end - 1)) || adverb(p.at(end - 1))) {
        end -= 1;
    }
    end
}

/// Whether no counted noun phrase runs over a word: a preposition, an article, a form of "to be" …
pub fn is_stop<'w>(word: impl Into<Word<'w>>) -> bool {
    STOPS.holds(word)
}

/// Whether a word is a verb of a form that no noun has.
pub fn is_verb<'w>(word: impl Into<Word<'w>>) -> bool {
    VERBS.holds(word)
}

/// Whether a word in -ed may be a past form ("killed", not "deed" or "shed").
pub fn is_verb_like(word: &str) -> bool {
    word.len() > 3
        && word.ends_with("ed")
        && !word.ends_with("eed")
        && !matches!(word, "shed" | "bred" | "sled")
        && word.starts_with(char::is_lowercase)
}
