//! `./build.sh pictures`: the pictures in docs/, made by the built extension in Chromium.

use newsglass_browser_tests::server::Server;
use newsglass_browser_tests::session::{Browser, Options, Session};
use newsglass_browser_tests::{Result, root};
use std::time::Duration;
use thirtyfour::By;

/// Name of the page and its file.
const PAGES: [(&str, &str); 3] = [("war", "sample.html"), ("market", "market.html"), ("interview", "interview.html")];
/// Name of what a reader's system asks for, and how that is said in CSS.
const MODES: [(&str, &[(&str, &str)]); 3] = [
    ("light", &[]),
    ("dark", &[("prefers-color-scheme", "dark")]),
    ("forced", &[("forced-colors", "active"), ("prefers-color-scheme", "dark")]),
];
const MARKED: &str = "return CSS.highlights.size > 3";

/// A language that is written from right to left.
const LEFTWARD: &str = "ar";

fn main() -> Result {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        for language in [None, Some(LEFTWARD)] {
            let options = Options { language: language.map(str::to_owned), ..Options::default() };
            let mut session = Session::start(Browser::Chromium, &options).await?;
            let made = match language {
                None => pictures(&session).await,
                Some(name) => own_pictures(&session, &Server::start()?, &format!("-{name}")).await,
            };
            let profile = session.quit().await?;
            let _ = std::fs::remove_dir_all(profile);
            made?;
        }
        Ok(())
    })
}

async fn pictures(session: &Session) -> Result {
    let server = Server::start()?;
    let file = |name: &str| root().join(format!("docs/{name}.png"));
    session.driver.set_window_rect(0, 0, 900, 920).await?;
    for (name, source) in PAGES {
        let url = server.put(&format!("/{name}"), &[], std::fs::read(root().join("www").join(source))?);
        for (mode, features) in MODES {
            session.open(&url).await?;
            session.emulate(features).await?;
            // Read again, so that the page's ground is that of the mode.
            session.driver.refresh().await?;
            session.until_true("the page is marked", MARKED).await?;
            tokio::time::sleep(Duration::from_millis(400)).await;
            session.save_picture(&file(&format!("{name}-{mode}"))).await?;
        }
    }
    session.emulate(&[]).await?;
    own_pictures(session, &server, "").await
}

/// What is ours: the card, popup, options and welcome page. `end` stands at the end of the files' names.
async fn own_pictures(session: &Session, server: &Server, end: &str) -> Result {
    let file = |name: &str| root().join(format!("docs/{name}{end}.png"));
    let (_, source) = PAGES[0];
    let url = server.put("/report", &[], std::fs::read(root().join("www").join(source))?);
    session.driver.set_window_rect(0, 0, 1180, 760).await?;
    session.open(&url).await?;
    session.until_true("the page is marked", MARKED).await?;
    session.point(session.place_of("sound like", 0).await?).await?;
    session.until_card("the card comes", "card.matches(':popover-open')").await?;
    session.save_picture(&file("card")).await?;
    session.eval("document.querySelector('newsglass-fold').scrollIntoView({block: 'center'})").await?;
    session.save_picture(&file("bar")).await?;
    session.driver.set_window_rect(0, 0, 1000, 1400).await?;
    session.open_beside(&session.page("popup.html")).await?;
    session.until_true("the popup has its counts", "return document.querySelector('#bars li') !== null").await?;
    std::fs::write(file("popup"), session.driver.find(By::Css("body")).await?.screenshot_as_png().await?)?;
    session.driver.close_window().await?;
    session.driver.switch_to_window(session.tab.clone()).await?;
    panel(session, end).await?;
    session.open(&session.page("options.html")).await?;
    session.until_true("the options are there", "return document.querySelector('#strength button') !== null").await?;
    session.save_picture(&file("options")).await?;
    session.open(&session.page("welcome.html")).await?;
    let sample = "return document.querySelector('iframe').contentWindow.CSS.highlights.size > 3";
    session.until_true("the sample is marked", sample).await?;
    session.save_picture(&file("welcome")).await?;
    println!("docs/: card, bar, popup, panel, options, welcome{end}");
    Ok(())
}

/// The side panel of the page in front: its actors on a light system, its quotes on a dark one.
async fn panel(session: &Session, end: &str) -> Result {
    session.open_beside(&session.page("panel.html")).await?;
    session.emulate_window(380, 760).await?;
    for ((mode, features), list) in MODES.into_iter().zip(["actors", "quotes"]) {
        session.emulate(features).await?;
        session.until_true("the panel has rows", "return document.querySelector('#rows .row') !== null").await?;
        session.driver.find(By::Css(format!("#tab-{list}"))).await?.click().await?;
        tokio::time::sleep(Duration::from_millis(400)).await;
        session.save_picture(&root().join(format!("docs/panel-{mode}{end}.png"))).await?;
    }
    session.driver.close_window().await?;
    session.driver.switch_to_window(session.tab.clone()).await?;
    session.emulate(&[]).await
}
