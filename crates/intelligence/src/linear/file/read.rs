//! Bytes become models, when all that answering relies on holds.

use sha2::{Digest as _, Sha256};

use super::super::error::Error;
use super::super::tables::Tables;
use super::{CHECKSUM, Counts, Header, LAST_APART, Layout, MAGIC, PRELUDE, VERSION, Words, u32_at};
use crate::words::WordVectors;

/// So heavy no words are: the scores of what is heavier might not be finite.
const MOST_WEIGHT: f32 = 1_000.0;

/// Reads the header and the places of a model, and checks all that answering relies on.
pub(in super::super) fn read(bytes: &[u8]) -> Result<(Header, Layout, WordVectors), Error> {
    if bytes.len() < PRELUDE || bytes[..8] != MAGIC {
        return Err(Error::NotAModel);
    }
    let [version, header, columns, end, index_bits] = std::array::from_fn(|at| u32_at(bytes, 8 + 4 * at));
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
    if version <= LAST_APART && header.words.is_some() != (version == LAST_APART) {
        return Err(Error::Inconsistent("its version is not that of what it holds"));
    }
    if !header.labels.is_sorted_by(|a, b| a < b) {
        return Err(Error::Inconsistent("its labels are not in order"));
    }
    let counts = Counts { version, columns: columns as usize, end: end as usize, index_bits };
    let layout = (index_bits <= 31)
        .then(|| Layout::of(json.len(), &header, counts))
        .flatten()
        .filter(|layout| layout.end == contents.len())
        .ok_or(Error::Inconsistent("its sections do not fill it"))?;
    check(bytes, &layout, counts.end, header.labels.len())?;
    let words = words(bytes, &layout, &header)?;
    Ok((header, layout, words))
}

fn words(bytes: &[u8], layout: &Layout, header: &Header) -> Result<WordVectors, Error> {
    let Some(Words { count, width, weight }) = header.words else { return Ok(WordVectors::default()) };
    let words = WordVectors::read(count, width, &bytes[layout.words..layout.end])
        .filter(|_| (0.0..=MOST_WEIGHT).contains(&weight));
    words.ok_or(Error::Inconsistent("its vectors of words are none"))
}

/// That rows and the index ascend and stay inside, rows are as long as rows are, and every label exists.
fn check(bytes: &[u8], layout: &Layout, end: usize, labels: usize) -> Result<(), Error> {
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
    if !ascends(layout.ends, layout.columns, end) {
        return Err(Error::Inconsistent("its rows lead outside"));
    }
    let tables = Tables { bytes, layout };
    let all = |holds: &dyn Fn(u32) -> bool| (0..layout.columns as u32).all(holds);
    if !all(&|column| tables.is_row_of_a_length(column)) {
        return Err(Error::Inconsistent("a row is longer or shorter than rows are"));
    }
    if !all(&|column| tables.row(column).is_of(labels)) {
        return Err(Error::Inconsistent("a weight is of no label"));
    }
    Ok(())
}
