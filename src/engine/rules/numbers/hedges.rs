//! Hedges: the words that bound a number, before it ("more than", "up to") and behind it ("or more", "or so").

use super::pieces::Pieces;
use super::tables::Phrases;

/// Hedges before a number. Words that tell of a speaker's view ("only", "just", "another") are none. The longest that fits is taken, and then another before it ("up to about").
static BEFORE: Phrases = Phrases::before(&[
    "more than",
    "less than",
    "fewer than",
    "greater than",
    "higher than",
    "lower than",
    "bigger than",
    "smaller than",
    "larger than",
    "better than",
    "older than",
    "younger than",
    "longer than",
    "shorter than",
    "no more than",
    "no less than",
    "no fewer than",
    "not more than",
    "not less than",
    "rather more than",
    "at least",
    "at most",
    "at the very least",
    "a maximum of",
    "a minimum of",
    "maximum of",
    "minimum of",
    "up to",
    "as many as",
    "as much as",
    "as few as",
    "as little as",
    "as high as",
    "as low as",
    "close to",
    "near to",
    "nearly",
    "near",
    "almost",
    "about",
    "around",
    "roughly",
    "approximately",
    "approx",
    "approx .",
    "some",
    "an estimated",
    "estimated",
    "over",
    "well over",
    "just over",
    "under",
    "just under",
    "well under",
    "above",
    "well above",
    "just above",
    "below",
    "well below",
    "just below",
    "exceeding",
    "exceeds",
    "exceeded",
    "exceed",
    "in excess of",
    "upwards of",
    "upward of",
    "circa",
    "ca .",
    "c .",
    "exactly",
    "precisely",
    "a total of",
    "an additional",
    "barely",
    "hardly",
    "north of",
    "south of",
    "little more than",
    "little less than",
    "virtually",
    "practically",
    "somewhere around",
    "in the region of",
    "on the order of",
    "much more than",
    "far more than",
    "many more than",
    "slightly more than",
    "slightly less than",
    "slightly over",
    "slightly under",
    "a little over",
    "a little under",
    "greater than or equal to",
    "less than or equal to",
    "bigger or equal than",
    "smaller or equal than",
    "at least or equal to",
    "equals to",
    "equaling to",
    "not exceeding",
    "max",
    "min",
    "within",
    "for at least",
]);

/// Signs before a number.
static SIGNS: Phrases = Phrases::before(&["> =", "< =", ">", "<", "≥", "≤", "~", "≈", "±", "c ."]);

/// Hedges behind a number.
static BEHIND: Phrases = Phrases::behind(&[
    "or more than",
    "or more",
    "or less",
    "or fewer",
    "or so",
    "or older",
    "or younger",
    "or above",
    "or below",
    "or higher",
    "or lower",
    "or greater",
    "or over",
    "or under",
    "or better",
    "or longer",
    "or later",
    "and above",
    "and over",
    "and older",
    "and under",
    "at least",
    "at most",
    "or thereabouts",
]);

/// Where the hedge begins that ends before `start`; `floor` is the first piece it may take.
pub fn before(p: &Pieces, start: usize, floor: usize) -> Option<usize> {
    let mut at = start;
    for _ in 0..2 {
        let phrase = BEFORE.start(p, at).or_else(|| SIGNS.start(p, at));
        let Some(begin) = phrase.filter(|&begin| begin >= floor) else { break };
        // "~ 40": a bullet, not a sign
        if p.at(begin) == "~" && !p.joined(at) {
            break;
        }
        // "in some 40 towns" hedges; "some" before a vague count does not
        if p.gap(begin + 1).contains('\n') || at - begin == 1 && p.gap(at).contains('\n') {
            break;
        }
        // "the hill above 300 people", "walked over 12 bridges": a place can be told so too, a number more often is
        at = begin;
    }
    (at < start).then_some(at)
}

/// Where the hedge ends that begins at `i`.
pub fn behind(p: &Pieces, i: usize) -> Option<usize> {
    if p.joined(i) && p.at(i) == "+" && !p.joined(i + 1) {
        return Some(i + 1);
    }
    if p.hyphen(i) && p.any(i + 1, &["plus", "odd"]) {
        return Some(i + 2);
    }
    BEHIND.end(p, i)
}
