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
        ("Tom Hale left. Residents say “few roofs will hold”. They call the town “a danger to everyone”.", "Residents"),
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
