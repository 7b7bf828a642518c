//! Building and updating the page: elements, texts, one listener a kind of event.

use super::{language, say};
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, Document, Element, Event, File, HtmlElement, HtmlInputElement, KeyboardEvent, Url};

/// This page's document.
pub fn document() -> Result<Document, JsValue> {
    web_sys::window().and_then(|window| window.document()).ok_or_else(|| JsError::new("no document").into())
}

/// A new element with attributes.
pub fn element(tag: &str, attributes: &[(&str, &str)]) -> Result<Element, JsValue> {
    let element = document()?.create_element(tag)?;
    for (name, value) in attributes {
        element.set_attribute(name, value)?;
    }
    Ok(element)
}

/// A new element that holds a text.
pub fn text(tag: &str, attributes: &[(&str, &str)], text: &str) -> Result<Element, JsValue> {
    let element = element(tag, attributes)?;
    element.set_text_content(Some(text));
    Ok(element)
}

/// A new element that holds a text of somebody else's, which may be written the other way than ours.
pub fn quoted(tag: &str, attributes: &[(&str, &str)], text: &str) -> Result<Element, JsValue> {
    let inner = element("bdi", &[])?;
    inner.set_text_content(Some(text));
    group(tag, attributes, &[inner])
}

/// A new element that holds others.
pub fn group(tag: &str, attributes: &[(&str, &str)], children: &[Element]) -> Result<Element, JsValue> {
    let element = element(tag, attributes)?;
    fill(&element, children)?;
    Ok(element)
}

/// Puts children at the end of an element.
pub fn fill(element: &Element, children: &[Element]) -> Result<(), JsValue> {
    children.iter().try_for_each(|child| element.append_child(child).map(drop))
}

/// The first element of a selector; an error names the selector that the shell lacks.
pub fn find(selector: &str) -> Result<Element, JsValue> {
    let found = document()?.query_selector(selector)?;
    found.ok_or_else(|| JsError::new(&format!("the page has no {selector}")).into())
}

/// The elements of a selector.
pub fn find_all(selector: &str) -> Result<Vec<Element>, JsValue> {
    let list = document()?.query_selector_all(selector)?;
    Ok((0..list.length()).filter_map(|i| list.get(i)).filter_map(|node| node.dyn_into().ok()).collect())
}

/// Sets an element's text, unless it says so already: live regions would say it again.
pub fn set_text(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Shows or hides an element.
pub fn show(element: &Element, shown: bool) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.set_hidden(!shown);
    }
}

/// Sets a switch and makes it usable.
pub fn set_checked(element: &Element, on: bool) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.set_checked(on);
        input.set_disabled(false);
    }
}

/// Whether a switch is on.
pub fn is_checked(element: &Element) -> bool {
    element.dyn_ref::<HtmlInputElement>().is_some_and(HtmlInputElement::checked)
}

/// Calls back for every event of a kind on this page with the element that it belongs to: for clicks the button or link, else the target.
/// The page keeps its listeners until it closes, so they are never taken back.
pub fn on(kind: &str, mut happened: impl FnMut(&Element) + 'static) -> Result<(), JsValue> {
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let wanted = if event.type_() == "click" { "button, a" } else { "*" };
        if let Some(element) = target.and_then(|target| target.closest(wanted).ok().flatten()) {
            happened(&element);
        }
    });
    document()?.add_event_listener_with_callback(kind, listener.into_js_value().unchecked_ref())
}

/// What stands in a field, or which choice is made.
pub fn value(element: &Element) -> String {
    Reflect::get(element, &"value".into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// Puts something into a field, unless it is there: that would move the caret.
pub fn set_value(element: &Element, text: &str) {
    if value(element) != text {
        let _ = Reflect::set(element, &"value".into(), &text.into());
    }
}

/// Calls back when a form is sent, instead of that.
pub fn on_submit(mut happened: impl FnMut(&Element) + 'static) -> Result<(), JsValue> {
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        event.prevent_default();
        if let Some(form) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
            happened(&form);
        }
    });
    document()?.add_event_listener_with_callback("submit", listener.into_js_value().unchecked_ref())
}

/// The file that was chosen in a field. The field is emptied, so that the same file can be chosen again.
pub fn chosen_file(field: &Element) -> Option<File> {
    let file = field.dyn_ref::<HtmlInputElement>()?.files()?.get(0);
    set_value(field, "");
    file
}

/// The bytes of a file; the error is the browser's.
pub async fn bytes(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Hands a text to the reader as a file.
pub fn download(name: &str, text: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_str_sequence(&js_sys::Array::of1(&text.into()))?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link = element("a", &[("href", &url), ("download", name), ("hidden", ""), ("id", "download")])?;
    if let Ok(old) = find("#download") {
        let _ = Url::revoke_object_url(&old.get_attribute("href").unwrap_or_default());
        old.remove();
    }
    fill(&find("body")?, std::slice::from_ref(&link))?;
    link.dyn_into::<HtmlElement>()?.click();
    Ok(())
}

/// Calls back for every key that goes down, with the element that has the focus and the key's name; where that answers true, the key is taken.
pub fn on_key(mut pressed: impl FnMut(&Element, &str) -> bool + 'static) -> Result<(), JsValue> {
    let listener = Closure::<dyn FnMut(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let modified = event.alt_key() || event.ctrl_key() || event.meta_key();
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok()).filter(|_| !modified);
        if target.is_some_and(|target| pressed(&target, &event.key())) {
            event.prevent_default();
        }
    });
    document()?.add_event_listener_with_callback("keydown", listener.into_js_value().unchecked_ref())
}

/// Says the texts of the static shell in the reader's language: `data-say` holds the key of a text, `data-say-label` that
/// of a label, `data-say-title` that of a title. Until then the texts of the shell are not shown (ui.css).
pub fn say_shell() -> Result<(), JsValue> {
    let root = find("html")?;
    root.set_attribute("lang", &language::tag())?;
    root.set_attribute("dir", &language::direction())?;
    for element in find_all("[data-say]")? {
        set_text(&element, &say(&element.get_attribute("data-say").unwrap_or_default()));
    }
    for element in find_all("[data-say-label]")? {
        element.set_attribute("aria-label", &say(&element.get_attribute("data-say-label").unwrap_or_default()))?;
    }
    for element in find_all("[data-say-title]")? {
        element.set_attribute("title", &say(&element.get_attribute("data-say-title").unwrap_or_default()))?;
    }
    Ok(())
}

/// Shows what went wrong in the page's line for it.
pub fn show_failure(text: &str) -> Result<(), JsValue> {
    let line = find("#failure")?;
    set_text(&line, text);
    show(&line, !text.is_empty());
    Ok(())
}

/// Waits.
pub async fn sleep(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Moves the keyboard's focus.
pub fn focus(selector: &str) -> Result<(), JsValue> {
    find(selector)?.dyn_into::<HtmlElement>()?.focus()
}
