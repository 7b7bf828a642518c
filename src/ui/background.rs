//! What the background asks: policies, sites, the master switch. Here and not beside the engine, because no visited page needs it.

use super::plain;
use super::store::REPLACED;
use crate::engine::rules::custom::Search;
use crate::page::{plan, policy};
use crate::settings::{Settings, Site, SiteChoice, sync};
use js_sys::JSON;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Whether policies of a page (headers and `meta`) let WebAssembly run in its content scripts without a report to the site.
#[wasm_bindgen]
pub fn allows(policies: Vec<String>) -> bool {
    policy::allows_wasm(policies.iter().map(String::as_str))
}

/// Where the reader wants Newsglass to run by itself: pairs of a match pattern, one after the other, of the pages and of the permission that
/// they need.
#[wasm_bindgen]
pub fn sites(settings: JsValue) -> Vec<String> {
    let settings = read(settings);
    // The single sites as well: they stay where the browser's own settings take the permission for all sites away.
    let everywhere = settings.everywhere.then(|| ["*://*/*"; 2].map(str::to_owned));
    let always = settings.sites.iter().filter(|&(_, &choice)| choice == SiteChoice::Always);
    let always = always.filter_map(|(site, _)| Site::read(site).ok());
    let pairs = always.flat_map(|site| site.patterns().into_iter().zip(site.origins()).map(<[String; 2]>::from));
    everywhere.into_iter().chain(pairs).flatten().collect()
}

thread_local! {
    /// The sets that were looked for last, ready; pages come one after the other with the same ones. Gone when the background is stopped.
    static READY: RefCell<(String, Rc<Search>)> = RefCell::default();
}

/// Finds the reader's own words in what the engine's `texts` gives; for the request's `own`.
#[wasm_bindgen]
pub fn own(settings: &JsValue, text: &str, spans: &[u32]) -> Vec<u32> {
    let written = JSON::stringify(settings).ok().and_then(|text| text.as_string()).unwrap_or_default();
    let ready = READY.with_borrow(|(known, search)| (*known == written).then(|| search.clone()));
    let search = ready.unwrap_or_else(|| {
        let settings = serde_json::from_str(&written).unwrap_or_default();
        let search = Rc::new(Search::new(Settings::read(&settings).0.own()));
        READY.set((written, search.clone()));
        search
    });
    plan::own(&search, text, spans)
}

/// What goes into the browser's account, or undefined where the reader wants nothing there.
#[wasm_bindgen]
pub fn to_sync(settings: JsValue) -> Result<JsValue, JsValue> {
    let settings = read(settings);
    if settings.sync { plain(&sync::write(&settings)) } else { Ok(JsValue::UNDEFINED) }
}

/// What is to be stored when another device put this there, or undefined where it changes nothing or the reader wants none of it.
#[wasm_bindgen]
pub fn from_sync(stored: JsValue, item: JsValue) -> Result<JsValue, JsValue> {
    let settings = read(stored.clone());
    let taken = sync::read(&settings, &serde_wasm_bindgen::from_value(item)?);
    if settings.sync && taken != settings { items(&taken, stored) } else { Ok(JsValue::UNDEFINED) }
}

/// What is to be stored with the master switch turned over.
#[wasm_bindgen]
pub fn toggled(stored: JsValue) -> Result<JsValue, JsValue> {
    let settings = read(stored.clone());
    items(&Settings { enabled: !settings.enabled, ..settings }, stored)
}

/// What is to be stored: the settings, and what they take the place of where that could not be read whole.
pub fn items(settings: &Settings, stored: JsValue) -> Result<JsValue, JsValue> {
    let stored: Value = serde_wasm_bindgen::from_value(stored).unwrap_or_default();
    let mut items = json!({ "settings": settings });
    if !Settings::read(&stored).1.is_empty() {
        items[REPLACED] = stored;
    }
    plain(&items)
}

/// Stored settings as they are read.
pub fn read(settings: JsValue) -> Settings {
    Settings::read(&serde_wasm_bindgen::from_value::<Value>(settings).unwrap_or_default()).0
}
