//! A block's text cut at the edges of its marks, nested as HTML wants it: where two marks cross, the one that began first is closed and
//! opened again.

use newsglass::engine::finding::Mark;
use newsglass::engine::span::Span;

/// A part of a marked block.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'a> {
    /// From here on the mark holds.
    Open(&'a Mark),
    /// Text under all open marks.
    Text(&'a str),
    /// The mark opened last that is still open ends; true where it really ends and is not opened again.
    Close(&'a Mark, bool),
}

/// Cuts a block. `marks` are those of the block, sorted by start, then the longer first.
pub fn cut<'a>(text: &'a str, marks: &'a [Mark]) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    let mut open: Vec<&Mark> = Vec::new();
    let mut at = 0;
    for mark in marks {
        close(text, &mut open, &mut at, mark.span.start, &mut out);
        go(text, &mut at, mark.span.start, &mut out);
        out.push(Piece::Open(mark));
        open.push(mark);
    }
    close(text, &mut open, &mut at, text.len(), &mut out);
    go(text, &mut at, text.len(), &mut out);
    out
}

/// Text up to `to`.
fn go<'a>(text: &'a str, at: &mut usize, to: usize, out: &mut Vec<Piece<'a>>) {
    if *at < to {
        out.push(Piece::Text(Span::new(*at, to).of(text)));
        *at = to;
    }
}

/// Closes what ends up to `to`, the earliest end first.
fn close<'a>(text: &'a str, open: &mut Vec<&'a Mark>, at: &mut usize, to: usize, out: &mut Vec<Piece<'a>>) {
    while let Some(end) = open.iter().map(|mark| mark.span.end).min().filter(|&end| end <= to) {
        go(text, at, end, out);
        // Everything above the lowest mark that ends here has to close with it; what goes on is opened again.
        let lowest = open.iter().position(|mark| mark.span.end == end).unwrap_or(0);
        let above: Vec<&Mark> = open.drain(lowest..).collect();
        out.extend(above.iter().rev().map(|mark| Piece::Close(mark, mark.span.end == end)));
        for mark in above.into_iter().filter(|mark| mark.span.end > end) {
            out.push(Piece::Open(mark));
            open.push(mark);
        }
    }
}

/// The marks of one block, out of all, which are sorted by block.
pub fn of_block(marks: &[Mark], block: usize) -> &[Mark] {
    let first = marks.partition_point(|mark| mark.block < block);
    let end = marks.partition_point(|mark| mark.block <= block);
    marks.get(first..end).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsglass::engine::finding::{Detail, Figure};
    use newsglass::engine::rule::Kind;

    fn written(text: &str, spans: &[(usize, usize)]) -> String {
        let mark = |&(start, end): &(usize, usize)| Mark {
            block: 0,
            span: Span::new(start, end),
            kind: Kind::Count,
            sign: "",
            said_by: None,
            detail: Detail::Figure(Figure::default()),
        };
        let marks: Vec<Mark> = spans.iter().map(mark).collect();
        let piece = |piece: Piece| match piece {
            Piece::Open(mark) => format!("<{}", mark.span.start),
            Piece::Text(text) => text.to_owned(),
            Piece::Close(mark, true) => format!("{}>", mark.span.start),
            Piece::Close(mark, false) => format!("{}~", mark.span.start),
        };
        cut(text, &marks).into_iter().map(piece).collect()
    }

    #[test]
    fn marks_nest_and_crossing_ones_are_opened_again() {
        assert_eq!(written("abc", &[]), "abc");
        assert_eq!(written("abcdef", &[(0, 6), (1, 3), (4, 5)]), "<0a<1bc1>d<4e4>f0>");
        assert_eq!(written("abcdef", &[(0, 3), (2, 5)]), "<0ab<2c2~0><2de2>f");
        assert_eq!(written("abcdef", &[(0, 3), (0, 3), (3, 6)]), "<0<0abc0>0><3def3>");
    }
}
