//! Numbers: how many, how much, when.

use crate::engine::finding::Mark;
use crate::engine::rule::{Kind, KindDeclaration, Paint, Rule, RuleId};
use crate::engine::text::Reading;

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
        kind(Kind::Money, "money", "Money", "2px double #3c6e1f", "2px double #a5d884"),
        kind(Kind::Date, "date", "Dates", "1px dotted #555f6b", "1px dotted #b4bfca"),
        kind(Kind::Time, "time", "Times of day", "1px dotted #555f6b", "1px dotted #b4bfca"),
        kind(Kind::Duration, "duration", "Durations", "1px dashed #555f6b", "1px dashed #b4bfca"),
        kind(Kind::Measure, "measure", "Measures", "2px solid #00707a", "2px solid #6fd3dc"),
        kind(Kind::Age, "age", "Ages", "1px dashed #a15c00", "1px dashed #ffb84d"),
    ],
    examples: &[],
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

/// Marks the figures of a document.
pub fn find(reading: &Reading) -> Vec<Mark> {
    let _ = reading;
    Vec::new()
}
