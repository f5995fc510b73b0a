//! What can be sealed: values with one stable byte form.

use std::borrow::Cow;

/// A value that personal data may hold. Its byte form is what gets encrypted, so it may never change.
pub trait PersonalValue: Sized {
    /// The bytes to seal.
    fn to_bytes(&self) -> Cow<'_, [u8]>;

    /// The value that [`to_bytes`](Self::to_bytes) wrote, or nothing when the bytes are not one.
    fn from_bytes(bytes: Vec<u8>) -> Option<Self>;
}

impl PersonalValue for String {
    fn to_bytes(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(self.as_bytes())
    }

    fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        Self::from_utf8(bytes).ok()
    }
}
