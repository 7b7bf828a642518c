//! All settings as a file, out and in.

use super::super::store::Store;
use super::super::{choices, dom, report, say, say_with};
use super::{show_done, step};
use crate::settings::file::{self, Complaint};
use crate::settings::list;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// The name under which settings are exported.
const NAME: &str = "newsglass-settings.json";

/// Hands the settings to the reader as a file.
pub fn export(store: &Store) -> Result<(), JsValue> {
    dom::download(NAME, &file::write(&store.settings()))
}

/// Offers settings that could not be read and were replaced, if there are any.
pub async fn show_replaced(store: &Store) -> Result<(), JsValue> {
    let there = store.replaced().await?.is_some();
    dom::find("#replaced").map(|button| dom::show(&button, there))
}

/// Hands them to the reader, as they were.
pub async fn export_replaced(store: &Store) -> Result<(), JsValue> {
    let replaced = store.replaced().await?.unwrap_or_default();
    dom::download(NAME, &(serde_json::to_string_pretty(&replaced).unwrap_or_default() + "\n"))
}

/// Imports a file that was chosen: whole, or not at all.
pub fn chosen(field: &Element, store: &Store) {
    let Some(chosen) = dom::chosen_file(field) else { return };
    let store = store.clone();
    spawn_local(async move {
        let name = choices::short(&chosen.name());
        // What is too long is not even read.
        let read = if chosen.size() > file::LARGEST as f64 {
            Ok(Err(vec![Complaint { line: 0, column: 0, what: String::new(), why: "fileTooLong".to_owned() }]))
        } else {
            dom::bytes(&chosen).await.map(|bytes| file::read(&list::decode(&bytes)))
        };
        report(match read {
            Ok(Ok(settings)) => {
                step(&store, &say_with("imported", &[&name]), |held| *held = settings);
                complain(&name, &[])
            }
            Ok(Err(complaints)) => {
                complain(&name, &complaints).and_then(|()| show_done(&say_with("importRefused", &[&name]), false))
            }
            Err(error) => Err(error),
        });
    });
}

/// Shows what is wrong with a file, where, and what to do.
fn complain(name: &str, complaints: &[Complaint]) -> Result<(), JsValue> {
    let place = dom::find("#import-wrong")?;
    place.set_text_content(None);
    dom::show(&place, !complaints.is_empty());
    if complaints.is_empty() {
        return Ok(());
    }
    let line = |complaint: &Complaint| {
        let (line, column) = (complaint.line.to_string(), complaint.column.to_string());
        let (what, why) = (choices::short(&complaint.what), say(&complaint.why));
        dom::text(
            "li",
            &[],
            &match (complaint.line, what.as_str()) {
                (0, "") => say_with("importWhole", &[&why]),
                (0, _) => say_with("importMore", &[&what, &why]),
                (_, "") => say_with("importAt", &[&line, &column, &why]),
                _ => say_with("importOf", &[&line, &column, &what, &why]),
            },
        )
    };
    let lines = complaints.iter().map(line).collect::<Result<Vec<_>, _>>()?;
    let later = complaints.iter().any(|complaint| complaint.why == "laterVersion");
    let advice = if later { say("importLater") } else { say("importAdvice") };
    dom::fill(
        &place,
        &[
            dom::text("p", &[], &say_with("importRefused", &[name]))?,
            dom::group("ul", &[], &lines)?,
            dom::text("p", &[], &advice)?,
        ],
    )
}
