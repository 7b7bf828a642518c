//! Whole articles with everything that should be found in them (tests/corpus), against what is found. Known misses stand in
//! `known_misses.txt`: a new one fails, and so does one that is no more, until the list says so. `NEWSGLASS_UPDATE=1 cargo test --test corpus`
//! writes the list anew; read the difference before you commit it.

mod shared;

use newsglass::engine::marked::{self, Expected};
use newsglass::engine::{self, Options};
use shared::{Article, corpus, root};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A kind in the corpus that begins with this may be found or not, with any edges: people differ on it.
const OPTIONAL: char = '?';

/// Reported speech is left out: where it begins and ends has no right answer short enough to write down for whole articles.
const LEFT_OUT: &str = "indirect";

/// Which lower-case phrases are roles is a matter of degree: those in the corpus must be found, others may be.
const OPEN: &str = "role";

/// What is wrong in one article, a line each: the block, what is wrong, and where.
fn misses(article: &Article) -> Vec<String> {
    let document = article.document();
    let analysis = engine::analyse(&document, &Options::default());
    let folded: Vec<usize> = analysis.folds.iter().flat_map(|fold| fold.first..=fold.last).collect();
    let mut out = Vec::new();
    for block in 0..document.blocks.len() {
        match (article.marked.folded.contains(&block), folded.contains(&block)) {
            (true, false) => out.push(format!("{block} not folded")),
            (false, true) => out.push(format!("{block} folded")),
            _ => {}
        }
    }
    let mut wanted: Vec<&Expected> = article.marked.marks.iter().collect();
    for mark in analysis.marks.iter().filter(|mark| mark.kind.name() != LEFT_OUT) {
        let text = document.block_text(mark.block);
        let name = mark.kind.name();
        let edges = |span| bare(text, span, name);
        let same =
            |want: &&Expected| want.block == mark.block && want.kind == name && edges(want.span) == edges(mark.span);
        if let Some(n) = wanted.iter().position(same) {
            let want = wanted.remove(n);
            let found = marked::fields(mark, &analysis, &document);
            for (key, value) in &want.fields {
                let got = found.iter().find(|(name, _)| name == key).map_or("none", |(_, value)| value.as_str());
                if got != value {
                    let words = mark.span.of(text);
                    out.push(format!("{} {key} is {got:?}, not {value:?}: {name} {words:?}", mark.block));
                }
            }
            continue;
        }
        let optional = |want: &Expected| {
            want.block == mark.block && want.kind.strip_prefix(OPTIONAL) == Some(name) && want.span.overlaps(mark.span)
        };
        if name != OPEN && !article.marked.marks.iter().any(optional) {
            out.push(format!("{} extra {name} {:?}", mark.block, mark.span.of(text)));
        }
    }
    for want in wanted.into_iter().filter(|want| !want.kind.starts_with(OPTIONAL)) {
        out.push(format!("{} missed {} {:?}", want.block, want.kind, want.span.of(document.block_text(want.block))));
    }
    // By block; lines about one block in a fixed order.
    out.sort_by_cached_key(|line| (line.split(' ').next().and_then(|n| n.parse::<usize>().ok()), line.clone()));
    out
}

/// The words that count, with where they begin: articles, the point of an abbreviated name and the preposition of a time are habits.
fn bare<'t>(text: &'t str, span: engine::span::Span, kind: &str) -> (usize, &'t str) {
    let habits: &[&str] = match kind {
        "role" => &["the ", "a ", "an "],
        "date" | "time" | "duration" => {
            &["since ", "from ", "by ", "until ", "before ", "after ", "over ", "in ", "on "]
        }
        _ => &[],
    };
    let mut words = span.of(text);
    for habit in habits {
        let same = words.get(..habit.len()).is_some_and(|start| start.eq_ignore_ascii_case(habit));
        words = if same { words.get(habit.len()..).unwrap_or(words) } else { words };
    }
    (span.end - words.len(), words.trim_end_matches('.'))
}

fn list(all: &BTreeMap<String, Vec<String>>) -> String {
    let mut out = String::from(
        "# What is known to be missed in the articles beside this file: block, what is wrong, where.\n\
         # Written by NEWSGLASS_UPDATE=1 cargo test --test corpus\n",
    );
    for (name, lines) in all {
        let _ = writeln!(out, "\n{name}: {}", lines.len());
        for line in lines {
            let _ = writeln!(out, "  {line}");
        }
    }
    out
}

#[test]
fn articles_are_read_as_they_should_be_but_for_known_misses() {
    let now: BTreeMap<String, Vec<String>> =
        corpus().iter().map(|article| (article.name.clone(), misses(article))).collect();
    let now = list(&now);
    let file = root().join("tests/corpus/known_misses.txt");
    if std::env::var_os("NEWSGLASS_UPDATE").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let (new, gone) = (only_in_first(&now, &known), only_in_first(&known, &now));
    assert!(
        new.is_empty() && gone.is_empty(),
        "new misses:\n{}\n\nmissed no more (take them off the list):\n{}\n\nNEWSGLASS_UPDATE=1 writes the list anew.",
        new.join("\n"),
        gone.join("\n")
    );
    assert_eq!(now, known, "the list is out of order");
}

/// Lines of one list that the other has not, under their files' names.
fn only_in_first(first: &str, second: &str) -> Vec<String> {
    let files = |list: &str| {
        let mut file = String::new();
        let mut out: BTreeMap<String, usize> = BTreeMap::new();
        for line in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            match line.strip_prefix("  ") {
                Some(miss) => *out.entry(format!("{file} {miss}")).or_default() += 1,
                None => file = line.split(':').next().unwrap_or("").to_owned(),
            }
        }
        out
    };
    let second = files(second);
    files(first).into_iter().filter(|(line, n)| second.get(line).is_none_or(|m| m < n)).map(|(line, _)| line).collect()
}

#[test]
fn the_corpus_is_of_whole_articles_of_many_kinds() {
    let articles = corpus();
    assert!(articles.len() >= 12);
    for article in &articles {
        let words = article.marked.text.split_whitespace().count();
        assert!((150..=450).contains(&words), "{} has {words} words", article.name);
    }
    assert!(articles.iter().any(|article| !article.marked.folded.is_empty()));
}

#[test]
fn the_corpus_names_kinds_that_there_are() {
    let kinds: Vec<&str> = engine::rules::RULES.iter().flat_map(|rule| rule.kinds).map(|kind| kind.name).collect();
    for article in corpus() {
        for mark in &article.marked.marks {
            assert!(kinds.contains(&mark.kind.trim_start_matches(OPTIONAL)), "{}: {}", article.name, mark.kind);
        }
    }
}
