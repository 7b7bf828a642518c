//! The settings as a page holds them: read from the extension's storage, changed by the reader, followed when another page changes them.

use super::{api, plain, report};
use crate::settings::{Problem, Settings};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Where the settings are in the extension's local storage.
const KEY: &str = "settings";
/// Where settings are kept that could not be read whole, once others have taken their place.
pub const REPLACED: &str = "replaced";

/// The settings of this page; clones share them.
#[derive(Clone, Default)]
pub struct Store(Rc<Held>);

#[derive(Default)]
struct Held {
    settings: RefCell<Settings>,
    warnings: RefCell<Vec<Problem>>,
    /// What is stored, where not all of it could be read: it is kept beside what takes its place.
    unread: RefCell<Option<Value>>,
    /// Writes that the storage has not confirmed. While there are some, what it reports may be older than what we hold.
    pending: Cell<usize>,
    changed: RefCell<Option<Rc<dyn Fn()>>>,
    /// Whether they are stored at all; the demo's are not.
    kept: Cell<bool>,
}

impl Store {
    /// The settings in the extension's storage, followed from now on.
    pub async fn load() -> Result<Self, JsValue> {
        let store = Self::default();
        store.0.kept.set(true);
        store.read().await?;
        let follower = store.clone();
        let listener = Closure::<dyn FnMut(JsValue, String)>::new(move |_changes, area: String| {
            let store = follower.clone();
            if area == "local" {
                spawn_local(async move { report(store.read().await) });
            }
        });
        api()?.storage().on_changed().add_listener(&listener.into_js_value());
        Ok(store)
    }

    /// Reads them again, and tells the page if they are others now.
    async fn read(&self) -> Result<(), JsValue> {
        let items = api()?.storage().local().get(KEY).await?;
        if self.0.pending.get() > 0 {
            return Ok(());
        }
        let items: Value = serde_wasm_bindgen::from_value(items)?;
        let stored = items.get(KEY).unwrap_or(&Value::Null);
        let (settings, warnings) = Settings::read(stored);
        self.0.unread.replace(Some(stored.clone()).filter(|_| !warnings.is_empty()));
        let same = *self.0.settings.borrow() == settings && *self.0.warnings.borrow() == warnings;
        self.0.settings.replace(settings);
        self.0.warnings.replace(warnings);
        if !same {
            self.tell();
        }
        Ok(())
    }

    /// The settings now.
    pub fn settings(&self) -> Settings {
        self.0.settings.borrow().clone()
    }

    /// What could not be read of the stored ones.
    pub fn warnings(&self) -> Vec<Problem> {
        self.0.warnings.borrow().clone()
    }

    /// Changes the settings, tells the page and stores them whole. What could not be read is kept under [`REPLACED`].
    pub fn change(&self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.0.settings.borrow_mut());
        self.0.warnings.borrow_mut().clear();
        self.tell();
        if self.0.kept.get() {
            let store = self.clone();
            spawn_local(async move { report(store.write().await) });
        }
    }

    async fn write(&self) -> Result<(), JsValue> {
        let mut items = json!({ KEY: self.settings() });
        if let Some(unread) = self.0.unread.take() {
            items[REPLACED] = unread;
        }
        let items = plain(&items)?;
        self.0.pending.set(self.0.pending.get() + 1);
        let result = api()?.storage().local().set(&items).await;
        self.0.pending.set(self.0.pending.get().saturating_sub(1));
        if result.is_err() {
            // What is stored is what holds.
            self.read().await?;
        }
        result.map(drop)
    }

    /// Settings that could not be read whole and were replaced, if there are any.
    pub async fn replaced(&self) -> Result<Option<Value>, JsValue> {
        let items: Value = serde_wasm_bindgen::from_value(api()?.storage().local().get(REPLACED).await?)?;
        Ok(items.get(REPLACED).cloned())
    }

    /// Calls back after every change, whoever made it. There is one listener: the page.
    pub fn on_change(&self, changed: impl Fn() + 'static) {
        self.0.changed.replace(Some(Rc::new(changed)));
    }

    fn tell(&self) {
        // Taken out first: the listener may change the settings.
        let changed = self.0.changed.borrow().clone();
        if let Some(changed) = changed {
            changed();
        }
    }
}
