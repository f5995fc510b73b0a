//! Chinese identifiers in sentences of our own, among numbers that only look like them.

use std::ops::Range;

use intelligence::language::Language;
use intelligence::personal::PersonalGuard;

use super::identifiers::{KINDS, Kind};
use super::negatives::{NEGATIVES, Negative};
use super::random::Random;
use super::score::{Score, covers_all};

/// The first is the one the rules were written against; the second is fresh.
const SEEDS: [u64; 2] = [4, 5];

/// Sentences for each kind of identifier, and for each kind of number that is none.
const EACH: usize = 2_000;

/// Prints recall for each kind, and false alarms for each kind of number that is none.
pub fn run() {
    let guard = PersonalGuard::default();
    SEEDS.into_iter().for_each(|seed| measure(&guard, seed));
}

fn measure(guard: &PersonalGuard, seed: u64) {
    let mut random = Random(seed);
    println!("\nChinese identifiers, generated with seed {seed}, {EACH} sentences each (goal: recall ≥ 99)");
    let mut total = Score::default();
    for kind in &KINDS {
        let score = recall(guard, &mut random, kind);
        println!("  {:<26} recall {:>6.2}  wrong class or place {:>4}", kind.name, score.recall(), score.alarms);
        total.values += score.values;
        total.found += score.found;
        total.alarms += score.alarms;
    }
    println!("  {:<26} recall {:>6.2}", "all", total.recall());
    println!("numbers that are no identifiers, {EACH} sentences each (goal: ≤ 1 false alarm per 1,000 sentences)");
    let alarms: usize = NEGATIVES.iter().map(|negative| print_alarms(guard, &mut random, negative)).sum();
    let sentences = EACH * (KINDS.len() + NEGATIVES.len());
    let all = (alarms + total.alarms) as f64 * 1e3 / sentences as f64;
    println!(
        "  {:<26} per 1,000 {:>6.2}; over all sentences {all:.2}",
        "all",
        alarms as f64 * 1e3 / (EACH * NEGATIVES.len()) as f64
    );
}

fn recall(guard: &PersonalGuard, random: &mut Random, kind: &Kind) -> Score {
    let mut score = Score { values: EACH, ..Score::default() };
    for _ in 0..EACH {
        let value = (kind.make)(random);
        let (text, place) = embed(random.pick(kind.sentences), &value);
        let found = guard.find(&text, Some(Language::ZhHans));
        let (right, wrong): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| found.class == kind.class);
        let spans: Vec<_> = right.into_iter().map(|found| found.span).collect();
        score.found += usize::from(covers_all(&text, &place, &spans));
        score.alarms += wrong.len();
    }
    score
}

fn print_alarms(guard: &PersonalGuard, random: &mut Random, negative: &Negative) -> usize {
    let mut alarms = Vec::new();
    for _ in 0..EACH {
        let value = (negative.make)(random);
        let (text, _) = embed(random.pick(negative.sentences), &value);
        alarms.extend(guard.find(&text, Some(Language::ZhHans)).into_iter().map(|found| found.class));
    }
    alarms.sort();
    let count = alarms.len();
    alarms.dedup();
    println!("  {:<26} per 1,000 {:>6.2}  {alarms:?}", negative.name, count as f64 * 1e3 / EACH as f64);
    count
}

fn embed(sentence: &str, value: &str) -> (String, Range<usize>) {
    let start = sentence.find("{}").expect("a sentence has a place for a value");
    (sentence.replace("{}", value), start..start + value.len())
}
