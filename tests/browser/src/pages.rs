//! Saved pages in a real browser: is a page, while it is read and afterwards, what it was before? See `./build.sh pages`.
//!
//! Pages are served without anything that they would load, and their scripts do not run: what changes was changed by us.

use crate::compare::walked;
use crate::run::Stage;
use crate::session::{Browser, Session};
use crate::{Result, cost};
use newsglass::message::{Plan, Range, Request};
use newsglass::page::blocks;
use newsglass::page::plan::plan;
use newsglass::page::stream::{Event, Stream};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
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
pub const RUNS: usize = 3;

/// Words of the main text of reports that are weighed: about 1,500.
const WEIGHED: std::ops::RangeInclusive<usize> = 1200..=1800;

/// The page as it stands, ours taken out of a copy: its source, its text, where its elements stand, what is painted, what the bars say.
const LOOK: &str = "
    // Laid out from nothing: what the browser lays out bit by bit, as things arrive or fail, may stand elsewhere than the same page laid out at once
    // (Firefox, around images without a source), and is no measure. By a sheet, so that no node is touched.
    const own = (window.wrappedJSObject ?? window).document;
    const nothing = new (window.wrappedJSObject ?? window).CSSStyleSheet();
    nothing.replaceSync(':root { display: none !important }');
    own.adoptedStyleSheets.push(nothing);
    own.documentElement.getBoundingClientRect();
    own.adoptedStyleSheets.pop();
    // What moves by itself, by style alone, is held: a transition or a fade at its end, a carousel at its beginning. No node is touched for it.
    for (const animation of document.getAnimations()) {
        if (Number.isFinite(animation.effect?.getComputedTiming().endTime ?? 0)) animation.finish();
        else { animation.pause(); animation.currentTime = 0; }
    }
    for (const ticker of document.querySelectorAll('marquee')) ticker.stop();
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
        return element.localName + ' at ' + [left + scrollX, top + scrollY, width, height].map(Math.round).join();
    });
    const ends = ({startContainer: start, startOffset: from, endContainer: end, endOffset: to}) =>
        [start.data?.slice(from, start === end ? to : from + 40), end.data?.slice(start === end ? from : Math.max(0, to - 40), to)].join(' … ');
    // Each document has highlights of its own; a frame's window as Firefox shows it to the driver may give those of the page around it.
    const registries = [];
    const gather = view => {
        registries.push((view.wrappedJSObject ?? view).CSS.highlights);
        for (const frame of view.document.querySelectorAll('iframe')) if (frame.contentDocument) gather(frame.contentWindow);
    };
    gather(window);
    const marks = [];
    for (const name of arguments[0]) for (const registry of registries) for (const range of registry.get(name) ?? []) marks.push(name + ': ' + ends(range));
    const bars = [...document.querySelectorAll('newsglass-fold')].map(bar => bar.shadowRoot.querySelector('button').textContent.split(' · ')[0]);
    return {html: copy.outerHTML, raw: document.documentElement.outerHTML, text: copy.textContent, places, marks, bars,
        highlights: registries.reduce((sum, {size}) => sum + size, 0), sheets: document.adoptedStyleSheets.length}";

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
    /// Those before the page's load event.
    pub loading: f64,
    /// The longest, in milliseconds, and what it was.
    pub longest: f64,
    /// See `longest`.
    pub what: String,
}

/// What became of a page.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// Where it was served.
    pub url: String,
    /// Words of the report's main text; none where it is no report.
    pub words: usize,
    /// What is wrong with it, if anything.
    pub wrong: Vec<String>,
    /// Of the run whose longest slice was the shortest.
    pub work: Work,
    /// Marks that are painted.
    pub marks: usize,
    /// Folds.
    pub folds: usize,
    /// Where the engine ran when the page was read for the second time; at first it runs in the background.
    pub host: String,
    /// What the page's main thread did with us and without; not asked of every page.
    pub time: Option<cost::Time>,
    /// Bytes that the tab's process has more of its own with the page read than without; asked of reports of about 1,500 words.
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
        let stored = serde_json::to_string(&json!({"settings": settings(on)}).to_string())?;
        let body = format!(
            "await api.storage.local.set(object({stored})); if ({on}) await send({{ask: 'read'}}); {}",
            until_settled(on)
        );
        told(self.ask(session, url, &body).await?)
    }

    /// Asks for a page to be read, report or not, once our scripts are there. Does not wait for that.
    pub async fn read(&self, session: &Session, url: &str) -> Result {
        let body = "for (let n = 0; n < 150 && !(await send({ask: 'state'}).catch(() => null)); n++) await sleep(100);
            send({ask: 'read'});
            return null";
        self.ask(session, url, body).await.map(drop)
    }

    /// Waits until a page is read: its state and our work there.
    pub async fn settled(&self, session: &Session, url: &str) -> Result<(Value, Work)> {
        told(self.ask(session, url, &until_settled(true)).await?)
    }
}

/// Asks until the page is read, or plain, and nothing of ours is going on there.
fn until_settled(on: bool) -> String {
    format!(
        "let last = -1, state, work;
        for (let n = 0; n < 300; n++) {{
            state = await send({{ask: 'state'}}).catch(() => ({{}}));
            work = await send({{ask: 'work'}}).catch(() => ({{reading: true}}));
            const there = state.error || ((state.status ?? 'off') !== 'off') === {on};
            if (there && !work.reading && work.slices === last) break;
            last = work.slices;
            await sleep(40);
        }}
        return {{state, work}}"
    )
}

fn told(answer: Value) -> Result<(Value, Work)> {
    Ok((answer["state"].clone(), serde_json::from_value(answer["work"].clone())?))
}

fn settings(on: bool) -> Value {
    json!({"version": 1, "everywhere": true, "enabled": on})
}

/// Visits a page, up to so many times where something was wrong that a busy machine may have caused.
pub async fn visit(stage: &Stage, desk: &Desk, html: &str, runs: usize) -> Result<Visit> {
    // What would leave the page by itself, and pictures that are asked for, and fail, only when what stands before them is folded.
    let html = without_refresh(html).replace("loading=\"lazy\"", "loading=\"eager\"");
    let mut best: Option<Visit> = None;
    for _ in 0..runs {
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

/// A visit, and what the page costs.
pub async fn weighed(stage: &Stage, desk: &Desk, html: &str, runs: usize) -> Result<Visit> {
    let mut visit = visit(stage, desk, html, runs).await?;
    visit.time = cost::time(stage, desk, &visit.url).await.map_err(|error| eprintln!("{error}")).ok();
    if WEIGHED.contains(&visit.words) {
        visit.memory = cost::memory(stage, desk, &visit.url).await.map_err(|error| eprintln!("{error}")).ok();
    }
    Ok(visit)
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
    // Looked at first: that holds what is moving, and what fades in is not read as hidden.
    let before = at_rest(session).await?;
    let (stream, backgrounds, ink) = walked(session, &url).await?;
    desk.turn(session, &url, false).await?;

    let (state, _) = desk.turn(session, &url, true).await?;
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
    desk.turn(session, &url, false).await?;
    // A page that is read again may have an engine of its own.
    let (again, work) = desk.turn(session, &url, true).await?;
    let second = look(session, &names).await?;
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
        wrong.push(format!("its layout shifted: {}", moved(&before.places, &during.places)));
    }
    if after.places != before.places {
        wrong.push(format!("its layout is another afterwards: {}", moved(&before.places, &after.places)));
    }
    let (natively, folds) = painted(&stream, &expected);
    for (look, state) in [(&during, &state), (&second, &again)] {
        if sorted(&look.marks) != sorted(&natively) {
            wrong.push(format!("marks differ in the {}: {}", state["host"], difference(&look.marks, &natively)));
        }
        if look.bars.len() != folds {
            wrong.push(format!("bars say {:?}, natively there are {folds}", look.bars));
        }
    }
    if second.html != before.raw {
        wrong.push(format!("its source changed: {}", change(&before.raw, &second.html)));
    }
    wrong.extend(session.complaints().await?.into_iter().map(|complaint| format!("threw: {complaint}")));
    let host = again["host"].as_str().unwrap_or_default().to_owned();
    let words = words(&stream);
    Ok(Visit { wrong, work, marks: natively.len(), folds, host, url, words, ..Visit::default() })
}

fn words(stream: &Stream) -> usize {
    let document = blocks::document(stream).document;
    let main = document.blocks.iter().enumerate().filter(|(_, block)| document.page.report && block.main);
    main.map(|(n, _)| document.block_text(n).split_whitespace().count()).sum()
}

async fn look(session: &Session, names: &[Value]) -> Result<Look> {
    Ok(serde_json::from_value(session.driver.execute(LOOK, vec![names.into()]).await?.json().clone())?)
}

/// The page once it stands still: what it was not allowed to load takes a while to fail, and may take another size then.
async fn at_rest(session: &Session) -> Result<Look> {
    let mut last = look(session, &[]).await?;
    for _ in 0..20 {
        tokio::time::sleep(Duration::from_millis(250)).await;
        let now = look(session, &[]).await?;
        if now.places == last.places {
            break;
        }
        last = now;
    }
    Ok(last)
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

/// The first elements that stand elsewhere.
fn moved(before: &[String], after: &[String]) -> String {
    let moved: Vec<_> = before.iter().zip(after).filter(|(one, other)| one != other).collect();
    format!("{} of {} elements, {:?}", moved.len(), before.len(), &moved[..moved.len().min(3)])
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
