//! A proof to carry away: that one entry stands in a log, with the checkpoint it leads to (c2sp.org/tlog-proof).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::checkpoint::CheckpointError;
use crate::cosignature::{Cosignature, Quorum};
use crate::note::MalformedNote;
use crate::proof::{self, ProofError};
use crate::{Checkpoint, Hash, Note, Vkey, decimal};

const TITLE: &str = "c2sp.org/tlog-proof@v1";
/// No proof in a tree of 2⁶⁴ leaves has more hashes.
const MAX_HASHES: usize = 64;

/// What a `.tlog-proof` file holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TlogProof {
    /// Anything that helps its reader; nothing vouches for it. Ours holds the entry.
    pub extra: Option<Vec<u8>>,
    /// Which leaf, from 0.
    pub index: u64,
    /// From the leaf's neighbour up.
    pub hashes: Vec<Hash>,
    /// The signed checkpoint, with what witnesses have added.
    pub checkpoint: Note,
}

/// Why a proof proves nothing.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum TlogProofError {
    /// It is not spelled as such a proof.
    #[error("this is not a proof of {TITLE}: {0}")]
    Malformed(&'static str),
    /// The checkpoint cannot be relied on.
    #[error("the checkpoint does not hold: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// Too few witnesses have seen the checkpoint.
    #[error("{found} of the {required} witnesses that are required have cosigned")]
    TooFewWitnesses {
        /// How many have.
        found: usize,
        /// How many must.
        required: usize,
    },
    /// The hashes do not lead from the entry to the checkpoint.
    #[error("the entry is not proven: {0}")]
    Proof(#[from] ProofError),
}

impl From<MalformedNote> for TlogProofError {
    fn from(error: MalformedNote) -> Self {
        Self::Checkpoint(error.into())
    }
}

impl TlogProof {
    /// Reads a proof.
    ///
    /// # Errors
    /// [`TlogProofError::Malformed`], or the checkpoint's.
    pub fn parse(bytes: &[u8]) -> Result<Self, TlogProofError> {
        let malformed = TlogProofError::Malformed;
        let text = str::from_utf8(bytes).map_err(|_| malformed("it is not UTF-8"))?;
        let (proof, checkpoint) = text.split_once("\n\n").ok_or(malformed("no empty line ends the hashes"))?;
        let mut lines = proof.split('\n').peekable();
        if lines.next() != Some(TITLE) {
            return Err(malformed("the first line is another"));
        }
        let extra = match lines.next_if(|line| line.starts_with("extra ")) {
            Some(line) => {
                let encoded = line.strip_prefix("extra ").unwrap_or_default();
                Some(BASE64.decode(encoded).map_err(|_| malformed("the extra data are not base64"))?)
            }
            None => None,
        };
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(decimal::parse);
        let index = index.ok_or(malformed("the index is not there"))?;
        let hashes: Option<Vec<Hash>> = lines.map(Hash::from_base64).collect();
        let hashes = hashes.filter(|hashes| hashes.len() <= MAX_HASHES).ok_or(malformed("the hashes are not such"))?;
        Ok(Self { extra, index, hashes, checkpoint: Note::parse(checkpoint.as_bytes())? })
    }

    /// Checks that `entry` stands in the log `origin`, whose checkpoints are signed by one of `keys`, and that enough
    /// witnesses have seen the checkpoint.
    ///
    /// # Errors
    /// See [`TlogProofError`].
    pub fn check(
        &self,
        entry: &[u8],
        origin: &str,
        keys: &[Vkey],
        quorum: &Quorum,
    ) -> Result<(Checkpoint, Vec<Cosignature>), TlogProofError> {
        let checkpoint = Checkpoint::open(&self.checkpoint, origin, keys)?;
        let (cosigned, is_enough) = quorum.met_by(&self.checkpoint);
        if !is_enough {
            return Err(TlogProofError::TooFewWitnesses { found: cosigned.len(), required: quorum.required });
        }
        let head = checkpoint.head;
        proof::check_inclusion(Hash::leaf(entry), self.index, head.size, head.root, &self.hashes)?;
        Ok((checkpoint, cosigned))
    }
}

impl fmt::Display for TlogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{TITLE}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", BASE64.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.hashes.iter().try_for_each(|hash| writeln!(f, "{}", hash.to_base64()))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::checkpoint::Head;
    use crate::checkpoint::tests::log_key;
    use crate::tree::tests::grown;

    const ORIGIN: &str = "log.example";

    fn proof(index: u64, size: u64) -> TlogProof {
        let (tree, nodes) = grown(size);
        let checkpoint = Checkpoint::new(ORIGIN, Head { size, root: tree.root() });
        TlogProof {
            extra: Some(b"more".to_vec()),
            index,
            hashes: proof::collect(&proof::inclusion(index, size).unwrap(), &nodes).unwrap(),
            checkpoint: checkpoint.sign(&[&log_key(ORIGIN)]).unwrap(),
        }
    }

    fn check(proof: &TlogProof, entry: u64) -> Result<u64, TlogProofError> {
        let keys = [crate::Signer::vkey(&log_key(ORIGIN)).clone()];
        let checked = proof.check(&entry.to_be_bytes(), ORIGIN, &keys, &Quorum::default());
        checked.map(|(checkpoint, _)| checkpoint.head.size)
    }

    #[test]
    fn a_proof_is_read_and_holds_for_its_entry_alone() {
        for (index, size) in [(0, 1), (5, 9), (8, 9), (64, 100)] {
            let text = proof(index, size).to_string();
            let read = TlogProof::parse(text.as_bytes()).unwrap();
            assert_eq!(read, proof(index, size));
            assert_eq!(read.to_string(), text);
            assert_eq!(check(&read, index), Ok(size));
            assert!(matches!(check(&read, index + 1), Err(TlogProofError::Proof(_))));
        }
    }

    #[test]
    fn witnesses_can_be_required() {
        let keys = [crate::Signer::vkey(&log_key(ORIGIN)).clone()];
        let quorum = Quorum { witnesses: Vec::new(), required: 1 };
        let checked = proof(0, 1).check(&0_u64.to_be_bytes(), ORIGIN, &keys, &quorum);
        assert_eq!(checked, Err(TlogProofError::TooFewWitnesses { found: 0, required: 1 }));
    }

    #[test]
    fn what_is_not_quite_a_proof_is_not_read() {
        let text = proof(5, 9).to_string();
        let bad = [
            text.replace("@v1", "@v2"),
            text.replace("index 5", "index 05"),
            text.replace("index 5\n", ""),
            text.replace("extra bW9yZQ==", "extra bW9yZQ"),
            text.replacen("=\n", "\n", 2),
            text.replacen("\n\n", "\n", 1),
        ];
        for bad in bad {
            assert!(TlogProof::parse(bad.as_bytes()).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_and_no_change_goes_unnoticed(
            bytes in prop::collection::vec(any::<u8>(), 0..4), at in any::<prop::sample::Index>(),
        ) {
            let original = TlogProof { extra: None, ..proof(64, 100) }.to_string().into_bytes();
            let mut text = original.clone();
            let place = at.index(text.len());
            text.splice(place..place + 1, bytes);
            if let Ok(read) = TlogProof::parse(&text) {
                prop_assert_eq!(read.to_string().into_bytes(), text.clone());
                prop_assert!(text == original || check(&read, 64).is_err());
            }
        }
    }
}
