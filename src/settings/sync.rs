//! What may go into the browser's account, where the reader wants that: rules, colours and strength. Never sites, words or corrections.

use super::{Settings, VERSION};
use serde_json::{Map, Value, json};

/// The one item of the browser's `storage.sync`, under the key `look`. Its names are those of the rule table, so it stays far below the 8 KB
/// that browsers allow for one.
pub fn write(settings: &Settings) -> Value {
    json!({
        "version": VERSION,
        "rules": settings.rules,
        "hidden_kinds": settings.hidden_kinds,
        "colours": settings.colours,
        "strength": settings.strength,
    })
}

/// The settings with what another device wrote; what is not known here stays as it is.
pub fn read(settings: &Settings, item: &Value) -> Settings {
    let known = |key: &str| item.get(key).map(|value| (key.to_owned(), value.clone()));
    let parts: Map<String, Value> =
        ["rules", "hidden_kinds", "colours", "strength"].into_iter().filter_map(known).collect();
    let has = |key: &str| parts.contains_key(key);
    let (read, _) = Settings::read(&Value::Object(parts.clone()));
    Settings {
        rules: if has("rules") { read.rules } else { settings.rules.clone() },
        hidden_kinds: if has("hidden_kinds") { read.hidden_kinds } else { settings.hidden_kinds.clone() },
        colours: if has("colours") { read.colours } else { settings.colours.clone() },
        strength: if has("strength") { read.strength } else { settings.strength },
        ..settings.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::rules::RULES;
    use crate::settings::{Exception, SiteChoice, Strength};

    #[test]
    fn only_the_look_is_written_and_taken() {
        let mut settings = Settings { sync: true, strength: Strength::Marker, everywhere: true, ..Settings::default() };
        settings.sites.insert("secret.example".to_owned(), SiteChoice::Always);
        settings.always_mark().entries.push(crate::engine::rules::custom::Entry::word("secret"));
        settings.exceptions.push(Exception { name: Some("secret".to_owned()), ..Exception::default() });
        for kind in RULES.iter().flat_map(|rule| rule.kinds) {
            settings.colours.insert(kind.name.to_owned(), "#123456".to_owned());
            settings.hidden_kinds.push(kind.name.to_owned());
        }
        settings.hidden_kinds.sort();
        settings.hidden_kinds.dedup();
        let item = write(&settings);
        let keys: Vec<&String> = item.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["colours", "hidden_kinds", "rules", "strength", "version"]);
        let text = item.to_string();
        assert!(!text.contains("secret") && text.len() < 4_000, "{text}");

        let mut other = Settings::default();
        other.sites.insert("mine.example".to_owned(), SiteChoice::Never);
        let taken = read(&other, &item);
        assert_eq!((taken.strength, &taken.colours, &taken.sites), (Strength::Marker, &settings.colours, &other.sites));
        assert_eq!((taken.everywhere, taken.sync, taken.own, taken.exceptions), (false, false, Vec::new(), Vec::new()));
        // What somebody else put there does no harm.
        assert_eq!(
            read(&other, &json!({"sites": {"a.org": "always"}, "rules": 7, "strength": "loud", "own": []})).sites,
            other.sites
        );
        assert_eq!(read(&other, &json!("x")), other);
    }
}
