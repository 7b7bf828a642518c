//! Pages that are odd without fighting us: policies that forbid everything, text that comes in by style alone.

use crate::page::{BREAKS, PLAIN, marks, open_marked};
use newsglass_browser_tests::pages::Desk;
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::Session;
use newsglass_browser_tests::{Result, scenarios};

scenarios! {
    sandboxed_pages_are_read,
    what_fades_in_by_style_alone_is_read,
    what_would_notice_is_not_moved,
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

/// Lines between `<br>` are put into a wrapper to be folded, unless something in them is told of it: elements of the page's own, frames.
async fn what_would_notice_is_not_moved(stage: &mut Stage) -> Result {
    let told = "<script>moved = 0; customElements.define('news-word', class extends HTMLElement { disconnectedCallback() { moved++ } })</script>";
    let (first, again) = BREAKS.split_at(BREAKS.rfind("the ministry of transport").unwrap_or_default());
    let again = again.replacen("the ministry of transport", "<news-word>the ministry of transport</news-word>", 1);
    let pages = [BREAKS.to_owned(), format!("{first}{again}").replacen("<body>", &format!("<body>{told}"), 1)];
    let session = &stage.session;
    for (n, (page, bars)) in pages.into_iter().zip([2, 1]).enumerate() {
        let url = stage.server.put(&format!("/lines/{n}"), &[], page);
        open_marked(stage, &url).await?;
        session
            .until_true(
                "folds are there",
                &format!("return document.querySelectorAll('newsglass-fold').length === {bars}"),
            )
            .await?;
    }
    assert_eq!(session.eval("return moved").await?, 0, "the page's own element stayed where it is");
    Ok(())
}
