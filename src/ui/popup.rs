//! The popup: what happened on this page, the switches with their counts, and what to do on this site.

use super::situation::Situation;
use super::store::Store;
use super::tab::Tab;
use super::{api, choices, dom, report, say, say_count, say_with, sites};
use crate::message::PageState;
use crate::settings::{Settings, SiteChoice};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Milliseconds between two questions to the page after something was changed: soon at first, as the page follows within a few of them,
/// then calmly, for pages that grow.
const PAUSES: [i32; 7] = [40, 60, 100, 150, 250, 500, 1000];

struct Popup {
    store: Store,
    tab: Option<Tab>,
    site: Option<String>,
    state: RefCell<Option<PageState>>,
    /// What the background said when it could not read the page.
    refused: RefCell<Option<String>>,
    /// Whether the browser lets us run on this site by itself.
    permitted: Cell<bool>,
    /// Number of the current round of questions; an older one ends.
    round: Cell<u32>,
}

/// Fills the popup. Switches come first, and work from the moment that they are there; the page is asked afterwards.
pub async fn run() -> Result<(), JsValue> {
    let store = Store::load().await?;
    let tab = Tab::clicked().await.unwrap_or(None);
    let site = tab.as_ref().and_then(Tab::host).map(|host| sites::site_of(&host).to_owned());
    choices::build(&dom::find("#rules")?, choices::Kinds::Line)?;
    choices::strengths()?;
    choices::show(&store.settings(), None)?;
    choices::show_warnings(&store, &[])?;
    let popup = Rc::new(Popup {
        store,
        tab,
        site,
        state: RefCell::default(),
        refused: RefCell::default(),
        permitted: Cell::default(),
        round: Cell::default(),
    });
    popup.listen()?;
    popup.ask().await;
    popup.show()?;
    popup.follow();
    Ok(())
}

impl Popup {
    /// Asks page and browser how things stand.
    async fn ask(&self) {
        if let Some(tab) = &self.tab {
            self.state.replace(tab.state().await);
        }
        if let Some(site) = &self.site {
            self.permitted.set(sites::permitted(&sites::origins(site)).await.unwrap_or(false));
        }
    }

    /// Asks again and again, and shows what is new, until something starts the next round or the popup closes.
    fn follow(self: &Rc<Self>) {
        self.round.set(self.round.get().wrapping_add(1));
        let (popup, round) = (self.clone(), self.round.get());
        spawn_local(async move {
            let mut pauses = PAUSES.into_iter();
            let mut pause = 0;
            loop {
                pause = pauses.next().unwrap_or(pause);
                dom::sleep(pause).await;
                popup.ask().await;
                if popup.round.get() != round {
                    return;
                }
                report(popup.show());
            }
        });
    }

    fn listen(self: &Rc<Self>) -> Result<(), JsValue> {
        let popup = self.clone();
        dom::on("change", move |switch| {
            choices::changed(switch, &popup.store);
        })?;
        let popup = self.clone();
        dom::on("click", move |button| popup.clicked(button))?;
        let popup = self.clone();
        self.store.on_change(move || {
            report(popup.show());
            popup.follow();
        });
        Ok(())
    }

    fn clicked(self: &Rc<Self>, button: &Element) {
        if choices::clicked(button, &self.store) {
            return;
        }
        let first = choices::stepped(button).map(|kind| (kind, 1));
        if let Some((kind, by)) = first.or_else(|| choices::stepper(button)) {
            let popup = self.clone();
            spawn_local(async move {
                let Some(tab) = &popup.tab else { return };
                if let Some((nth, of)) = tab.step(&kind, by).await {
                    report(choices::show_step(&kind, nth, of));
                }
            });
            return;
        }
        match button.id().as_str() {
            "read-now" => self.read(),
            "show-all" => {
                let popup = self.clone();
                spawn_local(async move {
                    if let Some(tab) = &popup.tab {
                        tab.show_all().await;
                    }
                    popup.follow();
                });
            }
            "site-always" => self.always(),
            "site-ask" => self.choose(None),
            "site-never" => self.choose(Some(SiteChoice::Never)),
            "open-panel" => {
                report(self.tab.as_ref().map_or(Ok(()), Tab::open_panel));
            }
            "open-options" => spawn_local(async {
                report(async { api()?.runtime().open_options_page().await.map(drop) }.await);
            }),
            _ => {}
        }
    }

    fn read(self: &Rc<Self>) {
        let popup = self.clone();
        spawn_local(async move {
            if let Some(tab) = &popup.tab {
                popup.refused.replace(tab.read().await.err());
            }
            report(popup.show());
            popup.follow();
        });
    }

    fn choose(&self, choice: Option<SiteChoice>) {
        let Some(site) = self.site.clone() else { return };
        self.store.change(|settings| {
            match choice {
                Some(choice) => settings.sites.insert(site, choice),
                None => settings.sites.remove(&site),
            };
        });
    }

    /// Asks for the permission and keeps the choice, which is taken back if the reader refuses. The choice is stored before the answer
    /// comes: Firefox closes the popup to show its question, and what would be done afterwards is never done.
    fn always(self: &Rc<Self>) {
        let Some(site) = self.site.clone() else { return };
        let asked = sites::request(&sites::origins(&site));
        let before = self.store.settings().sites.get(&site).copied();
        self.choose(Some(SiteChoice::Always));
        let popup = self.clone();
        spawn_local(async move {
            match asked.granted().await {
                Ok(true) => popup.read(),
                Ok(false) => popup.choose(before),
                Err(error) => {
                    popup.choose(before);
                    report(Err(error));
                }
            }
        });
    }

    /// Shows how things stand.
    fn show(&self) -> Result<(), JsValue> {
        let settings = self.store.settings();
        let state = self.state.borrow();
        choices::show(&settings, state.as_ref())?;
        choices::show_warnings(&self.store, state.as_ref().map_or(&[], |state| state.warnings.as_slice()))?;
        let situation = Situation {
            tab: self.tab.as_ref(),
            state: state.as_ref(),
            settings: &settings,
            choice: self.choice(&settings),
            permitted: self.permitted.get(),
            refused: self.refused.borrow().as_ref().map(|error| say_with("refused", &[error])),
        };
        dom::set_text(&dom::find("#what")?, &situation.said());
        dom::show(&dom::find("#read-now")?, situation.can_be_read());
        let marked = situation.marked();
        show_folds(state.as_ref().filter(|_| marked))?;
        self.show_site(&settings)?;
        let host = match state.as_ref().filter(|_| marked).map(|state| state.host.as_str()) {
            Some("page") => say("hostPage"),
            Some("background") => say("hostBackground"),
            _ => String::new(),
        };
        let line = dom::find("#host")?;
        line.set_attribute("data-host", state.as_ref().map_or("", |state| &state.host))?;
        dom::set_text(&line, &host);
        Ok(())
    }

    fn choice(&self, settings: &Settings) -> Option<SiteChoice> {
        settings.site(self.tab.as_ref()?.url.as_deref()?)
    }

    fn show_site(&self, settings: &Settings) -> Result<(), JsValue> {
        let place = dom::find("#site")?;
        let Some(site) = &self.site else {
            dom::show(&place, false);
            return Ok(());
        };
        dom::show(&place, true);
        dom::set_text(&dom::find("#site-name")?, &say_with("siteHeading", &[site]));
        let other = if settings.everywhere { say("siteDefault") } else { say("siteAsk") };
        dom::set_text(&dom::find("#site-ask")?, &other);
        let choice = self.choice(settings);
        for (button, means) in
            [("#site-always", Some(SiteChoice::Always)), ("#site-ask", None), ("#site-never", Some(SiteChoice::Never))]
        {
            let button = dom::find(button)?;
            button.set_attribute("aria-pressed", if choice == means { "true" } else { "false" })?;
            button.remove_attribute("disabled")?;
        }
        let missing = choice == Some(SiteChoice::Always) && !self.permitted.get();
        dom::show(&dom::find("#site-note")?, missing);
        Ok(())
    }
}

/// How many passages are folded, and the way to open them.
pub fn show_folds(state: Option<&PageState>) -> Result<(), JsValue> {
    let folded = state.map_or(0, |state| state.folded);
    dom::show(&dom::find("#folds")?, folded > 0);
    dom::set_text(&dom::find("#folded")?, &say_count("folded", folded));
    let list = dom::find("#bars")?;
    let bars = state.map_or(&[][..], |state| &state.bars);
    if dom::find_all("#bars li")?.len() != bars.len() {
        list.set_text_content(None);
        let items = bars.iter().map(|bar| dom::text("li", &[], bar)).collect::<Result<Vec<_>, _>>()?;
        dom::fill(&list, &items)?;
    }
    Ok(())
}
