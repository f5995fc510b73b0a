//! When a head may follow another: the rule by which a log signs and a witness cosigns.

use crate::checkpoint::Head;
use crate::hash::Hash;
use crate::proof::{self, ProofError};

/// How a head follows another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Succession {
    /// It is the same.
    Same,
    /// It is a later one of the same history.
    Later,
}

/// Why a head does not follow another. Each shows that the log has broken its word.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Breach {
    /// The log has become smaller.
    #[error("the log was rolled back: it was at {before} and is now at {after}")]
    Rollback {
        /// What was seen first.
        before: Head,
        /// What was seen then.
        after: Head,
    },
    /// Two roots at one size.
    #[error("the log has two histories: it was at {before} and is now at {after}, with as many events")]
    Fork {
        /// What was seen first.
        before: Head,
        /// What was seen then.
        after: Head,
    },
    /// The later tree does not contain the earlier one.
    #[error("the log was rewritten: {after} does not go on from {before} ({reason})")]
    Rewrite {
        /// What was seen first.
        before: Head,
        /// What was seen then.
        after: Head,
        /// Why the proof does not hold.
        reason: ProofError,
    },
}

/// Judges whether `after` follows `before`, given the proof of consistency between their sizes.
///
/// # Errors
/// See [`Breach`].
#[expect(clippy::result_large_err, reason = "a log breaks its word once at most")]
pub fn judge(before: Head, after: Head, proof: &[Hash]) -> Result<Succession, Breach> {
    if after.size < before.size {
        return Err(Breach::Rollback { before, after });
    }
    if after.size == before.size {
        return if after.root == before.root { Ok(Succession::Same) } else { Err(Breach::Fork { before, after }) };
    }
    match proof::check_consistency(before.size, before.root, after.size, after.root, proof) {
        Ok(()) => Ok(Succession::Later),
        Err(reason) => Err(Breach::Rewrite { before, after, reason }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::grown;

    fn head(size: u64) -> Head {
        Head { size, root: grown(size).0.root() }
    }

    fn other(size: u64) -> Head {
        Head { size, root: Hash::of(b"other") }
    }

    #[expect(clippy::result_large_err, reason = "as what it tests")]
    fn judged(before: Head, after: Head) -> Result<Succession, Breach> {
        let spans = proof::consistency(before.size, after.size).unwrap_or_default();
        judge(before, after, &proof::collect(&spans, &grown(20).1).unwrap())
    }

    #[test]
    fn only_one_history_that_grows_goes_on() {
        assert_eq!(judged(head(5), head(5)), Ok(Succession::Same));
        assert_eq!(judged(head(5), head(12)), Ok(Succession::Later));
        assert_eq!(judged(head(0), head(12)), Ok(Succession::Later));
        assert!(matches!(judged(head(12), head(5)), Err(Breach::Rollback { .. })));
        assert!(matches!(judged(head(5), other(5)), Err(Breach::Fork { .. })));
        assert!(matches!(judged(head(5), other(12)), Err(Breach::Rewrite { .. })));
        assert!(matches!(judged(other(5), head(12)), Err(Breach::Rewrite { .. })));
    }

    #[test]
    fn a_breach_names_both_heads() {
        let told = judged(head(12), head(5)).unwrap_err().to_string();
        assert!(told.contains(&head(12).to_string()) && told.contains(&head(5).to_string()), "{told}");
    }
}
