//! Actors: who is in the report.

mod join;
mod names;
mod roles;
mod titles;

use crate::engine::finding::{Actor, Detail, Mark, Mention};
use crate::engine::rule::{Kind, KindDeclaration, Look, Rule, RuleId, examples};
use crate::engine::span::{Span, sort_by_place};
use crate::engine::tagger::words;
use crate::engine::text::Reading;

/// The declaration.
pub static RULE: Rule = Rule {
    id: RuleId::Actors,
    name: "actors",
    key: "actors",
    label: "Actors",
    summary: "Marks who is in the report: persons, organisations, armed groups, states, places, peoples and roles.",
    on: true,
    kinds: &[
        kind(Kind::Person, "person", "Persons", Look::tint(["#2e53a7", "#97c5fa"], "1px solid")),
        kind(Kind::Organization, "organization", "Organisations", Look::tint(["#5a2688", "#a28eec"], "1px double")),
        kind(Kind::ArmedGroup, "armed-group", "Armed groups", Look::tint(["#bd3a3f", "#f58280"], "2px solid")),
        kind(Kind::State, "state", "States", Look::tint(["#1f7a4e", "#a8eec5"], "2px dotted")),
        kind(Kind::Place, "place", "Places", Look::tint(["#00505e", "#2abbb5"], "1px dotted")),
        kind(Kind::People, "people", "Peoples", Look::tint(["#706102", "#b59d00"], "2px dashed")),
        kind(Kind::Role, "role", "Roles", Look::line(["#5c2c03", "#feb353"], "1px dashed")),
    ],
    examples: examples(&[
        // Titles leave the name; a role beside it goes to the person; an acronym in brackets and a short mention join.
        "Gen. [[Marta Okonkwo|person title=Gen. role=\"commander of the Northern River Guard\"]], [[commander of the [[Northern River Guard|organization]]|role]] ([[NRG|organization name=\"Northern River Guard\"]]), said so. [[Okonkwo|person name=\"Marta Okonkwo\" title=none]] told [[Reuters|organization]].",
        "Prime Minister [[Lars Lindqvist|person title=\"Prime Minister\"]] met King [[Idris|person title=King]] in [[Nairobi|place]] on Monday. [[Lindqvist|person name=\"Lars Lindqvist\"]] said little.",
        "[[[[Kenya|state]]'s trade minister|role]], [[Anna Pell|person role=\"Kenya's trade minister\"]], resigned. [[Pell|person]], 54, thanked [[Kenyans|people]].",
        // The surname means the one named last.
        "Captain [[Tom Hale|person title=Captain]] scored; [[Hale|person name=\"Tom Hale\"]]'s brother, Sgt. [[Ben Hale|person title=Sgt.]], watched.",
        // Known aliases are one actor.
        "[[Officials|role]] said [[ISIL|armed-group name=\"Islamic State\"]] had fled. [[Daesh|armed-group name=\"Islamic State\"]] lost the town, and [[Islamic State|armed-group]] claimed an attack.",
        "The [[United States|state]] and [[Burma|state name=Myanmar]] signed; the [[U.S.|state name=\"United States\"]] thanked [[Myanmar|state]].",
        // A role phrase keeps the names in it.
        "[[[[US|state]]-backed forces|role]] and [[pro-[[Iranian|people]] militias|role]] clashed near [[Aleppo|place]].",
        "[[Rebels|role]] fired on [[police|role]], and [[residents|role]] fled; a [[senior [[UN|organization]] official|role]] counted them.",
        "[[BAGHDAD|place]], May 3 ([[Reuters|organization]]) - [[[[Hezbollah|armed-group]] fighters|role]] left [[Iraq|state]], the [[BBC|organization]] reported.",
        "[[Relatives of the hostages|role]] met Deputy Foreign Minister [[Omar Haddad|person title=\"Deputy Foreign Minister\"]].",
        // Nearly: a part of a compound is no role, a law and an operation are no actors, a bird is no state.
        "The police station burned, and the army base was empty.",
        "Operation Northern Shield and the Clean Water Act passed in May.",
        "She ate turkey in [[Turkey|state]] on Friday.",
    ]),
};

const fn kind(kind: Kind, name: &'static str, label: &'static str, look: Look) -> KindDeclaration {
    KindDeclaration { kind, name, label, on: true, look }
}

/// Marks the actors of a document; returns the marks and the table of actors in order of first mention.
///
/// The tagger and the lists say where names are ([`names`]), titles and roles beside them are read ([`titles`]), mentions of one
/// actor are joined ([`join`]), and role phrases are built around what was found ([`roles`]). Their steps are `inline(never)`: as one function they
/// were 49 KB of WebAssembly, which browsers compile slowly and which held pages.
pub fn find(reading: &Reading) -> (Vec<Mark>, Vec<Actor>) {
    let mut words = words::words(reading);
    let mut names = names::names(reading, &mut words);
    titles::read(&mut names, reading, &words);
    let mut register = join::Register::default();
    let numbers = join::join(&mut register, &mut names, reading, &words);
    let roles = roles::roles(&mut register, &mut names, &numbers, reading, &words);
    let mut marks = Vec::with_capacity(names.len() + roles.len());
    let mark = |block: usize, first: usize, end: usize, kind, sign, mention| {
        let tokens = &reading.blocks.get(block)?.tokens;
        let span = Span::new(tokens.get(first)?.span.start, tokens.get(end.checked_sub(1)?)?.span.end);
        Some(Mark { block, span, kind, sign, said_by: None, detail: Detail::Mention(mention) })
    };
    for (name, actor) in names.into_iter().zip(numbers) {
        let mention = Mention { actor, title: name.title, role: name.role };
        marks.extend(mark(name.block, name.first, name.end, name.kind, name.sign, mention));
    }
    for role in roles {
        let mention = Mention { actor: role.actor, ..Mention::default() };
        marks.extend(mark(role.block, role.first, role.end, Kind::Role, role.sign, mention));
    }
    sort_by_place(&mut marks, |mark| (mark.block, mark.span));
    let actors = number(&mut marks, register.actors);
    (marks, actors)
}

/// Numbers the actors from 1 in order of first mention; those that no mark names any more go.
fn number(marks: &mut [Mark], register: Vec<Actor>) -> Vec<Actor> {
    let mut numbers = vec![0; register.len()];
    let mut register: Vec<Option<Actor>> = register.into_iter().map(Some).collect();
    let mut actors = Vec::new();
    for mark in marks {
        let Detail::Mention(mention) = &mut mark.detail else { continue };
        if let Some(mut actor) = register.get_mut(mention.actor).and_then(Option::take) {
            actor.id = actors.len() + 1;
            numbers[mention.actor] = actor.id;
            actors.push(actor);
        }
        mention.actor = numbers.get(mention.actor).copied().unwrap_or(0);
        if let Some(actor) = mention.actor.checked_sub(1).and_then(|n| actors.get_mut(n)) {
            actor.mentions += 1;
        }
    }
    actors
}

#[cfg(test)]
mod tests;
