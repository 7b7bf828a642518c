//! Days and months: "29 August 2017", "the 29th of August", "May 10, 1931", "on the 21st".

use super::calendar::{iso_date, longest};
use super::counted;
use super::date_words::{MONTHS, PREPOSITIONS, WEEKDAYS, is_month_name};
use super::dates::{When, ends};
use super::pieces::Pieces;
use super::words;
use super::years::year_behind;
/// The month that is named at `i`, with its abbreviation's point: month and the piece behind.
pub fn month(p: &Pieces, i: usize) -> Option<(u32, usize)> {
    let month = p.is_word(i).then(|| MONTHS.get(p.word(i))).flatten()?;
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
pub fn day_month(p: &Pieces, i: usize) -> Option<When> {
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
pub fn month_first(p: &Pieces, i: usize) -> Option<When> {
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
    let placed = PREPOSITIONS.holds(p.word_before(i, 1));
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
pub fn may_alone(p: &Pieces, i: usize, end: usize) -> bool {
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
        && (i > 1 && is_month_name(p.word(i - 2))
            || p.any(end, &["to", "and", "or", "until", "through"]) && is_month_name(p.word(end + 1)));
    let beside = p.any(end, &["to", "and", "or"]) && is_month_name(p.word(end + 1))
        || p.any(end, &["this", "last", "next"]) && p.is(end + 1, "year")
        || p.phrase_before(i, "as of").is_some();
    (before || hyphened || wider || between || beside) && !p.capital(end)
}

/// Whether a month's name is somebody's: a capitalised word follows that is no date, and no preposition stands before.
pub fn named(p: &Pieces, i: usize, end: usize) -> bool {
    let follows = p.is_word(end) && p.capital(end) && !p.gap(end).contains('\n') && WEEKDAYS.get(p.word(end)).is_none();
    let given = p.any(i, &["april", "june", "august", "july"]);
    let before = i > 0 && PREPOSITIONS.holds(p.word_before(i, 1));
    let surname = i > 0
        && p.capital(i - 1)
        && !p.opens(i - 1)
        && p.is_word(i - 1)
        && given
        && WEEKDAYS.get(p.word_before(i, 1)).is_none();
    given && follows && !before || surname && !before
}

pub fn weekday_before(p: &Pieces, i: usize) -> bool {
    let at = if i > 1 && p.before(i, 1) == "," { i - 1 } else { i };
    at > 0 && WEEKDAYS.get(p.word_before(at, 1)).is_some()
}

/// Whether what follows a number makes it a count and no day: "In August 12 people", "March 20 percent".
pub fn counts_behind(p: &Pieces, i: usize) -> bool {
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
pub fn month_day(p: &Pieces, i: usize, month: u32, day: u32, day_end: usize) -> When {
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
                && (suffix || !p.is(end, "and") || counted::is_stop(p.word(behind)) || !p.is_word(behind))
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

/// "on the 18th": a day of a month that is not told.
pub fn lone_day(p: &Pieces, i: usize) -> Option<When> {
    let the = i.checked_sub(1).filter(|&at| p.is(at, "the"))?;
    let placed = p.any(the.wrapping_sub(1), &["on", "until", "till", "by", "since"]);
    let (day, end, ordinal) = day_number(p, i)?;
    let good = placed && ordinal && p.is_number(i) && ends(p, end);
    good.then(|| When { start: the, end, iso: Some(iso_date(None, None, Some(day))), sign: "day of the month" })
}

/// A month behind "January to": even "May" is one there.
pub fn month_in_range(p: &Pieces, i: usize) -> Option<When> {
    let (month, end) = month(p, i).filter(|_| p.capital(i))?;
    Some(When { start: i, end, iso: Some(iso_date(None, Some(month), None)), sign: "month" })
}
