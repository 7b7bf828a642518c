//! `./build.sh pages DIR [--browser NAME] [--each N] [--skip N] [--runs N] [--costs] [--throttle N]`: saved pages, `.html` or `.html.gz`, in both browsers with the built
//! extension. One line for each page that is not what it was, that threw, where the browser's findings are not the native ones or a slice of ours was
//! long, in the best of so many runs; then a table. With `--costs` each page is opened again, without us and with us, and a second table tells what it costs.
//! With `--throttle` the page's own thread has so many times less of the processor, in Chromium alone, which can do that.

use flate2::read::GzDecoder;
use newsglass_browser_tests::Result;
use newsglass_browser_tests::pages::{Desk, RUNS, Visit, visit, weighed};
use newsglass_browser_tests::run::Stage;
use newsglass_browser_tests::server::Server;
use newsglass_browser_tests::session::{Browser, Options, Session};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Pages that one browser sees: a fresh one is not slower, one that has seen hundreds is.
const PAGES_A_BROWSER: usize = 40;

const HEAD: &str = "| browser | pages | marks | folds | changed | threw | findings differ | shifted | held over 50 ms | not read | longest slice, median, 95 %, worst | our time of both readings, median | second engine in the page |
|---|---|---|---|---|---|---|---|---|---|---|---|---|";

/// Shares are each page's own, and then the median.
const PRICES: &str = "| browser | pages | main thread without us, median | ours before the load event, share of that | ours in all, share of that | main thread with us, more than without | reports of about 1,500 words | memory that they add, median, 90 % |
|---|---|---|---|---|---|---|---|";

fn main() -> Result<ExitCode> {
    let mut arguments = std::env::args().skip(1);
    let mut folder = None;
    let (mut browsers, mut each, mut skip) = (vec![Browser::Chromium, Browser::Firefox], 1, 0);
    let (mut costs, mut runs, mut throttle) = (false, RUNS, 1.0);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--browser" => {
                let name = value()?;
                browsers.retain(|browser| browser.name() == name);
            }
            "--each" => each = value()?.parse()?,
            "--skip" => skip = value()?.parse()?,
            "--runs" => runs = value()?.parse()?,
            "--costs" => costs = true,
            "--throttle" => throttle = value()?.parse()?,
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
    let (mut table, mut prices) = (Vec::new(), Vec::new());
    let mut good = true;
    for browser in browsers {
        let mut visits = Vec::new();
        for part in files.chunks(PAGES_A_BROWSER) {
            visits.extend(runtime.block_on(part_of(browser, part, runs, costs, throttle))?);
        }
        good &= visits.iter().all(|visit| visit.wrong.is_empty());
        table.push(row(browser, &visits));
        prices.push(price(browser, &visits));
    }
    println!("\n{HEAD}");
    table.iter().for_each(|row| println!("{row}"));
    if costs {
        println!("\n{PRICES}");
        prices.iter().for_each(|row| println!("{row}"));
    }
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
async fn part_of(browser: Browser, files: &[PathBuf], runs: usize, costs: bool, throttle: f64) -> Result<Vec<Visit>> {
    let mut visits = Vec::new();
    let mut tries = 0;
    while visits.len() < files.len() {
        let options = Options { weighing: costs, ..Options::default() };
        let mut stage = Stage { session: Session::start(browser, &options).await?, server: Server::start()? };
        let desk = Desk::open(&stage.session).await?;
        if throttle != 1.0 {
            stage.session.throttle(throttle).await?;
        }
        while let Some(file) = files.get(visits.len()) {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let html = read(file)?;
            let seen =
                if costs { weighed(&stage, &desk, &html, runs).await } else { visit(&stage, &desk, &html, runs).await };
            let seen = match seen {
                Ok(seen) => seen,
                Err(error) => {
                    tries += 1;
                    if tries < 2 {
                        break;
                    }
                    Visit { wrong: vec![format!("not read: {error}")], ..Visit::default() }
                }
            };
            eprintln!(
                "{} {name}: {} marks, {} folds, {:?}, {:?}",
                browser.name(),
                seen.marks,
                seen.folds,
                seen.work,
                seen.time
            );
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
    let at = |share: f64, of: &dyn Fn(&Visit) -> Option<f64>| at(share, read.iter().filter_map(|visit| of(visit)));
    let longest = |visit: &Visit| Some(visit.work.longest);
    format!(
        "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {:.0}, {:.0}, {:.0} ms | {:.0} ms | {} |",
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
        visits.iter().filter(|visit| visit.host == "page").count(),
    )
}

fn at(share: f64, all: impl Iterator<Item = f64>) -> f64 {
    let mut all: Vec<f64> = all.collect();
    all.sort_by(f64::total_cmp);
    all.get((all.len().saturating_sub(1) as f64 * share) as usize).copied().unwrap_or_default()
}

fn price(browser: Browser, visits: &[Visit]) -> String {
    let times = || visits.iter().filter_map(|visit| visit.time);
    let memory = || visits.iter().filter_map(|visit| Some(visit.memory? as f64 / 1e6));
    format!(
        "| {} | {} | {:.0} ms | {:.2} % | {:.1} % | {:.1} % | {} | {:.1}, {:.1} MB |",
        browser.name(),
        times().count(),
        at(0.5, times().map(|time| time.own)),
        at(0.5, times().map(|time| time.loading / time.own * 100.0)),
        at(0.5, times().map(|time| time.ours / time.own * 100.0)),
        at(0.5, times().map(|time| (time.with - time.own) / time.own * 100.0)),
        memory().count(),
        at(0.5, memory()),
        at(0.9, memory()),
    )
}
