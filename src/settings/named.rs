//! Settings that are one of several names.

use serde::de::value::StringDeserializer;
use serde::{Deserialize, Deserializer};

/// One of several names. The reader of the configuration knows no more of a wrong one than that it is wrong; this way the
/// error says which there are.
pub(super) fn one<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::deserialize(StringDeserializer::new(String::deserialize(deserializer)?))
}
