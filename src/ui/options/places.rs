//! The list of sites: added, edited, chosen for, removed.

use super::super::store::Store;
use super::super::{choices, dom, report, say, say_with, sites};
use super::step;
use crate::settings::{Settings, SiteChoice};
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

thread_local! {
    /// The site that the form edits; none where it adds one.
    static EDITED: RefCell<Option<String>> = RefCell::default();
    static SHOWN: RefCell<Option<BTreeMap<String, SiteChoice>>> = RefCell::default();
}

const CHOICES: [(&str, SiteChoice); 2] = [("always", SiteChoice::Always), ("never", SiteChoice::Never)];

/// Shows the sites that the reader chose something for.
pub fn show(settings: &Settings) -> Result<(), JsValue> {
    if SHOWN.replace(Some(settings.sites.clone())).as_ref() == Some(&settings.sites) {
        return Ok(());
    }
    let list = dom::find("#sites")?;
    list.set_text_content(None);
    dom::show(&dom::find("#sites-none")?, settings.sites.is_empty());
    for (site, choice) in &settings.sites {
        let choices = CHOICES.map(|(name, means)| {
            let label = if means == SiteChoice::Always { say("siteAlways") } else { say("siteNever") };
            let option = dom::text("option", &[("value", name)], &label)?;
            option.toggle_attribute_with_force("selected", means == *choice)?;
            Ok(option)
        });
        let choices = choices.into_iter().collect::<Result<Vec<_>, JsValue>>()?;
        let label = format!("{}: {site}", say("siteChoice"));
        let button = |act: &str, label: &str, text: &str| {
            dom::text("button", &[("type", "button"), (act, site), ("aria-label", label), ("title", label)], text)
        };
        let parts = [
            dom::quoted("span", &[("class", "name")], site)?,
            dom::group("select", &[("data-choice", site), ("aria-label", &label)], &choices)?,
            button("data-edit", &say_with("editSite", &[site]), &say("edit"))?,
            button("data-remove", &say_with("removeSite", &[site]), &say("remove"))?,
        ];
        dom::fill(&list, &[dom::group("li", &[], &parts)?])?;
    }
    Ok(())
}

fn chosen(field: &Element) -> SiteChoice {
    let name = dom::value(field);
    CHOICES.into_iter().find(|(known, _)| *known == name).map_or(SiteChoice::Never, |(_, choice)| choice)
}

/// Takes over what was chosen for a site of the list.
pub fn changed(field: &Element, store: &Store) -> bool {
    let Some(site) = field.get_attribute("data-choice") else { return false };
    put(store, Some(site.clone()), &site, chosen(field));
    true
}

/// Keeps a choice for a site, in place of another where one is edited. While a click is handled: permission may be asked for.
fn put(store: &Store, old: Option<String>, site: &str, choice: SiteChoice) {
    let asked = (choice == SiteChoice::Always).then(|| sites::request(&sites::origins(site)));
    let gone = old.clone().filter(|old| old != site || choice == SiteChoice::Never);
    store.change(|settings| {
        old.map(|old| settings.sites.remove(&old));
        settings.sites.insert(site.to_owned(), choice);
    });
    let given_back = gone.map(|old| unused(&store.settings(), &old));
    let (store, site) = (store.clone(), site.to_owned());
    spawn_local(async move {
        if let Some(origins) = given_back {
            report(sites::give_back(&origins).await);
        }
        let Some(asked) = asked else { return };
        // Without permission "always" would be a promise that nobody keeps.
        let granted = asked.granted().await;
        if granted.as_ref().is_ok_and(|granted| !granted) {
            store.change(|settings| {
                settings.sites.remove(&site);
            });
            report(complain(&say("siteNoPermission")));
        }
        report(granted.map(drop));
    });
}

/// The permissions of a site that no other site of the list needs.
fn unused(settings: &Settings, site: &str) -> Vec<String> {
    let needed = super::origins(settings);
    sites::origins(site).into_iter().filter(|origin| !needed.contains(origin)).collect()
}

fn complain(text: &str) -> Result<(), JsValue> {
    dom::find("#site-wrong").map(|line| dom::set_text(&line, text))
}

/// Takes over a click on one of the list's buttons.
pub fn clicked(button: &Element, store: &Store) -> bool {
    if let Some(site) = button.get_attribute("data-remove") {
        let forgotten = sites::origins(&site);
        step(store, &say_with("siteRemoved", &[&site]), |settings| {
            settings.sites.remove(&site);
        });
        let needed = super::origins(&store.settings());
        let forgotten: Vec<String> = forgotten.into_iter().filter(|origin| !needed.contains(origin)).collect();
        spawn_local(async move { report(sites::give_back(&forgotten).await) });
        // The button is gone: the keyboard goes on from the list.
        let _ = dom::focus("#sites-heading");
    } else if let Some(site) = button.get_attribute("data-edit") {
        let choice = store.settings().sites.get(&site).copied();
        let name = CHOICES.into_iter().find(|&(_, known)| Some(known) == choice).map_or("never", |(name, _)| name);
        report(fill_form(&site, name, true));
        EDITED.set(Some(site));
        let _ = dom::focus("#site-name");
    } else if button.id() == "site-cancel" {
        EDITED.set(None);
        report(fill_form("", "always", false));
        let _ = dom::focus("#sites-heading");
    } else {
        return false;
    }
    true
}

fn fill_form(site: &str, choice: &str, editing: bool) -> Result<(), JsValue> {
    dom::set_value(&dom::find("#site-name")?, site);
    dom::set_value(&dom::find("#site-choice")?, choice);
    dom::set_text(&dom::find("#site-add")?, &if editing { say("siteSave") } else { say("siteAdd") });
    dom::show(&dom::find("#site-cancel")?, editing);
    dom::find("#site-name")?.remove_attribute("aria-invalid")?;
    complain("")
}

/// Takes over what the form holds; what names no site is refused with the reason, and stays in the field.
pub fn sent(store: &Store) {
    let sent = || {
        let field = dom::find("#site-name")?;
        let text = dom::value(&field);
        match sites::read(&text) {
            Ok(site) => {
                let choice = chosen(&dom::find("#site-choice")?);
                put(store, EDITED.take(), &site.to_string(), choice);
                fill_form("", "always", false)
            }
            Err(bad) => {
                field.set_attribute("aria-invalid", "true")?;
                complain(&say_with("siteWrong", &[&choices::short(&text), &say(bad.why())]))?;
                dom::focus("#site-name")
            }
        }
    };
    report(sent());
}
