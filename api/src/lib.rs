//! GraphQL, HTTP, sign-in, authorization.
//!
//! [`server::router`] is everything that is served; the rest of the crate is what it is made of.

pub mod auth;
mod error_code;
pub mod graphql;
mod hash;
pub mod log;
pub mod rest;
pub mod server;
pub mod transport;

pub use error_code::ErrorCode;
