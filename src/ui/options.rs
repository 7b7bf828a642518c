//! The options page: where Newsglass runs, what it marks, and starting again.

use super::change::sentence;
use super::store::Store;
use super::{choices, dom, report, say, say_with, sites};
use crate::settings::{Settings, SiteChoice};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Fills the options page.
pub async fn run() -> Result<(), JsValue> {
    let store = Store::load().await?;
    choices::build(&dom::find("#rules")?, choices::Kinds::Switches)?;
    choices::strengths()?;
    show(&store)?;
    let held = store.clone();
    dom::on("change", move |input| changed(input, &held))?;
    let held = store.clone();
    dom::on("click", move |button| clicked(button, &held))?;
    let held = store.clone();
    store.on_change(move || report(show(&held)));
    Ok(())
}

fn show(store: &Store) -> Result<(), JsValue> {
    let settings = store.settings();
    choices::show(&settings, None)?;
    choices::show_warnings(store, &[])?;
    dom::set_checked(&dom::find("#everywhere")?, settings.everywhere);
    dom::set_checked(&dom::find("#where-asked")?, !settings.everywhere);
    show_sites(&settings)?;
    show_exceptions(&settings)?;
    show_words(&settings)?;
    let note = dom::find("#where-note")?;
    if !settings.everywhere {
        return Ok(());
    }
    spawn_local(async move {
        let permitted = sites::permitted(&sites::everywhere()).await.unwrap_or(true);
        dom::show(&note, !permitted);
    });
    Ok(())
}

/// The sites that the reader chose something for, each with a button that forgets the choice.
fn show_sites(settings: &Settings) -> Result<(), JsValue> {
    let list = dom::find("#sites")?;
    list.set_text_content(None);
    dom::show(&dom::find("#sites-none")?, settings.sites.is_empty());
    for (site, choice) in &settings.sites {
        let means = match choice {
            SiteChoice::Always => say("siteAlways"),
            SiteChoice::Never => say("siteNever"),
        };
        let label = say_with("removeSite", &[site]);
        let parts = [
            dom::quoted("span", &[("class", "name")], site)?,
            dom::text("span", &[("class", "quiet")], &means)?,
            dom::text(
                "button",
                &[("type", "button"), ("data-remove", site), ("aria-label", &label), ("title", &label)],
                &say("remove"),
            )?,
        ];
        dom::fill(&list, &[dom::group("li", &[], &parts)?])?;
    }
    Ok(())
}

/// What the reader said of single marks, each with a button that forgets it.
fn show_exceptions(settings: &Settings) -> Result<(), JsValue> {
    let list = dom::find("#exceptions")?;
    list.set_text_content(None);
    dom::show(&dom::find("#exceptions-none")?, settings.exceptions.is_empty());
    for (number, exception) in settings.exceptions.iter().enumerate() {
        let (number, said) = (number.to_string(), sentence(exception));
        let label = say_with("removeException", &[&said]);
        let parts = [
            dom::text("span", &[("class", "name")], &said)?,
            dom::text(
                "button",
                &[("type", "button"), ("data-forget", &number), ("aria-label", &label), ("title", &label)],
                &say("remove"),
            )?,
        ];
        dom::fill(&list, &[dom::group("li", &[], &parts)?])?;
    }
    Ok(())
}

/// The reader's own words, each with a button that forgets it.
fn show_words(settings: &Settings) -> Result<(), JsValue> {
    let list = dom::find("#words")?;
    list.set_text_content(None);
    dom::show(&dom::find("#words-none")?, settings.words.is_empty());
    for word in &settings.words {
        let label = say_with("removeException", &[word]);
        let attributes = [("type", "button"), ("data-unword", word), ("aria-label", &label), ("title", &label)];
        let parts =
            [dom::quoted("span", &[("class", "name")], word)?, dom::text("button", &attributes, &say("remove"))?];
        dom::fill(&list, &[dom::group("li", &[], &parts)?])?;
    }
    Ok(())
}

fn changed(input: &Element, store: &Store) {
    match input.id().as_str() {
        "everywhere" => run_everywhere(store, "#where-note", |_| {}),
        "where-asked" => run_where_asked(store),
        _ => {
            choices::changed(input, store);
        }
    }
}

fn clicked(button: &Element, store: &Store) {
    if choices::clicked(button, store) {
        return;
    }
    if let Some(word) = button.get_attribute("data-unword") {
        store.change(|settings| settings.words.retain(|known| *known != word));
        let _ = dom::focus("#words-heading");
        return;
    }
    let forgotten = button.get_attribute("data-forget").and_then(|number| number.parse::<usize>().ok());
    if let Some(number) = forgotten.filter(|&number| number < store.settings().exceptions.len()) {
        store.change(|settings| drop(settings.exceptions.remove(number)));
        // The button is gone: the keyboard goes on from the list.
        let _ = dom::focus("#exceptions-heading");
        return;
    }
    if let Some(site) = button.get_attribute("data-remove") {
        store.change(|settings| {
            settings.sites.remove(&site);
        });
        spawn_local(async move { report(sites::give_back(&Settings::patterns(&site)).await) });
        // The button is gone: the keyboard goes on from the list.
        let _ = dom::focus("#sites-heading");
    } else if button.id() == "reset" {
        let forgotten: Vec<String> = store
            .settings()
            .sites
            .keys()
            .flat_map(|site| Settings::patterns(site))
            .chain(sites::everywhere())
            .collect();
        store.change(|settings| *settings = Settings::default());
        spawn_local(async move { report(sites::give_back(&forgotten).await) });
        report(dom::find("#reset-done").map(|line| dom::set_text(&line, &say("resetDone"))));
    }
}

/// Asks for every site, and runs there once the browser permits it; shows a note if it does not. Also the welcome page's first choice.
/// To be called while a click is handled.
pub fn run_everywhere(store: &Store, note: &'static str, answered: impl FnOnce(bool) + 'static) {
    let asked = sites::request(&sites::everywhere());
    let store = store.clone();
    spawn_local(async move {
        let answer = asked.granted().await;
        let granted = answer.as_ref().is_ok_and(|granted| *granted);
        store.change(|settings| settings.everywhere = granted);
        report(answer.map(drop));
        report(dom::find(note).map(|note| dom::show(&note, !granted)));
        answered(granted);
    });
}

/// Runs only where the reader asks, and gives the permission for every site back.
pub fn run_where_asked(store: &Store) {
    store.change(|settings| settings.everywhere = false);
    spawn_local(async {
        report(sites::give_back(&sites::everywhere()).await);
        report(dom::find("#where-note").map(|note| dom::show(&note, false)));
    });
}
