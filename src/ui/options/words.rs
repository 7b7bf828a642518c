//! The sets of own words: switched, named, coloured, filled by hand, by pasting or from a table.

use super::super::store::Store;
use super::super::{choices, dom, report, say, say_with};
use super::{show_done, step};
use crate::engine::rules::custom::{Entry, RULE, Set};
use crate::settings::{Settings, file, list};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Bad lines that are shown; more are counted.
const MOST: usize = 100;

thread_local! {
    /// The entries that each set's field stands for: a field is written anew only when somebody else changed them.
    static SHOWN: RefCell<Vec<Vec<Entry>>> = RefCell::default();
}

/// The name of a set; that of "Always mark" has none of its own.
fn name_of(set: &Set) -> String {
    if set.name.is_empty() { say("setAlways") } else { set.name.clone() }
}

/// Shows the sets. What is there already stays the same element, so that the keyboard's place and what is being written are not lost.
pub fn show(settings: &Settings) -> Result<(), JsValue> {
    let list = dom::find("#words")?;
    dom::show(&dom::find("#words-none")?, settings.own.is_empty());
    let there = dom::find_all("#words > li")?.len();
    if there != settings.own.len() {
        list.set_text_content(None);
        SHOWN.set(vec![Vec::new(); settings.own.len()]);
        for number in 0..settings.own.len() {
            dom::fill(&list, &[row(number)?])?;
        }
    }
    for (number, set) in settings.own.iter().enumerate() {
        fill(number, set, settings)?;
    }
    Ok(())
}

/// One set, yet empty.
fn row(number: usize) -> Result<Element, JsValue> {
    let n = number.to_string();
    let field = |tag: &str, kind: &str, what: &str| {
        let mut attributes = vec![("data-set", n.as_str()), ("data-field", what)];
        if !kind.is_empty() {
            attributes.push(("type", kind));
        }
        dom::element(tag, &attributes)
    };
    let labelled = |class: &str, label: &str, field: Element, before: bool| {
        let label = dom::text("span", &[], label)?;
        let parts = if before { [field, label] } else { [label, field] };
        dom::group("label", &[("class", class)], &parts)
    };
    let body_id = format!("set-{number}");
    let switch = field("input", "checkbox", "on")?;
    switch.set_attribute("role", "switch")?;
    let button = |act: &str, text: &str| dom::text("button", &[("type", "button"), (act, n.as_str())], text);
    let open = button("data-open-set", &say("edit"))?;
    open.set_attribute("aria-expanded", "false")?;
    open.set_attribute("aria-controls", &body_id)?;
    let sample = format!("set-{number}");
    let head = dom::group(
        "div",
        &[("class", "head")],
        &[
            dom::group(
                "span",
                &[("class", "name")],
                &[dom::element("bdi", &[("class", "sample"), ("data-sample", &sample), ("data-name", &n)])?],
            )?,
            dom::element("span", &[("class", "quiet"), ("data-holds", &n)])?,
            switch,
            open,
            button("data-remove-set", &say("remove"))?,
        ],
    )?;
    let import = dom::group(
        "label",
        &[("class", "button")],
        &[dom::text("span", &[], &say("setImport"))?, {
            let input = field("input", "file", "table")?;
            input.set_attribute("class", "unseen")?;
            input.set_attribute("accept", ".csv,.tsv,.txt,text/csv,text/plain")?;
            input
        }],
    )?;
    let area = field("textarea", "", "entries")?;
    for (name, value) in [("spellcheck", "false"), ("wrap", "off"), ("autocomplete", "off"), ("dir", "auto")] {
        area.set_attribute(name, value)?;
    }
    let help = format!("set-help-{number}");
    area.set_attribute("aria-describedby", &help)?;
    let body = dom::group(
        "div",
        &[("class", "body"), ("id", &body_id), ("hidden", "")],
        &[
            dom::group(
                "div",
                &[("class", "line")],
                &[
                    labelled("", &say("setName"), field("input", "text", "name")?, false)?,
                    labelled("", &say("colour"), field("input", "color", "colour")?, false)?,
                    labelled("", &say("setWhole"), field("input", "checkbox", "whole")?, true)?,
                    labelled("", &say("setCase"), field("input", "checkbox", "case")?, true)?,
                ],
            )?,
            dom::group(
                "div",
                &[("class", "line")],
                &[labelled("note-text", &say("setNote"), field("input", "text", "note")?, false)?],
            )?,
            labelled("", &say("setWords"), area, false)?,
            dom::text("p", &[("class", "quiet"), ("id", &help)], &say("setWordsHelp"))?,
            dom::group("div", &[("class", "line")], &[import])?,
            dom::element("div", &[("class", "wrong"), ("role", "alert"), ("data-wrong", &n), ("hidden", "")])?,
        ],
    )?;
    dom::group("li", &[], &[head, body])
}

fn field(number: usize, what: &str) -> Result<Element, JsValue> {
    dom::find(&format!("[data-set=\"{number}\"][data-field={what}]"))
}

fn fill(number: usize, set: &Set, settings: &Settings) -> Result<(), JsValue> {
    let name = name_of(set);
    dom::set_text(&dom::find(&format!("[data-name=\"{number}\"]"))?, &name);
    let patterns = set.entries.iter().filter(|entry| entry.pattern).count();
    let holds = say_with("setHolds", &[&(set.entries.len() - patterns).to_string(), &patterns.to_string()]);
    dom::set_text(&dom::find(&format!("[data-holds=\"{number}\"]"))?, &holds);
    for (what, on) in [("on", set.on), ("whole", set.whole), ("case", set.case)] {
        dom::set_checked(&field(number, what)?, on);
    }
    field(number, "on")?.set_attribute("aria-label", &say_with("setOn", &[&name]))?;
    dom::set_value(&field(number, "name")?, &set.name);
    dom::set_value(&field(number, "note")?, &set.note);
    let kind = &RULE.kinds[0];
    let colour = set.colour.as_deref().or(settings.colour(kind.name)).unwrap_or(kind.look.light);
    dom::set_value(&field(number, "colour")?, colour);
    for (act, label) in
        [("data-open-set", say_with("setEdit", &[&name])), ("data-remove-set", say_with("setRemove", &[&name]))]
    {
        let button = dom::find(&format!("[{act}=\"{number}\"]"))?;
        button.set_attribute("aria-label", &label)?;
        button.set_attribute("title", &label)?;
    }
    let same = SHOWN.with_borrow(|shown| shown.get(number) == Some(&set.entries));
    if !same {
        dom::set_value(&field(number, "entries")?, &list::write(&set.entries));
        SHOWN.with_borrow_mut(|shown| shown.get_mut(number).map(|shown| shown.clone_from(&set.entries)));
    }
    Ok(())
}

/// Takes over a click on one of the sets' buttons.
pub fn clicked(button: &Element, store: &Store) -> bool {
    let number = |act: &str| button.get_attribute(act).and_then(|number| number.parse::<usize>().ok());
    if let Some(number) = number("data-open-set") {
        let open = button.get_attribute("aria-expanded").as_deref() != Some("true");
        report(unfold(number, open));
    } else if let Some(number) = number("data-remove-set").filter(|&number| number < store.settings().own.len()) {
        let name = name_of(&store.settings().own[number]);
        step(store, &say_with("setRemoved", &[&name]), |settings| drop(settings.own.remove(number)));
        // The button is gone: the keyboard goes on from the list.
        let _ = dom::focus("#words-heading");
    } else if button.id() == "set-add" {
        let number = store.settings().own.len();
        let taken = |name: &String| store.settings().own.iter().any(|set| set.name == *name);
        let name = (number + 1..).map(|n| say_with("setNew", &[&n.to_string()])).find(|name| !taken(name));
        store.change(|settings| settings.own.push(Set { name: name.unwrap_or_default(), ..Set::default() }));
        report(unfold(number, true).and_then(|()| dom::focus(&format!("[data-set=\"{number}\"][data-field=entries]"))));
    } else {
        return false;
    }
    true
}

fn unfold(number: usize, open: bool) -> Result<(), JsValue> {
    let button = dom::find(&format!("[data-open-set=\"{number}\"]"))?;
    button.set_attribute("aria-expanded", if open { "true" } else { "false" })?;
    dom::find(&format!("#set-{number}")).map(|body| dom::show(&body, open))
}

/// Takes over what was done to a field of a set.
pub fn changed(input: &Element, store: &Store) -> bool {
    let number = input.get_attribute("data-set").and_then(|number| number.parse::<usize>().ok());
    let (Some(number), Some(what)) = (number, input.get_attribute("data-field")) else { return false };
    let Some(set) = store.settings().own.get(number).cloned() else { return false };
    let (on, text) = (dom::is_checked(input), dom::value(input));
    let mut new = set.clone();
    match what.as_str() {
        "on" => new.on = on,
        "whole" => new.whole = on,
        "case" => new.case = on,
        "name" => new.name = text.trim().to_owned(),
        "note" => new.note = text.trim().to_owned(),
        "colour" => new.colour = Some(text),
        "entries" => {
            let read = list::read(&text, &set);
            report(show_bad(number, &read.bad));
            new.entries = read.entries;
            // The field keeps what was written, with its bad lines.
            SHOWN.with_borrow_mut(|shown| shown.get_mut(number).map(|shown| shown.clone_from(&new.entries)));
        }
        "table" => {
            import(input, number, store);
            return true;
        }
        _ => return false,
    }
    if fits(store, number, &new) {
        store.change(|settings| settings.own[number] = new);
    }
    true
}

/// Whether the settings with this set are short enough to be kept; says so if they are not.
fn fits(store: &Store, number: usize, new: &Set) -> bool {
    let mut settings = store.settings();
    settings.own[number] = new.clone();
    let fits = serde_json::to_string(&settings).is_ok_and(|text| text.len() <= file::LARGEST);
    if !fits {
        report(show_done(&say("setTooLarge"), false));
    }
    fits
}

/// Adds what a table holds to a set.
fn import(input: &Element, number: usize, store: &Store) {
    let Some(chosen) = dom::chosen_file(input) else { return };
    let store = store.clone();
    spawn_local(async move {
        let name = choices::short(&chosen.name());
        if chosen.size() > file::LARGEST as f64 {
            return report(show_done(&say("setTooLarge"), false));
        }
        let bytes = match dom::bytes(&chosen).await {
            Ok(bytes) => bytes,
            Err(error) => return report(Err(error)),
        };
        let Some(mut set) = store.settings().own.get(number).cloned() else { return };
        let read = list::read_table(&list::decode(&bytes), &set);
        report(show_bad(number, &read.bad));
        let there: std::collections::HashSet<_> = set.entries.iter().map(|e| (e.text.clone(), e.pattern)).collect();
        let found = read.entries.len() + read.again;
        let new: Vec<Entry> =
            read.entries.into_iter().filter(|entry| !there.contains(&(entry.text.clone(), entry.pattern))).collect();
        let (added, again) = (new.len(), found - new.len());
        set.entries.extend(new);
        if fits(&store, number, &set) {
            let said = say_with("setImported", &[&name, &added.to_string(), &again.to_string()]);
            step(&store, &said, |settings| settings.own[number] = set);
        }
    });
}

/// Names the lines that were left out, and why.
fn show_bad(number: usize, bad: &[list::Bad]) -> Result<(), JsValue> {
    let place = dom::find(&format!("[data-wrong=\"{number}\"]"))?;
    place.set_text_content(None);
    dom::show(&place, !bad.is_empty());
    if bad.is_empty() {
        return Ok(());
    }
    let line = |bad: &list::Bad| {
        let put = [&bad.line.to_string(), &bad.column.to_string(), &bad.text, &say(bad.why)];
        dom::text("li", &[], &say_with("badLine", &put.map(String::as_str)))
    };
    let mut lines = bad.iter().take(MOST).map(line).collect::<Result<Vec<_>, _>>()?;
    if bad.len() > MOST {
        let more = (bad.len() - MOST).to_string();
        lines.push(dom::text("li", &[], &say_with("importMore", &[&more, &say("andMore")]))?);
    }
    let head = dom::text("p", &[], &say_with("setLeftOut", &[&bad.len().to_string()]))?;
    dom::fill(&place, &[head, dom::group("ul", &[], &lines)?])
}
