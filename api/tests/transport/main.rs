//! The transports over real sockets, with a toy schema behind them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

mod audit;
mod close_codes;
mod cors;
mod documents;
mod errors;
mod events;
mod http;
mod introspection;
mod limits;
mod nulls;
mod pages;
mod server;
mod socket;
mod toy;
mod websocket;
