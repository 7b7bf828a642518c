//! Numbers without a unit: ordinals, counts, ages told without "years", shares ("one in five"), and the word "one", which mostly counts nothing.

use super::amount::{self, Form, Letters};
use super::pieces::Pieces;
use super::quantities::{Quantity, aged, rescale};
use super::tables::List;
use super::{counted, date_words, digits, units, words};
use crate::engine::finding::Figure;
use crate::engine::rule::Kind;

/// "third", "29th": not where it is a moment or a part of a word.
pub fn ordinal(p: &Pieces, mut read: Quantity) -> Option<Quantity> {
    let (start, end) = (read.found.start, read.found.end);
    let before = start.wrapping_sub(1);
    let last_word = p.before(end, 1);
    if last_word.eq_ignore_ascii_case("second") && start + 1 == end {
        let moment = p.any(before, &["a", "per", "every", "each", "split", "one", "half"])
            && (!p.is_word(end)
                || p.any(end, &["later", "ago", "earlier", "before", "after", "and", "or", "to", "in", "for"]));
        if moment || p.is(before, "per") || p.is(before, "split") {
            return None;
        }
    }
    // "at first", "First, we …", "first of all": no rank
    let rank = p.is(before, "at") && p.is(start, "first") || p.phrase(end, "of all").is_some() && p.is(start, "first");
    let first_hand = p.hyphen(end) && p.any(end + 1, &["hand", "guess", "guessing", "rate"]);
    // "First Nations", "the first lady", "the Third World": names
    let named = start + 1 == end
        && (p.is(start, "first") && p.any(end, &["lady", "ladies"])
            || p.capital(start)
                && p.capital(end)
                && p.any(end, &["nation", "nations", "minister", "ministers", "world"])
                && !p.is(end + 1, "war"));
    if rank || first_hand || named {
        return None;
    }
    let acronym = p.at(start).len() > 3
        && p.at(start).bytes().all(|b| b.is_ascii_uppercase())
        && !p.at(end).bytes().all(|b| b.is_ascii_uppercase());
    if acronym || p.is(start, "first") && first_of_all(p, start, end) {
        return None;
    }
    // "the second half" of a game or a year
    let half = p.past_hyphen(end);
    if p.is(half, "half") && read.found.figure.value.is_some_and(|value| value <= 2.0) {
        read.found.end = half + 1;
    }
    read.found.kind = Kind::Ordinal;
    read.found.sign = "ordinal";
    Some(read)
}

/// "First" as an adverb: "who first sailed there", "first and foremost".
fn first_of_all(p: &Pieces, start: usize, end: usize) -> bool {
    static FOLLOWERS: List = List::of(&[
        "and", "became", "began", "came", "ever", "got", "had", "made", "met", "said", "saw", "took", "went", "won",
        "wrote",
    ]);
    let before = start.wrapping_sub(1);
    let owned = p.any(
        before,
        &[
            "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "'s", "’s", "as", "very", "this",
            "that",
        ],
    );
    let verb = p.at(end).ends_with("ed") || FOLLOWERS.holds(p.word(end));
    !owned && !p.joined(start) && verb && (p.is_word(before) || p.is(end, "and"))
}

/// A number that counts.
pub fn count(p: &Pieces, i: usize, mut read: Quantity) -> Option<Quantity> {
    let end = read.found.end;
    if p.is(i, "one") && end == i + 1 && read.found.start == i && !one_counts(p, i) {
        return None;
    }
    // "high-five", "one-on-one": a word, not a number
    let tail = p.is_word(i)
        && i >= 2
        && p.hyphen(i - 1)
        && p.is_word(i - 2)
        // "they won three-nil", "a four-four-two"
        && words::cardinal(p.word(i - 2)).is_none()
        && !p.any(i - 2, &["mid", "under", "over", "top", "non", "pre", "post"]);
    // "4chan": a name
    let name =
        p.joined(end) && p.is_word(end) && !p.at(end).starts_with(['\'', '’']) && !p.any(end, &["m", "b", "s", "x"]);
    if tail || name {
        return None;
    }
    if let Some(age) = age_before(p, &read) {
        return Some(age);
    }
    // "5m people": five million
    if p.is_number(i)
        && p.joined(end)
        && matches!(p.at(end), "m" | "M" | "b" | "B")
        && read.scale == 1.0
        && (p.at(end) != "m" || counted::is_plural(p, end + 1))
    {
        let factor = digits::letter_scale(p.at(end))?;
        rescale(&mut read, factor);
        read.found.end = end + 1;
        read.form = Form::Digits;
    }
    if let Some((value, end)) = share(p, &read) {
        read.found.figure.value = Some(value);
        read.found.end = end;
        read.found.sign = "so many of so many";
        read.form = Form::Part;
        return Some(read);
    }
    // "in their 30s": an age, or a decade nobody can tell
    if read.form == Form::Plain && p.joined(end) && p.at(end) == "s" {
        let whose =
            p.any(read.found.start.wrapping_sub(1), &["his", "her", "their", "my", "our", "early", "late", "mid"]);
        let (Some(value), true) = (read.found.figure.value, whose) else { return None };
        read.found.kind = Kind::Age;
        read.found.figure =
            Figure { low: Some(value), high: Some(value + 9.0), unit: Some("year".to_owned()), ..Figure::default() };
        read.found.end = end + 1;
        return Some(read);
    }
    read.bare = true;
    Some(read)
}

/// "one" counts before a noun; alone it stands for somebody.
fn one_counts(p: &Pieces, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    if p.any(
        before,
        &[
            "no", "any", "every", "each", "some", "this", "that", "which", "another", "the", "only", "other", "last",
            "next", "first", "loved", "little", "big", "good", "new", "old", "such", "not", "many", "a",
        ],
    ) && !p.any(before, &["only", "not"])
    {
        return p.is(before, "the") && p.hyphen(i + 1) || p.is(before, "the") && p.any(i + 1, &["hand", "percent"]);
    }
    if p.joined(i) && !matches!(p.before(i, 1), "“" | "\"" | "(" | "‘" | "—" | "–" | "'" | "[") {
        return false;
    }
    let next = i + 1;
    if p.hyphen(next) {
        return !p.any(
            next + 1,
            &["off", "time", "sided", "self", "on", "upmanship", "liner", "stop", "size", "eyed", "piece"],
        );
    }
    // "at one point"
    if p.is(before, "at") && p.any(next, &["moment", "point", "stage", "time"]) {
        return false;
    }
    let pronoun = !p.is_word(next)
        || p.any(
            next,
            &[
                "of", "another", "'s", "’s", "is", "can", "must", "should", "would", "could", "has", "was", "will",
                "may", "might", "by", "in", "on", "to", "who", "that", "which", "and", "or", "for", "at", "with", "as",
                "from", "does", "day", "cannot", "needs", "thing", "had", "more", "such", "were", "are", "but",
            ],
        );

    // "as one enters", "either one helped"
    // "One appeared to be", but "one armed man"
    let past = counted::is_verb_like(p.at(next)) || counted::is_verb(p.word(next));
    let verb = counted::is_plural(p, next) && p.at(next).ends_with('s')
        || past
            && (p.any(before, &["either", "neither", "as", "when", "if"])
                || counted::is_stop(p.word(next + 1))
                || !p.is_word(next + 1));
    !pronoun && !verb || p.any(next, &["and", "or", "to", "in"]) && (words::cardinal(p.word(next + 1)).is_some())
}

/// "aged 34", "age of 12", "Maria Lopez, 34, said".
fn age_before(p: &Pieces, read: &Quantity) -> Option<Quantity> {
    let start = read.found.start;
    let value = read.found.figure.value.filter(|value| (0.0..=125.0).contains(value) && value.fract() == 0.0)?;
    let named = ["aged", "age", "ages", "age of", "ages of", "aged between"]
        .iter()
        .filter_map(|phrase| p.phrase_before(start, phrase))
        .min();
    // "two men, aged 22 and 24"
    let second = start >= 2
        && p.any(start - 1, &["and", "or"])
        && p.is_number(start - 2)
        && ["aged", "ages"].iter().any(|phrase| p.phrase_before(start - 2, phrase).is_some());
    let plain = read.form == Form::Plain && (1.0..=115.0).contains(&value);
    let behind = p.at(read.found.end);
    // "Maria Lopez, 34, said", "the baker, 71, lives": between commas behind a noun, not one of a list
    let open = start - usize::from(start > 0 && p.any(start - 1, &["now", "then"]));
    let comma = plain
        && value >= 5.0
        && p.before(open, 1) == ","
        && !p.joined(start)
        && (behind == "," && !p.is_number(read.found.end + 1) || matches!(behind, "." | ";"))
        && open >= 3
        && p.is_word(open - 2)
        && (behind == "," || p.capital(open - 2) && p.capital(open - 3))
        && !date_words::is_month_name(p.word(open - 2))
        && words::cardinal(p.word(open - 2)).is_none();
    // "She was 91.", "turned 40", "died at 83"
    let end_of_clause =
        plain && (matches!(behind, "." | "," | ";" | "!") || p.any(read.found.end, &["and", "when", "but"]));
    // "who was five at the time"
    let then = p.is(read.found.end, "when") || p.phrase(read.found.end, "at the time").is_some();
    let was = start >= 2
        && (end_of_clause || then && (plain || read.form == Form::Words))
        && p.any(start - 1, &["was", "is", "am", "'s", "’s"])
        && p.any(start - 2, &["he", "she", "i", "who"]);
    let lived =
        start >= 2 && plain && p.is(start - 1, "at") && p.any(start - 2, &["dead", "died", "dies", "retired", "dying"])
            || start >= 1 && end_of_clause && p.any(start - 1, &["turned", "turns"]);
    let name = comma || was || lived || second && plain;
    if named.is_none() && !name {
        return None;
    }
    let end = read.found.end;
    let mut age = aged(p, read, end)?;
    age.found.start = named.unwrap_or(start);
    Some(age)
}

/// "one in five", "two out of three", "2:1".
fn share(p: &Pieces, read: &Quantity) -> Option<(f64, usize)> {
    let end = read.found.end;
    let value =
        read.found.figure.value.filter(|_| read.scale == 1.0 && matches!(read.form, Form::Plain | Form::Words))?;
    let (at, ratio) =
        match ["out of every", "out of", "of every", "in every", "in"].iter().find_map(|of| p.phrase(end, of)) {
            Some(at) => (at, false),
            None if p.at(end) == ":" && p.joined(end) && p.joined(end + 1) && p.is_number(end + 1) => (end + 1, true),
            // "two over seven", in words: "2 over 65" are older
            None => (p.phrase(end, "over").filter(|&at| p.is_word(end - 1) || p.is_word(at))?, false),
        };
    let second = amount::number(p, at, Letters::Unit)
        .filter(|second| second.start == at && !matches!(second.form, Form::Ordinal | Form::Year | Form::Vague))?;
    let of = second.value.filter(|of| *of > 0.0)?;
    if ratio {
        return Some((value / of, second.end));
    }
    let unit = units::is_unit(p, second.end)
        || p.at(second.end) == "%"
        || p.joined(second.end) && p.is_word(second.end)
        || p.hyphen(second.end)
        || date_words::is_month_name(p.word(second.end));
    let year = p.is(end, "in") && (of >= 1000.0 && second.form == Form::Plain || of > 10.0 && of % 10.0 != 0.0);
    (value < of
        && !unit
        && !year
        && (!p.is(end, "over") || !counted::is_plural(p, second.end) && !p.is_word(second.end)))
    .then(|| (value / of, second.end))
}
