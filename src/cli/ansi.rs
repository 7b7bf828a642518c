//! The text for a terminal, with marks in colour: a tint as a light ground under dark ink, as a marker pen leaves it, a line as an underline in
//! a colour that is legible on light and dark terminals. Folds are one line each. Kinds that are not painted at first are not shown.

use super::pieces::{self, Piece};
use super::words;
use newsglass::Document;
use newsglass::engine::document::BlockKind;
use newsglass::engine::finding::{Analysis, Detail, Mark};
use newsglass::engine::rules::{kind, rule};
use newsglass::page::colour::{Rgb, hex, over};
use std::fmt::Write;

const PLAIN: &str = "\x1b[0m";
const BOLD: &str = "\x1b[1m";
const FAINT: &str = "\x1b[2m";

/// One document, with its name above and its actors below.
pub fn document(id: &str, document: &Document, analysis: &Analysis) -> String {
    let title = document.page.title.as_deref().unwrap_or(id);
    let mut out = format!("{BOLD}{}{PLAIN}\n\n", clean(title));
    let shown: Vec<Mark> =
        analysis.marks.iter().filter(|mark| kind(mark.kind).is_some_and(|k| k.on)).cloned().collect();
    let mut folds = analysis.folds.iter().peekable();
    let mut hidden_to = None;
    for block in 0..document.blocks.len() {
        if let Some(fold) = folds.next_if(|fold| fold.first == block) {
            let _ = writeln!(out, "{FAINT}── {} ──{PLAIN}\n", clean(&words::of_fold(fold)));
            hidden_to = Some(fold.last);
        }
        if hidden_to.is_none_or(|last| last < block) {
            write_block(block, document, pieces::of_block(&shown, block), &mut out);
        }
    }
    write_actors(analysis, &mut out);
    out
}

fn write_block(number: usize, document: &Document, marks: &[Mark], out: &mut String) {
    let heading = document.blocks.get(number).is_some_and(|block| block.kind == BlockKind::Heading);
    let ground = if heading { BOLD } else { "" };
    let mut open: Vec<&Mark> = Vec::new();
    out.push_str(ground);
    for piece in pieces::cut(document.block_text(number), marks) {
        match piece {
            Piece::Open(mark) => open.push(mark),
            Piece::Text(text) => {
                let paint = paint(&open);
                // A colour that runs over a line break paints the rest of the line in some terminals.
                for (n, line) in clean(text).split('\n').enumerate() {
                    out.push_str(if n > 0 { "\n" } else { "" });
                    match paint.is_empty() || line.is_empty() {
                        true => out.push_str(line),
                        false => drop(write!(out, "\x1b[{paint}m{line}{PLAIN}{ground}")),
                    }
                }
            }
            Piece::Close(mark, ends) => {
                open.pop();
                if let (Detail::Quotation(quotation), true) = (&mark.detail, ends)
                    && let Some(speaker) = &quotation.speaker
                {
                    let _ = write!(out, "{FAINT}[{}]{PLAIN}{ground}", clean(&speaker.name));
                }
            }
        }
    }
    out.push_str(if heading { PLAIN } else { "" });
    out.push_str("\n\n");
}

/// How much of its accent a tint has behind text in a terminal, of 255.
const TINT: u8 = 40;

/// The parameters of the SGR sequence for text under these marks, the outermost first.
fn paint(open: &[&Mark]) -> String {
    let looks = || open.iter().filter_map(|mark| kind(mark.kind)).map(|declared| &declared.look);
    let ground = looks().rfind(|look| look.tinted).map(|look| over(hex(look.light), TINT, [255; 3]));
    let line = looks().rfind(|look| look.line != "none");
    let mut parts = Vec::new();
    if let Some([red, green, blue]) = ground {
        parts.push(format!("48;2;{red};{green};{blue}"));
    }
    if let Some(look) = line {
        parts.push("4".to_owned());
        // Nobody tells whether the terminal is light or dark: without a tint, a colour between both accents.
        let [light, dark] = [hex(look.light), hex(look.dark)];
        let [red, green, blue] = if ground.is_some() { light } else { between(light, dark) };
        parts.push(format!("38;2;{red};{green};{blue}"));
    } else if ground.is_some() {
        parts.push("38;2;0;0;0".to_owned());
    }
    parts.join(";")
}

fn between(one: Rgb, other: Rgb) -> Rgb {
    std::array::from_fn(|i| one[i].midpoint(other[i]))
}

fn write_actors(analysis: &Analysis, out: &mut String) {
    if analysis.actors.is_empty() {
        return;
    }
    let rule = rule(newsglass::engine::rule::RuleId::Actors);
    let _ = writeln!(out, "{BOLD}{}{PLAIN}", rule.label);
    for actor in &analysis.actors {
        let _ = writeln!(out, "  {:>3}  {} {FAINT}{}{PLAIN}", actor.mentions, clean(&actor.name), actor.kind.name());
    }
    out.push('\n');
}

/// Text that cannot command the terminal: control characters are shown as their pictures (U+2400…), those without one as U+FFFD. Marks that
/// turn the direction of what follows are dropped for the same reason.
fn clean(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => Some(c),
        '\r' => None,
        '\u{7f}' => Some('\u{2421}'),
        c if c < ' ' => char::from_u32(0x2400 + c as u32),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        c if c.is_control() => Some('\u{fffd}'),
        c => Some(c),
    };
    text.chars().filter_map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_command_the_terminal() {
        assert_eq!(clean("a\x1b[31m\r\nb\x07\u{9b}\u{202e}\t“é”"), "a␛[31m\nb␇\u{fffd}\t“é”");
    }

    #[test]
    fn marks_are_coloured_and_folds_are_a_line() {
        let (sample, analysis) = super::super::sample::sample();
        let shown = document("a", &sample, &analysis);
        for expected in [
            "\x1b[1mA <title>\x1b[0m\n\n😀é\n\n\x1b[48;2;",
            "left,”\x1b[0m\x1b[2m[Ana Bo]\x1b[0m said Gen. \x1b[48;2;",
            "── 1 paragraph repeats from above ──",
            "── 1 paragraph of comment policy: asks for manners, a second ──",
            "    1  Ana Bo \x1b[2mperson\x1b[0m\n",
        ] {
            assert!(shown.contains(expected), "{expected:?}\nnot in\n{shown:?}");
        }
        assert!(!shown.contains("Be kind"), "what is folded is not shown");
        // Without the colours, the text is there as it was.
        let mut plain = String::new();
        for (n, part) in shown.split("\x1b[").enumerate() {
            plain.push_str(if n == 0 { part } else { part.split_once('m').unwrap().1 });
        }
        assert!(
            plain.contains("“More than 3 <b> left,”[Ana Bo] said Gen. Ana Bo, =chief.\n\n2–4 km on 5 May\n\n"),
            "{plain}"
        );
    }
}
