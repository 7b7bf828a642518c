//! The extension APIs, as far as the extension's own pages use them. Both browsers answer with promises.
//!
//! [`api`] is the one place that knows that Firefox calls them `browser` and Chrome `chrome`.

#![allow(missing_docs, reason = "methods are named and described as in the browsers' own documentation")]

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `browser` or `chrome`.
    pub type Api;
    #[wasm_bindgen(method, getter)]
    pub fn runtime(this: &Api) -> Runtime;
    #[wasm_bindgen(method, getter)]
    pub fn storage(this: &Api) -> Storage;
    #[wasm_bindgen(method, getter)]
    pub fn tabs(this: &Api) -> Tabs;
    #[wasm_bindgen(method, getter)]
    pub fn permissions(this: &Api) -> Permissions;
    #[wasm_bindgen(method, getter)]
    pub fn i18n(this: &Api) -> I18n;
    /// Chrome's.
    #[wasm_bindgen(method, getter, js_name = sidePanel)]
    pub fn side_panel(this: &Api) -> Option<SidePanel>;
    /// Firefox's.
    #[wasm_bindgen(method, getter, js_name = sidebarAction)]
    pub fn sidebar_action(this: &Api) -> Option<SidebarAction>;

    /// `sidePanel`.
    pub type SidePanel;
    /// Has to be called while a click is handled, so it is no future here: a future would begin later.
    #[wasm_bindgen(method, catch)]
    pub fn open(this: &SidePanel, options: &JsValue) -> Result<Promise, JsValue>;

    /// `sidebarAction`.
    pub type SidebarAction;
    /// As with `sidePanel`.
    #[wasm_bindgen(method, catch)]
    pub fn open(this: &SidebarAction) -> Result<Promise, JsValue>;

    /// `runtime`.
    pub type Runtime;
    /// Calls back with (message, sender, function that answers).
    #[wasm_bindgen(method, getter, js_name = onMessage)]
    pub fn on_message(this: &Runtime) -> Event;
    /// Only an extension's own parts have one.
    #[wasm_bindgen(method, getter)]
    pub fn id(this: &Runtime) -> Option<String>;
    /// To the background.
    #[wasm_bindgen(method, catch, js_name = sendMessage)]
    pub async fn send_message(this: &Runtime, message: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = openOptionsPage)]
    pub async fn open_options_page(this: &Runtime) -> Result<JsValue, JsValue>;

    /// `storage`.
    pub type Storage;
    #[wasm_bindgen(method, getter)]
    pub fn local(this: &Storage) -> Area;
    #[wasm_bindgen(method, getter)]
    pub fn sync(this: &Storage) -> Area;
    /// Calls back with (changes by key, name of the area).
    #[wasm_bindgen(method, getter, js_name = onChanged)]
    pub fn on_changed(this: &Storage) -> Event;

    /// `storage.local` and `storage.sync`.
    pub type Area;
    #[wasm_bindgen(method, catch)]
    pub async fn get(this: &Area, key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub async fn set(this: &Area, items: &JsValue) -> Result<JsValue, JsValue>;

    /// Any of the events.
    pub type Event;
    #[wasm_bindgen(method, js_name = addListener)]
    pub fn add_listener(this: &Event, listener: &JsValue);

    /// `tabs`.
    pub type Tabs;
    #[wasm_bindgen(method, catch)]
    pub async fn get(this: &Tabs, id: i32) -> Result<JsValue, JsValue>;
    /// The tab that this page is shown in; undefined for a popup.
    #[wasm_bindgen(method, catch, js_name = getCurrent)]
    pub async fn get_current(this: &Tabs) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub async fn query(this: &Tabs, filter: &JsValue) -> Result<JsValue, JsValue>;
    /// Calls back with `{tabId, windowId}`.
    #[wasm_bindgen(method, getter, js_name = onActivated)]
    pub fn on_activated(this: &Tabs) -> Event;
    /// Calls back with (number of the tab, what has changed).
    #[wasm_bindgen(method, getter, js_name = onUpdated)]
    pub fn on_updated(this: &Tabs) -> Event;
    #[wasm_bindgen(method, catch)]
    pub fn connect(this: &Tabs, id: i32, options: &JsValue) -> Result<Port, JsValue>;
    /// To the content script of a tab.
    #[wasm_bindgen(method, catch, js_name = sendMessage)]
    pub async fn send_message(this: &Tabs, id: i32, message: &JsValue, options: &JsValue) -> Result<JsValue, JsValue>;

    /// One end of a connection.
    pub type Port;
    #[wasm_bindgen(method, getter, js_name = onMessage)]
    pub fn on_message(this: &Port) -> Event;
    #[wasm_bindgen(method, getter, js_name = onDisconnect)]
    pub fn on_disconnect(this: &Port) -> Event;
    #[wasm_bindgen(method)]
    pub fn disconnect(this: &Port);

    /// `permissions`.
    pub type Permissions;
    #[wasm_bindgen(method, catch)]
    pub async fn contains(this: &Permissions, wanted: &JsValue) -> Result<JsValue, JsValue>;
    /// Has to be called while a click is handled, so it is no future here: a future would begin later.
    #[wasm_bindgen(method, catch)]
    pub fn request(this: &Permissions, wanted: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub async fn remove(this: &Permissions, unwanted: &JsValue) -> Result<JsValue, JsValue>;

    /// `i18n`.
    pub type I18n;
    #[wasm_bindgen(method, js_name = getMessage)]
    pub fn get_message(this: &I18n, key: &str, substitutions: &Array) -> Option<String>;
    /// Language tag of the browser, whether or not there is a message file for it.
    #[wasm_bindgen(method, js_name = getUILanguage)]
    pub fn get_ui_language(this: &I18n) -> String;
}

/// The extension APIs; `None` on a page that is not the extension's, such as the demo.
pub fn api() -> Option<Api> {
    ["browser", "chrome"].into_iter().find_map(|name| {
        let api = Reflect::get(&js_sys::global(), &name.into()).ok().filter(JsValue::is_object)?;
        // Chrome gives every page an object of this name; only ours has a `runtime` with an id.
        let runtime = Reflect::get(&api, &"runtime".into()).ok().filter(JsValue::is_object)?;
        runtime.unchecked_ref::<Runtime>().id().filter(|id| !id.is_empty())?;
        Some(api.unchecked_into())
    })
}
