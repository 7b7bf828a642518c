//! A browser with the built extension in it, driven over WebDriver. What the two browsers do differently is in here and in [`crate::launch`],
//! and nowhere else.

mod extension;

pub use crate::launch::{Browser, Options};
pub use extension::Departure;

use crate::cdp::Cdp;
use crate::launch::{DriverProcess, FIREFOX_UUID, HEIGHT, WIDTH, capabilities, downloads, fresh_folder};
use crate::{Result, memory};
use extension::own;
use serde_json::{Value, json};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId};
use tungstenite::http::Method;

/// Long enough for a loaded machine; a wait ends as soon as it can.
const PATIENCE: Duration = Duration::from_secs(20);

/// One running browser.
pub struct Session {
    /// Which it is.
    pub browser: Browser,
    /// WebDriver's side of it.
    pub driver: WebDriver,
    /// Id of the extension, as the browser knows it.
    pub id: String,
    /// The window that pages are opened in.
    pub tab: WindowHandle,
    /// Where the profile is.
    pub profile: PathBuf,
    server: DriverProcess,
    debugger: String,
    /// What the extension had stored and registered at the start.
    fresh: Value,
    /// Whether it can no longer be what it was at its start.
    spent: Cell<bool>,
}

impl Session {
    /// Starts a browser, installs the extension, waits for its welcome page and closes that.
    pub async fn start(browser: Browser, options: &Options) -> Result<Self> {
        let again = options.profile.is_some();
        let profile = options.profile.clone().unwrap_or_else(fresh_folder);
        std::fs::create_dir_all(&profile)?;
        let server = DriverProcess::start(browser, options.language())?;
        let capabilities = capabilities(browser, &profile, options)?;
        let driver = WebDriver::new(format!("http://127.0.0.1:{}", server.port), capabilities).await?;
        driver.set_script_timeout(PATIENCE).await?;
        let tab = driver.window().await?;
        let mut session = Self {
            browser,
            driver,
            id: String::new(),
            tab,
            profile,
            server,
            debugger: String::new(),
            fresh: Value::Null,
            spent: Cell::new(false),
        };
        match browser {
            Browser::Chromium => session.set_up_chromium().await?,
            Browser::Firefox => session.set_up_firefox(again).await?,
        }
        if !again {
            session.close_welcome().await?;
        }
        if !options.as_installed && !again {
            session.run_everywhere().await?;
            session.fresh = session.state().await?;
        }
        // A welcome page that is closed while it loads makes Firefox complain.
        session.complaints().await?;
        Ok(session)
    }

    /// Address of a page of the extension, such as `popup.html`.
    pub fn page(&self, path: &str) -> String {
        match self.browser {
            Browser::Chromium => format!("chrome-extension://{}/{path}", self.id),
            Browser::Firefox => format!("moz-extension://{FIREFOX_UUID}/{path}"),
        }
    }

    /// Firefox's own find-in-page.
    pub async fn find_in_page(&self, text: &str) -> Result {
        let script = "const [text, done] = arguments;
            const window = Services.wm.getMostRecentWindow('navigator:browser');
            const { finder } = window.gBrowser.selectedBrowser;
            finder.addResultListener({ onFindResult(result) { finder.removeResultListener(this); done(result.result === Ci.nsITypeAheadFind.FIND_NOTFOUND ? 'not found' : null); } });
            finder.fastFind(text, false, false);";
        self.in_chrome_async(script, vec![text.into()]).await
    }

    /// Opens an address in the tab for pages.
    pub async fn open(&self, url: &str) -> Result {
        self.driver.switch_to_window(self.tab.clone()).await?;
        self.driver.goto(url).await?;
        Ok(())
    }

    /// Opens an address in a new tab and stays there.
    pub async fn open_beside(&self, url: &str) -> Result<WindowHandle> {
        let window = self.driver.new_tab().await?;
        self.driver.switch_to_window(window.clone()).await?;
        self.driver.goto(url).await?;
        Ok(window)
    }

    /// Runs the body of a function in the page and gives what it returns.
    pub async fn eval(&self, script: &str) -> Result<Value> {
        Ok(self.driver.execute(script, vec![]).await?.json().clone())
    }

    /// Asks until there is an answer, or says what never came.
    pub async fn until<T>(&self, what: &str, ask: impl AsyncFn() -> Result<Option<T>>) -> Result<T> {
        let start = Instant::now();
        loop {
            let last = match ask().await {
                Ok(Some(answer)) => return Ok(answer),
                Ok(None) => String::new(),
                Err(error) => format!(" ({error})"),
            };
            if start.elapsed() > PATIENCE {
                return Err(format!("waited {} s in vain until {what}{last}", PATIENCE.as_secs()).into());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Evaluates in the page until the answer is true; says the last answer if it never is.
    pub async fn until_true(&self, what: &str, script: &str) -> Result {
        self.until(what, async || match self.eval(script).await? {
            Value::Bool(true) => Ok(Some(())),
            other => Err(format!("the page says {other}").into()),
        })
        .await
    }

    /// Waits until a file with this ending was saved, and gives its text.
    pub async fn saved(&self, ending: &str) -> Result<String> {
        self.until(&format!("a {ending} file is saved"), async || {
            let Ok(mut files) = std::fs::read_dir(downloads(&self.profile)) else { return Ok(None) };
            let file =
                files.find_map(|file| Some(file.ok()?.path()).filter(|path| path.to_string_lossy().ends_with(ending)));
            let text = file.map(std::fs::read_to_string).transpose()?;
            // Firefox makes an empty file first, and fills another.
            Ok(text.filter(|text| !text.is_empty()))
        })
        .await
    }

    /// Runs a script with the rights of Firefox itself; its last argument tells the result.
    pub(crate) async fn chrome_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.driver.handle().cmd(MozContext("chrome")).await?;
        let result = self.driver.execute_async(script, arguments).await;
        self.driver.handle().cmd(MozContext("content")).await?;
        Ok(result?.json().clone())
    }

    pub(crate) async fn in_chrome_async(&self, script: &str, arguments: Vec<Value>) -> Result {
        match self.chrome_async(script, arguments).await? {
            Value::Null => Ok(()),
            error => Err(error.to_string().into()),
        }
    }

    /// What the browser's console has of our scripts' exceptions since it was asked last.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let ours = self.page("");
        let mut all: Vec<String> = match self.browser {
            Browser::Chromium => {
                let log = self.raw(Method::POST, "se/log", Some(json!({"type": "browser"}))).await?;
                let entries = log.as_array().cloned().unwrap_or_default();
                let severe = entries.iter().filter(|entry| entry["level"] == "SEVERE");
                severe.filter_map(|entry| entry["message"].as_str().map(str::to_owned)).collect()
            }
            Browser::Firefox => {
                let script = "const done = arguments[0];
                    const all = Services.console.getMessageArray().filter(m => m instanceof Ci.nsIScriptError && !(m.flags & Ci.nsIScriptError.warningFlag));
                    Services.console.reset();
                    done(all.map(m => `${m.sourceName}:${m.lineNumber} ${m.errorMessage}`));";
                serde_json::from_value(self.chrome_async(script, vec![]).await?)?
            }
        };
        // What the page's own style asks for and its policy forbids is said of whoever had the style made: no exception of ours.
        let blocked = |message: &str| {
            message.contains("Content-Security-Policy: ")
                && message.contains("blocked the loading of a resource (img-src)")
        };
        // A page of ours that was closed before it was answered, the popup most of all.
        let closed = |message: &str| message.contains("Promise rejected after context unloaded");
        all.retain(|message| message.contains(&ours) && !blocked(message) && !closed(message));
        Ok(all)
    }

    /// Has the pages' processes let go of what nobody uses.
    pub async fn collect_garbage(&self) -> Result {
        match self.browser {
            Browser::Chromium => {
                let mut cdp = Cdp::connect(&self.debugger)?;
                cdp.send("Memory.simulatePressureNotification", json!({"level": "critical"}), None)?;
                for page in cdp.targets("page", |address| address.starts_with("http"))? {
                    cdp.in_target(&page, "HeapProfiler.collectGarbage", json!({}))?;
                }
            }
            Browser::Firefox => {
                let script = "const done = arguments[0];
                    for (let n = 0; n < 3; n++) Services.obs.notifyObservers(null, 'memory-pressure', 'heap-minimize');
                    done(null);";
                self.in_chrome_async(script, vec![]).await?;
            }
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
        Ok(())
    }

    /// The processes in which pages of sites are, and no others.
    pub async fn page_processes(&self) -> Result<Vec<u32>> {
        match self.browser {
            Browser::Chromium => memory::processes(self.server.process.id(), |command| {
                command.contains("--type=renderer") && !command.contains("--extension-process")
            }),
            Browser::Firefox => {
                let script = "const done = arguments[0];
                    const pages = Services.wm.getMostRecentWindow('navigator:browser').gBrowser.browsers.filter(({remoteType}) => remoteType?.startsWith('web'));
                    done([...new Set(pages.map(page => page.browsingContext.currentWindowGlobal?.osPid ?? 0))].filter(pid => pid > 0));";
                Ok(serde_json::from_value(self.chrome_async(script, vec![]).await?)?)
            }
        }
    }

    /// The processes in which the extension is.
    pub async fn own_processes(&self) -> Result<Vec<u32>> {
        memory::processes(self.server.process.id(), |command| match self.browser {
            Browser::Chromium => command.contains("--extension-process"),
            Browser::Firefox => command.contains("-contentproc") && command.contains(" extension "),
        })
    }

    /// Saves what is to be seen in the current tab.
    pub async fn save_picture(&self, file: &Path) -> Result {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, self.driver.screenshot_as_png().await?)?;
        Ok(())
    }

    /// Saves the whole page of the current tab, what is below the window's edge too.
    pub async fn save_whole_picture(&self, file: &Path) -> Result {
        let height = self.eval("return document.documentElement.scrollHeight").await?.as_u64().unwrap_or(1600);
        // The window is made as high as its page, and what the browser itself takes of it.
        self.driver.set_window_rect(0, 0, WIDTH, u32::try_from(height.min(8000) + 150)?).await?;
        self.save_picture(file).await
    }

    /// Makes it again what it was after its start: one empty tab, nothing stored or saved, a console without a word. False where that cannot be.
    pub async fn renew(&mut self) -> Result<bool> {
        if self.spent.get() {
            return Ok(false);
        }
        // A tab of its own, as what was emulated is of the tab.
        let before = self.driver.windows().await?;
        self.tab = self.driver.new_tab().await?;
        for window in before {
            self.driver.switch_to_window(window).await?;
            self.driver.close_window().await?;
        }
        self.driver.switch_to_window(self.tab.clone()).await?;
        match self.browser {
            Browser::Chromium => {
                // The side panel, and whatever else the driver does not count among its windows.
                let ours = self.page("");
                let mut cdp = Cdp::connect(&self.debugger)?;
                for target in cdp.targets("page", |address| address.starts_with(&ours))? {
                    cdp.send("Target.closeTarget", json!({"targetId": target}), None)?;
                }
            }
            Browser::Firefox => {
                let script = "const done = arguments[0];
                    Services.wm.getMostRecentWindow('navigator:browser').SidebarController.hide();
                    done(null);";
                self.in_chrome_async(script, vec![]).await?;
            }
        }
        self.driver.set_window_rect(0, 0, WIDTH, HEIGHT).await?;
        let restore = format!(
            "(async () => {{
                const stored = {};
                await Promise.all([api.storage.session.clear(), api.storage.sync.clear(), api.storage.local.set(stored)]);
                const more = Object.keys(await api.storage.local.get(null)).filter(key => !Object.hasOwn(stored, key));
                for (const key of more) await api.storage.local.remove(key);
            }})()",
            own(&self.fresh["stored"])
        );
        self.in_extension(&restore).await?;
        self.until("the extension is as it was", async || Ok((self.state().await? == self.fresh).then_some(())))
            .await?;
        let _ = std::fs::remove_dir_all(downloads(&self.profile));
        self.complaints().await?;
        Ok(true)
    }

    /// Ends the browser and gives its profile, to be used again.
    pub async fn quit(&mut self) -> Result<PathBuf> {
        self.driver.clone().quit().await?;
        self.server.end();
        Ok(self.profile.clone())
    }

    /// Ends the browser and starts it again with the same profile.
    pub async fn restart(&mut self) -> Result {
        let profile = Some(self.quit().await?);
        *self = Self::start(self.browser, &Options { profile, ..Options::default() }).await?;
        self.spent.set(true);
        Ok(())
    }
}

/// geckodriver's switch between the page and the browser around it.
#[derive(Debug)]
struct MozContext(&'static str);

impl FormatRequestData for MozContext {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("/session/{session}/moz/context")).add_body(json!({"context": self.0}))
    }
}
