//! Pages that are odd without fighting us: objects that throw, policies that forbid everything, text that comes in by style alone.

use crate::page::{MARKED, PLAIN, marks, open_marked};
use newsglass_browser_tests::pages::Desk;
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::{Browser, Session};
use newsglass_browser_tests::{Result, scenarios};

scenarios! {
    getters_that_throw_are_the_pages_own,
    sandboxed_pages_are_read,
    what_fades_in_by_style_alone_is_read,
}

const SUM: &str = "<p>On Tuesday the mayor of Porto said that the harbour had lost $640,000 since the spring.</p>";

fn with(more: &str) -> String {
    PLAIN.replacen("</article>", &format!("{more}</article>"), 1)
}

async fn nothing_was_thrown(session: &Session, what: &str) -> Result {
    let complaints = session.complaints().await?;
    assert!(complaints.is_empty(), "{what}: {complaints:#?}");
    Ok(())
}

/// Accessors on the page's own objects, of nodes that stand in it: none of them is asked.
async fn getters_that_throw_are_the_pages_own(stage: &mut Stage) -> Result {
    let traps = format!(
        "{SUM}<div id=trap>{SUM}</div><script>sprung = 0;
        const names = ['localName', 'nodeType', 'firstChild', 'lastChild', 'previousSibling', 'parentElement', 'parentNode', 'shadowRoot', 'ownerDocument', 'textContent', 'hidden', 'isContentEditable', 'getAttribute', 'namespaceURI', 'data', 'childNodes'];
        const trap = {{configurable: true, get() {{ sprung++; throw new Error('a trap') }}}};
        for (const node of [document.getElementById('trap'), document.body, document.querySelector('article'), document.querySelector('h1')]) for (const name of names) Object.defineProperty(node, name, trap);
        for (const name of ['body', 'URL', 'readyState', 'adoptedStyleSheets', 'defaultView', 'activeElement']) Object.defineProperty(document, name, trap);</script>"
    );
    let url = stage.server.put("/traps", &[], with(&traps));
    let session = &stage.session;
    session.open(&url).await?;
    session.until_true("the page is marked", MARKED).await?;
    // In Chromium the driver's own questions spring some; scripts of ours have objects of their own there.
    if session.browser == Browser::Firefox {
        assert_eq!(session.eval("return window.wrappedJSObject.sprung").await?, 0, "traps of the page that we sprang");
    }
    nothing_was_thrown(session, "traps").await
}

/// A page without an origin of its own, and policies that forbid everything.
async fn sandboxed_pages_are_read(stage: &mut Stage) -> Result {
    let policies = [
        "sandbox",
        "sandbox allow-scripts; default-src 'none'",
        "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        "script-src 'nonce-a' 'strict-dynamic'; style-src 'none'; base-uri 'none'; form-action 'none'",
    ];
    let session = &stage.session;
    let desk = Desk::open(session).await?;
    for (n, policy) in policies.iter().enumerate() {
        let path = format!("/policy/{n}");
        let url = stage.server.put(&path, &[("Content-Security-Policy", policy)], PLAIN);
        session.open(&url).await?;
        // A sandboxed document runs no script of the driver's either: it is asked through the extension.
        let (state, work) = desk.settled(session, &url).await?;
        assert_eq!(state["status"], "marked", "{policy}: {state}");
        assert!(work.slices >= 3, "{policy}: {work:?}");
    }
    nothing_was_thrown(session, "policies").await
}

/// Text that is transparent when the page loads and comes in by an animation of style is no mutation; it is read in the end.
async fn what_fades_in_by_style_alone_is_read(stage: &mut Stage) -> Result {
    let fading = format!(
        "<style>@keyframes in {{ from {{ opacity: 0 }} }} #late {{ animation: in 300ms 1500ms both }}</style><div id=late>{SUM}</div>"
    );
    let url = stage.server.put("/fading", &[], with(&fading));
    open_marked(stage, &url).await?;
    let session = &stage.session;
    session
        .until("what has faded in is marked", async || {
            let money = marks(session).await?.remove("money").unwrap_or_default();
            Ok(money.iter().any(|text| text == "$640,000").then_some(()))
        })
        .await
}
