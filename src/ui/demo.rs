//! The demo's panel: the popup's switches beside a report, without an extension around, and a box for a text of the reader's own.

use super::store::Store;
use super::trial::Trial;
use super::{choices, dom, plain, popup, report};
use crate::message::PageState;
use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Element, HtmlTextAreaElement};

/// Builds the panel into the page; `page` is the document of the report's frame.
pub fn run(page: Document, changed: Function, step: Function) -> Result<Trial, JsValue> {
    let store = Store::default();
    let sample = article_of(&page)?.clone_node_with_deep(true)?;
    choices::build(&dom::find("#rules")?, choices::Kinds::Line)?;
    choices::strengths()?;
    choices::show(&store.settings(), None)?;
    let held = store.clone();
    store.on_change(move || {
        let told = plain(&held.settings()).and_then(|settings| changed.call1(&JsValue::NULL, &settings));
        report(told.and_then(|_| choices::show(&held.settings(), None)));
    });
    let held = store.clone();
    dom::on("change", move |switch| {
        choices::changed(switch, &held);
    })?;
    let held = store.clone();
    dom::on("click", move |button| {
        if choices::clicked(button, &held) {
            return;
        }
        let first = choices::stepped(button).map(|kind| (kind, 1));
        if let Some((kind, by)) = first.or_else(|| choices::stepper(button)) {
            let hands = step.clone();
            spawn_local(async move { report(go(hands, kind, by).await) });
            return;
        }
        report(match button.id().as_str() {
            "read-text" => read_text(&page),
            "sample" => sample.clone_node_with_deep(true).and_then(|copy| replace(&page, copy.unchecked_ref())),
            _ => Ok(()),
        });
    })?;
    Ok(Trial::new(store, show))
}

/// Shows what a page's state counts.
fn show(store: &Store, state: Option<&PageState>) -> Result<(), JsValue> {
    choices::show(&store.settings(), state)?;
    popup::show_folds(state)
}

/// Has the hands go to a mark, and shows where that is.
async fn go(step: Function, kind: String, by: i32) -> Result<(), JsValue> {
    // Adopted, as it is a promise of the frame's own kind.
    let asked = js_sys::Promise::resolve(&step.call2(&JsValue::NULL, &by.into(), &JsValue::from_str(&kind))?);
    let there: Option<(usize, usize)> =
        serde_wasm_bindgen::from_value::<Option<Step>>(JsFuture::from(asked).await?)?.map(|step| (step.nth, step.of));
    there.map_or(Ok(()), |(nth, of)| choices::show_step(&kind, nth, of))
}

#[derive(serde::Deserialize)]
struct Step {
    nth: usize,
    of: usize,
}

/// Puts the pasted text in the place of the report; the hands see that the page has changed.
fn read_text(page: &Document) -> Result<(), JsValue> {
    let text = dom::find("#text")?.unchecked_into::<HtmlTextAreaElement>().value();
    let paragraphs = paragraphs(&text).map(|text| dom::text("p", &[], text)).collect::<Result<Vec<_>, _>>()?;
    if paragraphs.is_empty() {
        return dom::focus("#text");
    }
    replace(page, &dom::group("article", &[], &paragraphs)?)
}

fn article_of(page: &Document) -> Result<Element, JsValue> {
    page.query_selector("article")?.ok_or_else(|| JsError::new("the report has no article").into())
}

fn replace(page: &Document, article: &Element) -> Result<(), JsValue> {
    article_of(page)?.replace_with_with_node_1(article)?;
    page.document_element().inspect(|root| root.set_scroll_top(0));
    Ok(())
}

/// The paragraphs of a pasted text: what blank lines separate, or its lines where it has no blank line.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    let blank = rest.lines().any(|line| line.trim().is_empty());
    std::iter::from_fn(move || {
        let mut end = 0;
        for line in rest.split_inclusive('\n') {
            if end > 0 && (!blank || line.trim().is_empty()) {
                break;
            }
            end += line.len();
        }
        let (paragraph, after) = rest.split_at_checked(end)?;
        rest = after.trim_start();
        Some(paragraph.trim()).filter(|paragraph| !paragraph.is_empty())
    })
}
