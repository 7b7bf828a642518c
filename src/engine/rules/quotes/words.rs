//! The words that attribution goes by. All tables are sorted, in lower case; [`has`] and [`base`] look words up in any case.

use std::cmp::Ordering;

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
static IRREGULAR: &[(&str, &str)] = &[
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

/// Pronouns that speak.
#[rustfmt::skip]
pub static PRONOUNS: &[&str] = &[
    "he", "i", "it", "she", "they", "we", "who", "you",
];

/// Pronouns that own what is said: "her claim that …".
pub static OWNERS: &[&str] = &["her", "his", "their"];

/// Words that begin a noun phrase.
#[rustfmt::skip]
pub static DETERMINERS: &[&str] = &[
    "a", "all", "an", "another", "any", "both", "dozens", "each", "eight", "every", "few", "five", "four", "her",
    "his", "hundreds", "its", "many", "most", "my", "nine", "no", "one", "other", "our", "seven", "several", "six",
    "some", "ten", "that", "the", "their", "these", "this", "those", "three", "two", "your",
];

/// Prepositions and the like: a noun phrase ends before them, and may go on behind them ("a spokesman for the firm").
#[rustfmt::skip]
pub static LINKS: &[&str] = &[
    "about", "above", "across", "against", "among", "at", "behind", "below", "beneath", "beside", "between", "beyond",
    "by", "during", "for", "from", "in", "inside", "into", "near", "of", "on", "outside", "over", "per", "since",
    "through", "to", "toward", "towards", "under", "until", "upon", "via", "with", "within", "without",
];

/// Words that end a noun phrase and never belong to one.
#[rustfmt::skip]
pub static STOPS: &[&str] = &[
    "'d", "'ll", "'m", "'re", "'t", "'ve", "after", "again", "also", "although", "and", "are", "as", "be", "because",
    "been", "before", "being", "but", "can", "could", "did", "do", "does", "even", "had", "has", "have", "he", "here",
    "herself", "him", "himself", "how", "i", "if", "is", "it", "itself", "just", "may", "me", "might", "must", "n't",
    "nor", "not", "n’t", "once", "only", "or", "shall", "she", "should", "so", "still", "than", "that", "them",
    "themselves", "then", "there", "they", "though", "to", "too", "us", "was", "we", "were", "what", "when", "where",
    "whether", "which", "while", "who", "whom", "whose", "why", "will", "would", "yet", "you", "’d", "’ll", "’m",
    "’re", "’t", "’ve",
];

/// What stands between who speaks and the verb of saying.
#[rustfmt::skip]
pub static AUXILIARIES: &[&str] = &[
    "'d", "'ll", "'re", "'s", "'t", "'ve", "again", "also", "always", "are", "be", "been", "can", "could", "couldn",
    "did", "didn", "do", "does", "doesn", "don", "even", "famously", "finally", "first", "frequently", "further",
    "had", "has", "hasn", "have", "haven", "is", "isn", "just", "later", "may", "might", "must", "n't", "never",
    "not", "now", "often", "once", "only", "previously", "quickly", "recently", "repeatedly", "reportedly", "should",
    "simply", "since", "sometimes", "soon", "still", "then", "was", "wasn", "were", "will", "won", "would", "wouldn",
    "’d", "’ll", "’re", "’s", "’t", "’ve",
];

/// Titles before a name, points left out.
#[rustfmt::skip]
pub static TITLES: &[&str] = &[
    "adm", "ambassador", "archbishop", "atty", "baron", "baroness", "bishop", "brig", "capt", "captain", "cardinal",
    "chairman", "chairwoman", "chancellor", "chief", "cmdr", "col", "colonel", "commissioner", "congressman",
    "congresswoman", "councilman", "councilwoman", "count", "cpl", "dame", "deputy", "det", "director", "dr", "emir",
    "father", "former", "fr", "gen", "general", "gov", "governor", "hon", "judge", "justice", "king", "lady",
    "lieutenant", "lord", "lt", "maj", "major", "mayor", "messrs", "minister", "miss", "mr", "mrs", "ms", "officer",
    "pastor", "pope", "premier", "president", "prince", "princess", "prof", "professor", "queen", "rabbi", "rep",
    "representative", "reps", "rev", "reverend", "sec", "secretary", "sen", "senator", "senators", "sens", "sergeant",
    "sgt", "sheik", "sheikh", "sheriff", "sir", "sister", "spc", "speaker", "spokesman", "spokesperson",
    "spokeswoman", "sultan", "supt",
];

/// Words that stay small in titles and headlines.
#[rustfmt::skip]
pub static SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "it", "its", "of", "on", "or", "over",
    "part", "than", "that", "the", "to", "vs", "with", "you",
];

/// What stands before a colon as a label and is no speaker: kinds of piece, and of line in one.
#[rustfmt::skip]
pub static GENRES: &[&str] = &[
    "alert", "analysis", "answer", "audio", "background", "blog", "breaking", "brief", "briefing", "bulletin",
    "claim", "column", "comment", "commentary", "context", "correction", "debate", "diary", "dispatch", "document",
    "documentary", "editorial", "essay", "exclusive", "explained", "explainer", "extract", "eyewitness", "fact",
    "factbox", "facts", "feature", "film", "focus", "gallery", "headline", "highlights", "insight", "interview",
    "investigation", "judgment", "key", "latest", "letter", "letters", "listen", "live", "long-read", "news", "note",
    "obituary", "opinion", "perspective", "photos", "pictured", "pictures", "podcast", "poll", "portrait", "preview",
    "profile", "question", "quote", "read", "recap", "related", "report", "reportage", "review", "ruling", "score",
    "slideshow", "special", "sport", "spotlight", "story", "summary", "timeline", "title", "transcript", "translation",
    "update", "updated", "updates", "verdict", "video", "viewpoint", "warning", "watch", "weather",
];

/// Nouns of works: a quotation beside one is a title.
#[rustfmt::skip]
pub static WORKS: &[&str] = &[
    "album", "anthem", "article", "ballad", "bestseller", "blockbuster", "blog", "book", "campaign", "cartoon",
    "chapter", "classic", "column", "comedy", "comic", "cover", "documentary", "drama", "editorial", "episode",
    "essay", "exhibit", "exhibition", "feature", "film", "franchise", "game", "hit", "hits", "hymn", "lecture",
    "magazine", "manual", "memoir", "miniseries", "movie", "movies", "musical", "newsletter", "novel", "novella",
    "op-ed", "opera", "painting", "pamphlet", "paper", "piece", "play", "podcast", "poem", "poetry", "program",
    "programme", "rap", "record", "remake", "report", "sculpture", "segment", "sequel", "series", "show", "shows",
    "single", "sitcom", "soap", "song", "songs", "soundtrack", "spinoff", "story", "study", "theme", "thriller",
    "track", "treatise", "trilogy", "tune", "video", "videos", "volume", "website",
];

/// Nouns of what bears a name or a motto: a quotation right behind one is that, however it is set.
#[rustfmt::skip]
pub static NAMING: &[&str] = &[
    "banner", "caption", "category", "entitled", "hashtag", "headed", "heading", "headline", "label", "motto", "name",
    "placard", "section", "slogan", "subtitle", "tagline", "theme", "themed", "title", "titled", "topic",
];

/// Words that lead to what a word means: "a term for “…”", "which means “…”".
#[rustfmt::skip]
pub static GLOSS: &[&str] = &[
    "denotes", "expression", "literally", "mean", "meaning", "means", "phrase", "signifies", "signify", "stands",
    "term", "terms", "translated", "translates", "translation", "word", "words",
];

/// Nouns that withhold a name by themselves.
#[rustfmt::skip]
pub static SOURCES: &[&str] = &[
    "informant", "informants", "insider", "insiders", "leaker", "leakers", "source", "sources", "whistleblower",
    "whistleblowers",
];

/// Words that say that a name is withheld.
#[rustfmt::skip]
pub static WITHHELD: &[&str] = &[
    "anonymity", "anonymous", "anonymously", "unidentified", "unnamed",
];

/// Nouns of people who speak for others; without a name, and with "a" or "one" before them, their names are withheld.
#[rustfmt::skip]
pub static OFFICES: &[&str] = &[
    "adviser", "advisers", "advisor", "aide", "aides", "allies", "ally", "analyst", "commander", "delegate",
    "diplomat", "diplomats", "envoy", "executive", "lawmaker", "lawyer", "minister", "negotiator", "officer",
    "official", "officials", "operative", "person", "staffer", "strategist", "witness",
];

/// What somebody says, as a noun: "her claim that …", "the mayor's call for …".
#[rustfmt::skip]
pub static SPEECH: &[&str] = &[
    "answer", "argument", "assertion", "call", "claim", "comment", "complaint", "declaration", "description", "plea",
    "pledge", "promise", "remark", "response", "statement", "suggestion", "vow", "warning", "words",
];

/// Verbs that say only with the word behind them: "went on", "shot back".
pub static PHRASAL: &[(&str, &str)] =
    &[("find", "that"), ("fire", "back"), ("go", "on"), ("shoot", "back"), ("show", "that")];

/// Verbs that say by themselves only with the word behind them, and only tell of something without it: "pointed out".
pub static STRENGTHENED: &[(&str, &str)] = &[("call", "out"), ("point", "out"), ("speak", "up")];

/// Verbs that stand before their subject in reported speech too: "the roof was weak, added Ober".
#[rustfmt::skip]
pub static INVERTING: &[&str] = &[
    "add", "admit", "argue", "claim", "concede", "explain", "insist", "note", "observe", "recall", "reply", "say", "write",
];

/// Verbs that give a name: what they give in capitals is a title, not speech.
#[rustfmt::skip]
pub static CHRISTENING: &[&str] = &[
    "christened", "dubbed", "dubs", "entitled", "named", "nicknamed", "rebranded", "renamed", "titled",
];

/// Participles that no rule makes, behind a noun: "a letter sent to the paper".
#[rustfmt::skip]
pub static PARTICIPLES: &[&str] = &[
    "brought", "built", "caught", "found", "given", "held", "hit", "hurt", "known", "left", "made", "put", "seen", "sent",
    "set", "shot", "shown", "taken", "told", "written",
];

/// Verbs of how somebody is or feels.
pub static STATIVE: &[&str] = &[
    "appeared", "appears", "felt", "had", "has", "is", "looked", "remained", "remains", "seemed", "seems", "sounded",
    "sounds", "was",
];

/// Nouns of groups that a text names again by their kind: "the group said".
#[rustfmt::skip]
pub static BODIES: &[&str] = &[
    "airline", "association", "authority", "automaker", "bank", "body", "carmaker", "charity", "company", "firm",
    "foundation", "group", "manufacturer", "movement", "network", "operator", "organisation", "organization", "outfit",
    "retailer", "start-up", "startup", "supplier", "union",
];

/// Verbs of those who hand on what another one says: "quoted X as saying".
pub static QUOTED: &[&str] =
    &["cited", "cites", "heard", "overheard", "paraphrased", "quoted", "quotes", "recorded", "reported"];
/// … as
pub static AS_SAID: &[&str] = &[
    "adding",
    "admitting",
    "asking",
    "claiming",
    "declaring",
    "responding",
    "saying",
    "stating",
    "telling",
    "warning",
];

/// Verbs that name whom they speak to behind them: "told the court".
#[rustfmt::skip]
pub static ADDRESSING: &[&str] = &[
    "assure", "inform", "instruct", "reassure", "remind", "tell",
];

/// Adverbs, and nouns of time and manner: a phrase that ends with one names nobody.
#[rustfmt::skip]
pub static NOBODY: &[&str] = &[
    "addition", "afterward", "afterwards", "ago", "ahead", "already", "altogether", "anything", "anyway", "apart",
    "aside", "away", "became", "become", "besides", "cent", "centuries", "century", "contrast", "day", "days", "decade",
    "decades", "despite", "earlier", "either", "elsewhere", "evening", "everything", "everywhere", "example", "factor",
    "finally", "forever", "furthermore", "given", "hour", "hours", "however", "indeed", "instead", "later", "least",
    "likewise", "meaning", "meantime", "meanwhile", "midnight", "minute", "minutes", "moment", "moments", "month",
    "months", "more", "moreover", "morning", "much", "nearby", "neither", "nevertheless", "night", "nights", "nobody",
    "none", "nonetheless", "noon", "nothing", "nowhere", "occasion", "otherwise", "perhaps", "period", "provided",
    "provides", "rather", "reason", "regardless", "same", "seconds", "similarly", "something", "sometime", "somewhere",
    "soon", "throughout", "thus", "time", "times", "today", "tomorrow", "tonight", "turn", "unlike", "way", "ways",
    "week", "weekend", "weeks", "well", "year", "years", "yesterday",
];

/// Words of time that follow a name without belonging to it.
#[rustfmt::skip]
pub static DAYS: &[&str] = &[
    "april", "august", "december", "earlier", "february", "friday", "january", "july", "june", "last", "late",
    "later", "monday", "november", "october", "saturday", "september", "sunday", "thursday", "today", "tonight",
    "tuesday", "wednesday", "yesterday",
];

/// Whether a sorted table has a word, its case aside.
pub fn has(table: &[&str], word: &str) -> bool {
    table.binary_search_by(|entry| compare(entry, word)).is_ok()
}

/// Whether a word is one of the small words that surnames may be too: "Among", "May".
pub fn is_common(word: &str) -> bool {
    has(LINKS, word) || has(STOPS, word)
}

/// Orders a lower-case entry against a word of any case, by bytes.
fn compare(entry: &str, word: &str) -> Ordering {
    entry.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
}

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

/// The verb that a word is a form of. Nothing is copied: every word of a text is asked.
pub fn verb(word: &str) -> Option<Verb> {
    if word.len() > 16 || word.len() < 3 || !word.is_ascii() {
        return None;
    }
    if let Ok(at) = IRREGULAR.binary_search_by(|(form, _)| compare(form, word)) {
        return known(IRREGULAR.get(at)?.1, "", Form::Past);
    }
    let same_in_the_past = ["put", "read"].iter().any(|same| same.eq_ignore_ascii_case(word));
    if let Some(found) = known(word, "", if same_in_the_past { Form::Past } else { Form::Base }) {
        return Some(found);
    }
    let ends = |ending: &str| {
        let stem = word.get(..word.len().checked_sub(ending.len())?)?;
        (stem.len() >= 2 && word.get(stem.len()..)?.eq_ignore_ascii_case(ending)).then_some(stem)
    };
    let (stem, form) = if let Some(stem) = ends("ing") {
        (stem, Form::Participle)
    } else if let Some(stem) = ends("ed") {
        (stem, Form::Past)
    } else {
        (ends("s")?, Form::Present)
    };
    if form == Form::Present {
        // "says", "replies", "wishes"
        let replies = || known(stem.strip_suffix("ie")?, "y", form);
        let wishes = || known(stem.strip_suffix('e')?, "", form);
        return known(stem, "", form).or_else(replies).or_else(wishes);
    }
    // "asking", "writing", "replied", "quipped"
    let replied = || known(stem.strip_suffix('i')?, "y", form);
    let quipped = || {
        let bytes = stem.as_bytes();
        let doubled = bytes.last() == bytes.get(bytes.len().checked_sub(2)?);
        known(stem.get(..stem.len() - 1).filter(|_| doubled)?, "", form)
    };
    known(stem, "", form).or_else(|| known(stem, "e", form)).or_else(replied).or_else(quipped)
}

/// The verb whose base is `stem` with `addition`.
fn known(stem: &str, addition: &str, form: Form) -> Option<Verb> {
    let of = |table: &'static [&'static str], strong: bool| {
        let at = table
            .binary_search_by(|entry| {
                entry.bytes().cmp(stem.bytes().map(|byte| byte.to_ascii_lowercase()).chain(addition.bytes()))
            })
            .ok()?;
        Some(Verb { strong, form, base: table.get(at)? })
    };
    of(SAYING, true).or_else(|| of(TELLING, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_in_lower_case() {
        let tables = [
            SAYING,
            TELLING,
            PRONOUNS,
            OWNERS,
            DETERMINERS,
            LINKS,
            STOPS,
            AUXILIARIES,
            TITLES,
            SMALL,
            NOBODY,
            DAYS,
            WORKS,
            NAMING,
            GLOSS,
            QUOTED,
            AS_SAID,
            SOURCES,
            WITHHELD,
            OFFICES,
            GENRES,
            INVERTING,
            CHRISTENING,
            PARTICIPLES,
            BODIES,
            STATIVE,
        ];
        for table in tables {
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
            assert_eq!(verb(word).map(|verb| (verb.strong, verb.form)), expected, "{word}");
        }
    }
}
