use super::*;
use crate::engine::document::Document;
use crate::engine::marked::check;
use crate::engine::{self, Options};

fn check_all(cases: &[&str]) {
    let errors: Vec<String> = cases.iter().filter_map(|case| check(RuleId::Actors, case).err()).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n\n"));
}

#[test]
fn examples() {
    check_all(RULE.examples);
}

#[test]
fn more_cases() {
    check_all(&[
        "Dr. [[Amina Diallo|person title=Dr. role=\"spokeswoman for the World Health Organization\"]], a [[spokeswoman for the [[World Health Organization|organization]]|role]] ([[WHO|organization name=\"World Health Organization\"]]), told the [[BBC|organization]] so.",
        "[[US|state]] President [[Marta Falk|person title=President]] met rescuer [[Lars Lindqvist|person role=rescuer]].",
        "The [[High Commissioner for Lost Ships|organization]] ([[HCLS|organization name=\"High Commissioner for Lost Ships\"]]) sailed. [[HCLS|organization name=\"High Commissioner for Lost Ships\"]] sank.",
        "[[Walter Finch|person]] died, said [[Helen Finch|person]]. Mr. [[Finch|person name=\"Walter Finch\" title=Mr.]] wrote.",
        "the [[[[Coalition|organization]] spokesperson|role]] Col. [[Dana Ruiz|person title=Col. role=\"Coalition spokesperson\"]] told [[Al Jazeera|organization]].",
    ]);
}

#[test]
fn context_says_the_kind() {
    check_all(&[
        "The [[rebel group|role]] [[Sanvari|armed-group]] took the bridge. [[[[Sanvari|armed-group]] fighters|role]] left.",
        "[[Fighters of the [[Kesh Liberation Front|armed-group]]|role]] left.",
        "They met [[[[Tarn|organization]] chief executive|role]] [[Ann Lowe|person]].",
        "[[Lena Marsh|person role=\"island's mayor\"]], the [[island's mayor|role]], thanked him.",
        "[[Aisha Okoro|person role=\"MP for Kelso and Dunmore\"]], [[MP for [[Kelso|place]]|role]] and [[Dunmore|place]], left.",
        "[[[[Northern Refugee Council|organization]] country director|role]] [[Jan Ekdal|person role=\"Northern Refugee Council country director\"]] spoke.",
    ]);
}

fn actors(text: &str) -> Vec<Actor> {
    find(&Reading::new(&Document::of_text(text))).1
}

#[test]
fn gender_comes_from_title_and_first_name() {
    let of = |text: &str| actors(text).first().and_then(|actor| actor.gender);
    use crate::engine::finding::Gender;
    assert_eq!(of("Mrs. Vane said so."), Some(Gender::Feminine));
    assert_eq!(of("Mr. Vane said so."), Some(Gender::Masculine));
    assert_eq!(of("Maria Vane said so."), Some(Gender::Feminine));
    assert_eq!(of("Rebels said so."), Some(Gender::Plural));
}

#[test]
fn odd_texts_do_no_harm() {
    let endless = "A".repeat(20_000);
    let names = "Anna Berg met Carl Dorn. ".repeat(2_000);
    let hyphens = "al-".repeat(5_000);
    for text in [
        "",
        "-",
        "’s",
        "the",
        "(SDF)",
        "Mr.",
        "Gen. Gen. Gen.",
        "ALL MEN SHOUT AT ROME AND PARIS",
        &endless,
        &names,
        &hyphens,
    ] {
        let marks = find(&Reading::new(&Document::of_text(text))).0;
        assert!(
            marks.windows(2).all(|pair| (pair[0].block, pair[0].span.start) <= (pair[1].block, pair[1].span.start))
        );
    }
}

/// What was marked: the kind, the words, the actor's name, the title and the role.
fn marked(text: &str) -> Vec<(Kind, String, String, String, String)> {
    let document = Document::of_text(text);
    let (marks, actors) = find(&Reading::new(&document));
    let each = |mark: Mark| {
        let Detail::Mention(mention) = mark.detail else { return None };
        let block = document.blocks.get(mark.block)?;
        let words = mark.span.of(document.text.get(block.span.start..block.span.end)?).to_owned();
        let name = actors.get(mention.actor.checked_sub(1)?)?.name.clone();
        Some((mark.kind, words, name, mention.title.unwrap_or_default(), mention.role.unwrap_or_default()))
    };
    marks.into_iter().filter_map(each).collect()
}

#[test]
fn titles_and_roles_go_to_the_person() {
    // text, name, title, role
    let cases = [
        (
            "Brig. Gen. Thomas Wirth, director of operations for the Coalition, said so.",
            "Thomas Wirth",
            "Brig. Gen.",
            "director of operations for the Coalition",
        ),
        ("Det Ch Insp Peter Pike, of the Kent force, said so.", "Peter Pike", "Det Ch Insp", ""),
        ("The Rev. Samuel Otieno prayed.", "Samuel Otieno", "Rev.", ""),
        ("Admiral Sir Philip Moore said so.", "Philip Moore", "Admiral Sir", ""),
        (
            "Elena Marsh, a glaciologist at the University of Bergen, said so.",
            "Elena Marsh",
            "",
            "glaciologist at the University of Bergen",
        ),
        ("Maria Lopez, 34, a nurse from Cebu, was among the dead.", "Maria Lopez", "", "nurse from Cebu"),
        ("Ben Hale, a 34-year-old mechanic, resigned.", "Ben Hale", "", "34-year-old mechanic"),
        ("Ben Hale, now a consultant to the ministry, resigned.", "Ben Hale", "", "consultant to the ministry"),
        ("Ben Hale – treasurer of the union – resigned.", "Ben Hale", "", "treasurer of the union"),
        ("Ben Hale (treasurer of the union) resigned.", "Ben Hale", "", "treasurer of the union"),
        ("Ben Hale, an old friend of the president, was held.", "Ben Hale", "", "old friend of the president"),
        (
            "Nadia Osman, co-founder and chief executive of the start-up, said so.",
            "Nadia Osman",
            "",
            "co-founder and chief executive of the start-up",
        ),
        ("Ali Nouri, the group's deputy leader, was killed.", "Ali Nouri", "", "group's deputy leader"),
        ("The chief executive, so chief executive Mark Dunn, said so.", "Mark Dunn", "", "chief executive"),
        ("Nobody was hurt, police spokeswoman Maria Farah said.", "Maria Farah", "", "police spokeswoman"),
        ("They called the mayor, Ben Hale, at noon.", "Ben Hale", "", "mayor"),
        ("Cartoonist Ben Hale was held.", "Ben Hale", "", "Cartoonist"),
        ("He met veteran climber Anna Ruiz there.", "Anna Ruiz", "", "veteran climber"),
        ("Paul Reis, captain of the Portugal team, scored.", "Paul Reis", "", "captain of the Portugal team"),
        // Nearly: no role stands there.
        ("Ben Hale, a week later, resigned.", "Ben Hale", "", ""),
        ("Ben Hale, who lives in Leeds, resigned.", "Ben Hale", "", ""),
        ("Ben Hale, from Leeds, resigned.", "Ben Hale", "", ""),
        ("Ben Hale, 54, resigned.", "Ben Hale", "", ""),
        ("Ben Hale, however, resigned.", "Ben Hale", "", ""),
        ("Ben Hale, a decision later reversed, resigned.", "Ben Hale", "", ""),
    ];
    for (text, name, title, role) in cases {
        let found = marked(text);
        let person = found.iter().find(|mark| mark.0 == Kind::Person);
        let fields = person.map(|mark| (mark.1.as_str(), mark.3.as_str(), mark.4.as_str()));
        assert_eq!(fields, Some((name, title, role)), "{text}: {found:?}");
    }
}

#[test]
fn other_names_of_one_actor_join() {
    let cases = [
        ["ISIS", "ISIL"],
        ["ISIS", "Daesh"],
        ["United States", "US"],
        ["United States", "U.S."],
        ["United States", "America"],
        ["United Kingdom", "Britain"],
        ["Myanmar", "Burma"],
        ["Turkey", "Türkiye"],
        ["Ivory Coast", "Côte d'Ivoire"],
        ["United Arab Emirates", "UAE"],
        ["North Korea", "DPRK"],
        ["Democratic Republic of Congo", "DRC"],
        ["Czech Republic", "Czechia"],
        ["European Union", "EU"],
        ["United Nations", "UN"],
        ["World Health Organization", "WHO"],
        ["Houthis", "Ansar Allah"],
        ["Popular Mobilization Forces", "Hashd al-Shaabi"],
        ["Hezbollah", "Hizbullah"],
        ["Doctors Without Borders", "MSF"],
        ["Rapid Support Forces", "RSF"],
    ];
    for [one, other] in cases {
        let text =
            format!("Nobody knows what the {one} said. Later the {other} denied it, and the {one} did not answer.");
        let found = marked(&text);
        let names: Vec<&str> = found.iter().filter(|mark| mark.0 != Kind::Role).map(|mark| mark.2.as_str()).collect();
        assert_eq!(names.len(), 3, "{text}: {found:?}");
        assert!(names.windows(2).all(|pair| pair[0] == pair[1]), "{text}: {found:?}");
    }
}

#[test]
fn short_forms_lean_on_the_document() {
    // text, the words of a later mention, the name of its actor
    let cases = [
        (
            "A spokesman for the Ministry of Health denied it. Later the ministry agreed.",
            "ministry",
            "Ministry of Health",
        ),
        ("The Ethiopian army attacked. At noon the army took the town.", "army", "Ethiopian army"),
        ("The Kurdistan Workers' Party attacked. Later the group denied it.", "group", "Kurdistan Workers' Party"),
        ("The Northern River Council (NRC) met. The NRC agreed.", "NRC", "Northern River Council"),
        ("Sir John Vane spoke. Vane left.", "Vane", "John Vane"),
        ("JOSEPH MBALA KILLED IN BATTLE\n\nGeneral Joseph Mbala died on Monday.", "JOSEPH MBALA", "Joseph Mbala"),
        ("President Luiz Inácio Lula da Silva won. Lula said so.", "Lula", "Luiz Inácio Lula da Silva"),
        ("President Moon Jae-in spoke. Later Moon Jae-in left.", "Moon Jae-in", "Moon Jae-in"),
        // Two fit: the noun stays by itself.
        ("The Ministry of Health met the Ministry of Defence. The ministry agreed.", "ministry", ""),
        ("The Ethiopian army fought the Eritrean army. Later the army left.", "army", "army"),
    ];
    for (text, words, name) in cases {
        let found = marked(text);
        let mark = found.iter().rev().find(|mark| mark.1 == words);
        assert_eq!(mark.map_or("", |mark| mark.2.as_str()), name, "{text}: {found:?}");
    }
}

#[test]
fn two_people_of_one_surname_stay_two() {
    let found = marked("Mr. Walter Finch met Mrs. Helen Finch. Mrs. Finch spoke first. Mr. Finch wrote.");
    let names: Vec<&str> = found.iter().filter(|mark| mark.0 == Kind::Person).map(|mark| mark.2.as_str()).collect();
    assert_eq!(names, ["Walter Finch", "Helen Finch", "Helen Finch", "Walter Finch"], "{found:?}");
}

#[test]
fn a_kind_follows_from_a_names_own_words() {
    let cases = [
        ("They met at the Queen Mary Hospital.", "Queen Mary Hospital", Kind::Place),
        ("He was held in the Halden Prison.", "Halden Prison", Kind::Place),
        ("She works for the Northern Water Authority.", "Northern Water Authority", Kind::Organization),
        ("He serves in the 3rd Armoured Division.", "3rd Armoured Division", Kind::Organization),
        ("The Rapid Support Forces left.", "Rapid Support Forces", Kind::ArmedGroup),
        ("He went to Ma'rib in Yemen.", "Ma'rib", Kind::Place),
        ("The ambassador of Côte d'Ivoire left.", "Côte d'Ivoire", Kind::State),
        ("He told Reuters so.", "Reuters", Kind::Organization),
    ];
    for (text, name, kind) in cases {
        let found = marked(text);
        assert!(found.iter().any(|mark| mark.1 == name && mark.0 == kind), "{text}: {found:?}");
    }
}

#[test]
fn role_phrases_are_whole() {
    let cases = [
        ("They met a senior SDF official.", "senior SDF official"),
        ("They fought pro-Syrian regime forces.", "pro-Syrian regime forces"),
        ("The camp's residents left.", "camp's residents"),
        ("Turkey's democratically elected government fell.", "Turkey's democratically elected government"),
        ("An unhappy delegation arrived.", "unhappy delegation"),
        ("Two aid workers were killed.", "aid workers"),
        ("The Israeli military spokesman denied it.", "Israeli military spokesman"),
    ];
    for (text, phrase) in cases {
        let found = marked(text);
        assert!(found.iter().any(|mark| mark.1 == phrase && mark.0 == Kind::Role), "{text}: {found:?}");
    }
}

#[test]
fn general_talk_names_nobody() {
    for text in [
        "Doctors recommend eight hours of sleep.",
        "Patients should drink water.",
        "A teacher's salary is low.",
        "The army base was empty.",
    ] {
        assert_eq!(marked(text), [], "{text}");
    }
    for text in ["Doctors treated the wounded.", "The doctors should have known.", "Rebels seized the town."] {
        assert!(marked(text).iter().any(|mark| mark.0 == Kind::Role), "{text}");
    }
}

#[test]
fn texts_without_form_do_no_harm() {
    let shouted =
        "THE PRESIDENT OF KENYA MET REBELS IN NAIROBI ON MONDAY. RESIDENTS FLED AS POLICE FIRED ON PROTESTERS.";
    let found = marked(shouted);
    assert!(found.iter().any(|mark| mark.1 == "KENYA" && mark.0 == Kind::State), "{found:?}");
    let flat = "the president met rebels on monday and said the army would leave residents fled as police fired";
    assert!(marked(flat).iter().all(|mark| mark.0 == Kind::Role && !mark.1.contains(' ')), "{:?}", marked(flat));
    for text in [
        "Der Präsident sprach am Montag mit Vertretern der Gewerkschaft über die Löhne der Arbeiter. Er sagte, dass die Regierung nicht \
         mit einer schnellen Lösung rechne und dass sie auf der Seite der Arbeiter stehe.",
        "El presidente se reunió el lunes con representantes de los sindicatos, que pedían mejores salarios.",
        "Президент встретился в понедельник с представителями профсоюзов.",
        "大統領は月曜日に組合の代表と会談した。",
        "التقى الرئيس يوم الاثنين بممثلي النقابات.",
    ] {
        let found = engine::analyse(&Document::of_text(text), &Options::default());
        assert!(found.actors.len() < 2, "{text}: {found:?}");
    }
}

/// Names that come once each: "Bado Cefi", "Bado Cegu" …
fn many_names(count: usize) -> String {
    let syllable = |n: usize| ["ba", "ce", "do", "fi", "gu", "la", "me", "no", "pi", "ru"][n % 10];
    let name = |n: usize| {
        let word = |a: usize, b: usize| {
            let lower = format!("{}{}", syllable(a), syllable(b));
            format!("{}{}", lower[..1].to_uppercase(), &lower[1..])
        };
        format!("{}{} {}{}", word(n, n / 10), syllable(n / 100), word(n / 1000, n / 10), syllable(n))
    };
    let each = |n: usize| match n % 4 {
        0 => format!("Gen. {}, head of the {} Party (AB), ", name(n), name(n + 7)),
        1 => format!("the company and {}, ", name(n)),
        2 => format!("{}, an old friend of the ministry, met the group. ", name(n)),
        _ => format!("Mr. {} and ", name(n)),
    };
    (0..count).map(each).collect()
}

#[test]
fn many_names_take_time_in_proportion() {
    let time = |count: usize| {
        let document = Document::of_text(&many_names(count));
        let reading = Reading::new(&document);
        let run = || {
            let began = std::time::Instant::now();
            assert!(find(&reading).1.len() > count / 4);
            began.elapsed()
        };
        (0..3).map(|_| run()).min().unwrap_or_default()
    };
    time(100);
    let (few, many) = (time(500), time(5_000));
    // Ten times the names; four times that is still far from a hundred.
    assert!(many < few * 40, "{few:?} for 500 names, {many:?} for 5,000");
}

#[test]
fn words_around_a_name_settle_what_it_is() {
    // text, a mark, its kind; "" for no mark of these words
    let cases = [
        ("The Liberals' Maria Berg resigned.", "Maria Berg", Some(Kind::Person)),
        ("The raid hit Kelva, a fishing village in the north.", "Kelva", Some(Kind::Place)),
        ("He works for Orlanda, a charity that feeds children.", "Orlanda", Some(Kind::Organization)),
        ("She joined the Lok Kisan Morcha on Friday.", "Lok Kisan Morcha", Some(Kind::Organization)),
        ("The Banco Meridional cut jobs, he said.", "Banco Meridional", Some(Kind::Organization)),
        ("They were taken to Garowe general hospital.", "Garowe general hospital", Some(Kind::Place)),
        (
            "He chairs the National Commission on Missing Children.",
            "National Commission on Missing Children",
            Some(Kind::Organization),
        ),
        ("Villagers fled and villagers returned.", "Villagers", Some(Kind::Role)),
        ("They import LNG from Qatar.", "LNG", None),
        ("They cancelled Flight 714 to Doha.", "Flight", None),
    ];
    for (text, words, kind) in cases {
        let found = marked(text);
        assert_eq!(found.iter().find(|mark| mark.1 == words).map(|mark| mark.0), kind, "{text}: {found:?}");
    }
    let found = marked(
        "Deputy chief minister Anil Rao spoke. The mayor, Jorge Lima, opened the General Hospital for the poor.",
    );
    let about: Vec<_> =
        found.iter().filter(|mark| mark.0 == Kind::Person).map(|mark| (mark.3.as_str(), mark.4.as_str())).collect();
    assert_eq!(about, [("Deputy chief minister", ""), ("", "mayor")], "{found:?}");
}
