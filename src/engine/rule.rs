//! What a rule is: its declaration. The table of all rules is `RULES` in [`super::rules`].

use serde::Serialize;

/// One thing that a reader can switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleId {
    /// Sections that come again.
    Repeats,
    /// Rules for commenting.
    CommentPolicy,
    /// Who.
    Actors,
    /// How many, how much, when.
    Numbers,
    /// Who said it.
    Quotes,
    /// The reader's own words.
    Custom,
}

/// A class inside a rule, with its own colour. Kinds of folds there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is described where its rule declares it")]
pub enum Kind {
    Person,
    Organization,
    ArmedGroup,
    State,
    Place,
    People,
    Role,
    Count,
    Ordinal,
    Percent,
    Money,
    Date,
    Time,
    Duration,
    Measure,
    Age,
    Direct,
    Indirect,
    Scare,
    Title,
    Own,
}

impl Kind {
    /// The rule that this kind belongs to.
    pub const fn rule(self) -> RuleId {
        match self {
            Kind::Person
            | Kind::Organization
            | Kind::ArmedGroup
            | Kind::State
            | Kind::Place
            | Kind::People
            | Kind::Role => RuleId::Actors,
            Kind::Count
            | Kind::Ordinal
            | Kind::Percent
            | Kind::Money
            | Kind::Date
            | Kind::Time
            | Kind::Duration
            | Kind::Measure
            | Kind::Age => RuleId::Numbers,
            Kind::Direct | Kind::Indirect | Kind::Scare | Kind::Title => RuleId::Quotes,
            Kind::Own => RuleId::Custom,
        }
    }

    /// Its name in settings, output and style sheets ("armed-group").
    pub fn name(self) -> &'static str {
        super::rules::kind(self).map_or("", |declared| declared.name)
    }
}

/// The declaration of a rule: everything that popup, options, documentation, command, style sheet and tests say of it.
#[derive(Debug)]
pub struct Rule {
    /// Which one.
    pub id: RuleId,
    /// Its name in settings, messages, output and the command ("comment-policy").
    pub name: &'static str,
    /// Message key of the label in `_locales`, and the stem of the others.
    pub key: &'static str,
    /// English label for the toggle.
    pub label: &'static str,
    /// One English sentence that says what a reader sees.
    pub summary: &'static str,
    /// Whether it is on until the reader says otherwise.
    pub on: bool,
    /// Its kinds, in the order in which they are shown; empty for rules that fold.
    pub kinds: &'static [KindDeclaration],
    /// Cases in the notation of [`super::marked`]: shown in RULES.md and checked by the tests.
    pub examples: &'static [&'static str],
}

/// The examples of a rule: for documentation and tests. The module that a page loads has no use for them.
pub const fn examples(cases: &'static [&'static str]) -> &'static [&'static str] {
    if cfg!(target_arch = "wasm32") { &[] } else { cases }
}

/// The declaration of a kind.
#[derive(Debug)]
pub struct KindDeclaration {
    /// Which one.
    pub kind: Kind,
    /// Its name in output, settings and style sheets ("armed-group").
    pub name: &'static str,
    /// English label for legend and popup.
    pub label: &'static str,
    /// Whether a page shows it until the reader says otherwise; the command reports all.
    pub on: bool,
    /// How it is painted.
    pub look: Look,
}

/// How a kind is painted: an accent that colours its tint and its line, and the line's form. Within a rule no two kinds share an accent or
/// a line. Text keeps its own colour. What the strengths make of it stands in `page/style.rs`, which also tests that all can be told apart.
#[derive(Debug)]
pub struct Look {
    /// The accent on light pages, `#rrggbb`.
    pub light: &'static str,
    /// The accent on dark pages, `#rrggbb`.
    pub dark: &'static str,
    /// Whether it is tinted at rest; all else is only in the strongest of the strengths.
    pub tinted: bool,
    /// The line under the text, width and form as in CSS ("2px dotted"), or "none".
    pub line: &'static str,
}

impl Look {
    /// A tint and a line.
    pub const fn tint([light, dark]: [&'static str; 2], line: &'static str) -> Self {
        Self { light, dark, tinted: true, line }
    }

    /// A line alone.
    pub const fn line([light, dark]: [&'static str; 2], line: &'static str) -> Self {
        Self { light, dark, tinted: false, line }
    }
}
