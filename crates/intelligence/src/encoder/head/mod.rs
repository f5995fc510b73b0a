//! Labels from vectors: a small linear model on top of an encoder.
//!
//! What a tenant's examples teach is this head only; the encoder stays as its makers made it. One linear function per label,
//! trained, calibrated and given its threshold of scope as [`linear`](crate::linear) is.

mod file;
mod train;

use serde::{Deserialize, Serialize};

pub use train::{HeadSettings, Taught};

use super::{EncoderError, Vector};
use crate::linear::{Calibration, Dense, Error};

/// Tells labels from the vectors of one encoder.
#[derive(Clone)]
pub struct Head {
    header: Header,
    dense: Dense,
}

/// What a head knows about itself.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
struct Header {
    encoder: String,
    width: usize,
    labels: Vec<String>,
    calibration: Calibration,
}

/// What a head says of a vector.
#[derive(Clone, PartialEq, Debug)]
pub struct Judged<'h> {
    /// All labels with their confidences, which sum to 1, the most probable first.
    pub ranked: Vec<(&'h str, f32)>,
    /// Whether it is none of them.
    pub out_of_scope: bool,
}

impl Head {
    /// Trains a head on vectors of the encoder of this name. The same examples, settings and seed give the same head.
    ///
    /// # Errors
    /// When there are fewer than two labels or more than 65,535, or vectors of different widths.
    pub fn train(encoder: &str, taught: &[Taught<'_>], settings: &HeadSettings, seed: u64) -> Result<Self, Error> {
        train::train(encoder, taught, settings, seed)
    }

    /// Loads a head from what it was saved as.
    ///
    /// # Errors
    /// When the bytes are not a whole, unaltered head of this format.
    pub fn load(bytes: &[u8]) -> Result<Self, Error> {
        file::read(bytes)
    }

    /// Its bytes, to save it.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        file::write(self)
    }

    /// The encoder whose vectors it tells apart: [`Encoder::name`](super::Encoder::name).
    #[must_use]
    pub fn encoder(&self) -> &str {
        &self.header.encoder
    }

    /// The labels, in alphabetical order.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        &self.header.labels
    }

    /// What a vector is of.
    ///
    /// # Errors
    /// [`EncoderError::Unusable`] when it is of another width, so of another encoder.
    pub fn judge(&self, vector: &Vector) -> Result<Judged<'_>, EncoderError> {
        if vector.width() != self.header.width {
            let (found, known) = (vector.width(), self.header.width);
            return Err(EncoderError::Unusable(format!("{found} components for a head that knows {known}")));
        }
        let scores = self.dense.scores(vector.components());
        let confidences = self.dense.probabilities(&scores);
        let mut ranked: Vec<_> = self.header.labels.iter().map(String::as_str).zip(confidences).collect();
        ranked.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let best = scores.into_iter().fold(f32::NEG_INFINITY, f32::max);
        Ok(Judged { ranked, out_of_scope: best < self.header.calibration.least })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoder::Hashed;

    const TEXTS: [(&str, &str); 12] = [
        ("where is my parcel", "delivery"),
        ("my parcel has not arrived", "delivery"),
        ("when will the parcel be delivered", "delivery"),
        ("the delivery is late", "delivery"),
        ("i want my money back", "refund"),
        ("please refund the money", "refund"),
        ("how do i get a refund", "refund"),
        ("when will the refund be paid", "refund"),
        ("i forgot my password", "password"),
        ("reset the password please", "password"),
        ("my password does not work", "password"),
        ("how do i change the password", "password"),
    ];

    fn trained(seed: u64) -> Head {
        let encoder = Hashed::default();
        let vectors: Vec<_> = TEXTS.iter().map(|(text, label)| (encoder.vector(text), [(*label).to_owned()])).collect();
        let taught: Vec<_> = vectors.iter().map(|(vector, labels)| Taught { vector, labels }).collect();
        Head::train("hashed/1", &taught, &HeadSettings::default(), seed).unwrap()
    }

    #[test]
    fn it_tells_what_it_was_not_taught() {
        let (head, encoder) = (trained(1), Hashed::default());
        for (text, label) in
            [("the parcel is late", "delivery"), ("refund me", "refund"), ("wrong password", "password")]
        {
            let judged = head.judge(&encoder.vector(text)).unwrap();
            assert_eq!(judged.ranked[0].0, label, "{text}: {judged:?}");
            let sum: f32 = judged.ranked.iter().map(|(_, confidence)| confidence).sum();
            assert!((sum - 1.0).abs() < 1e-5, "{judged:?}");
        }
    }

    #[test]
    fn what_is_like_nothing_taught_is_out_of_scope() {
        // Each label has a direction of its own, and all a little of the fifth.
        let towards = |axis: usize, more: usize| {
            let components =
                (0..5).map(|at| if at == axis { 1.0 } else { 0.0 } + if at == 4 { more as f32 / 20.0 } else { 0.0 });
            Vector::of(components.collect())
        };
        let vectors: Vec<_> = (0..18).map(|n| (towards(n % 3, n / 3), [(n % 3).to_string()])).collect();
        let taught: Vec<_> = vectors.iter().map(|(vector, labels)| Taught { vector, labels }).collect();
        let head = Head::train("toy", &taught, &HeadSettings::default(), 1).unwrap();
        assert!(head.judge(&towards(3, 1)).unwrap().out_of_scope);
        let known = head.judge(&towards(1, 2)).unwrap();
        assert!(!known.out_of_scope && known.ranked[0].0 == "1" && known.ranked[0].1 > 0.8, "{known:?}");
    }

    #[test]
    fn the_same_examples_give_the_same_head_and_its_bytes_are_it() {
        let head = trained(1);
        assert_eq!(head.bytes(), trained(1).bytes());
        let loaded = Head::load(&head.bytes()).unwrap();
        assert_eq!((loaded.encoder(), loaded.labels().len()), ("hashed/1", 3));
        let vector = Hashed::default().vector("the parcel");
        assert_eq!(loaded.judge(&vector).unwrap(), head.judge(&vector).unwrap());
    }

    #[test]
    fn a_vector_of_another_encoder_is_turned_down() {
        assert!(trained(1).judge(&Vector::of(vec![1.0])).is_err());
    }

    #[test]
    fn one_label_and_mixed_widths_teach_nothing() {
        let (one, other) = (Vector::of(vec![1.0]), Vector::of(vec![1.0, 0.0]));
        let (a, b) = (["a".to_owned()], ["b".to_owned()]);
        let train = |taught: &[Taught<'_>]| Head::train("x", taught, &HeadSettings::default(), 1).err();
        assert_eq!(train(&[Taught { vector: &one, labels: &a }]), Some(Error::TooFewLabels { found: 1 }));
        assert_eq!(train(&[]), Some(Error::TooFewLabels { found: 0 }));
        let mixed = [Taught { vector: &one, labels: &a }, Taught { vector: &other, labels: &b }];
        assert!(matches!(train(&mixed), Some(Error::Inconsistent(_))));
    }
}
