//! Scalars of our own: places in the log, names, languages.

use async_graphql::{Description, InputValueError, InputValueResult, Scalar, ScalarType, Value};

/// A place in the log: a whole number as a string, since it may outgrow what JavaScript counts exactly. Input may be a
/// number too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Description)]
pub struct Position(pub u64);

#[Scalar(use_type_description)]
impl ScalarType for Position {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => text.parse().map(Self).map_err(|_| InputValueError::expected_type(value)),
            Value::Number(number) => {
                number.as_u64().map(Self).ok_or_else(|| InputValueError::expected_type(value.clone()))
            }
            Value::Null | Value::Boolean(_) | Value::Binary(_) | Value::Enum(_) | Value::List(_) | Value::Object(_) => {
                Err(InputValueError::expected_type(value))
            }
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
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
                let Value::String(text) = &value else {
                    return Err(InputValueError::expected_type(value));
                };
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
