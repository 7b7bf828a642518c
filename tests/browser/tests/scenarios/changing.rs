//! Pages that copy, hide, move and take away what we folded, or stand in its way: theirs stays theirs, and ours goes on or goes.

use crate::page::{MARKED, PLAIN, Popup, REPORT, bars, marks, open_marked, painted, seen};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::{Browser, Session};
use newsglass_browser_tests::{Result, scenarios};
use serde_json::{Value, json};

scenarios! {
    copies_of_folds_are_read_anew,
    what_the_page_hides_stays_hidden,
    injected_twice_reads_once,
    boxes_of_any_kind_are_folded,
    folds_open_in_frames_and_shadow_roots,
    bars_show_where_unknown_elements_are_hidden,
    a_frame_that_goes_breaks_nothing,
    never_takes_the_marks_away,
    what_has_the_focus_is_not_folded,
    a_clicked_link_opens_its_fold_again,
    lines_that_come_later_join_their_fold,
    a_restless_page_is_read_in_the_end,
    a_bar_that_the_page_takes_away_comes_back,
}

const TWO_BARS: &str = "const bars = [...document.querySelectorAll('newsglass-fold')];
    return bars.length === 2 && bars.every(bar => bar.shadowRoot)";

async fn folded(stage: &Stage, path: &str, html: String) -> Result {
    let url = stage.server.put(path, &[], html);
    open_marked(stage, &url).await?;
    stage.session.until_true("two folds are there", TWO_BARS).await
}

async fn switch_off(session: &Session) -> Result {
    let popup = Popup::open(session).await?;
    popup.click("#enabled").await?;
    session.until_true("the marks go", "return CSS.highlights.size === 0").await?;
    popup.close().await
}

async fn copies_of_folds_are_read_anew(stage: &mut Stage) -> Result {
    folded(stage, "/report", REPORT.to_owned()).await?;
    let session = &stage.session;
    session.eval("document.querySelector('article').innerHTML += '<p>Rain is expected in Bergen.</p>'").await?;
    session.until_true("the copies of our bars give way", TWO_BARS).await?;
    assert!(!seen(session, "#owner-again").await?, "the copy of what came again is folded");
    session.eval("document.querySelector('newsglass-fold').shadowRoot.querySelector('button').click()").await?;
    assert!(seen(session, "#owner-again").await?, "its bar opens it");
    let clone = "const clone = document.querySelector('.comments').cloneNode(true); clone.id = 'clone'; document.body.append(clone)";
    session.eval(clone).await?;
    switch_off(session).await?;
    session
        .until_true(
            "nothing of ours is left",
            "return !document.documentElement.outerHTML.includes('newsglass') && !document.querySelector('[hidden]')",
        )
        .await
}

async fn what_the_page_hides_stays_hidden(stage: &mut Stage) -> Result {
    folded(stage, "/report", REPORT.to_owned()).await?;
    let session = &stage.session;
    session.eval("const policy = document.querySelector('#policy').closest('[hidden]'); policy.id = 'theirs'; policy.hidden = true").await?;
    switch_off(session).await?;
    session
        .until_true("what the page hid is hidden", "return document.querySelector('#theirs').getAttribute('hidden') === '' && !document.querySelector('[data-newsglass-folded]')")
        .await
}

async fn injected_twice_reads_once(stage: &mut Stage) -> Result {
    folded(stage, "/report", REPORT.to_owned()).await?;
    let session = &stage.session;
    let inject = "api.scripting.getRegisteredContentScripts().then(([{js}]) => api.tabs.query({}).then(tabs =>
        api.scripting.executeScript({target: {tabId: tabs.find(tab => tab.url.endsWith('/report')).id}, files: Array.from(js)}))).then(() => 1)";
    for _ in 0..2 {
        session.in_extension(inject).await?;
        session.until_true("there are two folds still", TWO_BARS).await?;
        session.until_true("and the marks", MARKED).await?;
    }
    switch_off(session).await?;
    session.until_true("the page is as it was", "return asBefore()").await
}

async fn boxes_of_any_kind_are_folded(stage: &mut Stage) -> Result {
    let styles = [
        "display: contents",
        "display: table-cell",
        "display: inline",
        "display: table",
        "display: flex; height: 400px",
    ];
    for (number, style) in styles.into_iter().enumerate() {
        let html = REPORT.replace("id=\"again\"", &format!("id=\"again\" style=\"{style}\""));
        folded(stage, &format!("/box{number}"), html).await?;
        let height = "return document.querySelector('#again').getBoundingClientRect().height";
        let height = stage.session.eval(height).await?.as_f64().unwrap_or_default();
        let text = "return document.querySelector('#again').innerText.trim()";
        let shown = "return document.querySelector('#owner-again').checkVisibility()";
        let shown = stage.session.eval(shown).await?;
        assert!(shown == false && height < 1.0, "{style}: {height} high, {shown}, {}", stage.session.eval(text).await?);
    }
    Ok(())
}

async fn folds_open_in_frames_and_shadow_roots(stage: &mut Stage) -> Result {
    stage.server.put("/inner", &[], REPORT);
    let outer = "<!doctype html><title>The Trial Gazette</title><iframe src=/inner width=700 height=1200></iframe>";
    let url = stage.server.put("/outer", &[], outer);
    let session = &stage.session;
    session.open(&url).await?;
    let frame = "const page = document.querySelector('iframe').contentDocument;";
    let bars = format!("{frame} return page.querySelectorAll('newsglass-fold').length === 2");
    session.until_true("the frame has its folds", &bars).await?;
    let unseen = format!(
        "{frame} const folded = page.querySelector('#rescue-again'); return folded.getBoundingClientRect().height === 0 || !folded.checkVisibility({{contentVisibilityAuto: true}})"
    );
    session.until_true("what is folded there is not seen", &unseen).await?;
    session.eval("document.querySelector('iframe').contentWindow.location.hash = '#rescue-again'").await?;
    let open = format!("{frame} return !page.querySelector('#rescue-again').closest('[hidden]')");
    session.until_true("a link in the frame opens its fold", &open).await?;
    let script = "<script>const host = document.querySelector('article'), text = host.innerHTML;
        host.attachShadow({mode: 'open'}).innerHTML = text</script><section class=\"comments\">";
    folded_in_shadow(stage, REPORT.replace("<section class=\"comments\">", script)).await
}

async fn folded_in_shadow(stage: &Stage, html: String) -> Result {
    let url = stage.server.put("/shadow", &[], html);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let root = "const root = document.querySelector('article').shadowRoot;";
    let there = format!("{root} return root.querySelector('#owner-again').closest('[hidden]') !== null");
    session.until_true("what comes again in the shadow root is folded", &there).await?;
    let unseen =
        format!("{root} return !root.querySelector('#owner-again').checkVisibility({{contentVisibilityAuto: true}})");
    session.until_true("and not seen", &unseen).await?;
    let (tint, _) = painted(session, "direct").await?;
    assert_ne!(tint, [255; 3], "marks are painted there");
    session
        .eval(&format!(
            "{root} root.querySelector('#owner-again').dispatchEvent(new Event('beforematch', {{bubbles: true}}))"
        ))
        .await?;
    let open = format!("{root} return root.querySelector('#owner-again').closest('[hidden]') === null");
    session.until_true("find-in-page opens it", &open).await
}

async fn bars_show_where_unknown_elements_are_hidden(stage: &mut Stage) -> Result {
    let style = "<style>:not(:defined) { display: none; visibility: hidden; opacity: 0 }";
    folded(stage, "/undefined", REPORT.replace("<style>", style)).await?;
    let high = "return document.querySelector('newsglass-fold').checkVisibility({checkOpacity: true, checkVisibilityCSS: true})";
    assert_eq!(stage.session.eval(high).await?, true, "the bar is not shown");
    Ok(())
}

async fn a_frame_that_goes_breaks_nothing(stage: &mut Stage) -> Result {
    stage.server.put("/inner", &[], REPORT);
    let html = PLAIN.replace("</article>", "</article><iframe src=/inner width=700 height=1200></iframe>");
    let url = stage.server.put("/outer", &[], html);
    let session = &stage.session;
    session.open(&url).await?;
    let bars =
        "return document.querySelector('iframe').contentDocument.querySelectorAll('newsglass-fold').length === 2";
    session.until_true("the frame has its folds", bars).await?;
    session.eval("document.querySelector('iframe').remove()").await?;
    // Long enough for the browser to let go of the frame.
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    session
        .eval("document.querySelector('article').insertAdjacentHTML('beforeend', '<p>On Tuesday the mayor of Porto said that the harbour had lost $640,000 since the spring.')")
        .await?;
    session
        .until("the page is followed", async || {
            let marks = marks(session).await?;
            Ok(marks.get("money").is_some_and(|all| all.iter().any(|text| text == "$640,000")).then_some(()))
        })
        .await
}

async fn never_takes_the_marks_away(stage: &mut Stage) -> Result {
    folded(stage, "/report", REPORT.to_owned()).await?;
    let session = &stage.session;
    let ask = "api.tabs.query({}).then(tabs => api.tabs.sendMessage(tabs.find(tab => tab.url.endsWith('/report')).id, {ask: 'read'})).then(() => 1)";
    session.in_extension(ask).await?;
    session.store_settings(&json!({"version": 1, "everywhere": true, "sites": {"127.0.0.1": "never"}})).await?;
    session.until_true("the marks go, though they were asked for", "return CSS.highlights.size === 0").await
}

async fn what_has_the_focus_is_not_folded(stage: &mut Stage) -> Result {
    let html = REPORT.replace(
        "</article>",
        "</article><script>const at = document.querySelector('#cost-again'); at.tabIndex = 0; at.focus()</script>",
    );
    folded(stage, "/focus", html).await?;
    let session = &stage.session;
    let expanded: Vec<String> = bars(session).await?.into_iter().map(|bar| bar.expanded).collect();
    assert_eq!(expanded, ["true", "false"], "the fold around the focus is open");
    assert_eq!(session.eval("return document.activeElement.id").await?, "cost-again");
    Ok(())
}

async fn a_clicked_link_opens_its_fold_again(stage: &mut Stage) -> Result {
    let html = REPORT.replace("<h1>", "<a id=go href=\"#rescue-again\">The rescue</a><h1>");
    folded(stage, "/report", html).await?;
    let session = &stage.session;
    for round in ["once", "twice"] {
        session.eval("document.querySelector('#go').click()").await?;
        session
            .until(&format!("it opens ({round})"), async || Ok(seen(session, "#rescue-again").await?.then_some(())))
            .await?;
        session.eval("document.querySelector('newsglass-fold').shadowRoot.querySelector('button').click()").await?;
        assert!(!seen(session, "#rescue-again").await?, "it closes ({round})");
    }
    Ok(())
}

async fn lines_that_come_later_join_their_fold(stage: &mut Stage) -> Result {
    let url = stage.server.put("/breaks", &[], crate::page::BREAKS);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    session.until_true("a run is wrapped", "return document.querySelector('newsglass-run') !== null").await?;
    // The last line of the fold is taken out of the wrapper by the page, and stands behind it.
    let out = "const run = document.querySelector('newsglass-run'); run.after(run.lastChild);
        return run.textContent.includes('at least six weeks')";
    assert_eq!(session.eval(out).await?, false, "the line is out");
    let back = "return document.querySelector('newsglass-run')?.textContent.includes('at least six weeks') ?? false";
    session.until_true("the line is in the fold again", back).await?;
    switch_off(session).await?;
    session.until_true("the page is as it was", "return asBefore()").await
}

async fn a_restless_page_is_read_in_the_end(stage: &mut Stage) -> Result {
    let restless = "</article><i id=clock></i><script>setInterval(() => { document.querySelector('#clock').textContent = performance.now() }, 5)</script>";
    let strict: &[(&str, &str)] = &[("Content-Security-Policy", "script-src 'unsafe-inline'")];
    let url = stage.server.put("/restless", strict, PLAIN.replace("</article>", restless));
    open_marked(stage, &url).await?;
    let session = &stage.session;
    session
        .eval("document.querySelector('article').insertAdjacentHTML('beforeend', '<p>On Tuesday the mayor of Porto said that the harbour had lost $640,000 since the spring.')")
        .await?;
    session
        .until("what came later is marked", async || {
            let marks = marks(session).await?;
            Ok(marks.get("money").is_some_and(|all| all.iter().any(|text| text == "$640,000")).then_some(()))
        })
        .await?;
    assert!(session.browser == Browser::Firefox || session.eval(MARKED).await? == Value::Bool(true));
    Ok(())
}

/// Text must not stay folded without a bar that opens it.
async fn a_bar_that_the_page_takes_away_comes_back(stage: &mut Stage) -> Result {
    folded(stage, "/report", REPORT.to_owned()).await?;
    let session = &stage.session;
    session.eval("document.querySelectorAll('newsglass-fold').forEach(bar => bar.remove())").await?;
    session.until_true("the bars are back", TWO_BARS).await?;
    assert!(!seen(session, "#owner-again").await?, "what it folds is folded");
    session.eval("document.querySelector('newsglass-fold').shadowRoot.querySelector('button').click()").await?;
    assert!(seen(session, "#owner-again").await?, "its bar opens it");
    Ok(())
}
