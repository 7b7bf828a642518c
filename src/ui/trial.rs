//! The settings of a report that is there to be tried, on the welcome page and in the demo: they last as long as the page.

use super::store::Store;
use super::{change, plain};
use crate::message::PageState;
use wasm_bindgen::prelude::*;

/// What the hands ask of such a page.
#[wasm_bindgen]
pub struct Trial {
    store: Store,
    /// Shows the counts of a page's state, where there is a place for them.
    show: fn(&Store, Option<&PageState>) -> Result<(), JsValue>,
}

impl Trial {
    pub(super) const fn new(store: Store, show: fn(&Store, Option<&PageState>) -> Result<(), JsValue>) -> Self {
        Self { store, show }
    }
}

#[wasm_bindgen]
impl Trial {
    /// The settings now, for the engine.
    pub fn settings(&self) -> Result<JsValue, JsValue> {
        plain(&self.store.settings())
    }

    /// Turns the master switch over.
    pub fn toggle(&self) {
        self.store.change(|settings| settings.enabled = !settings.enabled);
    }

    /// Makes a change that the card asks for; what was done and the way back.
    pub fn change(&self, change: JsValue) -> Result<JsValue, JsValue> {
        let mut settings = self.store.settings();
        let done = change::make_in(&mut settings, &serde_wasm_bindgen::from_value(change)?)?;
        self.store.change(|held| *held = settings);
        Ok(done)
    }

    /// Shows the counts of a page's state ([`PageState`]); nothing of one that cannot be read.
    pub fn show(&self, state: JsValue) -> Result<(), JsValue> {
        let state: Option<PageState> = serde_wasm_bindgen::from_value(state).ok();
        (self.show)(&self.store, state.as_ref())
    }
}
