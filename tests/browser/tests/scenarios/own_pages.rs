//! The extension's own pages: reachable for everyone, true to the page, and themselves worth a look.

use crate::page::{Popup, REPORT, look_of, open_marked};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::Options;
use newsglass_browser_tests::{Result, root, scenarios};
use serde_json::Value;

scenarios! {
    axe_finds_nothing,
    own_pages_fit_narrow_and_enlarged_windows,
    the_popup_steps_through_a_kind_and_names_the_folds,
    the_real_popup_shows_counts_and_steps,
    the_welcome_page_has_a_sample_to_try,
    the_demo_has_the_same_card_and_keys(Options { as_installed: true, ..Options::default() }),
}

/// What axe says of a document in this window: rules with the nodes that break them.
pub async fn violations(stage: &Stage, of: &str) -> Result<Vec<String>> {
    let axe = std::fs::read_to_string(root().join("node_modules/axe-core/axe.min.js"))?;
    // With the scripts of the page, as axe compares classes of nodes.
    let script = format!(
        "const done = arguments[0]; {axe}
         const target = {of};
         axe.run(target, {{resultTypes: ['violations'], iframes: false}}).then(({{violations}}) =>
            done(JSON.stringify(violations.map(({{id, nodes}}) => id + ': ' + nodes.map(({{html, failureSummary}}) => html + ' ' + failureSummary).join(' | ')))),
            error => done(JSON.stringify([String(error)])))"
    );
    let answer = stage.session.driver.execute_async(script, vec![]).await?.json().clone();
    Ok(serde_json::from_str(answer.as_str().unwrap_or("[\"no answer\"]"))?)
}

async fn axe_finds_nothing(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let mut found = Vec::new();
    for (page, ready) in [
        ("welcome.html", "document.querySelector('iframe').contentWindow.CSS.highlights.size > 3"),
        ("options.html", "document.querySelector('#strength button') !== null"),
        ("popup.html", "document.querySelector('#bars li') !== null"),
    ] {
        session.open_beside(&session.page(page)).await?;
        session.until_true(&format!("{page} is there"), &format!("return {ready}")).await?;
        found.extend(violations(stage, "document").await?.into_iter().map(|text| format!("{page}: {text}")));
        session.driver.close_window().await?;
        session.driver.switch_to_window(session.tab.clone()).await?;
    }
    // The bars on the page, and the card: its markup in a page of its own, as axe cannot look into a closed root.
    found.extend(
        violations(stage, "{include: [['newsglass-fold']]}").await?.into_iter().map(|text| format!("bars: {text}")),
    );
    session.point(session.place_of("Solheim", 0).await?).await?;
    session.until_card("the card comes", "card.matches(':popover-open')").await?;
    let markup =
        session.in_card("card.previousSibling.outerHTML + card.outerHTML.replace('popover=\"manual\"', '')").await?;
    let markup = markup.as_str().unwrap_or_default().replace(" hidden=\"\"", "");
    assert!(markup.contains("role=\"dialog\"") && markup.matches("<button").count() > 8, "{markup}");
    found.extend(violations_of_card(stage, &markup).await?);
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

/// What axe finds in the card's markup, in a page of its own: axe cannot look into a closed root.
pub async fn violations_of_card(stage: &mut Stage, markup: &str) -> Result<Vec<String>> {
    let body = format!("<!doctype html><html lang=en><title>Card</title><main><h1>Card</h1>{markup}</main>");
    let url = stage.server.put("/card", &[], body.as_str());
    stage.session.store_settings(&serde_json::json!({"version": 1, "enabled": false})).await?;
    stage.session.open(&url).await?;
    Ok(violations(stage, "document").await?.into_iter().map(|text| format!("card: {text}")).collect())
}

async fn own_pages_fit_narrow_and_enlarged_windows(stage: &mut Stage) -> Result {
    let session = &stage.session;
    for page in ["welcome.html", "options.html", "popup.html"] {
        session.open(&session.page(page)).await?;
        session.until_true("the page is filled", "return document.querySelector('#strength button') !== null").await?;
        // In a frame of the page itself: browsers' windows do not get this narrow. 640 px at 200 % are 320 px of CSS.
        let script = format!(
            "const done = arguments[0]; const frame = document.createElement('iframe');
             frame.style.cssText = 'position:fixed;inset:0 auto auto 0;width:320px;height:640px;border:0'; frame.src = '{page}';
             frame.onload = () => setTimeout(() => {{
                const page = frame.contentDocument;
                const wide = [...page.querySelectorAll('body *')].filter(one => !one.closest('.unseen, iframe') && one.getBoundingClientRect().right > 321).map(one => one.tagName + '.' + one.className);
                done([page.documentElement.scrollWidth, wide.join()]);
             }}, 1200);
             document.body.append(frame);"
        );
        let answer = session.driver.execute_async(script, vec![]).await?.json().clone();
        assert!(answer[0].as_u64().is_some_and(|width| width <= 320) && answer[1] == "", "{page} at 320 px: {answer}");
    }
    Ok(())
}

async fn the_popup_steps_through_a_kind_and_names_the_folds(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let popup = Popup::open(&stage.session).await?;
    popup.until("the counts are there", "document.querySelector('[data-count-kind=person]').textContent > '0'").await?;
    popup
        .until(
            "the folds are named",
            "document.querySelector('#bars').innerText.includes('3 paragraphs repeat from above')",
        )
        .await?;
    popup.click("[data-step=person]").await?;
    popup.until("it says where", "/^Persons: 1 of \\d+$/.test(document.querySelector('#step-at').textContent)").await?;
    stage
        .session
        .until_card(
            "the page shows the card",
            "card.matches(':popover-open') && voice.textContent.startsWith('Persons')",
        )
        .await?;
    popup.click("#step-on").await?;
    popup.until("the next", "document.querySelector('#step-at').textContent.startsWith('Persons: 2 of')").await?;
    popup.click("#step-back").await?;
    popup.click("#step-back").await?;
    popup
        .until(
            "round the end",
            "(([, nth, of]) => nth === of)(document.querySelector('#step-at').textContent.match(/(\\d+) of (\\d+)/))",
        )
        .await
}

async fn the_real_popup_shows_counts_and_steps(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    session.click_toolbar_button().await?;
    let shell = session.in_popup("document.querySelector('h1').textContent").await?;
    assert_eq!(shell, "Newsglass");
    let step = "(() => { const button = document.querySelector('[data-step=person]'); return button && !button.disabled ? (button.click(), true) : null; })()";
    session.in_popup(step).await?;
    let at = session.in_popup("document.querySelector('#step-at').textContent || null").await?;
    assert!(at.as_str().is_some_and(|at| at.starts_with("Persons: ")), "{at}");
    let height = session.in_popup("document.documentElement.scrollHeight").await?;
    assert!(height.as_u64().is_some_and(|height| height <= 720), "the popup is {height} px high");
    session.in_popup("(() => { document.querySelector('[data-strength=marker]').click(); return true; })()").await?;
    let look = look_of("count");
    session
        .until_true(
            "the page is painted as with a marker",
            &format!("const look = {look}; return look.includes('underline') && !look.startsWith('rgba(0, 0, 0, 0)')"),
        )
        .await
}

async fn the_welcome_page_has_a_sample_to_try(stage: &mut Stage) -> Result {
    let session = &stage.session;
    session.open(&session.page("welcome.html")).await?;
    let inner = "document.querySelector('iframe').contentWindow";
    session
        .until_true(
            "the sample is marked",
            &format!(
                "return {inner}.CSS.highlights.size > 3 && {inner}.document.querySelector('newsglass-fold') !== null"
            ),
        )
        .await?;
    session.driver.find(thirtyfour::By::Css("[data-strength=marker]")).await?.click().await?;
    session
        .until_true(
            "the legend follows",
            "return document.querySelector('#samples').textContent.includes('[data-sample=count]{background')",
        )
        .await?;
    session.until_true("and the sample", &format!("return [...{inner}.document.adoptedStyleSheets].some(sheet => [...sheet.cssRules].some(rule => rule.cssText.includes('newsglass-count') && rule.cssText.includes('background')))")).await?;
    session.driver.enter_frame(0).await?;
    session.point(session.place_of("Okonkwo", 0).await?).await?;
    session
        .until_card("a card comes", "card.matches(':popover-open') && card.innerText.includes('Marta Okonkwo')")
        .await?;
    session.driver.enter_default_frame().await?;
    let stored =
        session.in_extension("api.storage.local.get('settings').then(all => all.settings?.strength ?? null)").await?;
    assert!(stored == Value::Null || stored == "normal", "what is tried is not kept: {stored}");
    Ok(())
}

/// Serves a folder under `/demo`.
fn serve(stage: &Stage, folder: &std::path::Path, below: &str) -> Result {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = format!("{below}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            serve(stage, &path, &name)?;
        } else {
            stage.server.put(&name, &[], std::fs::read(&path)?);
        }
    }
    Ok(())
}

/// In a browser where the extension may read nothing: all that is marked, the page itself marks.
async fn the_demo_has_the_same_card_and_keys(stage: &mut Stage) -> Result {
    serve(stage, &root().join("dist/www"), "/demo")?;
    let session = &stage.session;
    session.open(&stage.server.url("/demo/index.html")).await?;
    let inner = "document.querySelector('iframe').contentWindow";
    let marked = format!("return {inner}.CSS.highlights.has('newsglass-person')");
    session.until_true("the report is marked", &marked).await?;
    session
        .until_true("the panel has counts", "return document.querySelector('[data-count=actors]').textContent > '0'")
        .await?;
    let found = violations(stage, "document").await?;
    assert!(found.is_empty(), "{found:#?}");
    session.driver.enter_frame(0).await?;
    session.point(session.place_of("Dravic", 0).await?).await?;
    session
        .until_card("a card comes", "card.matches(':popover-open') && card.innerText.includes('Lena Dravic')")
        .await?;
    session.click_in_card("[aria-expanded]").await?;
    session.click_in_card(".group:not([hidden]) button").await?;
    session.until_card("it says what was done", "card.innerText.includes('not marked')").await?;
    session.driver.enter_default_frame().await?;
    // The browser keeps the real keys for the extension that is installed here; the page gets what it would get without.
    let press = |letter: char| {
        format!(
            "document.dispatchEvent(new KeyboardEvent('keydown', {{code: 'Key{letter}', altKey: true, shiftKey: true, bubbles: true}}))"
        )
    };
    session.eval(&press('G')).await?;
    session.until_true("everything is hidden", &format!("return {inner}.CSS.highlights.size === 0")).await?;
    session.eval(&press('G')).await?;
    session.until_true("and shown", &marked).await?;
    session.eval(&press('J')).await?;
    session.driver.enter_frame(0).await?;
    session
        .until_card(
            "a step opens a card and says it",
            "card.matches(':popover-open') && voice.textContent.includes(':')",
        )
        .await?;
    session.driver.enter_default_frame().await?;
    session.driver.find(thirtyfour::By::Css("[data-step=money]")).await?.click().await?;
    session
        .until_true("steps are counted", "return /^Money: 1 of/.test(document.querySelector('#step-at').textContent)")
        .await
}
