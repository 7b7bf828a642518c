//! What crosses between the parts of the extension, as serde types. JavaScript passes these on and reads only the plan's places.
//!
//! | from | to | what |
//! |---|---|---|
//! | hands | engine (either host) | [`Request`] |
//! | engine | hands | [`Plan`] |
//! | popup, panel | content script | `{"ask": "state"}`, answered with [`PageState`] (with `host` filled in by the hands) |
//! | popup, panel | content script | `{"ask": "show-all"}`: opens every fold |
//! | tests | content script | `{"ask": "work"}`: what the hands did on the page's thread, `{"readings", "slices", "total", "longest", "what"}`, times in milliseconds |
//! | popup, background | content script | `{"ask": "step", "by": 1 or -1, "kind": string?}`: to the next or previous mark |
//! | popup, welcome | background | `{"do": "read", "tab": number}`: read this page now; answered with `null` or `{"error": text}` |
//! | panel | content script | `{"ask": "report"}`, answered with a [`PageReport`] |
//! | panel | content script | `{"ask": "text"}`, answered with a `Placed` (`panel/annotation.rs`) |
//! | panel | content script | `{"ask": "go", "key": string}`: to the mark with that key; answered with whether there is one |
//! | panel | content script | port `panel`, on which the hands say `{}` whenever the page was read again |
//! | content script | background, panel | `{"do": "badge", "text": string}` |
//! | content script | background | `{"do": "card", "of": CardRequest}`, answered with a `Card` (`ui/card.rs`) |
//! | content script | background | `{"do": "change", "change": Change}`, answered with a `Changed` (`ui/change.rs`) |
//! | content script | background | `{"do": "say", "plan": {"badge", "folds"}}` of a [`Plan`] made in the page: answered with the same, each message with what it `said`, and `tongue`, the language of our words |
//! | content script | background | `{"do": "engine", "policies": [string]}`: puts the engine's glue beside the content script if WebAssembly may run in the page; answered with whether it may |
//! | content script | background | port `engine`: long parts of a [`Request`] as pieces `{"name", "part"}`, then the rest of it; answered with pieces of the plan's `marks` and `actors`, then `{"plan"}` or `{"error"}`; the background looks for own words |
//!
//! Settings never cross as messages: they are in the extension's local storage under `settings`, and every part watches that.

use crate::settings::Problem;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the hands ask of the engine: a page's nodes and the circumstances.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Address of the page.
    pub url: String,
    /// See [`crate::page::stream::Stream::ops`].
    pub ops: Vec<u32>,
    /// See [`crate::page::stream::Stream::strings`].
    pub strings: Vec<String>,
    /// See [`crate::page::stream::Stream::text`].
    pub text: String,
    /// The stored settings, as they are.
    pub settings: Value,
    /// Whether the reader asked for this page ("read this page"): then everything is marked, report or not.
    pub asked: bool,
    /// Computed background colours from the article up to the root, nearest first, as CSS writes them ("rgb(0, 0, 0)").
    pub backgrounds: Vec<String>,
    /// Computed colour of the text there.
    pub ink: String,
    /// Whether highlights take what they do not declare from those of the element around (Chromium; Firefox does not yet).
    pub inherits: bool,
    /// Where own words were found: block, first byte, byte after the last, set, entry; five numbers each ([`crate::page::plan::own`]).
    pub own: Vec<u32>,
}

/// What the hands have to do: a complete description, not a difference.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Plan {
    /// The style sheet of the highlights.
    pub css: String,
    /// The style sheet of the fold bars, each in a shadow root of its own.
    pub bar_css: String,
    /// Whether the page is dark.
    pub dark: bool,
    /// One for each kind that is painted.
    pub highlights: Vec<Highlight>,
    /// The painted marks in page order.
    pub marks: Vec<MarkPlan>,
    /// The actors that marks speak of; actor 1 stands first.
    pub actors: Vec<ActorPlan>,
    /// The folds in page order.
    pub folds: Vec<FoldPlan>,
    /// What the toolbar badge says; none for nothing.
    pub badge: Option<Message>,
    /// What popup and panel show.
    pub state: PageState,
}

/// Something to be said in the reader's language, by its key: the engine knows no other. The hands say it (`extension/content/say.js`).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Message {
    /// Message key, without its plural category.
    pub key: &'static str,
    /// What is put in for `$1` and chooses among the plural forms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
    /// What is put in for `$1` of a text that has one form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<f64>,
    /// Message keys of what is put in as a list, for `$2`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub list: Vec<String>,
}

impl Message {
    /// A text.
    pub fn say(key: &'static str) -> Self {
        Self { key, ..Self::default() }
    }

    /// A text that depends on a number.
    pub fn say_count(key: &'static str, count: usize) -> Self {
        Self { key, count: Some(count), ..Self::default() }
    }
}

/// One CSS custom highlight.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Highlight {
    /// Its name in the registry.
    pub name: String,
    /// Its priority: higher ones paint over lower ones.
    pub priority: i32,
}

/// A place on the page: node and UTF-16 offset of its start, node and UTF-16 offset of its end.
pub type Range = [u32; 4];

/// One painted mark, with what its card tells. What does not apply is left out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MarkPlan {
    /// Which of the plan's highlights paints it.
    pub highlight: usize,
    /// Where it stands.
    pub range: Range,
    /// Its kind.
    pub kind: String,
    /// Whether it stands in a folded repeat.
    pub repeated: bool,
    /// What the rule saw.
    pub sign: String,
    /// The number of its actor, or of the quote's speaker; 0 for none.
    pub actor: usize,
    /// The number of the actor who says it; 0 for none.
    pub said_by: usize,
    /// What [`Figure`] says of a number, and the quote's confidence: `value`, `low`, `high`, `si`, `si_low`, `si_high`, by name.
    ///
    /// [`Figure`]: crate::engine::finding::Figure
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<(String, f64)>,
    /// Its other fields as in `docs/OUTPUT.md`, by name: `title`, `role`, `bound`, `of`, `unit`, `iso`, `si`, `speaker`, `anonymous`, `set`;
    /// and `colour`, where the reader chose one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<(String, String)>,
    /// Of a quote: where its speaker and its cue stand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<Range>,
}

/// One actor of the plan.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ActorPlan {
    /// The fullest name.
    pub name: String,
    /// How many marks name it.
    pub mentions: usize,
}

/// What a page tells the panel.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PageReport {
    /// Address of the page.
    pub url: String,
    /// Its title.
    pub title: String,
    /// As the popup gets it.
    pub state: PageState,
    /// As in the plan.
    pub actors: Vec<ActorPlan>,
    /// The painted marks in page order.
    pub marks: Vec<ToldMark>,
}

/// A painted mark as the panel hears of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ToldMark {
    /// Made of content and occurrence: the same mark has the same key when the page is read again.
    pub key: String,
    /// The marked text.
    pub text: String,
    /// As in the plan.
    pub mark: MarkPlan,
}

/// One fold.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FoldPlan {
    /// Made of content and occurrence: the same fold has the same key when the page is read again.
    pub key: String,
    /// What it folds, in page order.
    pub sites: Vec<FoldSite>,
    /// Of a repeat: where the copies stand that stay.
    pub same_as: Vec<FoldSite>,
    /// What was folded and why ("12 paragraphs repeat from above").
    pub label: Message,
    /// The longer reason, for the bar's tooltip.
    pub why: Message,
    /// The button's word while folded ("Show") and while open ("Hide").
    pub show: Message,
    /// See `show`.
    pub hide: Message,
}

/// A part of a page that a fold hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "site")]
pub enum FoldSite {
    /// An element whose text belongs to the fold altogether.
    Element {
        /// Its number.
        node: u32,
    },
    /// Child nodes of one parent, from the first to the last, that no element of their own holds.
    Run {
        /// Number of the parent element, which is a slot where that shows them.
        parent: u32,
        /// Number of the first child node.
        first: u32,
        /// Number of the last child node.
        last: u32,
    },
}

/// What happened on a page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PageState {
    /// Whether it was read, and else why not.
    pub status: Status,
    /// Whether the page reads as a report.
    pub report: bool,
    /// Findings by rule, in the table's order: those that a reader can see; mentions in folded repeats are not counted.
    pub rules: Vec<RuleCount>,
    /// Whether most of it is in another language than English, so that only repeats are folded.
    pub foreign: bool,
    /// How many different actors there are.
    pub actors: usize,
    /// How many blocks are folded.
    pub folded: usize,
    /// What the bars say, in page order (filled in by the hands).
    pub bars: Vec<String>,
    /// Where the engine ran: "page" or "background".
    pub host: String,
    /// What was wrong with the settings; empty if nothing.
    pub warnings: Vec<Problem>,
    /// What went wrong, in English; empty if nothing.
    pub error: String,
}

/// What became of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It was read and is marked.
    Marked,
    /// The master switch is off.
    #[default]
    Off,
    /// The reader said never for this site.
    Never,
    /// It does not read as a report, and the reader did not ask.
    NotReport,
    /// It is no page: the browser shows a picture, a film or a PDF in a viewer of its own.
    Viewer,
}

/// How many findings a rule has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCount {
    /// Name of the rule.
    pub rule: String,
    /// Its findings: marks, or folds.
    pub count: usize,
    /// By kind: name and number; kinds without findings are left out.
    pub kinds: Vec<(String, usize)>,
}
