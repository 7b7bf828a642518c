//! Pages that go on after they have loaded: what comes later is read, and what is open or being read is left alone.

use crate::page::{Popup, REPORT, bars, marks, open_marked, seen};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::Session;
use newsglass_browser_tests::{Result, scenarios};

scenarios! {
    what_loads_late_is_folded,
    live_blogs_keep_what_is_open,
    what_is_looked_at_stays,
    another_report_below_is_read,
    a_consent_wall_that_goes_lets_the_page_be_read,
    hidden_text_is_no_text,
    pages_in_other_languages_fold_repeats_only,
    fields_named_like_the_dom_do_no_harm,
}

const WIDGET: &str = "document.body.insertAdjacentHTML('beforeend', `<section class=comments><h3>Discussion</h3>
    <p>All comments are moderated. Insults, threats and advertising will be removed, and readers who go on are banned.</p></section>`)";

async fn until_bars(session: &Session, what: &str, count: usize) -> Result {
    session
        .until(what, async || {
            let bars = bars(session).await?;
            if bars.len() == count { Ok(Some(())) } else { Err(format!("the bars say {bars:?}").into()) }
        })
        .await
}

async fn open(stage: &Stage, path: &str, html: String) -> Result {
    let url = stage.server.put(path, &[], html);
    open_marked(stage, &url).await
}

async fn what_loads_late_is_folded(stage: &mut Stage) -> Result {
    open(stage, "/late", REPORT.to_owned()).await?;
    let session = &stage.session;
    until_bars(session, "two folds are there", 2).await?;
    session.eval(WIDGET).await?;
    until_bars(session, "the policy of a late widget is folded", 3).await?;
    session.eval("document.querySelector('.comments:last-of-type').remove()").await?;
    until_bars(session, "its bar goes with it", 2).await
}

async fn live_blogs_keep_what_is_open(stage: &mut Stage) -> Result {
    open(stage, "/live", REPORT.to_owned()).await?;
    let session = &stage.session;
    until_bars(session, "two folds are there", 2).await?;
    session.eval("document.querySelector('newsglass-fold').shadowRoot.querySelector('button').click()").await?;
    assert!(seen(session, "#owner-again").await?, "it is open");
    for entry in [
        "The harbour was closed at noon.",
        "A second ship, the Vesla, was sent from Bergen.",
        "The mayor spoke of $640,000.",
    ] {
        session.eval(&format!("document.querySelector('h1').insertAdjacentHTML('afterend', '<p>{entry}</p>')")).await?;
    }
    session
        .until("the new entries are read", async || {
            Ok(marks(session)
                .await?
                .get("money")
                .is_some_and(|all| all.iter().any(|text| text == "$640,000"))
                .then_some(()))
        })
        .await?;
    until_bars(session, "the folds are the same", 2).await?;
    assert!(seen(session, "#owner-again").await?, "what was open is open");
    assert!(!seen(session, "#policy").await?, "what was closed is closed");
    Ok(())
}

async fn what_is_looked_at_stays(stage: &mut Stage) -> Result {
    open(stage, "/looked", REPORT.to_owned()).await?;
    let session = &stage.session;
    until_bars(session, "two folds are there", 2).await?;
    // The page now begins with a copy of a paragraph that is in view.
    session
        .eval("const copy = document.querySelectorAll('article > p')[1].cloneNode(true); copy.id = 'copy'; document.querySelector('h1').after(copy)")
        .await?;
    until_bars(session, "it has a bar", 3).await?;
    assert!(seen(session, "#copy").await?, "the first copy is shown");
    assert!(seen(session, "article > p:nth-of-type(3)").await?, "what was in view is shown");
    Ok(())
}

async fn another_report_below_is_read(stage: &mut Stage) -> Result {
    open(stage, "/endless", REPORT.to_owned()).await?;
    let session = &stage.session;
    let second = "const next = document.createElement('article');
        next.innerHTML = `<h1>Harbour of Porto dredged</h1>
        <p>The harbour of Porto is to be dredged for the first time in thirty years, the city said on Tuesday, and ships will have to wait outside until it is done.</p>
        <p>Mayor Rui Carvalho said the work would cost about $640,000, which the city will pay from the fees that ships have left in the port since the spring.</p>
        <p>Fishermen fear for the eels. “Nobody has asked us,” said Ana Lopes, who has fished there since she was a child and sells what she catches at the quay.</p>`;
        document.querySelector('article').after(next); history.pushState(null, '', '/porto')";
    session.eval(second).await?;
    session
        .until("the second report is marked too", async || {
            let marks = marks(session).await?;
            let money = marks.get("money").cloned().unwrap_or_default();
            Ok((money.iter().any(|text| text.contains("$640,000")) && money.iter().any(|text| text.contains("$2.5")))
                .then_some(()))
        })
        .await?;
    until_bars(session, "the folds are the same", 2).await
}

async fn a_consent_wall_that_goes_lets_the_page_be_read(stage: &mut Stage) -> Result {
    let html = REPORT
        .replace(
            "<body>",
            "<body class=wall><div role=dialog>We and our partners use cookies to show you what you like.</div>",
        )
        .replace("<style>", "<style>.wall article, .wall .comments { display: none }");
    let url = stage.server.put("/wall", &[], html);
    let session = &stage.session;
    session.open(&url).await?;
    session.eval("document.querySelector('[role=dialog]').remove(); document.body.className = ''").await?;
    session.until_true("the page is marked", crate::page::MARKED).await?;
    until_bars(session, "two folds are there", 2).await
}

async fn hidden_text_is_no_text(stage: &mut Stage) -> Result {
    let styles = [
        "position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0, 0, 0, 0)",
        "position: absolute; left: -9999px; width: 300px",
        "height: 0; overflow: hidden",
        "opacity: 0",
        "content-visibility: hidden",
        "visibility: hidden",
        "clip-path: inset(50%); position: absolute",
        "display: none",
    ];
    let copies: String = styles
        .iter()
        .enumerate()
        .map(|(n, style)| {
            format!("<style>.n{n} {{ {style} }}</style><div class=n{n}><p>The rescue cost about $9.{n} million, according to the ministry of transport, and the repairs will take at least six weeks.</p></div>")
        })
        .collect();
    open(stage, "/hidden", REPORT.replace("<section id=\"again\">", &format!("{copies}<section id=\"again\">")))
        .await?;
    let session = &stage.session;
    until_bars(session, "only what is seen twice is folded", 2).await?;
    let money = marks(session).await?.remove("money").unwrap_or_default();
    assert!(!money.iter().any(|text| text.contains("$9.")), "{money:?}");
    Ok(())
}

async fn pages_in_other_languages_fold_repeats_only(stage: &mut Stage) -> Result {
    let paragraph = "<p>Die Fähre nach Halvik fährt seit Montag nicht mehr, weil Eis den Hafen geschlossen hat, und die Inseln werden aus der Luft versorgt, sagte Bürgermeister Nils Brandt am 3. Mai.</p>";
    let others = "<p>Der Hafenmeister rechnet damit, dass das Eis noch zehn Tage hält, und bittet alle Schiffe, sich von der Küste fernzuhalten, bis er sich wieder meldet.</p>
        <p>Auf den Inseln ist genug Brot für eine Woche da. Der Pfarrer hat die Kirche geöffnet, damit niemand frieren muss, und am Abend gibt es dort eine Suppe für alle.</p>";
    let html = format!(
        "<!doctype html><html lang=en><title>Fähre steht still</title><meta property=og:type content=article><meta property=article:published_time content=2023-05-03>
        <article><h1>Fähre steht still</h1>{paragraph}{others}{paragraph}</article>"
    );
    let url = stage.server.put("/deutsch", &[], html);
    let session = &stage.session;
    session.open(&url).await?;
    until_bars(session, "what repeats is folded", 1).await?;
    assert_eq!(marks(session).await?.len(), 0, "nothing is marked");
    let popup = Popup::open(session).await?;
    popup.until("the popup says why", "document.body.innerText.includes('not in English')").await?;
    popup.close().await
}

async fn fields_named_like_the_dom_do_no_harm(stage: &mut Stage) -> Result {
    let names = [
        "parentNode",
        "childNodes",
        "firstChild",
        "lastChild",
        "nodeType",
        "localName",
        "getAttribute",
        "shadowRoot",
        "ownerDocument",
        "insertBefore",
        "previousSibling",
        "parentElement",
        "isContentEditable",
        "getBoundingClientRect",
    ];
    let fields: String = names.iter().map(|name| format!("<input name={name}>")).collect();
    let html = REPORT
        .replace("<section id=\"again\">", &format!("<form>{fields}<section id=\"again\">"))
        .replace("</article>", "</form></article><img name=body><img name=URL><img name=defaultView>");
    open(stage, "/fields", html).await?;
    until_bars(&stage.session, "two folds are there", 2).await?;
    assert!(!seen(&stage.session, "#owner-again").await?, "it is folded");
    Ok(())
}
