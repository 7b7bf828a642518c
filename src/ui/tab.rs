//! The tab that popup and panel speak of, and the messages to it and about it.

use super::{api, message_of, plain, say};
use crate::browser::Port;
use crate::message::{PageReport, PageState};
use crate::panel::Placed;
use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use web_sys::{Url, UrlSearchParams};

/// A tab, as far as the browser tells: without permission for its page it keeps the address to itself.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Tab {
    /// Its number.
    pub id: Option<i32>,
    /// Number of its window.
    pub window_id: Option<i32>,
    /// Address of its page.
    pub url: Option<String>,
    /// When it was last looked at, in milliseconds since 1970.
    last_accessed: f64,
    /// Whether the reader's click on the button lets us have the address of any page that extensions may read.
    #[serde(skip)]
    clicked: bool,
}

impl Tab {
    /// The tab under the popup or beside the panel. Opened as a tab itself, either speaks of `?tab=ID`, or of the web page last looked at in its window.
    pub async fn current() -> Result<Option<Self>, JsValue> {
        let tabs = api()?.tabs();
        if let Some(id) = asked_for() {
            return read(tabs.get(id).await?).map(Some);
        }
        if tabs.get_current().await?.is_undefined() {
            let found: Vec<Self> = read(tabs.query(&plain(&json!({ "active": true, "currentWindow": true }))?).await?)?;
            return Ok(found.into_iter().next());
        }
        let mut found: Vec<Self> = read(tabs.query(&plain(&json!({ "currentWindow": true }))?).await?)?;
        found.sort_by(|a, b| b.last_accessed.total_cmp(&a.last_accessed));
        Ok(found.into_iter().find(Self::is_web))
    }

    /// The tab under the popup, which opens by a click on the button or its key.
    pub async fn clicked() -> Result<Option<Self>, JsValue> {
        let popup = api()?.tabs().get_current().await?.is_undefined() && asked_for().is_none();
        Ok(Self::current().await?.map(|tab| Self { clicked: popup, ..tab }))
    }

    fn is_web(&self) -> bool {
        self.url.as_ref().is_some_and(|url| url.starts_with("http://") || url.starts_with("https://"))
    }

    /// Host name of its page, if that is a web page whose address is known.
    pub fn host(&self) -> Option<String> {
        let url = self.url.as_ref().filter(|_| self.is_web())?;
        Url::new(url).ok().map(|url| url.hostname()).filter(|host| !host.is_empty())
    }

    /// Why its page cannot be read, as a sentence; `None` if nothing speaks against it.
    pub fn barred(&self) -> Option<String> {
        let Some(url) = &self.url else { return self.clicked.then(|| say("ownPage")) };
        let url = Url::new(url).ok()?;
        let store = match url.hostname().as_str() {
            "chromewebstore.google.com" | "addons.mozilla.org" => true,
            "chrome.google.com" => url.pathname().starts_with("/webstore"),
            "microsoftedge.microsoft.com" => url.pathname().starts_with("/addons"),
            _ => false,
        };
        match url.protocol().as_str() {
            "http:" | "https:" if store => Some(say("store")),
            // Chromium lets us in, and the page itself says so; Firefox lets nobody into its viewer.
            "http:" | "https:" => url.pathname().to_lowercase().ends_with(".pdf").then(|| say("viewer")),
            "file:" => Some(say("file")),
            _ => Some(say("ownPage")),
        }
    }

    /// Asks the page's content script for its state; `None` if there is none to answer.
    pub async fn state(&self) -> Option<PageState> {
        read(self.tell(&json!({ "ask": "state" })).await?).ok()
    }

    /// Opens every fold of the page.
    pub async fn show_all(&self) {
        self.tell(&json!({ "ask": "show-all" })).await;
    }

    /// Goes to the next mark of a kind (by 1) or the previous one (by -1); answers with its number and how many there are.
    pub async fn step(&self, kind: &str, by: i32) -> Option<(usize, usize)> {
        let answer: Value = read(self.tell(&json!({ "ask": "step", "kind": kind, "by": by })).await?).ok()?;
        let number = |name: &str| answer.get(name)?.as_u64().map(|number| number as usize);
        Some((number("nth")?, number("of")?))
    }

    /// What there is on the page; `None` if there is nobody to tell.
    pub async fn report(&self) -> Option<PageReport> {
        read(self.tell(&json!({ "ask": "report" })).await?).ok()
    }

    /// The page's text, and where the marks stand in it.
    pub async fn text(&self) -> Option<Placed> {
        read(self.tell(&json!({ "ask": "text" })).await?).ok()
    }

    /// Goes to the mark with a key; false if it is not there.
    pub async fn go(&self, key: &str) -> bool {
        self.tell(&json!({ "ask": "go", "key": key })).await.is_some_and(|answer| answer.is_truthy())
    }

    /// A connection to the page itself, on which it says when it was read again.
    pub fn connect(&self) -> Option<Port> {
        api().ok()?.tabs().connect(self.id?, &plain(&json!({ "name": "panel", "frameId": 0 })).ok()?).ok()
    }

    /// Opens the panel beside it. To be called while a click is handled.
    pub fn open_panel(&self) -> Result<(), JsValue> {
        let api = api()?;
        match (api.side_panel(), api.sidebar_action()) {
            (Some(panel), _) => panel.open(&plain(&json!({ "windowId": self.window_id }))?).map(drop),
            (None, Some(sidebar)) => sidebar.open().map(drop),
            (None, None) => Ok(()),
        }
    }

    /// Sends a message to the content script of the page itself, not of frames in it. Nobody there is no error: the page was not read yet.
    async fn tell(&self, message: &Value) -> Option<JsValue> {
        let (message, whole_page) = (plain(message).ok()?, plain(&json!({ "frameId": 0 })).ok()?);
        let answer = api().ok()?.tabs().send_message(self.id?, &message, &whole_page).await.ok()?;
        (!answer.is_null() && !answer.is_undefined()).then_some(answer)
    }

    /// Has the background read the page now; the error says why it could not.
    pub async fn read(&self) -> Result<(), String> {
        let said = async {
            let message = plain(&json!({ "do": "read", "tab": self.id }))?;
            let answer: Value = read(api()?.runtime().send_message(&message).await?)?;
            Ok(answer.get("error").map(|error| error.as_str().map_or_else(|| error.to_string(), str::to_owned)))
        };
        match said.await {
            Ok(None) => Ok(()),
            Ok(Some(error)) => Err(error),
            Err::<_, JsValue>(error) => Err(message_of(&error)),
        }
    }
}

/// The tab that the address of this page names.
fn asked_for() -> Option<i32> {
    let search = web_sys::window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get("tab")?.parse().ok()
}

fn read<T: for<'de> Deserialize<'de>>(value: JsValue) -> Result<T, JsValue> {
    Ok(serde_wasm_bindgen::from_value(value)?)
}
