//! The reader's own patterns: read, judged and found. Their notation is that of Rust's `regex`, which has no look-around and no
//! references back, so that finding them takes time linear in the text.

use super::super::super::span::Span;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::meta::Regex;
use regex_automata::nfa::thompson::{Compiler, Config, WhichCaptures};
use regex_automata::util::syntax;
use regex_automata::{Input, MatchKind, PatternSet};
use regex_syntax::ast;
use regex_syntax::hir::{Hir, HirKind, Look};
use std::cell::OnceCell;

/// What one pattern may take, in bytes of its automaton. `\w{100}` is too much, a list of a thousand names is not.
const LARGEST: usize = 256 << 10;
/// What all of them may take together.
const ALTOGETHER: usize = 16 << 20;
/// How far ahead a search looks, in bytes: longer matches may end early. That and [`tries`] keep the time linear, as a search that runs to
/// the end of the text at every match would not.
const AHEAD: usize = 512;

/// How often a pattern is looked for in a block of this many bytes.
const fn tries(length: usize) -> usize {
    length / 8 + 64
}

/// Why a pattern is refused, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The reason, as the key of a text.
    pub why: &'static str,
    /// Column of the pattern, in code points from 1; 0 where the whole pattern is meant.
    pub column: usize,
}

/// Reads a pattern; the reason if it is refused.
pub fn read(pattern: &str, case: bool, whole: bool) -> Result<Hir, Refused> {
    let refused = |why, span: &ast::Span| Refused { why, column: span.start.column };
    let mut parser = regex_syntax::ParserBuilder::new().case_insensitive(!case).nest_limit(60).build();
    let hir = parser.parse(pattern).map_err(|error| match error {
        regex_syntax::Error::Parse(error) => refused(reason(error.kind()), error.span()),
        regex_syntax::Error::Translate(error) => refused("patternClass", error.span()),
        _ => Refused { why: "patternBad", column: 0 },
    })?;
    if hir.properties().minimum_len().is_none_or(|least| least == 0) {
        return Err(Refused { why: "patternEmpty", column: 0 });
    }
    let hir = if whole {
        Hir::concat(vec![Hir::look(Look::WordStartHalfUnicode), hir, Hir::look(Look::WordEndHalfUnicode)])
    } else {
        hir
    };
    let compiled = Compiler::new().configure(config(LARGEST)).build_from_hir(&hir);
    compiled.map_err(|_| Refused { why: "patternCostly", column: 0 })?;
    Ok(hir)
}

fn config(limit: usize) -> Config {
    Config::new().nfa_size_limit(Some(limit)).which_captures(WhichCaptures::Implicit)
}

/// The text that says what is wrong with a pattern.
fn reason(kind: &ast::ErrorKind) -> &'static str {
    use ast::ErrorKind as Kind;
    match kind {
        Kind::GroupUnclosed => "patternGroupOpen",
        Kind::GroupUnopened => "patternGroupClosed",
        Kind::ClassUnclosed => "patternClassOpen",
        Kind::ClassRangeInvalid | Kind::ClassRangeLiteral => "patternRange",
        Kind::RepetitionMissing => "patternNothingRepeated",
        Kind::RepetitionCountInvalid
        | Kind::RepetitionCountDecimalEmpty
        | Kind::RepetitionCountUnclosed
        | Kind::DecimalEmpty
        | Kind::DecimalInvalid => "patternCount",
        Kind::UnsupportedBackreference => "patternReference",
        Kind::UnsupportedLookAround => "patternLook",
        Kind::EscapeUnexpectedEof | Kind::EscapeUnrecognized => "patternEscape",
        Kind::NestLimitExceeded(_) | Kind::CaptureLimitExceeded => "patternCostly",
        _ => "patternBad",
    }
}

/// Patterns, ready to be found.
pub struct Patterns {
    all: Vec<(Hir, OnceCell<Option<Regex>>)>,
    /// All of them in one automaton, without what they ask of their surroundings: it tells in one pass which of them a text may hold.
    which: Option<DFA>,
}

impl Patterns {
    /// Makes ready what [`read`] has read.
    pub fn new(all: Vec<Hir>) -> Self {
        let loose: Vec<Hir> = all.iter().cloned().map(loosened).collect();
        let nfa = Compiler::new()
            .configure(Config::new().nfa_size_limit(Some(ALTOGETHER)).which_captures(WhichCaptures::None).utf8(false))
            .build_many_from_hir(&loose);
        // The automaton's states are made as the text asks for them; a full cache is emptied and filled again.
        let config = DFA::config().match_kind(MatchKind::All).skip_cache_capacity_check(true).cache_capacity(8 << 20);
        let which = nfa.ok().filter(|_| !all.is_empty());
        let which = which.and_then(|nfa| DFA::builder().configure(config).build_from_nfa(nfa).ok());
        Self { all: all.into_iter().map(|hir| (hir, OnceCell::new())).collect(), which }
    }

    /// Finds them in texts, one after the other.
    pub fn finder(&self) -> Finder<'_> {
        let cache = self.which.as_ref().map(DFA::create_cache);
        Finder { patterns: self, cache, maybe: PatternSet::new(self.all.len()) }
    }
}

/// Finds patterns in texts.
pub struct Finder<'p> {
    patterns: &'p Patterns,
    cache: Option<Cache>,
    maybe: PatternSet,
}

impl Finder<'_> {
    /// Tells of every match of a text: the pattern's number and the span. Matches of one pattern do not overlap.
    pub fn find(&mut self, text: &str, mut found: impl FnMut(usize, Span)) {
        self.maybe.clear();
        let Some((which, cache)) = self.patterns.which.as_ref().zip(self.cache.as_mut()) else { return };
        if which.try_which_overlapping_matches(cache, &Input::new(text), &mut self.maybe).is_err() {
            return;
        }
        for number in self.maybe.iter().map(|id| id.as_usize()) {
            let Some((hir, exact)) = self.patterns.all.get(number) else { continue };
            let Some(exact) = exact.get_or_init(|| exact_of(hir)) else { continue };
            let mut at = 0;
            for _ in 0..tries(text.len()) {
                let end = boundary(text, at + 2 * AHEAD);
                let near = exact.find(Input::new(text).span(at..end)).filter(|near| {
                    // What begins in the second half is found again from nearer by, whole.
                    end == text.len() || near.start() < at + AHEAD
                });
                match near {
                    Some(near) => {
                        found(number, Span::new(near.start(), near.end()));
                        at = near.end().max(boundary(text, at + 1));
                    }
                    None if end == text.len() => break,
                    None => at = boundary(text, at + AHEAD),
                }
                if at >= text.len() {
                    break;
                }
            }
        }
    }
}

/// The first boundary of characters from a byte on; the text's end for what lies beyond.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

fn exact_of(hir: &Hir) -> Option<Regex> {
    let config = Regex::config().nfa_size_limit(Some(LARGEST)).onepass(false).utf8_empty(true);
    let config = config.which_captures(WhichCaptures::Implicit);
    Regex::builder().configure(config).syntax(syntax::Config::new()).build_from_hir(hir).ok()
}

/// A pattern that finds whatever this one finds, and asks nothing of what stands around it.
fn loosened(hir: Hir) -> Hir {
    match hir.into_kind() {
        HirKind::Look(_) | HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Repetition(mut repetition) => {
            repetition.sub = Box::new(loosened(*repetition.sub));
            Hir::repetition(repetition)
        }
        HirKind::Capture(capture) => loosened(*capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.into_iter().map(loosened).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.into_iter().map(loosened).collect()),
    }
}
