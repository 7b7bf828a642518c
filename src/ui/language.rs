//! The language in which Newsglass speaks: that of its message file, in the reader's own region. Numbers and plurals are the browser's `Intl`.

use super::say;
use crate::browser;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(tag: &str, options: &JsValue) -> Result<NumberFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(tag: &str) -> Result<PluralRules, JsValue>;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: f64) -> String;
}

/// Language tag of the texts: "de".
pub fn tag() -> String {
    say("language")
}

/// "ltr" or "rtl".
pub fn direction() -> String {
    say("direction")
}

/// Language tag for numbers: "de-CH" where that is the browser's language and the texts are "de".
fn region() -> String {
    let own = tag();
    let of_browser = match browser::api() {
        Some(api) => Some(api.i18n().get_ui_language()),
        None => Reflect::get(&js_sys::global(), &"navigator".into())
            .and_then(|navigator| Reflect::get(&navigator, &"language".into()))
            .ok()
            .and_then(|language| language.as_string()),
    };
    let same = |full: &String| full.strip_prefix(&own).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    of_browser.filter(same).unwrap_or(own)
}

/// A number as it is written in the reader's language, with at most six places behind the point. Years and small counts keep their digits together.
pub fn number(number: f64) -> String {
    FORMAT.with(|format| match format {
        Some(format) => format.format(number),
        None => number.to_string(),
    })
}

thread_local! {
    /// Made once: lists have thousands of numbers.
    static FORMAT: Option<NumberFormat> = {
        let options = Object::new();
        let _ = Reflect::set(&options, &"useGrouping".into(), &"min2".into());
        let _ = Reflect::set(&options, &"maximumFractionDigits".into(), &6.into());
        NumberFormat::new(&region(), &options).ok()
    };
}

/// The plural category of a number: "one", "other" …
pub fn category(number: f64) -> String {
    PluralRules::new(&region()).map_or_else(|_| "other".to_owned(), |rules| rules.select(number))
}

/// A text of somebody else's that is put into one of ours, kept apart where it might be written the other way.
pub fn apart(text: &str) -> String {
    let leftward = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if direction() == "rtl" || text.contains(leftward) { format!("\u{2068}{text}\u{2069}") } else { text.to_owned() }
}
