//! Vectors of length 1.

/// A vector of length 1; a vector of zeros when there was nothing to describe.
#[derive(Clone, PartialEq, Debug)]
pub struct Vector(Box<[f32]>);

impl Vector {
    /// With its length made 1.
    #[must_use]
    pub fn of(mut components: Vec<f32>) -> Self {
        let length = components.iter().map(|component| f64::from(*component).powi(2)).sum::<f64>().sqrt();
        if length > 0.0 && length.is_finite() {
            components.iter_mut().for_each(|component| *component = (f64::from(*component) / length) as f32);
        } else {
            components.fill(0.0);
        }
        Self(components.into())
    }

    /// The components.
    #[must_use]
    pub fn components(&self) -> &[f32] {
        &self.0
    }

    /// How many components it has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.0.len()
    }

    /// How much two point alike: 1 for the same direction, 0 for none in common. Vectors of different encoders have nothing in
    /// common.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f32 {
        if self.0.len() != other.0.len() {
            return 0.0;
        }
        self.0.iter().zip(&other.0).map(|(one, other)| one * other).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_have_length_one_or_are_nothing() {
        assert_eq!(Vector::of(vec![3.0, 4.0]).components(), [0.6, 0.8]);
        assert_eq!(Vector::of(vec![f32::MAX, 0.0]).components(), [1.0, 0.0], "squares do not overflow");
        for nothing in [vec![0.0, 0.0], vec![f32::NAN, 1.0], vec![f32::INFINITY, 1.0]] {
            assert_eq!(Vector::of(nothing).components(), [0.0, 0.0]);
        }
    }

    #[test]
    fn vectors_of_different_widths_have_nothing_in_common() {
        let [one, other, wider] = [vec![2.0, 0.0], vec![1.0, 1.0], vec![1.0, 0.0, 0.0]].map(Vector::of);
        assert_eq!((one.cosine(&one), one.cosine(&wider)), (1.0, 0.0));
        assert!((one.cosine(&other) - 0.5_f32.sqrt()).abs() < 1e-6);
    }
}
