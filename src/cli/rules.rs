//! `newsglass rules`: the rule table as a list, and as RULES.md.

use newsglass::engine::rule::Rule;
use newsglass::engine::rules::RULES;
use std::fmt::Write;

/// The list for a terminal: rules, and below each its kinds.
pub fn list() -> String {
    let mut out = String::new();
    for rule in RULES {
        let _ = writeln!(out, "{:16}{}{}", rule.name, rule.summary, if rule.on { "" } else { " Off at first." });
        for kind in rule.kinds {
            let _ = writeln!(
                out,
                "  {:14}{}{}",
                kind.name,
                kind.label,
                if kind.on { "" } else { " (not painted at first)" }
            );
        }
    }
    out
}

/// RULES.md.
pub fn markdown() -> String {
    let mut out = String::from(
        "# Rules\n\n\
         What Newsglass finds, rule by rule. This file is written by `newsglass rules --markdown` from the rule table in\n\
         `src/engine/rules/`; a test compares the two.\n\n\
         In the examples `[[300|count value=300]]` is a mark: its text, its kind, and the fields that matter there; a field that is\n\
         `none` must be absent. A line that begins with `> ` is folded. All else must stay unmarked by the rule. Every example is a test.\n",
    );
    for rule in RULES {
        section(rule, &mut out);
    }
    out
}

fn section(rule: &Rule, out: &mut String) {
    let state = if rule.on { "On" } else { "Off" };
    let _ =
        writeln!(out, "\n## {}\n\n`{}` · {} until you say otherwise\n\n{}", rule.label, rule.name, state, rule.summary);
    if !rule.kinds.is_empty() {
        out.push_str("\n| kind | label | painted at first | on light pages | on dark pages | tint | line |\n|---|---|---|---|---|---|---|\n");
        for kind in rule.kinds {
            let on = if kind.on { "yes" } else { "no" };
            let look = &kind.look;
            let tint = if look.tinted { "yes" } else { "" };
            let line = if look.line == "none" { "" } else { look.line };
            let _ = writeln!(
                out,
                "| `{}` | {} | {on} | `{}` | `{}` | {tint} | {line} |",
                kind.name, kind.label, look.light, look.dark
            );
        }
    }
    if !rule.examples.is_empty() {
        out.push_str("\nExamples:\n\n```text\n");
        for (n, example) in rule.examples.iter().enumerate() {
            // Examples of several lines need air between them to be told apart.
            let lines: Vec<&str> = example.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            if n > 0 && (lines.len() > 1 || rule.kinds.is_empty()) {
                out.push('\n');
            }
            for line in lines {
                out.push_str(line);
                out.push('\n');
            }
        }
        out.push_str("```\n");
    }
}
