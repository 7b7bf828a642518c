//! Changes of the settings that are asked for on a page, from the card or a context menu, each with its way back.

use super::background::{items, read};
use super::{plain, say, say_with};
use crate::engine::rules::RULES;
use crate::engine::rules::custom::Entry;
use crate::settings::{Exception, Settings};
use crate::texts::kind_key;
use serde::Serialize;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

/// What to tell the reader after a change.
#[derive(Serialize)]
struct Done {
    /// What was done, in a sentence.
    said: String,
    /// The change that takes it back.
    undo: Value,
    /// What the button for that says.
    label: String,
}

/// Makes a change, `{"add": Exception}`, `{"remove": Exception}`, `{"word": text}` or `{"unword": text}`: `{items, done}`, what is to be stored and
/// what to tell the reader.
#[wasm_bindgen]
pub fn changed(stored: JsValue, change: JsValue) -> Result<JsValue, JsValue> {
    let mut settings = read(stored.clone());
    let done = make_in(&mut settings, &serde_wasm_bindgen::from_value(change)?)?;
    let both = js_sys::Object::new();
    js_sys::Reflect::set(&both, &"items".into(), &items(&settings, stored)?)?;
    js_sys::Reflect::set(&both, &"done".into(), &done)?;
    Ok(both.into())
}

/// Makes a change in settings; tells what was done and the way back.
pub fn make_in(settings: &mut Settings, change: &Value) -> Result<JsValue, JsValue> {
    let (said, undo) = make(settings, change).ok_or_else(|| JsError::new("not a change"))?;
    plain(&Done { said, undo, label: say("undo") })
}

/// What was done, in a sentence, and the change that takes it back; `None` where it is no change.
pub fn make(settings: &mut Settings, change: &Value) -> Option<(String, Value)> {
    let words = |key: &str| Some(change.get(key)?.as_str()?.trim().to_owned()).filter(|word| !word.is_empty());
    if let Some(word) = words("word") {
        let entries = &mut settings.always_mark().entries;
        entries.retain(|known| known.text != word || known.pattern);
        entries.push(Entry::word(&word));
        return Some((say_with("wordMarked", &[&word]), json!({ "unword": word })));
    }
    if let Some(word) = words("unword") {
        settings.always_mark().entries.retain(|known| known.text != word || known.pattern);
        settings.own.retain(|set| !set.name.is_empty() || !set.entries.is_empty());
        return Some((say("undone"), json!({ "word": word })));
    }
    let (adding, value) = match (change.get("add"), change.get("remove")) {
        (Some(value), _) => (true, value),
        (_, Some(value)) => (false, value),
        _ => return None,
    };
    let exception = Exception::read(value)?;
    let undo = json!({ if adding { "remove" } else { "add" }: exception });
    let said = if adding { sentence(&exception) } else { say("undone") };
    match exception {
        // What is hidden everywhere has its box in the options.
        Exception { site: None, name: None, becomes: None, called: None, kind: Some(kind) } => {
            settings.hidden_kinds.retain(|hidden| *hidden != kind);
            settings.hidden_kinds.extend(adding.then_some(kind));
        }
        exception => {
            settings.exceptions.retain(|other| *other != exception);
            settings.exceptions.extend(adding.then_some(exception));
        }
    }
    Some((said, undo))
}

/// What an exception means, in a sentence.
pub fn sentence(exception: &Exception) -> String {
    let what = match (&exception.name, &exception.kind) {
        (Some(name), _) => say_with("quoted", &[name]),
        (None, Some(kind)) => kind_label(kind),
        (None, None) => String::new(),
    };
    let site = exception.site.as_deref();
    if let Some(called) = &exception.called {
        let said = match site {
            Some(site) => say_with("calledOn", &[&what, called, site]),
            None => say_with("calledEverywhere", &[&what, called]),
        };
        let becomes = exception.becomes.is_some();
        let rest = Exception { called: None, name: Some(called.clone()), ..exception.clone() };
        return if becomes { format!("{said} {}", sentence(&rest)) } else { said };
    }
    match (&exception.becomes, site) {
        (Some(kind), Some(site)) => say_with("becomesOn", &[&what, &kind_label(kind), site]),
        (Some(kind), None) => say_with("becomesEverywhere", &[&what, &kind_label(kind)]),
        (None, Some(site)) => say_with("unmarkedOn", &[&what, site]),
        (None, None) => say_with("unmarkedEverywhere", &[&what]),
    }
}

/// The label of a kind, by name; the name itself for one that there is not.
pub fn kind_label(name: &str) -> String {
    let of = |rule: &&crate::engine::rule::Rule| {
        rule.kinds.iter().find(|kind| kind.name == name).map(|kind| say(&kind_key(rule, kind)))
    };
    RULES.iter().find_map(of).unwrap_or_else(|| name.to_owned())
}
