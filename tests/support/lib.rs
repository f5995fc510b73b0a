//! What the tests share: a private PostgreSQL, the built binary and clients of its API, public data, and a search for
//! leaked text.

pub mod canary;
pub mod data;
pub mod follow;
pub mod graphql;
pub mod home;
pub mod log;
pub mod postgres;
pub mod process;
pub mod provider;
pub mod repository;
