//! The style sheets of a marked page, made from the rule table: one for the highlights, one for the fold bars. And whether a page is dark.

use crate::engine::rule::{KindDeclaration, Paint, RuleId};
use crate::engine::rules::RULES;
use std::fmt::Write;

/// The name of a kind's highlight in the page's registry.
pub fn highlight_name(kind: &KindDeclaration) -> String {
    format!("newsglass-{}", kind.name)
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

/// The style sheet of all highlights, for a light or a dark page, and of what a fold hides.
pub fn highlights(dark: bool) -> String {
    let mut css = String::new();
    for kind in RULES.iter().flat_map(|rule| rule.kinds) {
        let paint = if dark { &kind.dark } else { &kind.light };
        let _ = writeln!(css, "::highlight({}){{{}}}", highlight_name(kind), declarations(paint));
    }
    css.push_str(FOLDED);
    css
}

/// What a paint is in CSS: declarations, each with its semicolon.
pub fn declarations(paint: &Paint) -> String {
    let mut css = String::new();
    if paint.tint != "transparent" {
        let _ = write!(css, "background-color:{};", paint.tint);
    }
    if paint.line != "none" {
        let _ = write!(css, "text-decoration:underline {};text-underline-offset:.15em;", paint.line);
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

/// Whether a page is dark, from the computed backgrounds around its text, nearest first, or from the text's own colour where none is opaque.
pub fn is_dark(backgrounds: &[String], ink: &str) -> bool {
    let ground = backgrounds.iter().filter_map(|css| luminance(css)).find(|&(_, alpha)| alpha > 0.5);
    match ground {
        Some((light, _)) => light < 0.3,
        None => luminance(ink).is_some_and(|(light, _)| light > 0.5),
    }
}

/// Relative luminance (0 to 1) and alpha of a computed colour: `rgb(r, g, b)`, `rgba(…)` or `color(srgb r g b / a)`.
fn luminance(css: &str) -> Option<(f64, f64)> {
    let (name, inner) = css.trim().strip_suffix(')')?.split_once('(')?;
    let scale = match name {
        "rgb" | "rgba" => 255.0,
        "color" => 1.0,
        _ => return None,
    };
    let numbers: Vec<f64> = inner.split([' ', ',', '/']).filter_map(|part| part.parse().ok()).collect();
    let &[red, green, blue, ..] = numbers.as_slice() else { return None };
    let linear = |channel: f64| {
        let channel = channel / scale;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    };
    let light = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    Some((light, numbers.get(3).copied().unwrap_or(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_pages() {
        let dark =
            |backgrounds: &[&str], ink| is_dark(&backgrounds.iter().map(|&b| b.to_owned()).collect::<Vec<_>>(), ink);
        assert!(!dark(&["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"], "rgb(0, 0, 0)"));
        assert!(dark(&["rgba(0, 0, 0, 0)", "rgb(18, 18, 18)", "rgb(255, 255, 255)"], "rgb(238, 238, 238)"));
        assert!(dark(&["rgba(0, 0, 0, 0)"], "rgb(255, 255, 255)"));
        assert!(!dark(&["rgba(0, 0, 0, 0)"], "rgb(0, 0, 0)"));
        assert!(dark(&["color(srgb 0.1 0.1 0.1 / 0.9)"], ""));
        assert!(!dark(&[], "nonsense("));
    }

    #[test]
    fn every_kind_is_painted() {
        for css in [highlights(false), highlights(true)] {
            for kind in RULES.iter().flat_map(|rule| rule.kinds) {
                let rule = format!("::highlight({}){{", highlight_name(kind));
                let body = css.split(&rule).nth(1).and_then(|rest| rest.split('}').next()).unwrap_or("");
                assert!(!body.is_empty(), "{} is not painted", kind.name);
            }
        }
    }

    /// Contrast of WCAG 2: the tints must leave black text on white pages, and white text on black ones, well legible.
    #[test]
    fn tints_leave_text_legible() {
        let channel = |hex: &str, at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        let light = |hex: &str| {
            luminance(&format!("rgb({}, {}, {})", channel(hex, 1), channel(hex, 3), channel(hex, 5))).unwrap().0
        };
        let contrast = |a: f64, b: f64| (a.max(b) + 0.05) / (a.min(b) + 0.05);
        for kind in RULES.iter().flat_map(|rule| rule.kinds).filter(|kind| kind.light.tint != "transparent") {
            assert!(contrast(light(kind.light.tint), light("#333333")) >= 7.0, "{} light", kind.name);
            assert!(contrast(light(kind.dark.tint), light("#dddddd")) >= 7.0, "{} dark", kind.name);
        }
    }
}
