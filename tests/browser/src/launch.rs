//! Starting a browser: the built extension, what the browser is told, and the driver's process.

use crate::{Result, root};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use thirtyfour::Capabilities;

/// Of the window, in CSS pixels.
pub(crate) const WIDTH: u32 = 1200;
pub(crate) const HEIGHT: u32 = 1600;
/// The address that Firefox is told to give the extension.
pub(crate) const FIREFOX_UUID: &str = "6f1f6d0e-52a5-4a0c-9c0b-6e6577736773";

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
    pub(crate) fn language(&self) -> &str {
        self.language.as_deref().unwrap_or("en-US")
    }
}

/// The built extension: a folder for Chromium, the package for Firefox.
pub(crate) fn package(browser: Browser) -> Result<PathBuf> {
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

pub(crate) fn firefox_id() -> Result<String> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(root().join("dist/firefox/manifest.json"))?)?;
    Ok(manifest["browser_specific_settings"]["gecko"]["id"]
        .as_str()
        .ok_or("the manifest names no id for Firefox")?
        .to_owned())
}

/// A new folder under target/, which is never on a file system without room, as /tmp may be.
pub(crate) fn fresh_folder() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = root().join(format!("target/browser-profiles/{}-{number}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

/// Where a browser with this profile saves what it is told to.
pub(crate) fn downloads(profile: &Path) -> PathBuf {
    profile.join("downloads")
}

pub(crate) fn capabilities(browser: Browser, profile: &Path, options: &Options) -> Result<Capabilities> {
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
pub(crate) struct DriverProcess {
    pub(crate) process: Child,
    ended: bool,
    pub(crate) port: u16,
}

impl DriverProcess {
    /// Times that a driver is started anew which ends without a port: chromedriver takes a free one of IPv4 for IPv6 as well, and gives up
    /// where somebody was quicker there.
    const TRIES: u32 = 6;

    pub(crate) fn start(browser: Browser, language: &str) -> Result<Self> {
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
    pub(crate) fn end(&mut self) {
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
