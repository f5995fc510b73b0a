//! What is promised of events: their published shapes, that old ones can be read for ever, that nothing personal leaks.

#![expect(clippy::unwrap_used, reason = "what helps tests may panic as they do")]
#![expect(clippy::print_stderr, reason = "whoever breaks the contract is told where the way round is written down")]

mod decoding;
mod examples;
mod folding;
mod leaves;
mod personal;
mod schemas;
mod support;
