//! Everything that Newsglass says outside the rule table: message key and English text, and `_locales/en/messages.json` made of both.
//!
//! Translations are further `_locales` folders with the same keys. `$1`, `$2` stand for what is put in.

use crate::engine::rule::{KindDeclaration, Rule};
use crate::engine::rules::RULES;
use serde_json::{Map, Value, json};

/// Message key and English text, grouped by the page that says it.
pub static TEXTS: &[(&str, &str)] = &[
    // The manifest.
    ("extName", "Newsglass"),
    (
        "extDescription",
        "A reading glass for news reports: folds what repeats, hides the comment policy, marks actors, numbers and quotes.",
    ),
    ("commandToggle", "Hide and show everything"),
    ("commandNext", "Go to the next mark"),
    ("commandPrevious", "Go to the previous mark"),
    ("commandRead", "Read this page"),
    ("commandPanel", "Open the side panel"),
    // The context menu, whose titles the background reads; the browser puts the selection in for %s.
    ("extMenuRead", "Read this page with Newsglass"),
    ("extMenuMark", "Always mark “%s”"),
    ("extMenuPanel", "Open Newsglass beside the page"),
    ("privacy", "Nothing you read leaves this device."),
    ("failed", "Something went wrong: $1"),
    // The switches that popup, options and demo share.
    ("enabled", "Newsglass on or off"),
    ("rulesHeading", "What is marked and folded"),
    ("different", "$1 different"),
    ("folded", "Folded paragraphs: $1"),
    ("showAll", "Show all"),
    ("strengthHeading", "How strongly marks are painted"),
    ("strength", "Strength"),
    ("whisper", "Whisper"),
    ("normal", "Normal"),
    ("marker", "Marker"),
    ("step", "Go to the next of: $1"),
    ("stepAt", "$1: $2 of $3"),
    ("previousMark", "Previous"),
    ("nextMark", "Next"),
    // Popup: what happened on the page.
    ("asking", "Looking at this page …"),
    ("marked", "This page is a report, and it is marked."),
    ("markedAsked", "This page does not look like a report. It is marked because you asked."),
    ("foreign", "This page is not in English, so only what repeats is folded."),
    ("notReport", "This page does not look like a report, so it was left alone."),
    ("off", "Newsglass is switched off."),
    ("never", "You chose never to run on this site."),
    ("unread", "This page has not been read: Newsglass reads only where you ask."),
    ("openedBefore", "This page has not been read yet: it was open before Newsglass could reach it."),
    ("noTab", "There is no page to read in this window."),
    ("ownPage", "This page belongs to the browser, and extensions cannot read it."),
    ("store", "This is a store for extensions, and browsers let no extension read it."),
    (
        "file",
        "This is a file on your device. To have files read, allow it for Newsglass in the browser’s own list of extensions.",
    ),
    ("readNow", "Read this page now"),
    ("hostPage", "Read in the page itself, on this device."),
    ("hostBackground", "Read in the extension’s background, on this device."),
    // Popup: this site.
    ("siteHeading", "On $1"),
    ("siteAlways", "Always"),
    ("siteAsk", "When I ask"),
    ("siteDefault", "As usual"),
    ("siteNever", "Never"),
    (
        "siteNoPermission",
        "The browser has not permitted Newsglass to run on this site by itself. Choose “Always” to ask again.",
    ),
    ("openOptions", "Settings"),
    // The card.
    ("why", "Why"),
    ("cardTitle", "Title"),
    ("cardRole", "Role"),
    ("cardSource", "Source"),
    ("mentions", "Mentions"),
    ("firstMention", "First named"),
    ("anonymous", "The report withholds the name."),
    ("noSpeaker", "No speaker found"),
    ("saidBy", "Said by"),
    ("value", "Value"),
    ("bound", "Hedge"),
    ("of", "Of"),
    ("si", "In SI units"),
    ("iso", "ISO 8601"),
    ("heard", "$1: $2"),
    ("heardSaid", "$1: $2. Said by $3."),
    ("heardQuote", "$1: $2. $3."),
    ("previousMention", "Previous mention"),
    ("nextMention", "Next mention"),
    ("nth", "$1 of $2"),
    ("toFirst", "$1 of $2, go to the first"),
    ("copy", "Copy"),
    ("close", "Close"),
    ("hide", "Hide …"),
    ("hideHere", "$1 on this site"),
    ("hideEverywhere", "$1 everywhere"),
    ("wrong", "Wrong?"),
    ("notMarked", "Do not mark this"),
    ("itIs", "It belongs to: $1"),
    // What a change did.
    ("quoted", "“$1”"),
    ("becomesOn", "$1 is shown under “$2” on $3."),
    ("calledOn", "$1 is called “$2” on $3."),
    ("calledEverywhere", "$1 is called “$2” everywhere."),
    ("becomesEverywhere", "$1 is shown under “$2” everywhere."),
    ("unmarkedOn", "$1: not marked on $2."),
    ("unmarkedEverywhere", "$1: not marked anywhere."),
    ("wordMarked", "“$1” is marked from now on."),
    ("undo", "Undo"),
    ("undone", "As it was."),
    // The panel.
    ("openPanel", "Open the side panel"),
    ("panelTitle", "The report at a glance"),
    ("panelActors", "Actors"),
    ("panelFigures", "Figures"),
    ("panelQuotes", "Quotes"),
    ("panelDates", "Dates"),
    ("panelWords", "Own words"),
    ("panelLists", "Lists"),
    ("panelFilter", "Filter"),
    ("panelNone", "Nothing of this kind was found."),
    ("panelNoneFits", "Nothing fits the filter."),
    ("panelPdf", "This is a PDF, which the browser shows in a viewer of its own. Extensions cannot read it there."),
    (
        "panelRefused",
        "The browser does not let Newsglass at this page from here. Press Alt+Shift+M on the page, or choose “Read this page with Newsglass” in its context menu.",
    ),
    ("also", "also $1"),
    ("goneTo", "$1: $2 of $3"),
    ("notThere", "This is no longer on the page."),
    ("withheld", "Sources that the report does not name"),
    ("copyQuote", "Copy this quote"),
    ("copied", "Copied."),
    ("notCopied", "The browser did not allow it."),
    ("changeActor", "Change $1"),
    ("actorName", "Name"),
    ("actorKind", "Kind"),
    ("actorSame", "The same as"),
    ("actorNobody", "Nobody else here"),
    ("actorSave", "Save"),
    ("actorHide", "Hide on this site"),
    ("cancel", "Cancel"),
    ("changesHere", "Your changes on this site: $1"),
    ("export", "Export"),
    ("exportAs", "Export what is shown as"),
    ("exportCsv", "Table (CSV)"),
    ("exportJson", "JSON"),
    ("exportMarkdown", "Markdown"),
    ("exportAnnotations", "Web Annotations"),
    ("exported", "Saved: $1"),
    ("columnName", "Name"),
    ("columnKind", "Kind"),
    ("columnTitles", "Title or role"),
    ("columnAliases", "Also called"),
    // Settings that could not be read.
    ("warningsHeading", "Some stored settings could not be read"),
    ("warningsKept", "What is stored stays as it is until you change something here."),
    // Options.
    ("optionsTitle", "Newsglass settings"),
    ("whereHeading", "Where it runs"),
    ("everywhere", "On every site"),
    ("everywhereNote", "Reports are marked as you open them; other pages are left alone."),
    ("whereAsked", "Only where I ask"),
    ("whereAskedNote", "A page is read when you press “Read this page now”, and on the sites you chose."),
    ("everywhereNoPermission", "The browser has not given its permission, so Newsglass still runs only where you ask."),
    ("sitesHeading", "Sites"),
    ("sitesNone", "You have chosen nothing for single sites."),
    ("remove", "Remove"),
    ("removeSite", "Remove $1"),
    ("rulesNote", "Each kind is shown here as it looks in a report."),
    ("exceptionsHeading", "Corrections and what is hidden"),
    ("exceptionsNone", "Nothing yet. A mark’s card offers “Hide …” and “Wrong?”."),
    ("removeException", "Remove: $1"),
    ("wordsHeading", "Own words"),
    ("wordsNone", "None yet. Select a word on a page, open the context menu, and choose “Always mark”."),
    ("resetHeading", "Start again"),
    ("resetNote", "Puts every setting back, and forgets the sites you chose and your corrections."),
    ("reset", "Reset all settings"),
    ("resetDone", "All settings are as on the first day."),
    // Welcome.
    ("welcomeTitle", "A reading glass for news reports"),
    ("welcomeFolds", "Newsglass folds paragraphs that come again and hides the rules for commenting."),
    ("welcomeMarks", "It marks who is in the report, every figure, and who said what."),
    ("welcomePage", "The page’s own text stays as it is, and one switch takes everything away again."),
    ("welcomeChoice", "Where should it run?"),
    ("welcomeLater", "You can change this at any time in the settings."),
    ("welcomeEverywhere", "Done. Open a report, and it is marked."),
    ("welcomeAsked", "Done. On a report, open Newsglass in the toolbar and press “Read this page now”."),
    ("tryHeading", "Try it"),
    (
        "tryNote",
        "Rest the pointer on a mark, or tap it: a card says what it is. Alt+Shift+J and Alt+Shift+K go from mark to mark, Alt+Shift+G hides and shows everything.",
    ),
    ("tryTitle", "A sample report"),
    ("legendHeading", "How marks look"),
    ("privacyHeading", "Your reading stays yours"),
    (
        "privacyLong",
        "Every page is read on this device, by a program that came with the extension. It sends nothing, collects nothing and loads nothing.",
    ),
];

/// The English text of a key, from here or from the rule table; `None` for a key that nothing says.
pub fn english(key: &str) -> Option<&'static str> {
    let own = TEXTS.iter().find(|(name, _)| *name == key).map(|&(_, text)| text);
    own.or_else(|| of_rules().find(|(name, _)| name == key).map(|(_, text)| text))
}

/// Message key of a rule's one-sentence summary. That of its label is [`Rule::key`].
pub fn summary_key(rule: &Rule) -> String {
    format!("{}Summary", rule.key)
}

/// Message key of a kind's label: "actors_armed_group".
pub fn kind_key(rule: &Rule, kind: &KindDeclaration) -> String {
    format!("{}_{}", rule.key, kind.name.replace('-', "_"))
}

/// `_locales/en/messages.json`, with a line break at its end.
pub fn messages() -> String {
    let own = TEXTS.iter().map(|&(key, text)| (key.to_owned(), text));
    let messages: Map<String, Value> =
        own.chain(of_rules()).map(|(key, text)| (key, json!({ "message": text }))).collect();
    format!("{:#}\n", Value::Object(messages))
}

/// Key and English text of every label in the rule table.
fn of_rules() -> impl Iterator<Item = (String, &'static str)> {
    RULES.iter().flat_map(|rule| {
        let kinds = rule.kinds.iter().map(|kind| (kind_key(rule, kind), kind.label));
        [(rule.key.to_owned(), rule.label), (summary_key(rule), rule.summary)].into_iter().chain(kinds)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    #[test]
    fn no_key_is_said_twice() {
        let mut seen = BTreeSet::new();
        for key in TEXTS.iter().map(|(key, _)| (*key).to_owned()).chain(of_rules().map(|(key, _)| key)) {
            assert!(key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{key}: not a message key");
            assert!(seen.insert(key.clone()), "{key} stands twice");
        }
    }

    /// Files that say something, and the words that come before a key in them.
    fn sources() -> Vec<PathBuf> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = |folder: &str| {
            let entries = std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
            entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect::<Vec<_>>()
        };
        let mut all = ["src/ui", "src/ui/panel", "src/panel"].map(files).concat();
        all.push(root.join("src/ui.rs"));
        for folder in ["extension", "www"] {
            let known = |path: &PathBuf| path.extension().is_some_and(|end| end == "html" || end == "json");
            all.extend(files(folder).into_iter().filter(known));
        }
        all
    }

    #[test]
    fn every_key_that_is_used_has_a_text_and_every_text_is_used() {
        let mut used = BTreeSet::new();
        for path in sources() {
            let source = std::fs::read_to_string(&path).unwrap();
            for before in ["say(\"", "say_with(\"", "data-say=\"", "data-say-label=\"", "data-say-title=\"", "__MSG_"] {
                for rest in source.split(before).skip(1) {
                    let key: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
                    assert!(english(&key).is_some(), "{}: no text for {key}", path.display());
                    used.insert(key);
                }
            }
        }
        // Those of the manifest are used only where it is there already.
        let unused = |key: &&str| !used.contains(*key) && !key.starts_with("ext");
        let unused: Vec<&str> = TEXTS.iter().map(|&(key, _)| key).filter(unused).collect();
        assert!(unused.is_empty(), "never said: {unused:?}");
    }

    #[test]
    fn the_message_file_holds_every_text() {
        let file: Value = serde_json::from_str(&messages()).unwrap();
        assert_eq!(file["extName"]["message"], "Newsglass");
        assert_eq!(file["actors"]["message"], "Actors");
        assert_eq!(file["actors_armed_group"]["message"], "Armed groups");
        assert!(file["repeatsSummary"]["message"].is_string());
    }
}
