//! A number with what its neighbours make of it: a share, a sum, a stretch of time, an age, a measure; else it counts or ranks ([`counts`]).

use super::amount::{self, Form, Letters, Number};
use super::durations::{self, Period};
use super::figures::{Found, duration, told_from};
use super::pieces::Pieces;
use super::{counted, counts, currencies, money, unit_table, units, words};
use crate::engine::finding::{Figure, InSi};
use crate::engine::rule::Kind;

/// A number with its unit, before ranges and hedges are looked at.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// What it would be as a figure.
    pub found: Found,
    /// The scale that its number is written with.
    pub scale: f64,
    /// Whether it is a number alone, which takes the unit of what it ranges to.
    pub bare: bool,
    /// How its number is written.
    pub form: Form,
    /// Its unit, for a measure.
    pub measure: Option<unit_table::Unit>,
    /// Its period, for a duration.
    pub period: Option<Period>,
}

/// Reads a number and its unit.
pub fn quantity(p: &Pieces, i: usize, floor: usize) -> Option<Quantity> {
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
        return counts::ordinal(p, read);
    }
    if let Some(before) =
        before.filter(|before| currencies::believable(before.unit, read.found.figure.value, read.scale))
    {
        return Some(sum_behind_sign(p, read, before));
    }
    percent(p, &read)
        .or_else(|| sum_before_name(p, i, &read, &number))
        .or_else(|| period(p, &read))
        .or_else(|| measure(p, &read, &number))
        .or_else(|| sum_behind_name(p, &read).filter(|sum| sum.found.start >= floor))
        .or_else(|| counts::count(p, i, read))
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
        && let Some(scale) = words::scale(p.word(at)).filter(|_| p.is_word(at))
    {
        rescale(&mut read, scale);
        read.found.end = at + 1;
    }
    read.found.kind = Kind::Money;
    read.found.sign = "sign or code of a currency";
    read.found.figure.unit = Some(before.unit.to_owned());
    // "$300 pesos": the sign of many countries, told apart by the name; "$5 million dollars" says it twice
    let number =
        Number { start: read.found.start, end: read.found.end, value: None, scale: read.scale, form: read.form };
    if let Some(after) = money::after(p, read.found.end, &number).filter(|after| after.end > read.found.end) {
        let same = after.unit == Some(before.unit);
        let plain = p.at(before.start) == "$" && after.unit.is_none_or(|unit| unit.len() == 3);
        if (same || plain) && p.is_word(read.found.end) {
            read.found.figure.unit = after.unit.map(str::to_owned);
            read.found.end = after.end;
        }
    }
    read
}

/// "rupees 500", "US dollars 6,000".
fn sum_behind_name(p: &Pieces, read: &Quantity) -> Option<Quantity> {
    let figures = matches!(read.form, Form::Plain | Form::Digits) && !counted::is_plural(p, read.found.end);
    let (start, unit) = money::name_before(p, read.found.start, read.scale).filter(|_| figures)?;
    let mut read = read.clone();
    read.found.start = start;
    read.found.kind = Kind::Money;
    read.found.sign = "name of a currency";
    read.found.figure.unit = unit.map(str::to_owned);
    Some(read)
}

/// Multiplies by a scale.
pub fn rescale(read: &mut Quantity, scale: f64) {
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
        if let Some(end) = p.phrase(at, "basis points").or_else(|| p.phrase(at, "basis point")) {
            let mut read = read.clone();
            read.found.end = end;
            read.found.kind = Kind::Percent;
            read.found.sign = "basis points";
            read.found.figure.unit = Some("bp".to_owned());
            return Some(read);
        }
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
    let mut at = p.past_hyphen(read.found.end) + of;
    // "ten past years", "3 upcoming weeks"
    if p.any(at, &["past", "previous", "upcoming", "coming", "last"]) && p.at(at + 1).ends_with('s') {
        at += 1;
    }
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
pub fn more_periods(p: &Pieces, read: &mut Quantity, first: Period) {
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
            .map(|si| InSi { value: si.value.map(|value| value + more * period.count * period.seconds), ..si });
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

/// Makes an age of it that ends before `end`.
pub fn aged(p: &Pieces, read: &Quantity, end: usize) -> Option<Quantity> {
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
    read.measure = Some(measured.unit);
    Some(read)
}
