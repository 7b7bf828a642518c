//! Whom the text is about at each place, and so whom a pronoun stands for.
//!
//! Every mention raises its actor: most as a subject or a speaker, least as an owner or behind a preposition. With every sentence all of
//! them fade. A pronoun stands for the highest that fits it, and raises it again (after Lappin and Leass, 1994, who did it with a parser).
//! What stands in quotations counts for nothing: somebody else is talking there. The document is walked once, ahead of the reader.

mod places;

use super::nouns::{gender_of, head_of};
use super::words::{self, has};
use crate::engine::document::BlockKind;
use crate::engine::finding::{Actor, ActorId, Detail, Gender, Mark, Site};
use crate::engine::index::{Key, Set};
use crate::engine::rule::Kind;
use crate::engine::span::Span;
use crate::engine::text::{Reading, dateline};

/// How high a mention raises its actor, by where it stands. What fades and what counts was set on pronouns judged by eye
/// in news articles of many countries.
const SUBJECT: f32 = 10.0;
const CLAUSE_SUBJECT: f32 = 8.0;
const OBJECT: f32 = 5.0;
const OWNER: f32 = 4.0;
/// Behind a preposition.
const ASIDE: f32 = 3.5;
/// Of the height before, what a new mention keeps.
const KEPT: f32 = 0.25;
/// What a sentence leaves of every height.
const FADING: f32 = 0.6;
/// After so many sentences nothing fades any more.
const LONGEST: i32 = 40;
/// Lower than this, nobody is meant.
const LEAST: f32 = 0.5;
/// Who is higher than this might be the one whom a pronoun means.
const LEARNT: f32 = 1.0;
/// How many are held in mind: no text makes a pronoun cost more.
const HELD: usize = 24;

/// Whom a text can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// An actor.
    Actor(ActorId),
    /// Somebody whom only a common noun names, by its number.
    Noun(usize),
}

/// One that is held in mind.
#[derive(Clone, Copy, Debug)]
struct Held {
    who: Who,
    height: f32,
    /// The sentence of that height.
    sentence: u32,
    /// Whether the last mention was a subject or a speaker.
    subject: bool,
    /// The last sentence that names it, pronouns left out.
    named: Option<u32>,
}

/// Whom a pronoun stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referent {
    /// The actor's name, or the words of the noun.
    pub name: String,
    /// The actor's number.
    pub actor: Option<ActorId>,
    /// Whether the text withheld the name where this one spoke before.
    pub anonymous: bool,
}

/// The walk through a document.
pub struct Focus<'d> {
    reading: &'d Reading<'d>,
    mentions: &'d [Mark],
    actors: &'d [Actor],
    /// What pronoun an actor takes, as far as the text has told.
    genders: Vec<Option<Gender>>,
    /// The person to whom a role was given.
    bearers: Vec<Option<ActorId>>,
    nouns: Vec<(String, Option<Gender>)>,
    /// Who spoke without a name.
    withheld: Vec<Who>,
    held: Vec<Held>,
    /// The outer quotations of the block, by place.
    quoted: Vec<Span>,
    block: usize,
    token: usize,
    mention: usize,
    /// How many sentences were begun, those inside quotations left out.
    sentence: u32,
    /// The first token of the sentence, and its number in the block.
    start: usize,
    next_sentence: usize,
    /// The pronouns passed, by place.
    passed: Vec<(Site, Option<Who>)>,
    /// What so many sentences leave of a height.
    fading: Vec<f32>,
}

impl<'d> Focus<'d> {
    /// At the start of a document; `mentions` sorted by place.
    pub fn new(reading: &'d Reading<'d>, mentions: &'d [Mark], actors: &'d [Actor]) -> Self {
        Self {
            reading,
            mentions,
            actors,
            genders: actors.iter().map(|actor| actor.gender).collect(),
            bearers: vec![None; actors.len()],
            nouns: Vec::new(),
            withheld: Vec::new(),
            held: Vec::new(),
            quoted: Vec::new(),
            block: 0,
            token: 0,
            mention: 0,
            sentence: 0,
            start: 0,
            next_sentence: 0,
            passed: Vec::new(),
            fading: (0..=LONGEST).map(|sentences| FADING.powi(sentences)).collect(),
        }
    }

    /// Goes on to a block whose outer quotations are these.
    pub fn enter(&mut self, block: usize, quoted: Vec<Span>) {
        self.advance(Site { block, span: Span::default() });
        self.quoted = quoted;
    }

    /// Whom the pronoun at `site` stands for; None where nobody fits, or it stands in a quotation.
    pub fn resolve(&mut self, site: Site) -> Option<Referent> {
        self.advance(site);
        let at =
            self.passed.binary_search_by_key(&(site.block, site.span.start), |(site, _)| (site.block, site.span.start));
        let who = self.passed.get(at.ok()?)?.1?;
        let anonymous = self.withheld.contains(&who);
        match who {
            Who::Actor(id) => {
                let actor = self.actors.get(id.checked_sub(1)?)?;
                Some(Referent { name: actor.name.clone(), actor: Some(id), anonymous })
            }
            Who::Noun(number) => Some(Referent { name: self.nouns.get(number)?.0.clone(), actor: None, anonymous }),
        }
    }

    /// Somebody speaks whom a common noun names ("a diplomat", "the report"): an actor or only the words. Says whether the text withholds
    /// the name, here or where "the diplomat" was "a diplomat who asked not to be named".
    pub fn hear(&mut self, site: Site, noun: &str, actor: Option<ActorId>, anonymous: bool) -> bool {
        self.advance(site);
        let bearer = |id: ActorId| id.checked_sub(1).and_then(|i| self.bearers.get(i).copied().flatten()).unwrap_or(id);
        let who = actor.map(bearer).map_or_else(|| self.noun(noun), Who::Actor);
        self.raise(who, SUBJECT, true);
        let known = noun.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the "))
            && self
                .withheld
                .iter()
                .any(|&other| other == who || head_of(self.name(other)).eq_ignore_ascii_case(head_of(noun)));
        if (anonymous || known) && !self.withheld.contains(&who) && self.withheld.len() < HELD {
            self.withheld.push(who);
        }
        anonymous || known
    }

    /// Whom a common noun with "the" names again: the person of a role told before ("Ida Falk, a nurse, …; the nurse said"), the only
    /// person of the sentence before by age, the only body there by its kind ("the group said").
    pub fn again(&mut self, site: Site, noun: &str, actor: Option<&Actor>) -> Option<ActorId> {
        let bare = noun.get(..4).filter(|the| the.eq_ignore_ascii_case("the ")).and_then(|_| noun.get(4..))?;
        self.advance(site);
        let bearer =
            actor.and_then(|actor| actor.id.checked_sub(1)).and_then(|i| self.bearers.get(i).copied().flatten());
        let head = head_of(bare);
        let bearer = bearer.or_else(|| if bare == head { self.titled(head) } else { None });
        let lone = !bare.contains(' ');
        let aged = ["-year-old", "-month-old"].iter().any(|age| bare.ends_with(age));
        let body = lone && has(words::BODIES, head);
        let profession = lone_person(bare) && actor.is_none_or(|actor| actor.kind == Kind::Role && actor.mentions == 1);
        if let Some(person) = bearer {
            self.raise(Who::Actor(person), SUBJECT, true);
            return bearer;
        }
        if !aged && !body && !profession {
            return None;
        }
        let fits = |kind: Kind| match kind {
            Kind::Person => !body,
            Kind::ArmedGroup => {
                body && matches!(head, "group" | "movement" | "outfit" | "organisation" | "organization")
            }
            Kind::Organization => body,
            _ => false,
        };
        let kind = |held: &Held| match held.who {
            Who::Actor(id) => id.checked_sub(1).and_then(|i| self.actors.get(i)).map(|actor| (id, actor.kind)),
            Who::Noun(_) => None,
        };
        let fitting =
            || self.held.iter().filter_map(|held| kind(held).filter(|&(_, kind)| fits(kind)).map(|(id, _)| (id, held)));
        let last = fitting().filter_map(|(_, held)| held.named).max().filter(|last| self.sentence - last <= 1)?;
        let mut fitting = fitting().filter(|(_, held)| held.named == Some(last));
        let (id, subject) = fitting.next().map(|(id, held)| (id, held.subject))?;
        let alone = fitting.next().is_none() && (subject || body);
        if alone {
            self.raise(Who::Actor(id), SUBJECT, true);
            self.call(id);
        }
        alone.then_some(id)
    }

    /// The person of the last sentences whose title or role this noun is ("Minister Ida Falk …; the minister said"); None where two
    /// have it.
    fn titled(&self, head: &str) -> Option<ActorId> {
        const NEAR: usize = 12;
        let told = |text: &Option<String>| {
            text.as_ref().is_some_and(|text| {
                head_of(text).eq_ignore_ascii_case(head) || last_word(text).eq_ignore_ascii_case(head)
            })
        };
        let near = self.mentions.get(self.mention.saturating_sub(NEAR)..self.mention)?.iter();
        let mut bearers = near.filter(|mark| mark.kind == Kind::Person && mark.block + 1 >= self.block).filter_map(
            |mark| match &mark.detail {
                Detail::Mention(mention) if told(&mention.title) || told(&mention.role) => Some(mention.actor),
                _ => None,
            },
        );
        let first = bearers.next()?;
        bearers.all(|other| other == first).then_some(first)
    }

    fn noun(&mut self, noun: &str) -> Who {
        let from = self.nouns.len().saturating_sub(HELD);
        let known = self.nouns[from..].iter().rposition(|(name, _)| name.eq_ignore_ascii_case(noun));
        Who::Noun(known.map(|at| from + at).unwrap_or_else(|| {
            self.nouns.push((noun.to_owned(), gender_of(noun)));
            self.nouns.len() - 1
        }))
    }

    fn name(&self, who: Who) -> &str {
        match who {
            Who::Actor(id) => id.checked_sub(1).and_then(|i| self.actors.get(i)).map_or("", |actor| &actor.name),
            Who::Noun(number) => self.nouns.get(number).map_or("", |(name, _)| name),
        }
    }

    /// Walks on to the end of a place.
    fn advance(&mut self, until: Site) {
        while self.block < until.block {
            self.walk(usize::MAX);
            self.block += 1;
            (self.token, self.start, self.next_sentence) = (0, 0, 0);
            self.quoted.clear();
            let page = &self.reading.document.page;
            if page.report_of(self.block) != page.report_of(self.block - 1) {
                // Another report: nobody is known yet.
                self.held.clear();
                self.withheld.clear();
            }
        }
        if self.block == until.block {
            self.walk(until.span.end);
        }
    }

    /// Walks on in the block, to byte `end`.
    fn walk(&mut self, end: usize) {
        let Some(read) = self.reading.blocks.get(self.block) else { return };
        if self.reading.document.blocks.get(self.block).is_some_and(|block| block.kind == BlockKind::Code) {
            self.mention = self.mentions.partition_point(|mark| mark.block <= self.block);
            return;
        }
        let text = self.reading.text(self.block);
        // The last quotation that begins before a token.
        let begun = read.tokens.get(self.token).map_or(0, |token| token.span.start);
        let mut after = self.quoted.partition_point(|quote| quote.start < begun);
        let mut last = after.checked_sub(1).and_then(|last| self.quoted.get(last)).copied();
        while let Some(token) = read.tokens.get(self.token).filter(|token| token.span.start < end) {
            while let Some(&quote) = self.quoted.get(after).filter(|quote| quote.start < token.span.start) {
                last = Some(quote);
                after += 1;
            }
            let inside = last.is_some_and(|quote| quote.end > token.span.start);
            if read.sentences.get(self.next_sentence).is_some_and(|sentence| sentence.start <= self.token) {
                self.next_sentence += 1;
                if !inside {
                    self.sentence += 1;
                    let place = if self.token == 0 { dateline(text) } else { 0 };
                    self.start = self.token.max(read.tokens.partition_point(|token| token.span.start < place));
                }
            }
            while let Some(mark) = self.mentions.get(self.mention)
                && (mark.block, mark.span.start) <= (self.block, token.span.start)
            {
                if !inside && mark.block == self.block {
                    self.meet(self.mention);
                }
                self.mention += 1;
            }
            // A pronoun begins with one of these letters, and is short.
            if !inside
                && matches!(
                    text.as_bytes().get(token.span.start),
                    Some(b'h' | b'H' | b'i' | b'I' | b's' | b'S' | b't' | b'T')
                )
                && token.span.len() <= 5
            {
                self.pass(Site { block: self.block, span: token.span }, token.span.of(text));
            }
            self.token += 1;
        }
    }

    /// A mention outside quotations.
    fn meet(&mut self, number: usize) {
        let Some(mark) = self.mentions.get(number) else { return };
        let Detail::Mention(mention) = &mark.detail else { return };
        let place = self.place(mark.span);
        let inner = number.checked_sub(1).and_then(|i| self.mentions.get(i));
        let inner = inner.is_some_and(|outer| outer.block == mark.block && outer.span.contains(mark.span));
        match mark.kind {
            Kind::Place => {}
            Kind::Role => {
                let bearer = self.bearer(number);
                let slot = mention.actor.checked_sub(1).and_then(|i| self.bearers.get_mut(i));
                if let (Some(person), Some(slot)) = (bearer, slot) {
                    *slot = Some(person);
                    self.learn(person, self.gender(Who::Actor(mention.actor)));
                    self.raise(Who::Actor(person), place, place >= CLAUSE_SUBJECT);
                } else {
                    let known = mention.actor.checked_sub(1).and_then(|i| self.bearers.get(i).copied().flatten());
                    self.raise(Who::Actor(known.unwrap_or(mention.actor)), place, place >= CLAUSE_SUBJECT);
                }
            }
            kind => {
                if kind == Kind::Person {
                    self.learn(mention.actor, self.kin(mark.span));
                }
                // "the Danish port": a people is spoken of in the plural.
                let adjective = kind == Kind::People && !mark.span.of(self.reading.text(mark.block)).ends_with('s');
                let place = if inner || adjective { place.min(ASIDE) } else { place };
                self.raise(Who::Actor(mention.actor), place, place >= CLAUSE_SUBJECT);
                self.call(mention.actor);
            }
        }
    }

    /// An actor is named in this sentence.
    fn call(&mut self, id: ActorId) {
        if let Some(held) = self.held.iter_mut().find(|held| held.who == Who::Actor(id)) {
            held.named = Some(self.sentence);
        }
    }

    /// A word outside quotations, which may be a pronoun.
    fn pass(&mut self, site: Site, word: &str) {
        if !PRONOUN.holds(Key::of(word)) {
            return;
        }
        let Some(&(pronoun, gender, again)) = PRONOUNS.iter().find(|(pronoun, ..)| pronoun.eq_ignore_ascii_case(word))
        else {
            return;
        };
        // "IT", "US"
        if word.len() > 1 && word.chars().all(char::is_uppercase) {
            return;
        }
        let who = self.best(gender, pronoun == "him");
        if let Some(who) = who
            && matches!(gender, Gender::Masculine | Gender::Feminine)
        {
            self.raise(who, again, again > OBJECT);
            // With nobody else of that gender in mind, the pronoun tells what the name did not.
            let other =
                |held: &Held| held.who != who && self.gender(held.who) == Some(gender) && self.height(held) > LEARNT;
            if let Who::Actor(id) = who
                && !self.held.iter().any(other)
            {
                self.learn(id, Some(gender));
            }
        }
        self.passed.push((site, who));
    }

    /// The highest that a pronoun fits; the subject of the sentence is no object of it.
    fn best(&self, gender: Gender, object: bool) -> Option<Who> {
        let mut best: Option<(f32, Who)> = None;
        for held in &self.held {
            if object && held.sentence == self.sentence && held.subject {
                continue;
            }
            let Some(fit) = self.fit(held, gender) else { continue };
            let height = self.height(held) * fit;
            if height >= LEAST && best.is_none_or(|(other, _)| height > other) {
                best = Some((height, held.who));
            }
        }
        best.map(|(_, who)| who)
    }

    /// How well one that is held fits a pronoun, up to 1; None: not at all.
    fn fit(&self, held: &Held, gender: Gender) -> Option<f32> {
        let known = self.gender(held.who);
        let kind = match held.who {
            Who::Actor(id) => self.actors.get(id.checked_sub(1)?)?.kind,
            Who::Noun(_) => Kind::Role,
        };
        match gender {
            Gender::Masculine | Gender::Feminine => match known {
                Some(known) => (known == gender).then_some(1.0),
                None => {
                    matches!(kind, Kind::Person | Kind::Role).then_some(if kind == Kind::Person { 0.6 } else { 0.5 })
                }
            },
            // Much that these two stand for is no actor: only who acts or speaks is meant.
            Gender::Neuter => (held.subject
                && known != Some(Gender::Plural)
                && (matches!(kind, Kind::Organization | Kind::ArmedGroup | Kind::State)
                    || matches!(held.who, Who::Noun(_)) && known == Some(Gender::Neuter)))
            .then_some(1.0),
            Gender::Plural => match known {
                Some(Gender::Plural) => held.subject.then_some(1.0),
                _ => (held.subject && matches!(kind, Kind::Organization | Kind::ArmedGroup)).then_some(0.5),
            },
        }
    }

    fn gender(&self, who: Who) -> Option<Gender> {
        match who {
            Who::Actor(id) => id.checked_sub(1).and_then(|i| self.genders.get(i).copied().flatten()),
            Who::Noun(number) => self.nouns.get(number).and_then(|(_, gender)| *gender),
        }
    }

    /// Keeps what the text tells of an actor, where nothing was known.
    fn learn(&mut self, id: ActorId, gender: Option<Gender>) {
        if let Some(known) = id.checked_sub(1).and_then(|i| self.genders.get_mut(i)) {
            *known = known.or(gender);
        }
    }

    fn height(&self, held: &Held) -> f32 {
        let sentences = (self.sentence - held.sentence) as usize;
        held.height * self.fading.get(sentences).or(self.fading.last()).copied().unwrap_or(0.0)
    }

    fn raise(&mut self, who: Who, by: f32, subject: bool) {
        let sentence = self.sentence;
        if let Some(at) = self.held.iter().position(|held| held.who == who) {
            let now = self.height(&self.held[at]);
            let held = &mut self.held[at];
            let again = held.sentence == sentence;
            held.height = now.max(by + KEPT * now).min(1.3 * SUBJECT);
            held.subject = subject || again && held.subject;
            held.sentence = sentence;
            return;
        }
        if self.held.len() >= HELD {
            let mut lowest = (f32::INFINITY, 0);
            for (at, height) in self.held.iter().map(|held| self.height(held)).enumerate() {
                if height < lowest.0 {
                    lowest = (height, at);
                }
            }
            self.held.swap_remove(lowest.1);
        }
        self.held.push(Held { who, height: by, sentence, subject, named: None });
    }
}

fn last_word(text: &str) -> &str {
    text.rsplit(' ').next().unwrap_or("")
}

/// Whether a noun names a person by trade, and could not as well be somebody new: "political scientist", not "victim" or "officer".
fn lone_person(bare: &str) -> bool {
    let head = head_of(bare);
    let trade = ["ist", "ician", "ologist", "grapher", "ographer", "nomer"].iter().any(|end| head.ends_with(end))
        || has(TRADES, head);
    trade && bare.ends_with(head)
}

/// Trades that a text tells of one whom it has named.
#[rustfmt::skip]
static TRADES: &[&str] = &[
    "actor", "actress", "archbishop", "architect", "author", "billionaire", "bishop", "chairman", "chairwoman", "coach",
    "composer", "defender", "director", "entrepreneur", "farmer", "filmmaker", "footballer", "goalkeeper", "historian",
    "lawyer", "manager", "midfielder", "musician", "novelist", "nurse", "painter", "philosopher", "photographer", "pianist",
    "playwright", "poet", "professor", "rapper", "researcher", "scholar", "sculptor", "senator", "singer", "striker",
    "surgeon", "teacher", "writer",
];

fn is_title(word: &str) -> bool {
    word.is_empty() || has(words::DETERMINERS, word) || word.starts_with(char::is_uppercase)
}

/// The words of [`PRONOUNS`].
static PRONOUN: Set = Set::of(&["he", "her", "him", "his", "it", "she", "their", "they"]);

/// Pronouns with what they stand for, and how high they raise it again.
static PRONOUNS: &[(&str, Gender, f32)] = &[
    ("he", Gender::Masculine, 9.0),
    ("she", Gender::Feminine, 9.0),
    ("his", Gender::Masculine, OBJECT),
    ("her", Gender::Feminine, OBJECT),
    ("him", Gender::Masculine, OBJECT),
    ("it", Gender::Neuter, 0.0),
    ("they", Gender::Plural, 0.0),
    ("their", Gender::Plural, 0.0),
];
#[rustfmt::skip]
static OWNERS: &[&str] = &["'s", "her", "his", "my", "our", "the", "their", "whose", "’s"];
#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::document::Document;
    use crate::engine::rules::{actors, quotes};

    #[test]
    fn tables_are_sorted() {
        assert!(OWNERS.is_sorted());
        assert!(PRONOUNS.iter().all(|(pronoun, ..)| PRONOUN.holds(Key::of(pronoun))));
    }

    /// Texts whose last quote is said by a pronoun, with whom it stands for; nothing where it stays a pronoun.
    #[test]
    fn pronouns_stand_for_whom_the_text_is_about() {
        let cases = [
            // Gender from names, titles, kin and roles
            ("Tom Hale met Ruth Ober on Monday. “It was late,” she said.", "Ruth Ober"),
            ("Tom Hale met Ruth Ober on Monday. “It was late,” he said.", "Tom Hale"),
            ("Mrs. Vane met Mr. Tolk on Monday. “It was late,” she said.", "Vane"),
            ("Sandor Tolk came with his wife, Ilka Tolk. “It was late,” he said.", "Sandor Tolk"),
            // The subject goes before whom the verb or a preposition brings in
            ("Tom Hale wrote to Jack Pell. He said “it was late in the day”.", "Tom Hale"),
            ("In a letter to Tom Hale, Jack Pell set out his terms. “It is late,” he wrote.", "Jack Pell"),
            // Who was heard last goes on, whoever is named in what they say
            (
                "“We asked Jack Pell to come,” said Tom Hale.
“It was late in the day,” he added.",
                "Tom Hale",
            ),
            // A paragraph of its own turns to somebody else
            (
                "“It was late,” said Tom Hale.
Jack Pell stayed at home. “It was dark,” he said.",
                "Jack Pell",
            ),
            // A noun that speaks
            ("“It was late,” said a diplomat. “It was dark,” he added.", "a diplomat"),
            ("The report says “few roofs will hold”. It calls the town “a danger to everyone”.", "The report"),
            (
                "Tom Hale left. Residents say “few roofs will hold”. They call the town “a danger to everyone”.",
                "Residents",
            ),
            // A role beside a name is its bearer's
            ("Tom Hale, spokesman for the port, came late. “It was dark,” he said.", "Tom Hale"),
            // Nobody fits
            ("The roof fell in. “It was late in the day,” she said.", "she"),
            ("Tom Hale met Jack Pell. “It was late in the day,” she said.", "she"),
        ];
        for (text, expected) in cases {
            let document = Document::of_text(text);
            let reading = Reading::new(&document);
            let (mentions, actors) = actors::find(&reading);
            let marks = quotes::find(&reading, &mentions, &actors);
            let name = marks.last().and_then(|mark| match &mark.detail {
                Detail::Quotation(quotation) => quotation.speaker.as_ref().map(|speaker| speaker.name.clone()),
                _ => None,
            });
            assert_eq!(name.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn who_stands_for_the_noun_before_it() {
        let text = "Tom Hale thanked those who said “the roof will hold for years”.";
        let document = Document::of_text(text);
        let reading = Reading::new(&document);
        let (mentions, actors) = actors::find(&reading);
        let marks = quotes::find(&reading, &mentions, &actors);
        let Some(Detail::Quotation(quotation)) = marks.first().map(|mark| &mark.detail) else { panic!("no quote") };
        let speaker = quotation.speaker.as_ref().map(|speaker| (speaker.name.as_str(), speaker.actor));
        assert_eq!(speaker, Some(("those", None)));
    }
}
