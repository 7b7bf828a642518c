//! Everything that Newsglass says outside the rule table: message key and English text, and `_locales/en/messages.json` made of both.
//!
//! Translations are `extension/_locales/*/messages.json` with the same keys. `$1`, `$2` stand for what is put in. A text that depends on a number has
//! a key for each plural category of its language, named as Unicode's CLDR names them: `folded_one` and `folded_other` in English.

pub mod signs;

use crate::engine::rule::{KindDeclaration, Rule};
use crate::engine::rules::RULES;
use serde_json::{Map, Value, json};
use signs::{SIGNS, sign_key};

/// Message key and English text, grouped by the page that says it.
pub static TEXTS: &[(&str, &str)] = &[
    // The language of the texts themselves: where the browser's has none, the two differ.
    ("language", "en"),
    ("direction", "ltr"),
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
    ("notStarted", "Newsglass could not start. $1"),
    ("unknownError", "The browser does not say what."),
    ("backgroundGone", "The extension’s background went away."),
    // The switches that popup, options and demo share.
    ("enabled", "Newsglass on or off"),
    ("rulesHeading", "What is marked and folded"),
    ("different_one", "$1 different actor"),
    ("different_other", "$1 different actors"),
    ("folded_one", "$1 folded paragraph"),
    ("folded_other", "$1 folded paragraphs"),
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
    // On the page: fold bars and badge (`page/plan.rs`). The badge has room for four characters.
    ("repeatAbove_one", "$1 paragraph repeats from above"),
    ("repeatAbove_other", "$1 paragraphs repeat from above"),
    ("repeatBelow_one", "$1 paragraph repeats from below"),
    ("repeatBelow_other", "$1 paragraphs repeat from below"),
    ("repeatAboveWhy", "The same text stands above on this page."),
    ("repeatBelowWhy", "The same text stands below on this page."),
    ("policy_one", "Comment policy, $1 paragraph"),
    ("policy_other", "Comment policy, $1 paragraphs"),
    ("policyWhy_one", "Comment policy: $1 sign ($2)"),
    ("policyWhy_other", "Comment policy: $1 signs ($2)"),
    ("barShow", "Show"),
    ("barHide", "Hide"),
    ("badge", "$1"),
    ("badgeThousands", "$1k"),
    ("badgeMany", "1M+"),
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
    ("viewer", "The browser shows this file in a viewer of its own, where extensions cannot read it."),
    ("refused", "The browser did not let Newsglass read this page. It says: $1"),
    ("store", "This is a store for extensions, and browsers let no extension read it."),
    (
        "file",
        "This is a file on your device. To have files read, allow it for Newsglass in the browser’s own list of extensions.",
    ),
    ("readNow", "Read this page now"),
    ("hostPage", "Read in the page itself."),
    ("hostBackground", "Read in the extension’s background."),
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
    ("percent", "$1 %"),
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
    ("openPanel", "Side panel"),
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
    ("changesHere", "Your changes on this site: $1"),
    ("panelExport", "Export"),
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
    // Settings that could not be read: $1 is a setting's name, $2 one of the reasons.
    ("warningsHeading", "Some stored settings could not be read"),
    (
        "warningsKept",
        "What is stored stays as it is until you change something here; then a copy of it is kept on this device.",
    ),
    ("warningOf", "“$1”: $2. Its default is used."),
    ("warningOfAll", "What is stored: $1. The defaults are used."),
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
    ("andMore_one", "and $1 more of the kind"),
    ("andMore_other", "and $1 more of the kind"),
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
    ("importWhole", "The file: $1."),
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
    all().find(|(name, _)| name == key).map(|(_, text)| text)
}

/// Message key of a rule's one-sentence summary. That of its label is [`Rule::key`].
pub fn summary_key(rule: &Rule) -> String {
    format!("{}Summary", rule.key)
}

/// Message key of a kind's label: "actors_armed_group".
pub fn kind_key(rule: &Rule, kind: &KindDeclaration) -> String {
    format!("{}_{}", rule.key, kind.name.replace('-', "_"))
}

/// What translators cannot see from an English text.
pub static NOTES: &[(&str, &str)] = &[
    ("language", "The language tag of this file (BCP 47), as the folder is named: de, ar, pt-BR."),
    ("direction", "ltr or rtl: how this language is written."),
    ("extDescription", "At most 132 characters."),
    ("extMenuMark", "The browser puts the selected words in for %s."),
    ("marker", "A text marker, a highlighter pen: the strongest of three strengths."),
    ("whisper", "The faintest of three strengths in which marks are painted."),
    ("normal", "The middle of three strengths in which marks are painted."),
    ("stepAt", "$1: a kind of mark (Persons); $2: which one; $3: of how many."),
    ("step", "$1: a kind of mark (Persons)."),
    ("siteHeading", "$1: a site (example.org). Above three buttons: Always, When I ask, Never."),
    ("siteAsk", "Button: run on this site when the reader asks."),
    ("policy_other", "Newsglass folds the rules that a site has for its readers’ comments. $1: how many paragraphs."),
    ("policyWhy_other", "$1: how many signs spoke for it; $2: what they were, as a list."),
    ("barShow", "Button: shows what is folded."),
    ("barHide", "Button: folds it again."),
    ("badgeThousands", "$1: thousands, as in 1.2k. With the number at most four characters."),
    ("badgeMany", "A million or more; at most four characters."),
    ("cardTitle", "A person’s title: Dr., President, Gen."),
    ("cardRole", "What a person is, in the report’s words: director of the fleet."),
    ("cardSource", "Who is quoted."),
    ("why", "Heading of what the rule saw; the texts whose keys begin with sign_ stand there."),
    ("firstMention", "Heading of the words with which the report first names somebody."),
    ("bound", "Words that say that a number is not exact: about, more than."),
    ("of", "Heading of what a number counts: 300 of “soldiers”."),
    ("si", "A measure converted to SI units: metres, kilograms."),
    ("iso", "The date as ISO 8601 writes it."),
    ("nth", "$1: which of the mentions this is; $2: how many there are."),
    ("heardQuote", "Read aloud. $1: kind of quote; $2: its words; $3: who says it."),
    ("hideHere", "$1: a name or a kind of mark. Under the heading “Hide …”."),
    ("hideEverywhere", "$1: a name or a kind of mark. Under the heading “Hide …”."),
    ("wrong", "Button that opens the ways to correct a mark."),
    ("itIs", "Corrects the kind of a mark. $1: a kind (Places)."),
    ("quoted", "$1: a name from the report, in quotation marks."),
    ("becomesOn", "$1: a name; $2: a kind of mark; $3: a site."),
    ("becomesEverywhere", "$1: a name; $2: a kind of mark."),
    ("unmarkedOn", "$1: a name or a kind of mark; $2: a site."),
    ("different_other", "$1: how many actors of the report are not the same."),
    ("andMore_other", "Ends a list of things that are wrong. $1: how many more there are."),
    ("warningOf", "$1: a setting’s name; $2: a reason (noColour, wrongType …)."),
    ("importWhole", "$1: a reason (fileTooLong, noVersion)."),
    ("importOf", "$1: line; $2: column; $3: what stands there; $4: a reason (notKnown, wrongType …)."),
    ("badLine", "$1: line; $2: column; $3: what stands there; $4: a reason (wordTooLong, patternBad …)."),
    ("siteWrong", "$1: what was typed; $2: a reason (siteEmpty, sitePort …)."),
    ("neitherAlwaysNorNever", "“always” and “never” are words of the file: not translated."),
    ("noStrength", "The words in quotation marks are words of the file: not translated."),
    ("also", "$1: other names of the same actor, as a list."),
    ("goneTo", "$1: what was gone to; $2: which of its mentions; $3: of how many."),
    ("actorSame", "Label before a list of the report’s other actors."),
    ("actorNobody", "In the list under “The same as”: no other actor."),
    ("cardSet", "Which of the reader’s sets of words a word is from."),
    ("setNew", "The name that a new set of words gets. $1: a number."),
    ("calledOn", "$1: a name; $2: the name that the reader gave; $3: a site."),
];

/// `_locales/en/messages.json`, with a line break at its end.
pub fn messages() -> String {
    let messages: Map<String, Value> = all()
        .map(|(key, text)| {
            let note = NOTES.iter().find(|(of, _)| *of == key).map(|&(_, note)| note);
            let note =
                note.or_else(|| key.starts_with("sign_").then_some("What a rule saw; the card says it under “Why”."));
            let message =
                note.map_or_else(|| json!({ "message": text }), |note| json!({ "message": text, "description": note }));
            (key, message)
        })
        .collect();
    format!("{:#}\n", Value::Object(messages))
}

/// Key and English text of all that is said.
fn all() -> impl Iterator<Item = (String, &'static str)> {
    let own = TEXTS.iter().map(|&(key, text)| (key.to_owned(), text));
    own.chain(of_rules()).chain(SIGNS.iter().map(|&sign| (sign_key(sign), sign)))
}

/// A text with something in the place of `$1`, `$2`, as browsers put it in.
pub fn put_in(text: &str, put: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('$');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let number = part.chars().next().and_then(|digit| digit.to_digit(10)).and_then(|digit| digit.checked_sub(1));
        match number {
            Some(number) => {
                out.push_str(put.get(number as usize).copied().unwrap_or_default());
                out.push_str(&part[1..]);
            }
            None => {
                out.push('$');
                out.push_str(part);
            }
        }
    }
    out
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
        for (key, _) in all() {
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
        let mut all = ["src/ui", "src/ui/options", "src/ui/panel", "src/panel", "src/page/plan"].map(files).concat();
        // What refuses something names the reason by its key.
        all.extend(["src/settings", "src/engine/rules/custom"].into_iter().flat_map(files));
        all.extend(["src/ui.rs", "src/page/plan.rs", "src/settings.rs"].map(|file| root.join(file)));
        for folder in ["extension", "extension/content", "www"] {
            let known = |path: &PathBuf| {
                path.extension().is_some_and(|end| ["html", "json", "js"].iter().any(|known| end == *known))
            };
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
            // What stands before a key, and whether the key lacks its plural category.
            let says = [
                ("say(\"", false),
                ("say_with(\"", false),
                ("say_count(\"", true),
                ("data-say=\"", false),
                ("data-say-label=\"", false),
                ("data-say-title=\"", false),
                ("__MSG_", false),
                ("essage(\"", false),
                ("new Error(\"", false),
                ("(\"badge", false),
            ];
            for (before, plural) in says {
                for rest in source.split(before).skip(1) {
                    let mut key: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
                    if before.ends_with("badge") {
                        key.insert_str(0, "badge");
                    }
                    let keys: Vec<String> =
                        if plural { ["one", "other"].map(|form| format!("{key}_{form}")).into() } else { vec![key] };
                    for key in keys {
                        let known = english(&key).is_some();
                        // The hands' errors may be somebody else's.
                        assert!(known || before.contains("Error"), "{}: no text for {key}", path.display());
                        used.insert(key);
                    }
                }
            }
        }
        // Those of the manifest are used only where it is there already.
        let unused = |key: &&str| !used.contains(*key) && !key.starts_with("ext");
        let unused: Vec<&str> = TEXTS.iter().map(|&(key, _)| key).filter(unused).collect();
        assert!(unused.is_empty(), "never said: {unused:?}");
    }

    #[test]
    fn every_note_is_of_a_text() {
        for (key, _) in NOTES {
            assert!(english(key).is_some(), "a note of {key}");
        }
    }

    #[test]
    fn what_is_put_in_is_not_read_again() {
        assert_eq!(put_in("$1 of $2, $1", &["$2", "9"]), "$2 of 9, $2");
        assert_eq!(put_in("$1 at $x", &[]), " at $x");
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
