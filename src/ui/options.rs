//! The options page: where Newsglass runs, what it marks and how, corrections, own words, settings as a file, and starting again.

mod file;
mod places;
mod words;

use super::change::sentence;
use super::store::Store;
use super::{api, choices, dom, report, say, say_with, sites};
use crate::settings::{Settings, SiteChoice, sync};
use serde_json::Value;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

thread_local! {
    /// The settings before the last step that can be undone.
    static BEFORE: RefCell<Option<Settings>> = RefCell::default();
}

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
    dom::on_submit(move |_| places::sent(&held))?;
    let held = store.clone();
    store.on_change(move || report(show(&held)));
    file::show_replaced(&store).await
}

fn show(store: &Store) -> Result<(), JsValue> {
    let settings = store.settings();
    choices::show(&settings, None)?;
    choices::show_warnings(store, &[])?;
    dom::set_checked(&dom::find("#everywhere")?, settings.everywhere);
    dom::set_checked(&dom::find("#where-asked")?, !settings.everywhere);
    dom::set_checked(&dom::find("#sync")?, settings.sync);
    dom::show(&dom::find("#colours-reset")?, !settings.colours.is_empty());
    places::show(&settings)?;
    show_exceptions(&settings)?;
    words::show(&settings)?;
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

/// What the reader said of single marks, each with a button that forgets it.
fn show_exceptions(settings: &Settings) -> Result<(), JsValue> {
    thread_local! {
        static SHOWN: RefCell<Option<Vec<crate::settings::Exception>>> = RefCell::default();
    }
    // Thousands of rows are not made again because a switch was turned.
    if SHOWN.replace(Some(settings.exceptions.clone())).as_ref() == Some(&settings.exceptions) {
        return Ok(());
    }
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

fn changed(input: &Element, store: &Store) {
    match input.id().as_str() {
        "everywhere" => run_everywhere(store, "#where-note", |_| {}),
        "where-asked" => run_where_asked(store),
        "import" => file::chosen(input, store),
        "sync" => keep_in_step(dom::is_checked(input), store),
        _ => {
            let _ = choices::changed(input, store) || places::changed(input, store) || words::changed(input, store);
        }
    }
}

fn clicked(button: &Element, store: &Store) {
    if choices::clicked(button, store) || places::clicked(button, store) || words::clicked(button, store) {
        return;
    }
    let forgotten = button.get_attribute("data-forget").and_then(|number| number.parse::<usize>().ok());
    if let Some(number) = forgotten.filter(|&number| number < store.settings().exceptions.len()) {
        let said = sentence(&store.settings().exceptions[number]);
        step(store, &say_with("exceptionRemoved", &[&said]), |settings| drop(settings.exceptions.remove(number)));
        // The button is gone: the keyboard goes on from the list.
        let _ = dom::focus("#exceptions-heading");
        return;
    }
    match button.id().as_str() {
        "colours-reset" => step(store, &say("coloursWereReset"), |settings| settings.colours.clear()),
        "export" => report(file::export(store)),
        "replaced" => {
            let store = store.clone();
            spawn_local(async move { report(file::export_replaced(&store).await) });
        }
        "undo" => undo(store),
        "reset" => {
            let forgotten = origins(&store.settings());
            step(store, &say("resetDone"), |settings| *settings = Settings::default());
            spawn_local(async move { report(sites::give_back(&forgotten).await) });
        }
        _ => {}
    }
}

/// The permissions that settings need.
fn origins(settings: &Settings) -> Vec<String> {
    let always = settings.sites.iter().filter(|&(_, &choice)| choice == SiteChoice::Always);
    let everywhere = settings.everywhere.then(sites::everywhere).into_iter().flatten();
    always.flat_map(|(site, _)| sites::origins(site)).chain(everywhere).collect()
}

/// Changes the settings, says what was done and offers the way back.
fn step(store: &Store, said: &str, change: impl FnOnce(&mut Settings)) {
    BEFORE.set(Some(store.settings()));
    store.change(change);
    report(show_done(said, true));
}

fn show_done(said: &str, can_undo: bool) -> Result<(), JsValue> {
    dom::show(&dom::find("#done")?, true);
    dom::show(&dom::find("#undo")?, can_undo);
    // The live region says a sentence that comes again only if it was gone meanwhile.
    let line = dom::find("#done-said")?;
    line.set_text_content(None);
    dom::set_text(&line, said);
    Ok(())
}

/// Puts the settings back as they were before the last step, and asks for the permissions that they need again.
fn undo(store: &Store) {
    let Some(before) = BEFORE.take() else { return };
    let there = origins(&store.settings());
    let wanted: Vec<String> = origins(&before).into_iter().filter(|origin| !there.contains(origin)).collect();
    if !wanted.is_empty() {
        let asked = sites::request(&wanted);
        spawn_local(async move { report(asked.granted().await.map(drop)) });
    }
    store.change(|settings| *settings = before);
    report(show_done(&say("undone"), false));
    let _ = dom::focus("#done-said");
}

/// Begins or ends to keep the look in the browser's account. What another device put there is taken first.
fn keep_in_step(on: bool, store: &Store) {
    let store = store.clone();
    spawn_local(async move {
        let asked = async { api()?.storage().sync().get("look").await };
        let item = if on { asked.await } else { Ok(JsValue::UNDEFINED) };
        report(item.map(|item| {
            let item: Value = serde_wasm_bindgen::from_value(item).unwrap_or_default();
            store.change(|settings| {
                settings.sync = on;
                if let Some(look) = item.get("look") {
                    *settings = sync::read(settings, look);
                }
            });
        }));
    });
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
