//! One notion of a block: what the content script's walker reads of a page in a browser, against what the native reader makes of its source.
//!
//! Pages are served without their style sheets and scripts, so that what is shown depends on the source alone.

use crate::Result;
use crate::run::Stage;
use crate::session::Session;
use newsglass::page::blocks;
use newsglass::page::stream::Stream;

/// The walker, as the extension injects it.
const WALKER: &str =
    concat!(include_str!("../../../extension/content/dom.js"), include_str!("../../../extension/content/walk.js"));
/// Style attributes count, nothing else that a page loads or runs does.
const ALONE: &[(&str, &str)] = &[
    ("Content-Security-Policy", "default-src 'none'; style-src-attr 'unsafe-inline'; style-src-elem 'none'"),
    ("Content-Type", "text/html; charset=utf-8"),
];

/// How the two readings of a page differ.
#[derive(Debug, Default)]
pub struct Difference {
    /// Blocks that both have.
    pub same: usize,
    /// Blocks that only the browser has, in order.
    pub browser: Vec<String>,
    /// Blocks that only the native reader has.
    pub native: Vec<String>,
}

/// What the walker reads of the page that is open: its stream, the colours behind its text and the colour of that.
pub async fn walked(session: &Session, url: &str) -> Result<(Stream, Vec<String>, String)> {
    let script = format!(
        "{WALKER}; const walk = globalThis.newsglass.walk(document);
        let step;
        do step = walk.next(); while (!step.done);
        const {{request}} = step.value;
        return [request.ops.join(' '), JSON.stringify(request.strings), request.text, request.backgrounds, request.ink]"
    );
    let (ops, strings, text, backgrounds, ink): (String, String, String, _, _) =
        serde_json::from_value(session.eval(&script).await?)?;
    let ops = ops.split(' ').map(str::parse).collect::<std::result::Result<_, _>>()?;
    Ok((Stream { url: url.to_owned(), ops, strings: serde_json::from_str(&strings)?, text }, backgrounds, ink))
}

/// Reads a page both ways.
pub async fn compare(stage: &Stage, path: &str, html: &str) -> Result<Difference> {
    let url = stage.server.put(path, ALONE, html);
    stage.session.open(&url).await?;
    let (stream, ..) = walked(&stage.session, &url).await?;
    let browser = texts(&stream);
    let native = texts(&newsglass::html::read(html, &url));
    Ok(difference(&browser, &native))
}

fn texts(stream: &Stream) -> Vec<String> {
    let page = blocks::document(stream);
    (0..page.document.blocks.len()).map(|block| page.document.block_text(block).to_owned()).collect()
}

/// What one list has and the other has not, in order: a greedy walk that looks a little ahead is enough to read.
fn difference(browser: &[String], native: &[String]) -> Difference {
    const AHEAD: usize = 60;
    let mut out = Difference::default();
    let (mut b, mut n) = (0, 0);
    while b < browser.len() || n < native.len() {
        if b < browser.len() && browser.get(b) == native.get(n) {
            (b, n) = (b + 1, n + 1);
            out.same += 1;
            continue;
        }
        let find = |list: &[String], from: usize, text: Option<&String>| {
            list.iter().skip(from).take(AHEAD).position(|other| Some(other) == text)
        };
        let skip_native = find(native, n, browser.get(b)).unwrap_or(usize::MAX);
        let skip_browser = find(browser, b, native.get(n)).unwrap_or(usize::MAX);
        if n < native.len()
            && (skip_native <= skip_browser || b >= browser.len())
            && (skip_native < usize::MAX || b >= browser.len())
        {
            out.native.push(native[n].clone());
            n += 1;
        } else if b < browser.len() {
            out.browser.push(browser[b].clone());
            b += 1;
            if skip_browser == usize::MAX && n < native.len() {
                out.native.push(native[n].clone());
                n += 1;
            }
        } else {
            out.native.push(native[n].clone());
            n += 1;
        }
    }
    out
}
