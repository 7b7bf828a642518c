//! The extension goes while pages are open: disabled or removed, or another version takes its place. Pages are left as they were.

use crate::page::{MARKED, REPORT, marks, open_marked, painted, seen};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::{Browser, Departure, Session};
use newsglass_browser_tests::{Result, scenarios};
use serde_json::Value;

scenarios! {
    disabled_it_leaves_pages_clean,
    removed_it_leaves_pages_clean,
    updated_it_leaves_pages_clean,
    disabled_it_leaves_pages_clean_that_come_back,
    updated_it_reads_pages_again,
    highlights_that_another_version_left_go,
}

async fn disabled_it_leaves_pages_clean(stage: &mut Stage) -> Result {
    gone(stage, Departure::Disabled).await
}

async fn removed_it_leaves_pages_clean(stage: &mut Stage) -> Result {
    gone(stage, Departure::Removed).await
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

/// What the version before has left in a page, which in Firefox is all of it, goes when the next one reads that page.
async fn updated_it_reads_pages_again(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let folded = "return document.querySelectorAll('newsglass-fold').length === 2";
    session.until_true("two folds are there", folded).await?;
    let before = marks(session).await?;
    session.depart(Departure::Updated).await?;
    clean(session).await?;
    let read = "api.tabs.query({}).then(tabs => api.runtime.sendMessage({do: 'read', tab: tabs.find(tab => tab.url.endsWith('/report')).id}))";
    // The extension's pages are there a moment after it is.
    let answer = session.until("it has read the page", async || session.in_extension(read).await.map(Some)).await?;
    assert_eq!(answer, Value::Null, "it was read without an error");
    let shown =
        format!("{folded} && [...document.querySelectorAll('newsglass-fold')].every(bar => bar.checkVisibility())");
    session.until_true("two bars are there, and no more", &shown).await?;
    session.until_true("the page is marked again", MARKED).await?;
    assert_eq!(marks(session).await?, before, "each place is marked once");
    assert!(!seen(session, "#owner-again").await?, "what comes again is folded");
    let sheets =
        "return [...document.adoptedStyleSheets].filter(sheet => /newsglass/.test(sheet.cssRules[0]?.cssText)).length";
    assert!(session.eval(sheets).await?.as_u64() <= Some(1), "the old sheet is gone");
    Ok(())
}

/// Nothing takes the place of a highlight whose kind is marked no more.
async fn highlights_that_another_version_left_go(stage: &mut Stage) -> Result {
    let left = "<script>
        const range = document.createRange();
        range.selectNodeContents(document.querySelector('p'));
        for (const name of ['newsglass-left', 'of-the-page']) CSS.highlights.set(name, new Highlight(range));
    </script>";
    let url = stage.server.put("/report", &[], format!("{REPORT}{left}"));
    stage.session.open(&url).await?;
    stage.session.until_true("the page is marked", "return CSS.highlights.has('newsglass-person')").await?;
    assert_eq!(stage.session.eval("return CSS.highlights.has('newsglass-left')").await?, false);
    assert_eq!(stage.session.eval("return CSS.highlights.has('of-the-page')").await?, true, "others are the page's");
    Ok(())
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
