//! Which language a text is in, by its function words: enough to know what must be left alone.
//!
//! The rules read English. Elsewhere only repeats are folded, because equal is equal in any language. Words go before what a page declares:
//! templates say "en" on pages of every language. Short blocks without function words are what the text around them is.

use super::document::Document;
use super::index::{Key, WordIndex};
use std::sync::OnceLock;

/// Function words that are no words of English, by language. Lower case; the first of a line is its BCP 47 subtag.
const FOREIGN: &[&str] = &[
    "da af ikke og det har blev fra efter også være som kan skal eller denne",
    "de aber auch auf aus bei das dass dem den der des die durch ein eine einem einen einer für hat im ist kann mit nach nicht noch oder sich sie sind über und vom von vor wie wird wurde zu zum zur",
    "es al como con de del el en entre era es esta este fue ha han la las lo los más muy no para pero por que se según ser sin sobre su sus también tiene un una y ya",
    "fi ei että hän joka kun mutta myös niin oli olla ovat on se sekä tai vain",
    "fr au aux avec ce ces cette dans de des du elle en est et été il ils la le les leur mais ne nous ont ou par pas pour qu que qui sa se ses son sont sur un une vous",
    "id adalah akan dalam dan dari dengan di itu ini karena ke oleh pada saat sebagai tersebut tidak untuk yang juga",
    "it al alla anche che come con da dal dei del della delle di dopo e è gli ha hanno i il la le lo nel nella non per più sono su sul un una uno",
    "nl aan als bij dat de deze die door een en er had heeft het hij in is met naar niet om ook op over te tot uit van voor was wordt zijn",
    "no av ble den det en er etter for fra har ikke med og om på seg som til var ved være",
    "pl ale czy dla do i jak jest już się na nie o od po przez przy się są to w z za że",
    "pt ao aos as com como da das de do dos e em entre está foi mais mas na não nas no nos o os para pela pelo por que são se sem ser seu sua também um uma",
    "ro a al ale au ca care că cu de din este fost în la mai nu o pe pentru și sunt un",
    "sv att av de den det efter en ett från för har inte med men och om på sig som till var vid är",
    "tr bir bu çok da daha de gibi için ile ise kadar ne olan olarak sonra ve",
    "vi các cho có của đã được không là một này người những và với",
];

/// Function words of English that are none of the languages above. Sorted.
const ENGLISH: &[&str] = &[
    "about", "after", "and", "are", "been", "but", "by", "could", "from", "has", "have", "her", "his", "if", "into",
    "it", "its", "not", "of", "our", "said", "she", "should", "than", "that", "the", "their", "them", "there", "they",
    "this", "to", "was", "we", "were", "what", "when", "which", "who", "will", "with", "would", "you", "your",
];

/// Words of [`FOREIGN`] that are English ones too, and speak for nothing. Sorted.
const ALSO_ENGLISH: &[&str] = &[
    "a", "al", "an", "as", "at", "die", "do", "for", "had", "hat", "he", "i", "in", "is", "me", "men", "no", "o", "of",
    "on", "or", "over", "per", "so", "son", "to", "van", "w", "was", "z",
];

/// What the words of a text speak for.
#[derive(Clone, Copy, Default)]
struct Count {
    /// Words, and letters of scripts that English is not written in.
    words: usize,
    other_script: usize,
    letters: usize,
    english: usize,
    /// By line of [`FOREIGN`].
    foreign: [usize; FOREIGN.len()],
}

/// Words of a block that are looked at: enough to know.
const WORDS: usize = 120;

impl Count {
    fn of(text: &str, table: &Table) -> Self {
        let mut out = Self::default();
        let mut after_name = false;
        // What the word before says, and whether a name stands before it.
        let mut last: Option<(u16, bool)> = None;
        for (word, ascii) in words(text).take(WORDS) {
            let small = match word.as_bytes() {
                [first, ..] if ascii => first.is_ascii_lowercase(),
                _ => word.starts_with(char::is_lowercase),
            };
            // In "Rio de Janeiro" nothing is said in Portuguese.
            if let Some((foreign, _)) = last.filter(|&(_, after_name)| !after_name || small) {
                out.speaks(foreign);
            }
            out.words += 1;
            let speaks = if ascii {
                out.letters += word.len();
                table.of(Key::of(word))
            } else {
                let word = word.to_lowercase();
                for c in word.chars().filter(|&c| !is_mark(c)) {
                    out.letters += 1;
                    out.other_script += usize::from(c > '\u{24f}' && !('\u{1e00}'..='\u{1eff}').contains(&c));
                }
                table.of(Key::of(&word))
            };
            out.english += usize::from(speaks & IN_ENGLISH != 0);
            last = Some((speaks & !IN_ENGLISH, after_name));
            after_name = !small;
        }
        if let Some((foreign, _)) = last.filter(|&(_, after_name)| !after_name) {
            out.speaks(foreign);
        }
        out
    }

    /// Counts a word for the languages that have it.
    fn speaks(&mut self, mut foreign: u16) {
        while foreign != 0 {
            self.foreign[foreign.trailing_zeros() as usize] += 1;
            foreign &= foreign - 1;
        }
    }

    fn add(&mut self, other: &Self) {
        self.words += other.words;
        self.letters += other.letters;
        self.other_script += other.other_script;
        self.english += other.english;
        self.foreign.iter_mut().zip(other.foreign).for_each(|(sum, more)| *sum += more);
    }

    /// The language with most words, and how many.
    fn best(&self) -> (usize, usize) {
        let best = (0..FOREIGN.len()).max_by_key(|&language| (self.foreign[language], usize::MAX - language));
        best.map_or((0, 0), |language| (language, self.foreign[language]))
    }

    /// Whether it is English; `None` where too little speaks for either.
    fn is_english(&self) -> Option<bool> {
        let (_, foreign) = self.best();
        let script = self.other_script * 2 > self.letters && self.letters > 8;
        let words = self.words >= 5 && foreign >= 3 && foreign > self.english * 2 && foreign * 8 >= self.words;
        if script || words {
            return Some(false);
        }
        (self.english >= 2 && self.english > foreign / 2).then_some(true)
    }
}

/// Whether a character is an accent that stands apart from its letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The words of a text, without figures, and whether each is of ASCII letters alone.
fn words(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let bytes = text.as_bytes();
    let letter = |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| c.is_alphabetic());
    let mut at = 0;
    std::iter::from_fn(move || {
        // What is no letter; no byte within a character is one.
        while !bytes.get(at)?.is_ascii_alphabetic() && (bytes[at] < 128 || letter(at).is_none()) {
            at += 1;
        }
        let start = at;
        let mut ascii = true;
        loop {
            while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
                at += 1;
            }
            // Marks belong to their letters, which stand alone otherwise: an "e" with its accent apart would be a word of Italian.
            let wide = bytes.get(at).filter(|&&byte| byte >= 128).and_then(|_| text.get(at..)?.chars().next());
            let Some(c) = wide.filter(|&c| c.is_alphabetic() || is_mark(c)) else { break };
            ascii = false;
            at += c.len_utf8();
        }
        text.get(start..at).map(|word| (word, ascii))
    })
}

/// The bit of English words in [`Table`].
const IN_ENGLISH: u16 = 1 << FOREIGN.len();

/// For each word a bit for each line of [`FOREIGN`] that has it, and [`IN_ENGLISH`].
struct Table {
    words: WordIndex,
    bits: Vec<u16>,
}

impl Table {
    fn new() -> Self {
        const ROOM: usize = 512;
        let mut table = Self { words: WordIndex::with_room(ROOM), bits: Vec::with_capacity(ROOM) };
        for (language, line) in FOREIGN.iter().enumerate() {
            let own = line.split(' ').skip(1).filter(|word| ALSO_ENGLISH.binary_search(word).is_err());
            own.for_each(|word| table.add(word, 1 << language));
        }
        ENGLISH.iter().for_each(|word| table.add(word, IN_ENGLISH));
        table
    }

    fn add(&mut self, word: &'static str, bit: u16) {
        let number = self.words.add(word);
        if number == self.bits.len() {
            self.bits.push(0);
        }
        self.bits[number] |= bit;
    }

    /// The bits of a word.
    fn of(&self, key: Key) -> u16 {
        self.words.find(key).map_or(0, |number| self.bits[number])
    }
}

/// The table, made at the first call.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(Table::new)
}

/// Finds the document's language, which `document.language` holds as far as it is declared, and the blocks that are not English.
pub fn tell(document: &mut Document) {
    let counts: Vec<Count> =
        (0..document.blocks.len()).map(|block| Count::of(document.block_text(block), table())).collect();
    let any_main = document.blocks.iter().any(|block| block.main);
    let mut all = Count::default();
    for (block, count) in document.blocks.iter().zip(&counts) {
        if block.main || !any_main {
            all.add(count);
        }
    }
    let declared = document.language.as_deref().map(|language| language == "en");
    let english = all.is_english().or(declared).unwrap_or(true);
    if !english && declared != Some(false) {
        let (language, words) = all.best();
        let subtag = FOREIGN[language].split(' ').next().unwrap_or_default();
        document.language = (words > 2).then(|| subtag.to_owned());
    } else if english && declared == Some(false) {
        document.language = Some("en".to_owned());
    }
    for (block, count) in document.blocks.iter_mut().zip(&counts) {
        block.foreign = !count.is_english().unwrap_or(english);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_sorted() {
        assert!(ENGLISH.is_sorted() && ALSO_ENGLISH.is_sorted());
    }

    #[test]
    fn words_are_in_lower_case() {
        let mut words = FOREIGN.iter().flat_map(|line| line.split(' ')).chain(ENGLISH.iter().copied());
        assert!(words.all(|word| word == word.to_lowercase()));
    }

    #[test]
    fn languages_are_told_block_by_block() {
        let cases = [
            ("The ferry to the islands stopped running on Monday after ice closed the harbour.", "en"),
            ("Die Fähre zu den Inseln fährt seit Montag nicht mehr, weil Eis den Hafen schließt.", "de"),
            ("Le bac vers les îles ne circule plus depuis lundi, car la glace a fermé le port.", "fr"),
            ("El transbordador a las islas no circula desde el lunes porque el hielo cerró el puerto.", "es"),
            ("Färjan till öarna går inte sedan i måndags eftersom det är is i hamnen och på sjön.", "sv"),
            ("Паром на острова не ходит с понедельника.", ""),
            ("フェリーは月曜日から運休しています。", ""),
        ];
        for (text, language) in cases {
            let document = Document::of_text(text);
            assert_eq!(document.blocks[0].foreign, language != "en", "{text}");
            if language != "en" {
                assert_eq!(document.language.as_deref().unwrap_or(""), language, "{text}");
            }
        }
        let mixed =
            [cases[0].0, cases[1].0, "Carlos de la Cruz Oliveira dos Santos, Rio de Janeiro", cases[0].0].join("\n");
        let document = Document::of_text(&mixed);
        assert_eq!(document.blocks.iter().map(|block| block.foreign).collect::<Vec<_>>(), [false, true, false, false]);
    }

    #[test]
    fn accents_that_stand_apart_are_no_words() {
        let apart = "René Gérard Béchéré went to Québec's café in the year that he left his préfecture. "
            .replace('é', "e\u{301}");
        let document = Document::of_text(&format!("{apart}{}", "e\u{301}".repeat(50)));
        assert!(!document.blocks[0].foreign);
    }

    #[test]
    fn words_go_before_what_is_declared() {
        let mut document = Document::of_text("The ferry to the islands stopped running on Monday.\nMo 10:00");
        document.language = Some("de".to_owned());
        tell(&mut document);
        assert_eq!(document.language.as_deref(), Some("en"));
        assert!(!document.blocks[1].foreign);
    }
}
