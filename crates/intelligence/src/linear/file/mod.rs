//! A model as bytes: what is written is what is answered from, so a file can be used where it lies in memory.
//!
//! All numbers are little-endian. Prelude (magic, version, length of the header, columns, bytes of the rows, bits of the
//! index, length of all), header (JSON: labels, settings, calibration, lineage, words), then the sections of [`Layout`], then the
//! SHA-256 of everything before. Loading checks the checksum and every number that is used as a place, so that answering
//! cannot fail.

mod read;
#[cfg(test)]
mod tests;
mod write;

use serde::{Deserialize, Serialize};

pub(super) use self::read::read;
pub(super) use self::write::{with_header, write};
use super::calibrate::Calibration;
use super::row::Shape;
use super::settings::Settings;
use crate::words::WordVectors;

const MAGIC: [u8; 8] = *b"COLLOQLM";
/// What is written.
const VERSION: u32 = 3;
/// The last version of which labels and weights lie apart: 1 without words, 2 with them.
const LAST_APART: u32 = 2;
const PRELUDE: usize = 36;
const CHECKSUM: usize = 32;

/// What a model knows about itself.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Header {
    /// The labels, in the order of their numbers.
    pub labels: Vec<String>,
    /// How it was trained.
    pub settings: Settings,
    /// How its scores become probabilities.
    pub calibration: Calibration,
    /// What it was trained on.
    pub lineage: Lineage,
    /// What it knows of words beyond that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
}

/// What a model knows of words beyond its labelled texts.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Words {
    /// How many words have a vector.
    pub count: usize,
    /// How many components a vector has.
    pub width: usize,
    /// How long a text's vector is beside that of its n-grams, which has length one.
    pub weight: f32,
}

/// What a model was trained on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lineage {
    /// The SHA-256 of the examples: [`lineage`](super::lineage).
    pub data: String,
    /// How many examples there were.
    pub examples: usize,
    /// The seed of the order in which they were visited.
    pub seed: u64,
    /// The SHA-256 of the model that this one was updated from.
    pub parent: Option<String>,
}

/// Where each section lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub(super) columns: usize,
    pub(super) index_bits: u32,
    pub(super) shape: Shape,
    /// Per label: the size of its step (f32).
    pub(super) steps: usize,
    /// Per label: its bias (f32).
    pub(super) biases: usize,
    /// Per value of a key's highest bits, and one more: the first place in `keys` (u32).
    pub(super) index: usize,
    /// The keys, ascending (u32).
    pub(super) keys: usize,
    /// Per key: its inverse document frequency (u16, in steps of 1/4096).
    pub(super) idf: usize,
    /// Per key: where its row ends (u32).
    pub(super) ends: usize,
    /// Per key: its row.
    pub(super) rows: Rows,
    /// The vectors of words ([`WordVectors::write`]).
    pub(super) words: usize,
    /// Where the checksum begins.
    pub(super) end: usize,
}

/// Where the rows lie.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rows {
    /// One behind the other ([`Shape::write`]); they end where `ends` counts bytes to.
    Together(usize),
    /// First all their labels, then all their steps (i8); `ends` counts weights.
    Apart { labels: usize, steps: usize },
}

/// What a model's prelude says of its sections.
#[derive(Clone, Copy)]
struct Counts {
    version: u32,
    columns: usize,
    /// Where the last row ends: in bytes, or in weights, where labels and weights lie apart.
    end: usize,
    index_bits: u32,
}

impl Layout {
    /// `None` when the sizes do not fit into memory.
    fn of(json: usize, header: &Header, counts: Counts) -> Option<Self> {
        let Counts { version, columns, end, index_bits } = counts;
        let labels = header.labels.len();
        let shape = Shape::of(labels);
        let (words, width) = header.words.map_or((0, 0), |words| (words.count, words.width));
        let mut at = PRELUDE.checked_add(json)?;
        let mut section = |count: usize, bytes: usize| {
            let start = at;
            at = at.checked_add(count.checked_mul(bytes)?)?;
            Some(start)
        };
        Some(Self {
            columns,
            index_bits,
            shape,
            steps: section(labels, 4)?,
            biases: section(labels, 4)?,
            index: section(1_usize.checked_shl(index_bits)?.checked_add(1)?, 4)?,
            keys: section(columns, 4)?,
            idf: section(columns, 2)?,
            ends: section(columns, 4)?,
            rows: if version <= LAST_APART {
                Rows::Apart { labels: section(end, shape.label())?, steps: section(end, 1)? }
            } else {
                Rows::Together(section(end, 1)?)
            },
            words: section(words, WordVectors::bytes_each(width)?)?,
            end: section(0, 1)?,
        })
    }
}

/// Which entry of the index a key belongs to.
pub(super) const fn bucket(key: u32, bits: u32) -> usize {
    ((key as u64) >> (32 - bits)) as usize
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(*bytes[at..].first_chunk().expect("places were checked when the model was read"))
}

pub(super) fn f32_at(bytes: &[u8], at: usize) -> f32 {
    f32::from_bits(u32_at(bytes, at))
}
