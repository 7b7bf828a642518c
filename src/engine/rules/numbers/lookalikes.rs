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
    "article",
    "articles",
    "boeing",
    "box",
    "building",
    "bus",
    "camp",
    "cell",
    "cessna",
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
    "figure",
    "flight",
    "form",
    "formula",
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
    "model",
    "order",
    "page",
    "paragraph",
    "pier",
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
pub const fn sieved(sieve: Sieve) -> Sieve {
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

/// Groups of digits joined by hyphens, points or blanks that no quantity is written in.
fn telephone(p: &Pieces, i: usize) -> Option<usize> {
    let mut end = i + 1;
    let mut groups = 1;
    let mut long = usize::from(p.at(i).len() >= 3);
    let international = p.before(i, 1) == "+" && p.joined(i);
    while groups < 8 {
        let mark = matches!(p.at(end), "-" | "–" | "/") && p.joined(end) && p.joined(end + 1) && p.is_number(end + 1);
        let blank = p.is_number(end) && !p.gap(end).contains('\n') && international;
        if !mark && !blank {
            break;
        }
        let digits = p.at(if mark { end + 1 } else { end });
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        long += usize::from(digits.len() >= 3);
        end += if mark { 2 } else { 1 };
        groups += 1;
    }
    let date = p.at(i).len() == 4 || p.at(end.wrapping_sub(1)).len() == 4 && p.at(i).len() <= 2;
    let local = groups == 2 && p.at(i).len() == 3 && p.at(end.wrapping_sub(1)).len() == 4;
    let good =
        international && groups >= 2 || groups >= 3 && long >= 2 && !date || local || groups >= 3 && p.at(i).len() == 3;
    (good && (groups > 1)).then_some(end)
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
    let named = !point && NAMED.holds(word) && p.capital(at) && plain && !super::counted::is_plural(p, i + 1);
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

/// "24/7"; "the 757", an aircraft; "1) … 2) …" within a sentence.
fn fixed(p: &Pieces, i: usize) -> Option<usize> {
    if p.at(i) == "24" && p.at(i + 1) == "/" && p.at(i + 2) == "7" {
        return Some(i + 3);
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
