//! The one test binary: everything that needs more than one room of the house.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails like the tests themselves")]

mod cli;
mod crash;
mod demo;
mod erasure;
mod event_store_postgres;
mod import;
mod javascript;
mod knowledge;
mod ledger;
mod postgres_harness;
mod provider;
mod size;
mod subscriptions;
mod tidy;
mod two_nodes;
mod vault_postgres;
mod views;
mod walkthrough;
