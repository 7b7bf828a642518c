//! What a name names: the kind by the lists, by the name's own words and by the other mentions; and what is no actor at all.

use super::{Name, SURE, key_of, slice, word_at};
use crate::engine::lexicon::{Entry, class, lexicon};
use crate::engine::rule::Kind;
use crate::engine::tagger::model;
use crate::engine::tagger::words::{HashTable, Word, allowed, is_word, seen};
use crate::engine::text::Reading;

/// What the last word of a name says of its kind: offices, companies and schools are organisations, facilities and stretches of
/// land are places. Words that are both ("House", "Center") say nothing.
pub fn kind_by_end(word: &Word) -> Option<Kind> {
    let office = is_word!(
        word.lower,
        "police motors airlines airways bank university council monitor institute foundation holdings"
            | "industries pharmaceuticals ministry agency association commission corporation federation plc"
            | "party authority committee department parliament tribunal college ltd inc limited bhd"
            | "organization organisation rovers united wanderers fc albion athletic rangers bureau directorate"
            | "secretariat navy assembly society gmbh andolan sangh morcha samiti parishad sabha sena sangathan"
            | "stiftung"
    );
    let land = is_word!(
        word.lower,
        "hospital river island islands bridge road street station museum palace mosque airport hotel bay"
            | "dam square stadium highway avenue prison camp valley county township village region province"
            | "district lake mountains mountain cemetery peninsula chapel cathedral monastery barracks"
            | "boulevard desert forest strait glacier volcano canal creek"
    );
    match word.capital {
        true if office => Some(Kind::Organization),
        true if land => Some(Kind::Place),
        _ => None,
    }
}

/// First words that make a name that of an organisation, in the languages that put the noun first: "Agencia", "Banque", "Hizb".
fn is_foreign_office(word: &Word) -> bool {
    word.capital
        && (is_word!(
            word.lower,
            "agencia agence banco banque instituto universidad université partido parti ministerio ministère"
                | "movimiento mouvement frente fundación fondation consejo federación fédération asociación"
                | "sindicato jamaat jamiat harakat hizb"
        ))
}

/// First words that make a name that of a place: "Jabal", "Mount", "Wadi".
fn is_landmark(word: &Word) -> bool {
    word.capital && is_word!(word.lower, "jabal jabāl jebel mount mt wadi lake cape fort tell camp bahr puerto")
}

/// The kind that a name's own words give it, where they do.
#[inline(never)]
pub fn settle_by_words(name: &mut Name, words: &[Vec<Word>]) {
    let inner = slice(words, name.block, name.first, name.end);
    let (Some(first), Some(last)) = (inner.first(), inner.last()) else { return };
    if inner.len() < 2 || name.kind == Kind::People {
        return;
    }
    let given = name.kind == Kind::Person && first.classes & class::FIRST != 0;
    let kind = match kind_by_end(last) {
        None if is_landmark(first) => Some(Kind::Place),
        None if is_foreign_office(first) => Some(Kind::Organization),
        kind => kind,
    };
    if let Some(kind) = kind.filter(|kind| *kind != name.kind && !given) {
        name.kind = kind;
        name.sign = "its words say what it is";
    }
}

/// A role noun that only begins a sentence is no name: "Rebels fired", "Villagers said".
#[inline(never)]
pub fn is_role_noun(name: &Name, reading: &Reading, words: &[Vec<Word>]) -> bool {
    let word = word_at(words, name.block, Some(name.first));
    let opens = reading
        .blocks
        .get(name.block)
        .is_some_and(|block| block.sentences.binary_search_by(|sentence| sentence.start.cmp(&name.first)).is_ok());
    name.end == name.first + 1
        && opens
        && word.classes & class::ROLE_BARE != 0
        && word.classes & (class::NAME | class::FIRST | class::LAST) == 0
        && (word.seen & seen::INSIDE == 0 || word.seen & seen::LOWER != 0)
}

/// Single words that are no names where they stand: "No. 4", "Rs 500", a title alone ("the Pope").
#[inline(never)]
pub fn is_label(name: &Name, words: &[Vec<Word>]) -> bool {
    let at = |n: usize| word_at(words, name.block, Some(n));
    let word = at(name.first);
    if name.end > name.first + 1 {
        return false;
    }
    let point = at(name.end).lower == 0 && !at(name.end).spaced;
    let counted = at(name.end).number || point && at(name.end + 1).number;
    let money = is_word!(word.lower, "no nos dh dhs rs us eur usd aed vol art fig");
    let short = point && at(name.end + 1).capital;
    let title = (name.kind == Kind::Person || short && word.classes & class::NAME == 0)
        && word.classes & class::TITLE != 0
        && word.classes & class::FIRST == 0;
    let numbered = is_word!(word.lower, "flight route channel highway room gate platform section chapter figure");
    // "pro-army", "ex-minister" where they open a sentence
    let prefix = is_word!(word.lower, "pro" | "anti" | "non" | "ex" | "post" | "pre" | "mid" | "self")
        && at(name.end).lower == 0;
    counted && money || prefix || numbered || title && word.seen & (seen::TITLED | seen::FIRST) == 0
}

/// Operations, agreements, laws, wars, days and prizes have names and are no actors; nor are months and God.
#[inline(never)]
pub fn is_no_actor(inner: &[Word]) -> bool {
    let (Some(first), Some(last)) = (inner.first(), inner.last()) else { return false };
    let deed = is_word!(
        last.lower,
        "agreement act treaty accord accords war day convention declaration prize award awards cup games"
            | "festival olympics constitution bill law amendment resolution pact protocol summit"
    );
    let single = is_word!(
        first.lower,
        "god allah monday tuesday wednesday thursday friday saturday sunday january february april june"
            | "july august september october november december covid christmas easter ramadan eid"
    );
    // Acronyms of things: fuels, measures of economies, offices of a firm.
    let thing = first.caps
        && (is_word!(
            first.lower,
            "lng lpg gdp gnp ipo etf fdi gst vat sme ppe tv ceo cfo coo cto dna gps atm sms pdf usb"
        ));
    deed && inner.len() > 1
        || (single || thing) && inner.len() == 1
        || is_word!(first.lower, "operation") && inner.len() > 1
}

/// The entry of the lists that a stretch is, as a whole.
fn entry(words: &[Word]) -> Option<Entry> {
    let (len, found) = lexicon().longest(words.iter().map(|word| word.lower))?;
    let whole = words.get(len..)?.iter().all(|word| word.lower == 0);
    let mut entry = found;
    entry.classes = allowed(found, words);
    (whole && entry.classes != 0).then_some(entry)
}

/// Mentions of one form are of one kind: the tagger's leads are added up, and a weak minority goes over.
#[inline(never)]
pub fn vote(names: &mut [Name], words: &[Vec<Word>]) {
    let mut sums: HashTable<[i64; 4]> = HashTable::default();
    let place = |kind: Kind| model::KINDS.iter().position(|known| *known == kind);
    for name in names.iter_mut() {
        name.key = key_of(slice(words, name.block, name.first, name.end));
        if let Some(sum) = place(name.kind).and_then(|kind| sums.entry(name.key).or_default().get_mut(kind)) {
            *sum += if name.lead == SURE { 300 } else { i64::from(name.lead.clamp(1, 88)) };
        }
    }
    let firm = |word: &Word| {
        let sums = sums.get(&key_of(&[*word]));
        sums.is_some_and(|[person, organization, place, _]| *organization > 2 * (person + place))
    };
    for name in names.iter_mut().filter(|name| name.kind == Kind::Person) {
        // "Orlan Tarn" is no person where "Tarn" is a firm.
        if let [first, .., last] = slice(words, name.block, name.first, name.end)
            && first.classes & class::FIRST == 0
            && firm(last)
        {
            name.kind = Kind::Organization;
            name.sign = "named so elsewhere in the text";
        }
    }
    let family = family_names(names, words);
    for name in names.iter_mut() {
        let inner = slice(words, name.block, name.first, name.end);
        if let ([word], true) = (inner, name.kind != Kind::Person)
            && family.contains_key(&word.lower)
            && word.classes & class::NAME == 0
            && word.seen & (seen::IN | seen::THE) == 0
        {
            name.kind = Kind::Person;
            name.sign = "a person's name in the text";
            continue;
        }
        let (Some(sums), Some(own)) = (sums.get(&name.key), place(name.kind)) else { continue };
        let best = (0..4).max_by_key(|&kind| (sums[kind], 4 - kind)).unwrap_or(own);
        // "English" is a people in one place and a language in none: peoples and places keep to themselves.
        if best != own && sums[best] > 2 * sums[own] {
            name.kind = model::KINDS[best];
            name.sign = "named so elsewhere in the text";
        }
    }
}

/// The last words of the persons' full names.
fn family_names(names: &[Name], words: &[Vec<Word>]) -> HashTable<()> {
    let full = names.iter().filter(|name| name.kind == Kind::Person && name.end > name.first + 1);
    full.filter_map(|name| slice(words, name.block, name.first, name.end).last().map(|last| (last.lower, ()))).collect()
}

/// The final kind: armed groups and states by the lists, the rest as tagged.
#[inline(never)]
pub fn settle_kind(name: &mut Name, words: &[Vec<Word>]) {
    let inner = slice(words, name.block, name.first, name.end);
    name.key = key_of(inner);
    let Some(entry) = entry(inner) else {
        // "ANNA BELL:" among lines in capitals
        let called = inner.len() > 1
            && inner.iter().all(|word| word.caps)
            && inner.first().is_some_and(|word| word.classes & class::FIRST != 0 && word.classes & class::PLACE == 0);
        if called && name.kind == Kind::Place {
            name.kind = Kind::Person;
        }
        return;
    };
    // A person of that name: "Wagner" after "Anna Wagner".
    let person = seen::FIRST | seen::TITLED;
    if name.kind == Kind::Person && inner.len() == 1 && inner.iter().any(|word| word.seen & person != 0) {
        return;
    }
    let is = |bits: u16| entry.classes & bits != 0;
    let kind = match name.kind {
        Kind::Organization | Kind::Person | Kind::People if is(class::ARMED) => Kind::ArmedGroup,
        Kind::Place if is(class::ARMED) && !is(class::PLACE) => Kind::ArmedGroup,
        Kind::Place if is(class::STATE) => Kind::State,
        Kind::People if is(class::STATE) && !is(class::PEOPLE) => Kind::State,
        Kind::Organization if is(class::STATE) && !is(class::NAME & !class::STATE) => Kind::State,
        kind => kind,
    };
    if kind != name.kind {
        name.sign = if kind == Kind::State { "listed as a state" } else { "listed as an armed group" };
        name.kind = kind;
    }
    // Names of places and persons that an organisation only shares are no aliases.
    let fits = match name.kind {
        Kind::State => is(class::STATE),
        Kind::ArmedGroup => is(class::ARMED),
        Kind::Place => is(class::PLACE) && !is(class::STATE),
        Kind::Organization => is(class::BODY | class::MEDIA | class::CLUB),
        _ => false,
    };
    if fits {
        name.concept = entry.concept;
    }
}
