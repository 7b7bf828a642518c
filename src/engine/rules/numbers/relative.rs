//! Dates told from the day of publication: "yesterday", "last month", "this week", "on Tuesday".

use super::calendar::Day;
use super::date_words::{self, DAY_PARTS};
use super::dates::When;
use super::durations::{self, Period};
use super::month_days;
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
    "closes",
    "convenes",
    "due",
    "ends",
    "expected",
    "faces",
    "going",
    "meets",
    "next",
    "opens",
    "planned",
    "plans",
    "scheduled",
    "set",
    "shall",
    "starts",
    "upcoming",
    "will",
]);

/// Takes in the words that may begin a relative date.
pub const fn sieved<const N: usize>(sieve: Sieve<N>) -> Sieve<N> {
    sieve.table(&SHIFTS).words(&["today", "tonight", "tonite", "yesterday", "tomorrow"])
}

/// "last week", "this week": how many weeks away, and the piece behind.
pub fn week(p: &Pieces, i: usize) -> Option<(i64, usize)> {
    let shift = SHIFTS.get(p.word(i)).filter(|_| p.is(i + 1, "week") && p.any(i, &["last", "this", "next"]))?;
    Some((shift, i + 2))
}

/// "last year", "this year": how many years away, and the piece behind.
pub fn year(p: &Pieces, i: usize) -> Option<(i64, usize)> {
    let shift = SHIFTS.get(p.word(i)).filter(|_| p.is(i + 1, "year") && p.any(i, &["last", "this", "next"]))?;
    Some((shift, i + 2))
}

/// Whether a word at `i` places a period ("last", "this").
pub fn is_shift(p: &Pieces, i: usize) -> bool {
    SHIFTS.get(p.word(i)).is_some()
}

/// Reads the relative date that begins at `i`.
pub fn at(p: &Pieces, i: usize, today: Option<Day>) -> Option<When> {
    if let Some(days) = named_day(p, i) {
        let mut end = i + 1;
        if p.any(end, &["early", "late"]) && DAY_PARTS.holds(p.word(end + 1)) {
            end += 1;
        }
        if DAY_PARTS.holds(p.word(end)) {
            end += 1;
        }
        return Some(When { start: i, end, iso: today.map(|today| Day(today.0 + days).iso()), sign: "relative day" });
    }
    let shift = SHIFTS.get(p.word(i))?;
    // "next week on Tuesday", "last week Thursday"
    if let Some((weeks, end)) = week(p, i) {
        let at = end + usize::from(p.is(end, "on"));
        if let Some(weekday) = date_words::weekday_named(p.word(at)).filter(|_| !p.at(at).ends_with('s')) {
            let iso = today.map(|today| Day(today.0 - today.weekday() + 7 * weeks + weekday).iso());
            return Some(When { start: i, end: at + 1, iso, sign: "weekday of a week" });
        }
    }
    if p.any(i, &["last", "next", "this", "following"])
        && let Some(feast) = super::feasts::at(p, i + 1)
    {
        return Some(When { start: i, iso: None, ..feast });
    }
    // "earlier this week", "later that day" take their word when widened
    let next = i + 1;
    if let Some(weekday) = date_words::weekday_named(p.word(next)) {
        let part = usize::from(DAY_PARTS.holds(p.word(next + 1)));
        let iso = today.and_then(|today| shifted_weekday(p, i, weekday, today)).map(Day::iso);
        return Some(When { start: i, end: next + 1 + part, iso, sign: "weekday" });
    }
    if p.any(i, &["same", "recent"])
        && !p.any(next, &["week", "day", "month", "year", "weeks", "days", "months", "years"])
    {
        return None;
    }
    if let Some((month, end)) =
        month_days::month(p, next).filter(|_| p.capital(next) && !p.any(i, &["that", "past", "same"]))
    {
        // "this July 23rd", "last May 2019": the month says more by itself
        let more = super::years::year_behind(p, end).is_some_and(|(_, behind)| behind == end + 1);
        if more || month_days::day_number(p, end).is_some() {
            return None;
        }
        let iso = today.map(|today| month_of(month, shift, today));
        return Some(When { start: i, end, iso, sign: "month" });
    }
    if date_words::is_season(p.word(next)) && !(p.is(next, "fall") && p.is_word(next + 1)) {
        return Some(When { start: i, end: next + 1, iso: None, sign: "season" });
    }
    if DAY_PARTS.holds(p.word(next)) && p.any(i, &["this", "last", "that"]) && !p.at(next).ends_with('s') {
        let days = if p.is(i, "last") { -1 } else { 0 };
        let iso = today.filter(|_| !p.is(i, "that")).map(|today| Day(today.0 + days).iso());
        return Some(When { start: i, end: next + 1, iso, sign: "relative day" });
    }
    if p.any(next, &["weekend", "weekends", "semester", "season", "term"]) && !p.any(next, &["season", "term"]) {
        return Some(When { start: i, end: next + 1, iso: None, sign: "relative stretch" });
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
    // "it could last years"
    if p.is(i, "last")
        && p.at(next).ends_with('s')
        && !p.any(i.wrapping_sub(1), &["the", "these", "those", "in", "over"])
    {
        return None;
    }
    // "this year's", "last week": the possessive stays outside
    let iso = today
        .filter(|_| (shift != 0 || p.any(i, &["this", "current"])) && !p.at(next).ends_with('s'))
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

/// "the past two years", "the next few days", "previous three quarters": a stretch of several periods, how long it is (`None` where
/// nobody says), and the piece behind. With the day of publication it is an interval.
pub fn stretch(p: &Pieces, i: usize, today: Option<Day>) -> Option<Stretch> {
    let shift = SHIFTS.get(p.word(i)).filter(|&shift| shift != 0)?;
    // "three quarters" are no part here
    let counted = super::words::spelled(p, i + 1).filter(|number| !number.ordinal && !number.year);
    let number = super::amount::number(p, i + 1, super::amount::Letters::Unit).filter(|number| number.start == i + 1);
    let (value, at) = match (counted, number) {
        (Some(counted), _) => (Some(counted.value), counted.end),
        (None, Some(number)) => (number.value, number.end),
        (None, None) if p.any(i + 1, &["few", "several"]) => (None, i + 2),
        (None, None) if p.is(i + 1, "couple") => (None, i + 2 + usize::from(p.is(i + 2, "of"))),
        _ => return None,
    };
    let (period, end) = durations::period(p, p.past_hyphen(at))?;
    let length = value.map(|value| durations::iso(value, period)).filter(|iso| !iso.is_empty());
    let iso = length.map(|length| match today.filter(|_| p.any(i, &["past", "last", "next", "coming"])) {
        Some(today) if shift < 0 => format!("{length}/{}", today.iso()),
        Some(today) => format!("{}/{length}", today.iso()),
        None => length,
    });
    Some(Stretch { end, value, period, iso })
}

/// A stretch of time before or after the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// The piece behind it.
    pub end: usize,
    /// How many periods; `None` where nobody says.
    pub value: Option<f64>,
    /// Of which kind.
    pub period: Period,
    /// A duration, or an interval where the day of publication is known.
    pub iso: Option<String>,
}

/// The day of a bare weekday: the last one up to the day of publication, or the next where the sentence looks forward.
pub fn weekday(p: &Pieces, i: usize, weekday: i64, today: Day) -> Day {
    let back = (today.weekday() - weekday).rem_euclid(7);
    let ahead = (1..=14)
        .take_while(|&back| i >= back && !matches!(p.at(i - back), "." | "!" | "?"))
        .any(|back| AHEAD.holds(p.word(i - back)));
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
pub fn period_at(period: Period, shift: i64, today: Day) -> Option<String> {
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
