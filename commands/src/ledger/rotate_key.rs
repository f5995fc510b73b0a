//! Records that checkpoints are signed with another key.

use std::convert::Infallible;

use domain::ledger::event::KeyRotated;
use domain::ledger::{Ledger, LedgerEvent, PublicKey};
use domain::{Code, LedgerId, StreamId};

use crate::{Command, Context};

/// Records that checkpoints are signed with another key.
#[derive(Clone, Hash, Debug)]
pub struct RotateKey {
    /// The key that retires.
    pub old: PublicKey,
    /// The key that takes its place.
    pub new: PublicKey,
    /// Why.
    pub reason: Code,
}

impl Command for RotateKey {
    type Aggregate = Ledger;

    const NAME: &'static str = "rotate_key";

    fn stream(&self) -> StreamId {
        StreamId::Ledger(LedgerId::EVENTS)
    }

    fn decide(&self, state: &Ledger, _: &Context<'_>) -> Result<Vec<LedgerEvent>, Infallible> {
        if state.key.as_ref() == Some(&self.new) {
            return Ok(Vec::new());
        }
        let Self { old, new, reason } = self.clone();
        Ok(vec![KeyRotated { old, new, reason }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::given;

    #[test]
    fn each_rotation_is_recorded_once() {
        let key = |name: &str| format!("{name}+c74f20a3+ARpc2QcU").parse::<PublicKey>().unwrap();
        let rotate = RotateKey { old: key("a"), new: key("b"), reason: Code::known("yearly") };
        let rotated: LedgerEvent = KeyRotated { old: key("a"), new: key("b"), reason: Code::known("yearly") }.into();
        given([]).when(&rotate).then([rotated.clone()]);
        given([rotated]).when(&rotate).then([]);
    }
}
