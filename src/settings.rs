//! What the reader wants: schema, defaults, reading what was stored, and the engine's [`Options`] made from it.

pub mod file;
pub mod list;
mod own;
mod sites;
pub mod sync;

use crate::engine::Options;
use crate::engine::rule::RuleId;
use crate::engine::rules::custom::{Entry, Set};
use crate::engine::rules::{RULES, rule};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

pub use sites::{BadSite, Site};

/// The version that this build writes. The first had a list `words` where there is `own` now.
pub const VERSION: u64 = 2;

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
    /// What the reader chose for single sites: by host name, or by match pattern ([`Site`]).
    pub sites: BTreeMap<String, SiteChoice>,
    /// Where Newsglass runs by itself.
    pub everywhere: bool,
    /// How strongly marks are painted.
    pub strength: Strength,
    /// What is not painted, or as another kind, or under another name, because the reader said so; a later one speaks of what the earlier
    /// ones made of it.
    pub exceptions: Vec<Exception>,
    /// Colours that the reader chose for kinds, `#rrggbb`, by name.
    pub colours: BTreeMap<String, String>,
    /// The reader's own words, phrases and patterns.
    pub own: Vec<Set>,
    /// Whether rules, colours and strength are kept in the browser's account ([`sync`]).
    pub sync: bool,
}

/// What could not be read of settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where it stands: names and numbers from the outside in, joined by points ("own.0.colour").
    pub path: String,
    /// What is wrong, as the key of a text.
    pub why: String,
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
            colours: BTreeMap::new(),
            own: Vec::new(),
            sync: false,
        }
    }
}

impl Settings {
    /// Reads stored settings. Never fails: what cannot be read keeps its default, and the second part says what that was.
    /// `Value::Null` (nothing stored yet) gives the defaults and no message.
    pub fn read(stored: &Value) -> (Self, Vec<Problem>) {
        let mut settings = Self::default();
        let mut dropped = Vec::new();
        let map = match stored {
            Value::Null => return (settings, dropped),
            Value::Object(map) => map,
            _ => return (settings, vec![Problem { path: String::new(), why: "noObject".to_owned() }]),
        };
        let mut refuse = |key: &str, why: &str| dropped.push(Problem { path: key.to_owned(), why: why.to_owned() });
        for (key, value) in map {
            match (key.as_str(), value) {
                ("version", Value::Number(number)) => {
                    if number.as_u64().is_none_or(|version| version > VERSION) {
                        refuse(key, "laterVersion");
                    }
                }
                ("enabled", Value::Bool(on)) => settings.enabled = *on,
                ("everywhere", Value::Bool(on)) => settings.everywhere = *on,
                ("sync", Value::Bool(on)) => settings.sync = *on,
                ("rules", Value::Object(rules)) => {
                    for (name, on) in rules {
                        match (settings.rules.get_mut(name), on) {
                            (Some(rule), Value::Bool(on)) => *rule = *on,
                            (None, _) => refuse(&format!("rules.{name}"), "noRule"),
                            _ => refuse(&format!("rules.{name}"), "neitherOnNorOff"),
                        }
                    }
                }
                ("hidden_kinds", Value::Array(kinds)) => {
                    let known = |name: &&str| RULES.iter().any(|rule| rule.kinds.iter().any(|kind| kind.name == *name));
                    let names = kinds.iter().filter_map(Value::as_str).filter(known);
                    settings.hidden_kinds = names.map(str::to_owned).collect();
                    if settings.hidden_kinds.len() < kinds.len() {
                        refuse(key, "noKind");
                    }
                }
                ("sites", Value::Object(sites)) => {
                    for (host, choice) in sites {
                        let choice = match choice.as_str() {
                            Some("always") => SiteChoice::Always,
                            Some("never") => SiteChoice::Never,
                            _ => {
                                refuse(&format!("sites.{host}"), "neitherAlwaysNorNever");
                                continue;
                            }
                        };
                        match Site::read(host) {
                            Ok(site) => drop(settings.sites.insert(site.to_string(), choice)),
                            Err(bad) => refuse(&format!("sites.{host}"), bad.why()),
                        }
                    }
                }
                ("words", Value::Array(words)) => {
                    let texts: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
                    settings.always_mark().entries.extend(texts.iter().map(|text| Entry::word(text)));
                    if texts.len() < words.len() {
                        refuse(key, "noText");
                    }
                }
                ("own", Value::Array(sets)) => {
                    let sets = sets.iter().enumerate();
                    let sets =
                        sets.map(|(n, set)| own::read(set, &mut |path, why| refuse(&format!("own.{n}{path}"), why)));
                    // Words of the first version, had they been read before.
                    let sets: Vec<Set> = sets.collect();
                    settings.own.splice(0..0, sets);
                }
                ("colours", Value::Object(colours)) => {
                    for (kind, colour) in colours {
                        let known = RULES.iter().any(|rule| rule.kinds.iter().any(|declared| declared.name == kind));
                        match colour.as_str().and_then(own::colour) {
                            Some(colour) if known => drop(settings.colours.insert(kind.clone(), colour)),
                            Some(_) => refuse(&format!("colours.{kind}"), "noKind"),
                            None => refuse(&format!("colours.{kind}"), "noColour"),
                        }
                    }
                }
                ("exceptions", Value::Array(all)) => {
                    settings.exceptions = all.iter().filter_map(Exception::read).collect();
                    if settings.exceptions.len() < all.len() {
                        refuse(key, "ofNothing");
                    }
                }
                ("strength", Value::String(name)) => match Strength::ALL.into_iter().find(|(_, known)| known == name) {
                    Some((strength, _)) => settings.strength = strength,
                    None => refuse(key, "noStrength"),
                },
                (
                    "version" | "words" | "own" | "colours" | "sync" | "exceptions" | "strength" | "enabled"
                    | "everywhere" | "rules" | "hidden_kinds" | "sites",
                    _,
                ) => refuse(key, "wrongType"),
                _ => refuse(key, "notKnown"),
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

    /// The reader's sets of own words, if that rule is on and one of them is.
    pub fn own(&self) -> &[Set] {
        let on = self.enabled && self.has(RuleId::Custom) && self.own.iter().any(|set| set.on);
        if on { &self.own } else { &[] }
    }

    /// The set that "Always mark" fills; made where there is none.
    pub fn always_mark(&mut self) -> &mut Set {
        let at = self.own.iter().position(|set| set.name.is_empty()).unwrap_or_else(|| {
            self.own.push(Set::default());
            self.own.len() - 1
        });
        &mut self.own[at]
    }

    /// The colour that the reader chose for a kind, `#rrggbb`.
    pub fn colour(&self, kind: &str) -> Option<&str> {
        self.colours.get(kind).map(String::as_str)
    }

    /// The exceptions that hold on a host, the first said first.
    pub fn exceptions_on(&self, host: &str) -> Vec<&Exception> {
        let host = host.strip_prefix("www.").unwrap_or(host);
        let here = |exception: &&Exception| exception.site.as_deref().is_none_or(|site| site == host);
        self.exceptions.iter().filter(here).collect()
    }

    /// What the reader chose for the page of an address: the site that says most of it decides.
    pub fn site(&self, url: &str) -> Option<SiteChoice> {
        let sites = self.sites.iter().filter_map(|(site, choice)| Some((Site::read(site).ok()?, *choice)));
        let fitting = sites.filter(|(site, _)| site.matches(url));
        fitting.max_by_key(|(site, _)| site.says()).map(|(_, choice)| choice)
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
            "sites": {"example.org": "always", "example.com": "never"}, "words": ["weir", "water board"],
        });
        let (settings, dropped) = Settings::read(&stored);
        assert_eq!(dropped, []);
        let words = Set { entries: vec![Entry::word("weir"), Entry::word("water board")], ..Set::default() };
        assert_eq!((settings.version, &settings.own), (VERSION, &vec![words]));
        assert!(settings.everywhere && !settings.has(RuleId::Numbers) && settings.has(RuleId::Quotes));
        assert_eq!(settings.hidden_kinds, ["indirect", "ordinal"]);
        assert_eq!(settings.site("https://www.example.com/a"), Some(SiteChoice::Never));
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
            (json!([1]), ""),
            (json!({"rules": {"numbers": "yes"}}), "rules.numbers"),
            (json!({"colours": {"person": "red"}}), "colours.person"),
            (json!({"colours": {"nobody": "#123456"}}), "colours.nobody"),
            (json!({"sites": {"a b": "never"}}), "sites.a b"),
            (json!({"own": 1}), "own"),
            (json!({"sync": "yes"}), "sync"),
            (json!({"rules": {"colours": true}}), "rules.colours"),
            (json!({"enabled": 1}), "enabled"),
            (json!({"version": 99}), "version"),
            (json!({"strength": "loud"}), "strength"),
            (json!({"exceptions": [{"site": "a.org"}]}), "exceptions"),
            (json!({"sites": {"a.org": "maybe"}}), "sites.a.org"),
            (json!({"shape": 1}), "shape"),
        ];
        for (stored, named) in cases {
            let (settings, dropped) = Settings::read(&stored);
            assert_eq!(settings, Settings::default(), "{stored}");
            let [problem] = dropped.as_slice() else { panic!("{stored}: {dropped:?}") };
            assert_eq!(problem.path, named);
            assert!(crate::texts::english(&problem.why).is_some(), "{problem:?}");
        }
        assert_eq!(Settings::read(&Value::Null), (Settings::default(), Vec::new()));
    }
}
