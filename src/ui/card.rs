//! What the card says of a mark, and what it offers. Made where the card's mark is asked about, in the background or the demo, so that the
//! module of a visited page holds none of these words.

use super::change::kind_label;
use super::language::{self, number as written};
use super::{plain, say, say_with};
use crate::engine::rule::RuleId;
use crate::engine::rules::RULES;
use crate::message::{ActorPlan, MarkPlan};
use crate::page::style;
use crate::panel::{self, Source};
use crate::settings::{Exception, Strength};
use crate::texts::english;
use crate::texts::signs::sign_key;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

/// What the hands know of a mark.
#[derive(Default, Deserialize)]
#[serde(default)]
struct CardRequest {
    mark: MarkPlan,
    /// The marked text.
    text: String,
    /// Whom it names, or who says it.
    actor: Option<ActorPlan>,
    /// In whose quote it stands.
    said_by: Option<ActorPlan>,
    /// The first mark that gives the actor a title.
    titled: Option<MarkPlan>,
    /// Text of the actor's first mention.
    first: String,
    /// Which of the mentions of its actor it is, else which mark of its kind; from 1.
    nth: usize,
    /// How many of these there are.
    of: usize,
    /// Host name of the page.
    site: String,
    /// Its address and title.
    url: String,
    title: String,
    dark: bool,
}

/// A card, ready to be built.
#[derive(Serialize)]
struct Card {
    css: String,
    /// Language of its words, and how that is written.
    lang: String,
    dir: String,
    /// Accessible name.
    label: String,
    /// The kind's label, and the declarations that paint it as on the page.
    kind: String,
    paint: String,
    title: String,
    rows: Vec<(String, String)>,
    /// From mention to mention; empty where there is one.
    steps: Vec<Button>,
    buttons: Vec<Button>,
    /// Further buttons, each group behind one that opens it.
    groups: Vec<Group>,
    /// What the live region says: kind, text, speaker.
    said: String,
    /// Label of the button that closes it.
    close: String,
}

#[derive(Serialize)]
struct Group {
    label: String,
    buttons: Vec<Button>,
}

/// A button: `act` is `step` (with `by`: 1, -1, or 0 for the first), `copy` (with `text`) or `change` (with `change`).
#[derive(Default, Serialize)]
struct Button {
    act: &'static str,
    label: String,
    /// Accessible name, where the label is a sign.
    name: String,
    by: i32,
    text: String,
    change: Value,
}

/// Makes the card of a mark.
#[wasm_bindgen]
pub fn card(request: JsValue) -> Result<JsValue, JsValue> {
    let request: CardRequest = serde_wasm_bindgen::from_value(request)?;
    plain(&request.card())
}

impl CardRequest {
    fn card(&self) -> Card {
        let mark = &self.mark;
        let declared = RULES
            .iter()
            .find_map(|rule| rule.kinds.iter().find(|kind| kind.name == mark.kind).map(|kind| (rule.id, kind)));
        let rule = declared.map(|(rule, _)| rule);
        let kind = kind_label(&mark.kind);
        let title = match rule {
            Some(RuleId::Actors) => self.actor.as_ref().map_or(self.text.clone(), |actor| actor.name.clone()),
            Some(RuleId::Quotes) if mark.kind != "title" && mark.kind != "scare" => self.speaker(),
            _ => self.text.clone(),
        };
        let mut rows = self.rows(rule);
        if !mark.sign.is_empty() {
            let key = sign_key(&mark.sign);
            let sign = if english(&key).is_some() { say(&key) } else { mark.sign.clone() };
            rows.push((say("why"), sign));
        }
        let said = match rule {
            Some(RuleId::Quotes) => say_with("heardQuote", &[&kind, &self.text, &self.speaker()]),
            _ => match &self.said_by {
                Some(speaker) => say_with("heardSaid", &[&kind, &self.text, &speaker.name]),
                None => say_with("heard", &[&kind, &self.text]),
            },
        };
        Card {
            css: css(self.dark),
            lang: language::tag(),
            dir: language::direction(),
            label: format!("{kind}: {title}"),
            paint: declared
                .map(|(rule, kind)| {
                    style::declarations(rule, &kind.look, self.dark, Strength::Normal, self.word("colour"))
                })
                .unwrap_or_default(),
            kind,
            title,
            rows,
            steps: self.steps(),
            buttons: vec![self.copy(rule)],
            groups: self.groups(rule),
            said,
            close: say("close"),
        }
    }

    fn word(&self, name: &str) -> Option<&str> {
        word(&self.mark, name)
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.mark.numbers.iter().find(|(known, _)| known == name).map(|&(_, number)| number)
    }

    fn speaker(&self) -> String {
        let named = self.actor.as_ref().map(|actor| actor.name.as_str()).or_else(|| self.word("speaker"));
        named.map_or_else(|| say("noSpeaker"), str::to_owned)
    }

    fn rows(&self, rule: Option<RuleId>) -> Vec<(String, String)> {
        let mut rows: Vec<(String, String)> = Vec::new();
        let mut row = |label: String, text: Option<String>| rows.extend(text.map(|text| (label, text)));
        let word = |name| self.word(name).map(str::to_owned);
        match rule {
            Some(RuleId::Actors) => {
                row(say("cardTitle"), word("title"));
                row(say("cardRole"), word("role"));
                let count = self.actor.as_ref().map(|actor| written(actor.mentions.max(1) as f64));
                row(say("mentions"), count);
                row(
                    say("firstMention"),
                    Some(self.first.clone()).filter(|first| !first.is_empty() && *first != self.text),
                );
            }
            Some(RuleId::Quotes) => {
                if self.word("anonymous").is_some() {
                    row(say("cardSource"), Some(say("anonymous")));
                }
            }
            Some(RuleId::Custom) => row(say("cardSet"), word("set")),
            _ => {
                row(say("value"), self.value());
                row(say("bound"), word("bound"));
                row(say("of"), word("of"));
                let si = self.measured(["si", "si_low", "si_high"]).zip(self.word("si"));
                row(say("si"), si.map(|(number, unit)| format!("{number} {unit}")));
                row(say("iso"), word("iso"));
            }
        }
        row(say("saidBy"), self.said_by.as_ref().map(|speaker| speaker.name.clone()));
        rows
    }

    /// A number, or the ends of its range, by the names of the three fields.
    fn measured(&self, names: [&str; 3]) -> Option<String> {
        measured(names.map(|name| self.number(name)))
    }

    fn value(&self) -> Option<String> {
        amount(&self.mark.kind, ["value", "low", "high"].map(|name| self.number(name)), self.word("unit"))
    }

    fn steps(&self) -> Vec<Button> {
        if self.of < 2 {
            return Vec::new();
        }
        let (nth, of) = (written(self.nth as f64), written(self.of as f64));
        let step = |by, label: String, name| Button { act: "step", by, label, name, ..Button::default() };
        vec![
            step(-1, "‹".to_owned(), say("previousMention")),
            step(0, say_with("nth", &[&nth, &of]), say_with("toFirst", &[&nth, &of])),
            step(1, "›".to_owned(), say("nextMention")),
        ]
    }

    fn copy(&self, rule: Option<RuleId>) -> Button {
        let quote = rule == Some(RuleId::Quotes);
        let text = match (rule, &self.actor) {
            (Some(RuleId::Actors), Some(actor)) => actor.name.clone(),
            _ if quote => {
                let speaker = self.word("speaker").map(|_| self.speaker());
                let page = Source { title: self.title.clone(), url: self.url.clone() };
                let title = self.titled.as_ref().and_then(|mark| word(mark, "title"));
                panel::quotation(&self.text, speaker.as_deref(), title, &page)
            }
            _ => self.text.clone(),
        };
        let label = if quote { say("copyQuote") } else { say("copy") };
        Button { act: "copy", label, text, ..Button::default() }
    }

    fn groups(&self, rule: Option<RuleId>) -> Vec<Group> {
        let kind = Some(self.mark.kind.clone());
        let actor = self.actor.as_ref().filter(|_| rule == Some(RuleId::Actors)).map(|actor| actor.name.clone());
        let site = Some(self.site.clone()).filter(|site| !site.is_empty());
        let except = |label: String, exception: Exception| Button {
            act: "change",
            label,
            change: json!({ "add": exception }),
            ..Button::default()
        };
        let mut hide = Vec::new();
        let label = kind_label(&self.mark.kind);
        for (what, name, kind) in [(actor.clone(), actor.clone(), None), (Some(label), None, kind.clone())] {
            let Some(what) = what else { continue };
            if site.is_some() {
                hide.push(except(
                    say_with("hideHere", &[&what]),
                    Exception { site: site.clone(), name: name.clone(), kind: kind.clone(), ..Exception::default() },
                ));
            }
            hide.push(except(say_with("hideEverywhere", &[&what]), Exception { name, kind, ..Exception::default() }));
        }
        // A correction is of this name or text, on this site.
        let named = Some(actor.unwrap_or_else(|| self.text.clone()));
        let wrong = |becomes: Option<String>| Exception {
            site: site.clone(),
            kind: kind.clone(),
            name: named.clone(),
            becomes,
            ..Exception::default()
        };
        let mut right = vec![except(say("notMarked"), wrong(None))];
        // Quotes are no other kind of anything, nor are figures: theirs would have another value.
        if rule == Some(RuleId::Actors) && self.mark.kind != "role" {
            let others = RULES.iter().filter(|rule| rule.id == RuleId::Actors).flat_map(|rule| rule.kinds);
            for other in others.filter(|other| other.name != self.mark.kind && other.name != "role") {
                right.push(except(say_with("itIs", &[&kind_label(other.name)]), wrong(Some(other.name.to_owned()))));
            }
        }
        vec![Group { label: say("hide"), buttons: hide }, Group { label: say("wrong"), buttons: right }]
    }
}

fn word<'a>(mark: &'a MarkPlan, name: &str) -> Option<&'a str> {
    mark.words.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
}

/// A number, or the lower and upper end of its range.
fn measured(ends: [Option<f64>; 3]) -> Option<String> {
    match ends {
        [Some(value), ..] => Some(written(value)),
        [_, Some(low), Some(high)] => Some(format!("{} – {}", written(low), written(high))),
        [_, Some(low), None] => Some(format!("≥ {}", written(low))),
        [_, None, Some(high)] => Some(format!("≤ {}", written(high))),
        _ => None,
    }
}

/// What a figure of a kind amounts to (a value, or a range), with its unit.
pub fn amount(kind: &str, ends: [Option<f64>; 3], unit: Option<&str>) -> Option<String> {
    let number = measured(ends)?;
    Some(match (unit, kind) {
        (Some(unit), _) => format!("{number} {unit}"),
        (None, "percent") => say_with("percent", &[&number]),
        _ => number,
    })
}

/// The card's style sheet, in a shadow root of its own. It inherits nothing from the page.
fn css(dark: bool) -> String {
    let (paper, ink, soft, edge, over, accent, shadow) = if dark {
        ("#22262b", "#eceef1", "#aab2bb", "#4a525b", "#2f353c", "#8ab4f8", "#0009")
    } else {
        ("#ffffff", "#1b1f24", "#59636e", "#d5dae0", "#f0f2f5", "#1f5fbf", "#1b1f2433")
    };
    format!(
        ":host{{all:initial!important;position:fixed!important;inset:0 auto auto 0!important;width:0!important;height:0!important}}\n\
         .voice{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}\n\
         .card{{box-sizing:border-box;position:fixed;margin:0;inset:auto;width:300px;max-width:calc(100vw - 16px);max-height:calc(100vh - 16px);overflow:auto;\
         padding:12px 14px;border:1px solid {edge};border-radius:10px;background:{paper};color:{ink};box-shadow:0 4px 20px {shadow};\
         font:400 13px/1.45 system-ui,-apple-system,\"Segoe UI\",sans-serif;text-align:start;overflow-wrap:anywhere}}\n\
         .head{{display:flex;align-items:center;gap:8px;font-size:12px;color:{soft}}}\n.head .kind{{color:{ink};padding:0 2px;border-radius:2px;text-decoration-skip-ink:none}}\n\
         .head button{{margin-inline-start:auto;margin-block:-4px;margin-inline-end:-6px;border-color:transparent;background:none;font-size:16px}}\n\
         h2{{all:unset;display:block;margin:6px 0 2px;font-size:15px;font-weight:600;line-height:1.35}}\n\
         dl{{display:grid;grid-template-columns:auto 1fr;gap:2px 10px;margin:6px 0 0}}\ndt{{color:{soft}}}\ndd{{margin:0}}\n\
         .row{{display:flex;flex-wrap:wrap;gap:6px;margin-top:10px}}\n.row+.row{{margin-top:6px}}\n.steps button+button{{margin-inline-start:-7px;border-start-start-radius:0;border-end-start-radius:0}}\n.steps button:not(:last-child){{border-start-end-radius:0;border-end-end-radius:0}}\n.steps button:focus-visible{{position:relative;z-index:1}}\n[hidden]{{display:none!important}}\n\
         .group{{flex-direction:column;align-items:stretch}}\n.group button{{text-align:start}}\n\
         button{{all:unset;box-sizing:border-box;min-width:28px;min-height:28px;padding:3px 9px;border:1px solid {edge};border-radius:7px;text-align:center;cursor:pointer}}\n\
         button:hover{{background:{over}}}\nbutton:focus-visible{{outline:2px solid {accent};outline-offset:1px}}\nbutton[aria-expanded=true]{{background:{over}}}\n\
         p{{margin:0}}\n\
         @media(forced-colors:active){{.card{{border:2px solid CanvasText;background:Canvas;color:CanvasText}}button{{border-color:ButtonText;color:ButtonText;background:ButtonFace}}dt,.head{{color:CanvasText}}}}\n\
         @media print{{.card{{display:none}}}}"
    )
}
