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
    /// How strongly marks are painted.
    pub strength: Strength,
    /// What is not painted, or as another kind, or under another name, because the reader said so; a later one speaks of what the earlier
    /// ones made of it.
    pub exceptions: Vec<Exception>,
    /// Words and phrases that the reader always wants marked.
    pub words: Vec<String>,
}

/// What the reader said of certain marks: a correction, or that they shall be hidden. What is left out holds for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Exception {
    /// Host name without `www.`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Name of a kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// An actor's name, or else a mark's text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The kind that it really is. Without this and without `called` it is not marked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub becomes: Option<String>,
    /// The name that it really has: an actor that is given the name of another is that one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub called: Option<String>,
}

impl Exception {
    /// Reads one; `None` if it speaks of nothing.
    pub fn read(value: &Value) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let read = Self {
            site: text("site"),
            kind: text("kind"),
            name: text("name"),
            becomes: text("becomes"),
            called: text("called").filter(|name| !name.trim().is_empty()),
        };
        (read.kind.is_some() || read.name.is_some()).then_some(read)
    }

    fn fits(&self, kind: &str, name: &str) -> bool {
        self.kind.as_deref().is_none_or(|only| only == kind) && self.name.as_deref().is_none_or(|only| only == name)
    }
}

/// How strongly marks are painted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Thin lines, and a breath of colour behind quotes.
    Whisper,
    /// Light tints.
    #[default]
    Normal,
    /// As with a marker pen.
    Marker,
}

impl Strength {
    /// All, with their names in settings and message keys, from the weakest.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Whisper, "whisper"), (Self::Normal, "normal"), (Self::Marker, "marker")];
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
            strength: Strength::default(),
            exceptions: Vec::new(),
            words: Vec::new(),
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
                ("words", Value::Array(words)) => {
                    settings.words = words.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                    if settings.words.len() < words.len() {
                        refuse(key, "holds what is no text");
                    }
                }
                ("exceptions", Value::Array(all)) => {
                    settings.exceptions = all.iter().filter_map(Exception::read).collect();
                    if settings.exceptions.len() < all.len() {
                        refuse(key, "speaks of nothing");
                    }
                }
                ("strength", Value::String(name)) => match Strength::ALL.into_iter().find(|(_, known)| known == name) {
                    Some((strength, _)) => settings.strength = strength,
                    None => refuse(key, "is no strength"),
                },
                (
                    "version" | "words" | "exceptions" | "strength" | "enabled" | "everywhere" | "rules"
                    | "hidden_kinds" | "sites",
                    _,
                ) => refuse(key, "has the wrong type"),
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
        Options::only(&on).with_words(self.words.clone())
    }

    /// The match patterns of a site: with its subdomains, unless it is an address or a bare name, which have none.
    pub fn patterns(site: &str) -> Vec<String> {
        let named = site.contains('.') && site.contains(|c: char| c.is_alphabetic());
        let below = named.then(|| format!("*://*.{site}/*"));
        [Some(format!("*://{site}/*")), below].into_iter().flatten().collect()
    }

    /// The exceptions that hold on a host, the first said first.
    pub fn exceptions_on(&self, host: &str) -> Vec<&Exception> {
        let host = host.strip_prefix("www.").unwrap_or(host);
        let here = |exception: &&Exception| exception.site.as_deref().is_none_or(|site| site == host);
        self.exceptions.iter().filter(here).collect()
    }

    /// What the reader chose for a host; `www.` makes no difference.
    pub fn site(&self, host: &str) -> Option<SiteChoice> {
        self.sites.get(host.strip_prefix("www.").unwrap_or(host)).copied()
    }
}

/// What exceptions have made of a mark or an actor so far: followed from the first, each speaks of what the earlier ones made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrected<'a> {
    /// Name of its kind.
    pub kind: &'a str,
    /// Its name, or else a mark's text.
    pub name: &'a str,
    /// Whether it is marked at all.
    pub shown: bool,
}

impl<'a> Corrected<'a> {
    /// Does what an exception says, if it speaks of this; answers whether it does.
    pub fn follow(&mut self, exception: &'a Exception) -> bool {
        let fits = exception.fits(self.kind, self.name);
        if fits {
            self.shown = exception.becomes.is_some() || (self.shown && exception.called.is_some());
            self.kind = exception.becomes.as_deref().unwrap_or(self.kind);
            self.name = exception.called.as_deref().unwrap_or(self.name);
        }
        fits
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
    fn settings_of_the_first_version_are_read() {
        let stored = json!({
            "version": 1, "enabled": true, "everywhere": true, "hidden_kinds": ["indirect", "ordinal"],
            "rules": {"actors": true, "comment-policy": true, "numbers": false, "quotes": true, "repeats": true},
            "sites": {"example.org": "always", "example.com": "never"},
        });
        let (settings, dropped) = Settings::read(&stored);
        assert_eq!(dropped, Vec::<String>::new());
        assert!(settings.everywhere && !settings.has(RuleId::Numbers) && settings.has(RuleId::Quotes));
        assert_eq!(settings.hidden_kinds, ["indirect", "ordinal"]);
        assert_eq!(settings.site("www.example.com"), Some(SiteChoice::Never));
        assert_eq!((settings.strength, settings.exceptions), (Strength::Normal, Vec::new()));
    }

    #[test]
    fn later_exceptions_speak_of_what_earlier_ones_made() {
        let stored = json!({"exceptions": [
            {"kind": "person", "name": "Washington"},
            {"site": "example.org", "kind": "person", "name": "Washington", "becomes": "place"},
            {"site": "example.org", "name": "M. Keller", "called": "Keller"},
            {"site": "example.org", "kind": "person", "name": "Keller", "called": "Mia Keller", "becomes": "role"},
            {"site": "a.org", "name": "A", "called": "B"},
            {"site": "a.org", "name": "B", "called": "A"},
            {"site": "b.org", "kind": "person", "name": "Ada", "becomes": "place"},
            {"site": "b.org", "kind": "place", "name": "Ada"},
        ]});
        let settings = Settings::read(&stored).0;
        let on = |host: &str, kind: &str, name: &str| {
            let exceptions = settings.exceptions_on(host);
            let mut now = Corrected { kind, name, shown: true };
            exceptions.iter().for_each(|exception| _ = now.follow(exception));
            format!("{}{} {}", if now.shown { "" } else { "no " }, now.kind, now.name)
        };
        for (host, kind, name, expected) in [
            ("www.example.org", "person", "Washington", "place Washington"),
            ("example.com", "person", "Washington", "no person Washington"),
            ("example.com", "place", "Washington", "place Washington"),
            ("example.org", "person", "M. Keller", "role Mia Keller"),
            ("example.org", "place", "M. Keller", "place Keller"),
            ("example.com", "person", "M. Keller", "person M. Keller"),
            ("a.org", "person", "A", "person A"),
            ("a.org", "person", "B", "person A"),
            ("b.org", "person", "Ada", "no place Ada"),
        ] {
            assert_eq!(on(host, kind, name), expected, "{kind} {name} on {host}");
        }
        assert_eq!(Settings::read(&serde_json::to_value(&settings).unwrap()), (settings, Vec::new()));
    }

    #[test]
    fn what_cannot_be_read_keeps_its_default_and_is_named() {
        let cases = [
            (json!([1]), "not an object"),
            (json!({"rules": {"numbers": "yes"}}), "rules.numbers"),
            (json!({"rules": {"colours": true}}), "rules.colours"),
            (json!({"enabled": 1}), "enabled"),
            (json!({"version": 99}), "later version"),
            (json!({"strength": "loud"}), "strength"),
            (json!({"exceptions": [{"site": "a.org"}]}), "exceptions"),
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
