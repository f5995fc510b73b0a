//! Numbers with a unit: weights, lengths, counts, stretches of time.

use super::lex::{Lex, Unit};
use super::parser::Parser;
use super::{EntityKind, Value};

impl Parser<'_> {
    /// A number and its unit, which may be a unit of time: how long, and not when.
    pub(super) fn quantity(&self, at: usize) -> Option<(usize, EntityKind, Value)> {
        let half = self.half(at).map(|end| (end, "0.5".to_owned()));
        let (end, amount) = half.or_else(|| self.number(at).map(|(end, amount)| (end, amount.to_string())))?;
        let unit = match self.lex(end) {
            Some(Lex::Measure(unit)) => unit,
            Some(Lex::Unit(unit)) => name(unit),
            _ => return None,
        };
        Some((end + 1, EntityKind::Quantity, Value::Quantity { amount, unit: unit.to_owned() }))
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
