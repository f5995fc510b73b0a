//! A column's weights as bytes: few of them each with its label, or those of all labels, when that takes no more bytes.
//!
//! The n-grams that texts have most have a weight for nearly every label. Written whole such a row is shorter, and it is
//! added to the labels' sums many at a time. A whole row has as many bytes as there are labels, rounded up to 16; one of
//! few has two for each weight, and three above 256 labels.

/// So many weights of a whole row are added at once: as many bytes as the registers hold that every x86-64 and ARM64 has.
const LANES: usize = 16;
/// How many labels a byte tells apart; there are at least as many sums, whatever the number of labels.
const BYTE: usize = 256;

/// How the rows of a model with so many labels are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// The bytes of a label's number.
    label: usize,
    /// The bytes of a row of all labels, with zeros to its end.
    whole: usize,
}

/// A column's weights, in steps.
#[derive(Clone, Copy)]
pub(super) enum Row<'m> {
    /// Of some labels, whose numbers are bytes.
    Few { labels: &'m [u8], steps: &'m [u8] },
    /// Of some labels, whose numbers need two bytes.
    FewOfMany { labels: &'m [[u8; 2]], steps: &'m [u8] },
    /// Of all labels, in the order of their numbers, and zeros.
    Whole(&'m [u8]),
}

impl Shape {
    pub(super) const fn of(labels: usize) -> Self {
        Self { label: if labels <= BYTE { 1 } else { 2 }, whole: labels.next_multiple_of(LANES) }
    }

    /// The bytes of a weight with its label.
    pub(super) const fn each(self) -> usize {
        self.label + 1
    }

    /// The bytes of a label's number.
    pub(super) const fn label(self) -> usize {
        self.label
    }

    /// A sum for each label, at zero, and as many more as [`Row::add`] relies on.
    pub(super) fn sums(self) -> Vec<f32> {
        vec![0.0; self.whole.max(BYTE)]
    }

    /// Writes a row.
    pub(super) fn write(self, labels: &[u16], steps: &[i8], bytes: &mut Vec<u8>) {
        if labels.len() * self.each() < self.whole {
            labels.iter().for_each(|label| bytes.extend(&label.to_le_bytes()[..self.label]));
            bytes.extend(steps.iter().map(|steps| steps.cast_unsigned()));
            return;
        }
        let start = bytes.len();
        bytes.resize(start + self.whole, 0);
        for (&label, steps) in labels.iter().zip(steps) {
            bytes[start + usize::from(label)] = steps.cast_unsigned();
        }
    }

    /// Whether a row can have so many bytes.
    pub(super) const fn allows(self, bytes: usize) -> bool {
        bytes == self.whole || bytes < self.whole && bytes.is_multiple_of(self.each())
    }

    /// Reads what [`Self::write`] wrote.
    pub(super) fn read(self, bytes: &[u8]) -> Row<'_> {
        if bytes.len() == self.whole {
            return Row::Whole(bytes);
        }
        let (labels, steps) = bytes.split_at(bytes.len() / self.each() * self.label);
        self.apart(labels, steps)
    }

    /// A row of labels and of as many weights.
    pub(super) fn apart<'m>(self, labels: &'m [u8], steps: &'m [u8]) -> Row<'m> {
        if self.label == 1 {
            Row::Few { labels, steps }
        } else {
            Row::FewOfMany { labels: labels.as_chunks().0, steps }
        }
    }
}

impl<'m> Row<'m> {
    /// The labels that have a weight, ascending, with its steps.
    pub(super) fn weights(self) -> impl Iterator<Item = (usize, i8)> + 'm {
        let (Self::Few { steps, .. } | Self::FewOfMany { steps, .. } | Self::Whole(steps)) = self;
        let label = move |at: usize| match self {
            Self::Few { labels, .. } => labels[at].into(),
            Self::FewOfMany { labels, .. } => u16::from_le_bytes(labels[at]).into(),
            Self::Whole(_) => at,
        };
        let weights = steps.iter().enumerate().map(move |(at, steps)| (label(at), steps.cast_signed()));
        weights.filter(|&(_, steps)| steps != 0)
    }

    /// Whether all its weights are of the first so many labels.
    pub(super) fn is_of(self, known: usize) -> bool {
        match self {
            Self::Few { labels, .. } => labels.iter().all(|&label| usize::from(label) < known),
            Self::FewOfMany { labels, .. } => {
                labels.iter().all(|&label| usize::from(u16::from_le_bytes(label)) < known)
            }
            Self::Whole(steps) => steps[known..].iter().all(|&steps| steps == 0),
        }
    }

    /// Adds its steps, times a value, to their labels' sums ([`Shape::sums`]).
    pub(super) fn add(self, value: f32, sums: &mut [f32]) {
        let times = |steps: &u8| value * f32::from(steps.cast_signed());
        match self {
            Self::Few { labels, steps } => {
                // With a sum for every byte none of the places needs a check.
                let sums: &mut [f32; BYTE] =
                    sums.first_chunk_mut().expect("there are as many sums as a byte has values");
                labels.iter().zip(steps).for_each(|(&label, steps)| sums[usize::from(label)] += times(steps));
            }
            Self::FewOfMany { labels, steps } => {
                let labels = labels.iter().map(|&label| usize::from(u16::from_le_bytes(label)));
                labels.zip(steps).for_each(|(label, steps)| sums[label] += times(steps));
            }
            Self::Whole(steps) => {
                let chunks = sums.as_chunks_mut::<LANES>().0.iter_mut().zip(steps.as_chunks::<LANES>().0);
                for (sums, steps) in chunks {
                    sums.iter_mut().zip(steps).for_each(|(sum, steps)| *sum += times(steps));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_row_is_read_as_it_was_written_and_added(
            known in prop_oneof![2..40_usize, 250..260_usize, 400..500_usize],
            share in 0.0..1.5_f64,
            drawn in proptest::collection::vec(any::<(proptest::sample::Index, i8)>(), 750),
        ) {
            let drawn = drawn.iter().take((known as f64 * share) as usize).map(|(label, steps)| (label.index(known) as u16, *steps));
            let weights: BTreeMap<u16, i8> = drawn.filter(|&(_, steps)| steps != 0).collect();
            let (labels, steps): (Vec<u16>, Vec<i8>) = weights.iter().unzip();
            let (shape, mut bytes) = (Shape::of(known), Vec::new());
            shape.write(&labels, &steps, &mut bytes);
            prop_assert!(shape.allows(bytes.len()) && bytes.len() <= shape.whole.min(labels.len() * shape.each()));
            let row = shape.read(&bytes);
            prop_assert!(row.is_of(known));
            prop_assert!(row.weights().map(|(label, steps)| (label as u16, steps)).eq(weights.clone()));
            let (mut sums, mut expected) = (shape.sums(), shape.sums());
            row.add(0.3, &mut sums);
            weights.iter().for_each(|(&label, &steps)| expected[usize::from(label)] += 0.3 * f32::from(steps));
            prop_assert_eq!(sums, expected);
        }
    }

    #[test]
    fn weights_of_labels_that_there_are_not_are_noticed() {
        let (few, many) = (Shape::of(20), Shape::of(300));
        assert!(!few.apart(&[3, 20], &[1, 0]).is_of(20));
        assert!(!many.apart(&[44, 1], &[0]).is_of(300));
        let mut whole = [0; 32];
        whole[20] = 1;
        assert!(!few.read(&whole).is_of(20));
    }

    #[test]
    fn a_row_has_the_bytes_of_some_weights_or_of_all() {
        let (few, many) = (Shape::of(20), Shape::of(300));
        assert_eq!(
            [0, 1, 2, 30, 31, 32, 33, 34].map(|bytes| few.allows(bytes)),
            [true, false, true, true, false, true, false, false]
        );
        assert_eq!([3, 4, 303, 304, 306].map(|bytes| many.allows(bytes)), [true, false, true, true, false]);
    }
}
