//! Amounts of money.

use super::decimal::Decimal;
use super::lex::Lex;
use super::parser::Parser;
use super::{EntityKind, Value};

impl Parser<'_> {
    /// An amount with its currency before or behind it.
    pub(super) fn amount(&self, at: usize) -> Option<(usize, EntityKind, Value)> {
        let (end, amount, currency) = self.sign_first(at).or_else(|| self.sign_last(at))?;
        Some((end, EntityKind::Amount, Value::Amount { amount: amount.to_string(), currency: currency.to_owned() }))
    }

    fn sign_first(&self, at: usize) -> Option<(usize, Decimal, &'static str)> {
        let Some(Lex::Currency(currency)) = self.lex(at) else { return None };
        let digits = self.is(at + 1, Lex::Digits);
        let (end, amount) = self.number(at + 1).filter(|_| digits)?;
        // `$5 USD` says it twice, `$5 CAD` says which dollar.
        match self.lex(end) {
            Some(Lex::Currency(code)) if self.slice(end).len() == 3 => Some((end + 1, amount, code)),
            _ => Some((end, amount, currency)),
        }
    }

    fn sign_last(&self, at: usize) -> Option<(usize, Decimal, &'static str)> {
        let (end, amount) = self.number(at)?;
        let end = if self.is(end, Lex::Half) { end + 1 } else { end };
        let of = usize::from(matches!(self.lex(end), Some(Lex::Of)) && !self.is_unspaced());
        match self.lex(end + of) {
            Some(Lex::Currency(currency)) => self.with_tenths(end + of + 1, amount, currency),
            Some(Lex::Minor(currency, parts)) => Some((end + of + 1, hundredths(amount, parts)?, currency)),
            _ => None,
        }
    }

    /// 三块五 is three and five tenths.
    fn with_tenths(
        &self,
        end: usize,
        amount: Decimal,
        currency: &'static str,
    ) -> Option<(usize, Decimal, &'static str)> {
        let tenths = match (self.slice(end - 1), self.lex(end)) {
            ("块" | "塊", Some(Lex::Number(tenths @ 1..=9))) => Some(tenths),
            _ => None,
        };
        let Some(tenths) = tenths.filter(|_| {
            !matches!(self.lex(end + 1), Some(Lex::Measure(_) | Lex::Scale(_) | Lex::DayMark | Lex::Unit(_)))
        }) else {
            return Some((end, amount, currency));
        };
        Some((end + 1, amount.plus(Decimal::parse("0", &tenths.to_string())?)?, currency))
    }
}

/// So many tenths or hundredths of a whole one.
fn hundredths(amount: Decimal, parts: u32) -> Option<Decimal> {
    let places = if parts == 10 { 1 } else { 2 };
    let number = format!("{:0>3}", amount.as_whole()?);
    Decimal::parse(&number[..number.len() - places], &number[number.len() - places..])
}
