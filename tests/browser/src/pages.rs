//! Saved pages in a real browser: is a page, while it is read and afterwards, what it was before? See `./build.sh pages`.
//!
//! Pages are served without anything that they would load, and their scripts do not run: what changes was changed by us.

use crate::compare::walked;
use crate::run::Stage;
use crate::session::{Browser, Session};
use crate::{Result, memory};
use newsglass::message::{Plan, Range, Request};
use newsglass::page::plan::plan;
use newsglass::page::stream::{Event, Stream};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use thirtyfour::WindowHandle;

/// Styles of the page itself and WebAssembly, nothing else. Kept, so that the hands can look the policy up.
const HEADERS: &[(&str, &str)] = &[
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; script-src 'wasm-unsafe-eval'"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "max-age=600"),
];
/// Milliseconds for which a slice of ours may hold the page.
pub const HOLD: f64 = 50.0;
/// Times that a page is visited at most: what a busy machine did to a slice is not ours.
const RUNS: usize = 3;

/// The browser collects its garbage before it is weighed, which takes a while: one page in so many is.
const WEIGHED: usize = 5;

/// The page as it stands, ours taken out of a copy: its source, its text, where its elements stand, what is painted, what the bars say.
const LOOK: &str = "
    const copy = document.documentElement.cloneNode(true);
    for (const bar of copy.querySelectorAll('newsglass-fold, newsglass-card')) bar.remove();
    for (const run of copy.querySelectorAll('newsglass-run')) run.replaceWith(...run.childNodes);
    for (const folded of copy.querySelectorAll('[data-newsglass-folded]')) {
        if (folded.getAttribute('data-newsglass-folded') === 'found') folded.removeAttribute('hidden');
        folded.removeAttribute('data-newsglass-folded');
    }
    const all = [...document.querySelectorAll('body *')].filter(element => !element.localName.startsWith('newsglass-'));
    const step = Math.ceil(all.length / 1000);
    const places = all.filter((_, n) => n % step === 0).map(element => {
        const {left, top, width, height} = element.getBoundingClientRect();
        return [left, top, width, height].map(Math.round).join();
    });
    const ends = ({startContainer: start, startOffset: from, endContainer: end, endOffset: to}) =>
        [start.data?.slice(from, start === end ? to : from + 40), end.data?.slice(start === end ? from : Math.max(0, to - 40), to)].join(' … ');
    const marks = [];
    for (const name of arguments[0]) for (const range of CSS.highlights.get(name) ?? []) marks.push(name + ': ' + ends(range));
    const bars = [...document.querySelectorAll('newsglass-fold')].map(bar => bar.shadowRoot.querySelector('button').textContent.split(' · ')[0]);
    return {html: copy.outerHTML, raw: document.documentElement.outerHTML, text: copy.textContent, places, marks, bars,
        highlights: CSS.highlights.size, sheets: document.adoptedStyleSheets.length}";

#[derive(Deserialize)]
struct Look {
    html: String,
    raw: String,
    text: String,
    places: Vec<String>,
    marks: Vec<String>,
    bars: Vec<String>,
    highlights: usize,
    sheets: usize,
}

/// What our hands did on the page's thread.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Work {
    /// Slices so far.
    pub slices: usize,
    /// Times that the page was read.
    pub readings: usize,
    /// All slices together, in milliseconds.
    pub total: f64,
    /// The longest, in milliseconds, and what it was.
    pub longest: f64,
    /// See `longest`.
    pub what: String,
}

/// What became of a page.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// What is wrong with it, if anything.
    pub wrong: Vec<String>,
    /// Of the run whose longest slice was the shortest.
    pub work: Work,
    /// Marks that are painted.
    pub marks: usize,
    /// Folds.
    pub folds: usize,
    /// Where the engine ran.
    pub host: String,
    /// Bytes that the tab's process has more of its own with the page read than without; not known of every page.
    pub memory: Option<i64>,
}

/// A page of the extension beside the pages, through which it is asked.
pub struct Desk {
    window: WindowHandle,
}

impl Desk {
    /// Opens it.
    pub async fn open(session: &Session) -> Result<Self> {
        let window = session.open_beside(&session.page("options.html")).await?;
        session.driver.switch_to_window(session.tab.clone()).await?;
        Ok(Self { window })
    }

    /// Evaluates the body of an async function over `api`, `send` (asks the page at `url`), `object` (JSON to an object that can be sent).
    pub async fn ask(&self, session: &Session, url: &str, body: &str) -> Result<Value> {
        session.driver.switch_to_window(self.window.clone()).await?;
        let script = format!(
            "const done = arguments[0];
            const own = globalThis.wrappedJSObject ?? globalThis;
            const api = own.browser ?? own.chrome;
            const object = own.JSON.parse;
            const sleep = ms => new Promise(next => setTimeout(next, ms));
            (async () => {{
                const tab = Array.from(await api.tabs.query(object('{{}}'))).find(tab => tab.url === {});
                const send = what => api.tabs.sendMessage(tab.id, object(JSON.stringify(what)));
                {body}
            }})().then(value => done(JSON.stringify({{value}})), error => done(JSON.stringify({{error: String(error)}})))",
            serde_json::to_string(url)?
        );
        let answer = session.driver.execute_async(&script, vec![]).await;
        session.driver.switch_to_window(session.tab.clone()).await?;
        let answer: Value = serde_json::from_str(answer?.json().as_str().unwrap_or("{}"))?;
        match answer.get("error") {
            Some(error) => Err(format!("the extension says {error}").into()),
            None => Ok(answer.get("value").cloned().unwrap_or_default()),
        }
    }

    /// Turns the extension on or off and waits until the page has followed: the page's state and our work there.
    pub async fn turn(&self, session: &Session, url: &str, on: bool) -> Result<(Value, Work)> {
        let settings = settings(on).to_string();
        let body = format!(
            "await api.storage.local.set(object({}));
            if ({on}) await send({{ask: 'read'}});
            let last = -1, state, work;
            for (let n = 0; n < 300; n++) {{
                state = await send({{ask: 'state'}});
                work = await send({{ask: 'work'}});
                if ((state.error || (state.status ?? 'off') !== 'off' === {on}) && work.slices === last) break;
                last = work.slices;
                await sleep(40);
            }}
            return {{state, work}}",
            serde_json::to_string(&json!({"settings": serde_json::from_str::<Value>(&settings)?}).to_string())?
        );
        let answer = self.ask(session, url, &body).await?;
        Ok((answer["state"].clone(), serde_json::from_value(answer["work"].clone())?))
    }
}

fn settings(on: bool) -> Value {
    json!({"version": 1, "everywhere": true, "enabled": on})
}

/// Visits a page, again where something was wrong that a busy machine or an animation may have caused.
pub async fn visit(stage: &Stage, desk: &Desk, html: &str) -> Result<Visit> {
    // What would leave the page by itself.
    let html = without_refresh(html);
    let mut best: Option<Visit> = None;
    for _ in 0..RUNS {
        let mut visit = once(stage, desk, &html).await?;
        if visit.work.longest > HOLD {
            visit.wrong.push(format!("held for {:.0} ms by {}", visit.work.longest, visit.work.what));
        }
        let better = |best: &Visit| (visit.wrong.len(), visit.work.longest) < (best.wrong.len(), best.work.longest);
        if best.as_ref().is_none_or(better) {
            best = Some(visit);
        }
        let again = |wrong: &String| wrong.starts_with("held") || wrong.starts_with("its layout");
        if best.as_ref().is_some_and(|best| !best.wrong.iter().any(again)) {
            break;
        }
    }
    Ok(best.unwrap_or_default())
}

fn without_refresh(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.to_ascii_lowercase().find("http-equiv") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let value: String = after.chars().take(24).collect::<String>().to_ascii_lowercase();
        let skip = "http-equiv".len();
        out.push_str(if value.contains("refresh") || value.contains("content-security") {
            "data-was"
        } else {
            &after[..skip]
        });
        rest = &after[skip..];
    }
    out.push_str(rest);
    out
}

async fn once(stage: &Stage, desk: &Desk, html: &str) -> Result<Visit> {
    let session = &stage.session;
    // An address of its own: pages are kept.
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let url = stage.server.put(&format!("/saved/{number}"), HEADERS, html);
    session.open("about:blank").await?;
    // Off before the page is there: then it is seen as it is without us.
    desk.ask(
        session,
        "",
        &format!(
            "await api.storage.local.set(object({}))",
            serde_json::to_string(&json!({"settings": settings(false)}).to_string())?
        ),
    )
    .await?;
    session.complaints().await?;
    session.open(&url).await?;
    let (stream, backgrounds, ink) = walked(session, &url).await?;
    let before = look(session, &[]).await?;
    desk.turn(session, &url, false).await?;
    let weigh = number.is_multiple_of(WEIGHED);
    let memory_before = if weigh { Some(memory::of_tabs(session).await?) } else { None };

    let (state, work) = desk.turn(session, &url, true).await?;
    let expected = plan(Request {
        url: stream.url.clone(),
        ops: stream.ops.clone(),
        strings: stream.strings.clone(),
        text: stream.text.clone(),
        settings: settings(true),
        asked: true,
        backgrounds,
        ink,
        inherits: stage.session.browser == Browser::Chromium,
        own: Vec::new(),
    });
    let names: Vec<Value> = expected.highlights.iter().map(|highlight| highlight.name.clone().into()).collect();
    let during = look(session, &names).await?;
    let memory = match memory_before {
        Some(before) => Some(memory::of_tabs(session).await? - before),
        None => None,
    };
    desk.turn(session, &url, false).await?;
    let after = look(session, &names).await?;

    let mut wrong = Vec::new();
    if state["status"] != "marked" {
        wrong.push(format!("the page's state is {state}"));
    }
    if during.html != before.raw {
        wrong.push(format!("its source changed: {}", change(&before.raw, &during.html)));
    }
    if during.text != before.text {
        wrong.push("its text changed".to_owned());
    }
    if after.raw != before.raw {
        wrong.push(format!("something is left: {}", change(&before.raw, &after.raw)));
    }
    if after.highlights + after.sheets != before.highlights + before.sheets {
        wrong.push(format!("{} highlights and {} sheets are left", after.highlights, after.sheets));
    }
    if expected.folds.is_empty() && during.places != before.places {
        wrong.push("its layout shifted".to_owned());
    }
    if after.places != before.places {
        wrong.push("its layout is another afterwards".to_owned());
    }
    let (natively, folds) = painted(&stream, &expected);
    if sorted(&during.marks) != sorted(&natively) {
        wrong.push(format!("marks differ: {}", difference(&during.marks, &natively)));
    }
    if during.bars.len() != folds {
        wrong.push(format!("bars say {:?}, natively there are {folds}", during.bars));
    }
    wrong.extend(session.complaints().await?.into_iter().map(|complaint| format!("threw: {complaint}")));
    let host = state["host"].as_str().unwrap_or_default().to_owned();
    Ok(Visit { wrong, work, marks: natively.len(), folds, host, memory })
}

async fn look(session: &Session, names: &[Value]) -> Result<Look> {
    Ok(serde_json::from_value(session.driver.execute(LOOK, vec![names.into()]).await?.json().clone())?)
}

/// What a plan paints, as `LOOK` says it, and how many folds it has.
fn painted(stream: &Stream, plan: &Plan) -> (Vec<String>, usize) {
    let texts: HashMap<u32, Vec<u16>> = stream
        .events()
        .filter_map(|event| match event {
            Event::Text { node, text } => Some((node, text.encode_utf16().collect())),
            _ => None,
        })
        .collect();
    let cut = |node: u32, from: usize, to: usize| {
        let text = texts.get(&node).map_or(&[][..], Vec::as_slice);
        let to = to.min(text.len());
        String::from_utf16_lossy(&text[from.min(to)..to])
    };
    let ends = |[start, from, end, to]: Range| {
        let (from, to) = (from as usize, to as usize);
        let (first, last) = if start == end { (to, from) } else { (from + 40, to.saturating_sub(40)) };
        format!("{} … {}", cut(start, from, first), cut(end, last, to))
    };
    let name = |number: usize| plan.highlights.get(number).map_or("", |highlight| &highlight.name);
    let joined = plan.highlights.len().saturating_sub(1);
    let mut marks = Vec::new();
    for mark in &plan.marks {
        marks.push(format!("{}: {}", name(mark.highlight), ends(mark.range)));
        marks.extend(mark.joined.iter().map(|&range| format!("{}: {}", name(joined), ends(range))));
    }
    // A highlight is a set of ranges, not of places: what is painted twice is there twice.
    (marks, plan.folds.len())
}

fn sorted(list: &[String]) -> Vec<&String> {
    let mut list: Vec<_> = list.iter().collect();
    list.sort();
    list
}

/// Some of what only one of two lists has.
fn difference(browser: &[String], native: &[String]) -> String {
    let only = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|text| !other.contains(text)).take(3).cloned().collect()
    };
    format!(
        "{} and {}; only in the browser {:?}, only natively {:?}",
        browser.len(),
        native.len(),
        only(browser, native),
        only(native, browser)
    )
}

/// Where two sources part.
fn change(before: &str, after: &str) -> String {
    let at = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    let piece = |text: &str| {
        String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(30).min(text.len())..(at + 60).min(text.len())])
            .into_owned()
    };
    format!("at byte {at}, {:?} became {:?}", piece(before), piece(after))
}
