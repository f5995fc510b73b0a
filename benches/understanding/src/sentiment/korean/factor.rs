//! How the model of reviews and the lexicon should share the say.

use intelligence::language::Language;
use intelligence::sentiment::korean::{ReviewModel, Voices, blend};
use intelligence::sentiment::{MoodReader, Polarity};

use super::super::confusion::Confusion;
use super::super::own::{Split, utterances};
use super::reviews::Review;
use super::{accuracy, lexical};

/// The weight from which a turn is not neutral, as the library has it.
const POLAR: f32 = 0.75;

/// Prints, per margin up to which the model yields to the words, two-class accuracy on development films, and per margin from which the model speaks
/// alone, three-class accuracy on our own development turns.
///
/// # Errors
/// When our own utterances are not of their format.
pub fn run(films: &[(&Review, bool)], model: &ReviewModel) -> anyhow::Result<()> {
    let reader = MoodReader::new();
    let own: Vec<_> =
        utterances(Split::Dev)?.into_iter().filter(|labelled| labelled.language == Language::Ko).collect();
    println!("  model yields up to, model alone from: films, own turns, own neutral turns kept neutral, in %");
    for yields in [0.0, 0.05, 0.1, 0.15, 0.2, 0.3] {
        for alone in [0.3, 0.35, 0.4, 0.45, 0.5, 0.6] {
            let voices = Voices { yields, alone };
            let weight = |text: &str| blend(lexical(&reader, text), model.margin_of_turn(text), voices);
            let mut confusion = Confusion::default();
            own.iter().for_each(|labelled| confusion.count(labelled.truth, class(weight(labelled.text))));
            let (films, [_, kept, _]) = (accuracy(films, weight), confusion.shares(Polarity::Neutral));
            println!("  {yields:>5.2} {alone:>5.2} {films:>7.2} {:>6.1} {kept:>6.1}", confusion.accuracy());
        }
    }
    Ok(())
}

fn class(weight: f32) -> Polarity {
    match weight {
        weight if weight >= POLAR => Polarity::Positive,
        weight if weight <= -POLAR => Polarity::Negative,
        _ => Polarity::Neutral,
    }
}
