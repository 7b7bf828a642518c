//! The welcome page: what Newsglass does, and the one choice that it asks for.

use super::store::Store;
use super::trial::Trial;
use super::{choices, dom, options, report, say};
use js_sys::Function;
use wasm_bindgen::prelude::*;

/// Fills the welcome page.
pub async fn run() -> Result<(), JsValue> {
    let store = Store::load().await?;
    choices::legend(&dom::find("#legend")?)?;
    choices::strengths()?;
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

/// The settings of the welcome page's sample: nothing that is tried there is kept. `changed` is called after every change of theirs.
#[wasm_bindgen]
pub fn sample(changed: Function) -> Result<Trial, JsValue> {
    let store = Store::default();
    choices::show(&store.settings(), None)?;
    let held = store.clone();
    store.on_change(move || {
        report(choices::show(&held.settings(), None));
        report(changed.call0(&JsValue::NULL).map(drop));
    });
    let held = store.clone();
    dom::on("click", move |button| {
        choices::clicked(button, &held);
    })?;
    // There is no panel that would show counts.
    Ok(Trial::new(store, |_, _| Ok(())))
}
