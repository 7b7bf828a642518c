//! Dates told from the day of publication: "yesterday", "last month", "this week", "on Tuesday".

use super::calendar::Day;
use super::date_words::{self, DAY_PARTS};
use super::dates::{self, When};
use super::durations::{self, Period};
use super::pieces::Pieces;
use super::tables::{List, Sieve, Table};

/// Words before a period that place it, with how many periods away it is; sorted. "Past" and "coming" make a stretch.
static SHIFTS: Table<i64> = Table::of(&[
    ("coming", 1),
    ("current", 0),
    ("following", 1),
    ("last", -1),
    ("next", 1),
    ("past", -1),
    ("previous", -1),
    ("recent", -1),
    ("same", 0),
    ("that", 0),
    ("this", 0),
    ("upcoming", 1),
]);

/// Words that tell that a report looks forward.
static AHEAD: List = List::of(&[
    "begin",
    "begins",
    "due",
    "expected",
    "going",
    "next",
    "planned",
    "plans",
    "scheduled",
    "set",
    "shall",
    "upcoming",
    "will",
]);

/// Takes in the words that may begin a relative date.
pub const fn sieved(sieve: Sieve) -> Sieve {
    sieve.table(&SHIFTS).words(&["today", "tonight", "tonite", "yesterday", "tomorrow"])
}

/// Reads the relative date that begins at `i`.
pub fn at(p: &Pieces, i: usize, today: Option<Day>) -> Option<When> {
    if let Some(days) = named_day(p, i) {
        let mut end = i + 1;
        if p.any(end, &["early", "late"]) && DAY_PARTS.holds(p.at(end + 1)) {
            end += 1;
        }
        if DAY_PARTS.holds(p.at(end)) {
            end += 1;
        }
        return Some(When { start: i, end, iso: today.map(|today| Day(today.0 + days).iso()), sign: "relative day" });
    }
    let shift = SHIFTS.get(p.at(i))?;
    // "earlier this week", "later that day" take their word when widened
    let next = i + 1;
    if let Some(weekday) = date_words::weekday_named(p.at(next)) {
        let part = usize::from(DAY_PARTS.holds(p.at(next + 1)));
        let iso = today.and_then(|today| shifted_weekday(p, i, weekday, today)).map(Day::iso);
        return Some(When { start: i, end: next + 1 + part, iso, sign: "weekday" });
    }
    if p.any(i, &["same", "recent"])
        && !p.any(next, &["week", "day", "month", "year", "weeks", "days", "months", "years"])
    {
        return None;
    }
    if let Some((month, end)) =
        dates::month(p, next).filter(|_| p.capital(next) && !p.any(i, &["that", "past", "same"]))
    {
        if super::years::year_behind(p, end).is_some_and(|(_, behind)| behind == end + 1) {
            return None;
        }
        let iso = today.map(|today| month_of(month, shift, today));
        return Some(When { start: i, end, iso, sign: "month" });
    }
    if date_words::is_season(p.at(next)) && !(p.is(next, "fall") && p.is_word(next + 1)) {
        return Some(When { start: i, end: next + 1, iso: None, sign: "season" });
    }
    if DAY_PARTS.holds(p.at(next)) && p.any(i, &["this", "last", "that"]) && !p.at(next).ends_with('s') {
        let days = if p.is(i, "last") { -1 } else { 0 };
        let iso = today.filter(|_| !p.is(i, "that")).map(|today| Day(today.0 + days).iso());
        return Some(When { start: i, end: next + 1, iso, sign: "relative day" });
    }
    if p.any(next, &["weekend", "weekends", "semester", "season", "term"]) && !p.any(next, &["season", "term"]) {
        return Some(When { start: i, end: next + 1, iso: None, sign: "relative stretch" });
    }
    if let Some(stretch) = stretch(p, i, shift) {
        return Some(stretch);
    }
    let (period, end) = durations::period(p, next)?;
    if period.iso.starts_with('T')
        || p.at(next).ends_with('s') && !p.any(i, &["past", "recent", "coming", "last", "next"])
    {
        return None;
    }
    if p.any(i, &["that", "same"]) && !p.any(next, &["day", "week", "month", "year", "night"]) || p.is(next, "second") {
        return None;
    }
    // "this year's", "last week": the possessive stays outside
    let iso = today
        .filter(|_| shift != 0 || p.any(i, &["this", "current"]))
        .and_then(|today| period_at(period, shift, today));
    Some(When {
        start: i,
        end,
        iso: iso.filter(|_| !p.any(i, &["past", "following", "recent", "that", "same"])),
        sign: "relative stretch",
    })
}

/// "today", "yesterday", "tomorrow", "tonight": days from the day of publication.
fn named_day(p: &Pieces, i: usize) -> Option<i64> {
    if p.any(i, &["today", "tonight", "tonite"]) {
        // USA Today, the Today programme
        let title = p.capital(i) && !p.opens(i) && (p.capital(i.wrapping_sub(1)) || p.capital(i + 1));
        return (!title).then_some(0);
    }
    if p.is(i, "yesterday") {
        return Some(-1);
    }
    p.is(i, "tomorrow").then_some(1)
}

/// "the past two years", "the next few days": a stretch of several periods.
fn stretch(p: &Pieces, i: usize, shift: i64) -> Option<When> {
    if shift == 0 || p.any(i, &["same", "that"]) {
        return None;
    }
    let number = super::amount::number(p, i + 1, super::amount::Letters::Unit).filter(|number| number.start == i + 1);
    let (value, at) = match number {
        Some(number) => (number.value, number.end),
        None if p.any(i + 1, &["few", "several"]) => (None, i + 2),
        None if p.is(i + 1, "couple") => (None, i + 2 + usize::from(p.is(i + 2, "of"))),
        None => return None,
    };
    let (period, end) = durations::period(p, p.past_hyphen(at))?;
    let iso = value.map(|value| durations::iso(value, period));
    Some(When { start: i, end, iso, sign: "relative stretch" })
}

/// The day of a bare weekday: the last one up to the day of publication, or the next where the sentence looks forward.
pub fn weekday(p: &Pieces, i: usize, weekday: i64, today: Day) -> Day {
    let back = (today.weekday() - weekday).rem_euclid(7);
    let ahead = (1..=14)
        .take_while(|&back| i >= back && !matches!(p.at(i - back), "." | "!" | "?"))
        .any(|back| AHEAD.holds(p.at(i - back)));
    if ahead && back > 0 { Day(today.0 - back + 7) } else { Day(today.0 - back) }
}

/// "last Friday", "this Friday"; "next Friday" is this week's for some and next week's for others.
fn shifted_weekday(p: &Pieces, i: usize, weekday: i64, today: Day) -> Option<Day> {
    let back = (today.weekday() - weekday).rem_euclid(7);
    match p.at(i) {
        "last" | "Last" | "past" | "previous" => Some(Day(today.0 - if back == 0 { 7 } else { back })),
        "this" | "This" | "coming" | "upcoming" => Some(Day(today.0 + (weekday - today.weekday()).rem_euclid(7))),
        _ => None,
    }
}

/// The month of this name that "last", "this" or "next" means.
fn month_of(month: u32, shift: i64, today: Day) -> String {
    let (year, this, _) = today.date();
    let year = match shift {
        -1 if month >= this => year - 1,
        1 if month <= this => year + 1,
        _ => year,
    };
    super::calendar::iso_date(Some(year), Some(month), None)
}

/// The day, week, month or year that lies so many periods away.
fn period_at(period: Period, shift: i64, today: Day) -> Option<String> {
    let year = today.date().0;
    Some(match period.iso {
        "D" => Day(today.0 + shift).iso(),
        "W" if period.count == 1.0 => Day(today.0 + 7 * shift).iso_week(),
        "M" if period.count == 1.0 => today.iso_month(shift),
        "Y" if period.count == 1.0 => format!("{:04}", year + shift),
        "Y" if period.count == 10.0 => {
            let from = year.div_euclid(10) * 10 + 10 * shift;
            format!("{from:04}/{:04}", from + 9)
        }
        _ => return None,
    })
}

/// The date that lies so many periods before or after the day of publication, as exactly as the period tells it.
pub fn away(value: f64, period: Period, today: Day) -> Option<String> {
    let count = value * period.count;
    if count.fract() != 0.0 || count.abs() > 5000.0 {
        return None;
    }
    let count = count as i64;
    Some(match period.iso {
        "D" => Day(today.0 + count).iso(),
        "W" => Day(today.0 + 7 * count).iso(),
        "M" => today.iso_month(count),
        "Y" => format!("{:04}", today.date().0 + count),
        _ => return None,
    })
}
