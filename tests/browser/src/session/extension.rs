//! The extension as tests meet it: installed, permitted, asked past its own pages, in its popup and panel, and on its way out.

use super::Session;
use crate::Result;
use crate::cdp::Cdp;
use crate::launch::{Browser, firefox_id, package};
use serde_json::{Value, json};
use thirtyfour::extensions::addons::firefox::FirefoxTools;
use thirtyfour::prelude::*;

/// How an extension goes while pages are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Departure {
    /// The reader switches it off among the browser's extensions.
    Disabled,
    /// The reader removes it.
    Removed,
    /// Ended and started again, as when another version takes its place.
    Updated,
}

impl Session {
    pub(super) async fn set_up_chromium(&mut self) -> Result {
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

    pub(super) async fn set_up_firefox(&mut self, again: bool) -> Result {
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
    pub(super) async fn close_welcome(&self) -> Result {
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
    pub(super) async fn run_everywhere(&self) -> Result {
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
        match (self.browser, departure) {
            // By itself, as Chromium asks the reader before anybody else may; it takes the window of that page along.
            (Browser::Chromium, Departure::Removed) => {
                self.open_beside(&self.page("options.html")).await?;
                let script = "setTimeout(() => chrome.management.uninstallSelf({showConfirmDialog: false}))";
                self.driver.execute(script, vec![]).await?;
                self.driver.switch_to_window(self.tab.clone()).await?;
                let gone = "its window is closed";
                self.until(gone, async || Ok((self.driver.windows().await?.len() == 1).then_some(()))).await
            }
            (Browser::Chromium, Departure::Disabled) => {
                self.among_extensions("chrome.management.setEnabled(id, false, answer)").await
            }
            // Outside of the developer mode it would not come back.
            (Browser::Chromium, Departure::Updated) => {
                let script = "chrome.developerPrivate.updateProfileConfiguration({inDeveloperMode: true}, () =>
                    chrome.developerPrivate.reload(id, {failQuietly: true}, answer))";
                self.among_extensions(script).await
            }
            (Browser::Firefox, departure) => {
                let script = format!(
                    "const [id, done] = arguments;
                    const {{ AddonManager }} = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
                    AddonManager.getAddonByID(id).then(addon => addon.{}()).then(() => done(null), error => done(String(error)));",
                    match departure {
                        Departure::Disabled => "disable",
                        Departure::Removed => "uninstall",
                        Departure::Updated => "reload",
                    }
                );
                self.in_chrome_async(&script, vec![self.id.clone().into()]).await
            }
        }
    }

    /// Runs a script, which calls `answer`, in Chromium's page of extensions beside the others.
    async fn among_extensions(&self, script: &str) -> Result {
        let window = self.open_beside("chrome://extensions/").await?;
        let script = format!(
            "const [id, done] = arguments;
            const answer = () => done(chrome.runtime.lastError?.message ?? null);
            {script}"
        );
        let answer = self.driver.execute_async(script, vec![self.id.clone().into()]).await?;
        self.driver.switch_to_window(window).await?;
        self.driver.close_window().await?;
        self.driver.switch_to_window(self.tab.clone()).await?;
        match answer.json() {
            Value::Null => Ok(()),
            error => Err(format!("the page of extensions: {error}").into()),
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
    pub(super) async fn state(&self) -> Result<Value> {
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
        self.in_shown(
            "popup.html",
            "window.document.querySelector('browser[webextension-view-type=popup]')",
            expression,
        )
        .await
    }

    /// Evaluates an expression in the real side panel, once that is there and the expression is not null.
    pub async fn in_panel(&self, expression: &str) -> Result<Value> {
        let find =
            "window.document.getElementById('sidebar')?.contentDocument?.getElementById('webext-panels-browser')";
        self.in_shown("panel.html", find, expression).await
    }

    /// The same in a page of the extension that is no tab; `find` is where Firefox's own window has it.
    async fn in_shown(&self, page: &str, find: &str, expression: &str) -> Result<Value> {
        let expression = &format!("document.readyState === 'complete' ? ({expression}) : null");
        self.until(&format!("{page} answers {expression}"), async || {
            let answer = match self.browser {
                Browser::Chromium => {
                    let mut cdp = Cdp::connect(&self.debugger)?;
                    let address = self.page(page);
                    let Some(target) = cdp.target("page", |shown| shown.starts_with(&address))? else {
                        let all = cdp.send("Target.getTargets", json!({"filter": [{}]}), None)?;
                        return Err(format!("the targets are {all}").into());
                    };
                    cdp.evaluate(&target, expression)?
                }
                Browser::Firefox => self.in_firefox(find, &format!("/{page}"), expression).await?,
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
}

/// An expression for a value in a page of the extension: objects of the driver's own would not be cloned in Firefox.
pub(super) fn own(value: &Value) -> String {
    format!("(globalThis.wrappedJSObject ?? globalThis).JSON.parse({})", Value::from(value.to_string()))
}
