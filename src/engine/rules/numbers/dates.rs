//! Dates: days, months, years, decades, centuries, weekdays, feasts, absolute and relative to the day of publication.

use super::calendar::{Day, iso_date, longest};
use super::pieces::{Pieces, listed, look_up};
use super::words;

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

/// Months by name, sorted; abbreviations too.
const MONTHS: &[(&str, u32)] = &[
    ("apr", 4),
    ("april", 4),
    ("aug", 8),
    ("august", 8),
    ("dec", 12),
    ("december", 12),
    ("feb", 2),
    ("february", 2),
    ("jan", 1),
    ("january", 1),
    ("jul", 7),
    ("july", 7),
    ("jun", 6),
    ("june", 6),
    ("mar", 3),
    ("march", 3),
    ("may", 5),
    ("nov", 11),
    ("november", 11),
    ("oct", 10),
    ("october", 10),
    ("sep", 9),
    ("sept", 9),
    ("september", 9),
];

/// Weekdays by name, sorted; 0 for Monday. Abbreviations need a date beside them.
const WEEKDAYS: &[(&str, i64)] = &[
    ("fri", 4),
    ("friday", 4),
    ("fridays", 4),
    ("mon", 0),
    ("monday", 0),
    ("mondays", 0),
    ("sat", 5),
    ("saturday", 5),
    ("saturdays", 5),
    ("sun", 6),
    ("sunday", 6),
    ("sundays", 6),
    ("thu", 3),
    ("thur", 3),
    ("thurs", 3),
    ("thursday", 3),
    ("thursdays", 3),
    ("tue", 1),
    ("tues", 1),
    ("tuesday", 1),
    ("tuesdays", 1),
    ("wed", 2),
    ("wednesday", 2),
    ("wednesdays", 2),
];

/// Parts of a day that may stand behind a weekday or a date, sorted.
pub const DAY_PARTS: &[&str] = &[
    "afternoon",
    "afternoons",
    "evening",
    "evenings",
    "lunchtime",
    "midday",
    "midnight",
    "morning",
    "mornings",
    "night",
    "nights",
    "noon",
];

/// Seasons, sorted.
const SEASONS: &[&str] = &["autumn", "fall", "spring", "summer", "winter"];

/// Words that put a month or year in time: behind them even "May" is a month, and four digits a year.
const PREPOSITIONS: &[&str] = &[
    "after",
    "before",
    "between",
    "beginning",
    "by",
    "circa",
    "during",
    "early",
    "ending",
    "for",
    "from",
    "in",
    "last",
    "late",
    "mid",
    "next",
    "of",
    "on",
    "since",
    "starting",
    "summer",
    "this",
    "through",
    "till",
    "to",
    "until",
    "winter",
    "autumn",
    "spring",
    "fall",
    "year",
    "around",
    "about",
    "and",
    "or",
    "than",
    "past",
    "previous",
    "following",
    "through",
    "throughout",
    "season",
];

/// Words that tell when as they bound it. They belong to the mark.
const BOUNDS: &[&str] = &[
    "since",
    "until",
    "till",
    "before",
    "after",
    "by",
    "from",
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
    "starting on",
    "starting from",
    "beginning on",
    "starting in",
    "beginning in",
    "more than",
    "less than",
];

/// Whether a word is the name of a month, in whatever case.
pub fn is_month_name(word: &str) -> bool {
    look_up(MONTHS, word).is_some()
}

/// Reads the date whose core begins at `i`.
pub fn at(p: &Pieces, i: usize, floor: usize, today: Option<Day>) -> Option<When> {
    let core = if p.is_number(i) {
        numeric(p, i).or_else(|| day_month(p, i)).or_else(|| years(p, i)).or_else(|| decade_or_century(p, i))
    } else if p.is_word(i) {
        month_first(p, i)
            .or_else(|| weekday(p, i, today))
            .or_else(|| super::relative::at(p, i, today))
            .or_else(|| super::feasts::at(p, i))
            .or_else(|| quarter(p, i))
            .or_else(|| day_month(p, i))
            .or_else(|| decade_or_century(p, i))
            .or_else(|| spelled_year(p, i))
    } else if p.at(i) == "'" || p.at(i) == "’" || p.at(i) == "‘" {
        short_decade(p, i)
    } else {
        None
    }?;
    let core = ranged(p, core, today);
    Some(widened(p, core, floor))
}

/// The month that is named at `i`, with its abbreviation's point: month and the piece behind.
pub fn month(p: &Pieces, i: usize) -> Option<(u32, usize)> {
    let month = p.is_word(i).then(|| look_up(MONTHS, p.at(i))).flatten()?;
    let point = p.at(i).len() <= 4
        && p.at(i + 1) == "."
        && p.joined(i + 1)
        && !matches!(p.at(i), "May" | "June" | "July" | "may");
    Some((month, i + 1 + usize::from(point)))
}

/// A day of the month at `i`: digits or an ordinal. The second part says whether it is an ordinal.
fn day_number(p: &Pieces, i: usize) -> Option<(u32, usize, bool)> {
    if p.is_number(i) {
        let day: u32 = p.at(i).parse().ok().filter(|day| (1..=31).contains(day) && p.at(i).len() <= 2)?;
        let suffix = p.joined(i + 1) && p.any(i + 1, &["st", "nd", "rd", "th"]);
        let follows = !suffix && p.joined(i + 1) && (p.is_word(i + 1) || p.at(i + 1) == "%");
        return (!follows).then_some((day, i + 1 + usize::from(suffix), suffix));
    }
    let spelled = words::spelled(p, i).filter(|spelled| spelled.ordinal && spelled.value <= 31.0)?;
    Some((spelled.value as u32, spelled.end, true))
}

/// A year behind a day or month: ", 2017", "2017", "of 2017", "in 2017".
fn year_behind(p: &Pieces, i: usize) -> Option<(i64, usize)> {
    let at = if p.at(i) == "," || p.any(i, &["of", "in"]) { i + 1 } else { i };
    if p.gap(at).contains('\n') {
        return None;
    }
    if let Some(year) = four_digits(p, at) {
        return Some((year, at + 1));
    }
    // "of '87", "April of 87"
    if p.is(i, "of") && p.is_number(at) && p.at(at).len() == 2 {
        return None;
    }
    let spelled = words::spelled(p, at).filter(|s| p.is_word(at) && (s.year || (2000.0..2100.0).contains(&s.value)))?;
    Some((spelled.value as i64, spelled.end))
}

/// Four digits that may be a year, and nothing that makes them part of something longer.
fn four_digits(p: &Pieces, i: usize) -> Option<i64> {
    let text = p.at(i);
    let year: i64 = (text.len() == 4 && p.is_number(i)).then(|| text.parse().ok()).flatten()?;
    let more = p.joined(i + 1)
        && (p.is_word(i + 1) && !p.at(i + 1).starts_with(['\'', '’']) || matches!(p.at(i + 1), "%" | "°" | "°C"));
    ((1000..=2100).contains(&year) && !more).then_some(year)
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
    let alone = if doubtful {
        p.capital(i) && p.at(i).len() > 3 && may_alone(p, i, end)
    } else if p.at(i).len() <= 4 && !matches!(p.at(i), "June" | "July") {
        p.capital(i) && behind(PREPOSITIONS) && !p.capital(end)
    } else {
        !named(p, i, end) && (!lower || month != 8 || behind(PREPOSITIONS))
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
    (before || hyphened || wider || between) && !p.capital(end)
}

/// Whether a month's name is somebody's: a capitalised word follows that is no date, and no preposition stands before.
fn named(p: &Pieces, i: usize, end: usize) -> bool {
    let follows =
        p.is_word(end) && p.capital(end) && !p.gap(end).contains('\n') && look_up(WEEKDAYS, p.at(end)).is_none();
    let given = p.any(i, &["april", "june", "august", "july"]);
    let before = i > 0 && listed_any(p, i - 1);
    let surname = i > 0
        && p.capital(i - 1)
        && !p.opens(i - 1)
        && p.is_word(i - 1)
        && given
        && look_up(WEEKDAYS, p.before(i, 1)).is_none();
    given && follows && !before || surname && !before
}

fn listed_any(p: &Pieces, i: usize) -> bool {
    p.any(i, PREPOSITIONS)
}

fn weekday_before(p: &Pieces, i: usize) -> bool {
    let at = if i > 1 && p.before(i, 1) == "," { i - 1 } else { i };
    at > 0 && look_up(WEEKDAYS, p.before(at, 1)).is_some()
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
    let connector = p.hyphen(end) || p.any(end, &["to", "and", "through"]) || matches!(p.at(end), "–" | "-");
    if connector {
        let next = end + 1 + usize::from(p.is(end + 1, "the"));
        let second = day_number(p, next).filter(|&(second, behind, suffix)| {
            second > day
                && second <= longest(month)
                && (suffix || !counts_behind(p, behind))
                && (suffix || !p.is(end, "and") || !p.is_word(behind) || p.any(behind, &["in", "at", "of"]))
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

/// Dates in digits: "2017-09-05", "05/09/2017", "23.04.2022", "9/11".
fn numeric(p: &Pieces, i: usize) -> Option<When> {
    if p.joined(i) && matches!(p.before(i, 1), "/" | ".") && p.joined(i - 1) {
        return None;
    }
    let when = |end, iso| Some(When { start: i, end, iso, sign: "date in digits" });
    let text = p.at(i);
    if text.matches('.').count() == 2 && !text.contains(',') {
        let mut parts = text.split('.');
        let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
        return when(i + 1, three_parts(a, b, c, '.')?);
    }
    let mark = p.at(i + 1);
    let joined = p.joined(i + 1) && p.joined(i + 2) && matches!(mark, "-" | "/" | "‑");
    if !joined {
        return None;
    }
    if let Some((month, end)) = month(p, i + 2).filter(|_| mark == "/" || mark == "-") {
        // "22/Jan/2019", "2019-aug-1"
        let (a, c) = (text, p.at(end + 1));
        let good = p.joined(end) && p.at(end) == mark && p.joined(end + 1) && p.is_number(end + 1);
        return if good { when(end + 2, three_parts(a, &month.to_string(), c, '-')?) } else { None };
    }
    if !p.is_number(i + 2) {
        return None;
    }
    if p.joined(i + 3)
        && p.at(i + 3) == mark
        && p.joined(i + 4)
        && p.is_number(i + 4)
        && !(p.joined(i + 5) && matches!(p.at(i + 5), "-" | "/"))
    {
        let sep = if mark == "/" { '/' } else { '-' };
        return when(i + 5, three_parts(text, p.at(i + 2), p.at(i + 4), sep)?);
    }
    if mark == "-" && text.len() == 4 && p.at(i + 2).len() == 2 && !p.joined(i + 3) {
        return year_and_month(p, i);
    }
    if mark != "/" || p.joined(i + 3) && matches!(p.at(i + 3), "/" | "-") {
        return None;
    }
    let (a, b): (u32, u32) = (text.parse().ok()?, p.at(i + 2).parse().ok()?);
    let good =
        text.len() <= 2 && p.at(i + 2).len() <= 2 && (1..=31).contains(&a) && (1..=31).contains(&b) && a.min(b) <= 12;
    // A fraction, "24/7" and the like are no dates: where both could be, only a word of time before makes it one
    let sure = i > 0
        && (p.any(i - 1, &["on", "since", "until", "by", "before", "after", "dated", "next", "this", "from"])
            || look_up(WEEKDAYS, p.before(i, 1)).is_some())
        || (a, b) == (9, 11);
    let iso = match (a > 12, b > 12) {
        (true, _) => Some(iso_date(None, Some(b), Some(a))),
        (_, true) => Some(iso_date(None, Some(a), Some(b))),
        _ if a == b || (a, b) == (9, 11) => Some(iso_date(None, Some(a), Some(b))),
        _ => None,
    };
    if good && sure { when(i + 3, iso) } else { None }
}

/// "2017-09" with a word of time before; else a score, a season or a number of something.
fn year_and_month(p: &Pieces, i: usize) -> Option<When> {
    let year = four_digits(p, i)?;
    let month: u32 = p.at(i + 2).parse().ok()?;
    let season = i64::from(month) == (year + 1) % 100;
    let good = season || (1..=12).contains(&month) && i > 0 && p.any(i - 1, &["in", "since", "until", "on"]);
    let iso = if season { format!("{year}/{}", year + 1) } else { iso_date(Some(year), Some(month), None) };
    good.then(|| When { start: i, end: i + 3, iso: Some(iso), sign: "date in digits" })
}

/// Three numbers of a date; the outer `None` where they are no date, the inner where the order of day and month is not sure.
fn three_parts(a: &str, b: &str, c: &str, mark: char) -> Option<Option<String>> {
    let (x, y, z): (u32, u32, u32) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    let full = |year: u32, month: u32, day: u32| {
        let good = (1000..=2200).contains(&year) && (1..=12).contains(&month) && (1..=longest(month)).contains(&day);
        good.then(|| Some(iso_date(Some(i64::from(year)), Some(month), Some(day))))
    };
    if a.len() == 4 {
        return full(x, y, z);
    }
    if a.len() > 2 || b.len() > 2 || !matches!(c.len(), 2 | 4) || x == 0 || y == 0 {
        return None;
    }
    let year = if c.len() == 4 {
        z
    } else if z < 50 {
        2000 + z
    } else {
        1900 + z
    };
    match (x > 12, y > 12) {
        (true, true) => None,
        (true, false) => full(year, y, x),
        (false, true) if mark != '.' => full(year, x, y),
        (false, true) => None,
        // "23.04.2022" is always day first; with strokes nobody knows
        (false, false) if mark == '.' && c.len() == 4 => full(year, y, x),
        (false, false) if mark == '.' => None,
        (false, false) if x == y => full(year, x, y),
        (false, false) => Some(None),
    }
}

/// Years and stretches of years: "in 2014", "1999-2003", "2010/11", "from 1999 to 2003".
fn years(p: &Pieces, i: usize) -> Option<When> {
    let year = four_digits(p, i)?;
    if p.joined(i) && !matches!(p.before(i, 1), "-" | "–" | "—" | "(" | "/" | "[" | "“" | "\"" | "'" | "‘" | "~")
    {
        return None;
    }
    let dash = p.joined(i + 1) && p.joined(i + 2) && matches!(p.at(i + 1), "-" | "–" | "/" | "~" | "—")
        || !p.joined(i + 1) && matches!(p.at(i + 1), "–" | "-");
    let word =
        p.any(i + 1, &["to", "through", "till", "until"]) || p.is(i + 1, "and") && i > 0 && p.is(i - 1, "between");
    if (dash || word) && p.is_number(i + 2) {
        let second = four_digits(p, i + 2).or_else(|| {
            let two: i64 = p.at(i + 2).parse().ok().filter(|_| dash && p.at(i + 2).len() == 2)?;
            Some(year - year % 100 + two)
        });
        if let Some(second) = second.filter(|&second| second > year && (year >= 1400 || word || second - year < 200)) {
            let start = i - usize::from(i > 0 && p.any(i - 1, &["from", "between"]));
            return Some(When { start, end: i + 3, iso: Some(format!("{year}/{second}")), sign: "years" });
        }
    }
    let era = p.any(i + 1, &["AD", "CE", "BC", "BCE"]);
    (era || year_alone(p, i, year)).then(|| {
        let before = p.any(i + 1, &["BC", "BCE"]);
        let iso = (!before).then(|| iso_date(Some(year), None, None));
        When { start: i, end: i + 1 + usize::from(era), iso, sign: "year" }
    })
}

/// Whether four digits alone are a year. Behind a preposition they are, unless something is counted.
fn year_alone(p: &Pieces, i: usize, year: i64) -> bool {
    let modern = (1900..=2059).contains(&year);
    let next = p.at(i + 1);
    let counted = super::counted::is_plural(p, i + 1)
        && (!modern
            || year % 100 == 0 && year != 2000
            || p.any(i + 1, &["people", "men", "women", "children", "troops", "soldiers"]));
    let measured = super::units::is_unit(p, i + 1)
        || p.at(i + 1) == "%"
        || words::scale(next).is_some() && p.is_word(i + 1)
        || super::money::is_name(p, i + 1);
    if counted || measured || p.is(i + 1, "percent") {
        return false;
    }
    if p.hyphen(i + 1)
        && p.any(i + 2, &["year", "day", "hour", "mile", "meter", "metre", "foot", "strong", "member", "seat"])
    {
        return false;
    }
    // "more than 2000" counts; "later than 2018" does not
    if i > 1
        && p.is(i - 1, "than")
        && p.any(i - 2, &["more", "less", "fewer", "greater", "higher", "lower", "bigger", "smaller"])
        || i > 0
            && p.any(
                i - 1,
                &[
                    "some",
                    "nearly",
                    "almost",
                    "least",
                    "most",
                    "over",
                    "approximately",
                    "roughly",
                    "exceed",
                    "below",
                    "above",
                ],
            )
    {
        return false;
    }
    let placed = i > 0 && p.any(i - 1, PREPOSITIONS);
    let bracketed = i > 0 && p.before(i, 1) == "(" && matches!(next, ")" | "," | ";");
    modern
        || bracketed
        || placed
            && (year >= 1200 || p.any(i - 1, &["in", "since", "until"]))
            && !(p.any(i - 1, &["of", "to", "for", "from", "and", "or", "by", "about", "around", "up"]) && year < 1400)
}

/// "nineteen ninety-six".
fn spelled_year(p: &Pieces, i: usize) -> Option<When> {
    let spelled = words::spelled(p, i).filter(|spelled| spelled.year)?;
    let year = spelled.value as i64;
    let counted = super::counted::is_plural(p, spelled.end);
    ((1400..2100).contains(&year) && !counted).then(|| When {
        start: i,
        end: spelled.end,
        iso: Some(iso_date(Some(year), None, None)),
        sign: "year",
    })
}

/// "1990s", "1990's", "16th century", "twenty-first-century".
fn decade_or_century(p: &Pieces, i: usize) -> Option<When> {
    if let Ok(year) = p.at(i).parse::<i64>()
        && p.joined(i + 1)
        && (p.at(i + 1) == "s" || matches!(p.at(i + 1), "'s" | "’s") && year % 10 == 0)
    {
        let long = p.at(i).len() == 4 && year % 10 == 0 && (1000..2100).contains(&year);
        let span = if year % 100 == 0 && year < 2000 { 99 } else { 9 };
        return long.then(|| decade(p, i, i + 2, Some((year, year + span))));
    }
    let (number, end) = if p.is_number(i) {
        let suffix = p.joined(i + 1) && p.any(i + 1, &["st", "nd", "rd", "th"]);
        (p.at(i).parse::<f64>().ok().filter(|_| suffix)?, i + 2)
    } else {
        let spelled = words::spelled(p, i).filter(|spelled| spelled.ordinal)?;
        (spelled.value, spelled.end)
    };
    if !(1.0..=30.0).contains(&number) {
        return None;
    }
    // "the 18th and 19th centuries": the first of two
    let paired = p.any(end, &["and", "to", "or"]) || p.hyphen(end);
    if paired && let Some(second) = century_number(p, end + 1) {
        let first = number as i64;
        return Some(decade(p, i, second.1, Some((first * 100 - 99, second.0 * 100))));
    }
    let at = p.past_hyphen(end);
    let good = p.any(at, &["century", "centuries"]);
    let era = p.any(at + 1, &["BC", "BCE"]);
    let last = number as i64 * 100;
    good.then(|| decade(p, i, at + 1 + usize::from(era), (!era).then_some((last - 99, last))))
}

fn century_number(p: &Pieces, i: usize) -> Option<(i64, usize)> {
    let (number, end) = if p.is_number(i) {
        (p.at(i).parse::<i64>().ok()?, i + 1 + usize::from(p.joined(i + 1) && p.any(i + 1, &["st", "nd", "rd", "th"])))
    } else {
        let spelled = words::spelled(p, i).filter(|spelled| spelled.ordinal)?;
        (spelled.value as i64, spelled.end)
    };
    let at = p.past_hyphen(end);
    (p.any(at, &["century", "centuries"]) && (1..=30).contains(&number)).then_some((number, at + 1))
}

/// "'90s", and "the 90s" with its article.
fn short_decade(p: &Pieces, i: usize) -> Option<When> {
    let tens: i64 = p.at(i + 1).parse().ok().filter(|tens| tens % 10 == 0 && p.at(i + 1).len() == 2)?;
    let good = p.joined(i + 1) && p.joined(i + 2) && p.at(i + 2) == "s";
    let from = if tens <= 20 { 2000 + tens } else { 1900 + tens };
    good.then(|| decade(p, i, i + 3, Some((from, from + 9))))
}

/// A stretch of years, with its article.
fn decade(p: &Pieces, i: usize, end: usize, years: Option<(i64, i64)>) -> When {
    let start = if i > 0 && p.is(i - 1, "the") { i - 1 } else { i };
    When { start, end, iso: years.map(|(from, to)| format!("{from:04}/{to:04}")), sign: "stretch of years" }
}

/// "Q1 2019", "the first quarter of 2019", "third-quarter".
fn quarter(p: &Pieces, i: usize) -> Option<When> {
    let number = match p.at(i) {
        "Q1" | "q1" => 1,
        "Q2" | "q2" => 2,
        "Q3" | "q3" => 3,
        "Q4" | "q4" => 4,
        word => {
            let ordinal = words::ordinal(word).filter(|n| *n <= 4.0)? as i64;
            let at = p.past_hyphen(i + 1);
            let year = p.is(at + 1, "of")
                && (four_digits(p, at + 2).is_some() || p.any(at + 2, &["the", "this", "last", "next", "fiscal"]));
            let fiscal = p.any(
                at + 1,
                &["profit", "profits", "results", "earnings", "net", "revenue", "revenues", "sales", "loss", "GDP"],
            );
            if !p.is(at, "quarter") || !(year || fiscal || p.hyphen(i + 1)) {
                return None;
            }
            let long = p.is(at + 1, "of") && p.is(at + 2, "the") && p.is(at + 3, "year");
            return Some(finish_quarter(p, i, if long { at + 4 } else { at + 1 }, ordinal));
        }
    };
    Some(finish_quarter(p, i, i + 1, number))
}

fn finish_quarter(p: &Pieces, i: usize, end: usize, number: i64) -> When {
    let year = year_behind(p, end + usize::from(p.hyphen(end)));
    let iso = year.map(|(year, _)| format!("{year:04}-{:02}/{year:04}-{:02}", number * 3 - 2, number * 3));
    let start = if i > 0 && p.is(i - 1, "the") { i - 1 } else { i };
    When { start, end: year.map_or(end, |(_, end)| end), iso, sign: "quarter" }
}

/// "Friday", "Friday evening", "Tue May 9", "Monday, 3 June 2019".
fn weekday(p: &Pieces, i: usize, today: Option<Day>) -> Option<When> {
    let weekday = look_up(WEEKDAYS, p.at(i))?;
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
    // "Friday the 26th"
    if p.is(i + 1, "the")
        && let Some((day, end, true)) = day_number(p, i + 2)
    {
        return Some(When { start: i, end, iso: Some(iso_date(None, None, Some(day))), sign: "weekday and day" });
    }
    if !long && (!p.capital(i) || !p.any(i.wrapping_sub(1), &["on", "next", "last", "this", "or", "and"])) {
        return None;
    }
    let name = p.capital(i) && p.joined(i) && p.before(i, 1) == "-";
    if name || !p.capital(i) && p.any(i, &["sun", "sat", "wed", "mon"]) {
        return None;
    }
    let plural = p.at(i).ends_with(['s', 'S']);
    let iso = today.filter(|_| !plural).map(|today| super::relative::weekday(p, i, weekday, today).iso());
    let mut end = i + 1 + point;
    if p.any(end, &["early", "late"]) && listed(DAY_PARTS, p.at(end + 1)) {
        end += 1;
    }
    if listed(DAY_PARTS, p.at(end)) && !p.gap(end).contains('\n') {
        end += 1;
    }
    Some(When { start: i, end, iso, sign: "weekday" })
}

/// Joins two dates that a dash or "to" makes one stretch: "3 March to 5 April", "April-June", "from Monday to Friday".
fn ranged(p: &Pieces, first: When, today: Option<Day>) -> When {
    let before = first.start.checked_sub(1);
    let from = before.is_some_and(|at| p.is(at, "from"));
    let between = before.is_some_and(|at| p.is(at, "between"));
    let word = p.any(first.end, &["to", "until", "till", "through"]) || between && p.is(first.end, "and");
    let dash = p.hyphen(first.end) || matches!(p.at(first.end), "–" | "-") && !p.joined(first.end);
    if !(word || dash) || first.iso.as_deref().is_some_and(|iso| iso.contains('/')) {
        return first;
    }
    let at = first.end + 1 + usize::from(p.is(first.end + 1, "the"));
    let second = if p.is_number(at) {
        numeric(p, at).or_else(|| day_month(p, at)).or_else(|| years(p, at))
    } else {
        month_first(p, at).or_else(|| weekday(p, at, today)).or_else(|| month_in_range(p, at))
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

/// A month behind "January to": even "May" is one there.
fn month_in_range(p: &Pieces, i: usize) -> Option<When> {
    let (month, end) = month(p, i).filter(|_| p.capital(i))?;
    Some(When { start: i, end, iso: Some(iso_date(None, Some(month), None)), sign: "month" })
}

/// Takes what stands before a date and belongs to it: "early", "the end of", "mid-", "last", and the words that bound it.
fn widened(p: &Pieces, mut when: When, floor: usize) -> When {
    const PARTS: &[&str] = &[
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
    ];
    let fits = |start: usize| start >= floor;
    let hyphen =
        when.start.checked_sub(2).filter(|&at| p.hyphen(at + 1) && p.any(at, &["mid", "early", "late", "pre", "post"]));
    if let Some(at) = hyphen.filter(|&at| fits(at)) {
        when.start = at;
    }
    let longest =
        |phrases: &[&str], start: usize| phrases.iter().filter_map(|phrase| p.phrase_before(start, phrase)).min();
    if let Some(at) = longest(PARTS, when.start).filter(|&at| fits(at)) {
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
    BOUNDS.iter().filter_map(|phrase| p.phrase_before(start, phrase)).filter(|&at| at >= floor).min()
}

/// Whether digits with points are a date ("23.04.2022").
pub fn is_numeric_date(text: &str) -> bool {
    let mut parts = text.split('.');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(a), Some(b), Some(c), None) => three_parts(a, b, c, '.').is_some(),
        _ => false,
    }
}

/// Whether a word is a season.
pub fn is_season(word: &str) -> bool {
    SEASONS.iter().any(|season| word.eq_ignore_ascii_case(season))
}

/// A year where one may stand behind a season, feast or quarter.
pub fn year_after(p: &Pieces, i: usize) -> Option<(i64, usize)> {
    year_behind(p, i)
}

/// The weekday that a word names, 0 for Monday; abbreviations do not count.
pub fn weekday_named(word: &str) -> Option<i64> {
    look_up(WEEKDAYS, word).filter(|_| word.len() >= 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(MONTHS.is_sorted_by_key(|entry| entry.0));
        assert!(WEEKDAYS.is_sorted_by_key(|entry| entry.0));
        assert!(DAY_PARTS.is_sorted());
    }
}
