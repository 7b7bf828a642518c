//! The demo's panel: the popup's switches beside a report, without an extension around, and a box for a text of the reader's own.

use super::store::Store;
use super::{choices, dom, plain, popup, report};
use crate::message::PageState;
use js_sys::Function;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlTextAreaElement};

/// Milliseconds between two questions to the page after a change.
const PAUSES: [i32; 6] = [20, 50, 100, 200, 400, 1000];

struct Demo {
    store: Store,
    changed: Function,
    refresh: Function,
    state: Function,
    /// The sample report, to come back to.
    sample: Element,
    round: Cell<u32>,
}

/// Fills the panel; see [`super::demo`].
pub fn run(changed: Function, refresh: Function, state: Function) -> Result<(), JsValue> {
    let sample = dom::find("#report")?.clone_node_with_deep(true)?.unchecked_into();
    let demo = Rc::new(Demo { store: Store::default(), changed, refresh, state, sample, round: Cell::default() });
    choices::build(&dom::find("#rules")?, choices::Kinds::Line)?;
    let held = demo.clone();
    demo.store.on_change(move || report(held.tell()));
    let held = demo.clone();
    dom::on("change", move |switch| {
        choices::changed(switch, &held.store);
    })?;
    let held = demo.clone();
    dom::on("click", move |button| report(held.clicked(button)))?;
    demo.tell()
}

impl Demo {
    /// Hands the settings on, and follows what comes of them.
    fn tell(self: &Rc<Self>) -> Result<(), JsValue> {
        choices::show(&self.store.settings(), None)?;
        self.changed.call1(&JsValue::NULL, &plain(&self.store.settings())?)?;
        self.follow();
        Ok(())
    }

    fn clicked(self: &Rc<Self>, button: &Element) -> Result<(), JsValue> {
        match button.id().as_str() {
            "read-text" => {
                let text = dom::find("#text")?.unchecked_into::<HtmlTextAreaElement>().value();
                let paragraphs =
                    paragraphs(&text).map(|text| dom::text("p", &[], text)).collect::<Result<Vec<_>, _>>()?;
                if !paragraphs.is_empty() {
                    self.replace(&dom::group("article", &[("id", "report")], &paragraphs)?)?;
                }
            }
            "sample" => self.replace(&self.sample.clone_node_with_deep(true)?.unchecked_into())?,
            _ => {}
        }
        Ok(())
    }

    /// Puts another report in the place of this one.
    fn replace(self: &Rc<Self>, report: &Element) -> Result<(), JsValue> {
        dom::find("#report")?.replace_with_with_node_1(report)?;
        self.refresh.call0(&JsValue::NULL)?;
        self.follow();
        Ok(())
    }

    fn follow(self: &Rc<Self>) {
        self.round.set(self.round.get().wrapping_add(1));
        let (demo, round) = (self.clone(), self.round.get());
        spawn_local(async move {
            for pause in PAUSES {
                dom::sleep(pause).await;
                if demo.round.get() != round {
                    return;
                }
                report(demo.show());
            }
        });
    }

    fn show(&self) -> Result<(), JsValue> {
        let state = self.state.call0(&JsValue::NULL)?;
        let state: Option<PageState> = serde_wasm_bindgen::from_value(state).ok();
        choices::show(&self.store.settings(), state.as_ref())?;
        popup::show_folds(state.as_ref())
    }
}

/// The paragraphs of a pasted text: what blank lines separate, or its lines where it has no blank line.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    let blank = text.lines().any(|line| line.trim().is_empty());
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let mut end = 0;
        for line in rest.split_inclusive('\n') {
            if end > 0 && (!blank || line.trim().is_empty()) {
                break;
            }
            end += line.len();
        }
        let (paragraph, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(paragraph.trim()).filter(|paragraph| !paragraph.is_empty())
    })
}
