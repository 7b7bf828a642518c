//! Time of the engine as ratios within one run: growth with the length of the text, the share of each rule, and analysis against the mere
//! cutting into words. The corpus is `tests/corpus`, our own articles, repeated with other numbers so that no paragraph is the same twice.
//! `./build.sh bench`. The peers stand beside the module in `benches/peers/bench.mjs`.

use newsglass::Document;
use newsglass::engine::rule::RuleId;
use newsglass::engine::rules::RULES;
use newsglass::engine::text::Reading;
use newsglass::engine::{Options, analyse, marked};
use newsglass::{html, page};
use std::time::Instant;

/// The articles without their marks.
fn corpus() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let mut files: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path()).collect();
    files.sort();
    let texts = files.iter().filter_map(|file| std::fs::read_to_string(file).ok());
    texts.filter_map(|text| marked::parse(&text).ok()).map(|marked| marked.text).collect()
}

/// A document of about this many bytes; every paragraph ends in a number of its own.
fn document(articles: &[String], bytes: usize) -> Document {
    let mut text = String::with_capacity(bytes + 1_000);
    let paragraphs = articles.iter().flat_map(|article| article.lines()).filter(|line| !line.is_empty());
    for (number, paragraph) in paragraphs.cycle().enumerate() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&format!("{paragraph} It was report {number}.\n\n"));
    }
    Document::of_text(&text)
}

/// The best of several runs, in nanoseconds a byte.
fn cost(document: &Document, mut work: impl FnMut(&Document)) -> f64 {
    let best = (0..7).map(|_| {
        let began = Instant::now();
        work(document);
        began.elapsed().as_secs_f64()
    });
    best.fold(f64::INFINITY, f64::min) * 1e9 / document.text.len() as f64
}

/// Seconds for reading all pages of a folder, from bytes to blocks with their page's facts; files are read before. The best of three runs.
fn pages(folder: &str) -> f64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let pages: Vec<Vec<u8>> = files.filter_map(|file| std::fs::read(file.path()).ok()).collect();
    let best = (0..3).map(|_| {
        let began = Instant::now();
        for page in &pages {
            let (text, _) = html::decode(page);
            drop(page::blocks::document(&html::read(&text, "https://news.example/2024/05/report")));
        }
        began.elapsed().as_secs_f64()
    });
    best.fold(f64::INFINITY, f64::min)
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    if let (Some("--pages"), Some(folder)) = (arguments.next().as_deref(), arguments.next()) {
        return println!("{}", pages(&folder));
    }
    let articles = corpus();
    let middle = document(&articles, 100_000);
    let all = Options::default();
    let run = |options: &Options| cost(&middle, |document| drop(analyse(document, options)));
    let words = cost(&middle, |document| drop(Reading::new(document)));
    let whole = run(&all);
    println!("| what | ratio |\n|---|---|");
    println!("| whole analysis, against cutting into words alone | {:.1} |", whole / words);
    for bytes in [10_000, 1_000_000, 10_000_000] {
        let long = cost(&document(&articles, bytes), |document| drop(analyse(document, &all)));
        println!("| time a byte at {} KB, against 100 KB | {:.2} |", bytes / 1_000, long / whole);
    }
    for rule in RULES {
        let rest: Vec<RuleId> = RULES.iter().map(|rule| rule.id).filter(|&id| id != rule.id).collect();
        println!("| share of the rule {} | {:.2} |", rule.name, 1.0 - run(&Options::only(&rest)) / whole);
    }
    println!("\nThe whole analysis of 100 KB: {:.1} MB a second here.", 1_000.0 / whole);
}
