//! Dates: days, months, years, decades, centuries, weekdays, feasts, absolute and relative to the day of publication.

use super::calendar::{Day, iso_date};
use super::date_words::{DAY_PARTS, WEEKDAYS};
use super::month_days::{day_month, day_number, lone_day, month, month_first, month_in_range};
use super::numeric_dates::numeric;
use super::pieces::Pieces;
use super::tables::{Phrases, Sieve};
use super::years::{self, decade_or_century, quarter, short_decade, spelled_decade, spelled_year, years};
use super::{counted, date_words, feasts, parts, relative, roman, words};

/// A date, time or stretch of time that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// The first piece.
    pub start: usize,
    /// The piece behind the last.
    pub end: usize,
    /// ISO 8601, as far as known.
    pub iso: Option<String>,
    /// What was seen.
    pub sign: &'static str,
}

/// Words that tell when as they bound it. They belong to the mark.
static BOUNDS: Phrases = Phrases::before(&[
    "since",
    "until",
    "till",
    "before",
    "after",
    "by",
    "around",
    "about",
    "circa",
    "as of",
    "no later than",
    "as early as",
    "as late as",
    "later than",
    "earlier than",
    "prior to",
    "starting",
    "beginning",
    "up to",
    "up until",
    "after around",
    "after about",
    "by around",
    "by about",
    "since around",
    "since at least",
    "until around",
    "until at least",
    "until after",
    "at least until",
    "not until",
    "starting on",
    "starting from",
    "beginning on",
    "starting in",
    "beginning in",
]);

/// The words that may begin the core of a date.
static BEGINNINGS: Sieve<64> = {
    let sieve = date_words::sieved(relative::sieved(feasts::sieved(Sieve::new())));
    words::spelled_sieved(years::sieved(parts::sieved(sieve)))
};

/// Reads the date whose core begins at `i`.
pub fn at(p: &Pieces, i: usize, floor: usize, today: Option<Day>) -> Option<When> {
    if p.is_word(i) && !BEGINNINGS.may_hold(p.word(i)) && !roman::is_roman(p.at(i)) {
        return None;
    }
    let core = if p.is_number(i) {
        numeric(p, i)
            .or_else(|| day_month(p, i))
            .or_else(|| years(p, i))
            .or_else(|| decade_or_century(p, i))
            .or_else(|| parts::at(p, i, today))
            .or_else(|| lone_day(p, i))
    } else if p.is_word(i) {
        month_first(p, i)
            .or_else(|| parts::at(p, i, today))
            .or_else(|| weekday(p, i, today))
            .or_else(|| relative::at(p, i, today))
            .or_else(|| feasts::at(p, i))
            .or_else(|| quarter(p, i))
            .or_else(|| day_month(p, i))
            .or_else(|| decade_or_century(p, i))
            .or_else(|| spelled_decade(p, i))
            .or_else(|| spelled_year(p, i))
    } else if p.at(i) == "'" || p.at(i) == "’" || p.at(i) == "‘" {
        short_decade(p, i)
    } else {
        None
    }?;
    Some(in_year(p, ranged(p, widened(p, core, floor), floor, today), today))
}

/// "August last year", "12-18 June this year": the year behind a day or month that has none.
fn in_year(p: &Pieces, when: When, today: Option<Day>) -> When {
    let open = when.iso.as_deref().is_some_and(|iso| iso.starts_with("--") && !iso.starts_with("---"));
    let of = when.end + usize::from(p.is(when.end, "of"));
    let Some((shift, end)) = relative::year(p, of).filter(|_| open) else { return when };
    let year = today.map(|today| format!("{:04}-", today.date().0 + shift));
    let iso = match year {
        Some(year) => when.iso.map(|iso| iso.replace("--", &year)),
        None => when.iso,
    };
    When { end, iso, ..when }
}

/// "Friday", "Friday evening", "Tue May 9", "Monday, 3 June 2019".
fn weekday(p: &Pieces, i: usize, today: Option<Day>) -> Option<When> {
    let weekday = WEEKDAYS.get(p.word(i))?;
    let long = p.at(i).len() >= 6;
    let point = usize::from(!long && p.at(i + 1) == "." && p.joined(i + 1));
    let comma = i + 1 + point + usize::from(matches!(p.at(i + 1 + point), "," | "("));
    let the = usize::from(p.is(comma, "the"));
    let dated = |at: usize| {
        month_first(p, at).filter(|_| month(p, at).is_some()).or_else(|| day_month(p, at)).or_else(|| numeric(p, at))
    };
    let date = dated(comma + the).filter(|date| (date.end > comma + 1) && !p.gap(comma).contains('\n'));
    if let Some(date) = date {
        let close = usize::from(p.before(comma, 1) == "(" && p.at(date.end) == ")");
        return Some(When { start: i, end: date.end + close, ..date });
    }
    // "Friday the 26th", "Friday 26th"
    let the = i + 1 + point + usize::from(p.is(i + 1 + point, "the"));
    if let Some((day, end, true)) = day_number(p, the).filter(|&(_, end, _)| the > i + 1 + point || ends(p, end)) {
        return Some(When { start: i, end, iso: Some(iso_date(None, None, Some(day))), sign: "weekday and day" });
    }
    if !long && (!p.capital(i) || !p.any(i.wrapping_sub(1), &["on", "next", "last", "this", "or", "and"])) {
        return None;
    }
    let name = p.capital(i) && p.joined(i) && p.before(i, 1) == "-" && WEEKDAYS.get(p.word_before(i, 2)).is_none();
    if name || !p.capital(i) && p.any(i, &["sun", "sat", "wed", "mon"]) {
        return None;
    }
    // "Tuesday of last week", "Wednesday next week"
    let of = i + 1 + usize::from(p.is(i + 1, "of"));
    if let Some((shift, end)) = relative::week(p, of) {
        let iso = today.map(|today| Day(today.0 - today.weekday() + 7 * shift + weekday).iso());
        return Some(When { start: i, end, iso, sign: "weekday of a week" });
    }
    let plural = p.at(i).ends_with(['s', 'S']);
    let iso = today.filter(|_| !plural).map(|today| relative::weekday(p, i, weekday, today).iso());
    let mut end = i + 1 + point;
    if p.any(end, &["early", "late"]) && DAY_PARTS.holds(p.word(end + 1)) {
        end += 1;
    }
    if DAY_PARTS.holds(p.word(end)) && !p.gap(end).contains('\n') {
        end += 1;
    }
    Some(When { start: i, end, iso, sign: "weekday" })
}

/// Joins two dates that a dash or "to" makes one stretch: "3 March to 5 April", "April-June", "from Monday to Friday".
fn ranged(p: &Pieces, first: When, floor: usize, today: Option<Day>) -> When {
    let before = first.start.checked_sub(1).filter(|&at| at >= floor);
    let from = before.is_some_and(|at| p.is(at, "from"));
    let between = before.is_some_and(|at| p.is(at, "between"));
    let word = p.any(first.end, &["to", "until", "till", "through"]) || between && p.is(first.end, "and");
    let dash = p.hyphen(first.end) || matches!(p.at(first.end), "–" | "-") && !p.joined(first.end);
    if first.iso.as_deref().is_some_and(|iso| iso.contains('/')) {
        // "from 4 to 6 March"
        let whole = (from || between) && matches!(first.sign, "day and month" | "month and day");
        return When { start: first.start - usize::from(whole), ..first };
    }
    if !(word || dash) {
        return first;
    }
    let next = first.end + 1;
    let at = PARTS_OF.end(p, next).unwrap_or(next + usize::from(p.is(next, "the")));
    // "from 2014 to the present"
    let open = NOW.end(p, next).filter(|_| from || between);
    let today_or = |iso: Option<String>| iso.or_else(|| today.map(Day::iso));
    let second = if let Some(end) = open {
        Some(When { start: next, end, iso: today_or(None), sign: "today" })
    } else if p.is_number(at) {
        numeric(p, at).or_else(|| day_month(p, at)).or_else(|| years(p, at))
    } else {
        month_first(p, at)
            .or_else(|| weekday(p, at, today))
            .or_else(|| month_in_range(p, at))
            .or_else(|| relative::at(p, at, today).filter(|_| from || between))
    };
    let Some(second) = second else { return first };
    let start = if from || between { first.start - 1 } else { first.start };
    let iso = first.iso.zip(second.iso).map(|(from, to)| {
        // "January to March 2017": the year is told once
        let from = match (from.strip_prefix("--"), to.get(..4)) {
            (Some(rest), Some(year)) if !to.starts_with("--") => format!("{year}-{rest}"),
            _ => from,
        };
        format!("{from}/{to}")
    });
    When { start, end: second.end, iso, sign: "stretch of time" }
}

/// What may stand before the second date of a stretch.
static PARTS_OF: Phrases = Phrases::behind(&[
    "the end of",
    "the beginning of",
    "the start of",
    "the middle of",
    "end of",
    "early",
    "late",
    "mid",
    "mid -",
]);

/// Words for the day of the report that end a stretch.
static NOW: Phrases = Phrases::behind(&["now", "the present", "the present day", "today", "date"]);

/// Whether nothing follows that an ordinal before it could rank.
pub fn ends(p: &Pieces, i: usize) -> bool {
    !p.is_word(i) && !p.hyphen(i) || counted::is_stop(p.word(i)) && !p.is(i, "of")
}

/// Takes what stands before a date and belongs to it: "early", "the end of", "mid-", "last", and the words that bound it.
fn widened(p: &Pieces, mut when: When, floor: usize) -> When {
    static PARTS: Phrases = Phrases::before(&[
        "early",
        "late",
        "mid",
        "the end of",
        "end of",
        "the beginning of",
        "beginning of",
        "the start of",
        "the middle of",
        "the early",
        "the late",
        "the mid",
        "earlier",
        "later",
        "the summer of",
        "the spring of",
        "the autumn of",
        "the fall of",
        "the winter of",
        "summer",
        "winter",
        "spring",
        "autumn",
        "the month of",
        "the year",
        "the week of",
        "fiscal",
        "fiscal year",
        "the fiscal year",
        "financial year",
        "the financial year",
        "school year",
        "the school year",
        "academic year",
        "the academic year",
    ]);
    let fits = |start: usize| start >= floor;
    let hyphen =
        when.start.checked_sub(2).filter(|&at| p.hyphen(at + 1) && p.any(at, &["mid", "early", "late", "pre", "post"]));
    if let Some(at) = hyphen.filter(|&at| fits(at)) {
        when.start = at;
    }
    if let Some(at) = PARTS.start(p, when.start).filter(|&at| fits(at)) {
        when.start = at;
    }
    if let Some(at) = when.start.checked_sub(1).filter(|&at| {
        p.is(at, "the")
            && fits(at)
            && when.start + 1 < when.end
            && p.any(when.start, &["early", "late", "mid", "end", "beginning"])
    }) {
        when.start = at;
    }
    when
}

/// The words before a date that bound it ("since", "no later than"): where they begin.
pub fn bound(p: &Pieces, start: usize, floor: usize) -> Option<usize> {
    let at = BOUNDS.start(p, start).filter(|&at| at >= floor)?;
    // "excited about this year", "a report by Monday's paper": before a day told from today "about" belongs to what is before it
    let loose = p.any(at, &["about", "around"]) && at + 1 == start && relative::is_shift(p, start);
    (!loose).then_some(at)
}
