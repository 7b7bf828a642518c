//! The engine's exports: called by the content script's `host.js`, the background and the demo page. wasm32 only.

use crate::message::Request;
use crate::page::{plan as planning, policy};
use crate::settings::{Settings, SiteChoice};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// Longest text, in UTF-16 units, that is analysed on a page's own thread; longer ones go to the background, so that no task of ours
/// holds the page for 50 ms.
const FITS: u32 = 100_000;

/// Whether a text of this many UTF-16 units may be analysed on the page's own thread.
#[wasm_bindgen]
pub fn fits(units: u32) -> bool {
    units <= FITS
}

/// Makes the plan of a page: a `Request` in, a `Plan` out (see `message.rs`). The error is a string that names what is wrong.
#[wasm_bindgen]
pub fn plan(request: &JsValue) -> Result<JsValue, JsValue> {
    // The numbers go over in one piece: one by one they would cost more than the analysis.
    let ops = js_sys::Reflect::get(request, &"ops".into())?;
    let ops = js_sys::Uint32Array::new(&ops).to_vec();
    let rest = js_sys::Object::assign(&js_sys::Object::new(), request.unchecked_ref());
    js_sys::Reflect::delete_property(&rest, &"ops".into())?;
    let request: Request = serde_wasm_bindgen::from_value(rest.into())
        .map_err(|error| JsValue::from_str(&format!("The page could not be read: {error}")))?;
    out(&planning::plan(Request { ops, ..request }))
}

/// Whether policies of a page (headers and `meta`) let WebAssembly run in its content scripts without a report to the site.
#[wasm_bindgen]
pub fn allows(policies: Vec<String>) -> bool {
    policy::allows_wasm(policies.iter().map(String::as_str))
}

/// The match patterns of the sites where the reader wants Newsglass to run by itself.
#[wasm_bindgen]
pub fn sites(settings: JsValue) -> Vec<String> {
    let settings = read(settings);
    if settings.everywhere {
        return vec!["*://*/*".to_owned()];
    }
    let always = settings.sites.iter().filter(|&(_, &choice)| choice == SiteChoice::Always);
    always.flat_map(|(host, _)| Settings::patterns(host)).collect()
}

/// The settings with the master switch turned over.
#[wasm_bindgen]
pub fn toggled(settings: JsValue) -> Result<JsValue, JsValue> {
    let settings = read(settings);
    out(&Settings { enabled: !settings.enabled, ..settings })
}

fn read(settings: JsValue) -> Settings {
    let value = serde_wasm_bindgen::from_value(settings).unwrap_or_default();
    Settings::read(&value).0
}

/// Plain objects, never `Map`s, which storage and messages would drop.
fn out(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
