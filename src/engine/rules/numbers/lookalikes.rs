//! What only looks like a figure: names of aircraft and roads, numbers of articles, telephones and versions, addresses, list numbering.

use super::designations::{designation, spelled_name};
use super::pieces::Pieces;
use super::tables::{List, Sieve};

/// Streets: behind a number and a name they make an address; sorted.
#[rustfmt::skip]
static STREETS: List = List::of(&[
    "ave", "avenue", "blvd", "boulevard", "close", "court", "crescent", "drive", "lane", "place", "plaza", "rd",
    "road", "square", "st", "street", "terrace", "way",
]);

/// Takes in the words that may begin what only looks like a figure.
pub const fn sieved<const N: usize>(sieve: Sieve<N>) -> Sieve<N> {
    sieve.words(&["http", "https", "www"])
}

/// Where to read on, where what stands at `i` is no figure.
pub fn skip(p: &Pieces, i: usize) -> Option<usize> {
    if let Some(end) = address_of_a_page(p, i) {
        return Some(end);
    }
    if p.at(i) == "[" && p.is_number(i + 1) && p.at(i + 2) == "]" && p.joined(i) {
        return Some(i + 3);
    }
    if p.at(i) == "+" && p.joined(i + 1) && p.is_number(i + 1) {
        return telephone(p, i + 1);
    }
    if p.at(i) == "(" && p.is_number(i + 1) && p.at(i + 1).len() == 3 && p.at(i + 2) == ")" && p.is_number(i + 3) {
        return telephone(p, i + 3);
    }
    if !p.is_number(i) {
        return spelled_name(p, i);
    }
    telephone(p, i)
        .or_else(|| called(p, i))
        .or_else(|| scripture(p, i))
        .or_else(|| footnote(p, i))
        .or_else(|| list_number(p, i))
        .or_else(|| designation(p, i))
        .or_else(|| version(p, i))
        .or_else(|| street(p, i))
        .or_else(|| fixed(p, i))
}

/// "https://…", "www.…", "name@…": up to the next white space.
fn address_of_a_page(p: &Pieces, i: usize) -> Option<usize> {
    let web = p.any(i, &["http", "https"]) && p.at(i + 1) == ":" || p.is(i, "www") && p.at(i + 1) == ".";
    let at = (matches!(p.at(i), "@" | "_" | "=") || p.at(i) == "#" && p.is_word(i + 1)) && p.joined(i + 1);
    if !web && !at {
        return None;
    }
    let mut end = i + 1;
    while p.joined(end) {
        end += 1;
    }
    Some(end)
}

/// Groups of digits joined by hyphens or blanks that no quantity is written in: "555-0199", "1-800-555-0134", "+44 20 7946 0018",
/// "020 7946 0018".
fn telephone(p: &Pieces, i: usize) -> Option<usize> {
    let first = p.at(i);
    let plain = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
    let international = p.before(i, 1) == "+" && p.joined(i);
    let national = first.starts_with('0') && first.len() > 1 && plain(first);
    let mut end = i + 1;
    let mut groups = 1;
    let mut long = usize::from(first.len() >= 3);
    let mut digits = first.len();
    let mut years = 0;
    while groups < 8 {
        let mark = matches!(p.at(end), "-" | "–" | "/") && p.joined(end) && p.joined(end + 1) && p.is_number(end + 1);
        let blank = p.is_number(end) && !p.gap(end).contains('\n') && (international || national);
        let bracket = international && p.at(end) == "(" && p.is_number(end + 1) && p.at(end + 2) == ")";
        let at = end + usize::from(mark || bracket);
        if !(mark || blank || bracket) || !plain(p.at(at)) {
            break;
        }
        long += usize::from(p.at(at).len() >= 3);
        digits += p.at(at).len();
        years += usize::from(p.at(at).len() == 4 && p.at(at).starts_with(['1', '2']));
        end = at + 1 + usize::from(bracket);
        groups += 1;
    }
    let last = p.before(end, 1).len();
    let date = first.len() == 4 && first.starts_with(['1', '2'])
        || groups == 3 && last == 4 && first.len() <= 2
        || groups > 4 && years > 0;
    let local = groups == 2 && first.len() == 3 && last == 4;
    let good = international && groups >= 2
        || groups >= 3 && long >= 2 && !date
        || local
        || groups >= 3 && first.len() == 3
        || national && (9..=13).contains(&digits) && !date;
    good.then_some(end)
}

/// "call 101", "dial 999 or 112": nothing is counted behind it.
fn called(p: &Pieces, i: usize) -> Option<usize> {
    static CALLING: List = List::of(&[
        "call",
        "called",
        "calling",
        "dial",
        "dialed",
        "dialing",
        "dialled",
        "dialling",
        "phone",
        "phoned",
        "phoning",
        "rang",
        "ring",
        "ringing",
        "telephone",
    ]);
    let number = |at: usize| {
        let digits = p.at(at);
        let counts =
            p.is_word(at + 1) && !super::counted::is_stop(p.word(at + 1)) && !p.any(at + 1, &["and", "immediately"]);
        (3..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !counts && !p.hyphen(at + 1)
    };
    let before = i.checked_sub(1)?;
    if !CALLING.holds(p.word(before)) || p.joined(i) || !number(i) {
        return None;
    }
    let more = p.is(i + 1, "or") && number(i + 2);
    Some(if more { i + 3 } else { i + 1 })
}

/// "John 3:16": chapter and verse.
fn scripture(p: &Pieces, i: usize) -> Option<usize> {
    static BOOKS: List = List::of(&[
        "acts",
        "amos",
        "chronicles",
        "colossians",
        "corinthians",
        "daniel",
        "deuteronomy",
        "ecclesiastes",
        "ephesians",
        "esther",
        "exodus",
        "ezekiel",
        "ezra",
        "galatians",
        "genesis",
        "habakkuk",
        "haggai",
        "hebrews",
        "hosea",
        "isaiah",
        "james",
        "jeremiah",
        "job",
        "joel",
        "john",
        "jonah",
        "joshua",
        "jude",
        "judges",
        "kings",
        "koran",
        "lamentations",
        "leviticus",
        "luke",
        "malachi",
        "mark",
        "matthew",
        "micah",
        "nahum",
        "nehemiah",
        "numbers",
        "obadiah",
        "peter",
        "philemon",
        "philippians",
        "proverbs",
        "psalm",
        "psalms",
        "quran",
        "revelation",
        "romans",
        "ruth",
        "samuel",
        "sura",
        "surah",
        "thessalonians",
        "timothy",
        "titus",
        "zechariah",
        "zephaniah",
    ]);
    let verse = p.at(i + 1) == ":" && p.joined(i + 1) && p.joined(i + 2) && p.is_number(i + 2);
    let before = i.checked_sub(1)?;
    if !verse || p.joined(i) || !BOOKS.holds(p.word(before)) || !p.capital(before) || p.gap(i).contains('\n') {
        return None;
    }
    Some(if p.hyphen(i + 3) && p.is_number(i + 4) { i + 5 } else { i + 3 })
}

/// A number that touches the end of a sentence or word: "he said.12", "word²".
fn footnote(p: &Pieces, i: usize) -> Option<usize> {
    let first = p.at(i).chars().next()?;
    if matches!(first, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉') || matches!(first, '①'..='⑳' | 'Ⅰ'..='ↈ')
    {
        return Some(i + 1);
    }
    let touches = p.joined(i) && matches!(p.before(i, 1), "." | "”" | "’" | "\"" | ")" | "]" | "!" | "?");
    let behind_word = touches && p.joined(i - 1) && i > 1 && (p.is_word(i - 2) || p.before(i, 1) != ".");
    (behind_word && !(p.before(i, 1) == ")" && p.is_number(i - 1))).then_some(i + 1)
}

/// "1. " or "2) " at the start of a line.
fn list_number(p: &Pieces, i: usize) -> Option<usize> {
    let opens = i == 0
        || p.gap(i).contains('\n')
        || matches!(p.before(i, 1), "(" | "“" | "\"") && (i == 1 || p.gap(i - 1).contains('\n'));
    let short = p.at(i).len() <= 2 && p.at(i).bytes().all(|b| b.is_ascii_digit());
    let mark = matches!(p.at(i + 1), "." | ")" | ":") && p.joined(i + 1) && !p.joined(i + 2) && p.get(i + 2).is_some();
    (opens && short && mark).then_some(i + 2)
}

/// "2.0.1" and other digits with points that are no number; a leading zero without a point.
fn version(p: &Pieces, i: usize) -> Option<usize> {
    let text = p.at(i);
    let no_number = super::digits::value_of_digits(text).is_none() && !super::numeric_dates::is_numeric_date(text);
    let list = text.contains(',') && text.split(',').all(|part| part.len() <= 2);
    (no_number && !list).then_some(i + 1)
}

/// What is filmed or shown in 4K.
#[rustfmt::skip]
const SCREENS: &[&str] = &[
    "camera", "cameras", "display", "displays", "footage", "monitor", "monitors", "resolution", "screen", "screens",
    "streaming", "television", "televisions", "tv", "tvs", "uhd", "video", "videos",
];

/// "24/7"; "the 757", an aircraft; "1) … 2) …" within a sentence.
fn fixed(p: &Pieces, i: usize) -> Option<usize> {
    if p.at(i) == "24" && p.at(i + 1) == "/" && p.at(i + 2) == "7" {
        return Some(i + 3);
    }
    if matches!(p.at(i), "4" | "8") && p.at(i + 1) == "K" && p.joined(i + 1) && p.any(i + 2, SCREENS) {
        return Some(i + 2);
    }
    let jet = matches!(p.at(i).as_bytes(), [b'7', _, b'7']) && !p.hyphen(i + 1) && !super::counted::is_plural(p, i + 1);
    if jet && i > 0 && p.any(i - 1, &["the", "a", "an", "old", "his", "its", "new"]) {
        return Some(i + 1);
    }

    // "alert(1)", "Form 4(b)": a bracket that touches a word
    let call =
        p.before(i, 1) == "(" && p.joined(i) && p.joined(i - 1) && i > 1 && p.is_word(i - 2) && p.at(i).len() <= 2;
    if call && p.at(i + 1) == ")" {
        return Some(i + 2);
    }
    let bracket = p.at(i).len() == 1 && p.at(i + 1) == ")" && p.joined(i + 1) && !p.joined(i);
    bracket.then_some(i + 2)
}

/// "10 Downing Street", "1600 Pennsylvania Avenue".
fn street(p: &Pieces, i: usize) -> Option<usize> {
    let mut end = i + 1;
    while end < i + 4 && p.capital(end) && p.is_word(end) {
        end += 1;
        if p.capital(end) && STREETS.holds(p.word(end)) && end > i + 1 {
            return Some(end + 1);
        }
    }
    None
}
