//! The training sets, each read into texts with spans. data/README.md says what they are and under which licence.

use newsglass::engine::lexicon::{class, lexicon, word_hash};
use newsglass::engine::tagger::words::{Word, allowed};
use serde_json::Value;
use std::process::Command;

/// A text with its names.
#[derive(Default)]
pub struct Text {
    /// The text.
    pub text: String,
    /// First byte, byte after the last, and number of the kind: 0 person, 1 organization, 2 place, 3 people. Ascending, apart.
    pub spans: Vec<(usize, usize, usize)>,
    /// Ranges that do not count.
    pub ignore: Vec<(usize, usize)>,
    /// A number that the articles of one outlet share; none for other texts.
    pub outlet: Option<u64>,
}

type Load = fn(&str) -> Result<Vec<Text>, String>;

/// Every set with its name, the weight of its updates and how it is read.
pub const ALL: &[(&str, i32, Load)] = &[
    ("worldwide", 2, |data| spans_file(&format!("{data}/train/actors_worldwide.jsonl"))),
    ("gum", 1, |data| mentions_file(&format!("{data}/train/actors_gum.jsonl"))),
    ("wikigold", 1, |data| columns_file(&format!("{data}/train/wikigold.conll"), 0, 1)),
    ("ewt-dev", 1, |data| columns_file(&format!("{data}/train/uner_ewt_dev.iob2"), 1, 2)),
    ("ewt-test", 1, |data| columns_file(&format!("{data}/train/uner_ewt_test.iob2"), 1, 2)),
    ("pud", 1, |data| columns_file(&format!("{data}/train/uner_pud_wiki.iob2"), 1, 2)),
    ("gmb", 1, |data| gmb(&format!("{data}/train/gmb.csv.gz"))),
];

fn kind(name: &str) -> Option<usize> {
    match name {
        "person" | "PER" | "per" => Some(0),
        "organization" | "ORG" | "org" => Some(1),
        "place" | "LOC" | "geo" => Some(2),
        "people" | "gpe" => Some(3),
        _ => None,
    }
}

fn read(path: &str) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// JSON Lines with `text`, `spans` and perhaps `ignore` in code points.
pub fn spans_file(path: &str) -> Result<Vec<Text>, String> {
    json_lines(path, |row, text, at| {
        for span in row["spans"].as_array().into_iter().flatten() {
            if let Some(kind) = kind(span[2].as_str().unwrap_or("")) {
                text.spans.push((at(&span[0]), at(&span[1]), kind));
            }
        }
        for span in row["ignore"].as_array().into_iter().flatten() {
            text.ignore.push((at(&span[0]), at(&span[1])));
        }
    })
}

/// GUM: named mentions, the outermost that are no longer than a name.
fn mentions_file(path: &str) -> Result<Vec<Text>, String> {
    json_lines(path, |row, text, at| {
        let mut all: Vec<(usize, usize, usize)> = Vec::new();
        for mention in row["mentions"].as_array().into_iter().flatten() {
            let words = mention["text"].as_str().unwrap_or("");
            let plain = words
                .split(' ')
                .all(|word| word.starts_with(|c: char| c.is_uppercase()) || word == "of" || word == "the");
            if mention["named"] == true
                && plain
                && let Some(kind) = kind(mention["type"].as_str().unwrap_or(""))
            {
                all.push((at(&mention["start"]), at(&mention["end"]), kind));
            }
        }
        all.sort_by_key(|span| (span.0, usize::MAX - span.1));
        for span in all {
            if text.spans.last().is_none_or(|last| last.1 <= span.0) {
                text.spans.push(span);
            }
        }
    })
}

fn json_lines(path: &str, fill: impl Fn(&Value, &mut Text, &dyn Fn(&Value) -> usize)) -> Result<Vec<Text>, String> {
    let mut out = Vec::new();
    for line in read(path)?.lines() {
        let row: Value = serde_json::from_str(line).map_err(|error| format!("{path}: {error}"))?;
        let mut text = Text { text: row["text"].as_str().unwrap_or("").to_owned(), ..Text::default() };
        // "af_press_12.txt": the outlet and a running number
        text.outlet =
            row["id"].as_str().filter(|id| id.ends_with(".txt")).and_then(|id| Some(word_hash(id.rsplit_once('_')?.0)));
        let bytes: Vec<usize> = text.text.char_indices().map(|(byte, _)| byte).chain([text.text.len()]).collect();
        let end = text.text.len();
        let at = |offset: &Value| offset.as_u64().and_then(|n| bytes.get(n as usize).copied()).unwrap_or(end);
        fill(&row, &mut text, &at);
        tidy(&mut text);
        out.push(text);
    }
    Ok(out)
}

/// Our guideline: no "the" in front, no title before a person, nothing but the name.
fn tidy(text: &mut Text) {
    let Text { text, spans, .. } = text;
    for span in spans.iter_mut() {
        let words = &text[span.0..span.1];
        let outer = |c: char| !c.is_alphanumeric();
        span.1 -= words.len() - words.trim_end_matches(|c| outer(c) && c != '.').len();
        span.0 += words.len() - words.trim_start_matches(outer).len();
        for article in ["the ", "The "] {
            if span.0 < span.1 && text[span.0..span.1].starts_with(article) {
                span.0 += article.len();
            }
        }
    }
    spans.retain(|span| span.0 < span.1);
    spans.sort_unstable();
    let mut end = 0;
    spans.retain(|span| {
        let apart = span.0 >= end;
        if apart {
            end = span.1;
        }
        apart
    });
}

/// A word or sign of a tokenised set, with its label ("B-LOC").
type Labelled = (String, String);

/// Files of one token a line, a blank line after each sentence; ten sentences make a text.
fn columns_file(path: &str, word: usize, label: usize) -> Result<Vec<Text>, String> {
    let mut sentences: Vec<Vec<Labelled>> = vec![Vec::new()];
    for line in read(path)?.lines() {
        if line.starts_with("# ") {
            continue;
        }
        if line.trim().is_empty() {
            sentences.push(Vec::new());
            continue;
        }
        let columns: Vec<&str> = if word == 0 { line.split(' ').collect() } else { line.split('\t').collect() };
        if let (Some(word), Some(label), Some(sentence)) = (columns.get(word), columns.get(label), sentences.last_mut())
        {
            sentence.push(((*word).to_owned(), (*label).to_owned()));
        }
    }
    Ok(join(&sentences))
}

/// The Groningen Meaning Bank as a table of words.
fn gmb(path: &str) -> Result<Vec<Text>, String> {
    let table = Command::new("gzip").args(["-dc", path]).output().map_err(|error| format!("gzip: {error}"))?.stdout;
    let mut sentences: Vec<Vec<Labelled>> = Vec::new();
    for line in String::from_utf8_lossy(&table).lines().skip(1) {
        if line.starts_with("Sentence") {
            sentences.push(Vec::new());
        }
        let line = line.trim_end_matches('\r');
        let Some((rest, label)) = line.rsplit_once(',') else { continue };
        let Some((rest, _)) = rest.rsplit_once(',') else { continue };
        let Some((_, word)) = rest.split_once(',') else { continue };
        let word = if word.starts_with('"') { word.trim_matches('"') } else { word };
        if let Some(sentence) = sentences.last_mut() {
            sentence.push((if word.is_empty() { "\"" } else { word }.to_owned(), label.to_owned()));
        }
    }
    Ok(join(&sentences))
}

/// Puts tokens back into running text.
fn join(sentences: &[Vec<Labelled>]) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::new();
    for (n, sentence) in sentences.iter().filter(|sentence| !sentence.is_empty()).enumerate() {
        if n % 10 == 0 {
            out.push(Text::default());
        }
        let Some(text) = out.last_mut() else { continue };
        let mut glued = true;
        let mut last = "";
        let mut quotes = 0;
        for (word, label) in sentence {
            quotes += usize::from(word == "\"");
            let closes = matches!(
                word.as_str(),
                "." | ","
                    | ";"
                    | ":"
                    | "?"
                    | "!"
                    | ")"
                    | "]"
                    | "%"
                    | "'s"
                    | "n't"
                    | "''"
                    | "'re"
                    | "'ve"
                    | "'ll"
                    | "'d"
                    | "'m"
            ) || word == "\"" && quotes % 2 == 0;
            if !glued && !closes {
                text.text.push(' ');
            }
            glued = matches!(word.as_str(), "(" | "[" | "$" | "``") || word == "\"" && quotes % 2 == 1;
            let start = text.text.len();
            text.text.push_str(word);
            let Some(kind) = label.get(2..).and_then(kind) else {
                last = "";
                continue;
            };
            match text.spans.last_mut() {
                Some(span) if last == &label[2..] && !label.starts_with('B') => span.1 = text.text.len(),
                _ => text.spans.push((start, text.text.len(), kind)),
            }
            last = &label[2..];
        }
        text.text.push('\n');
    }
    out.iter_mut().for_each(to_our_guideline);
    out
}

/// Other sets' habits made ours as far as lists go: titles leave persons; peoples are labelled where the set knows none.
fn to_our_guideline(text: &mut Text) {
    let source = text.text.clone();
    for span in &mut text.spans {
        if span.2 == 0 {
            while let Some((first, rest)) = source[span.0..span.1].split_once(' ') {
                if rest.is_empty() || listed(first.trim_end_matches('.')) & class::TITLE == 0 {
                    break;
                }
                span.0 = span.1 - rest.len();
            }
        } else if span.2 == 3 || span.2 == 2 {
            let classes = listed(&source[span.0..span.1]);
            if classes & class::PEOPLE != 0 {
                span.2 = 3;
            } else if classes & (class::STATE | class::PLACE) != 0 || span.2 == 2 {
                span.2 = 2;
            }
        }
    }
    let taken = text.spans.clone();
    let mut start = 0;
    for word in source.split(|c: char| !c.is_alphanumeric()) {
        let span = (start, start + word.len());
        start = span.1 + source[span.1..].chars().next().map_or(0, char::len_utf8);
        let people =
            listed(word) & class::PEOPLE != 0 && !taken.iter().any(|other| other.0 < span.1 && span.0 < other.1);
        if people {
            text.spans.push((span.0, span.1, 3));
        }
    }
    tidy(text);
}

fn listed(phrase: &str) -> u16 {
    let capital = phrase.starts_with(|c: char| c.is_uppercase());
    let caps = !phrase.chars().any(char::is_lowercase);
    lexicon().phrase(phrase).map_or(0, |entry| allowed(entry, &[Word { capital, caps, word: true, ..Word::default() }]))
}
