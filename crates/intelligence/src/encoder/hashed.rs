//! The encoder that is built in: n-grams, hashed into few dimensions.

use async_trait::async_trait;

use super::{Encoder, EncoderError, Vector};
use crate::text::{Grams, Kind, Normal};

/// How many components a vector has.
const WIDTH: usize = 512;
/// Into how many components each n-gram falls, so that two that collide in one differ in the others.
const PLACES: u64 = 4;

/// Signed feature hashing (Weinberger et al. 2009) of the n-grams of words and characters. It knows nothing of meaning, only of
/// spelling: texts that share words and parts of words point alike.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hashed(Grams);

impl Default for Hashed {
    fn default() -> Self {
        Self(Grams { words: 2, characters: (3, 5), pairs: 0 })
    }
}

impl Hashed {
    /// The vector of one text.
    #[must_use]
    pub fn vector(&self, text: &str) -> Vector {
        let mut components = vec![0.0; WIDTH];
        self.0.each(&Normal::of(text), |gram| {
            let weight = match gram.kind {
                Kind::Words => 2.0,
                Kind::Characters => 1.0,
            };
            for place in 0..PLACES {
                let hash = mixed(u64::from(gram.key) | (place << 32));
                let sign = if hash >> 63 == 0 { weight } else { -weight };
                components[usize::try_from(hash % WIDTH as u64).expect("the width fits")] += sign;
            }
        });
        Vector::of(components)
    }
}

#[async_trait]
impl Encoder for Hashed {
    fn name(&self) -> &'static str {
        "hashed/1"
    }

    async fn encode(&self, texts: &[&str]) -> Result<Vec<Vector>, EncoderError> {
        Ok(texts.iter().map(|text| self.vector(text)).collect())
    }
}

/// The finaliser of SplitMix64 (Steele et al. 2014): every bit of the input changes half of the output.
fn mixed(mut bits: u64) -> u64 {
    bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_share_words_point_alike() {
        let encoder = Hashed::default();
        let [parcel, parcels, weather] =
            ["where is my parcel", "where are my parcels", "nice weather today"].map(|text| encoder.vector(text));
        assert!(parcel.cosine(&parcels) > 0.4, "{}", parcel.cosine(&parcels));
        assert!(parcel.cosine(&weather) < 0.2, "{}", parcel.cosine(&weather));
        assert!(encoder.vector("我的包裹在哪里").cosine(&encoder.vector("包裹在哪")) > 0.3);
    }

    #[test]
    fn nothing_points_nowhere() {
        assert!(Hashed::default().vector("").components().iter().all(|component| *component == 0.0));
    }
}
