//! Where quotations begin and end.
//!
//! Every quotation mark of a block gets a price for opening, for closing and for standing by itself (a measure, an apostrophe, a slip of
//! the keyboard), by its glyph and the characters beside it; the cheapest reading of the whole block wins (Viterbi's way over the depth of
//! nesting). Text from the web is irregular, and what a mark is often shows only at the next one. Double marks are read first; single
//! ones then between marks of one double quotation, so that the two can never cross.

use crate::engine::span::{Span, sort_by_place};

/// One quotation, marks included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// Whether it has an opening mark in this block: not where a quotation runs on from the block before.
    pub opened: bool,
    /// Whether it has a closing mark in this block.
    pub closed: bool,
    /// Whether its marks are single ones.
    pub single: bool,
}

impl Quotation {
    /// All of a text from byte `start` on, without marks of its own.
    pub const fn unmarked(text: &str, start: usize) -> Self {
        let span = Span::new(start, text.len());
        Self { span, inner: span, opened: true, closed: true, single: false }
    }
}

/// How deep double marks may nest; deeper ones stand by themselves.
const DEPTH: usize = 3;
/// What it costs to leave a quotation open at the end of the block: less than a mark without meaning, as paragraphs of long quotations
/// are left open by custom.
const OPEN_END: u32 = 10;
const STRAY: u32 = 12;
/// Double marks inside double marks are unusual.
const NESTED: u32 = 5;

/// One quotation mark with the prices of its readings, in tenths of a mistake.
#[derive(Clone, Copy, Debug)]
struct Sign {
    span: Span,
    single: bool,
    open: u32,
    close: u32,
    stray: u32,
}

/// The quotations of a block's text, by start, the outer first. `runs_on`: the block before left one open.
pub fn find(text: &str, runs_on: bool) -> Vec<Quotation> {
    let signs = signs(text);
    let (doubles, singles): (Vec<Sign>, Vec<Sign>) = signs.into_iter().partition(|sign| !sign.single);
    let mut found = pair(text, &doubles, runs_on, DEPTH);
    sort_by_place(&mut found, |quotation| (0, quotation.span));
    let mut between: Vec<Vec<Sign>> = vec![Vec::new(); found.len() + 1];
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    for sign in singles {
        while let Some(quotation) = found.get(next).filter(|quotation| quotation.span.start <= sign.span.start) {
            while open.last().is_some_and(|&o| found[o].span.end <= quotation.span.start) {
                open.pop();
            }
            open.push(next);
            next += 1;
        }
        while open.last().is_some_and(|&o| found[o].span.end <= sign.span.start) {
            open.pop();
        }
        let place = open.last().map_or(0, |&o| o + 1);
        between[place].push(sign);
    }
    for signs in &between {
        found.extend(pair(text, signs, false, 1));
    }
    found.retain(|quotation| quotation.inner.of(text).contains(char::is_alphanumeric));
    sort_by_place(&mut found, |quotation| (0, quotation.span));
    found
}

/// What the cheapest reading does with a mark.
#[derive(Clone, Copy, PartialEq)]
enum Act {
    Open,
    Close,
    Stray,
}

/// The cheapest reading of one level's marks, as quotations.
fn pair(text: &str, signs: &[Sign], runs_on: bool, depth: usize) -> Vec<Quotation> {
    const NEVER: u32 = u32::MAX / 2;
    let mut cost = [NEVER; DEPTH + 1];
    cost[0] = 0;
    if runs_on {
        cost[1] = 3;
    }
    let mut acts: Vec<[Act; DEPTH + 1]> = Vec::with_capacity(signs.len());
    for sign in signs {
        let mut after = [NEVER; DEPTH + 1];
        let mut act = [Act::Stray; DEPTH + 1];
        for (d, &so_far) in cost.iter().enumerate().take(depth + 1) {
            let mut offer = |to: usize, price: u32, what: Act| {
                if price < after[to] {
                    (after[to], act[to]) = (price, what);
                }
            };
            if d < depth {
                offer(d + 1, so_far + sign.open + if d > 0 { NESTED } else { 0 }, Act::Open);
            }
            if d > 0 {
                offer(d - 1, so_far + sign.close, Act::Close);
            }
            offer(d, so_far + sign.stray, Act::Stray);
        }
        // Costs stay small in long texts: only their differences count.
        let least = after.iter().copied().min().unwrap_or(0);
        cost = after.map(|price| (price - least).min(NEVER));
        acts.push(act);
    }
    // Single marks are mostly apostrophes: one that nothing closes is one too.
    let single = signs.iter().any(|sign| sign.single);
    let end_price = |d: usize| cost[d] + d as u32 * if single { 2 * STRAY } else { OPEN_END };
    let mut at = (0..=depth).min_by_key(|&d| end_price(d)).unwrap_or(0);
    let mut read = vec![Act::Stray; signs.len()];
    for (i, act) in acts.iter().enumerate().rev() {
        read[i] = act[at];
        at = match act[at] {
            Act::Open => at.saturating_sub(1),
            Act::Close => (at + 1).min(DEPTH),
            Act::Stray => at,
        };
    }
    collect(text, signs, &read, at > 0)
}

/// Quotations from what each mark does.
fn collect(text: &str, signs: &[Sign], read: &[Act], runs_on: bool) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut open: Vec<Option<Sign>> = if runs_on { vec![None] } else { Vec::new() };
    let mut close = |opening: Option<Sign>, closing: Option<Sign>| {
        let (start, inner_start) = opening.map_or((0, 0), |sign| (sign.span.start, sign.span.end));
        let (inner_end, end) = closing.map_or((text.len(), text.len()), |sign| (sign.span.start, sign.span.end));
        out.push(Quotation {
            span: Span::new(start, end),
            inner: Span::new(inner_start, inner_end),
            opened: opening.is_some(),
            closed: closing.is_some(),
            single: opening.or(closing).is_some_and(|sign| sign.single),
        });
    };
    for (sign, act) in signs.iter().zip(read) {
        match act {
            Act::Open => open.push(Some(*sign)),
            Act::Close => {
                if let Some(opening) = open.pop() {
                    close(opening, Some(*sign));
                }
            }
            Act::Stray => {}
        }
    }
    while let Some(opening) = open.pop() {
        close(opening, None);
    }
    out
}

/// What a quotation mark looks like by itself.
#[derive(Clone, Copy, PartialEq)]
enum Glyph {
    Straight,
    Opening,
    Closing,
}

/// All quotation marks of a text with their prices, apostrophes inside words left out.
fn signs(text: &str) -> Vec<Sign> {
    // Where „ opens, “ closes.
    let low = text.contains('„');
    let bytes = text.as_bytes();
    let mut out: Vec<Sign> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // All marks begin with one of these bytes; most of a text does not.
        if !matches!(byte, b'"' | b'\'' | b'`' | 0xc2 | 0xe2 | 0xef) {
            at += 1;
            continue;
        }
        let Some((before, c)) =
            text.split_at_checked(at).and_then(|(before, rest)| Some((before, rest.chars().next()?)))
        else {
            at += 1;
            continue;
        };
        let before = before.chars().next_back();
        let len = c.len_utf8();
        let glyph = match c {
            '"' | '＂' => Some(Glyph::Straight),
            '“' if low => Some(Glyph::Straight),
            '“' | '„' | '‟' | '«' => Some(Glyph::Opening),
            '”' | '»' => Some(Glyph::Closing),
            _ => None,
        };
        let after = |from: usize| text.get(from..).and_then(|rest| rest.chars().next());
        if let Some(glyph) = glyph {
            out.push(double(Span::new(at, at + len), glyph, before, after(at + len)));
        } else if matches!(c, '\'' | '‘' | '’' | '`' | '‚' | '‹' | '›') {
            let run = text.get(at..).map_or(1, |rest| rest.chars().take_while(|&next| next == c).count());
            apostrophes(text, at, c, run, before, &mut out);
            at += run * len;
            continue;
        }
        at += len;
    }
    out
}

/// Whether a quotation may begin with this character.
pub const fn begins(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '‘' | '’' | '`' | '‹' | '›' | '‚')
}

/// A run of one kind of single marks: two make a double mark, three a double and a single one.
fn apostrophes(text: &str, at: usize, c: char, run: usize, before: Option<char>, out: &mut Vec<Sign>) {
    let len = c.len_utf8();
    let end = at + run * len;
    let after = text.get(end..).and_then(|rest| rest.chars().next());
    let glyph = match c {
        '‘' | '`' | '‚' | '‹' => Glyph::Opening,
        '’' | '›' => Glyph::Closing,
        _ => Glyph::Straight,
    };
    let opens = before.is_none_or(leads);
    match run {
        1 if c != '`' => out.extend(single(text, Span::new(at, end), glyph, before, after)),
        2 if c != '‚' => out.push(double(Span::new(at, end), glyph, before, after)),
        3 if c == '\'' && opens => {
            out.push(double(Span::new(at, at + 2), glyph, before, Some(c)));
            out.extend(single(text, Span::new(at + 2, end), glyph, Some('"'), after));
        }
        3 if c == '\'' => {
            out.extend(single(text, Span::new(at, at + 1), glyph, before, Some('"')));
            out.push(double(Span::new(at + 1, end), glyph, Some(c), after));
        }
        _ => {}
    }
}

/// Whether a character stands before what it leads to: white space, opening brackets and marks, dashes.
fn leads(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '“' | '‘' | '«' | '„' | '"' | '\u{200b}')
}

/// What the characters on both sides say against opening and against closing.
fn spacing(before: Option<char>, after: Option<char>) -> (u32, u32) {
    let (open_left, close_left) = match before {
        None => (0, 20),
        Some(c) if c.is_whitespace() => (0, 8),
        Some('(' | '[' | '{' | '“' | '‘' | '«' | '„') => (0, 10),
        Some('-' | '–' | '—' | '/' | '"' | '\'') => (0, 0),
        Some('.' | ',' | ';' | ':' | '!' | '?' | '…' | '”' | '’' | '»') => (6, 0),
        Some(_) => (10, 0),
    };
    let (open_right, close_right) = match after {
        None => (20, 0),
        Some(c) if c.is_whitespace() => (8, 0),
        Some('.' | '…') => (4, 0),
        Some(',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '”' | '’' | '»') => (8, 0),
        Some('-' | '–' | '—' | '/' | '"' | '\'') => (0, 0),
        Some('(' | '[' | '{' | '$' | '£' | '€' | '#' | '@' | '“' | '‘' | '«' | '„') => (0, 6),
        Some(_) => (0, 8),
    };
    (open_left + open_right, close_left + close_right)
}

/// A double mark.
fn double(span: Span, glyph: Glyph, before: Option<char>, after: Option<char>) -> Sign {
    let (open, close) = spacing(before, after);
    // 6'2", 5": inches
    let stray = if glyph == Glyph::Straight && before.is_some_and(|c| c.is_ascii_digit()) { 5 } else { STRAY };
    let (open, close) = match glyph {
        Glyph::Straight => (open, close),
        // Glyphs outweigh spacing, but “so“ and ”so” are common slips (and the latter is Swedish).
        Glyph::Opening => (open / 3, 7 + close / 2),
        Glyph::Closing => (7 + open / 2, close / 3),
    };
    Sign { span, single: false, open, close, stray }
}

/// Words that begin with an apostrophe by custom.
const CLIPPED: [&str; 15] = [
    "em", "til", "till", "tis", "twas", "cause", "bout", "round", "n", "nother", "twere", "hood", "kay", "sup", "nuff",
];

/// A single mark; none where it can be nothing but an apostrophe.
fn single(text: &str, span: Span, glyph: Glyph, before: Option<char>, after: Option<char>) -> Option<Sign> {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if inside(before) && inside(after) {
        return None;
    }
    let next: &str = text.get(span.end..).map_or("", |rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        &rest[..end]
    });
    let clipped = next.starts_with(|c: char| c.is_ascii_digit()) && next.len() <= 3
        || CLIPPED.iter().any(|word| word.eq_ignore_ascii_case(next));
    let may_open =
        before.is_none_or(leads) && after.is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | ';' | ')'));
    let may_close = before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[')) && !inside(after);
    const NEVER: u32 = 1000;
    // "the boys' room", "6' tall", "goin' home" and the end of a quotation look alike; after a full stop or comma it is the end.
    let stopped = before.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | '”' | '"' | ')'));
    let plural = matches!(before, Some('s' | 'S' | 'n' | '0'..='9'));
    let open = match glyph {
        _ if !may_open => NEVER,
        _ if clipped => 8,
        Glyph::Opening => 0,
        Glyph::Straight => 3,
        Glyph::Closing => 11,
    };
    let close = match glyph {
        _ if !may_close => NEVER,
        Glyph::Opening => 11,
        _ if stopped => 0,
        _ if plural => 4,
        _ => 1,
    };
    let stray = match glyph {
        _ if stopped && may_close => 12,
        Glyph::Opening => 10,
        _ if clipped || plural => 2,
        _ => 6,
    };
    Some(Sign { span, single: true, open, close, stray })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text, false).iter().map(|quotation| quotation.span.of(text)).collect()
    }

    #[test]
    fn marks_are_paired() {
        let cases: &[(&str, &[&str])] = &[
            ("She said “yes” and \"no\".", &["“yes”", "\"no\""]),
            ("''The rain's here,'' she said, ''and it stays.''", &["''The rain's here,''", "''and it stays.''"]),
            ("''He shouted, 'Go home!''' she said.", &["''He shouted, 'Go home!'''", "'Go home!'"]),
            ("'It isn't the boys' fault,' he said.", &["'It isn't the boys' fault,'"]),
            ("‘It’s the boys’ fault,’ he said.", &["‘It’s the boys’ fault,’"]),
            ("“We call it ‘the pit’ here.”", &["“We call it ‘the pit’ here.”", "‘the pit’"]),
            ("'He called it \"a gift\" once,' she said.", &["'He called it \"a gift\" once,'", "\"a gift\""]),
            ("«Oui», dit-il, „ja“ and »nein«", &["«Oui»", "„ja“", "»nein«"]),
            ("``We will,'' she said, ``soon.''", &["``We will,''", "``soon.''"]),
            ("He is 6'2\" tall and has a 5\" scar.", &[]),
            ("The 12\" guns and the 5'10\" sailor said \"no\".", &["\"no\""]),
            ("\"He is 6'2\" tall,\" she said.", &["\"He is 6'2\" tall,\""]),
            ("The '90s, rock 'n' roll and the workers' rights", &[]),
            ("“A slip of the keyboard,“ he said.", &["“A slip of the keyboard,“"]),
            ("He said,\"No space here.\" And left.", &["\"No space here.\""]),
            ("“This one never ends", &["“This one never ends"]),
            ("\"Lost. \"Found,\" she said.", &["\"Found,\""]),
            ("“The sign says “Keep out” in red,” she said.", &["“The sign says “Keep out” in red,”", "“Keep out”"]),
            ("\"\" and “ ” are empty", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), *expected, "{text}");
        }
    }

    #[test]
    fn a_quotation_may_run_on_from_the_block_before() {
        let ends: Vec<_> = find("and so we left.” They did.", true).iter().map(|q| (q.span.end, q.opened)).collect();
        assert_eq!(ends, [("and so we left.”".len(), false)]);
        assert!(find("They did.", true).is_empty());
    }

    #[test]
    fn thousands_of_marks_take_no_time() {
        for unit in ["\"", "“", "”", "' ", "\" a", "'a ", "‘a", "“‘"] {
            let text = unit.repeat(30_000);
            let _ = find(&text, true);
        }
    }
}
