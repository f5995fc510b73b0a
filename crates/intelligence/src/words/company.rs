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

/// A text as its tokens' keys: all that is kept of it.
type Keys = Vec<u32>;

impl Company {
    pub(super) fn of<V: AsRef<[T]>, T: AsRef<str>>(voices: &[V], settings: &Settings) -> Self {
        let keys_of = |text: &T| Normal::of(text.as_ref()).tokens().map(|token| token.key).collect();
        let voices: Vec<Vec<Keys>> = voices.iter().map(|voice| voice.as_ref().iter().map(keys_of).collect()).collect();
        let (keys, said) = vocabulary(&voices, settings);
        let numbers: HashMap<u32, u32> = keys.iter().copied().zip(0..).collect();
        let mut pairs = HashMap::new();
        let mut words = Vec::new();
        for text in voices.iter().flatten() {
            words.clear();
            words.extend(text.iter().filter_map(|key| numbers.get(key).copied()));
            for (at, &word) in words.iter().enumerate() {
                for &other in words[at + 1..].iter().take(settings.window) {
                    *pairs.entry((word.min(other), word.max(other))).or_insert(0_u32) += 1;
                }
            }
        }
        Self { near: both_ways(pairs, keys.len()), keys, said }
    }
}

/// The most frequent words that enough voices say, and how often each is said.
fn vocabulary(voices: &[Vec<Keys>], settings: &Settings) -> (Vec<u32>, Vec<u64>) {
    #[derive(Default)]
    struct Count {
        said: u64,
        voices: u32,
        last: usize,
    }
    let mut counts: HashMap<u32, Count> = HashMap::new();
    for (number, voice) in (1..).zip(voices) {
        for &key in voice.iter().flatten() {
            let count = counts.entry(key).or_default();
            count.said += 1;
            count.voices += u32::from(count.last != number);
            count.last = number;
        }
    }
    let enough = counts.into_iter().filter(|(_, count)| count.voices >= settings.fewest_voices);
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
