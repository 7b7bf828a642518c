//! The words that attribution goes by, in classes. A word is looked up once: the index tells all its classes, and what verb it is.

use super::verbs::{self, IRREGULAR, SAYING, TELLING, Verb};
use crate::engine::index::{Key, WordIndex};
use std::sync::OnceLock;

/// A class of words, or several in one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u64);

impl Class {
    /// Whether the two have a word's class in common.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The word of the class that this one is, its case aside.
    pub fn word(self, word: &str) -> Option<&'static str> {
        let index = Index::get();
        let number = index.words.find(Key::of(word)).filter(|&number| index.entries[number].classes.meets(self))?;
        Some(index.words.word(number))
    }
}

/// Declares classes by their words, sorted and in lower case; [`Index`] reads the tables.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident: [$($word:literal),* $(,)?];)*) => {
        #[allow(clippy::upper_case_acronyms, non_camel_case_types)]
        enum Number { $($name),* }
        $($(#[$doc])* pub const $name: Class = Class(1 << Number::$name as u64);)*
        static CLASSES: &[(Class, &[&str])] = &[$(($name, &[$($word),*])),*];
    };
}

#[rustfmt::skip]
classes! {
    /// Pronouns that speak.
    PRONOUNS: [
        "he", "i", "it", "she", "they", "we", "who", "you",
    ];

    /// Pronouns that own what is said: "her claim that …".
    OWNERS: [
        "her", "his", "their",
    ];

    /// Words that begin a noun phrase.
    DETERMINERS: [
        "a", "all", "an", "another", "any", "both", "dozens", "each", "eight", "every", "few", "five", "four", "her",
        "his", "hundreds", "its", "many", "most", "my", "nine", "no", "one", "other", "our", "seven", "several",
        "six", "some", "ten", "that", "the", "their", "these", "this", "those", "three", "two", "your",
    ];

    /// Prepositions and the like: a noun phrase ends before them, and may go on behind them ("a spokesman for the firm").
    LINKS: [
        "about", "above", "across", "against", "among", "at", "behind", "below", "beneath", "beside", "between",
        "beyond", "by", "during", "for", "from", "in", "inside", "into", "near", "of", "on", "outside", "over",
        "per", "since", "through", "to", "toward", "towards", "under", "until", "upon", "via", "with", "within",
        "without",
    ];

    /// Words that end a noun phrase and never belong to one.
    STOPS: [
        "'d", "'ll", "'m", "'re", "'t", "'ve", "after", "again", "also", "although", "and", "are", "as", "be",
        "because", "been", "before", "being", "but", "can", "could", "did", "do", "does", "even", "had", "has",
        "have", "he", "here", "herself", "him", "himself", "how", "i", "if", "is", "it", "itself", "just", "may",
        "me", "might", "must", "n't", "nor", "not", "n’t", "once", "only", "or", "shall", "she", "should", "so",
        "still", "than", "that", "them", "themselves", "then", "there", "they", "though", "to", "too", "us", "was",
        "we", "were", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will",
        "would", "yet", "you", "’d", "’ll", "’m", "’re", "’t", "’ve",
    ];

    /// What stands between who speaks and the verb of saying.
    AUXILIARIES: [
        "'d", "'ll", "'re", "'s", "'t", "'ve", "again", "also", "always", "are", "be", "been", "can", "could",
        "couldn", "did", "didn", "do", "does", "doesn", "don", "even", "famously", "finally", "first", "frequently",
        "further", "had", "has", "hasn", "have", "haven", "is", "isn", "just", "later", "may", "might", "must",
        "n't", "never", "not", "now", "often", "once", "only", "previously", "quickly", "recently", "repeatedly",
        "reportedly", "should", "simply", "since", "sometimes", "soon", "still", "then", "was", "wasn", "were",
        "will", "won", "would", "wouldn", "’d", "’ll", "’re", "’s", "’t", "’ve",
    ];

    /// Titles before a name, points left out.
    TITLES: [
        "adm", "ambassador", "archbishop", "atty", "baron", "baroness", "bishop", "brig", "capt", "captain",
        "cardinal", "chairman", "chairwoman", "chancellor", "chief", "cmdr", "col", "colonel", "commissioner",
        "congressman", "congresswoman", "councilman", "councilwoman", "count", "cpl", "dame", "deputy", "det",
        "director", "dr", "emir", "father", "former", "fr", "gen", "general", "gov", "governor", "hon", "judge",
        "justice", "king", "lady", "lieutenant", "lord", "lt", "maj", "major", "mayor", "messrs", "minister", "miss",
        "mr", "mrs", "ms", "officer", "pastor", "pope", "premier", "president", "prince", "princess", "prof",
        "professor", "queen", "rabbi", "rep", "representative", "reps", "rev", "reverend", "sec", "secretary", "sen",
        "senator", "senators", "sens", "sergeant", "sgt", "sheik", "sheikh", "sheriff", "sir", "sister", "spc",
        "speaker", "spokesman", "spokesperson", "spokeswoman", "sultan", "supt",
    ];

    /// Words that stay small in titles and headlines.
    SMALL: [
        "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "it", "its", "of", "on", "or",
        "over", "part", "than", "that", "the", "to", "vs", "with", "you",
    ];

    /// What stands before a colon as a label and is no speaker: kinds of piece, and of line in one.
    GENRES: [
        "alert", "analysis", "answer", "audio", "background", "blog", "breaking", "brief", "briefing", "bulletin",
        "claim", "column", "comment", "commentary", "context", "correction", "debate", "diary", "dispatch",
        "document", "documentary", "editorial", "essay", "exclusive", "explained", "explainer", "extract",
        "eyewitness", "fact", "factbox", "facts", "feature", "film", "focus", "gallery", "headline", "highlights",
        "insight", "interview", "investigation", "judgment", "key", "latest", "letter", "letters", "listen", "live",
        "long-read", "news", "note", "obituary", "opinion", "perspective", "photos", "pictured", "pictures",
        "podcast", "poll", "portrait", "preview", "profile", "question", "quote", "read", "recap", "related",
        "report", "reportage", "review", "ruling", "score", "slideshow", "special", "sport", "spotlight", "story",
        "summary", "timeline", "title", "transcript", "translation", "update", "updated", "updates", "verdict",
        "video", "viewpoint", "warning", "watch", "weather",
    ];

    /// Nouns of works: a quotation beside one is a title.
    WORKS: [
        "album", "anthem", "article", "ballad", "bestseller", "blockbuster", "blog", "book", "campaign", "cartoon",
        "chapter", "classic", "column", "comedy", "comic", "cover", "documentary", "drama", "editorial", "episode",
        "essay", "exhibit", "exhibition", "feature", "film", "franchise", "game", "hit", "hits", "hymn", "lecture",
        "magazine", "manual", "memoir", "miniseries", "movie", "movies", "musical", "newsletter", "novel", "novella",
        "op-ed", "opera", "painting", "pamphlet", "paper", "piece", "play", "podcast", "poem", "poetry", "program",
        "programme", "rap", "record", "remake", "report", "sculpture", "segment", "sequel", "series", "show",
        "shows", "single", "sitcom", "soap", "song", "songs", "soundtrack", "spinoff", "story", "study", "theme",
        "thriller", "track", "treatise", "trilogy", "tune", "video", "videos", "volume", "website",
    ];

    /// Nouns of what bears a name or a motto: a quotation right behind one is that, however it is set.
    NAMING: [
        "banner", "caption", "category", "entitled", "hashtag", "headed", "heading", "headline", "label", "motto",
        "name", "placard", "section", "slogan", "subtitle", "tagline", "theme", "themed", "title", "titled", "topic",
    ];

    /// Words that lead to what a word means: "a term for “…”", "which means “…”".
    GLOSS: [
        "denotes", "expression", "literally", "mean", "meaning", "means", "phrase", "signifies", "signify", "stands",
        "term", "terms", "translated", "translates", "translation", "word", "words",
    ];

    /// Nouns that withhold a name by themselves.
    SOURCES: [
        "informant", "informants", "insider", "insiders", "leaker", "leakers", "source", "sources", "whistleblower",
        "whistleblowers",
    ];

    /// Words that say that a name is withheld.
    WITHHELD: [
        "anonymity", "anonymous", "anonymously", "unidentified", "unnamed",
    ];

    /// Nouns of people who speak for others; without a name, and with "a" or "one" before them, their names are withheld.
    OFFICES: [
        "adviser", "advisers", "advisor", "aide", "aides", "allies", "ally", "analyst", "commander", "delegate",
        "diplomat", "diplomats", "envoy", "executive", "lawmaker", "lawyer", "minister", "negotiator", "officer",
        "official", "officials", "operative", "person", "staffer", "strategist", "witness",
    ];

    /// What somebody says, as a noun: "her claim that …", "the mayor's call for …".
    SPEECH: [
        "answer", "argument", "assertion", "call", "claim", "comment", "complaint", "declaration", "description",
        "plea", "pledge", "promise", "remark", "response", "statement", "suggestion", "vow", "warning", "words",
    ];

    /// Verbs that stand before their subject in reported speech too: "the roof was weak, added Ober".
    INVERTING: [
        "add", "admit", "argue", "claim", "concede", "explain", "insist", "note", "observe", "recall", "reply",
        "say", "write",
    ];

    /// Verbs that give a name: what they give in capitals is a title, not speech.
    CHRISTENING: [
        "christened", "dubbed", "dubs", "entitled", "named", "nicknamed", "rebranded", "renamed", "titled",
    ];

    /// Participles that no rule makes, behind a noun: "a letter sent to the paper".
    PARTICIPLES: [
        "brought", "built", "caught", "found", "given", "held", "hit", "hurt", "known", "left", "made", "put",
        "seen", "sent", "set", "shot", "shown", "taken", "told", "written",
    ];

    /// Verbs of how somebody is or feels.
    STATIVE: [
        "appeared", "appears", "felt", "had", "has", "is", "looked", "remained", "remains", "seemed", "seems",
        "sounded", "sounds", "was",
    ];

    /// Nouns of groups that a text names again by their kind: "the group said".
    BODIES: [
        "airline", "association", "authority", "automaker", "bank", "body", "carmaker", "charity", "company", "firm",
        "foundation", "group", "manufacturer", "movement", "network", "operator", "organisation", "organization",
        "outfit", "retailer", "start-up", "startup", "supplier", "union",
    ];

    /// Verbs of those who hand on what another one says: "quoted X as saying".
    QUOTED: [
        "cited", "cites", "heard", "overheard", "paraphrased", "quoted", "quotes", "recorded", "reported",
    ];

    /// … as
    AS_SAID: [
        "adding", "admitting", "asking", "claiming", "declaring", "responding", "saying", "stating", "telling",
        "warning",
    ];

    /// Verbs that name whom they speak to behind them: "told the court".
    ADDRESSING: [
        "assure", "inform", "instruct", "reassure", "remind", "tell",
    ];

    /// What things go by, and nobody says them: "according to size".
    MEASURES: [
        "ability", "age", "alphabet", "availability", "capacity", "category", "circumstances", "conditions", "criteria", "demand", "gender", "height", "importance",
        "income", "kind", "length", "means", "merit", "mood", "need", "needs", "order", "preference", "preferences", "price", "priority", "quality", "rank",
        "requirements", "season", "severity", "sex", "size", "skill", "skills", "standards", "status", "strength", "taste", "tastes", "type", "value", "weight", "wishes",
    ];

    /// Adverbs, and nouns of time and manner: a phrase that ends with one names nobody.
    NOBODY: [
        "addition", "afterward", "afterwards", "ago", "ahead", "already", "altogether", "anything", "anyway",
        "apart", "aside", "away", "became", "become", "besides", "cent", "centuries", "century", "contrast", "day",
        "days", "decade", "decades", "despite", "earlier", "either", "elsewhere", "evening", "everything",
        "everywhere", "example", "factor", "finally", "forever", "furthermore", "given", "hour", "hours", "however",
        "indeed", "instead", "later", "least", "likewise", "meaning", "meantime", "meanwhile", "midnight", "minute",
        "minutes", "moment", "moments", "month", "months", "more", "moreover", "morning", "much", "nearby",
        "neither", "nevertheless", "night", "nights", "nobody", "none", "nonetheless", "noon", "nothing", "nowhere",
        "occasion", "otherwise", "perhaps", "period", "provided", "provides", "rather", "reason", "regardless",
        "same", "seconds", "similarly", "something", "sometime", "somewhere", "soon", "throughout", "thus", "time",
        "times", "today", "tomorrow", "tonight", "turn", "unlike", "way", "ways", "week", "weekend", "weeks", "well",
        "year", "years", "yesterday",
    ];

    /// Words of time that follow a name without belonging to it.
    DAYS: [
        "april", "august", "december", "earlier", "february", "friday", "january", "july", "june", "last", "late",
        "later", "monday", "november", "october", "saturday", "september", "sunday", "thursday", "today", "tonight",
        "tuesday", "wednesday", "yesterday",
    ];
}

/// A few words: a class, or a sorted list in lower case.
pub trait Words: Copy {
    /// Whether they hold a word, its case aside.
    fn hold(self, word: &str) -> bool;

    /// The same of a word whose classes are known already.
    fn hold_known(self, _: Class, word: &str) -> bool {
        self.hold(word)
    }
}

impl Words for Class {
    fn hold(self, word: &str) -> bool {
        self.word(word).is_some()
    }

    fn hold_known(self, classes: Class, _: &str) -> bool {
        classes.meets(self)
    }
}

impl Words for &[&str] {
    fn hold(self, word: &str) -> bool {
        let lower = |entry: &&str| entry.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()));
        self.binary_search_by(lower).is_ok()
    }
}

impl<const N: usize> Words for &[&str; N] {
    fn hold(self, word: &str) -> bool {
        self.as_slice().hold(word)
    }
}

/// Whether a class or a sorted list has a word, its case aside.
pub fn has(words: impl Words, word: &str) -> bool {
    words.hold(word)
}

/// Whether a word is one of the small words that surnames may be too: "Among", "May".
pub fn is_common(word: &str) -> bool {
    has(LINKS, word) || has(STOPS, word)
}

/// The classes of a word, and the verb of saying that it is a form of.
pub fn look_up(word: &str) -> (Class, Option<Verb>) {
    let entry = Index::get().entry(Key::of(word));
    (entry.map_or(Class::default(), |entry| entry.classes), verbs::verb(word, entry))
}

/// The verb of saying that a word is a form of.
pub fn verb(word: &str) -> Option<Verb> {
    look_up(word).1
}

/// What the tables say of one word.
#[derive(Default)]
pub struct Entry {
    classes: Class,
    /// The verb of which it is a form that no rule makes.
    pub irregular: Option<&'static str>,
    /// Whether the verb says by itself, where the word is the base of one, and that base.
    pub base: Option<(bool, &'static str)>,
}

/// All words of the tables, each with what they say of it.
pub struct Index {
    words: WordIndex,
    entries: Vec<Entry>,
}

impl Index {
    /// The index, made when first asked for.
    pub fn get() -> &'static Self {
        static INDEX: OnceLock<Index> = OnceLock::new();
        INDEX.get_or_init(Self::new)
    }

    fn new() -> Self {
        const ROOM: usize = 2_000;
        let mut index = Self { words: WordIndex::with_room(ROOM), entries: Vec::with_capacity(ROOM) };
        for &(class, words) in CLASSES {
            words.iter().for_each(|word| index.add(word).classes.0 |= class.0);
        }
        for &(form, base) in IRREGULAR {
            index.add(form).irregular = Some(base);
        }
        for (table, strong) in [(SAYING, true), (TELLING, false)] {
            for &word in table {
                index.add(word).base.get_or_insert((strong, word));
            }
        }
        index
    }

    /// The entry of a word, a new one where it has none.
    fn add(&mut self, word: &'static str) -> &mut Entry {
        let number = self.words.add(word);
        if number == self.entries.len() {
            self.entries.push(Entry::default());
        }
        &mut self.entries[number]
    }

    /// What the tables say of the word with this key.
    pub fn entry(&self, word: Key) -> Option<&Entry> {
        self.entries.get(self.words.find(word)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_sorted_and_in_lower_case() {
        for (_, words) in CLASSES {
            assert!(words.is_sorted(), "{words:?}");
            assert!(words.iter().all(|word| *word == word.to_lowercase()));
        }
    }

    #[test]
    fn the_index_finds_what_it_holds() {
        let index = Index::get();
        for &(class, words) in CLASSES {
            assert!(words.iter().all(|word| has(class, word) && has(class, &word.to_ascii_uppercase())));
        }
        assert!(has(LINKS, "of") && !has(STOPS, "of") && !has(LINKS, "oft") && !has(LINKS, ""));
        assert!(index.entry(Key::of("Say")).is_some() && index.entry(Key::of("sayz")).is_none());
    }
}
