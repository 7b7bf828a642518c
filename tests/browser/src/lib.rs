//! Runs the built extension in real browsers: what the tests in `tests/` and `tools/demo.rs` stand on.

pub mod cdp;
pub mod compare;
pub mod cost;
pub mod launch;
pub mod memory;
pub mod pages;
pub mod person;
pub mod picture;
pub mod proxy;
pub mod run;
pub mod server;
pub mod session;

/// Errors are for people to read in a test's output; nothing tells them apart.
pub type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The project's root folder.
pub fn root() -> std::path::PathBuf {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}
