//! The built extension in Chromium and Firefox. `./build.sh test` builds it first; each scenario runs in a browser of its own.

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
mod sites;
