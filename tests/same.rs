//! The module that browsers load finds what the native engine finds, to the byte of the plan: on the corpus, on 10,000 documents made from it, and
//! on the development sets where they are there. Node runs it: a content script and the background have the very same module.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is wrong")]

mod shared;

use newsglass::message::Request;
use newsglass::page::plan::plan;
use serde_json::{Value, json};
use shared::dice::{Dice, ODD};
use shared::{corpus, root};
use std::io::Write;
use std::process::{Command, Stdio};

const DOCUMENTS: usize = 10_000;

type Paragraphs = Vec<String>;

fn paragraphs(text: &str) -> Paragraphs {
    text.split('\n').filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// A few paragraphs of the articles, in a row or not, some of them twice, many with words or figures changed or something odd put in.
fn made(articles: &[Paragraphs], dice: &mut Dice) -> Paragraphs {
    let mut made = Paragraphs::new();
    let (mut article, mut at) = (dice.below(articles.len()), dice.below(9));
    for _ in 0..=dice.below(6) {
        if dice.below(3) == 0 {
            (article, at) = (dice.below(articles.len()), dice.below(9));
        }
        let mut text = articles[article][at % articles[article].len()].clone();
        at += 1;
        for _ in 0..dice.below(4) {
            let (from, to) = (dice.boundary(&text), dice.boundary(&text));
            match dice.below(5) {
                0 => text.insert_str(from, ODD[dice.below(ODD.len())]),
                1 => text = text.replace(|c: char| c.is_ascii_digit(), &dice.below(10).to_string()),
                2 => text = text.split(' ').rev().collect::<Vec<_>>().join(" "),
                3 => text.replace_range(from.min(to)..from.max(to), ""),
                _ => text = text.to_uppercase(),
            }
        }
        if dice.below(4) == 0 {
            made.push(text.clone());
        }
        made.push(text);
    }
    made
}

/// The development sets' texts, where they are at hand.
fn sets() -> Vec<Paragraphs> {
    let Ok(folder) = std::fs::read_dir(root().join("../shared/data/dev")) else { return Vec::new() };
    let files =
        folder.map(|file| file.unwrap().path()).filter(|file| file.extension().is_some_and(|end| end == "jsonl"));
    let lines: Vec<String> = files
        .flat_map(|file| std::fs::read_to_string(file).unwrap().lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let text = |line: &String| Some(paragraphs(serde_json::from_str::<Value>(line).ok()?["text"].as_str()?));
    lines.iter().filter_map(text).filter(|paragraphs| !paragraphs.is_empty()).collect()
}

/// What `benches/peers/engine.mjs` makes of the same paragraphs.
fn request(paragraphs: &[String]) -> Request {
    let (enter, text, leave, block) = (0, 1, 2, 4);
    let mut ops: Vec<u32> = [1, 2, 3].into_iter().flat_map(|tag| [enter, tag, block, 0]).collect();
    for paragraph in paragraphs {
        ops.extend([enter, 4, block, 0, text, paragraph.encode_utf16().count() as u32, leave]);
    }
    ops.extend([leave; 3]);
    let rules =
        ["repeats", "comment-policy", "actors", "numbers", "quotes"].map(|rule| (rule.to_owned(), Value::Bool(true)));
    Request {
        url: "https://news.example/report".to_owned(),
        ops,
        strings: ["", "html", "body", "article", "p"].map(str::to_owned).to_vec(),
        text: paragraphs.concat(),
        settings: json!({"version": 1, "rules": serde_json::Map::from_iter(rules)}),
        asked: true,
        backgrounds: vec!["rgb(255, 255, 255)".to_owned()],
        ink: "rgb(0, 0, 0)".to_owned(),
        inherits: true,
        own: Vec::new(),
    }
}

/// The plans that the module makes, each as JSON text.
fn of_module(documents: &[Paragraphs]) -> Vec<String> {
    let script = root().join("tests/shared/plans.mjs");
    let mut node = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = node.stdin.take().unwrap();
    let asked: String = documents.iter().map(|document| serde_json::to_string(document).unwrap() + "\n").collect();
    let writer = std::thread::spawn(move || stdin.write_all(asked.as_bytes()));
    let output = node.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "the module ends with {}", output.status);
    String::from_utf8(output.stdout).unwrap().split_terminator('\n').map(str::to_owned).collect()
}

#[test]
fn the_module_finds_what_the_native_engine_finds() {
    // Another build's module would find what that build finds.
    if std::env::var_os("NEWSGLASS_BUILT").is_none() {
        eprintln!("not compared: ./build.sh test builds the module first");
        return;
    }
    let articles: Vec<Paragraphs> = corpus().iter().map(|article| paragraphs(&article.marked.text)).collect();
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let made: Vec<Paragraphs> = (0..DOCUMENTS).map(|_| made(&articles, &mut dice)).collect();
    let documents: Vec<Paragraphs> = articles.into_iter().chain(made).chain(sets()).collect();
    let plans = of_module(&documents);
    assert_eq!(plans.len(), documents.len());
    let mut marks = 0;
    for (document, of_module) in documents.iter().zip(&plans) {
        let plan = plan(request(document));
        marks += plan.marks.len();
        let natively = serde_json::to_string(&plan).unwrap();
        let at = natively.bytes().zip(of_module.bytes()).take_while(|(a, b)| a == b).count();
        let near = |text: &str| {
            String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(60)..(at + 60).min(text.len())]).into_owned()
        };
        assert!(
            natively == *of_module,
            "{document:?}\nnatively … {} …, the module … {} …",
            near(&natively),
            near(of_module)
        );
    }
    eprintln!("{} documents, {marks} marks", documents.len());
    assert!(marks > DOCUMENTS, "{marks} marks");
}
