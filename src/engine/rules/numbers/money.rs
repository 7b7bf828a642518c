//! Sums of money: signs, codes and names of currencies before and behind a number.

use super::amount::{self, Form, Letters, Number};
use super::currencies::{NAMES, OWNERS, SIGN_OWNERS, SMALL, iso, prefix_code, sign};
use super::pieces::Pieces;
use super::words;

/// Whether the name or code of a currency stands at `i`.
pub fn is_name(p: &Pieces, i: usize) -> bool {
    p.is_word(i) && (NAMES.get(p.word(i)).is_some() || iso(p.at(i)).is_some()) && !p.any(i, &["won", "real", "all"])
}

/// What stands before a sum: where it begins and whose money it says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Before {
    /// The first piece.
    pub start: usize,
    /// ISO 4217 code.
    pub unit: &'static str,
}

/// Reads the currency before the number at `i`, if any ("$", "US$", "USD ", "Rs. ").
pub fn before(p: &Pieces, i: usize) -> Option<Before> {
    let last = i.checked_sub(1)?;
    let text = p.at(last);
    if text == "¢" && p.joined(last) && last > 0 && p.any(last - 1, &["GH", "GHC"]) {
        return Some(Before { start: last - 1, unit: "GHS" });
    }
    if text == "¢" || p.gap(i).contains('\n') {
        return None;
    }
    if let Some(unit) = sign(text) {
        let owner = last
            .checked_sub(1)
            .filter(|&at| p.joined(last) || matches!(p.at(at), "US" | "C" | "c" | "HK" | "NZ" | "NT" | "Mex"));
        let named = owner.and_then(|at| owner_of_sign(p.at(at)).map(|unit| (at, unit)));
        let (start, unit) = match named {
            Some((at, owned)) if !p.joined(at) || p.before(at, 1).ends_with(['(', '-', '–', '—', '/', '“', '"']) => {
                (at, owned)
            }
            _ => (last, unit),
        };
        return Some(Before { start, unit });
    }
    // "S/479 million" of Peru
    if text == "/" && p.joined(last) && p.joined(i) && p.before(last, 1) == "S" {
        return Some(Before { start: last - 1, unit: "PEN" });
    }
    // "Rs. 300": the point belongs to the letters
    let point = text == "." && p.joined(last);
    let at = if point { last.checked_sub(1)? } else { last };
    if !p.is_word(at) || p.joined(at) && !matches!(p.before(at, 1), "(" | "/" | "-" | "–" | "—" | "“" | "\"" | "~")
    {
        return None;
    }
    let letters = p.at(at);
    let unit = prefix_code(letters)?;
    let far = p.get(i).is_some_and(|piece| piece.spaced);
    let large = letters.len() > 1 && letters != "US" && (p.at(i).len() > 2 || words::scale(p.word(i + 1)).is_some());
    // One letter and "US" need to touch the digits: "a K 9", "the US 200"; others a sum of some size ("LE 22 billion")
    let good = !far
        || iso(letters).is_some()
        || large && p.is_number(i)
        || matches!(
            letters,
            "Rs" | "Re"
                | "Dh"
                | "Dhs"
                | "RM"
                | "Rp"
                | "Tk"
                | "RMB"
                | "Ksh"
                | "Tsh"
                | "TSh"
                | "KSh"
                | "Ush"
                | "USh"
                | "Php"
        );
    (good && (!point || matches!(letters, "Rs" | "Re" | "Tk" | "Dh" | "Dhs" | "Rp")))
        .then_some(Before { start: at, unit })
}

fn owner_of_sign(letters: &str) -> Option<&'static str> {
    iso(letters)
        .or_else(|| iso(&letters.to_ascii_uppercase()).filter(|_| letters.len() == 3))
        .or_else(|| (letters.len() <= 4).then(|| SIGN_OWNERS.get(letters)).flatten())
}

/// What stands behind a sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct After {
    /// The piece behind it.
    pub end: usize,
    /// ISO 4217 code, or the sign of a part ("¢", "p"); `None` where the name alone does not tell.
    pub unit: Option<&'static str>,
    /// A scale that stands behind the code ("75 USD million"); 1 without.
    pub scale: f64,
}

/// Reads the currency behind the number that ends before `i` ("dollars", "million" is gone already, "Turkish lira", "EUR", "€").
pub fn after(p: &Pieces, i: usize, number: &Number) -> Option<After> {
    let at = p.past_hyphen(i);
    let text = p.at(at);
    let done = |end, unit| Some(After { end, unit, scale: 1.0 });
    if p.gap(i).contains('\n') {
        return None;
    }
    if let Some(unit) = sign(text) {
        // "10 $ 30": a sign before the next digits is theirs, unless it touches what is before it
        let theirs = !p.joined(at) && p.joined(at + 1) && p.is_number(at + 1);
        return if theirs { None } else { done(at + 1, Some(unit)) };
    }
    if !p.is_word(at) {
        return None;
    }
    if let Some(unit) = iso(text) {
        let scale = words::scale(p.word(at + 1)).filter(|_| number.scale == 1.0 && p.is_word(at + 1));
        return Some(After {
            end: at + 1 + usize::from(scale.is_some()),
            unit: Some(unit),
            scale: scale.unwrap_or(1.0),
        });
    }
    // "120 MEUR"
    if let Some(unit) = text.strip_prefix('M').filter(|code| code.len() == 3).and_then(iso) {
        return Some(After { end: at + 1, unit: Some(unit), scale: 1e6 });
    }
    if let Some(unit) = SMALL.get(text) {
        let letter = text.len() == 1;
        return if letter && (!p.joined(at) || number.form == Form::Words) { None } else { done(at + 1, Some(unit)) };
    }
    if let Some((name_at, owner)) = owner_before_name(p, at) {
        if let Some(end) = name_end(p, name_at) {
            return done(end, code_of(owner, p.at(name_at)));
        }
        if let Some(unit) = SMALL.get(p.word(name_at)).filter(|_| p.at(name_at).len() > 1) {
            return done(name_at + 1, Some(unit));
        }
    }
    if text.eq_ignore_ascii_case("pounds") || text.eq_ignore_ascii_case("pound") {
        return pounds(p, i, at, number);
    }
    let unit = NAMES.get(text)?;
    // "they won", "a real success": words that are more often something else
    let doubtful = p.any(at, &DOUBTFUL_NAMES);
    if doubtful
        && !(number.scale >= 1e3
            || number.value.is_some_and(|value| value >= 1000.0 || p.is(at, "rand") && value >= 10.0))
    {
        return None;
    }
    done(at + 1, Some(unit).filter(|unit| !unit.is_empty()))
}

/// Names of currencies that are words of other meanings too.
const DOUBTFUL_NAMES: [&str; 22] = [
    "crown", "crowns", "won", "real", "rand", "lev", "lei", "dong", "sterling", "buck", "kuna", "sum", "som", "sol",
    "soles", "colon", "kip", "lek", "leu", "tala", "ether", "leone",
];

/// The currency whose name stands before the number at `i` ("rupees 500", "US dollars 6,000", "dollar 2 million"): where it begins, and
/// its code.
pub fn name_before(p: &Pieces, i: usize, scale: f64) -> Option<(usize, Option<&'static str>)> {
    let last = i.checked_sub(1)?;
    let unit = NAMES.get(p.word(last)).filter(|_| !p.joined(i) && !p.any(last, &DOUBTFUL_NAMES))?;
    let owner = last.checked_sub(1).and_then(|at| Some((at, OWNERS.get(p.word(at))?)));
    if let Some((at, owner)) = owner {
        return Some((at, code_of(owner, p.at(last))));
    }
    let usual = p.any(last, &["rupee", "rupees", "shillings", "naira", "taka", "riyals", "dirhams", "rials"]);
    (usual || scale >= 1e3).then_some((last, Some(unit).filter(|unit| !unit.is_empty())))
}

/// "US", "Hong Kong", "New Zealand" before the name of a currency: where the name stands, and the country.
fn owner_before_name(p: &Pieces, at: usize) -> Option<(usize, &'static str)> {
    const TWO_WORDS: &[(&str, &str)] = &[
        ("hong kong", "HK"),
        ("new zealand", "NZ"),
        ("new taiwan", "TW"),
        ("saudi arabian", "SA"),
        ("south korean", "KR"),
        ("south african", "ZA"),
        ("sri lankan", "LK"),
        ("costa rican", "CR"),
        ("south sudanese", "SS"),
        ("hong-kong", "HK"),
        ("cfa", "XO"),
    ];
    let two = TWO_WORDS.iter().find_map(|(words, owner)| p.phrase(at, words).map(|end| (end, *owner)));
    two.or_else(|| Some((p.past_hyphen(at + 1), OWNERS.get(p.word(at))?)))
}

fn name_end(p: &Pieces, at: usize) -> Option<usize> {
    let name = p.at(at);
    let pounds = name.eq_ignore_ascii_case("pounds") || name.eq_ignore_ascii_case("pound");
    let krone = p.any(at, &["krone", "krona", "kronas"]);
    (pounds || krone || NAMES.get(name).is_some()).then_some(at + 1)
}

/// The code of a country's currency: the country's letters and the first of the name, where there is such a code.
fn code_of(owner: &str, name: &str) -> Option<&'static str> {
    // Codes that do not end with the first letter of the name.
    const OTHER: &[(&str, &str)] = &[
        ("BYR", "BYN"),
        ("AFA", "AFN"),
        ("AOK", "AOA"),
        ("AZM", "AZN"),
        ("BGL", "BGN"),
        ("CNR", "CNY"),
        ("MZM", "MZN"),
        ("PES", "PEN"),
        ("ROL", "RON"),
        ("JPY", "JPY"),
        ("MXP", "MXN"),
        ("RUR", "RUB"),
        ("SDP", "SDG"),
        ("TRL", "TRY"),
        ("XOF", "XOF"),
        ("TWD", "TWD"),
        ("GH", "GHS"),
        ("GHC", "GHS"),
        ("PLZ", "PLN"),
        ("UGS", "UGX"),
        ("UAH", "UAH"),
        ("ZWD", "ZWL"),
        ("AED", "AED"),
    ];
    let crowns = name.get(..5).is_some_and(|crown| crown.eq_ignore_ascii_case("crown"));
    let first = if crowns { 'K' } else { name.chars().next()?.to_ascii_uppercase() };
    let code = format!("{owner}{first}");
    OTHER.iter().find(|(made, _)| *made == code).map(|entry| entry.1).or_else(|| iso(&code))
}

/// "Pounds" are money where a scale or a verb of paying stands by, else weight.
fn pounds(p: &Pieces, i: usize, at: usize, number: &Number) -> Option<After> {
    const PAYING: &[&str] = &[
        "bail", "bill", "bonus", "cost", "costs", "costing", "debt", "earn", "earned", "fee", "fees", "fine", "fined",
        "grant", "loan", "paid", "pay", "price", "prize", "raise", "raised", "ransom", "reward", "salary", "sold",
        "spend", "spent", "worth",
    ];
    let sterling = p.is(at + 1, "sterling");
    let paid = (1..=6).take_while(|&back| !matches!(p.before(i, back), "." | ";" | "!" | "?")).any(|back| {
        let word = p.before(i, back);
        PAYING.iter().any(|paying| word.eq_ignore_ascii_case(paying))
    });
    // "the 50,000-pound prize", "40 pounds ($51)"
    let prized =
        (0..3).any(|on| PAYING.contains(&p.at(at + 1 + on))) || p.at(at + 1) == "(" && sign(p.at(at + 2)).is_some();
    let paid = paid || prized;
    let weight = p.any(at + 1, &["of", "heavier", "lighter", "per"]) && !paid;
    ((number.scale >= 1e6 || sterling || paid) && !weight || number.scale >= 1e6).then_some(After {
        end: at + 1 + usize::from(sterling),
        unit: Some("GBP"),
        scale: 1.0,
    })
}

/// "… and forty-five cents", "15 dollars 50": the rest of a sum in its smaller coin, as a part of the whole.
pub fn small_change(p: &Pieces, end: usize) -> Option<(f64, usize)> {
    let at = if p.is(end, "and") { end + 1 } else { end };
    let number = amount::number(p, at, Letters::Unit).filter(|number| number.start == at)?;
    let value =
        number.value.filter(|value| (1.0..100.0).contains(value) && value.fract() == 0.0 && number.scale == 1.0)?;
    let coin = SMALL.get(p.word(number.end)).is_some_and(|_| p.at(number.end).len() > 1);
    if coin {
        return Some((value / 100.0, number.end + 1));
    }
    let named = end.checked_sub(1).is_some_and(|last| p.is_word(last));
    // Without the coin only at the end of what is said: "fifteen dollars 50."
    let ends = !p.is_word(number.end) && !p.hyphen(number.end) && p.at(number.end) != "%";
    (at == end && named && ends && value >= 10.0 && number.form != Form::Digits).then_some((value / 100.0, number.end))
}
