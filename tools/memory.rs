//! What `./build.sh bench` tells of the extension in a browser, as rows of a Markdown table: memory of 1, 10 and 50 tabs with it and without, the time
//! from opening a page until it is marked, and the popup's. `memory [--tabs 1,10,50]`

use newsglass_browser_tests::Result;
use newsglass_browser_tests::memory::own;
use newsglass_browser_tests::pages::Desk;
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::server::Server;
use newsglass_browser_tests::session::{Browser, Options, Session};

/// Opened, marked and closed again so many times; the first is told apart, as it finds everything cold.
const OPENINGS: usize = 11;

/// Notes when the first mark is there, in the page's own time.
const NOTE: &str = "<script>(function look() { if (CSS.highlights.size) marked = performance.now(); else setTimeout(look, 2) })()</script>";

fn main() -> Result {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--tabs").skip(1);
    let tabs = arguments.next().unwrap_or_else(|| "1,10,50".into());
    let tabs: Vec<usize> = tabs.split(',').map(str::parse).collect::<std::result::Result<_, _>>()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    println!("| what | without | with | a tab more |\n|---|---|---|---|");
    for browser in [Browser::Chromium, Browser::Firefox] {
        for &count in &tabs {
            let (without, _) = runtime.block_on(weighed(browser, count, false))?;
            let (with, ours) = runtime.block_on(weighed(browser, count, true))?;
            let megabytes = |bytes: i64| bytes as f64 / 1e6;
            println!(
                "| {}: memory of {count} tabs; of the extension's own process | {:.1} MB | {:.1} MB; {:.1} MB | {:.1} MB |",
                browser.name(),
                megabytes(without),
                megabytes(with),
                megabytes(ours),
                megabytes(with - without) / count as f64
            );
        }
        let (cold, warm, popup) = runtime.block_on(opened(browser))?;
        println!(
            "| {}: from opening a page to marked, the first and the median of {} more | | {cold:.0} ms, {warm:.0} ms | |",
            browser.name(),
            OPENINGS - 1
        );
        println!("| {}: from opening the popup to its switches, median | | {popup:.0} ms | |", browser.name());
    }
    Ok(())
}

/// A report of some 1,500 words, no two paragraphs alike: the sentences are the fixture's, the names and sums change.
fn report() -> String {
    let mut body = String::new();
    for n in 1..=38 {
        body += &format!(
            "<p>The council of Nordvik {n} said on {n} May that it would spend ${n},250,000 on harbour {n}. “We have waited for {n} years,” said Mayor Anna Lind {n},
            who met Prime Minister Jonas Berg in Oslo on Tuesday. About {n}00 people came, according to the police, and the ferry company Nordlys AS lost {n} percent of its income.</p>"
        );
    }
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Harbours</title><meta property=og:type content=article>
        <meta property=article:published_time content=2024-05-02><article><h1>Harbours are rebuilt</h1>{body}</article>{NOTE}"
    )
}

async fn start(browser: Browser) -> Result<(Stage, Desk, String)> {
    let session = Session::start(browser, &Options { weighing: true, ..Options::default() }).await?;
    let server = Server::start()?;
    let url = server.put("/report", &[], report());
    let desk = Desk::open(&session).await?;
    Ok((Stage { session, server }, desk, url))
}

/// Ends a browser and takes its profile away.
async fn end(mut stage: Stage) -> Result {
    let profile = stage.session.quit().await?;
    Ok(std::fs::remove_dir_all(profile)?)
}

/// Bytes of the processes of so many tabs, and of the extension's own.
async fn weighed(browser: Browser, count: usize, with: bool) -> Result<(i64, i64)> {
    let (stage, desk, url) = start(browser).await?;
    let session = &stage.session;
    desk.register(session, with).await?;
    for n in 0..count {
        let address = format!("{url}?{n}");
        if n == 0 {
            session.open(&address).await?
        } else {
            drop(session.open_beside(&address).await?)
        }
        if with {
            session.until_true("the tab is marked", "return CSS.highlights.size > 0").await?;
        }
    }
    for _ in 0..3 {
        session.collect_garbage().await?;
    }
    let sum = |processes: Vec<u32>| processes.into_iter().map(own).sum();
    let weights = (sum(session.page_processes().await?), sum(session.own_processes().await?));
    end(stage).await?;
    Ok(weights)
}

/// Milliseconds until a page is marked, the first time and later, and until the popup has its switches.
async fn opened(browser: Browser) -> Result<(f64, f64, f64)> {
    let (stage, desk, url) = start(browser).await?;
    let session = &stage.session;
    desk.register(session, true).await?;
    let mut times = Vec::new();
    for n in 0..OPENINGS {
        session.open(&format!("{url}?{n}")).await?;
        session
            .until_true("it is marked", "return typeof (window.wrappedJSObject ?? window).marked === 'number'")
            .await?;
        times
            .push(session.eval("return (window.wrappedJSObject ?? window).marked").await?.as_f64().unwrap_or_default());
    }
    let first = times.remove(0);
    let mut popups = Vec::new();
    for _ in 0..OPENINGS {
        session.open(&session.page("popup.html")).await?;
        let ready = "const done = arguments[0]; (function look() { if (document.querySelector('[data-rule=quotes]')) done(performance.now()); else setTimeout(look, 1) })()";
        popups.push(session.driver.execute_async(ready, vec![]).await?.json().as_f64().unwrap_or_default());
    }
    end(stage).await?;
    let median = |mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    Ok((first, median(times), median(popups)))
}
