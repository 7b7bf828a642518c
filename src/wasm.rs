//! The engine's exports: called by the content script's `host.js`, the background and the demo page. wasm32 only.
//!
//! A visited page loads this module, so nothing is in it that only the extension's own parts need: that is in `ui`.

use crate::Document;
use crate::engine::rules::RULES;
use crate::engine::tagger::{clusters, model};
use crate::engine::{self, Options, lexicon};
use crate::message::Request;
use crate::page::pace::Pace;
use crate::page::plan as planning;
use js_sys::{Array, JSON, JsString, Reflect, Uint32Array};
use serde::Serialize;
use serde_json::Value;
use std::cell::Cell;
use wasm_bindgen::prelude::*;

/// Texts to warm up with, each of which needs a little more of a rule than those before it: the browser compiles functions when they are first called,
/// and all of a rule at once would hold the page.
const SAMPLES: [&str; 8] = [
    "it",
    "noon",
    "today",
    "a week",
    "It was quiet in the valley.",
    "The mayor of Lisbon, Ana Reis, met the ministry.",
    "On 3 May 2019 about $2.5 million had been lost, and 40 more boats.",
    "“We need them,” she told reporters. Mr Reis called the plan “a mistake”, and the ministry denied it.",
];
/// Lines of the word lists that are read in a few milliseconds; sixteen times as many are all of them.
const LINES: usize = 1_000;

/// Gets one part of the engine ready, so that the first plan need not do it all in one go: call it in tasks of their own, with 0, 1, …,
/// until it answers false. Tables are made, and each rule runs: Chromium compiles code when it is first called.
#[wasm_bindgen]
pub fn warm(part: usize) -> bool {
    const WEIGHTS: usize = 16;
    const CLUSTERS: usize = WEIGHTS + 1;
    const TABLES: usize = CLUSTERS + 1;
    match part {
        0..WEIGHTS => _ = lexicon::prepare(LINES),
        WEIGHTS => _ = model::tagger(),
        CLUSTERS => _ = clusters::clusters(),
        _ => {
            let (rule, sample) = ((part - TABLES) / SAMPLES.len(), (part - TABLES) % SAMPLES.len());
            let (Some(rule), Some(sample)) = (RULES.get(rule), SAMPLES.get(sample)) else { return false };
            engine::analyse(&Document::of_text(sample), &Options::only(&[rule.id]));
        }
    }
    true
}

thread_local! {
    static KNOWN: Cell<Pace> = const { Cell::new(Pace::unknown()) };
}

/// Tells how many milliseconds all parts of [`warm`] took together.
#[wasm_bindgen]
pub fn warmed(took: f64) {
    KNOWN.set(KNOWN.get().warmed(took));
}

/// Tells how many milliseconds the plan of a request took.
#[wasm_bindgen]
pub fn planned(request: &JsValue, took: f64) {
    KNOWN.set(KNOWN.get().planned(size(request), took));
}

/// How much there is to analyse in a request: UTF-16 units of its text, and its nodes, of which one takes as long as some letters.
fn size(request: &JsValue) -> f64 {
    let field = |name: &str| Reflect::get(request, &name.into()).unwrap_or_default();
    let text = field("text").dyn_into::<JsString>().map_or(0, |text| text.length());
    let ops = field("ops").dyn_into::<Array>().map_or(0, |ops| ops.length());
    f64::from(text) + f64::from(ops) / 8.0
}

/// Whether a request may be answered on the page's own thread: it is small enough, and nobody has to look for own words.
#[wasm_bindgen]
pub fn fits(request: &JsValue) -> bool {
    size(request) <= KNOWN.get().most() && !has_own(request)
}

/// Whether the reader has own words: then [`texts`] has what they are looked for in, and the request wants to know where they are.
#[wasm_bindgen]
pub fn has_own(request: &JsValue) -> bool {
    let settings = Reflect::get(request, &"settings".into()).unwrap_or_default();
    ["own", "words"].into_iter().any(|name| {
        let list = Reflect::get(&settings, &name.into()).ok().and_then(|list| list.dyn_into::<Array>().ok());
        list.is_some_and(|list| list.length() > 0)
    })
}

/// The text of a request's page, and where its blocks stand in it (see [`planning::texts`]): `[string, Uint32Array]`.
#[wasm_bindgen]
pub fn texts(request: &JsValue) -> Result<Array, JsValue> {
    let (text, spans) = planning::texts(read(request)?);
    Ok(Array::of2(&text.into(), &Uint32Array::from(spans.as_slice())))
}

/// Makes the plan of a page: a `Request` in, a `Plan` out (see `message.rs`). The error is a string that names what is wrong.
#[wasm_bindgen]
pub fn plan(request: &JsValue) -> Result<JsValue, JsValue> {
    out(&planning::plan(read(request)?))
}

fn read(request: &JsValue) -> Result<Request, JsValue> {
    // Field by field: a general reader of JavaScript values is 30 KB more, and slower with the thousands of numbers.
    let field = |name: &str| Reflect::get(request, &name.into());
    let text = |name: &str| Ok::<_, JsValue>(field(name)?.as_string().unwrap_or_default());
    let texts = |name: &str| {
        let list = field(name)?
            .dyn_into::<Array>()
            .map_err(|_| JsValue::from_str(&format!("The request's “{name}” is not an array.")))?;
        Ok::<_, JsValue>(list.iter().map(|item| item.as_string().unwrap_or_default()).collect())
    };
    Ok(Request {
        url: text("url")?,
        ops: Uint32Array::new(&field("ops")?).to_vec(),
        strings: texts("strings")?,
        text: text("text")?,
        settings: value(&field("settings")?),
        asked: field("asked")?.is_truthy(),
        backgrounds: texts("backgrounds")?,
        ink: text("ink")?,
        inherits: field("inherits")?.is_truthy(),
        own: Uint32Array::new(&field("own")?).to_vec(),
    })
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
