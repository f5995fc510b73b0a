//! Why a model cannot be trained or loaded.

/// Why a model cannot be trained or loaded.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum Error {
    /// A model tells labels apart, so it needs two.
    #[error("training needs examples of at least two labels, and those given have {found}")]
    TooFewLabels {
        /// How many there are.
        found: usize,
    },
    /// Labels are numbered with 16 bits.
    #[error("a model has at most 65535 labels, but there are {found}")]
    TooManyLabels {
        /// How many there are.
        found: usize,
    },
    /// The bytes are no model.
    #[error("not a model: it does not begin as one")]
    NotAModel,
    /// A model of a later or an abandoned format.
    #[error("the model has format version {found}; this program reads up to version {known}")]
    Version {
        /// The format of the bytes.
        found: u32,
        /// The latest format that is read.
        known: u32,
    },
    /// The bytes end too early, or go on after the end.
    #[error("the model is {found} bytes long, but says {expected}: it was cut off or written over")]
    Length {
        /// How many bytes there are.
        found: usize,
        /// How many there should be.
        expected: u64,
    },
    /// The bytes are not those that were written.
    #[error("the model's checksum does not match: it was altered")]
    Checksum,
    /// The checksum is right, but the contents contradict each other.
    #[error("the model contradicts itself: {0}")]
    Inconsistent(&'static str),
    /// A label that the model does not know.
    #[error("the model does not know the label {0:?}")]
    UnknownLabel(String),
}
