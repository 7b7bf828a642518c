//! Common nouns of those who speak: what pronoun stands for them.

use super::words::{self, has};
use crate::engine::finding::Gender;

/// The head of a noun phrase: its last word before "of", "who" and the like.
pub fn head_of(noun: &str) -> &str {
    let mut head = "";
    for word in noun.split([' ', '-']) {
        if has(words::LINKS, word) || has(words::STOPS, word) || word.ends_with(',') && !head.is_empty() {
            break;
        }
        head = word.trim_end_matches([',', '\'', '’']);
    }
    head
}

/// What pronoun stands for a noun phrase, by its head.
pub fn gender_of(noun: &str) -> Option<Gender> {
    let head = head_of(noun);
    // "Ana Lim and Bo Falk", "a sailor and his wife"
    let joined = noun.split(' ').find(|word| has(words::LINKS, word) || *word == "and" || word.ends_with(','));
    if joined == Some("and") {
        return Some(Gender::Plural);
    }
    let ends = |endings: &[&str]| endings.iter().any(|end| head.to_ascii_lowercase().ends_with(end));
    if has(FEMALE, head) || ends(&["woman", "ess"]) && !ends(&["press", "business", "witness", "congress", "process"]) {
        Some(Gender::Feminine)
    } else if has(MALE, head) || ends(&["man"]) && !ends(&["woman"]) {
        Some(Gender::Masculine)
    } else if has(GROUPS, head)
        || ends(&["men", "women"])
        || head.ends_with('s') && !head.ends_with("ss") && !has(SINGULAR_S, head)
    {
        Some(Gender::Plural)
    } else if has(words::OFFICES, head)
        || has(words::SOURCES, head)
        || ends(&["er", "or", "ist", "ian", "ant", "ent", "ic", "ee"]) && !has(THINGS, head)
    {
        None
    } else if has(THINGS, head) || ends(&["tion", "ment", "ity", "ency", "ure", "ism", "ship", "ing"]) {
        Some(Gender::Neuter)
    } else {
        None
    }
}

#[rustfmt::skip]
static FEMALE: &[&str] = &[
    "aunt", "bride", "daughter", "ex-wife", "fiancée", "girl", "girlfriend", "grandmother", "lady", "mom", "mother",
    "mum", "niece", "nun", "queen", "sister", "stepmother", "widow", "wife", "woman",
];
#[rustfmt::skip]
static MALE: &[&str] = &[
    "boy", "boyfriend", "brother", "dad", "ex-husband", "father", "fiancé", "gentleman", "grandfather", "grandson",
    "groom", "guy", "husband", "king", "man", "monk", "nephew", "son", "stepfather", "uncle", "widower",
];
/// Nouns without an -s that take "they".
#[rustfmt::skip]
static GROUPS: &[&str] = &[
    "children", "couple", "duo", "pair", "people", "police", "staff", "trio",
];
/// Nouns with an -s that are one.
#[rustfmt::skip]
static SINGULAR_S: &[&str] = &[
    "analysis", "boss", "campus", "census", "news", "series",
];
/// Nouns of what speaks without being a person.
#[rustfmt::skip]
static THINGS: &[&str] = &[
    "administration", "advert", "affidavit", "agency", "alliance", "analysis", "army", "article", "bank", "bill", "blog",
    "board", "book", "brief", "bulletin", "cabinet", "campaign", "center", "centre", "channel", "charity", "charter",
    "church", "club", "committee", "communique", "communiqué", "company", "complaint", "council", "court", "document",
    "editorial", "email", "embassy", "filing", "firm", "government", "group", "institute", "law", "lawsuit", "letter",
    "magazine", "memo", "ministry", "motion", "news", "newspaper", "note", "notice", "office", "order", "outlet",
    "paper", "parliament", "party", "petition", "poll", "post", "poster", "release", "report", "resolution", "ruling",
    "school", "series", "sign", "statement", "station", "study", "suit", "survey", "text", "tweet", "union",
    "university", "verdict", "website",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!([FEMALE, MALE, GROUPS, SINGULAR_S, THINGS].iter().all(|table| table.is_sorted()));
    }

    #[test]
    fn nouns_tell_their_pronoun() {
        let cases = [
            ("a spokeswoman for the firm", Some(Gender::Feminine)),
            ("the congressman", Some(Gender::Masculine)),
            ("two officials", Some(Gender::Plural)),
            ("police", Some(Gender::Plural)),
            ("two sailors and the mayor", Some(Gender::Plural)),
            ("the office for health and works", Some(Gender::Neuter)),
            ("the ministry of health", Some(Gender::Neuter)),
            ("an official at the bank", None),
            ("a witness", None),
        ];
        for (noun, expected) in cases {
            assert_eq!(gender_of(noun), expected, "{noun}");
        }
    }
}
