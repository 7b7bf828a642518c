//! The native command: `newsglass annotate`, `newsglass rules`. What it does stands in `cli`.

#[cfg(not(target_arch = "wasm32"))]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::run()
}

/// Nothing: in a browser the library is what runs.
#[cfg(target_arch = "wasm32")]
fn main() {}
