//! Scalars of our own: places in the log, names, languages.

use async_graphql::{Description, InputValueError, InputValueResult, Scalar, ScalarType, Value};

/// What is said of a value that is none of a scalar's. The library would say only what was expected, and not what that is.
const NO_POSITION: &str = "a position is a whole number from 0, as a string or as a number";
const NO_LONG: &str = "a long is a whole number of at most 53 bits, as a number or as a string";

/// A place in the log: a whole number as a string, since it may outgrow what JavaScript counts exactly. Input may be a
/// number too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Description)]
pub struct Position(pub u64);

#[Scalar(use_type_description)]
impl ScalarType for Position {
    fn parse(value: Value) -> InputValueResult<Self> {
        let number = match &value {
            Value::String(text) => text.parse().ok(),
            Value::Number(number) => number.as_u64(),
            Value::Null | Value::Boolean(_) | Value::Binary(_) | Value::Enum(_) | Value::List(_) | Value::Object(_) => {
                None
            }
        };
        number.map(Self).ok_or_else(|| InputValueError::custom(NO_POSITION))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// The largest whole number that JavaScript counts exactly.
const MAX_LONG: i64 = (1 << 53) - 1;

/// A whole number of at most 53 bits, such as a duration in milliseconds or a size in bytes: a JSON number that may be
/// larger than an Int. Input may be a string too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Description)]
pub struct Long(pub i64);

impl From<u64> for Long {
    fn from(number: u64) -> Self {
        Self(i64::try_from(number).map_or(MAX_LONG, |number| number.min(MAX_LONG)))
    }
}

#[Scalar(use_type_description)]
impl ScalarType for Long {
    fn parse(value: Value) -> InputValueResult<Self> {
        let number = match &value {
            Value::String(text) => text.parse().ok(),
            Value::Number(number) => number.as_i64(),
            Value::Null | Value::Boolean(_) | Value::Binary(_) | Value::Enum(_) | Value::List(_) | Value::Object(_) => {
                None
            }
        };
        let exact = number.filter(|number| (-MAX_LONG..=MAX_LONG).contains(number));
        exact.map(Self).ok_or_else(|| InputValueError::custom(NO_LONG))
    }

    fn to_value(&self) -> Value {
        Value::Number(self.0.into())
    }
}

/// Declares a scalar that is a checked text of the domain.
macro_rules! text_scalars {
    ($($(#[$doc:meta])* $name:ident($inner:ty) $graphql:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Description)]
        pub struct $name(pub $inner);

        #[Scalar(name = $graphql, use_type_description)]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                // What is no text is told what an empty one is: which texts there are.
                let text = if let Value::String(text) = &value { text.as_str() } else { "" };
                text.parse().map(Self).map_err(InputValueError::custom)
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.to_string())
            }
        }
    )*};
}

text_scalars! {
    /// A short name: 1 to 64 letters, digits or any of `_ - . : / +`, beginning with a letter or digit. Not for personal
    /// data: codes stand in the log in the clear.
    Code(domain::Code) "Code";
    /// A language tag such as `en`, `zh-Hant` or `pt-BR`.
    Language(domain::Language) "Language";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_is_read_from_a_number_or_a_string_up_to_what_is_exact() {
        let most = i64::pow(2, 53) - 1;
        assert_eq!(Long::parse(Value::Number(most.into())).ok(), Some(Long(most)));
        assert_eq!(Long::parse(Value::String("-7".into())).ok(), Some(Long(-7)));
        assert!(Long::parse(Value::Number((most + 1).into())).is_err());
        assert!(Long::parse(Value::String("1.5".into())).is_err());
    }

    #[test]
    fn a_long_is_written_as_a_number_beyond_31_bits() {
        assert_eq!(Long::from(3_000_000_000_u64).to_value(), Value::Number(3_000_000_000_u64.into()));
        assert_eq!(Long::from(u64::MAX), Long(MAX_LONG));
    }
}
