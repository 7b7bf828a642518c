//! The built extension in Chromium and Firefox. `./build.sh test` builds it first. Scenarios that start alike share browsers, one after
//! another; between them a browser is made again what it was at its start.

mod asking;
mod blocks;
mod card;
mod changing;
mod folding;
mod following;
mod harmless;
mod hostile;
mod hosts;
mod languages;
mod leaving;
mod look;
mod options;
mod own_pages;
mod page;
mod panel;
mod private;
mod reading;
mod requests;
mod sites;

fn main() -> std::process::ExitCode {
    let modules = [
        asking::scenarios,
        blocks::scenarios,
        card::scenarios,
        changing::scenarios,
        folding::scenarios,
        following::scenarios,
        harmless::scenarios,
        hostile::scenarios,
        hosts::scenarios,
        languages::scenarios,
        leaving::scenarios,
        look::scenarios,
        options::scenarios,
        own_pages::scenarios,
        panel::scenarios,
        private::scenarios,
        reading::scenarios,
        requests::scenarios,
        sites::scenarios,
    ];
    newsglass_browser_tests::run::run(modules.into_iter().flat_map(|scenarios| scenarios()).collect())
}
