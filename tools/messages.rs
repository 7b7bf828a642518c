//! Prints `_locales/en/messages.json`, which the build writes into the extension: `cargo run --example messages`.

fn main() {
    print!("{}", newsglass::texts::messages());
}
