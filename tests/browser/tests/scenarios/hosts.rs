//! Where the engine runs, whatever the page's policy; and that no site is told of us. The pages are short, so that slow machines, too, read them
//! where they stand.

use crate::page::{PLAIN, Popup, count_by_rule, marks, open_marked};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::Browser;
use newsglass_browser_tests::{Result, scenarios};
use std::time::Duration;

scenarios! {
    the_page_is_the_host_where_it_may_be,
    the_background_is_the_host_elsewhere,
    no_site_gets_a_report,
}

/// Name and value.
type Header = (&'static str, &'static str);

/// Changes the page that is open, so that it is read again: only then the engine may run in the page.
async fn read_again(stage: &Stage) -> Result {
    let again = "document.querySelector('article').insertAdjacentHTML('beforeend', '<p>On Tuesday the mayor of Porto said that the harbour had lost $640,000 since the spring.')";
    stage.session.eval(again).await?;
    stage
        .session
        .until("it is read again", async || {
            let money = marks(&stage.session).await?.remove("money").unwrap_or_default();
            Ok(money.iter().any(|text| text == "$640,000").then_some(()))
        })
        .await
}

/// The host that the popup names for a page with these headers, once it has changed.
async fn host(stage: &Stage, path: &str, headers: &[Header], body: &str) -> Result<String> {
    let url = stage.server.put(path, headers, body);
    open_marked(stage, &url).await?;
    read_again(stage).await?;
    let popup = Popup::open(&stage.session).await?;
    let host = popup.host().await?;
    popup.close().await?;
    Ok(host)
}

async fn the_page_is_the_host_where_it_may_be(stage: &mut Stage) -> Result {
    let policies: [(&str, &[Header]); 4] = [
        ("/none", &[]),
        ("/frames", &[("Content-Security-Policy", "upgrade-insecure-requests; frame-ancestors 'self'")]),
        (
            "/wasm",
            &[
                ("Content-Security-Policy", "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'"),
                ("Cache-Control", "max-age=600"),
            ],
        ),
        (
            "/eval",
            &[
                ("Content-Security-Policy", "default-src * 'unsafe-inline' 'unsafe-eval'"),
                ("Cache-Control", "max-age=600"),
            ],
        ),
    ];
    for (path, headers) in policies {
        assert_eq!(host(stage, path, headers, PLAIN).await?, "page", "{path} with {headers:?}");
    }
    Ok(())
}

async fn the_background_is_the_host_elsewhere(stage: &mut Stage) -> Result {
    // Firefox lets content scripts run WebAssembly whatever the page says.
    let expected = if stage.session.browser == Browser::Chromium { "background" } else { "page" };
    assert_eq!(host(stage, "/free", &[], PLAIN).await?, "page");
    let free = marks(&stage.session).await?;
    let meta = PLAIN.replace(
        "<meta charset",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'unsafe-inline'\"><meta charset",
    );
    let cases: [(&str, &[Header], &str); 5] = [
        ("/strict", &[("Content-Security-Policy", "default-src 'none'")], PLAIN),
        ("/self", &[("Content-Security-Policy", "script-src 'self' 'unsafe-inline'; object-src 'none'")], PLAIN),
        ("/watched", &[("Content-Security-Policy-Report-Only", "script-src 'self'; report-uri /report")], PLAIN),
        ("/meta", &[], &meta),
        // Its policy cannot be known without asking the network again.
        ("/unstored", &[("Cache-Control", "no-store")], PLAIN),
    ];
    for (path, headers, body) in cases {
        assert_eq!(host(stage, path, headers, body).await?, expected, "{path} with {headers:?}");
        assert_eq!(marks(&stage.session).await?, free, "{path}: the same marks from either host");
    }
    assert_eq!(count_by_rule(&stage.session).await?.len(), 3);
    Ok(())
}

async fn no_site_gets_a_report(stage: &mut Stage) -> Result {
    let policies = [
        "default-src 'none'",
        "script-src 'self'; img-src 'none'",
        "script-src 'nonce-abc' 'strict-dynamic'; img-src 'none'",
    ];
    for (number, policy) in policies.into_iter().enumerate() {
        for header in ["Content-Security-Policy", "Content-Security-Policy-Report-Only"] {
            // PLAIN has neither style nor script of its own that a policy might forbid.
            let value = format!("{policy}; report-uri /report");
            let path = format!("/{number}/{header}");
            open_marked(stage, &stage.server.put(&path, &[(header, &value)], PLAIN)).await?;
            read_again(stage).await?;
            // That reports do come, where somebody breaks the policy. Ours would have come before it.
            stage.session.eval("new Image().src = '/picture.png'").await?;
            let reports = stage
                .session
                .until("the page's own breach is reported", async || {
                    let of_page = format!("{path}\"");
                    let mut reports = stage.server.reports();
                    reports.retain(|report| report.replace("\\/", "/").contains(&of_page));
                    Ok(reports.iter().any(|report| report.contains("picture.png")).then_some(reports))
                })
                .await?;
            // Browsers ask for an icon by themselves, and report that as well.
            let ours: Vec<_> = reports
                .iter()
                .filter(|report| !report.contains("picture.png") && !report.contains("favicon.ico"))
                .collect();
            assert!(ours.is_empty(), "{header}: {value} was reported: {ours:#?}");
        }
    }
    // A policy in the page reports to nobody, but the page itself hears of breaches.
    let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'unsafe-inline'; img-src 'none'\">
        <script>heard = []; addEventListener('securitypolicyviolation', ({blockedURI}) => blockedURI.includes('favicon') || heard.push(blockedURI))</script><meta charset";
    let url = stage.server.put("/meta", &[], PLAIN.replacen("<meta charset", meta, 1));
    open_marked(stage, &url).await?;
    read_again(stage).await?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(stage.session.eval("return heard.join()").await?, "", "the page heard of a breach");
    stage.session.eval("new Image().src = '/picture.png'").await?;
    stage.session.until_true("the page hears of its own", "return heard.length === 1").await
}
