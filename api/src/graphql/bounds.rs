//! How long a list of an input may be.

use async_graphql::{CustomValidator, InputType, InputValueError};

/// At most so many items in the list of this name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AtMost(pub &'static str, pub usize);

impl<T: InputType> CustomValidator<Vec<T>> for AtMost {
    fn check(&self, list: &Vec<T>) -> Result<(), InputValueError<Vec<T>>> {
        let Self(name, most) = self;
        if list.len() > *most {
            return Err(InputValueError::custom(format!("{name} has at most {most} items")));
        }
        Ok(())
    }
}
