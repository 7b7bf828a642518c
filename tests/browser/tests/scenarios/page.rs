//! What a page shows, as the scenarios ask for it.

use newsglass_browser_tests::Result;
use newsglass_browser_tests::picture::{Colour, Picture};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::Session;
use serde_json::Value;
use std::collections::BTreeMap;
use thirtyfour::prelude::*;

/// A report with something for every rule: three paragraphs come again, two hold the comment policy.
pub const REPORT: &str = include_str!("../../fixtures/report.html");
/// The same report in lines between `<br>`: what comes again has no element of its own.
pub const BREAKS: &str = include_str!("../../fixtures/breaks.html");
/// A report in which nothing is folded.
pub const PLAIN: &str = include_str!("../../fixtures/plain.html");

/// The texts of all marks, by name of their highlight without "newsglass-", in the registry's order.
const MARKS: &str = "
    const text = ({startContainer, startOffset, endContainer, endOffset}) => {
        const range = startContainer.ownerDocument.createRange();
        range.setStart(startContainer, startOffset);
        range.setEnd(endContainer, endOffset);
        return range.toString();
    };
    // What joins quotes to their speakers, and what the card speaks of, are no marks of their own.
    const ours = [...CSS.highlights].filter(([name]) => name.startsWith('newsglass-') && !/-(joined|active)$/.test(name));
    return Object.fromEntries(ours.map(([name, ranges]) => [name.slice(10), [...ranges].map(text)]));";

/// Whether the page is marked.
pub const MARKED: &str = "return [...CSS.highlights.keys()].some(name => name.startsWith('newsglass-'))";

/// Opens a page and waits for marks on it.
pub async fn open_marked(stage: &Stage, url: &str) -> Result {
    stage.session.open(url).await?;
    stage.session.until_true("the page is marked", MARKED).await
}

/// The marked texts by kind.
pub async fn marks(session: &Session) -> Result<BTreeMap<String, Vec<String>>> {
    Ok(serde_json::from_value(session.eval(MARKS).await?)?)
}

/// Kinds by rule, as the manifest of the rules in the popup has them: what a toggle of the rule takes away.
pub fn rule_of(kind: &str) -> &'static str {
    match kind {
        "person" | "organization" | "armed-group" | "state" | "place" | "people" | "role" => "actors",
        "direct" | "indirect" | "scare" | "title" => "quotes",
        _ => "numbers",
    }
}

/// How many marks each rule has on the page.
pub async fn count_by_rule(session: &Session) -> Result<BTreeMap<&'static str, usize>> {
    let mut counts = BTreeMap::new();
    for (kind, texts) in marks(session).await? {
        *counts.entry(rule_of(&kind)).or_default() += texts.len();
    }
    Ok(counts)
}

/// A fold bar on the page.
#[derive(Debug, PartialEq, Eq, serde::Deserialize)]
pub struct Bar {
    /// What its button says.
    pub label: String,
    /// Its `aria-expanded`.
    pub expanded: String,
}

/// The fold bars in page order.
pub async fn bars(session: &Session) -> Result<Vec<Bar>> {
    let script =
        "return [...document.querySelectorAll('newsglass-fold')].map(bar => bar.shadowRoot.querySelector('button'))
        .map(button => ({label: button.textContent, expanded: button.getAttribute('aria-expanded')}))";
    Ok(serde_json::from_value(session.eval(script).await?)?)
}

/// Whether an element is to be seen: neither it nor an element around it is hidden.
pub async fn seen(session: &Session, selector: &str) -> Result<bool> {
    let script = format!(
        "return document.querySelector('{selector}').checkVisibility({{contentVisibilityAuto: false}}) && !document.querySelector('{selector}').closest('[hidden]')"
    );
    Ok(session.eval(&script).await? == Value::Bool(true))
}

/// The colour behind the first mark of a kind, and all colours there. The mark is scrolled into view.
pub async fn painted(session: &Session, kind: &str) -> Result<(Colour, Vec<Colour>)> {
    let script = format!(
        "const [first] = CSS.highlights.get('newsglass-{kind}');
        const range = document.createRange();
        range.setStart(first.startContainer, first.startOffset);
        range.setEnd(first.endContainer, first.endOffset);
        first.startContainer.parentElement.scrollIntoView({{block: 'center'}});
        const {{x, y, width, height}} = range.getClientRects()[0];
        // A line may stand a little below the letters' own box.
        return [x, y, width, height + 3].map(Math.floor)"
    );
    let rectangle: [usize; 4] = serde_json::from_value(session.eval(&script).await?)?;
    let picture = Picture::read(&session.driver.screenshot_as_png().await?)?;
    Ok((picture.background(rectangle), picture.colours(rectangle).into_keys().collect()))
}

/// What a kind's highlight looks like on the page, as an expression: its ground and its line. Whoever holds the sheet, the page or the browser.
pub fn look_of(kind: &str) -> String {
    format!(
        "(({{backgroundColor, textDecoration}}) => backgroundColor + ', ' + textDecoration)(getComputedStyle(document.documentElement, '::highlight(newsglass-{kind})'))"
    )
}

/// The popup, opened in a tab of its own beside the page.
pub struct Popup<'a> {
    session: &'a Session,
    window: WindowHandle,
}

impl<'a> Popup<'a> {
    /// Opens it for the tab for pages and waits until its switches are there.
    pub async fn open(session: &'a Session) -> Result<Self> {
        let window = session.open_beside(&session.page("popup.html")).await?;
        session
            .until_true("the popup has its switches", "return document.querySelector('[data-rule=quotes]') !== null")
            .await?;
        Ok(Self { session, window })
    }

    /// Clicks something in the popup and goes back to the page.
    pub async fn click(&self, selector: &str) -> Result {
        self.session.driver.switch_to_window(self.window.clone()).await?;
        self.session.driver.find(By::Css(selector)).await?.click().await?;
        self.session.driver.switch_to_window(self.session.tab.clone()).await?;
        Ok(())
    }

    /// Waits until an expression about the popup is true, and goes back to the page.
    pub async fn until(&self, what: &str, expression: &str) -> Result {
        self.session.driver.switch_to_window(self.window.clone()).await?;
        self.session.until_true(what, &format!("return {expression}")).await?;
        self.session.driver.switch_to_window(self.session.tab.clone()).await?;
        Ok(())
    }

    /// The text of an element of the popup; goes back to the page.
    pub async fn text(&self, selector: &str) -> Result<String> {
        self.session.driver.switch_to_window(self.window.clone()).await?;
        let script = format!("return document.querySelector('{selector}').textContent");
        let text = self.session.eval(&script).await?;
        self.session.driver.switch_to_window(self.session.tab.clone()).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the popup names a host of the engine, "page" or "background".
    pub async fn host(&self) -> Result<String> {
        self.until("the popup names the host", "document.querySelector('#host').dataset.host > ''").await?;
        self.session.driver.switch_to_window(self.window.clone()).await?;
        let host = self.session.eval("return document.querySelector('#host').dataset.host").await?;
        self.session.driver.switch_to_window(self.session.tab.clone()).await?;
        Ok(host.as_str().unwrap_or_default().to_owned())
    }

    /// Closes it and goes back to the page.
    pub async fn close(self) -> Result {
        self.session.driver.switch_to_window(self.window.clone()).await?;
        self.session.driver.close_window().await?;
        self.session.driver.switch_to_window(self.session.tab.clone()).await?;
        Ok(())
    }
}
