//! Examples, in an order that does not depend on where they came from.

use std::path::Path;

use aws_lc_rs::digest::{SHA256, digest};
use intelligence::intent::Example;

use super::jsonl;

/// What is learned from or measured with.
#[derive(Clone, Default)]
pub struct Examples {
    /// In the order of label and text, each once.
    pub all: Vec<Example>,
    /// How many were left out, and why.
    pub left_out: Vec<(&'static str, u64)>,
}

/// Examples to learn from, and those held back to measure with.
#[derive(Clone)]
pub struct Split {
    /// To learn from.
    pub learned: Vec<Example>,
    /// Held back.
    pub held_back: Vec<Example>,
}

impl Examples {
    /// The examples of a file of JSON lines; see [`jsonl`].
    ///
    /// # Errors
    /// When it cannot be read, or a line is no example.
    pub fn read(&mut self, path: &Path) -> anyhow::Result<()> {
        self.all.extend(jsonl::read(path)?);
        Ok(())
    }

    /// Puts them in order and drops repeats, so that the same examples give the same model.
    #[must_use]
    pub fn settled(mut self) -> Self {
        self.all.sort_unstable_by(|one, other| (&one.labels, &one.text).cmp(&(&other.labels, &other.text)));
        let before = self.all.len();
        self.all.dedup();
        let repeated = before - self.all.len();
        if repeated > 0 {
            self.left_out.push(("said twice", repeated as u64));
        }
        self
    }

    /// Holds back about this many of a hundred, chosen by the seed and the text alone: an example stays on its side when
    /// others come.
    #[must_use]
    pub fn split(self, of_hundred: u8, seed: u64) -> Split {
        let is_held_back = |example: &Example| place(example, seed) < of_hundred;
        let (held_back, learned) = self.all.into_iter().partition(is_held_back);
        Split { learned, held_back }
    }

    /// What a training with this seed learned of the examples, if it learned so many and held back the others; nothing when
    /// no share that is held back leaves so many.
    #[must_use]
    pub fn learned(&self, count: usize, seed: u64) -> Option<Vec<Example>> {
        let places: Vec<_> = self.all.iter().map(|example| place(example, seed)).collect();
        let leaves = |of_hundred: &u8| places.iter().filter(|place| *place >= of_hundred).count() == count;
        let of_hundred = (0..100).find(leaves)?;
        let learned = self.all.iter().zip(places).filter(|(_, place)| *place >= of_hundred);
        Some(learned.map(|(example, _)| example.clone()).collect())
    }
}

/// Where an example stands in the order in which a seed holds them back, of a hundred places.
fn place(example: &Example, seed: u64) -> u8 {
    let bytes = [&seed.to_le_bytes()[..], example.text.as_bytes()].concat();
    let digest = digest(&SHA256, &bytes);
    let number = digest.as_ref().iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    (number % 100) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(text: &str, label: &str) -> Example {
        Example::new(text, label)
    }

    #[test]
    fn order_and_repeats_do_not_matter() {
        let one =
            Examples { all: vec![example("b", "x"), example("a", "x"), example("b", "x")], ..Examples::default() };
        let other = Examples { all: vec![example("a", "x"), example("b", "x")], ..Examples::default() };
        let (one, other) = (one.settled(), other.settled());
        assert_eq!(one.all, other.all);
        assert_eq!(one.left_out, [("said twice", 1)]);
    }

    #[test]
    fn an_example_stays_on_its_side() {
        let many = |count: u32| Examples {
            all: (0..count).map(|number| example(&format!("text {number}"), "x")).collect(),
            ..Examples::default()
        };
        let (few, more) = (many(200).split(20, 7), many(400).split(20, 7));
        assert!(few.held_back.iter().all(|kept| more.held_back.iter().any(|other| other.text == kept.text)));
        assert!((20..=60).contains(&few.held_back.len()), "{}", few.held_back.len());
        assert_eq!(many(9).split(0, 7).held_back.len(), 0);
        let learned = many(200).split(20, 7).learned;
        assert_eq!(many(200).learned(learned.len(), 7), Some(learned));
        assert_eq!(many(200).learned(201, 7), None);
    }
}
