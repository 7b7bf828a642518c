//! The languages of the extension: each is a folder below `extension/_locales`, found there and listed nowhere. English is generated.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is wrong")]

mod shared;

use newsglass::texts::messages;
use newsglass::texts::signs::SIGNS;
use serde_json::Value;
use shared::root;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Message by key.
type Texts = BTreeMap<String, String>;

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn texts_of(json: &str) -> Texts {
    let read: BTreeMap<String, Value> = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}"));
    let text = |(key, value): (String, Value)| {
        let text = value["message"].as_str().unwrap_or_else(|| panic!("{key} has no message")).to_owned();
        (key, text)
    };
    read.into_iter().map(text).collect()
}

/// Folder name and texts of every translation.
fn translations() -> Vec<(String, Texts)> {
    let folders = std::fs::read_dir(root().join("extension/_locales")).unwrap();
    let mut all: Vec<_> = folders
        .map(|folder| {
            let folder = folder.unwrap();
            let name = folder.file_name().to_string_lossy().into_owned();
            let json = std::fs::read_to_string(folder.path().join("messages.json")).unwrap();
            (name, texts_of(&json))
        })
        .collect();
    all.sort();
    all
}

/// The key without its plural category, and the category, where it has one. What has one in English has one everywhere.
fn split<'a>(english: &Texts, key: &'a str) -> (&'a str, Option<&'a str>) {
    let plural = key
        .rsplit_once('_')
        .filter(|(stem, category)| CATEGORIES.contains(category) && english.contains_key(&format!("{stem}_other")));
    plural.map_or((key, None), |(stem, category)| (stem, Some(category)))
}

fn placeholders(text: &str) -> BTreeSet<char> {
    text.split('$').skip(1).filter_map(|rest| rest.chars().next()).filter(char::is_ascii_digit).collect()
}

/// What `Intl` says of a language: its direction, its plural categories, and which of them stand for one number alone.
struct Intl {
    direction: String,
    categories: BTreeSet<String>,
    single: BTreeSet<String>,
}

/// Asks Node; the build needs it anyway, and no list of languages has to be kept here.
fn intl(tag: &str) -> Intl {
    let script = "const [tag] = process.argv.slice(1);
        const rules = new Intl.PluralRules(tag), locale = new Intl.Locale(tag), numbers = {};
        for (let n = 0; n <= 1000; n++) (numbers[rules.select(n)] ??= []).push(n);
        console.log(JSON.stringify({
            direction: (locale.getTextInfo?.() ?? locale.textInfo).direction,
            categories: rules.resolvedOptions().pluralCategories,
            single: Object.keys(numbers).filter(category => numbers[category].length === 1)}))";
    let out = Command::new("node").args(["-e", script, tag]).output().unwrap_or_else(|error| panic!("node: {error}"));
    let out: Value = serde_json::from_slice(&out.stdout)
        .unwrap_or_else(|_| panic!("{tag} is no language tag: {}", String::from_utf8_lossy(&out.stderr)));
    let set = |name: &str| {
        let list = out[name].as_array().unwrap().iter();
        list.map(|category| category.as_str().unwrap().to_owned()).collect()
    };
    Intl {
        direction: out["direction"].as_str().unwrap().to_owned(),
        categories: set("categories"),
        single: set("single"),
    }
}

/// All languages with English, which is generated, and what `Intl` says of each.
fn languages() -> Vec<(String, Texts, Intl)> {
    let all = [("en".to_owned(), texts_of(&messages()))].into_iter().chain(translations());
    all.map(|(name, texts)| {
        let intl = intl(&name.replace('_', "-"));
        (name, texts, intl)
    })
    .collect()
}

/// Texts that are missing are printed as lines of JSON, in English, to be translated and put into the file.
#[test]
fn every_language_says_everything_and_nothing_else() {
    let english = texts_of(&messages());
    let mut wrong = String::new();
    for (name, texts, intl) in languages() {
        let mut wanted = Texts::new();
        for (key, text) in &english {
            match split(&english, key) {
                (stem, Some("other")) => {
                    wanted.extend(intl.categories.iter().map(|category| (format!("{stem}_{category}"), text.clone())));
                }
                (_, Some(_)) => {}
                (_, None) => {
                    wanted.insert(key.clone(), text.clone());
                }
            }
        }
        let missing: Vec<String> = wanted
            .iter()
            .filter(|(key, _)| !texts.contains_key(*key))
            .map(|(key, text)| {
                format!("  {}: {{ \"message\": {} }},\n", Value::from(key.as_str()), Value::from(text.as_str()))
            })
            .collect();
        if !missing.is_empty() {
            wrong += &format!("_locales/{name} lacks {} texts:\n{}", missing.len(), missing.concat());
        }
        let unused: Vec<&String> = texts.keys().filter(|key| !wanted.contains_key(*key)).collect();
        if !unused.is_empty() {
            wrong += &format!("_locales/{name} has texts that nothing says: {unused:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A form that stands for one number alone may say it in a word: "two paragraphs".
#[test]
fn what_is_put_in_is_the_same_in_every_language() {
    let english = texts_of(&messages());
    for (name, texts, intl) in languages() {
        for (key, text) in &texts {
            let (stem, category) = split(&english, key);
            let like = english.get(&category.map_or_else(|| key.clone(), |_| format!("{stem}_other")));
            let Some(mut wanted) = like.map(|text| placeholders(text)) else { continue };
            let found = placeholders(text);
            if category.is_some_and(|category| intl.single.contains(category)) && !found.contains(&'1') {
                wanted.remove(&'1');
            }
            assert_eq!(found, wanted, "{name}: {key}: {text}");
            assert_eq!(text.matches("%s").count(), usize::from(key == "extMenuMark"), "{name}: {key}: {text}");
        }
    }
}

#[test]
fn every_file_says_which_language_it_is() {
    for (name, texts, intl) in languages() {
        assert_eq!(texts["language"], name.replace('_', "-"));
        assert_eq!(texts["direction"], intl.direction, "{name}");
        for (key, text) in &texts {
            assert!(!text.is_empty() && text.trim() == text && !text.contains('<'), "{name}: {key}: “{text}”");
            // Isolates and marks are put in by code, where something foreign is.
            assert!(
                !text.contains(
                    |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                ),
                "{name}: {key}"
            );
        }
        // Chrome's store takes no more.
        assert!(texts["extDescription"].chars().count() <= 132, "{name}: the description is too long");
        for badge in ["badgeThousands", "badgeMany"] {
            assert!(texts[badge].replace("$1", "1.2").chars().count() <= 4, "{name}: {badge} does not fit");
        }
    }
}

/// Rust files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| {
            path.extension().is_some_and(|end| end == "rs") && path.file_stem().is_some_and(|stem| stem != "tests")
        })
        .collect()
}

/// The literals in a line, from a place on.
fn literals(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

#[test]
fn every_sign_of_the_rules_can_be_said() {
    assert!(SIGNS.is_sorted(), "the signs are not in order");
    let mut all = String::new();
    for path in sources(&root().join("src/engine/rules")) {
        let source = std::fs::read_to_string(&path).unwrap();
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let places = ["sign: ", "sign = "].iter().filter_map(|before| line.find(before));
            for sign in places.flat_map(|at| literals(&line[at..])) {
                assert!(SIGNS.contains(&sign), "{}: “{sign}” is not in src/texts/signs.rs", path.display());
            }
        }
        all += code;
    }
    for sign in SIGNS {
        assert!(all.contains(&format!("\"{sign}\"")), "no rule says “{sign}”");
    }
}

/// Whatever way a sign comes to its mark: those of real texts are all known.
#[test]
fn the_signs_of_the_corpus_are_known() {
    let mut seen = BTreeSet::new();
    for file in std::fs::read_dir(root().join("tests/corpus")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let Ok(marked) = newsglass::engine::marked::parse(&text) else { continue };
        let document = newsglass::Document::of_text(&marked.text);
        let found = newsglass::analyse(&document, &newsglass::Settings::default());
        seen.extend(found.marks.iter().map(|mark| mark.sign));
        seen.extend(found.folds.iter().flat_map(|fold| fold.evidence.iter().copied()));
    }
    assert!(seen.len() > 40, "{}", seen.len());
    let unknown: Vec<_> = seen.iter().filter(|sign| !SIGNS.contains(sign)).collect();
    assert!(unknown.is_empty(), "not in src/texts/signs.rs: {unknown:?}");
}
