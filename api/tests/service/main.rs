//! The whole service in one process, over a real log, vault and views in a directory of their own: GraphQL without a
//! network, and the other routes through their router.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

mod articles;
mod as_of;
mod authorization;
mod consents;
mod customers_view;
mod erasure;
mod events;
mod glances;
mod happy_path;
mod idempotency;
mod knowledge;
mod ledger;
mod malformed;
mod operations;
mod over_http;
mod reading;
mod refusals;
mod schema;
mod subscriptions;
mod support;
mod timeline;
mod understanding;
