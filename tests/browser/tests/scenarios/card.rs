//! The card and our caret: what a mark is, going from one to the next, hiding and correcting, by pointer, finger and keys.

use crate::page::{PLAIN, REPORT, bars, count_by_rule, marks, open_marked};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::Session;
use newsglass_browser_tests::{Result, scenarios};
use serde_json::{Value, json};
use std::time::Duration;

scenarios! {
    a_resting_pointer_gets_a_card_and_a_passing_one_none,
    cards_tell_what_their_marks_are,
    a_tap_opens_a_card,
    the_card_is_beside_what_is_read_and_safe_from_the_page,
    keys_go_from_mark_to_mark_and_into_the_card,
    nothing_is_taken_from_someone_who_types,
    what_is_hidden_goes_at_once_and_comes_back,
    a_correction_holds_on_its_site,
}

/// Rests the pointer on words and waits for their card.
async fn rest_on(session: &Session, words: &str, n: usize, expected: &str) -> Result {
    session.point(session.place_of(words, n).await?).await?;
    session
        .until_card(
            &format!("the card of “{words}”"),
            &format!("card.matches(':popover-open') && card.innerText.includes({expected:?})"),
        )
        .await
}

async fn closed(session: &Session, what: &str) -> Result {
    session.until_card(what, "!card.matches(':popover-open')").await
}

async fn a_resting_pointer_gets_a_card_and_a_passing_one_none(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let over = session.place_of("Solheim", 0).await?;
    session.sweep(over, (5, over.1)).await?;
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert_eq!(
        session.in_card("card.matches(':popover-open')").await?,
        Value::Null,
        "passing over a mark opens nothing"
    );
    rest_on(session, "Solheim", 0, "Ingrid Solheim").await?;
    // The way from the mark to the card does not close it.
    session.point((over.0, over.1 - 20)).await?;
    session.keys("\u{e00c}").await?;
    closed(session, "Escape closes it").await?;
    rest_on(session, "Solheim", 0, "Ingrid Solheim").await?;
    session.point((5, 5)).await?;
    closed(session, "resting elsewhere closes it").await?;
    // Reading on with the wheel, too, on a page that is long enough.
    let long = REPORT.replacen("<body>", "<body style='padding-bottom: 3000px'>", 1);
    let url = stage.server.put("/long", &[], long.as_str());
    open_marked(stage, &url).await?;
    let session = &stage.session;
    rest_on(session, "Solheim", 0, "Ingrid Solheim").await?;
    session.eval("scrollBy(0, 120)").await?;
    closed(session, "scrolling closes it").await
}

async fn cards_tell_what_their_marks_are(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    for (words, n, expected) in [
        ("Solheim", 0, &["Persons", "Ingrid Solheim", "Title", "Capt.", "Mentions", "1 of 2"][..]),
        ("more than 300", 0, &["Counts", "Value", "300", "Hedge", "more than", "passengers"]),
        ("2.5 million", 0, &["Money", "2,500,000 USD", "about"]),
        ("six weeks", 0, &["Durations", "ISO 8601", "P6W", "at least"]),
        ("thrown out", 0, &["Quotes", "Ingrid Solheim", "Why"]),
        ("thirty years", 0, &["Durations", "Said by", "Ingrid Solheim"]),
    ] {
        rest_on(session, words, n, expected[1]).await?;
        let text = session.in_card("card.innerText").await?;
        for part in expected {
            assert!(text.as_str().unwrap_or_default().contains(part), "“{words}” lacks “{part}”: {text}");
        }
        session.keys("\u{e00c}").await?;
        closed(session, "Escape closes it").await?;
    }
    // The quote's speaker and cue are brought out with it.
    rest_on(session, "thrown out", 0, "Quotes").await?;
    let out = "[...CSS.highlights.get('newsglass-active')].map(range => { const real = document.createRange(); real.setStart(range.startContainer, range.startOffset); real.setEnd(range.endContainer, range.endOffset); return real.toString() })";
    assert_eq!(
        session.eval(&format!("return {out}")).await?,
        json!(["“We were thrown out of our beds,”", "Ingrid Solheim", "said"])
    );
    session.click_in_card("[data-act=copy]").await?;
    session
        .until_card(
            "the button says that it was copied",
            "card.querySelector('[data-act=copy]').textContent.startsWith('✓')",
        )
        .await
}

async fn a_tap_opens_a_card(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    session.tap(session.place_of("Solheim", 0).await?).await?;
    session
        .until_card("the card comes", "card.matches(':popover-open') && card.innerText.includes('Ingrid Solheim')")
        .await?;
    session.tap((5, 400)).await?;
    closed(session, "a tap elsewhere closes it").await
}

async fn the_card_is_beside_what_is_read_and_safe_from_the_page(stage: &mut Stage) -> Result {
    let hostile = REPORT.replace(
        "</style>",
        "newsglass-card, newsglass-card *, [popover], [role=dialog] { color: red !important; display: none !important; opacity: .1 !important;
         font-size: 99px !important; transform: scale(9) !important }</style>",
    );
    for (path, body) in [("/report", REPORT), ("/hostile", hostile.as_str())] {
        let url = stage.server.put(path, &[], body);
        open_marked(stage, &url).await?;
        let session = &stage.session;
        for words in ["Solheim", "2.5 million", "Red Cross"] {
            rest_on(session, words, 0, "Why").await?;
            let over = session
                .in_card("(({left, top, right, bottom}) => [left, top, right, bottom])(card.getBoundingClientRect())")
                .await?;
            let [left, top, right, bottom]: [f64; 4] = serde_json::from_value(over)?;
            let (x, y) = session.place_of(words, 0).await?;
            let (x, y) = (x as f64, y as f64);
            assert!(!(left <= x && x <= right && top <= y && y <= bottom), "{path}: the card lies over “{words}”");
            assert!(
                left >= 0.0 && top >= 0.0 && right - left > 200.0,
                "{path}: the card is not to be seen at {left}, {top}"
            );
            assert_eq!(
                session.in_card("getComputedStyle(card).color").await?,
                "rgb(27, 31, 36)",
                "{path}: the page's style came in"
            );
            session.keys("\u{e00c}").await?;
            closed(session, "Escape closes it").await?;
        }
        assert_eq!(
            session.eval("return document.querySelector('newsglass-card').shadowRoot").await?,
            Value::Null,
            "the page cannot look in"
        );
    }
    Ok(())
}

async fn keys_go_from_mark_to_mark_and_into_the_card(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    session.command('J').await?;
    session
        .until_card("the first mark is said", "card.matches(':popover-open') && voice.textContent.length > 3")
        .await?;
    let first = session.in_card("voice.textContent").await?;
    session.command('J').await?;
    session.until_card("the next is said", &format!("voice.textContent !== {first}")).await?;
    session.command('K').await?;
    session.until_card("and the first again", &format!("voice.textContent === {first}")).await?;
    // A quote is said with its speaker.
    for _ in 0..12 {
        let now = session.in_card("voice.textContent").await?;
        if now.as_str().is_some_and(|now| now.starts_with("Quotes")) {
            assert_eq!(now, "Quotes: “We were thrown out of our beds,”. Ingrid Solheim.");
            break;
        }
        session.command('J').await?;
        session.until_card("the next is said", &format!("voice.textContent !== {now}")).await?;
    }
    assert!(
        session.in_card("voice.textContent").await?.as_str().is_some_and(|now| now.starts_with("Quotes")),
        "no quote was passed"
    );
    // Into the card with the Tab key, to its buttons, and out again; the page has no node that could be focused.
    let places = session.eval("return document.querySelectorAll('[tabindex]').length").await?;
    assert_eq!(places, 0);
    session.keys("\u{e004}").await?;
    session
        .until_card("its first button has the focus", "card.getRootNode().activeElement?.dataset.act === 'close'")
        .await?;
    for _ in 0..6 {
        if session.in_card("card.getRootNode().activeElement?.textContent").await? == "Hide …" {
            break;
        }
        session.keys("\u{e004}").await?;
    }
    session.keys("\u{e007}").await?;
    session.until_card("the group opens by key", "card.querySelector('.group:not([hidden])') !== null && card.querySelector('[aria-expanded=true]') !== null").await?;
    session.keys("\u{e00c}").await?;
    closed(session, "Escape closes it").await?;
    // The master switch has its key as well.
    session.command('G').await?;
    session.until("everything is hidden", async || Ok(marks(session).await?.is_empty().then_some(()))).await?;
    assert_eq!(bars(session).await?.len(), 0);
    session.command('G').await?;
    session.until("and shown", async || Ok((!marks(session).await?.is_empty()).then_some(()))).await
}

async fn nothing_is_taken_from_someone_who_types(stage: &mut Stage) -> Result {
    let typing = PLAIN.replace("</body>", "<input id=field></body>");
    let url = stage.server.put("/typing", &[], typing.as_str());
    open_marked(stage, &url).await?;
    let session = &stage.session;
    session.eval("document.querySelector('#field').focus(); scrollTo(0, 0)").await?;
    session.command('J').await?;
    session.keys("jk j\u{e004}").await?;
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(session.in_card("card.matches(':popover-open')").await?, Value::Null, "a step while someone types");
    assert_eq!(session.eval("return document.querySelector('#field').value").await?, "jk j");
    Ok(())
}

async fn what_is_hidden_goes_at_once_and_comes_back(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let all = marks(session).await?;
    rest_on(session, "Solheim", 0, "Ingrid Solheim").await?;
    session.click_in_card("[aria-expanded]").await?;
    session.click_in_card(".group:not([hidden]) button").await?;
    let of = async |name: &str| -> Result<bool> {
        Ok(marks(session).await?.get("person").is_some_and(|all| all.iter().any(|text| text.contains(name))))
    };
    session.until("her name is not marked", async || Ok((!of("Solheim").await?).then_some(()))).await?;
    assert!(of("Marek").await?, "other persons are");
    session.until_card("it says what was done", "card.innerText.includes('not marked')").await?;
    session.click_in_card("[data-act=change]").await?;
    session.until("her name is marked again", async || Ok((marks(session).await? == all).then_some(()))).await?;
    // A kind, everywhere: the same as its box in the options.
    rest_on(session, "2.5 million", 0, "Money").await?;
    session.click_in_card("[aria-expanded]").await?;
    session.click_in_card(".group:not([hidden]) button:last-child").await?;
    session.until("no money", async || Ok((!marks(session).await?.contains_key("money")).then_some(()))).await?;
    let stored =
        session.in_extension("api.storage.local.get('settings').then(all => all.settings.hidden_kinds)").await?;
    assert!(stored.as_array().is_some_and(|kinds| kinds.contains(&json!("money"))), "{stored}");
    Ok(())
}

async fn a_correction_holds_on_its_site(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let before = count_by_rule(session).await?;
    rest_on(session, "Oslo", 0, "Oslo").await?;
    session.click_in_card("[aria-expanded]:last-of-type").await?;
    // "It belongs to: Persons"
    session.click_in_card(".group:not([hidden]) button:nth-child(2)").await?;
    session
        .until("it is shown as the reader said", async || {
            let marks = marks(session).await?;
            Ok(marks.get("person").is_some_and(|texts| texts.contains(&"Oslo".to_owned())).then_some(()))
        })
        .await?;
    assert_eq!(count_by_rule(session).await?, before, "nothing else has changed");
    // It is kept, and the options page forgets it.
    open_marked(stage, &url).await?;
    let session = &stage.session;
    assert!(marks(session).await?["person"].contains(&"Oslo".to_owned()));
    let window = session.open_beside(&session.page("options.html")).await?;
    session
        .until_true(
            "the options list it",
            "return document.querySelector('#exceptions li')?.innerText.includes('Oslo') ?? false",
        )
        .await?;
    session.eval("document.querySelector('#exceptions button').click()").await?;
    session.driver.switch_to_window(session.tab.clone()).await?;
    session
        .until("it is a place again", async || {
            Ok((!marks(session).await?["person"].contains(&"Oslo".to_owned())).then_some(()))
        })
        .await?;
    session.driver.switch_to_window(window).await?;
    session.driver.close_window().await?;
    session.driver.switch_to_window(session.tab.clone()).await?;
    Ok(())
}
