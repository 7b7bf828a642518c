//! The panel's lists as rows, and the rows on the page: thousands are built a few at a time, and what stays the same is left alone.

use super::super::language::{apart, count, list};
use super::super::{card, change, dom, message, say, say_with};
use crate::panel::{Actor, Figure, Report, heading};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Milliseconds of building after which the page gets its turn.
const SLICE: f64 = 8.0;
/// Rows that are there at once: more than a panel is high.
const FIRST: usize = 60;

/// One of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Actors,
    Figures,
    Quotes,
    Dates,
    Words,
}

impl List {
    pub const ALL: [Self; 5] = [Self::Actors, Self::Figures, Self::Quotes, Self::Dates, Self::Words];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Figures => "figures",
            Self::Quotes => "quotes",
            Self::Dates => "dates",
            Self::Words => "words",
        }
    }

    pub const fn count(self, report: &Report) -> usize {
        match self {
            Self::Actors => report.actors.len(),
            Self::Figures => report.figures.len(),
            Self::Quotes => report.quotes.len(),
            Self::Dates => report.dates.len(),
            Self::Words => report.words.len(),
        }
    }

    /// Whether it has a tab: own words only where there are some.
    pub fn offered(self, report: &Report) -> bool {
        self != Self::Words || self.count(report) > 0
    }

    /// Its rows.
    pub fn rows(self, report: &Report) -> Vec<Row> {
        match self {
            Self::Actors => report.actors.iter().map(actor).collect(),
            Self::Figures => report.figures.iter().map(figure).collect(),
            Self::Dates => report.dates.iter().map(date).collect(),
            Self::Quotes => quotes(report),
            Self::Words => {
                let row = |word: &crate::panel::Word| Row {
                    key: first(&word.keys),
                    text: word.text.clone(),
                    kind: word.kind.clone(),
                    count: word.mentions,
                    ..Row::default()
                };
                report.words.iter().map(row).collect()
            }
        }
    }
}

/// What a row offers beside going to its mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Offer {
    #[default]
    Nothing,
    Change,
    Copy,
}

/// A row, or a heading between rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    heading: bool,
    /// Key of its first mark.
    key: String,
    /// What stands before it: the date.
    lead: String,
    text: String,
    /// Name of the kind, which paints the text; of actors the label stands beside the name.
    kind: String,
    named: bool,
    /// How many marks there are, where that is told.
    count: usize,
    detail: String,
    offer: Offer,
}

/// The name of the row with a key, and the keys of all marks that it stands for.
pub fn find(report: &Report, key: &str) -> Option<(String, Vec<String>)> {
    let actor = report.actors.iter().find(|actor| actor.keys.first().is_some_and(|first| first == key));
    let word = report.words.iter().find(|word| word.keys.first().is_some_and(|first| first == key));
    let many = actor.map(|actor| (&actor.name, &actor.keys)).or(word.map(|word| (&word.text, &word.keys)));
    if let Some((name, keys)) = many {
        return Some((name.clone(), keys.clone()));
    }
    let figure = report.figures.iter().chain(&report.dates).find(|figure| figure.key == key).map(|figure| &figure.text);
    let text = figure.or_else(|| report.quotes.iter().find(|quote| quote.key == key).map(|quote| &quote.text))?;
    Some((text.clone(), vec![key.to_owned()]))
}

fn first(keys: &[String]) -> String {
    keys.first().cloned().unwrap_or_default()
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A list of words of the page.
fn foreign(words: &[String]) -> String {
    list(&words.iter().map(|word| apart(word)).collect::<Vec<_>>())
}

fn actor(actor: &Actor) -> Row {
    let aliases: Vec<String> = actor.aliases.iter().map(|alias| say_with("quoted", &[alias])).collect();
    let also = if aliases.is_empty() { String::new() } else { message("also", vec![list(&aliases)]) };
    Row {
        key: first(&actor.keys),
        text: actor.name.clone(),
        kind: actor.kind.clone(),
        named: true,
        count: actor.mentions,
        detail: joined([foreign(&actor.titles), foreign(&actor.roles), also]),
        offer: Offer::Change,
        ..Row::default()
    }
}

fn figure(figure: &Figure) -> Row {
    let said = figure.said_by.as_ref().map(|name| format!("{}: {}", say("saidBy"), apart(name))).unwrap_or_default();
    let amount = card::amount(&figure.kind, [figure.value, figure.low, figure.high], figure.unit.as_deref());
    // A number that is written as such need not be told twice.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let amount = amount.filter(|amount| figure.unit.is_some() || digits(amount) != digits(&figure.text));
    let iso = figure.iso.clone().filter(|_| amount.is_none()).unwrap_or_default();
    Row {
        key: figure.key.clone(),
        text: figure.text.clone(),
        kind: figure.kind.clone(),
        detail: joined([
            figure.of.as_deref().map(apart).unwrap_or_default(),
            amount.as_deref().map(apart).unwrap_or_default(),
            iso,
            said,
        ]),
        ..Row::default()
    }
}

fn date(date: &Figure) -> Row {
    Row { lead: date.iso.clone().unwrap_or_else(|| "–".to_owned()), detail: String::new(), ..figure(date) }
}

fn quotes(report: &Report) -> Vec<Row> {
    let mut rows = Vec::with_capacity(report.quotes.len());
    let mut voice = None;
    for quote in &report.quotes {
        let now = Some(quote.voice());
        if voice != now {
            voice = now;
            rows.push(Row { heading: true, text: heading(quote, &say), ..Row::default() });
        }
        rows.push(Row {
            key: quote.key.clone(),
            text: quote.text.clone(),
            kind: quote.kind.clone(),
            detail: quote.speaker.as_deref().filter(|_| quote.anonymous).map(apart).unwrap_or_default(),
            offer: Offer::Copy,
            ..Row::default()
        });
    }
    rows
}

/// The rows on the page.
pub struct Rows {
    list: Element,
    /// What is there now, a child of the list for each.
    there: RefCell<Vec<Row>>,
    /// Number of the last change; the building of an older one ends.
    turn: Cell<u32>,
}

impl Rows {
    pub fn new() -> Result<Rc<Self>, JsValue> {
        Ok(Rc::new(Self { list: dom::find("#rows")?, there: RefCell::default(), turn: Cell::default() }))
    }

    /// Shows these rows. Those at the beginning and the end that are there already stay, with focus and place.
    pub fn set(self: &Rc<Self>, mut wanted: Vec<Row>) -> Result<(), JsValue> {
        let turn = self.turn.get().wrapping_add(1);
        self.turn.set(turn);
        let focused = dom::document()?.active_element().and_then(|element| element.get_attribute("data-go"));
        let mut there = self.there.borrow_mut();
        let start = there.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        let rest = there.len().min(wanted.len()) - start;
        let end = there.iter().rev().zip(wanted.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
        if start + end == 0 {
            self.list.set_text_content(None);
        }
        let old = there.len() - start - end;
        if start + end > 0 {
            for _ in 0..old {
                self.list.children().item(start as u32).into_iter().for_each(|row| row.remove());
            }
        }
        there.drain(start..start + old);
        drop(there);
        let middle = wanted.drain(start..wanted.len() - end).collect();
        self.list.set_attribute("aria-busy", "true")?;
        let left = self.build(middle, start, FIRST)?;
        if let Some(key) = focused {
            self.focus(&key)?;
        }
        if left.0.is_empty() {
            return self.list.remove_attribute("aria-busy");
        }
        let rows = self.clone();
        spawn_local(async move {
            let (mut middle, mut at) = left;
            while !middle.is_empty() {
                dom::sleep(0).await;
                if rows.turn.get() != turn {
                    return;
                }
                match rows.build(middle, at, 0) {
                    Ok(left) => (middle, at) = left,
                    Err(error) => return super::report(Err(error)),
                }
            }
            super::report(rows.list.remove_attribute("aria-busy"));
        });
        Ok(())
    }

    /// Builds rows before the child number `at` until its time is over, `least` of them at any rate; gives those that are left, and where they go.
    fn build(&self, rows: Vec<Row>, at: usize, least: usize) -> Result<(Vec<Row>, usize), JsValue> {
        let began = js_sys::Date::now();
        let before = self.list.children().item(at as u32);
        let mut there = self.there.borrow_mut();
        let mut built = Vec::new();
        let mut rows = rows.into_iter();
        for (n, row) in rows.by_ref().enumerate() {
            let made = element(&row)?;
            self.list.insert_before(&made, before.as_deref())?;
            built.push(row);
            if n + 1 >= least && js_sys::Date::now() - began >= SLICE {
                break;
            }
        }
        let next = at + built.len();
        there.splice(at..at, built);
        Ok((rows.collect(), next))
    }

    /// Puts the focus back on a row that was built anew.
    fn focus(&self, key: &str) -> Result<(), JsValue> {
        let lost = dom::document()?.active_element().is_none_or(|element| element.tag_name() == "BODY");
        let at = self.there.borrow().iter().position(|row| row.key == key).filter(|_| lost);
        let row = at.and_then(|at| self.list.children().item(at as u32));
        let button = row.and_then(|row| row.query_selector("button").ok().flatten());
        button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()).map_or(Ok(()), |button| button.focus())
    }
}

fn element(row: &Row) -> Result<Element, JsValue> {
    if row.heading {
        return dom::group("li", &[("class", "voice")], &[dom::text("h2", &[("dir", "auto")], &row.text)?]);
    }
    let mut parts = Vec::with_capacity(4);
    if !row.lead.is_empty() {
        parts.push(dom::text("span", &[("class", "lead")], &row.lead)?);
    }
    parts.push(if row.named {
        dom::text("b", &[("class", "name"), ("dir", "auto")], &row.text)?
    } else {
        dom::text("span", &[("class", "sample"), ("data-sample", &row.kind), ("dir", "auto")], &row.text)?
    });
    if row.count > 0 {
        parts.push(dom::text("span", &[("class", "count")], &count(row.count))?);
    }
    if row.named {
        let label =
            dom::text("span", &[("class", "sample"), ("data-sample", &row.kind)], &change::kind_label(&row.kind))?;
        let detail = dom::group("span", &[("class", "detail")], &[label])?;
        detail.append_with_str_1(&format!(" {}", row.detail))?;
        parts.push(detail);
    } else if !row.detail.is_empty() {
        parts.push(dom::text("span", &[("class", "detail")], &row.detail)?);
    }
    let go = dom::element("button", &[("type", "button"), ("class", "go"), ("data-go", &row.key)])?;
    for part in parts {
        // The space is for those who hear it, or copy it.
        go.append_with_node_1(&part)?;
        go.append_with_str_1(" ")?;
    }
    let mut both = vec![go];
    let more = |attribute: &str, label: &str, sign: &str| {
        let attributes =
            [("type", "button"), ("class", "more"), (attribute, &row.key), ("aria-label", label), ("title", label)];
        dom::text("button", &attributes, sign)
    };
    match row.offer {
        Offer::Change => both.push(more("data-change", &say_with("changeActor", &[&row.text]), "⋯")?),
        Offer::Copy => both.push(more("data-copy", &say("copyQuote"), "")?),
        Offer::Nothing => {}
    }
    dom::group("li", &[("class", "row")], &both)
}
