//! `./build.sh pages DIR [--browser NAME] [--each N] [--skip N]`: saved pages, `.html` or `.html.gz`, in both browsers with the built extension. One line
//! for each page that is not what it was, that threw, where the browser's findings are not the native ones or a slice of ours was long; then a table.

use flate2::read::GzDecoder;
use newsglass_browser_tests::Result;
use newsglass_browser_tests::pages::{Desk, Visit, visit};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::server::Server;
use newsglass_browser_tests::session::{Browser, Options, Session};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Pages that one browser sees: a fresh one is not slower, one that has seen hundreds is.
const PAGES_A_BROWSER: usize = 40;

fn main() -> Result<ExitCode> {
    let mut arguments = std::env::args().skip(1);
    let mut folder = None;
    let (mut browsers, mut each, mut skip) = (vec![Browser::Chromium, Browser::Firefox], 1, 0);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--browser" => {
                let name = value()?;
                browsers.retain(|browser| browser.name() == name);
            }
            "--each" => each = value()?.parse()?,
            "--skip" => skip = value()?.parse()?,
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let folder = folder.ok_or("name the folder with the pages")?;
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder)?.flatten().map(|entry| entry.path()).filter(|path| is_page(path)).collect();
    files.sort();
    let files: Vec<PathBuf> = files.into_iter().skip(skip).step_by(each).collect();
    if files.is_empty() || browsers.is_empty() {
        return Err(format!("no pages in {}, or no such browser", folder.display()).into());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut table = Vec::new();
    let mut good = true;
    for browser in browsers {
        let mut visits = Vec::new();
        for part in files.chunks(PAGES_A_BROWSER) {
            visits.extend(runtime.block_on(part_of(browser, part))?);
        }
        good &= visits.iter().all(|visit| visit.wrong.is_empty());
        table.push(row(browser, &visits));
    }
    println!(
        "\n| browser | pages | marks | folds | changed | threw | findings differ | shifted | held over 50 ms | not read | longest slice, median, 95 %, worst | our time, median | memory added, median | engine in the background |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    table.iter().for_each(|row| println!("{row}"));
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn is_page(path: &Path) -> bool {
    let name = path.to_string_lossy();
    [".html", ".htm", ".html.gz"].iter().any(|ending| name.ends_with(ending))
}

fn read(path: &Path) -> Result<String> {
    let mut bytes = std::fs::read(path)?;
    if path.extension().is_some_and(|ending| ending == "gz") {
        let packed = std::mem::take(&mut bytes);
        GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes)?;
    }
    Ok(newsglass::html::decode(&bytes).0)
}

/// Some pages in one browser. A page that ends the browser is tried again in another one, and is bad then.
async fn part_of(browser: Browser, files: &[PathBuf]) -> Result<Vec<Visit>> {
    let mut visits = Vec::new();
    let mut tries = 0;
    while visits.len() < files.len() {
        let mut stage =
            Stage { session: Session::start(browser, &Options::default()).await?, server: Server::start()? };
        let desk = Desk::open(&stage.session).await?;
        while let Some(file) = files.get(visits.len()) {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let seen = match visit(&stage, &desk, &read(file)?).await {
                Ok(seen) => seen,
                Err(error) => {
                    tries += 1;
                    if tries < 2 {
                        break;
                    }
                    Visit { wrong: vec![format!("not read: {error}")], ..Visit::default() }
                }
            };
            for wrong in &seen.wrong {
                println!("{} {name}: {wrong}", browser.name());
            }
            tries = 0;
            visits.push(seen);
        }
        match stage.session.quit().await {
            Ok(profile) => drop(std::fs::remove_dir_all(profile)),
            Err(error) => eprintln!("{}: {error}", browser.name()),
        }
    }
    Ok(visits)
}

fn row(browser: Browser, visits: &[Visit]) -> String {
    let with = |beginnings: &[&str]| {
        let is = |wrong: &String| beginnings.iter().any(|beginning| wrong.starts_with(beginning));
        visits.iter().filter(|visit| visit.wrong.iter().any(is)).count()
    };
    let read: Vec<&Visit> = visits.iter().filter(|visit| visit.work.slices > 0).collect();
    let at = |share: f64, of: &dyn Fn(&Visit) -> Option<f64>| {
        let mut all: Vec<f64> = read.iter().filter_map(|visit| of(visit)).collect();
        all.sort_by(f64::total_cmp);
        all.get(((all.len().saturating_sub(1)) as f64 * share) as usize).copied().unwrap_or_default()
    };
    let longest = |visit: &Visit| Some(visit.work.longest);
    format!(
        "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {:.0}, {:.0}, {:.0} ms | {:.0} ms | {:.1} MB | {} |",
        browser.name(),
        visits.len(),
        visits.iter().map(|visit| visit.marks).sum::<usize>(),
        visits.iter().map(|visit| visit.folds).sum::<usize>(),
        with(&["its source", "its text", "something is left", "highlights"]),
        with(&["threw"]),
        with(&["marks differ", "bars say"]),
        with(&["its layout"]),
        with(&["held"]),
        with(&["not read", "the page's state"]),
        at(0.5, &longest),
        at(0.95, &longest),
        at(1.0, &longest),
        at(0.5, &|visit| Some(visit.work.total)),
        at(0.5, &|visit| Some(visit.memory? as f64 / 1e6)),
        visits.iter().filter(|visit| visit.host == "background").count(),
    )
}
