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
        out.push_str("\n| kind | label | painted at first | light page | dark page |\n|---|---|---|---|---|\n");
        for kind in rule.kinds {
            let on = if kind.on { "yes" } else { "no" };
            let [light, dark] = [&kind.light, &kind.dark].map(|paint| paint_words(paint.tint, paint.line));
            let _ = writeln!(out, "| `{}` | {} | {on} | {light} | {dark} |", kind.name, kind.label);
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

fn paint_words(tint: &str, line: &str) -> String {
    let words = [tint, line].into_iter().filter(|word| !matches!(*word, "transparent" | "none"));
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    words.join(", ")
}
