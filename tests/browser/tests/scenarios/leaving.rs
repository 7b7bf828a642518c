//! The extension goes while pages are open: disabled or removed, or another version takes its place. Pages are left as they were.

use crate::page::{REPORT, open_marked, painted, seen};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::{Browser, Departure, Session};
use newsglass_browser_tests::{Result, scenarios};

scenarios! {
    disabled_it_leaves_pages_clean,
    updated_it_leaves_pages_clean,
    disabled_it_leaves_pages_clean_that_come_back,
}

async fn disabled_it_leaves_pages_clean(stage: &mut Stage) -> Result {
    gone(stage, Departure::Disabled).await
}

async fn updated_it_leaves_pages_clean(stage: &mut Stage) -> Result {
    gone(stage, Departure::Updated).await
}

async fn gone(stage: &mut Stage, departure: Departure) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    session
        .until_true("two folds are there", "return document.querySelectorAll('newsglass-fold').length === 2")
        .await?;
    assert!(!seen(session, "#owner-again").await?, "what comes again is folded");
    let (tint, _) = painted(session, "direct").await?;
    session.depart(departure).await?;
    clean(session).await?;
    if session.browser == Browser::Firefox {
        let (paper, _) = painted(session, "direct").await?;
        assert_ne!(paper, tint, "a quote has no tint any more");
    }
    Ok(())
}

/// The browser keeps a page that was left, as it is, and shows it again.
async fn disabled_it_leaves_pages_clean_that_come_back(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    let other = stage.server.put("/other", &[], "<!doctype html><title>Another page</title>");
    open_marked(stage, &url).await?;
    let session = &stage.session;
    session
        .until_true("two folds are there", "return document.querySelectorAll('newsglass-fold').length === 2")
        .await?;
    let kept = "(window.wrappedJSObject ?? window).kept";
    session.eval(&format!("{kept} = true")).await?;
    session.open(&other).await?;
    session.depart(Departure::Disabled).await?;
    session.driver.back().await?;
    session.until_true("the page is back", "return document.querySelector('#owner-again') !== null").await?;
    // Chromium may load it anew instead.
    if session.browser == Browser::Firefox {
        assert_eq!(session.eval(&format!("return {kept} ?? false")).await?, true, "it is the page that was kept");
    }
    clean(session).await
}

/// Nothing of ours is to be seen, and what was hidden is shown. Chromium leaves our scripts the time to put the page back to the byte; Firefox
/// ends them, and takes the sheets that it holds: what is left in the page shows nothing.
async fn clean(session: &Session) -> Result {
    let shown = "return document.querySelector('#owner-again').checkVisibility({contentVisibilityAuto: false}) && document.querySelector('#owner-again').getBoundingClientRect().height > 9";
    session.until_true("what was folded is shown", shown).await?;
    let bars =
        "return ![...document.querySelectorAll('newsglass-fold, newsglass-card')].some(ours => ours.checkVisibility())";
    session.until_true("nothing of ours is shown", bars).await?;
    if session.browser == Browser::Chromium {
        session.until_true("the marks go", "return CSS.highlights.size === 0").await?;
        session.until_true("and all else", "return asBefore()").await?;
        assert_eq!(session.eval("return document.adoptedStyleSheets.length").await?, 0);
    }
    Ok(())
}
