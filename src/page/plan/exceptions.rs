//! What the reader said of certain marks and actors, done to an analysis.

use super::kinds;
use crate::engine::document::Document;
use crate::engine::finding::{Actor, Analysis, Detail, Quotation, Speaker};
use crate::settings::{Corrected, Exception, Settings};

/// Does what the reader said of certain marks: takes them away, makes them another kind, or gives them another name. Actors that have one
/// name then are one: the first that has it, and its kind is theirs.
pub fn except(document: &Document, analysis: &mut Analysis, settings: &Settings, host: &str) {
    let exceptions = settings.exceptions_on(host);
    if exceptions.is_empty() {
        return;
    }
    let Analysis { marks, actors, .. } = analysis;
    let said = said_of(actors, &exceptions);
    let same = same(actors, &said);
    let one = |id: usize| id.checked_sub(1).and_then(|index| same.get(index)).map_or(id, |index| index + 1);
    marks.retain_mut(|mark| {
        mark.said_by = mark.said_by.map(one);
        let mut now =
            Corrected { kind: mark.kind.name(), name: mark.span.of(document.block_text(mark.block)), shown: true };
        let mut of_actor = None;
        match &mut mark.detail {
            Detail::Mention(mention) => {
                let actor = mention.actor.checked_sub(1).and_then(|index| actors.get(index));
                now.name = actor.map_or(now.name, |actor| &actor.name);
                mention.actor = one(mention.actor);
                let alike = actor.is_some_and(|actor| actor.kind == mark.kind);
                of_actor = said.get(mention.actor.wrapping_sub(1)).filter(|_| alike);
            }
            Detail::Quotation(Quotation { speaker: Some(Speaker { actor: Some(actor), name, .. }), .. }) => {
                *actor = one(*actor);
                said.get(actor.wrapping_sub(1)).into_iter().for_each(|now| *name = now.name.to_owned());
            }
            _ => {}
        }
        match of_actor {
            Some(&actor) => now = actor,
            None => exceptions.iter().for_each(|exception| _ = now.follow(exception)),
        }
        let kind = kinds().find(|kind| now.shown && kind.name() == now.kind);
        kind.inspect(|&kind| mark.kind = kind).is_some()
    });
    let names: Vec<String> = said.iter().map(|now| now.name.to_owned()).collect();
    for (index, (name, &first)) in names.into_iter().zip(&same).enumerate() {
        let mentions = match actors.get_mut(index) {
            Some(actor) if first != index => std::mem::take(&mut actor.mentions),
            _ => 0,
        };
        if let Some(actor) = actors.get_mut(first) {
            actor.mentions += mentions;
            actor.name = name;
        }
    }
}

/// What exceptions make of the actors, the first said first. Whoever gets the name of another is of the other's kind from then on.
fn said_of<'a>(actors: &'a [Actor], exceptions: &[&'a Exception]) -> Vec<Corrected<'a>> {
    let now = |actor: &'a Actor| Corrected { kind: actor.kind.name(), name: &actor.name, shown: true };
    let mut said: Vec<Corrected> = actors.iter().map(now).collect();
    for exception in exceptions {
        let called = exception.called.as_deref();
        let other = said.iter().find(|now| Some(now.name) == called).map(|now| (now.kind, now.shown));
        for now in &mut said {
            if now.follow(exception)
                && let Some((kind, shown)) = other
            {
                (now.kind, now.shown) = (kind, shown);
            }
        }
    }
    said
}

/// For each actor, which one it is (both counted from 0) now that `said` names them. Only those that the reader renamed become another.
fn same(actors: &[Actor], said: &[Corrected]) -> Vec<usize> {
    let renamed: Vec<bool> = actors.iter().zip(said).map(|(actor, now)| actor.name != now.name).collect();
    // Few are renamed: whoever looks for them all looks not long.
    let find =
        |name: &str, asked: bool| said.iter().zip(&renamed).position(|(now, &is)| is == asked && now.name == name);
    let of = |(index, now): (usize, &Corrected)| match renamed.get(index) {
        Some(true) => find(now.name, false).or_else(|| find(now.name, true)).unwrap_or(index),
        _ => index,
    };
    said.iter().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::finding::Mark;
    use serde_json::json;

    /// Actors as the reader's exceptions leave them: name, mentions, quotes, and what names them.
    fn after(exceptions: serde_json::Value) -> Vec<String> {
        let document = Document::of_text("Ana Bell met Tom Ruud. The Ruud Group paid.\n\n“We are glad,” said Bell.");
        let settings = Settings::read(&json!({ "exceptions": exceptions })).0;
        let mut analysis = crate::analyse(&document, &settings);
        except(&document, &mut analysis, &settings, "www.example.org");
        let of = |actor: &Actor| {
            let names = |mark: &&Mark| matches!(&mark.detail, Detail::Mention(mention) if mention.actor == actor.id);
            let text = |mark: &Mark| format!("{} {}", mark.kind.name(), mark.span.of(document.block_text(mark.block)));
            let texts: Vec<String> = analysis.marks.iter().filter(names).map(text).collect();
            let speaker = |mark: &Mark| match &mark.detail {
                Detail::Quotation(quotation) => quotation.speaker.clone(),
                _ => None,
            };
            let speaks = |speaker: &Speaker| speaker.actor == Some(actor.id) && speaker.name == actor.name;
            let quotes = analysis.marks.iter().filter_map(speaker).filter(speaks).count();
            format!("{} {}, {quotes}: {}", actor.name, actor.mentions, texts.join(", "))
        };
        analysis.actors.iter().map(of).filter(|told| !told.ends_with(": ")).collect()
    }

    #[test]
    fn actors_are_renamed_merged_and_hidden() {
        let bell = "Ana Bell 2, 1: person Ana Bell, person Bell";
        let ruud = "Tom Ruud 1, 0: person Tom Ruud";
        let group = "Ruud Group 1, 0: organization Ruud Group";
        assert_eq!(after(json!([])), [bell, ruud, group]);
        // Merged, whichever comes first: one kind, one name, all mentions, the quotes too.
        let merge = json!({"site": "example.org", "kind": "organization", "name": "Ruud Group", "called": "Tom Ruud"});
        let both = "Tom Ruud 2, 0: person Tom Ruud, person Ruud Group";
        assert_eq!(after(json!([merge])), [bell, both]);
        assert_eq!(
            after(json!([{"name": "Ana Bell", "called": "Ruud Group"}])),
            [ruud, "Ruud Group 3, 1: organization Ana Bell, organization Ruud Group, organization Bell"]
        );
        // Renamed and made another kind, before and after something is merged into it.
        let rename = json!({"name": "Tom Ruud", "called": "Tomas Ruud", "kind": "person", "becomes": "role"});
        let renamed = "Tomas Ruud 2, 0: role Tom Ruud, role Ruud Group";
        assert_eq!(after(json!([merge, rename])), [bell, renamed]);
        assert_eq!(after(json!([rename, {"name": "Ruud Group", "called": "Tomas Ruud"}])), [bell, renamed]);
        // Whoever is hidden is hidden with all its names.
        assert_eq!(after(json!([merge, {"name": "Tom Ruud"}])), [bell]);
        assert_eq!(after(json!([{"name": "Ana Bell", "site": "example.com"}])), [bell, ruud, group]);
        // A name that nobody else has is a name.
        assert_eq!(
            after(json!([{"name": "Tom Ruud", "called": "Tomas Ruud"}]))[1],
            ruud.replace("Tom Ruud 1", "Tomas Ruud 1")
        );
    }
}
