//! The rule table and its examples.

use newsglass::engine::marked;
use newsglass::engine::rule::{Kind, Rule};
use newsglass::engine::rules::RULES;
use std::collections::BTreeSet;

#[test]
fn every_example_of_every_rule_holds() {
    let check = |rule: &Rule| -> Vec<String> {
        rule.examples.iter().filter_map(|example| marked::check(rule.id, example).err()).collect()
    };
    let wrong: Vec<String> = RULES.iter().flat_map(|rule| check(rule)).collect();
    assert!(wrong.is_empty(), "{} examples do not hold:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn examples_show_every_kind_and_what_is_nearly_one() {
    for rule in RULES.iter().filter(|rule| !rule.examples.is_empty()) {
        let parsed: Vec<_> = rule.examples.iter().map(|example| marked::parse(example).unwrap()).collect();
        for kind in rule.kinds {
            let shown = parsed.iter().any(|example| example.marks.iter().any(|mark| mark.kind == kind.name));
            assert!(shown, "no example of {} shows {}", rule.name, kind.name);
        }
        let nothing = parsed.iter().any(|example| example.marks.is_empty() && example.folded.is_empty());
        assert!(nothing, "no example of {} shows what is nearly found", rule.name);
    }
}

#[test]
fn examples_name_kinds_of_their_rule_only() {
    for rule in RULES {
        for example in rule.examples {
            for mark in marked::parse(example).unwrap().marks {
                assert!(
                    rule.kinds.iter().any(|kind| kind.name == mark.kind),
                    "{}: {} in {example}",
                    rule.name,
                    mark.kind
                );
            }
        }
    }
}

/// All kinds. The match makes the compiler ask for a new one here.
fn all_kinds() -> Vec<Kind> {
    let mut all = vec![Kind::Person];
    while let Some(next) = after(all[all.len() - 1]) {
        all.push(next);
    }
    all
}

fn after(kind: Kind) -> Option<Kind> {
    Some(match kind {
        Kind::Person => Kind::Organization,
        Kind::Organization => Kind::ArmedGroup,
        Kind::ArmedGroup => Kind::State,
        Kind::State => Kind::Place,
        Kind::Place => Kind::People,
        Kind::People => Kind::Role,
        Kind::Role => Kind::Count,
        Kind::Count => Kind::Ordinal,
        Kind::Ordinal => Kind::Percent,
        Kind::Percent => Kind::Money,
        Kind::Money => Kind::Date,
        Kind::Date => Kind::Time,
        Kind::Time => Kind::Duration,
        Kind::Duration => Kind::Measure,
        Kind::Measure => Kind::Age,
        Kind::Age => Kind::Direct,
        Kind::Direct => Kind::Indirect,
        Kind::Indirect => Kind::Scare,
        Kind::Scare => Kind::Title,
        Kind::Title => Kind::Own,
        Kind::Own => return None,
    })
}

#[test]
fn every_kind_is_declared_once_by_its_rule() {
    for kind in all_kinds() {
        let rules: Vec<_> =
            RULES.iter().filter(|rule| rule.kinds.iter().any(|declared| declared.kind == kind)).collect();
        assert_eq!(rules.len(), 1, "{kind:?}");
        assert_eq!(rules[0].id, kind.rule(), "{kind:?}");
        // The name in the table is the one that serde writes.
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name(), "{kind:?}");
    }
}

#[test]
fn names_keys_and_labels_are_unique_and_plain() {
    let mut names = BTreeSet::new();
    for rule in RULES {
        assert!(names.insert(rule.name), "{}", rule.name);
        assert_eq!(serde_json::to_value(rule.id).unwrap(), rule.name);
        assert!(
            rule.key.chars().all(|c| c.is_ascii_alphanumeric()),
            "message keys are letters and digits: {}",
            rule.key
        );
        assert!(rule.summary.ends_with('.') && !rule.label.is_empty(), "{}", rule.name);
        for kind in rule.kinds {
            assert!(names.insert(kind.name), "{}", kind.name);
            assert!(kind.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", kind.name);
        }
    }
    let labels: BTreeSet<&str> =
        RULES.iter().flat_map(|rule| rule.kinds.iter().map(|kind| kind.label).chain([rule.label])).collect();
    // "Quotes" is the rule and its direct kind.
    assert!(labels.len() + 1 >= names.len(), "two kinds have one label");
}
