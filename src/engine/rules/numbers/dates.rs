//! Dates: days, months, years, decades, centuries, weekdays, feasts, absolute and relative to the day of publication.

use super::calendar::{Day, iso_date, longest};
use super::date_words::{DAY_PARTS, MONTHS, PREPOSITIONS, WEEKDAYS, is_month_name};
use super::numeric_dates::numeric;
use super::pieces::Pieces;
use super::tables::Phrases;
use super::years::{decade_or_century, quarter, short_decade, spelled_decade, spelled_year, year_behind, years};
use super::{counted, parts, relative, words};

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

/// Reads the date whose core begins at `i`.
pub fn at(p: &Pieces, i: usize, floor: usize, today: Option<Day>) -> Option<When> {
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
            .or_else(|| super::feasts::at(p, i))
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
    Some(ranged(p, widened(p, core, floor), floor, today))
}

/// The month that is named at `i`, with its abbreviation's point: month and the piece behind.
pub fn month(p: &Pieces, i: usize) -> Option<(u32, usize)> {
    let month = p.is_word(i).then(|| MONTHS.get(p.at(i))).flatten()?;
    let point = p.at(i).len() <= 4
        && p.at(i + 1) == "."
        && p.joined(i + 1)
        && !matches!(p.at(i), "May" | "June" | "July" | "may");
    Some((month, i + 1 + usize::from(point)))
}

/// A day of the month at `i`: digits or an ordinal. The second part says whether it is an ordinal.
pub fn day_number(p: &Pieces, i: usize) -> Option<(u32, usize, bool)> {
    if p.is_number(i) {
        let day: u32 = p.at(i).parse().ok().filter(|day| (1..=31).contains(day) && p.at(i).len() <= 2)?;
        let suffix = p.joined(i + 1) && p.any(i + 1, &["st", "nd", "rd", "th"]);
        let follows = !suffix && p.joined(i + 1) && (p.is_word(i + 1) || p.at(i + 1) == "%");
        return (!follows).then_some((day, i + 1 + usize::from(suffix), suffix));
    }
    let spelled = words::spelled(p, i).filter(|spelled| spelled.ordinal && spelled.value <= 31.0)?;
    Some((spelled.value as u32, spelled.end, true))
}

/// "29 August 2017", "the 29th of August", "4-6 March", "9 and 10 June".
fn day_month(p: &Pieces, i: usize) -> Option<When> {
    let (day, end, ordinal) = day_number(p, i)?;
    let mut at = end;
    let mut last = None;
    let connector =
        p.hyphen(at) || p.any(at, &["to", "and", "through", "till", "until"]) || (p.at(at) == "–" || p.at(at) == "-");
    if connector {
        let next = at + 1 + usize::from(p.is(at + 1, "the"));
        if let Some((second, behind, _)) = day_number(p, next) {
            last = Some(second);
            at = behind;
        }
    }
    if p.is(at, "day") && ordinal {
        at += 1;
    }
    let of = usize::from(p.is(at, "of")) + usize::from(p.is(at, "of") && p.is(at + 1, "the"));
    let slash = usize::from(last.is_none() && (p.hyphen(at)));
    let (month, end) = month(p, at + of + slash)?;
    let modal = !p.capital(at + of + slash) && p.any(at + of + slash, &["may", "march", "mar"]) && of == 0;
    if modal || day > longest(month) || last.is_some_and(|last| last > longest(month)) || p.gap(at).contains('\n') {
        return None;
    }
    let joint = usize::from(p.hyphen(end));
    let year = year_behind(p, end + joint);
    let end = year.map_or(end, |(_, end)| end);
    let year = year.map(|(year, _)| year);
    let iso = |day| iso_date(year, Some(month), Some(day));
    let iso = last.map_or_else(|| iso(day), |last| format!("{}/{}", iso(day), iso(last)));
    let start = if ordinal && i > 0 && p.is(i - 1, "the") { i - 1 } else { i };
    Some(When { start, end, iso: Some(iso), sign: "day and month" })
}

/// "August 29, 2017", "August 2017", "in August", "Nov. 19-20".
fn month_first(p: &Pieces, i: usize) -> Option<When> {
    let (month, end) = month(p, i)?;
    let lower = !p.capital(i);
    let doubtful = p.any(i, &["may", "march", "mar"]);
    let behind = |words: &[&str]| i > 0 && p.any(i - 1, words);
    let the = usize::from(p.is(end, "the"));
    let joint = usize::from(p.at(end) == "," && p.is_number(end + 1) || p.hyphen(end));
    if let Some((day, day_end, suffix)) = day_number(p, end + the + joint).filter(|_| !p.gap(end).contains('\n')) {
        let counted = !suffix && counts_behind(p, day_end);
        let modal = lower && doubtful && !behind(&["on", "by", "since"]) && !weekday_before(p, i);
        if day <= longest(month) && !counted && !modal {
            return Some(month_day(p, i, month, day, day_end));
        }
    }
    if let Some((year, end)) = year_behind(p, end + usize::from(p.hyphen(end))).filter(|_| !(lower && doubtful)) {
        return Some(When {
            start: i,
            end,
            iso: Some(iso_date(Some(year), Some(month), None)),
            sign: "month and year",
        });
    }
    let placed = PREPOSITIONS.holds(p.before(i, 1));
    let alone = if doubtful {
        p.capital(i) && !p.is(i, "mar") && may_alone(p, i, end)
    } else if p.at(i).len() <= 4 && !matches!(p.at(i), "June" | "July") {
        p.capital(i) && placed && !p.capital(end)
    } else {
        !named(p, i, end) && (!lower || month != 8 || placed)
    };
    let plain = alone
        && !(lower && p.at(i).len() <= 4)
        && !(p.joined(i)
            && p.before(i, 1) != "-"
            && p.before(i, 1) != "/"
            && p.before(i, 1) != "("
            && p.before(i, 1) != "–"
            && p.before(i, 1) != "—"
            && p.before(i, 1) != "“"
            && p.before(i, 1) != "\""
            && p.before(i, 1) != "‘");
    plain.then(|| When { start: i, end: i + 1, iso: Some(iso_date(None, Some(month), None)), sign: "month" })
}

/// "May" and "March" alone are months only where nothing else can be meant: Theresa May is in the news, and crowds march.
fn may_alone(p: &Pieces, i: usize, end: usize) -> bool {
    let sure = [
        "in",
        "since",
        "until",
        "till",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "during",
        "through",
        "throughout",
        "mid-",
    ];
    let march = p.is(i, "march");
    let before = i > 0
        && (p.any(i - 1, &sure) || p.phrase_before(i, "end of").is_some() || p.phrase_before(i, "month of").is_some());
    let hyphened = p.hyphen(i.wrapping_sub(1)) && p.any(i.wrapping_sub(2), &["mid", "early", "late"]);
    let wider = march && i > 0 && p.any(i - 1, &["by", "from", "to", "before", "after", "of"]);
    let between = i > 0
        && p.any(i - 1, &["and", "to", "or", "from"])
        && (i > 1 && is_month_name(p.at(i - 2))
            || p.any(end, &["to", "and", "or", "until", "through"]) && is_month_name(p.at(end + 1)));
    let beside = p.any(end, &["to", "and", "or"]) && is_month_name(p.at(end + 1))
        || p.any(end, &["this", "last", "next"]) && p.is(end + 1, "year")
        || p.phrase_before(i, "as of").is_some();
    (before || hyphened || wider || between || beside) && !p.capital(end)
}

/// Whether a month's name is somebody's: a capitalised word follows that is no date, and no preposition stands before.
fn named(p: &Pieces, i: usize, end: usize) -> bool {
    let follows = p.is_word(end) && p.capital(end) && !p.gap(end).contains('\n') && WEEKDAYS.get(p.at(end)).is_none();
    let given = p.any(i, &["april", "june", "august", "july"]);
    let before = i > 0 && PREPOSITIONS.holds(p.before(i, 1));
    let surname = i > 0
        && p.capital(i - 1)
        && !p.opens(i - 1)
        && p.is_word(i - 1)
        && given
        && WEEKDAYS.get(p.before(i, 1)).is_none();
    given && follows && !before || surname && !before
}

fn weekday_before(p: &Pieces, i: usize) -> bool {
    let at = if i > 1 && p.before(i, 1) == "," { i - 1 } else { i };
    at > 0 && WEEKDAYS.get(p.before(at, 1)).is_some()
}

/// Whether what follows a number makes it a count and no day: "In August 12 people", "March 20 percent".
fn counts_behind(p: &Pieces, i: usize) -> bool {
    p.any(
        i,
        &[
            "people", "percent", "per", "million", "billion", "thousand", "hundred", "men", "women", "children",
            "times", "points", "years", "days", "months",
        ],
    ) || p.at(i) == "%"
        || p.at(i) == ":" && p.joined(i) && p.is_number(i + 1)
}

/// Month and day are read; takes a second day and the year.
fn month_day(p: &Pieces, i: usize, month: u32, day: u32, day_end: usize) -> When {
    let mut end = day_end;
    let mut last = None;
    let connector =
        p.hyphen(end) || p.any(end, &["to", "and", "through", "till", "until"]) || matches!(p.at(end), "–" | "-");
    if connector {
        let next = end + 1 + usize::from(p.is(end + 1, "the"));
        let second = day_number(p, next).filter(|&(second, behind, suffix)| {
            second > day
                && second <= longest(month)
                && (suffix || !counts_behind(p, behind))
                && (suffix || !p.is(end, "and") || counted::is_stop(p.at(behind)) || !p.is_word(behind))
        });
        if let Some((second, behind, _)) = second {
            last = Some(second);
            end = behind;
        }
    }
    let joint = usize::from(p.hyphen(end) && p.at(end + 1).len() == 4);
    let year = year_behind(p, end + joint);
    end = year.map_or(end, |(_, end)| end);
    let year = year.map(|(year, _)| year);
    let iso = |day| iso_date(year, Some(month), Some(day));
    let iso = last.map_or_else(|| iso(day), |last| format!("{}/{}", iso(day), iso(last)));
    When { start: i, end, iso: Some(iso), sign: "month and day" }
}

/// "Friday", "Friday evening", "Tue May 9", "Monday, 3 June 2019".
fn weekday(p: &Pieces, i: usize, today: Option<Day>) -> Option<When> {
    let weekday = WEEKDAYS.get(p.at(i))?;
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
    let name = p.capital(i) && p.joined(i) && p.before(i, 1) == "-" && WEEKDAYS.get(p.before(i, 2)).is_none();
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
    if p.any(end, &["early", "late"]) && DAY_PARTS.holds(p.at(end + 1)) {
        end += 1;
    }
    if DAY_PARTS.holds(p.at(end)) && !p.gap(end).contains('\n') {
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
fn ends(p: &Pieces, i: usize) -> bool {
    !p.is_word(i) && !p.hyphen(i) || counted::is_stop(p.at(i)) && !p.is(i, "of")
}

/// "on the 18th": a day of a month that is not told.
fn lone_day(p: &Pieces, i: usize) -> Option<When> {
    let the = i.checked_sub(1).filter(|&at| p.is(at, "the"))?;
    let placed = p.any(the.wrapping_sub(1), &["on", "until", "till", "by", "since"]);
    let (day, end, ordinal) = day_number(p, i)?;
    let good = placed && ordinal && p.is_number(i) && ends(p, end);
    good.then(|| When { start: the, end, iso: Some(iso_date(None, None, Some(day))), sign: "day of the month" })
}

/// A month behind "January to": even "May" is one there.
fn month_in_range(p: &Pieces, i: usize) -> Option<When> {
    let (month, end) = month(p, i).filter(|_| p.capital(i))?;
    Some(When { start: i, end, iso: Some(iso_date(None, Some(month), None)), sign: "month" })
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
