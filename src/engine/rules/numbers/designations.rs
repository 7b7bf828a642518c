//! Numbers that are part of a name or a reference: "F-16", "COVID-19", "Boeing 737", "Article 5", "No. 10", "BBC Two".

use super::pieces::Pieces;
use super::tables::List;
use super::words;

/// Words before a number that make it a name or a reference; lower case, sorted. They count with a capital (or all of them in titles),
/// the abbreviations in whatever case.
#[rustfmt::skip]
static NAMED: List = List::of(&[
    "act", "airbus", "annex", "antonov", "apartment", "apollo", "appendix", "apt", "area", "ariane", "artemis",
    "article", "articles", "atlas", "boeing", "box", "building", "bus", "camp", "cell", "cessna", "chandrayaan",
    "channel", "chapter", "clause", "convention", "cop", "directive", "district", "division", "docket", "embraer",
    "episode", "exhibit", "exit", "falcon", "figure", "flight", "form", "formula", "galaxy", "gate", "generation",
    "gulfstream", "highway", "ilyushin", "interstate", "iphone", "item", "lane", "law", "learjet", "line", "lot",
    "mariner", "model", "order", "page", "paragraph", "pier", "pioneer", "pixel", "platform", "playstation",
    "precinct", "proposition", "protocol", "psalm", "radio", "regulation", "resolution", "road", "room", "route",
    "rule", "runway", "schedule", "sdg", "section", "sector", "series", "shenzhou", "soyuz", "sputnik", "stage",
    "studio", "suite", "sukhoi", "table", "terminal", "title", "tupolev", "type", "unit", "version", "volume",
    "voyager", "ward", "warehouse", "xbox", "zone",
]);

/// Indexes and rankings that are called by a number; sorted.
#[rustfmt::skip]
static INDEXES: List = List::of(&[
    "aex", "asx", "bel", "cac", "csi", "dax", "forbes", "fortune", "ftse", "hot", "ibex", "jse", "kospi", "mdax",
    "mib", "msci", "nasdaq", "nifty", "nikkei", "omx", "p", "russell", "sdax", "smi", "stoxx", "topix", "tsx",
]);

/// Abbreviations before a number that make it a reference; sorted.
static REFERENCES: List =
    List::of(&["art", "ch", "fig", "no", "nos", "nr", "nrs", "p", "para", "pp", "ref", "res", "sec", "tel", "vol"]);

/// "F-16", "COVID-19", "777F", "Boeing 737", "Article 5", "No. 10".
pub fn designation(p: &Pieces, i: usize) -> Option<usize> {
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
    super::date_words::is_month_name(p.word(i))
        || super::date_words::weekday_named(p.word(i)).is_some()
        || p.any(
            i,
            &["mid", "pre", "post", "late", "early", "under", "over", "top", "sub", "non", "ex", "plus", "minus"],
        )
        || words::cardinal(p.word(i)).is_some()
}

/// "Formula One", "BBC Two", "Article Five": number words in names.
pub fn spelled_name(p: &Pieces, i: usize) -> Option<usize> {
    let before = i.checked_sub(1)?;
    if !p.capital(i) || words::cardinal(p.word(i)).is_none() || p.gap(i).contains('\n') {
        return None;
    }
    let acronym = p.at(before).len() >= 2 && p.at(before).bytes().all(|b| b.is_ascii_uppercase());
    (NAMED.holds(p.word(before)) && p.capital(before) || acronym && p.is_word(before)).then_some(i + 1)
}
