//! Who says a quotation, by what stands around it in its own block: every way of attribution that fits makes an offer with a confidence
//! between 0 and 1, and the best one is taken.
//!
//! The confidences were set by hand in the order of how often each way was right on 420 news articles (PolNeAR), in steps of 0.05.

use super::frame::{Frame, REACH};
use super::phrases::{Head, Phrase};
use super::verbs::Form;
use super::words;
use crate::engine::rule::Kind;
use crate::engine::span::Span;

/// An offer: who speaks, by which words, and how sure that is.
#[derive(Clone, Copy, Debug)]
pub struct Offer {
    /// Who.
    pub phrase: Phrase,
    /// The verb of saying or "according to".
    pub cue: Option<Span>,
    /// From 0 to 1.
    pub confidence: f32,
    /// In words, for the card.
    pub sign: &'static str,
}

/// The best offer for the quotation that is item `at`.
pub fn offer(frame: &Frame, at: usize) -> Option<Offer> {
    let offers = [
        quoted(frame, at),
        agent(frame, at),
        behind(frame, at),
        further_behind(frame, at),
        ahead(frame, at),
        signed(frame, at),
        labelled(frame, at),
        possessed(frame, at),
        announced(frame, at),
    ];
    // The first of equals: a sort that keeps order would do the same.
    let better = |best: Option<Offer>, next: Offer| match best {
        Some(best) if best.confidence >= next.confidence => Some(best),
        _ => Some(next),
    };
    offers.into_iter().flatten().fold(None, better)
}

/// “…,” said X · “…,” X said · “…,” according to X.
fn behind(frame: &Frame, at: usize) -> Option<Offer> {
    let stop = frame.stop(at);
    let comma = frame.stop(at + 1) == ',' && !frame.is_quote(at + 1);
    let first = at + 1 + usize::from(comma);
    let awaits = comma || matches!(stop, ',' | '?' | '!' | '…' | '—' | '–' | '-');
    if frame.word(first).is_empty() {
        return None;
    }
    // “….” According to X, …: the next sentence has its own to tell
    let next = frame.upper(first) && frame.ends_sentence(at);
    if let Some(offer) = source_after(frame, first).filter(|_| !next) {
        return Some(Offer { confidence: if awaits { 0.95 } else { 0.85 }, ..offer });
    }
    if let Some((true, Form::Past | Form::Present)) = frame.verb(first).filter(|_| !frame.addresses(first)) {
        let phrase = frame.after(first + 1)?;
        let confidence = if awaits { 0.95 } else { 0.85 };
        return Some(Offer {
            phrase,
            cue: Some(frame.span(first, first + 1)),
            confidence,
            sign: "speaker behind the verb of saying",
        });
    }
    let end = frame.sentence_end(first).min(first + 45);
    for verb in first + 1..end {
        if frame.is_quote(verb) && frame.stop(verb) != ',' && frame.stop(verb) != ' ' {
            return None;
        }
        let Some((strong, Form::Past | Form::Present | Form::Base)) = frame.verb(verb) else { continue };
        // "he mocks": after a comma inside the marks, a weaker verb does where it ends the sentence.
        if !(strong || stop == ',' && frame.ends_sentence(frame.verb_end(verb))) {
            continue;
        }
        let Some(phrase) = frame.before(verb, first) else { continue };
        // The phrase must fill what stands between ("a friend, Ana Lim said"), or else the verb has another sentence to tell.
        let lead = phrase.first - first;
        let friend = frame.stop(phrase.first.saturating_sub(1)) == ','
            && lead <= 8
            && (first..phrase.first).all(|i| frame.verb(i).is_none());
        if lead > 0 && !(lead == 1 && frame.says(first, "as")) && !friend {
            continue;
        }
        // “….” X said: “…”: the verb speaks of the next quotation.
        let end = frame.verb_end(verb);
        let leads_on =
            frame.stop(end) == ':' || frame.is_quote(end) || frame.stop(end) == ',' && frame.is_quote(end + 1);
        let long = verb - first > 12;
        let confidence = match stop {
            _ if comma || stop == ',' => 0.95,
            '?' | '!' | '…' | '—' | '–' | '-' if !leads_on => 0.9,
            // “….” X says. The verb has nothing else to tell.
            '.' if !leads_on && frame.stop(end) == '.' && frame.ends_sentence(end) => 0.85,
            '.' if !leads_on => 0.55,
            '.' | '?' | '!' => 0.2,
            // A fragment in running text: "the “deal” officials announced".
            _ => 0.6,
        };
        let confidence = if long { confidence - 0.1 } else { confidence };
        return Some(Offer {
            phrase,
            cue: Some(frame.span(verb, end)),
            confidence,
            sign: "speaker before the verb of saying",
        });
    }
    None
}

/// “…,” X was quoted as saying · “…,” the paper quoted X as saying · X was cited as saying “…”. Whoever says so, X is the source.
fn quoted(frame: &Frame, at: usize) -> Option<Offer> {
    let start = frame.sentence_start(at);
    let end = frame.sentence_end(at + 1);
    let far = |i: usize| i + 1 < at.saturating_sub(6) || i > at + 24;
    let ways = (start..end).filter(|&i| !far(i)).find(|&i| frame.says(i, "as") && frame.is(i + 1, words::AS_SAID))?;
    let verb = (start..ways).rev().take(12).find(|&i| frame.is(i, words::QUOTED))?;
    let cue = Some(frame.span(ways, ways + 2));
    let confidence = if ways > at { 0.96 } else { 0.94 };
    let sign = "quoted as saying";
    let offer = |phrase| Some(Offer { phrase, cue, confidence, sign });
    if verb + 1 < ways {
        // "the paper quoted X as saying"
        let phrase = frame.before(ways, verb + 1).filter(|phrase| phrase.first == verb + 1);
        if let Some(phrase) = phrase.or_else(|| frame.after(verb + 1)) {
            return offer(phrase);
        }
    }
    let floor = if ways > at { at + 1 } else { start };
    offer(frame.before(verb, floor)?)
}

/// Described as “…” by X: a passive's agent.
fn agent(frame: &Frame, at: usize) -> Option<Offer> {
    if !frame.says(at + 1, "by") {
        return None;
    }
    let floor = frame.sentence_start(at).max(at.saturating_sub(8));
    let mut words = (floor..at).rev().take_while(|&i| frame.is_word(i));
    let verb = words.find(|&i| frame.saying(i).is_some_and(|verb| verb.form == Form::Past))?;
    let passive = verb + 1 == at || frame.says(verb + 1, "as") || frame.verb(verb).is_none();
    let phrase = frame.after(at + 2)?;
    // "by using it", "by mistake"
    let gerund = (at + 2..phrase.end).any(|i| frame.word(i).ends_with("ing") && !frame.upper(i));
    let lone = phrase.end == phrase.first + 1 && phrase.head == Head::Noun && !frame.word(phrase.first).ends_with('s');
    if !passive || gerund || lone {
        return None;
    }
    let cue = Some(frame.span(verb, verb + 1));
    Some(Offer { phrase, cue, confidence: 0.95, sign: "named behind “by”" })
}

/// "according to X" at this item.
fn source_after(frame: &Frame, at: usize) -> Option<Offer> {
    let words = if frame.says(at, "according") && frame.says(at + 1, "to") {
        2
    } else if frame.says(at, "per") {
        1
    } else {
        return None;
    };
    let her = at + words;
    let phrase = if frame.is(her, &["her", "him"]) && !frame.is_word(her + 1) {
        frame.pronoun(her)
    } else {
        frame.after(her)?
    };
    Some(Offer {
        phrase, cue: Some(frame.span(at, at + words)), confidence: 0.9, sign: "named behind “according to”"
    })
}

/// … “…” in the race, said X · … “…” in the race, X said. Further on in the same sentence, behind a comma.
fn further_behind(frame: &Frame, at: usize) -> Option<Offer> {
    if matches!(frame.stop(at), '.' | '?' | '!') && frame.ends_sentence(at) {
        return None;
    }
    let end = frame.sentence_end(at + 1).min(at + REACH);
    for here in at + 1..end {
        if let Some(offer) = source_after(frame, here) {
            return Some(Offer { confidence: 0.75, ..offer });
        }
        let paused = frame.stop(here) == ',';
        if !paused {
            continue;
        }
        if let Some((true, Form::Past | Form::Present)) = frame.verb(here + 1).filter(|_| !frame.addresses(here + 1))
            && let Some(phrase) = frame.after(here + 2)
        {
            let cue = Some(frame.span(here + 1, here + 2));
            return Some(Offer {
                phrase,
                cue,
                confidence: 0.8,
                sign: "speaker behind the verb of saying, later in the sentence",
            });
        }
        for verb in here + 2..end.min(here + 10) {
            let Some((true, Form::Past | Form::Present)) = frame.verb(verb) else { continue };
            let last = matches!(frame.stop(verb + 1), '.' | ',' | '\n')
                || frame.is(verb + 1, &["at", "during", "in", "on", "to"]);
            let phrase = frame.before(verb, here + 1).filter(|phrase| last && phrase.first == here + 1);
            if let Some(phrase) = phrase {
                let cue = Some(frame.span(verb, verb + 1));
                return Some(Offer { phrase, cue, confidence: 0.75, sign: "speaker and verb later in the sentence" });
            }
        }
    }
    None
}

/// X said, “…” · X told Y that … “…” · X, who …, called it “…” · According to X, “…”.
fn ahead(frame: &Frame, at: usize) -> Option<Offer> {
    let start = frame.sentence_start(at);
    told(frame, at, start)
}

/// The nearest verb of saying before item `at` that has a subject. Where that verb only tells what another one says ("said he hopes …"),
/// the other one's subject speaks.
pub fn told(frame: &Frame, at: usize, start: usize) -> Option<Offer> {
    let sign = "speaker before the verb of saying";
    // A verb whose subject stands further ahead ("X …, adding that …", "and called it …").
    let mut waiting: Option<(Span, f32)> = None;
    let mut nearest: Option<(Offer, usize)> = None;
    for here in (start..at).rev() {
        // Only what stands in the same clause can report what was found already.
        if let Some((offer, verb)) = nearest
            && (verb - here > if frame.says(offer.phrase.first, "who") { 30 } else { 14 }
                || frame.is_quote(here)
                || frame.stop(here) == ';')
        {
            return Some(offer);
        }
        if let Some(offer) = source_after(frame, here) {
            let (cue, confidence) = waiting.map_or((offer.cue, 0.85), |(cue, sure)| (Some(cue), sure.min(0.8)));
            return Some(nearest.map_or(Offer { cue, confidence, ..offer }, |(nearest, _)| nearest));
        }
        let Some((strong, form)) = frame.verb(here) else { continue };
        // "the plan, described as “…”": a passive
        if form == Form::Past && frame.says(here + 1, "as") && here > start && frame.stop(here - 1) == ',' {
            continue;
        }
        let distance = (at - here) as f32;
        let close = if at - here <= 3 { 0.0 } else { (0.008 * distance).min(0.25) };
        let sure = if strong { 0.93 - close } else { 0.85 - close };
        let cue = frame.span(here, here + 1);
        let phrase = subject_of(frame, here, form, start);
        if let Some((offer, _)) = nearest {
            match phrase {
                Some(phrase) if strong => return Some(Offer { phrase, ..offer }),
                _ => continue,
            }
        }
        let Some(phrase) = phrase else {
            waiting.get_or_insert((cue, sure));
            continue;
        };
        if waiting.is_some() && !strong {
            continue;
        }
        let (cue, sure) = waiting.unwrap_or((cue, sure));
        let offer = Offer { phrase, cue: Some(cue), confidence: sure, sign };
        let reported = phrase.head == Head::Pronoun
            && phrase.first > start
            && !frame.is(phrase.first, &["i", "who"])
            && phrase.first.checked_sub(1).is_some_and(|i| !matches!(frame.stop(i), ',' | ':' | '—'));
        if strong && !reported {
            return Some(offer);
        }
        nearest = Some((offer, here));
    }
    if let Some((offer, _)) = nearest {
        return Some(offer);
    }
    let (cue, sure) = waiting?;
    let phrase = inverted(frame, start, at)
        .or_else(|| frame.subject(start, at))
        .filter(|phrase| !(frame.says(phrase.first, "it") && frame.is(phrase.end, words::AUXILIARIES)))?;
    Some(Offer {
        phrase, cue: Some(cue), confidence: sure - 0.1, sign: "the sentence’s subject, and a verb of saying"
    })
}

/// “…,” said X, adding: the sentence's subject stands behind its first verb.
fn inverted(frame: &Frame, start: usize, end: usize) -> Option<Phrase> {
    let quote = (start..end).find(|&i| frame.is_quote(i))?;
    let verb = quote + 1 + usize::from(frame.stop(quote + 1) == ',' && !frame.is_quote(quote + 1));
    let says = matches!(frame.verb(verb), Some((true, Form::Past | Form::Present))) && !frame.addresses(verb);
    let phrase = frame.after(verb + 1).filter(|phrase| says && phrase.end <= end)?;
    // “…,” said X: there the verb's own subject stands behind it, not before.
    (frame.before(verb, quote + 1).is_none()).then_some(phrase)
}

/// The subject of the verb at `here`, if it stands right before it.
fn subject_of(frame: &Frame, here: usize, form: Form, start: usize) -> Option<Phrase> {
    match form {
        Form::Participle => frame.before(here, start).filter(|_| with_subject(frame, here, start)),
        // "a sign that read “…”"
        _ if frame.says(here, "read") && here > start + 1 && frame.is(here - 1, &["that", "which"]) => {
            frame.before(here - 1, start)
        }
        _ => frame.before(here, start),
    }
}

/// "with one man shouting “…”": a participle with a subject of its own.
fn with_subject(frame: &Frame, at: usize, start: usize) -> bool {
    frame
        .before(at, start)
        .is_some_and(|phrase| phrase.end == at && phrase.first > start && frame.says(phrase.first - 1, "with"))
}

/// “…” — X, at the end of the block.
fn signed(frame: &Frame, at: usize) -> Option<Offer> {
    let dash = matches!(frame.stop(at + 1), '—' | '–' | '-' | '~') && !frame.is_quote(at + 1);
    let first = at + 1 + usize::from(dash);
    let rest = frame.items.len().saturating_sub(first);
    if !dash
        || rest == 0
        || rest > 16
        || !matches!(frame.stop(at), '.' | '!' | '?' | '…' | ',' | ' ')
        || !frame.items.get(first)?.upper
    {
        return None;
    }
    let phrase = frame.after(first).filter(|phrase| phrase.head == Head::Name)?;
    Some(Offer { phrase, cue: None, confidence: 0.85, sign: "signed with a name" })
}

/// X: “…”, a label at the start of the block · X: Roof “…”, a label at the start of a headline.
fn labelled(frame: &Frame, at: usize) -> Option<Offer> {
    let start = frame.sentence_start(at);
    if frame.headline
        && let Some(colon) =
            (start + 1..at.min(start + 8)).find(|&i| frame.stop(i) == ':').filter(|&colon| colon + 1 < at)
        && let Some(phrase) = label(frame, start, colon)
    {
        return Some(Offer { phrase, cue: None, confidence: 0.75, sign: "a label with the speaker’s name" });
    }
    let colon = at.checked_sub(1).filter(|&colon| frame.stop(colon) == ':' && colon > start && colon - start <= 8)?;
    if (start..colon).any(|i| frame.verb(i).is_some()) {
        return None;
    }
    let phrase = label(frame, start, colon)?;
    Some(Offer { phrase, cue: None, confidence: 0.85, sign: "a label with the speaker’s name" })
}

/// The name before a colon, if it may be a speaker's: not "Interview: …" nor "LUND: …".
fn label(frame: &Frame, start: usize, colon: usize) -> Option<Phrase> {
    let phrase = frame.after(start).filter(|phrase| phrase.head == Head::Name && phrase.end == colon)?;
    let span = frame.span(start, colon);
    let place = |span: Span| frame.mentions_in(span).any(|mention| mention.kind == Kind::Place && mention.span == span);
    let genre = (start..colon).any(|i| frame.is(i, words::GENRES));
    (frame.person(span).is_some() || !genre && !place(phrase.site)).then_some(phrase)
}

/// Her claim that “…” · the mayor's call for “…”.
fn possessed(frame: &Frame, at: usize) -> Option<Offer> {
    let start = frame.sentence_start(at).max(at.saturating_sub(8));
    let noun = (start..at).rev().find(|&i| frame.is(i, words::SPEECH))?;
    // An adjective or two may stand between: "her first angry answer".
    let phrase = (start..=noun).rev().take(3).find_map(|end| frame.possessor(end, start))?;
    let cue = Some(frame.span(noun, noun + 1));
    Some(Offer { phrase, cue, confidence: 0.7, sign: "a possessive before a noun of saying" })
}

/// Continued Stone: “…” · He demurred: “…”: a colon behind any verb announces what its subject says, if the verb stands right there.
fn announced(frame: &Frame, at: usize) -> Option<Offer> {
    let colon = at.checked_sub(1).filter(|&colon| frame.stop(colon) == ':')?;
    let start = frame.sentence_start(at);
    let inverted = frame.saying(start).filter(|verb| verb.strong && verb.form == Form::Past && frame.upper(start));
    if inverted.is_some()
        && let Some(phrase) = frame.after(start + 1).filter(|phrase| phrase.end == colon)
    {
        let cue = Some(frame.span(start, start + 1));
        return Some(Offer { phrase, cue, confidence: 0.9, sign: "speaker behind the verb of saying" });
    }
    // "Live updates: “…”"
    let genre = frame.is(start, words::GENRES) && colon - start <= 3;
    let phrase = frame.subject(start, colon).filter(|phrase| phrase.end < colon && !genre)?;
    // "Ober was less amused: “…”": what one person is or has, with nothing that could bear words of its own.
    let state = || {
        let person = frame.person(phrase.site).is_some() || frame.is(phrase.first, &["he", "she"]);
        // "Ober, a sailor, was less amused"
        let comma = (phrase.end + 1..colon.min(phrase.end + 20)).find(|&i| frame.stop(i) == ',');
        let verb = match frame.stop(phrase.end) {
            ',' => comma.map_or(phrase.end, |comma| comma + 1),
            _ => phrase.end,
        };
        let others = colon - verb > 8 || frame.mentions_in(frame.span(verb, colon)).next().is_some();
        let bears = |i: usize| {
            frame.is_quote(i) || [words::NAMING, words::WORKS, words::GLOSS].into_iter().any(|table| frame.is(i, table))
        };
        // "had a sign above the door"
        let placed = frame.is(verb, &["had", "has"]) && (verb..colon).any(|i| frame.is(i, words::LINKS));
        person && !others && !placed && frame.is(verb, words::STATIVE) && !(verb..colon).any(bears)
    };
    if colon - phrase.end > 2 && !state() {
        return None;
    }
    Some(Offer { phrase, cue: None, confidence: 0.65, sign: "speaker and a verb before a colon" })
}
