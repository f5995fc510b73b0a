//! Vectors by id, and the nearest of them.

use std::collections::BTreeMap;

use super::{EncoderError, Vector};

/// Vectors of one encoder, in memory.
///
/// [`nearest`](Self::nearest) compares with every one of them: exact, and a multiplication per component. 100,000 vectors of
/// 384 components take 154 MB and were measured at 25 ms; beyond that an approximate index is worth its trouble.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Vectors {
    width: usize,
    by_id: BTreeMap<String, Vector>,
}

/// A vector that points alike.
#[derive(Clone, PartialEq, Debug)]
pub struct Neighbour {
    /// What it is of.
    pub id: String,
    /// How much it points alike: above 0, at most 1.
    pub cosine: f32,
}

impl Vectors {
    /// Keeps a vector, in place of the one that had its id.
    ///
    /// # Errors
    /// [`EncoderError::Unusable`] when it is of another width than those that are kept, so of another encoder.
    pub fn put(&mut self, id: impl Into<String>, vector: Vector) -> Result<(), EncoderError> {
        if self.by_id.is_empty() {
            self.width = vector.width();
        }
        if vector.width() != self.width {
            let (found, kept) = (vector.width(), self.width);
            return Err(EncoderError::Unusable(format!("{found} components among vectors of {kept}")));
        }
        self.by_id.insert(id.into(), vector);
        Ok(())
    }

    /// Forgets a vector; whether there was one.
    pub fn remove(&mut self, id: &str) -> bool {
        self.by_id.remove(id).is_some()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The vectors that point most like one, of those whose ids are admitted, the nearest first and equal ones by id; at most
    /// `limit`, and none that points elsewhere.
    #[must_use]
    pub fn nearest(&self, to: &Vector, limit: usize, admits: impl Fn(&str) -> bool) -> Vec<Neighbour> {
        let alike = self.by_id.iter().filter(|(id, _)| admits(id)).map(|(id, vector)| (id, vector.cosine(to)));
        let mut ranked: Vec<(&String, f32)> = alike.filter(|(_, cosine)| *cosine > 0.0).collect();
        ranked.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        ranked.truncate(limit);
        ranked.into_iter().map(|(id, cosine)| Neighbour { id: id.clone(), cosine: cosine.min(1.0) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vectors(all: &[(&str, [f32; 2])]) -> Vectors {
        let mut vectors = Vectors::default();
        for (id, components) in all {
            vectors.put(*id, Vector::of(components.to_vec())).unwrap();
        }
        vectors
    }

    fn nearest(vectors: &Vectors, limit: usize) -> Vec<String> {
        let near = vectors.nearest(&Vector::of(vec![1.0, 0.0]), limit, |id| id != "hidden");
        near.into_iter().map(|neighbour| neighbour.id).collect()
    }

    #[test]
    fn the_nearest_come_first_and_what_points_elsewhere_does_not() {
        let all = [("b", [1.0, 1.0]), ("far", [0.0, 1.0]), ("back", [-1.0, 0.0]), ("c", [5.0, 0.1]), ("a", [1.0, 1.0])];
        assert_eq!(nearest(&vectors(&all), 9), ["c", "a", "b"]);
        assert_eq!(nearest(&vectors(&all), 1), ["c"]);
    }

    #[test]
    fn what_is_not_admitted_takes_no_place() {
        assert_eq!(nearest(&vectors(&[("hidden", [1.0, 0.0]), ("shown", [1.0, 1.0])]), 1), ["shown"]);
    }

    #[test]
    fn a_vector_takes_the_place_of_the_one_before_until_it_is_removed() {
        let mut kept = vectors(&[("a", [0.0, 1.0]), ("a", [1.0, 0.0])]);
        assert_eq!((kept.len(), nearest(&kept, 9)), (1, vec!["a".to_owned()]));
        assert!(kept.remove("a") && !kept.remove("a") && kept.is_empty());
    }

    #[test]
    fn vectors_of_another_encoder_are_turned_down() {
        let mut kept = vectors(&[("a", [0.0, 1.0])]);
        assert!(kept.put("b", Vector::of(vec![1.0])).is_err());
        assert!(kept.remove("a") && kept.put("b", Vector::of(vec![1.0])).is_ok());
    }
}
