//! Where Newsglass may run: the browser's host permissions, asked for from clicks, and the reader's choices for sites.

use super::{api, plain};
use crate::settings::{BadSite, Site};
use serde_json::json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Url;

/// The name under which the settings keep a site: the host without `www.`.
pub fn site_of(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// The match patterns for which the browser is asked before Newsglass runs on a site of the settings by itself.
pub fn origins(site: &str) -> Vec<String> {
    Site::read(site).map(|site| site.origins()).unwrap_or_default()
}

/// A site as a reader writes it, with letters of other scripts in the form that addresses have.
pub fn read(text: &str) -> Result<Site, BadSite> {
    let site = Site::read(text)?;
    if text.is_ascii() {
        return Ok(site);
    }
    // The browser knows how: it is asked for the name alone.
    let (before, rest) = text.split_once("://").map_or(("", text), |(scheme, rest)| (scheme, rest));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (star, host) = host.trim().strip_prefix("*.").map_or(("", host), |host| ("*.", host));
    let ascii =
        Url::new(&format!("http://{}", host.trim())).map(|url| url.hostname()).map_err(|_| BadSite::Character)?;
    let scheme = if before.is_empty() { String::new() } else { format!("{before}://") };
    Site::read(&format!("{scheme}{star}{ascii}{path}"))
}

/// The match pattern of every site.
pub fn everywhere() -> Vec<String> {
    vec!["*://*/*".to_owned()]
}

/// An answer of the browser that is on its way.
pub struct Asked(Result<js_sys::Promise, JsValue>);

/// Asks the browser, and through it the reader, for permission. To be called while a click is handled, before anything is awaited.
pub fn request(origins: &[String]) -> Asked {
    let wanted = plain(&json!({ "origins": origins }));
    Asked(wanted.and_then(|wanted| api()?.permissions().request(&wanted)))
}

impl Asked {
    /// Whether it was given.
    pub async fn granted(self) -> Result<bool, JsValue> {
        Ok(JsFuture::from(self.0?).await?.is_truthy())
    }
}

/// Whether there is a permission.
pub async fn permitted(origins: &[String]) -> Result<bool, JsValue> {
    let wanted = plain(&json!({ "origins": origins }))?;
    Ok(api()?.permissions().contains(&wanted).await?.is_truthy())
}

/// Gives a permission back. Where the browser says that there was none, nothing is lost.
pub async fn give_back(origins: &[String]) -> Result<(), JsValue> {
    let unwanted = plain(&json!({ "origins": origins }))?;
    let _ = api()?.permissions().remove(&unwanted).await;
    Ok(())
}
