//! The rules: `mod` lines and the table. To add one, write its file and add it here; everything else reads [`RULES`].

pub mod actors;
pub mod comment_policy;
pub mod custom;
pub mod numbers;
pub mod quotes;
pub mod repeats;

use super::rule::{Kind, KindDeclaration, Rule, RuleId};

/// All rules, in the order in which they are shown.
pub static RULES: [&Rule; 6] =
    [&repeats::RULE, &comment_policy::RULE, &actors::RULE, &numbers::RULE, &quotes::RULE, &custom::RULE];

/// The declaration of a rule.
pub fn rule(id: RuleId) -> &'static Rule {
    RULES.iter().find(|rule| rule.id == id).copied().unwrap_or(&actors::RULE)
}

/// The declaration of a kind; every kind has one, which a test sees to.
pub fn kind(kind: Kind) -> Option<&'static KindDeclaration> {
    rule(kind.rule()).kinds.iter().find(|declared| declared.kind == kind)
}
