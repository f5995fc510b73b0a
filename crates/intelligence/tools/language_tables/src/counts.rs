//! Counts of n-grams of letters, edges of words included, from the models of lingua.

use std::collections::HashMap;

use anyhow::Context as _;
use fst::Streamer as _;
use include_dir::Dir;

use crate::key::{EDGE, LONGEST_GRAM, letter};

/// How often each n-gram occurs; `[EDGE]` counts the words.
pub type Counts = HashMap<Vec<u8>, f64>;

/// The counts of one language.
///
/// Lingua gives the logarithm of each n-gram's frequency among those that begin alike. A single letter that occurs once
/// gives the total, and the total gives back all counts.
///
/// # Errors
/// When the model is not what it was.
pub fn load(model: &Dir) -> anyhow::Result<Counts> {
    let bytes = model.get_file("ngrams.fst").context("the model holds no n-grams")?.contents();
    let map = fst::Map::new(bytes)?;
    let mut grams = Vec::new();
    let mut stream = map.stream();
    while let Some((gram, bits)) = stream.next() {
        grams.push((std::str::from_utf8(gram)?.to_owned(), f64::from_bits(bits)));
    }
    // Shorter ones first, and within a length by name.
    grams.sort_by_cached_key(|(gram, _)| (gram.chars().count(), gram.clone()));
    let rarest = grams.iter().filter(|(gram, _)| gram.chars().count() == 1).map(|(_, log)| *log).fold(0.0, f64::min);
    let total = (-rarest).exp();
    let mut by_text: HashMap<String, f64> = HashMap::new();
    for (gram, log) in grams {
        let mut before = gram.chars();
        before.next_back();
        let of = if before.as_str().is_empty() { total } else { by_text[before.as_str()] };
        by_text.insert(gram, (log.exp() * of).round());
    }
    let mut inner = Counts::new();
    for (gram, count) in by_text {
        *inner.entry(gram.chars().map(letter).collect()).or_default() += count;
    }
    Ok(with_edges(&inner))
}

/// Adds the n-grams that touch an edge: what does not go on within the word ends there.
fn with_edges(inner: &Counts) -> Counts {
    let shorter = |limit: usize| inner.iter().filter(move |(gram, _)| gram.len() < limit).map(|(g, c)| (g.clone(), *c));
    let mut starts: Counts = shorter(LONGEST_GRAM).collect();
    let mut ends = starts.clone();
    let mut wholes: Counts = shorter(LONGEST_GRAM - 1).collect();
    for (gram, count) in inner.iter().filter(|(gram, _)| gram.len() > 1) {
        let (head, tail) = (&gram[..gram.len() - 1], &gram[1..]);
        take(&mut starts, tail, *count);
        take(&mut ends, head, *count);
        take(&mut wholes, tail, *count);
        take(&mut wholes, head, *count);
        take(&mut wholes, &head[1..], -*count);
    }
    let words = starts.iter().filter(|(gram, _)| gram.len() == 1).map(|(_, count)| *count).sum();
    let mut all = inner.clone();
    all.insert(vec![EDGE], words);
    let occurring = |counts: Counts| counts.into_iter().filter(|(_, count)| *count > 0.5);
    all.extend(occurring(starts).map(|(gram, count)| ([&[EDGE], &gram[..]].concat(), count)));
    all.extend(occurring(ends).map(|(gram, count)| ([&gram[..], &[EDGE]].concat(), count)));
    all.extend(occurring(wholes).map(|(gram, count)| ([&[EDGE], &gram[..], &[EDGE]].concat(), count)));
    all
}

fn take(counts: &mut Counts, gram: &[u8], count: f64) {
    if let Some(left) = counts.get_mut(gram) {
        *left -= count;
    }
}
