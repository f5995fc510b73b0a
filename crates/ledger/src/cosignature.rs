//! Cosignatures: a witness states that it has seen a checkpoint at a time, as the largest of a consistent log
//! (c2sp.org/tlog-cosignature, Ed25519).

use std::collections::BTreeSet;

use crate::note::{Algorithm, SignError, Signature};
use crate::{Note, Signer, Vkey};

const TIME_BYTES: usize = 8;

/// Whose signature it is, and when it was made, seconds since 1970.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cosignature {
    /// The witness.
    pub witness: Vkey,
    /// When.
    pub time: u64,
}

/// Signs the checkpoint of a note as a witness; the line is added to the note by whoever publishes it.
///
/// # Errors
/// The signer's, and when its key is not a witness's.
pub fn cosign(note: &Note, witness: &dyn Signer, time: u64) -> Result<Signature, SignError> {
    if witness.vkey().algorithm() != Algorithm::Cosignature {
        return Err(SignError(format!("{} is not the key of a witness", witness.vkey().name())));
    }
    let signature = witness.sign(&message(&note.text, time))?;
    Ok(Signature::by(witness.vkey(), [&time.to_be_bytes()[..], &signature].concat()))
}

/// What a signature line says, when it is one of this witness under this text and holds.
#[must_use]
pub fn check(text: &str, signature: &Signature, witness: &Vkey) -> Option<Cosignature> {
    if witness.algorithm() != Algorithm::Cosignature || !signature.is_by(witness) {
        return None;
    }
    let (time, bytes) = signature.payload.split_first_chunk::<TIME_BYTES>()?;
    let time = u64::from_be_bytes(*time);
    let is_time = i64::try_from(time).is_ok();
    let holds = is_time && witness.verify_raw(&message(text, time), bytes);
    holds.then(|| Cosignature { witness: witness.clone(), time })
}

/// The cosignatures of these witnesses under a note, at most one of each; those that do not hold are none.
#[must_use]
pub fn cosignatures(note: &Note, witnesses: &[Vkey]) -> Vec<Cosignature> {
    let of = |witness| note.signatures.iter().find_map(|signature| check(&note.text, signature, witness));
    witnesses.iter().filter_map(of).collect()
}

/// How many witnesses of a set must have seen a checkpoint before it counts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quorum {
    /// Whose word counts.
    pub witnesses: Vec<Vkey>,
    /// How many of them.
    pub required: usize,
}

impl Quorum {
    /// Who has cosigned, and whether they are enough. Witnesses count by name: one that has two keys is one.
    #[must_use]
    pub fn met_by(&self, note: &Note) -> (Vec<Cosignature>, bool) {
        let cosigned = cosignatures(note, &self.witnesses);
        let names: BTreeSet<&str> = cosigned.iter().map(|cosignature| cosignature.witness.name()).collect();
        let is_met = names.len() >= self.required;
        (cosigned, is_met)
    }
}

fn message(text: &str, time: u64) -> Vec<u8> {
    format!("cosignature/v1\ntime {time}\n{text}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::tests::{checkpoint, log_key};
    use crate::note::SecretKey;

    fn witness(name: &str, seed: u8) -> SecretKey {
        SecretKey::new(name, Algorithm::Cosignature, [seed; 32]).unwrap()
    }

    fn cosigned(by: &[&SecretKey]) -> Note {
        let mut note = checkpoint().sign(&[&log_key("log.example")]).unwrap();
        for witness in by {
            note.signatures.push(cosign(&note, *witness, 1_700_000_000).unwrap());
        }
        note
    }

    #[test]
    fn a_cosignature_tells_who_and_when() {
        let (one, two) = (witness("w1.example", 1), witness("w2.example", 2));
        let note = Note::parse(cosigned(&[&one]).to_string().as_bytes()).unwrap();
        let keys = [one.vkey().clone(), two.vkey().clone()];
        let expected = Cosignature { witness: one.vkey().clone(), time: 1_700_000_000 };
        assert_eq!(cosignatures(&note, &keys), [expected]);
        assert!(note.verify(&[log_key("log.example").vkey().clone()]).is_ok());
    }

    #[test]
    fn the_time_and_the_text_are_signed() {
        let one = witness("w1.example", 1);
        let note = cosigned(&[&one]);
        let line = &note.signatures[1];
        assert!(check(&note.text, line, one.vkey()).is_some());
        assert!(check("other\n", line, one.vkey()).is_none());
        for byte in 0..line.payload.len() {
            let mut other = line.clone();
            other.payload[byte] ^= 1;
            assert!(check(&note.text, &other, one.vkey()).is_none(), "{byte}");
        }
        let short = Signature { payload: vec![0; 7], ..line.clone() };
        assert!(check(&note.text, &short, one.vkey()).is_none());
    }

    #[test]
    fn a_log_does_not_witness_itself() {
        let note = cosigned(&[]);
        assert!(cosign(&note, &log_key("log.example"), 1).is_err());
        assert!(cosignatures(&note, &[log_key("log.example").vkey().clone()]).is_empty());
    }

    #[test]
    fn a_quorum_counts_each_witness_once() {
        let (one, again, two) = (witness("w1.example", 1), witness("w1.example", 3), witness("w2.example", 2));
        let keys = [&one, &again, &two].map(|key| key.vkey().clone()).to_vec();
        let quorum = Quorum { witnesses: keys, required: 2 };
        assert!(!quorum.met_by(&cosigned(&[&one, &again])).1);
        assert!(quorum.met_by(&cosigned(&[&one, &two])).1);
        assert!(Quorum::default().met_by(&cosigned(&[])).1);
    }
}
