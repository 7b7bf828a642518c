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
    // The context menu, whose titles the background reads; the browser puts the selection in for %s.
    ("extMenuRead", "Read this page with Newsglass"),
    ("extMenuMark", "Always mark “%s”"),
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
    ("becomesEverywhere", "$1 is shown under “$2” everywhere."),
    ("unmarkedOn", "$1: not marked on $2."),
    ("unmarkedEverywhere", "$1: not marked anywhere."),
    ("wordMarked", "“$1” is marked from now on."),
    ("undo", "Undo"),
    ("undone", "As it was."),
    // Settings that could not be read: $1 is a setting's name, $2 one of the reasons.
    ("warningsHeading", "Some stored settings could not be read"),
    (
        "warningsKept",
        "What is stored stays as it is until you change something here; then a copy of it is kept on this device.",
    ),
    ("warningOf", "“$1”: $2. Its default is used."),
    ("warningOfAll", "$1. The defaults are used."),
    ("laterVersion", "written by a later version of Newsglass"),
    ("noObject", "these are no settings of Newsglass"),
    ("wrongType", "a value of another type is expected"),
    ("notKnown", "not known to this version"),
    ("noRule", "there is no such rule"),
    ("neitherOnNorOff", "neither true nor false"),
    ("noKind", "there is no such kind"),
    ("neitherAlwaysNorNever", "neither “always” nor “never”"),
    ("noText", "something in it is no text"),
    ("noWord", "neither a text nor a word or pattern with a note"),
    ("ofNothing", "something in it speaks of nothing"),
    ("noStrength", "neither “whisper” nor “normal” nor “marker”"),
    ("noColour", "not a colour such as #1a7f64"),
    ("siteEmpty", "a site needs a name, such as example.org"),
    ("siteScheme", "only http and https can be read"),
    ("siteStar", "a star may stand alone before the name, as in *.example.org, or in the path"),
    ("sitePort", "a site’s name has no port"),
    ("siteCharacter", "a site’s name has no such characters"),
    ("siteEverywhere", "for every site, choose “On every site” above"),
    // Own words that are refused.
    ("wordEmpty", "nothing that could be found"),
    ("wordMissing", "no word in this row"),
    ("wordTooLong", "longer than 500 characters"),
    ("wordsTooMany", "more than 100,000 words"),
    ("patternsTooMany", "more than 1,000 patterns"),
    ("patternEmpty", "it would find places without any text"),
    ("patternCostly", "too costly: repeat less, or make it shorter"),
    ("patternGroupOpen", "this bracket is never closed"),
    ("patternGroupClosed", "this bracket was never opened"),
    ("patternClassOpen", "this [ is never closed"),
    ("patternClass", "there is no such class of characters"),
    ("patternRange", "this range runs backwards"),
    ("patternNothingRepeated", "nothing stands before the sign of repetition"),
    ("patternCount", "not a number of repetitions"),
    ("patternReference", "references back are not possible, as finding them takes too long"),
    ("patternLook", "looking ahead or behind is not possible, as it takes too long"),
    ("patternEscape", "no sign that stands for something"),
    ("patternBad", "not a pattern"),
    ("tableQuoteOpen", "this quotation mark is never closed"),
    ("tableBehindQuote", "text behind the closing quotation mark"),
    // Settings files that are refused.
    ("noJson", "not JSON"),
    ("noVersion", "no settings of Newsglass: there is no “version” in it"),
    ("fileTooLong", "longer than 8 MB, more than a browser keeps for an extension"),
    ("andMore", "and more of the kind"),
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
    ("siteName", "Site"),
    ("siteChoice", "Run there"),
    ("siteAdd", "Add"),
    ("siteSave", "Save"),
    ("siteWrong", "“$1”: $2."),
    (
        "siteHelp",
        "A site with all below it: example.org. A part of it: example.org/world. Or a match pattern: https://*.example.org/*. Of several that fit, the longest decides.",
    ),
    ("siteRemoved", "$1 was removed."),
    ("edit", "Edit"),
    ("editSite", "Edit $1"),
    ("cancel", "Cancel"),
    ("coloursReset", "Newsglass’s own colours"),
    ("coloursWereReset", "The colours are Newsglass’s own again."),
    ("colourOf", "Colour: $1"),
    ("remove", "Remove"),
    ("removeSite", "Remove $1"),
    ("rulesNote", "Each kind is shown here as it looks in a report."),
    ("exceptionsHeading", "Corrections and what is hidden"),
    ("exceptionsNone", "Nothing yet. A mark’s card offers “Hide …” and “Wrong?”."),
    ("removeException", "Remove: $1"),
    ("exceptionRemoved", "A correction was removed: $1"),
    ("wordsHeading", "Own words"),
    ("wordsNote", "Words, phrases and patterns that are marked wherever they stand, in any language."),
    (
        "wordsNone",
        "None yet. Select a word on a page, open the context menu, and choose “Always mark”; or make a set here.",
    ),
    ("setAdd", "New set"),
    ("setAlways", "Always marked"),
    ("setNew", "Set $1"),
    ("setOn", "Look for: $1"),
    ("setName", "Name"),
    ("colour", "Colour"),
    ("setNote", "Note on the card"),
    ("setWhole", "Whole words only"),
    ("setCase", "Capitals matter"),
    ("setWords", "Words: one word, phrase or /pattern/ a line; a note behind a tab"),
    (
        "setWordsHelp",
        "Patterns are written as in Rust’s regex, which finds them in steady time: /colou?rs?/, /[A-Z]{2}-[0-9]+/.",
    ),
    ("setImport", "Import a table (CSV) …"),
    ("setEdit", "Edit: $1"),
    ("setRemove", "Remove set: $1"),
    ("setRemoved", "The set “$1” was removed."),
    ("setHolds", "Words: $1, patterns: $2"),
    ("setImported", "“$1” was imported. New: $2, there already: $3."),
    ("setLeftOut", "Lines that were left out: $1"),
    ("setTooLarge", "This would be more than a browser keeps for an extension. Nothing was changed."),
    ("badLine", "Line $1, column $2, “$3”: $4."),
    ("cardSet", "Set"),
    ("fileHeading", "Settings as a file"),
    ("fileNote", "Everything on this page, with sites, corrections and words. The file is taken whole or not at all."),
    ("export", "Export all settings"),
    ("exportReplaced", "Export the settings that were replaced"),
    ("import", "Import a file …"),
    ("imported", "“$1” was imported: all settings are as it says."),
    ("importRefused", "“$1” was not imported, and nothing was changed."),
    ("importWhole", "$1."),
    ("importMore", "$1 $2."),
    ("importAt", "Line $1, column $2: $3."),
    ("importOf", "Line $1, column $2, “$3”: $4."),
    (
        "importAdvice",
        "Put these places right in a text editor, or export the settings again where they came from. Then import the file again.",
    ),
    (
        "importLater",
        "Update Newsglass in this browser, then import the file again; or export it from the version that you have here.",
    ),
    ("syncHeading", "On your other devices"),
    ("sync", "Keep in step through the browser’s account"),
    (
        "syncNote",
        "Off unless you choose it. Carries which rules and kinds are on, their colours and the strength. Never sites, words or corrections.",
    ),
    ("resetHeading", "Start again"),
    ("resetNote", "Puts every setting back, and forgets the sites you chose, your corrections and your words."),
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
        let mut all = files("src/ui");
        all.extend(files("src/ui/options"));
        all.push(root.join("src/ui.rs"));
        // What refuses something names the reason by its key.
        all.extend(["src/settings", "src/engine/rules/custom"].into_iter().flat_map(files));
        all.push(root.join("src/settings.rs"));
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
            // Reasons stand where something is refused, as plain keys.
            if path.iter().any(|part| part == "settings" || part == "custom" || part == "settings.rs") {
                let quoted = source.split('"').filter(|text| TEXTS.iter().any(|(key, _)| key == text));
                used.extend(quoted.map(str::to_owned));
                continue;
            }
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
