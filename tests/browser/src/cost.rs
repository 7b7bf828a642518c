//! What a page costs with us and without, told from outside the browser: the time of its process's main thread, and its memory.

use crate::pages::Desk;
use crate::run::Stage;
use crate::session::Session;
use crate::{Result, memory};
use serde_json::json;
use std::time::Duration;

/// Milliseconds of a page's main thread, from its opening until it rests.
#[derive(Clone, Copy, Debug, Default)]
pub struct Time {
    /// Without us: no script of ours is there.
    pub own: f64,
    /// With us.
    pub with: f64,
    /// Ours by our own clock, our scripts' start included.
    pub ours: f64,
    /// The part of ours before the page's load event.
    pub loading: f64,
}

/// Opens a page without us and with us. `url` is one of the stage's server, so that the process stays the same.
pub async fn time(stage: &Stage, desk: &Desk, url: &str) -> Result<Time> {
    let session = &stage.session;
    desk.register(session, false).await?;
    let own = opened(stage, url).await?;
    desk.register(session, true).await?;
    let with = opened(stage, url).await?;
    let (_, work) = desk.settled(session, url).await?;
    Ok(Time { own, with, ours: work.total, loading: work.loading })
}

/// The main thread's time for opening a page and for what it does until it rests.
async fn opened(stage: &Stage, url: &str) -> Result<f64> {
    let session = &stage.session;
    session.open(&stage.server.put("/nothing", &[], "<!doctype html><title>Nothing</title>")).await?;
    let process = page_process(session).await?;
    let thread = || memory::main_thread(process).ok_or("the page's process has gone");
    let began = rested(&thread).await?;
    session.open(url).await?;
    let ended = rested(&thread).await?;
    if page_process(session).await? != process {
        return Err("the page came into another process".into());
    }
    Ok(ended - began)
}

/// Waits until a thread does next to nothing for a while, or does not rest in three seconds; gives its time.
async fn rested(thread: &impl Fn() -> std::result::Result<f64, &'static str>) -> Result<f64> {
    let mut last = thread()?;
    for _ in 0..10 {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let now = thread()?;
        if now - last < 2.0 {
            return Ok(now);
        }
        last = now;
    }
    Ok(last)
}

/// The process that shows the page in front: of those that there are, the one that works when the page does.
async fn page_process(session: &Session) -> Result<u32> {
    let all = session.page_processes().await?;
    if let [process] = all.as_slice() {
        return Ok(*process);
    }
    let before: Vec<_> = all.iter().map(|&process| memory::main_thread(process).unwrap_or_default()).collect();
    session.eval("const end = performance.now() + 60; while (performance.now() < end);").await?;
    let worked = |n: usize| memory::main_thread(all[n]).unwrap_or_default() - before[n];
    let most = (0..all.len()).max_by(|&one, &other| worked(one).total_cmp(&worked(other)));
    most.map(|n| all[n]).ok_or_else(|| "no process has the page".into())
}

/// Times that a page is weighed without us and with us, alternately.
const WEIGHINGS: usize = 3;

/// Bytes that the page's process has more of its own with the page read than with the same page without us: median of some weighings, each after collection.
pub async fn memory(stage: &Stage, desk: &Desk, url: &str) -> Result<i64> {
    let session = &stage.session;
    let mut added = Vec::new();
    for _ in 0..WEIGHINGS {
        desk.register(session, false).await?;
        session.open(url).await?;
        let (process, without) = weighed(session).await?;
        desk.register(session, true).await?;
        session.open(url).await?;
        desk.settled(session, url).await?;
        let (same, with) = weighed(session).await?;
        if process == same {
            added.push(with - without);
        }
    }
    added.sort_unstable();
    added.get(added.len() / 2).copied().ok_or_else(|| "each page came into a process of its own".into())
}

async fn weighed(session: &Session) -> Result<(u32, i64)> {
    let process = page_process(session).await?;
    session.collect_garbage().await?;
    session.collect_garbage().await?;
    Ok((process, memory::own(process)))
}

impl Desk {
    /// Has our scripts come into every page that is opened from now on, or into none.
    pub async fn register(&self, session: &Session, everywhere: bool) -> Result {
        let settings = json!({"settings": {"version": 1, "everywhere": everywhere}}).to_string();
        let body = format!(
            "await api.storage.local.set(object({}));
            for (let n = 0; n < 400; n++) {{
                const all = await api.scripting.getRegisteredContentScripts();
                if ((Array.from(all).length > 0) === {everywhere}) return true;
                await sleep(10);
            }}
            return false",
            serde_json::to_string(&settings)?
        );
        match self.ask(session, "", &body).await?.as_bool() {
            Some(true) => Ok(()),
            _ => Err("the content scripts stay registered, or unregistered".into()),
        }
    }
}
