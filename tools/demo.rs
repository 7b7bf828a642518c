//! `./build.sh demo`: the built extension on the sample report, in a real browser. Prints what it found and leaves a picture in dist/.

use newsglass_browser_tests::server::Server;
use newsglass_browser_tests::session::{Browser, Options, Session};
use newsglass_browser_tests::{Result, root};
use serde_json::Value;
use std::time::Duration;

/// What is marked and folded, as lines to print.
const FINDINGS: &str = "
    const text = ({startContainer, startOffset, endContainer, endOffset}) => {
        const range = document.createRange();
        range.setStart(startContainer, startOffset);
        range.setEnd(endContainer, endOffset);
        return range.toString().replace(/\\s+/g, ' ');
    };
    const lines = [];
    for (const [name, ranges] of CSS.highlights) {
        const texts = [...ranges].map(text);
        if (name.startsWith('newsglass-')) lines.push(`${name.slice(10)} (${texts.length}): ${[...new Set(texts)].join(' | ')}`);
    }
    for (const bar of document.querySelectorAll('newsglass-fold')) lines.push(`folded: ${bar.shadowRoot.textContent}`);
    return lines";

/// How long `--headed` leaves the browser open.
const TO_LOOK: Duration = Duration::from_secs(600);

fn main() -> Result {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let browser = if has("--firefox") { Browser::Firefox } else { Browser::Chromium };
    let options = Options { headed: has("--headed"), ..Options::default() };
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(show(browser, &options))
}

async fn show(browser: Browser, options: &Options) -> Result {
    let server = Server::start()?;
    let url = server.put("/sample.html", &[], std::fs::read(root().join("www/sample.html"))?);
    let mut session = Session::start(browser, options).await?;
    let shown = look(&session, &url, options.headed).await;
    let profile = session.quit().await?;
    let _ = std::fs::remove_dir_all(profile);
    shown
}

async fn look(session: &Session, url: &str, headed: bool) -> Result {
    session.open(url).await?;
    session.until_true("the sample is marked", "return CSS.highlights.size > 0").await?;
    println!("In {}, by kind:", session.browser.name());
    if let Value::Array(lines) = session.eval(FINDINGS).await? {
        lines.iter().filter_map(Value::as_str).for_each(|line| println!("  {line}"));
    }
    let picture = root().join(format!("dist/demo-{}.png", session.browser.name()));
    session.save_whole_picture(&picture).await?;
    println!("Picture: {}", picture.display());
    if headed {
        println!("The browser stays open for {} minutes; Ctrl-C ends it.", TO_LOOK.as_secs() / 60);
        tokio::time::sleep(TO_LOOK).await;
    }
    Ok(())
}
