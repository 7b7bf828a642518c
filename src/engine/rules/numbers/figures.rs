//! One figure at one place: a date, a time, or a number with its unit, its range, its hedges and what it counts.

use super::amount::{self, Form, Letters, Number};
use super::calendar::Day;
use super::dates::{self, When};
use super::durations::{self, Period};
use super::pieces::Pieces;
use super::{counted, hedges, lookalikes, money, relative, times, units, words};
use crate::engine::finding::Figure;
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

/// A number with its unit, before ranges and hedges are looked at.
#[derive(Clone, Debug)]
struct Quantity {
    found: Found,
    /// The scale that its number is written with.
    scale: f64,
    /// Whether it is a number alone, which takes the unit of what it ranges to.
    bare: bool,
    form: Form,
    measure: Option<units::Unit>,
    period: Option<Period>,
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

/// A date or time with the words that bound it.
fn told(p: &Pieces, when: When, kind: Kind, floor: usize) -> Found {
    let start = when.start.max(floor);
    let bound = dates::bound(p, start, floor);
    let mut figure = Figure { iso: when.iso.filter(|iso| !iso.is_empty()), ..Figure::default() };
    let mut end = when.end;
    if let Some(at) = bound {
        figure.bound = Some(p.slice(at, start).to_owned());
    } else if let Some(behind) =
        ["or later", "or earlier", "and later", "or after", "or before"].iter().find_map(|phrase| p.phrase(end, phrase))
    {
        figure.bound = Some(p.slice(end, behind).to_owned());
        end = behind;
    }
    Found { start: bound.unwrap_or(start), end, kind, sign: when.sign, figure }
}

/// Figures that begin with no number: Roman numerals, "half an hour", "a week ago", "aged".
fn numberless(p: &Pieces, i: usize, floor: usize, today: Option<Day>) -> Option<Found> {
    if let Some(value) = lookalikes::roman(p, i) {
        let figure = Figure { value: Some(value), ..Figure::default() };
        return Some(Found { start: i, end: i + 1, kind: Kind::Ordinal, sign: "Roman numeral", figure });
    }
    // "a week ago", "an hour later", "a year earlier"
    if p.any(i, &["a", "an"]) {
        let (period, end) = durations::period(p, i + 1).filter(|(_, end)| *end == i + 2)?;
        if let Some((behind, ago)) = told_from(p, end) {
            return Some(moment(i, behind, 1.0, period, ago, today));
        }
        let half = p.phrase(end, "and a half")?;
        return Some(duration(i, half, Some(1.5), period));
    }
    if let Some(value) = times_over(p, i) {
        let figure = Figure { value: Some(value), ..Figure::default() };
        let bound = hedges::before(p, i, floor);
        let figure = Figure { bound: bound.map(|at| p.slice(at, i).to_owned()), ..figure };
        return Some(Found { start: bound.unwrap_or(i), end: i + 1, kind: Kind::Count, sign: "so many times", figure });
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

/// "twice", "once a week": how often.
fn times_over(p: &Pieces, i: usize) -> Option<f64> {
    if p.any(i, &["twice", "thrice"]) {
        return Some(if p.is(i, "twice") { 2.0 } else { 3.0 });
    }
    let counted = p.any(i + 1, &["a", "an", "every", "per", "or"])
        || p.any(i.wrapping_sub(1), &["than", "least", "only", "just"]);
    (p.is(i, "once") && counted).then_some(1.0)
}

/// "ago", "later", "earlier", "from now": where it ends, and whether it counts back from the day of publication.
fn told_from(p: &Pieces, i: usize) -> Option<(usize, bool)> {
    if p.is(i, "ago") {
        return Some((i + 1, true));
    }
    let later = p.any(i, &["later", "earlier", "beforehand", "hence", "afterwards"]) && !p.is(i + 1, "than");
    later
        .then_some((i + 1, false))
        .or_else(|| p.phrase(i, "from now").map(|end| (end, false)))
        .or_else(|| p.phrase(i, "from today").map(|end| (end, false)))
}

fn moment(start: usize, end: usize, value: f64, period: Period, ago: bool, today: Option<Day>) -> Found {
    let iso = today.filter(|_| ago).and_then(|today| relative::away(-value, period, today));
    Found { start, end, kind: Kind::Date, sign: "told from another day", figure: Figure { iso, ..Figure::default() } }
}

fn duration(start: usize, end: usize, value: Option<f64>, period: Period) -> Found {
    let iso = value.map(|value| durations::iso(value, period)).filter(|iso| !iso.is_empty());
    let figure = Figure {
        value,
        unit: Some(period.name.to_owned()),
        si: value.filter(|_| period.seconds > 0.0).map(|value| (value * period.count * period.seconds, "s")),
        iso,
        ..Figure::default()
    };
    Found { start, end, kind: Kind::Duration, sign: "number and period", figure }
}

/// Reads a number and its unit.
fn quantity(p: &Pieces, i: usize, floor: usize) -> Option<Quantity> {
    let before = money::before(p, i).filter(|before| before.start >= floor);
    let letters = if before.is_some() { Letters::Scale } else { Letters::Unit };
    let mut number = amount::number(p, i, letters)?;
    if number.start < floor {
        number.start = i;
        number.value = number.value.map(f64::abs);
    }
    let read = Quantity {
        found: Found {
            start: number.start,
            end: number.end,
            kind: Kind::Count,
            sign: "number",
            figure: Figure { value: number.value, ..Figure::default() },
        },
        scale: number.scale,
        bare: false,
        form: number.form,
        measure: None,
        period: None,
    };
    if number.form == Form::Ordinal {
        return ordinal(p, read);
    }
    if let Some(before) = before.filter(|before| money::believable(before.unit, read.found.figure.value, read.scale)) {
        return Some(sum_behind_sign(p, read, before));
    }
    percent(p, &read)
        .or_else(|| sum_before_name(p, i, &read, &number))
        .or_else(|| period(p, &read))
        .or_else(|| measure(p, &read, &number))
        .or_else(|| count(p, i, read))
}

/// "$5", "US$1.2bn", "Rs 12 crore": the sign is read, the number too.
fn sum_behind_sign(p: &Pieces, mut read: Quantity, before: money::Before) -> Quantity {
    let minus = before
        .start
        .checked_sub(1)
        .filter(|&at| matches!(p.at(at), "-" | "−") && p.joined(before.start) && !p.joined(at));
    read.found.start = minus.unwrap_or(before.start);
    if minus.is_some() {
        read.found.figure.value = read.found.figure.value.map(|value| -value);
    }
    let at = p.past_hyphen(read.found.end);
    if read.scale == 1.0
        && let Some(scale) = words::scale(p.at(at)).filter(|_| p.is_word(at))
    {
        rescale(&mut read, scale);
        read.found.end = at + 1;
    }
    read.found.kind = Kind::Money;
    read.found.sign = "sign or code of a currency";
    read.found.figure.unit = Some(before.unit.to_owned());
    // "$300 pesos": the sign of many countries, told apart by the name
    if before.unit == "USD" && p.any(read.found.end, &["peso", "pesos"]) {
        read.found.figure.unit = None;
        read.found.end += 1;
    }
    read
}

fn rescale(read: &mut Quantity, scale: f64) {
    read.found.figure.value = read.found.figure.value.map(|value| value * scale);
    read.scale *= scale;
}

/// "5 %", "five per cent", "3 percentage points".
fn percent(p: &Pieces, read: &Quantity) -> Option<Quantity> {
    let at = p.past_hyphen(read.found.end);
    let mut unit = "%";
    let mut end = if matches!(p.at(at), "%" | "％")
        || p.any(at, &["percent", "percents", "pct", "percentage"])
        || p.at(at) == "pc" && p.joined(at)
    {
        at + 1
    } else if p.at(at) == "‰" {
        unit = "‰";
        at + 1
    } else {
        let part = ["of a", "of one", "of"]
            .iter()
            .find_map(|of| p.phrase(read.found.end, of))
            .filter(|_| read.form == Form::Part);
        let one = part.filter(|&at| p.any(at, &["percent", "percentage"])).map(|at| at + 1);
        one.or_else(|| p.phrase(at, "per cent")).or_else(|| part.and_then(|at| p.phrase(at, "per cent")))?
    };
    if p.any(p.past_hyphen(end), &["point", "points"]) {
        end = p.past_hyphen(end) + 1;
        unit = "pp";
    } else if p.is(at, "percentage")
        && read.form == Form::Words
        && !p.is_number(end)
        && p.is_word(end)
        && !p.is(end, "of")
    {
        return None;
    }
    let mut read = read.clone();
    read.found.end = end;
    read.found.kind = Kind::Percent;
    read.found.sign = "sign of a share";
    read.found.figure.unit = Some(unit.to_owned());
    Some(read)
}

/// "5 dollars", "20-billion US-dollar", "hundreds of millions of dollars".
fn sum_before_name(p: &Pieces, i: usize, read: &Quantity, number: &Number) -> Option<Quantity> {
    let of = usize::from(number.form == Form::Vague && p.is(number.end, "of"));
    let scaled = amount::number(p, i, Letters::Scale).filter(|scaled| scaled.end != number.end);
    let mut read = read.clone();
    let after = match scaled.and_then(|scaled| money::after(p, scaled.end, &scaled).map(|after| (scaled, after))) {
        Some((scaled, after)) => {
            read.found.figure.value = scaled.value;
            read.scale = scaled.scale;
            after
        }
        None => money::after(p, number.end + of, number)?,
    };
    if after.scale > 1.0 {
        rescale(&mut read, after.scale);
    }
    read.found.end = after.end;
    let whole = after.unit.is_none_or(|unit| unit.len() == 3);
    if whole && let (Some(value), Some((change, end))) = (read.found.figure.value, money::small_change(p, after.end)) {
        read.found.figure.value = Some(((value + change) * 100.0).round() / 100.0);
        read.found.end = end;
    }
    read.found.kind = Kind::Money;
    read.found.sign = "name of a currency";
    read.found.figure.unit = after.unit.map(str::to_owned);
    Some(read)
}

/// A number and a period: a duration, or an age.
fn period(p: &Pieces, read: &Quantity) -> Option<Quantity> {
    let of = usize::from(read.form == Form::Vague && p.is(read.found.end, "of"));
    let at = p.past_hyphen(read.found.end) + of;
    if matches!(p.at(at), "yo" | "yr")
        && p.any(p.past_hyphen(at + 1), &["old", "man", "woman", "male", "female", "boy", "girl"])
        || p.is(at, "yo")
    {
        let end = if p.is(p.past_hyphen(at + 1), "old") { p.past_hyphen(at + 1) + 1 } else { at + 1 };
        return aged(p, read, end);
    }
    let (period, end) = durations::period(p, at).filter(|_| !p.gap(at).contains('\n'))?;
    // "the two second-half goals", "three quarter finals", "five day-trippers"
    let singular = !p.at(end - 1).ends_with('s') && !period.iso.is_empty() && end == at + 1;
    let joined = at > read.found.end;
    let one = read.found.figure.value.is_some_and(|value| value.abs() <= 1.0);
    let hyphened_on = !joined && p.hyphen(end) && singular && !p.is(end + 1, "old") && !one;
    if hyphened_on
        || matches!(period.name, "quarter") && singular && !one
        || period.name == "second" && singular && !joined && !one
    {
        return None;
    }
    let old = p.past_hyphen(end);
    if p.any(old, &["old", "olds"]) || p.phrase(old, "of age").is_some() {
        return aged(p, read, p.phrase(old, "of age").unwrap_or(old + 1)).map(|mut age| {
            age.found.figure.unit = Some(period.name.to_owned());
            age.found.figure.iso = age.found.figure.value.map(|value| durations::iso(value, period));
            age
        });
    }

    // "one day he left"
    let once = p.is(read.found.start, "one") && !joined && p.any(at, &["day", "night"]) && read.found.start > 0;
    if once
        && !p.any(
            read.found.start - 1,
            &["after", "for", "in", "just", "least", "of", "only", "than", "within", "over", "about", "every"],
        )
    {
        return None;
    }
    let made = duration(read.found.start, end, read.found.figure.value, period);
    let mut read = Quantity { found: made, period: Some(period), ..read.clone() };
    more_periods(p, &mut read, period);
    Some(read)
}

/// "two years and three months", "3 hours 30 minutes", "a year and a half".
fn more_periods(p: &Pieces, read: &mut Quantity, first: Period) {
    let Some(mut value) = read.found.figure.value else { return };
    if let Some((half, end)) = [("and a half", 0.5), ("and half", 0.5), ("and a quarter", 0.25)]
        .iter()
        .find_map(|(phrase, part)| p.phrase(read.found.end, phrase).map(|end| (*part, end)))
        .filter(|(_, end)| !p.is_word(*end) || !counted::is_plural(p, *end))
    {
        read.found = Found { sign: read.found.sign, ..duration(read.found.start, end, Some(value + half), first) };
        return;
    }
    let mut smaller = first;
    for _ in 0..3 {
        let at = read.found.end + usize::from(p.is(read.found.end, "and") || p.at(read.found.end) == ",");
        let number = amount::number(p, at, Letters::Unit)
            .filter(|number| number.start == at && p.joined(at) == p.joined(read.found.end));
        let Some((number, (period, end))) =
            number.and_then(|number| durations::period(p, number.end).map(|period| (number, period)))
        else {
            return;
        };
        let (Some(more), Some(iso)) = (number.value, read.found.figure.iso.as_ref()) else { return };
        let ratio = length(period) / length(smaller);
        if ratio >= 1.0 || period.iso.is_empty() || told_from(p, end).is_some_and(|(_, ago)| ago) && at > read.found.end
        {
            return;
        }
        value += more * length(period) / length(first);
        read.found.figure.iso = Some(durations::iso_joined(iso, &durations::iso(more, period)));
        read.found.figure.value = Some((value * 1e6).round() / 1e6);
        read.found.figure.si = read
            .found
            .figure
            .si
            .filter(|_| period.seconds > 0.0)
            .map(|(si, unit)| (si + more * period.count * period.seconds, unit));
        read.found.end = end;
        smaller = period;
    }
}

/// Seconds of a period, on average where they vary.
fn length(period: Period) -> f64 {
    let one = match period.iso {
        "Y" => 365.25 * 86400.0,
        "M" => 365.25 * 7200.0,
        "W" => 604_800.0,
        "D" => 86400.0,
        "TH" => 3600.0,
        "TM" => 60.0,
        _ => 1.0,
    };
    one * period.count
}

fn aged(p: &Pieces, read: &Quantity, end: usize) -> Option<Quantity> {
    let mut read = read.clone();
    let plural = usize::from(p.joined(end) && p.at(end) == "s");
    read.found.end = end + plural;
    read.found.kind = Kind::Age;
    read.found.sign = "number of years of age";
    read.found.figure.unit = Some("year".to_owned());
    read.found.figure.iso = read.found.figure.value.map(|value| format!("P{value}Y"));
    Some(read)
}

/// A number and a unit of measure.
fn measure(p: &Pieces, read: &Quantity, number: &Number) -> Option<Quantity> {
    let of = usize::from(number.form == Form::Vague && p.is(number.end, "of"));
    let measured = units::after(p, number.end + of, number)?;
    let mut read = read.clone();
    read.found.end = measured.end;
    read.found.kind = Kind::Measure;
    read.found.sign = "unit of measure";
    read.found.figure.value = read.found.figure.value.map(|value| value + measured.plus);
    read.found.figure.unit = Some(measured.unit.symbol.to_owned());
    read.found.figure.si = read.found.figure.value.and_then(|value| measured.unit.in_si(value));
    read.measure = Some(measured.unit);
    Some(read)
}

/// "third", "29th": not where it is a moment or a part of a word.
fn ordinal(p: &Pieces, mut read: Quantity) -> Option<Quantity> {
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
    let rank = p.is(before, "at") && p.is(start, "first") && !p.is_word(end)
        || p.phrase(end, "of all").is_some() && p.is(start, "first");
    let first_hand = p.hyphen(end) && p.any(end + 1, &["hand", "guess", "guessing", "rate"]);
    if rank || first_hand {
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
    const FOLLOWERS: &[&str] = &[
        "and", "became", "began", "came", "ever", "got", "had", "made", "met", "said", "saw", "took", "went", "won",
        "wrote",
    ];
    let before = start.wrapping_sub(1);
    let owned = p.any(
        before,
        &[
            "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "'s", "’s", "as", "very", "this",
            "that",
        ],
    );
    let verb = p.at(end).ends_with("ed") || p.any(end, FOLLOWERS);
    !owned && !p.joined(start) && verb && (p.is_word(before) || p.is(end, "and"))
}

/// A number that counts.
fn count(p: &Pieces, i: usize, mut read: Quantity) -> Option<Quantity> {
    let end = read.found.end;
    if p.is(i, "one") && end == i + 1 && read.found.start == i && !one_counts(p, i) {
        return None;
    }
    // "high-five", "one-on-one": a word, not a number
    let tail = p.is_word(i)
        && i >= 2
        && p.hyphen(i - 1)
        && p.is_word(i - 2)
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
        let factor = amount::letter_scale(p.at(end))?;
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
    let verb = counted::is_plural(p, next) && p.at(next).ends_with('s')
        || p.at(next).ends_with("ed") && p.any(before, &["either", "neither", "as", "when", "if"]);
    !pronoun && !verb || p.any(next, &["and", "or", "to", "in"]) && (words::cardinal(p.at(next + 1)).is_some())
}

/// "aged 34", "age of 12", "Maria Lopez, 34, said".
fn age_before(p: &Pieces, read: &Quantity) -> Option<Quantity> {
    let start = read.found.start;
    let value = read.found.figure.value.filter(|value| (0.0..=125.0).contains(value) && value.fract() == 0.0)?;
    let named = ["aged", "age", "ages", "age of", "ages of", "aged between"]
        .iter()
        .filter_map(|phrase| p.phrase_before(start, phrase))
        .min();
    let comma = p.before(start, 1) == ","
        && value >= 5.0
        && read.form == Form::Plain
        && matches!(p.at(read.found.end), "," | "." | ";")
        && !p.joined(start);
    let name = comma
        && start >= 3
        && p.capital(start - 2)
        && p.capital(start - 3)
        && p.is_word(start - 2)
        && p.is_word(start - 3)
        && !dates::is_month_name(p.at(start - 2));
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
        match p.phrase(end, "out of").or_else(|| p.phrase(end, "in every")).or_else(|| p.phrase(end, "in")) {
            Some(at) => (at, false),
            None if p.at(end) == ":" && p.joined(end) && p.joined(end + 1) && p.is_number(end + 1) => (end + 1, true),
            None => (p.phrase(end, "over")?, false),
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
        || dates::is_month_name(p.at(second.end));
    let year = p.is(end, "in") && (of >= 1000.0 && second.form == Form::Plain || of > 10.0 && of % 10.0 != 0.0);
    (value < of
        && !unit
        && !year
        && (!p.is(end, "over") || !counted::is_plural(p, second.end) && !p.is_word(second.end)))
    .then(|| (value / of, second.end))
}

/// Joins two quantities that a dash or a word makes one range.
fn ranged(p: &Pieces, first: Quantity, floor: usize) -> Quantity {
    let end = first.found.end;
    let start = first.found.start;
    let between = start > floor && p.is(start - 1, "between");
    let from = start > floor && p.is(start - 1, "from");
    let dash = (p.hyphen(end) || p.joined(end) && p.joined(end + 1) && p.at(end) == "—")
        && (p.is_number(end + 1) || first.bare || !p.is_word(end + 1) || money::is_prefix(p.at(end + 1)));
    let spaced = matches!(p.at(end), "–" | "-" | "—")
        && !p.joined(end)
        && !p.joined(end + 1)
        && p.is_number(end + 1)
        && first.form == Form::Plain;
    let to = p.is(end, "to") || p.is(end, "or") && first.bare || p.is(end, "through") || between && p.is(end, "and");
    if !(dash || spaced || to) || matches!(first.form, Form::Vague | Form::Part | Form::Ordinal) {
        return first;
    }
    let Some(second) =
        (end + 1..end + 4).find_map(|at| quantity(p, at, end + 1).filter(|second| second.found.start == end + 1))
    else {
        return first;
    };
    let (Some(mut low), Some(high)) = (first.found.figure.value, second.found.figure.value) else { return first };
    let same_unit = first.found.kind == second.found.kind && first.found.figure.unit == second.found.figure.unit;
    let takes_unit = first.bare || second.bare && matches!(first.found.kind, Kind::Money | Kind::Age);
    if !(same_unit || takes_unit) || matches!(second.form, Form::Vague | Form::Ordinal | Form::Year) {
        return first;
    }
    // "3 to 5 million": both are millions
    if first.scale == 1.0 && second.scale >= 1e3 && low < high / second.scale {
        low *= second.scale;
    }
    let changed = to && !between && changes(p, if from { start - 1 } else { start });
    if low >= high && dash && first.bare && second.bare {
        return score(first, second);
    }
    if low >= high || changed || p.is(end, "or") && (high - low > 10.0_f64.max(low)) {
        return first;
    }
    if dash && first.bare && second.bare && scored(p, start) {
        return score(first, second);
    }
    joined(first, second, low, high, (between || from) && !dash)
}

/// "won 3-1": two numbers and no quantity.
fn score(first: Quantity, second: Quantity) -> Quantity {
    let mut read = first;
    read.found.end = second.found.end;
    read.found.figure = Figure::default();
    read.found.sign = "score";
    read.bare = false;
    read
}

fn joined(first: Quantity, second: Quantity, low: f64, high: f64, with_word: bool) -> Quantity {
    let unit = if second.bare { first.found.figure.unit.clone() } else { second.found.figure.unit.clone() };
    let kind = if second.bare { first.found.kind } else { second.found.kind };
    let period = second.period.filter(|period| !period.iso.is_empty() && kind == Kind::Duration);
    let iso = period.map(|period| format!("{}/{}", durations::iso(low, period), durations::iso(high, period)));
    let figure = Figure { low: Some(low), high: Some(high), unit, iso, ..Figure::default() };
    let start = first.found.start - usize::from(with_word);
    let found = Found { start, end: second.found.end, kind, sign: "range", figure };
    Quantity {
        found,
        scale: second.scale,
        bare: first.bare && second.bare,
        form: second.form,
        measure: second.measure,
        period,
    }
}

/// Whether a verb of change stands before: "rose 5% to 10%" tells two numbers, no range.
fn changes(p: &Pieces, start: usize) -> bool {
    const CHANGES: &[&str] = &[
        "added",
        "advanced",
        "climbed",
        "cut",
        "cutting",
        "decline",
        "declined",
        "decreased",
        "decrease",
        "down",
        "drop",
        "dropped",
        "dropping",
        "eased",
        "edged",
        "fall",
        "fallen",
        "falling",
        "fell",
        "gained",
        "grew",
        "grown",
        "increase",
        "increased",
        "increasing",
        "jump",
        "jumped",
        "lifted",
        "lost",
        "lower",
        "lowered",
        "lowering",
        "more",
        "moved",
        "narrowed",
        "plunged",
        "raise",
        "raised",
        "raising",
        "reduce",
        "reduced",
        "reducing",
        "rise",
        "risen",
        "rising",
        "rose",
        "shrank",
        "slashed",
        "slid",
        "slipped",
        "soared",
        "surged",
        "swung",
        "tumbled",
        "up",
        "went",
        "widened",
        "won",
        "voted",
        "vote",
    ];
    (1..=4).any(|back| CHANGES.iter().any(|word| p.before(start, back).eq_ignore_ascii_case(word)))
}

/// Whether a word of games or votes stands before: "won 2-4" is no range.
fn scored(p: &Pieces, start: usize) -> bool {
    const GAMES: &[&str] = &[
        "beat",
        "beaten",
        "beating",
        "defeat",
        "defeated",
        "defeating",
        "down",
        "draw",
        "drew",
        "edged",
        "game",
        "lead",
        "led",
        "loss",
        "lost",
        "ruled",
        "score",
        "scored",
        "split",
        "tied",
        "trailed",
        "vote",
        "voted",
        "win",
        "winning",
        "won",
    ];
    (1..=5).any(|back| GAMES.iter().any(|word| p.before(start, back).eq_ignore_ascii_case(word)))
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
    if let (Some(unit), Some(low), Some(_)) = (read.measure, found.figure.low, found.figure.high) {
        found.figure.si = unit.in_si(low).filter(|_| false);
    }
    let behind = hedges::behind(p, found.end);

    let before =
        hedges::before(p, found.start, floor).filter(|&at| found.kind != Kind::Duration || !lasts(p, at, found.start));
    if let Some(at) = before {
        found.figure.bound = Some(p.slice(at, found.start).to_owned());
        found.start = at;
    } else if let Some(end) = behind {
        found.figure.bound = Some(p.slice(found.end, end).trim_start_matches('-').to_owned());
    }
    found.end = behind.unwrap_or(found.end);

    if matches!(found.kind, Kind::Count | Kind::Percent) && found.sign != "score" && !p.is(found.end, "times") {
        let one = found.figure.value == Some(1.0);
        let of = found.kind == Kind::Count || p.is(found.end, "of");
        found.figure.of =
            of.then(|| counted::after(p, found.end, one)).flatten().map(|(from, to)| p.slice(from, to).to_owned());
    }
    found
}
