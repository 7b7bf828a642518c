//! Stretches of time ("three years", "two and a half hours", "a 90-minute talk"), ages, and moments told by them ("two weeks ago").

use super::pieces::Pieces;
use super::tables::{List, Sieve, Table};

/// A period of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// Its name in the singular, which is its unit.
    pub name: &'static str,
    /// The designator of ISO 8601: "Y", "M", "W", "D", "TH", "TM", "TS".
    pub iso: &'static str,
    /// How many of those one is (a decade is ten years).
    pub count: f64,
    /// Its seconds, where they are always the same; else 0.
    pub seconds: f64,
}

const fn period_of(name: &'static str, iso: &'static str, count: f64, seconds: f64) -> Period {
    Period { name, iso, count, seconds }
}

/// Periods by name, sorted.
static PERIODS: Table<Period> = Table::of(&[
    ("centuries", period_of("century", "Y", 100.0, 0.0)),
    ("century", period_of("century", "Y", 100.0, 0.0)),
    ("day", period_of("day", "D", 1.0, 86400.0)),
    ("days", period_of("day", "D", 1.0, 86400.0)),
    ("decade", period_of("decade", "Y", 10.0, 0.0)),
    ("decades", period_of("decade", "Y", 10.0, 0.0)),
    ("fortnight", period_of("week", "W", 2.0, 604_800.0)),
    ("fortnights", period_of("week", "W", 2.0, 604_800.0)),
    ("hour", period_of("hour", "TH", 1.0, 3600.0)),
    ("hours", period_of("hour", "TH", 1.0, 3600.0)),
    ("hr", period_of("hour", "TH", 1.0, 3600.0)),
    ("hrs", period_of("hour", "TH", 1.0, 3600.0)),
    ("millennia", period_of("millennium", "Y", 1000.0, 0.0)),
    ("millennium", period_of("millennium", "Y", 1000.0, 0.0)),
    ("millisecond", period_of("millisecond", "TS", 1e-3, 1e-3)),
    ("milliseconds", period_of("millisecond", "TS", 1e-3, 1e-3)),
    ("min", period_of("minute", "TM", 1.0, 60.0)),
    ("mins", period_of("minute", "TM", 1.0, 60.0)),
    ("minute", period_of("minute", "TM", 1.0, 60.0)),
    ("minutes", period_of("minute", "TM", 1.0, 60.0)),
    ("month", period_of("month", "M", 1.0, 0.0)),
    ("months", period_of("month", "M", 1.0, 0.0)),
    ("mth", period_of("month", "M", 1.0, 0.0)),
    ("mths", period_of("month", "M", 1.0, 0.0)),
    ("night", period_of("night", "D", 1.0, 0.0)),
    ("nights", period_of("night", "D", 1.0, 0.0)),
    ("quarter", period_of("quarter", "M", 3.0, 0.0)),
    ("quarters", period_of("quarter", "M", 3.0, 0.0)),
    ("sec", period_of("second", "TS", 1.0, 1.0)),
    ("second", period_of("second", "TS", 1.0, 1.0)),
    ("seconds", period_of("second", "TS", 1.0, 1.0)),
    ("secs", period_of("second", "TS", 1.0, 1.0)),
    ("week", period_of("week", "W", 1.0, 604_800.0)),
    ("weekend", period_of("weekend", "", 0.0, 0.0)),
    ("weekends", period_of("weekend", "", 0.0, 0.0)),
    ("weeks", period_of("week", "W", 1.0, 604_800.0)),
    ("year", period_of("year", "Y", 1.0, 0.0)),
    ("years", period_of("year", "Y", 1.0, 0.0)),
    ("yr", period_of("year", "Y", 1.0, 0.0)),
    ("yrs", period_of("year", "Y", 1.0, 0.0)),
]);

/// Letters that are a period right behind digits ("3h", "10s").
const LETTERS: &[(&str, Period)] = &[
    ("h", period_of("hour", "TH", 1.0, 3600.0)),
    ("ms", period_of("millisecond", "TS", 1e-3, 1e-3)),
    ("Y", period_of("year", "Y", 1.0, 0.0)),
];

/// Adjectives of periods, sorted.
static KINDS: List = List::of(&[
    "business",
    "calendar",
    "consecutive",
    "financial",
    "fiscal",
    "full",
    "long",
    "more",
    "school",
    "solar",
    "straight",
    "successive",
    "trading",
    "whole",
    "working",
]);

/// Takes in the words that name periods, or stand before them.
pub const fn sieved<const N: usize>(sieve: Sieve<N>) -> Sieve<N> {
    sieve.table(&PERIODS).list(&KINDS)
}

/// The period that is named at `i`, with its adjective ("calendar", "working"): period and the piece behind.
pub fn period(p: &Pieces, i: usize) -> Option<(Period, usize)> {
    let at = if KINDS.holds(p.word(i)) { i + 1 } else { i };
    if let Some((_, found)) = LETTERS.iter().find(|(letter, _)| *letter == p.at(i)).filter(|_| p.joined(i)) {
        return Some((*found, i + 1));
    }
    let found = p.is_word(at).then(|| PERIODS.get(p.word(at))).flatten()?;
    // The possessive of "two years' time" stays with it; "light years" are read as a measure before.
    Some((found, at + 1))
}

/// ISO 8601 of so many periods ("P3Y", "PT30M"); empty where the period has none.
pub fn iso(value: f64, period: Period) -> String {
    let value = value * period.count;
    // Rounded as written: 2.4 decades are 24 years, not 23.999…
    let value = (value * 1e6).round() / 1e6;
    match period.iso.strip_prefix('T') {
        Some(letter) => format!("PT{value}{letter}"),
        None if period.iso.is_empty() => String::new(),
        None => format!("P{value}{}", period.iso),
    }
}

/// Joins the next part of a duration to the first ("P2Y" and "P3M": "P2Y3M").
pub fn iso_joined(first: &str, second: &str) -> String {
    let rest = second.strip_prefix('P').unwrap_or(second);
    match (first.contains('T'), rest.strip_prefix('T')) {
        (true, Some(time)) => format!("{first}{time}"),
        _ => format!("{first}{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written() {
        let year = period_of("year", "Y", 1.0, 0.0);
        let hour = period_of("hour", "TH", 1.0, 3600.0);
        assert_eq!((iso(3.0, year).as_str(), iso(1.5, hour).as_str()), ("P3Y", "PT1.5H"));
        assert_eq!(iso_joined("PT1H", "PT30M"), "PT1H30M");
        assert_eq!(iso_joined("P1D", "PT2H"), "P1DT2H");
    }
}
