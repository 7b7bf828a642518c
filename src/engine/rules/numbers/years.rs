//! Years, stretches of years, decades, centuries and quarters.

use super::calendar::iso_date;
use super::date_words::PREPOSITIONS;
use super::dates::When;
use super::pieces::Pieces;
use super::roman;
use super::tables::{Sieve, Table, Word};
use super::words;

/// A year behind a day or month: ", 2017", "2017", "of 2017", "in 2017".
pub fn year_behind(p: &Pieces, i: usize) -> Option<(i64, usize)> {
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
pub fn four_digits(p: &Pieces, i: usize) -> Option<i64> {
    let text = p.at(i);
    let year: i64 = (text.len() == 4 && p.is_number(i)).then(|| text.parse().ok()).flatten()?;
    let more = p.joined(i + 1)
        && (p.is_word(i + 1) && !p.at(i + 1).starts_with(['\'', '’']) || matches!(p.at(i + 1), "%" | "°" | "°C"));
    ((1000..2200).contains(&year) && !more).then_some(year)
}

/// Years and stretches of years: "in 2014", "1999-2003", "2010/11", "from 1999 to 2003".
pub fn years(p: &Pieces, i: usize) -> Option<When> {
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
        // "from 1000 to 1500 years ago"
        let counted =
            super::durations::period(p, i + 3).is_some_and(|(_, end)| end == i + 4) && p.at(i + 3).ends_with('s');
        if let Some(second) =
            second.filter(|_| !counted).filter(|&second| second > year && (year >= 1400 || word || second - year < 200))
        {
            let start = i - usize::from(i > 0 && p.any(i - 1, &["from", "between"]));
            return Some(When { start, end: i + 3, iso: Some(format!("{year}/{second}")), sign: "years" });
        }
    }
    // "2017 Q1"
    if let Some(number) = p.at(i + 1).strip_prefix(['Q', 'q']).and_then(|digit| digit.parse::<i64>().ok())
        && (1..=4).contains(&number)
    {
        let iso = format!("{year:04}-{:02}/{year:04}-{:02}", number * 3 - 2, number * 3);
        return Some(When { start: i, end: i + 2, iso: Some(iso), sign: "quarter" });
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
            // "growth over 2022" tells a year, "over 2000" a number
            && !(modern && year % 10 != 0 && p.is(i - 1, "over"))
            && p.phrase_before(i, "since at least").is_none()
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
    // "the 1833 Constitution", "the year 1100"
    let named = year >= 1400 && p.is(i.wrapping_sub(1), "the") && p.capital(i + 1) && !p.joined(i + 1);
    if named || p.is(i.wrapping_sub(1), "year") {
        return true;
    }
    let placed = i > 0 && PREPOSITIONS.holds(p.word(i - 1));
    let bracketed = i > 0 && p.before(i, 1) == "(" && matches!(next, ")" | "," | ";");
    modern
        || bracketed
        || placed
            && (year >= 1200 || p.any(i - 1, &["in", "since", "until"]))
            && !(p.any(i - 1, &["of", "to", "for", "from", "and", "or", "by", "about", "around", "up"]) && year < 1400)
}

/// "nineteen ninety-six".
pub fn spelled_year(p: &Pieces, i: usize) -> Option<When> {
    // "in two thousand and fifteen"
    let placed = p.any(i.wrapping_sub(1), &["in", "since", "until", "of"]);
    let spelled = words::spelled(p, i).filter(|spelled| {
        spelled.year
            || placed && !spelled.ordinal && (2001.0..2100.0).contains(&spelled.value) && !p.is_word(spelled.end)
    })?;
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
pub fn decade_or_century(p: &Pieces, i: usize) -> Option<When> {
    if let Ok(year) = p.at(i).parse::<i64>()
        && p.joined(i + 1)
        && (p.at(i + 1) == "s" || matches!(p.at(i + 1), "'s" | "’s") && year % 10 == 0)
    {
        let long = p.at(i).len() == 4 && year % 10 == 0 && (1000..2100).contains(&year);
        // "the 1960s and 70s"
        let before: Option<i64> =
            i.checked_sub(3).filter(|_| p.at(i).len() == 2 && p.is(i - 2, "s")).and_then(|at| p.at(at).parse().ok());
        if let Some(first) =
            before.filter(|first| p.any(i - 1, &["and", "or", "to"]) && *first >= 1000 && year % 10 == 0)
        {
            let from = first - first % 100 + year;
            return Some(When {
                start: i,
                end: i + 2,
                iso: Some(format!("{from:04}/{:04}", from + 9)),
                sign: "stretch of years",
            });
        }
        let span = if year % 100 == 0 && year < 2000 { 99 } else { 9 };
        return long.then(|| decade(p, i, i + 2, Some((year, year + span))));
    }
    let (number, end) = if p.is_number(i) {
        let suffix = p.joined(i + 1) && p.any(i + 1, &["st", "nd", "rd", "th"]);
        (p.at(i).parse::<f64>().ok().filter(|_| suffix)?, i + 2)
    } else if roman::is_roman(p.at(i)) && p.any(i + 1, &["century", "centuries"]) {
        (roman::digits(p.at(i)), i + 1)
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

/// Decades by name, sorted. "The twenties" may be those of this century.
static DECADES: Table<i64> = Table::of(&[
    ("eighties", 80),
    ("fifties", 50),
    ("forties", 40),
    ("nineties", 90),
    ("seventies", 70),
    ("sixties", 60),
    ("thirties", 30),
    ("twenties", 20),
]);

/// The decade that a word names.
pub fn decade_named<'w>(word: impl Into<Word<'w>>) -> Option<i64> {
    DECADES.get(word)
}

/// "the eighties", "the late sixties".
pub fn spelled_decade(p: &Pieces, i: usize) -> Option<When> {
    let tens = DECADES.get(p.word(i))?;
    let part = p.any(i.wrapping_sub(1), &["early", "late", "mid", "roaring", "swinging"]);
    let the = if part { i.wrapping_sub(2) } else { i.wrapping_sub(1) };
    let placed = p.is(the, "the") || part && p.any(the, &["and", "or", "to"]);
    let iso = (tens > 20).then(|| format!("19{tens}/19{}", tens + 9));
    let start = if part || !p.is(the, "the") { i } else { the };
    placed.then_some(When { start, end: i + 1, iso, sign: "stretch of years" })
}

/// "'90s", and "the 90s" with its article.
pub fn short_decade(p: &Pieces, i: usize) -> Option<When> {
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

/// Takes in the names of quarters and decades.
pub const fn sieved<const N: usize>(sieve: Sieve<N>) -> Sieve<N> {
    sieve.words(&["Q1", "Q2", "Q3", "Q4"]).table(&DECADES)
}

/// "Q1 2019", "the first quarter of 2019", "third-quarter".
pub fn quarter(p: &Pieces, i: usize) -> Option<When> {
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
