//! The unit behind a number: names, symbols, rates, squares and cubes, degrees, feet and inches.

use super::amount::{Form, Number};
use super::pieces::Pieces;
use super::tables::List;
use super::unit_table::{
    CALIBRE, DEGREE, EXTENTS, FOOT, INCH, MAGNITUDE, PER_TIME, POWERS, RATES, SYMBOLS, TON, UNITS, Unit, unit,
};

/// A measure read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The piece behind it.
    pub end: usize,
    /// In what.
    pub unit: Unit,
    /// What must be added to the value ("5 ft 2 in": 2/12).
    pub plus: f64,
}

/// Reads the unit behind the number that ends before `i`.
pub fn after(p: &Pieces, i: usize, number: &Number) -> Option<Measured> {
    if p.gap(i).contains('\n') {
        return None;
    }
    let (i, close) =
        if matches!(p.at(i), "[" | "<") { (i + 1, usize::from(matches!(p.at(i + 2), "]" | ">"))) } else { (i, 0) };
    let at = p.past_hyphen(i);
    // "a magnitude 6.8 quake", "a 6.8-magnitude quake", "a magnitude of 6.8"
    let named = ["magnitude", "magnitude of", "magnitude -"]
        .iter()
        .any(|phrase| p.phrase_before(number.start, phrase).is_some());
    if named && !is_unit(p, i) {
        return Some(Measured { end: i, unit: MAGNITUDE, plus: 0.0 });
    }
    if p.is(at, "magnitude") {
        return Some(Measured { end: at + 1, unit: MAGNITUDE, plus: 0.0 });
    }
    // ".50 calibre" is told in inches
    if p.any(at, &["calibre", "caliber"]) && number.value.is_some_and(|value| value < 1.0) {
        return Some(Measured { end: at + 1, unit: CALIBRE, plus: 0.0 });
    }
    if let Some(measured) = degrees(p, at) {
        return Some(measured);
    }
    if let Some(measured) = primes(p, i, number) {
        return Some(measured);
    }
    let (unit, end) = simple(p, at, number)?;
    let (unit, end) = rate(p, unit, end).unwrap_or((unit, end));
    let plus = if unit == FOOT { inches_more(p, end) } else { None };
    let (plus, end) = plus.unwrap_or((0.0, end));
    Some(Measured { end: end + close, unit, plus })
}

/// Whether the name of a unit or period stands at `i`.
pub fn is_unit(p: &Pieces, i: usize) -> bool {
    p.is_word(i)
        && (UNITS.get(p.word(i)).is_some() || super::durations::period(p, i).is_some() && p.at(i).ends_with('s'))
        || p.any(i, &["square", "cubic", "metric", "nautical", "degrees"])
}

/// One unit without a rate: "km", "square metres", "metric tons", "sq ft", "light years".
fn simple(p: &Pieces, at: usize, number: &Number) -> Option<(Unit, usize)> {
    let power = match () {
        () if p.any(at, &["square", "sq"]) => "square",
        () if p.any(at, &["cubic", "cu"]) => "cubic",
        () => "",
    };
    if !power.is_empty() {
        let point = usize::from(p.at(at + 1) == "." && p.joined(at + 1));
        let name = p.past_hyphen(at + 1 + point);
        let base = UNITS.get(p.word(name)).or_else(|| (p.at(name) == "m").then_some(unit("m", "m", 1.0, 0.0)))?;
        let found = POWERS.iter().find(|(kind, symbol, _)| *kind == power && *symbol == base.symbol)?;
        return Some((found.2, name + 1));
    }
    if p.any(at, &["metric", "long", "short"]) && p.any(at + 1, &["ton", "tons", "tonne", "tonnes"]) {
        let unit = match p.at(at) {
            "metric" => TON,
            "long" => unit("long ton", "kg", 1016.0469088, 0.0),
            _ => unit("ton", "kg", 907.18474, 0.0),
        };
        return Some((unit, at + 2));
    }
    if p.any(at, &["nautical", "sea"]) && p.any(at + 1, &["mile", "miles"]) {
        return Some((unit("nmi", "m", 1852.0, 0.0), at + 2));
    }
    if p.is(at, "light") && p.any(p.past_hyphen(at + 1), &["year", "years"]) {
        return Some((unit("ly", "m", 9.4607304725808e15, 0.0), p.past_hyphen(at + 1) + 1));
    }
    if p.any(at, &["fluid", "fl", "troy"]) && p.any(at + 1, &["ounce", "ounces", "oz"]) {
        let troy = p.is(at, "troy");
        let unit =
            if troy { unit("oz t", "kg", 0.0311034768, 0.0) } else { unit("fl oz", "m³", 2.95735295625e-5, 0.0) };
        return Some((unit, at + 2));
    }
    if let Some(unit) = symbol(p, at, number) {
        return Some((unit, at + 1));
    }
    let found = UNITS.get(p.word(at))?;
    // "kilowatt-hours", "two feet" of a dancer is a measure all the same; "three turns", "one bit" are words
    let (found, end) = match found.symbol {
        "kW" | "MW" | "GW" | "TW" if p.any(p.past_hyphen(at + 1), &["hour", "hours"]) => {
            (watt_hours(found), p.past_hyphen(at + 1) + 1)
        }
        _ => (found, at + 1),
    };
    let word =
        matches!(found.symbol, "turn" | "bit" | "st" | "pt") && number.form == Form::Words && number.value == Some(1.0);
    // "the 20 foot soldiers"
    let soldiers = p.is(at, "foot") && p.any(end, &["soldier", "soldiers", "patrol", "patrols"]);
    // "6 mi" needs the digits beside it; "200 kt" as well
    let rare = p.at(at).len() <= 3
        && !p.at(at).bytes().all(|b| b.is_ascii_lowercase())
        && p.at(at).bytes().all(|b| b.is_ascii_lowercase());
    (!word && !soldiers && !rare).then_some((found, end))
}

fn watt_hours(power: Unit) -> Unit {
    match power.symbol {
        "kW" => unit("kWh", "J", 3.6e6, 0.0),
        "MW" => unit("MWh", "J", 3.6e9, 0.0),
        "GW" => unit("GWh", "J", 3.6e12, 0.0),
        _ => unit("TWh", "J", 3.6e15, 0.0),
    }
}

/// Words that a temperature stands near, sorted.
static WEATHER: List = List::of(&[
    "celsius",
    "cold",
    "coldest",
    "cool",
    "degrees",
    "fahrenheit",
    "fever",
    "freezing",
    "frost",
    "heat",
    "heated",
    "heatwave",
    "highs",
    "hot",
    "hotter",
    "hottest",
    "lows",
    "mercury",
    "minus",
    "oven",
    "temperature",
    "temperatures",
    "thermometer",
    "warm",
    "warmed",
    "warmer",
    "warming",
    "weather",
]);

/// Whether "C" or "F" at `letter`, right behind the number that begins at `start`, is a scale of temperature: the words around speak of one.
pub fn is_temperature(p: &Pieces, start: usize, letter: usize) -> bool {
    let near = |at: usize| WEATHER.holds(p.word(at));
    let behind = (1..=4).any(|on| near(letter + on));
    let before = (1..=10)
        .take_while(|&back| start >= back && !matches!(p.at(start - back), "." | "!" | "?"))
        .any(|back| near(start - back));
    // "41C (106F)"
    let scale = |at: usize| matches!(p.at(at), "C" | "F");
    let twice =
        p.at(letter + 1) == "(" && scale(letter + 3) || p.before(start, 1) == "(" && scale(start.wrapping_sub(2));
    scale(letter) && !(p.joined(letter + 1) && p.is_word(letter + 1)) && (before || behind || twice)
}

/// Symbols whose case and place matter.
fn symbol(p: &Pieces, at: usize, number: &Number) -> Option<Unit> {
    let text = p.at(at);
    let found = SYMBOLS.iter().find(|(symbol, _)| *symbol == text)?.1;
    let digits = matches!(number.form, Form::Plain | Form::Digits | Form::Part);
    let touching = p.joined(at);
    let good = match text {
        "GW" | "MW" | "TW" => true,
        // "5m people" are five million; metres have an extent, a race or nothing behind them
        "m" => {
            touching && number.scale == 1.0 && !counted_follows(p, at + 1)
                || !touching && (extent(p, at + 1) || lone(p, at + 1))
        }
        "C" | "F" => touching && is_temperature(p, number.start, at),
        "t" | "g" | "l" | "L" | "W" | "V" => touching || extent(p, at + 1),
        _ => touching,
    };
    (digits && good).then_some(found)
}

/// Whether a plural in lower case follows, which "m" before it would count in millions.
fn counted_follows(p: &Pieces, at: usize) -> bool {
    let word = p.at(at);
    p.is_word(at)
        && !extent(p, at)
        && (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") || p.any(at, &["people", "of"]))
}

fn extent(p: &Pieces, at: usize) -> bool {
    p.any(at, EXTENTS)
}

/// Whether nothing that could be counted follows: punctuation, or a small word.
fn lone(p: &Pieces, at: usize) -> bool {
    !p.is_word(at) || p.any(at, &["x", "by", "from", "and", "away", "above", "below", "of", "or", "in", "to"])
}

/// "°C", "degrees Celsius", "degrees".
fn degrees(p: &Pieces, at: usize) -> Option<Measured> {
    let done = |end, unit| Some(Measured { end, unit, plus: 0.0 });
    let temperature = |at: usize| match p.at(at) {
        "C" | "c" => Some(unit("°C", "K", 1.0, 273.15)),
        "F" | "f" => Some(unit("°F", "K", 5.0 / 9.0, 459.67 * 5.0 / 9.0)),
        word => UNITS.get(word).filter(|unit| unit.si == "K"),
    };
    match p.at(at) {
        "℃" => return done(at + 1, unit("°C", "K", 1.0, 273.15)),
        "℉" => return done(at + 1, unit("°F", "K", 5.0 / 9.0, 459.67 * 5.0 / 9.0)),
        "°" | "º" => {
            return match temperature(at + 1) {
                Some(unit) => done(at + 2, unit),
                None => done(at + 1, DEGREE),
            };
        }
        _ => {}
    }
    if !p.any(at, &["degree", "degrees", "deg"]) {
        return None;
    }
    let point = usize::from(p.is(at, "deg") && p.at(at + 1) == "." && p.joined(at + 1));
    let behind = p.past_hyphen(at + 1 + point);
    match temperature(behind) {
        Some(unit) => done(behind + 1, unit),
        None => done(at + 1 + point, DEGREE),
    }
}

/// Feet and inches by primes: 5'10" is a height; a double prime alone counts only before an extent, for it is mostly a closing quote.
fn primes(p: &Pieces, i: usize, number: &Number) -> Option<Measured> {
    let foot = |at: usize| matches!(p.at(at), "'" | "′" | "’");
    let inch = |at: usize| matches!(p.at(at), "\"" | "″" | "”");
    if matches!(number.form, Form::Words | Form::Ordinal | Form::Vague) {
        return None;
    }
    if p.joined(i) && foot(i) && p.joined(i + 1) && p.is_number(i + 1) && p.joined(i + 2) && inch(i + 2) {
        let inches: f64 = p.at(i + 1).parse().ok()?;
        return (inches < 12.0).then_some(Measured { end: i + 3, unit: FOOT, plus: inches / 12.0 });
    }
    let sure = p.at(i) == "″" || (inch(i) && extent(p, i + 1));
    sure.then_some(Measured { end: i + 1, unit: INCH, plus: 0.0 })
}

/// "2 in", "and 2 inches", "-10" behind feet.
fn inches_more(p: &Pieces, end: usize) -> Option<(f64, usize)> {
    let hyphen = p.hyphen(end);
    let at = if hyphen || p.is(end, "and") || p.at(end) == "," { end + 1 } else { end };
    let inches: f64 = match super::amount::number(p, at, super::amount::Letters::Unit) {
        Some(number) if number.start == at && number.scale == 1.0 => number.value.filter(|value| *value < 12.0)?,
        _ => return None,
    };
    let behind = super::amount::number(p, at, super::amount::Letters::Unit)?.end;
    let named = p.any(behind, &["in", "inch", "inches"])
        && !(p.is(behind, "in") && p.is_word(behind + 1) && !extent(p, behind + 1));
    if named {
        return Some((inches / 12.0, behind + 1));
    }
    hyphen.then_some((inches / 12.0, behind))
}

/// "per hour", "/h", "a day", "an hour".
fn rate(p: &Pieces, base: Unit, end: usize) -> Option<(Unit, usize)> {
    let at = match p.at(end) {
        "/" => end + 1,
        word if word.eq_ignore_ascii_case("per") => end + 1,
        // "barrels a day", "miles an hour"; "eggs a day" have no unit
        word if (word == "a" || word == "an") && p.any(end + 1, &["day", "hour", "minute", "second"]) => end + 1,
        _ => return None,
    };
    let (time, _) = PER_TIME.get(p.word(at))?;
    let found = RATES.iter().find(|(symbol, per, _)| *symbol == base.symbol && *per == time)?;
    Some((found.2, at + 1))
}
