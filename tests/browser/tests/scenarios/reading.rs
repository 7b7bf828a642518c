//! A report is read and marked, and the page follows the switches.

use crate::page::{BREAKS, MARKED, PLAIN, Popup, REPORT, bars, count_by_rule, marks, open_marked, painted};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::Session;
use newsglass_browser_tests::{Result, scenarios};
use serde_json::Value;

scenarios! {
    findings_are_painted,
    each_switch_works_live,
    a_switch_works_before_the_page_has_answered,
    off_restores_the_page,
    late_content_is_read,
    a_dark_page_gets_dark_tints,
    the_popup_counts,
    a_page_that_is_no_report_is_left_alone,
    what_readers_write_is_never_read,
    frames_are_read,
    shadow_roots_are_read,
}

async fn findings_are_painted(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let marks = marks(session).await?;
    for (kind, text) in [
        ("person", "Ingrid Solheim"),
        ("person", "Pavel Marek"),
        ("state", "Norway"),
        ("count", "more than 300"),
        ("money", "about $2.5 million"),
        ("direct", "“We were thrown out of our beds,”"),
    ] {
        let found = marks.get(kind).is_some_and(|texts| texts.iter().any(|found| found == text));
        assert!(found, "no {kind} “{text}” among {marks:#?}");
    }
    let paper = [255, 255, 255];
    for kind in ["person", "direct"] {
        let (behind, _) = painted(session, kind).await?;
        assert_ne!(behind, paper, "{kind} is not tinted");
    }
    // Numbers may be underlined alone: then a colour that neither paper nor ink has is under them.
    let (_, colours) = painted(session, "count").await?;
    let coloured = colours.iter().any(|[r, g, b]| r.abs_diff(*g).max(g.abs_diff(*b)) > 40);
    assert!(coloured, "numbers are not marked: {colours:?}");
    Ok(())
}

async fn each_switch_works_live(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let before = (count_by_rule(session).await?, bars(session).await?);
    assert_eq!(before.0.len(), 3, "marks by rule: {:?}", before.0);
    assert_eq!(before.1.len(), 2, "folds: {:?}", before.1);
    let popup = Popup::open(session).await?;
    for rule in ["actors", "numbers", "quotes"] {
        let switch = format!("[data-rule={rule}]");
        popup.click(&switch).await?;
        session
            .until(
                &format!("{rule} go"),
                async || Ok((!count_by_rule(session).await?.contains_key(rule)).then_some(())),
            )
            .await?;
        let left = count_by_rule(session).await?;
        let others: Vec<_> = before.0.iter().filter(|(name, _)| **name != rule).collect();
        assert_eq!(left.iter().collect::<Vec<_>>(), others, "the others stay when {rule} go");
        popup.click(&switch).await?;
        session
            .until(&format!("{rule} come back"), async || Ok((count_by_rule(session).await? == before.0).then_some(())))
            .await?;
    }
    for (rule, gone) in [("repeats", "repeat"), ("comment-policy", "policy")] {
        let switch = format!("[data-rule={rule}]");
        popup.click(&switch).await?;
        session
            .until(&format!("the fold of {rule} goes"), async || Ok((bars(session).await?.len() == 1).then_some(())))
            .await?;
        let left = bars(session).await?;
        assert!(!left[0].label.contains(gone), "the wrong fold went: {left:?} is left");
        popup.click(&switch).await?;
        session
            .until(&format!("the fold of {rule} comes back"), async || {
                Ok((bars(session).await? == before.1).then_some(()))
            })
            .await?;
    }
    Ok(())
}

async fn a_switch_works_before_the_page_has_answered(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    session
        .eval("setTimeout(() => { for (const end = performance.now() + 4000; performance.now() < end;); document.title = 'free'; }, 200)")
        .await?;
    let popup = Popup::open(session).await?;
    popup.click("#enabled").await?;
    session.until_true("the page has its time again", "return document.title === 'free'").await?;
    session.until_true("the marks go", "return CSS.highlights.size === 0").await?;
    popup.close().await
}

async fn off_restores_the_page(stage: &mut Stage) -> Result {
    let pages = [stage.server.put("/report", &[], REPORT), stage.server.put("/breaks", &[], BREAKS)];
    for url in pages {
        open_marked(stage, &url).await?;
        let session = &stage.session;
        session.until_true("folds are there", "return document.querySelector('newsglass-fold') !== null").await?;
        if url.ends_with("/breaks") {
            session.until_true("a run is wrapped", "return document.querySelector('newsglass-run') !== null").await?;
        }
        let popup = Popup::open(session).await?;
        for round in ["once", "twice"] {
            popup.click("#enabled").await?;
            session.until_true(&format!("the marks go ({round})"), "return CSS.highlights.size === 0").await?;
            session.until_true(&format!("the page is as it was ({round})"), "return asBefore()").await?;
            assert_eq!(session.eval("return document.adoptedStyleSheets.length").await?, 0, "style sheets are left");
            popup.click("#enabled").await?;
            session.until_true("the marks come back", MARKED).await?;
        }
        popup.close().await?;
    }
    Ok(())
}

async fn late_content_is_read(stage: &mut Stage) -> Result {
    let url = stage.server.put("/plain", &[], PLAIN);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let until = async |what: &str, sum: &str, expected: bool| {
        session
            .until(what, async || {
                let marks = marks(session).await?;
                let there = marks.get("money").is_some_and(|all| all.iter().any(|text| text == sum));
                if there == expected { Ok(Some(())) } else { Err(format!("marks: {marks:?}").into()) }
            })
            .await
    };
    let late = "On Tuesday the mayor of Porto said that the harbour had lost $640,000 since the spring.";
    session
        .eval(&format!("document.querySelector('article').insertAdjacentHTML('beforeend', '<p id=late>{late}')"))
        .await?;
    until("a paragraph that came later is marked", "$640,000", true).await?;
    let other = late.replace("$640,000", "$75,000");
    session.eval(&format!("document.querySelector('#late').firstChild.data = '{other}'")).await?;
    until("a text that was replaced is marked again", "$75,000", true).await?;
    session.eval("document.querySelector('#late').remove()").await?;
    until("a paragraph that went leaves no mark", "$75,000", false).await
}

async fn a_dark_page_gets_dark_tints(stage: &mut Stage) -> Result {
    let light = stage.server.put("/light", &[], REPORT);
    let dark = stage.server.put(
        "/dark",
        &[],
        REPORT
            .replace("background: #fff; color: #222", "background: #101418; color: #e4e4e4")
            .replace("margin: 0 auto", "margin: 0"),
    );
    open_marked(stage, &light).await?;
    let on_light = painted(&stage.session, "person").await?.0;
    open_marked(stage, &dark).await?;
    let on_dark = painted(&stage.session, "person").await?.0;
    let brightness = |[r, g, b]: [u8; 3]| u32::from(r) + u32::from(g) + u32::from(b);
    assert!(brightness(on_light) > 450, "on paper, ink must stay readable on {on_light:?}");
    assert!(brightness(on_dark) < 300, "on a dark page, light text must stay readable on {on_dark:?}");
    assert_ne!(on_dark, [0x10, 0x14, 0x18], "nothing is tinted on the dark page");
    Ok(())
}

async fn the_popup_counts(stage: &mut Stage) -> Result {
    let url = stage.server.put("/plain", &[], PLAIN);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let counts = count_by_rule(session).await?;
    let popup = Popup::open(session).await?;
    for rule in ["actors", "numbers", "quotes"] {
        let here = counts.get(rule).copied().unwrap_or_default();
        let what = format!("the popup counts {here} {rule}");
        popup.until(&what, &format!("document.querySelector('[data-count={rule}]').textContent === '{here}'")).await?;
    }
    for (kind, texts) in marks(session).await? {
        assert_eq!(popup.text(&format!("[data-count-kind={kind}]")).await?, texts.len().to_string(), "count of {kind}");
    }
    let total: usize = counts.values().sum();
    popup.close().await?;
    assert_eq!(session.badge(&url).await?, total.to_string(), "the badge");
    let report = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &report).await?;
    let popup = Popup::open(session).await?;
    for rule in ["repeats", "comment-policy"] {
        popup
            .until(
                &format!("the popup counts one {rule}"),
                &format!("document.querySelector('[data-count={rule}]').textContent === '1'"),
            )
            .await?;
    }
    Ok(())
}

async fn a_page_that_is_no_report_is_left_alone(stage: &mut Stage) -> Result {
    let page = "<!doctype html><title>Trial Gazette</title><ul>
        <li><a href=/a>Norway beats Denmark 3-1</a><li><a href=/b>Ingrid Solheim wins prize</a><li><a href=/c>“No comment,” says Pavel Marek</a></ul>";
    let url = stage.server.put("/", &[], page);
    let session = &stage.session;
    session.open(&url).await?;
    let popup = Popup::open(session).await?;
    popup
        .until(
            "the popup says why",
            "document.querySelector('#what').textContent.includes('does not look like a report')",
        )
        .await?;
    assert_eq!(
        session.eval("return CSS.highlights.size + document.querySelectorAll('newsglass-fold').length").await?,
        0
    );
    assert_eq!(session.badge(&url).await?, "", "the badge");
    popup.click("#read-now").await?;
    session.until_true("it is marked when asked", MARKED).await
}

async fn what_readers_write_is_never_read(stage: &mut Stage) -> Result {
    let name = "Ottoline Brackenbury of Denmark said: “I paid $500.”";
    let private = format!(
        "<textarea>{name}</textarea><div contenteditable><p>{name}</p></div><input value='{name}'><select><option>{name}</select>
        <script type='text/plain'>{name}</script><pre><code>{name}</code></pre><p hidden>{name}</p><p style='display:none'>{name}</p>
        <p style='visibility:hidden'>{name}</p></article>"
    );
    let url = stage.server.put("/private", &[], PLAIN.replace("</article>", &private));
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let look = "const inside = node => node.parentElement.closest('textarea, [contenteditable], input, select, script, pre, [hidden], [style]');
        return [...CSS.highlights.values()].flatMap(ranges => [...ranges]).filter(range => inside(range.startContainer)).map(range => range.startContainer.data)";
    assert_eq!(session.eval(look).await?, Value::Array(vec![]), "marks where nothing may be read");
    // A paragraph that the reader begins to edit is let go.
    session.eval("document.querySelector('article p').contentEditable = 'true'; document.querySelector('h1').textContent += ' '").await?;
    session
        .until("the marks leave a paragraph that is being edited", async || {
            Ok((session.eval(look).await? == Value::Array(vec![])).then_some(()))
        })
        .await
}

async fn frames_are_read(stage: &mut Stage) -> Result {
    stage.server.put("/inner", &[], REPORT);
    let outer = "<!doctype html><title>The Trial Gazette</title><iframe src=/inner width=700 height=1200></iframe>";
    let url = stage.server.put("/outer", &[], outer);
    let session = &stage.session;
    session.open(&url).await?;
    let marked = "return document.querySelector('iframe').contentWindow.CSS.highlights.has('newsglass-person')";
    session.until_true("the report in the frame is marked", marked).await?;
    let folded =
        "return document.querySelector('iframe').contentDocument.querySelectorAll('newsglass-fold').length === 2";
    session.until_true("what comes again in the frame is folded", folded).await
}

async fn shadow_roots_are_read(stage: &mut Stage) -> Result {
    let more = "<div id=host></div>
        <script>document.querySelector('#host').attachShadow({mode: 'open'}).innerHTML =
        '<p>The mayor of Halvik, Gunnar Østby, said on Friday that Sweden had offered two ships and 40 sailors for the search.</p>'</script></article>";
    let url = stage.server.put("/shadow", &[], REPORT.replacen("</article>", more, 1));
    open_marked(stage, &url).await?;
    let session = &stage.session;
    session
        .until("the shadow root is marked", async || Ok(has_person(session, "Gunnar Østby").await?.then_some(())))
        .await?;
    // Document rules do not reach into shadow roots in Firefox: the sheet must be there as well.
    let adopted = session.eval("return document.querySelector('#host').shadowRoot.adoptedStyleSheets.length").await?;
    assert_eq!(adopted, 1, "style sheets in the shadow root");
    Ok(())
}

/// Whether this very text is marked as a person.
async fn has_person(session: &Session, name: &str) -> Result<bool> {
    Ok(marks(session).await?.get("person").is_some_and(|all| all.iter().any(|text| text == name)))
}
