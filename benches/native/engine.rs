//! Time of the engine, by criterion: growth with the length of the text, each rule left out, and the mere cutting into words. The corpus is
//! `tests/corpus`, our own articles, repeated with other numbers so that no paragraph is the same twice. `./build.sh bench` runs it, and
//! `ratios.mjs` makes ratios of what criterion found. The peers stand beside the WebAssembly module in `benches/peers/bench.mjs`.

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use newsglass::Document;
use newsglass::engine::rule::RuleId;
use newsglass::engine::rules::RULES;
use newsglass::engine::text::Reading;
use newsglass::engine::{Options, analyse, marked};
use std::time::Duration;

/// The articles without their marks.
fn corpus() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus");
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

/// The whole analysis of texts of four lengths.
fn growth(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("growth");
    group.sampling_mode(SamplingMode::Flat).sample_size(10).warm_up_time(Duration::from_secs(1));
    let articles = corpus();
    for bytes in [10_000, 100_000, 1_000_000, 10_000_000] {
        let document = document(&articles, bytes);
        group.throughput(Throughput::Bytes(document.text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(bytes), &document, |bencher, document| {
            bencher.iter(|| analyse(document, &Options::default()));
        });
    }
}

/// 100 KB cut into words, analysed by all rules, and by all but one.
fn rules(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("rules");
    group.sample_size(20).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    let document = document(&corpus(), 100_000);
    group.throughput(Throughput::Bytes(document.text.len() as u64));
    group.bench_function("words", |bencher| bencher.iter(|| Reading::new(&document).blocks.len()));
    group.bench_function("all", |bencher| bencher.iter(|| analyse(&document, &Options::default())));
    for rule in RULES {
        let rest: Vec<RuleId> = RULES.iter().map(|rule| rule.id).filter(|&id| id != rule.id).collect();
        let options = Options::only(&rest);
        group.bench_function(format!("without {}", rule.name), |bencher| bencher.iter(|| analyse(&document, &options)));
    }
}

criterion_group!(benches, growth, rules);
criterion_main!(benches);
