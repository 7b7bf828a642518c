//! Times of day: "5:30 p.m.", "17:30", "1730 GMT", "half past seven", "10 o'clock", "noon".

use super::amount::{self, Letters};
use super::dates::When;
use super::pieces::Pieces;
use super::tables::Sieve;
use super::words;

/// Hour and minute, with where they end.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Clock {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    end: usize,
    /// Whether a colon, "a.m." or the like makes it sure.
    sure: bool,
    /// Whether it is told with "a.m." or "p.m.".
    half: bool,
}

/// Time zones by letters, with their offset where it is one.
const ZONES: &[(&str, &str)] = &[
    ("BST", "+01:00"),
    ("CDT", "-05:00"),
    ("CEST", "+02:00"),
    ("CET", "+01:00"),
    ("CST", ""),
    ("EAT", "+03:00"),
    ("EDT", "-04:00"),
    ("EST", "-05:00"),
    ("ET", ""),
    ("GMT", "Z"),
    ("HKT", "+08:00"),
    ("IST", ""),
    ("JST", "+09:00"),
    ("KST", "+09:00"),
    ("MST", "-07:00"),
    ("PDT", "-07:00"),
    ("PST", "-08:00"),
    ("PT", ""),
    ("UTC", "Z"),
    ("WAT", "+01:00"),
];

/// Takes in the words that may begin a time of day.
pub const fn sieved<const N: usize>(sieve: Sieve<N>) -> Sieve<N> {
    sieve.words(&["noon", "midday", "midnight"])
}

/// Reads the time that begins at `i`.
pub fn at(p: &Pieces, i: usize) -> Option<When> {
    if let Some(when) = in_words(p, i) {
        return Some(when);
    }
    let first = clock(p, i)?;
    let connector = p.hyphen(first.end)
        || p.any(first.end, &["to", "until", "till", "and"])
        || matches!(p.at(first.end), "–" | "-");
    let second = if connector { clock(p, first.end + 1) } else { None };
    let and = p.is(first.end, "and") && !(i > 0 && p.is(i - 1, "between"));
    if let Some(second) = second.filter(|second| (second.sure && (first.sure || second.half)) && !and) {
        let mut from = first;
        // "5 to 6 pm": both in the afternoon
        if second.half && !first.half && first.hour < 12 && second.hour >= 12 && first.hour + 12 <= second.hour {
            from.hour += 12;
        }
        let (zone, end) = zone(p, second.end);
        let start = if i > 0 && p.any(i - 1, &["from", "between"]) { i - 1 } else { i };
        let iso = format!("{}/{}", iso(from, zone), iso(second, zone));
        return Some(When { start, end, iso: Some(iso), sign: "times" });
    }
    let (zone, end) = zone(p, first.end);

    // "18.42 The ferry is back": an entry of a live blog
    let entry = i == 0
        && first.end == 1
        && p.at(0).len() == 5
        && p.at(0).contains('.')
        && p.capital(1)
        && !p.joined(1)
        && p.is_word(2);
    if entry {
        return Some(When { start: i, end, iso: Some(iso(first, zone)), sign: "time before an entry" });
    }
    let zoned = end > first.end;
    if first.sure || zoned && first.end == i + 1 && p.at(i).len() == 4 {
        let military = !first.sure && zoned;
        let clock = if military { Clock { hour: first.hour, ..first } } else { first };
        return Some(When { start: i, end, iso: Some(iso(clock, zone)), sign: "time" });
    }
    None
}

fn iso(clock: Clock, zone: &str) -> String {
    match clock.second {
        Some(second) => format!("T{:02}:{:02}:{second:02}{zone}", clock.hour, clock.minute),
        None => format!("T{:02}:{:02}{zone}", clock.hour, clock.minute),
    }
}

/// The time zone at `i`: its offset and the piece behind.
fn zone(p: &Pieces, i: usize) -> (&'static str, usize) {
    if p.gap(i).contains('\n') {
        return ("", i);
    }
    if p.is(i, "local") && p.is(i + 1, "time") {
        return ("", i + 2);
    }
    let found = ZONES.iter().find(|(letters, _)| *letters == p.at(i));
    found.map_or(("", i), |(_, offset)| (offset, i + 1))
}

/// One clock reading: "5:30 p.m.", "5.30pm", "17:30", "5pm", "1730".
fn clock(p: &Pieces, i: usize) -> Option<Clock> {
    if !p.is_number(i) || p.joined(i) && matches!(p.before(i, 1), ":" | "." | "/" | "$" | "£" | "€") {
        return None;
    }
    let text = p.at(i);
    let whole = |text: &str| text.parse::<u32>().ok();
    let mut read = if p.at(i + 1) == ":" && p.joined(i + 1) && p.joined(i + 2) && p.is_number(i + 2) {
        let minute = p.at(i + 2);
        // "2:1" is a ratio; "4:3" too; a time writes two digits
        if minute.len() != 2 || text.len() > 2 || p.joined(i + 3) && p.at(i + 3) == ":" && p.at(i + 4).len() != 2 {
            return None;
        }
        let more = p.joined(i + 3) && p.at(i + 3) == ":" && p.joined(i + 4);
        let second = if more { Some(whole(p.at(i + 4)).filter(|second| *second < 60)?) } else { None };
        let end = if more { i + 5 } else { i + 3 };
        Clock { hour: whole(text)?, minute: whole(minute)?, second, end, sure: true, half: false }
    } else if let Some((hour, minute)) = text.split_once('.') {
        if minute.len() != 2 || hour.len() > 2 {
            return None;
        }
        Clock { hour: whole(hour)?, minute: whole(minute)?, second: None, end: i + 1, sure: false, half: false }
    } else if text.len() == 4 {
        let (hour, minute) = text.split_at_checked(2)?;
        Clock { hour: whole(hour)?, minute: whole(minute)?, second: None, end: i + 1, sure: false, half: false }
    } else {
        Clock {
            hour: whole(text).filter(|_| text.len() <= 2)?,
            minute: 0,
            second: None,
            end: i + 1,
            sure: false,
            half: false,
        }
    };
    if read.hour > 24 || read.minute > 59 {
        return None;
    }
    if p.joined(read.end) && p.at(read.end) == "h" && p.is_number(read.end + 1) && p.at(read.end + 1).len() == 2 {
        read.minute = whole(p.at(read.end + 1)).filter(|minute| *minute < 60)?;
        read.end += 2;
        read.sure = true;
    }
    half_of_day(p, read)
}

/// Takes "a.m.", "pm", "o'clock" or "in the morning" behind a clock reading.
fn half_of_day(p: &Pieces, mut read: Clock) -> Option<Clock> {
    let word = p.at(read.end);
    let letters = if matches!(word, "a" | "p" | "A" | "P") && p.at(read.end + 1) == "." { None } else { Some(word) };
    let noon = match letters {
        Some("am" | "AM" | "a.m." | "A.M." | "Am" | "a.m" | "A.M" | "hrs" | "hours") => 0,
        Some("pm" | "PM" | "p.m." | "P.M." | "Pm" | "p.m" | "P.M") => 12,
        _ => 24,
    };
    if matches!(word, "hrs" | "hours") {
        // "1730 hours"
        let digits = read.end.wrapping_sub(1);
        let military = p.is_number(digits) && p.at(digits).len() == 4 && !read.sure && read.minute < 60;
        read.sure = read.sure || military;
        read.end += usize::from(military);
        return Some(read);
    }
    if noon < 24 {
        if read.hour > 12 && noon == 0 || read.hour > 23 {
            return None;
        }
        read.end += 1;
        read.sure = true;
        read.half = true;
        if read.hour <= 12 {
            read.hour = read.hour % 12 + noon;
        }
        return Some(read);
    }
    let oclock = ["o ' clock", "o ’ clock", "o'clock", "oclock"].iter().find_map(|phrase| p.phrase(read.end, phrase));
    if let Some(end) = oclock {
        read.end = end;
        read.sure = true;
    }
    let part = p.phrase(read.end, "in the").or_else(|| p.phrase(read.end, "at").filter(|&at| p.is(at, "night")));
    if let Some(end) = part.filter(|_| read.hour <= 12) {
        let later = p.any(end, &["afternoon", "evening", "night"]);
        if later || p.is(end, "morning") {
            read.hour = if later && read.hour < 12 { read.hour + 12 } else { read.hour };
            read.end = end + 1;
            read.sure = true;
            read.half = true;
        }
    }
    Some(read)
}

/// "noon", "midnight", "half past seven", "quarter to nine", "ten o'clock".
fn in_words(p: &Pieces, i: usize) -> Option<When> {
    let when = |end, iso: String| Some(When { start: i, end, iso: Some(iso), sign: "time" });
    if p.is(i, "noon") || p.is(i, "midday") {
        return when(i + 1, "T12:00".to_owned());
    }
    if p.is(i, "midnight") {
        return when(i + 1, "T00:00".to_owned());
    }
    let first = small(p, i);
    let minutes = if p.is(i, "half") {
        Some((30, i + 1))
    } else if p.is(i, "quarter") {
        Some((15, i + 1))
    } else {
        first.map(|(value, end)| (value, end + usize::from(p.any(end, &["minute", "minutes", "min", "mins"]))))
    };
    if let Some((minutes, at)) = minutes.filter(|&(minutes, at)| {
        minutes < 60 && (p.is(at, "past") || p.is(at, "to") && minutes % 5 == 0 && !p.is_number(i))
    }) && let Some((hour, end)) = small(p, at + 1).filter(|&(hour, _)| (1..=12).contains(&hour))
    {
        let past = p.is(at, "past");
        let read = Clock { hour, minute: 0, second: None, end, sure: past, half: false };
        let read = half_of_day(p, read)?;
        if read.sure || p.any(i, &["half", "quarter"]) {
            let total = if past { read.hour * 60 + minutes } else { (read.hour * 60 + 1440 - minutes) % 1440 };
            let start = if i > 0 && p.is(i, "quarter") && p.is(i - 1, "a") { i - 1 } else { i };
            return Some(When {
                start,
                end: read.end,
                iso: Some(format!("T{:02}:{:02}", total / 60, total % 60)),
                sign: "time",
            });
        }
    }
    let (hour, end) = first.filter(|&(hour, end)| (1..=12).contains(&hour) && p.is_word(i) && end == i + 1)?;
    let read = half_of_day(p, Clock { hour, minute: 0, second: None, end, sure: false, half: false })?;
    if read.sure { when(read.end, iso(read, "")) } else { None }
}

/// A small whole number, in words or digits.
fn small(p: &Pieces, i: usize) -> Option<(u32, usize)> {
    if p.is_number(i) {
        return Some((p.at(i).parse().ok().filter(|_| p.at(i).len() <= 2)?, i + 1));
    }
    words::cardinal(p.word(i))?;
    let number = amount::number(p, i, Letters::Unit).filter(|number| number.start == i)?;
    let value = number.value.filter(|value| value.fract() == 0.0 && (0.0..60.0).contains(value))?;
    Some((value as u32, number.end))
}
