//! One figure at one place: a date, a time, or a number with its unit, its range, its hedges and what it counts.

use super::calendar::Day;
use super::counted::{self, Noun};
use super::dates::{self, When};
use super::durations::{self, Period};
use super::pieces::Pieces;
use super::quantities::{Quantity, quantity};
use super::ranges::{ranged, two_sided};
use super::tables::{Phrases, Sieve};
use super::unit_table::Unit;
use super::{date_words, hedges, money, relative, roman, times, years};
use crate::engine::finding::{Figure, InSi};
use crate::engine::rule::Kind;

/// A figure found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The first piece.
    pub start: usize,
    /// The piece behind the last.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// What was seen.
    pub sign: &'static str,
    /// What it says.
    pub figure: Figure,
}

/// Reads the figure whose core begins at piece `i`. Nothing before piece `floor` may be taken: it is marked already.
pub fn at(p: &Pieces, i: usize, floor: usize, today: Option<Day>) -> Option<Found> {
    let word = p.is_word(i);
    if !(word || p.is_number(i) || matches!(p.at(i), "'" | "’" | "‘")) {
        return None;
    }
    if let Some(when) = times::at(p, i) {
        return Some(told(p, when, Kind::Time, floor));
    }
    if let Some(when) = dates::at(p, i, floor, today).filter(|_| money::before(p, i).is_none()) {
        return Some(told(p, when, Kind::Date, floor));
    }
    if word && let Some(found) = numberless(p, i, floor, today) {
        return Some(found);
    }
    let first = quantity(p, i, floor)?;
    let first = ranged(p, first, floor);
    Some(finished(p, first, floor, today))
}

/// Words behind a date or time that bound it.
static ON: Phrases = Phrases::behind(&["or later", "or earlier", "and later", "or after", "or before"]);

/// Takes in the words that may begin a figure of this file.
pub const fn sieved<const N: usize>(sieve: Sieve<N>) -> Sieve<N> {
    sieve.words(&["a", "an", "half", "once", "twice", "thrice"])
}

/// A date or time with the words that bound it.
fn told(p: &Pieces, when: When, kind: Kind, floor: usize) -> Found {
    let start = when.start.max(floor);
    let bound = dates::bound(p, start, floor);
    let mut figure = Figure { iso: when.iso.filter(|iso| !iso.is_empty()), ..Figure::default() };
    let mut end = when.end;
    if let Some(at) = bound {
        figure.bound = Some(p.slice(at, start).to_owned());
    } else if let Some(behind) = ON.end(p, end) {
        figure.bound = Some(p.slice(end, behind).to_owned());
        end = behind;
    }
    Found { start: bound.unwrap_or(start), end, kind, sign: when.sign, figure }
}

/// Figures that begin with no number: Roman numerals, "half an hour", "a week ago", "aged".
fn numberless(p: &Pieces, i: usize, floor: usize, today: Option<Day>) -> Option<Found> {
    if let Some(value) = roman::value(p, i) {
        let figure = Figure { value: Some(value), ..Figure::default() };
        return Some(Found { start: i, end: i + 1, kind: Kind::Ordinal, sign: "Roman numeral", figure });
    }
    // "in his early eighties"
    let part = usize::from(p.any(i.wrapping_sub(1), &["early", "mid", "late"]));
    if let Some(tens) = years::decade_named(p.word(i)).filter(|_| p.any(i.wrapping_sub(1 + part), WHOSE)) {
        let (low, high) = (tens as f64, tens as f64 + 9.0);
        let figure = Figure { low: Some(low), high: Some(high), unit: Some("year".to_owned()), ..Figure::default() };
        return Some(Found { start: i, end: i + 1, kind: Kind::Age, sign: "decade of a life", figure });
    }
    // "the next six months"
    if let Some(stretch) = relative::stretch(p, i, today) {
        let mut found = duration(i, stretch.end, stretch.value, stretch.period);
        found.sign = "stretch of time from the report";
        found.figure.iso = stretch.iso;
        return Some(found);
    }
    if p.any(i, &["a", "an"]) {
        return one_period(p, i, floor, today).or_else(|| some_periods(p, i, i + 1, today));
    }
    if p.any(i, &["several", "few"]) {
        return some_periods(p, i, i, today);
    }
    if let Some(value) = times_over(p, i) {
        let figure = Figure { value: Some(value), ..Figure::default() };
        let hedge = hedges::before(p, i, floor);
        let figure = Figure { bound: hedge.map(|hedge| hedge.text(p, i)), ..figure };
        let start = hedge.map_or(i, |hedge| hedge.mark);
        return Some(Found { start, end: i + 1, kind: Kind::Count, sign: "so many times", figure });
    }
    // "half an hour", "half a century"
    if p.is(i, "half") {
        let at = p.phrase(i + 1, "an").or_else(|| p.phrase(i + 1, "a")).unwrap_or(i + 1);
        let (period, end) = durations::period(p, p.past_hyphen(at))
            .filter(|(period, _)| period.name != "second" && period.name != "quarter")?;
        return match told_from(p, end) {
            Some((behind, ago)) => Some(moment(i, behind, 0.5, period, ago, today)),
            None => Some(duration(i, end, Some(0.5), period)),
        };
    }
    None
}

/// Whose age may be told in tens.
const WHOSE: &[&str] = &["his", "her", "their", "my", "our", "your"];

/// "a week ago", "an hour later", "a year and a half", "in a decade", "for a month".
fn one_period(p: &Pieces, i: usize, floor: usize, today: Option<Day>) -> Option<Found> {
    let (period, end) = durations::period(p, i + 1).filter(|(_, end)| *end == i + 2)?;
    if let Some((behind, ago)) = told_from(p, end) {
        return Some(moment(i, behind, 1.0, period, ago, today));
    }
    if let Some(half) = p.phrase(end, "and a half") {
        return Some(duration(i, half, Some(1.5), period));
    }
    // "twice a week" is how often; "a day trip" no stretch of time; "a second" mostly another
    let placed = p.any(
        i.wrapping_sub(1),
        &["in", "for", "within", "after", "than", "nearly", "almost", "least", "about", "over"],
    );
    let ends = !p.is_word(end) && !p.hyphen(end) && !p.is_number(end) || counted::is_stop(p.word(end));
    if !placed || !ends || p.any(i + 1, &["second", "quarter", "night", "sec", "min", "weekend"]) {
        return None;
    }
    let hedge = hedges::before(p, i, floor).filter(|hedge| !lasts(p, hedge.mark, i));
    let mut found = duration(i, end, Some(1.0), period);
    if let Some(hedge) = hedge {
        found.figure.bound = Some(hedge.text(p, i));
        found.start = hedge.mark;
    }
    Some(found)
}

/// "a few days", "several months ago", "a couple of weeks": of how many, nobody says. `many` is "few", "several" or "couple".
fn some_periods(p: &Pieces, i: usize, many: usize, today: Option<Day>) -> Option<Found> {
    let at = match p.at(many) {
        word if word.eq_ignore_ascii_case("few") || word.eq_ignore_ascii_case("several") => many + 1,
        word if word.eq_ignore_ascii_case("couple") => many + 1 + usize::from(p.is(many + 1, "of")),
        _ => return None,
    };
    let (period, end) = durations::period(p, at).filter(|&(_, end)| p.before(end, 1).ends_with('s'))?;
    if let Some((behind, _)) = told_from(p, end) {
        return Some(moment(i, behind, f64::NAN, period, false, today));
    }
    Some(Found { sign: "some periods", ..duration(i, end, None, period) })
}

/// "twice", "once a week": how often.
fn times_over(p: &Pieces, i: usize) -> Option<f64> {
    if p.any(i, &["twice", "thrice"]) {
        return Some(if p.is(i, "twice") { 2.0 } else { 3.0 });
    }
    let often = p.any(i + 1, &["a", "an"]) && durations::period(p, i + 2).is_some();
    let counted =
        often || p.any(i + 1, &["every", "per", "or"]) || p.any(i.wrapping_sub(1), &["than", "least", "only", "just"]);
    (p.is(i, "once") && counted).then_some(1.0)
}

/// "ago", "later", "earlier", "from now": where it ends, and whether it counts back from the day of publication.
pub fn told_from(p: &Pieces, i: usize) -> Option<(usize, bool)> {
    if p.is(i, "ago") {
        return Some((i + 1, true));
    }
    let later = p.any(i, &["later", "earlier", "beforehand", "hence", "afterwards"]) && !p.is(i + 1, "than");
    later
        .then_some((i + 1, false))
        .or_else(|| p.phrase(i, "from now").map(|end| (end, false)))
        .or_else(|| p.phrase(i, "from today").map(|end| (end, false)))
        .or_else(|| {
            let day = p.is(i + 1, "tomorrow") || date_words::weekday_named(p.word(i + 1)).is_some();
            (p.is(i, "from") && day).then_some((i + 2, false))
        })
}

/// A date told by how far it lies from another.
pub fn moment(start: usize, end: usize, value: f64, period: Period, ago: bool, today: Option<Day>) -> Found {
    let iso = today.filter(|_| ago).and_then(|today| relative::away(-value, period, today));
    Found { start, end, kind: Kind::Date, sign: "told from another day", figure: Figure { iso, ..Figure::default() } }
}

/// So many periods.
pub fn duration(start: usize, end: usize, value: Option<f64>, period: Period) -> Found {
    let iso = value.map(|value| durations::iso(value, period)).filter(|iso| !iso.is_empty());
    let figure = Figure {
        value,
        unit: Some(period.name.to_owned()),
        si: value.and_then(|value| Some(InSi { value: Some(seconds(value, period)?), unit: "s", ..InSi::default() })),
        iso,
        ..Figure::default()
    };
    Found { start, end, kind: Kind::Duration, sign: "number and period", figure }
}

/// The seconds of so many periods, where they are always the same.
fn seconds(value: f64, period: Period) -> Option<f64> {
    (period.seconds > 0.0).then(|| tidy(value * period.count * period.seconds))
}

/// A measure, or the range of a stretch of time, in SI.
fn in_si(measure: Option<Unit>, period: Option<Period>, found: &Found) -> Option<InSi> {
    let Figure { value, low, high, .. } = found.figure;
    let period = period.filter(|_| found.kind == Kind::Duration);
    let (unit, convert): (_, &dyn Fn(f64) -> Option<f64>) = match (measure, period) {
        (Some(unit), _) => (unit.si, &move |value| unit.in_si(value)),
        (_, Some(period)) => ("s", &move |value| seconds(value, period)),
        _ => return None,
    };
    let si = InSi { value: value.and_then(convert), low: low.and_then(convert), high: high.and_then(convert), unit };
    (si.value.is_some() || si.low.is_some()).then_some(si)
}

/// A value without the last digits that multiplying by a scale leaves ("8.2 billion").
pub fn tidy(value: f64) -> f64 {
    if value.fract() == 0.0 {
        return value;
    }
    format!("{value:.13e}").parse().unwrap_or(value)
}

/// Whether "over" before a stretch of time means "during": "$3 billion over ten years", but "for over ten years".
fn lasts(p: &Pieces, at: usize, start: usize) -> bool {
    const HEDGED: &[&str] = &[
        "after", "been", "for", "in", "is", "last", "lasted", "lasting", "lasts", "of", "spent", "than", "took", "was",
        "were", "with", "a", "at", "and",
    ];
    at + 1 == start && p.is(at, "over") && at > 0 && !p.any(at - 1, HEDGED)
}

/// Takes the hedges, turns "two weeks ago" into a date, and finds what is counted.
fn finished(p: &Pieces, read: Quantity, floor: usize, today: Option<Day>) -> Found {
    let mut found = read.found;
    if found.kind == Kind::Duration
        && let Some((end, ago)) = told_from(p, found.end)
        && let Some(period) = read.period
    {
        let value = found.figure.value.unwrap_or(f64::NAN);
        let whole = value.fract() == 0.0 && found.figure.low.is_none();
        let told = moment(found.start, end, value, period, ago && whole, today);
        found = Found { figure: Figure { iso: told.figure.iso, ..Figure::default() }, ..told };
    }
    found.figure.si = found.figure.si.or_else(|| in_si(read.measure, read.period, &found));
    let behind = hedges::behind(p, found.end);

    let before = hedges::before(p, found.start, floor)
        .filter(|hedge| found.kind != Kind::Duration || hedge.from < hedge.mark || !lasts(p, hedge.mark, found.start));
    if let Some(hedge) = before {
        found.figure.bound = Some(hedge.text(p, found.start));
        found.start = hedge.mark;
    } else if let Some(end) = behind {
        found.figure.bound = Some(p.slice(found.end, end).trim_start_matches('-').to_owned());
    }
    if read.bare
        && let (Some(value), Some(hedge)) = (found.figure.value, &found.figure.bound)
        && let Some((low, high, bound, end)) = two_sided(p, hedge, value, found.end)
    {
        found.figure = Figure { low: Some(low), high: Some(high), bound: Some(bound), ..found.figure };
        found.figure.value = None;
        found.end = end;
    }
    found.end = behind.unwrap_or(found.end);
    for value in [&mut found.figure.value, &mut found.figure.low, &mut found.figure.high] {
        *value = value.map(tidy);
    }

    if matches!(found.kind, Kind::Count | Kind::Percent) && found.sign != "score" && !p.is(found.end, "times") {
        // "two-thirds of the ice", "5% of voters"
        let behind_of = p.is(found.end, "of");
        let part = behind_of && found.figure.value.is_some_and(|value| value > 0.0 && value < 1.0);
        let noun = if part || behind_of && found.kind == Kind::Percent {
            Noun::Either
        } else if found.figure.value == Some(1.0) {
            Noun::One
        } else {
            Noun::Many
        };
        let before = found.start.wrapping_sub(1);
        let numbered = p.is(before, "number");
        // "the last 16 of the cup": a stage, of which there are not sixteen
        let stage = p.any(before, &["last", "final"])
            && behind_of
            && found.figure.value.is_some_and(|value| [4.0, 8.0, 16.0, 32.0, 64.0].contains(&value))
            && p.capital(found.end + 1 + usize::from(p.is(found.end + 1, "the")));
        if (found.kind == Kind::Count && !numbered || behind_of) && !stage {
            let of = counted::after(p, found.end, noun);
            found.figure.of = of.map(|(from, to)| p.slice(from, to).to_owned());
        }
    }
    found
}
