//! Reads a document block by block and keeps what one quotation tells of the next: runs by one speaker, paragraphs left open, a colon
//! at the end of the paragraph before, who was heard last.

use super::attribution;
use super::cast::Cast;
use super::focus::Focus;
use super::frame::Frame;
use super::given::{Given, given};
use super::indirect;
use super::kinds::{self, Look};
use super::runs::{Before, Open, SURE, announced, narrated, resumed};
use super::spans;
use super::turns::{self, Turn};
use super::words::{self, has};
use crate::engine::document::BlockKind;
use crate::engine::finding::{Actor, Detail, Mark, Quotation, Site, Speaker};
use crate::engine::rule::Kind;
use crate::engine::span::Span;
use crate::engine::text::Reading;

/// What is known of a block so far.
#[derive(Default)]
struct Here {
    /// Speech with its speakers, by item.
    said: Vec<(usize, Option<Given>)>,
    /// What the block before left open, until a quotation is read.
    open_before: Option<Open>,
    /// The last quotation, if nothing closes it.
    open: Option<Open>,
}

const TURN_GOES_ON: &str = "goes on after the speaker’s label";
const GOES_ON: &str = "the quotation goes on from the paragraph before";

/// Goes through the blocks and keeps what one tells the next.
pub struct Reader<'r> {
    reading: &'r Reading<'r>,
    cast: Cast<'r>,
    focus: Focus<'r>,
    /// What was found, in the order of reading.
    pub marks: Vec<Mark>,
    before: Before,
    turns: Vec<Turn>,
    utterances: usize,
}

impl<'r> Reader<'r> {
    /// A reader at the start of a document.
    pub fn new(reading: &'r Reading<'r>, mentions: &'r [Mark], actors: &'r [Actor]) -> Self {
        let cast = Cast::new(mentions, actors);
        let focus = Focus::new(reading, mentions, actors);
        let turns = turns::find(reading, &cast);
        Self { reading, cast, focus, marks: Vec::new(), before: Before::default(), turns, utterances: 0 }
    }

    /// Marks the quotations of one block.
    pub fn read(&mut self, block: usize) {
        let skipped = self.reading.document.blocks.get(block).is_none_or(|block| block.kind == BlockKind::Code);
        let Some(tokens) = self.reading.blocks.get(block).map(|block| block.tokens.as_slice()).filter(|_| !skipped)
        else {
            return;
        };
        let page = &self.reading.document.page;
        if block > 0 && page.report_of(block) != page.report_of(block - 1) {
            self.before = Before::default();
        }
        let text = self.reading.text(block);
        let turn =
            self.turns.binary_search_by_key(&block, |turn| turn.block).ok().and_then(|at| self.turns.get(at)).copied();
        let mut found = spans::find(text, self.before.open.is_some() && turn.is_none());
        let elements = |block: usize| self.reading.document.blocks.get(block).map(|block| block.kind);
        if found.is_empty() && elements(block) == Some(BlockKind::Quote) {
            // A block quote needs no marks.
            found.push(spans::Quotation::unmarked(text, 0));
        }
        let turn = turn.filter(|turn| !quoted_turn(&found, turn, text));
        if let Some(turn) = turn {
            found.retain(|quotation| quotation.span.start >= turn.speech);
            found.insert(0, spans::Quotation::unmarked(text, turn.speech));
        }
        let from = self.cast.mentions.partition_point(|mark| mark.block < block);
        let until = self.cast.mentions.partition_point(|mark| mark.block <= block);
        let mentions = self.cast.mentions.get(from..until).unwrap_or(&[]);
        let (outer, nested) = levels(&found);
        self.focus.enter(block, outer.iter().map(|(_, span, _)| *span).collect());
        let frame = Frame::new(text, tokens, Span::new(0, text.len()), &outer, mentions);
        match turn {
            Some(turn) => self.read_turn(&turn, &found),
            None => self.read_outer(block, &frame, &found),
        }
        for (parent, children) in nested {
            let range = found.get(parent).map_or(Span::default(), |quotation| quotation.inner);
            let frame = Frame::new(text, tokens, range, &children, mentions);
            self.read_nested(block, &frame, &found);
        }
        // Only a quotation at the start of the next block asks for these.
        let asked = elements(block + 1) == Some(BlockKind::Quote)
            || elements(block + 1).is_some() && self.reading.text(block + 1).starts_with(spans::begins);
        self.before.announced = if asked { announced(block, &frame) } else { None };
        self.before.narrated = if asked { narrated(block, &frame) } else { None };
    }

    /// A paragraph of a transcript: all of it is said by whom its label names, or the last label before it.
    fn read_turn(&mut self, turn: &Turn, found: &[spans::Quotation]) {
        let (block, text) = (turn.block, self.reading.text(turn.block));
        let Some(speech) = found.first() else { return };
        self.before.open = None;
        if turn.label.is_empty() {
            let Some((given, first)) = self.before.turn.clone() else { return };
            let utterance = self.utterance(first);
            let given = given.map(|given| Given { sign: TURN_GOES_ON, ..given });
            self.mark(block, speech.span, Kind::Indirect, given, utterance);
            return;
        }
        let site = Site { block, span: turn.label };
        let given = Given {
            site,
            pronoun: None,
            antecedent: None,
            cue: None,
            confidence: 0.9,
            anonymous: false,
            sign: "a label with the speaker’s name",
        };
        let given = Some(given).filter(|_| !turns::is_letter(turn.label.of(text)));
        self.before.last = None;
        let mark = self.mark(block, speech.span, Kind::Indirect, given.clone(), None);
        self.before.turn = Some((given, mark));
    }

    /// The quotations of a block that stand in no other, and what its other sentences report, in order.
    fn read_outer(&mut self, block: usize, frame: &Frame, found: &[spans::Quotation]) {
        let mut here = Here { open_before: self.before.open.take(), ..Here::default() };
        let mut start = 0;
        while start < frame.items.len() {
            let end = frame.sentence_end(start).max(start + 1);
            let mut quotes = false;
            for at in start..end {
                let number = frame.items.get(at).and_then(|item| item.quote);
                if let Some(quotation) = number.and_then(|number| found.get(number)) {
                    quotes = true;
                    self.read_quotation(block, frame, at, quotation, &mut here);
                }
            }
            if !quotes && let Some((span, offer)) = indirect::find(frame, start, end) {
                let given = given(block, frame, start, &offer);
                self.mark(block, span, Kind::Indirect, Some(given), None);
            }
            start = end;
        }
        self.before.open = here.open;
    }

    /// One quotation that stands in no other.
    fn read_quotation(
        &mut self,
        block: usize,
        frame: &Frame,
        at: usize,
        quotation: &spans::Quotation,
        here: &mut Here,
    ) {
        let look = kinds::look(frame, at, quotation.inner.of(frame.text));
        let own = attribution::offer(frame, at).map(|offer| given(block, frame, at, &offer));
        let goes_on = here.open_before.take().filter(|open| at == 0 && self.may_go_on(open, own.as_ref()));
        let carried = match &goes_on {
            Some(open) => {
                open.given.clone().map(|given| Given { confidence: given.confidence.max(0.9), sign: GOES_ON, ..given })
            }
            None => self.before.carried(block, frame, at, &here.said),
        };
        let best = match (own, carried) {
            (Some(own), Some(carried)) if own.confidence >= carried.confidence => Some(own),
            (own, carried) => carried.or(own),
        };
        let resumed = if goes_on.is_none() { resumed(block, frame, at, &here.said, best.as_ref()) } else { None };
        let breaks = resumed.is_some();
        let best = resumed.or(best);
        let kind = kind_of(look, best.as_ref(), false);
        let given = best.filter(|given| kind == Kind::Direct && given.confidence >= SURE);
        let utterance = match &goes_on {
            Some(open) => self.utterance(open.mark),
            None if breaks && given.is_some() => self.marks.len().checked_sub(1).and_then(|last| self.utterance(last)),
            None => None,
        };
        let mark = self.mark(block, quotation.span, kind, given.clone(), utterance);
        if goes_on.is_some_and(|open| open.given.is_none()) && given.is_some() {
            self.fill_back(mark);
        }
        here.open = (!quotation.closed).then(|| Open { given: given.clone(), mark });
        if kind == Kind::Direct {
            if let Some(given) = &given {
                self.before.last = Some((given.clone(), block));
            }
            here.said.push((at, given));
        }
    }

    /// Whether an open quotation may go on in one that has an offer of its own: not where the two name different speakers.
    fn may_go_on(&self, open: &Open, own: Option<&Given>) -> bool {
        let words = |given: &Given| given.site.span.of(self.reading.text(given.site.block));
        match (&open.given, own) {
            (Some(open), Some(own)) => {
                own.confidence < SURE || open.pronoun.is_some() || own.pronoun.is_some() || words(open) == words(own)
            }
            _ => true,
        }
    }

    /// Gives the paragraphs before a mark of the same utterance its speaker, who is named only at the end.
    fn fill_back(&mut self, mark: usize) {
        let Some(Detail::Quotation(last)) = self.marks.get(mark).map(|mark| mark.detail.clone()) else { return };
        for earlier in self.marks.iter_mut().take(mark).rev() {
            match &mut earlier.detail {
                Detail::Quotation(quotation)
                    if quotation.utterance == last.utterance && quotation.speaker.is_none() =>
                {
                    earlier.sign = GOES_ON;
                    *quotation = last.clone();
                }
                // Quotations inside the paragraph stand between.
                Detail::Quotation(quotation) if quotation.utterance.is_none() => {}
                _ => break,
            }
        }
    }

    /// Quotations inside a quotation: speech only where their own words say so.
    fn read_nested(&mut self, block: usize, frame: &Frame, found: &[spans::Quotation]) {
        for (at, item) in frame.items.iter().enumerate() {
            let Some(quotation) = item.quote.and_then(|number| found.get(number)) else { continue };
            let look = kinds::look(frame, at, quotation.inner.of(frame.text));
            let given = attribution::offer(frame, at).map(|offer| given(block, frame, at, &offer));
            let kind = kind_of(look, given.as_ref(), true);
            let given = given.filter(|given| kind == Kind::Direct && given.confidence >= 0.7);
            self.mark(block, quotation.span, kind, given, None);
        }
    }

    /// The number of the utterance that the mark begins or belongs to, a new one where it has none.
    fn utterance(&mut self, mark: usize) -> Option<usize> {
        let Some(Detail::Quotation(quotation)) = self.marks.get_mut(mark).map(|mark| &mut mark.detail) else {
            return None;
        };
        if quotation.utterance.is_none() {
            self.utterances += 1;
            quotation.utterance = Some(self.utterances);
        }
        quotation.utterance
    }

    /// Adds a mark and remembers its speaker; gives the mark's number.
    fn mark(&mut self, block: usize, span: Span, kind: Kind, given: Option<Given>, utterance: Option<usize>) -> usize {
        let mut quotation = Quotation { utterance, ..Quotation::default() };
        let mut sign = match kind {
            Kind::Title => "capitalised like a title",
            Kind::Scare => "a few words that nobody is said to say",
            _ => "quotation marks",
        };
        if let Some(given) = given {
            let (speaker, anonymous) = self.speaker(&given);
            quotation.cue = given.cue;
            quotation.anonymous = anonymous;
            quotation.confidence = given.confidence;
            sign = given.sign;
            quotation.speaker = Some(speaker);
        }
        self.marks.push(Mark { block, span, kind, sign, said_by: None, detail: Detail::Quotation(quotation) });
        self.marks.len() - 1
    }

    /// The speaker whom a place names: the actor there, or whom the pronoun stands for, or the words themselves.
    /// And whether the text withholds the name.
    fn speaker(&mut self, given: &Given) -> (Speaker, bool) {
        let site = given.site;
        let told = |site: Site| site.span.of(self.reading.text(site.block)).to_owned();
        let named = |actor: &Actor| Speaker { site, name: actor.name.clone(), actor: Some(actor.id) };
        let speaker = match given.pronoun {
            Some("i" | "we" | "you") => Speaker { site, name: told(site), actor: None },
            Some("who") => match self.cast.antecedent(site, given.antecedent) {
                Some(actor) => named(actor),
                None => {
                    let name = told(Site { span: given.antecedent.unwrap_or(site.span), ..site });
                    Speaker { site, name, actor: None }
                }
            },
            Some(_) => match self.focus.resolve(site) {
                Some(referent) => {
                    let anonymous = given.anonymous || referent.anonymous;
                    return (Speaker { site, name: referent.name, actor: referent.actor }, anonymous);
                }
                None => Speaker { site, name: told(site), actor: None },
            },
            None => {
                let mention = self
                    .cast
                    .mention_at(site)
                    .filter(|mark| coincide(self.reading.text(site.block), mark.span, site.span));
                let actor = mention.and_then(|mark| match &mark.detail {
                    Detail::Mention(mention) => self.cast.actor(mention.actor),
                    _ => None,
                });
                let turn = self.turns.binary_search_by_key(&site.block, |turn| turn.block);
                let is_label = turn.is_ok_and(|at| self.turns[at].label == site.span);
                let label = || self.cast.bearer(site.span.of(self.reading.text(site.block)));
                let word = site.span.of(self.reading.text(site.block));
                // “…,” May said
                let lone = given.cue.is_some()
                    && words::is_common(word)
                    && word.starts_with(char::is_uppercase)
                    && !word.chars().all(char::is_uppercase);
                let actor = actor.or_else(|| if is_label || lone { label() } else { None });
                let noun = told(site);
                let anonymous = match actor {
                    Some(actor) if actor.kind != Kind::Role => given.anonymous,
                    _ => self.focus.hear(site, &noun, actor.map(|actor| actor.id), given.anonymous),
                };
                let again = if anonymous { None } else { self.focus.again(site, &noun, actor) };
                let actor = again.and_then(|id| self.cast.actor(id)).or(actor);
                return (actor.map_or(Speaker { site, name: noun, actor: None }, named), anonymous);
            }
        };
        (speaker, given.anonymous)
    }
}

/// Whether a mention names what the speaker's words name: not where it is only a part of them in front ("the Syrian president"), nor
/// behind a preposition ("a spokesman for the port").
fn coincide(text: &str, mention: Span, speaker: Span) -> bool {
    let before = text.get(speaker.start..mention.start.max(speaker.start)).unwrap_or("");
    let linked = before.split(' ').any(|word| has(words::LINKS, word));
    // "Ana Lim and Bo Falk"
    let behind = text.get(mention.end.min(speaker.end)..speaker.end).unwrap_or("");
    let joined = [before, behind].iter().any(|words| words.split(' ').any(|word| matches!(word, "and" | "&")));
    !linked && !joined && (mention.end + 2 > speaker.end || 2 * mention.len() > speaker.len())
}

/// Whether a turn stands in quotation marks of its own.
fn quoted_turn(found: &[spans::Quotation], turn: &Turn, text: &str) -> bool {
    found
        .iter()
        .any(|quotation| quotation.span.start <= turn.speech + 1 && 2 * quotation.span.len() > text.len() - turn.speech)
}

/// Quotations as a frame takes them: number, span with the marks, span without.
type Closed = (usize, Span, Span);

/// The outer quotations of a block, and those inside each other one.
fn levels(found: &[spans::Quotation]) -> (Vec<Closed>, Vec<(usize, Vec<Closed>)>) {
    let mut outer = Vec::new();
    let mut nested: Vec<(usize, Vec<Closed>)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (number, quotation) in found.iter().enumerate() {
        while open
            .last()
            .and_then(|&parent| found.get(parent))
            .is_some_and(|parent| parent.span.end <= quotation.span.start)
        {
            open.pop();
        }
        let entry = (number, quotation.span, quotation.inner);
        match open.last() {
            None => outer.push(entry),
            Some(&parent) => match nested.iter_mut().rev().take(4).find(|(other, _)| *other == parent) {
                Some((_, children)) => children.push(entry),
                None => nested.push((parent, vec![entry])),
            },
        }
        open.push(number);
    }
    (outer, nested)
}

/// The kind of a quotation with what is known of its speaker.
fn kind_of(look: Look, given: Option<&Given>, nested: bool) -> Kind {
    let sure = |least: f32| given.is_some_and(|given| given.confidence >= least && given.cue.is_some());
    match look {
        Look::Title => Kind::Title,
        Look::TitleLike if sure(0.85) => Kind::Direct,
        Look::TitleLike => Kind::Title,
        Look::SoCalled | Look::Gloss => Kind::Scare,
        Look::Phrase if given.is_some_and(|given| given.confidence >= SURE) || nested => Kind::Direct,
        Look::Phrase => Kind::Scare,
        Look::Fragment if sure(0.6) && !nested => Kind::Direct,
        Look::Fragment => Kind::Scare,
        Look::Speech => Kind::Direct,
    }
}
