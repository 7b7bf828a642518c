//! What becomes of contributions, and what became of them: a rule tells the one in the present tense, a report the other in the past.

use super::Word;
use crate::engine::index::Set;

/// What it weighs that a sentence says what becomes of contributions ("posts that … are hidden"): of which fate is a matter of the site's words.
/// Only a sentence of the present tense lays down: what was removed is news.
const FATE: f32 = 1.2;

/// Whether a sentence says what becomes of contributions or their writers.
pub fn fate(words: &[Word]) -> f32 {
    let mut at = 0;
    while at < words.len() {
        let end = words[at + 1..].iter().position(|word| word.opens).map_or(words.len(), |next| at + 1 + next);
        let sentence = &words[at..end];
        let has = |set: &Set| sentence.iter().any(|word| set.holds(word.key));
        if has(&CONTRIBUTIONS) && !has(&TOLD) {
            let is = |at: usize, set: &Set| sentence.get(at).is_some_and(|word| set.holds(word.key));
            let fated = |at: usize| {
                let passive = is(at - 1, &PASSIVE) || at > 1 && is(at - 2, &PASSIVE);
                is(at, &FATES) && passive || is(at, &ACTS) && is(at - 1, &ACTORS) || is(at, &ENDS)
            };
            if (1..sentence.len()).any(fated) {
                return FATE;
            }
        }
        at = end;
    }
    0.0
}

#[rustfmt::skip]
static CONTRIBUTIONS: Set = Set::of(&[
    "comment", "commenter", "commenters", "comments", "contribution", "contributions", "message", "messages", "post", "posting", "postings", "posts",
    "remark", "remarks", "replies", "reply", "submission", "submissions",
]);

/// What was removed is news, what should be is an opinion, what was submitted is one comment: none of them lays down.
#[rustfmt::skip]
static TOLD: Set = Set::of(&[
    "ago", "did", "had", "said", "should", "submitted", "was", "were", "yesterday"]);

#[rustfmt::skip]
static PASSIVE: Set = Set::of(&["are", "be", "been", "being", "get", "is"]);

/// What is done with contributions, as a passive has it.
#[rustfmt::skip]
static FATES: Set = Set::of(&[
    "accepted", "approved", "barred", "binned", "blocked", "censored", "checked", "cut", "deleted", "discarded", "disregarded", "dropped", "edited",
    "erased", "excluded", "filtered", "flagged", "held", "hidden", "ignored", "moderated", "monitored", "muted", "premoderated", "printed", "published",
    "quarantined", "read", "refused", "rejected", "released", "removed", "reviewed", "screened", "shortened", "shown", "suspended", "taken", "tolerated",
    "trimmed", "vetted", "wiped", "withdrawn", "withheld",
]);

/// The same, done by the site.
#[rustfmt::skip]
static ACTS: Set = Set::of(&[
    "approve", "ban", "bar", "block", "check", "close", "cut", "delete", "discard", "drop", "edit", "erase", "exclude", "filter", "hide", "moderate",
    "monitor", "mute", "publish", "read", "refuse", "reject", "release", "remove", "review", "screen", "shorten", "suspend", "take", "trim", "vet",
    "withdraw", "withhold",
]);

#[rustfmt::skip]
static ACTORS: Set = Set::of(&[
    "and", "can", "do", "editors", "may", "moderators", "not", "or", "staff", "team", "to", "we", "will",
]);

/// What happens to them by itself.
#[rustfmt::skip]
static ENDS: Set = Set::of(&["appear", "appears", "disappear", "disappears", "vanish", "vanishes"]);

/// Whether a word is a verb in the past that somebody did something with ("removed the", "banned hundreds"): reports tell so, rules do not.
pub fn tells(words: &[Word], at: usize) -> bool {
    static NO_PAST: Set = Set::of(&[
        "and", "are", "as", "be", "been", "being", "get", "has", "have", "if", "is", "it", "not", "or", "that", "the",
        "was", "were", "which", "who", "you",
    ]);
    static OBJECTS: Set = Set::of(&["a", "an", "her", "hundreds", "his", "its", "the", "their", "them", "thousands"]);
    let word = words[at].text.as_bytes();
    if word.len() <= 4 || at == 0 || !matches!(word, [.., b'e' | b'E', b'd' | b'D']) {
        return false;
    }
    let object = |word: &Word| OBJECTS.holds(word.key) || word.text.starts_with(|c: char| c.is_ascii_digit());
    words.get(at + 1).is_some_and(object) && !NO_PAST.holds(words[at - 1].key)
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[test]
    fn what_becomes_of_contributions() {
        let cases = [
            ("we edit posts. remarks that call names are quickly binned", true),
            ("our editors may trim your comment", true),
            ("the remarks were binned", false),
            ("parcels that arrive late are binned. please send no comments", false),
        ];
        for (text, expected) in cases {
            assert_eq!(fate(&read(text).unwrap_or_default()) > 0.0, expected, "{text}");
        }
    }
}
