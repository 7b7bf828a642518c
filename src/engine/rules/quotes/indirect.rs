//! Reported speech without quotation marks: "Ober said that the roof was weak", "the roof was weak, according to Ober". A first level:
//! only sentences without a quotation, one clause a sentence, and only verbs that say by themselves.

use super::attribution::Offer;
use super::frame::Frame;
use super::phrases::{Head, Phrase};
use super::verbs::Form;
use super::words::{self, has};
use crate::engine::span::Span;

/// Words that begin a clause right behind a verb of saying without "that".
const OPENERS: &[&str] = &[
    "a", "all", "an", "both", "each", "even", "every", "he", "her", "his", "how", "if", "it", "its", "many", "more",
    "most", "no", "one", "our", "she", "some", "such", "that", "the", "their", "there", "these", "they", "this",
    "those", "we", "what", "when", "whether", "while", "who", "why",
];
/// Verbs whose clause may do without "that".
const BARE: &[&str] = &[
    "acknowledge",
    "add",
    "admit",
    "allege",
    "announce",
    "argue",
    "assert",
    "claim",
    "confirm",
    "declare",
    "deny",
    "estimate",
    "insist",
    "maintain",
    "note",
    "predict",
    "promise",
    "reply",
    "report",
    "say",
    "state",
    "suggest",
    "vow",
    "warn",
    "write",
];

/// The verb that needs no sign that a clause follows.
const SAY: &[&str] = &["said", "say", "says"];

/// The clause that the sentence of items `start..end` reports, and who says it.
pub fn find(frame: &Frame, start: usize, end: usize) -> Option<(Span, Offer)> {
    according(frame, start, end).or_else(|| behind_verb(frame, start, end)).or_else(|| before_verb(frame, start, end))
}

/// "According to X, …" · "…, according to X".
fn according(frame: &Frame, start: usize, end: usize) -> Option<(Span, Offer)> {
    let at = (start..end).find(|&i| frame.says(i, "according") && frame.says(i + 1, "to"))?;
    let phrase = frame.after(at + 2).filter(|phrase| phrase.head != Head::Pronoun && !is_measure(frame, phrase))?;
    let cue = Some(frame.span(at, at + 2));
    let offer = Offer { phrase, cue, confidence: 0.9, sign: "named behind “according to”" };
    // "Since May, according to the port, two ships have sunk": what is told stands behind.
    let begin = frame.after_dateline(start, at);
    let introduced = frame.is(begin, words::LINKS) && frame.stop(phrase.end) == ',' && !has_verb(frame, begin, at);
    let clause = if at <= start + 1 || introduced {
        let comma = (phrase.end..end).find(|&i| frame.stop(i) == ',')?;
        clause(frame, comma + 1, end)?
    } else {
        clause(frame, begin, at)?
    };
    Some((clause, offer))
}

/// Whether something is only measured by what a phrase names: "according to size", "according to the needs of the port".
fn is_measure(frame: &Frame, phrase: &Phrase) -> bool {
    let head = (phrase.first..phrase.end).take_while(|&i| !frame.is(i, words::LINKS)).last();
    head.is_some_and(|head| frame.is(head, words::MEASURES))
}

/// Whether any word may be a verb.
fn has_verb(frame: &Frame, first: usize, end: usize) -> bool {
    let ends = |word: &str| word.len() > 3 && (word.ends_with("ed") || word.ends_with('s'));
    let verb = |i: usize| frame.is(i, words::AUXILIARIES) || frame.saying(i).is_some() || ends(frame.word(i));
    (first..end).any(|i| !frame.upper(i) && verb(i))
}

/// Whether nobody says it: "you could say", "if we say".
fn is_supposed(frame: &Frame, phrase: &Phrase, verb: usize) -> bool {
    const MODAL: &[&str] = &["can", "could", "may", "might", "must", "shall", "should", "would"];
    let anybody = frame.is(phrase.first, &["i", "one", "we", "you"]);
    let modal = (phrase.end..verb).any(|i| frame.is(i, MODAL));
    let supposed = phrase.first.checked_sub(1).is_some_and(|before| frame.is(before, &["if", "unless"]));
    anybody && (modal || supposed)
}

/// "X said that …" · "X said the …" · "X denied reports that …".
fn behind_verb(frame: &Frame, start: usize, end: usize) -> Option<(Span, Offer)> {
    for at in start + 1..end {
        let Some((true, Form::Past | Form::Present | Form::Base)) = frame.verb(at) else { continue };
        let Some(phrase) = frame.before(at, start).filter(|phrase| !is_supposed(frame, phrase, at)) else { continue };
        let that = (at + 1..end.min(at + 7)).take_while(|&i| frame.stop(i) != ',').find(|&i| frame.says(i, "that"));
        let behind = frame.verb_end(at);
        let opens = frame.is(behind, OPENERS) || frame.upper(behind) && !frame.is(behind, words::DAYS);
        // "said soldiers had left"
        let plain = frame.is(at, SAY)
            && frame.is_word(behind)
            && !frame.is(behind, words::LINKS)
            && !frame.is(behind, words::DAYS);
        let end = (at..end).find(|&i| frame.stop(i) == ';').unwrap_or(end);
        // The clause begins before a later "that": "said the roof was so weak that it fell", "said Lund needs to see that it fell"
        let verb =
            |i: usize| frame.is(i, words::AUXILIARIES) && !frame.is(i, &["'s", "also", "’s"]) || frame.says(i, "to");
        let later = |that: usize| {
            let such = (behind..that).any(|i| frame.is(i, &["so", "such"])) || frame.is(that - 1, &["and", "but"]);
            opens && (such || frame.is(at, SAY) && (behind..that).any(verb))
        };
        let first = match that.filter(|&that| !later(that)) {
            Some(that) => that + 1,
            None if (opens || plain)
                && (frame.is(at, SAY) && opens || told(frame, behind, end))
                && frame.saying(at).is_some_and(|verb| has(BARE, verb.base)) =>
            {
                behind
            }
            None => continue,
        };
        let offer = Offer {
            phrase,
            cue: Some(frame.span(at, behind)),
            confidence: 0.85,
            sign: "a clause behind the verb of saying",
        };
        return Some((clause(frame, first, end)?, offer));
    }
    None
}

/// Whether a helping verb follows before the next comma: "added the roof was weak", not "added a roof".
fn told(frame: &Frame, first: usize, end: usize) -> bool {
    let clause = (first..end).take_while(|&i| !matches!(frame.stop(i), ',' | ';' | ':'));
    clause.take(16).any(|i| frame.is(i, words::AUXILIARIES) && !frame.is(i, &["'s", "’s"]))
}

/// "…, X said." · "…, said X."
fn before_verb(frame: &Frame, start: usize, end: usize) -> Option<(Span, Offer)> {
    let mut commas = (start + 3..end).rev().take(20).filter(|&i| frame.stop(i) == ',');
    commas.find_map(|comma| behind_comma(frame, start, comma, end))
}

/// The same, where the comma at `comma` closes the clause.
fn behind_comma(frame: &Frame, start: usize, comma: usize, end: usize) -> Option<(Span, Offer)> {
    let sign = "a clause before the verb of saying";
    if let Some((true, Form::Past | Form::Present)) = frame.verb(comma + 1).filter(|_| !frame.addresses(comma + 1)) {
        let verb = frame.saying(comma + 1).filter(|verb| has(words::INVERTING, verb.base))?;
        let phrase = frame.after(comma + 2)?;
        // "Ober, once a sailor, added a roof": only "said" stands before a common noun, and who speaks closes the clause.
        let closed = !frame.is_word(phrase.end)
            || frame.is(phrase.end, words::LINKS)
            || frame.is(phrase.end, words::DAYS)
            || frame.is(phrase.end, &["after", "as", "when", "who", "while"])
            || frame.word(phrase.end).ends_with("ing");
        if !closed || phrase.head == Head::Noun && verb.base != "say" {
            return None;
        }
        // "Ana Lim, who runs the clinic, answered the patients": the comma only closes what is told of her.
        let relative = (start..comma).any(|i| frame.stop(i) == ',' && frame.is(i + 1, &["which", "who", "whose"]));
        if relative && phrase.head == Head::Noun {
            return None;
        }
        // "A doctor, Ana Lim, said one in ten patients had left": the verb tells what follows.
        if phrase.head == Head::Noun && told(frame, phrase.end, end) && !frame.says(phrase.end, "who") {
            return None;
        }
        let cue = Some(frame.span(comma + 1, comma + 2));
        return Some((
            clause(frame, frame.after_dateline(start, comma), comma)?,
            Offer { phrase, cue, confidence: 0.8, sign },
        ));
    }
    let at = (comma + 2..end).find(|&i| matches!(frame.verb(i), Some((true, Form::Past | Form::Present))))?;
    let phrase = frame.before(at, comma + 1).filter(|phrase| phrase.first == comma + 1)?;
    if is_supposed(frame, &phrase, at) {
        return None;
    }
    let last = frame.stop(at + 1) != ' '
        || frame.is(at + 1, words::LINKS)
        || frame.word(at + 1).ends_with("ing")
        || frame.upper(at + 1);
    if !last {
        return None;
    }
    // "Since then, the port has continued growing", "The weak point, she says, is the roof"
    let phase = frame.saying(at).is_some_and(|verb| {
        verb.base == "begin" || has(&["continue", "go"], verb.base) && frame.word(at + 1).ends_with("ing")
    });
    if phase || frame.stop(at + 1) == ',' && !told(frame, start, comma) {
        return None;
    }
    let told = clause(frame, frame.after_dateline(start, comma), comma)?;
    Some((told, Offer { phrase, cue: Some(frame.span(at, at + 1)), confidence: 0.8, sign }))
}

/// The span of a clause without the marks at its ends; three words at least.
fn clause(frame: &Frame, first: usize, end: usize) -> Option<Span> {
    let word = |i: &usize| frame.items.get(*i).is_some_and(|item| item.word);
    let first = (first..end).find(word)?;
    let last = (first..end).rev().find(word)?;
    ((first..=last).filter(word).count() >= 3).then(|| frame.span(first, last + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(OPENERS.is_sorted() && BARE.is_sorted());
    }
}
