//! The style sheets of a marked page, made from the rule table: one for the highlights, one for the fold bars.

use super::colour::{self, Rgb};
use crate::engine::rule::{KindDeclaration, Look, RuleId};
use crate::engine::rules::{self, RULES, custom};
use crate::settings::{Settings, Strength};
use std::fmt::Write;

/// The highlight that joins speaker and cue to their quote.
pub const JOINED: &str = "newsglass-joined";
/// The highlight of what the card speaks of, and how much of its colour its tint has, 0 to 255.
pub const ACTIVE: &str = "newsglass-active";
const OUT: u8 = 120;

/// What text on a page must keep of its contrast.
const LEGIBLE: f64 = 4.5;

/// The page around its text, as far as paint must know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scene {
    /// Whether accents are those for dark pages.
    pub dark: bool,
    ground: Rgb,
    ink: Rgb,
}

impl Scene {
    /// Reads it from the computed backgrounds around the longest text, nearest first, and from that text's own colour, which decides
    /// where no background is opaque.
    pub fn new(backgrounds: &[String], ink: &str) -> Self {
        let ink = colour::computed(ink).map(|(ink, _)| ink);
        let opaque = backgrounds.iter().filter_map(|css| colour::computed(css)).find(|&(_, alpha)| alpha > 0.5);
        let dark = match (opaque, ink) {
            (Some((ground, _)), _) => colour::luminance(ground) < 0.3,
            (None, ink) => ink.is_some_and(|ink| colour::luminance(ink) > 0.5),
        };
        let (paper, letters) = if dark { ([18; 3], [238; 3]) } else { ([255; 3], [17; 3]) };
        Self { dark, ground: opaque.map_or(paper, |(ground, _)| ground), ink: ink.unwrap_or(letters) }
    }

    /// The colour that the text needs on these tints, which lie over one another, the lowest first; none where its own is legible.
    fn ink_on(&self, tints: &[(Rgb, u8)]) -> &'static str {
        let ground = tints.iter().fold(self.ground, |ground, &(tint, alpha)| colour::over(tint, alpha, ground));
        match colour::contrast(self.ink, ground) < LEGIBLE {
            true if colour::luminance(ground) < 0.18 => "color:#fff;",
            true => "color:#000;",
            false => "",
        }
    }
}

/// A kind's colour: the look's, or the one that the reader chose (`#rrggbb`), made as dark or as bright as its line needs to be seen.
fn accent(look: &Look, dark: bool, chosen: Option<&str>) -> Rgb {
    match chosen {
        Some(chosen) => colour::apart(colour::hex(chosen), if dark { DARKEST } else { PALEST }, SEEN),
        None => colour::hex(if dark { look.dark } else { look.light }),
    }
}

/// The grounds on which chosen colours must be seen, and their contrast there: between the papers of well-known designs, light and dark, and
/// enough for 3:1 on any of them, through the tint.
const PALEST: Rgb = [244, 236, 216];
const DARKEST: Rgb = [43, 43, 43];
const SEEN: f64 = 5.4;

/// The colour of a kind's tint: on light pages its accent at its brightest, as a dark colour in thin coats is grey.
fn tint(look: &Look, dark: bool, chosen: Option<&str>) -> Rgb {
    let accent = accent(look, dark, chosen);
    let tint = if dark { accent } else { colour::vivid(accent) };
    // White on black and black on white would be greys in which no ink is legible.
    match (chosen, dark) {
        (None, _) => tint,
        (_, true) => colour::towards(tint, [0; 3], |mixed| colour::luminance(mixed) <= 0.3),
        (_, false) => colour::towards(tint, [255; 3], |mixed| colour::luminance(mixed) >= 0.2),
    }
}

/// `#rrggbbaa`.
fn written([red, green, blue]: Rgb, alpha: u8) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}{alpha:02x}")
}

/// How much of its colour a kind's tint has, 0 to 255. On dark pages less says as much.
fn alpha(rule: RuleId, look: &Look, dark: bool, strength: Strength) -> u8 {
    let alpha = match (strength, rule, look.tinted) {
        (Strength::Whisper, RuleId::Quotes, true) => 24,
        (Strength::Whisper, ..) => 0,
        (Strength::Normal, RuleId::Quotes, true) => 48,
        (Strength::Normal, _, true) => 36,
        (Strength::Normal, ..) => 0,
        (Strength::Marker, RuleId::Quotes, true) => 84,
        (Strength::Marker, _, true) => 80,
        (Strength::Marker, ..) => 56,
    };
    if dark { alpha - alpha / 4 } else { alpha }
}

/// How much of its accent a kind's line has, 0 to 255.
const fn line_alpha(strength: Strength) -> u8 {
    match strength {
        Strength::Whisper => 155,
        Strength::Normal => 240,
        Strength::Marker => 255,
    }
}

/// The name of a kind's highlight in the page's registry.
pub fn highlight_name(kind: &KindDeclaration) -> String {
    format!("newsglass-{}", kind.name)
}

/// The name of the highlight of a set of own words.
pub fn set_name(set: usize) -> String {
    format!("newsglass-own-{set}")
}

/// Which highlight paints over which: quotes lie below, then roles with the names in them, numbers on top.
pub fn priority(rule: RuleId, kind: &str) -> i32 {
    match rule {
        RuleId::Quotes => 0,
        RuleId::Actors if kind == "role" => 1,
        RuleId::Actors => 2,
        _ => 3,
    }
}

/// The style sheet of all highlights on a page, and of what a fold hides.
///
/// Where highlights inherit (`inherits`), the root alone has them. Chromium makes the style of each highlight for each element that a rule speaks
/// of: on pages of some thousand elements that held it for 15 to 50 ms when the sheet came, and with the root alone for a third of that.
pub fn highlights(scene: Scene, settings: &Settings, inherits: bool) -> String {
    let strength = settings.strength;
    let on = if inherits { ":root" } else { "" };
    let mut css = String::new();
    let (mut names, mut forced) = (String::new(), String::new());
    let coat = |rule, look: &Look, chosen: Option<&str>| {
        (tint(look, scene.dark, chosen), alpha(rule, look, scene.dark, strength))
    };
    // Quotes lie lowest: what a name has behind it may be a quote's tint.
    let direct = &rules::rule(RuleId::Quotes).kinds[0];
    let quote = coat(RuleId::Quotes, &direct.look, settings.colour(direct.name));
    let mut paint = |name: String, rule: RuleId, look: &Look, chosen: Option<&str>| {
        let coats = [quote, coat(rule, look, chosen)];
        let ink = scene.ink_on(if rule == RuleId::Quotes { &coats[1..] } else { &coats });
        let ink = if coats[1].1 == 0 { "" } else { ink };
        let paint = declarations(rule, look, scene.dark, strength, chosen);
        let line = if look.line == "none" { "1px dotted" } else { look.line };
        let _ = writeln!(css, "{on}::highlight({name}){{{paint}{ink}}}");
        let _ = write!(forced, "{on}::highlight({name}){{text-decoration:underline {line}}}");
        let _ = write!(names, "{on}::highlight({name}),");
    };
    for rule in RULES {
        for kind in rule.kinds {
            paint(highlight_name(kind), rule.id, &kind.look, settings.colour(kind.name));
        }
    }
    let own = &custom::RULE.kinds[0];
    for (number, set) in settings.own.iter().enumerate() {
        paint(set_name(number), RuleId::Custom, &own.look, set.colour.as_deref().or(settings.colour(own.name)));
    }
    let _ = writeln!(css, "{on}::highlight({JOINED}){{background-color:{}}}", written(quote.0, quote.1 / 2));
    // What the card speaks of: the quote's colour, as strong as it may be.
    let ink = scene.ink_on(&[quote, (quote.0, OUT)]);
    let _ = writeln!(css, "{on}::highlight({ACTIVE}){{background-color:{};{ink}}}", written(quote.0, OUT));
    // The lines still tell kinds. Chromium paints every highlight like a selection then, whatever is declared here.
    let _ = writeln!(
        css,
        "@media(forced-colors:active){{{names}{on}::highlight({JOINED}){{background-color:Canvas;color:CanvasText}}\
         {forced}{on}::highlight({ACTIVE}){{background-color:Highlight;color:HighlightText}}}}"
    );
    css.push_str(FOLDED);
    css
}

/// What a look, or the reader's colour in its place, is in CSS, on a light or a dark page: declarations, each with its semicolon.
pub fn declarations(rule: RuleId, look: &Look, dark: bool, strength: Strength, chosen: Option<&str>) -> String {
    let accent = accent(look, dark, chosen);
    let mut css = String::new();
    let alpha = alpha(rule, look, dark, strength);
    if alpha > 0 {
        let _ = write!(css, "background-color:{};", written(tint(look, dark, chosen), alpha));
    }
    if look.line != "none" {
        let alpha = line_alpha(strength);
        let line = written(accent, alpha);
        let _ = write!(css, "text-decoration:underline {} {line};text-underline-offset:.18em;", look.line);
    }
    css
}

/// What is folded keeps neither room nor frame, whatever the page says of such elements. Without its `hidden` it is shown: the browser takes
/// that off when it finds something, and does so even where nothing of ours is left to hear of it.
const FOLDED: &str = "\
[data-newsglass-folded=none]{display:none!important}
[data-newsglass-folded=found][hidden]{content-visibility:hidden!important;contain-intrinsic-size:none!important;margin:0!important;\
padding:0!important;border:0!important;height:auto!important;min-height:0!important;box-shadow:none!important;list-style:none!important}
newsglass-run{display:block}
";

/// The style sheet of a fold bar. It inherits nothing from the page, and shows on pages that hide elements which they do not know.
pub fn bar(dark: bool) -> String {
    let (ink, line, ground, over) =
        if dark { ("#c9d1d9", "#4b5563", "#1f2630", "#2a333f") } else { ("#3f4a56", "#c3cad2", "#f4f6f8", "#e8ecf0") };
    format!(
        ":host{{all:initial;display:block!important;visibility:visible!important;opacity:1!important;flex:0 1 100%;\
         grid-column:1/-1;margin:.75em 0}}\
         button{{all:unset;box-sizing:border-box;display:block;width:100%;padding:.45em .9em;cursor:pointer;\
         font:400 13px/1.45 system-ui,sans-serif;color:{ink};background:{ground};border:1px solid {line};border-radius:6px}}\
         button:hover{{background:{over}}}\
         button:focus-visible{{outline:2px solid {ink};outline-offset:2px}}\
         @media print{{:host{{display:none!important}}}}\
         @media(forced-colors:active){{button{{color:ButtonText;background:ButtonFace;border-color:ButtonText}}}}"
    )
}

#[cfg(test)]
mod tests;
