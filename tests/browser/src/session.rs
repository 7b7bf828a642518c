//! A browser with the built extension in it, driven over WebDriver. What the two browsers do differently is in this file and nowhere else.

use crate::cdp::Cdp;
use crate::{Result, memory, root};
use serde_json::{Value, json};
use std::cell::Cell;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::extensions::addons::firefox::FirefoxTools;
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId};
use tungstenite::http::Method;

/// Long enough for a loaded machine; a wait ends as soon as it can.
const PATIENCE: Duration = Duration::from_secs(20);
/// Of the window, in CSS pixels.
const WIDTH: u32 = 1200;
const HEIGHT: u32 = 1600;
/// The address that Firefox is told to give the extension.
const FIREFOX_UUID: &str = "6f1f6d0e-52a5-4a0c-9c0b-6e6577736773";

/// The browsers that the extension is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Debian's Chromium, or what `CHROMIUM` and `CHROMEDRIVER` name.
    Chromium,
    /// Debian's Firefox ESR, or what `FIREFOX` and `GECKODRIVER` name.
    Firefox,
}

impl Browser {
    /// Its name as in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }
}

/// How to start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Shows the browser's window.
    pub headed: bool,
    /// A profile to use again; a fresh one is made otherwise.
    pub profile: Option<PathBuf>,
    /// Leaves the extension as it is after installation: without any host permission, reading only what it is asked to.
    pub as_installed: bool,
    /// The port of a proxy on this machine that is asked for everything beyond it.
    pub proxy: Option<u16>,
    /// Language of the browser, as a tag ("de"); English otherwise.
    pub language: Option<String>,
    /// No process in reserve and no page kept for going back: what a page costs is weighed.
    pub weighing: bool,
}

impl Options {
    fn language(&self) -> &str {
        self.language.as_deref().unwrap_or("en-US")
    }
}

/// How an extension goes while pages are open.
#[derive(Clone, Copy, Debug)]
pub enum Departure {
    /// The reader switches it off among the browser's extensions; to pages it is the same as removed.
    Disabled,
    /// Ended and started again, as when another version takes its place.
    Updated,
}

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

    async fn set_up_chromium(&mut self) -> Result {
        let capabilities = serde_json::to_value(self.driver.handle().capabilities())?;
        self.debugger = capabilities["goog:chromeOptions"]["debuggerAddress"].as_str().unwrap_or_default().to_owned();
        self.driver.goto("chrome://extensions/").await?;
        let script = "const done = arguments[0];
            chrome.developerPrivate.getExtensionsInfo({}, all => done(all.filter(e => e.location === 'UNPACKED').map(e => e.id)[0] ?? null));";
        let id = self.until("Chromium loads the extension", async || {
            Ok(self.driver.execute_async(script, vec![]).await?.json().as_str().map(str::to_owned))
        });
        self.id = id.await?;
        Ok(())
    }

    async fn set_up_firefox(&mut self, again: bool) -> Result {
        if !again {
            let package = package(Browser::Firefox)?;
            // Not as a temporary one: those lose their storage with the browser.
            FirefoxTools::new(self.driver.handle().clone())
                .install_addon(&package.to_string_lossy(), Some(false))
                .await?;
        }
        self.id = firefox_id()?;
        Ok(())
    }

    /// The welcome page opens on installation, in a tab of its own. chromedriver does not count that among its windows.
    async fn close_welcome(&self) -> Result {
        let what = "the welcome page opens";
        if self.browser == Browser::Chromium {
            let welcome = self.page("welcome.html");
            let mut cdp = Cdp::connect(&self.debugger)?;
            let found =
                self.until(what, async || Cdp::connect(&self.debugger)?.target("page", |address| address == welcome));
            cdp.send("Target.closeTarget", json!({"targetId": found.await?}), None)?;
            return Ok(());
        }
        let extra =
            self.until(what, async || Ok(self.driver.windows().await?.into_iter().find(|window| *window != self.tab)));
        self.driver.switch_to_window(extra.await?).await?;
        self.driver.close_window().await?;
        self.driver.switch_to_window(self.tab.clone()).await?;
        Ok(())
    }

    /// Address of a page of the extension, such as `popup.html`.
    pub fn page(&self, path: &str) -> String {
        match self.browser {
            Browser::Chromium => format!("chrome-extension://{}/{path}", self.id),
            Browser::Firefox => format!("moz-extension://{FIREFOX_UUID}/{path}"),
        }
    }

    /// Gives the extension a host permission, as if the reader had agreed to its prompt.
    pub async fn grant(&self, pattern: &str) -> Result {
        match self.browser {
            Browser::Chromium => {
                self.driver.goto("chrome://extensions/").await?;
                let script = "const [id, pattern, done] = arguments;
                    chrome.developerPrivate.addHostPermission(id, pattern, () => done(chrome.runtime.lastError?.message ?? null));";
                let answer = self.driver.execute_async(script, vec![self.id.clone().into(), pattern.into()]).await?;
                match answer.json() {
                    Value::Null => Ok(()),
                    error => Err(format!("granting {pattern}: {error}").into()),
                }
            }
            Browser::Firefox => {
                let script = "const [id, pattern, done] = arguments;
                    const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
                    const { extension } = WebExtensionPolicy.getByID(id);
                    ExtensionPermissions.add(id, { permissions: [], origins: [pattern] }, extension).then(() => done(null), error => done(String(error)));";
                self.in_chrome_async(script, vec![self.id.clone().into(), pattern.into()]).await
            }
        }
    }

    /// What a reader does who wants Newsglass everywhere: presses that button of the welcome page. The prompt is answered beforehand.
    async fn run_everywhere(&self) -> Result {
        self.grant("*://*/*").await?;
        self.open(&self.page("welcome.html")).await?;
        self.until_true(
            "the welcome page can be used",
            "return document.querySelector('#everywhere')?.disabled === false",
        )
        .await?;
        self.driver.find(By::Css("#everywhere")).await?.click().await?;
        let registered = "(globalThis.wrappedJSObject?.browser ?? globalThis.browser ?? globalThis.chrome).scripting.getRegisteredContentScripts()";
        self.until("the content scripts are registered", async || {
            let script = format!(
                "const done = arguments[0]; {registered}.then(all => done(all.length), error => done(String(error)))"
            );
            match self.driver.execute_async(script, vec![]).await?.json() {
                Value::Number(number) if number.as_u64() > Some(0) => Ok(Some(())),
                other => Err(format!("there are {other}").into()),
            }
        })
        .await
    }

    /// Has the extension go while pages are open. It is not there for the driver afterwards.
    pub async fn depart(&self, departure: Departure) -> Result {
        self.spent.set(true);
        match self.browser {
            Browser::Chromium => {
                let window = self.open_beside("chrome://extensions/").await?;
                let script = match departure {
                    Departure::Disabled => {
                        "const [id, done] = arguments; chrome.management.setEnabled(id, false, () => done(chrome.runtime.lastError?.message ?? null))"
                    }
                    // Outside of the developer mode it would not come back.
                    Departure::Updated => {
                        "const [id, done] = arguments; chrome.developerPrivate.updateProfileConfiguration({inDeveloperMode: true}, () =>
                            chrome.developerPrivate.reload(id, {failQuietly: true}, () => done(chrome.runtime.lastError?.message ?? null)))"
                    }
                };
                let answer = self.driver.execute_async(script, vec![self.id.clone().into()]).await?;
                self.driver.switch_to_window(window).await?;
                self.driver.close_window().await?;
                self.driver.switch_to_window(self.tab.clone()).await?;
                match answer.json() {
                    Value::Null => Ok(()),
                    error => Err(format!("{departure:?}: {error}").into()),
                }
            }
            Browser::Firefox => {
                let script = format!(
                    "const [id, done] = arguments;
                    const {{ AddonManager }} = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
                    AddonManager.getAddonByID(id).then(addon => addon.{}()).then(() => done(null), error => done(String(error)));",
                    match departure {
                        Departure::Disabled => "disable",
                        Departure::Updated => "reload",
                    }
                );
                self.in_chrome_async(&script, vec![self.id.clone().into()]).await
            }
        }
    }

    /// Evaluates an expression over `api`, the extension's own interface to the browser, in a page of the extension beside the others.
    pub async fn in_extension(&self, expression: &str) -> Result<Value> {
        let window = self.open_beside(&self.page("options.html")).await?;
        let script = format!(
            "const done = arguments[0];
            const api = globalThis.wrappedJSObject?.browser ?? globalThis.browser ?? globalThis.chrome;
            (async () => {expression})().then(value => done({{value}}), error => done({{error: String(error)}}))"
        );
        let answer = self.driver.execute_async(script, vec![]).await;
        self.driver.switch_to_window(window).await?;
        self.driver.close_window().await?;
        self.driver.switch_to_window(self.tab.clone()).await?;
        let answer = answer?.json().clone();
        match answer.get("error") {
            Some(error) => Err(format!("{expression}: {error}").into()),
            None => Ok(answer.get("value").cloned().unwrap_or_default()),
        }
    }

    /// What the extension has stored, and where its scripts run.
    async fn state(&self) -> Result<Value> {
        let state = "Promise.all([api.storage.local.get(null), api.scripting.getRegisteredContentScripts()])
            .then(([stored, scripts]) => JSON.stringify({stored, matches: scripts.map(({matches}) => matches)}))";
        let state = self.in_extension(state).await?;
        Ok(serde_json::from_str(state.as_str().unwrap_or_default())?)
    }

    /// Writes settings past the extension, as another version of it may have left them.
    pub async fn store_settings(&self, settings: &Value) -> Result {
        let set = format!("api.storage.local.set({})", own(&json!({ "settings": settings })));
        self.in_extension(&set).await.map(drop)
    }

    /// The badge on the toolbar button for the page at an address.
    pub async fn badge(&self, url: &str) -> Result<String> {
        let url = serde_json::to_string(url)?;
        let expression = format!(
            "api.tabs.query({{}}).then(tabs => api.action.getBadgeText({{tabId: tabs.find(tab => tab.url === {url}).id}}))"
        );
        Ok(self.in_extension(&expression).await?.as_str().unwrap_or_default().to_owned())
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

    /// Clicks the toolbar button, really, while the tab for pages is in front. The popup opens.
    pub async fn click_toolbar_button(&self) -> Result {
        match self.browser {
            Browser::Chromium => {
                let url = self.driver.current_url().await?.to_string();
                let mut cdp = Cdp::connect(&self.debugger)?;
                let tab =
                    cdp.target("tab", |address| address == url)?.ok_or("the tab is not among DevTools' targets")?;
                cdp.send("Extensions.triggerAction", json!({"id": self.id, "targetId": tab}), None)?;
                Ok(())
            }
            Browser::Firefox => {
                let script = "const [id, done] = arguments;
                    const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
                    const action = ExtensionParent.apiManager.global.browserActionFor(WebExtensionPolicy.getByID(id).extension);
                    const window = Services.wm.getMostRecentWindow('navigator:browser');
                    Promise.resolve(action.triggerAction(window)).then(() => done(null), error => done(String(error)));";
                self.in_chrome_async(script, vec![self.id.clone().into()]).await
            }
        }
    }

    /// Evaluates an expression in the real popup, once that is there and the expression is not null.
    pub async fn in_popup(&self, expression: &str) -> Result<Value> {
        let expression = &format!("document.readyState === 'complete' ? ({expression}) : null");
        self.until(&format!("the popup answers {expression}"), async || {
            let answer = match self.browser {
                Browser::Chromium => {
                    let mut cdp = Cdp::connect(&self.debugger)?;
                    let popup = self.page("popup.html");
                    let Some(target) = cdp.target("page", |address| address.starts_with(&popup))? else {
                        return Ok(None);
                    };
                    cdp.evaluate(&target, expression)?
                }
                Browser::Firefox => {
                    let popup = "window.document.querySelector('browser[webextension-view-type=popup]')";
                    self.in_firefox(popup, "/popup.html", expression).await?
                }
            };
            Ok(if answer.is_null() { None } else { Some(answer) })
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

    /// Evaluates an expression in the real side panel, once that is there and the expression is not null.
    pub async fn in_panel(&self, expression: &str) -> Result<Value> {
        let expression = &format!("document.readyState === 'complete' ? ({expression}) : null");
        self.until(&format!("the side panel answers {expression}"), async || {
            let answer = match self.browser {
                Browser::Chromium => {
                    let mut cdp = Cdp::connect(&self.debugger)?;
                    let panel = self.page("panel.html");
                    let Some(target) = cdp.target("page", |address| address.starts_with(&panel))? else {
                        let all = cdp.send("Target.getTargets", json!({"filter": [{}]}), None)?;
                        return Err(format!("the targets are {all}").into());
                    };
                    cdp.evaluate(&target, expression)?
                }
                Browser::Firefox => {
                    let panel =
                        "window.document.getElementById('sidebar')?.contentDocument?.getElementById('webext-panels-browser')";
                    self.in_firefox(panel, "/panel.html", expression).await?
                }
            };
            Ok(if answer.is_null() { None } else { Some(answer) })
        })
        .await
    }

    /// Evaluates an expression in a page of the extension that stands in Firefox's own window, in the `browser` that `find` finds there; null
    /// until that shows the page with this path.
    async fn in_firefox(&self, find: &str, path: &str, expression: &str) -> Result<Value> {
        // It is in another process: a frame script carries the expression there and the answer back.
        let script = format!(
            "const [path, expression, done] = arguments;
            const window = Services.wm.getMostRecentWindow('navigator:browser');
            const shown = {find};
            if (!shown || !shown.currentURI.spec.includes(path)) return done({{}});
            const manager = shown.messageManager;
            // One that is still on its way to its page loses the question: it is asked again.
            window.setTimeout(() => done({{}}), 2000);
            const name = 'newsglass-test-' + Math.random();
            manager.addMessageListener(name, function heard(message) {{ manager.removeMessageListener(name, heard); done(message.data); }});
            const body = `(async () => {{
              try {{ sendAsyncMessage(${{JSON.stringify(name)}}, {{value: await Cu.evalInSandbox(${{JSON.stringify(expression)}}, new Cu.Sandbox(content, {{sandboxPrototype: content, wantXrays: false}}))}}); }}
              catch (error) {{ sendAsyncMessage(${{JSON.stringify(name)}}, {{error: String(error)}}); }}
            }})()`;
            manager.loadFrameScript('data:text/javascript;charset=utf-8,' + encodeURIComponent(body), false);"
        );
        let answer = self.chrome_async(&script, vec![path.into(), expression.into()]).await?;
        match answer.get("error") {
            Some(error) => Err(format!("{error}").into()),
            None => Ok(answer.get("value").cloned().unwrap_or(Value::Null)),
        }
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

/// An expression for a value in a page of the extension: objects of the driver's own would not be cloned in Firefox.
fn own(value: &Value) -> String {
    format!("(globalThis.wrappedJSObject ?? globalThis).JSON.parse({})", Value::from(value.to_string()))
}

/// geckodriver's switch between the page and the browser around it.
#[derive(Debug)]
struct MozContext(&'static str);

impl FormatRequestData for MozContext {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("/session/{session}/moz/context")).add_body(json!({"context": self.0}))
    }
}

/// The built extension: a folder for Chromium, the package for Firefox.
fn package(browser: Browser) -> Result<PathBuf> {
    let dist = root().join("dist");
    let found = match browser {
        Browser::Chromium => Some(dist.join("chrome")).filter(|folder| folder.join("manifest.json").is_file()),
        Browser::Firefox => std::fs::read_dir(&dist).ok().and_then(|mut files| {
            files.find_map(|file| {
                Some(file.ok()?.path()).filter(|path| path.to_string_lossy().ends_with("-firefox.zip"))
            })
        }),
    };
    found
        .ok_or_else(|| format!("no extension for {browser:?} in {}: run ./build.sh build first", dist.display()).into())
}

fn firefox_id() -> Result<String> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(root().join("dist/firefox/manifest.json"))?)?;
    Ok(manifest["browser_specific_settings"]["gecko"]["id"]
        .as_str()
        .ok_or("the manifest names no id for Firefox")?
        .to_owned())
}

/// A new folder under target/, which is never on a file system without room, as /tmp may be.
fn fresh_folder() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = root().join(format!("target/browser-profiles/{}-{number}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

/// Where a browser with this profile saves what it is told to.
fn downloads(profile: &Path) -> PathBuf {
    profile.join("downloads")
}

fn capabilities(browser: Browser, profile: &Path, options: &Options) -> Result<Capabilities> {
    let capabilities = match browser {
        Browser::Chromium => {
            let mut arguments: Vec<String> = [
                // As root, and in containers with a small /dev/shm.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                // Nothing on the network but the test's own pages.
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-quic",
                "--no-first-run",
                "--no-default-browser-check",
                "--force-device-scale-factor=1",
            ]
            .map(str::to_owned)
            .into();
            arguments.push(format!("--window-size={WIDTH},{HEIGHT}"));
            arguments.push(format!("--lang={}", options.language()));
            if !options.headed {
                arguments.push("--headless=new".into());
            }
            // Nobody answers at port 9; addresses of this machine are asked directly all the same.
            arguments.push(format!("--proxy-server=127.0.0.1:{}", options.proxy.unwrap_or(9)));
            arguments.push(format!("--load-extension={}", package(browser)?.display()));
            arguments.push(format!("--user-data-dir={}", profile.display()));
            // Newer ones load extensions from the command line only where this feature is off.
            let mut without = "--disable-features=DisableLoadExtensionCommandLineSwitch".to_owned();
            if options.weighing {
                without += ",BackForwardCache,SpareRendererForSitePerProcess";
            }
            arguments.push(without);
            let binary = std::env::var("CHROMIUM").unwrap_or("/usr/lib/chromium/chromium".into());
            let prefs =
                json!({"download.default_directory": downloads(profile), "download.prompt_for_download": false});
            json!({"browserName": "chrome", "goog:loggingPrefs": {"browser": "ALL"}, "goog:chromeOptions": {"binary": binary, "args": arguments, "prefs": prefs}})
        }
        Browser::Firefox => {
            let mut arguments = vec!["-profile".to_owned(), profile.display().to_string()];
            arguments.extend([format!("--width={WIDTH}"), format!("--height={HEIGHT}")]);
            if !options.headed {
                arguments.push("-headless".into());
            }
            let language = options.language();
            let mut firefox = json!({
                "args": arguments,
                "prefs": {
                    "extensions.webextensions.uuids": json!({firefox_id()?: FIREFOX_UUID}).to_string(),
                    "extensions.webextOptionalPermissionPrompts": false,
                    "xpinstall.signatures.required": false,
                    "app.update.disabledForTesting": true,
                    "browser.download.folderList": 2,
                    "browser.download.dir": downloads(profile),
                    "intl.accept_languages": language,
                    // Debian has the languages in packages of their own (build.sh installs them).
                    "intl.locale.requested": language,
                    "layout.css.devPixelsPerPx": "1.0",
                },
            });
            if options.weighing {
                firefox["prefs"]["dom.ipc.processPrelaunch.enabled"] = false.into();
                firefox["prefs"]["browser.sessionhistory.max_total_viewers"] = 0.into();
            }
            let port = options.proxy.unwrap_or(9);
            for (name, value) in [
                ("type", json!(1)),
                ("http", json!("127.0.0.1")),
                ("http_port", json!(port)),
                ("ssl", json!("127.0.0.1")),
                ("ssl_port", json!(port)),
            ] {
                firefox["prefs"][format!("network.proxy.{name}")] = value;
            }
            let binary = std::env::var("FIREFOX").unwrap_or("/usr/bin/firefox-esr".into());
            firefox["binary"] = binary.into();
            json!({"browserName": "firefox", "moz:firefoxOptions": firefox})
        }
    };
    Ok(serde_json::from_value(capabilities)?)
}

/// chromedriver or geckodriver, with all that they start.
struct DriverProcess {
    process: Child,
    ended: bool,
    port: u16,
}

impl DriverProcess {
    /// Times that a driver is started anew which ends without a port: chromedriver takes a free one of IPv4 for IPv6 as well, and gives up
    /// where somebody was quicker there.
    const TRIES: u32 = 6;

    fn start(browser: Browser, language: &str) -> Result<Self> {
        let mut tries = 1;
        loop {
            match Self::start_once(browser, language) {
                Err(error) if tries < Self::TRIES => eprintln!("{error}; tried again"),
                outcome => return outcome,
            }
            std::thread::sleep(Duration::from_millis(200) * tries);
            tries += 1;
        }
    }

    fn start_once(browser: Browser, language: &str) -> Result<Self> {
        let local = root().join(".tools/bin/geckodriver");
        let (variable, name, arguments) = match browser {
            Browser::Chromium => ("CHROMEDRIVER", "chromedriver".to_owned(), ["--port=0"].as_slice()),
            Browser::Firefox => {
                let name = if local.exists() { local.display().to_string() } else { "geckodriver".into() };
                ("GECKODRIVER", name, ["--port", "0", "--allow-system-access"].as_slice())
            }
        };
        let program = std::env::var(variable).unwrap_or(name);
        let mut process = Command::new(&program)
            .args(arguments)
            // Chromium on Linux takes its language from here.
            .env("LANGUAGE", language)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| format!("{program} does not start: {error}"))?;
        let mut lines = BufReader::new(process.stdout.take().ok_or("no output of the driver")?).lines();
        let mut said = String::new();
        let port = lines.by_ref().map_while(std::result::Result::ok).find_map(|line| {
            said.push_str(&line);
            said.push(' ');
            port_in(&line)
        });
        let mut started = Self { process, ended: false, port: port.unwrap_or_default() };
        if port.is_none() {
            started.end();
            return Err(format!("{program} says no port, but: {said}").into());
        }
        // It is stopped if it keeps talking to nobody.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(started)
    }
}

/// "… started successfully on port 41234." and "Listening on 127.0.0.1:41234".
fn port_in(line: &str) -> Option<u16> {
    if !line.contains("successfully on port") && !line.contains("Listening on") {
        return None;
    }
    line.trim_end_matches('.').rsplit([' ', ':']).next()?.parse().ok()
}

impl DriverProcess {
    fn end(&mut self) {
        if std::mem::replace(&mut self.ended, true) {
            return;
        }
        // The group, for what the driver has started and not ended.
        let _ = Command::new("kill")
            .args(["-TERM", "--", &format!("-{}", self.process.id())])
            .stderr(Stdio::null())
            .status();
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for DriverProcess {
    fn drop(&mut self) {
        self.end();
    }
}
