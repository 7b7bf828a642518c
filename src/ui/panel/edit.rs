//! The form that renames, merges, re-kinds or hides an actor on this site.

use super::super::{change, dom, report, say, say_with};
use super::{Panel, exception};
use crate::engine::rule::{Kind, RuleId};
use crate::engine::rules::RULES;
use crate::panel::Actor;
use serde_json::json;
use wasm_bindgen::prelude::*;

/// Opens it for the actor of a row.
pub fn open(panel: &Panel, key: &str) -> Result<(), JsValue> {
    let whole = panel.whole.borrow();
    let Some(actor) = named(&whole.actors, key) else { return Ok(()) };
    let edit = dom::find("#edit")?;
    edit.set_attribute("data-key", key)?;
    edit.set_attribute("data-name", &actor.name)?;
    edit.set_attribute("data-kind", &actor.kind)?;
    dom::set_text(&dom::find("#edit-heading")?, &say_with("changeActor", &[&actor.name]));
    dom::set_value(&dom::find("#edit-name")?, &actor.name);
    let kinds = dom::find("#edit-kind")?;
    kinds.set_text_content(None);
    for kind in RULES.iter().filter(|rule| rule.id == RuleId::Actors).flat_map(|rule| rule.kinds) {
        // What is a role is nobody's name, and no name is a role.
        if (kind.kind == Kind::Role) == (actor.kind == Kind::Role.name()) || kind.name == actor.kind {
            dom::fill(&kinds, &[option(kind.name, &change::kind_label(kind.name), kind.name == actor.kind)?])?;
        }
    }
    let same = dom::find("#edit-same")?;
    same.set_text_content(None);
    dom::fill(&same, &[option("", &say("actorNobody"), true)?])?;
    for other in whole.actors.iter().filter(|other| other.name != actor.name) {
        dom::fill(&same, &[option(&other.name, &other.name, false)?])?;
    }
    dom::show(&edit, true);
    edit.scroll_into_view_with_bool(true);
    dom::focus("#edit-name")
}

fn option(value: &str, text: &str, selected: bool) -> Result<web_sys::Element, JsValue> {
    let option = dom::text("option", &[("value", value)], text)?;
    if selected {
        option.set_attribute("selected", "")?;
    }
    Ok(option)
}

fn named<'a>(actors: &'a [Actor], key: &str) -> Option<&'a Actor> {
    actors.iter().find(|actor| actor.keys.first().is_some_and(|first| first == key))
}

/// Does what it says, as one change.
pub fn save(panel: &Panel) -> Result<(), JsValue> {
    let (name, kind) = subject()?;
    let mut wanted = exception(panel, &kind, &name);
    let (called, becomes, same) = (
        dom::value(&dom::find("#edit-name")?),
        dom::value(&dom::find("#edit-kind")?),
        dom::value(&dom::find("#edit-same")?),
    );
    // Whoever is somebody else has the other's name and kind.
    let called = if same.is_empty() { called.trim().to_owned() } else { same.clone() };
    if !called.is_empty() && called != name {
        wanted["called"] = json!(called);
    }
    if same.is_empty() && !becomes.is_empty() && becomes != kind {
        wanted["becomes"] = json!(becomes);
    }
    let changed = wanted.get("called").is_some() || wanted.get("becomes").is_some();
    close(true);
    if changed {
        panel.change(&json!({ "add": wanted }));
    }
    Ok(())
}

/// Hides the actor on this site, under all its kinds.
pub fn hide(panel: &Panel) -> Result<(), JsValue> {
    let (name, _) = subject()?;
    close(false);
    panel.change(&json!({ "add": { "site": panel.site(), "name": name } }));
    dom::focus("#undo")
}

/// Name and kind of whom it speaks of.
fn subject() -> Result<(String, String), JsValue> {
    let edit = dom::find("#edit")?;
    let of = |name: &str| edit.get_attribute(name).unwrap_or_default();
    Ok((of("data-name"), of("data-kind")))
}

/// Closes it; `back` puts the focus where it came from.
pub fn close(back: bool) {
    let closed = (|| {
        let edit = dom::find("#edit")?;
        dom::show(&edit, false);
        let key = edit.get_attribute("data-key").unwrap_or_default();
        for button in dom::find_all("[data-change]")? {
            if back && button.get_attribute("data-change").is_some_and(|known| known == key) {
                button.dyn_into::<web_sys::HtmlElement>()?.focus()?;
                break;
            }
        }
        Ok(())
    })();
    report(closed);
}
