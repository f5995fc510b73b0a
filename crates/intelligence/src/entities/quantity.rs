//! Numbers with a unit: weights, lengths, counts, stretches of time.

use super::lex::{Lex, Unit};
use super::parser::Parser;
use super::{EntityKind, Value};

impl Parser<'_> {
    /// A number and its unit, which may be a unit of time: how long, and not when.
    pub(super) fn quantity(&self, at: usize) -> Option<(usize, EntityKind, Value)> {
        let half = self.half(at).filter(|end| self.is_measured(*end)).map(|end| (end, "0.5".to_owned()));
        let (end, amount) = half.or_else(|| self.number(at).map(|(end, amount)| (end, amount.to_string())))?;
        let unit = match self.lex(end) {
            Some(Lex::Measure(unit)) => unit,
            Some(Lex::Unit(unit)) => name(unit),
            _ => return None,
        };
        Some((end + 1, EntityKind::Quantity, Value::Quantity { amount, unit: unit.to_owned() }))
    }
}

impl Parser<'_> {
    /// Whether a half is of the unit at an index. Where no blanks are set, half of most units is a word of its own (半分, 반대).
    fn is_measured(&self, at: usize) -> bool {
        let is_time = matches!(self.lex(at), Some(Lex::Unit(_)));
        !self.is_unspaced() || self.language.is_chinese() && is_time
    }
}

const fn name(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Year => "year",
    }
}
