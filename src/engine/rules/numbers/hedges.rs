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
    "in excess of",
    "upwards of",
    "upward of",
    "circa",
    "ca .",
    "c .",
    "exactly",
    "precisely",
    "barely",
    "hardly",
    "north of",
    "south of",
    "virtually",
    "practically",
    "somewhere around",
    "in the region of",
    "on the order of",
    "greater than or equal to",
    "less than or equal to",
    "bigger or equal than",
    "smaller or equal than",
    "at least or equal to",
    "equals to",
    "equaling to",
    "max",
    "min",
    "within",
]);

/// Verbs that bound a number. They are no part of the mark.
static VERBS: Phrases = Phrases::before(&[
    "exceed",
    "exceeded",
    "exceeding",
    "exceeds",
    "not exceed",
    "not exceeding",
    "surpassed",
    "surpassing",
    "topped",
    "topping",
]);

/// Words before a hedge that tell how far the number is from it. They are no part of the mark.
static DEGREES: Phrases = Phrases::before(&[
    "a bit",
    "a little",
    "considerably",
    "far",
    "little",
    "many",
    "marginally",
    "much",
    "rather",
    "significantly",
    "slightly",
    "substantially",
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

/// A hedge before a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// Its first word.
    pub from: usize,
    /// Where the mark begins: verbs and words of degree stand outside.
    pub mark: usize,
}

impl Hedge {
    /// The hedge as written, before the number at `start`. A verb that is denied says the contrary ("shall not at any time exceed").
    pub fn text(self, p: &Pieces, start: usize) -> String {
        let text = p.slice(self.from, start);
        let verb = VERBS.start(p, start).is_some() && !p.is(self.from, "not");
        let denied =
            verb && (1..=5).any(|back| p.any(self.from.wrapping_sub(back), &["not", "never", "n't", "cannot"]));
        if denied { format!("not {text}") } else { text.to_owned() }
    }
}

/// The hedge that ends before `start`; `floor` is the first piece it may take.
pub fn before(p: &Pieces, start: usize, floor: usize) -> Option<Hedge> {
    let mut at = start;
    for _ in 0..2 {
        let phrase = BEFORE.start(p, at).or_else(|| SIGNS.start(p, at));
        let Some(begin) = phrase.filter(|&begin| begin >= floor) else { break };
        // "~ 40": a bullet, not a sign
        if p.at(begin) == "~" && !p.joined(at) {
            break;
        }
        if p.gap(begin + 1).contains('\n') || at - begin == 1 && p.gap(at).contains('\n') {
            break;
        }
        at = begin;
    }
    let outside = if at < start { DEGREES.start(p, at) } else { VERBS.start(p, at) };
    let from = outside.filter(|&from| from >= floor).unwrap_or(at);
    (from < start).then_some(Hedge { from, mark: at })
}

/// Whether a hedge says that there is more (1) or less (-1); 0 where neither.
pub fn direction(hedge: &str) -> i32 {
    const MORE: &[&str] = &[
        "above", "bigger", "greater", "higher", "larger", "least", "longer", "minimum", "more", "older", "over", ">",
        "≥",
    ];
    const LESS: &[&str] =
        &["below", "fewer", "less", "lower", "maximum", "most", "shorter", "smaller", "under", "younger", "<", "≤"];
    let says = |words: &[&str]| hedge.split(' ').any(|word| words.iter().any(|said| said.eq_ignore_ascii_case(word)));
    let sign = i32::from(says(MORE)) - i32::from(says(LESS));
    if says(&["no", "not"]) { -sign } else { sign }
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
