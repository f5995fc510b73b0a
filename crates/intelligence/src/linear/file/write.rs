//! Models become bytes.

use sha2::{Digest as _, Sha256};

use super::super::quantise::Rounded;
use super::super::row::Shape;
use super::super::vocabulary::{GRID, Vocabulary};
use super::{CHECKSUM, Header, Layout, MAGIC, PRELUDE, VERSION, bucket};
use crate::words::WordVectors;

/// Writes a model.
pub(in super::super) fn write(
    header: &Header,
    vocabulary: &Vocabulary,
    words: &WordVectors,
    rounded: &Rounded,
) -> Vec<u8> {
    let json = serde_json::to_vec(header).expect("a header of strings and finite numbers is JSON");
    let mut order: Vec<usize> = (0..vocabulary.len()).collect();
    order.sort_unstable_by_key(|&column| vocabulary.keys[column]);
    let (ends, rows) = written(&order, rounded, Shape::of(header.labels.len()));
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
fn written(order: &[usize], rounded: &Rounded, shape: Shape) -> (Vec<u32>, Vec<u8>) {
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
pub(super) fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.reserve_exact(CHECKSUM);
    let length = (bytes.len() + CHECKSUM) as u64;
    bytes[PRELUDE - 8..PRELUDE].copy_from_slice(&length.to_le_bytes());
    let checksum = Sha256::digest(&bytes);
    bytes.extend(checksum);
    bytes
}

/// The same model with another header.
pub(in super::super) fn with_header(model: &[u8], layout: &Layout, header: &Header) -> Vec<u8> {
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
