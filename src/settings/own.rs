//! The reader's sets of own words as they are stored.

use crate::engine::rules::custom::{Entry, Set};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// A colour, `#rrggbb` in small letters.
pub fn colour(text: &str) -> Option<String> {
    let digits = text.strip_prefix('#')?;
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| text.to_lowercase())
}

/// Reads a set; what cannot be read keeps its default and is told of, by its path in the set and the key of the reason.
pub fn read(value: &Value, refuse: &mut impl FnMut(&str, &str)) -> Set {
    let mut set = Set::default();
    let Value::Object(map) = value else {
        refuse("", "wrongType");
        return set;
    };
    for (key, value) in map {
        match (key.as_str(), value) {
            ("name", Value::String(name)) => set.name.clone_from(name),
            ("note", Value::String(note)) => set.note.clone_from(note),
            ("on", Value::Bool(on)) => set.on = *on,
            ("whole", Value::Bool(whole)) => set.whole = *whole,
            ("case", Value::Bool(case)) => set.case = *case,
            ("colour", Value::String(text)) => match colour(text) {
                Some(colour) => set.colour = Some(colour),
                None => refuse(".colour", "noColour"),
            },
            ("entries", Value::Array(entries)) => {
                for (number, value) in entries.iter().enumerate() {
                    match entry(value) {
                        Some(entry) => set.entries.push(entry),
                        None => refuse(&format!(".entries.{number}"), "noWord"),
                    }
                }
            }
            ("name" | "note" | "on" | "whole" | "case" | "colour" | "entries", _) => {
                refuse(&format!(".{key}"), "wrongType");
            }
            _ => refuse(&format!(".{key}"), "notKnown"),
        }
    }
    set
}

/// `"word"`, or `{"word" or "pattern", "note"}`.
fn entry(value: &Value) -> Option<Entry> {
    let map = match value {
        Value::String(word) => return Some(Entry::word(word)),
        Value::Object(map) => map,
        _ => return None,
    };
    let text = |key: &str| map.get(key).map(Value::as_str);
    let (text, pattern, note) = match (text("word"), text("pattern"), text("note")) {
        (Some(word), None, note) => (word?, false, note),
        (None, Some(pattern), note) => (pattern?, true, note),
        _ => return None,
    };
    let known = map.keys().all(|key| matches!(key.as_str(), "word" | "pattern" | "note"));
    let note = note.map_or(Some(""), |note| note)?;
    known.then(|| Entry { text: text.to_owned(), pattern, note: note.to_owned() })
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.pattern && self.note.is_empty() {
            return serializer.serialize_str(&self.text);
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(if self.pattern { "pattern" } else { "word" }, &self.text)?;
        if !self.note.is_empty() {
            map.serialize_entry("note", &self.note)?;
        }
        map.end()
    }
}

impl Serialize for Set {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("on", &self.on)?;
        map.serialize_entry("whole", &self.whole)?;
        map.serialize_entry("case", &self.case)?;
        if let Some(colour) = &self.colour {
            map.serialize_entry("colour", colour)?;
        }
        if !self.note.is_empty() {
            map.serialize_entry("note", &self.note)?;
        }
        map.serialize_entry("entries", &self.entries)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn sets_are_read_and_written_back() {
        let stored = json!({
            "name": "Rivers", "on": false, "whole": false, "case": true, "colour": "#00aa7f", "note": "see the map",
            "entries": ["Aller", {"word": "Oker", "note": "floods"}, {"pattern": "L[ei]+ne"}, {"pattern": "x+", "note": "n"}],
        });
        let mut problems = Vec::new();
        let set = read(&stored, &mut |path, why| problems.push(format!("{path}: {why}")));
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(serde_json::to_value(&set).unwrap(), stored);
    }

    #[test]
    fn what_cannot_be_read_is_told_of() {
        let cases = [
            (json!(7), ": wrongType"),
            (json!({"name": 7}), ".name: wrongType"),
            (json!({"colour": "blue"}), ".colour: noColour"),
            (json!({"colour": "#12345é"}), ".colour: noColour"),
            (json!({"shape": "round"}), ".shape: notKnown"),
            (json!({"entries": ["a", 7]}), ".entries.1: noWord"),
            (json!({"entries": [{"word": "a", "pattern": "b"}]}), ".entries.0: noWord"),
            (json!({"entries": [{"word": "a", "note": 1}]}), ".entries.0: noWord"),
            (json!({"entries": [{"word": "a", "more": "b"}]}), ".entries.0: noWord"),
        ];
        for (stored, expected) in cases {
            let mut problems = Vec::new();
            read(&stored, &mut |path, why| problems.push(format!("{path}: {why}")));
            assert_eq!(problems, [expected], "{stored}");
        }
    }
}
