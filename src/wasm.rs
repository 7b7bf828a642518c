//! The engine's exports: called by the content script's `host.js`, the background and the demo page. wasm32 only.
//!
//! A visited page loads this module, so nothing is in it that only the extension's own parts need: that is in `ui`.

use crate::engine::lexicon;
use crate::engine::tagger::{clusters, model};
use crate::message::Request;
use crate::page::plan as planning;
use js_sys::{Array, JSON, Reflect, Uint32Array};
use serde::Serialize;
use serde_json::Value;
use wasm_bindgen::prelude::*;

/// Longest text, in UTF-16 units, that is analysed on a page's own thread; longer ones go to the background, so that no task of ours
/// holds the page for 50 ms. Measured in Node on a busy machine: 1.5 MB a second.
const FITS: u32 = 50_000;

/// Gets one part of the engine ready, so that the first plan need not do it all in one go: call it in tasks of their own, with 0, 1, …,
/// until it answers false.
#[wasm_bindgen]
pub fn warm(part: u32) -> bool {
    match part {
        0 => drop(lexicon::lexicon()),
        1 => drop(model::tagger()),
        2 => drop(clusters::clusters()),
        _ => return false,
    }
    true
}

/// Whether a text of this many UTF-16 units may be analysed on the page's own thread.
#[wasm_bindgen]
pub fn fits(units: u32) -> bool {
    units <= FITS
}

/// Makes the plan of a page: a `Request` in, a `Plan` out (see `message.rs`). The error is a string that names what is wrong.
#[wasm_bindgen]
pub fn plan(request: &JsValue) -> Result<JsValue, JsValue> {
    // Field by field: a general reader of JavaScript values is 30 KB more, and slower with the thousands of numbers.
    let field = |name: &str| Reflect::get(request, &name.into());
    let text = |name: &str| Ok::<_, JsValue>(field(name)?.as_string().unwrap_or_default());
    let texts = |name: &str| {
        let list = field(name)?
            .dyn_into::<Array>()
            .map_err(|_| JsValue::from_str(&format!("The request's “{name}” is not an array.")))?;
        Ok::<_, JsValue>(list.iter().map(|item| item.as_string().unwrap_or_default()).collect())
    };
    out(&planning::plan(Request {
        url: text("url")?,
        ops: Uint32Array::new(&field("ops")?).to_vec(),
        strings: texts("strings")?,
        text: text("text")?,
        settings: value(&field("settings")?),
        asked: field("asked")?.is_truthy(),
        backgrounds: texts("backgrounds")?,
        ink: text("ink")?,
    }))
}

/// A JavaScript value as JSON; what JSON cannot say is null.
fn value(value: &JsValue) -> Value {
    let text = JSON::stringify(value).ok().and_then(|text| text.as_string());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// A plain object, which storage and messages take.
fn out(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let text = serde_json::to_string(value).map_err(|error| JsValue::from_str(&error.to_string()))?;
    JSON::parse(&text)
}
