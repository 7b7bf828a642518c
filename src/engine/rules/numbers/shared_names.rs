//! Names and signs of currencies that several countries share: whose they are, the document tells.

use super::currencies::OWNERS;
use crate::engine::document::Document;
use crate::engine::finding::{Detail, Mark};
use crate::engine::rule::Kind;
/// A few words.
type Words = &'static [&'static str];

/// Currencies that many countries call by one name: how their names and signs end or begin, the words that tell of a country (part of a
/// word suffices), and its code.
const SHARED: &[(Words, &[(&str, &str)])] = &[
    (
        &["kroner", "krone"],
        &[("Norw", "NOK"), ("Oslo", "NOK"), ("Danish", "DKK"), ("Denmark", "DKK"), ("Copenhagen", "DKK")],
    ),
    (
        &["crowns", "crown"],
        &[
            ("Swed", "SEK"),
            ("Stockholm", "SEK"),
            ("Norw", "NOK"),
            ("Oslo", "NOK"),
            ("Danish", "DKK"),
            ("Denmark", "DKK"),
            ("Copenhagen", "DKK"),
            ("Czech", "CZK"),
            ("Prague", "CZK"),
            ("Iceland", "ISK"),
        ],
    ),
    (
        &["pesos", "peso"],
        &[
            ("Mexic", "MXN"),
            ("Philippin", "PHP"),
            ("Filipino", "PHP"),
            ("Manila", "PHP"),
            ("Argentin", "ARS"),
            ("Chile", "CLP"),
            ("Colombia", "COP"),
            ("Cuba", "CUP"),
            ("Dominican", "DOP"),
            ("Urugua", "UYU"),
        ],
    ),
    (
        &["dinars", "dinar"],
        &[
            ("Iraq", "IQD"),
            ("Kuwait", "KWD"),
            ("Jordan", "JOD"),
            ("Bahrain", "BHD"),
            ("Algeria", "DZD"),
            ("Tunisia", "TND"),
            ("Libya", "LYD"),
            ("Serbia", "RSD"),
        ],
    ),
    (
        &["francs", "franc"],
        &[
            ("Swiss", "CHF"),
            ("Switzerland", "CHF"),
            ("Rwanda", "RWF"),
            ("Burundi", "BIF"),
            ("Congo", "CDF"),
            ("Guinea", "GNF"),
        ],
    ),
    (
        &["rupees", "rupee", "Rs", "lakh", "crore"],
        &[
            ("India", "INR"),
            ("Pakistan", "PKR"),
            ("Sri Lanka", "LKR"),
            ("Nepal", "NPR"),
            ("Mauriti", "MUR"),
            ("Seychell", "SCR"),
        ],
    ),
    (&["rials", "rial"], &[("Iran", "IRR"), ("Yemen", "YER"), ("Oman", "OMR")]),
    (&["riyals", "riyal"], &[("Saudi", "SAR"), ("Qatar", "QAR")]),
    (&["shillings", "shilling"], &[("Kenya", "KES"), ("Uganda", "UGX"), ("Tanzania", "TZS"), ("Somali", "SOS")]),
    (&["kwacha"], &[("Zambia", "ZMW"), ("Malawi", "MWK")]),
    (&["manat", "manats"], &[("Azerbaijan", "AZN"), ("Turkmen", "TMT")]),
];

/// Tells the shared names of currencies apart by the countries that the document speaks of, where it speaks of just one of theirs.
/// The text is searched once for each name that is in doubt.
pub fn settle(document: &Document, marks: &mut [Mark]) {
    let mut told: [Option<Option<&'static str>>; SHARED.len()] = [None; SHARED.len()];
    let mut dollars = None;
    for mark in marks.iter_mut().filter(|mark| mark.kind == Kind::Money) {
        let words = mark.span.of(document.block_text(mark.block));
        if words.trim_start_matches(|c: char| c.is_lowercase() || c == ' ' || c == '-').starts_with('$')
            && let Detail::Figure(figure) = &mut mark.detail
            && figure.unit.as_deref() == Some("USD")
        {
            let code = *dollars.get_or_insert_with(|| only_dollars(&document.text));
            figure.unit = code.map(str::to_owned).or(figure.unit.take());
            continue;
        }
        let owned = words.split([' ', '-']).any(|word| OWNERS.get(word).is_some() || is_owner_word(word));
        let named = SHARED.iter().position(|(names, _)| {
            names.iter().any(|name| words.ends_with(name) || name.len() == 2 && words.contains(name))
        });
        let (Some(shared), false, Detail::Figure(figure)) = (named, owned, &mut mark.detail) else { continue };
        let Some(slot) = told.get_mut(shared) else { continue };
        let code = *slot.get_or_insert_with(|| only_country(shared, &document.text));
        if let Some(code) = code {
            figure.unit = Some(code.to_owned());
        }
    }
}

/// Countries whose own dollars a bare "$" means in their papers.
const DOLLARS: &[(Words, &str)] = &[
    (&["Canada", "Canadian", "Ottawa", "Toronto", "Ontario", "Quebec", "Alberta"], "CAD"),
    (&["Australia", "Sydney", "Melbourne", "Canberra", "Queensland", "Brisbane"], "AUD"),
    (&["New Zealand", "Auckland", "Wellington"], "NZD"),
    (&["Singapore"], "SGD"),
    (&["Hong Kong"], "HKD"),
];

/// The dollars that a bare "$" means in a text which speaks of one such country again and again, and never of the United States.
fn only_dollars(text: &str) -> Option<&'static str> {
    const AMERICAN: Words = &[
        "U.S.",
        "US$",
        "US-",
        "USD",
        "United States",
        "America",
        "Washington",
        "New York",
        "dollars",
        "UN ",
        "IMF",
        "World Bank",
    ];
    // One pass, and a look at the words only where a first letter of theirs stands.
    let mut first = [false; 256];
    for word in DOLLARS.iter().flat_map(|(words, _)| *words).chain(AMERICAN) {
        first[usize::from(word.as_bytes()[0])] = true;
    }
    let mut told = [0; DOLLARS.len()];
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| first[usize::from(*byte)]) {
        let Some(rest) = text.get(at..) else { continue };
        let us = || rest.starts_with("US ") && text[..at].ends_with(' ');
        if us() || AMERICAN.iter().any(|word| rest.starts_with(word)) {
            return None;
        }
        if let Some(named) = DOLLARS.iter().position(|(words, _)| words.iter().any(|word| rest.starts_with(word))) {
            told[named] += 1;
        }
    }
    let mut found = DOLLARS.iter().zip(told).filter(|(_, told)| *told > 0);
    match (found.next(), found.next()) {
        (Some((&(_, code), told)), None) if told >= 3 => Some(code),
        _ => None,
    }
}

fn is_owner_word(word: &str) -> bool {
    matches!(word, "African" | "Korean" | "Lankan" | "Sudanese" | "Kong" | "Zealand" | "CFA")
}

/// The code of the one country among those of a shared name that a text mentions.
fn only_country(shared: usize, text: &str) -> Option<&'static str> {
    let (_, countries) = SHARED.get(shared)?;
    let mut found = None;
    for (word, code) in *countries {
        if found != Some(*code) && text.contains(word) {
            if found.is_some() {
                return None;
            }
            found = Some(*code);
        }
    }
    found
}
