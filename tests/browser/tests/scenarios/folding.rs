//! What comes again is folded, and opens in every way that a reader may take.

use crate::page::{REPORT, bars, open_marked, seen};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::{Browser, Session};
use newsglass_browser_tests::{Result, scenarios};
use thirtyfour::prelude::*;

scenarios! {
    folds_open_and_close_by_click,
    folds_open_and_close_by_keyboard,
    the_address_opens_a_fold,
    find_in_page_opens_a_fold,
    printing_opens_all_folds,
    all_folds_open_at_once,
}

/// Opens the report and waits for its two folds.
async fn folded(stage: &Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    stage
        .session
        .until("two folds are there", async || Ok((bars(&stage.session).await?.len() == 2).then_some(())))
        .await
}

async fn until_expanded(session: &Session, what: &str, expected: [&str; 2]) -> Result {
    session
        .until(what, async || {
            let bars = bars(session).await?;
            let found: Vec<&str> = bars.iter().map(|bar| bar.expanded.as_str()).collect();
            if found == expected { Ok(Some(())) } else { Err(format!("the bars say {bars:?}").into()) }
        })
        .await
}

async fn folds_open_and_close_by_click(stage: &mut Stage) -> Result {
    folded(stage).await?;
    let session = &stage.session;
    let labels: Vec<String> = bars(session).await?.into_iter().map(|bar| bar.label).collect();
    assert!(labels[0].starts_with("3 paragraphs repeat from above"), "{labels:?}");
    assert!(labels[1].starts_with("Comment policy"), "{labels:?}");
    until_expanded(session, "both are closed", ["false", "false"]).await?;
    for (hidden, shown) in [("#owner-again", "#owner"), ("#cost-again", "#cost"), ("#policy", "a[href=\"#write\"]")] {
        assert!(!seen(session, hidden).await?, "{hidden} is folded");
        assert!(seen(session, shown).await?, "{shown} stays");
    }
    let bar = session.driver.find(By::Css("newsglass-fold")).await?;
    bar.click().await?;
    until_expanded(session, "a click opens the first", ["true", "false"]).await?;
    assert!(seen(session, "#owner-again").await? && seen(session, "#cost-again").await?, "what was folded is shown");
    bar.click().await?;
    until_expanded(session, "another click closes it", ["false", "false"]).await?;
    assert!(!seen(session, "#owner-again").await?, "it is folded again");
    Ok(())
}

async fn folds_open_and_close_by_keyboard(stage: &mut Stage) -> Result {
    folded(stage).await?;
    let session = &stage.session;
    let focused = "return document.activeElement?.localName === 'newsglass-fold'";
    let press = async |key: Key| session.driver.action_chain().send_keys(key).perform().await;
    session
        .until("the tab key reaches the first fold", async || {
            press(Key::Tab).await?;
            Ok((session.eval(focused).await? == true).then_some(()))
        })
        .await?;
    press(Key::Enter).await?;
    until_expanded(session, "Enter opens it", ["true", "false"]).await?;
    assert_eq!(session.eval(focused).await?, true, "the focus stays on the button");
    session.driver.action_chain().send_keys(" ").perform().await?;
    until_expanded(session, "the space bar closes it", ["false", "false"]).await
}

async fn the_address_opens_a_fold(stage: &mut Stage) -> Result {
    folded(stage).await?;
    let session = &stage.session;
    session.eval("location.hash = '#rescue-again'").await?;
    until_expanded(session, "a link to a place in the fold opens it", ["true", "false"]).await?;
    assert!(seen(session, "#rescue-again").await?, "the place is shown");
    let url = format!("{}#policy", stage.server.url("/report"));
    session.open("about:blank").await?;
    open_marked(stage, &url).await?;
    until_expanded(session, "a page opened at a place in the fold opens it", ["false", "true"]).await
}

async fn find_in_page_opens_a_fold(stage: &mut Stage) -> Result {
    folded(stage).await?;
    let session = &stage.session;
    match session.browser {
        Browser::Firefox => session.find_in_page("Readers who break these rules").await?,
        // Headless Chromium has no find bar and DevTools no command for it: the event that find-in-page sends stands for it.
        Browser::Chromium => drop(
            session
                .eval("document.querySelector('#policy').dispatchEvent(new Event('beforematch', {bubbles: true}))")
                .await?,
        ),
    }
    until_expanded(session, "the fold with the text opens", ["false", "true"]).await
}

async fn printing_opens_all_folds(stage: &mut Stage) -> Result {
    folded(stage).await?;
    let session = &stage.session;
    session.eval("addEventListener('beforeprint', () => { printed = !document.querySelector('#owner-again').closest('[hidden]') })").await?;
    session.eval("dispatchEvent(new Event('beforeprint'))").await?;
    until_expanded(session, "all are open while printing", ["true", "true"]).await?;
    session.eval("dispatchEvent(new Event('afterprint'))").await?;
    until_expanded(session, "all are as before", ["false", "false"]).await
}

/// As the popup asks for it.
async fn all_folds_open_at_once(stage: &mut Stage) -> Result {
    folded(stage).await?;
    let session = &stage.session;
    let ask = "api.tabs.query({}).then(tabs => api.tabs.sendMessage(tabs.find(tab => tab.url.endsWith('/report')).id, {ask: 'show-all'})).then(() => 1)";
    session.in_extension(ask).await?;
    until_expanded(session, "both are open", ["true", "true"]).await?;
    assert!(seen(session, "#owner-again").await? && seen(session, "#policy").await?, "what was folded is shown");
    // They stay open when the page is read again.
    session
        .eval(
            "document.querySelector('article').insertAdjacentHTML('afterbegin', '<p>Rain is expected in Bergen.</p>')",
        )
        .await?;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    until_expanded(session, "both are still open", ["true", "true"]).await
}
