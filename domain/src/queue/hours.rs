//! When a Queue is served.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Code;

/// Weekly hours in a time zone.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Hours {
    /// A name of the IANA time zone database, such as `Asia/Shanghai`.
    pub time_zone: Code,
    /// The times of the week at which it is served.
    pub windows: Vec<Window>,
}

/// A time of one weekday; it ends the same day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Window {
    /// From 1, Monday, to 7, Sunday.
    pub weekday: u8,
    /// The first minute of the day, from 0.
    pub from_minute: u16,
    /// The minute of the day after the last, to 1440.
    pub to_minute: u16,
}

impl Window {
    /// Whether it names a weekday and begins before it ends.
    #[must_use]
    pub fn is_valid(self) -> bool {
        (1..=7).contains(&self.weekday) && self.from_minute < self.to_minute && self.to_minute <= 1440
    }
}
