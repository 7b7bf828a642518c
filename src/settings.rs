//! What the reader wants: schema, defaults, reading what was stored, and the engine's [`Options`] made from it.

use crate::engine::Options;
use crate::engine::rule::RuleId;
use crate::engine::rules::{RULES, rule};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The version that this build writes.
pub const VERSION: u64 = 1;

/// A reader's settings, as stored in the extension's storage under the key `settings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// Schema version.
    pub version: u64,
    /// The master switch.
    pub enabled: bool,
    /// Rules by name; every rule of the table is there.
    pub rules: BTreeMap<String, bool>,
    /// Kinds that are not painted, by name. The command reports them all the same.
    pub hidden_kinds: Vec<String>,
    /// What the reader chose for single sites, by host name.
    pub sites: BTreeMap<String, SiteChoice>,
    /// Where Newsglass runs by itself.
    pub everywhere: bool,
}

/// What the reader chose for one site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SiteChoice {
    /// Run on reports there by itself.
    Always,
    /// Never run there.
    Never,
}

impl Default for Settings {
    fn default() -> Self {
        let hidden = RULES.iter().flat_map(|rule| rule.kinds).filter(|kind| !kind.on);
        Self {
            version: VERSION,
            enabled: true,
            rules: RULES.iter().map(|rule| (rule.name.to_owned(), rule.on)).collect(),
            hidden_kinds: hidden.map(|kind| kind.name.to_owned()).collect(),
            sites: BTreeMap::new(),
            everywhere: false,
        }
    }
}

impl Settings {
    /// Reads stored settings. Never fails: what cannot be read keeps its default, and the second part says what that was, in English.
    /// `Value::Null` (nothing stored yet) gives the defaults and no message.
    pub fn read(stored: &Value) -> (Self, Vec<String>) {
        let mut settings = Self::default();
        let mut dropped = Vec::new();
        let map = match stored {
            Value::Null => return (settings, dropped),
            Value::Object(map) => map,
            _ => return (settings, vec!["The stored settings are not an object; the defaults are used.".to_owned()]),
        };
        let mut refuse = |key: &str, why: &str| dropped.push(format!("Setting “{key}” {why}; its default is used."));
        for (key, value) in map {
            match (key.as_str(), value) {
                ("version", Value::Number(number)) => {
                    if number.as_u64().is_none_or(|version| version > VERSION) {
                        refuse(key, "was written by a later version of Newsglass");
                    }
                }
                ("enabled", Value::Bool(on)) => settings.enabled = *on,
                ("everywhere", Value::Bool(on)) => settings.everywhere = *on,
                ("rules", Value::Object(rules)) => {
                    for (name, on) in rules {
                        match (settings.rules.get_mut(name), on) {
                            (Some(rule), Value::Bool(on)) => *rule = *on,
                            (None, _) => refuse(&format!("rules.{name}"), "names no rule"),
                            _ => refuse(&format!("rules.{name}"), "is neither true nor false"),
                        }
                    }
                }
                ("hidden_kinds", Value::Array(kinds)) => {
                    let known = |name: &&str| RULES.iter().any(|rule| rule.kinds.iter().any(|kind| kind.name == *name));
                    let names = kinds.iter().filter_map(Value::as_str).filter(known);
                    settings.hidden_kinds = names.map(str::to_owned).collect();
                    if settings.hidden_kinds.len() < kinds.len() {
                        refuse(key, "names an unknown kind");
                    }
                }
                ("sites", Value::Object(sites)) => {
                    for (host, choice) in sites {
                        let choice = match choice.as_str() {
                            Some("always") => SiteChoice::Always,
                            Some("never") => SiteChoice::Never,
                            _ => {
                                refuse(&format!("sites.{host}"), "is neither always nor never");
                                continue;
                            }
                        };
                        settings.sites.insert(host.clone(), choice);
                    }
                }
                ("version" | "enabled" | "everywhere" | "rules" | "hidden_kinds" | "sites", _) => {
                    refuse(key, "has the wrong type")
                }
                _ => refuse(key, "is not known"),
            }
        }
        (settings, dropped)
    }

    /// Whether a rule is on.
    pub fn has(&self, id: RuleId) -> bool {
        self.rules.get(rule(id).name).copied().unwrap_or(rule(id).on)
    }

    /// What the engine has to run.
    pub fn options(&self) -> Options {
        let on: Vec<RuleId> = RULES.iter().map(|rule| rule.id).filter(|&id| self.enabled && self.has(id)).collect();
        Options::only(&on)
    }

    /// The match patterns of a site: with its subdomains, unless it is an address or a bare name, which have none.
    pub fn patterns(site: &str) -> Vec<String> {
        let named = site.contains('.') && site.contains(|c: char| c.is_alphabetic());
        let below = named.then(|| format!("*://*.{site}/*"));
        [Some(format!("*://{site}/*")), below].into_iter().flatten().collect()
    }

    /// What the reader chose for a host; `www.` makes no difference.
    pub fn site(&self, host: &str) -> Option<SiteChoice> {
        self.sites.get(host.strip_prefix("www.").unwrap_or(host)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_written_is_read_back() {
        let mut settings = Settings::default();
        settings.rules.insert("numbers".to_owned(), false);
        settings.sites.insert("example.org".to_owned(), SiteChoice::Never);
        let (read, dropped) = Settings::read(&serde_json::to_value(&settings).unwrap());
        assert_eq!((read, dropped), (settings, Vec::new()));
    }

    #[test]
    fn what_cannot_be_read_keeps_its_default_and_is_named() {
        let cases = [
            (json!([1]), "not an object"),
            (json!({"rules": {"numbers": "yes"}}), "rules.numbers"),
            (json!({"rules": {"colours": true}}), "rules.colours"),
            (json!({"enabled": 1}), "enabled"),
            (json!({"version": 99}), "later version"),
            (json!({"sites": {"a.org": "maybe"}}), "sites.a.org"),
            (json!({"shape": 1}), "shape"),
        ];
        for (stored, named) in cases {
            let (settings, dropped) = Settings::read(&stored);
            assert_eq!(settings, Settings::default(), "{stored}");
            assert!(dropped.iter().any(|message| message.contains(named)), "{stored}: {dropped:?}");
        }
        assert_eq!(Settings::read(&Value::Null), (Settings::default(), Vec::new()));
    }
}
