//! What the reader asked for, and nothing else: the toolbar button, permissions, settings.

use crate::page::{MARKED, Popup, REPORT, count_by_rule, marks, open_marked};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::{Browser, Options};
use newsglass_browser_tests::{Result, scenarios};
use serde_json::json;
use std::time::Duration;

scenarios! {
    the_toolbar_button_reads_one_page(Options { as_installed: true, ..Options::default() }),
    what_nobody_may_read_says_so(Options { as_installed: true, ..Options::default() }),
    a_word_is_always_marked,
    settings_survive_a_restart,
    unreadable_settings_give_defaults_and_a_message,
}

async fn the_toolbar_button_reads_one_page(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    let other = stage.server.put("/other", &[], REPORT);
    let session = &stage.session;
    session.open(&url).await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(session.eval(MARKED).await?, false, "nothing is read before the reader asks");
    session.click_toolbar_button().await?;
    let press = "(() => { const button = document.querySelector('#read-now'); return button && !button.hidden && button.checkVisibility() ? (button.click(), true) : null; })()";
    session.in_popup(press).await?;
    session.until_true("the page is marked", MARKED).await?;
    assert_eq!(count_by_rule(session).await?.len(), 3, "marks of all rules");
    session.open(&other).await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(session.eval(MARKED).await?, false, "the next page is not read");
    Ok(())
}

/// Pages of the browser's own, and what it shows in viewers. Where the address does not tell, the browser says so once it is asked.
async fn what_nobody_may_read_says_so(stage: &mut Stage) -> Result {
    let pdf = stage.server.put("/paper", &[("Content-Type", "application/pdf")], "%PDF-1.4\n");
    let picture = stage.server.put("/picture", &[("Content-Type", "image/png")], "no picture");
    let data = stage.server.put("/data", &[("Content-Type", "application/json")], "{}");
    let session = &stage.session;
    let (own, viewer, refused) = ("belongs to the browser", "a viewer of its own", "did not let Newsglass read");
    let pages = match session.browser {
        Browser::Chromium => {
            [("chrome://version/", own), (&pdf, viewer), (&picture, viewer), (&data, "marked because you asked")]
        }
        Browser::Firefox => [("about:support", own), (&pdf, refused), (&picture, viewer), (&data, refused)],
    };
    for (url, expected) in pages {
        session.open(url).await?;
        session.click_toolbar_button().await?;
        let said = "(() => { const what = document.querySelector('#what').textContent; return /^Looking/.test(what) ? null : [what, !document.querySelector('#read-now').hidden] })()";
        if session.in_popup(said).await?[1] == true {
            session.in_popup("(document.querySelector('#read-now').click(), true)").await?;
        }
        let answer = format!(
            "(() => {{ const [what, asks] = {said} ?? ['']; return what.includes('{expected}') ? asks : null }})()"
        );
        assert_eq!(session.in_popup(&answer).await?, false, "{url}: there is no sense in asking any more");
        // Closed, not left: the next page has a popup of its own.
        session.in_popup("(setTimeout(() => window.close(), 20), true)").await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    Ok(())
}

async fn a_word_is_always_marked(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    // The menu itself belongs to the browser, where no driver reaches: its entries are there, and this is what the first of them does.
    for entry in ["mark", "read"] {
        session.in_extension(&format!("api.contextMenus.update('{entry}', {{}}).then(() => true)")).await?;
    }
    session
        .in_extension("api.runtime.sendMessage({do: 'change', change: {word: ' coast GUARD '}}).then(() => true)")
        .await?;
    session
        .until("the words are marked", async || {
            Ok((marks(session).await?.get("own-0").is_some_and(|texts| texts.contains(&"coast guard".to_owned())))
                .then_some(()))
        })
        .await?;
    let window = session.open_beside(&session.page("options.html")).await?;
    session
        .until_true(
            "the options list them",
            "return document.querySelector('#words textarea')?.value === 'coast GUARD\\n'",
        )
        .await?;
    session.eval("document.querySelector('#words [data-remove-set]').click()").await?;
    session.driver.switch_to_window(session.tab.clone()).await?;
    session
        .until("they are forgotten", async || Ok((!marks(session).await?.contains_key("own-0")).then_some(())))
        .await?;
    session.driver.switch_to_window(window).await?;
    session.driver.close_window().await?;
    session.driver.switch_to_window(session.tab.clone()).await?;
    Ok(())
}

async fn settings_survive_a_restart(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let popup = Popup::open(&stage.session).await?;
    popup.click("[data-rule=numbers]").await?;
    let session = &stage.session;
    session
        .until("numbers go", async || Ok((!count_by_rule(session).await?.contains_key("numbers")).then_some(())))
        .await?;
    stage.session.restart().await?;
    open_marked(stage, &url).await?;
    let counts = count_by_rule(&stage.session).await?;
    assert!(!counts.contains_key("numbers") && counts.contains_key("actors"), "after the restart: {counts:?}");
    let popup = Popup::open(&stage.session).await?;
    popup.until("the switch is off", "document.querySelector('[data-rule=numbers]').checked === false").await
}

async fn unreadable_settings_give_defaults_and_a_message(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let whole = count_by_rule(session).await?;
    let cases = [
        (json!({"version": 1, "everywhere": true, "rules": {"numbers": "perhaps", "quotes": false}}), "rules.numbers"),
        (json!([1, 2, 3]), "no settings of Newsglass"),
    ];
    for (stored, message) in cases {
        session.store_settings(&stored).await?;
        let expected: Vec<_> =
            whole.iter().filter(|(rule, _)| message == "no settings of Newsglass" || **rule != "quotes").collect();
        session
            .until(&format!("{stored} is followed"), async || {
                let counts = count_by_rule(session).await?;
                if counts.iter().collect::<Vec<_>>() == expected {
                    Ok(Some(()))
                } else {
                    Err(format!("marks: {counts:?}").into())
                }
            })
            .await?;
        let popup = Popup::open(session).await?;
        popup
            .until(
                "the popup names what it could not read",
                &format!("document.querySelector('#warnings').innerText.includes('{message}')"),
            )
            .await?;
        popup.close().await?;
    }
    Ok(())
}
