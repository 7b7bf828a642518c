//! What the background asks: policies, sites, the master switch. Here and not beside the engine, because no visited page needs it.

use super::plain;
use crate::page::policy;
use crate::settings::{Settings, SiteChoice};
use serde_json::Value;
use wasm_bindgen::prelude::*;

/// Whether policies of a page (headers and `meta`) let WebAssembly run in its content scripts without a report to the site.
#[wasm_bindgen]
pub fn allows(policies: Vec<String>) -> bool {
    policy::allows_wasm(policies.iter().map(String::as_str))
}

/// The match patterns of the sites where the reader wants Newsglass to run by itself.
#[wasm_bindgen]
pub fn sites(settings: JsValue) -> Vec<String> {
    let settings = read(settings);
    // The single sites as well: they stay where the browser's own settings take the permission for all sites away.
    let everywhere = settings.everywhere.then(|| "*://*/*".to_owned());
    let always = settings.sites.iter().filter(|&(_, &choice)| choice == SiteChoice::Always);
    everywhere.into_iter().chain(always.flat_map(|(host, _)| Settings::patterns(host))).collect()
}

/// The settings with the master switch turned over.
#[wasm_bindgen]
pub fn toggled(settings: JsValue) -> Result<JsValue, JsValue> {
    let settings = read(settings);
    plain(&Settings { enabled: !settings.enabled, ..settings })
}

/// Stored settings as they are read.
pub fn read(settings: JsValue) -> Settings {
    Settings::read(&serde_wasm_bindgen::from_value::<Value>(settings).unwrap_or_default()).0
}
