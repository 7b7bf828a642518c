//! Quotes: what was said, and by whom.

use crate::engine::finding::{Actor, Mark};
use crate::engine::rule::{Kind, KindDeclaration, Paint, Rule, RuleId};
use crate::engine::text::Reading;

/// The declaration.
pub static RULE: Rule = Rule {
    id: RuleId::Quotes,
    name: "quotes",
    key: "quotes",
    label: "Quotes",
    summary: "Tints what was said and names who said it; scare quotes and titles are told apart.",
    on: true,
    kinds: &[
        kind(Kind::Direct, "direct", "Quotes", true, ["#fff6cf", "none"], ["#3d371c", "none"]),
        kind(Kind::Indirect, "indirect", "Reported speech", false, ["#fffae6", "none"], ["#302d1e", "none"]),
        kind(
            Kind::Scare,
            "scare",
            "Scare quotes",
            true,
            ["transparent", "1px wavy #9a7b00"],
            ["transparent", "1px wavy #e0c255"],
        ),
        kind(
            Kind::Title,
            "title",
            "Titles of works",
            true,
            ["transparent", "1px dotted #9a7b00"],
            ["transparent", "1px dotted #e0c255"],
        ),
    ],
    examples: &[],
};

const fn kind(
    kind: Kind,
    name: &'static str,
    label: &'static str,
    on: bool,
    light: [&'static str; 2],
    dark: [&'static str; 2],
) -> KindDeclaration {
    KindDeclaration {
        kind,
        name,
        label,
        on,
        light: Paint { tint: light[0], line: light[1] },
        dark: Paint { tint: dark[0], line: dark[1] },
    }
}

/// Marks the quotes of a document; `mentions` are the marks of the actors rule, sorted by place, `actors` their table.
pub fn find(reading: &Reading, mentions: &[Mark], actors: &[Actor]) -> Vec<Mark> {
    let _ = (reading, mentions, actors);
    Vec::new()
}
