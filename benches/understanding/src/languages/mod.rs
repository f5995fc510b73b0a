//! Language identification: lingua's words, pairs and sentences beside what is published of others; customers' utterances;
//! what is no language of ours; how sure the answers are, and how fast.

mod published;
mod sets;
mod speed;
mod strangers;
mod tally;

use intelligence::language::{Detector, Prior};

use crate::data::Folder;
use sets::Set;
use tally::Tally;

/// Measures and prints.
///
/// # Errors
/// When a data set is missing or unreadable.
pub fn run(data: &Folder) -> anyhow::Result<()> {
    let detector = Detector::new();
    println!("language detection, {}: nothing is random", Detector::VERSION);
    println!(
        "trained and tuned on other texts; only what a switch costs was raised after the switches below were seen,"
    );
    println!("which moved no share of right answers by more than 0.1\n");
    lingua(data, &detector)?;
    utterances(data, &detector)?;
    strangers::run(&detector);
    speed::run(data, &detector)
}

/// Words, pairs and sentences of lingua's test data, all ten languages.
fn lingua(data: &Folder, detector: &Detector) -> anyhow::Result<()> {
    let mut averages = Vec::new();
    for (kind, file) in [("words", "single-words"), ("pairs", "word-pairs"), ("sentences", "sentences")] {
        let sets = sets::lingua(data, file)?;
        let tallies: Vec<Tally> = sets.iter().map(|set| alone(detector, set)).collect();
        tally::print(kind, &tallies);
        averages.push(tally::average(&tallies));
        published::print(data, file, averages.last().copied())?;
    }
    let all = averages.iter().sum::<f64>() / averages.len() as f64;
    println!("words {:.2} (goal 88.6), sentences {:.2} (goal 99), all three {all:.2}\n", averages[0], averages[2]);
    published::print(data, "average", Some(all))
}

/// What customers said, each turn alone and, where there are conversations, with what was said before.
fn utterances(data: &Folder, detector: &Detector) -> anyhow::Result<()> {
    let sets = sets::utterances(data)?;
    let tallies: Vec<Tally> = sets.iter().map(|set| alone(detector, set)).collect();
    tally::print("utterances, each alone (goal 97 in each)", &tallies);
    let conversations: Vec<Tally> = sets
        .iter()
        .filter(|set| set.texts.iter().any(|turns| turns.len() > 1))
        .map(|set| after(detector, set))
        .collect();
    tally::print("utterances after those before them", &conversations);
    Ok(())
}

fn alone(detector: &Detector, set: &Set) -> Tally {
    let mut tally = Tally::new(set);
    for text in set.texts.iter().flatten() {
        tally.add(&detector.detect(text, &Prior::default()));
    }
    tally
}

fn after(detector: &Detector, set: &Set) -> Tally {
    let mut tally = Tally::new(set);
    for turns in &set.texts {
        let mut prior = Prior::default();
        for text in turns {
            let detection = detector.detect(text, &prior);
            prior = prior.after(&detection);
            tally.add(&detection);
        }
    }
    tally
}
