//! A fact: its kind, its place, its normal form; and which of overlapping facts stay.

use std::ops::Range;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A kind of fact. The order is that in which kinds win a place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A number after a declared pattern, by the pattern's name.
    Pattern(String),
    /// An item of a declared list, by the list's name.
    Listed(String),
    /// An amount of money.
    Amount,
    /// A date, a time, or a stretch of time.
    Time,
    /// A number with a unit.
    Quantity,
}

/// A fact in normal form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Value {
    /// A point in time on the wall clock that `now` was given in, to the minute or second (ISO 8601).
    Instant {
        /// When.
        at: NaiveDateTime,
    },
    /// A stretch of time on the same wall clock: a day, a week, an afternoon.
    Interval {
        /// Its first instant.
        from: NaiveDateTime,
        /// The first instant after it.
        until: NaiveDateTime,
    },
    /// An amount of money.
    Amount {
        /// As a decimal number with a point, as many places as were written.
        amount: String,
        /// ISO 4217.
        currency: String,
    },
    /// A number with a unit.
    Quantity {
        /// As a decimal number with a point.
        amount: String,
        /// English name of the unit, singular: `kilogram`, `day`, `piece`.
        unit: String,
    },
    /// What a declared pattern matched, in capitals and without blanks and dashes.
    Number {
        /// The normal form.
        number: String,
    },
    /// An item of a declared list.
    Item {
        /// Its identifier in the list.
        id: String,
    },
}

/// A fact in a text.
///
/// Of facts that overlap, the longer stays; of equally long ones, the kind that stands first in [`EntityKind`]: what a
/// tenant declared goes before what we read, money before time, time before quantities.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entity {
    /// What kind of fact.
    pub kind: EntityKind,
    /// Where, in bytes of the original text, on boundaries of characters.
    pub span: Range<usize>,
    /// Its normal form.
    pub value: Value,
}

/// Leaves facts that do not overlap, in the order of the text.
pub(super) fn resolve(mut all: Vec<Entity>) -> Vec<Entity> {
    all.sort_by(|a, b| rank(a).cmp(&rank(b)));
    let mut kept: Vec<Entity> = Vec::with_capacity(all.len());
    for entity in all {
        let free = |other: &Entity| entity.span.end <= other.span.start || other.span.end <= entity.span.start;
        if !entity.span.is_empty() && kept.iter().all(free) {
            kept.push(entity);
        }
    }
    kept.sort_by_key(|entity| entity.span.start);
    kept
}

fn rank(entity: &Entity) -> (std::cmp::Reverse<usize>, &EntityKind, usize) {
    (std::cmp::Reverse(entity.span.len()), &entity.kind, entity.span.start)
}
