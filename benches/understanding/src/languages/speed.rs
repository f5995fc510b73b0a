//! How long it takes.

use std::hint::black_box;
use std::time::Instant;

use intelligence::language::{Detector, Prior};

use super::sets;
use crate::data::Folder;

/// Rounds, of which the median counts.
const ROUNDS: usize = 9;

/// Characters of the turns that have a goal.
const TURN: std::ops::RangeInclusive<usize> = 55..=65;

/// Prints microseconds per text.
///
/// # Errors
/// When a data set is missing.
pub fn run(data: &Folder, detector: &Detector) -> anyhow::Result<()> {
    let began = Instant::now();
    black_box(Detector::new());
    println!("ready after {:.1} µs", began.elapsed().as_secs_f64() * 1e6);
    let mut turns = Vec::new();
    for set in sets::utterances(data)? {
        let texts: Vec<String> = set.texts.into_iter().flatten().take(2_000).collect();
        println!("{:<18} {:>6.2} µs per text", set.name, median(detector, &texts));
        turns.extend(texts.into_iter().filter(|text| TURN.contains(&text.chars().count())));
    }
    println!("turns of about 60 characters: {:.2} µs (goal 20), {} of them", median(detector, &turns), turns.len());
    Ok(())
}

fn median(detector: &Detector, texts: &[String]) -> f64 {
    let mut rounds: Vec<f64> = (0..ROUNDS).map(|_| round(detector, texts)).collect();
    rounds.sort_by(f64::total_cmp);
    rounds[ROUNDS / 2]
}

fn round(detector: &Detector, texts: &[String]) -> f64 {
    let began = Instant::now();
    for text in texts {
        black_box(detector.detect(black_box(text), &Prior::default()));
    }
    began.elapsed().as_secs_f64() * 1e6 / texts.len() as f64
}
