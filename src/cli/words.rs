//! What is said of a finding in words, in the terminal and on the written page.

use newsglass::engine::finding::{Analysis, Fold, Mark};
use newsglass::engine::rule::RuleId;
use newsglass::engine::rules::kind;
use newsglass::{Document, engine};

/// What a fold hides and why: "12 paragraphs repeat from above".
pub fn of_fold(fold: &Fold) -> String {
    let many = match fold.len() {
        1 => "1 paragraph".to_owned(),
        n => format!("{n} paragraphs"),
    };
    match (fold.rule, fold.same_as) {
        (RuleId::Repeats, Some(same)) if same > fold.last => {
            format!("{many} {} below", if fold.len() == 1 { "comes again" } else { "come again" })
        }
        (RuleId::Repeats, _) => format!("{many} {} from above", if fold.len() == 1 { "repeats" } else { "repeat" }),
        _ if fold.evidence.is_empty() => format!("{many} of comment policy"),
        _ => format!("{many} of comment policy: {}", fold.evidence.join(", ")),
    }
}

/// A mark on one line: "Persons · name: Jon Braga · title: Brig. Gen. (title before a name)".
pub fn of_mark(mark: &Mark, document: &Document, analysis: &Analysis) -> String {
    let mut out = kind(mark.kind).map_or("", |kind| kind.label).to_owned();
    for (field, value) in engine::marked::fields(mark, analysis, document) {
        out.push_str(&format!(" · {field}: {value}"));
    }
    if !mark.sign().is_empty() {
        out.push_str(&format!(" ({})", mark.sign()));
    }
    out
}
