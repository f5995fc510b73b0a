//! A head as bytes: a prelude (magic, version, length of the header), the header as JSON, the weights as little-endian
//! floats, and the SHA-256 of all that.

use sha2::{Digest as _, Sha256};

use super::{Head, Header};
use crate::linear::{Dense, Error};

const MAGIC: &[u8; 8] = b"COLLOQHD";
const VERSION: u32 = 1;
const PRELUDE: usize = 16;
const CHECKSUM: usize = 32;

pub(super) fn write(head: &Head) -> Vec<u8> {
    let header = serde_json::to_vec(&head.header).expect("a header of strings and finite numbers is JSON");
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend((header.len() as u32).to_le_bytes());
    bytes.extend(header);
    bytes.extend(head.dense.weights().iter().flat_map(|weight| weight.to_le_bytes()));
    let checksum = Sha256::digest(&bytes);
    bytes.extend(checksum);
    bytes
}

pub(super) fn read(bytes: &[u8]) -> Result<Head, Error> {
    let (prelude, _) = bytes.split_first_chunk::<PRELUDE>().ok_or(Error::NotAModel)?;
    if !prelude.starts_with(MAGIC) {
        return Err(Error::NotAModel);
    }
    let number = |at: usize| u32::from_le_bytes(std::array::from_fn(|byte| prelude[at + byte]));
    let (version, length) = (number(8), number(12) as usize);
    if version != VERSION {
        return Err(Error::Version { found: version, known: VERSION });
    }
    let (contents, checksum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(Error::Checksum)?;
    if Sha256::digest(contents).as_slice() != checksum {
        return Err(Error::Checksum);
    }
    let rest = contents.get(PRELUDE..).ok_or(Error::NotAModel)?;
    let (json, weights) = rest.split_at_checked(length).ok_or(Error::Inconsistent("its header is longer than it"))?;
    let header: Header = serde_json::from_slice(json).map_err(|_| Error::Inconsistent("its header is no header"))?;
    let (weights, left) = weights.as_chunks::<4>();
    let weights: Vec<f32> = weights.iter().map(|weight| f32::from_le_bytes(*weight)).collect();
    let dense = Dense::of(header.width, header.labels.len(), weights, header.calibration)
        .filter(|_| left.is_empty() && header.labels.len() > 1)
        .ok_or(Error::Inconsistent("its weights are not as many as its labels take"))?;
    Ok(Head { header, dense })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::encoder::Vector;
    use crate::encoder::head::{HeadSettings, Taught};

    fn bytes() -> Vec<u8> {
        let (one, other) = (Vector::of(vec![1.0, 0.0]), Vector::of(vec![0.0, 1.0]));
        let (a, b) = (["a".to_owned()], ["b".to_owned()]);
        let taught = [Taught { vector: &one, labels: &a }, Taught { vector: &other, labels: &b }];
        Head::train("toy", &taught, &HeadSettings::default(), 1).unwrap().bytes()
    }

    #[test]
    fn what_was_altered_is_no_head() {
        let whole = bytes();
        assert!(read(&whole).is_ok());
        for at in 0..whole.len() {
            let mut altered = whole.clone();
            altered[at] ^= 1;
            assert!(read(&altered).is_err(), "byte {at}");
            assert!(read(&whole[..at]).is_err(), "{at} bytes");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_head_or_an_error(bytes in any::<Vec<u8>>()) {
            prop_assert!(read(&bytes).is_err());
            let _ = read(&[MAGIC.as_slice(), &bytes].concat());
        }
    }
}
