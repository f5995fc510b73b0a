//! How large the heavy tests are: small for every day, full when a variable says so.

use std::env;

/// The number in a variable such as `COLLOQUY_ROUNDS`, else the default.
pub(crate) fn of(variable: &str, default: usize) -> usize {
    env::var(variable).map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{variable} is a number")))
}
