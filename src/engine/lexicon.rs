//! Word lists as data: states, peoples, armed groups, bodies, companies, clubs, media, places, titles, role
//! nouns, first and family names.
//!
//! The lists stand in `lexicon/*.txt`, one entry a line. They are read once, at first use, into one table keyed by a hash of
//! the words, so that looking up costs the same however many lists there are. Hyphens, apostrophes and points between words
//! do not count: "al-Shabaab" and "al Shabaab", "Brig. Gen." and "Brig Gen" are the same entry.

use super::text;
use std::sync::{Mutex, OnceLock};

/// What a list says of an entry; an entry can stand in several lists.
pub mod class {
    /// A state.
    pub const STATE: u16 = 1;
    /// A people or its adjective, a faith, a political camp.
    pub const PEOPLE: u16 = 2;
    /// An armed group.
    pub const ARMED: u16 = 4;
    /// A body, office, party or company.
    pub const BODY: u16 = 8;
    /// A news agency, broadcaster or paper.
    pub const MEDIA: u16 = 16;
    /// A place that is no state.
    pub const PLACE: u16 = 32;
    /// A title or rank.
    pub const TITLE: u16 = 64;
    /// A role noun that acts by itself ("rebels").
    pub const ROLE_BARE: u16 = 128;
    /// A role noun of a single person ("official").
    pub const ROLE_ONE: u16 = 256;
    /// A noun that makes a role only with a name before it ("groups").
    pub const ROLE_WITH: u16 = 512;
    /// A word that stands before a role noun ("senior").
    pub const MODIFIER: u16 = 1024;
    /// A first name.
    pub const FIRST: u16 = 2048;
    /// Goes with "he".
    pub const MALE: u16 = 4096;
    /// Goes with "she".
    pub const FEMALE: u16 = 8192;
    /// A family name.
    pub const LAST: u16 = 16384;
    /// A sports club, side, league or federation.
    pub const CLUB: u16 = 32768;
    /// Any name list.
    pub const NAME: u16 = STATE | PEOPLE | ARMED | BODY | MEDIA | PLACE | CLUB;
    /// Any role noun.
    pub const ROLE: u16 = ROLE_BARE | ROLE_ONE | ROLE_WITH;
}

/// An entry found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// Bits of [`class`].
    pub classes: u16,
    /// Shared by all names of one actor; 0 where the lists know no other names.
    pub concept: u16,
    /// Whether it is written in capitals only ("US", "WHO"): in lower case it is another word.
    pub acronym: bool,
    /// Whether a longer entry begins with it.
    prefix: bool,
    /// Whether it is an entry itself.
    whole: bool,
}

/// All lists in one table.
pub struct Lexicon {
    keys: Vec<u64>,
    entries: Vec<Entry>,
    concepts: Vec<&'static str>,
}

/// The lists with the class of their entries and the class of the third column.
const LISTS: &[(&str, u16, u16)] = &[
    (include_str!("lexicon/states.txt"), class::STATE, class::PEOPLE),
    (include_str!("lexicon/peoples.txt"), class::PEOPLE, 0),
    (include_str!("lexicon/armed_groups.txt"), class::ARMED, 0),
    (include_str!("lexicon/bodies.txt"), class::BODY, 0),
    (include_str!("lexicon/companies.txt"), class::BODY, 0),
    (include_str!("lexicon/clubs.txt"), class::CLUB, 0),
    (include_str!("lexicon/media.txt"), class::MEDIA, 0),
    (include_str!("lexicon/places.txt"), class::PLACE, 0),
    (include_str!("lexicon/titles.txt"), class::TITLE, 0),
    (include_str!("lexicon/roles.txt"), 0, 0),
    (include_str!("lexicon/modifiers.txt"), class::MODIFIER, 0),
    (include_str!("lexicon/first_names.txt"), class::FIRST, 0),
    (include_str!("lexicon/surnames.txt"), class::LAST, 0),
];

/// Slots of the table: a power of two, some three times the number of entries and prefixes.
const SLOTS: usize = 1 << 16;

static LEXICON: OnceLock<Lexicon> = OnceLock::new();
/// What [`prepare`] has begun.
static BEGUN: Mutex<Option<Reader>> = Mutex::new(None);

/// The lists, read at the first call as far as they were not yet.
pub fn lexicon() -> &'static Lexicon {
    LEXICON.get_or_init(|| {
        let mut reader = BEGUN.lock().ok().and_then(|mut begun| begun.take()).unwrap_or_else(Reader::new);
        while reader.read(usize::MAX) {}
        reader.lexicon
    })
}

/// Reads so many lines of the lists, for those who cannot wait for all of them; false when all are read.
pub fn prepare(lines: usize) -> bool {
    if LEXICON.get().is_some() {
        return false;
    }
    let more = BEGUN.lock().is_ok_and(|mut begun| begun.get_or_insert_with(Reader::new).read(lines));
    if !more {
        lexicon();
    }
    more
}

/// Reads the lists.
struct Reader {
    lexicon: Lexicon,
    lines: Box<dyn Iterator<Item = (&'static str, u16, u16)> + Send>,
}

impl Reader {
    fn new() -> Self {
        let lines = |&(list, class, people): &(&'static str, u16, u16)| {
            let entries = list.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
            entries.map(move |line| (line, class, people))
        };
        let lexicon = Lexicon { keys: vec![0; SLOTS], entries: vec![Entry::default(); SLOTS], concepts: vec![""] };
        Self { lexicon, lines: Box::new(LISTS.iter().flat_map(lines)) }
    }

    /// Reads so many lines, and says whether there may be more.
    fn read(&mut self, lines: usize) -> bool {
        for _ in 0..lines {
            let Some((line, class, people)) = self.lines.next() else { return false };
            self.lexicon.read_line(line, class, people);
        }
        true
    }
}

/// A hash of one token, the same in any case; 0 for what does not count between words.
pub fn word_hash(word: &str) -> u64 {
    if matches!(word, "-" | "." | "'" | "’" | "ʼ" | "‘" | "–") {
        return 0;
    }
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for &byte in word.as_bytes() {
        if !byte.is_ascii() {
            return wide_word_hash(word);
        }
        hash = step(hash, u32::from(byte.to_ascii_lowercase()));
    }
    finish(hash)
}

fn wide_word_hash(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for c in word.chars().flat_map(char::to_lowercase) {
        hash = step(hash, if text::is_apostrophe(c) { 39 } else { u32::from(c) });
    }
    finish(hash)
}

const fn step(hash: u64, unit: u32) -> u64 {
    (hash ^ unit as u64).wrapping_mul(0x0100_0000_01b3)
}

/// Spreads the bits of a sum over the word; never 0.
pub const fn finish(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (hash ^ (hash >> 32)) | 1
}

/// The hash of a phrase with one more word.
const fn extend(phrase: u64, word: u64) -> u64 {
    finish(phrase.rotate_left(7) ^ word)
}

impl Lexicon {
    fn read_line(&mut self, line: &'static str, class: u16, people: u16) {
        let (names, tag) = line.split_once(" : ").unwrap_or((line, ""));
        let class = class
            | match tag {
                "m" => class::MALE,
                "f" => class::FEMALE,
                "bare" => class::ROLE_BARE,
                "one" => class::ROLE_ONE,
                "with" => class::ROLE_WITH,
                _ => 0,
            };
        let mut columns = names.split(" | ");
        let name = columns.next().unwrap_or("");
        let concept = if class & class::NAME != 0 { u16::try_from(self.concepts.len()).unwrap_or(0) } else { 0 };
        if concept > 0 {
            self.concepts.push(name);
        }
        self.add(name, class, concept);
        for other in columns.next().unwrap_or("").split(", ").filter(|other| !other.is_empty()) {
            self.add(other.trim_end_matches(" |"), class, concept);
        }
        for other in columns.next().unwrap_or("").split(", ").filter(|other| !other.is_empty()) {
            self.add(other, people, 0);
        }
    }

    fn add(&mut self, phrase: &str, class: u16, concept: u16) {
        // Nobody writes "ISIS-K" but in capitals; "Who" may be a word.
        let acronym = phrase.len() > 1 && !phrase.chars().any(|c| c.is_lowercase() || c == '-');
        let mut key = 0;
        let mut last = None;
        for token in text::tokens(phrase) {
            let word = word_hash(token.text(phrase));
            if word == 0 {
                continue;
            }
            if let Some(entry) = last.and_then(|slot: usize| self.entries.get_mut(slot)) {
                entry.prefix = true;
            }
            key = extend(key, word);
            let slot = self.slot(key);
            if let Some(known) = self.keys.get_mut(slot) {
                *known = key;
            }
            last = Some(slot);
        }
        if let Some(entry) = last.and_then(|slot| self.entries.get_mut(slot)) {
            entry.acronym = acronym && (entry.acronym || !entry.whole);
            entry.whole = true;
            entry.classes |= class;
            if entry.concept == 0 {
                entry.concept = concept;
            }
        }
    }

    /// Where a key stands or would stand. The table is never full: a test sees to it.
    fn slot(&self, key: u64) -> usize {
        let mut slot = (key >> 20) as usize % SLOTS;
        while self.keys.get(slot).is_some_and(|&known| known != 0 && known != key) {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }

    /// Whether an entry begins with the word of this hash.
    pub fn begins(&self, word: u64) -> bool {
        let key = extend(0, word);
        self.keys.get(self.slot(key)) == Some(&key)
    }

    /// The longest entry that begins at the first of these word hashes, with the number of tokens that it takes.
    pub fn longest(&self, words: impl Iterator<Item = u64>) -> Option<(usize, Entry)> {
        let mut found = None;
        let mut key = 0;
        for (i, word) in words.enumerate() {
            if word == 0 && i > 0 {
                continue;
            }
            key = extend(key, word);
            let slot = self.slot(key);
            let Some(entry) = self.entries.get(slot).filter(|_| self.keys.get(slot) == Some(&key)) else { break };
            if entry.whole {
                found = Some((i + 1, *entry));
            }
            if !entry.prefix {
                break;
            }
        }
        found
    }

    /// The entry of a whole phrase.
    pub fn phrase(&self, phrase: &str) -> Option<Entry> {
        let tokens = text::tokens(phrase);
        let (len, entry) = self.longest(tokens.iter().map(|token| word_hash(token.text(phrase))))?;
        let rest = tokens.get(len..)?;
        rest.iter().all(|token| word_hash(token.text(phrase)) == 0).then_some(entry)
    }

    /// The usual name of a concept.
    pub fn name(&self, concept: u16) -> &'static str {
        self.concepts.get(usize::from(concept)).copied().unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_sourced() {
        for (list, ..) in LISTS {
            let head: Vec<&str> = list.lines().take_while(|line| line.starts_with('#')).collect();
            assert!(head.iter().any(|line| line.starts_with("# Source")), "no source: {head:?}");
            let lines: Vec<&str> = list.lines().skip(head.len()).collect();
            for pair in lines.windows(2) {
                assert!(pair[0] < pair[1], "not sorted or twice: {pair:?}");
            }
            for line in lines {
                assert_eq!(line, line.trim());
                assert!(!line.contains('#') && line.matches(" : ").count() <= 1, "{line}");
                let tag = line.split_once(" : ").map_or("", |(_, tag)| tag);
                assert!(matches!(tag, "" | "m" | "f" | "u" | "bare" | "one" | "with"), "{line}");
            }
        }
    }

    #[test]
    fn the_table_keeps_room() {
        let taken = lexicon().keys.iter().filter(|&&key| key != 0).count();
        assert!(taken * 2 < SLOTS, "{taken} of {SLOTS}: double SLOTS");
    }

    #[test]
    fn lists_read_in_parts_are_the_lists() {
        let (mut parts, mut whole) = (Reader::new(), Reader::new());
        while parts.read(700) {}
        while whole.read(usize::MAX) {}
        assert_eq!(parts.lexicon.keys, whole.lexicon.keys);
        assert_eq!(parts.lexicon.concepts, whole.lexicon.concepts);
    }

    #[test]
    fn names_share_a_concept() {
        let of = |phrase| lexicon().phrase(phrase).map_or((0, 0), |entry| (entry.classes & class::NAME, entry.concept));
        assert_eq!(of("ISIL"), of("Da'esh"));
        assert_eq!(of("U.S."), of("United States"));
        assert_eq!(of("Burma"), of("Myanmar"));
        assert_eq!(of("al Shabaab"), of("Al-Shabaab"));
        assert_eq!(of("Syrian").0, class::PEOPLE);
        assert_eq!(of("Nowhereland"), (0, 0));
        assert_eq!(lexicon().name(of("Daesh").1), "Islamic State");
        assert!(lexicon().phrase("Brig. Gen.").is_some_and(|entry| entry.classes & class::TITLE != 0));
    }
}
