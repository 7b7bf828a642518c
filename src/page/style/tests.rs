//! Looks are computed, not looked at: contrast, lines, and what people with colour deficiencies see.

use super::*;

const STRENGTHS: [Strength; 3] = [Strength::Whisper, Strength::Normal, Strength::Marker];
/// Grounds and inks of well-known designs: white, salmon, grey, sepia; black and greys.
const PAGES: [(&str, &str); 8] = [
    ("rgb(255, 255, 255)", "rgb(51, 51, 51)"),
    ("rgb(255, 241, 229)", "rgb(51, 48, 46)"),
    ("rgb(245, 245, 245)", "rgb(26, 26, 26)"),
    ("rgb(244, 236, 216)", "rgb(91, 70, 54)"),
    // Weak already: any tint would take it below what is legible.
    ("rgb(255, 255, 255)", "rgb(115, 115, 115)"),
    ("rgb(18, 18, 18)", "rgb(224, 224, 224)"),
    ("rgb(43, 43, 43)", "rgb(200, 200, 200)"),
    ("rgb(0, 0, 0)", "rgb(140, 140, 140)"),
];

fn kinds() -> impl Iterator<Item = (RuleId, &'static KindDeclaration)> {
    RULES.iter().flat_map(|rule| rule.kinds.iter().map(|kind| (rule.id, kind)))
}

fn scene(ground: &str, ink: &str) -> Scene {
    Scene::new(&[ground.to_owned()], ink)
}

#[test]
fn dark_pages() {
    let dark = |backgrounds: &[&str], ink| {
        Scene::new(&backgrounds.iter().map(|&b| b.to_owned()).collect::<Vec<_>>(), ink).dark
    };
    assert!(!dark(&["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"], "rgb(0, 0, 0)"));
    assert!(dark(&["rgba(0, 0, 0, 0)", "rgb(18, 18, 18)", "rgb(255, 255, 255)"], "rgb(238, 238, 238)"));
    assert!(dark(&["rgba(0, 0, 0, 0)"], "rgb(255, 255, 255)"));
    assert!(!dark(&["rgba(0, 0, 0, 0)"], "rgb(0, 0, 0)"));
    assert!(dark(&["color(srgb 0.1 0.1 0.1 / 0.9)"], ""));
    assert!(!dark(&[], "nonsense("));
}

#[test]
fn every_kind_is_painted() {
    for strength in STRENGTHS {
        for (ground, ink) in PAGES {
            let css = highlights(scene(ground, ink), &with(strength, None), true);
            for (_, kind) in kinds() {
                let rule = format!("::highlight({}){{", highlight_name(kind));
                let body = css.split(&rule).nth(1).and_then(|rest| rest.split('}').next()).unwrap_or("");
                assert!(!body.is_empty(), "{} is not painted", kind.name);
            }
        }
    }
}

/// Where highlights inherit, no element but the root has any to be made; elsewhere all have.
#[test]
fn the_root_alone_has_rules_where_highlights_inherit() {
    let page = scene("rgb(255, 255, 255)", "rgb(0, 0, 0)");
    for inherits in [true, false] {
        let css = highlights(page, &with(Strength::Normal, None), inherits);
        let all = css.matches("::highlight(").count();
        assert!(all > 40, "{all}");
        assert_eq!(css.matches(":root::highlight(").count(), if inherits { all } else { 0 });
    }
}

/// The declared colours and lines can be read at all.
#[test]
fn looks_are_well_formed() {
    for (_, kind) in kinds() {
        for accent in [kind.look.light, kind.look.dark] {
            let digits = accent.strip_prefix('#').unwrap_or("");
            assert!(digits.len() == 6 && u32::from_str_radix(digits, 16).is_ok(), "{}: {accent}", kind.name);
        }
        let line: Vec<&str> = kind.look.line.split(' ').collect();
        let forms = ["solid", "double", "dotted", "dashed", "wavy"];
        let good = line == ["none"] || (line.len() == 2 && line[0].ends_with("px") && forms.contains(&line[1]));
        assert!(good && (kind.look.tinted || line != ["none"]), "{}: {line:?}", kind.name);
    }
}

/// What a highlight's text has for ink, from the sheet itself.
fn ink_of(css: &str, name: &str, own: Rgb) -> Rgb {
    let body = css.split(&format!("::highlight({name}){{")).nth(1).and_then(|rest| rest.split('}').next());
    match body.and_then(|body| body.split("color:#").nth(if body.contains("background-color") { 2 } else { 1 })) {
        Some(ink) if ink.starts_with("fff") => [255; 3],
        Some(ink) if ink.starts_with("000;") => [0; 3],
        _ => own,
    }
}

/// Contrast of WCAG 2 on every tint, in every strength, with and without a quote's tint behind it, and of every line.
#[test]
fn tints_leave_text_legible_and_lines_are_seen() {
    // As declared, and with colours that a reader may choose for all of them: the faintest, the strongest, and hues of every brightness.
    let mut chosen = vec![None];
    chosen.extend(
        ["#ffffff", "#000000", "#808080", "#ffff00", "#00ff00", "#0000ff", "#ff0000", "#ff99cc", "#004400", "#7fffd4"]
            .map(Some),
    );
    let wrong: Vec<String> = chosen.into_iter().flat_map(illegible).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn with(strength: Strength, chosen: Option<&str>) -> Settings {
    let colours = kinds().filter_map(|(_, kind)| Some((kind.name.to_owned(), chosen?.to_owned())));
    Settings { strength, colours: colours.collect(), ..Settings::default() }
}

fn illegible(chosen: Option<&str>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (ground, ink) in PAGES {
        let page = scene(ground, ink);
        for strength in STRENGTHS {
            let css = highlights(page, &with(strength, chosen), false);
            let quote = &rules_quote().look;
            let quoted = colour::over(
                tint(quote, page.dark, chosen),
                alpha(RuleId::Quotes, quote, page.dark, strength),
                page.ground,
            );
            for (rule, kind) in kinds() {
                let (line, tint) = (accent(&kind.look, page.dark, chosen), tint(&kind.look, page.dark, chosen));
                let alpha = alpha(rule, &kind.look, page.dark, strength);
                let grounds = if rule == RuleId::Quotes { vec![page.ground] } else { vec![page.ground, quoted] };
                for ground in grounds {
                    let under = colour::over(tint, alpha, ground);
                    // Where there is no tint the page is as it was.
                    let ink = ink_of(&css, &highlight_name(kind), page.ink);
                    let contrast = colour::contrast(ink, under);
                    let own = colour::contrast(page.ink, ground);
                    if contrast < LEGIBLE && (alpha > 0 || contrast < own) {
                        wrong.push(format!(
                            "{chosen:?} {}, {strength:?}: {ink:?} on {under:?} has {contrast:.2}",
                            kind.name
                        ));
                    }
                    let line = colour::over(line, line_alpha(strength), under);
                    // 3:1 is what WCAG asks of graphics. A whisper has less by its name, and with a marker the tints tell as well.
                    let floor = if strength == Strength::Normal { 3.0 } else { 2.0 };
                    let seen = colour::contrast(line, under);
                    if seen < floor && kind.look.line != "none" {
                        wrong.push(format!(
                            "{chosen:?} {}, {strength:?}: its line on {under:?} has {seen:.2}",
                            kind.name
                        ));
                    }
                }
            }
        }
    }
    wrong
}

fn rules_quote() -> &'static KindDeclaration {
    kinds().find(|(_, kind)| kind.name == "direct").map(|(_, kind)| kind).unwrap()
}

/// Björn Ottosson's OKLab of a colour in linear light; distances in it are about what people see.
fn oklab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b).cbrt();
    let m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b).cbrt();
    let s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b).cbrt();
    [
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
}

/// What people with complete protanopia, deuteranopia and tritanopia see (Machado, Oliveira and Fernandes 2009), in linear light.
const DEFICIENCIES: [(&str, [[f64; 3]; 3]); 3] = [
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];
const NORMAL: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

fn seen(css: &str, eye: &[[f64; 3]; 3]) -> [f64; 3] {
    let light = colour::hex(css).map(colour::linear);
    let cone = |row: &[f64; 3]| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0);
    oklab([cone(&eye[0]), cone(&eye[1]), cone(&eye[2])])
}

/// Kinds of one rule differ by hue and by line, whoever looks. Two hundredths in OKLab are just noticed side by side.
#[test]
fn kinds_of_a_rule_are_told_apart() {
    for rule in RULES {
        for (n, one) in rule.kinds.iter().enumerate() {
            for other in &rule.kinds[..n] {
                assert_ne!(one.look.line, other.look.line, "{} and {} have the same line", one.name, other.name);
                for accents in [[one.look.light, other.look.light], [one.look.dark, other.look.dark]] {
                    for (eye, matrix, floor) in DEFICIENCIES
                        .iter()
                        .map(|(eye, matrix)| (*eye, matrix, 0.055))
                        .chain([("normal sight", &NORMAL, 0.09)])
                    {
                        let [a, b] = accents.map(|accent| seen(accent, matrix));
                        let distance = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                        assert!(
                            distance >= floor,
                            "{} {} and {} {}: {distance:.3} with {eye}",
                            one.name,
                            accents[0],
                            other.name,
                            accents[1]
                        );
                    }
                }
            }
        }
    }
}
