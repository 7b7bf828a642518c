//! Exports: what is shown, through a link to a blob of this page. No permission is asked for, and nothing leaves the device.

use super::super::{change, dom, say, say_with};
use super::Panel;
use crate::panel::{annotations, csv, json, markdown};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// Milliseconds after which the blob is let go: the browser has long begun to save it.
const KEPT: i32 = 60_000;

/// Saves the panel's lists, as the filter leaves them, in the format with an ending.
pub async fn save(panel: &Panel, ending: &str) -> Result<(), JsValue> {
    let report = panel.shown.borrow().clone();
    let (text, kind) = match ending {
        "csv" => (csv(&report), "text/csv"),
        "json" => (json(&report), "application/json"),
        "jsonld" => {
            let tab = panel.tab.borrow().clone();
            let placed = match &tab {
                Some(tab) => tab.text().await,
                None => None,
            };
            let placed = placed.ok_or_else(|| JsError::new(&say("notThere")))?;
            (annotations(&report, &placed), "application/ld+json")
        }
        _ => (markdown(&report, &say, &change::kind_label), "text/markdown"),
    };
    let name = format!("{}.{ending}", file_name(&report.page.title));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    dom::element("a", &[("href", &address), ("download", &name)])?.dyn_into::<HtmlElement>()?.click();
    panel.said(&say_with("exported", &[&name]), None);
    dom::sleep(KEPT).await;
    Url::revoke_object_url(&address)
}

/// A title as the name of a file that every system takes: letters and digits of any script, hyphens between.
fn file_name(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").to_lowercase().chars().take(60).collect();
    format!("newsglass-{}", name.trim_end_matches('-')).trim_end_matches('-').to_owned()
}
