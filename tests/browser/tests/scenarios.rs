//! Trial.
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::Options;
use newsglass_browser_tests::{Result, scenarios};

scenarios! { trial, toolbar(Options { ungranted: true, ..Options::default() }) }

async fn trial(stage: &mut Stage) -> Result {
    let url = stage.server.put("/a.html", &[], "<!doctype html><title>x</title><p>hello");
    stage.session.open(&url).await?;
    stage.session.until_true("marked", "return document.documentElement.dataset.trial === 'yes'").await?;
    Ok(())
}

async fn toolbar(stage: &mut Stage) -> Result {
    let url = stage.server.put("/a.html", &[], "<!doctype html><title>x</title><p>hello");
    stage.session.open(&url).await?;
    assert!(stage.session.eval("return document.documentElement.dataset.trial").await?.is_null());
    stage.session.click_toolbar_button().await?;
    let v = stage.session.in_popup("document.querySelector('button')?.click() ?? location.href").await?;
    eprintln!("{v}");
    stage.session.until_true("marked", "return document.documentElement.dataset.trial === 'yes'").await?;
    Ok(())
}
