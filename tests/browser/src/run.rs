//! Runs one scenario in one browser and keeps a picture of what went wrong.

use crate::server::Server;
use crate::session::{Browser, Options, Session};
use crate::{Result, root};
use std::io::Write;
use std::panic::AssertUnwindSafe;
use std::sync::{Condvar, Mutex, PoisonError};
use tokio::runtime::Builder;

/// Browsers at a time: more only wait for one another on the two cores that continuous integration has.
const AT_ONCE: usize = 2;
static RUNNING: Mutex<usize> = Mutex::new(0);
static ENDED: Condvar = Condvar::new();

/// What a scenario has: a browser with the extension in it, and a web server for its pages.
pub struct Stage {
    /// The browser.
    pub session: Session,
    /// The server.
    pub server: Server,
}

/// Runs a scenario. It fails by returning an error or by panicking, twice: a browser on a busy machine may end by itself, or take longer than
/// anyone waits, and the second try says so in the output. Each failure leaves a picture in `dist/failures`.
pub fn scenario(name: &str, browser: Browser, options: &Options, play: impl AsyncFn(&mut Stage) -> Result) {
    let _turn = Turn::wait();
    let Err(first) = attempt(name, browser, options, &play) else { return };
    // Past the test runner, which keeps what a test that passes in the end has printed to itself.
    let _ = writeln!(std::io::stderr(), "{name} in {}: {first}; once more, in a fresh browser", browser.name());
    if let Err(error) = attempt(name, browser, options, &play) {
        panic!("{name} in {}: {error}", browser.name());
    }
}

fn attempt(name: &str, browser: Browser, options: &Options, play: &impl AsyncFn(&mut Stage) -> Result) -> Result {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut stage = Stage { session: Session::start(browser, options).await?, server: Server::start()? };
        let outcome = caught(play(&mut stage)).await;
        if outcome.is_err() {
            let file = root().join(format!("dist/failures/{name}-{}.png", browser.name()));
            if stage.session.save_picture(&file).await.is_ok() {
                eprintln!("picture: {}", file.display());
            }
        }
        // What a browser that ended leaves is not the scenario's failure.
        if let Ok(profile) = stage.session.quit().await {
            let _ = std::fs::remove_dir_all(profile);
        }
        outcome
    })
}

/// Makes a panic an error, so that the browser is always ended.
async fn caught(play: impl Future<Output = Result>) -> Result {
    let mut play = Box::pin(play);
    std::future::poll_fn(move |context| {
        match std::panic::catch_unwind(AssertUnwindSafe(|| play.as_mut().poll(context))) {
            Ok(poll) => poll,
            Err(panic) => {
                let said = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
                std::task::Poll::Ready(Err(said.unwrap_or("it panicked, see above").into()))
            }
        }
    })
    .await
}

/// A permission to run a browser.
struct Turn;

impl Turn {
    fn wait() -> Self {
        let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let mut running =
            ENDED.wait_while(running, |running| *running >= AT_ONCE).unwrap_or_else(PoisonError::into_inner);
        *running += 1;
        Self
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        ENDED.notify_one();
    }
}

/// Declares scenarios, each as a test for either browser: `scenarios! { name, other(Options { … }) }`.
#[macro_export]
macro_rules! scenarios {
    ($($(#[$doc:meta])* $name:ident $(($options:expr))?),* $(,)?) => {
        mod chromium {
            #[allow(unused_imports)]
            use super::*;
            $($(#[$doc])* #[test] fn $name() { $crate::scenarios!(@run $name Chromium $($options)?); })*
        }
        mod firefox {
            #[allow(unused_imports)]
            use super::*;
            $($(#[$doc])* #[test] fn $name() { $crate::scenarios!(@run $name Firefox $($options)?); })*
        }
    };
    (@run $name:ident $browser:ident) => { $crate::scenarios!(@run $name $browser Default::default()) };
    (@run $name:ident $browser:ident $options:expr) => {
        $crate::run::scenario(stringify!($name), $crate::session::Browser::$browser, &$options, async |stage| super::$name(stage).await)
    };
}
