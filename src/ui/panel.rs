//! The side panel: the report at a glance. It speaks of the tab that the reader looks at, follows both, and goes where it is clicked.

mod edit;
mod rows;
mod save;

use super::language::count;
use super::situation::Situation;
use super::store::Store;
use super::tab::Tab;
use super::{api, change, choices, dom, report, say, say_with, sites};
use crate::browser::Port;
use crate::message::PageReport;
use crate::panel::{Report, quotation};
use crate::settings::Settings;
use rows::{List, Rows};
use serde::Deserialize;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

/// Milliseconds between questions to a page on which nobody answers yet; afterwards the browser says when something happens.
const PAUSES: [i32; 6] = [50, 100, 200, 400, 800, 1600];

struct Panel {
    store: Store,
    rows: Rc<Rows>,
    tab: RefCell<Option<Tab>>,
    /// What the page told last; `None` if nobody is there.
    told: RefCell<Option<PageReport>>,
    /// All of it in order, and what the filter leaves.
    whole: RefCell<Report>,
    shown: RefCell<Report>,
    list: Cell<List>,
    /// Which mention of a row was gone to last, by the row's key.
    gone: RefCell<HashMap<String, usize>>,
    /// The change that takes the last one back.
    undo: RefCell<Option<Value>>,
    refused: Cell<bool>,
    /// Whether the browser lets us run on this site by itself.
    permitted: Cell<bool>,
    /// Number of the current look at a tab; an older one ends.
    round: Cell<u32>,
    port: RefCell<Option<Port>>,
}

/// Fills the panel.
pub async fn run() -> Result<(), JsValue> {
    let store = Store::load().await?;
    let panel = Rc::new(Panel {
        store,
        rows: Rows::new()?,
        tab: RefCell::default(),
        told: RefCell::default(),
        whole: RefCell::default(),
        shown: RefCell::default(),
        list: Cell::new(List::Actors),
        gone: RefCell::default(),
        undo: RefCell::default(),
        refused: Cell::default(),
        permitted: Cell::default(),
        round: Cell::default(),
        port: RefCell::default(),
    });
    dom::find("#filter")?.set_attribute("placeholder", &say("panelFilter"))?;
    choices::show(&panel.store.settings(), None)?;
    panel.listen()?;
    panel.follow()?;
    panel.look().await;
    Ok(())
}

/// What browsers say of a tab that was switched to.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Activated {
    window_id: i32,
}

/// The sender of a message.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Sender {
    tab: Option<Tab>,
}

impl Panel {
    /// Follows the tab that the reader looks at, and what happens in it.
    fn follow(self: &Rc<Self>) -> Result<(), JsValue> {
        let tabs = api()?.tabs();
        let panel = self.clone();
        let activated = Closure::<dyn FnMut(JsValue)>::new(move |what: JsValue| {
            let window = panel.tab.borrow().as_ref().and_then(|tab| tab.window_id);
            let here = serde_wasm_bindgen::from_value::<Activated>(what)
                .is_ok_and(|what| window.is_none_or(|id| id == what.window_id));
            if here {
                panel.clone().look_soon();
            }
        });
        tabs.on_activated().add_listener(&activated.into_js_value());
        let panel = self.clone();
        let updated = Closure::<dyn FnMut(i32, JsValue)>::new(move |tab: i32, what: JsValue| {
            let status = js_sys::Reflect::get(&what, &"status".into()).ok().and_then(|status| status.as_string());
            if status.is_some() && panel.id() == Some(tab) {
                if status.as_deref() == Some("loading") {
                    // The connection is to the page before.
                    panel.part();
                }
                panel.clone().look_soon();
            }
        });
        tabs.on_updated().add_listener(&updated.into_js_value());
        // A page that is read for the first time says so to the badge.
        let panel = self.clone();
        let said = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |_message: JsValue, sender: JsValue| {
            let sender: Sender = serde_wasm_bindgen::from_value(sender).unwrap_or_default();
            let id = sender.tab.and_then(|tab| tab.id);
            if id.is_some() && id == panel.id() {
                panel.clone().look_soon();
            }
        });
        api()?.runtime().on_message().add_listener(&said.into_js_value());
        Ok(())
    }

    fn id(&self) -> Option<i32> {
        self.tab.borrow().as_ref().and_then(|tab| tab.id)
    }

    fn look_soon(self: Rc<Self>) {
        spawn_local(async move { self.look().await });
    }

    /// Looks which tab is in front, and asks its page until somebody answers.
    async fn look(self: &Rc<Self>) {
        let round = self.next_round();
        let tab = Tab::current().await.unwrap_or(None);
        if self.round.get() != round {
            return;
        }
        let before = self.tab.replace(tab);
        if before.and_then(|tab| tab.id) != self.id() {
            self.gone.borrow_mut().clear();
            self.said("", None);
            edit::close(false);
            self.part();
        }
        self.refused.set(false);
        self.ask(round).await;
        for pause in PAUSES {
            if self.round.get() != round || self.told.borrow().is_some() {
                return;
            }
            dom::sleep(pause).await;
            self.ask(round).await;
        }
    }

    fn next_round(&self) -> u32 {
        self.round.set(self.round.get().wrapping_add(1));
        self.round.get()
    }

    /// Asks the page and shows what it tells.
    async fn ask(self: &Rc<Self>, round: u32) {
        let tab = self.tab.borrow().clone();
        let told = match &tab {
            Some(tab) => tab.report().await,
            None => None,
        };
        let site = tab.as_ref().and_then(Tab::host).map(|host| sites::site_of(&host).to_owned());
        let permitted = match site {
            Some(site) => sites::permitted(&sites::origins(&site)).await.unwrap_or(false),
            None => false,
        };
        if self.round.get() != round {
            return;
        }
        self.permitted.set(permitted);
        let there = told.is_some();
        self.whole.replace(told.as_ref().map(Report::of).unwrap_or_default());
        self.told.replace(told);
        report(self.show());
        if there && self.port.borrow().is_none() {
            self.join(tab.as_ref());
        } else if !there {
            self.part();
        }
    }

    /// Has the page say when it was read again.
    fn join(self: &Rc<Self>, tab: Option<&Tab>) {
        let Some(port) = tab.and_then(Tab::connect) else { return };
        let (panel, id) = (self.clone(), tab.and_then(|tab| tab.id));
        let read = Closure::<dyn FnMut()>::new(move || {
            let panel = panel.clone();
            if panel.id() == id {
                spawn_local(async move { panel.ask(panel.next_round()).await });
            }
        });
        port.on_message().add_listener(&read.into_js_value());
        let panel = self.clone();
        let gone = Closure::<dyn FnMut()>::new(move || {
            if panel.id() == id {
                panel.port.replace(None);
                panel.clone().look_soon();
            }
        });
        port.on_disconnect().add_listener(&gone.into_js_value());
        self.port.replace(Some(port));
    }

    fn part(&self) {
        let port = self.port.replace(None);
        port.into_iter().for_each(|port| port.disconnect());
    }

    fn listen(self: &Rc<Self>) -> Result<(), JsValue> {
        let panel = self.clone();
        dom::on("click", move |button| report(panel.clicked(button)))?;
        let panel = self.clone();
        dom::on("input", move |field| {
            if field.id() == "filter" {
                report(panel.show());
            }
        })?;
        let panel = self.clone();
        dom::on_key(move |element, key| {
            panel.pressed(element, key).unwrap_or_else(|error| {
                report(Err(error));
                false
            })
        })?;
        let panel = self.clone();
        self.store.on_change(move || report(panel.show()));
        Ok(())
    }

    fn pressed(self: &Rc<Self>, element: &Element, key: &str) -> Result<bool, JsValue> {
        if element.closest("#edit")?.is_some() {
            match key {
                "Escape" => edit::close(true),
                "Enter" if element.id() == "edit-name" => edit::save(self)?,
                _ => return Ok(false),
            }
            return Ok(true);
        }
        if element.closest("[role=tablist]")?.is_none() {
            return Ok(false);
        }
        let open: Vec<List> = List::ALL.into_iter().filter(|list| list.offered(&self.whole.borrow())).collect();
        let at = open.iter().position(|&list| list == self.list.get()).unwrap_or(0);
        let forward = dom::document()?.dir() != "rtl";
        let to = match key {
            "ArrowRight" | "ArrowLeft" if (key == "ArrowRight") == forward => (at + 1) % open.len(),
            "ArrowRight" | "ArrowLeft" => (at + open.len() - 1) % open.len(),
            "Home" => 0,
            "End" => open.len() - 1,
            _ => return Ok(false),
        };
        self.choose(open.get(to).copied().unwrap_or(List::Actors))?;
        dom::focus(&format!("#tab-{}", self.list.get().name()))?;
        Ok(true)
    }

    fn clicked(self: &Rc<Self>, button: &Element) -> Result<(), JsValue> {
        if let Some(key) = button.get_attribute("data-go") {
            self.go(key);
        } else if let Some(key) = button.get_attribute("data-copy") {
            self.copy(&key);
        } else if let Some(key) = button.get_attribute("data-change") {
            edit::open(self, &key)?;
        } else if let Some(name) = button.get_attribute("data-list") {
            self.choose(List::ALL.into_iter().find(|list| list.name() == name).unwrap_or(List::Actors))?;
        } else if let Some(format) = button.get_attribute("data-format") {
            let panel = self.clone();
            spawn_local(async move { report(save::save(&panel, &format).await) });
        } else if let Some(number) = button.get_attribute("data-forget") {
            let exceptions = self.store.settings().exceptions;
            let exception = number.parse::<usize>().ok().and_then(|number| exceptions.get(number));
            exception.into_iter().for_each(|exception| self.change(&json!({ "remove": exception })));
            dom::focus("#filter")?;
        } else {
            match button.id().as_str() {
                "read-now" => self.read(),
                "export" => {
                    let opens = button.get_attribute("aria-expanded").as_deref() != Some("true");
                    button.set_attribute("aria-expanded", if opens { "true" } else { "false" })?;
                    dom::show(&dom::find("#formats")?, opens);
                }
                "edit-save" => edit::save(self)?,
                "edit-hide" => edit::hide(self)?,
                "edit-cancel" => edit::close(true),
                "undo" => {
                    let undo = self.undo.take();
                    undo.into_iter().for_each(|undo| self.change(&undo));
                    dom::focus("#filter")?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Shows another of the lists.
    fn choose(self: &Rc<Self>, list: List) -> Result<(), JsValue> {
        self.list.set(list);
        edit::close(false);
        self.show()
    }

    /// Goes to the next of the marks that a row stands for.
    fn go(self: &Rc<Self>, row: String) {
        let Some((name, keys)) = rows::find(&self.whole.borrow(), &row) else { return };
        let next = self.gone.borrow().get(&row).map_or(0, |last| (last + 1) % keys.len().max(1));
        let panel = self.clone();
        spawn_local(async move {
            let tab = panel.tab.borrow().clone();
            let (Some(tab), Some(key)) = (tab, keys.get(next)) else { return };
            if !tab.go(key).await {
                panel.said(&say("notThere"), None);
                return;
            }
            panel.gone.borrow_mut().insert(row, next);
            panel.said(&say_with("goneTo", &[&name, &count(next + 1), &count(keys.len())]), None);
        });
    }

    /// Puts a quote on the clipboard, with speaker, title and address.
    fn copy(self: &Rc<Self>, key: &str) {
        let text = {
            let report = self.whole.borrow();
            let Some(quote) = report.quotes.iter().find(|quote| quote.key == key) else { return };
            quotation(&quote.text, quote.speaker.as_deref(), quote.title.as_deref(), &report.page)
        };
        let panel = self.clone();
        spawn_local(async move {
            let written = match web_sys::window() {
                Some(window) => JsFuture::from(window.navigator().clipboard().write_text(&text)).await.is_ok(),
                None => false,
            };
            panel.said(&if written { say("copied") } else { say("notCopied") }, None);
        });
    }

    fn read(self: &Rc<Self>) {
        let panel = self.clone();
        spawn_local(async move {
            let tab = panel.tab.borrow().clone();
            let Some(tab) = tab else { return };
            let refused = tab.read().await.is_err();
            panel.look().await;
            panel.refused.set(refused && panel.told.borrow().is_none());
            report(panel.show());
        });
    }

    /// Changes the settings, says what was done, and offers the way back.
    fn change(&self, change: &Value) {
        let mut settings = self.store.settings();
        if let Some((said, undo)) = change::make(&mut settings, change) {
            self.store.change(|held| *held = settings);
            self.said(&said, change.get("add").map(|_| undo));
        }
    }

    /// Says something at the panel's foot.
    fn said(&self, text: &str, undo: Option<Value>) {
        let shown = (|| {
            dom::set_text(&dom::find("#said")?, text);
            dom::show(&dom::find("#undo")?, undo.is_some());
            Ok(())
        })();
        self.undo.replace(undo);
        report(shown);
    }

    /// The site of the page, as settings name it; from the page itself where the browser does not tell.
    fn site(&self) -> Option<String> {
        let url = self.told.borrow().as_ref().map(|told| told.url.clone());
        let host = url.and_then(|url| web_sys::Url::new(&url).ok()).map(|url| url.hostname());
        let host = host.or_else(|| self.tab.borrow().as_ref().and_then(Tab::host));
        host.map(|host| sites::site_of(&host).to_owned()).filter(|site| !site.is_empty())
    }

    /// Shows how things stand.
    fn show(&self) -> Result<(), JsValue> {
        let settings = self.store.settings();
        choices::show(&settings, None)?;
        self.show_situation(&settings)?;
        self.show_changes(&settings)?;
        let wanted = dom::value(&dom::find("#filter")?);
        self.shown.replace(self.whole.borrow().filtered(&wanted, &change::kind_label));
        let (whole, shown) = (self.whole.borrow(), self.shown.borrow());
        let list = Some(self.list.get()).filter(|list| list.offered(&whole)).unwrap_or(List::Actors);
        self.list.set(list);
        for one in List::ALL {
            let tab = dom::find(&format!("#tab-{}", one.name()))?;
            dom::show(&tab, one.offered(&whole));
            tab.set_attribute("aria-selected", if one == list { "true" } else { "false" })?;
            tab.set_attribute("tabindex", if one == list { "0" } else { "-1" })?;
            let place = tab.query_selector(".count")?;
            place.into_iter().for_each(|place| dom::set_text(&place, &count(one.count(&shown))));
        }
        dom::find("#list")?.set_attribute("aria-labelledby", &format!("tab-{}", list.name()))?;
        let rows = list.rows(&shown);
        let none = dom::find("#none")?;
        dom::show(&none, rows.is_empty());
        dom::set_text(&none, &if list.count(&whole) > 0 { say("panelNoneFits") } else { say("panelNone") });
        self.rows.set(rows)
    }

    fn show_situation(&self, settings: &Settings) -> Result<(), JsValue> {
        let (tab, told) = (self.tab.borrow(), self.told.borrow());
        let site = self.site();
        let situation = Situation {
            tab: tab.as_ref(),
            state: told.as_ref().map(|told| &told.state),
            settings,
            choice: site.as_ref().and_then(|site| settings.site(site)),
            permitted: self.permitted.get(),
            refused: self.refused.get().then(|| say("panelRefused")),
        };
        let title = told.as_ref().map(|told| told.title.trim().to_owned()).filter(|title| !title.is_empty());
        dom::set_text(&dom::find("#title")?, &title.unwrap_or_else(|| say("panelTitle")));
        let report = told.as_ref().is_some_and(|told| told.state.report && !told.state.foreign);
        let said = match situation.said() {
            // That all is as it should be is to be seen.
            _ if report && situation.marked() && settings.enabled => String::new(),
            said => said,
        };
        dom::set_text(&dom::find("#what")?, &said);
        dom::show(&dom::find("#read-now")?, situation.can_be_read());
        dom::show(&dom::find("#report")?, situation.marked() && settings.enabled);
        Ok(())
    }

    /// What the reader said of single marks on this site, each with its way back.
    fn show_changes(&self, settings: &Settings) -> Result<(), JsValue> {
        let site = self.site();
        let here = settings.exceptions.iter().enumerate().filter(|(_, one)| site.is_some() && one.site == site);
        let here: Vec<(usize, String)> = here.map(|(number, one)| (number, change::sentence(one))).collect();
        dom::show(&dom::find("#changes")?, !here.is_empty());
        dom::set_text(&dom::find("#changes-count")?, &say_with("changesHere", &[&count(here.len())]));
        let list = dom::find("#exceptions")?;
        list.set_text_content(None);
        for (number, said) in here {
            let (number, label) = (number.to_string(), format!("{}: {said}", say("undo")));
            let attributes = [("type", "button"), ("class", "plain"), ("data-forget", &number), ("aria-label", &label)];
            let parts =
                [dom::text("span", &[("class", "name")], &said)?, dom::text("button", &attributes, &say("undo"))?];
            dom::fill(&list, &[dom::group("li", &[], &parts)?])?;
        }
        Ok(())
    }
}

/// Plain JSON of what the page holds, for messages.
fn exception(panel: &Panel, kind: &str, name: &str) -> Value {
    json!({ "site": panel.site(), "kind": kind, "name": name })
}
