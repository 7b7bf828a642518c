//! No request leaves the machine: a proxy hears all that the browser asks for beyond it.

use crate::page::{Popup, REPORT, open_marked};
use libtest_mimic::{Failed, Trial};
use newsglass_browser_tests::proxy::Proxy;
use newsglass_browser_tests::run::{for_both, scenario};
use newsglass_browser_tests::session::{Browser, Options};
use serde_json::Value;

/// What is played here.
pub fn scenarios() -> Vec<Trial> {
    for_both(module_path!(), "no_request_leaves", no_request_leaves)
}

/// Opens every page of ours, reads, steps, corrects, switches; a proxy notes what the browser asks for beyond this machine meanwhile.
fn no_request_leaves(browser: Browser) -> std::result::Result<(), Failed> {
    let proxy = Proxy::start()?;
    let options = Options { proxy: Some(proxy.port), ..Options::default() };
    scenario("no_request_leaves", browser, &options, async |stage| {
        let session = &stage.session;
        // Any other address shows first that the proxy hears what pages ask for.
        let url = stage.server.put("/report", &[], REPORT);
        open_marked(stage, &url).await?;
        session.eval("fetch('http://elsewhere.example/told', {mode: 'no-cors'}).catch(() => {})").await?;
        session
            .until("the proxy hears the page", async || {
                Ok(proxy.asked().iter().any(|address| address.contains("elsewhere.example")).then_some(()))
            })
            .await?;
        let popup = Popup::open(session).await?;
        for rule in ["actors", "numbers"] {
            popup.click(&format!("[data-rule={rule}]")).await?;
        }
        popup.close().await?;
        for page in ["popup.html", "options.html", "welcome.html"] {
            session.open(&session.page(page)).await?;
            session.until_true("it stands", "return document.readyState === 'complete'").await?;
            assert_eq!(session.eval("return document.body.dataset.failure ?? null").await?, Value::Null, "{page}");
        }
        session
            .in_extension("api.runtime.sendMessage({do: 'change', change: {word: 'coast guard'}}).then(() => true)")
            .await?;
        open_marked(stage, &url).await?;
        let vendors = [
            "duckduckgo.com",
            "google.com",
            "googleapis.com",
            "gvt1.com",
            "mozilla.org",
            "mozilla.net",
            "mozilla.com",
            "firefox.com",
        ];
        let asked = proxy.asked();
        let strangers: Vec<_> = asked
            .iter()
            .filter(|address| !address.contains("elsewhere.example"))
            .filter(|address| {
                let host = address.trim_start_matches("http://").split(['/', ':']).next().unwrap_or_default();
                !vendors.iter().any(|vendor| host == *vendor || host.ends_with(&format!(".{vendor}")))
            })
            .collect();
        assert!(strangers.is_empty(), "{strangers:?}");
        // The site itself saw its page asked for, and nothing besides.
        let paths: Vec<_> = stage.server.requests().into_iter().map(|request| request.path).collect();
        assert!(paths.iter().all(|path| path == "/report" || path == "/favicon.ico"), "{paths:?}");
        assert_eq!(paths.iter().filter(|path| *path == "/report").count(), 2, "{paths:?}");
        Ok(())
    })
}
