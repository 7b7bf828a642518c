//! What the tree must keep to: the engine knows no browser, rules are registered, word lists are data in order, generated files are current,
//! nothing names one machine.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is wrong")]

mod shared;

use shared::{root, run};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// All files below a folder that end in `extension`.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == extension) {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display())).replace("\r\n", "\n")
}

fn name(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

#[test]
fn the_engine_knows_no_browser() {
    let mut engine = files("src/engine", "rs");
    engine.push(root().join("src/engine.rs"));
    assert!(engine.len() > 5);
    for file in engine {
        let source = read(&file);
        // A comment may say where what it speaks of comes from.
        let code: Vec<&str> = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = code.join("\n");
        for word in ["web_sys", "js_sys", "wasm_bindgen", "crate::page", "crate::ui", "crate::wasm", "crate::settings"]
        {
            assert!(!code.contains(word), "{} names {word}", name(&file));
        }
    }
}

#[test]
fn every_rule_file_is_registered() {
    let table = read(&root().join("src/engine/rules.rs"));
    let folder = root().join("src/engine/rules");
    for file in files("src/engine/rules", "rs").into_iter().filter(|file| file.parent() == Some(folder.as_path())) {
        let stem = file.file_stem().unwrap().to_string_lossy();
        assert!(read(&file).contains("pub static RULE: Rule"), "{} declares no rule", name(&file));
        assert!(table.contains(&format!("pub mod {stem};")) && table.contains(&format!("&{stem}::RULE")), "{stem}");
    }
}

/// A word list begins with `#` lines that say where it is from; its entries stand one a line, sorted by bytes, each once.
#[test]
fn word_lists_are_sorted_and_name_their_source() {
    for file in files("src", "txt").into_iter().filter(|file| file.iter().any(|part| part == "lexicon")) {
        let (list, name) = (read(&file), name(&file));
        assert!(list.starts_with("# "), "{name} does not say where it is from");
        assert!(list.ends_with('\n'), "{name} does not end with a line break");
        let entries: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
        for pair in entries.windows(2) {
            assert!(pair[0] < pair[1], "{name}: “{}” stands before “{}”", pair[0], pair[1]);
        }
        for entry in entries {
            assert!(!entry.is_empty() && entry.trim() == entry, "{name}: “{entry}”");
        }
    }
}

#[test]
fn rules_md_is_what_the_table_says() {
    let file = root().join("RULES.md");
    let written = run(&["rules", "--markdown"], "").out;
    if std::env::var_os("NEWSGLASS_UPDATE").is_some() {
        std::fs::write(&file, &written).unwrap();
    }
    assert!(written == read(&file), "RULES.md is behind the rule table: newsglass rules --markdown >RULES.md");
}

/// Files under version control, or none where this is no checkout (a package from a registry).
fn tracked() -> Vec<PathBuf> {
    let list = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    let list = list.map(|list| String::from_utf8_lossy(&list.stdout).into_owned()).unwrap_or_default();
    list.split('\0')
        .filter(|file| !file.is_empty())
        .map(|file| root().join(file))
        .filter(|file| file.is_file())
        .collect()
}

#[test]
fn no_file_names_one_machine() {
    // Put together, so that this file is not one of them.
    let places = ["/home", "/Users", "/root", "/work"].map(|place| format!("{place}/"));
    for file in tracked() {
        let Ok(text) = String::from_utf8(std::fs::read(&file).unwrap()) else { continue };
        for (n, line) in text.lines().enumerate() {
            for place in &places {
                // "https://example.org/work/…" names no machine.
                let at = line.match_indices(place.as_str()).find(|&(at, _)| {
                    !line[..at].ends_with(|c: char| {
                        c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '}' | '*' | '~')
                    })
                });
                assert!(at.is_none(), "{}:{}: {line}", name(&file), n + 1);
            }
        }
    }
}

#[test]
fn sources_are_plain_text() {
    let endings: BTreeSet<&str> = ["rs", "js", "ts", "md", "toml", "html", "css", "json", "sh", "txt"].into();
    for file in tracked() {
        if !file.extension().is_some_and(|end| endings.contains(end.to_string_lossy().as_ref())) {
            continue;
        }
        let text = std::fs::read(&file).unwrap();
        let text = String::from_utf8(text).unwrap_or_else(|_| panic!("{} is not UTF-8", name(&file)));
        assert!(!text.contains('\r'), "{} has carriage returns", name(&file));
        let trailing = text.lines().position(|line| line.ends_with([' ', '\t']) && !line.trim().is_empty());
        assert!(
            trailing.is_none() || file.extension().is_some_and(|end| end == "md" || end == "txt"),
            "{}:{}",
            name(&file),
            trailing.unwrap_or(0) + 1
        );
    }
}
