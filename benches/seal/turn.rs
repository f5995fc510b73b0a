//! Something with one personal field.

use uuid::Uuid;
use vault::{Personal, PersonalField, PersonalFields};

/// The event the field stands in.
pub(crate) const EVENT: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);
/// The tag of the field.
pub(crate) const TAG: &str = "turn/text";

/// What somebody said.
pub(crate) struct Turn {
    pub(crate) text: Personal<String>,
}

impl Turn {
    pub(crate) fn saying(text: &str) -> Self {
        Self { text: Personal::clear(text.to_owned()) }
    }
}

impl PersonalFields for Turn {
    fn visit_personal(&mut self, visit: &mut dyn FnMut(&'static str, &mut dyn PersonalField)) {
        visit(TAG, &mut self.text);
    }
}
