//! A model as bytes: what is written is what is answered from, so a file can be used where it lies in memory.
//!
//! All numbers are little-endian. Prelude (magic, version, length of the header, columns, weights, bits of the index,
//! length of all), header (JSON: labels, settings, calibration, lineage, words), then the sections of [`Layout`], then the
//! SHA-256 of everything before. Loading checks the checksum and every number that is used as a place, so that answering
//! cannot fail.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::calibrate::Calibration;
use super::error::Error;
use super::quantise::Rounded;
use super::settings::Settings;
use super::vocabulary::{GRID, Vocabulary};
use crate::words::WordVectors;

const MAGIC: [u8; 8] = *b"COLLOQLM";
/// Of models that know words; the others are as they always were, of version 1.
const VERSION: u32 = 2;
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
    pub(super) weights: usize,
    pub(super) index_bits: u32,
    pub(super) label_bytes: usize,
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
    /// Per weight: its label (u8 up to 256 labels, else u16).
    pub(super) labels: usize,
    /// Per weight: its steps (i8).
    pub(super) values: usize,
    /// The vectors of words ([`WordVectors::write`]).
    pub(super) words: usize,
    /// Where the checksum begins.
    pub(super) end: usize,
}

impl Layout {
    /// `None` when the sizes do not fit into memory.
    fn of(json: usize, header: &Header, columns: usize, weights: usize, index_bits: u32) -> Option<Self> {
        let labels = header.labels.len();
        let label_bytes = if labels <= 256 { 1 } else { 2 };
        let (words, width) = header.words.map_or((0, 0), |words| (words.count, words.width));
        let mut at = PRELUDE.checked_add(json)?;
        let mut section = |count: usize, bytes: usize| {
            let start = at;
            at = at.checked_add(count.checked_mul(bytes)?)?;
            Some(start)
        };
        Some(Self {
            columns,
            weights,
            index_bits,
            label_bytes,
            steps: section(labels, 4)?,
            biases: section(labels, 4)?,
            index: section(1_usize.checked_shl(index_bits)?.checked_add(1)?, 4)?,
            keys: section(columns, 4)?,
            idf: section(columns, 2)?,
            ends: section(columns, 4)?,
            labels: section(weights, label_bytes)?,
            values: section(weights, 1)?,
            words: section(words, WordVectors::bytes_each(width)?)?,
            end: section(0, 1)?,
        })
    }
}

/// Writes a model.
pub(super) fn write(header: &Header, vocabulary: &Vocabulary, words: &WordVectors, rounded: &Rounded) -> Vec<u8> {
    let json = serde_json::to_vec(header).expect("a header of strings and finite numbers is JSON");
    let columns = vocabulary.len();
    let index_bits = (columns / 2).max(1).ilog2();
    let layout = Layout::of(json.len(), header, columns, rounded.values.len(), index_bits)
        .expect("what is in memory fits into memory");
    let mut bytes = Vec::with_capacity(layout.end + CHECKSUM);
    bytes.extend(MAGIC);
    let version = if header.words.is_some() { VERSION } else { 1 };
    for number in [version, json.len() as u32, columns as u32, rounded.values.len() as u32, index_bits] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(((layout.end + CHECKSUM) as u64).to_le_bytes());
    bytes.extend(json);
    write_sections(&mut bytes, vocabulary, rounded, layout);
    words.write(&mut bytes);
    let checksum = Sha256::digest(&bytes);
    bytes.extend(checksum);
    bytes
}

/// The same model with another header.
pub(super) fn with_header(model: &[u8], layout: &Layout, header: &Header) -> Vec<u8> {
    let json = serde_json::to_vec(header).expect("a header of strings and finite numbers is JSON");
    let sections = &model[layout.steps..layout.end];
    let length = PRELUDE + json.len() + sections.len() + CHECKSUM;
    let mut bytes = Vec::with_capacity(length);
    bytes.extend(&model[..12]);
    bytes.extend((json.len() as u32).to_le_bytes());
    bytes.extend(&model[16..28]);
    bytes.extend((length as u64).to_le_bytes());
    bytes.extend(json);
    bytes.extend(sections);
    let checksum = Sha256::digest(&bytes);
    bytes.extend(checksum);
    bytes
}

fn write_sections(bytes: &mut Vec<u8>, vocabulary: &Vocabulary, rounded: &Rounded, layout: Layout) {
    let mut order: Vec<usize> = (0..layout.columns).collect();
    order.sort_unstable_by_key(|&column| vocabulary.keys[column]);
    for number in rounded.steps.iter().chain(&rounded.biases) {
        bytes.extend(number.to_le_bytes());
    }
    write_index(bytes, order.iter().map(|&column| vocabulary.keys[column]), layout.index_bits);
    order.iter().for_each(|&column| bytes.extend(vocabulary.keys[column].to_le_bytes()));
    order.iter().for_each(|&column| bytes.extend(((vocabulary.idf[column] * GRID) as u16).to_le_bytes()));
    let row = |column: usize| {
        let start = column.checked_sub(1).map_or(0, |before| rounded.ends[before]);
        start as usize..rounded.ends[column] as usize
    };
    let mut end = 0;
    for &column in &order {
        end += row(column).len() as u32;
        bytes.extend(end.to_le_bytes());
    }
    for label in order.iter().flat_map(|&column| &rounded.labels[row(column)]) {
        bytes.extend(&label.to_le_bytes()[..layout.label_bytes]);
    }
    bytes.extend(order.iter().flat_map(|&column| &rounded.values[row(column)]).map(|value| value.cast_unsigned()));
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
    let [version, header, columns, weights, index_bits] = std::array::from_fn(|at| u32_at(bytes, 8 + 4 * at));
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
    if header.words.is_some() != (version == VERSION) {
        return Err(Error::Inconsistent("its version is not that of what it holds"));
    }
    if !header.labels.is_sorted_by(|a, b| a < b) {
        return Err(Error::Inconsistent("its labels are not in order"));
    }
    let layout = (index_bits <= 31)
        .then(|| Layout::of(json.len(), &header, columns as usize, weights as usize, index_bits))
        .flatten()
        .filter(|layout| layout.end == contents.len())
        .ok_or(Error::Inconsistent("its sections do not fill it"))?;
    check(bytes, &layout, header.labels.len())?;
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
fn check(bytes: &[u8], layout: &Layout, labels: usize) -> Result<(), Error> {
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
    if !ascends(layout.ends, layout.columns, layout.weights) {
        return Err(Error::Inconsistent("its rows lead outside"));
    }
    if (0..layout.weights).any(|at| label_at(bytes, layout, at) >= labels) {
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

pub(super) fn label_at(bytes: &[u8], layout: &Layout, weight: usize) -> usize {
    let at = layout.labels + weight * layout.label_bytes;
    if layout.label_bytes == 1 { bytes[at].into() } else { u16::from_le_bytes([bytes[at], bytes[at + 1]]).into() }
}
