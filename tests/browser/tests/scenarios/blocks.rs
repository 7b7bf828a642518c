//! The same blocks in both browsers and natively.

use flate2::read::GzDecoder;
use newsglass_browser_tests::compare::compare;
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::session::Options;
use newsglass_browser_tests::{Result, root, scenarios};
use std::io::Read;

scenarios! {
    fixtures_have_the_same_blocks_as_natively(Options { as_installed: true, ..Options::default() }),
    saved_pages_have_the_same_blocks_as_natively(Options { as_installed: true, ..Options::default() }),
}

const FIXTURES: [(&str, &str); 4] = [
    ("/blocks", include_str!("../../fixtures/blocks.html")),
    ("/report", include_str!("../../fixtures/report.html")),
    ("/breaks", include_str!("../../fixtures/breaks.html")),
    ("/plain", include_str!("../../fixtures/plain.html")),
];

/// How many saved pages are read where `NEWSGLASS_PAGES` does not say how many, or "all".
const SAMPLE: usize = 12;
/// Blocks in a thousand of a page that may differ: see ARCHITECTURE.md for the reasons.
const TOLERATED: usize = 20;

async fn fixtures_have_the_same_blocks_as_natively(stage: &mut Stage) -> Result {
    for (path, html) in FIXTURES {
        let found = compare(stage, path, html).await?;
        assert!(found.browser.is_empty() && found.native.is_empty() && found.same > 5, "{path}: {found:#?}");
    }
    Ok(())
}

/// The saved pages lie beside the project where it is developed, and nowhere else.
async fn saved_pages_have_the_same_blocks_as_natively(stage: &mut Stage) -> Result {
    let Ok(folder) = std::fs::read_dir(root().join("../shared/data/dev/pages")) else { return Ok(()) };
    let mut files: Vec<_> = folder.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let asked = std::env::var("NEWSGLASS_PAGES").unwrap_or_default();
    let all = !asked.is_empty();
    let sample = if asked == "all" { files.len() } else { asked.parse().unwrap_or(SAMPLE) };
    let step = files.len().div_ceil(sample.max(1)).max(1);
    let (mut same, mut differing, mut bad) = (0, 0, Vec::new());
    for file in files.iter().step_by(step) {
        let mut bytes = Vec::new();
        GzDecoder::new(std::fs::File::open(file)?).read_to_end(&mut bytes)?;
        let html = String::from_utf8_lossy(&bytes);
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let found = match compare(stage, "/saved", &html).await {
            Ok(found) => found,
            Err(error) if all => {
                println!("{name}: {error}");
                continue;
            }
            Err(error) => return Err(error),
        };
        let other = found.browser.len().max(found.native.len());
        (same, differing) = (same + found.same, differing + other);
        if other > 0 {
            println!(
                "{name}: {} same; browser {:?}; native {:?}",
                found.same,
                short(&found.browser),
                short(&found.native)
            );
        }
        if other * 1_000 > (found.same + other) * TOLERATED {
            bad.push(name);
        }
    }
    println!(
        "{}: {same} blocks are the same, {differing} differ; above what is tolerated: {bad:?}",
        stage.session.browser.name()
    );
    assert!(all || bad.is_empty(), "{bad:?}");
    Ok(())
}

fn short(blocks: &[String]) -> Vec<String> {
    blocks.iter().take(6).map(|block| block.chars().take(90).collect()).collect()
}
