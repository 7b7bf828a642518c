//! What Newsglass promises of privacy: nothing kept of what was read, nothing that a page could find or forge.

use crate::page::{Popup, REPORT, open_marked};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::Browser;
use newsglass_browser_tests::{Result, scenarios};
use serde_json::{Value, json};

scenarios! {
    nothing_read_is_kept,
    pages_can_neither_find_nor_forge,
}

async fn nothing_read_is_kept(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let popup = Popup::open(session).await?;
    popup.click("[data-rule=quotes]").await?;
    popup.click("[data-rule=quotes]").await?;
    popup.close().await?;
    let held = session
        .in_extension(
            "Promise.all(['local', 'sync', 'session'].map(area => api.storage[area].get(null)))
            .then(async all => JSON.stringify([all, await caches.keys(), (await indexedDB.databases()).length, Object.keys(localStorage)]))",
        )
        .await?;
    let held = held.as_str().unwrap_or_default();
    let [areas, caches, databases, strings]: [Value; 4] = serde_json::from_str(held)?;
    assert_eq!([&caches, &databases, &strings], [&json!([]), &json!(0), &json!([])], "stores beside the settings");
    for area in areas.as_array().cloned().unwrap_or_default() {
        let keys: Vec<_> = area.as_object().map(|area| area.keys().cloned().collect()).unwrap_or_default();
        assert!(keys.iter().all(|key| key == "settings"), "{keys:?}");
    }
    for read in ["Solheim", "Nordlys", "ferry", "Ferry", "127.0.0.1", "/report", "Halvik"] {
        assert!(!held.contains(read), "“{read}” was kept: {held}");
    }
    Ok(())
}

async fn pages_can_neither_find_nor_forge(stage: &mut Stage) -> Result {
    let url = stage.server.put("/report", &[], REPORT);
    open_marked(stage, &url).await?;
    let session = &stage.session;
    let settings = "api.storage.local.get('settings').then(all => JSON.stringify(all))";
    let before = session.in_extension(settings).await?;
    session.open(&url).await?;
    // Firefox gives every installation an address of its own, which these tests have pinned: what a page may load there, it must know first.
    let files = [
        "manifest.json",
        "popup.html",
        "background.js",
        "content/walk.js",
        "icons/16.png",
        "engine/engine.js",
        "engine/injected.js",
    ];
    let mut tried: Vec<String> = files.map(|file| session.page(file)).into();
    if session.browser == Browser::Chromium {
        tried.push(session.page("engine/engine_bg.wasm"));
    }
    let script = format!(
        "const done = arguments[0];
        const reached = [];
        Promise.all({}.flatMap(address => [
            fetch(address).then(() => reached.push('fetch ' + address), () => {{}}),
            new Promise(settled => {{
                const script = document.createElement(address.endsWith('.png') ? 'img' : 'script');
                script.onload = () => settled(reached.push('load ' + address));
                script.onerror = settled;
                script.src = address;
                document.head.append(script);
            }}),
        ])).then(() => done(reached))",
        serde_json::to_string(&tried)?
    );
    let reached = session.driver.execute_async(&script, vec![]).await?.json().clone();
    assert_eq!(reached, json!([]), "files of ours that a page could load");
    // What a page can say: to the extension, if it had an interface, to its own windows, and by our own event.
    let forged = r#"
        for (const message of [{do: 'change', change: {word: 'forged'}}, {ask: 'read'}, {settings: {enabled: false}}]) {
            try { globalThis.chrome?.runtime?.sendMessage?.('ID', message); } catch {}
            try { globalThis.browser?.runtime?.sendMessage?.('ID', message); } catch {}
            postMessage(message, '*');
            for (const type of ['message', 'newsglass-arrived', 'newsglass']) document.dispatchEvent(new CustomEvent(type, {detail: message}));
        }
        return [typeof newsglass, typeof globalThis.chrome?.storage, typeof globalThis.browser?.storage];
    "#
    .replace("ID", &session.id);
    let seen = session.eval(&forged).await?;
    assert_eq!(seen, json!(["undefined", "undefined", "undefined"]), "what of ours a page's script can name");
    // From our own contexts only what is declared is done.
    for message in [
        "{do: 'constructor'}",
        "{do: '__proto__'}",
        "{do: 'change', change: {settings: {enabled: false}}}",
        "{do: 'change', change: 7}",
        "{do: 'card', of: 'nothing'}",
        "{do: 'say', plan: 7}",
        "{do: 'say', plan: {folds: [7], badge: {key: 7}}}",
        "{do: 'hold', css: 7}",
        "{do: 'hold', css: '*{display:none}', before: ''}",
        "'read'",
        "null",
    ] {
        let ask = format!("api.runtime.sendMessage({message}).then(answer => answer ?? null, () => null)");
        assert_eq!(session.in_extension(&ask).await?, Value::Null, "{message}");
    }
    assert_eq!(session.in_extension(settings).await?, before, "the settings are as they were");
    Ok(())
}
