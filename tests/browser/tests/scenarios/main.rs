//! The built extension in Chromium and Firefox. `./build.sh test` builds it first; each scenario runs in a browser of its own.

mod asking;
mod blocks;
mod changing;
mod folding;
mod following;
mod hosts;
mod page;
mod reading;
