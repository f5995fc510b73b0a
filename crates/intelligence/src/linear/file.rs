//! A model as bytes: what is written is what is answered from, so a file can be used where it lies in memory.
//!
//! All numbers are little-endian. Prelude (magic, version, length of the header, columns, bytes of the rows, bits of the
//! index, length of all), header (JSON: labels, settings, calibration, lineage, words), then the sections of [`Layout`], then the
//! SHA-256 of everything before. Loading checks the checksum and every number that is used as a place, so that answering
//! cannot fail.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::calibrate::Calibration;
use super::error::Error;
use super::quantise::Rounded;
use super::rows::Shape;
use super::settings::Settings;
use super::tables::Tables;
use super::vocabulary::{GRID, Vocabulary};
use crate::words::WordVectors;

const MAGIC: [u8; 8] = *b"COLLOQLM";
/// What is written. Of versions 1 and 2 (without and with words) labels and weights lie apart, and the prelude counts weights.
const VERSION: u32 = 3;
/// So heavy no words are: the scores of what is heavier might not be finite.
const MOST_WEIGHT: f32 = 1_000.0;
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
    /// What it knows of words beyond that; models without it are as they always were.
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
    /// Bytes of the rows; weights, where labels and weights lie apart.
    rows: usize,
    index_bits: u32,
}

impl Layout {
    /// `None` when the sizes do not fit into memory.
    fn of(json: usize, header: &Header, counts: Counts) -> Option<Self> {
        let Counts { version, columns, rows, index_bits } = counts;
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
            rows: if version < VERSION {
                Rows::Apart { labels: section(rows, shape.label())?, steps: section(rows, 1)? }
            } else {
                Rows::Together(section(rows, 1)?)
            },
            words: section(words, WordVectors::bytes_each(width)?)?,
            end: section(0, 1)?,
        })
    }
}

/// Writes a model.
pub(super) fn write(header: &Header, vocabulary: &Vocabulary, words: &WordVectors, rounded: &Rounded) -> Vec<u8> {
    let json = serde_json::to_vec(header).expect("a header of strings and finite numbers is JSON");
    let mut order: Vec<usize> = (0..vocabulary.len()).collect();
    order.sort_unstable_by_key(|&column| vocabulary.keys[column]);
    let (ends, rows) = rows(&order, rounded, Shape::of(header.labels.len()));
    let index_bits = (order.len() / 2).max(1).ilog2();
    let mut bytes = MAGIC.to_vec();
    for number in [VERSION, json.len() as u32, order.len() as u32, rows.len() as u32, index_bits] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend([0; 8]);
    bytes.extend(json);
    for number in rounded.steps.iter().chain(&rounded.biases) {
        bytes.extend(number.to_le_bytes());
    }
    write_index(&mut bytes, order.iter().map(|&column| vocabulary.keys[column]), index_bits);
    order.iter().for_each(|&column| bytes.extend(vocabulary.keys[column].to_le_bytes()));
    order.iter().for_each(|&column| bytes.extend(((vocabulary.idf[column] * GRID) as u16).to_le_bytes()));
    ends.iter().for_each(|end| bytes.extend(end.to_le_bytes()));
    bytes.extend(rows);
    words.write(&mut bytes);
    sealed(bytes)
}

/// Where each column's row ends, and the rows.
fn rows(order: &[usize], rounded: &Rounded, shape: Shape) -> (Vec<u32>, Vec<u8>) {
    let mut rows = Vec::new();
    let write = |&column: &usize| {
        let start = column.checked_sub(1).map_or(0, |before| rounded.ends[before]);
        let row = start as usize..rounded.ends[column] as usize;
        shape.write(&rounded.labels[row.clone()], &rounded.values[row], &mut rows);
        rows.len() as u32
    };
    (order.iter().map(write).collect(), rows)
}

/// With the length of all in its prelude, and the checksum.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let length = (bytes.len() + CHECKSUM) as u64;
    bytes[PRELUDE - 8..PRELUDE].copy_from_slice(&length.to_le_bytes());
    let checksum = Sha256::digest(&bytes);
    bytes.extend(checksum);
    bytes
}

/// The same model with another header.
pub(super) fn with_header(model: &[u8], layout: &Layout, header: &Header) -> Vec<u8> {
    let json = serde_json::to_vec(header).expect("a header of strings and finite numbers is JSON");
    let length = (json.len() as u32).to_le_bytes();
    let sections = &model[layout.steps..layout.end];
    sealed([&model[..12], &length, &model[16..PRELUDE], &json, sections].concat())
}

fn write_index(bytes: &mut Vec<u8>, keys: impl Iterator<Item = u32>, bits: u32) {
    let mut counts = vec![0_u32; (1 << bits) + 1];
    for key in keys {
        counts[bucket(key, bits) + 1] += 1;
    }
    let mut first = 0;
    for count in counts {
        first += count;
        bytes.extend(first.to_le_bytes());
    }
}

/// Which entry of the index a key belongs to.
pub(super) const fn bucket(key: u32, bits: u32) -> usize {
    ((key as u64) >> (32 - bits)) as usize
}

/// Reads the header and the places of a model, and checks all that answering relies on.
pub(super) fn read(bytes: &[u8]) -> Result<(Header, Layout, WordVectors), Error> {
    if bytes.len() < PRELUDE || bytes[..8] != MAGIC {
        return Err(Error::NotAModel);
    }
    let [version, header, columns, rows, index_bits] = std::array::from_fn(|at| u32_at(bytes, 8 + 4 * at));
    if !(1..=VERSION).contains(&version) {
        return Err(Error::Version { found: version, known: VERSION });
    }
    let expected = u64::from_le_bytes(std::array::from_fn(|at| bytes[28 + at]));
    if expected != bytes.len() as u64 || bytes.len() < PRELUDE + CHECKSUM {
        return Err(Error::Length { found: bytes.len(), expected });
    }
    let (contents, checksum) = bytes.split_at(bytes.len() - CHECKSUM);
    if Sha256::digest(contents).as_slice() != checksum {
        return Err(Error::Checksum);
    }
    let json = contents[PRELUDE..].get(..header as usize).ok_or(Error::Inconsistent("its header is longer than it"))?;
    let header: Header = serde_json::from_slice(json).map_err(|_| Error::Inconsistent("its header is no header"))?;
    if version < VERSION && header.words.is_some() != (version == 2) {
        return Err(Error::Inconsistent("its version is not that of what it holds"));
    }
    if !header.labels.is_sorted_by(|a, b| a < b) {
        return Err(Error::Inconsistent("its labels are not in order"));
    }
    let counts = Counts { version, columns: columns as usize, rows: rows as usize, index_bits };
    let layout = (index_bits <= 31)
        .then(|| Layout::of(json.len(), &header, counts))
        .flatten()
        .filter(|layout| layout.end == contents.len())
        .ok_or(Error::Inconsistent("its sections do not fill it"))?;
    check(bytes, &layout, counts, header.labels.len())?;
    let words = words(bytes, &layout, &header)?;
    Ok((header, layout, words))
}

fn words(bytes: &[u8], layout: &Layout, header: &Header) -> Result<WordVectors, Error> {
    let Some(Words { count, width, weight }) = header.words else { return Ok(WordVectors::default()) };
    let words = WordVectors::read(count, width, &bytes[layout.words..layout.end])
        .filter(|_| (0.0..=MOST_WEIGHT).contains(&weight));
    words.ok_or(Error::Inconsistent("its vectors of words are none"))
}

/// That rows and the index ascend and stay inside, and every label exists.
fn check(bytes: &[u8], layout: &Layout, counts: Counts, labels: usize) -> Result<(), Error> {
    let ascends = |start: usize, count: usize, most: usize| {
        let mut last = 0;
        (0..count).all(|at| {
            let number = u32_at(bytes, start + 4 * at);
            let fits = number >= last && number as usize <= most;
            last = number;
            fits
        })
    };
    if !ascends(layout.index, (1 << layout.index_bits) + 1, layout.columns) {
        return Err(Error::Inconsistent("its index leads outside"));
    }
    if (1..layout.columns).any(|at| u32_at(bytes, layout.keys + 4 * at) <= u32_at(bytes, layout.keys + 4 * at - 4)) {
        return Err(Error::Inconsistent("its keys do not ascend"));
    }
    if !ascends(layout.ends, layout.columns, counts.rows) {
        return Err(Error::Inconsistent("its rows lead outside"));
    }
    let tables = Tables { bytes, layout };
    if !(0..counts.columns as u32).all(|column| tables.has_row(column, labels)) {
        return Err(Error::Inconsistent("a weight is of no label"));
    }
    Ok(())
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(*bytes[at..].first_chunk().expect("places were checked when the model was read"))
}

pub(super) fn f32_at(bytes: &[u8], at: usize) -> f32 {
    f32::from_bits(u32_at(bytes, at))
}
