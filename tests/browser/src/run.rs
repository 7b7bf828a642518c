//! Runs scenarios in the browsers, and keeps a picture of what went wrong.

use crate::server::Server;
use crate::session::{Browser, Options, Session};
use crate::{Result, root};
use libtest_mimic::{Arguments, Failed, Trial};
use std::panic::AssertUnwindSafe;
use std::process::ExitCode;
use std::sync::{LazyLock, Mutex, PoisonError};
use tokio::runtime::{Builder, Runtime};

/// Browsers at a time: more only wait for one another on the two cores that continuous integration has.
const AT_ONCE: usize = 2;
/// Scenarios that one browser plays, one after another.
const IN_A_ROW: usize = 12;

/// One for all, as a browser that goes on keeps its connections.
static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("threads"));
/// Browsers that are as after their start, with the scenarios that each has played.
static IDLE: Mutex<Vec<(Session, usize)>> = Mutex::new(Vec::new());

/// What a scenario has: a browser with the extension in it, and a web server for its pages.
pub struct Stage {
    /// The browser.
    pub session: Session,
    /// The server.
    pub server: Server,
}

/// Runs tests as `cargo test` asks for, and ends the browsers.
pub fn run(trials: Vec<Trial>) -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(AT_ONCE);
    let conclusion = libtest_mimic::run(&arguments, trials);
    let idle = std::mem::take(&mut *IDLE.lock().unwrap_or_else(PoisonError::into_inner));
    for (session, _) in idle {
        RUNTIME.block_on(end(session));
    }
    conclusion.exit_code()
}

/// Runs a scenario. It fails by returning an error or by panicking, twice: a browser on a busy machine may end by itself, or take longer than
/// anyone waits, and the second try, in a fresh browser, says so in the output. Each failure leaves a picture in `dist/failures`.
pub fn scenario(
    name: &str,
    browser: Browser,
    options: &Options,
    play: impl AsyncFn(&mut Stage) -> Result,
) -> std::result::Result<(), Failed> {
    let idle = if is_usual(options) { idle(browser) } else { None };
    let Err(first) = RUNTIME.block_on(attempt(name, browser, options, &play, idle)) else { return Ok(()) };
    eprintln!("{name} in {}: {first}; once more, in a fresh browser", browser.name());
    RUNTIME.block_on(attempt(name, browser, options, &play, None)).map_err(|error| error.to_string().into())
}

async fn attempt(
    name: &str,
    browser: Browser,
    options: &Options,
    play: &impl AsyncFn(&mut Stage) -> Result,
    idle: Option<(Session, usize)>,
) -> Result {
    let (session, played) = match idle {
        Some(idle) => idle,
        None => (Session::start(browser, options).await?, 0),
    };
    let mut stage = Stage { session, server: Server::start()? };
    let outcome = caught(play(&mut stage)).await;
    if outcome.is_err() {
        let file = root().join(format!("dist/failures/{name}-{}.png", browser.name()));
        if stage.session.save_picture(&file).await.is_ok() {
            eprintln!("picture: {}", file.display());
        }
    }
    let mut session = stage.session;
    let goes_on = outcome.is_ok() && is_usual(options) && played + 1 < IN_A_ROW;
    // One that cannot be renewed has told what it had to tell.
    if goes_on && session.renew().await.unwrap_or(false) {
        IDLE.lock().unwrap_or_else(PoisonError::into_inner).push((session, played + 1));
    } else {
        end(session).await;
    }
    outcome
}

/// Whether a browser that starts so can play other scenarios, too.
fn is_usual(options: &Options) -> bool {
    *options == Options::default()
}

fn idle(browser: Browser) -> Option<(Session, usize)> {
    let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
    let found = idle.iter().position(|(session, _)| session.browser == browser)?;
    Some(idle.swap_remove(found))
}

/// Ends a browser. What one that ended by itself leaves is no scenario's failure.
async fn end(mut session: Session) {
    if let Ok(profile) = session.quit().await {
        let _ = std::fs::remove_dir_all(profile);
    }
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

/// Tests of this name for either browser, as `MODULE::BROWSER::NAME`.
pub fn for_both(
    module: &str,
    name: &str,
    test: impl Fn(Browser) -> std::result::Result<(), Failed> + Clone + Send + 'static,
) -> Vec<Trial> {
    let module = module.rsplit("::").next().unwrap_or(module);
    let trial = |browser: Browser| {
        let test = test.clone();
        Trial::test(format!("{module}::{}::{name}", browser.name()), move || test(browser))
    };
    vec![trial(Browser::Chromium), trial(Browser::Firefox)]
}

/// Declares a module's scenarios, each as a test for either browser: `scenarios! { name, other(Options { … }) }`. The function `scenarios` gives
/// them.
#[macro_export]
macro_rules! scenarios {
    ($($(#[$doc:meta])* $name:ident $(($options:expr))?),* $(,)?) => {
        /// What is played here.
        pub fn scenarios() -> Vec<libtest_mimic::Trial> {
            [$($crate::run::for_both(module_path!(), stringify!($name), |browser| {
                let options = $crate::scenarios!(@options $($options)?);
                $crate::run::scenario(stringify!($name), browser, &options, async |stage| $name(stage).await)
            })),*].into_iter().flatten().collect()
        }
    };
    (@options) => { $crate::session::Options::default() };
    (@options $options:expr) => { $options };
}
