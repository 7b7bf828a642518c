//! Verbs of saying, in all their forms. Tables are in lower case; [`verb`] looks words up in any case.

use super::words::{Entry, Index};
use crate::engine::index::Key;

/// Verbs that say by themselves: they stand before a quotation or behind it, in either order with who speaks.
#[rustfmt::skip]
pub static SAYING: &[&str] = &[
    "acknowledge", "add", "admit", "advise", "affirm", "agree", "allege", "announce", "answer", "argue", "articulate",
    "ask", "assert", "assure", "attest", "aver", "avow", "bark", "bawl", "beg", "begin", "bellow", "bemoan", "blog",
    "blurt", "boast", "boom", "brag", "carp", "caution", "chant", "charge", "chide", "chime", "chorus", "chuckle",
    "cite", "claim", "clarify", "comment", "complain", "concede", "conclude", "confess", "confirm", "contend",
    "continue", "coo", "counsel", "counter", "croak", "crow", "cry", "deadpan", "declaim", "declare", "deduce",
    "demand", "demur", "deny", "detail", "dictate", "disagree", "disclose", "divulge", "drawl", "echo", "ejaculate",
    "elaborate", "email", "emphasise", "emphasize", "enquire", "enthuse", "enunciate", "estimate", "evince", "exclaim",
    "exhort", "explain", "explicate", "expostulate", "expound", "extol", "find", "fire", "forecast", "foretell", "fret",
    "fume", "gasp", "gibe", "gloat", "go", "groan", "grouse", "growl", "grumble", "grunt", "guffaw", "gush", "hazard",
    "hiss", "holler", "howl", "huff", "impart", "implore", "inform", "inquire", "insinuate", "insist", "instruct",
    "interject", "interpose", "interrupt", "intimate", "intone", "jest", "joke", "josh", "lament", "laugh", "maintain",
    "marvel", "moan", "mumble", "murmur", "muse", "mutter", "nag", "narrate", "note", "observe", "opine", "orate",
    "philosophise", "philosophize", "plead", "pledge", "ponder", "posit", "post", "postulate", "preach", "predict",
    "proclaim", "profess", "proffer", "promise", "promulgate", "pronounce", "prophesy", "protest", "purr", "put",
    "quaver", "query", "quibble", "quip", "rail", "rant", "rasp", "read", "reason", "reassert", "reassure", "recall",
    "recite", "reckon", "recommend", "recount", "reflect", "refute", "reiterate", "rejoice", "rejoin", "relate",
    "relay", "remark", "remind", "reminisce", "remonstrate", "repeat", "reply", "report", "respond", "restate",
    "retell", "retort", "retweet", "reveal", "rhapsodise", "rhapsodize", "roar", "say", "scoff", "scold", "scream",
    "shoot", "shout", "show", "shriek", "sigh", "simper", "sing", "snap", "snarl", "sneer", "snicker", "snort", "sob",
    "specify", "speculate", "squeal", "stammer", "state", "stipulate", "stress", "stutter", "submit", "suggest",
    "summarise", "summarize", "surmise", "swear", "teach", "tease", "tell", "testify", "text", "theorise", "theorize",
    "thunder", "tout", "tweet", "urge", "utter", "venture", "verbalise", "verbalize", "voice", "volunteer", "vow",
    "wager", "wail", "warn", "whimper", "whine", "whisper", "whoop", "wonder", "write", "yammer", "yap", "yell", "yelp",
];

/// Verbs that report what somebody says or thinks of something ("called it “a gift”"): they count only before a quotation.
#[rustfmt::skip]
pub static TELLING: &[&str] = &[
    "accuse", "applaud", "assail", "attack", "beam", "believe", "blame", "blast", "brand", "call", "celebrate",
    "challenge", "champion", "characterise", "characterize", "cheer", "chide", "compare", "compliment", "condemn",
    "consider", "contrast", "criticise", "criticize", "decide", "decry", "defend", "define", "denigrate", "denounce",
    "depict", "deride", "describe", "discuss", "dismiss", "doubt", "dub", "express", "extol", "favor", "fear", "feel",
    "frame", "frown", "giggle", "grin", "hail", "highlight", "hint", "hope", "identify", "imply", "indicate", "invoke",
    "justify", "know", "label", "lambaste", "liken", "mandate", "mean", "mention", "mock", "nickname", "nod", "oppose",
    "persist", "pitch", "point", "portray", "praise", "propose", "question", "quote", "raise", "rebuke", "rebut",
    "recognise", "recognize", "refer", "refute", "regard", "reject", "remember", "resolve", "ridicule", "rule", "see",
    "seek", "shrug", "signal", "slam", "smile", "speak", "support", "talk", "term", "thank", "think", "underline",
    "underscore", "view", "want", "welcome", "worry",
];

/// Forms that no rule makes, with their verbs.
pub static IRREGULAR: &[(&str, &str)] = &[
    ("began", "begin"),
    ("begun", "begin"),
    ("felt", "feel"),
    ("forecast", "forecast"),
    ("foretold", "foretell"),
    ("found", "find"),
    ("goes", "go"),
    ("knew", "know"),
    ("known", "know"),
    ("meant", "mean"),
    ("retold", "retell"),
    ("said", "say"),
    ("sang", "sing"),
    ("saw", "see"),
    ("seeking", "seek"),
    ("seen", "see"),
    ("shot", "shoot"),
    ("sought", "seek"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("taught", "teach"),
    ("thought", "think"),
    ("told", "tell"),
    ("went", "go"),
    ("written", "write"),
    ("wrote", "write"),
];

/// Verbs that say only with the word behind them: "went on", "shot back".
pub static PHRASAL: &[(&str, &str)] =
    &[("find", "that"), ("fire", "back"), ("go", "on"), ("shoot", "back"), ("show", "that")];

/// Verbs that say by themselves only with the word behind them, and only tell of something without it: "pointed out".
pub static STRENGTHENED: &[(&str, &str)] = &[("call", "out"), ("point", "out"), ("speak", "up")];

/// How a verb of saying stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "says"
    Present,
    /// "said"; of regular verbs the participle too
    Past,
    /// "saying": its subject is the sentence's
    Participle,
    /// "say": after "they", or after "to" and "will"
    Base,
}

/// A verb that may report speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// Whether it is one of [`SAYING`], not of [`TELLING`].
    pub strong: bool,
    /// How it stands.
    pub form: Form,
    /// Its base ("say").
    pub base: &'static str,
}

/// The verb that a word is a form of; `entry` is what the index has of the word itself. Nothing is copied: every word of a text is asked.
pub fn verb(word: &str, entry: Option<&Entry>) -> Option<Verb> {
    if word.len() > 16 || word.len() < 3 {
        return None;
    }
    if let Some(base) = entry.and_then(|entry| entry.irregular) {
        return known(base, None, Form::Past);
    }
    if let Some((strong, base)) = entry.and_then(|entry| entry.base) {
        let same_in_the_past = matches!(base, "put" | "read");
        return Some(Verb { strong, form: if same_in_the_past { Form::Past } else { Form::Base }, base });
    }
    // Most words have none of these endings.
    let (ending, form) = match word.as_bytes().last()?.to_ascii_lowercase() {
        b'g' => ("ing", Form::Participle),
        b'd' => ("ed", Form::Past),
        b's' => ("s", Form::Present),
        _ => return None,
    };
    let (stem, end) = word.split_at_checked(word.len().checked_sub(ending.len())?)?;
    if stem.len() < 2 || !end.eq_ignore_ascii_case(ending) {
        return None;
    }
    if form == Form::Present {
        // "says", "replies", "wishes"
        let replies = || known(stem.strip_suffix("ie")?, Some(b'y'), form);
        let wishes = || known(stem.strip_suffix('e')?, None, form);
        return known(stem, None, form).or_else(replies).or_else(wishes);
    }
    // "asking", "writing", "replied", "quipped"
    let replied = || known(stem.strip_suffix('i')?, Some(b'y'), form);
    let quipped = || {
        let bytes = stem.as_bytes();
        let doubled = bytes.last() == bytes.get(bytes.len().checked_sub(2)?);
        known(stem.get(..stem.len() - 1).filter(|_| doubled)?, None, form)
    };
    known(stem, None, form).or_else(|| known(stem, Some(b'e'), form)).or_else(replied).or_else(quipped)
}

/// The verb whose base is `stem`, with one more letter.
fn known(stem: &str, letter: Option<u8>, form: Form) -> Option<Verb> {
    let key = Key::of(stem);
    let key = letter.map_or(key, |letter| key.with(stem.len(), letter));
    let (strong, base) = Index::get().entry(key)?.base?;
    Some(Verb { strong, form, base })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::rules::quotes::words;

    #[test]
    fn tables_are_sorted_and_in_lower_case() {
        for table in [SAYING, TELLING] {
            assert!(table.is_sorted(), "{table:?}");
            assert!(table.iter().all(|word| *word == word.to_lowercase()));
        }
        assert!(IRREGULAR.is_sorted());
    }

    #[test]
    fn verbs_in_all_forms() {
        let cases = [
            ("said", Some((true, Form::Past))),
            ("Says", Some((true, Form::Present))),
            ("replied", Some((true, Form::Past))),
            ("replies", Some((true, Form::Present))),
            ("quipped", Some((true, Form::Past))),
            ("quipping", Some((true, Form::Participle))),
            ("noting", Some((true, Form::Participle))),
            ("confesses", Some((true, Form::Present))),
            ("called", Some((false, Form::Past))),
            ("criticizing", Some((false, Form::Participle))),
            ("table", None),
            ("king", None),
        ];
        for (word, expected) in cases {
            assert_eq!(words::verb(word).map(|verb| (verb.strong, verb.form)), expected, "{word}");
        }
    }
}
