//! Decimal numbers without rounding.

use std::fmt;

/// `mantissa` divided by ten to the power of `places`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Decimal {
    mantissa: u64,
    places: u32,
}

impl Decimal {
    /// A whole number.
    pub(super) const fn whole(number: u64) -> Self {
        Self { mantissa: number, places: 0 }
    }

    /// From digits before and behind the point; none when there are too many.
    pub(super) fn parse(whole: &str, fraction: &str) -> Option<Self> {
        let mantissa = format!("{whole}{fraction}").parse().ok()?;
        Some(Self { mantissa, places: u32::try_from(fraction.len()).ok()? })
    }

    /// Times a power of ten or another whole number; places that become zero fall away.
    pub(super) fn times(self, factor: u64) -> Option<Self> {
        let mut product = Self { mantissa: self.mantissa.checked_mul(factor)?, ..self };
        while product.places > 0 && product.mantissa.is_multiple_of(10) {
            product = Self { mantissa: product.mantissa / 10, places: product.places - 1 };
        }
        Some(product)
    }

    /// Plus another one.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let raised = |number: Self| number.mantissa.checked_mul(10_u64.checked_pow(places - number.places)?);
        Some(Self { mantissa: raised(self)?.checked_add(raised(other)?)?, places })
    }

    /// As a whole number, when it is one.
    pub(super) const fn as_whole(self) -> Option<u64> {
        if self.places == 0 { Some(self.mantissa) } else { None }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.places as usize;
        let digits = format!("{:0>width$}", self.mantissa, width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        if fraction.is_empty() { f.write_str(whole) } else { write!(f, "{whole}.{fraction}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_their_places_and_are_scaled_exactly() {
        let price = Decimal::parse("1234", "50").unwrap();
        assert_eq!(price.to_string(), "1234.50");
        assert_eq!(Decimal::parse("1", "5").unwrap().times(10_000).unwrap().to_string(), "15000");
        assert_eq!(Decimal::parse("0", "05").unwrap().to_string(), "0.05");
        assert_eq!(Decimal::whole(3).plus(Decimal::parse("0", "5").unwrap()).unwrap().to_string(), "3.5");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(Decimal::parse(&"9".repeat(30), ""), None);
        assert_eq!(Decimal::whole(u64::MAX).times(10), None);
    }
}
