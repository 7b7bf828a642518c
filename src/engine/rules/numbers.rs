//! Numbers: how many, how much, when.
//!
//! A block is read once, from piece to piece. What only looks like a figure is passed over first ([`lookalikes`]); then a figure may begin:
//! a time ([`times`]), a date ([`dates`], [`numeric_dates`], [`years`], [`relative`], [`feasts`]), or a number ([`amount`], [`words`]) with what its neighbours make of it:
//! a sum ([`money`]), a stretch of time or an age ([`durations`]), a measure ([`units`]), a count of something ([`counted`]).
//! [`quantities`] and [`counts`] decide which, [`ranges`] joins two, and [`figures`] puts them together, with ranges and [`hedges`]. No two marks overlap, because reading goes on behind the last.

mod amount;
mod calendar;
mod counted;
mod counts;
mod currencies;
mod date_words;
mod dates;
mod digits;
mod durations;
mod feasts;
mod figures;
mod hedges;
mod lookalikes;
mod money;
mod numeric_dates;
mod parts;
mod pieces;
mod quantities;
mod ranges;
mod relative;
mod roman;
mod tables;
mod times;
mod unit_table;
mod units;
mod words;
mod years;

use crate::engine::document::BlockKind;
use crate::engine::finding::{Detail, Figure, Mark};
use crate::engine::rule::{Kind, KindDeclaration, Paint, Rule, RuleId, examples};
use crate::engine::span::Span;
use crate::engine::text::{BlockReading, Reading, TokenClass};
use calendar::Day;
use pieces::{Piece, Pieces};
use tables::Sieve;

/// The declaration.
pub static RULE: Rule = Rule {
    id: RuleId::Numbers,
    name: "numbers",
    key: "numbers",
    label: "Numbers",
    summary: "Underlines every figure: counts, sums, shares, dates, times, measures, with what is counted.",
    on: true,
    kinds: &[
        kind(Kind::Count, "count", "Counts", "2px solid #a15c00", "2px solid #ffb84d"),
        kind(Kind::Ordinal, "ordinal", "Ordinals", "1px solid #a15c00", "1px solid #ffb84d"),
        kind(Kind::Percent, "percent", "Shares", "2px solid #b0406f", "2px solid #ff9cc4"),
        kind(Kind::Money, "money", "Money", "1px double #3c6e1f", "1px double #a5d884"),
        kind(Kind::Date, "date", "Dates", "1px dotted #555f6b", "1px dotted #b4bfca"),
        kind(Kind::Time, "time", "Times of day", "1px dotted #555f6b", "1px dotted #b4bfca"),
        kind(Kind::Duration, "duration", "Durations", "1px dashed #555f6b", "1px dashed #b4bfca"),
        kind(Kind::Measure, "measure", "Measures", "2px solid #00707a", "2px solid #6fd3dc"),
        kind(Kind::Age, "age", "Ages", "1px dashed #a15c00", "1px dashed #ffb84d"),
    ],
    examples: examples(&[
        "[[More than 300|count value=300 bound=\"more than\" of=\"coal miners\"]] coal miners walked out.",
        "[[Nine|count value=9 of=boats]] of the boats sank; [[two|count value=2 of=none]] of them were old.",
        "[[Hundreds|count value=none of=\"bank customers\"]] of bank customers queued.",
        "The port cost [[$1.2bn|money value=1200000000 unit=USD]], or [[Rs 12 crore|money value=120000000 unit=INR]] a berth.",
        "Prices rose [[5%|percent value=5]] to [[€3.40|money value=3.4 unit=EUR]] a litre.",
        "Between them lie [[10 to 15 km|measure low=10 high=15 unit=km]] of mud.",
        "He had ruled [[since the 29th of August|date bound=since iso=--08-29]], for [[over three years|duration value=3 bound=over iso=P3Y]].",
        "It opens at [[5:30 p.m.|time iso=T17:30]] on [[5 September 2017|date iso=2017-09-05]].",
        "A [[34-year-old|age value=34]] came [[third|ordinal value=3]].",
        "[[Two-thirds|count of=voters]] of voters stayed at home, [[one in five|count value=0.2]] out of protest.",
        "An F-16 was armed under Resolution 1701 while COVID-19 spread; a Boeing 737 waited at Gate 12.",
        "Nobody may march there, no one knows why, and that one sat down.",
    ]),
};

const fn kind(
    kind: Kind,
    name: &'static str,
    label: &'static str,
    light: &'static str,
    dark: &'static str,
) -> KindDeclaration {
    KindDeclaration {
        kind,
        name,
        label,
        on: true,
        light: Paint { tint: "transparent", line: light },
        dark: Paint { tint: "transparent", line: dark },
    }
}

/// Marks the figures of a document, sorted by place. Relative dates are told from the day of publication, where the page states it.
pub fn find(reading: &Reading) -> Vec<Mark> {
    let today = reading.document.page.published.as_deref().and_then(Day::read);
    let mut marks = Vec::new();
    for (number, (block, read)) in reading.document.blocks.iter().zip(&reading.blocks).enumerate() {
        if block.kind != BlockKind::Code {
            find_in_block(number, reading.text(number), read, today, &mut marks);
        }
    }
    money::settle(reading.document, &mut marks);
    marks
}

/// The words that may begin a figure, or what only looks like one.
static BEGINNINGS: Sieve = {
    let sieve = times::sieved(years::sieved(lookalikes::sieved(Sieve::new())));
    figures::sieved(words::sieved(parts::sieved(feasts::sieved(relative::sieved(date_words::sieved(sieve))))))
};

/// Whether anything of this rule's may begin at a piece: of most words this is all that is asked.
fn may_begin(piece: Piece) -> bool {
    match piece.class {
        TokenClass::Number => true,
        TokenClass::Word => BEGINNINGS.may_hold(piece.text) || roman::is_roman(piece.text),
        TokenClass::Punctuation => matches!(piece.text, "'" | "’" | "‘" | "[" | "+" | "(" | "@" | "_" | "=" | "#"),
    }
}

fn find_in_block(block: usize, text: &str, read: &BlockReading, today: Option<Day>, marks: &mut Vec<Mark>) {
    let p = Pieces::new(text, &read.tokens);
    let mut floor = 0;
    let mut i = 0;
    while let Some(piece) = p.get(i) {
        if !may_begin(piece) {
            i += 1;
            continue;
        }
        if let Some(end) = lookalikes::skip(&p, i) {
            i = end.max(i + 1);
            floor = i;
            continue;
        }
        let Some(found) = figures::at(&p, i, floor, today) else {
            i += 1;
            continue;
        };
        i = found.end.max(i + 1);
        floor = i;
        let span = Span::new(p.start(found.start), p.end_before(found.end));
        if !span.is_empty() {
            let detail = Detail::Figure(known(found.figure));
            marks.push(Mark { block, span, kind: found.kind, sign: found.sign, said_by: None, detail });
        }
    }
}

/// Three hundred digits are a number that no f64 holds: it stays marked, and its value is not known. A hedge reads the same wherever it stands
/// in its sentence: in lower case.
fn known(figure: Figure) -> Figure {
    let finite = |value: Option<f64>| value.filter(|value| value.is_finite());
    Figure {
        value: finite(figure.value),
        low: finite(figure.low),
        high: finite(figure.high),
        si: figure.si.filter(|si| [si.value, si.low, si.high].into_iter().flatten().all(f64::is_finite)),
        bound: figure.bound.map(|bound| bound.to_lowercase()),
        ..figure
    }
}

#[cfg(test)]
mod tests;
