//! Ranges and scores: two quantities that a dash or a word joins ("10-15", "between 3 and 5 million", "won 3-1").

use super::amount::Form;
use super::currencies;
use super::durations;
use super::figures::Found;
use super::hedges;
use super::pieces::Pieces;
use super::quantities::{Quantity, quantity};
use super::tables::List;
use crate::engine::finding::Figure;
use crate::engine::rule::Kind;

/// Joins two quantities that a dash or a word makes one range.
pub fn ranged(p: &Pieces, first: Quantity, floor: usize) -> Quantity {
    let end = first.found.end;
    let start = first.found.start;
    // "between the ages of 8 and 14"
    let ages = first.found.kind == Kind::Age && start >= floor + 2 && p.phrase_before(start, "between the").is_some();
    let between = start > floor && p.is(start - 1, "between") || ages;
    let from = start > floor && p.is(start - 1, "from");
    if first.bare && p.any(end, &["x", "×", "by"]) {
        return side(p, first);
    }
    let dash = (p.hyphen(end) || p.joined(end) && p.joined(end + 1) && p.at(end) == "—")
        && (p.is_number(end + 1) || first.bare || !p.is_word(end + 1) || currencies::is_prefix(p.at(end + 1), ""));
    let spaced = matches!(p.at(end), "–" | "-" | "—")
        && !p.joined(end)
        && !p.joined(end + 1)
        && p.is_number(end + 1)
        && first.form == Form::Plain;
    let to = p.is(end, "to") || p.is(end, "or") && first.bare || p.is(end, "through") || between && p.is(end, "and");
    if !(dash || spaced || to) || matches!(first.form, Form::Vague | Form::Part | Form::Ordinal) {
        return first;
    }
    let Some(mut second) =
        (end + 1..end + 4).find_map(|at| quantity(p, at, end + 1).filter(|second| second.found.start == end + 1))
    else {
        return first;
    };
    let (Some(mut low), Some(high)) = (first.found.figure.value, second.found.figure.value) else { return first };
    // "aged 30 to 59 years"
    if first.found.kind == Kind::Age && second.found.kind == Kind::Duration {
        second.found.kind = Kind::Age;
    }
    let same_unit = first.found.kind == second.found.kind && first.found.figure.unit == second.found.figure.unit;
    let takes_unit = first.bare || second.bare && matches!(first.found.kind, Kind::Money | Kind::Age);
    if !(same_unit || takes_unit) || matches!(second.form, Form::Vague | Form::Ordinal | Form::Year) {
        return first;
    }
    // "3 to 5 million": both are millions
    if first.scale == 1.0 && second.scale >= 1e3 && low < high / second.scale {
        low *= second.scale;
    }
    let told = p.any(start.wrapping_sub(1), &["in", "within", "for", "by", "of", "than", "between"]);
    let changed = to && !between && !told && !p.is(end, "or") && changes(p, if from { start - 1 } else { start });
    if low >= high && dash && first.bare && second.bare {
        return score(first, second);
    }
    if low >= high || changed || p.is(end, "or") && (high - low > 10.0_f64.max(low)) {
        return first;
    }
    if dash && first.bare && second.bare && scored(p, start) {
        return score(first, second);
    }
    let words = if ages { 2 } else { usize::from((between || from) && !dash) };
    joined(first, second, low, high, words)
}

/// "80 x 60 cm", "3 by 5 metres": the first side has the unit of the second.
fn side(p: &Pieces, first: Quantity) -> Quantity {
    let at = first.found.end + 1;
    let second = quantity(p, at, at).filter(|second| second.found.start == at && !second.bare);
    let Some(unit) = second.and_then(|second| second.measure) else { return first };
    let mut read = first;
    read.found.kind = Kind::Measure;
    read.found.sign = "side of an area";
    read.found.figure.unit = Some(unit.symbol.to_owned());
    read.measure = Some(unit);
    read.bare = false;
    read
}

/// "above 10 and below 15", "at most 40 but at least 20": two hedged numbers that make one range. `first` is the number that ends before
/// `end`, `hedge` its hedge.
pub fn two_sided(p: &Pieces, hedge: &str, first: f64, end: usize) -> Option<(f64, f64, String, usize)> {
    let start = end + 1;
    if !p.any(end, &["and", "but"]) {
        return None;
    }
    let (second, other) = (start + 1..start + 6).find_map(|at| {
        let other = hedges::before(p, at, start).filter(|other| other.from == start)?;
        let second = quantity(p, at, start).filter(|second| second.bare && second.found.start == at)?;
        Some((second, other.text(p, at)))
    })?;
    let value = second.found.figure.value?;
    let (low, high) = match (hedges::direction(hedge), hedges::direction(&other)) {
        (1, -1) => (first, value),
        (-1, 1) => (value, first),
        _ => return None,
    };
    (low < high).then(|| (low, high, format!("{hedge} {} {other}", p.at(end)), second.found.end))
}

/// "won 3-1": two numbers and no quantity.
fn score(first: Quantity, second: Quantity) -> Quantity {
    let mut read = first;
    read.found.end = second.found.end;
    read.found.figure = Figure::default();
    read.found.sign = "score";
    read.bare = false;
    read
}

fn joined(first: Quantity, second: Quantity, low: f64, high: f64, words: usize) -> Quantity {
    let unit = if second.bare { first.found.figure.unit.clone() } else { second.found.figure.unit.clone() };
    let kind = if second.bare { first.found.kind } else { second.found.kind };
    let period = second.period.filter(|period| !period.iso.is_empty() && kind == Kind::Duration);
    let iso = period.map(|period| format!("{}/{}", durations::iso(low, period), durations::iso(high, period)));
    let figure = Figure { low: Some(low), high: Some(high), unit, iso, ..Figure::default() };
    let start = first.found.start - words;
    let found = Found { start, end: second.found.end, kind, sign: "range", figure };
    Quantity {
        found,
        scale: second.scale,
        bare: first.bare && second.bare,
        form: second.form,
        measure: second.measure,
        period,
    }
}

/// Whether a verb of change stands before: "rose 5% to 10%" tells two numbers, no range.
fn changes(p: &Pieces, start: usize) -> bool {
    static CHANGES: List = List::of(&[
        "added",
        "advanced",
        "climbed",
        "cut",
        "cutting",
        "decline",
        "declined",
        "decrease",
        "decreased",
        "down",
        "drop",
        "dropped",
        "dropping",
        "eased",
        "edged",
        "fall",
        "fallen",
        "falling",
        "fell",
        "gained",
        "grew",
        "grown",
        "increase",
        "increased",
        "increasing",
        "jump",
        "jumped",
        "lifted",
        "lost",
        "lower",
        "lowered",
        "lowering",
        "more",
        "moved",
        "narrowed",
        "plunged",
        "raise",
        "raised",
        "raising",
        "reduce",
        "reduced",
        "reducing",
        "rise",
        "risen",
        "rising",
        "rose",
        "shrank",
        "slashed",
        "slid",
        "slipped",
        "soared",
        "surged",
        "swung",
        "tumbled",
        "up",
        "vote",
        "voted",
        "went",
        "widened",
        "won",
    ]);
    (1..=4).any(|back| CHANGES.holds(p.word_before(start, back)))
}

/// Whether a word of games or votes stands before: "won 2-4" is no range.
fn scored(p: &Pieces, start: usize) -> bool {
    static GAMES: List = List::of(&[
        "beat",
        "beaten",
        "beating",
        "defeat",
        "defeated",
        "defeating",
        "down",
        "draw",
        "drew",
        "edged",
        "game",
        "lead",
        "led",
        "loss",
        "lost",
        "ruled",
        "score",
        "scored",
        "split",
        "tied",
        "trailed",
        "vote",
        "voted",
        "win",
        "winning",
        "won",
    ]);
    (1..=5).any(|back| GAMES.holds(p.word_before(start, back)))
}
