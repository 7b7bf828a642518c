//! How marks are painted: strengths, dark pages, forced colours.

use crate::page::{PLAIN, Popup, REPORT, open_marked, painted};
use newsglass_browser_tests::picture::Colour;
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::Browser;
use newsglass_browser_tests::{Result, scenarios};

scenarios! {
    strengths_are_stronger,
    dark_pages_are_seen_as_dark,
    forced_colours_are_left_alone,
    settings_of_the_first_version_load,
}

/// How far the ground behind a kind's first mark is from white.
async fn tint(stage: &Stage, kind: &str) -> Result<i32> {
    let (ground, _) = painted(&stage.session, kind).await?;
    Ok(ground.into_iter().map(|channel| 255 - i32::from(channel)).sum())
}

async fn strengths_are_stronger(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let popup = Popup::open(&stage.session).await?;
    // A state that said nothing: a speaker wears the tint of its quote.
    let mut tints = Vec::new();
    for strength in ["whisper", "normal", "marker"] {
        popup.click(&format!("[data-strength={strength}]")).await?;
        popup
            .until(
                "it is pressed",
                &format!(
                    "document.querySelector('[data-strength={strength}]').getAttribute('aria-pressed') === 'true'"
                ),
            )
            .await?;
        let before = tints.last().copied();
        let now = stage
            .session
            .until("the page follows", async || {
                let now = [tint(stage, "state").await?, tint(stage, "direct").await?];
                Ok((before.is_none_or(|before: [i32; 2]| before.iter().zip(now).all(|(before, now)| now > *before))
                    && now[1] < 600)
                    .then_some(now))
            })
            .await;
        tints.push(if strength == "whisper" {
            stage
                .session
                .until("a state has no tint", async || {
                    Ok((tint(stage, "state").await? == 0).then_some([0, tint(stage, "direct").await?]))
                })
                .await?
        } else {
            now?
        });
    }
    assert!(tints[0][1] > 0, "a whisper is still something: {tints:?}");
    Ok(())
}

async fn dark_pages_are_seen_as_dark(stage: &mut Stage) -> Result {
    let dark = PLAIN.replacen("<body>", "<body style='background: #121212; color: #ddd'>", 1);
    assert_ne!(dark, PLAIN, "the fixture has another body");
    let url = stage.server.put("/dark", &[], dark.as_str());
    open_marked(stage, &url).await?;
    let kinds = stage.session.eval("return [...CSS.highlights.keys()].map(name => name.slice(10))").await?;
    let tinted = ["person", "organization", "place", "state", "direct"]
        .into_iter()
        .find(|kind| kinds.to_string().contains(kind))
        .ok_or("nothing tinted")?;
    let (ground, _) = painted(&stage.session, tinted).await?;
    assert!(ground.into_iter().all(|channel| channel < 110) && ground != [18; 3], "{tinted}: {ground:?}");
    Ok(())
}

async fn forced_colours_are_left_alone(stage: &mut Stage) -> Result {
    if stage.session.browser == Browser::Firefox {
        // Nothing but a start of its own makes Firefox force colours; the sheet is the same.
        return Ok(());
    }
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    stage.session.emulate(&[("forced-colors", "active")]).await?;
    stage.session.until_true("colours are forced", "return matchMedia('(forced-colors: active)').matches").await?;
    // The reader's own colours for what is selected, in which text is legible, and the kinds' lines.
    for kind in ["organization", "count", "direct"] {
        let (ground, colours) = painted(&stage.session, kind).await?;
        let light = |[r, g, b]: Colour| 3 * u32::from(r) + 6 * u32::from(g) + u32::from(b);
        let brightest = colours.iter().map(|&colour| light(colour)).max().unwrap_or(0);
        let darkest = colours.iter().map(|&colour| light(colour)).min().unwrap_or(0);
        assert!(
            brightest - darkest > 1500 && (light(ground) < 700 || light(ground) > 1800),
            "{kind}: {ground:?} {colours:?}"
        );
    }
    let lines = "return [...document.adoptedStyleSheets].flatMap(sheet => [...sheet.cssRules]).filter(rule => rule.media).flatMap(rule => [...rule.cssRules]).filter(rule => rule.style.textDecorationStyle).length";
    assert!(stage.session.eval(lines).await?.as_u64() > Some(15), "every kind has its line");
    Ok(())
}

async fn settings_of_the_first_version_load(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    // As 0.1.0 wrote them.
    let stored = serde_json::json!({"version": 1, "enabled": true, "everywhere": true, "hidden_kinds": ["indirect", "place"], "sites": {},
        "rules": {"actors": true, "comment-policy": true, "numbers": false, "quotes": true, "repeats": true}});
    stage.session.store_settings(&stored).await?;
    let session = &stage.session;
    session
        .until("they are followed", async || {
            let marks = crate::page::marks(session).await?;
            Ok((!marks.contains_key("count") && !marks.contains_key("place") && marks.contains_key("person"))
                .then_some(()))
        })
        .await?;
    let popup = Popup::open(session).await?;
    popup.until("nothing is warned of, and the strength is normal", "document.querySelector('#warnings').hidden && document.querySelector('[data-strength=normal]').getAttribute('aria-pressed') === 'true'").await
}
