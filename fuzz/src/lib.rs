//! What is fuzzed: each function takes any bytes and panics where something does not hold. `bin/` gives them to libFuzzer, `tests/fuzz.rs`
//! to a few thousand changes of the corpus in every test run. JSON Lines have `bin/lines.rs`.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic is how a target says that something is wrong"
)]

#[path = "../../tests/shared/examine.rs"]
mod examine;

use examine::examine;
use newsglass::message::Request;
use newsglass::page::stream::Stream;
use newsglass::{Document, Settings, html, page};

/// Bytes as text, read and analysed.
pub fn analyse(bytes: &[u8]) {
    examine(&Document::of_text(&String::from_utf8_lossy(bytes)));
}

/// Bytes as an HTML file: decoded, parsed, cut into blocks, analysed.
pub fn page(bytes: &[u8]) {
    let (text, _) = html::decode(bytes);
    let page = page::blocks::document(&html::read(&text, "https://news.example/2024/05/a-report"));
    examine(&page.document);
}

/// Bytes as what a page's script may make of the walker's stream: a number an operation, strings and text behind a zero byte.
pub fn stream(bytes: &[u8]) {
    let at = bytes.iter().position(|&byte| byte == 0xff).unwrap_or(bytes.len());
    let (ops, rest) = bytes.split_at(at);
    let rest = String::from_utf8_lossy(rest);
    let mut parts = rest.splitn(9, '\n').map(str::to_owned);
    let text = parts.next().unwrap_or_default();
    let words = ["", "p", "div", "a", "href", "class", "br", "pre", "button", "body"];
    let strings: Vec<String> = words.iter().map(|word| (*word).to_owned()).chain(parts).collect();
    // Small numbers are operations, tags and lengths; 250 and above stand for what lies far beyond.
    let ops = ops.iter().map(|&byte| if byte < 250 { u32::from(byte) } else { u32::MAX - u32::from(byte) });
    let request = Request {
        url: "https://news.example/a".to_owned(),
        ops: ops.collect(),
        strings,
        text,
        asked: true,
        ..Request::default()
    };
    let stream = Stream {
        url: String::new(),
        ops: request.ops.clone(),
        strings: request.strings.clone(),
        text: request.text.clone(),
    };
    let nodes = stream.events().filter(|event| !matches!(event, page::stream::Event::Leave)).count();
    let plan = page::plan::plan(request);
    for mark in &plan.marks {
        assert!(mark.highlight < plan.highlights.len(), "{mark:?}");
        for range in mark.joined.iter().chain([&mark.range]) {
            assert!((range[0] as usize) < nodes && (range[2] as usize) < nodes, "{range:?} of {nodes}");
            assert!((range[0], range[1]) < (range[2], range[3]), "{range:?}");
        }
    }
    assert!(serde_json::to_string(&plan).is_ok());
}

/// Bytes as stored settings, and as a policy of a page.
pub fn settings(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    page::policy::allows_wasm([text.as_ref()]);
    let Ok(value) = serde_json::from_str(&text) else { return };
    let (settings, _) = Settings::read(&value);
    let written = serde_json::to_value(&settings).unwrap();
    let (again, dropped) = Settings::read(&written);
    assert!(again == settings && dropped.is_empty(), "{written}: {dropped:?}");
    let _ = settings.options();
    settings.site(&text);
}
