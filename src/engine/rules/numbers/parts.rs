//! Parts of a stretch of time: "the last week of July", "the first six months of 2022", "the second half of the year", "the end of the
//! month".

use super::calendar::Day;
use super::dates::When;
use super::durations;
use super::month_days;
use super::pieces::Pieces;
use super::tables::{Phrases, Sieve};
use super::{counted, relative, words, years};

/// What stands before "the year".
static ENDS: Phrases = Phrases::before(&[
    "the end of",
    "end of",
    "the beginning of",
    "beginning of",
    "the start of",
    "the middle of",
    "the rest of",
    "the remainder of",
    "later in",
    "earlier in",
    "early in",
    "late in",
]);

/// Takes in the words that may begin such a part, but for ordinals.
pub const fn sieved<const N: usize>(sieve: Sieve<N>) -> Sieve<N> {
    sieve.words(&["last", "final", "opening", "closing", "year", "month", "week", "weekend"])
}

/// Reads the part of a stretch of time whose first word stands at `i`.
pub fn at(p: &Pieces, i: usize, today: Option<Day>) -> Option<When> {
    whole(p, i, today).or_else(|| part(p, i, today))
}

/// "the end of the year", "later in the week": the year of publication itself is named by nothing.
fn whole(p: &Pieces, i: usize, today: Option<Day>) -> Option<When> {
    let the = i.checked_sub(1).filter(|&at| p.is(at, "the"))?;
    if !p.any(i, &["year", "month", "week", "weekend"]) {
        return None;
    }
    let weekend = p.is(i, "weekend") && p.any(the.wrapping_sub(1), &["over", "at", "during", "on", "for"]);
    // "the end of the year 2000", "at the weekend house"
    let ends = !p.is_word(i + 1) && !p.is_number(i + 1) && !p.hyphen(i + 1)
        || counted::is_stop(p.word(i + 1)) && !p.is(i + 1, "of");
    let start = ENDS.start(p, the).filter(|_| !p.is(i, "weekend"));
    if !ends || !(weekend || start.is_some()) {
        return None;
    }
    let (period, end) = durations::period(p, i)?;
    let iso = today.and_then(|today| relative::period_at(period, 0, today));
    Some(When { start: start.unwrap_or(the), end, iso, sign: "part of a stretch of time" })
}

/// "the last week of July", "the first six months of 2022".
fn part(p: &Pieces, i: usize, today: Option<Day>) -> Option<When> {
    let (rank, mut at) = if p.any(i, &["last", "final", "closing"]) {
        (None, i + 1)
    } else if p.is(i, "opening") {
        (Some(1), i + 1)
    } else {
        let rank = words::spelled(p, i).filter(|rank| rank.ordinal && rank.value <= 60.0);
        match rank {
            Some(rank) => (Some(rank.value as i64), rank.end),
            None => {
                let digits = p.is_number(i) && p.joined(i + 1) && p.any(i + 1, &["st", "nd", "rd", "th"]);
                (Some(p.at(i).parse().ok().filter(|_| digits)?), i + 2)
            }
        }
    };
    let half = p.is(at, "half");
    let mut count = 1;
    if let Some(number) = words::spelled(p, at).filter(|number| !number.ordinal && !number.year && number.value < 60.0)
    {
        (count, at) = (number.value as i64, number.end);
    } else if let Some(number) = p.at(at).parse().ok().filter(|_| p.at(at).len() <= 2) {
        (count, at) = (number, at + 1);
    }
    let (months, behind) = if half {
        (6, at + 1)
    } else {
        let (period, behind) = durations::period(p, at)?;
        if period.iso.starts_with('T') {
            return None;
        }
        let months = match period.name {
            "month" => 1,
            "quarter" => 3,
            _ => 0,
        };
        (months, behind)
    };
    let of = behind + usize::from(p.is(behind, "of"));
    let (year, end) = stretch(p, of, today)?;
    if of == behind && !p.is_number(of) {
        return None;
    }
    let iso = year.filter(|_| months > 0).and_then(|year| {
        let (first, last) = match rank {
            Some(rank) if count == 1 => ((rank - 1) * months + 1, rank * months),
            Some(1) => (1, count * months),
            None => (13 - count * months, 12),
            _ => return None,
        };
        let good = (1..=12).contains(&first) && (first..=12).contains(&last);
        let month = |month: i64| format!("{year:04}-{month:02}");
        good.then(|| if first == last { month(first) } else { format!("{}/{}", month(first), month(last)) })
    });
    let start = if i > 0 && p.is(i - 1, "the") { i - 1 } else { i };
    Some(When { start, end, iso, sign: "part of a stretch of time" })
}

/// The stretch that is divided: a month, a year, "last year", "the year". Its year, where it is one and known, and the piece behind.
fn stretch(p: &Pieces, i: usize, today: Option<Day>) -> Option<(Option<i64>, usize)> {
    if let Some((_, end)) = month_days::month(p, i) {
        let year = years::year_behind(p, end).map(|(_, end)| end);
        let name = p.capital(i) || !p.any(i, &["may", "march", "mar"]);
        return name.then(|| (None, year.unwrap_or(end)));
    }
    if let Some(year) = years::four_digits(p, i) {
        return Some((Some(year), i + 1));
    }
    if p.is(i, "fiscal") && years::four_digits(p, i + 1).is_some() {
        return Some((None, i + 2));
    }
    let known = |shift: i64| today.map(|today| today.date().0 + shift);
    if p.is(i, "the") && p.any(i + 1, &["year", "month", "week", "quarter", "decade", "century"]) {
        return Some((known(0).filter(|_| p.is(i + 1, "year")), i + 2));
    }
    let shift = if p.is(i, "last") { -1 } else { i64::from(p.is(i, "next")) };
    let told = p.any(i, &["last", "next", "this"]) && p.any(i + 1, &["year", "month", "week", "quarter", "decade"]);
    told.then(|| (known(shift).filter(|_| p.is(i + 1, "year")), i + 2))
}
