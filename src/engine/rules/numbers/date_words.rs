//! The words of dates: months, weekdays, parts of the day, seasons.

use super::tables::{List, Sieve, Table, Word};

/// Months by name, sorted; abbreviations too.
pub static MONTHS: Table<u32> = Table::of(&[
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
]);

/// Weekdays by name, sorted; 0 for Monday. Abbreviations need a date beside them.
pub static WEEKDAYS: Table<i64> = Table::of(&[
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
]);

/// Parts of a day that may stand behind a weekday or a date, sorted.
pub static DAY_PARTS: List = List::of(&[
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
]);

/// Seasons, sorted.
pub static SEASONS: List = List::of(&["autumn", "fall", "spring", "summer", "winter"]);

/// Words that put a month or year in time: behind them even "May" is a month, and four digits a year.
pub static PREPOSITIONS: List = List::of(&[
    "about",
    "after",
    "and",
    "around",
    "autumn",
    "before",
    "beginning",
    "between",
    "by",
    "circa",
    "during",
    "early",
    "ending",
    "fall",
    "following",
    "for",
    "from",
    "in",
    "last",
    "late",
    "mid",
    "next",
    "of",
    "on",
    "or",
    "past",
    "previous",
    "season",
    "since",
    "spring",
    "starting",
    "summer",
    "than",
    "this",
    "through",
    "throughout",
    "till",
    "to",
    "until",
    "winter",
    "year",
]);

/// Takes in the words that may begin a date.
pub const fn sieved<const N: usize>(sieve: Sieve<N>) -> Sieve<N> {
    sieve.table(&MONTHS).table(&WEEKDAYS)
}

/// Whether a word is the name of a month, in whatever case.
pub fn is_month_name<'w>(word: impl Into<Word<'w>>) -> bool {
    MONTHS.get(word).is_some()
}

/// Whether a word is a season.
pub fn is_season<'w>(word: impl Into<Word<'w>>) -> bool {
    SEASONS.holds(word)
}

/// The weekday that a word names, abbreviations too.
pub fn weekday_of(word: &str) -> Option<i64> {
    WEEKDAYS.get(word)
}

/// The weekday that a word names, 0 for Monday; abbreviations do not count.
pub fn weekday_named<'w>(word: impl Into<Word<'w>>) -> Option<i64> {
    let word = word.into();
    WEEKDAYS.get(word).filter(|_| word.text.len() >= 6)
}
