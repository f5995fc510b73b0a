//! How long a turn takes.

use std::time::Instant;

use intelligence::language::Language;
use intelligence::sentiment::MoodReader;

use super::own::{Labelled, Split, utterances};

const ROUNDS: u32 = 200;

/// Prints the mean time of a turn, its language told and untold.
///
/// # Errors
/// When the utterances are not of their format.
pub fn run(reader: &MoodReader) -> anyhow::Result<()> {
    let turns = utterances(Split::Dev)?;
    println!("Speed, goal at most 20 µs a turn (own dev split, mean of {ROUNDS} rounds, one core)");
    println!("  language     told  untold");
    for language in Language::ALL {
        let of_language: Vec<&str> =
            turns.iter().filter(|labelled| labelled.language == language).map(|Labelled { text, .. }| *text).collect();
        let (told, untold) = (mean(reader, &of_language, Some(language)), mean(reader, &of_language, None));
        println!("  {:<10} {told:>6.1} {untold:>7.1}", language.tag());
    }
    Ok(())
}

/// Microseconds a turn.
fn mean(reader: &MoodReader, turns: &[&str], language: Option<Language>) -> f64 {
    let read = || turns.iter().filter(|text| reader.read(text, language).score > 0.0).count();
    let mut positive = read();
    let started = Instant::now();
    for _ in 0..ROUNDS {
        positive = positive.max(read());
    }
    let elapsed = started.elapsed();
    std::hint::black_box(positive);
    elapsed.as_secs_f64() * 1e6 / f64::from(ROUNDS) / turns.len() as f64
}
