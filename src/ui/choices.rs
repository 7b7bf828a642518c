//! The switches that popup, options, welcome page and demo share: the master switch, one for each rule of the table, its kinds.

use super::change::kind_label;
use super::language::number;
use super::store::Store;
use super::{dom, say, say_count, say_with};
use crate::engine::rule::{KindDeclaration, Rule, RuleId};
use crate::engine::rules::{RULES, custom};
use crate::message::{PageState, Status};
use crate::page::style;
use crate::settings::{Problem, Settings, Strength};
use crate::texts::{kind_key, summary_key};
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// How a rule's kinds are shown under its switch.
#[derive(Clone, Copy, PartialEq)]
pub enum Kinds {
    /// As a quiet line with their counts.
    Line,
    /// Each with a box of its own, and the rule with its summary.
    Switches,
}

/// Builds the switches of all rules into a list.
pub fn build(list: &Element, kinds: Kinds) -> Result<(), JsValue> {
    list.set_text_content(None);
    for rule in RULES {
        dom::fill(list, &[row(rule, kinds)?])?;
    }
    list.remove_attribute("aria-busy")
}

/// One rule: label, count and switch in a line, its kinds under it.
fn row(rule: &Rule, kinds: Kinds) -> Result<Element, JsValue> {
    let quiet = format!("kinds-{}", rule.name);
    let switch = dom::element(
        "input",
        &[("type", "checkbox"), ("role", "switch"), ("data-rule", rule.name), ("aria-describedby", &quiet)],
    )?;
    let name = dom::text("span", &[("class", "name")], &say(rule.key))?;
    let count = dom::element("span", &[("class", "count"), ("data-count", rule.name)])?;
    let line =
        dom::group("label", &[("class", "switch"), ("title", &say(&summary_key(rule)))], &[name, count, switch])?;
    let mut parts = vec![line];
    // The popup has no room for sentences, and only reads them aloud.
    let class = if kinds == Kinds::Line { "unseen" } else { "quiet" };
    parts.push(dom::text("p", &[("class", class), ("id", &quiet)], &say(&summary_key(rule)))?);
    if !rule.kinds.is_empty() {
        parts.push(match kinds {
            Kinds::Line => {
                let samples =
                    rule.kinds.iter().map(|kind| sample_with_count(rule, kind)).collect::<Result<Vec<_>, _>>()?;
                dom::group(
                    "div",
                    &[("class", "kinds quiet"), ("role", "group"), ("aria-label", &say(rule.key))],
                    &samples,
                )?
            }
            Kinds::Switches => {
                let boxes = rule.kinds.iter().map(|kind| kind_switch(rule, kind)).collect::<Result<Vec<_>, _>>()?;
                dom::group("div", &[("class", "kinds"), ("role", "group"), ("aria-label", &say(rule.key))], &boxes)?
            }
        });
    }
    dom::group("li", &[("class", "rule")], &parts)
}

/// A kind's label, painted as the kind is on a page: the legend is the thing itself. [`dress`] paints it.
fn sample(rule: &Rule, kind: &KindDeclaration) -> Result<Element, JsValue> {
    dom::text("span", &[("class", "sample"), ("data-sample", kind.name)], &say(&kind_key(rule, kind)))
}

/// Paints all samples as strongly as marks are painted.
fn dress(settings: &Settings) -> Result<(), JsValue> {
    let strength = settings.strength;
    let css: String = [false, true]
        .map(|dark| {
            let kinds = RULES.iter().flat_map(|rule| rule.kinds.iter().map(|kind| (rule.id, kind)));
            let rules: String = kinds
                .map(|(rule, kind)| {
                    let chosen = settings.colour(kind.name);
                    let css = style::declarations(rule, &kind.look, dark, strength, chosen);
                    format!("[data-sample={}]{{{css}}}", kind.name)
                })
                .chain(settings.own.iter().enumerate().map(|(number, set)| {
                    let own = &custom::RULE.kinds[0];
                    let chosen = set.colour.as_deref().or(settings.colour(own.name));
                    let css = style::declarations(RuleId::Custom, &own.look, dark, strength, chosen);
                    format!("[data-sample=\"set-{number}\"]{{{css}}}")
                }))
                .collect();
            if dark { format!("@media(prefers-color-scheme:dark){{{rules}}}") } else { rules }
        })
        .concat();
    let sheet = match dom::find("#samples") {
        Ok(sheet) => sheet,
        Err(_) => {
            let sheet = dom::element("style", &[("id", "samples")])?;
            dom::fill(&dom::find("head")?, std::slice::from_ref(&sheet))?;
            sheet
        }
    };
    dom::set_text(&sheet, &css);
    Ok(())
}

/// A kind with its count: a button that goes to the next such mark.
fn sample_with_count(rule: &Rule, kind: &KindDeclaration) -> Result<Element, JsValue> {
    let count = dom::element("span", &[("class", "count"), ("data-count-kind", kind.name)])?;
    let label = say_with("step", &[&say(&kind_key(rule, kind))]);
    let attributes =
        [("class", "kind"), ("type", "button"), ("data-shown", kind.name), ("data-step", kind.name), ("title", &label)];
    dom::group("button", &attributes, &[sample(rule, kind)?, count])
}

/// The three strengths, as buttons of which one is pressed.
pub fn strengths() -> Result<(), JsValue> {
    let place = dom::find("#strength")?;
    let buttons = Strength::ALL.map(|(strength, name)| {
        let label = match strength {
            Strength::Whisper => say("whisper"),
            Strength::Normal => say("normal"),
            Strength::Marker => say("marker"),
        };
        dom::text("button", &[("type", "button"), ("data-strength", name)], &label)
    });
    let buttons = buttons.into_iter().collect::<Result<Vec<_>, _>>()?;
    place.set_text_content(None);
    dom::fill(&place, &buttons)
}

/// Takes over a click on one of the strengths; false if it was none of them.
pub fn clicked(button: &Element, store: &Store) -> bool {
    let name = button.get_attribute("data-strength");
    let chosen = name.and_then(|name| Strength::ALL.into_iter().find(|(_, known)| *known == name));
    if let Some((strength, _)) = chosen {
        store.change(|settings| settings.strength = strength);
    }
    chosen.is_some()
}

/// Takes over a click on a kind: which one to go to.
pub fn stepped(button: &Element) -> Option<String> {
    button.get_attribute("data-step")
}

/// Where a step has led: "Persons: 3 of 12".
pub fn show_step(kind: &str, nth: usize, of: usize) -> Result<(), JsValue> {
    let text = say_with("stepAt", &[&kind_label(kind), &number(nth as f64), &number(of as f64)]);
    dom::set_text(&dom::find("#step-at")?, &text);
    let stepper = dom::find("#stepper")?;
    stepper.set_attribute("data-kind", kind)?;
    dom::show(&stepper, true);
    Ok(())
}

/// Which kind the stepper steps through, and to which side a button of it goes.
pub fn stepper(button: &Element) -> Option<(String, i32)> {
    let by = match button.id().as_str() {
        "step-back" => -1,
        "step-on" => 1,
        _ => return None,
    };
    Some((button.closest("#stepper").ok()??.get_attribute("data-kind")?, by))
}

fn kind_switch(rule: &Rule, kind: &KindDeclaration) -> Result<Element, JsValue> {
    let input = dom::element("input", &[("type", "checkbox"), ("data-kind", kind.name)])?;
    let switch = dom::group("label", &[("class", "kind")], &[input, sample(rule, kind)?])?;
    let label = say_with("colourOf", &[&say(&kind_key(rule, kind))]);
    let colour = [("type", "color"), ("data-colour", kind.name), ("aria-label", &label), ("title", &label)];
    dom::group("span", &[("class", "kind-row")], &[switch, dom::element("input", &colour)?])
}

/// All kinds as they look, by rule; what folds is left out.
pub fn legend(list: &Element) -> Result<(), JsValue> {
    list.set_text_content(None);
    for rule in RULES.iter().filter(|rule| !rule.kinds.is_empty()) {
        let mut parts = vec![dom::text("span", &[("class", "name")], &say(rule.key))?];
        for kind in rule.kinds {
            parts.push(sample(rule, kind)?);
        }
        dom::fill(list, &[dom::group("li", &[], &parts)?])?;
    }
    list.remove_attribute("aria-busy")
}

/// Sets all switches as the settings have them, and the counts of a page that was read.
pub fn show(settings: &Settings, state: Option<&PageState>) -> Result<(), JsValue> {
    dress(settings)?;
    for (strength, name) in Strength::ALL {
        for button in dom::find_all(&format!("[data-strength={name}]"))? {
            button.set_attribute("aria-pressed", if settings.strength == strength { "true" } else { "false" })?;
        }
    }
    for master in dom::find_all("#enabled")? {
        dom::set_checked(&master, settings.enabled);
    }
    let read = state.filter(|state| state.status == Status::Marked);
    for rule in RULES {
        let on = settings.has(rule.id);
        for switch in dom::find_all(&format!("input[data-rule={}]", rule.name))? {
            dom::set_checked(&switch, on);
        }
        // Without own words there is nothing to switch.
        if rule.id == RuleId::Custom {
            for row in dom::find_all(&format!(".rule:has([data-rule={}])", rule.name))? {
                dom::show(&row, settings.own.iter().any(|set| !set.entries.is_empty()));
            }
        }
        let found = read.and_then(|state| state.rules.iter().find(|count| count.rule == rule.name)).filter(|_| on);
        for place in dom::find_all(&format!("[data-count={}]", rule.name))? {
            dom::set_text(&place, &found.map_or(String::new(), |found| number(found.count as f64)));
            let different = read.filter(|state| rule.name == "actors" && state.actors > 0);
            let title = different.map(|state| say_count("different", state.actors)).unwrap_or_default();
            place.set_attribute("title", &title)?;
        }
        for kind in rule.kinds {
            let shown = !settings.hidden_kinds.iter().any(|hidden| hidden == kind.name);
            let count =
                found.map(|found| found.kinds.iter().find(|(name, _)| name == kind.name).map_or(0, |&(_, n)| n));
            show_kind(kind, on && shown, count.filter(|_| shown))?;
            for field in dom::find_all(&format!("[data-colour={}]", kind.name))? {
                dom::set_value(&field, settings.colour(kind.name).unwrap_or(kind.look.light));
            }
            for switch in dom::find_all(&format!("input[data-kind={}]", kind.name))? {
                dom::set_checked(&switch, shown);
            }
        }
    }
    Ok(())
}

/// A kind in the quiet line: how many there are, or that it is not painted.
fn show_kind(kind: &KindDeclaration, painted: bool, count: Option<usize>) -> Result<(), JsValue> {
    for place in dom::find_all(&format!("[data-count-kind={}]", kind.name))? {
        let count = count.filter(|&count| count > 0);
        dom::set_text(&place, &count.map_or(String::new(), |count| number(count as f64)));
    }
    for place in dom::find_all(&format!("[data-shown={}]", kind.name))? {
        place.class_list().toggle_with_force("none", !painted || count == Some(0))?;
        place.class_list().toggle_with_force("unpainted", !painted)?;
        place.toggle_attribute_with_force("disabled", !painted || count.is_none_or(|count| count == 0))?;
    }
    Ok(())
}

/// Takes over what the reader did with one of the switches; false if it was none of them.
pub fn changed(switch: &Element, store: &Store) -> bool {
    let on = dom::is_checked(switch);
    if switch.id() == "enabled" {
        store.change(|settings| settings.enabled = on);
    } else if let Some(rule) = switch.get_attribute("data-rule") {
        store.change(|settings| {
            settings.rules.insert(rule, on);
        });
    } else if let Some(kind) = switch.get_attribute("data-kind") {
        store.change(|settings| {
            settings.hidden_kinds.retain(|hidden| *hidden != kind);
            if !on {
                settings.hidden_kinds.push(kind);
            }
        });
    } else if let Some(kind) = switch.get_attribute("data-colour") {
        let colour = dom::value(switch);
        store.change(|settings| drop(settings.colours.insert(kind, colour)));
    } else {
        return false;
    }
    true
}

/// The beginning of a text that somebody else may have written.
pub fn short(text: &str) -> String {
    let mut short: String = text.chars().take(80).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Shows what could not be read of the stored settings, and what was done.
pub fn show_warnings(store: &Store, more: &[Problem]) -> Result<(), JsValue> {
    let place = dom::find("#warnings")?;
    let own = store.warnings();
    let all: Vec<&Problem> = own.iter().chain(more.iter().filter(|text| !own.contains(text))).collect();
    place.set_text_content(None);
    dom::show(&place, !all.is_empty());
    if all.is_empty() {
        return Ok(());
    }
    let told = |problem: &Problem| match problem.path.as_str() {
        "" => say_with("warningOfAll", &[&say(&problem.why)]),
        path => say_with("warningOf", &[&short(path), &say(&problem.why)]),
    };
    let items = all.iter().take(20).map(|problem| dom::text("li", &[], &told(problem)));
    let items = items.collect::<Result<Vec<_>, _>>()?;
    dom::fill(
        &place,
        &[
            dom::text("h2", &[], &say("warningsHeading"))?,
            dom::group("ul", &[], &items)?,
            dom::text("p", &[], &say("warningsKept"))?,
        ],
    )
}
