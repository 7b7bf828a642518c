//! Pages that change under our hands or fight us: they come to no harm, and neither do we.

use crate::page::{MARKED, PLAIN, Popup, REPORT, bars, marks, open_marked, seen};
use newsglass_browser_tests::pages::{Desk, Work};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::{Browser, Session};
use newsglass_browser_tests::{Result, scenarios};
use serde_json::Value;
use std::time::Duration;

scenarios! {
    offsets_are_right_in_any_text,
    slotted_text_is_read,
    text_that_changes_while_it_is_read_ends_right,
    a_thousand_changes_a_second_are_followed_seldom,
    what_the_page_takes_away_it_may_keep,
    what_only_looks_like_ours_hides_nothing,
    what_the_page_does_to_itself_is_not_done_to_us,
    names_that_hide_the_dom_do_no_harm,
    frames_and_shadow_roots_come_and_go,
    documents_that_are_no_pages_are_left_alone,
    a_hundred_thousand_nodes_are_read_bit_by_bit,
    ten_thousand_levels_are_read,
    a_text_of_five_megabytes_is_read_to_its_end,
}

/// A sum that no other paragraph has, in a sentence that is marked.
fn paragraph(sum: &str) -> String {
    format!("<p>On Tuesday the mayor of Porto said that the harbour had lost {sum} since the spring.</p>")
}

/// The page with something at the end of its article.
fn with(more: &str) -> String {
    PLAIN.replacen("</article>", &format!("{more}</article>"), 1)
}

async fn has_sum(session: &Session, sum: &str) -> Result<bool> {
    Ok(marks(session).await?.get("money").is_some_and(|all| all.iter().any(|text| text == sum)))
}

async fn until_sum(session: &Session, what: &str, sum: &str) -> Result {
    session
        .until(what, async || {
            if has_sum(session, sum).await? {
                Ok(Some(()))
            } else {
                Err(format!("{:?}", marks(session).await?.get("money")).into())
            }
        })
        .await
}

/// Nobody's clock: as long as the machine needs, in a few of the usual waits.
async fn patiently(session: &Session, what: &str, script: &str) -> Result {
    for _ in 0..8 {
        if session.until_true(what, script).await.is_ok() {
            return Ok(());
        }
    }
    session.until_true(what, script).await
}

async fn switch_off(session: &Session) -> Result {
    let popup = Popup::open(session).await?;
    popup.click("#enabled").await?;
    patiently(session, "the marks go", "return CSS.highlights.size === 0").await?;
    popup.close().await
}

/// Each of these stands in front of a sum; what is marked must be that sum to the letter.
async fn offsets_are_right_in_any_text(stage: &mut Stage) -> Result {
    let texts = [
        // Lone surrogates, and a pair that is split between two nodes.
        "'\\ud800 and \\udfff '",
        "'\\ude00\\ud83d '",
        "'left \\ud83d', '\\ude00 right '",
        // Right to left with marks of direction; letters with many marks on them; joined emoji; what takes no room.
        "'\\u202eאבג\\u202c שלום \\u2067عربي\\u2069 '",
        "'e\\u0301\\u0302\\u0303\\u0327'.repeat(3) + ' '",
        "'👩‍👩‍👧‍👦 🏳️‍🌈 '",
        "'\\u200b\\ufeff\\u00ad\\u2060 '",
        "'\\0 \\u0001 \\u2028 \\u2029 '",
    ];
    let script: String = texts
        .iter()
        .enumerate()
        .map(|(n, text)| {
            format!(
                "add([{text}], 'On Tuesday the mayor of Porto said that the harbour had lost ', '${}40,000', ' since the spring.');",
                n + 1
            )
        })
        .collect();
    let body = format!(
        "<script>const add = (...parts) => {{ const p = document.createElement('p');
            p.append(...parts.flat().map(text => document.createTextNode(text))); document.querySelector('article').append(p) }}; {script}</script>"
    );
    let url = stage.server.put("/letters", &[], with(&body));
    open_marked(stage, &url).await?;
    let session = &stage.session;
    for n in 1..=texts.len() {
        until_sum(session, &format!("the sum behind {} is marked", texts[n - 1]), &format!("${n}40,000")).await?;
    }
    let money = marks(session).await?.remove("money").unwrap_or_default();
    assert!(money.iter().all(|text| text.ends_with("0,000") || text.contains("euros")), "{money:?}");
    Ok(())
}

/// A slot shows what is assigned to it, else what it holds itself; each is read once.
async fn slotted_text_is_read(stage: &mut Stage) -> Result {
    let own = paragraph("$111,000");
    let given = paragraph("$222,000").replace("<p>", "<p slot=named>");
    let nowhere = paragraph("$333,000").replace("<p>", "<p slot=unknown>");
    let host = format!(
        "<div id=host>{given}{nowhere}</div><script>host.attachShadow({{mode: 'open'}}).innerHTML =
        `<slot name=empty>{own}</slot><slot name=named>{}</slot>`</script>",
        paragraph("$444,000")
    );
    let url = stage.server.put("/slots", &[], with(&host));
    open_marked(stage, &url).await?;
    let session = &stage.session;
    until_sum(session, "what a slot is given is marked", "$222,000").await?;
    until_sum(session, "what an empty slot holds is marked", "$111,000").await?;
    let money = marks(session).await?.remove("money").unwrap_or_default();
    let of = |sum: &str| money.iter().filter(|text| *text == sum).count();
    assert_eq!([of("$111,000"), of("$222,000"), of("$333,000"), of("$444,000")], [1, 1, 0, 0], "{money:?}");
    assert_eq!(bars(session).await?.len(), 0, "nothing is there twice");
    Ok(())
}

/// What is marked of a page that has come to rest is what is marked of the same page when it is opened.
async fn text_that_changes_while_it_is_read_ends_right(stage: &mut Stage) -> Result {
    let restless = paragraph("$640,000").replace("<p>", "<p id=restless>")
        + "<script>var text = restless.firstChild, whole = text.data; let n = 0;
        var busy = setInterval(() => { if (++n % 3) text.insertData(0, 'Now '); else text.data = whole; restless.after(document.createElement('i')) }, 2)</script>";
    let url = stage.server.put("/restless", &[], with(&restless));
    let session = &stage.session;
    session.open(&url).await?;
    session.until_true("the page is marked while it changes", MARKED).await?;
    session.eval("clearInterval(busy); text.data = 'Later ' + whole").await?;
    until_sum(session, "the sum is marked", "$640,000").await?;
    let restless = marks(session).await?;
    let calm = with(&paragraph("$640,000").replace("<p>", "<p>Later "));
    let url = stage.server.put("/calm", &[], calm);
    open_marked(stage, &url).await?;
    until_sum(session, "the sum is marked", "$640,000").await?;
    assert_eq!(restless, marks(session).await?);
    Ok(())
}

/// By readings, not by a clock: a slow machine reads even less often.
async fn a_thousand_changes_a_second_are_followed_seldom(stage: &mut Stage) -> Result {
    let busy = "<i id=clock></i><script>const channel = new MessageChannel(); var changes = 0, going = true;
        channel.port1.onmessage = () => { clock.textContent = ++changes; if (going) setTimeout(() => channel.port2.postMessage(0)) };
        for (let n = 0; n < 5; n++) channel.port2.postMessage(0)</script>";
    let url = stage.server.put("/busy", &[], with(busy));
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let desk = Desk::open(session).await?;
    let work = async || -> Result<Work> {
        let work = desk.ask(session, &url, "return send({ask: 'work'})").await?;
        Ok(serde_json::from_value(work)?)
    };
    let before = work().await?;
    tokio::time::sleep(Duration::from_secs(4)).await;
    let after = work().await?;
    // One every 200 ms at most, and the driver's own time between.
    assert!(after.readings - before.readings < 40, "{before:?}, {after:?}");
    session.eval("going = false").await?;
    session
        .eval(&format!(
            "document.querySelector('article').insertAdjacentHTML('beforeend', '{}')",
            paragraph("$640,000")
        ))
        .await?;
    until_sum(session, "it ends right", "$640,000").await
}

/// Bars that the page removes at once, folds that it opens at once: text is never hidden without a bar, and the fight ends.
async fn what_the_page_takes_away_it_may_keep(stage: &mut Stage) -> Result {
    let undo = "<script>undone = 0;
        new MutationObserver(() => {
            for (const bar of document.querySelectorAll('newsglass-fold')) { undone++; bar.remove() }
            for (const element of document.querySelectorAll('[data-newsglass-folded]')) { element.removeAttribute('hidden'); element.removeAttribute('data-newsglass-folded') }
        }).observe(document, {subtree: true, childList: true, attributes: true});
        setInterval(() => { document.querySelector('h1').title = Math.random(); document.querySelector('h1').append('') }, 20);
        setInterval(() => CSS.highlights.clear(), 20);
        CSS.highlights.set('newsglass-person', new Highlight(new StaticRange({startContainer: document, startOffset: 0, endContainer: document, endOffset: 0})))</script></article>";
    let url = stage.server.put("/fight", &[], REPORT.replacen("</article>", undo, 1));
    let session = &stage.session;
    session.open(&url).await?;
    session.until_true("it has undone something", "return undone > 0").await?;
    tokio::time::sleep(Duration::from_secs(5)).await;
    let undone = session.eval("return undone").await?.as_u64().unwrap_or_default();
    assert!(undone < 30, "{undone} bars were made for nothing");
    assert!(seen(session, "#owner-again").await?, "what has no bar is shown");
    switch_off(session).await?;
    let left =
        "return document.querySelectorAll('newsglass-fold, newsglass-run, [data-newsglass-folded], [hidden]').length";
    assert_eq!(session.eval(left).await?, 0, "nothing of ours is left");
    Ok(())
}

/// Our attributes, bars and wrappers, in the page when it loads, in a shadow root, and put in again and again: a copy of a folded page, or a page
/// that imitates us. Text is to be seen all the same, and what is a fold is one.
async fn what_only_looks_like_ours_hides_nothing(stage: &mut Stage) -> Result {
    let text = |n: usize, open: &str| paragraph(&format!("${n}40,000")).replacen("<p>", open, 1);
    let copies = [
        text(1, "<p class=copy data-newsglass-folded=none>"),
        text(2, "<p class=copy data-newsglass-folded=found hidden=until-found>"),
        format!("<newsglass-run data-newsglass-folded=none>{}</newsglass-run>", text(3, "<p class=copy>")),
        "<newsglass-fold></newsglass-fold>".to_owned(),
        format!(
            "<div id=host></div><script>host.attachShadow({{mode: 'open'}}).innerHTML = `{}`</script>",
            text(4, "<p data-newsglass-folded=none>")
        ),
        text(5, "<p class=copy id=spoofed>"),
        "<script>setInterval(() => spoofed.setAttribute('data-newsglass-folded', 'x'), 30)</script></article>"
            .to_owned(),
    ];
    let url = stage.server.put("/copies", &[], REPORT.replacen("</article>", &copies.concat(), 1));
    open_marked(stage, &url).await?;
    let session = &stage.session;
    for n in 1..=5 {
        until_sum(session, &format!("text {n} is marked"), &format!("${n}40,000")).await?;
    }
    let hidden = "return [...document.querySelectorAll('.copy'), host.shadowRoot.firstChild].filter(copy => !copy.checkVisibility() || copy.closest('[hidden]')).length";
    assert_eq!(session.eval(hidden).await?, 0, "copies are shown");
    assert_eq!(bars(session).await?.len(), 2, "folds of our own are there");
    assert!(!seen(session, "#owner-again").await?, "and hide what repeats");
    switch_off(session).await?;
    let left = "return document.querySelectorAll('newsglass-fold, newsglass-run, [data-newsglass-folded]:not(#spoofed), [hidden]').length";
    assert_eq!(session.eval(left).await?, 0, "nothing that looks like ours is left");
    Ok(())
}

/// Whatever scripts of the page put in place of the browser's own functions is theirs alone.
async fn what_the_page_does_to_itself_is_not_done_to_us(stage: &mut Stage) -> Result {
    let break_all = "<script>
        const real = {registry: CSS.highlights, has: HighlightRegistry.prototype.has};
        const fail = () => { throw new Error('the page fails') };
        for (const type of [Node, Element, HTMLElement, Document, ShadowRoot, Text, CharacterData, Highlight, HighlightRegistry, StaticRange, Range, MutationObserver, Array, Map, Set, String, Promise])
            for (const name of Object.getOwnPropertyNames(type.prototype)) {
                // What the page and the driver need themselves stays.
                if (['constructor', 'then', 'push', 'length', 'appendChild', 'data', 'nodeType', 'has', 'get', 'size', 'keys', 'entries', 'forEach', 'toString', 'valueOf'].includes(name)) continue;
                if (type === Array || type === Promise || type === String || type === Map || type === Set) continue;
                try { Object.defineProperty(type.prototype, name, {configurable: true, get: fail, set: fail}) } catch {}
            }
        try { Object.defineProperty(CSS, 'highlights', {get: fail}) } catch {}
        for (const name of ['StaticRange', 'Highlight', 'CSSStyleSheet', 'MutationObserver', 'getComputedStyle', 'setTimeout', 'performance', 'scheduler', 'MessageChannel'])
            try { Object.defineProperty(window, name, {get: fail}) } catch {}
        isMarked = () => real.has.call(real.registry, 'newsglass-person')</script>";
    let url = stage.server.put("/broken", &[], with(&format!("{}{break_all}", paragraph("$640,000"))));
    let session = &stage.session;
    session.open(&url).await?;
    let marked = "return (globalThis.wrappedJSObject ?? globalThis).isMarked()";
    session.until_true("the page is marked all the same", marked).await?;
    let popup = Popup::open(session).await?;
    popup.click("#enabled").await?;
    session.until_true("and rid of the marks", &marked.replace("return ", "return !")).await?;
    popup.close().await
}

/// `document.createElement` may be an image, and `form.hasAttribute` a field.
async fn names_that_hide_the_dom_do_no_harm(stage: &mut Stage) -> Result {
    let hide = "<div id=names hidden></div><script>const names = [Document, Node, EventTarget].flatMap(type => Object.getOwnPropertyNames(type.prototype))
        .filter(name => !['location', 'constructor'].includes(name));
        names.forEach(name => { const image = new Image(); image.setAttribute('name', name); Element.prototype.append.call(Document.prototype.getElementById.call(document, 'names'), image) })</script></article>";
    let url = stage.server.put("/names", &[], REPORT.replacen("</article>", hide, 1));
    let session = &stage.session;
    session.open(&url).await?;
    let bars = "return Document.prototype.querySelectorAll.call(document, 'newsglass-fold').length === 2";
    session.until_true("two folds are there", bars).await?;
    session.until_true("the page is marked", MARKED).await?;
    switch_off(session).await?;
    session.until_true("nothing is left", "return Document.prototype.querySelectorAll.call(document, 'newsglass-fold, [data-newsglass-folded]').length === 0").await
}

/// Frames and shadow roots, open, closed and sandboxed, that come, go and change while the page is read.
async fn frames_and_shadow_roots_come_and_go(stage: &mut Stage) -> Result {
    stage.server.put("/inner", &[], REPORT);
    let churn = "<script>let n = 0; var churn = setInterval(() => {
            const article = document.querySelector('article');
            for (const old of document.querySelectorAll('.brief')) old.remove();
            const host = document.createElement('div');
            host.className = 'brief';
            host.attachShadow({mode: n++ % 2 ? 'open' : 'closed'}).innerHTML = '<p>Sweden sent 40 sailors, said Gunnar Berg on Friday.</p>';
            const frame = document.createElement('iframe');
            frame.className = 'brief';
            if (n % 3 === 0) frame.sandbox = '';
            if (n % 3 === 1) frame.sandbox = 'allow-same-origin';
            frame.src = '/inner';
            article.append(host, frame);
            if (n % 4 === 0) article.append(document.createElement('div'));
            if (n % 5 === 0) frame.src = 'about:blank';
        }, 60)</script>";
    let url = stage.server.put("/churn", &[], with(churn));
    let session = &stage.session;
    open_marked(stage, &url).await?;
    session.complaints().await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    session.eval("clearInterval(churn); document.querySelectorAll('.brief').forEach(brief => brief.remove())").await?;
    session
        .eval(&format!(
            "document.querySelector('article').insertAdjacentHTML('beforeend', '{}')",
            paragraph("$640,000")
        ))
        .await?;
    until_sum(session, "the page is read in the end", "$640,000").await?;
    let complaints = session.complaints().await?;
    assert!(complaints.is_empty(), "{complaints:#?}");
    switch_off(session).await?;
    assert_eq!(session.eval("return document.adoptedStyleSheets.length").await?, 0);
    Ok(())
}

/// XML, SVG, plain text: read or not, they stay what they are, and nothing throws.
async fn documents_that_are_no_pages_are_left_alone(stage: &mut Stage) -> Result {
    let text = "Portugal's minister of fisheries, Duarte Falcão, resigned on Monday after 18 months in office.";
    let documents = [
        ("/feed.xml", "text/xml", format!("<?xml version='1.0'?><feed><entry><title>{text}</title></entry></feed>")),
        (
            "/page.xhtml",
            "application/xhtml+xml",
            format!(
                "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>A</title></head><body><p>{text}</p></body></html>"
            ),
        ),
        (
            "/picture.svg",
            "image/svg+xml",
            format!(
                "<svg xmlns='http://www.w3.org/2000/svg'><text y='20'>{text}</text><foreignObject width='90' height='90'><p xmlns='http://www.w3.org/1999/xhtml'>{text}</p></foreignObject></svg>"
            ),
        ),
        ("/plain.txt", "text/plain; charset=utf-8", text.to_owned()),
        ("/data.json", "application/json", format!("{{\"text\": \"{text}\"}}")),
        ("/empty", "text/html", String::new()),
    ];
    let session = &stage.session;
    session.complaints().await?;
    for (path, kind, body) in documents {
        let url = stage.server.put(path, &[("Content-Type", kind)], body);
        session.open(&url).await?;
        tokio::time::sleep(Duration::from_millis(700)).await;
        let ours = "return document.documentElement ? document.documentElement.querySelectorAll('newsglass-fold, newsglass-card, newsglass-run').length : 0";
        assert_eq!(session.eval(ours).await?, Value::from(0), "{path}");
    }
    let complaints = session.complaints().await?;
    assert!(complaints.is_empty(), "{complaints:#?}");
    Ok(())
}

/// The page has its turn between our slices, however many children an element has; what is marked are the article's texts.
async fn a_hundred_thousand_nodes_are_read_bit_by_bit(stage: &mut Stage) -> Result {
    let session = &stage.session;
    let desk = Desk::open(session).await?;
    let sum = paragraph("$640,000");
    let mut all = Vec::new();
    for (n, many) in ["", &"<p>One <b>of</b> many</p>".repeat(20_000), &"<i></i>".repeat(100_000)].iter().enumerate() {
        let body = PLAIN.replacen("</article>", &format!("{sum}</article><div>{many}</div>"), 1);
        let url = stage.server.put(&format!("/many/{n}"), &[], body);
        session.open(&url).await?;
        // Asked for: a page that is nearly all a list may be no report.
        desk.read(session, &url).await?;
        until_sum(session, "the sum is marked", "$640,000").await?;
        let (_, work) = desk.settled(session, &url).await?;
        assert!(n == 0 || work.slices > 50, "{work:?}");
        let mut marks = marks(session).await?;
        // Counts of the list itself.
        marks.remove("count");
        all.push(marks);
    }
    assert!(all.iter().all(|marks| *marks == all[0]), "{all:#?}");
    Ok(())
}

/// As deep as a script can build it: parsers stop nesting much earlier. Chromium's own layout ends the tab where 3,000 boxes stand in one another,
/// so there most of the levels have none.
async fn ten_thousand_levels_are_read(stage: &mut Stage) -> Result {
    let boxes = if stage.session.browser == Browser::Chromium { 2_000 } else { 10_000 };
    let deep = format!(
        "<div id=top></div><script>let at = document.getElementById('top');
        for (let n = 0; n < 10000; n++) {{
            at = at.appendChild(document.createElement('div'));
            if (n >= {boxes}) at.style.display = 'contents';
        }}
        at.innerHTML = '{}'</script>",
        paragraph("$640,000")
    );
    let url = stage.server.put("/deep", &[], with(&deep));
    open_marked(stage, &url).await?;
    let session = &stage.session;
    until_sum(session, "the sum at the bottom is marked", "$640,000").await?;
    switch_off(session).await?;
    let complaints = session.complaints().await?;
    assert!(complaints.is_empty(), "{complaints:#?}");
    Ok(())
}

/// One node; the places in it are right to the last, and the page has its turn meanwhile.
async fn a_text_of_five_megabytes_is_read_to_its_end(stage: &mut Stage) -> Result {
    let long = "<p id=long></p><script>
        const text = 'Rain fell on the roofs of the old town, and nobody was in the street. '.repeat(75000);
        document.getElementById('long').append(document.createTextNode(text + 'The harbour has lost $640,000 since the spring.'))</script>";
    let url = stage.server.put("/long", &[], with(long));
    let session = &stage.session;
    let desk = Desk::open(session).await?;
    session.open(&url).await?;
    // Asked for: a page with so much of the same may be no report.
    desk.read(session, &url).await?;
    let (_, work) = desk.settled(session, &url).await?;
    assert!(work.slices > 20, "{work:?}");
    until_sum(session, "the sum at the end is marked", "$640,000").await?;
    switch_off(session).await
}
