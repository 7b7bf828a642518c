//! Trains the tagger's weights; MODEL.md says with what and how good they are.
//!
//! `cargo run --release --example train -- DATA [--without SET]… [--with SET]… [--epochs N] [--seed N] [--rows N] [--kind-rows N]
//! [--hold N] [--out FILE]`
//!
//! DATA is a folder with `train/` and `dev/`. The same data, options and seed give the same file to the byte: all sums are integers.

mod sets;

use newsglass::Document;
use newsglass::engine::tagger::entity::{self, Entities};
use newsglass::engine::tagger::features::{Room, Sentence, regions};
use newsglass::engine::tagger::model::{KINDS, LABELS, Model, Tagger, decode, follows};
use newsglass::engine::tagger::{Name, candidates, consult, tag, words};
use newsglass::engine::text::Reading;
use sets::Text;
use std::collections::HashMap;
use std::fmt::Write as _;

/// What the command line asks for.
#[derive(Clone)]
struct Options {
    data: String,
    without: Vec<String>,
    epochs: usize,
    seed: u64,
    /// The most features that are kept for labels.
    rows: usize,
    /// The most features that are kept for the kinds of names.
    kind_rows: usize,
    /// Which fifth of the outlets is held out, from 0.
    hold: Option<u64>,
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
    let mut held = Vec::new();
    for (name, weight, load) in sets::ALL {
        if options.without.iter().any(|set| set == name) {
            continue;
        }
        let set = load(&options.data)?;
        eprintln!("{name}: {} texts", set.len());
        for text in set {
            if text.outlet.is_some_and(|outlet| Some(outlet % OUTLETS) == options.hold) {
                held.push(text);
            } else {
                texts.push((text, *weight));
            }
        }
    }
    let bytes = teach(&texts, &options);
    let tagger = Tagger::read(&bytes);
    let dev = |set| sets::spans_file(&format!("{}/dev/{set}.jsonl", options.data));
    for (name, texts) in [("actors", dev("actors")?), ("actors_conflict", dev("actors_conflict")?), ("held", held)] {
        println!("{name}");
        print!("{}", score(&texts, &tagger, options.errors && name == "actors"));
    }
    match options.out {
        Some(out) => std::fs::write(&out, bytes).map_err(|error| format!("{out}: {error}")),
        None => Ok(()),
    }
}

/// From texts to the tagger's file.
fn teach(texts: &[(Text, i32)], options: &Options) -> Vec<u8> {
    // What a look will see of the one before must be what a model says of texts that it has not learned from.
    let all: Vec<usize> = (0..texts.len()).collect();
    let but = |fold: usize| all.iter().copied().filter(|n| n % FOLDS != fold).collect::<Vec<_>>();
    let half = Options { epochs: options.epochs / 2, ..options.clone() };
    let first: Vec<Model> =
        (0..FOLDS).map(|fold| Model::read(&learn(examples(texts, &but(fold), &[]), &half, options.rows))).collect();
    // Labels must do the first look as well: every text is learned from both ways.
    let labels = |some: &[usize], options: &Options| {
        let mut both = examples(texts, some, &first);
        both.extend(examples(texts, some, &[]));
        learn(both, options, options.rows)
    };
    let mut names = Vec::new();
    for fold in 0..FOLDS {
        let model = Model::read(&labels(&but(fold), &half));
        for (text, weight) in texts.iter().skip(fold).step_by(FOLDS) {
            name_examples(text, *weight, &model, &mut names);
        }
    }
    let labels = labels(&all, options);
    let kinds = learn(names, options, options.kind_rows);
    eprintln!("labels {} bytes, kinds {} bytes", labels.len(), kinds.len());
    let mut bytes = (labels.len() as u32).to_le_bytes().to_vec();
    bytes.extend(labels);
    bytes.extend(kinds);
    bytes
}

/// In how many parts the texts are cut for the first look.
const FOLDS: usize = 4;

/// Of how many parts of the outlets one can be held out.
const OUTLETS: u64 = 5;

/// From examples to a model of so many rows.
fn learn(mut examples: Vec<Example>, options: &Options, rows: usize) -> Vec<u8> {
    let keys = number_features(&mut examples, options.least);
    let weights = train(&examples, keys.len(), options);
    let keep = strongest(&weights, rows);
    let keys: Vec<u32> = keep.iter().map(|&n| keys[n]).collect();
    renumber(&mut examples, &keep);
    // What was dropped leaves a gap that the rest can fill.
    let weights = train(&examples, keys.len(), options);
    pack(&keys, &weights)
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        data: String::new(),
        // Its habits cost more than its many sentences give.
        without: vec!["gmb".to_owned()],
        epochs: 12,
        seed: 1,
        rows: 10_500,
        kind_rows: 4_500,
        hold: None,
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
            "--kind-rows" => options.kind_rows = number(value()?)? as usize,
            "--hold" => options.hold = Some(number(value()?)?),
            "--errors" => options.errors = true,
            _ if options.data.is_empty() => options.data = arg,
            _ => return Err(format!("unknown argument {arg}")),
        }
    }
    if options.data.is_empty() { Err("which data folder?".to_owned()) } else { Ok(options) }
}

/// The regions of some texts with their labels; the models of the first look take all the texts in turn.
fn examples(texts: &[(Text, i32)], some: &[usize], first: &[Model]) -> Vec<Example> {
    let mut out = Vec::new();
    for &n in some {
        let mut room = Room::default();
        let (text, weight) = &texts[n];
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

/// The names that a model finds in a text, with their true kinds: an example each, of one place.
fn name_examples(text: &Text, weight: i32, model: &Model, out: &mut Vec<Example>) {
    let document = Document::of_text(&text.text);
    let reading = Reading::new(&document);
    let mut words = words::words(&reading);
    let names = candidates(&reading, &mut words, model);
    let entities = Entities::new(&reading, &words, &names);
    for (n, name) in names.iter().enumerate() {
        let (start, end) = bytes_of(&reading, name);
        if text.ignore.iter().any(|other| start < other.1 && other.0 < end) {
            continue;
        }
        let kind = text.spans.iter().find(|span| half((start, end), (span.0, span.1))).map(|span| span.2);
        out.push(Example { features: vec![entities.features(n)], labels: vec![entity::label(kind)], weight });
    }
}

/// First byte of a name in the text, and the byte after its last.
fn bytes_of(reading: &Reading, name: &Name) -> (usize, usize) {
    let (tokens, offset) = (&reading.blocks[name.block].tokens, reading.document.blocks[name.block].span.start);
    (tokens[name.tokens.start].span.start + offset, tokens[name.tokens.end - 1].span.end + offset)
}

/// Whether two ranges share half of what they cover together.
fn half(a: (usize, usize), b: (usize, usize)) -> bool {
    2 * a.1.min(b.1).saturating_sub(a.0.max(b.0)) >= a.1.max(b.1) - a.0.min(b.0)
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
fn train(examples: &[Example], features: usize, options: &Options) -> Weights {
    let mut rows = vec![[0_i32; LABELS]; features];
    let mut late = vec![[0_i64; LABELS]; features];
    let mut moves = [[0_i32; LABELS]; LABELS + 1];
    let mut late_moves = [[0_i64; LABELS]; LABELS + 1];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = options.seed;
    let mut step: i64 = 1;
    let mut looked: Vec<Vec<u32>> = Vec::new();
    let (mut scores, mut back, mut best) = (Vec::new(), Vec::new(), Vec::new());
    for epoch in 0..options.epochs {
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
                let [none, named @ ..] = sum;
                scores.push(named.map(|sum| sum - none));
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
        if epoch + 1 == options.epochs {
            eprintln!("epoch {}: {wrong} of {} wrong", options.epochs, examples.len());
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

/// The largest weight in the file. Finer grain makes the file longer and the tagger no better.
const GRAIN: i64 = 28;

/// Writes one model; [`Model::read`] says its layout.
fn pack(keys: &[u32], weights: &Weights) -> Vec<u8> {
    // One scale for all: the largest weights are cut so that the many small ones keep their grain.
    let mut sizes: Vec<i64> = weights.rows.iter().flatten().map(|weight| weight.abs()).collect();
    sizes.sort_unstable();
    let scale = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 4000)).copied().unwrap_or(1).max(1);
    // Less than one step counts nothing.
    let small = |weight: i64, by: i64| {
        let twice = weight * GRAIN * 2 / (scale * by);
        if twice.abs() < 2 { 0 } else { ((twice + weight.signum()) / 2).clamp(-GRAIN, GRAIN) as i8 }
    };
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
    let mask = |row: &[i8; LABELS]| {
        row.iter().enumerate().fold(0_u16, |mask, (label, weight)| mask | u16::from(*weight != 0) << label)
    };
    bytes.extend(rows.iter().map(|row| mask(row) as u8));
    bytes.extend(rows.iter().map(|row| (mask(row) >> 8) as u8));
    bytes.extend(rows.iter().flatten().filter(|weight| **weight != 0).map(|&weight| weight as u8));
    bytes
}

/// Precision, recall and F1 of the tagger alone: exact, and by half overlap, with and without kind.
fn score(texts: &[Text], tagger: &Tagger, errors: bool) -> String {
    let mut counts = [[0_usize; 3]; 3 + KINDS.len()];
    for text in texts {
        let document = Document::of_text(&text.text);
        let reading = Reading::new(&document);
        let mut words = words::words(&reading);
        let got: Vec<(usize, usize, usize)> = tag(&reading, &mut words, tagger)
            .into_iter()
            .map(|name| {
                let (start, end) = bytes_of(&reading, &name);
                (start, end, KINDS.iter().position(|kind| *kind == name.kind).unwrap_or(0))
            })
            .filter(|name| !text.ignore.iter().any(|other| name.0 < other.1 && other.0 < name.1))
            .collect();
        let half = |a: &(usize, usize, usize), b: &(usize, usize, usize)| half((a.0, a.1), (b.0, b.1));
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
            for (span, _) in text.spans.iter().zip(used).filter(|(_, used)| !used) {
                counts[way][2] += 1;
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
