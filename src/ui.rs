//! The extension's own pages and the demo's panel: static HTML shells paint first, and these functions fill them.
//!
//! Built into a WASM module of its own (feature `ui`), which no visited page loads. Every export is called once by the one-line
//! loader of its page. Words come from [`crate::texts`] and the rule table, through [`say`].

mod background;
mod card;
mod change;
mod choices;
mod demo;
mod dom;
mod language;
mod options;
mod panel;
mod popup;
mod sites;
mod situation;
mod store;
mod tab;
mod trial;
mod welcome;

use crate::browser;
use crate::texts;
use js_sys::{Array, Function};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Fills popup.html and keeps it true while it is open.
#[wasm_bindgen]
pub async fn popup() -> Result<(), JsValue> {
    dom::say_shell()?;
    popup::run().await
}

/// Fills panel.html and keeps it true while it is open.
#[wasm_bindgen]
pub async fn panel() -> Result<(), JsValue> {
    dom::say_shell()?;
    panel::run().await
}

/// Fills options.html.
#[wasm_bindgen]
pub async fn options() -> Result<(), JsValue> {
    dom::say_shell()?;
    options::run().await
}

/// Fills welcome.html.
#[wasm_bindgen]
pub async fn welcome() -> Result<(), JsValue> {
    dom::say_shell()?;
    welcome::run().await
}

/// Fills the demo's panel, which speaks of the report in a frame of the page. `changed` is called with the settings after every change,
/// `step` (by, kind) to go from mark to mark; it promises `{nth, of}` or null.
#[wasm_bindgen]
pub fn demo(report: web_sys::Document, changed: Function, step: Function) -> Result<trial::Trial, JsValue> {
    dom::say_shell()?;
    demo::run(report, changed, step)
}

/// What Newsglass says under a message key, in the reader's language; English where there is no extension around (the demo).
fn say(key: &str) -> String {
    message(key, Vec::new())
}

/// Like [`say`], with something put in for `$1`, `$2`.
fn say_with(key: &str, put: &[&str]) -> String {
    message(key, put.iter().map(|text| language::apart(text)).collect())
}

/// Like [`say`], for a text that depends on a number: the number goes in for `$1`. The key is the one without its plural category.
fn say_count(key: &str, count: usize) -> String {
    message(&format!("{key}_{}", language::category(count as f64)), vec![language::number(count as f64)])
}

/// A message of the browser's own, or of our English texts. Also for hands that run in a page of ours (`extension/sample.js`).
#[wasm_bindgen]
pub fn message(key: &str, put: Vec<String>) -> String {
    let substitutions: Array = put.iter().map(|text| JsValue::from_str(text)).collect();
    let translated = browser::api().and_then(|api| api.i18n().get_message(key, &substitutions));
    translated.filter(|text| !text.is_empty()).unwrap_or_else(|| {
        let put: Vec<&str> = put.iter().map(String::as_str).collect();
        texts::put_in(texts::english(key).unwrap_or(key), &put)
    })
}

/// A value as the plain object that messages and storage take. Maps become objects, not `Map`s, which storage would drop.
fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

/// The extension APIs, or an error that says that they are missing.
fn api() -> Result<browser::Api, JsValue> {
    browser::api().ok_or_else(|| JsError::new("this page is not part of the extension").into())
}

/// What an error says, whatever was thrown.
fn message_of(error: &JsValue) -> String {
    let error = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    error.unwrap_or_else(|| say("unknownError"))
}

/// What went wrong, in a sentence. The hands name what they know by its key; what the browser says is its own.
fn failure(error: &str) -> String {
    match texts::english(error) {
        Some(_) => say_with("failed", &[&say(error)]),
        None => say_with("failed", &[error]),
    }
}

/// Hands an error of work that nobody waits for to the page's failure line.
fn report(result: Result<(), JsValue>) {
    if let Err(error) = result {
        let _ = dom::show_failure(&failure(&message_of(&error)));
    }
}
