//! Trains the tagger's weights; MODEL.md says with what and how good they are.
//!
//! `cargo run --release --example train -- DATA [--without SET]… [--with SET]… [--epochs N] [--seed N] [--rows N] [--out FILE]`
//!
//! DATA is a folder with `train/` and `dev/`. The same data, options and seed give the same file to the byte: all sums are integers.

mod sets;

use newsglass::Document;
use newsglass::engine::tagger::features::{Room, Sentence, regions};
use newsglass::engine::tagger::model::{KINDS, LABELS, Model, decode, follows};
use newsglass::engine::tagger::{consult, tag, words};
use newsglass::engine::text::Reading;
use sets::Text;
use std::collections::HashMap;
use std::fmt::Write as _;

/// What the command line asks for.
struct Options {
    data: String,
    without: Vec<String>,
    epochs: usize,
    seed: u64,
    /// The most features that the model file keeps.
    rows: usize,
    /// Features seen less often than this are not learned.
    least: u32,
    /// By how much the right labels must win, in steps of an update.
    margin: i32,
    /// Of 100 features, how many are overlooked at each look, so that none is leaned on alone.
    dropout: u64,
    out: Option<String>,
    errors: bool,
}

/// One region: the features of its tokens and their labels.
struct Example {
    features: Vec<Vec<u32>>,
    labels: Vec<u8>,
    weight: i32,
}

fn main() -> Result<(), String> {
    let options = options()?;
    let mut texts = Vec::new();
    for (name, weight, load) in sets::ALL {
        if options.without.iter().any(|set| set == name) {
            continue;
        }
        let set = load(&options.data)?;
        eprintln!("{name}: {} texts", set.len());
        texts.extend(set.into_iter().map(|text| (text, *weight)));
    }
    // What the second look will see must be what a model says of texts that it has not learned from.
    let first: Vec<Model> = (0..FOLDS)
        .map(|fold| {
            let some = texts.iter().enumerate().filter(|(n, _)| n % FOLDS != fold).map(|(_, text)| text);
            let (bytes, _) = learn(examples(some, &[]), &options, options.epochs / 2);
            Model::read(&bytes)
        })
        .collect();
    // It must do the first look as well: every text is learned from both ways.
    let mut both = examples(texts.iter(), &first);
    both.extend(examples(texts.iter(), &[]));
    let (bytes, rows) = learn(both, &options, options.epochs);
    eprintln!("{rows} rows, {} bytes", bytes.len());
    let model = Model::read(&bytes);
    for set in ["actors", "actors_conflict"] {
        print!(
            "{}",
            score(
                &sets::spans_file(&format!("{}/dev/{set}.jsonl", options.data))?,
                &model,
                options.errors && set == "actors"
            )
        );
    }
    match options.out {
        Some(out) => std::fs::write(&out, bytes).map_err(|error| format!("{out}: {error}")),
        None => Ok(()),
    }
}

/// In how many parts the texts are cut for the first look.
const FOLDS: usize = 4;

/// From examples to a model file, with the number of its rows.
fn learn(mut examples: Vec<Example>, options: &Options, epochs: usize) -> (Vec<u8>, usize) {
    let keys = number_features(&mut examples, options.least);
    eprintln!("{} regions, {} features", examples.len(), keys.len());
    let weights = train(&examples, keys.len(), options, epochs);
    let keep = strongest(&weights, options.rows);
    let keys: Vec<u32> = keep.iter().map(|&n| keys[n]).collect();
    renumber(&mut examples, &keep);
    // What was dropped leaves a gap that the rest can fill.
    let weights = train(&examples, keys.len(), options, epochs);
    (pack(&keys, &weights), keys.len())
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        data: String::new(),
        // Its habits cost more than its many sentences give.
        without: vec!["gmb".to_owned()],
        epochs: 12,
        seed: 1,
        rows: 16_000,
        least: 2,
        margin: 60,
        dropout: 20,
        out: None,
        errors: false,
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} needs a value"));
        let number = |text: String| text.parse::<u64>().map_err(|error| format!("{text}: {error}"));
        match arg.as_str() {
            "--without" => options.without.push(value()?),
            "--with" => {
                let set = value()?;
                options.without.retain(|other| *other != set);
            }
            "--epochs" => options.epochs = number(value()?)? as usize,
            "--seed" => options.seed = number(value()?)?,
            "--rows" => options.rows = number(value()?)? as usize,
            "--least" => options.least = number(value()?)? as u32,
            "--margin" => options.margin = number(value()?)? as i32,
            "--dropout" => options.dropout = number(value()?)?,
            "--out" => options.out = Some(value()?),
            "--errors" => options.errors = true,
            _ if options.data.is_empty() => options.data = arg,
            _ => return Err(format!("unknown argument {arg}")),
        }
    }
    if options.data.is_empty() { Err("which data folder?".to_owned()) } else { Ok(options) }
}

/// The regions of all texts with their labels; the models of the first look take the texts in turn.
fn examples<'t>(texts: impl Iterator<Item = &'t (Text, i32)>, first: &[Model]) -> Vec<Example> {
    let mut out = Vec::new();
    let mut room = Room::default();
    for (n, (text, weight)) in texts.enumerate() {
        let document = Document::of_text(&text.text);
        let reading = Reading::new(&document);
        let mut words = words::words(&reading);
        if let Some(model) = first.get(n % FOLDS) {
            consult(&reading, &mut words, model);
        }
        for (block, read) in reading.blocks.iter().enumerate() {
            let offset = document.blocks[block].span.start;
            let labels = labels(
                &read.tokens.iter().map(|t| (t.span.start + offset, t.span.end + offset)).collect::<Vec<_>>(),
                text,
            );
            for range in &read.sentences {
                let sentence = Sentence {
                    text: reading.text(block),
                    tokens: &read.tokens[range.clone()],
                    words: &words[block][range.clone()],
                };
                let labels = &labels[range.clone()];
                for region in regions(sentence) {
                    room.enter(sentence, &region);
                    let mut features = Vec::new();
                    for n in region.clone() {
                        let mut seen = Vec::with_capacity(64);
                        room.features(sentence, &region, n, |key| seen.push(key));
                        features.push(seen);
                    }
                    let mut labels = labels[region].to_vec();
                    // A name that begins before the region begins with it.
                    let mut last = 0;
                    for label in &mut labels {
                        if !follows(usize::from(last), usize::from(*label)) {
                            *label -= 1;
                        }
                        last = *label;
                    }
                    out.push(Example { features, labels, weight: *weight });
                }
            }
        }
    }
    out
}

/// Labels for tokens, given as byte ranges of the text.
fn labels(tokens: &[(usize, usize)], text: &Text) -> Vec<u8> {
    let mut labels = vec![0; tokens.len()];
    for &(start, end, kind) in &text.spans {
        let first = tokens.partition_point(|token| token.1 <= start);
        for (n, token) in tokens.iter().enumerate().skip(first).take_while(|(_, token)| token.0 < end) {
            labels[n] = (2 * kind + if n == first { 1 } else { 2 }) as u8;
            let _ = token;
        }
    }
    labels
}

/// Replaces keys by numbers, dropping the rare ones; returns the keys by number.
fn number_features(examples: &mut [Example], least: u32) -> Vec<u32> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for key in examples.iter().flat_map(|example| &example.features).flatten() {
        *counts.entry(*key).or_default() += 1;
    }
    let mut keys: Vec<u32> =
        counts.iter().filter(|(key, count)| **count >= least && **key != 0).map(|(key, _)| *key).collect();
    keys.sort_unstable();
    let numbers: HashMap<u32, u32> = keys.iter().enumerate().map(|(n, key)| (*key, n as u32)).collect();
    for features in examples.iter_mut().flat_map(|example| &mut example.features) {
        *features = features.iter().filter_map(|key| numbers.get(key).copied()).collect();
    }
    keys
}

/// Keeps the features with these numbers only, and numbers them anew.
fn renumber(examples: &mut [Example], keep: &[usize]) {
    let numbers: HashMap<u32, u32> = keep.iter().enumerate().map(|(new, old)| (*old as u32, new as u32)).collect();
    for features in examples.iter_mut().flat_map(|example| &mut example.features) {
        *features = features.iter().filter_map(|old| numbers.get(old).copied()).collect();
    }
}

/// Averaged weights, times the number of updates.
struct Weights {
    rows: Vec<[i64; LABELS]>,
    moves: [[i64; LABELS]; LABELS + 1],
}

/// The averaged perceptron: a wrong sequence pays its features, the right one is paid.
fn train(examples: &[Example], features: usize, options: &Options, epochs: usize) -> Weights {
    let mut rows = vec![[0_i32; LABELS]; features];
    let mut late = vec![[0_i64; LABELS]; features];
    let mut moves = [[0_i32; LABELS]; LABELS + 1];
    let mut late_moves = [[0_i64; LABELS]; LABELS + 1];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = options.seed;
    let mut step: i64 = 1;
    let mut looked: Vec<Vec<u32>> = Vec::new();
    let (mut scores, mut back, mut best) = (Vec::new(), Vec::new(), Vec::new());
    for epoch in 0..epochs {
        for n in (1..order.len()).rev() {
            order.swap(n, (chance(&mut random) % (n as u64 + 1)) as usize);
        }
        let mut wrong = 0;
        for example in order.iter().map(|&n| &examples[n]) {
            scores.clear();
            looked.clear();
            for features in &example.features {
                looked
                    .push(features.iter().copied().filter(|_| chance(&mut random) % 100 >= options.dropout).collect());
            }
            for (features, &label) in looked.iter().zip(&example.labels) {
                let mut sum = [options.margin; LABELS];
                sum[usize::from(label)] = 0;
                for &feature in features {
                    for (sum, weight) in sum.iter_mut().zip(&rows[feature as usize]) {
                        *sum += weight;
                    }
                }
                scores.push(sum);
            }
            decode(&scores, &moves, &mut back, &mut best);
            if best != example.labels {
                wrong += 1;
                let mut before = (LABELS, LABELS);
                for ((features, &right), &guess) in looked.iter().zip(&example.labels).zip(&best) {
                    let (right, guess) = (usize::from(right), usize::from(guess));
                    let by = example.weight;
                    if right != guess {
                        for &feature in features {
                            let feature = feature as usize;
                            rows[feature][right] += by;
                            rows[feature][guess] -= by;
                            late[feature][right] += step * i64::from(by);
                            late[feature][guess] -= step * i64::from(by);
                        }
                    }
                    if (before.0, right) != (before.1, guess) {
                        moves[before.0][right] += by;
                        moves[before.1][guess] -= by;
                        late_moves[before.0][right] += step * i64::from(by);
                        late_moves[before.1][guess] -= step * i64::from(by);
                    }
                    before = (right, guess);
                }
            }
            step += 1;
        }
        if epoch + 1 == epochs {
            eprintln!("epoch {epochs}: {wrong} of {} wrong", examples.len());
        }
    }
    let average = |weight: i32, late: i64| {
        ((i128::from(weight) * i128::from(step) - i128::from(late)) * 4096 / i128::from(step)) as i64
    };
    let mut out = Weights { rows: Vec::with_capacity(features), moves: [[0; LABELS]; LABELS + 1] };
    for (row, late) in rows.iter().zip(&late) {
        out.rows.push(std::array::from_fn(|label| average(row[label], late[label])));
    }
    for from in 0..=LABELS {
        out.moves[from] = std::array::from_fn(|to| average(moves[from][to], late_moves[from][to]));
    }
    out
}

/// A number from a plain generator (xorshift), its low bits left out.
fn chance(random: &mut u64) -> u64 {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    *random >> 20
}

/// The numbers of the features whose weights differ most, ascending.
fn strongest(weights: &Weights, most: usize) -> Vec<usize> {
    let force = |row: &[i64; LABELS]| row.iter().max().unwrap_or(&0) - row.iter().min().unwrap_or(&0);
    let mut order: Vec<(i64, usize)> = weights.rows.iter().enumerate().map(|(n, row)| (-force(row), n)).collect();
    order.sort_unstable();
    let mut keep: Vec<usize> = order.into_iter().take(most).filter(|(force, _)| *force < 0).map(|(_, n)| n).collect();
    keep.sort_unstable();
    keep
}

/// Writes the model file; [`Model::read`] says its layout.
fn pack(keys: &[u32], weights: &Weights) -> Vec<u8> {
    // One scale for all: the largest weights are cut so that the many small ones keep their grain.
    let mut sizes: Vec<i64> = weights.rows.iter().flatten().map(|weight| weight.abs()).collect();
    sizes.sort_unstable();
    let scale = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 4000)).copied().unwrap_or(1).max(1);
    let small = |weight: i64, by: i64| ((weight * 127 * 2 / (scale * by) + weight.signum()) / 2).clamp(-127, 127) as i8;
    let mut bytes = (keys.len() as u32).to_le_bytes().to_vec();
    bytes.extend(weights.moves.iter().flatten().map(|&weight| small(weight, 4) as u8));
    let mut last = 0;
    for &key in keys {
        let mut step = key - last;
        last = key;
        while step > 127 {
            bytes.push(step as u8 & 127 | 128);
            step >>= 7;
        }
        bytes.push(step as u8);
    }
    let rows: Vec<[i8; LABELS]> =
        weights.rows.iter().map(|row| std::array::from_fn(|label| small(row[label], 1))).collect();
    for row in &rows {
        let mask = row.iter().enumerate().fold(0_u16, |mask, (label, weight)| mask | u16::from(*weight != 0) << label);
        bytes.extend(mask.to_le_bytes());
    }
    bytes.extend(rows.iter().flatten().filter(|weight| **weight != 0).map(|&weight| weight as u8));
    bytes
}

/// Precision, recall and F1 of the tagger alone: exact, and by half overlap, with and without kind.
fn score(texts: &[Text], model: &Model, errors: bool) -> String {
    let mut counts = [[0_usize; 3]; 3 + KINDS.len()];
    for text in texts {
        let document = Document::of_text(&text.text);
        let reading = Reading::new(&document);
        let mut words = words::words(&reading);
        let got: Vec<(usize, usize, usize)> = tag(&reading, &mut words, model)
            .into_iter()
            .map(|name| {
                let (block, offset) = (&reading.blocks[name.block], document.blocks[name.block].span.start);
                let (first, last) = (block.tokens[name.tokens.start], block.tokens[name.tokens.end - 1]);
                let kind = KINDS.iter().position(|kind| *kind == name.kind).unwrap_or(0);
                (first.span.start + offset, last.span.end + offset, kind)
            })
            .filter(|name| !text.ignore.iter().any(|other| name.0 < other.1 && other.0 < name.1))
            .collect();
        let half = |a: &(usize, usize, usize), b: &(usize, usize, usize)| {
            let inter = a.1.min(b.1).saturating_sub(a.0.max(b.0));
            2 * inter >= a.1.max(b.1) - a.0.min(b.0)
        };
        type Same<'a> = &'a dyn Fn(&(usize, usize, usize), &(usize, usize, usize)) -> bool;
        let ways: [Same; 3] = [&|a, b| a == b, &|a, b| half(a, b) && a.2 == b.2, &|a, b| half(a, b)];
        for (way, same) in ways.iter().enumerate() {
            let mut used = vec![false; text.spans.len()];
            for name in &got {
                let hit = (0..text.spans.len()).find(|&n| !used[n] && same(name, &text.spans[n]));
                if let Some(n) = hit {
                    used[n] = true;
                }
                counts[way][usize::from(hit.is_none())] += 1;
                if way == 1 {
                    counts[3 + name.2][usize::from(hit.is_none())] += 1;
                    if errors && hit.is_none() {
                        println!("extra {} {:?}", KINDS[name.2].name(), &text.text[name.0..name.1]);
                    }
                }
            }
            for (n, span) in text.spans.iter().enumerate().filter(|(n, _)| !used[*n]) {
                counts[way][2] += 1;
                let _ = n;
                if way == 1 {
                    counts[3 + span.2][2] += 1;
                    if errors {
                        println!("missed {} {:?}", KINDS[span.2].name(), &text.text[span.0..span.1]);
                    }
                }
            }
        }
    }
    let mut out = String::new();
    let names = ["exact", "half and kind", "half", "person", "organization", "place", "people"];
    for (name, [hit, extra, missed]) in names.iter().zip(counts) {
        let f = 2.0 * hit as f64 / (2 * hit + extra + missed).max(1) as f64;
        let (p, r) = (hit as f64 / (hit + extra).max(1) as f64, hit as f64 / (hit + missed).max(1) as f64);
        let _ = writeln!(out, "{name:14} P {p:.4} R {r:.4} F1 {f:.4}");
    }
    out
}
