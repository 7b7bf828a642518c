//! Numbers: how many, how much, when.
//!
//! A block is read once, from piece to piece. What only looks like a figure is passed over first ([`lookalikes`], [`designations`]); then a figure may begin:
//! a time ([`times`]), a date ([`dates`], [`month_days`], [`numeric_dates`], [`years`], [`relative`], [`feasts`]), or a number ([`amount`], [`words`]) with what its neighbours make of it:
//! a sum ([`money`], [`shared_names`]), a stretch of time or an age ([`durations`]), a measure ([`units`]), a count of something ([`counted`]).
//! [`quantities`] and [`counts`] decide which, [`ranges`] joins two, and [`figures`] puts them together, with ranges and [`hedges`]. No two marks overlap, because reading goes on behind the last.

mod amount;
mod calendar;
mod counted;
mod counts;
mod currencies;
mod date_words;
mod dates;
mod designations;
mod digits;
mod durations;
mod feasts;
mod figures;
mod hedges;
mod lookalikes;
mod money;
mod month_days;
mod numeric_dates;
mod parts;
mod pieces;
mod quantities;
mod ranges;
mod relative;
mod roman;
mod shared_names;
mod tables;
mod times;
mod unit_table;
mod units;
mod words;
mod years;

use crate::engine::document::BlockKind;
use crate::engine::finding::{Detail, Figure, Mark};
use crate::engine::rule::{Kind, KindDeclaration, Look, Rule, RuleId, examples};
use crate::engine::span::Span;
use crate::engine::text::{BlockReading, Reading, TokenClass, dateline};
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
        kind(Kind::Count, "count", "Counts", ["#7d4e21", "#e8b387"], "2px solid"),
        kind(Kind::Ordinal, "ordinal", "Ordinals", ["#9c6452", "#e58349"], "1px solid"),
        kind(Kind::Percent, "percent", "Shares", ["#6f1e43", "#cc8ba2"], "2px dashed"),
        kind(Kind::Money, "money", "Money", ["#1d460b", "#a9f0a4"], "1px double"),
        kind(Kind::Date, "date", "Dates", ["#003694", "#9ac7fa"], "1px dotted"),
        kind(Kind::Time, "time", "Times of day", ["#5e42b4", "#9b99fd"], "2px dotted"),
        kind(Kind::Duration, "duration", "Durations", ["#2f7b91", "#3fafcc"], "1px dashed"),
        kind(Kind::Measure, "measure", "Measures", ["#00635a", "#37f4f4"], "1px wavy"),
        kind(Kind::Age, "age", "Ages", ["#7d6e00", "#f7d660"], "3px dotted"),
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
    accents: [&'static str; 2],
    line: &'static str,
) -> KindDeclaration {
    KindDeclaration { kind, name, label, on: true, look: Look::line(accents, line) }
}

/// Marks the figures of a document, sorted by place. Relative dates are told from the day of publication, where the page or the text
/// states it: each report of a page has its own.
pub fn find(reading: &Reading) -> Vec<Mark> {
    let page = &reading.document.page;
    let mut report = 0;
    let mut today = page.published_of(0).and_then(Day::read).or_else(|| stated(reading));
    let mut marks = Vec::new();
    for (number, (block, read)) in reading.document.blocks.iter().zip(&reading.blocks).enumerate() {
        if page.report_of(number) != report {
            report = page.report_of(number);
            today = page.published_of(report).and_then(Day::read);
        }
        if block.kind != BlockKind::Code {
            find_in_block(number, reading.text(number), read, today, &mut marks);
        }
    }
    shared_names::settle(reading.document, &mut marks);
    marks
}

/// The words that may begin a figure, or what only looks like one.
static BEGINNINGS: Sieve<256> = {
    let sieve = times::sieved(years::sieved(lookalikes::sieved(Sieve::new())));
    figures::sieved(words::sieved(parts::sieved(feasts::sieved(relative::sieved(date_words::sieved(sieve))))))
};

/// The words that must follow "a", "this" or "last" for a figure to begin there.
static FOLLOWERS: Sieve<256> = {
    let sieve =
        Sieve::new().list(&date_words::DAY_PARTS).list(&date_words::SEASONS).words(&["couple", "semester", "first"]);
    durations::sieved(words::sieved(feasts::sieved(date_words::sieved(sieve))))
};

/// Whether anything of this rule's may begin at a piece: of most words this is all that is asked.
fn may_begin(p: &Pieces, i: usize, piece: Piece) -> bool {
    match piece.class {
        TokenClass::Number => true,
        TokenClass::Word if !BEGINNINGS.may_hold(p.word(i)) => roman::is_roman(piece.text),
        TokenClass::Word => {
            let leads = matches!(piece.text, "a" | "an" | "A" | "An") || relative::is_shift(p, i);
            !leads || !p.is_word(i + 1) || FOLLOWERS.may_hold(p.word(i + 1))
        }
        TokenClass::Punctuation => matches!(piece.text, "'" | "’" | "‘" | "[" | "+" | "(" | "@" | "_" | "=" | "#"),
    }
}

/// The day that the text states for itself: in a dateline ("OSLO, 5 May 2020 –"), or as a line of its own among the first.
fn stated(reading: &Reading) -> Option<Day> {
    const LINES: usize = 4;
    reading.blocks.iter().take(LINES).enumerate().find_map(|(number, read)| {
        let text = reading.text(number);
        let dateline = dateline(text);
        let mut marks = Vec::new();
        if dateline > 0 || text.len() <= 60 {
            find_in_block(number, text, read, None, &mut marks);
        }
        let day = marks.into_iter().find(|mark| mark.kind == Kind::Date)?;
        // "Published: Thursday, 5 May 2020"
        let alone = text.len() - day.span.len() <= 12;
        let Detail::Figure(figure) = day.detail else { return None };
        let whole = figure.iso.filter(|iso| iso.len() == 10 && !iso.starts_with('-'))?;
        (alone || day.span.end <= dateline).then(|| Day::read(&whole)).flatten()
    })
}

fn find_in_block(block: usize, text: &str, read: &BlockReading, today: Option<Day>, marks: &mut Vec<Mark>) {
    let p = Pieces::new(text, &read.tokens);
    let mut floor = 0;
    let mut i = 0;
    while let Some(piece) = p.get(i) {
        if !may_begin(&p, i, piece) {
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
