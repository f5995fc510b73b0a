//! What a tenant declares: patterns of its numbers, lists of its products and places.

use aho_corasick::{AhoCorasick, MatchKind};
use chrono_tz::Tz;
use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

use super::{Entity, EntityKind, Value};
use crate::scan::{Folded, sticks};

/// The most that one compiled pattern may weigh, in bytes: `regex` matches in linear time, so memory is what is left to bound.
const MOST_PATTERN_BYTES: usize = 256 * 1024;

/// The kinds that are found without being declared.
const RESERVED: [&str; 3] = ["amount", "quantity", "time"];

/// The longest pattern, in characters.
const LONGEST_PATTERN: usize = 500;

/// Patterns and lists.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// Patterns of numbers.
    #[serde(default)]
    pub patterns: Vec<Pattern>,
    /// Lists of items.
    #[serde(default)]
    pub lists: Vec<ItemList>,
    /// The time zone of the tenant's customers, by its name in the IANA database: what "today" means, and in whose wall clock
    /// times are given.
    #[serde(default, skip_serializing_if = "is_utc")]
    pub time_zone: Tz,
}

fn is_utc(zone: &Tz) -> bool {
    *zone == Tz::UTC
}

/// A kind of number that a tenant gives out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// Its name: `order`, `account`.
    pub name: String,
    /// A regular expression over the text folded to small letters and narrow digits. It is matched at whole words.
    pub expression: String,
}

/// A list of products, places or whatever else a tenant names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemList {
    /// Its name: `product`, `city`.
    pub name: String,
    /// What is in it.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListItem {
    /// Its identifier: what a text that names it is understood as.
    pub id: String,
    /// Its names. Case and width do not count.
    pub names: Vec<String>,
}

/// Why a declaration is refused.
#[derive(thiserror::Error, Debug)]
pub enum DeclarationError {
    /// A pattern or list has no name.
    #[error("a pattern or list has no name")]
    NoName,
    /// Two patterns or lists have one name.
    #[error("two patterns or lists are named {0:?}")]
    NameTaken(String),
    /// A pattern or list is named like a kind that is always found.
    #[error("{0:?} is the name of what is found without being declared; choose another")]
    Reserved(String),
    /// A list has no items, or an item has no names.
    #[error("the list {0:?} has no items, or an item without names")]
    Nothing(String),
    /// A pattern is too long.
    #[error("the pattern {0:?} has more than {LONGEST_PATTERN} characters")]
    TooLong(String),
    /// A pattern is no regular expression, or compiles to too much.
    #[error("the pattern {name:?} cannot be used")]
    Expression {
        /// The pattern's name.
        name: String,
        /// What is wrong.
        source: regex::Error,
    },
    /// A pattern matches nothing, so it would match everywhere.
    #[error("the pattern {0:?} matches an empty text")]
    MatchesEmpty(String),
    /// An item has an empty name.
    #[error("an item of the list {list:?} has an empty name: {id:?}")]
    EmptyName {
        /// The list.
        list: String,
        /// The item.
        id: String,
    },
    /// Lists hold more than can be searched.
    #[error("the lists are too large")]
    Lists(#[source] aho_corasick::BuildError),
}

/// What is declared, ready for search.
#[derive(Debug)]
pub(super) struct Compiled {
    patterns: Vec<(String, Regex)>,
    lists: AhoCorasick,
    items: Vec<(String, String)>,
}

impl Compiled {
    pub(super) fn new(declared: &Declared) -> Result<Self, DeclarationError> {
        check_names(declared)?;
        let patterns = declared.patterns.iter().map(compile).collect::<Result<_, _>>()?;
        let mut names = Vec::new();
        let mut items = Vec::new();
        for list in &declared.lists {
            for item in &list.items {
                for name in &item.names {
                    names.push(folded_name(list, item, name)?);
                    items.push((list.name.clone(), item.id.clone()));
                }
            }
        }
        let lists = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names);
        Ok(Self { patterns, lists: lists.map_err(DeclarationError::Lists)?, items })
    }

    /// All numbers and items of a text; they may overlap.
    pub(super) fn find(&self, text: &Folded, entities: &mut Vec<Entity>) {
        for (name, expression) in &self.patterns {
            let matches = expression.find_iter(text.text()).filter(|found| !found.is_empty());
            let spans = matches.filter_map(|found| word(text, found.start(), found.end()));
            entities.extend(spans.map(|chars| Entity {
                kind: EntityKind::Pattern(name.clone()),
                span: text.source(&chars),
                value: Value::Number { number: number(text.slice(&chars)) },
            }));
        }
        for found in self.lists.find_iter(text.text()) {
            let (list, id) = &self.items[found.pattern().as_usize()];
            entities.extend(word(text, found.start(), found.end()).map(|chars| Entity {
                kind: EntityKind::Listed(list.clone()),
                span: text.source(&chars),
                value: Value::Item { id: id.clone() },
            }));
        }
    }
}

/// The characters between two bytes of the folded text, when no letter or digit goes on beyond them.
fn word(text: &Folded, start: usize, end: usize) -> Option<std::ops::Range<usize>> {
    let chars = text.index_of(start)..text.index_of(end);
    let joined = |inner: Option<char>, outer: Option<char>| inner.is_some_and(sticks) && outer.is_some_and(sticks);
    let whole =
        !joined(text.at(chars.start), text.before(chars.start)) && !joined(text.before(chars.end), text.at(chars.end));
    (whole && !chars.is_empty()).then_some(chars)
}

fn number(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_uppercase).collect()
}

fn check_names(declared: &Declared) -> Result<(), DeclarationError> {
    let patterns = declared.patterns.iter().map(|pattern| &pattern.name);
    let mut names: Vec<&String> = patterns.chain(declared.lists.iter().map(|list| &list.name)).collect();
    names.sort();
    if names.iter().any(|name| name.trim().is_empty()) {
        return Err(DeclarationError::NoName);
    }
    if let Some(name) = names.iter().find(|name| RESERVED.contains(&name.as_str())) {
        return Err(DeclarationError::Reserved((*name).clone()));
    }
    let is_empty = |list: &&ItemList| list.items.is_empty() || list.items.iter().any(|item| item.names.is_empty());
    if let Some(list) = declared.lists.iter().find(is_empty) {
        return Err(DeclarationError::Nothing(list.name.clone()));
    }
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(DeclarationError::NameTaken(pair[0].clone())),
        None => Ok(()),
    }
}

fn compile(pattern: &Pattern) -> Result<(String, Regex), DeclarationError> {
    let name = pattern.name.clone();
    if pattern.expression.chars().count() > LONGEST_PATTERN {
        return Err(DeclarationError::TooLong(name));
    }
    let built = RegexBuilder::new(&pattern.expression).case_insensitive(true).size_limit(MOST_PATTERN_BYTES).build();
    let expression = built.map_err(|source| DeclarationError::Expression { name: name.clone(), source })?;
    if expression.is_match("") {
        return Err(DeclarationError::MatchesEmpty(name));
    }
    Ok((name, expression))
}

fn folded_name(list: &ItemList, item: &ListItem, name: &str) -> Result<String, DeclarationError> {
    let folded = Folded::new(name.trim()).text().to_owned();
    let empty = || DeclarationError::EmptyName { list: list.name.clone(), id: item.id.clone() };
    if folded.is_empty() { Err(empty()) } else { Ok(folded) }
}
