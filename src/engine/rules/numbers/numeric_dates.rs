//! Dates in digits: "2017-09-05", "05/09/2017", "23.04.2022", "9/11". What cannot be told for sure stays open.

use super::calendar::{iso_date, longest};
use super::date_words::weekday_of;
use super::dates::When;
use super::month_days::month;
use super::pieces::Pieces;
use super::years::four_digits;

/// Dates in digits: "2017-09-05", "05/09/2017", "23.04.2022", "9/11".
pub fn numeric(p: &Pieces, i: usize) -> Option<When> {
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
        && !(p.joined(i + 5) && matches!(p.at(i + 5), "-" | "/") && !(mark == "/" && p.at(i + 7) == "/"))
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
            || weekday_of(p.before(i, 1)).is_some()
            || i > 1 && p.any(i - 1, &["to", "through", "till"]) && p.is_number(i - 2) && p.before(i, 3) == "/")
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

/// Whether digits with points are a date ("23.04.2022").
pub fn is_numeric_date(text: &str) -> bool {
    let mut parts = text.split('.');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(a), Some(b), Some(c), None) => three_parts(a, b, c, '.').is_some(),
        _ => false,
    }
}
