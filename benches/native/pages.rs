//! `pages FOLDER`: seconds for reading all pages of a folder, from bytes to blocks with their page's facts; files are read before. The best of
//! three runs. `benches/peers/pages.mjs` sets it beside a JavaScript DOM.

use newsglass::{html, page};
use std::time::Instant;

fn main() {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("name the folder with the pages");
        std::process::exit(2);
    };
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
    println!("{}", best.fold(f64::INFINITY, f64::min));
}
