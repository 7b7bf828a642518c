//! What only looks like a figure: names of aircraft and roads, numbers of articles, telephones and versions, addresses, list numbering.

use super::pieces::Pieces;
use super::tables::{List, Sieve};
use super::words;

/// Words before a number that make it a name or a reference; lower case, sorted. They count with a capital (or all of them in titles),
/// the abbreviations in whatever case.
static NAMED: List = List::of(&[
    "act",
    "airbus",
    "annex",
    "antonov",
    "apartment",
    "apollo",
    "appendix",
    "apt",
    "area",
    "ariane",
    "artemis",
    "article",
    "articles",
    "atlas",
    "boeing",
    "box",
    "building",
    "bus",
    "camp",
    "cell",
    "cessna",
    "chandrayaan",
    "channel",
    "chapter",
    "clause",
    "convention",
    "cop",
    "directive",
    "district",
    "division",
    "docket",
    "embraer",
    "episode",
    "exhibit",
    "exit",
    "falcon",
    "figure",
    "flight",
    "form",
    "formula",
    "galaxy",
    "gate",
    "generation",
    "gulfstream",
    "highway",
    "ilyushin",
    "interstate",
    "iphone",
    "item",
    "lane",
    "law",
    "learjet",
    "line",
    "lot",
    "mariner",
    "model",
    "order",
    "page",
    "paragraph",
    "pier",
    "pioneer",
    "pixel",
    "platform",
    "playstation",
    "precinct",
    "proposition",
    "protocol",
    "psalm",
    "radio",
    "regulation",
    "resolution",
    "road",
    "room",
    "route",
    "rule",
    "runway",
    "schedule",
    "sdg",
    "section",
    "sector",
    "series",
    "shenzhou",
    "soyuz",
    "sputnik",
    "stage",
    "studio",
    "suite",
    "sukhoi",
    "table",
    "terminal",
    "title",
    "tupolev",
    "type",
    "unit",
    "version",
    "volume",
    "voyager",
    "ward",
    "warehouse",
    "xbox",
    "zone",
]);

/// Indexes and rankings that are called by a number; sorted.
static INDEXES: List = List::of(&[
    "aex", "asx", "bel", "cac", "csi", "dax", "forbes", "fortune", "ftse", "hot", "ibex", "jse", "kospi", "mdax",
    "mib", "msci", "nasdaq", "nifty", "nikkei", "omx", "p", "russell", "sdax", "smi", "stoxx", "topix", "tsx",
]);

/// Abbreviations before a number that make it a reference; sorted.
static REFERENCES: List =
    List::of(&["art", "ch", "fig", "no", "nos", "nr", "nrs", "p", "para", "pp", "ref", "res", "sec", "tel", "vol"]);

/// Streets: behind a number and a name they make an address; sorted.
static STREETS: List = List::of(&[
    "ave",
    "avenue",
    "blvd",
    "boulevard",
    "close",
    "court",
    "crescent",
    "drive",
    "lane",
    "place",
    "plaza",
    "rd",
    "road",
    "square",
    "st",
    "street",
    "terrace",
    "way",
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
            p.is_word(at + 1) && !super::counted::is_stop(p.at(at + 1)) && !p.any(at + 1, &["and", "immediately"]);
        (3..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !counts && !p.hyphen(at + 1)
    };
    let before = i.checked_sub(1)?;
    if !CALLING.holds(p.at(before)) || p.joined(i) || !number(i) {
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
    if !verse || p.joined(i) || !BOOKS.holds(p.at(before)) || !p.capital(before) || p.gap(i).contains('\n') {
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

/// "F-16", "COVID-19", "777F", "Boeing 737", "Article 5", "No. 10".
fn designation(p: &Pieces, i: usize) -> Option<usize> {
    let mut end = i + 1;
    // "24703 m212", "7.62x39", "777F": letters that touch and are no unit
    if p.joined(end)
        && p.is_word(end)
        && p.at(end).bytes().any(|b| b.is_ascii_digit())
        && !p.any(end, &["km2", "m2", "m3", "ft2"])
    {
        return Some(end + 1);
    }
    if p.joined(end)
        && p.is_word(end)
        && p.at(end).len() <= 2
        && p.at(end).bytes().all(|b| b.is_ascii_uppercase())
        && !known_letters(p.at(end))
        && !super::units::is_temperature(p, i, end)
    {
        return Some(end + 1);
    }
    let hyphen = i >= 2 && p.joined(i) && p.joined(i - 1) && matches!(p.before(i, 1), "-" | "‑" | "–");
    let name =
        hyphen && p.is_word(i - 2) && p.before(i, 2).bytes().any(|b| b.is_ascii_uppercase()) && !is_date_word(p, i - 2);
    if name {
        while p.hyphen(end) && p.is_number(end + 1) {
            end += 2;
        }
        return Some(end);
    }
    let point = i >= 2 && p.before(i, 1) == "." && p.joined(i - 1);
    let at = if point { i.checked_sub(2)? } else { i.checked_sub(1)? };
    if p.gap(i).contains('\n') || !p.is_word(at) {
        return None;
    }
    let word = p.at(at);
    let plain = p.at(i).bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let reference = REFERENCES.holds(word) && (point && (p.capital(at) || word.len() > 1) || word.starts_with("nr"));
    let named = !point
        && NAMED.holds(word)
        && p.capital(at)
        && plain
        && (!super::counted::is_plural(p, i + 1) || p.is(i + 1, "aircraft"));
    let lower = !point
        && plain
        && p.any(
            at,
            &[
                "article",
                "articles",
                "section",
                "chapter",
                "paragraph",
                "resolution",
                "clause",
                "version",
                "flight",
                "iPhone",
                "page",
                "pages",
                "appendix",
                "annex",
            ],
        );
    // "FTSE 100", "S&P 500", "Stoxx Europe 600"
    let index = plain && p.capital(at) && INDEXES.holds(word) && (word != "P" || p.phrase_before(i, "S & P").is_some())
        || plain && p.is(at, "Europe") && p.is(at.wrapping_sub(1), "stoxx");
    let index = index && matches!(p.at(i).len(), 2..=4);
    if index {
        return Some(end);
    }
    let number = p.is(at, "number") && plain && !(at > 0 && p.any(at - 1, &["the", "a", "of"]));
    if reference || named || lower || number {
        // "Articles 5 and 6", "sections 2, 3"
        while p.any(end, &["and", "to", ","]) && p.is_number(end + 1) && p.at(end + 1).len() <= 3
            || p.hyphen(end) && p.is_number(end + 1)
        {
            end += 2;
        }
        // "Section 3(1)"
        while p.at(end) == "(" && p.at(end + 1).len() <= 2 && p.at(end + 2) == ")" {
            end += 3;
        }
        return Some(end);
    }
    // "Flight QZ 8501"
    let airline = word.len() == 2
        && word.bytes().all(|b| b.is_ascii_uppercase())
        && at > 0
        && p.any(at - 1, &["flight", "flights"]);
    airline.then_some(end)
}

/// Letters that may touch a number and mean something.
fn known_letters(letters: &str) -> bool {
    matches!(
        letters,
        "K" | "M"
            | "B"
            | "T"
            | "AM"
            | "PM"
            | "BN"
            | "TN"
            | "MN"
            | "C"
            | "KM"
            | "MW"
            | "GW"
            | "TW"
            | "KW"
            | "W"
            | "V"
            | "TB"
            | "GB"
            | "MB"
            | "KB"
            | "HP"
            | "CM"
            | "MM"
            | "L"
            | "TH"
            | "ST"
            | "ND"
            | "RD"
            | "S"
            | "G"
            | "P"
            | "A"
            | "Y"
            | "H"
            | "CE"
            | "BC"
            | "AD"
            | "CR"
            | "KG"
            | "MG"
    ) && !matches!(letters, "C" | "G" | "P" | "A" | "S" | "H")
}

fn is_date_word(p: &Pieces, i: usize) -> bool {
    super::date_words::is_month_name(p.at(i))
        || super::date_words::weekday_named(p.at(i)).is_some()
        || p.any(
            i,
            &["mid", "pre", "post", "late", "early", "under", "over", "top", "sub", "non", "ex", "plus", "minus"],
        )
        || words::cardinal(p.at(i)).is_some()
}

/// "2.0.1" and other digits with points that are no number; a leading zero without a point.
fn version(p: &Pieces, i: usize) -> Option<usize> {
    let text = p.at(i);
    let no_number = super::digits::value_of_digits(text).is_none() && !super::numeric_dates::is_numeric_date(text);
    let list = text.contains(',') && text.split(',').all(|part| part.len() <= 2);
    (no_number && !list).then_some(i + 1)
}

/// What is filmed or shown in 4K.
const SCREENS: &[&str] = &[
    "camera",
    "cameras",
    "display",
    "displays",
    "footage",
    "monitor",
    "monitors",
    "resolution",
    "screen",
    "screens",
    "streaming",
    "television",
    "televisions",
    "tv",
    "tvs",
    "uhd",
    "video",
    "videos",
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
        if p.capital(end) && STREETS.holds(p.at(end)) && end > i + 1 {
            return Some(end + 1);
        }
    }
    None
}

/// "Formula One", "BBC Two", "Article Five": number words in names.
fn spelled_name(p: &Pieces, i: usize) -> Option<usize> {
    let before = i.checked_sub(1)?;
    if !p.capital(i) || words::cardinal(p.at(i)).is_none() || p.gap(i).contains('\n') {
        return None;
    }
    let acronym = p.at(before).len() >= 2 && p.at(before).bytes().all(|b| b.is_ascii_uppercase());
    (NAMED.holds(p.at(before)) && p.capital(before) || acronym && p.is_word(before)).then_some(i + 1)
}
