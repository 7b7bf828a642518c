//! The words that tell a comment policy, with their weights.
//!
//! Weights were set on saved pages of real sites: every weight by hand, and the sum of a class is capped, so that a list of forbidden things
//! is not a hundred times as much a policy as a short one.

/// What a sign says of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// It speaks of comments.
    Topic,
    /// It lays something down.
    Rule,
    /// It asks for or forbids some conduct.
    Conduct,
    /// It speaks to the reader.
    Address,
    /// It says who may comment.
    Access,
    /// It is something else: a report, a reader's comment, another notice.
    Against,
}

/// For each class: the most that it can weigh, and what the fold says that it saw.
const CLASSES: [(Class, f32, &str); 6] = [
    (Class::Topic, 3.0, "speaks of comments"),
    (Class::Rule, 3.5, "lays down rules"),
    (Class::Conduct, 3.0, "names conduct"),
    (Class::Address, 2.0, "speaks to the reader"),
    (Class::Access, 1.5, "says who may comment"),
    (Class::Against, 20.0, ""),
];

/// Phrases of lower-case words; a star stands for the rest of a word. Each counts once in a block.
const SIGNS: &[(Class, &[(&str, f32)])] = &[
    (
        Class::Topic,
        &[
            ("comment", 1.0),
            ("comments", 1.0),
            ("commenting", 1.5),
            ("commenter*", 1.5),
            ("your comment*", 1.5),
            ("all comments", 0.5),
            ("comments section", 0.5),
            ("comment section", 0.5),
            ("post* a comment", 1.0),
            ("submit* a comment", 1.0),
            ("leav* a comment", 0.5),
            ("community", 0.5),
            ("contributions", 0.6),
            ("contributors", 0.4),
            ("conversation", 0.7),
            ("discuss*", 0.7),
            ("forum*", 0.6),
            ("reader*", 0.5),
            ("user generated", 0.6),
            ("users", 0.4),
            ("your view*", 1.0),
            ("your opinion*", 0.8),
            ("your post*", 0.8),
            ("posts", 0.4),
            ("debate", 0.5),
            ("views expressed", 0.8),
            ("opinions expressed", 0.8),
        ],
    ),
    (
        Class::Rule,
        &[
            ("guideline*", 1.2),
            ("comment* policy", 2.0),
            ("comments policy", 1.0),
            ("policy", 0.6),
            ("policies", 0.5),
            ("rules", 0.8),
            ("terms of", 0.8),
            ("terms conditions", 0.8),
            ("terms and conditions", 0.8),
            ("code of conduct", 1.2),
            ("community standards", 1.2),
            ("moderat*", 1.2),
            ("premoderat*", 1.2),
            ("approv*", 0.8),
            ("reject*", 0.6),
            ("remov*", 0.7),
            ("delet*", 0.8),
            ("edit", 0.4),
            ("edited", 0.5),
            ("ban", 0.5),
            ("banned", 0.8),
            ("reserve* the right", 1.2),
            ("violat*", 0.9),
            ("break*", 0.3),
            ("comply with", 0.8),
            ("abide by", 1.0),
            ("adhere to", 1.0),
            ("follow", 0.3),
            ("must", 0.4),
            ("not be published", 0.8),
            ("not tolerate*", 0.8),
            ("not be tolerated", 0.8),
            ("not allow*", 0.6),
            ("not permitted", 0.6),
            ("prohibited", 0.6),
            ("publication", 0.4),
            ("publish*", 0.3),
            ("report abuse", 1.0),
            ("report a comment", 1.0),
            ("please report", 1.0),
            ("subject to", 0.4),
            ("responsible for", 0.4),
            ("our discretion", 0.8),
            ("comments closed", 0.5),
            ("comments are", 0.8),
            ("comments that", 0.6),
            ("comments must", 0.8),
            ("comments should", 0.6),
            ("comments may", 0.5),
            ("comments will", 0.5),
            ("house rules", 1.0),
            ("reviewed before", 0.8),
            ("before posting", 0.8),
            ("before you *", 0.4),
            ("do not post", 1.0),
            ("don t post", 1.0),
            ("solely responsible", 0.6),
            ("necessarily reflect", 1.2),
            ("are those of", 0.8),
            ("report link", 0.8),
            ("privileges", 0.5),
            ("blocked", 0.4),
        ],
    ),
    (
        Class::Conduct,
        &[
            ("respectful*", 1.0),
            ("respect", 0.4),
            ("civil", 0.8),
            ("civility", 0.8),
            ("polite*", 0.8),
            ("courteous*", 0.8),
            ("constructive", 0.6),
            ("thoughtful", 0.5),
            ("on topic", 1.0),
            ("off topic", 1.0),
            ("relevant", 0.4),
            ("disagree*", 0.3),
            ("profan*", 0.9),
            ("obscen*", 0.8),
            ("vulgar*", 0.8),
            ("foul language", 1.0),
            ("swear*", 0.6),
            ("abus*", 0.7),
            ("personal attack*", 1.0),
            ("personally attack", 1.0),
            ("attack other*", 0.6),
            ("insult*", 0.6),
            ("threat*", 0.4),
            ("hate speech", 0.8),
            ("racis*", 0.5),
            ("sexis*", 0.5),
            ("homophob*", 0.5),
            ("harass*", 0.5),
            ("bully*", 0.4),
            ("spam*", 0.8),
            ("libel*", 0.7),
            ("defam*", 0.7),
            ("offensive", 0.6),
            ("derogatory", 0.6),
            ("inflammatory", 0.5),
            ("inappropriate", 0.7),
            ("promotion*", 0.5),
            ("promotional", 0.5),
            ("advertising", 0.4),
            ("troll*", 0.8),
            ("obnoxious", 0.6),
            ("illegal", 0.3),
            ("unlawful", 0.5),
            ("lewd", 0.8),
            ("slurs", 0.7),
            ("sexually oriented", 0.6),
            ("degrading", 0.4),
            ("hate*", 0.4),
            ("name calling", 0.9),
            ("caps lock", 1.0),
            ("keep it clean", 1.0),
            ("keep it friendly", 0.9),
            ("be nice", 0.8),
            ("be kind", 0.8),
            ("be truthful", 0.6),
            ("antisocial", 0.4),
        ],
    ),
    (
        Class::Address,
        &[
            ("please", 0.8),
            ("you", 0.3),
            ("your", 0.4),
            ("you agree", 0.5),
            ("our", 0.4),
            ("we welcome", 0.8),
            ("welcomes", 0.5),
            ("we encourage", 0.6),
            ("we ask", 0.6),
            ("we moderate", 0.6),
            ("we reserve", 0.5),
            ("we delete", 0.6),
            ("we remove", 0.6),
            ("we may", 0.4),
            ("we will", 0.3),
            ("we do not", 0.4),
            ("keep", 0.3),
            ("let us know", 0.5),
            ("we no longer", 0.4),
            ("remember", 0.3),
        ],
    ),
    (
        Class::Access,
        &[
            ("to comment", 0.6),
            ("registered", 0.5),
            ("members", 0.3),
            ("log in", 0.5),
            ("log into", 0.5),
            ("logged in", 0.5),
            ("login", 0.4),
            ("sign in", 0.4),
            ("register", 0.5),
            ("real name*", 0.6),
            ("email address*", 0.3),
            ("account", 0.2),
            ("anonymous*", 0.3),
        ],
    ),
    (
        Class::Against,
        &[
            ("said", 2.0),
            ("says", 1.5),
            ("told", 1.5),
            ("according to", 1.0),
            ("he", 0.8),
            ("she", 0.8),
            ("his", 0.6),
            ("her", 0.6),
            ("i", 1.2),
            ("my", 0.8),
            ("me", 0.6),
            ("for comment", 2.5),
            ("declined to comment", 2.5),
            ("request* for comment*", 1.0),
            ("cookie*", 2.0),
            ("newsletter*", 1.5),
            ("subscri*", 0.8),
            ("sign up", 0.7),
            ("copyright", 1.0),
            ("all rights reserved", 1.5),
            ("police", 1.0),
            ("court", 1.0),
            ("minister", 1.0),
            ("president", 1.0),
            ("government", 0.8),
            ("company", 0.5),
            ("correction*", 0.8),
        ],
    ),
];

/// What the words of a block weigh, by class.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weights([f32; CLASSES.len()]);

impl Weights {
    /// The weight of a class, capped.
    pub fn of(&self, class: Class) -> f32 {
        self.0[class as usize].min(CLASSES[class as usize].1)
    }

    /// All together; what speaks against it taken off.
    pub fn sum(&self) -> f32 {
        CLASSES.iter().map(|&(class, ..)| if class == Class::Against { -self.of(class) } else { self.of(class) }).sum()
    }

    /// What was seen, for the reader.
    pub fn signs(&self) -> impl Iterator<Item = &'static str> {
        let weights = self.0;
        CLASSES
            .iter()
            .filter(move |&&(class, _, sign)| weights[class as usize] > 0.0 && !sign.is_empty())
            .map(|class| class.2)
    }
}

/// How many signs there are.
const COUNT: usize = {
    let (mut count, mut class) = (0, 0);
    while class < SIGNS.len() {
        count += SIGNS[class].1.len();
        class += 1;
    }
    count
};

/// Slots of the index: a power of two.
const SLOTS: usize = 1024;
/// Ends the chain of a slot.
const NONE: u16 = u16::MAX;

/// All signs by the beginning of their first word, so that most words of a text are passed over at one look.
struct Index {
    signs: [(Class, &'static str, f32); COUNT],
    /// The first sign of each slot.
    first: [u16; SLOTS],
    /// The next sign of the same slot, in the order of the table.
    next: [u16; COUNT],
}

static INDEX: Index = {
    let mut index = Index { signs: [(Class::Topic, "", 0.0); COUNT], first: [NONE; SLOTS], next: [NONE; COUNT] };
    // From the last to the first, so that the chains ascend.
    let (mut n, mut class) = (COUNT, SIGNS.len());
    while class > 0 {
        class -= 1;
        let (name, signs) = SIGNS[class];
        let mut i = signs.len();
        while i > 0 {
            (i, n) = (i - 1, n - 1);
            let slot = slot(signs[i].0.as_bytes());
            index.signs[n] = (name, signs[i].0, signs[i].1);
            index.next[n] = index.first[slot];
            index.first[slot] = n as u16;
        }
    }
    index
};

/// Where the index holds what begins with these letters: the first three of a word, or all of a shorter one. A phrase is read up to its
/// first blank; a stem ("reader*") has three letters at least.
const fn slot(word: &[u8]) -> usize {
    let (mut hash, mut i) = (0_u32, 0);
    while i < 3 && i < word.len() && word[i] != b' ' {
        assert!(word[i] != b'*', "a stem shorter than three letters");
        hash = (hash << 8 | word[i] as u32).wrapping_mul(0x9e37_79b1);
        hash ^= hash >> 15;
        i += 1;
    }
    hash as usize % SLOTS
}

/// Weighs the words of a text. A quotation that opens it speaks against it: somebody is quoted.
pub fn weigh(text: &str) -> Weights {
    let mut weights = Weights::default();
    let text = text.to_lowercase();
    let words: Vec<&str> = words(&text).collect();
    if text.starts_with(['“', '"', '‘']) {
        weights.0[Class::Against as usize] += 1.5;
    }
    let mut seen = [false; COUNT];
    for at in 0..words.len() {
        let mut next = INDEX.first[slot(words[at].as_bytes())];
        while next != NONE {
            let n = usize::from(next);
            let (class, sign, weight) = INDEX.signs[n];
            if !seen[n] && matches(sign, &words[at..]) {
                seen[n] = true;
                weights.0[class as usize] += weight;
            }
            next = INDEX.next[n];
        }
    }
    weights
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a text's words begin with a phrase.
fn matches(phrase: &str, words: &[&str]) -> bool {
    let mut words = words.iter();
    phrase.split(' ').all(|part| {
        words.next().is_some_and(|word| match part.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => *word == part,
        })
    })
}

/// Whether a short block is the heading over comments.
pub fn is_heading(text: &str) -> bool {
    const HEADINGS: &[&str] = &[
        "comment*",
        "* comment*",
        "leave a *",
        "add a comment",
        "add your comment*",
        "add comment*",
        "post a comment",
        "post comment",
        "join the *",
        "discuss*",
        "have your say",
        "your take",
        "readers comments",
        "reader comments",
        "view all comments",
        "share your *",
        "write a comment",
        "what do you think",
        "conversation*",
        "your comment*",
        "show comments",
        "view comments",
    ];
    let text = text.to_lowercase();
    let words: Vec<&str> = words(&text).collect();
    words.len() <= 7 && HEADINGS.iter().any(|heading| matches(heading, &words))
}

/// Whether a short block leads to the form or the comments ("Post a comment", "View all comments").
pub fn is_door(text: &str) -> bool {
    const VERBS: &[&str] = &["add", "join", "leave", "post", "share", "show", "submit", "view", "write"];
    let verb = words(text).next().is_some_and(|first| VERBS.contains(&first.to_lowercase().as_str()));
    verb && is_heading(text)
}

/// Whether class names speak of comments.
pub fn names_comments(context: &str) -> bool {
    ["comment", "disqus", "discussion", "conversation", "respond"].iter().any(|word| context.contains(word))
}

/// Whether the nearest class names say that this is a policy for comments.
pub fn names_policy(context: &str) -> bool {
    let near = || context.split(' ').take(8);
    let names = |words: &[&str]| near().any(|name| words.iter().any(|word| name.contains(word)));
    names(&["polic", "guideline", "rules", "disclaimer", "moderat", "terms"])
        && names(&["comment", "discuss", "community"])
}

/// Whether the nearest class names are those of a reader's comment.
pub fn is_comment_body(context: &str) -> bool {
    const BODIES: &[&str] =
        &["commentbody", "commentcontent", "commenttext", "commentmessage", "commentcopy", "postmessage"];
    context.split(' ').take(6).any(|name| {
        let letters: String = name.chars().filter(|c| c.is_alphabetic()).collect();
        BODIES.iter().any(|body| letters.contains(body))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_has_its_place_in_what_was_seen() {
        for (index, (class, signs)) in SIGNS.iter().enumerate() {
            assert_eq!(*class as usize, index);
            assert!(!signs.is_empty());
        }
        for (index, (class, ..)) in CLASSES.iter().enumerate() {
            assert_eq!(*class as usize, index);
        }
    }

    #[test]
    fn doors() {
        assert!(is_door("Post a comment") && is_door("View all comments (12)"));
        assert!(!is_door("Your comment will be read first") && !is_door("Comment policy"));
    }

    #[test]
    fn headings() {
        let cases = [
            ("Comments", true),
            ("12 comments", true),
            ("Leave a Reply", true),
            ("Have your say!", true),
            ("Commentary", true),
            ("The row over comments on a new bridge goes on", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_heading(text), expected, "{text}");
        }
    }
}
