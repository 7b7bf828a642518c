//! The options page, worked as a person would: sites, colours, own words, settings as a file, the browser's account, undo.

use crate::page::{REPORT, look_of, marks, open_marked};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::Session;
use newsglass_browser_tests::{Result, scenarios};
use serde_json::{Value, json};
use std::path::PathBuf;
use thirtyfour::prelude::*;

scenarios! {
    sites_are_added_edited_removed_and_refused,
    colours_are_chosen_and_taken_back,
    own_words_are_marked_in_sets,
    bad_lines_and_patterns_are_named,
    a_table_is_imported,
    settings_go_out_and_come_in,
    bad_files_change_nothing,
    scripts_in_every_field_do_nothing,
    five_thousand_odd_names,
    a_reset_can_be_undone,
    only_the_look_is_synchronised,
    settings_of_a_later_version_are_kept,
}

/// Opens the options page beside the report and waits until it is filled.
async fn open(session: &Session) -> Result<WindowHandle> {
    let window = session.open_beside(&session.page("options.html")).await?;
    session.until_true("the options are filled", "return document.querySelector('#strength button') !== null").await?;
    Ok(window)
}

async fn click(session: &Session, selector: &str) -> Result {
    let element = session.driver.find(By::Css(selector)).await?;
    element.scroll_into_view().await?;
    Ok(element.click().await?)
}

/// Writes into a field, in place of what stands there, and leaves it.
async fn write(session: &Session, selector: &str, text: &str) -> Result {
    let element = session.driver.find(By::Css(selector)).await?;
    element.scroll_into_view().await?;
    element.clear().await?;
    element.send_keys(text).await?;
    // Whoever goes on leaves the field.
    Ok(session.driver.find(By::Css("#words-heading")).await?.click().await?)
}

/// Chooses a file of this content in a field.
async fn choose(session: &Session, selector: &str, name: &str, bytes: impl AsRef<[u8]>) -> Result {
    let file = folder(session).join(name);
    std::fs::write(&file, bytes)?;
    Ok(session.driver.find(By::Css(selector)).await?.send_keys(file.to_string_lossy().as_ref()).await?)
}

fn folder(session: &Session) -> PathBuf {
    session.profile.clone()
}

async fn text_of(session: &Session, selector: &str) -> Result<String> {
    let text = session.eval(&format!("return document.querySelector('{selector}').innerText")).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// What is stored, seen from the options page that is open.
async fn stored(session: &Session, area: &str) -> Result<Value> {
    let script = format!(
        "const done = arguments[0];
         const api = globalThis.wrappedJSObject?.browser ?? globalThis.browser ?? globalThis.chrome;
         api.storage.{area}.get(null).then(all => done(JSON.stringify(all)))"
    );
    let answer = session.driver.execute_async(script, vec![]).await?.json().clone();
    Ok(serde_json::from_str(answer.as_str().unwrap_or("null"))?)
}

async fn until_stored(session: &Session, what: &str, good: impl Fn(&Value) -> bool) -> Result {
    session
        .until(what, async || {
            let all = stored(session, "local").await?;
            if good(&all["settings"]) { Ok(Some(())) } else { Err(all.to_string().into()) }
        })
        .await
}

async fn done(session: &Session, says: &str) -> Result {
    let says = serde_json::to_string(says)?;
    session
        .until_true(
            "it says what was done",
            &format!("return document.querySelector('#done-said').textContent.includes({says})"),
        )
        .await
}

/// Closes the page that is in front and goes back to the report.
async fn close(session: &Session) -> Result {
    session.driver.close_window().await?;
    Ok(session.driver.switch_to_window(session.tab.clone()).await?)
}

async fn sites_are_added_edited_removed_and_refused(stage: &mut Stage) -> Result {
    let url = stage.server.put("/world/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let options = open(session).await?;
    for (text, why) in [
        ("exam*ple.org", "a star may stand alone"),
        ("ftp://example.org", "only http and https"),
        ("example.org:80", "no port"),
        ("<img src=x>", "no such characters"),
        (" ", "needs a name"),
    ] {
        write(session, "#site-name", text).await?;
        click(session, "#site-add").await?;
        session
            .until_true(
                "it is refused with the reason",
                &format!("return document.querySelector('#site-wrong').textContent.includes('{why}')"),
            )
            .await?;
    }
    session.eval("document.querySelector('#site-choice').value = 'never'").await?;
    let field = session.driver.find(By::Css("#site-name")).await?;
    field.clear().await?;
    field.send_keys("127.0.0.1/world" + Key::Enter).await?;
    until_stored(session, "the site is kept", |settings| settings["sites"] == json!({"127.0.0.1/world*": "never"}))
        .await?;
    assert_eq!(text_of(session, "#site-wrong").await?, "");
    session.driver.switch_to_window(session.tab.clone()).await?;
    session
        .until_true(
            "the page is left alone",
            "return ![...CSS.highlights.keys()].some(name => name.startsWith('newsglass-'))",
        )
        .await?;
    session.driver.switch_to_window(options.clone()).await?;
    click(session, "[data-edit]").await?;
    assert_eq!(session.eval("return document.querySelector('#site-name').value").await?, "127.0.0.1/world*");
    write(session, "#site-name", "127.0.0.1/sport").await?;
    click(session, "#site-add").await?;
    until_stored(session, "it is another", |settings| settings["sites"] == json!({"127.0.0.1/sport*": "never"}))
        .await?;
    session.driver.switch_to_window(session.tab.clone()).await?;
    session.until_true("the page is marked again", crate::page::MARKED).await?;
    session.driver.switch_to_window(options).await?;
    click(session, "[data-remove]").await?;
    until_stored(session, "it is gone", |settings| settings["sites"] == json!({})).await?;
    done(session, "was removed").await?;
    click(session, "#undo").await?;
    until_stored(session, "it is back", |settings| settings["sites"] == json!({"127.0.0.1/sport*": "never"})).await?;
    close(session).await
}

async fn colours_are_chosen_and_taken_back(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let options = open(session).await?;
    // The browser's own window for colours is beyond every driver: this is what it does when one is chosen.
    session
        .eval("const field = document.querySelector('[data-colour=person]'); field.value = '#00aa55'; field.dispatchEvent(new Event('change', {bubbles: true}))")
        .await?;
    until_stored(session, "the colour is kept", |settings| settings["colours"] == json!({"person": "#00aa55"})).await?;
    let look = look_of("person");
    session.driver.switch_to_window(session.tab.clone()).await?;
    // Its line is the same hue, as dark as it has to be.
    session
        .until_true(
            "the page has it",
            &format!("const look = {look}; return /rgba?\\(0, 1?\\d\\d, \\d\\d\\b/.test(look) || '' + look"),
        )
        .await?;
    session.driver.switch_to_window(options).await?;
    click(session, "#colours-reset").await?;
    until_stored(session, "the colours are those of the table", |settings| settings["colours"] == json!({})).await?;
    close(session).await
}

async fn own_words_are_marked_in_sets(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let options = open(session).await?;
    click(session, "#set-add").await?;
    write(session, "[data-field=name]", "Sea rescue").await?;
    write(session, "[data-field=note]", "see the file of May").await?;
    write(session, "[data-field=entries]", "coast guard\n/sol\\w+/").await?;
    until_stored(session, "the set is kept", |settings| {
        settings["own"]
            == json!([{"name": "Sea rescue", "on": true, "whole": true, "case": false, "note": "see the file of May",
                "entries": ["coast guard", {"pattern": "sol\\w+"}]}])
    })
    .await?;
    assert!(text_of(session, "#words li .head").await?.contains("Words: 1, patterns: 1"));
    session.driver.switch_to_window(session.tab.clone()).await?;
    session
        .until("words and patterns are marked", async || {
            let marks = marks(session).await?;
            let own = marks.get("own-0").cloned().unwrap_or_default();
            Ok((own.contains(&"coast guard".to_owned()) && own.contains(&"Solheim".to_owned())).then_some(()))
        })
        .await?;
    session.point(session.place_of("coast guard", 0).await?).await?;
    session
        .until_card(
            "the card names set and note",
            "card.matches(':popover-open') && card.innerText.includes('Sea rescue') && card.innerText.includes('see the file of May')",
        )
        .await?;
    session.driver.switch_to_window(options).await?;
    click(session, "[data-field=on]").await?;
    until_stored(session, "the set is off", |settings| settings["own"][0]["on"] == false).await?;
    session.driver.switch_to_window(session.tab.clone()).await?;
    session.until("its marks go", async || Ok((!marks(session).await?.contains_key("own-0")).then_some(()))).await
}

async fn bad_lines_and_patterns_are_named(stage: &mut Stage) -> Result {
    let session = &stage.session;
    open(session).await?;
    click(session, "#set-add").await?;
    let list = "ferry\n/harbou?r(/\n/(\\w{90}){90}/\n/x*/\nquay";
    write(session, "[data-field=entries]", list).await?;
    until_stored(session, "the good lines are kept", |settings| {
        settings["own"][0]["entries"] == json!(["ferry", "quay"])
    })
    .await?;
    let wrong = text_of(session, "[data-wrong]").await?;
    for part in [
        "left out: 3",
        "Line 2, column 10",
        "never closed",
        "Line 3, column 1",
        "too costly",
        "Line 4",
        "without any text",
    ] {
        assert!(wrong.contains(part), "“{part}” is missing in: {wrong}");
    }
    assert_eq!(
        session.eval("return document.querySelector('[data-field=entries]').value").await?,
        list,
        "what was written stays"
    );
    close(session).await
}

async fn a_table_is_imported(stage: &mut Stage) -> Result {
    let session = &stage.session;
    open(session).await?;
    click(session, "#set-add").await?;
    let table = "\u{feff}Name;Note\r\n\"Weir; upper\";built 1911\r\nOker;\r\n\"open;x\r\n";
    choose(session, "[data-field=table]", "rivers.csv", table).await?;
    until_stored(session, "the rows are kept", |settings| {
        settings["own"][0]["entries"] == json!([{"word": "Weir; upper", "note": "built 1911"}, "Oker"])
    })
    .await?;
    done(session, "New: 2, there already: 0").await?;
    let wrong = text_of(session, "[data-wrong]").await?;
    assert!(wrong.contains("Line 4, column 1") && wrong.contains("never closed"), "{wrong}");
    choose(session, "[data-field=table]", "more.csv", "Oker\nAller\n").await?;
    done(session, "New: 1, there already: 1").await?;
    click(session, "#undo").await?;
    until_stored(session, "the import is undone", |settings| {
        settings["own"][0]["entries"].as_array().map(Vec::len) == Some(2)
    })
    .await?;
    close(session).await
}

/// The file that the page hands out.
async fn exported(session: &Session) -> Result<String> {
    click(session, "#export").await?;
    let script = "const done = arguments[0];
        const wait = () => { const link = document.querySelector('#download'); link ? fetch(link.href).then(file => file.text()).then(done, error => done(String(error))) : setTimeout(wait, 50) };
        wait()";
    Ok(session.driver.execute_async(script, vec![]).await?.json().as_str().unwrap_or_default().to_owned())
}

async fn settings_go_out_and_come_in(stage: &mut Stage) -> Result {
    let session = &stage.session;
    let settings = json!({
        "version": 1, "everywhere": true, "strength": "marker", "rules": {"numbers": false}, "words": ["weir"],
        "sites": {"example.org": "never"}, "exceptions": [{"kind": "person", "name": "Washington"}],
    });
    session.store_settings(&settings).await?;
    open(session).await?;
    let file = exported(session).await?;
    let written: Value = serde_json::from_str(&file)?;
    assert_eq!((&written["own"][0]["entries"], &written["strength"]), (&json!(["weir"]), &json!("marker")), "{file}");
    click(session, "#reset").await?;
    until_stored(session, "all is as on the first day", |settings| settings["own"] == json!([])).await?;
    choose(session, "#import", "mine.json", &file).await?;
    done(session, "mine.json").await?;
    let all = stored(session, "local").await?;
    assert_eq!(all["settings"], written, "what went out came in");
    close(session).await
}

async fn bad_files_change_nothing(stage: &mut Stage) -> Result {
    let session = &stage.session;
    session.store_settings(&json!({"version": 2, "everywhere": true, "strength": "whisper"})).await?;
    open(session).await?;
    let before = stored(session, "local").await?;
    let long =
        format!("{{\"version\": 2, \"own\": [{{\"entries\": [{}\"b\"]}}]}}", "\"aaaaaaaaaaaaaaaa\",".repeat(550_000));
    assert!(long.len() > 10_000_000);
    let cases: [(&str, String, &[&str]); 5] = [
        (
            "broken",
            "{\n \"version\": 2,\n \"strength\": \"marker\"\n \"rules\": {}\n}".to_owned(),
            &["Line 4, column 2", "not JSON"],
        ),
        (
            "wrong",
            "{\"version\": 2,\n \"strength\": \"loud\",\n \"own\": [{\"entries\": [{\"pattern\": \"a(\"}]}]\n}"
                .to_owned(),
            &["Line 2, column 14", "“strength”", "Line 3, column 23", "never closed", "Put these places right"],
        ),
        ("later", "{\"version\": 99, \"strength\": {\"new\": 1}}".to_owned(), &["a later version", "Update Newsglass"]),
        ("long", long, &["longer than 8 MB"]),
        ("bytes", "\0\u{1}\u{2}".to_owned(), &["Line 1", "not JSON"]),
    ];
    for (name, text, says) in cases {
        choose(session, "#import", &format!("{name}.json"), text).await?;
        session
            .until_true(
                "it is refused",
                &format!("return document.querySelector('#import-wrong').innerText.includes('{name}.json')"),
            )
            .await?;
        let wrong = text_of(session, "#import-wrong").await?;
        for part in says {
            assert!(wrong.contains(part), "{name}: “{part}” is missing in: {wrong}");
        }
        assert!(wrong.contains("nothing was changed"), "{wrong}");
    }
    assert_eq!(stored(session, "local").await?, before);
    close(session).await
}

/// Scripts and markup, wherever a text may stand.
async fn scripts_in_every_field_do_nothing(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    let session = &stage.session;
    let evil = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>\u{202e}";
    let file = json!({
        "version": 2, "everywhere": true,
        "exceptions": [{"site": evil, "kind": evil, "name": evil, "becomes": evil}],
        "own": [{"name": evil, "note": evil, "entries": [evil, {"word": "coast guard", "note": evil}, {"pattern": "<script>.+"}]}],
    });
    open(session).await?;
    choose(session, "#import", "<b>evil<b>.json", file.to_string()).await?;
    done(session, "evil").await?;
    click(session, "[data-open-set]").await?;
    let bad =
        json!({"version": 2, evil: evil, "sites": {evil: "never"}, "rules": {evil: true}, "colours": {evil: evil}});
    choose(session, "#import", "bad.json", bad.to_string()).await?;
    session
        .until_true("it is refused", "return document.querySelector('#import-wrong').innerText.includes('bad.json')")
        .await?;
    let title = session
        .eval("return [document.title, document.querySelectorAll('main img, main script, #done img').length]")
        .await?;
    assert_eq!(title, json!(["Newsglass settings", 0]));
    assert!(text_of(session, "#exceptions").await?.contains("onerror="), "it is shown as what it is");
    close(session).await?;
    open_marked(stage, &url).await?;
    let session = &stage.session;
    session.until("the word is marked", async || Ok(marks(session).await?.get("own-0").map(drop))).await?;
    session.point(session.place_of("coast guard", 0).await?).await?;
    session
        .until_card(
            "the card shows it as text",
            "card.innerText.includes('<img src=x') && !card.querySelector('img, script')",
        )
        .await?;
    assert_ne!(session.eval("return document.title").await?, "owned");
    Ok(())
}

async fn five_thousand_odd_names(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let odd = [
        "O’Brien, \"Bo\"",
        "<i>Ann</i>",
        "\u{202e}Eve",
        "Zoë\u{301}",
        "😀 Bob",
        "İşık",
        "名字",
        "اسم",
        "a;b",
        "$1 {0} %s",
    ];
    let mut table = String::from("name,note\n");
    for n in 0..5_000 {
        table.push_str(&format!("\"{} {n}\",\"{n}\"\n", odd[n % odd.len()].replace('"', "\"\"")));
    }
    table.push_str("Solheim,found\n");
    open(session).await?;
    click(session, "#set-add").await?;
    choose(session, "[data-field=table]", "names.csv", &table).await?;
    done(session, "New: 5001").await?;
    assert_eq!(text_of(session, "[data-wrong]").await?, "");
    let first =
        session.eval("return document.querySelector('[data-field=entries]').value.split('\\n').slice(0, 2)").await?;
    assert_eq!(first, json!(["O’Brien, \"Bo\" 0\t0", "<i>Ann</i> 1\t1"]));
    close(session).await?;
    session.until("one of them is on the page", async || Ok(marks(session).await?.get("own-0").map(drop))).await
}

async fn a_reset_can_be_undone(stage: &mut Stage) -> Result {
    let session = &stage.session;
    let settings =
        json!({"version": 2, "everywhere": false, "strength": "marker", "own": [{"name": "A", "entries": ["weir"]}]});
    session.store_settings(&settings).await?;
    open(session).await?;
    click(session, "#reset").await?;
    until_stored(session, "all is as on the first day", |settings| {
        settings["own"] == json!([]) && settings["strength"] == "normal"
    })
    .await?;
    done(session, "as on the first day").await?;
    click(session, "#undo").await?;
    until_stored(session, "and back", |settings| settings["own"][0]["name"] == "A" && settings["strength"] == "marker")
        .await?;
    close(session).await
}

/// Nothing goes into the browser's account until the reader says so, and then rules, colours and strength alone.
async fn only_the_look_is_synchronised(stage: &mut Stage) -> Result {
    let session = &stage.session;
    let settings = json!({
        "version": 2, "everywhere": true, "strength": "whisper", "sites": {"secret.example": "never"},
        "exceptions": [{"name": "secret"}], "own": [{"name": "secret", "entries": ["secret"]}],
    });
    session.store_settings(&settings).await?;
    open(session).await?;
    click(session, "[data-strength=marker]").await?;
    until_stored(session, "a change is kept", |settings| settings["strength"] == "marker").await?;
    assert_eq!(stored(session, "sync").await?, json!({}), "nothing before it is chosen");
    click(session, "#sync").await?;
    session
        .until("the look is there", async || {
            let all = stored(session, "sync").await?;
            if all["look"]["strength"] == "marker" { Ok(Some(())) } else { Err(all.to_string().into()) }
        })
        .await?;
    let all = stored(session, "sync").await?;
    let look = all["look"].as_object().ok_or("no look")?;
    assert_eq!(look.keys().collect::<Vec<_>>(), ["colours", "hidden_kinds", "rules", "strength", "version"]);
    let written = all.to_string();
    assert!(
        !written.contains("secret") && written.len() < 8_000 && all.as_object().map(serde_json::Map::len) == Some(1),
        "{written}"
    );
    // What another device writes.
    let script = "const done = arguments[0];
        const api = globalThis.wrappedJSObject?.browser ?? globalThis.browser ?? globalThis.chrome;
        api.storage.sync.set((globalThis.wrappedJSObject ?? globalThis).JSON.parse('{\"look\": {\"version\": 2, \"strength\": \"normal\", \"rules\": {\"quotes\": false}, \"sites\": {\"a.example\": \"always\"}}}')).then(() => done(true))";
    session.driver.execute_async(script, vec![]).await?;
    until_stored(session, "it is taken", |settings| {
        settings["strength"] == "normal"
            && settings["rules"]["quotes"] == false
            && settings["sites"] == json!({"secret.example": "never"})
    })
    .await?;
    close(session).await
}

async fn settings_of_a_later_version_are_kept(stage: &mut Stage) -> Result {
    let session = &stage.session;
    let later = json!({"version": 7, "everywhere": true, "strength": "marker", "moods": {"calm": true}});
    session.store_settings(&later).await?;
    open(session).await?;
    let said = text_of(session, "#warnings").await?;
    assert!(said.contains("“version”: written by a later version") && said.contains("“moods”: not known"), "{said}");
    assert_eq!(stored(session, "local").await?["settings"], later, "untouched until something is changed");
    click(session, "[data-strength=normal]").await?;
    until_stored(session, "a change is kept", |settings| settings["strength"] == "normal").await?;
    assert_eq!(stored(session, "local").await?["replaced"], later, "and so is what it replaced");
    close(session).await?;
    open(session).await?;
    session.until_true("it can be had", "return !document.querySelector('#replaced').hidden").await?;
    close(session).await?;
    Ok(())
}
