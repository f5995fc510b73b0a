//! The state of the keeping of the log.

use std::convert::Infallible;

use super::{LedgerEvent, PublicKey};
use crate::{Aggregate, Meta};

/// With which key checkpoints are signed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ledger {
    /// The key of the last rotation; nothing before the first.
    pub key: Option<PublicKey>,
}

impl Aggregate for Ledger {
    type Event = LedgerEvent;
    /// Nothing is turned down: what is recorded has happened to a key file.
    type Refusal = Infallible;

    fn evolve(&mut self, event: &LedgerEvent, _: Meta) {
        match event {
            LedgerEvent::KeyRotated(rotated) => self.key = Some(rotated.new.clone()),
        }
    }
}
