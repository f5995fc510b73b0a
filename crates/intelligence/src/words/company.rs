//! Which words stand near which.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::settings::Settings;
use crate::text::Normal;

/// The words that count, and how often each stands near each.
pub(super) struct Company {
    /// The words' keys, the most frequent first.
    pub(super) keys: Vec<u32>,
    /// How often each word is said.
    pub(super) said: Vec<u64>,
    /// Word by word: its neighbours by number, ascending, and how often they stand near it.
    pub(super) near: Vec<Vec<(u32, u32)>>,
}

impl Company {
    pub(super) fn of(texts: &[Normal], settings: &Settings) -> Self {
        let (keys, said) = vocabulary(texts, settings);
        let numbers: HashMap<u32, u32> = keys.iter().copied().zip(0..).collect();
        let mut pairs = HashMap::new();
        let mut words = Vec::new();
        for text in texts {
            words.clear();
            words.extend(text.tokens().filter_map(|token| numbers.get(&token.key).copied()));
            for (at, &word) in words.iter().enumerate() {
                for &other in words[at + 1..].iter().take(settings.window) {
                    *pairs.entry((word.min(other), word.max(other))).or_insert(0_u32) += 1;
                }
            }
        }
        Self { near: both_ways(pairs, keys.len()), keys, said }
    }
}

/// The most frequent words that enough texts have, and how often each is said.
fn vocabulary(texts: &[Normal], settings: &Settings) -> (Vec<u32>, Vec<u64>) {
    #[derive(Default)]
    struct Count {
        said: u64,
        texts: u32,
        last: usize,
    }
    let mut counts: HashMap<u32, Count> = HashMap::new();
    for (number, text) in (1..).zip(texts) {
        for token in text.tokens() {
            let count = counts.entry(token.key).or_default();
            count.said += 1;
            count.texts += u32::from(count.last != number);
            count.last = number;
        }
    }
    let enough = counts.into_iter().filter(|(_, count)| count.texts >= settings.fewest_texts);
    let mut enough: Vec<(u32, u64)> = enough.map(|(key, count)| (key, count.said)).collect();
    enough.sort_unstable_by_key(|&(key, said)| (Reverse(said), key));
    enough.truncate(settings.most_words);
    enough.into_iter().unzip()
}

fn both_ways(pairs: HashMap<(u32, u32), u32>, words: usize) -> Vec<Vec<(u32, u32)>> {
    let mut near = vec![Vec::new(); words];
    for ((one, other), count) in pairs {
        near[one as usize].push((other, count));
        if one == other {
            // A word beside itself is near it in both directions.
            near[one as usize].last_mut().expect("it was just added").1 *= 2;
        } else {
            near[other as usize].push((one, count));
        }
    }
    near.iter_mut().for_each(|row| row.sort_unstable_by_key(|&(word, _)| word));
    near
}
