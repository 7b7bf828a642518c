//! The welcome page: what Newsglass does, and the one choice that it asks for.

use super::store::Store;
use super::{choices, dom, options, report, say};
use wasm_bindgen::prelude::*;

/// Fills the welcome page.
pub async fn run() -> Result<(), JsValue> {
    let store = Store::load().await?;
    choices::legend(&dom::find("#legend")?)?;
    show(&store, false)?;
    dom::on("click", {
        let store = store.clone();
        move |button| match button.id().as_str() {
            "everywhere" => {
                let held = store.clone();
                options::run_everywhere(&store, "#where-note", move |granted| report(show(&held, granted)));
            }
            "where-asked" => {
                options::run_where_asked(&store);
                report(show(&store, true));
            }
            _ => {}
        }
    })
}

/// Shows the choice, and after it what comes next.
fn show(store: &Store, chosen: bool) -> Result<(), JsValue> {
    let everywhere = store.settings().everywhere;
    for (button, pressed) in [("#everywhere", everywhere), ("#where-asked", chosen && !everywhere)] {
        let button = dom::find(button)?;
        button.set_attribute("aria-pressed", if pressed { "true" } else { "false" })?;
        button.remove_attribute("disabled")?;
    }
    let next = match (chosen || everywhere, everywhere) {
        (true, true) => say("welcomeEverywhere"),
        (true, false) => say("welcomeAsked"),
        _ => String::new(),
    };
    dom::set_text(&dom::find("#next")?, &next);
    Ok(())
}
