//! Which mentions name the same actor: one form, known aliases, an acronym in brackets, a surname after the full name, a short
//! form of an organisation's name. Hash tables only: the time is in proportion to the mentions. Of several reports on one page each has its own
//! surnames and short forms; only whole names are one actor in all of them.

mod acronyms;

pub use acronyms::acronym;

use super::names::{Name, key_of, slice};
use crate::engine::finding::{Actor, Gender};
use crate::engine::lexicon::{class, finish};
use crate::engine::rule::Kind;
use crate::engine::tagger::words::{HashTable, Word, is_word};
use crate::engine::text::Reading;
use acronyms::{brackets, initials};

/// The actors being gathered.
#[derive(Default)]
pub struct Register {
    /// Actors with the length of their name in words; a number in `joined` may lead to another.
    pub actors: Vec<Actor>,
    joined: Vec<usize>,
    forms: HashTable<usize>,
    /// Short forms hold in the report that they stand in: their keys are told apart by its number ([`Register::here`]).
    surnames: HashTable<usize>,
    shorts: HashTable<usize>,
    /// The report of the page that is being read.
    pub report: usize,
}

/// The key of what is meant only in the report with that number: short forms, "the mayor".
pub fn in_report(report: usize, key: u64) -> u64 {
    if report == 0 { key } else { finish(key ^ finish(report as u64)) }
}

/// Gives every name the number of its actor, one for each name, counted from 0 in the register.
///
/// Mentions of one actor end with one kind, too: that of most of them.
#[inline(never)]
pub fn join(register: &mut Register, names: &mut [Name], reading: &Reading, words: &[Vec<Word>]) -> Vec<usize> {
    let text = |name: &Name| {
        let block = reading.blocks.get(name.block);
        block.map_or("", |block| super::titles::words_of(reading.text(name.block), block, name.first, name.end))
    };
    // Full names first: a headline may give the surname before the text gives the name.
    let mut out = vec![usize::MAX; names.len()];
    for full in [true, false] {
        for (n, name) in names.iter().enumerate() {
            let inner = slice(words, name.block, name.first, name.end);
            register.report = reading.document.page.report_of(name.block);
            if is_full(name.kind, inner) == full {
                out[n] = register.enter(name, inner, text(name));
            } else if !full
                && name.kind == Kind::Person
                && let Some(last) = inner.last()
            {
                // From here on the surname means this one.
                let key = register.here(last.lower);
                register.surnames.insert(key, out[n]);
            }
        }
    }
    let sure = brackets(register, names, &out, words);
    for number in &mut out {
        *number = register.root(*number);
    }
    one_kind(register, names, &out, &sure);
    out
}

/// Gives the mentions of each actor the kind that most of them have; of equals, the more telling.
#[inline(never)]
fn one_kind(register: &mut Register, names: &mut [Name], numbers: &[usize], sure: &[(usize, Kind)]) {
    const ORDER: [Kind; 6] =
        [Kind::ArmedGroup, Kind::State, Kind::Organization, Kind::Person, Kind::Place, Kind::People];
    let mut counts = vec![[0_u32; 6]; register.actors.len()];
    for (name, &number) in names.iter().zip(numbers) {
        let kind = ORDER.iter().position(|kind| *kind == name.kind);
        if let Some(count) = kind.and_then(|kind| counts.get_mut(number)?.get_mut(kind)) {
            *count += 1;
        }
    }
    for &(number, kind) in sure {
        let number = register.root(number);
        let kind = ORDER.iter().position(|known| *known == kind);
        if let Some(count) = kind.and_then(|kind| counts.get_mut(number)?.get_mut(kind)) {
            *count = u32::MAX;
        }
    }
    for counts in &mut counts {
        // Once listed as armed, an organisation is that under each of its names.
        if counts[0] > 0 {
            counts[0] = counts[0].saturating_add(counts[2]);
        }
    }
    for (name, &number) in names.iter_mut().zip(numbers) {
        let Some(counts) = counts.get(number) else { continue };
        let most = (0..6).max_by_key(|&kind| (counts[kind], 6 - kind)).map(|kind| ORDER[kind]);
        if let (Some(kind), Some(actor)) = (most, register.actors.get_mut(number)) {
            name.kind = kind;
            actor.kind = kind;
        }
    }
}

/// Whether a name is one that shorter mentions lean on.
fn is_full(kind: Kind, inner: &[Word]) -> bool {
    kind != Kind::Person || inner.iter().filter(|word| word.word).count() > 1
}

impl Register {
    /// The actor that a number has been joined to.
    ///
    /// The way is made half as long by each walk, so that no chain of joins costs more than its length in all.
    fn root(&mut self, mut number: usize) -> usize {
        while let Some(&next) = self.joined.get(number).filter(|&&next| next != number) {
            let over = self.joined.get(next).copied().unwrap_or(next);
            if let Some(way) = self.joined.get_mut(number) {
                *way = over;
            }
            number = over;
        }
        number
    }

    /// The key of a short form in the report that is being read.
    fn here(&self, key: u64) -> u64 {
        in_report(self.report, key)
    }

    fn enter(&mut self, name: &Name, inner: &[Word], text: &str) -> usize {
        let keys = self.keys(name, inner);
        let said = gender(name, inner);
        let same = keys.iter().find_map(|key| self.forms.get(key).copied());
        let known = if is_full(name.kind, inner) {
            same.or_else(|| self.short(name, inner))
        } else {
            // A surname means the one named last, and never somebody of the other gender.
            let fits = |number: &usize| {
                let known = self.actors.get(*number).and_then(|actor| actor.gender);
                said.is_none() || known.is_none() || said == known
            };
            self.short(name, inner).or(same.filter(fits))
        };
        let number = match known.map(|number| self.root(number)) {
            Some(number) => number,
            None => self.add(name.kind, text),
        };
        if let Some(actor) = self.actors.get_mut(number) {
            if name.kind == actor.kind && is_fuller(text, &actor.name) {
                text.clone_into(&mut actor.name);
            }
            actor.gender = said.or(actor.gender);
        }
        for key in keys {
            self.forms.entry(key).or_insert(number);
        }
        self.remember_shorts(name, inner, number);
        number
    }

    /// A new actor.
    pub fn add(&mut self, kind: Kind, name: &str) -> usize {
        let number = self.actors.len();
        self.actors.push(Actor { id: number + 1, kind, name: name.to_owned(), mentions: 0, gender: None });
        self.joined.push(number);
        number
    }

    /// The actor of a phrase that is the same words as another; made where there is none.
    pub fn phrase(&mut self, kind: Kind, key: u64, name: &str, gender: Option<Gender>) -> usize {
        // "the Syrian army" and "the Syrian Army" are one.
        let named = finish(key ^ finish(family(Kind::Organization)));
        let key = self.here(finish(key ^ kind as u64));
        if let Some(&number) = self.forms.get(&named).or_else(|| self.forms.get(&key)) {
            return self.root(number);
        }
        let number = self.add(kind, name);
        if let Some(actor) = self.actors.get_mut(number) {
            actor.gender = gender;
        }
        self.forms.insert(key, number);
        number
    }

    /// The keys under which a name is the same as another.
    fn keys(&self, name: &Name, inner: &[Word]) -> Vec<u64> {
        let group = finish(family(name.kind));
        let own = finish(name.key ^ group);
        // A bare surname names somebody of its own report.
        let mut keys = vec![if is_full(name.kind, inner) { own } else { self.here(own) }];
        if name.concept > 0 {
            keys.push(finish(u64::from(name.concept) ^ group.rotate_left(11)));
        }
        if name.kind == Kind::People {
            keys = vec![finish(people_key(inner) ^ group)];
        }
        let words: Vec<&Word> = inner.iter().filter(|word| word.word).collect();
        if let (Kind::Person, [first, _, .., last]) = (name.kind, words.as_slice()) {
            // "Jon W. Braga" is Jon Braga.
            keys.push(finish(key_of(&[**first, **last]) ^ group));
        }
        keys
    }

    /// The actor that a short form stands for.
    fn short(&self, name: &Name, inner: &[Word]) -> Option<usize> {
        let words: Vec<&Word> = inner.iter().filter(|word| word.word && !is_particle(word)).collect();
        match (name.kind, words.as_slice()) {
            (Kind::Person, [word]) => {
                let last = self.surnames.get(&self.here(word.lower)).copied()?;
                let known = self.actors.get(last).and_then(|actor| actor.gender);
                match gender(name, inner) {
                    // "Mr. Finch" is not Helen Finch.
                    Some(said) if known.is_some_and(|known| known != said) => {
                        self.surnames.get(&self.here(gendered(word.lower, Some(said)))).copied()
                    }
                    _ => Some(last),
                }
            }
            (Kind::Organization | Kind::ArmedGroup, [_]) => {
                self.shorts.get(&self.here(finish(name.key ^ family(name.kind)))).copied()
            }
            _ => None,
        }
    }

    /// Notes the short forms in which a full name may come again.
    fn remember_shorts(&mut self, name: &Name, inner: &[Word], number: usize) {
        let words: Vec<&Word> = inner.iter().filter(|word| word.word).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        match name.kind {
            Kind::Person if words.len() > 1 => {
                let gender = self.actors.get(number).and_then(|actor| actor.gender);
                let keys = [self.here(gendered(last.lower, gender)), self.here(last.lower)];
                for key in keys {
                    self.surnames.entry(key).or_insert(number);
                }
                // "Aung San Suu Kyi" may come again as "Suu Kyi".
                if let [.., before, last] = words.as_slice()
                    && words.len() > 2
                {
                    let key = finish(key_of(&[**before, **last]) ^ finish(family(name.kind)));
                    self.forms.entry(key).or_insert(number);
                }
                // "Luiz Inácio Lula da Silva" may come again as "Lula".
                for word in words.iter().filter(|word| word.capital) {
                    let key = self.here(word.lower);
                    self.surnames.entry(key).or_insert(number);
                }
            }
            // What is no place of its own but "Northern River Guard" misread comes again as an acronym.
            Kind::Place if words.iter().filter(|word| word.capital).count() > 2 => {
                let key = self.here(finish(initials(inner) ^ family(Kind::Organization)));
                self.shorts.entry(key).or_insert(number);
            }
            Kind::Organization | Kind::ArmedGroup if words.len() > 1 => {
                let initials = initials(inner);
                let plain = first.classes & (class::PEOPLE | class::STATE | class::PLACE | class::MODIFIER) == 0
                    && !is_generic(first);
                let family = family(name.kind);
                for key in [initials, if plain { key_of(&[**first]) } else { 0 }, key_of(&[**last])] {
                    if key != 0 {
                        let key = self.here(finish(key ^ family));
                        self.shorts.insert(key, number);
                    }
                }
            }
            _ => {}
        }
    }

    /// Makes two numbers one actor: the earlier stays.
    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let (keep, gone) = (a.min(b), a.max(b));
        let (name, gender) = self.actors.get(gone).map(|actor| (actor.name.clone(), actor.gender)).unwrap_or_default();
        if let Some(actor) = self.actors.get_mut(keep) {
            if is_fuller(&name, &actor.name) {
                actor.name = name;
            }
            actor.gender = actor.gender.or(gender);
        }
        if let Some(joined) = self.joined.get_mut(gone) {
            *joined = keep;
        }
    }
}

/// Whether a name is longer than the one known, or as long and not in capitals as a headline has it.
fn is_fuller(new: &str, known: &str) -> bool {
    if new == known {
        return false;
    }
    let shouted = |name: &str| name.len() > 5 && !name.chars().any(char::is_lowercase);
    let (new_len, known_len) = (new.chars().count(), known.chars().count());
    new_len > known_len && (!shouted(new) || shouted(known)) || shouted(known) && !shouted(new) && new_len == known_len
}

/// Kinds that can name one actor in turn: armed groups and organisations, states and places.
const fn family(kind: Kind) -> u64 {
    match kind {
        Kind::Person => 11,
        Kind::Organization | Kind::ArmedGroup => 12,
        Kind::State | Kind::Place => 13,
        Kind::People => 14,
        _ => 15,
    }
}

/// "Iraqi" and "Iraqis" are one people.
fn people_key(inner: &[Word]) -> u64 {
    inner.iter().filter(|word| word.lower != 0).fold(0, |key: u64, word| finish(key.rotate_left(7) ^ word.singular))
}

/// The key of a surname that somebody of this gender bears.
fn gendered(surname: u64, gender: Option<Gender>) -> u64 {
    finish(surname.rotate_left(9) ^ gender.map_or(0, |gender| gender as u64 + 1))
}

fn is_particle(word: &Word) -> bool {
    is_word!(word.lower, "al el de la van von bin ibn der da dos du")
}

/// First words that many organisations share.
fn is_generic(word: &Word) -> bool {
    is_word!(
        word.lower,
        "ministry department national university international united new bank supreme high court federal"
            | "central royal state people's office general institute college school association union committee"
            | "council"
    )
}

/// What the name, the title and the kind say of the pronoun.
fn gender(name: &Name, inner: &[Word]) -> Option<Gender> {
    match name.kind {
        Kind::Person => {}
        Kind::People => return Some(Gender::Plural),
        _ => return Some(Gender::Neuter),
    }
    let of = |classes: u16| match classes & (class::MALE | class::FEMALE) {
        class::MALE => Some(Gender::Masculine),
        class::FEMALE => Some(Gender::Feminine),
        _ => None,
    };
    let title = name.title.as_deref().and_then(|title| {
        title
            .split(' ')
            .find_map(|word| of(crate::engine::lexicon::lexicon().phrase(word.trim_end_matches('.'))?.classes))
    });
    let first = inner.first().filter(|word| word.classes & class::FIRST != 0 && inner.len() > 1);
    title.or_else(|| first.and_then(|word| of(word.classes)))
}
